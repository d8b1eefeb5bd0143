//! The only place that asks what time it is. Everything else is told: a job by `tx.now`, a pure
//! function by its arguments. So a test can stand at the last second of a poll.

use std::fmt;
use std::ops::{Add, Sub};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::text::Value;

/// An instant, kept as milliseconds since 1970 in UTC and shown in the city's zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds since 1970 in UTC.
    pub const fn from_ms(ms: i64) -> Moment {
        Moment(ms)
    }

    /// Milliseconds since 1970 in UTC.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The same instant as chrono has it. Out of chrono's range (the year 262,000) it is its end.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Moment {
        Moment(at.timestamp_millis())
    }
}

impl From<Moment> for Value {
    fn from(at: Moment) -> Value {
        Value::When(at.utc())
    }
}

impl Add<TimeDelta> for Moment {
    type Output = Moment;
    fn add(self, by: TimeDelta) -> Moment {
        Moment(self.0.saturating_add(by.num_milliseconds()))
    }
}

impl Sub<TimeDelta> for Moment {
    type Output = Moment;
    fn sub(self, by: TimeDelta) -> Moment {
        Moment(self.0.saturating_sub(by.num_milliseconds()))
    }
}

impl Sub for Moment {
    type Output = TimeDelta;
    fn sub(self, other: Moment) -> TimeDelta {
        TimeDelta::milliseconds(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.utc().format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

/// What tells the time.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Moment;
}

/// The machine's clock.
pub struct System;

impl Clock for System {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    fn now(&self) -> Moment {
        Utc::now().into()
    }
}

/// How far the machine's clock may step at once and still be followed: it is put right in small
/// steps.
const STEP_MAX: TimeDelta = TimeDelta::seconds(5);
/// How far the machine's clock may be from what others say.
const SKEW_MAX: TimeDelta = TimeDelta::seconds(300);
/// Between two complaints.
const COMPLAINT_PAUSE: Duration = Duration::from_secs(60);

type Told<T> = Box<dyn Fn() -> T + Send + Sync>;

/// The machine's clock as long as it is plausible. When it jumps, by an hour or by years, time goes
/// on as it did, by a counter that never jumps, until somebody outside says what time it is: so no
/// poll closes early because somebody set a clock, and none stays open because it went back.
pub struct Steady {
    wall: Told<Moment>,
    counter: Told<Duration>,
    anchor: Mutex<Anchor>,
}

#[derive(Clone, Copy)]
struct Anchor {
    /// What time it was ..
    at: Moment,
    /// .. when the counter stood there.
    counter: Duration,
    complained: Option<Duration>,
}

impl Steady {
    /// The machine's.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn of_machine() -> Steady {
        let start = std::time::Instant::now();
        Steady::new(Box::new(|| System.now()), Box::new(move || start.elapsed()))
    }

    /// One with another wall clock, and another counter that never jumps.
    pub fn new(wall: Told<Moment>, counter: Told<Duration>) -> Steady {
        let anchor = Anchor { at: wall(), counter: counter(), complained: None };
        Steady { wall, counter, anchor: Mutex::new(anchor) }
    }

    /// Somebody whose clock is no concern of this machine's says what time it is.
    pub fn told(&self, at: Moment) {
        let (wall, counter) = ((self.wall)(), (self.counter)());
        let mut anchor = self.anchor.lock().expect("no one panics while holding the anchor");
        let own = anchor.reached(counter);
        let off = |time: Moment| (time - at).abs();
        let right = [own, wall].into_iter().min_by_key(|time| off(*time)).filter(|time| off(*time) <= SKEW_MAX);
        let right = right.unwrap_or(at);
        if right != own {
            tracing::warn!("the time is {right} by what others say, and not {own}");
            (anchor.at, anchor.counter) = (right, counter);
        }
    }
}

impl Anchor {
    fn reached(&self, counter: Duration) -> Moment {
        self.at + TimeDelta::from_std(counter.saturating_sub(self.counter)).unwrap_or_default()
    }
}

impl Clock for Steady {
    fn now(&self) -> Moment {
        let (wall, counter) = ((self.wall)(), (self.counter)());
        let mut anchor = self.anchor.lock().expect("no one panics while holding the anchor");
        let own = anchor.reached(counter);
        if (wall - own).abs() <= STEP_MAX {
            (anchor.at, anchor.counter) = (wall, counter);
            return wall;
        }
        if anchor.complained.is_none_or(|at| counter.saturating_sub(at) >= COMPLAINT_PAUSE) {
            anchor.complained = Some(counter);
            tracing::error!("the machine's clock shows {wall}, and it should be {own}: it is not followed");
        }
        own
    }
}

/// A clock that stands still until it is moved: for tests.
#[derive(Clone)]
pub struct Still(Arc<AtomicI64>);

impl Still {
    /// A clock that shows `at`.
    pub fn at(at: Moment) -> Still {
        Still(Arc::new(AtomicI64::new(at.ms())))
    }

    /// Moves it to `at`, forwards or back.
    pub fn set(&self, at: Moment) {
        self.0.store(at.ms(), Ordering::SeqCst);
    }

    /// Moves it forward.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for Still {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

/// The machine's clock, set forward: for the demo, where a person wants to see next week's
/// reminder today.
#[derive(Clone, Default)]
pub struct Shifted(Arc<AtomicI64>);

impl Shifted {
    /// Sets it forward by so much more.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds().max(0), Ordering::SeqCst);
    }

    /// How far it is ahead of the machine's clock.
    pub fn ahead(&self) -> TimeDelta {
        TimeDelta::milliseconds(self.0.load(Ordering::SeqCst))
    }
}

impl Clock for Shifted {
    fn now(&self) -> Moment {
        System.now() + self.ahead()
    }
}

#[cfg(test)]
mod tests;
