//! What can be decided about notices without looking anything up.

use chrono::{TimeDelta, Timelike};
use chrono_tz::Tz;

use crate::clock::Moment;
use crate::outbox::Lane;

/// Messages a second that the channel lets us send to many.
pub const BULK_A_SECOND: u64 = 25;
/// Nothing is sent to many from this hour of the evening, by the city's clock ...
const QUIET_FROM_HOUR: u32 = 21;
/// ... to this hour of the morning.
const QUIET_UNTIL_HOUR: u32 = 8;

/// Until when a notice has to wait because people sleep; none if it may go now. What is about a
/// person's own affairs never waits.
pub fn quiet_until(now: Moment, lane: Lane, zone: Tz) -> Option<Moment> {
    let local = now.utc().with_timezone(&zone);
    let hours = match local.hour() {
        hour if hour >= QUIET_FROM_HOUR => 24 - hour + QUIET_UNTIL_HOUR,
        hour if hour < QUIET_UNTIL_HOUR => QUIET_UNTIL_HOUR - hour,
        _ => return None,
    };
    if lane < Lane::Bulk {
        return None;
    }
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
            assert_eq!(quiet_until(at(now), Lane::Bulk, Seoul), until.map(at), "{now}");
            assert_eq!(quiet_until(at(now), Lane::Personal, Seoul), None, "{now}");
        }
    }

    #[test]
    fn minutes_are_those_of_the_channels_pace() {
        for (people, expected) in [(0, None), (1, None), (1475, None), (1476, Some(1)), (1500, Some(1)), (1501, Some(2)), (50_000, Some(34))] {
            assert_eq!(minutes(people), expected, "{people}");
        }
    }

    proptest! {
        #[test]
        fn quiet_hours_end_at_eight_and_never_last_longer_than_a_night(ms in 0i64..4_102_444_800_000) {
            let now = Moment::from_ms(ms);
            if let Some(until) = quiet_until(now, Lane::Bulk, Seoul) {
                prop_assert!(until > now && until - now <= TimeDelta::hours(11));
                prop_assert_eq!(quiet_until(until, Lane::Bulk, Seoul), None);
            }
        }
    }
}
