//! Korean typed while the keyboard was in English mode: "cnlth" is 취소.
//!
//! The letters of the two-set keyboard are put together as the keyboard would have done.

use unicode_normalization::UnicodeNormalization;

const LETTERS: &str = "ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ";
const SHIFTED: [(char, char); 7] =
    [('Q', 'ㅃ'), ('W', 'ㅉ'), ('E', 'ㄸ'), ('R', 'ㄲ'), ('T', 'ㅆ'), ('O', 'ㅒ'), ('P', 'ㅖ')];
const LEADS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const TAILS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
/// Two keys, one letter.
const PAIRS: [&str; 18] = [
    "ㅗㅏㅘ",
    "ㅗㅐㅙ",
    "ㅗㅣㅚ",
    "ㅜㅓㅝ",
    "ㅜㅔㅞ",
    "ㅜㅣㅟ",
    "ㅡㅣㅢ",
    "ㄱㅅㄳ",
    "ㄴㅈㄵ",
    "ㄴㅎㄶ",
    "ㄹㄱㄺ",
    "ㄹㅁㄻ",
    "ㄹㅂㄼ",
    "ㄹㅅㄽ",
    "ㄹㅌㄾ",
    "ㄹㅍㄿ",
    "ㄹㅎㅀ",
    "ㅂㅅㅄ",
];

/// What the keys would have written in Korean mode; none unless all of it becomes whole
/// syllables, as English words hardly ever do.
pub fn from_english_keys(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if !typed.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let letters: Vec<char> = typed.chars().map(letter).collect();
    let written = compose(&letters);
    let whole = |c: char| ('가'..='힣').contains(&c) || (c.is_ascii() && !c.is_alphabetic());
    written.chars().all(whole).then_some(written)
}

fn letter(key: char) -> char {
    let shifted = SHIFTED.into_iter().find_map(|(upper, letter)| (upper == key).then_some(letter));
    let place = (key.to_ascii_lowercase() as usize).wrapping_sub('a' as usize);
    shifted.or_else(|| key.is_ascii_alphabetic().then(|| LETTERS.chars().nth(place))?).unwrap_or(key)
}

fn pair(first: char, second: char) -> Option<char> {
    PAIRS.into_iter().find_map(|entry| entry.strip_prefix(first)?.strip_prefix(second)?.chars().next())
}

/// Lead, vowel and perhaps a tail make a syllable. A consonant is a tail only if no vowel follows.
fn compose(letters: &[char]) -> String {
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let is_vowel = |place: usize| VOWELS.contains(at(place));
    let mut out = String::new();
    let mut now = 0;
    while now < letters.len() {
        if !(LEADS.contains(at(now)) && is_vowel(now + 1)) {
            out.push(at(now));
            now += 1;
            continue;
        }
        let (lead, mut vowel, mut next) = (at(now), at(now + 1), now + 2);
        if let Some(both) = is_vowel(next).then(|| pair(vowel, at(next))).flatten() {
            (vowel, next) = (both, next + 1);
        }
        let mut tail = None;
        if TAILS.contains(at(next)) && !is_vowel(next + 1) {
            (tail, next) = (Some(at(next)), next + 1);
            let both = tail.and_then(|first| pair(first, at(next)));
            if let Some(both) = both.filter(|_| !is_vowel(next + 1)) {
                (tail, next) = (Some(both), next + 1);
            }
        }
        out.extend(syllable(lead, vowel, tail));
        now = next;
    }
    out.nfc().collect()
}

fn syllable(lead: char, vowel: char, tail: Option<char>) -> Option<char> {
    let place = |letters: &str, letter: char| letters.chars().position(|c| c == letter);
    let tail = match tail {
        Some(tail) => place(TAILS, tail)? + 1,
        None => 0,
    };
    let code = (place(LEADS, lead)? * 21 + place(VOWELS, vowel)?) * 28 + tail;
    char::from_u32(u32::from('가') + u32::try_from(code).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_the_korean_that_was_meant() {
        for (typed, meant) in [
            ("cnlth", "취소"),
            ("enlfh", "뒤로"),
            ("ehdnaakf", "도움말"),
            ("apsb", "메뉴"),
            ("cjdma", "처음"),
            ("rmaks", "그만"),
            ("dlwjs", "이전"),
            ("ekdma", "다음"),
            ("dks gody", "안 해요"),
            ("djqtdj", "없어"),
            ("djqtsp", "없네"),
            ("dlTdj", "있어"),
            ("ehldy", "되요"),
            ("rhkstla", "관심"),
            ("dkswek", "앉다"),
            ("2qjs", "2번"),
            ("RJ", "꺼"),
            ("dksldy!", "아니요!"),
        ] {
            assert_eq!(from_english_keys(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn english_stays_english() {
        for typed in ["hello", "test", "cancel", "back", "yes", "help", "", "12", "취소", "menu"] {
            assert_eq!(from_english_keys(typed), None, "{typed}");
        }
    }
}
