//! Moments and days as facts for the catalogue's date messages.
//!
//! How a date looks is the language's business (`text-when`, `text-day`, `text-time` in
//! `locales/<lang>/text.ftl`); what the date is in the city's zone is decided here.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, SecondsFormat, Timelike, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentArgs;

/// A moment for a machine to read, with the city's offset: 2026-12-04T14:00:00+09:00.
pub fn iso(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// What `text-day` may use, except the names of month and weekday.
pub(super) fn day_args(day: NaiveDate) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    // A string, so that no language groups its digits or rounds it to a plural.
    args.set("year", day.year().to_string());
    args.set("day", day.day());
    args
}

/// What `text-time` may use.
pub(super) fn time_args(time: NaiveTime) -> FluentArgs<'static> {
    let (hour, minute) = (time.hour(), time.minute());
    let mut args = FluentArgs::new();
    args.set("part", part(time));
    args.set("hour", hour);
    args.set("hour12", time.hour12().1);
    args.set("minute", minute);
    args.set("hh", format!("{hour:02}"));
    args.set("mm", format!("{minute:02}"));
    args
}

/// The part of the day a time belongs to; midnight is its own, because languages differ on which
/// day it ends.
fn part(time: NaiveTime) -> &'static str {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight",
        (0..=11, _) => "am",
        (12, _) => "noon",
        _ => "pm",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_says_the_citys_offset() {
        let at: DateTime<Utc> = "2026-12-04T05:00:00.75Z".parse().unwrap();
        assert_eq!(iso(at, chrono_tz::Asia::Seoul), "2026-12-04T14:00:00+09:00");
    }
}
