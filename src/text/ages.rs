//! Ages as staff type them: `19-34`, `19세 이상`, `up to 24`.

use std::ops::RangeInclusive;

/// Words that make a single age the greatest one.
const AT_MOST: [&str; 5] = ["이하", "까지", "up to", "or younger", "at most"];

/// The least and the greatest age, each within `limits`; none if these are no ages.
pub fn read_ages(typed: &str, limits: RangeInclusive<u32>) -> Option<(Option<u32>, Option<u32>)> {
    let mut ages = Vec::new();
    for digits in typed.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()) {
        ages.push(digits.parse::<u32>().ok().filter(|age| limits.contains(age))?);
    }
    let typed = typed.to_lowercase();
    match ages.as_slice() {
        [age] if AT_MOST.iter().any(|word| typed.contains(word)) => Some((None, Some(*age))),
        [age] => Some((Some(*age), None)),
        [from, to] if from <= to => Some((Some(*from), Some(*to))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_clerks_write_them() {
        for (typed, expected) in [
            ("19-34", Some((Some(19), Some(34)))),
            ("만 19세부터 34세까지", Some((Some(19), Some(34)))),
            ("65세 이상", Some((Some(65), None))),
            ("19", Some((Some(19), None))),
            ("24세 이하", Some((None, Some(24)))),
            ("up to 24", Some((None, Some(24)))),
            ("34-19", None),
            ("13", None),
            ("19 200", None),
            ("99999999999999", None),
            ("청년", None),
        ] {
            assert_eq!(read_ages(typed, 14..=120), expected, "{typed}");
        }
    }
}
