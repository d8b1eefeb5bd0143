//! From Telegram's JSON to what a person did. Pure.
//!
//! A press of a button, which is most of what comes when a city votes, is read by ourselves: of all that
//! it brings, the message under which the button was above all, four things are of use. Everything else is
//! read as teloxide's types.

use std::borrow::Cow;

use anyhow::{Context, anyhow};
use serde::Deserialize;
use teloxide::types::{ChatId as TelegramChat, ChatMemberUpdated, Message, Update, UpdateKind, User};

use crate::channel::{ChatId, Inbound, Input, Kind, MessageId, Place};

#[derive(Deserialize)]
struct Numbered {
    update_id: i64,
}

#[derive(Deserialize)]
struct Pressed<'a> {
    update_id: i64,
    #[serde(borrow)]
    callback_query: Query<'a>,
}

/// A callback query: what we want to know of it.
#[derive(Deserialize)]
struct Query<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    from: Who<'a>,
    #[serde(borrow)]
    data: Option<Cow<'a, str>>,
    #[serde(borrow)]
    message: Option<Under<'a>>,
}

#[derive(Deserialize)]
struct Who<'a> {
    id: i64,
    #[serde(borrow)]
    language_code: Option<Cow<'a, str>>,
}

/// The message under which a button was. Its date is 0 if it can be reached no more.
#[derive(Deserialize)]
struct Under<'a> {
    message_id: i64,
    date: i64,
    #[serde(borrow)]
    chat: Where<'a>,
}

#[derive(Deserialize)]
struct Where<'a> {
    id: i64,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
}

/// The update's number, if it has one, and what was done, if it can be understood.
pub fn read(raw: &str) -> (Option<i64>, anyhow::Result<Inbound>) {
    if let Ok(Pressed { update_id, callback_query }) = serde_json::from_str(raw) {
        return (Some(update_id), Ok(of_press(callback_query)));
    }
    let Ok(Numbered { update_id }) = serde_json::from_str(raw) else {
        return (None, Err(anyhow!("it has no update_id")));
    };
    (Some(update_id), understand(raw))
}

fn of_press(query: Query<'_>) -> Inbound {
    let Query { id, from, data, message } = query;
    let private = message.as_ref().is_none_or(|under| under.chat.kind == "private");
    let chat = message.as_ref().map_or(from.id, |under| under.chat.id);
    let under = message.filter(|under| under.date != 0).map(|under| MessageId(under.message_id));
    let input = match data {
        Some(data) if private => Input::Press { data: data.into_owned(), message: under, callback: id.into_owned() },
        _ => Input::Nothing,
    };
    let place = if private { Place::Private } else { Place::Group };
    Inbound { chat: ChatId(chat), place, lang: from.language_code.map(Cow::into_owned), input }
}

fn understand(raw: &str) -> anyhow::Result<Inbound> {
    // The error's text may quote what somebody wrote: only its place is told.
    let update: Update = serde_json::from_str(raw)
        .map_err(|error| anyhow!("not an update: line {} column {}", error.line(), error.column()))?;
    Ok(match update.kind {
        UpdateKind::Message(message) => of_message(&message, raw),
        UpdateKind::EditedMessage(message) => {
            let input = if message.chat.is_private() { Input::Edited } else { Input::Nothing };
            inbound(message.chat.id, message.chat.is_private(), message.from.as_ref(), input)
        }
        UpdateKind::CallbackQuery(_) => anyhow::bail!("a press of a kind that we do not know"),
        UpdateKind::MyChatMember(change) => of_membership(&change),
        UpdateKind::Error(_) => anyhow::bail!("an update of a kind that we do not know"),
        _ => inbound(TelegramChat(0), false, None, Input::Nothing),
    })
}

fn inbound(chat: TelegramChat, private: bool, from: Option<&User>, input: Input) -> Inbound {
    Inbound {
        chat: ChatId(chat.0),
        place: if private { Place::Private } else { Place::Group },
        lang: from.and_then(|user| user.language_code.clone()),
        input,
    }
}

fn of_message(message: &Message, raw: &str) -> Inbound {
    let private = message.chat.is_private();
    let input = if private { said(message, raw) } else { Input::Nothing };
    inbound(message.chat.id, private, message.from.as_ref(), input)
}

fn said(message: &Message, raw: &str) -> Input {
    if message.forward_origin().is_some() {
        return Input::Forwarded;
    }
    if let Some(text) = message.text() {
        return Input::Text(text.to_owned());
    }
    if let Some(sizes) = message.photo() {
        let largest = sizes.iter().max_by_key(|size| u64::from(size.width) * u64::from(size.height));
        return match largest {
            Some(size) => Input::Photo {
                file: size.file.id.0.clone(),
                caption: message.caption().map(str::to_owned),
                album: message.media_group_id().map(|id| id.0.clone()),
            },
            None => Input::Other(Kind::Else),
        };
    }
    if let Some(location) = message.location() {
        return Input::Location(location.latitude, location.longitude);
    }
    if let Some(venue) = message.venue() {
        return Input::Location(venue.location.latitude, venue.location.longitude);
    }
    unread(raw).unwrap_or(Input::Other(Kind::Else))
}

/// What teloxide leaves unread: kinds that we only name, and a text with a marking that it does
/// not know, which looks empty to it.
fn unread(raw: &str) -> Option<Input> {
    let update: serde_json::Value = serde_json::from_str(raw).ok()?;
    let message = update.get("message")?.as_object()?;
    if let Some(text) = message.get("text").and_then(|text| text.as_str()) {
        return Some(Input::Text(text.to_owned()));
    }
    let kinds = [
        (Kind::Voice, &["voice", "audio", "video_note"][..]),
        (Kind::Sticker, &["sticker", "dice", "game"]),
        (Kind::Video, &["video", "animation"]),
        (Kind::Document, &["document"]),
        (Kind::Contact, &["contact"]),
    ];
    let is = |names: &[&str]| names.iter().any(|name| message.contains_key(*name));
    kinds.into_iter().find(|(_, names)| is(names)).map(|(kind, _)| Input::Other(kind))
}

fn of_membership(change: &ChatMemberUpdated) -> Inbound {
    let private = change.chat.is_private();
    let (was, is) = (change.old_chat_member.is_present(), change.new_chat_member.is_present());
    let input = match (private, was, is) {
        (true, _, false) => Input::Blocked,
        (true, _, true) => Input::Unblocked,
        (false, false, true) => Input::AddedToGroup,
        _ => Input::Nothing,
    };
    inbound(change.chat.id, private, Some(&change.from), input)
}

/// The numbers of raw updates, for the offset of the next call.
pub fn number(raw: &str) -> anyhow::Result<i64> {
    let Numbered { update_id } = serde_json::from_str(raw).context("an update without a number")?;
    Ok(update_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = r#"{"id":42,"is_bot":false,"first_name":"Mari","language_code":"ko"}"#;
    const PRIVATE: &str = r#"{"id":42,"first_name":"Mari","type":"private"}"#;

    fn message(rest: &str) -> Input {
        let raw = format!(
            r#"{{"update_id":7,"message":{{"message_id":5,"from":{FROM},"chat":{PRIVATE},"date":1800000000,{rest}}}}}"#
        );
        let (id, inbound) = read(&raw);
        let inbound = inbound.unwrap();
        assert_eq!((id, inbound.chat, inbound.place), (Some(7), ChatId(42), Place::Private));
        assert_eq!(inbound.lang.as_deref(), Some("ko"));
        inbound.input
    }

    #[test]
    fn what_people_send_is_understood() {
        let size = |id: &str, w: u32| {
            format!(r#"{{"file_id":"{id}","file_unique_id":"u","file_size":9,"width":{w},"height":{w}}}"#)
        };
        let photo = format!(r#""photo":[{},{}],"caption":"여기","media_group_id":"9""#, size("s", 90), size("l", 900));
        let origin = r#""forward_origin":{"type":"hidden_user","sender_user_name":"x","date":1},"text":"a""#;
        for (rest, expected) in [
            (
                r#""text":"/start poll-3","entities":[{"offset":0,"length":6,"type":"bot_command"}]"#,
                Input::Text("/start poll-3".into()),
            ),
            (
                r#""text":"새 표시","entities":[{"offset":0,"length":1,"type":"date_time"}]"#,
                Input::Text("새 표시".into()),
            ),
            (photo.as_str(), Input::Photo { file: "l".into(), caption: Some("여기".into()), album: Some("9".into()) }),
            (r#""location":{"latitude":37.42,"longitude":127.12}"#, Input::Location(37.42, 127.12)),
            (r#""voice":{"file_id":"v","file_unique_id":"u","file_size":9,"duration":3}"#, Input::Other(Kind::Voice)),
            (r#""contact":{"phone_number":"1","first_name":"x"}"#, Input::Other(Kind::Contact)),
            (origin, Input::Forwarded),
        ] {
            assert_eq!(message(rest), expected, "{rest}");
        }
    }

    #[test]
    fn a_press_a_block_and_a_group_are_understood() {
        let bot = r#"{"id":1,"is_bot":true,"first_name":"B","username":"b"}"#;
        let press = format!(
            r#"{{"update_id":8,"callback_query":{{"id":"c1","from":{FROM},"chat_instance":"-7","data":"\"h\"","message":{{"message_id":5,"from":{bot},"chat":{PRIVATE},"date":1800000000,"text":"x"}}}}}}"#
        );
        let pressed = Input::Press { data: "\"h\"".into(), message: Some(MessageId(5)), callback: "c1".into() };
        assert_eq!(read(&press).1.unwrap().input, pressed);
        let old = format!(
            r#"{{"update_id":9,"callback_query":{{"id":"c2","from":{FROM},"chat_instance":"-7","data":"x","message":{{"message_id":5,"chat":{PRIVATE},"date":0}}}}}}"#
        );
        assert!(matches!(read(&old).1.unwrap().input, Input::Press { message: None, .. }));
        let elsewhere = press.replace(PRIVATE, r#"{"id":-100,"title":"g","type":"supergroup"}"#);
        let heard = read(&elsewhere).1.unwrap();
        assert_eq!((heard.chat, heard.place, heard.input), (ChatId(-100), Place::Group, Input::Nothing));
        let hidden = press.replace(r#""data":"\"h\"","#, "");
        assert_eq!(read(&hidden).1.unwrap().input, Input::Nothing);
        assert!(read(&press.replace(r#""id":"c1""#, r#""id":1"#)).1.is_err());
        let member = |chat: &str, old: &str, new: &str| {
            format!(
                r#"{{"update_id":9,"my_chat_member":{{"chat":{chat},"from":{FROM},"date":1,"old_chat_member":{{"user":{bot},{old}}},"new_chat_member":{{"user":{bot},{new}}}}}}}"#
            )
        };
        let (here, kicked, left) =
            (r#""status":"member""#, r#""status":"kicked","until_date":0"#, r#""status":"left""#);
        let group = r#"{"id":-100,"title":"g","type":"supergroup"}"#;
        assert_eq!(read(&member(PRIVATE, here, kicked)).1.unwrap().input, Input::Blocked);
        assert_eq!(read(&member(PRIVATE, kicked, here)).1.unwrap().input, Input::Unblocked);
        let added = read(&member(group, left, here)).1.unwrap();
        assert_eq!((added.input, added.place), (Input::AddedToGroup, Place::Group));
    }

    #[test]
    fn what_is_no_update_is_told_without_its_words() {
        assert!(read("{}").0.is_none());
        let (id, broken) = read(r#"{"update_id":3,"message":{"text":"비밀"}}"#);
        assert_eq!(id, Some(3));
        assert!(!format!("{:#}", broken.unwrap_err()).contains("비밀"));
    }
}
