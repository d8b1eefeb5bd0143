//! Telegram's HTML: a text with tags becomes plain text and entities, or the very error that
//! Telegram's server would give. Offsets in errors count bytes of the input; offsets in entities
//! count UTF-16 units of the output.

use serde_json::{Value, json};

use super::entity;
use super::sign::link;
use super::tag::{Open, Reader};

/// Plain text and its entities; the error has no "can't parse entities: " in front.
pub fn parse(input: &str) -> Result<(String, Vec<Value>), String> {
    let mut reader = Reader::new(input);
    let (mut text, mut length) = (String::new(), 0);
    let mut open: Vec<Open> = Vec::new();
    let mut entities: Vec<Value> = Vec::new();
    while let Some(c) = reader.peek() {
        let begin = reader.at;
        if c == '<' {
            reader.skip();
            if reader.peek() == Some('/') {
                reader.skip();
                let closed = reader.end_tag(begin, open.pop())?;
                close(&mut entities, &closed, &text, length);
            } else {
                let (tag, argument) = reader.start_tag(begin)?;
                open.push(Open { tag, argument, offset: length, begin: text.len() });
            }
            continue;
        }
        let c = reader.character().unwrap_or(c);
        text.push(c);
        length += c.len_utf16();
    }
    if let Some(last) = open.last() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", last.tag));
    }
    // Only a block of code knows its language.
    for code in entities.iter_mut().filter(|entity| entity["type"] == "code") {
        code.as_object_mut().map(|code| code.remove("language"));
    }
    entity::sort(&mut entities);
    Ok((text, entities))
}

/// Adds the entity that a closed tag stands for, if it holds any text.
fn close(entities: &mut Vec<Value>, closed: &Open, text: &str, end: usize) {
    if end == closed.offset {
        return;
    }
    let kind = match closed.tag.as_str() {
        "b" | "strong" => "bold",
        "i" | "em" => "italic",
        "s" | "strike" | "del" => "strikethrough",
        "u" | "ins" => "underline",
        "tg-spoiler" | "span" => "spoiler",
        "tg-emoji" => "custom_emoji",
        "a" => "text_link",
        "pre" => "pre",
        "code" => "code",
        _ if closed.argument.is_empty() => "blockquote",
        _ => "expandable_blockquote",
    };
    let mut entity = json!({ "type": kind, "offset": closed.offset, "length": end - closed.offset });
    let argument = closed.argument.as_str();
    match kind {
        "text_link" => {
            // Without an address its own words are one.
            let address = if argument.is_empty() { &text[closed.begin..] } else { argument };
            let Some(Value::Object(target)) = link(address) else { return };
            for (name, value) in target {
                entity[name] = value;
            }
        }
        "custom_emoji" => entity["custom_emoji_id"] = json!(argument),
        // `<pre><code class="language-rust">` is one block that knows its language.
        "pre" => {
            let inner = entities.iter().position(|inner| {
                inner["type"] == "code" && inner["offset"] == entity["offset"] && inner["length"] == entity["length"]
            });
            if let Some(language) = inner.map(|index| entities.remove(index)["language"].take())
                && !language.is_null()
            {
                entity["language"] = language;
            }
        }
        "code" => {
            if let Some(language) = argument.strip_prefix("language-") {
                entity["language"] = json!(language);
                let same = |inner: &&mut Value| {
                    inner["type"] == "pre" && inner["offset"] == entity["offset"] && inner["length"] == entity["length"]
                };
                if let Some(block) = entities.iter_mut().find(same) {
                    block["language"] = entity["language"].take();
                    return;
                }
            }
        }
        _ => {}
    }
    entities.push(entity);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> (String, String) {
        let (text, entities) = parse(input).unwrap();
        let entity = |entity: &Value| {
            let kind = entity["type"].as_str().unwrap();
            format!("{kind} {}+{}", entity["offset"], entity["length"])
        };
        (text, entities.iter().map(entity).collect::<Vec<_>>().join(", "))
    }

    fn refused(input: &str) -> String {
        parse(input).unwrap_err()
    }

    #[test]
    fn offsets_count_utf16_units() {
        let (text, entities) = read("🌳 <b>성남</b> &lt;3 <i><u>x</u></i>");
        assert_eq!(text, "🌳 성남 <3 x");
        assert_eq!(entities, "bold 3+2, underline 9+1, italic 9+1");
    }

    #[test]
    fn links_code_and_quotes_carry_their_arguments() {
        let (_, entities) = parse("<a href=\"https://e.kr/?a=1&amp;b=2\">여기</a>").unwrap();
        assert_eq!(entities[0]["url"], "https://e.kr/?a=1&b=2");
        let (_, entities) = parse("<pre><code class=\"language-rust\">x</code></pre>").unwrap();
        assert_eq!(entities.len(), 1);
        assert_eq!(entities[0]["language"], "rust");
        let (_, entities) = parse("<code class=\"language-rust\"><pre>x</pre></code>").unwrap();
        assert_eq!((entities.len(), &entities[0]["language"]), (1, &json!("rust")));
        let (_, entities) = parse("<code class=\"language-rust\">x</code>").unwrap();
        assert_eq!(entities[0], json!({ "type": "code", "offset": 0, "length": 1 }));
        assert_eq!(read("<blockquote expandable>q</blockquote>").1, "expandable_blockquote 0+1");
        assert_eq!(read("<b></b>empty & loose").1, "");
        assert_eq!(read("<a>e.kr</a> <a href=\"nowhere\">x</a>").1, "text_link 0+4");
        assert_eq!(read("<a href=\"tg://user?id=5\">x</a>").1, "text_mention 0+1");
    }

    #[test]
    fn mistakes_are_named_in_telegrams_words() {
        assert_eq!(refused("ab <b"), "Unclosed start tag at byte offset 3");
        assert_eq!(refused("가<x>"), "Unsupported start tag \"x\" at byte offset 3");
        assert_eq!(refused("a</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(refused("<b>x</i>"), "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
        assert_eq!(refused("<b>x</b"), "Unclosed end tag at byte offset 4");
        assert_eq!(refused("<b>x"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(refused("<a href=x/y>z</a>"), "Unexpected end of name token at byte offset 8");
        assert_eq!(refused("2 < 3"), "Unsupported start tag \"\" at byte offset 2");
    }
}
