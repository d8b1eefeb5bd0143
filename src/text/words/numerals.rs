//! The number of a choice, in figures or in words.

use unicode_normalization::UnicodeNormalization;

/// One to ten when counting things: before 번째, and alone.
const NATIVE: [&[&str]; 10] = [
    &["한", "하나", "첫"],
    &["두", "둘"],
    &["세", "셋"],
    &["네", "넷"],
    &["다섯"],
    &["여섯"],
    &["일곱"],
    &["여덟"],
    &["아홉"],
    &["열"],
];
/// The same before 번: 일번, 이번.
const SINO: [&str; 10] = ["일", "이", "삼", "사", "오", "육", "칠", "팔", "구", "십"];
const ENGLISH: [[&str; 2]; 10] = [
    ["one", "first"],
    ["two", "second"],
    ["three", "third"],
    ["four", "fourth"],
    ["five", "fifth"],
    ["six", "sixth"],
    ["seven", "seventh"],
    ["eight", "eighth"],
    ["nine", "ninth"],
    ["ten", "tenth"],
];
/// 네 alone is a yes, and 한, 두, 세 alone are no answer.
const ONLY_BEFORE_A_COUNTER: [&str; 5] = ["한", "첫", "두", "세", "네"];
/// What things and people are counted with, where the number is no choice.
const COUNTERS: [char; 4] = ['개', '명', '표', '곳'];
const DIGITS_MAX: usize = 6;

/// The number that was meant: `2`, `２`, `②`, `2번`, `두 번째`, `둘`, `second`.
pub fn number(typed: &str) -> Option<u32> {
    let dense: String =
        typed.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || "-+.,/~:".contains(*c)).collect();
    let word = dense.trim_end_matches(['.', ',', '~']);
    let word = ["이요", "이에요", "요", "으로", "로"]
        .into_iter()
        .find_map(|polite| word.strip_suffix(polite).filter(|rest| rest.ends_with(['번', '째'])))
        .unwrap_or(word);
    figures(word).or_else(|| korean(word)).or_else(|| english(word))
}

/// How many were meant, where a question asks for that: also `3개`, `세 개`, `두 명이요`, `3표`.
pub fn count(typed: &str) -> Option<u32> {
    let dense: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let dense = dense.trim_end_matches(['.', '!', '~']);
    let word = ["이에요", "이요", "요"].into_iter().find_map(|end| dense.strip_suffix(end)).unwrap_or(dense);
    let word = word.strip_suffix("까지").unwrap_or(word);
    match word.strip_suffix(COUNTERS) {
        Some(stem) => number(&format!("{stem}번째")),
        None => number(typed),
    }
}

fn figures(word: &str) -> Option<u32> {
    let after_sign = ["no.", "number", "no"].into_iter().find_map(|sign| word.strip_prefix(sign));
    let word = after_sign.unwrap_or(word);
    let word = ["번째", "째", "번", "st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|counter| word.strip_suffix(counter))
        .unwrap_or(word);
    let all_digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits && word.len() <= DIGITS_MAX).then(|| word.parse().ok()).flatten()
}

fn korean(word: &str) -> Option<u32> {
    let (stem, counter) = ["번째", "째", "번"]
        .into_iter()
        .find_map(|counter| Some((word.strip_suffix(counter)?, counter)))
        .unwrap_or((word, ""));
    let by_sino = SINO.iter().position(|sino| *sino == stem);
    if let (Some(at), "번" | "번째") = (by_sino, counter) {
        return u32::try_from(at + 1).ok();
    }
    if counter.is_empty() && ONLY_BEFORE_A_COUNTER.contains(&stem) {
        return None;
    }
    let (tens, ones) = match (stem.strip_prefix("열"), stem.strip_prefix("스물")) {
        (Some(ones), _) if !ones.is_empty() => (10, ones),
        (_, Some("")) => return Some(20),
        (_, Some(ones)) => (20, ones),
        _ if stem == "스무" && !counter.is_empty() => return Some(20),
        _ => (0, stem),
    };
    let at = NATIVE.iter().position(|names| names.contains(&ones))?;
    let ones = u32::try_from(at + 1).ok()?;
    (tens == 0 || ones < 10).then_some(tens + ones)
}

fn english(word: &str) -> Option<u32> {
    let at = ENGLISH.iter().position(|names| names.contains(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_named_in_many_ways() {
        for typed in [
            "2",
            "２",
            "②",
            "2번",
            "２번",
            "2 번",
            "2번이요",
            "2번요",
            "2.",
            "2)",
            "(2)",
            "[2]",
            "#2",
            "2번으로",
            "2번째",
            "두번째",
            "두 번째",
            "두 번째요",
            "둘",
            "둘째",
            "두번",
            "이번",
            "second",
            "Two",
            "2nd",
            "No. 2",
            "no 2",
            "2️⃣",
            "2번 👍",
        ] {
            assert_eq!(number(typed), Some(2), "{typed}");
        }
        for (typed, meant) in [
            ("1", 1),
            ("첫 번째", 1),
            ("첫째", 1),
            ("하나", 1),
            ("일번", 1),
            ("네 번째", 4),
            ("넷", 4),
            ("열", 10),
            ("열한 번째", 11),
            ("열둘", 12),
            ("스무 번째", 20),
            ("스물한번째", 21),
            ("0", 0),
            ("12", 12),
            ("⑫", 12),
            ("십번", 10),
        ] {
            assert_eq!(number(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn how_many_is_said_with_a_counter() {
        for typed in
            ["3", "3개", "３개", "세 개", "셋", "3 개요", "세 명이요", "3명까지", "세개까지요", "3표", "세 곳.", "삼"]
        {
            assert_eq!(count(typed), (typed != "삼").then_some(3), "{typed}");
        }
        assert_eq!((count("두 개"), count("열두 명"), count("스무 개")), (Some(2), Some(12), Some(20)));
        for typed in ["개", "많이", "", "2번 3개", "표요", "-3개", "1.5개"] {
            assert_eq!(count(typed), None, "{typed}");
        }
    }

    #[test]
    fn other_words_are_no_number() {
        for typed in [
            "",
            "네",
            "예",
            "두",
            "번",
            "-2",
            "2.5",
            "1/2",
            "2~3",
            "2번 3번",
            "12345678",
            "이",
            "2명이요",
            "열열",
            "이번 주",
            "1번 고르기",
        ] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }
}
