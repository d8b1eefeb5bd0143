//! Money in files: decimals, kept exactly as hundredths of the currency.

use super::problem::shown;

/// The greatest amount that a file may name, in units of its currency.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000_000;
/// How many of the smallest parts are a unit of the currency.
pub const PARTS: i64 = 100;

/// An amount in hundredths. Refused with the reason: a sign, a comma, more than two decimals, more
/// than [`AMOUNT_MAX`].
pub fn read(words: &str) -> Result<i64, String> {
    let words = words.trim();
    let refused = |why: &str| Err(format!("{} is no amount: {why}", shown(words)));
    if words.contains(',') {
        return refused("write it without commas, with a point before the decimals");
    }
    let (units, decimals) = words.split_once('.').unwrap_or((words, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(units) || !digits(decimals) {
        return refused("it takes digits, and a point before the decimals");
    }
    let (cents, rest) = decimals.split_at(decimals.len().min(2));
    if rest.bytes().any(|byte| byte != b'0') {
        return refused("it has more than two decimals");
    }
    let units = units.trim_start_matches('0');
    let units: i64 = match units {
        "" => 0,
        _ => units.parse().unwrap_or(i64::MAX),
    };
    let cents = format!("{cents:0<2}").parse().unwrap_or(0);
    match units {
        0..AMOUNT_MAX => Ok(units * PARTS + cents),
        AMOUNT_MAX if cents == 0 => Ok(units * PARTS),
        _ => refused("it is more than 1,000,000,000,000,000"),
    }
}

/// As a file writes it: without decimals where there are none.
pub fn write(amount: i64) -> String {
    let (sign, amount) = if amount < 0 { ("-", amount.unsigned_abs()) } else { ("", amount.unsigned_abs()) };
    let (units, cents) = (amount / PARTS.unsigned_abs(), amount % PARTS.unsigned_abs());
    match cents {
        0 => format!("{sign}{units}"),
        cents => format!("{sign}{units}.{cents:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decimals_are_exact() {
        for (words, amount) in [
            ("0", 0),
            ("776314.03", 77_631_403),
            ("446829.4", 44_682_940),
            (" 12 ", 1_200),
            ("007", 700),
            ("1.500", 150),
            ("0.1", 10),
            ("1000000000000000", 100_000_000_000_000_000),
        ] {
            assert_eq!(read(words), Ok(amount), "{words}");
        }
    }

    #[test]
    fn what_is_no_amount_is_refused_with_the_reason() {
        for (words, why) in [
            ("", "digits"),
            (".", "digits"),
            ("5.", "digits"),
            (".5", "digits"),
            ("-1", "digits"),
            ("+1", "digits"),
            ("1e6", "digits"),
            ("NaN", "digits"),
            ("1.2.3", "digits"),
            ("1,000", "commas"),
            ("0.001", "two decimals"),
            ("1000000000000000.01", "more than 1,000"),
            ("99999999999999999999999999", "more than 1,000"),
            ("١٢", "digits"),
        ] {
            let refused = read(words).unwrap_err();
            assert!(refused.contains(why), "{words}: {refused}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(amount in 0..=AMOUNT_MAX * PARTS) {
            prop_assert_eq!(read(&write(amount)), Ok(amount));
        }

        #[test]
        fn any_words_are_read_or_refused(words in "\\PC{0,30}|[0-9.]{0,30}") {
            let _ = read(&words);
        }
    }
}
