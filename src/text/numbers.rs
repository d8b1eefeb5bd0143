//! Numbers as people write them.

/// Groups of three: 1,284.
pub fn comma(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Groups of four with a unit each, smallest unit first: `["만", "억", "조"]` gives 13억 4,000만.
/// Without units, groups of three.
pub(super) fn myriads(number: i64, units: &[String]) -> String {
    if units.is_empty() || number.unsigned_abs() < 10_000 {
        return comma(number);
    }
    let mut rest = number.unsigned_abs();
    let mut parts = Vec::new();
    let names = std::iter::once("").chain(units.iter().map(String::as_str));
    for (place, unit) in names.enumerate() {
        let group = if place == units.len() { rest } else { rest % 10_000 };
        rest = (rest - group) / 10_000;
        if group > 0 {
            parts.push(format!("{}{unit}", comma(i64::try_from(group).unwrap_or(i64::MAX))));
        }
    }
    parts.reverse();
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", parts.join(" "))
}

/// How a language writes won.
#[derive(Clone, Debug)]
pub(super) struct Money {
    /// What stands before and after the number.
    pub before: String,
    pub after: String,
    /// 만, 억, 조: empty where numbers are grouped by three.
    pub units: Vec<String>,
}

impl Money {
    pub fn write(&self, won: i64) -> String {
        let number = myriads(won, &self.units);
        // After a unit comes a space, after a bare number none: 4억 원, but 0원.
        let after = if number.ends_with(|c: char| c.is_ascii_digit()) { self.after.trim_start() } else { &self.after };
        format!("{}{number}{after}", self.before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, written) in [(0, "0"), (999, "999"), (1_284, "1,284"), (-1_000_000, "-1,000,000")] {
            assert_eq!(comma(number), written);
        }
    }

    #[test]
    fn won_follows_a_bare_number_without_a_space() {
        let units = ["만", "억"].map(String::from).to_vec();
        let money = Money { before: String::new(), after: " 원".to_owned(), units };
        assert_eq!([0, 9_500, 20_000, 12_345].map(|won| money.write(won)), ["0원", "9,500원", "2만 원", "1만 2,345원"]);
    }

    #[test]
    fn korean_money_is_grouped_by_ten_thousands() {
        let units = ["만", "억", "조"].map(String::from);
        for (number, written) in [
            (0, "0"),
            (9_500, "9,500"),
            (10_000, "1만"),
            (12_345, "1만 2,345"),
            (1_340_000_000, "13억 4,000만"),
            (100_000_000, "1억"),
            (100_000_001, "1억 1"),
            (-20_000, "-2만"),
            (123_450_000_000_000_000, "123,450조"),
        ] {
            assert_eq!(myriads(number, &units), written);
        }
    }
}
