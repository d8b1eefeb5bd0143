//! The methods that send: to whom the bot may write, and what stands in the chat afterwards.

use serde_json::{Map, Value, json};

use super::Call;
use crate::emulator::chat::Standing;
use crate::emulator::entity;
use crate::emulator::file::FileKind;
use crate::emulator::markup::{self, Markup};
use crate::emulator::params::{FileParam, Upload};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::{World, group_kind};

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
    let caption = entity::caption(call.params)?;
    let make = |world: &mut World, upload: &Upload| {
        if upload.bytes.len() > PHOTO_BYTES_MAX {
            return Err(Refusal::bad("file is too big"));
        }
        let sizes = world.keep_photo(call.bot, upload.bytes.clone());
        sizes.ok_or_else(|| Refusal::bad("IMAGE_PROCESS_FAILED"))
    };
    let photo = file(world, call, "photo", FileKind::Photo, make)?;
    let mut content = caption;
    content.insert("photo".into(), photo);
    post(world, call, content)
}

pub fn document(world: &mut World, call: &Call) -> Outcome {
    let caption = entity::caption(call.params)?;
    let make = |world: &mut World, upload: &Upload| {
        let (mime, bytes) = (upload.mime.as_deref(), upload.bytes.clone());
        Ok(world.keep_file(call.bot, FileKind::Document, &upload.name, mime, bytes))
    };
    let document = file(world, call, "document", FileKind::Document, make)?;
    let mut content = caption;
    content.insert("document".into(), document);
    post(world, call, content)
}

pub fn chat_action(world: &mut World, call: &Call) -> Outcome {
    let action = call.params.text("action").unwrap_or_default();
    if !ACTIONS.contains(&action) {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    destination(world, call)?;
    Ok(json!(true))
}

/// A file that came along, or one that this bot has sent or seen before. The chat is checked
/// first, so that nothing is kept for a call that is refused.
fn file(
    world: &mut World,
    call: &Call,
    name: &str,
    kind: FileKind,
    make: impl FnOnce(&mut World, &Upload) -> Outcome,
) -> Outcome {
    let Some(param) = call.params.file(name) else {
        return Err(Refusal::bad(format!("there is no {name} in the request")));
    };
    markup::read(call.params)?;
    destination(world, call)?;
    match param {
        FileParam::Bytes(upload) if upload.bytes.is_empty() => Err(Refusal::bad("file must be non-empty")),
        FileParam::Bytes(upload) => make(world, upload),
        FileParam::Words(id) => {
            let known = world.files.get(id).filter(|file| file.bot == call.bot);
            let file = known.ok_or_else(|| Refusal::bad("wrong file identifier/HTTP URL specified"))?;
            if file.kind != kind {
                let sentence = format!("can't use file of type {:?} as {kind:?}", file.kind);
                return Err(Refusal::bad(sentence));
            }
            Ok(file.shape.clone())
        }
    }
}

/// Puts a message of the bot into its chat, with the keyboard and the quote that it asks for.
pub fn post(world: &mut World, call: &Call, mut content: Map<String, Value>) -> Outcome {
    let markup = markup::read(call.params)?;
    let chat = destination(world, call)?;
    if let Some(Markup::Reply(keyboard)) = &markup
        && chat < 0
    {
        markup::private_only(keyboard)?;
    }
    if let Some(quoted) = quoted(world, call, chat)? {
        content.insert("reply_to_message".into(), quoted);
    }
    if let Some(Markup::Inline(Some(keyboard))) = &markup {
        content.insert("reply_markup".into(), keyboard.clone());
    }
    let now_ms = world.now_ms;
    world.limits.take(chat, now_ms).map_err(Refusal::flood)?;
    let from = world.bot_json(call.bot);
    let id = world.post(call.bot, chat, from, content, true);
    let shows_keyboard = !matches!(markup, None | Some(Markup::Inline(_)));
    let kept = world.message_mut(call.bot, chat, id).expect("the message was kept just above");
    kept.fixed = shows_keyboard;
    let sent = Value::Object(kept.object.clone());
    match markup {
        Some(Markup::Reply(keyboard)) => world.set_keyboard(call.bot, chat, Some(keyboard)),
        Some(Markup::Remove) => world.set_keyboard(call.bot, chat, None),
        _ => {}
    }
    Ok(sent)
}

/// The message that this one answers, without what it answered itself.
fn quoted(world: &World, call: &Call, chat: i64) -> Result<Option<Value>, Refusal> {
    let unreadable = |_| Refusal::bad("can't parse reply parameters JSON object");
    let parameters = call.params.json("reply_parameters").map_err(unreadable)?;
    let parameters = parameters.unwrap_or_default();
    let id = parameters["message_id"].as_i64().or(call.params.int("reply_to_message_id"));
    let Some(id) = id.filter(|id| *id != 0) else { return Ok(None) };
    let Some(kept) = world.message(call.bot, chat, id) else {
        let optional =
            parameters["allow_sending_without_reply"] == true || call.params.flag("allow_sending_without_reply");
        let missing = Refusal::bad("message to be replied not found");
        return if optional { Ok(None) } else { Err(missing) };
    };
    let mut object = kept.object.clone();
    object.remove("reply_to_message");
    Ok(Some(Value::Object(object)))
}

/// The chat that a call names, whether or not the bot may write there.
pub fn known_chat(world: &World, call: &Call) -> Result<i64, Refusal> {
    let Some(words) = call.params.text("chat_id") else {
        return Err(Refusal::bad("chat_id is empty"));
    };
    let id = words.trim().parse().ok();
    id.filter(|id| world.people.contains_key(id) || world.bots.contains_key(id))
        .ok_or_else(|| Refusal::bad("chat not found"))
}

/// The chat that a call names, if the bot may write there.
pub fn destination(world: &World, call: &Call) -> Result<i64, Refusal> {
    let chat = known_chat(world, call)?;
    if world.bots.contains_key(&chat) {
        return Err(Refusal::forbidden("the bot can't send messages to the bot"));
    }
    if world.deactivated.contains(&chat) {
        return Err(Refusal::forbidden("user is deactivated"));
    }
    let kind = group_kind(chat);
    match world.standing(call.bot, chat) {
        Standing::Member => Ok(chat),
        Standing::Kicked if chat < 0 => Err(Refusal::forbidden(format!("bot was kicked from the {kind} chat"))),
        Standing::Kicked => Err(Refusal::forbidden("bot was blocked by the user")),
        _ if chat < 0 => Err(Refusal::forbidden(format!("bot is not a member of the {kind} chat"))),
        _ => Err(Refusal::forbidden("bot can't initiate conversation with a user")),
    }
}
