//! Places at which a test has the program die, as if the machine had lost its power there: the
//! variable `MADANG_CRASH_AT` names one and how often it is passed before (`after-commit:17`).
//! Only builds that bring the emulator know it; the container image does not.

#[cfg(feature = "emulator")]
use std::sync::OnceLock;
#[cfg(feature = "emulator")]
use std::sync::atomic::{AtomicU64, Ordering};

/// A place worth dying at: the edges of what the promise says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// The batch's work is done and nothing of it is on disk.
    BeforeCommit,
    /// It is on disk, and nobody has been told.
    AfterCommit,
    /// An update is on disk and not acknowledged: before HTTP 200, before the next `getUpdates`.
    BeforeAcknowledging,
    /// The messenger has a message, and we have not read its answer.
    AfterSend,
    /// We have read it, and not written it down.
    BeforeSettle,
}

impl Point {
    /// All of them.
    pub const ALL: [Point; 5] =
        [Point::BeforeCommit, Point::AfterCommit, Point::BeforeAcknowledging, Point::AfterSend, Point::BeforeSettle];

    /// Its name in `MADANG_CRASH_AT`.
    pub fn name(self) -> &'static str {
        match self {
            Point::BeforeCommit => "before-commit",
            Point::AfterCommit => "after-commit",
            Point::BeforeAcknowledging => "before-acknowledging",
            Point::AfterSend => "after-send",
            Point::BeforeSettle => "before-settle",
        }
    }
}

/// The variable that asks for it.
pub const VARIABLE: &str = "MADANG_CRASH_AT";

/// Dies here, if this is the place and the time.
#[cfg(feature = "emulator")]
pub fn at(point: Point) {
    static ASKED: OnceLock<Option<(Point, AtomicU64)>> = OnceLock::new();
    let asked = ASKED.get_or_init(|| read(&std::env::var(VARIABLE).ok()?));
    if let Some((place, passes)) = asked
        && *place == point
        && passes.fetch_sub(1, Ordering::SeqCst) == 1
    {
        // No unwinding, no destructor, nothing flushed: the closest to SIGKILL from within.
        std::process::abort();
    }
}

/// Never dies: this build has no tests to serve.
#[cfg(not(feature = "emulator"))]
pub fn at(_: Point) {}

#[cfg(feature = "emulator")]
fn read(text: &str) -> Option<(Point, AtomicU64)> {
    let (name, passes) = text.split_once(':')?;
    let point = Point::ALL.into_iter().find(|point| point.name() == name)?;
    Some((point, AtomicU64::new(passes.parse().ok()?)))
}
