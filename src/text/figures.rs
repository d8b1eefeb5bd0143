//! Figures as clerks type them: what an option got, and how many have to take part.

use unicode_normalization::UnicodeNormalization;

/// Words that may stand behind a figure or before it: option, vote, point, sheet, piece, person.
const WORDS: [char; 6] = ['번', '표', '점', '장', '개', '명'];
/// Marks that may stand between figures.
const MARKS: [char; 6] = [':', '=', '.', ',', '-', '·'];
/// What stands behind a part in percent.
const PERCENT: [&str; 3] = ["퍼센트", "percent", "프로"];
/// What stands behind a number of people.
const PEOPLE: [&str; 3] = ["명", "people", "voters"];

/// `1번 23표`, `1: 1,234`: the numbers of a line that has nothing else but such words. A comma between three
/// digits and three others divides nothing.
pub fn figures(line: &str) -> Option<Vec<u64>> {
    let plain: Vec<char> = line.nfkc().flat_map(char::to_lowercase).collect();
    let (mut numbers, mut digits) = (Vec::new(), String::new());
    for (at, c) in plain.iter().enumerate() {
        match c {
            '0'..='9' => digits.push(*c),
            ',' if is_within(&plain, at) => {}
            _ if c.is_whitespace() || WORDS.contains(c) || MARKS.contains(c) => {
                if !digits.is_empty() {
                    numbers.push(std::mem::take(&mut digits).parse().ok()?);
                }
            }
            _ => return None,
        }
    }
    if !digits.is_empty() {
        numbers.push(digits.parse().ok()?);
    }
    Some(numbers)
}

/// Whether a comma there is part of a large number.
fn is_within(chars: &[char], at: usize) -> bool {
    let digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
    at > 0 && digit(at - 1) && (1..=3).all(|more| digit(at + more)) && !digit(at + 4)
}

/// A figure of people or in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// So many people.
    People(u64),
    /// Such a part in percent.
    Percent(u64),
}

/// `300명`, `30%`, `300명, 30 퍼센트`: figures of people and in percent; none if there is anything else.
pub fn shares(typed: &str) -> Option<Vec<Share>> {
    let chars: Vec<char> = typed.nfkc().flat_map(char::to_lowercase).collect();
    let mut plain = String::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            ',' if is_within(&chars, at) => {}
            ',' | '/' | '·' => plain.push(' '),
            c => plain.push(*c),
        }
    }
    for word in PERCENT {
        plain = plain.replace(word, "%");
    }
    // A unit may stand apart from its number.
    let units = PEOPLE.iter().fold(plain.replace('%', " % "), |plain, word| plain.replace(word, " # "));
    let mut shares: Vec<Share> = Vec::new();
    let mut words = units.split_whitespace().peekable();
    while let Some(word) = words.next() {
        word.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
        let figure = word.parse().ok()?;
        shares.push(match words.next_if(|unit| ["%", "#"].contains(unit)) {
            Some("%") => Share::Percent(figure),
            _ => Share::People(figure),
        });
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_however_they_are_typed() {
        for (line, expected) in [
            ("1번 23표", Some(vec![1, 23])),
            ("1: 1,234", Some(vec![1, 1234])),
            ("1,234,567", Some(vec![1_234_567])),
            ("5, 6,7", Some(vec![5, 6, 7])),
            ("１번　１２００", Some(vec![1, 1200])),
            ("", Some(vec![])),
            ("1번 조명 3", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(figures(line), expected, "{line}");
        }
    }

    #[test]
    fn people_and_parts_are_told_apart() {
        use Share::{People, Percent};
        for (typed, expected) in [
            ("300", Some(vec![People(300)])),
            ("1,500 명", Some(vec![People(1500)])),
            ("300명, 30%", Some(vec![People(300), Percent(30)])),
            ("３０ 퍼센트", Some(vec![Percent(30)])),
            ("30 percent 300 people", Some(vec![Percent(30), People(300)])),
            ("많이", None),
            ("3.5%", None),
            ("-3", None),
        ] {
            assert_eq!(shares(typed), expected, "{typed}");
        }
    }
}
