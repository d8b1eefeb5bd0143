//! Exact figures for the eye: with separators, of a fraction two decimals, always rounded from the
//! exact number. Nothing is decided by what stands here.

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::ToPrimitive;

use crate::count::amount::PARTS;

/// A rational number without limit.
pub type Q = Ratio<BigInt>;

/// An exact figure of a result: `7`, `22/7`.
pub fn exact(figure: &str) -> Option<Q> {
    figure.parse().ok()
}

/// An exact amount in hundredths, as money: `1,000`, `12.50`.
pub fn money(figure: &str) -> String {
    exact(figure).map_or_else(|| figure.to_owned(), |amount| money_of(&amount))
}

/// The same of a number.
pub fn money_of(amount: &Q) -> String {
    short(&(amount / BigInt::from(PARTS)))
}

/// An exact figure with two decimals at most.
pub fn number(figure: &str) -> String {
    exact(figure).map_or_else(|| figure.to_owned(), |value| short(&value))
}

/// The figure, if it is a whole number that fits.
pub fn whole(figure: &str) -> Option<i64> {
    exact(figure).filter(Ratio::is_integer)?.to_integer().to_i64()
}

/// The least whole number that is no less.
pub fn rounded_up(figure: &str) -> Option<i64> {
    exact(figure)?.ceil().to_integer().to_i64()
}

/// Whole numbers with separators; others with two decimals, half rounded up.
fn short(value: &Q) -> String {
    if value.is_integer() {
        return grouped(&value.to_integer().to_string());
    }
    let hundredths = (value * BigInt::from(100) + Q::new(1.into(), 2.into())).floor().to_integer();
    let (sign, digits) = match hundredths.to_string() {
        negative if negative.starts_with('-') => ("-", format!("{:0>3}", &negative[1..])),
        digits => ("", format!("{digits:0>3}")),
    };
    let (units, decimals) = digits.split_at(digits.len() - 2);
    format!("{sign}{}.{decimals}", grouped(units))
}

/// Digits with a comma before every third from the end.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_however_much_it_is() {
        for (figure, said) in [
            ("100000", "1,000"),
            ("1250", "12.50"),
            ("0", "0"),
            ("5", "0.05"),
            ("99999999999999999", "999,999,999,999,999.99"),
            ("100000000000000000/3", "333,333,333,333,333.33"),
            ("200000000000000000/3", "666,666,666,666,666.67"),
            ("1/2", "0.01"),
            ("-100", "-1"),
            ("-125", "-1.25"),
            ("-1", "-0.01"),
        ] {
            assert_eq!(money(figure), said, "{figure}");
        }
    }

    #[test]
    fn figures_have_separators_and_two_decimals_at_most() {
        for (figure, said) in [("7", "7"), ("22/7", "3.14"), ("12/25", "0.48"), ("1234567", "1,234,567"), ("?", "?")] {
            assert_eq!(number(figure), said, "{figure}");
        }
    }

    #[test]
    fn what_is_missing_is_rounded_up() {
        for (figure, said) in [("5/4", Some(2)), ("2", Some(2)), ("1/1000", Some(1)), ("-", None)] {
            assert_eq!(rounded_up(figure), said, "{figure}");
        }
        assert_eq!((whole("4"), whole("9/2")), (Some(4), None));
    }
}
