//! Money as staff write it: "420000000", "4억 2,000만원", "2억 5천만", "1.5억", "300 million won". Pure.

/// No project of a city costs more; a number typed wrongly does.
const WON_MAX: i128 = 100_000_000_000_000;
/// Digits after a point that are read.
const DECIMALS_MAX: usize = 6;

/// Units that end a group, larger ones first; English ones as they are written.
const GROUPS: [(&str, i128); 11] = [
    ("조", 1_000_000_000_000),
    ("억", 100_000_000),
    ("만", 10_000),
    ("trillion", 1_000_000_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("thousand", 1_000),
    ("m", 1_000_000),
    ("k", 1_000),
];
/// Units within a group: 5천만 is 5,000만.
const WITHIN: [(&str, i128); 3] = [("천", 1_000), ("백", 100), ("십", 10)];

/// A sum of won; none if it is no sum, nothing, or more than there is.
pub fn won(typed: &str) -> Option<i64> {
    let plain: String = typed.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let plain = plain.trim_start_matches(['₩', '￦']).trim_start_matches("krw").trim_start_matches("약");
    let plain = plain.trim_end_matches("정").trim_end_matches('원').trim_end_matches("won").trim_end_matches("krw");
    let mut reader = Reader::default();
    let mut rest = plain;
    while !rest.is_empty() {
        rest = reader.take(rest)?;
    }
    let total = reader.end()?;
    (1..=WON_MAX).contains(&total).then(|| i64::try_from(total).ok()).flatten()
}

/// What is read so far. Sums are in millionths, so that "1.5억" is exact.
#[derive(Default)]
struct Reader {
    total: i128,
    /// What the present group has before its unit: of 2천5백만, 2,500.
    group: i128,
    /// Digits that no unit has followed yet.
    digits: String,
    last_group: Option<i128>,
    last_within: Option<i128>,
}

const ONE: i128 = 1_000_000;

impl Reader {
    /// Takes a digit or a unit; what is left.
    fn take<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let first = rest.chars().next()?;
        if first.is_ascii_digit() || first == '.' {
            self.digits.push(first);
            return Some(&rest[first.len_utf8()..]);
        }
        if let Some((word, unit)) = WITHIN.iter().find(|(word, _)| rest.starts_with(word)) {
            let times = if self.digits.is_empty() { ONE } else { self.number()? };
            if self.last_within.is_some_and(|last| *unit >= last) {
                return None;
            }
            self.group = self.group.checked_add(times.checked_mul(*unit)?)?;
            self.last_within = Some(*unit);
            return Some(&rest[word.len()..]);
        }
        let (word, unit) = GROUPS.iter().find(|(word, _)| rest.starts_with(word))?;
        if self.last_group.is_some_and(|last| *unit >= last) || (self.digits.is_empty() && self.group == 0) {
            return None;
        }
        let group = self.group.checked_add(self.number()?)?;
        self.total = self.total.checked_add(group.checked_mul(*unit)?)?;
        (self.group, self.last_group, self.last_within) = (0, Some(*unit), None);
        Some(&rest[word.len()..])
    }

    /// The digits, in millionths; nothing is 0.
    fn number(&mut self) -> Option<i128> {
        let digits = std::mem::take(&mut self.digits);
        let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
        if part.contains('.')
            || part.len() > DECIMALS_MAX
            || (digits.contains('.') && (whole.is_empty() || part.is_empty()))
        {
            return None;
        }
        let read = |digits: &str| if digits.is_empty() { Some(0) } else { digits.parse::<i128>().ok() };
        read(whole)?.checked_mul(ONE)?.checked_add(read(&format!("{part:0<DECIMALS_MAX$}"))?)
    }

    /// The whole sum in won; none if a part of a won is left.
    fn end(mut self) -> Option<i128> {
        let rest = self.number()?;
        let total = self.total.checked_add(self.group)?.checked_add(rest)?;
        (total % ONE == 0).then_some(total / ONE)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn money_is_read_as_it_is_written() {
        for (typed, read) in [
            ("420000000", Some(420_000_000)),
            ("4억 2,000만원", Some(420_000_000)),
            ("4억", Some(400_000_000)),
            ("2억 5천만", Some(250_000_000)),
            ("3천만원", Some(30_000_000)),
            ("3천 5백만 원", Some(35_000_000)),
            ("천만 원", Some(10_000_000)),
            ("1억 2천3백4십5만 원", Some(123_450_000)),
            ("5천원", Some(5_000)),
            ("1.5억", Some(150_000_000)),
            ("2 billion won", Some(2_000_000_000)),
            ("300,000,000 won", Some(300_000_000)),
            ("KRW 300 million", Some(300_000_000)),
            ("₩1.2bn", Some(1_200_000_000)),
            ("250M won", Some(250_000_000)),
            ("1조 2억 3만 4", Some(1_000_200_030_004)),
            ("₩1,000", Some(1_000)),
            ("2만 3억", None),
            ("5백 2천만", None),
            ("억", None),
            ("0", None),
            ("-5", None),
            ("1.5", None),
            ("1..5억", None),
            (".5억", None),
            ("9999조", None),
            ("2 billion dollars", None),
            ("비싸요", None),
            ("", None),
        ] {
            assert_eq!(won(typed), read, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_is_too_much(typed in "[0-9천백십만억조.,mkbn원 won]{0,60}|\\PC{0,80}") {
            let _ = won(&typed);
        }
    }
}
