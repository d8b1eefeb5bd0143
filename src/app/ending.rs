//! How the program ends: why it does by itself, and within what time when it is told to.
//!
//! Whoever tells it to (`docker stop`, systemd, a person) waits for ten seconds and then kills it. So all
//! waits count from the same signal and none is added to another: what is on its way out, then the loops,
//! then the database. What is not finished by then is as after a kill: nothing is half done, and it is
//! done at the next start.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// How long after the signal anything may still be under way: a little longer than what the outbox takes.
const ALL_WAIT: Duration = Duration::from_millis(8500);
/// How long after that the database may take to be closed.
pub(super) const CLOSE_WAIT: Duration = Duration::from_secs(1);

/// The exit code when the database is not to be trusted any more (sysexits: an internal error).
const EXIT_DATABASE: u8 = 70;
/// The exit code when another program has taken our place (sysexits: unavailable).
const EXIT_TAKEN_OVER: u8 = 69;

/// What is cancelled when nothing may be under way any more, that long after `stop`.
pub(super) fn late(stop: &CancellationToken) -> CancellationToken {
    let (stop, late) = (stop.clone(), CancellationToken::new());
    let told = late.clone();
    tokio::spawn(async move {
        stop.cancelled().await;
        tokio::time::sleep(ALL_WAIT).await;
        told.cancel();
    });
    late
}

/// Why the program ends by itself. Started again, it may do better.
#[derive(Debug)]
pub struct Ended {
    /// With which exit code.
    pub code: u8,
    why: String,
}

impl Ended {
    /// Another program has this bot's updates.
    pub fn taken_over(why: String) -> anyhow::Error {
        Ended { code: EXIT_TAKEN_OVER, why }.into()
    }

    /// A command did what it was asked, and what it found is not as it should be.
    pub fn found(why: String) -> anyhow::Error {
        Ended { code: 1, why }.into()
    }

    pub(super) fn by_database(why: String) -> anyhow::Error {
        Ended { code: EXIT_DATABASE, why: format!("the database is not to be trusted any more: {why}") }.into()
    }
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.why)
    }
}

impl std::error::Error for Ended {}
