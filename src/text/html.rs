//! Telegram's HTML: escaping values, reading text back.
//!
//! Only what Telegram knows is understood: tags, and the entities `&lt; &gt; &amp; &quot;` and
//! numbered ones. Splitting a long message is in `html/split.rs`.

mod split;

pub use split::split;

/// Makes words safe inside Telegram HTML, also inside an attribute.
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char),
        }
    }
    out
}

/// What a reader sees of the HTML: no tags, no escapes.
pub fn plain_of(html: &str) -> String {
    items(html).filter_map(|item| item.char()).collect()
}

/// A piece of HTML: what is seen, or what shapes it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Item<'a> {
    /// One character, and how it was written.
    Char { char: char, raw: &'a str },
    /// `<b>`, and its name.
    Open { name: &'a str, raw: &'a str },
    /// `</b>`
    Close { raw: &'a str },
}

impl Item<'_> {
    fn char(self) -> Option<char> {
        match self {
            Item::Char { char, .. } => Some(char),
            Item::Open { .. } | Item::Close { .. } => None,
        }
    }
}

/// Reads the HTML from left to right. What is neither a tag nor an entity is a character.
fn items(html: &str) -> impl Iterator<Item = Item<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let item = match first {
            '<' => tag(rest),
            '&' => entity(rest),
            _ => None,
        }
        .unwrap_or(Item::Char { char: first, raw: &rest[..first.len_utf8()] });
        let (Item::Char { raw, .. } | Item::Open { raw, .. } | Item::Close { raw }) = item;
        rest = &rest[raw.len()..];
        Some(item)
    })
}

fn tag(html: &str) -> Option<Item<'_>> {
    let raw = &html[..=html.find('>')?];
    let inside = &raw[1..raw.len() - 1];
    let (name, closing) = match inside.strip_prefix('/') {
        Some(name) => (name, true),
        None => (inside.split_whitespace().next()?, false),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_name) {
        return None;
    }
    Some(if closing { Item::Close { raw } } else { Item::Open { name, raw } })
}

fn entity(html: &str) -> Option<Item<'_>> {
    const LONGEST_BYTES: usize = 10;
    let end = html.bytes().take(LONGEST_BYTES).position(|byte| byte == b';')?;
    let char = match &html[1..end] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some(Item::Char { char, raw: &html[..=end] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_reads_back() {
        for words in ["<b>&amp;\"'</b>", "1 < 2 & 3 > 2", "버스 <정류장> 그늘막", "&#39; &nbsp;"] {
            assert_eq!(plain_of(&escape(words)), words);
        }
    }

    #[test]
    fn a_reader_sees_neither_tags_nor_entities() {
        for (html, plain) in [
            ("<b>제목</b>: A &amp; B", "제목: A & B"),
            ("<a href=\"https://x.kr/?a=1&amp;b=2\">링크</a>", "링크"),
            ("1 < 2, <3, a<>b, & &c; &#39;&#x27;", "1 < 2, <3, a<>b, & &c; ''"),
            ("끝&", "끝&"),
        ] {
            assert_eq!(plain_of(html), plain);
        }
    }
}
