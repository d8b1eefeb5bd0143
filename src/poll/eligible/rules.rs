//! What is decided about who may vote: reasons in the order in which they are told, ages as days of
//! birth, how many wrong codes are too many.

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::{Eligible, Tie};
use crate::city::DongCode;
use crate::clock::Moment;
use crate::poll::{Poll, areas};

/// Ages that a poll can ask for: everybody here is 14 or older.
pub const AGES: std::ops::RangeInclusive<u32> = 14..=120;
/// Wrong codes in a row, in the time of [`TRIES_IN`]; the next one is not looked at.
pub const TRIES_MAX: i64 = 5;
/// How long wrong codes are remembered.
pub const TRIES_IN: TimeDelta = TimeDelta::hours(1);

/// Why somebody may not vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barrier {
    /// They have not told where they belong.
    NoDong,
    /// They belong elsewhere.
    Elsewhere,
    /// They have not told how they belong there.
    NoTie,
    /// They belong there in another way.
    OtherTie(Tie),
    /// They have not said whether their age fits.
    AgeUnsaid,
    /// They have said that it does not.
    OtherAge,
    /// They have shown no code.
    NoCode,
}

/// What is known of somebody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts<'a> {
    /// Where they belong.
    pub dong: Option<&'a DongCode>,
    /// How.
    pub tie: Option<Tie>,
    /// Whether their age fits, as they have said for this poll.
    pub age_fits: Option<bool>,
    /// Whether they have shown a code for this poll.
    pub has_code: bool,
}

/// Whether there is nothing to ask: every account may vote.
pub fn for_everybody(poll: &Poll) -> bool {
    poll.area.is_empty() && !poll.needs_dong && poll.eligible == Eligible::default()
}

/// Whether somebody of whom that is known may vote.
pub fn judge(poll: &Poll, facts: &Facts<'_>) -> Result<(), Barrier> {
    let (area, asked) = (&poll.area, &poll.eligible);
    match facts.dong {
        None if poll.needs_dong || !area.is_empty() || !asked.ties.is_empty() => return Err(Barrier::NoDong),
        Some(dong) if !areas::has(area, &dong.0) => return Err(Barrier::Elsewhere),
        _ => {}
    }
    match facts.tie {
        _ if asked.ties.is_empty() => {}
        None => return Err(Barrier::NoTie),
        Some(tie) if !asked.ties.contains(&tie) => return Err(Barrier::OtherTie(tie)),
        Some(_) => {}
    }
    match facts.age_fits {
        _ if !asked.asks_age() => {}
        None => return Err(Barrier::AgeUnsaid),
        Some(false) => return Err(Barrier::OtherAge),
        Some(true) => {}
    }
    if asked.code && !facts.has_code { Err(Barrier::NoCode) } else { Ok(()) }
}

/// The first and the last day of birth that fit, for a poll that opens on `day`.
pub fn born(asked: &Eligible, day: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let years = |years: u32| day.checked_sub_months(Months::new(12 * years));
    let first = asked.age_max.and_then(|max| years(max + 1)?.checked_add_days(Days::new(1)));
    (first, asked.age_min.and_then(years))
}

/// Wrong codes that somebody has sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Since when.
    pub since: Moment,
    /// How many.
    pub count: i64,
}

/// Whether another code is looked at: with the wrong ones that still count, or from when on again.
pub fn may_try(tries: Option<Tries>, now: Moment) -> Result<Tries, Moment> {
    match tries {
        Some(tries) if tries.since + TRIES_IN > now => match tries.count >= TRIES_MAX {
            true => Err(tries.since + TRIES_IN),
            false => Ok(tries),
        },
        _ => Ok(Tries { since: now, count: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::Words;

    fn poll(area: &str, needs_dong: bool, eligible: Eligible) -> Poll {
        let mut poll = Poll::new(Words::only("?"), Vec::new(), Moment::from_ms(1_000), Moment::from_ms(2_000));
        (poll.area, poll.needs_dong, poll.eligible) = (area.to_owned(), needs_dong, eligible);
        poll
    }

    #[test]
    fn who_may_vote_is_decided_by_where_they_belong() {
        let yatap = DongCode("4113562000".into());
        for (area, needs, dong, expected) in [
            ("", false, None, Ok(())),
            ("", true, None, Err(Barrier::NoDong)),
            ("", true, Some(&yatap), Ok(())),
            ("41135", false, None, Err(Barrier::NoDong)),
            ("41135", false, Some(&yatap), Ok(())),
            ("41131", false, Some(&yatap), Err(Barrier::Elsewhere)),
            ("4113562000", false, Some(&yatap), Ok(())),
            ("41131,4113562000", false, Some(&yatap), Ok(())),
            ("41131,41133", false, Some(&yatap), Err(Barrier::Elsewhere)),
            ("4113563000", false, Some(&yatap), Err(Barrier::Elsewhere)),
        ] {
            let facts = Facts { dong, ..Facts::default() };
            assert_eq!(judge(&poll(area, needs, Eligible::default()), &facts), expected, "{area} {needs}");
        }
    }

    #[test]
    fn one_reason_at_a_time_and_the_code_last() {
        let asked = Eligible { ties: vec![Tie::Works], age_min: Some(19), age_max: None, code: true };
        let poll = poll("", false, asked);
        let yatap = DongCode("4113562000".into());
        let mut facts = Facts::default();
        assert_eq!(judge(&poll, &facts), Err(Barrier::NoDong));
        facts.dong = Some(&yatap);
        assert_eq!(judge(&poll, &facts), Err(Barrier::NoTie));
        facts.tie = Some(Tie::Lives);
        assert_eq!(judge(&poll, &facts), Err(Barrier::OtherTie(Tie::Lives)));
        facts.tie = Some(Tie::Works);
        assert_eq!(judge(&poll, &facts), Err(Barrier::AgeUnsaid));
        facts.age_fits = Some(false);
        assert_eq!(judge(&poll, &facts), Err(Barrier::OtherAge));
        facts.age_fits = Some(true);
        assert_eq!(judge(&poll, &facts), Err(Barrier::NoCode));
        facts.has_code = true;
        assert_eq!(judge(&poll, &facts), Ok(()));
    }

    #[test]
    fn an_age_is_told_in_days_of_birth() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let ages = |age_min, age_max| Eligible { age_min, age_max, ..Eligible::default() };
        let opens = day(2026, 11, 23);
        assert_eq!(
            born(&ages(Some(19), Some(34)), opens),
            (Some(day(1991, 11, 24)), Some(day(2007, 11, 23))),
            "34 until the day before the 35th birthday, 19 from the 19th on"
        );
        assert_eq!(born(&ages(None, Some(24)), opens), (Some(day(2001, 11, 24)), None));
        // Nobody is a year older before the day on which they are.
        assert_eq!(born(&ages(Some(19), None), day(2027, 2, 28)).1, Some(day(2008, 2, 28)));
    }

    #[test]
    fn five_wrong_codes_in_an_hour_are_enough() {
        let now = Moment::from_ms(10_000_000);
        assert_eq!(may_try(None, now), Ok(Tries { since: now, count: 0 }));
        let since = now - TimeDelta::minutes(59);
        let four = Tries { since, count: TRIES_MAX - 1 };
        assert_eq!(may_try(Some(four), now), Ok(four));
        let five = Tries { since, count: TRIES_MAX };
        assert_eq!(may_try(Some(five), now), Err(since + TRIES_IN));
        assert_eq!(may_try(Some(five), since + TRIES_IN), Ok(Tries { since: since + TRIES_IN, count: 0 }));
    }
}
