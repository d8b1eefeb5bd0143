//! What was said, held against the calendar and the clock.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::fields::{Clock, Fields};
use super::lex::Part;
use super::{Note, WhenProblem};

/// A date without a year that passed so recently is a slip, not next year's.
const RECENT_DAYS: i64 = 30;

type Day = Result<(NaiveDate, Vec<Note>), WhenProblem>;

/// A time of day, perhaps after the midnight that ends the day named.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub at: NaiveTime,
    pub next_day: bool,
    pub note: Option<Note>,
}

/// The time of day, if one was named.
pub(super) fn time(fields: &Fields) -> Result<Option<Time>, WhenProblem> {
    let Some(clock) = fields.clock else { return Ok(None) };
    let (hour, minute, note) = match (clock, fields.part) {
        (Clock::Noon, None | Some(Part::Midday)) => (12, 0, None),
        (Clock::Midnight, None | Some(Part::Night)) => (24, 0, None),
        (Clock::Noon | Clock::Midnight, _) => return Err(WhenProblem::NoSuchTime),
        (Clock::Exact(h, m) | Clock::Loose(h, m) | Clock::Spoken(h, m), Some(part)) => {
            (in_part(h, part).ok_or(WhenProblem::NoSuchTime)?, m, None)
        }
        (Clock::Exact(h, m), None) => (h, m, None),
        (Clock::Loose(h @ 1..=6, m), None) => (h + 12, m, Some(Note::AssumedPm)),
        (Clock::Loose(h, m), None) => (h, m, None),
        (Clock::Spoken(h @ 1..=6, m), None) => (h + 12, m, Some(Note::AssumedPm)),
        (Clock::Spoken(h @ 7..=11, m), None) => (h, m, Some(Note::AssumedAm)),
        (Clock::Spoken(12, m), None) => (12, m, Some(Note::AssumedNoon)),
        (Clock::Spoken(h, m), None) => (h, m, None),
    };
    if (hour, minute) == (24, 0) {
        let note = Some(Note::MidnightAfterThatDay);
        return Ok(Some(Time { at: NaiveTime::MIN, next_day: true, note }));
    }
    let at = NaiveTime::from_hms_opt(hour, minute, 0).ok_or(WhenProblem::NoSuchTime)?;
    Ok(Some(Time { at, next_day: false, note }))
}

/// The hour of 24; 24 itself is the end of the day. None where people could mean two hours, or none.
fn in_part(hour: u32, part: Part) -> Option<u32> {
    match (part, hour) {
        (Part::Am | Part::Dawn, 12) => Some(0),
        (Part::Am, 0..=11) | (Part::Dawn, 0..=6) | (Part::Morning, 4..=11) => Some(hour),
        (Part::Midday, 10..=17) => Some(hour),
        (Part::Pm, 12..=23) | (Part::Evening, 16..=23) | (Part::Night, 18..=23) => Some(hour),
        (Part::Pm, 1..=11) | (Part::Midday, 1..=5) => Some(hour + 12),
        (Part::Evening, 4..=11) | (Part::Night, 6..=11) => Some(hour + 12),
        (Part::Night, 12 | 24) => Some(24),
        _ => None,
    }
}

/// The day that was named.
pub(super) fn day(fields: &Fields, now: NaiveDateTime, time: Option<&Time>) -> Day {
    let today = now.date();
    let ways = [
        fields.days_ahead.is_some(),
        fields.weeks_ahead.is_some(),
        fields.months_ahead.is_some(),
        fields.week_rel.is_some(),
        fields.weekday_rel.is_some(),
        fields.month.is_some() || fields.month_rel.is_some() || fields.day.is_some(),
    ];
    let dated = fields.year.is_some() || fields.year_rel.is_some();
    let (day, notes) = match ways.iter().filter(|way| **way).count() {
        0 if dated => return Err(WhenProblem::NoDate),
        0 => return nearest_weekday(fields, now, time),
        1 => match counted(fields, today) {
            None => written(fields, today)?,
            Some(day) if !dated => day?,
            Some(_) => return Err(WhenProblem::Unclear),
        },
        _ => return Err(WhenProblem::Unclear),
    };
    match fields.weekday {
        Some(weekday) if weekday != day.weekday() => Err(WhenProblem::WrongWeekday(day)),
        _ => Ok((day, notes)),
    }
}

fn nearest_weekday(fields: &Fields, now: NaiveDateTime, time: Option<&Time>) -> Day {
    let weekday = fields.weekday.ok_or(WhenProblem::NoDate)?;
    let today = now.date();
    let mut ahead = u64::from(weekday.days_since(today.weekday()));
    let passed = time.is_some_and(|time| !time.next_day && time.at <= now.time());
    if ahead == 0 && passed {
        ahead = 7;
    }
    let day = today.checked_add_days(Days::new(ahead)).ok_or(WhenProblem::TooFar)?;
    Ok((day, vec![Note::NearestWeekday]))
}

/// Days counted from today: 모레, 3일 후, 2주 뒤 화요일, 다음 주 금요일. None if it is none of these.
fn counted(fields: &Fields, today: NaiveDate) -> Option<Day> {
    let shifted = |days: i64| today.checked_add_signed(chrono::TimeDelta::try_days(days)?);
    let in_week = |weeks: i64| {
        let monday = -i64::from(today.weekday().num_days_from_monday());
        let weekday = i64::from(fields.weekday?.num_days_from_monday());
        shifted(monday + weeks * 7 + weekday)
    };
    let far = WhenProblem::TooFar;
    if let Some(days) = fields.days_ahead {
        return Some(shifted(days.into()).ok_or(far).map(|day| (day, Vec::new())));
    }
    if let Some(weeks) = fields.weeks_ahead.map(i64::from) {
        let day = if fields.weekday.is_some() { in_week(weeks) } else { shifted(weeks * 7) };
        return Some(day.ok_or(far).map(|day| (day, Vec::new())));
    }
    if let Some(months) = fields.months_ahead {
        let day = today.checked_add_months(Months::new(months));
        return Some(day.ok_or(far).map(|day| (day, Vec::new())));
    }
    if let Some(weeks) = fields.week_rel {
        return Some(in_week(weeks.into()).ok_or(WhenProblem::NoDate).map(|day| (day, Vec::new())));
    }
    let weeks = fields.weekday_rel?;
    let notes = if weeks == 1 { vec![Note::WeekdayOfNextWeek] } else { Vec::new() };
    Some(in_week(weeks.into()).ok_or(far).map(|day| (day, notes)))
}

/// A date by its numbers; the missing year or month is the nearest that makes sense.
fn written(fields: &Fields, today: NaiveDate) -> Day {
    let day = fields.day.ok_or(WhenProblem::NoDate)?;
    let year = match (fields.year, fields.year_rel) {
        (Some(_), Some(_)) => return Err(WhenProblem::Unclear),
        (year, rel) => year.or(rel.map(|years| today.year() + years)),
    };
    let certain = |date: Option<NaiveDate>| date.map(|date| (date, Vec::new())).ok_or(WhenProblem::NoSuchDay);
    match (fields.month, fields.month_rel, year) {
        (Some(month), None, Some(year)) => certain(NaiveDate::from_ymd_opt(year, month, day)),
        (Some(month), None, None) => this_year_or_next(month, day, today),
        (None, Some(months), None) => certain(in_month(today, months, day)),
        (None, None, None) => {
            let ahead = |date: &NaiveDate| *date >= today;
            match in_month(today, 0, day).filter(ahead) {
                Some(date) => Ok((date, Vec::new())),
                None => certain(in_month(today, 1, day)).map(|(date, _)| (date, vec![Note::NextMonth])),
            }
        }
        _ => Err(WhenProblem::Unclear),
    }
}

fn this_year_or_next(month: u32, day: u32, today: NaiveDate) -> Day {
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    match (in_year(today.year()), in_year(today.year() + 1)) {
        (Some(date), _) if date >= today => Ok((date, Vec::new())),
        (Some(date), _) if (today - date).num_days() <= RECENT_DAYS => Err(WhenProblem::Past),
        (_, Some(date)) => Ok((date, vec![Note::NextYear])),
        (_, None) => Err(WhenProblem::NoSuchDay),
    }
}

fn in_month(today: NaiveDate, months: i32, day: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let apart = Months::new(months.unsigned_abs());
    let first = match months {
        0.. => first.checked_add_months(apart)?,
        _ => first.checked_sub_months(apart)?,
    };
    first.with_day(day)
}
