//! When unfinished ballots are reminded of. Decides without asking anybody.

use chrono::TimeDelta;
use chrono_tz::Tz;

use crate::clock::Moment;
use crate::notice::rules::quiet_until;

/// With less time than this to the close a reminder is a nuisance.
const WORTH_MIN: TimeDelta = TimeDelta::minutes(30);

/// A reminder of an unfinished ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// Two days before the close.
    TwoDays,
    /// Six hours before it.
    SixHours,
}

impl Nudge {
    /// Both, the earlier first.
    pub const ALL: [Nudge; 2] = [Nudge::TwoDays, Nudge::SixHours];

    /// How long before the close: its number in the database.
    pub fn hours(self) -> i64 {
        match self {
            Nudge::TwoDays => 48,
            Nudge::SixHours => 6,
        }
    }
}

/// When votes are taken.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// The first moment.
    pub opens_at: Moment,
    /// The first moment after the last.
    pub closes_at: Moment,
}

/// When a reminder goes out: not while people sleep. None where the poll is too short for it, or it
/// would be morning too late.
pub fn goes_at(nudge: Nudge, window: Window, zone: Tz) -> Option<Moment> {
    let at = window.closes_at - TimeDelta::hours(nudge.hours());
    let awake = quiet_until(at, zone).unwrap_or(at);
    (at > window.opens_at && awake + WORTH_MIN <= window.closes_at).then_some(awake)
}

/// What is to be done about a poll's reminders at `now`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// This one goes out.
    pub send: Option<Nudge>,
    /// These are over without going out, or further: a later one stands for them.
    pub end: Vec<Nudge>,
}

/// The reminder that goes out at `now`, of those that are not `done`. The latest stands for those
/// before it: who was away does not remind people twice in a minute.
pub fn due(window: Window, done: &[Nudge], now: Moment, zone: Tz) -> Due {
    let come = |nudge: &Nudge| goes_at(*nudge, window, zone).is_some_and(|at| at <= now);
    let Some(latest) = Nudge::ALL.into_iter().rev().find(come) else { return Due::default() };
    let end = Nudge::ALL.into_iter().take_while(|nudge| *nudge != latest).filter(|nudge| !done.contains(nudge));
    let awake = quiet_until(now, zone).is_none() && now + WORTH_MIN <= window.closes_at;
    Due { send: Some(latest).filter(|nudge| awake && !done.contains(nudge)), end: end.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Asia::Seoul;

    /// Hours after midnight of 1 December 2026 in Seoul.
    fn at(hours: i64) -> Moment {
        Moment::from_ms(1_796_050_800_000 + hours * 3_600_000)
    }

    #[test]
    fn reminders_keep_the_hours_in_which_people_sleep() {
        for (opens, closes, two_days, six_hours) in [
            (0, 7 * 24 + 18, Some(5 * 24 + 18), Some(7 * 24 + 12)),
            // Closes at 3 in the morning: six hours before, people have just gone to bed.
            (0, 7 * 24 + 3, Some(5 * 24 + 8), None),
            // Closes at 10: from 4 to 8 they sleep.
            (0, 7 * 24 + 10, Some(5 * 24 + 10), Some(7 * 24 + 8)),
            (0, 7 * 24 + 8, Some(5 * 24 + 8), None),
            // Too short for the first, or for both.
            (9, 24 + 18, None, Some(24 + 12)),
            (9, 15, None, None),
            (9, 12, None, None),
        ] {
            let window = Window { opens_at: at(opens), closes_at: at(closes) };
            assert_eq!(goes_at(Nudge::TwoDays, window, ZONE), two_days.map(at), "two days before {closes}");
            assert_eq!(goes_at(Nudge::SixHours, window, ZONE), six_hours.map(at), "six hours before {closes}");
        }
    }

    #[test]
    fn who_was_away_reminds_once() {
        let window = Window { opens_at: at(0), closes_at: at(7 * 24 + 18) };
        let due = |done: &[Nudge], hours| due(window, done, at(hours), ZONE);
        let send = |nudge| Due { send: Some(nudge), end: Vec::new() };
        assert_eq!(due(&[], 5 * 24 + 17), Due::default());
        assert_eq!(due(&[], 5 * 24 + 18), send(Nudge::TwoDays));
        assert_eq!(due(&[Nudge::TwoDays], 5 * 24 + 18), Due::default());
        assert_eq!(due(&[], 5 * 24 + 22), Due::default(), "at night");
        assert_eq!(due(&[], 6 * 24 + 8), send(Nudge::TwoDays));
        assert_eq!(due(&[], 7 * 24 + 13), Due { send: Some(Nudge::SixHours), end: vec![Nudge::TwoDays] });
        assert_eq!(due(&[Nudge::TwoDays], 7 * 24 + 13), send(Nudge::SixHours));
        assert_eq!(due(&Nudge::ALL, 7 * 24 + 13), Due::default());
        assert_eq!(due(&[Nudge::TwoDays], 7 * 24 + 18), Due::default(), "closed");
    }
}
