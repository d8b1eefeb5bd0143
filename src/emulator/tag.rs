//! Reads the tags and characters of Telegram's HTML, one after the other. Errors name the byte
//! where the tag begins.

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

/// A tag that waits for its end.
pub struct Open {
    pub tag: String,
    /// The value of the one attribute that matters for this tag.
    pub argument: String,
    /// UTF-16 units of plain text before it.
    pub offset: usize,
    /// Bytes of plain text before it.
    pub begin: usize,
}

/// Walks through the input.
pub struct Reader<'a> {
    input: &'a str,
    pub at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(input: &'a str) -> Reader<'a> {
        Reader { input, at: 0 }
    }

    pub fn peek(&self) -> Option<char> {
        self.input[self.at..].chars().next()
    }

    pub fn skip(&mut self) {
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
    pub fn character(&mut self) -> Option<char> {
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

    pub fn start_tag(&mut self, begin: usize) -> Result<(String, String), String> {
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
                return Err(format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}"));
            }
            self.skip_spaces();
            let mut value = String::new();
            if self.peek().ok_or_else(unclosed)? == '=' {
                self.skip();
                self.skip_spaces();
                value = match self.peek().ok_or_else(unclosed)? {
                    '"' | '\'' => self.quoted().ok_or_else(unclosed)?,
                    _ => self.name_token()?,
                };
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
            return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"));
        }
        Ok((tag, argument))
    }

    fn quoted(&mut self) -> Option<String> {
        let quote = self.peek()?;
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

    /// A value without quotes: letters, digits, dots and hyphens.
    fn name_token(&mut self) -> Result<String, String> {
        let begin = self.at;
        let token = self.until(|c| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).to_lowercase();
        match self.peek() {
            Some(c) if c.is_whitespace() || c == '>' => Ok(token),
            _ => Err(format!("Unexpected end of name token at byte offset {begin}")),
        }
    }

    pub fn end_tag(&mut self, begin: usize, open: Option<Open>) -> Result<Open, String> {
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
