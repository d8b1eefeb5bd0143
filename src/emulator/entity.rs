//! From a text parameter to what a message holds: markup parsed, blanks at the ends trimmed,
//! lengths checked, and commands, mentions, hashtags and links found as Telegram finds them.

use serde_json::{Map, Value, json};

use super::html;
use super::params::Params;
use super::refusal::Refusal;

/// Characters (code points) of a message, after its markup is parsed.
const TEXT_CHARS_MAX: usize = 4096;
/// Characters of a caption, after its markup is parsed.
const CAPTION_CHARS_MAX: usize = 1024;
/// Entities in whose words nothing else is found: no link in code, and no mention twice where a bot
/// hands on what it was given.
const UNDIVIDED: [&str; 8] = ["code", "pre", "text_link", "text_mention", "url", "mention", "hashtag", "bot_command"];
/// Bytes of the raw parameter.
const RAW_BYTES_MAX: usize = 32_768;

/// The text of a message, which must not be empty.
pub fn text(params: &Params) -> Result<Map<String, Value>, Refusal> {
    let Some(raw) = params.text("text") else {
        return Err(Refusal::bad("message text is empty"));
    };
    let (text, entities) = formatted(params, raw, "entities")?;
    if text.is_empty() {
        return Err(Refusal::bad("text must be non-empty"));
    }
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::bad("message is too long"));
    }
    Ok(content("text", text, "entities", entities))
}

/// The caption of a picture or document; an empty map if there is none.
pub fn caption(params: &Params) -> Result<Map<String, Value>, Refusal> {
    let Some(raw) = params.text("caption") else { return Ok(Map::new()) };
    let (text, entities) = formatted(params, raw, "caption_entities")?;
    if text.chars().count() > CAPTION_CHARS_MAX {
        return Err(Refusal::bad("message caption is too long"));
    }
    if text.is_empty() {
        return Ok(Map::new());
    }
    Ok(content("caption", text, "caption_entities", entities))
}

/// What a person types: no markup, only what is found in it.
pub fn typed(text_name: &str, entities_name: &str, text: &str) -> Map<String, Value> {
    let mut entities = Vec::new();
    detect(text, &mut entities);
    content(text_name, text.to_owned(), entities_name, entities)
}

fn content(text_name: &str, text: String, entities_name: &str, entities: Vec<Value>) -> Map<String, Value> {
    let mut content = Map::from_iter([(text_name.to_owned(), Value::String(text))]);
    if !entities.is_empty() {
        content.insert(entities_name.to_owned(), Value::Array(entities));
    }
    content
}

fn formatted(params: &Params, raw: &str, entities_name: &str) -> Result<(String, Vec<Value>), Refusal> {
    if raw.len() > RAW_BYTES_MAX {
        return Err(Refusal::bad("text is too long"));
    }
    let mode = params.text("parse_mode").unwrap_or_default().to_lowercase();
    let (text, entities) = match mode.as_str() {
        "html" => html::parse(raw).map_err(|detail| Refusal::bad(format!("can't parse entities: {detail}")))?,
        "" | "none" => (raw.to_owned(), given(params, raw, entities_name)?),
        _ => return Err(Refusal::bad("unsupported parse_mode")),
    };
    let (text, mut entities) = trimmed(&text, entities);
    detect(&text, &mut entities);
    Ok((text, entities))
}

/// Entities handed in beside the text.
fn given(params: &Params, raw: &str, name: &str) -> Result<Vec<Value>, Refusal> {
    let length = raw.encode_utf16().count() as u64;
    let unreadable = || Refusal::bad("can't parse entities: expected an Array of MessageEntity");
    let Some(value) = params.json(name).map_err(|_| unreadable())? else { return Ok(Vec::new()) };
    let entities = value.as_array().ok_or_else(unreadable)?;
    for entity in entities {
        let end = entity["offset"].as_u64().zip(entity["length"].as_u64()).map(|(o, l)| o + l);
        if end.is_none_or(|end| end > length) || !entity["type"].is_string() {
            return Err(unreadable());
        }
    }
    Ok(entities.clone())
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

/// Adds what Telegram finds by itself in words that no markup covers already.
fn detect(text: &str, entities: &mut Vec<Value>) {
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if let Some((kind, part)) = kind_of(bare) {
            let length = utf16(part);
            let covered = entities.iter().any(|entity| {
                let begin = entity["offset"].as_u64().unwrap_or(0) as usize;
                let end = begin + entity["length"].as_u64().unwrap_or(0) as usize;
                let taken = entity["type"].as_str().is_some_and(|kind| UNDIVIDED.contains(&kind));
                taken && begin < offset + length && offset < end
            });
            if !covered {
                entities.push(json!({ "type": kind, "offset": offset, "length": length }));
            }
        }
        offset += utf16(word);
    }
    entities.sort_by_key(|entity| (entity["offset"].as_u64(), std::cmp::Reverse(entity["length"].as_u64())));
}

/// What a word is, and the part of it that counts.
fn kind_of(word: &str) -> Option<(&'static str, &str)> {
    if word.starts_with("https://") || word.starts_with("http://") {
        let part = word.trim_end_matches(['.', ',', ')', '!', '?', ';', ':', '"', '\'']);
        return (part.len() > "https://".len()).then_some(("url", part));
    }
    let ascii = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let kind = word.chars().next()?;
    let rest = &word[kind.len_utf8()..];
    let wordy = |allowed: &dyn Fn(char) -> bool| rest.find(|c| !allowed(c)).unwrap_or(rest.len());
    match kind {
        '/' => {
            let length = wordy(&|c| ascii(c) || c == '@');
            // `/home/user` is a path, not a command.
            let path = rest[length..].starts_with('/');
            (length > 0 && !path).then(|| ("bot_command", &word[..1 + length]))
        }
        '@' => {
            let length = wordy(&ascii);
            (length >= 3).then(|| ("mention", &word[..1 + length]))
        }
        '#' => {
            let length = wordy(&|c| c.is_alphanumeric() || c == '_');
            let letters = rest[..length].chars().any(char::is_alphabetic);
            letters.then(|| ("hashtag", &word[..1 + length]))
        }
        _ => None,
    }
}
