//! Exact figures: rationals without limit, and how they are written.

use num_bigint::BigInt;
use num_rational::Ratio;

use super::contest::Fraction;

/// A rational number without limit.
pub(super) type Q = Ratio<BigInt>;

/// A whole number.
pub(super) fn whole(number: impl Into<BigInt>) -> Q {
    Q::from_integer(number.into())
}

/// A fraction of whole numbers; the denominator is not 0.
pub(super) fn fraction(num: impl Into<BigInt>, den: impl Into<BigInt>) -> Q {
    Q::new(num.into(), den.into())
}

impl Fraction {
    /// Whether it has a value.
    pub(super) fn is_sound(self) -> bool {
        self.den != 0
    }

    /// Its value.
    pub(super) fn value(self) -> Q {
        fraction(self.num, self.den)
    }
}

/// `part` of `all` in percent, to one decimal, half rounded up; nothing of nothing is 0.
pub(super) fn percent(part: u64, all: u64) -> String {
    let (part, all) = (u128::from(part), u128::from(all));
    let tenths = if all == 0 { 0 } else { (part * 2000 + all) / (2 * all) };
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_rounded_half_up_from_the_exact_fraction() {
        for (part, all, said) in [(0, 0, "0.0"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 2000, "0.1"), (1, 2001, "0.0")] {
            assert_eq!(percent(part, all), said, "{part} of {all}");
        }
        assert_eq!(percent(u64::MAX, u64::MAX), "100.0");
    }
}
