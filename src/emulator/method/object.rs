//! The objects that parameters hold, with all their fields: a field that is none is as much a slip of
//! a bot as a parameter that is none, and Telegram drops both without a word.

use serde_json::Value;

/// An object, its fields, and of what kind those are that are objects themselves.
struct Object {
    name: &'static str,
    fields: &'static [&'static str],
    within: &'static [(&'static str, &'static str)],
}

/// Parameters that hold such objects, alone or in lists. Of a parameter that may be of several kinds
/// all fields of all kinds are known.
const PARAMETERS: &[(&str, &str)] = &[
    ("reply_markup", "ReplyMarkup"),
    ("reply_parameters", "ReplyParameters"),
    ("link_preview_options", "LinkPreviewOptions"),
    ("entities", "MessageEntity"),
    ("caption_entities", "MessageEntity"),
    ("question_entities", "MessageEntity"),
    ("explanation_entities", "MessageEntity"),
    ("description_entities", "MessageEntity"),
    ("scope", "BotCommandScope"),
    ("commands", "BotCommand"),
    ("menu_button", "MenuButton"),
    ("options", "InputPollOption"),
    ("reaction", "ReactionType"),
];

const OBJECTS: &[Object] = &[
    Object {
        name: "ReplyMarkup",
        fields: &[
            "inline_keyboard",
            "keyboard",
            "is_persistent",
            "resize_keyboard",
            "one_time_keyboard",
            "input_field_placeholder",
            "selective",
            "remove_keyboard",
            "force_reply",
        ],
        within: &[("inline_keyboard", "InlineKeyboardButton"), ("keyboard", "KeyboardButton")],
    },
    Object {
        name: "ReplyParameters",
        fields: &[
            "message_id",
            "chat_id",
            "allow_sending_without_reply",
            "quote",
            "quote_parse_mode",
            "quote_entities",
            "quote_position",
            "checklist_task_id",
            "poll_option_id",
        ],
        within: &[("quote_entities", "MessageEntity")],
    },
    Object {
        name: "LinkPreviewOptions",
        fields: &["is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"],
        within: &[],
    },
    Object {
        name: "MessageEntity",
        fields: &[
            "type",
            "offset",
            "length",
            "url",
            "user",
            "language",
            "custom_emoji_id",
            "unix_time",
            "date_time_format",
        ],
        within: &[],
    },
    Object { name: "BotCommandScope", fields: &["type", "chat_id", "user_id"], within: &[] },
    Object { name: "BotCommand", fields: &["command", "description"], within: &[] },
    Object { name: "MenuButton", fields: &["type", "text", "web_app"], within: &[("web_app", "WebAppInfo")] },
    Object {
        name: "InputPollOption",
        fields: &["text", "text_parse_mode", "text_entities", "media"],
        within: &[("text_entities", "MessageEntity")],
    },
    Object { name: "ReactionType", fields: &["type", "emoji", "custom_emoji_id"], within: &[] },
    Object {
        name: "InlineKeyboardButton",
        fields: &[
            "text",
            "icon_custom_emoji_id",
            "style",
            "url",
            "callback_data",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "copy_text",
            "callback_game",
            "pay",
        ],
        within: &[
            ("web_app", "WebAppInfo"),
            ("login_url", "LoginUrl"),
            ("switch_inline_query_chosen_chat", "SwitchInlineQueryChosenChat"),
            ("copy_text", "CopyTextButton"),
            ("callback_game", "CallbackGame"),
        ],
    },
    Object {
        name: "KeyboardButton",
        fields: &[
            "text",
            "icon_custom_emoji_id",
            "style",
            "request_users",
            "request_chat",
            "request_managed_bot",
            "request_contact",
            "request_location",
            "request_poll",
            "web_app",
        ],
        within: &[
            ("request_users", "KeyboardButtonRequestUsers"),
            ("request_chat", "KeyboardButtonRequestChat"),
            ("request_managed_bot", "KeyboardButtonRequestManagedBot"),
            ("request_poll", "KeyboardButtonPollType"),
            ("web_app", "WebAppInfo"),
        ],
    },
    Object { name: "WebAppInfo", fields: &["url"], within: &[] },
    Object { name: "LoginUrl", fields: &["url", "forward_text", "bot_username", "request_write_access"], within: &[] },
    Object {
        name: "SwitchInlineQueryChosenChat",
        fields: &["query", "allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats"],
        within: &[],
    },
    Object { name: "CopyTextButton", fields: &["text"], within: &[] },
    Object { name: "CallbackGame", fields: &[], within: &[] },
    Object {
        name: "KeyboardButtonRequestUsers",
        fields: &[
            "request_id",
            "user_is_bot",
            "user_is_premium",
            "max_quantity",
            "request_name",
            "request_username",
            "request_photo",
        ],
        within: &[],
    },
    Object {
        name: "KeyboardButtonRequestChat",
        fields: &[
            "request_id",
            "chat_is_channel",
            "chat_is_forum",
            "chat_has_username",
            "chat_is_created",
            "user_administrator_rights",
            "bot_administrator_rights",
            "bot_is_member",
            "request_title",
            "request_username",
            "request_photo",
        ],
        within: &[
            ("user_administrator_rights", "ChatAdministratorRights"),
            ("bot_administrator_rights", "ChatAdministratorRights"),
        ],
    },
    Object {
        name: "KeyboardButtonRequestManagedBot",
        fields: &["request_id", "suggested_name", "suggested_username"],
        within: &[],
    },
    Object { name: "KeyboardButtonPollType", fields: &["type"], within: &[] },
    Object {
        name: "ChatAdministratorRights",
        fields: &[
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
            "can_post_messages",
            "can_edit_messages",
            "can_pin_messages",
            "can_manage_topics",
            "can_manage_direct_messages",
            "can_manage_tags",
        ],
        within: &[],
    },
];

/// The fields of an object, or of all kinds of it; none if it is not known.
pub fn fields(object: &str) -> Option<&'static [&'static str]> {
    find(object).map(|object| object.fields)
}

/// The names of all objects that are known.
pub fn names() -> impl Iterator<Item = &'static str> {
    OBJECTS.iter().map(|object| object.name)
}

fn find(name: &str) -> Option<&'static Object> {
    OBJECTS.iter().find(|object| object.name == name)
}

/// The parameters whose fields are looked at, each with its kind.
pub(super) fn parameters() -> impl Iterator<Item = (&'static str, &'static str)> {
    PARAMETERS.iter().copied()
}

/// The fields in there that no such object has, each once, with the way to it.
pub(super) fn unknown(parameter: &str, object: &str, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(parameter, object, value, &mut found);
    found
}

/// The same without the fields that no such object has.
pub fn known(object: &str, value: &Value) -> Value {
    match (value, find(object)) {
        (Value::Array(items), _) => items.iter().map(|item| known(object, item)).collect(),
        (Value::Object(members), Some(kind)) => {
            let members = members.iter().filter(|(name, _)| kind.fields.contains(&name.as_str()));
            let members = members.map(|(name, value)| {
                let within = kind.within.iter().find(|(field, _)| field == name);
                (name.clone(), within.map_or_else(|| value.clone(), |(_, within)| known(within, value)))
            });
            Value::Object(members.collect())
        }
        _ => value.clone(),
    }
}

fn look(way: &str, object: &str, value: &Value, found: &mut Vec<String>) {
    match (value, find(object)) {
        (Value::Array(items), _) => items.iter().for_each(|item| look(way, object, item, found)),
        (Value::Object(members), Some(known)) => {
            for (name, value) in members {
                let way = format!("{way}.{name}");
                let kind = known.within.iter().find(|(field, _)| field == name);
                match kind {
                    Some((_, kind)) => look(&way, kind, value, found),
                    None if known.fields.contains(&name.as_str()) || found.contains(&way) => {}
                    None => found.push(way),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_that_is_none_is_found_however_deep_it_lies() {
        for (parameter, object, value, expected) in [
            ("reply_markup", "ReplyMarkup", json!({ "keybord": [["a"]] }), vec!["reply_markup.keybord"]),
            (
                "reply_markup",
                "ReplyMarkup",
                json!({ "inline_keyboard": [[{ "text": "a", "data": "1" }, { "text": "b", "data": "2" }]] }),
                vec!["reply_markup.inline_keyboard.data"],
            ),
            (
                "reply_markup",
                "ReplyMarkup",
                json!({ "keyboard": [["a", { "text": "b", "request_poll": { "kind": "quiz" } }]], "selective": true }),
                vec!["reply_markup.keyboard.request_poll.kind"],
            ),
            ("entities", "MessageEntity", json!([{ "type": "bold", "offset": 0, "length": 1 }]), vec![]),
            (
                "link_preview_options",
                "LinkPreviewOptions",
                json!({ "is_disable": true }),
                vec!["link_preview_options.is_disable"],
            ),
            ("options", "InputPollOption", json!(["a", { "text": "b" }]), vec![]),
        ] {
            assert_eq!(unknown(parameter, object, &value), expected, "{value}");
        }
    }
}
