//! Telegram's HTML: a text with tags becomes plain text and entities, or the very error that
//! Telegram's server would give. Offsets in errors count bytes of the input; offsets in entities
//! count UTF-16 units of the output.

use serde_json::{Value, json};

const TAGS: [&str; 16] = [
    "a",
    "b",
    "strong",
    "i",
    "em",
    "s",
    "strike",
    "del",
    "u",
    "ins",
    "tg-spoiler",
    "tg-emoji",
    "span",
    "pre",
    "code",
    "blockquote",
];

struct Open {
    tag: String,
    /// The value of the one attribute that matters for this tag.
    argument: String,
    offset: usize,
}

/// Plain text and its entities; the error has no "can't parse entities: " in front.
pub fn parse(input: &str) -> Result<(String, Vec<Value>), String> {
    let mut reader = Reader { input, at: 0 };
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
                close(&mut entities, &closed, length);
            } else {
                let (tag, argument) = reader.start_tag(begin)?;
                open.push(Open { tag, argument, offset: length });
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
    entities.sort_by_key(|entity| {
        (entity["offset"].as_u64(), std::cmp::Reverse(entity["length"].as_u64()))
    });
    Ok((text, entities))
}

/// Adds the entity that a closed tag stands for, if it holds any text.
fn close(entities: &mut Vec<Value>, closed: &Open, end: usize) {
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
    let mut entity =
        json!({ "type": kind, "offset": closed.offset, "length": end - closed.offset });
    let argument = closed.argument.as_str();
    match kind {
        // A link without an address is just text.
        "text_link" if argument.is_empty() => return,
        "text_link" => entity["url"] = json!(argument),
        "custom_emoji" => entity["custom_emoji_id"] = json!(argument),
        // `<pre><code class="language-rust">` is one block that knows its language.
        "pre" => {
            let inner = entities.iter().position(|inner| {
                inner["type"] == "code"
                    && inner["offset"] == entity["offset"]
                    && inner["length"] == entity["length"]
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
            }
        }
        _ => {}
    }
    entities.push(entity);
}

struct Reader<'a> {
    input: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.input[self.at..].chars().next()
    }

    fn skip(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.skip();
        }
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) -> String {
        let begin = self.at;
        while self.peek().is_some_and(|c| !stop(c)) {
            self.skip();
        }
        self.input[begin..self.at].to_owned()
    }

    /// One character, with `&lt;` and its kin decoded. An unknown `&name;` stays as it is.
    fn character(&mut self) -> Option<char> {
        let rest = &self.input[self.at..];
        if let Some(end) = rest.find(';').filter(|end| *end <= 10 && rest.starts_with('&')) {
            let decoded = match &rest[1..end] {
                "lt" => Some('<'),
                "gt" => Some('>'),
                "amp" => Some('&'),
                "quot" => Some('"'),
                name => number(name),
            };
            if decoded.is_some() {
                self.at += end + 1;
                return decoded;
            }
        }
        let plain = self.peek();
        self.skip();
        plain
    }

    fn start_tag(&mut self, begin: usize) -> Result<(String, String), String> {
        let tag = self.until(|c| c.is_whitespace() || c == '>').to_lowercase();
        if self.peek().is_none() {
            return Err(format!("Unclosed start tag at byte offset {begin}"));
        }
        if !TAGS.contains(&tag.as_str()) {
            return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}"));
        }
        let unclosed = || format!("Unclosed start tag \"{tag}\" at byte offset {begin}");
        let mut argument = String::new();
        loop {
            self.skip_spaces();
            if self.peek().ok_or_else(unclosed)? == '>' {
                self.skip();
                break;
            }
            let name = self.until(|c| c.is_whitespace() || c == '=' || c == '>').to_lowercase();
            if name.is_empty() {
                return Err(format!(
                    "Empty attribute name in the tag \"{tag}\" at byte offset {begin}"
                ));
            }
            self.skip_spaces();
            let mut value = String::new();
            if self.peek().ok_or_else(unclosed)? == '=' {
                self.skip();
                self.skip_spaces();
                value = self.attribute_value().ok_or_else(unclosed)?;
            } else if !(tag == "blockquote" && name == "expandable") {
                return Err(format!(
                    "Expected equal sign in declaration of an attribute of the tag \"{tag}\" at byte offset {begin}"
                ));
            }
            match (tag.as_str(), name.as_str()) {
                ("a", "href") | ("code" | "span", "class") | ("tg-emoji", "emoji-id") => {
                    argument = value;
                }
                ("blockquote", "expandable") => argument = name,
                _ => {}
            }
        }
        if tag == "span" && argument != "tg-spoiler" {
            return Err(format!(
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"
            ));
        }
        Ok((tag, argument))
    }

    fn attribute_value(&mut self) -> Option<String> {
        let quote = self.peek()?;
        if quote != '"' && quote != '\'' {
            return Some(self.until(|c| c.is_whitespace() || c == '>').to_lowercase());
        }
        self.skip();
        let mut value = String::new();
        loop {
            if self.peek()? == quote {
                self.skip();
                return Some(value);
            }
            value.push(self.character()?);
        }
    }

    fn end_tag(&mut self, begin: usize, open: Option<Open>) -> Result<Open, String> {
        let open = open.ok_or_else(|| format!("Unexpected end tag at byte offset {begin}"))?;
        let name = self.until(|c| c.is_whitespace() || c == '>').to_lowercase();
        self.skip_spaces();
        if self.peek() != Some('>') {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        self.skip();
        if !name.is_empty() && name != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{name}>\"",
                open.tag
            ));
        }
        Ok(open)
    }
}

fn number(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}
