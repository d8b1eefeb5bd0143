//! The methods that send, and what stands in the chat afterwards.

use serde_json::{Map, Value, json};

use super::Call;
use super::chat::destination;
use crate::emulator::entity;
use crate::emulator::file::FileKind;
use crate::emulator::markup::{self, Markup};
use crate::emulator::params::FileParam;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// Bytes of a photo.
const PHOTO_BYTES_MAX: usize = 10 * 1024 * 1024;

const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

pub fn message(world: &mut World, call: &Call) -> Outcome {
    let content = entity::text(call.params)?;
    post(world, call, content)
}

pub fn photo(world: &mut World, call: &Call) -> Outcome {
    media(world, call, "photo", FileKind::Photo)
}

pub fn document(world: &mut World, call: &Call) -> Outcome {
    media(world, call, "document", FileKind::Document)
}

pub fn chat_action(world: &mut World, call: &Call) -> Outcome {
    let action = call.params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    destination(world, call)?;
    Ok(json!(true))
}

/// The chat is checked first, so that nothing is kept for a call that is refused.
fn media(world: &mut World, call: &Call, name: &str, kind: FileKind) -> Outcome {
    let mut content = entity::caption(call.params)?;
    let Some(param) = call.params.file(name) else {
        return Err(Refusal::bad(format!("there is no {name} in the request")));
    };
    let envelope = envelope(world, call)?;
    content.insert(name.to_owned(), file(world, call.bot, param, kind)?);
    if call.params.flag("has_spoiler") && kind == FileKind::Photo {
        content.insert("has_media_spoiler".into(), json!(true));
    }
    if call.params.flag("show_caption_above_media") && content.contains_key("caption") {
        content.insert("show_caption_above_media".into(), json!(true));
    }
    hand_in(world, call, envelope, content)
}

/// A file that came along, or one that this bot has sent or seen before.
pub fn file(world: &mut World, bot: i64, param: FileParam, kind: FileKind) -> Outcome {
    let upload = match param {
        FileParam::Bytes(upload) => upload,
        // The emulator never reaches out, so that every address fails as a dead one does.
        FileParam::Words(address) if address.starts_with("http://") || address.starts_with("https://") => {
            let what = format!("the emulator fetches no {} from an address; Telegram would", kind.name());
            world.complain("send", what);
            return Err(Refusal::bad("failed to get HTTP URL content"));
        }
        FileParam::Words(id) => {
            let known = world.files.get(id).filter(|file| file.bot == bot);
            let file = known.ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))?;
            if file.kind != kind {
                return Err(Refusal::bad(format!("can't use file of type {} as {}", file.kind.name(), kind.name())));
            }
            return Ok(file.shape.clone());
        }
    };
    let size = upload.bytes.len();
    if size == 0 {
        return Err(Refusal::bad("file must be non-empty"));
    }
    if kind != FileKind::Photo {
        return Ok(world.keep_file(bot, kind, &upload.name, upload.mime.as_deref(), upload.bytes.clone()));
    }
    if size > PHOTO_BYTES_MAX {
        return Err(Refusal::bad(format!(
            "file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_BYTES_MAX} bytes"
        )));
    }
    world.keep_photo(bot, upload.bytes.clone()).map_err(Refusal::bad)
}

/// Where a message goes, and what goes with it.
pub struct Envelope {
    pub chat: i64,
    markup: Option<Markup>,
    /// Fields of the message that do not depend on its content.
    fields: Map<String, Value>,
}

/// Checks everything about a message but its content.
pub fn envelope(world: &World, call: &Call) -> Result<Envelope, Refusal> {
    let markup = markup::read(call.params)?;
    let chat = destination(world, call)?;
    let mut fields = Map::new();
    if world.is_channel(chat) && !matches!(markup, None | Some(Markup::Inline(_))) {
        return Err(Refusal::bad("inline keyboard expected"));
    }
    if let Some(Markup::Reply(keyboard)) = &markup
        && chat < 0
    {
        markup::private_only(keyboard)?;
    }
    if let Some(Markup::Inline(Some(keyboard))) = &markup
        && chat < 0
    {
        markup::private_only_inline(keyboard)?;
    }
    let quoted = quoted(world, call, chat)?;
    if let Some(topic) = topic(world, call, chat, quoted.as_ref())? {
        fields.insert("message_thread_id".into(), json!(topic));
        fields.insert("is_topic_message".into(), json!(true));
        world.answer_topic(call.bot, chat, topic, &mut fields);
    }
    if let Some(quoted) = quoted {
        fields.insert("reply_to_message".into(), quoted);
    }
    if let Some(Markup::Inline(Some(keyboard))) = &markup {
        fields.insert("reply_markup".into(), keyboard.clone());
    }
    if call.params.flag("protect_content") {
        fields.insert("has_protected_content".into(), json!(true));
    }
    Ok(Envelope { chat, markup, fields })
}

/// Puts a message of the bot into its chat, with the keyboard and the quote that it asks for.
pub fn post(world: &mut World, call: &Call, content: Map<String, Value>) -> Outcome {
    let envelope = envelope(world, call)?;
    hand_in(world, call, envelope, content)
}

pub fn hand_in(world: &mut World, call: &Call, envelope: Envelope, content: Map<String, Value>) -> Outcome {
    let now_ms = world.now_ms;
    world.limits.take(envelope.chat, now_ms).map_err(Refusal::flood)?;
    Ok(put(world, call, &envelope, content))
}

/// The message, now that nothing speaks against it.
pub fn put(world: &mut World, call: &Call, envelope: &Envelope, mut content: Map<String, Value>) -> Value {
    let chat = envelope.chat;
    content.extend(envelope.fields.clone());
    let from = world.bot_json(call.bot);
    let id = world.post(call.bot, chat, from, content, true);
    let shows_keyboard = !matches!(envelope.markup, None | Some(Markup::Inline(_)));
    let kept = world.message_mut(call.bot, chat, id).expect("the message was kept just above");
    kept.fixed = shows_keyboard;
    let sent = Value::Object(kept.object.clone());
    match &envelope.markup {
        Some(Markup::Reply(keyboard)) => world.set_keyboard(call.bot, chat, Some(keyboard.clone())),
        Some(Markup::Remove) => world.set_keyboard(call.bot, chat, None),
        _ => {}
    }
    sent
}

/// The topic of a forum that the message goes to. The general topic is none.
fn topic(world: &World, call: &Call, chat: i64, quoted: Option<&Value>) -> Result<Option<i64>, Refusal> {
    let asked = call.params.int("message_thread_id").filter(|topic| *topic != 0);
    let forum = world.group(chat).is_some_and(|group| group.is_forum);
    if !forum {
        return asked.map_or(Ok(None), |_| Err(Refusal::bad("message thread not found")));
    }
    // An answer stays in the topic of what it answers.
    let asked = asked.or_else(|| quoted?["message_thread_id"].as_i64());
    let known = |topic: &i64| world.bot(call.bot).chats.get(&chat).is_some_and(|chat| chat.topics.contains_key(topic));
    match asked {
        None | Some(1) => Ok(None),
        Some(topic) if known(&topic) => Ok(Some(topic)),
        Some(_) => Err(Refusal::bad("message thread not found")),
    }
}

/// The message that this one answers, without what it answered itself.
fn quoted(world: &World, call: &Call, chat: i64) -> Result<Option<Value>, Refusal> {
    let unreadable = |_| Refusal::bad("can't parse reply parameters JSON object");
    let parameters = call.params.json("reply_parameters").map_err(unreadable)?;
    let parameters = parameters.unwrap_or_default();
    let number = |name: &str| parameters[name].as_i64().or_else(|| parameters[name].as_str()?.parse().ok());
    let id = number("message_id").or(call.params.int("reply_to_message_id"));
    let Some(id) = id.filter(|id| *id != 0) else { return Ok(None) };
    let elsewhere = number("chat_id").is_some_and(|other| other != chat);
    let Some(kept) = world.message(call.bot, chat, id).filter(|_| !elsewhere) else {
        let optional =
            parameters["allow_sending_without_reply"] == true || call.params.flag("allow_sending_without_reply");
        let missing = Refusal::bad("message to be replied not found");
        return if optional { Ok(None) } else { Err(missing) };
    };
    let mut object = kept.object.clone();
    object.remove("reply_to_message");
    Ok(Some(Value::Object(object)))
}
