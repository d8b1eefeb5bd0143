//! The Markdown of old, which Telegram keeps for old bots: no nesting, and one error. Offsets as
//! in `markdown.rs`.

use serde_json::{Value, json};

use super::sign::{Cursor, link};

/// Plain text and its entities; the error has no "can't parse entities: " in front.
pub fn parse(input: &str) -> Result<(String, Vec<Value>), String> {
    let (mut text, mut units, mut entities) = (String::new(), 0, Vec::new());
    let mut at = 0;
    while let Some(c) = input[at..].chars().next() {
        let rest = &input[at..];
        if c == '\\' && rest[1..].starts_with(['_', '*', '`', '[']) {
            at += 1;
            text.push_str(&input[at..at + 1]);
            (at, units) = (at + 1, units + 1);
            continue;
        }
        if !"_*`[".contains(c) {
            text.push(c);
            (at, units) = (at + c.len_utf8(), units + c.len_utf16());
            continue;
        }
        let unended = || format!("Can't find end of the entity starting at byte offset {at}");
        let (sign, end) = match c {
            '`' if rest.starts_with("```") => ("```", "```"),
            '[' => ("[", "]"),
            _ => (&rest[..1], &rest[..1]),
        };
        let mut cursor = Cursor { input, at: at + sign.len() };
        let language = if sign == "```" { cursor.language() } else { String::new() };
        let body = &input[cursor.at..];
        let length = body.find(end).ok_or_else(unended)?;
        let inner = &body[..length];
        let after = &body[length + end.len()..];
        let mut next = input.len() - after.len();
        let entity = match sign {
            "_" => Some(json!({ "type": "italic" })),
            "*" => Some(json!({ "type": "bold" })),
            "`" => Some(json!({ "type": "code" })),
            "```" if language.is_empty() => Some(json!({ "type": "pre" })),
            "```" => Some(json!({ "type": "pre", "language": language })),
            _ => {
                let mut address = inner;
                if let Some(given) = after.strip_prefix('(') {
                    // An address without its end goes to the end of the text.
                    let length = given.find(')').unwrap_or(given.len());
                    address = &given[..length];
                    next = (next + length + 2).min(input.len());
                }
                link(address)
            }
        };
        let length = inner.encode_utf16().count();
        if let Some(mut entity) = entity.filter(|_| length > 0) {
            entity["offset"] = json!(units);
            entity["length"] = json!(length);
            entities.push(entity);
        }
        text.push_str(inner);
        units += length;
        at = next;
    }
    Ok((text, entities))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn four_signs_and_one_error() {
        let (text, entities) = parse("*b* _i_ `c*d` [e](https://e.kr) \\_ ```rust\nx```").unwrap();
        assert_eq!(text, "b i c*d e _ x");
        let kinds: Vec<_> = entities.iter().map(|entity| entity["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["bold", "italic", "code", "text_link", "pre"]);
        assert_eq!((&entities[3]["offset"], &entities[4]["language"]), (&8.into(), &"rust".into()));
        let unended = "Can't find end of the entity starting at byte offset 7";
        assert_eq!(parse("성남 *b"), Err(unended.to_owned()));
        assert_eq!(parse("a.b! ok").unwrap().0, "a.b! ok");
    }
}
