//! sendMediaGroup: several pictures or documents that belong together.

use serde_json::{Value, json};

use super::{Call, send};
use crate::emulator::file::FileKind;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;
use crate::emulator::{entity, random};

/// Files in one album.
const ALBUM_MAX: usize = 10;
/// Fewer are sent, but the documentation says that they are no album.
const ALBUM_MIN: usize = 2;

pub fn group(world: &mut World, call: &Call) -> Outcome {
    let unreadable = |_| Refusal::bad("can't parse media JSON object");
    let media = call.params.json("media").map_err(unreadable)?.unwrap_or_default();
    let Some(items) = media.as_array() else {
        return Err(Refusal::bad("expected an Array of InputMedia"));
    };
    if items.is_empty() {
        return Err(Refusal::bad("there are no messages to send"));
    }
    if items.len() > ALBUM_MAX {
        return Err(Refusal::bad("too many messages to send as an album"));
    }
    let kinds: Vec<FileKind> = items.iter().map(kind).collect::<Result<_, _>>()?;
    if kinds.iter().any(|kind| *kind != kinds[0]) {
        return Err(Refusal::bad("document can't be mixed with other media types"));
    }
    if items.len() < ALBUM_MIN {
        world.warn("sendMediaGroup", "an album has at least two files");
    }
    let envelope = send::envelope(world, call)?;
    let album = (items.len() > 1).then(|| (random() >> 1).to_string());
    let mut contents = Vec::new();
    for item in items {
        contents.push(content(world, call, item, kinds[0], album.as_deref())?);
    }
    let now_ms = world.now_ms;
    for _ in &contents {
        world.limits.take(envelope.chat, now_ms).map_err(Refusal::flood)?;
    }
    Ok(contents.into_iter().map(|content| send::put(world, call, &envelope, content)).collect())
}

fn kind(item: &Value) -> Result<FileKind, Refusal> {
    let wrong = |what: &str| Refusal::bad(format!("can't parse InputMedia: {what}"));
    if !item.is_object() {
        return Err(wrong("expected an Object"));
    }
    match item["type"].as_str() {
        Some("photo") => Ok(FileKind::Photo),
        Some("document") => Ok(FileKind::Document),
        Some("video" | "audio" | "live_photo") => Err(wrong("the emulator groups photos and documents only")),
        _ => Err(wrong("Unsupported type specified")),
    }
}

fn content(
    world: &mut World,
    call: &Call,
    item: &Value,
    kind: FileKind,
    album: Option<&str>,
) -> Result<serde_json::Map<String, Value>, Refusal> {
    let mut content = entity::inline_caption(item)?;
    let words = item["media"].as_str().filter(|words| !words.is_empty());
    let words = words.ok_or_else(|| Refusal::bad("can't parse InputMedia: media not found"))?;
    let file = send::file(world, call.bot, call.params.attached(words), kind)?;
    let name = if kind == FileKind::Photo { "photo" } else { "document" };
    content.insert(name.into(), file);
    if item["has_spoiler"] == true && kind == FileKind::Photo {
        content.insert("has_media_spoiler".into(), json!(true));
    }
    if let Some(album) = album {
        content.insert("media_group_id".into(), json!(album));
    }
    Ok(content)
}
