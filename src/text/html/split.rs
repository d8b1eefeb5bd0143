//! Splitting a message that is too long for Telegram.
//!
//! Telegram counts UTF-16 units after it has read the tags and entities. A message is cut where a
//! reader would pause; tags that are open at a cut are closed, and opened again in the next piece.

use unicode_segmentation::UnicodeSegmentation;

use super::{Item, items, plain_of};

/// The HTML in pieces of at most `limit_utf16` visible UTF-16 units (at least 2), none of them
/// blank: cut after a paragraph, else a line, else a sentence, else a word, never inside a
/// character. The space around a cut is dropped.
pub fn split(html: &str, limit_utf16: usize) -> Vec<String> {
    let plain = plain_of(html);
    if plain.trim().is_empty() {
        return Vec::new();
    }
    if units(&plain) <= limit_utf16 {
        return vec![html.to_owned()];
    }
    let mut pieces = Pieces::default();
    let mut ranges = ranges(&plain, limit_utf16.max(2)).into_iter();
    let mut range = ranges.next();
    let mut at = 0;
    for item in items(html) {
        let Some((start, end)) = range else { break };
        match item {
            Item::Char { char, raw } => {
                if at >= start {
                    pieces.write(raw);
                }
                at += char.len_utf8();
                if at >= end {
                    pieces.cut();
                    range = ranges.next();
                }
            }
            Item::Open { name, raw } => pieces.open(name, raw),
            Item::Close { raw } => pieces.close(raw),
        }
    }
    pieces.done
}

fn units(words: &str) -> usize {
    words.chars().map(char::len_utf16).sum()
}

/// Where the pieces begin and end in the plain text, in bytes.
fn ranges(plain: &str, limit: usize) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut start = 0;
    loop {
        start += plain[start..].len() - plain[start..].trim_start().len();
        let rest = &plain[start..];
        if rest.is_empty() {
            return ranges;
        }
        let room = room(rest, limit);
        let end = if room == rest.len() { room } else { pause(rest, room) };
        ranges.push((start, start + rest[..end].trim_end().len()));
        start += end;
    }
}

/// How many bytes fit: whole characters, or a part of one that alone is over the limit.
fn room(rest: &str, limit: usize) -> usize {
    let fitting = |lengths: &mut dyn Iterator<Item = (usize, usize)>| {
        lengths
            .scan((0, 0), |(sum, bytes), (units, length)| {
                (*sum, *bytes) = (*sum + units, *bytes + length);
                (*sum <= limit).then_some(*bytes)
            })
            .last()
            .unwrap_or(0)
    };
    match fitting(&mut rest.graphemes(true).map(|cluster| (units(cluster), cluster.len()))) {
        0 => fitting(&mut rest.chars().map(|char| (char.len_utf16(), char.len_utf8()))),
        room => room,
    }
}

/// The best place to pause within the room. Paragraphs and lines may leave half of a piece empty,
/// sentences and words a quarter less.
fn pause(rest: &str, room: usize) -> usize {
    let within = &rest[..room];
    let after = |mark: &str| within.rfind(mark).map(|at| at + mark.len());
    let sentence = [". ", "! ", "? ", "… ", "。"].into_iter().filter_map(after).max();
    let fits_exactly = rest[room..].starts_with(char::is_whitespace).then_some(room);
    let at_least = |part: usize| move |end: &usize| *end >= part && *end > 0;
    after("\n\n")
        .filter(at_least(room / 2))
        .or(after("\n").filter(at_least(room / 2)))
        .or(sentence.filter(at_least(room / 4)))
        .or(fits_exactly)
        .or(within.rfind(char::is_whitespace).filter(at_least(room / 4)))
        .unwrap_or(room)
}

/// The pieces so far, and the tags that are open.
#[derive(Default)]
struct Pieces<'a> {
    done: Vec<String>,
    now: String,
    /// Name and wording of the tags around the next character, and whether each is written.
    open: Vec<(&'a str, &'a str, bool)>,
}

impl<'a> Pieces<'a> {
    /// Writes a character; tags are held back until here, so that none is opened for nothing.
    fn write(&mut self, raw: &str) {
        for (_, tag, written) in self.open.iter_mut().filter(|(.., written)| !written) {
            self.now.push_str(tag);
            *written = true;
        }
        self.now.push_str(raw);
    }

    fn open(&mut self, name: &'a str, raw: &'a str) {
        self.open.push((name, raw, false));
    }

    fn close(&mut self, raw: &str) {
        if let Some((.., true)) = self.open.pop() {
            self.now.push_str(raw);
        }
    }

    fn cut(&mut self) {
        for (name, _, written) in self.open.iter_mut().rev().filter(|(.., written)| *written) {
            self.now.push_str(&format!("</{name}>"));
            *written = false;
        }
        self.done.push(std::mem::take(&mut self.now));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_message_stays_whole() {
        assert_eq!(split("<b>안녕</b>하세요\n", 4096), ["<b>안녕</b>하세요\n"]);
        assert!(split(" <b> </b>\n", 4096).is_empty());
    }

    #[test]
    fn a_cut_is_made_where_a_reader_would_pause() {
        assert_eq!(split("하나 둘.\n\n셋 넷. 다섯", 10), ["하나 둘.", "셋 넷. 다섯"]);
        assert_eq!(split("하나 둘\n셋 넷 다섯 여섯", 12), ["하나 둘\n셋 넷 다섯", "여섯"]);
        assert_eq!(split("하나예요. 둘이에요. 셋", 12), ["하나예요. 둘이에요.", "셋"]);
        assert_eq!(split("가나다라마바사", 3), ["가나다", "라마바", "사"]);
    }

    #[test]
    fn open_tags_are_closed_and_opened_again() {
        assert_eq!(
            split("<b>하나 <a href=\"x\">둘 셋</a></b> <i>넷</i>", 4),
            ["<b>하나 <a href=\"x\">둘</a></b>", "<b><a href=\"x\">셋</a></b> <i>넷</i>"]
        );
        assert_eq!(split("<b>하나</b> <i>둘</i>", 2), ["<b>하나</b>", "<i>둘</i>"]);
    }

    #[test]
    fn entities_count_as_what_is_seen_and_stay_whole() {
        assert_eq!(split("&lt;&lt;&lt;&lt;&lt;", 2), ["&lt;&lt;", "&lt;&lt;", "&lt;"]);
    }

    #[test]
    fn a_family_stays_together() {
        let family = "👨‍👩‍👧";
        assert_eq!(split(&family.repeat(3), 17), [family.repeat(2), family.to_owned()]);
    }

    fn any_html() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            "[가-힣a-z ]{0,12}",
            Just("\n".to_owned()),
            Just("\n\n".to_owned()),
            Just("문장이에요. ".to_owned()),
            Just("&lt;&amp;&quot;".to_owned()),
            Just("👨‍👩‍👧🚌e\u{301}".to_owned()),
            "\\PC{0,6}".prop_map(|any| super::super::escape(&any)),
        ];
        let tagged = |inner| {
            (prop_oneof!["b", "i", "a href=\"x\""], prop::collection::vec(inner, 0..5)).prop_map(|(tag, inside)| {
                let name = tag.split(' ').next().unwrap().to_owned();
                format!("<{tag}>{}</{name}>", inside.concat())
            })
        };
        let tree = leaf.prop_recursive(3, 24, 5, tagged);
        prop::collection::vec(tree, 0..8).prop_map(|parts| parts.concat())
    }

    fn squeezed(words: &str) -> String {
        words.chars().filter(|c| !c.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn pieces_fit_are_balanced_and_lose_nothing(html in any_html(), limit in 2usize..60) {
            let pieces = split(&html, limit);
            for piece in &pieces {
                let plain = plain_of(piece);
                prop_assert!(units(&plain) <= limit && !plain.trim().is_empty(), "{piece:?}");
                let mut open = Vec::new();
                for item in items(piece) {
                    match item {
                        Item::Open { name, .. } => open.push(name),
                        Item::Close { raw } => {
                            let name = open.pop().unwrap_or_default();
                            prop_assert_eq!(raw, format!("</{name}>"));
                        }
                        Item::Char { .. } => {}
                    }
                }
                prop_assert!(open.is_empty(), "{piece:?}");
            }
            let text: String = pieces.iter().map(|piece| plain_of(piece)).collect();
            prop_assert_eq!(squeezed(&text), squeezed(&plain_of(&html)));
        }
    }
}
