//! The Markdown of old, which Telegram keeps for old bots: no nesting, and one error. Offsets as
//! in `markdown.rs`.

use serde_json::{Value, json};

use super::markdown;

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
        let mut body = &rest[sign.len()..];
        let language = if sign == "```" { language(&mut body) } else { "" };
        let length = body.find(end).ok_or_else(unended)?;
        let inner = &body[..length];
        let after = &body[length + end.len()..];
        let mut next = input.len() - after.len();
        let mut entity = json!({ "offset": units, "length": inner.encode_utf16().count() });
        let kind = match sign {
            "_" => Some("italic"),
            "*" => Some("bold"),
            "`" => Some("code"),
            "```" => Some("pre"),
            _ => {
                let mut address = inner;
                if let Some(given) = after.strip_prefix('(') {
                    // An address without its end goes to the end of the text.
                    let length = given.find(')').unwrap_or(given.len());
                    address = &given[..length];
                    next = (next + length + 2).min(input.len());
                }
                entity["url"] = json!(address);
                markdown::link(address).then_some("text_link")
            }
        };
        if !language.is_empty() {
            entity["language"] = json!(language);
        }
        if let Some(kind) = kind.filter(|_| !inner.is_empty()) {
            entity["type"] = json!(kind);
            entities.push(entity);
        }
        text.push_str(inner);
        units += inner.encode_utf16().count();
        at = next;
    }
    Ok((text, entities))
}

/// Takes the language off a block of code, and the line end before its first line.
fn language<'a>(body: &mut &'a str) -> &'a str {
    let end = body.find(|c: char| c.is_whitespace() || c == '`').unwrap_or(body.len());
    let ended = body[end..].chars().next().is_some_and(|c| c != '`');
    let word = if ended { &body[..end] } else { "" };
    let rest = &body[word.len()..];
    *body = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')).unwrap_or(rest);
    word
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
