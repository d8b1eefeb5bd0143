//! From a text parameter to what a message holds: markup parsed, blanks at the ends trimmed,
//! lengths checked, and what Telegram finds by itself marked.

use serde_json::{Map, Value, json};

use super::params::Params;
use super::refusal::Refusal;
use super::{detect, html, markdown, markdown_old, nesting, sign};

/// Characters (code points) of a message, after its markup is parsed.
const TEXT_CHARS_MAX: usize = 4096;
/// Characters of a caption, after its markup is parsed.
const CAPTION_CHARS_MAX: usize = 1024;
/// Entities in whose words nothing else is found: no link in code, and no mention twice where a bot
/// hands on what it was given.
const UNDIVIDED: [&str; 8] = ["code", "pre", "text_link", "text_mention", "url", "mention", "hashtag", "bot_command"];
/// Bytes of the raw parameter.
const RAW_BYTES_MAX: usize = 32_768;

/// What Telegram finds by itself; handed in, it is ignored.
const FOUND: [&str; 8] =
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"];
const GIVEN: [&str; 12] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
];

/// The text of a message, which must not be empty.
pub fn text(params: &Params) -> Result<Map<String, Value>, Refusal> {
    text_named(params, "text")
}

/// The text of an inline result's message.
pub fn inline_text(said: &Value) -> Result<Map<String, Value>, Refusal> {
    let object = said.as_object().cloned().unwrap_or_default();
    text_named(&Params::from_object(&object), "message_text")
}

fn text_named(params: &Params, name: &str) -> Result<Map<String, Value>, Refusal> {
    let Some(raw) = params.text(name) else {
        return Err(Refusal::bad("message text is empty"));
    };
    let (text, entities) = formatted(params, raw, "parse_mode", "entities")?;
    if text.is_empty() {
        return Err(Refusal::bad("text must be non-empty"));
    }
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::bad("message is too long"));
    }
    let mut content = content("text", text, "entities", entities);
    let preview = params.json("link_preview_options").ok().flatten().filter(Value::is_object);
    let off = params.flag("disable_web_page_preview").then(|| json!({ "is_disabled": true }));
    if let Some(preview) = preview.or(off) {
        content.insert("link_preview_options".into(), preview);
    }
    Ok(content)
}

/// The caption of a picture or document; an empty map if there is none.
pub fn caption(params: &Params) -> Result<Map<String, Value>, Refusal> {
    let Some(raw) = params.text("caption") else { return Ok(Map::new()) };
    let (text, entities) = formatted(params, raw, "parse_mode", "caption_entities")?;
    if text.chars().count() > CAPTION_CHARS_MAX {
        return Err(Refusal::bad("message caption is too long"));
    }
    if text.is_empty() {
        return Ok(Map::new());
    }
    Ok(content("caption", text, "caption_entities", entities))
}

/// The caption of an inline result, or of one picture of an album.
pub fn inline_caption(said: &Value) -> Result<Map<String, Value>, Refusal> {
    let object = said.as_object().cloned().unwrap_or_default();
    caption(&Params::from_object(&object))
}

/// Words of a poll: their markup parsed, nothing else looked for.
pub fn words(params: &Params, name: &str) -> Result<(String, Vec<Value>), Refusal> {
    let raw = params.text(name).unwrap_or_default();
    let (mode, entities) = (format!("{name}_parse_mode"), format!("{name}_entities"));
    let (text, entities) = parsed(params, raw, &mode, &entities)?;
    Ok(trimmed(&text, entities))
}

/// What a person types: no markup, only what is found in it.
pub fn typed(text_name: &str, entities_name: &str, text: &str) -> Map<String, Value> {
    let mut entities = Vec::new();
    mark(text, &mut entities);
    content(text_name, text.to_owned(), entities_name, entities)
}

fn content(text_name: &str, text: String, entities_name: &str, entities: Vec<Value>) -> Map<String, Value> {
    let mut content = Map::from_iter([(text_name.to_owned(), Value::String(text))]);
    if !entities.is_empty() {
        content.insert(entities_name.to_owned(), Value::Array(entities));
    }
    content
}

fn formatted(params: &Params, raw: &str, mode: &str, entities: &str) -> Result<(String, Vec<Value>), Refusal> {
    let (text, entities) = parsed(params, raw, mode, entities)?;
    let (text, entities) = cleaned(&text, entities);
    let (text, mut entities) = trimmed(&text, entities);
    mark(&text, &mut entities);
    Ok((text, entities))
}

fn parsed(params: &Params, raw: &str, mode: &str, entities: &str) -> Result<(String, Vec<Value>), Refusal> {
    if raw.len() > RAW_BYTES_MAX {
        return Err(Refusal::bad("text is too long"));
    }
    let unparsed = |detail: String| Refusal::bad(format!("can't parse entities: {detail}"));
    let (text, entities) = match params.text(mode).unwrap_or_default().to_lowercase().as_str() {
        "html" => html::parse(raw).map_err(unparsed)?,
        "markdownv2" => markdown::parse(raw).map_err(unparsed)?,
        "markdown" => markdown_old::parse(raw).map_err(unparsed)?,
        "" | "none" => (raw.to_owned(), given(params, raw, entities)?),
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    Ok((text, nesting::straighten(entities)))
}

/// Entities handed in beside the text. As on Telegram, what is no array at all means none.
fn given(params: &Params, raw: &str, name: &str) -> Result<Vec<Value>, Refusal> {
    let Ok(Some(Value::Array(list))) = params.json(name) else { return Ok(Vec::new()) };
    let mut entities = Vec::new();
    for entity in list {
        let checked = one_given(&entity).map_err(|why| Refusal::bad(format!("can't parse MessageEntity: {why}")))?;
        entities.extend(checked);
    }
    for entity in &entities {
        on_symbols(raw, entity)?;
    }
    Ok(entities)
}

/// One of them, with nothing in it that its type does not have; None if Telegram would ignore it.
fn one_given(entity: &Value) -> Result<Option<Value>, String> {
    if !entity.is_object() {
        return Err("expected an Object".into());
    }
    let number = |name: &str| {
        let value = entity.get(name).ok_or_else(|| format!("Can't find field \"{name}\""))?;
        let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
        number.ok_or_else(|| format!("Field \"{name}\" must be of type Number"))
    };
    let word = |name: &str| {
        let value = entity.get(name).ok_or_else(|| format!("Can't find field \"{name}\""))?;
        value.as_str().ok_or_else(|| format!("Field \"{name}\" must be of type String"))
    };
    let (offset, length, kind) = (number("offset")?, number("length")?, word("type")?);
    if FOUND.contains(&kind) {
        return Ok(None);
    }
    if !GIVEN.contains(&kind) {
        return Err("Unsupported type specified".into());
    }
    let mut checked = json!({ "type": kind, "offset": offset, "length": length });
    match kind {
        // One that is no real link is just text, as in markup.
        "text_link" => {
            let Some(link) = sign::link(word("url")?) else { return Ok(None) };
            for (name, value) in link.as_object().into_iter().flatten() {
                checked[name] = value.clone();
            }
        }
        "custom_emoji" => checked["custom_emoji_id"] = json!(word("custom_emoji_id")?),
        "text_mention" => {
            checked["user"] = entity.get("user").cloned().ok_or("Can't find field \"user\"")?;
        }
        "pre" if entity["language"].is_string() => checked["language"] = entity["language"].clone(),
        _ => {}
    }
    Ok((offset >= 0 && length > 0).then_some(checked))
}

/// An entity may not begin or end within a character.
fn on_symbols(text: &str, entity: &Value) -> Result<(), Refusal> {
    let begin = entity["offset"].as_u64().unwrap_or_default() as usize;
    let end = begin + entity["length"].as_u64().unwrap_or_default() as usize;
    let mut units = 0;
    for (byte, c) in text.char_indices() {
        let next = units + c.len_utf16();
        if units < begin && begin < next {
            let sentence = format!("entity begins in a middle of a UTF-16 symbol at byte offset {byte}");
            return Err(Refusal::bad(sentence));
        }
        if units < end && end < next {
            return Err(Refusal::bad(format!(
                "entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol at byte offset {byte}"
            )));
        }
        units = next;
    }
    Ok(())
}

/// Takes carriage returns out, and makes blanks of all other control characters but new lines.
fn cleaned(text: &str, mut entities: Vec<Value>) -> (String, Vec<Value>) {
    if !text.contains(|c: char| c < ' ' && c != '\n') {
        return (text.to_owned(), entities);
    }
    let (mut units, mut gone) = (0, Vec::new());
    for c in text.chars() {
        if c == '\r' {
            gone.push(units);
        }
        units += c.len_utf16();
    }
    let moved = |at: usize| at - gone.iter().take_while(|place| **place < at).count();
    for entity in &mut entities {
        let begin = entity["offset"].as_u64().unwrap_or_default() as usize;
        let end = begin + entity["length"].as_u64().unwrap_or_default() as usize;
        entity["offset"] = json!(moved(begin));
        entity["length"] = json!(moved(end) - moved(begin));
    }
    let kept = text.chars().filter(|c| *c != '\r').map(|c| if c < ' ' && c != '\n' { ' ' } else { c });
    (kept.collect(), entities)
}

/// Cuts blanks at both ends, and the entities with them.
fn trimmed(text: &str, entities: Vec<Value>) -> (String, Vec<Value>) {
    let before = utf16(text) - utf16(text.trim_start());
    let kept = text.trim();
    let length = utf16(kept);
    let entities = entities.into_iter().filter_map(|mut entity| {
        let begin = entity["offset"].as_u64()? as usize;
        let end = (begin + entity["length"].as_u64()? as usize).saturating_sub(before).min(length);
        let begin = begin.saturating_sub(before);
        entity["offset"] = json!(begin);
        entity["length"] = json!(end.checked_sub(begin).filter(|length| *length > 0)?);
        Some(entity)
    });
    (kept.to_owned(), entities.collect())
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Adds what Telegram finds by itself where no markup forbids it.
fn mark(text: &str, entities: &mut Vec<Value>) {
    let covered = |entities: &[Value], begin: usize, end: usize| {
        entities.iter().any(|entity| {
            let from = entity["offset"].as_u64().unwrap_or(0) as usize;
            let to = from + entity["length"].as_u64().unwrap_or(0) as usize;
            let whole = entity["type"].as_str().is_some_and(|kind| UNDIVIDED.contains(&kind));
            whole && from < end && begin < to
        })
    };
    let (mut units, mut bytes) = (0, 0);
    for (kind, part) in detect::find(text) {
        let begin = units + utf16(&text[bytes..part.start]);
        let length = utf16(&text[part.clone()]);
        (units, bytes) = (begin + length, part.end);
        if !covered(entities, begin, begin + length) {
            entities.push(json!({ "type": kind, "offset": begin, "length": length }));
        }
    }
    sort(entities);
}

/// In order of their beginnings, the longer one first.
pub fn sort(entities: &mut [Value]) {
    entities.sort_by_key(|entity| (entity["offset"].as_u64(), std::cmp::Reverse(entity["length"].as_u64())));
}
