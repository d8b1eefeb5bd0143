//! The signs of Markdown: what they open, and what is read in one piece, such as an address.

use serde_json::{Value, json};
use url::Url;

/// What names a person instead of a page.
const PERSON: &str = "tg://user?id=";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Bold,
    Italic,
    Underline,
    Strikethrough,
    Spoiler,
    Code,
    Pre,
    TextUrl,
    CustomEmoji,
    BlockQuote,
}

/// An entity that waits for its end.
pub struct Open {
    pub kind: Kind,
    /// The language of a block of code.
    pub argument: String,
    /// Bytes of the input before it.
    pub byte: usize,
    /// UTF-16 units of the output before it.
    pub offset: usize,
    /// Bytes of the output before it.
    pub begin: usize,
}

impl Kind {
    /// As entities name it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Bold => "bold",
            Kind::Italic => "italic",
            Kind::Underline => "underline",
            Kind::Strikethrough => "strikethrough",
            Kind::Spoiler => "spoiler",
            Kind::Code => "code",
            Kind::Pre => "pre",
            Kind::TextUrl => "text_link",
            Kind::CustomEmoji => "custom_emoji",
            Kind::BlockQuote => "blockquote",
        }
    }
}

impl Open {
    /// As errors name it.
    pub fn name(&self) -> String {
        match self.kind {
            Kind::Pre if !self.argument.is_empty() => "PreCode".to_owned(),
            kind => format!("{kind:?}"),
        }
    }
}

/// Walks through the input.
pub struct Cursor<'a> {
    pub input: &'a str,
    pub at: usize,
}

impl Cursor<'_> {
    /// The character so many bytes ahead.
    pub fn peek(&self, ahead: usize) -> Option<char> {
        self.input.get(self.at + ahead..)?.chars().next()
    }

    pub fn follows(&self, words: &str) -> bool {
        self.input[self.at..].starts_with(words)
    }

    /// The word right after the three signs of a block, if it is not all that the block holds,
    /// and then the end of its line.
    pub fn language(&mut self) -> String {
        let rest = &self.input[self.at..];
        let end = rest.find(|c: char| c.is_whitespace() || c == '`').unwrap_or(rest.len());
        let word = match rest[end..].chars().next() {
            Some(c) if c != '`' => &rest[..end],
            _ => "",
        };
        self.at += word.len();
        for line_end in ["\r\n", "\n\r", "\n", "\r"] {
            if self.follows(line_end) {
                self.at += line_end.len();
                break;
            }
        }
        word.to_owned()
    }

    /// What stands in the brackets that begin here; a backslash takes the next sign as it is.
    pub fn address(&mut self, what: &str) -> Result<String, String> {
        self.at += 1;
        let begin = self.at;
        let mut address = String::new();
        loop {
            let mut c = self.peek(0).ok_or_else(|| format!("Can't find end of {what} at byte offset {begin}"))?;
            self.at += c.len_utf8();
            if c == ')' {
                return Ok(address);
            }
            if c == '\\'
                && let Some(escaped) = self.peek(0).filter(char::is_ascii)
            {
                self.at += 1;
                c = escaped;
            }
            address.push(c);
        }
    }
}

/// The entity of a link to this address. A link without a real one is just text.
pub fn link(address: &str) -> Option<Value> {
    if let Some(id) = address.strip_prefix(PERSON) {
        return id.parse::<i64>().ok().map(|id| json!({ "type": "text_mention", "user": { "id": id } }));
    }
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let url = Url::parse(&with_scheme).ok()?;
    let real = match url.scheme() {
        "tg" | "ton" => true,
        "http" | "https" | "ftp" => url.host_str().is_some_and(|host| host.contains('.') || host == "localhost"),
        _ => false,
    };
    real.then(|| json!({ "type": "text_link", "url": address }))
}
