//! Dates as staff type them, in Korean or English, whichever way it comes to mind.
//!
//! `lex` turns the words into tokens (the vocabulary is in `words_ko` and `words_en`), `fields`
//! finds dates and times among them, `resolve` asks the calendar. A guess is never silent: it
//! comes back as a [`Note`], to be shown where the staff member confirms. What cannot be told
//! for sure is refused with a reason.

mod fields;
mod lex;
mod resolve;
mod words_en;
mod words_ko;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::Text;
use crate::t;
use fields::Fields;

/// Nobody plans a vote further ahead; a year typed wrongly lies there.
const YEARS_AHEAD_MAX: u32 = 10;
const INPUT_BYTES_MAX: usize = 200;

/// A moment read, and what was guessed on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Guesses to show when asking for confirmation.
    pub notes: Vec<Note>,
}

/// A day read, and what was guessed on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDay {
    /// The day.
    pub day: NaiveDate,
    /// Guesses to show when asking for confirmation.
    pub notes: Vec<Note>,
}

/// Something that was guessed. Kept with the draft until the moment is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// An hour without a part of the day was taken as afternoon.
    AssumedPm,
    /// An hour without a part of the day was taken as morning.
    AssumedAm,
    /// Twelve o'clock was taken as noon.
    AssumedNoon,
    /// A weekday alone was taken as the nearest one.
    NearestWeekday,
    /// "Next Friday" was taken as the Friday of next week.
    WeekdayOfNextWeek,
    /// A date that has passed this year was taken as next year's.
    NextYear,
    /// A day that has passed this month was taken as next month's.
    NextMonth,
    /// Midnight was taken as the end of the day named.
    MidnightAfterThatDay,
}

/// Why a date could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenProblem {
    /// Not understood as a day with a time.
    Unclear,
    /// Not understood as a day.
    UnclearDay,
    /// No time of day.
    NoTime,
    /// No day.
    NoDate,
    /// The weekday is not the one of this date.
    WrongWeekday(NaiveDate),
    /// There is no such day.
    NoSuchDay,
    /// There is no such time of day.
    NoSuchTime,
    /// It has passed.
    Past,
    /// It is too many years away.
    TooFar,
}

impl Note {
    /// The guess in words.
    pub fn text(&self) -> Text {
        match self {
            Note::AssumedPm => t!("text-note-assumed-pm"),
            Note::AssumedAm => t!("text-note-assumed-am"),
            Note::AssumedNoon => t!("text-note-assumed-noon"),
            Note::NearestWeekday => t!("text-note-nearest-weekday"),
            Note::WeekdayOfNextWeek => t!("text-note-weekday-of-next-week"),
            Note::NextYear => t!("text-note-next-year"),
            Note::NextMonth => t!("text-note-next-month"),
            Note::MidnightAfterThatDay => t!("text-note-midnight-after-that-day"),
        }
    }
}

impl WhenProblem {
    /// The reason in words, with a way on.
    pub fn text(&self) -> Text {
        match self {
            WhenProblem::Unclear => t!("text-when-unclear"),
            WhenProblem::UnclearDay => t!("text-when-unclear-day"),
            WhenProblem::NoTime => t!("text-when-no-time"),
            WhenProblem::NoDate => t!("text-when-no-date"),
            WhenProblem::WrongWeekday(day) => t!("text-when-wrong-weekday", day = *day),
            WhenProblem::NoSuchDay => t!("text-when-no-such-day"),
            WhenProblem::NoSuchTime => t!("text-when-no-such-time"),
            WhenProblem::Past => t!("text-when-past"),
            WhenProblem::TooFar => t!("text-when-too-far"),
        }
    }
}

/// Reads a day with a time: "다음주 금요일 오후 2시", "12/4 14:00", "4 Dec 2pm". It must lie ahead.
pub fn read_when(input: &str, now: DateTime<Utc>, zone: Tz) -> Result<Read, WhenProblem> {
    let fields = fields(input).ok_or(WhenProblem::Unclear)?;
    if let Some(hours) = fields.hours_ahead {
        let now = now.with_nanosecond(0).and_then(|now| now.with_second(0)).unwrap_or(now);
        let ahead = i64::from(hours.min(lex::NUMBER_MAX));
        let at = now.checked_add_signed(TimeDelta::hours(ahead)).ok_or(WhenProblem::TooFar)?;
        let alone = fields == Fields { hours_ahead: fields.hours_ahead, ..Fields::default() };
        return if alone && hours > 0 { Ok(Read { at, notes: Vec::new() }) } else { Err(WhenProblem::Unclear) };
    }
    let local = now.with_timezone(&zone).naive_local();
    let time = resolve::time(&fields)?;
    let (day, mut notes) = resolve::day(&fields, local, time.as_ref())?;
    let time = time.ok_or(WhenProblem::NoTime)?;
    notes.extend(time.note);
    let day = if time.next_day { day.succ_opt().ok_or(WhenProblem::TooFar)? } else { day };
    let at = zone.from_local_datetime(&day.and_time(time.at)).earliest();
    let at = at.ok_or(WhenProblem::NoSuchTime)?.with_timezone(&Utc);
    if at <= now {
        return Err(WhenProblem::Past);
    }
    not_too_far(day, local.date())?;
    Ok(Read { at, notes })
}

/// Reads a day without a time: "2027-05-31", "내년 5월 31일", "31 May 2027". Today or later.
pub fn read_day(input: &str, now: DateTime<Utc>, zone: Tz) -> Result<ReadDay, WhenProblem> {
    let fields = fields(input).filter(Fields::is_day_only).ok_or(WhenProblem::UnclearDay)?;
    let local = now.with_timezone(&zone).naive_local();
    let (day, notes) = resolve::day(&fields, local, None).map_err(|problem| match problem {
        WhenProblem::Unclear | WhenProblem::NoDate => WhenProblem::UnclearDay,
        other => other,
    })?;
    if day < local.date() {
        return Err(WhenProblem::Past);
    }
    not_too_far(day, local.date())?;
    Ok(ReadDay { day, notes })
}

fn fields(input: &str) -> Option<Fields> {
    if input.len() > INPUT_BYTES_MAX {
        return None;
    }
    Fields::find(&lex::tokens(input)?)
}

fn not_too_far(day: NaiveDate, today: NaiveDate) -> Result<(), WhenProblem> {
    match today.checked_add_months(Months::new(12 * YEARS_AHEAD_MAX)) {
        Some(last) if day <= last => Ok(()),
        _ => Err(WhenProblem::TooFar),
    }
}

#[cfg(test)]
mod tests;
