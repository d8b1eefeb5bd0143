//! What may be done with a forum, decided from plain facts: who may come in, who has to be told,
//! when people are reminded.

use chrono::{TimeDelta, TimeZone};
use url::Url;

use crate::clock::Moment;
use crate::forum::{Details, Forum, State};
use crate::notice::rules::quiet_until;

/// How long a forum is taken to last if its end was not told.
pub const LENGTH_UNLESS_TOLD: TimeDelta = TimeDelta::hours(3);
/// How long one may last.
pub const LENGTH_MAX: TimeDelta = TimeDelta::days(7);
/// Reminders that staff may choose from, in minutes before the beginning, besides the city's own.
pub const REMINDERS: [u32; 5] = [10_080, 4_320, 1_440, 120, 30];
/// Seats that a forum may have.
pub const CAPACITY: std::ops::RangeInclusive<u32> = 1..=100_000;
/// The length of an online address, in characters.
pub const LINK_CHARS_MAX: usize = 500;
/// A reminder that is late by more than this is no longer the one that people expect at any hour.
pub const LATE: TimeDelta = TimeDelta::minutes(30);
/// So long before the beginning people are reminded even at night.
pub const LATEST: TimeDelta = TimeDelta::hours(2);
/// How near a forum must be to be something to do.
pub const SOON: TimeDelta = TimeDelta::days(3);

/// Whether one can sign up, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Come in.
    Open,
    /// Every seat is taken.
    Full,
    /// Staff have closed the list.
    Closed,
    /// It has begun.
    Begun,
    /// It is over.
    Over,
    /// It does not take place.
    Cancelled,
}

/// Whether one can sign up for a forum at that moment.
pub fn door(forum: &Forum, now: Moment) -> Door {
    match forum.state {
        State::Cancelled => Door::Cancelled,
        State::Over => Door::Over,
        _ if end(&forum.details) <= now => Door::Over,
        _ if forum.details.starts_at <= now => Door::Begun,
        State::Closed => Door::Closed,
        State::Announced if left(forum.details.capacity, forum.taken) == Some(0) => Door::Full,
        State::Announced => Door::Open,
    }
}

/// Whether it is still to come or going on.
pub fn is_alive(forum: &Forum, now: Moment) -> bool {
    !matches!(door(forum, now), Door::Over | Door::Cancelled)
}

/// Seats that are left; none if there is no limit.
pub fn left(capacity: Option<u32>, taken: i64) -> Option<i64> {
    capacity.map(|capacity| (i64::from(capacity) - taken).max(0))
}

/// Whether those who wait for a seat have something to be told.
pub fn frees(before: Door, after: Door) -> bool {
    before != Door::Open && after == Door::Open
}

/// Whether a capacity holds those who have signed up already.
pub fn holds(capacity: Option<u32>, taken: i64) -> bool {
    capacity.is_none_or(|capacity| i64::from(capacity) >= taken)
}

/// When it is over.
pub fn end(details: &Details) -> Moment {
    details.ends_at.unwrap_or(details.starts_at + LENGTH_UNLESS_TOLD)
}

/// The end of a forum that moves to another beginning: it lasts as long as before.
pub fn moved_end(starts_at: Moment, ends_at: Option<Moment>, to: Moment) -> Option<Moment> {
    ends_at.map(|ends_at| to + (ends_at - starts_at))
}

/// The reminders of a forum that lie ahead: minutes before it, and when that is. The earliest first.
pub fn reminders(starts_at: Moment, minutes: &[u32], now: Moment) -> Vec<(u32, Moment)> {
    let mut minutes = minutes.to_vec();
    minutes.sort_unstable_by_key(|minutes| std::cmp::Reverse(*minutes));
    minutes.dedup();
    let due = |minutes: u32| (minutes, starts_at - TimeDelta::minutes(i64::from(minutes)));
    minutes.into_iter().map(due).filter(|(_, due_at)| *due_at > now).collect()
}

/// Until when a reminder waits that is late because we were away, and so would wake people: the
/// morning, or shortly before the beginning. None if it goes out now.
pub fn held_until(due_at: Moment, starts_at: Moment, now: Moment, zone: chrono_tz::Tz) -> Option<Moment> {
    if now - due_at <= LATE {
        return None;
    }
    let morning = quiet_until(now, zone)?;
    Some(morning.min(starts_at - LATEST)).filter(|until| *until > now)
}

/// Midnights between two moments where the city is: 0 is today, 1 tomorrow.
pub fn days_until(from: Moment, to: Moment, zone: chrono_tz::Tz) -> i64 {
    let day = |at: Moment| zone.from_utc_datetime(&at.utc().naive_utc()).date_naive();
    (day(to) - day(from)).num_days()
}

/// An online address as it was typed, made whole; none if it is not one that a browser opens.
pub fn read_link(typed: &str) -> Option<String> {
    if typed.contains(char::is_whitespace) {
        return None;
    }
    let whole = if typed.contains("://") { typed.to_owned() } else { ["https://", typed].concat() };
    let url = Url::parse(&whole).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let named = url.domain().is_some_and(|domain| domain.contains('.') && !domain.ends_with('.'));
    let plain = url.username().is_empty() && url.password().is_none();
    (web && named && plain && whole.chars().count() <= LINK_CHARS_MAX).then_some(whole)
}

/// A number of seats as it was typed: `30`, `1,000`, `30명`.
pub fn read_capacity(typed: &str) -> Option<u32> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let figures = digits.trim_end_matches(|c: char| c.is_alphabetic());
    let plain = !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit());
    let number = if plain { figures.parse().ok()? } else { crate::text::number(typed)? };
    CAPACITY.contains(&number).then_some(number)
}

#[cfg(test)]
mod tests;
