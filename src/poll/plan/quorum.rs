//! How many have to take part, as a clerk types it: `300명`, `30%`, `300명, 30%`. Pure.

use crate::poll::Quorum;
use crate::t;
use crate::text::{self, Text};

/// Most people that can be asked for.
const VOTERS_MAX: u64 = 10_000_000;

/// The quorum that was typed. A part of the voters can only be asked for where it is known how many
/// they are: where there are codes.
pub fn quorum(typed: &str, has_codes: bool) -> Result<Quorum, Text> {
    let mut quorum = Quorum::default();
    let plain = text::clean(typed).to_lowercase();
    for part in parts(&plain) {
        let problem = || t!("quorum-plan-bad", words = typed, max = VOTERS_MAX);
        let (figure, percent) = figure(&part).ok_or_else(problem)?;
        let place = if percent { &mut quorum.percent } else { &mut quorum.voters };
        let most = if percent { 100 } else { VOTERS_MAX };
        if place.is_some() || !(1..=most).contains(&figure) {
            return Err(problem());
        }
        *place = Some(figure);
    }
    if quorum.is_none() {
        return Err(t!("quorum-plan-bad", words = typed, max = VOTERS_MAX));
    }
    if quorum.percent.is_some() && !has_codes {
        return Err(t!("quorum-plan-no-codes"));
    }
    Ok(quorum)
}

/// What stands between blanks and commas; a comma in a large number divides nothing.
fn parts(typed: &str) -> Vec<String> {
    let chars: Vec<char> = typed.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let within = |at: usize| at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && digit(at + 3);
    let kept = |(at, c): (usize, &char)| match c {
        ',' if within(at) => None,
        ',' | '/' | '·' => Some(' '),
        c => Some(*c),
    };
    let plain: String = chars.iter().enumerate().filter_map(kept).collect();
    // A unit may stand apart from its number.
    let joined = plain.replace(" %", "%").replace(" 퍼센트", "%").replace("퍼센트", "%").replace(" percent", "%");
    let joined = joined.replace(" 명", "명").replace(" people", "명").replace(" voters", "명");
    joined.split_whitespace().map(str::to_owned).collect()
}

/// A number, and whether it is a part in percent.
fn figure(part: &str) -> Option<(u64, bool)> {
    let (digits, percent) = match part.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (part.strip_suffix('명').unwrap_or(part), false),
    };
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    Some((digits.parse().ok()?, percent))
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
