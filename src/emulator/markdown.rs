//! MarkdownV2: a text with signs becomes plain text and entities, or the very error that
//! Telegram's server would give. Offsets in errors count bytes of the input; offsets in entities
//! count UTF-16 units of the output.

use serde_json::{Value, json};

use super::entity;
use super::sign::{Cursor, Kind, Open, link};

/// Signs that mean something, and have to be escaped where they should not.
const RESERVED: &str = "_*[]()~`>#+-=|{}.!";

struct Reader<'a> {
    signs: Cursor<'a>,
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
    let mut reader = Reader { signs: Cursor { input, at: 0 }, text, units, open, entities, line_start: true };
    while let Some(c) = reader.signs.peek(0) {
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
    /// Takes one character over into the text.
    fn keep(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16();
        self.signs.at += c.len_utf8();
        self.line_start = c == '\n';
    }

    fn inside(&self) -> Option<Kind> {
        self.open.last().map(|open| open.kind)
    }

    fn in_quote(&self) -> bool {
        self.open.iter().any(|open| open.kind == Kind::BlockQuote)
    }

    fn step(&mut self, c: char) -> Result<(), String> {
        if c == '\\' && self.signs.peek(1).is_some_and(|next| matches!(next as u32, 1..=126)) {
            self.signs.at += 1;
            let escaped = self.signs.peek(0).unwrap_or(c);
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
        if self.signs.peek(1) != Some('>') {
            self.end_quote()?;
            self.keep('\n');
            return Ok(());
        }
        self.keep('\n');
        self.signs.at += 1;
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
            Some(Kind::Italic) => c == '_' && self.signs.peek(1) != Some('_'),
            Some(Kind::Underline) => self.signs.follows("__"),
            Some(Kind::Strikethrough) => c == '~',
            Some(Kind::Spoiler) => self.signs.follows("||"),
            Some(Kind::Code) => c == '`',
            Some(Kind::Pre) => self.signs.follows("```"),
            Some(Kind::TextUrl | Kind::CustomEmoji) => c == ']',
            Some(Kind::BlockQuote) | None => false,
        }
    }

    fn begin(&mut self, c: char) -> Result<(), String> {
        let byte = self.signs.at;
        let (kind, length) = match c {
            '_' if self.signs.follows("__") => (Kind::Underline, 2),
            '_' => (Kind::Italic, 1),
            '*' => (Kind::Bold, 1),
            '~' => (Kind::Strikethrough, 1),
            '|' if self.signs.follows("||") => (Kind::Spoiler, 2),
            '[' => (Kind::TextUrl, 1),
            '!' if self.signs.follows("![") => (Kind::CustomEmoji, 2),
            '`' if self.signs.follows("```") && self.inside() != Some(Kind::Pre) => (Kind::Pre, 3),
            '`' if self.inside() == Some(Kind::Pre) => {
                self.keep(c);
                return Ok(());
            }
            '`' => (Kind::Code, 1),
            '>' if self.line_start && !self.in_quote() => (Kind::BlockQuote, 1),
            _ => return Err(format!("Character '{c}' is reserved and must be escaped with the preceding '\\'")),
        };
        self.signs.at += length;
        let argument = if kind == Kind::Pre { self.signs.language() } else { String::new() };
        self.line_start &= kind != Kind::BlockQuote;
        self.open.push(Open { kind, argument, byte, offset: self.units, begin: self.text.len() });
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        self.signs.at += match open.kind {
            Kind::Underline | Kind::Spoiler => 2,
            Kind::Pre => 3,
            _ => 1,
        };
        match open.kind {
            Kind::TextUrl => {
                let address = match self.signs.peek(0) {
                    Some('(') => self.signs.address("a URL")?,
                    _ => self.text[open.begin..].to_owned(),
                };
                if let Some(entity) = link(&address) {
                    self.mark(&open, entity);
                }
            }
            Kind::CustomEmoji => {
                if self.signs.peek(0) != Some('(') {
                    return Err("Custom emoji entity must contain a tg://emoji URL".into());
                }
                let address = self.signs.address("a custom emoji URL")?;
                let id = address.strip_prefix("tg://emoji?id=").ok_or("Custom emoji URL must have scheme tg")?;
                self.mark(&open, json!({ "type": "custom_emoji", "custom_emoji_id": id }));
            }
            Kind::Pre if !open.argument.is_empty() => {
                self.mark(&open, json!({ "type": "pre", "language": open.argument }));
            }
            kind => self.mark(&open, json!({ "type": kind.name() })),
        }
        Ok(())
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
        assert_eq!(refused("*b _i*"), "Can't find end of Bold entity at byte offset 5");
    }
}
