//! The kinds of acts with their fields, as they come over HTTP.

use serde_json::Value;

use super::act::Act;
use super::form::{self, Field, Is, may, needs};

/// A caption's or text's length is Telegram's business; what a field holds is ours.
const LATITUDE: Field = needs("latitude", Is::Between(-90.0, 90.0));
const LONGITUDE: Field = needs("longitude", Is::Between(-180.0, 180.0));
const MESSAGE: Field = needs("message_id", Is::Int);
const TEXT: Field = needs("text", Is::Text);
const CAPTION: Field = may("caption", Is::Text);

/// Who acts, where, and with which bot.
const ALWAYS: &[Field] = &[
    needs("user", Is::Int),
    may("chat", Is::Int),
    may("message_thread_id", Is::Int),
    may("bot", Is::Int),
    needs("kind", Is::Text),
];

const KINDS: &[(&str, &[Field])] = &[
    ("send_text", &[TEXT, may("reply_to", Is::Int)]),
    ("press", &[MESSAGE, may("data", Is::Text), may("button", Is::Text), may("stale", Is::Flag)]),
    ("start", &[may("payload", Is::Text)]),
    ("share_location", &[LATITUDE, LONGITUDE]),
    ("share_contact", &[needs("phone", Is::Text)]),
    ("send_photo", &[may("file_ids", Is::Texts), CAPTION, may("count", Is::Within(1, 10))]),
    ("send_document", &[may("file_id", Is::Text), CAPTION]),
    ("send_sticker", &[]),
    ("send_voice", &[]),
    ("forward_text", &[TEXT]),
    ("edit_text", &[MESSAGE, TEXT]),
    ("block", &[]),
    ("unblock", &[]),
    ("add_to_group", &[needs("title", Is::Text)]),
    ("deactivate", &[]),
    ("join", &[may("invite_link", Is::Text)]),
    ("leave", &[]),
    ("promote", &[may("member", Is::Int), may("rights", Is::Texts)]),
    ("demote", &[may("member", Is::Int)]),
    ("kick", &[needs("member", Is::Int)]),
    ("create_topic", &[needs("name", Is::Text)]),
    ("migrate", &[]),
    ("delete_chat", &[]),
    ("vote", &[MESSAGE, needs("options", Is::Ints)]),
    ("retract_vote", &[MESSAGE]),
    ("react", &[MESSAGE, may("emoji", Is::Text)]),
    ("inline_query", &[needs("query", Is::Text), may("offset", Is::Text)]),
    ("choose_inline", &[may("query_id", Is::Int), needs("result_id", Is::Text)]),
    ("send_web_app_data", &[needs("button_text", Is::Text), needs("data", Is::Text)]),
    ("open_web_app", &[]),
    ("botfather", &[may("privacy", Is::Flag), may("inline", Is::Flag), may("inline_feedback", Is::Flag)]),
];

/// The act that a request orders.
pub fn read(body: Value) -> Result<Act, String> {
    if !body.is_object() {
        return Err("the request has to be a JSON object".into());
    }
    let kind = body["kind"].as_str().unwrap_or_default();
    let known = KINDS.iter().find(|(name, _)| *name == kind);
    let fields = match known {
        Some((_, fields)) => *fields,
        None if kind.is_empty() => return Err("what is done? \"kind\" is missing".into()),
        None => return Err(format!("there is no kind of act \"{kind}\"")),
    };
    form::read(body, &[ALWAYS, fields])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_fields_are_those_of_the_acts() {
        for (kind, fields) in KINDS {
            let full: serde_json::Map<_, _> =
                fields.iter().map(|field| (field.name.to_owned(), field.is.sample())).collect();
            let mut body = json!({ "user": 1, "kind": kind });
            body.as_object_mut().unwrap().extend(full);
            let act = read(body).unwrap();
            // Whatever field is named is one that the act has: its debug form shows each.
            let shown = format!("{act:?}");
            assert!(fields.iter().all(|field| shown.contains(&format!("{}: ", field.name))), "{shown}");
            let bare = serde_json::from_value::<Act>(json!({ "kind": kind }));
            assert_eq!(bare.is_ok(), fields.iter().all(|field| !field.needed), "{kind}");
        }
        let unknown = serde_json::from_value::<Act>(json!({ "kind": "?" })).unwrap_err().to_string();
        let named: Vec<&str> = unknown.split('`').skip(3).step_by(2).collect();
        assert_eq!(named, KINDS.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());
    }
}
