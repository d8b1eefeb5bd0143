//! How many have to take part, as a clerk types it: `300명`, `30%`, `300명, 30%`. Pure.

use crate::poll::Quorum;
use crate::t;
use crate::text::{self, Share, Text};

/// Most people that can be asked for.
const VOTERS_MAX: u64 = 10_000_000;

/// The quorum that was typed. A part of the voters can only be asked for where it is known how many
/// they are: where there are codes.
pub fn quorum(typed: &str, has_codes: bool) -> Result<Quorum, Text> {
    let mut quorum = Quorum::default();
    let problem = || t!("quorum-plan-bad", words = typed, max = VOTERS_MAX);
    for share in text::shares(typed).ok_or_else(problem)? {
        let (place, figure, most) = match share {
            Share::People(figure) => (&mut quorum.voters, figure, VOTERS_MAX),
            Share::Percent(figure) => (&mut quorum.percent, figure, 100),
        };
        if place.is_some() || !(1..=most).contains(&figure) {
            return Err(problem());
        }
        *place = Some(figure);
    }
    if quorum.is_none() {
        return Err(problem());
    }
    if quorum.percent.is_some() && !has_codes {
        return Err(t!("quorum-plan-no-codes"));
    }
    Ok(quorum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quorum_is_read_however_it_is_typed() {
        let both = |voters, percent| Quorum { voters, percent };
        for (typed, expected) in [
            ("300", both(Some(300), None)),
            ("300명", both(Some(300), None)),
            ("1,500 명", both(Some(1500), None)),
            ("30%", both(None, Some(30))),
            ("３０ 퍼센트", both(None, Some(30))),
            ("300명, 30%", both(Some(300), Some(30))),
            ("30 percent 300 people", both(Some(300), Some(30))),
        ] {
            assert_eq!(quorum(typed, true).ok(), Some(expected), "{typed}");
        }
        for wrong in ["", "많이", "0", "0%", "101%", "-3", "3 4", "30% 40%", "10,000,001", "3.5%"] {
            assert!(quorum(wrong, true).is_err(), "{wrong}");
        }
        assert!(quorum("30%", false).is_err() && quorum("30", false).is_ok());
    }
}
