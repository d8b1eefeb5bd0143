//! Short answers: numbers, yes and no, labels of buttons typed by hand.
//!
//! People write "2번이요", "두 번째", "ㅇㅇ" or "동의 합니다!" where a button was offered. What is
//! read here is exact after folding: a sentence that merely contains 네 is not a yes.

mod keys;
mod numerals;

use unicode_normalization::UnicodeNormalization;

pub use keys::from_english_keys;
pub use numerals::{count, number};

const YES: [&str; 33] = [
    "네",
    "넵",
    "넹",
    "넴",
    "네네",
    "네에",
    "예",
    "옙",
    "예예",
    "응",
    "웅",
    "엉",
    "어",
    "ㅇㅇ",
    "ㅇㅋ",
    "dd",
    "그래",
    "그래요",
    "좋아",
    "좋아요",
    "좋습니다",
    "동의",
    "동의해요",
    "동의합니다",
    "맞아요",
    "맞습니다",
    "오케이",
    "yes",
    "y",
    "yep",
    "yeah",
    "ok",
    "okay",
];
const NO: [&str; 23] = [
    "아니요",
    "아니오",
    "아뇨",
    "아니",
    "아니에요",
    "아닙니다",
    "아냐",
    "ㄴㄴ",
    "ㄴ",
    "ss",
    "싫어",
    "싫어요",
    "안해요",
    "안할래요",
    "안합니다",
    "비동의",
    "동의안함",
    "동의하지않아요",
    "동의하지않습니다",
    "no",
    "n",
    "nope",
    "nah",
];

/// Yes, no, or neither; also when Korean was typed in English mode.
pub fn yes_no(typed: &str) -> Option<bool> {
    let read = |words: &str| {
        let answer = folded(words);
        if YES.contains(&answer.as_str()) {
            Some(true)
        } else if NO.contains(&answer.as_str()) {
            Some(false)
        } else {
            None
        }
    };
    read(typed).or_else(|| read(&from_english_keys(typed)?))
}

/// Whether two labels are the same to a person: case, spaces, and signs around do not count.
pub fn same_label(a: &str, b: &str) -> bool {
    let a = folded(a);
    !a.is_empty() && a == folded(b)
}

/// Whether the label begins with what was typed.
pub fn starts_label(typed: &str, label: &str) -> bool {
    let typed = folded(typed);
    !typed.is_empty() && folded(label).starts_with(&typed)
}

/// NFC in lower case without spaces, and without what is no word at either end ("[그만두기]",
/// "✅ 제출하기", "네~!!"). A label of signs only keeps them.
fn folded(words: &str) -> String {
    let silent = |c: char| !c.is_alphanumeric();
    let dense: String = words.nfc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()).collect();
    let inner = dense.trim_matches(silent);
    if inner.is_empty() { dense } else { inner.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_has_many_words() {
        for typed in [
            "네",
            " 네! ",
            "네~",
            "예",
            "응",
            "ㅇㅇ",
            "좋아요",
            "동의",
            "동의 합니다",
            "Yes",
            "y",
            "OK",
            "ok.",
            "네 😊",
            "dd",
            "sp",
            "dmd",
        ] {
            assert_eq!(yes_no(typed), Some(true), "{typed}");
        }
    }

    #[test]
    fn no_has_as_many() {
        for typed in ["아니요", "아니", "ㄴㄴ", "No", "n", "동의하지 않습니다", "아뇨...", "dksldy", "ss"]
        {
            assert_eq!(yes_no(typed), Some(false), "{typed}");
        }
    }

    #[test]
    fn a_sentence_is_neither() {
        for typed in ["", "?", "네 번째", "네모난 벤치가 좋아요", "예산", "아니면 다른 것", "ㅋㅋ"]
        {
            assert_eq!(yes_no(typed), None, "{typed}");
        }
    }

    #[test]
    fn labels_are_compared_as_people_read_them() {
        assert!(same_label("그만 두기", "[그만두기]"));
        assert!(same_label("제출하기", "✅ 제출하기"));
        assert!(same_label("next", "Next"));
        assert!(same_label("\u{1103}\u{1171}\u{1105}\u{1169}", "뒤로"));
        assert!(same_label("?", " ? "));
        assert!(!same_label("?", "!"));
        assert!(!same_label("", ""));
        assert!(!same_label("동의", "동의하지 않습니다"));
        assert!(starts_label("분당", "분당구"));
        assert!(starts_label("공원 환경", "공원환경 분야"));
        assert!(!starts_label(" ", "분당구"));
        assert!(!starts_label("당구", "분당구"));
    }
}
