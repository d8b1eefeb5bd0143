//! Whether the database can write, and what an error of it means for the rest.

use anyhow::anyhow;
use tokio::sync::watch;

/// Whether the database can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// It can.
    Well,
    /// It cannot at present: the disk is full, say. The writer tries again by itself; until it
    /// succeeds nothing is taken in, and nothing may be sent, because it could not be recorded.
    Degraded(String),
    /// It never will in this run of the program, which has to end: what the disk says is not to be
    /// trusted any more, or the writer is gone.
    Ended(String),
}

/// Says how it is from now on. An end stays one.
pub(super) fn tell(health: &watch::Sender<Health>, how: Health) {
    health.send_if_modified(|known| {
        let changes = *known != how && !matches!(known, Health::Ended(_));
        if changes {
            *known = how;
        }
        changes
    });
}

/// Whose error it is.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The job's own: the others stand.
    Job(anyhow::Error),
    /// Another process has the write lock.
    Busy(String),
    /// The database cannot write now.
    Degraded(String),
    /// It is damaged, or an fsync failed: then nobody knows what is on the disk.
    Fatal(String),
}

impl Trouble {
    /// Reads an error. On those that are not the job's alone, SQLite has rolled the whole transaction
    /// back by itself, so going on would commit the later jobs one by one.
    pub fn of(error: anyhow::Error) -> Trouble {
        /// SQLite's result codes: some with all their kinds, two in their extended form.
        const BUSY: i64 = 5;
        const DEGRADED: [i64; 8] = [6, 7, 8, 9, 10, 13, 14, 15];
        const DAMAGED: [i64; 2] = [11, 26];
        const FSYNC_FAILED: [i64; 2] = [1034, 1290];
        let said = error.chain().find_map(|cause| cause.downcast_ref::<sqlx::Error>());
        if matches!(said, Some(sqlx::Error::WorkerCrashed)) {
            return Trouble::Fatal(format!("{error:#}"));
        }
        let code = said.and_then(|said| said.as_database_error()?.code()?.parse::<i64>().ok());
        let Some(code) = code else { return Trouble::Job(error) };
        let words = format!("SQLite error {code}: {error:#}");
        match code & 0xff {
            _ if FSYNC_FAILED.contains(&code) => Trouble::Fatal(words),
            primary if DAMAGED.contains(&primary) => Trouble::Fatal(words),
            BUSY => Trouble::Busy(words),
            primary if DEGRADED.contains(&primary) => Trouble::Degraded(words),
            _ => Trouble::Job(error),
        }
    }

    /// The same error when no job is to blame: at the beginning or the end of a transaction.
    pub fn of_batch(error: sqlx::Error) -> Trouble {
        match Trouble::of(anyhow!(error)) {
            Trouble::Job(error) => Trouble::Degraded(format!("{error:#}")),
            trouble => trouble,
        }
    }
}
