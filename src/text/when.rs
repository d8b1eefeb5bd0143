//! Dates as staff type them.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::Text;
use crate::t;

/// A moment read, and what was guessed on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Guesses to show when asking for confirmation.
    pub notes: Vec<Note>,
}

/// A day read, and what was guessed on the way.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadDay {
    /// The day.
    pub day: NaiveDate,
    /// Guesses to show when asking for confirmation.
    pub notes: Vec<Note>,
}

/// Something that was guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// An hour without morning or afternoon was taken as afternoon.
    AssumedPm,
    /// An hour without morning or afternoon was taken as morning.
    AssumedAm,
    /// A weekday alone was taken as the nearest one.
    NearestWeekday,
    /// "Next Friday" was taken as the Friday of next week.
    WeekdayOfNextWeek,
    /// A date that has passed this year was taken as next year's.
    NextYear,
    /// A day alone that has passed this month was taken as next month's.
    NextMonth,
    /// Midnight was taken as the end of the named day.
    MidnightAfterThatDay,
}

impl Note {
    /// The guess in words.
    pub fn text(&self) -> Text {
        t!("text-note-assumed-pm")
    }
}

/// Why a date could not be read.
#[derive(Clone, Debug, PartialEq)]
pub enum WhenProblem {
    /// Not understood.
    Unclear,
    /// No time of day.
    NoTime,
    /// No day.
    NoDate,
    /// The weekday is not that of the date.
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

impl WhenProblem {
    /// The reason in words.
    pub fn text(&self) -> Text {
        t!("text-when-unclear")
    }
}

/// Reads a date with a time.
pub fn read_when(input: &str, now: DateTime<Utc>, zone: Tz) -> Result<Read, WhenProblem> {
    let _ = (input, now, zone);
    Err(WhenProblem::Unclear)
}

/// Reads a date without a time.
pub fn read_day(input: &str, now: DateTime<Utc>, zone: Tz) -> Result<ReadDay, WhenProblem> {
    let _ = (input, now, zone);
    Err(WhenProblem::Unclear)
}
