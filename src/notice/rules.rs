//! What can be decided about notices without looking anything up.

use chrono::{TimeDelta, Timelike};
use chrono_tz::Tz;

use crate::clock::Moment;
use crate::notice::State;
use crate::outbox::store::Unsent;
use crate::text;

/// Messages a second that the channel lets us send to many.
pub const BULK_A_SECOND: u64 = 25;
/// What nobody asked for is not sent from this hour of the evening, by the city's clock ...
const QUIET_FROM_HOUR: u32 = 21;
/// ... to this hour of the morning.
const QUIET_UNTIL_HOUR: u32 = 8;

/// Until when what nobody asked for has to wait because people sleep; none if they do not.
pub fn quiet_until(now: Moment, zone: Tz) -> Option<Moment> {
    let local = now.utc().with_timezone(&zone);
    let hours = match local.hour() {
        hour if hour >= QUIET_FROM_HOUR => 24 - hour + QUIET_UNTIL_HOUR,
        hour if hour < QUIET_UNTIL_HOUR => QUIET_UNTIL_HOUR - hour,
        _ => return None,
    };
    let into_the_hour = TimeDelta::minutes(local.minute().into())
        + TimeDelta::seconds(local.second().into())
        + TimeDelta::milliseconds((local.nanosecond() / 1_000_000).into());
    Some(now + TimeDelta::hours(hours.into()) - into_the_hour)
}

/// How many minutes it takes to reach so many people; none if less than one.
pub fn minutes(people: u64) -> Option<u64> {
    let seconds = people.div_ceil(BULK_A_SECOND);
    (seconds >= 60).then(|| seconds.div_ceil(60))
}

/// How far a notice is, in people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Where it stands, as staff see it: `Done` once nothing of it waits.
    pub state: State,
    /// Who has it.
    pub sent: i64,
    /// Who does not yet.
    pub left: i64,
    /// Whom it did not reach.
    pub lost: i64,
}

/// How far a notice is: `to_come` people are not on its list yet, messages to `posted` were put on their
/// way, and of those some have not been sent.
pub fn progress(state: State, to_come: i64, posted: i64, unsent: Unsent) -> Progress {
    let shown = if state == State::Done && unsent.open > 0 { State::Sending } else { state };
    Progress {
        state: shown,
        sent: (posted - unsent.open - unsent.lost).max(0),
        left: to_come + unsent.open,
        lost: unsent.lost,
    }
}

/// Characters of an announcement in each language.
pub const TEXT_CHARS: std::ops::RangeInclusive<usize> = 5..=3_000;

/// Why a text cannot be announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextProblem {
    /// It has no letters.
    NoWords,
    /// It has so many characters too few.
    TooShort(usize),
    /// It has so many characters too many.
    TooLong(usize),
}

/// Whether a text can be announced.
pub fn check_text(text: &str) -> Result<(), TextProblem> {
    let length = text::chars(text);
    if length > *TEXT_CHARS.end() {
        Err(TextProblem::TooLong(length - TEXT_CHARS.end()))
    } else if !text::has_words(text) {
        Err(TextProblem::NoWords)
    } else if length < *TEXT_CHARS.start() {
        Err(TextProblem::TooShort(TEXT_CHARS.start() - length))
    } else {
        Ok(())
    }
}

/// The first line of a text, as a title of at most so many characters.
pub fn title(text: &str, chars_max: usize) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    text::cut(line, chars_max)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use chrono_tz::Asia::Seoul;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    #[test]
    fn nobody_is_woken_for_an_announcement() {
        for (now, until) in [
            ("2026-11-23T07:00:00Z", None),
            ("2026-11-23T11:59:59Z", None),
            ("2026-11-23T12:00:00Z", Some("2026-11-23T23:00:00Z")),
            ("2026-11-23T17:34:56.789Z", Some("2026-11-23T23:00:00Z")),
            ("2026-11-23T22:59:59.999Z", Some("2026-11-23T23:00:00Z")),
            ("2026-11-23T23:00:00Z", None),
        ] {
            assert_eq!(quiet_until(at(now), Seoul), until.map(at), "{now}");
        }
    }

    #[test]
    fn minutes_are_those_of_the_channels_pace() {
        for (people, expected) in
            [(0, None), (1, None), (1475, None), (1476, Some(1)), (1500, Some(1)), (1501, Some(2)), (50_000, Some(34))]
        {
            assert_eq!(minutes(people), expected, "{people}");
        }
    }

    #[test]
    fn an_announcement_is_done_when_nothing_of_it_waits() {
        let of = |state, to_come, posted, open, lost| progress(state, to_come, posted, Unsent { open, lost });
        let shown = |state, sent, left, lost| Progress { state, sent, left, lost };
        assert_eq!(of(State::Sending, 1000, 0, 0, 0), shown(State::Sending, 0, 1000, 0));
        assert_eq!(of(State::Sending, 600, 400, 100, 1), shown(State::Sending, 299, 700, 1));
        assert_eq!(of(State::Done, 0, 1000, 100, 0), shown(State::Sending, 900, 100, 0));
        assert_eq!(of(State::Done, 0, 990, 0, 3), shown(State::Done, 987, 0, 3));
        assert_eq!(of(State::Stopped, 0, 400, 0, 0), shown(State::Stopped, 400, 0, 0));
    }

    #[test]
    fn a_text_is_neither_empty_nor_a_book() {
        assert_eq!(check_text("안녕하세요"), Ok(()));
        assert_eq!(check_text("안녕"), Err(TextProblem::TooShort(3)));
        assert_eq!(check_text("🎉🎉🎉🎉🎉🎉"), Err(TextProblem::NoWords));
        assert_eq!(check_text(&"가".repeat(3_000)), Ok(()));
        assert_eq!(check_text(&"가".repeat(3_010)), Err(TextProblem::TooLong(10)));
    }

    #[test]
    fn the_first_line_is_the_title() {
        assert_eq!(title("\n  탄천 공사 안내 \n\n자세한 내용", 30), "탄천 공사 안내");
        assert!(text::chars(&title(&"가".repeat(50), 18)) <= 18);
    }

    proptest! {
        #[test]
        fn quiet_hours_end_at_eight_and_never_last_longer_than_a_night(ms in 0i64..4_102_444_800_000) {
            let now = Moment::from_ms(ms);
            if let Some(until) = quiet_until(now, Seoul) {
                prop_assert!(until > now && until - now <= TimeDelta::hours(11));
                prop_assert_eq!(quiet_until(until, Seoul), None);
            }
        }
    }
}
