//! The sound a word ends in when it is read aloud in Korean.

use unicode_normalization::UnicodeNormalization;

/// What decides between the forms of a particle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sound {
    Vowel,
    /// ㄹ: a consonant, except before 으로.
    Rieul,
    Consonant,
    Unknown,
}

use Sound::{Consonant, Rieul, Unknown, Vowel};

/// Units and signs after a number, as they are read.
const UNITS: [(&str, Sound); 20] = [
    ("%", Vowel),
    ("°C", Vowel),
    ("km", Vowel),
    ("cm", Vowel),
    ("mm", Vowel),
    ("m", Vowel),
    ("m2", Vowel),
    ("kg", Consonant),
    ("mg", Consonant),
    ("g", Consonant),
    ("t", Consonant),
    ("ha", Vowel),
    ("ml", Vowel),
    ("L", Vowel),
    ("l", Vowel),
    ("kW", Vowel),
    ("W", Vowel),
    ("KB", Vowel),
    ("MB", Vowel),
    ("GB", Vowel),
];

impl Sound {
    pub fn last_of(word: &str) -> Sound {
        let word: String = word.nfc().collect();
        let word = stripped(&word);
        match word.chars().next_back() {
            Some('ㄹ') => return Rieul,
            Some('ㄱ'..='ㅎ') => return Consonant,
            Some('ㅏ'..='ㅣ') => return Vowel,
            _ => {}
        }
        let word: String = word.nfkc().collect();
        if let Some(sound) = of_unit(&word) {
            return sound;
        }
        match word.chars().next_back() {
            Some(syllable @ '가'..='힣') => of_syllable(syllable),
            Some('0'..='9') => of_number(&word),
            Some(_) => of_latin(&word),
            None => Unknown,
        }
    }
}

/// Without what is not read at the end: quotes, punctuation, emoji, and one parenthesis if there
/// is something before it.
fn stripped(word: &str) -> &str {
    let is_unit = |c: char| "%％℃".contains(c) || ('㍱'..='㏟').contains(&c);
    let silent = |c: char| !c.is_alphanumeric() && !is_unit(c);
    let word = word.trim_end_matches(|c| silent(c) && !")）".contains(c));
    if let Some(open) = word.ends_with([')', '）']).then(|| word.rfind(['(', '（'])).flatten() {
        let before = word[..open].trim_end_matches(silent);
        if !before.is_empty() {
            return before;
        }
    }
    word.trim_end_matches(silent)
}

fn of_syllable(syllable: char) -> Sound {
    match (u32::from(syllable) - u32::from('가')) % 28 {
        0 => Vowel,
        8 => Rieul,
        _ => Consonant,
    }
}

fn of_unit(word: &str) -> Option<Sound> {
    UNITS.into_iter().find_map(|(unit, sound)| {
        let number = word.strip_suffix(unit)?.trim_end();
        number.ends_with(|c: char| c.is_ascii_digit()).then_some(sound)
    })
}

/// 10 is read 십, 1,000 천, 10000 만, but 010 and 3.0 digit by digit.
fn of_number(word: &str) -> Sound {
    let start = word.trim_end_matches(|c: char| c.is_ascii_digit() || ".,".contains(c)).len();
    let number = word[start..].trim_start_matches(['.', ',']);
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let by_digit = number.contains('.') || digits.starts_with('0');
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    if zeros > 0 && !by_digit {
        // 조 and 해 end in a vowel; 십 백 천, 만, 억 and 경 do not.
        return if matches!(zeros, 12..=15 | 20..=23) { Vowel } else { Consonant };
    }
    match digits.chars().next_back() {
        Some('2' | '4' | '5' | '9') => Vowel,
        Some('1' | '7' | '8') => Rieul,
        _ => Consonant,
    }
}

fn of_latin(word: &str) -> Sound {
    let plain: String = word.nfd().filter(|c| !('\u{300}'..'\u{370}').contains(c)).collect();
    let start = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let run = &plain[start..];
    match run.chars().next_back() {
        Some(last) if last.is_ascii_uppercase() || run.len() == 1 => of_letter_name(last),
        Some(_) => of_ending(&run.to_ascii_lowercase()),
        None => Unknown,
    }
}

/// 엘, 알, 엠, 엔; the names of all other letters end in a vowel.
fn of_letter_name(letter: char) -> Sound {
    match letter.to_ascii_uppercase() {
        'L' | 'R' => Rieul,
        'M' | 'N' => Consonant,
        _ => Vowel,
    }
}

/// How borrowed words usually end: 구글, 폰, 웹, 앱, 테스트.
fn of_ending(word: &str) -> Sound {
    let vowel = |c: char| "aeiouy".contains(c);
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup_by(|a, b| a == b && !vowel(*a));
    let mut back = letters.into_iter().rev();
    let (last, before, third) = (back.next(), back.next(), back.next());
    // A stop is heard as a final consonant after one short vowel only: 봇, but 보트 and 테스트.
    let short = before.is_some_and(vowel) && !third.is_some_and(vowel);
    match last {
        Some('l') => Rieul,
        Some('m' | 'n') => Consonant,
        Some('g') if before == Some('n') => Consonant,
        Some('e') => match before {
            Some('l') => Rieul,
            Some('m' | 'n') if third.is_some_and(vowel) => Consonant,
            _ if word.ends_with("type") => Consonant,
            _ => Vowel,
        },
        Some('k') if before == Some('c') || word.ends_with("ook") || short => Consonant,
        Some('c') if before.is_some_and(vowel) => Consonant,
        Some('p') if short || word.ends_with("oup") => Consonant,
        Some('b' | 't') if short => Consonant,
        _ => Vowel,
    }
}
