//! What people type, made safe to keep and to show, and measured as people count.
//!
//! Everything that comes in goes through [`clean`] first. Apple devices send decomposed jamo, and
//! text can carry marks that turn a page around or hide words: they are gone after this.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Real writing needs two or three marks on a letter; more is decoration that covers other lines.
const MARKS_PER_CHAR_MAX: usize = 4;
const BLANK_LINES_MAX: usize = 2;

/// The words in NFC, without what cannot be seen: controls, bidi and zero-width marks (a joiner
/// inside an emoji stays), towers of accents, heaps of blank lines, space around.
pub fn clean(typed: &str) -> String {
    let visible = joined(&seen(typed)).nfc().collect::<String>();
    lines(&marks_limited(&visible))
}

/// The length that a person would count: a syllable or an emoji is one.
pub fn chars(words: &str) -> usize {
    words.nfc().collect::<String>().graphemes(true).count()
}

/// At most `max` characters as a person counts them, the last one "…" if some are left out.
pub fn cut(words: &str, max: usize) -> String {
    let words: String = words.nfc().collect();
    if words.graphemes(true).count() <= max {
        return words;
    }
    let Some(room) = max.checked_sub(1) else { return String::new() };
    let kept: String = words.graphemes(true).take(room).collect();
    format!("{}…", kept.trim_end())
}

/// Whether anything is said: false for spaces, punctuation and emoji alone.
pub fn has_words(typed: &str) -> bool {
    let keycap = |cluster: &str| cluster.contains('\u{20e3}');
    let said = |c: char| c.is_alphanumeric() && !is_pictograph(c);
    typed.graphemes(true).any(|cluster| !keycap(cluster) && cluster.chars().any(said))
}

/// Line ends become `\n`, tabs become spaces, and what has no shape is dropped.
fn seen(typed: &str) -> String {
    typed
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\r' | '\u{85}' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            '\n' => Some(c),
            _ if c.is_control() || is_invisible(c) => None,
            _ => Some(c),
        })
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        // Hangul fillers: blank letters that make blank names.
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}')
}

/// Joiners only between two parts of an emoji, tags only after the black flag (England's flag).
fn joined(words: &str) -> String {
    let chars: Vec<char> = words.chars().collect();
    let dresses = |c: char| matches!(c, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    let is_tag = |c: char| matches!(c, '\u{e0000}'..='\u{e007f}');
    let after_emoji = |at: usize| {
        let before = chars[..at].iter().rev().find(|c| !dresses(**c));
        before.is_some_and(|c| is_pictograph(*c))
    };
    let after_flag = |at: usize| {
        let before = chars[..at].iter().rev().find(|c| !is_tag(**c));
        before == Some(&'\u{1f3f4}')
    };
    let stays = |at: usize| match chars[at] {
        '\u{200d}' => after_emoji(at) && chars.get(at + 1).is_some_and(|c| is_pictograph(*c)),
        tag if is_tag(tag) => after_flag(at),
        _ => true,
    };
    (0..chars.len()).filter(|at| stays(*at)).map(|at| chars[at]).collect()
}

/// The blocks that emoji come from. Wider than the emoji themselves, which does no harm here.
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{24c2}'
        | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn marks_limited(words: &str) -> String {
    let mut marks = 0;
    words
        .chars()
        .filter(|c| {
            marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
            marks <= MARKS_PER_CHAR_MAX
        })
        .collect()
}

fn lines(words: &str) -> String {
    let mut blank = 0;
    let kept: Vec<&str> = words
        .trim()
        .split('\n')
        .map(str::trim_end)
        .filter(|line| {
            blank = if line.is_empty() { blank + 1 } else { 0 };
            blank <= BLANK_LINES_MAX
        })
        .collect();
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        for (typed, kept) in [
            ("  탄천  ", "탄천"),
            ("\u{1110}\u{1161}\u{11ab}천", "탄천"),
            ("가\u{202e}나\u{2066}다\u{200f}라\u{200b}마\u{0}바\u{1b}사", "가나다라마바사"),
            ("가\r\n나\r다\u{2028}라\t마", "가\n나\n다\n라 마"),
            ("가\u{200d}나", "가나"),
            ("👨\u{200d}👩\u{200d}👧 👩🏽\u{200d}🚒 ❤\u{fe0f}\u{200d}🔥", "👨‍👩‍👧 👩🏽‍🚒 ❤️‍🔥"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"),
            ("몰래\u{e0067}\u{e0062}", "몰래"),
            ("\u{3164}\u{3164}", ""),
            ("z\u{300}\u{300}\u{300}\u{300}\u{300}\u{300}", "z\u{300}\u{300}\u{300}\u{300}"),
            ("하나\n\n둘\n\n\n\n\n  \n셋", "하나\n\n둘\n\n\n셋"),
        ] {
            assert_eq!(clean(typed), kept, "{typed:?}");
        }
    }

    #[test]
    fn length_is_what_a_person_counts() {
        for (words, length) in [("", 0), ("탄천", 2), ("\u{1110}\u{1161}\u{11ab}천", 2), ("👨‍👩‍👧🚌", 2), ("e\u{301}", 1)]
        {
            assert_eq!(chars(words), length, "{words}");
        }
    }

    #[test]
    fn a_cut_leaves_whole_characters() {
        for (words, max, kept) in [
            ("가나다", 3, "가나다"),
            ("가나다라", 3, "가나…"),
            ("가 나다", 3, "가…"),
            ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2, "👨‍👩‍👧…"),
            ("가나", 1, "…"),
            ("가나", 0, ""),
        ] {
            assert_eq!(cut(words, max), kept, "{words}");
        }
    }

    #[test]
    fn words_are_letters_or_digits() {
        for words in ["가", "ㅋㅋ", "1", "a!", "🚌 버스"] {
            assert!(has_words(words), "{words}");
        }
        for silent in ["", " \n", "!?…", "🚌👨‍👩‍👧", "1️⃣", "🅰", "❤️", "ℹ️", "---"] {
            assert!(!has_words(silent), "{silent}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(typed in "[가나a \n\r\u{200d}\u{fe0f}\u{301}👨❤\u{e0067}\u{1110}\u{1161}]{0,20}|\\PC{0,20}") {
            let once = clean(&typed);
            prop_assert_eq!(clean(&once), once);
        }
    }
}
