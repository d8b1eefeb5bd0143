//! What people send: words, pictures, documents, places. Told to the bot as messages.

use serde_json::{Map, Value, json};

use super::act::Acted;
use super::actor::{Actor, Place, actor, may_speak};
use crate::emulator::file::FileKind;
use crate::emulator::params::Upload;
use crate::emulator::world::World;
use crate::emulator::{entity, markup, random};

/// The picture that people send who have none at hand.
const SAMPLE_PICTURE: &[u8] = include_bytes!("../sample.png");
const SAMPLE_DOCUMENT: &[u8] = b"A sample document of the emulator.\n";
/// Pictures in one album.
const ALBUM_MAX: u8 = 10;

pub fn send_text(world: &mut World, actor: Actor, text: &str, reply_to: Option<i64>) -> Acted {
    let mut content = typed(text)?;
    if let Some(id) = reply_to {
        let quoted = world.message(actor.bot, actor.chat, id).ok_or("there is no such message")?;
        let mut quoted = quoted.object.clone();
        quoted.remove("reply_to_message");
        content.insert("reply_to_message".into(), Value::Object(quoted));
    }
    let chat = world.chat_mut(actor.bot, actor.chat);
    if chat.keyboard.as_ref().is_some_and(|keyboard| markup::has_label(keyboard, text.trim())) {
        use_keyboard(world, actor);
    }
    send(world, actor, content)
}

/// A keyboard for one time hides once it is used.
fn use_keyboard(world: &mut World, actor: Actor) {
    let keyboard = world.chat_mut(actor.bot, actor.chat).keyboard.as_ref();
    if keyboard.is_some_and(|keyboard| keyboard["one_time_keyboard"] == true) {
        world.set_keyboard(actor.bot, actor.chat, None);
    }
}

pub fn forward_text(world: &mut World, actor: Actor, text: &str) -> Acted {
    let mut content = typed(text)?;
    let origin = json!({
        "type": "hidden_user", "sender_user_name": "Somebody", "date": world.now_s() - 60,
    });
    content.insert("forward_origin".into(), origin);
    send(world, actor, content)
}

/// What a button of the reply keyboard asks for.
pub fn share(world: &mut World, actor: Actor, name: &str, value: Value) -> Acted {
    use_keyboard(world, actor);
    one(world, actor, name, value)
}

pub fn share_contact(world: &mut World, actor: Actor, phone: &str) -> Acted {
    let first_name = world.people[&actor.user].first_name.clone();
    let contact = json!({
        "phone_number": phone.trim_start_matches('+'),
        "first_name": first_name,
        "user_id": actor.user,
    });
    share(world, actor, "contact", contact)
}

pub fn send_photo(
    world: &mut World,
    actor: Actor,
    file_ids: Option<Vec<String>>,
    count: Option<u8>,
    caption: Option<&str>,
) -> Acted {
    let photos = photos(world, actor, file_ids, count)?;
    album(world, actor, photos, caption)
}

pub fn send_document(world: &mut World, actor: Actor, file_id: Option<String>, caption: Option<&str>) -> Acted {
    let (kind, bytes) = (FileKind::Document, SAMPLE_DOCUMENT.to_vec());
    let document = match file_id {
        Some(id) => shape(world, actor, &id, kind)?,
        None => world.keep_file(actor.bot, kind, "sample.txt", None, bytes),
    };
    captioned(world, actor, "document", document, caption)
}

pub fn send_sticker(world: &mut World, actor: Actor) -> Acted {
    let (kind, bytes) = (FileKind::Sticker, SAMPLE_PICTURE.to_vec());
    let sticker = world.keep_file(actor.bot, kind, "sticker.webp", None, bytes);
    one(world, actor, "sticker", sticker)
}

pub fn send_voice(world: &mut World, actor: Actor) -> Acted {
    let bytes = b"OggS".to_vec();
    let voice = world.keep_file(actor.bot, FileKind::Voice, "voice.oga", None, bytes);
    one(world, actor, "voice", voice)
}

/// Files from the person's own disk: several pictures make an album.
pub fn upload(
    world: &mut World,
    user: i64,
    place: Place,
    files: Vec<Upload>,
    as_photo: bool,
    caption: Option<&str>,
) -> Acted {
    let actor = actor(world, user, place)?;
    may_speak(world, actor)?;
    if as_photo {
        let mut photos = Vec::new();
        for file in files {
            let photo = world.keep_photo(actor.bot, file.bytes);
            photos.push(photo.map_err(|_| "this is no picture for a photo: send it as a document")?);
        }
        return album(world, actor, photos, caption);
    }
    let mut first = None;
    for file in files {
        let (mime, kind) = (file.mime.as_deref(), FileKind::Document);
        let document = world.keep_file(actor.bot, kind, &file.name, mime, file.bytes);
        first = first.or(captioned(world, actor, "document", document, caption)?);
    }
    Ok(first)
}

pub fn edit_text(world: &mut World, actor: Actor, message: i64, text: &str) -> Acted {
    let Actor { bot, user, chat, .. } = actor;
    let content = typed(text)?;
    let now_s = world.now_s();
    let kept = world.message_mut(bot, chat, message).ok_or("there is no such message")?;
    // In a channel it is the channel that spoke, and any administrator may correct it.
    let own = kept.object.get("from").is_none_or(|from| from["id"] == user);
    if kept.out || !own || !kept.object.contains_key("text") {
        return Err("only one's own texts can be edited".into());
    }
    kept.object.remove("entities");
    kept.object.extend(content);
    kept.object.insert("edit_date".into(), json!(now_s));
    let object = kept.object.clone();
    world.show("edited", bot, chat, message);
    if world.may_see(bot, chat, &object) {
        let kind = if world.is_channel(chat) { "edited_channel_post" } else { "edited_message" };
        world.deliver(bot, kind, chat, Value::Object(object));
    }
    Ok(Some(message))
}

fn photos(
    world: &mut World,
    actor: Actor,
    file_ids: Option<Vec<String>>,
    count: Option<u8>,
) -> Result<Vec<Value>, String> {
    if let Some(ids) = file_ids.filter(|ids| !ids.is_empty()) {
        return ids.iter().map(|id| shape(world, actor, id, FileKind::Photo)).collect();
    }
    let sample = |_| world.keep_photo(actor.bot, SAMPLE_PICTURE.to_vec());
    let photos = (0..count.unwrap_or(1).clamp(1, ALBUM_MAX)).map(sample);
    Ok(photos.map(|photo| photo.expect("the sample is a picture")).collect())
}

/// Several pictures share a media_group_id; the caption goes with the first.
fn album(world: &mut World, actor: Actor, photos: Vec<Value>, caption: Option<&str>) -> Acted {
    if photos.len() > usize::from(ALBUM_MAX) {
        return Err("an album has at most ten pictures".into());
    }
    let group = (photos.len() > 1).then(|| (random() >> 1).to_string());
    let mut first = None;
    for photo in photos {
        let mut content = Map::from_iter([("photo".to_owned(), photo)]);
        if let Some(group) = &group {
            content.insert("media_group_id".into(), json!(group));
        }
        let caption = caption.map(str::trim).filter(|caption| !caption.is_empty());
        if let (None, Some(caption)) = (first, caption) {
            content.extend(entity::typed("caption", "caption_entities", caption));
        }
        first = first.or(send(world, actor, content)?);
    }
    Ok(first)
}

/// How a message shows a file that is known already.
fn shape(world: &World, actor: Actor, id: &str, kind: FileKind) -> Result<Value, String> {
    let file = world.files.get(id).filter(|file| file.bot == actor.bot && file.kind == kind);
    file.map(|file| file.shape.clone()).ok_or_else(|| "there is no such file".to_owned())
}

fn send(world: &mut World, actor: Actor, mut content: Map<String, Value>) -> Acted {
    let from = world.user_json(actor.user);
    let visible = world.may_see(actor.bot, actor.chat, &content);
    // An answer stays in the topic of what it answers.
    let answered = content.get("reply_to_message").and_then(|message| message["message_thread_id"].as_i64());
    if let Some(topic) = actor.topic.or(answered) {
        content.insert("message_thread_id".into(), json!(topic));
        content.insert("is_topic_message".into(), json!(true));
        if !content.contains_key("reply_to_message") {
            world.answer_topic(actor.bot, actor.chat, topic, &mut content);
        }
    }
    Ok(Some(world.incoming(actor.bot, actor.chat, from, content, visible)))
}

fn one(world: &mut World, actor: Actor, name: &str, value: Value) -> Acted {
    send(world, actor, Map::from_iter([(name.to_owned(), value)]))
}

fn captioned(world: &mut World, actor: Actor, name: &str, value: Value, caption: Option<&str>) -> Acted {
    let mut content = Map::from_iter([(name.to_owned(), value)]);
    if let Some(caption) = caption.map(str::trim).filter(|caption| !caption.is_empty()) {
        content.extend(entity::typed("caption", "caption_entities", caption));
    }
    send(world, actor, content)
}

fn typed(text: &str) -> Result<Map<String, Value>, String> {
    match text.trim() {
        "" => Err("there is nothing to send".into()),
        text if text.chars().count() > 4096 => Err("a message has at most 4096 characters".into()),
        text => Ok(entity::typed("text", "entities", text)),
    }
}
