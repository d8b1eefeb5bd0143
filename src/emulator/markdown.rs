//! MarkdownV2: a text with signs becomes plain text and entities, or the very error that
//! Telegram's server would give. Offsets in errors count bytes of the input; offsets in entities
//! count UTF-16 units of the output.

use serde_json::{Value, json};

use super::entity;

/// Signs that mean something, and have to be escaped where they should not.
const RESERVED: &str = "_*[]()~`>#+-=|{}.!";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
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
struct Open {
    kind: Kind,
    /// The language of a block of code.
    argument: String,
    /// Bytes of the input before it.
    byte: usize,
    /// UTF-16 units of the output before it.
    offset: usize,
    /// Bytes of the output before it.
    begin: usize,
}

struct Reader<'a> {
    input: &'a str,
    at: usize,
    text: String,
    units: usize,
    open: Vec<Open>,
    entities: Vec<Value>,
    /// Nothing but line ends since the beginning of the line, so that a quote may begin.
    line_start: bool,
}

/// Plain text and its entities; the error has no "can't parse entities: " in front.
pub fn parse(input: &str) -> Result<(String, Vec<Value>), String> {
    let (text, units) = (String::new(), 0);
    let (open, entities) = (Vec::new(), Vec::new());
    let mut reader = Reader { input, at: 0, text, units, open, entities, line_start: true };
    while let Some(c) = reader.peek(0) {
        reader.step(c)?;
    }
    reader.end_quote()?;
    if let Some(last) = reader.open.last() {
        return Err(format!("Can't find end of {} entity at byte offset {}", last.name(), last.byte));
    }
    entity::sort(&mut reader.entities);
    Ok((reader.text, reader.entities))
}

impl Reader<'_> {
    /// The character so many bytes ahead.
    fn peek(&self, ahead: usize) -> Option<char> {
        self.input.get(self.at + ahead..)?.chars().next()
    }

    fn follows(&self, words: &str) -> bool {
        self.input[self.at..].starts_with(words)
    }

    /// Takes one character over into the text.
    fn keep(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
        self.at += c.len_utf8();
        self.line_start = c == '\n';
    }

    fn inside(&self) -> Option<Kind> {
        self.open.last().map(|open| open.kind)
    }

    fn in_quote(&self) -> bool {
        self.open.iter().any(|open| open.kind == Kind::BlockQuote)
    }

    fn step(&mut self, c: char) -> Result<(), String> {
        if c == '\\' && self.peek(1).is_some_and(|next| matches!(next as u32, 1..=126)) {
            self.at += 1;
            let escaped = self.peek(0).unwrap_or(c);
            self.keep(escaped);
            return Ok(());
        }
        if matches!(self.inside(), Some(Kind::Code | Kind::Pre)) && c != '`' {
            self.keep(c);
            return Ok(());
        }
        if c == '\n' && self.in_quote() {
            return self.next_line();
        }
        if !RESERVED.contains(c) {
            self.keep(c);
            return Ok(());
        }
        match self.ends(c) {
            true => self.close(),
            false => self.begin(c),
        }
    }

    /// The end of a line in a quote, which goes on if the next one begins with `>`.
    fn next_line(&mut self) -> Result<(), String> {
        if self.peek(1) != Some('>') {
            self.end_quote()?;
            self.keep('\n');
            return Ok(());
        }
        self.keep('\n');
        self.at += 1;
        self.line_start = false;
        Ok(())
    }

    /// Ends the quote that is open, if one is; what began in it has to end in it.
    fn end_quote(&mut self) -> Result<(), String> {
        if !self.in_quote() {
            return Ok(());
        }
        // `||` at the very end folds the quote.
        let folded =
            self.inside() == Some(Kind::Spoiler) && self.open.last().is_some_and(|open| open.begin == self.text.len());
        if folded {
            self.open.pop();
        }
        match self.open.pop() {
            Some(open) if open.kind == Kind::BlockQuote => {
                let kind = if folded { "expandable_blockquote" } else { "blockquote" };
                self.mark(&open, json!({ "type": kind }));
                Ok(())
            }
            Some(open) => Err(format!("Can't find end of {} entity at byte offset {}", open.name(), open.byte)),
            None => Ok(()),
        }
    }

    /// Whether this sign ends the entity that is open.
    fn ends(&self, c: char) -> bool {
        match self.inside() {
            Some(Kind::Bold) => c == '*',
            Some(Kind::Italic) => c == '_' && self.peek(1) != Some('_'),
            Some(Kind::Underline) => self.follows("__"),
            Some(Kind::Strikethrough) => c == '~',
            Some(Kind::Spoiler) => self.follows("||"),
            Some(Kind::Code) => c == '`',
            Some(Kind::Pre) => self.follows("```"),
            Some(Kind::TextUrl | Kind::CustomEmoji) => c == ']',
            Some(Kind::BlockQuote) | None => false,
        }
    }

    fn begin(&mut self, c: char) -> Result<(), String> {
        let byte = self.at;
        let (kind, length) = match c {
            '_' if self.follows("__") => (Kind::Underline, 2),
            '_' => (Kind::Italic, 1),
            '*' => (Kind::Bold, 1),
            '~' => (Kind::Strikethrough, 1),
            '|' if self.follows("||") => (Kind::Spoiler, 2),
            '[' => (Kind::TextUrl, 1),
            '!' if self.follows("![") => (Kind::CustomEmoji, 2),
            '`' if self.follows("```") && self.inside() != Some(Kind::Pre) => (Kind::Pre, 3),
            '`' if self.inside() == Some(Kind::Pre) => {
                self.keep(c);
                return Ok(());
            }
            '`' => (Kind::Code, 1),
            '>' if self.line_start && !self.in_quote() => (Kind::BlockQuote, 1),
            _ => return Err(format!("Character '{c}' is reserved and must be escaped with the preceding '\\'")),
        };
        self.at += length;
        let argument = if kind == Kind::Pre { self.language() } else { String::new() };
        self.line_start &= kind != Kind::BlockQuote;
        self.open.push(Open { kind, argument, byte, offset: self.units, begin: self.text.len() });
        Ok(())
    }

    /// The word right after the three signs of a block, if a line ends after it.
    fn language(&mut self) -> String {
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

    fn close(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        self.at += match open.kind {
            Kind::Underline | Kind::Spoiler => 2,
            Kind::Pre => 3,
            _ => 1,
        };
        match open.kind {
            Kind::TextUrl => {
                let address = match self.peek(0) {
                    Some('(') => self.address("a URL")?,
                    _ => self.text[open.begin..].to_owned(),
                };
                if link(&address) {
                    self.mark(&open, json!({ "type": "text_link", "url": address }));
                }
            }
            Kind::CustomEmoji => {
                if self.peek(0) != Some('(') {
                    return Err("Custom emoji entity must contain a tg://emoji URL".into());
                }
                let address = self.address("a custom emoji URL")?;
                let id = address.strip_prefix("tg://emoji?id=").ok_or("Custom emoji URL must have scheme tg")?;
                self.mark(&open, json!({ "type": "custom_emoji", "custom_emoji_id": id }));
            }
            Kind::Pre if !open.argument.is_empty() => {
                self.mark(&open, json!({ "type": "pre", "language": open.argument }));
            }
            kind => self.mark(&open, json!({ "type": plain_name(kind) })),
        }
        Ok(())
    }

    /// What stands in the brackets that follow.
    fn address(&mut self, what: &str) -> Result<String, String> {
        self.at += 1;
        let begin = self.at;
        let mut address = String::new();
        loop {
            let c = self.peek(0).ok_or_else(|| format!("Can't find end of {what} at byte offset {begin}"))?;
            self.at += c.len_utf8();
            match c {
                ')' => return Ok(address),
                '\\' if self.peek(0).is_some_and(|next| matches!(next as u32, 1..=126)) => {
                    let escaped = self.peek(0).unwrap_or(c);
                    self.at += escaped.len_utf8();
                    address.push(escaped);
                }
                c => address.push(c),
            }
        }
    }

    /// Adds the entity that ends here, if it holds any text.
    fn mark(&mut self, open: &Open, mut entity: Value) {
        if self.units > open.offset {
            entity["offset"] = json!(open.offset);
            entity["length"] = json!(self.units - open.offset);
            self.entities.push(entity);
        }
    }
}

/// Whether Telegram takes this for the address of a link. A link without one is just text.
pub fn link(address: &str) -> bool {
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    let parsed = url::Url::parse(&with_scheme).ok();
    parsed.is_some_and(|url| match url.scheme() {
        "tg" | "ton" => true,
        "http" | "https" | "ftp" => url.host_str().is_some_and(|host| host.contains('.') || host == "localhost"),
        _ => false,
    })
}

fn plain_name(kind: Kind) -> &'static str {
    match kind {
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

impl Open {
    /// As errors name it.
    fn name(&self) -> String {
        match self.kind {
            Kind::Pre if !self.argument.is_empty() => "PreCode".to_owned(),
            kind => format!("{kind:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn read(input: &str) -> String {
        let (text, entities) = parse(input).unwrap();
        let one = |entity: &serde_json::Value| {
            let more = ["url", "language", "custom_emoji_id"].iter().find_map(|name| entity[name].as_str());
            let kind = entity["type"].as_str().unwrap();
            let more = more.map(|more| format!("={more}")).unwrap_or_default();
            format!(" [{kind} {}+{}{more}]", entity["offset"], entity["length"])
        };
        format!("{text:?}{}", entities.iter().map(one).collect::<String>())
    }

    fn refused(input: &str) -> String {
        parse(input).unwrap_err()
    }

    #[test]
    fn signs_become_entities_in_utf16_units() {
        assert_eq!(
            read("🌳 *성남* _i_ __u__ ~s~ ||p||"),
            "\"🌳 성남 i u s p\" [bold 3+2] [italic 6+1] [underline 8+1] [strikethrough 10+1] [spoiler 12+1]"
        );
        assert_eq!(read("*b _bi_*"), "\"b bi\" [bold 0+4] [italic 2+2]");
        assert_eq!(read("`a*b` ```rust\nx``` ```\ny```"), "\"a*b x y\" [code 0+3] [pre 4+1=rust] [pre 6+1]");
        assert_eq!(read("[여기](https://e.kr/a\\)b) [x](nowhere)"), "\"여기 x\" [text_link 0+2=https://e.kr/a)b]");
        assert_eq!(read("![👍](tg://emoji?id=5)"), "\"👍\" [custom_emoji 0+2=5]");
        assert_eq!(read("1\\. 2\\! \\\\"), "\"1. 2! \\\\\"");
    }

    #[test]
    fn quotes_run_to_the_end_of_their_last_line() {
        assert_eq!(read(">a\n>b\nc"), "\"a\\nb\\nc\" [blockquote 0+3]");
        assert_eq!(read("x\n>a *b*||"), "\"x\\na b\" [expandable_blockquote 2+3] [bold 4+1]");
        assert_eq!(refused("a > b"), "Character '>' is reserved and must be escaped with the preceding '\\'");
    }

    #[test]
    fn mistakes_are_named_in_telegrams_words() {
        assert_eq!(refused("성남 *b"), "Can't find end of Bold entity at byte offset 7");
        assert_eq!(refused("__b"), "Can't find end of Underline entity at byte offset 0");
        assert_eq!(refused("a ```rust\nx"), "Can't find end of PreCode entity at byte offset 2");
        assert_eq!(refused("end."), "Character '.' is reserved and must be escaped with the preceding '\\'");
        assert_eq!(refused("a|b"), "Character '|' is reserved and must be escaped with the preceding '\\'");
        assert_eq!(refused("[x](http://e.kr"), "Can't find end of a URL at byte offset 4");
        assert_eq!(refused("![x]"), "Custom emoji entity must contain a tg://emoji URL");
        assert_eq!(refused("*b _i*"), "Can't find end of Italic entity at byte offset 3");
    }
}
