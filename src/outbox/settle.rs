//! What becomes of a row once it was sent, or was not: decided here, and written down in one job.

use chrono::TimeDelta;

use crate::channel::{ChatId, SendError};
use crate::clock::Moment;
use crate::db::Tx;
use crate::outbox::pace::Pace;
use crate::outbox::{Lane, Row, store};
use crate::person;

/// Failed attempts before a row is given up.
const ATTEMPTS_MAX: i64 = 10;
/// The longest pause between two attempts.
const BACKOFF_MAX: TimeDelta = TimeDelta::seconds(300);

/// What is recorded of one send.
pub enum Settlement {
    /// It arrived: the channel's number for it, and the kept file that is of no more use.
    Sent { message: Option<i64>, file: Option<i64> },
    /// It waits until then; a chat that is frozen with it, 0 for all.
    Later { at: Moment, attempts: i64, unknown: i64, frozen: Option<ChatId> },
    /// Nobody is there any more.
    Gone,
    /// It will never arrive, for that reason.
    Failed(String),
}

/// Records it.
pub async fn write_down(tx: &mut Tx, channel: &str, row: &Row, settlement: &Settlement) -> anyhow::Result<()> {
    match settlement {
        Settlement::Sent { message, file } => {
            store::sent(tx, row.id, *message).await?;
            if let Some(file) = file {
                store::forget_file(tx, *file).await?;
            }
        }
        Settlement::Later { at, attempts, unknown, frozen } => {
            store::later(tx, row.id, *at, *attempts, *unknown).await?;
            if let Some(chat) = frozen {
                store::freeze(tx, channel, *chat, *at).await?;
            }
        }
        Settlement::Gone => {
            store::failed(tx, row.id, store::GONE).await?;
            store::cancel_chat(tx, channel, row.chat).await?;
            person::store::gone(tx, channel, row.chat).await?;
        }
        Settlement::Failed(reason) => store::failed(tx, row.id, reason).await?,
    }
    Ok(())
}

/// Up to half a second, so that what failed together does not come again together.
fn jitter(id: i64) -> TimeDelta {
    TimeDelta::milliseconds(id.wrapping_mul(7919).rem_euclid(500))
}

/// What an error makes of a row. A wait that the channel asks for is kept in `pace` at once.
pub fn classify(pace: &mut Pace, row: &Row, error: SendError, now: Moment) -> Settlement {
    match error {
        SendError::Later(wait) => {
            let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::hours(1)) + jitter(row.id);
            let frozen = pace.freeze(row.chat, now + wait, now);
            tracing::warn!(row = row.id, wait_s = wait.num_seconds(), everybody = frozen.0 == 0, "told to wait");
            Settlement::Later { at: now + wait, attempts: 0, unknown: 0, frozen: Some(frozen) }
        }
        SendError::Gone => Settlement::Gone,
        SendError::Refused(reason) => {
            tracing::error!(row = row.id, "a message was refused: {reason}");
            Settlement::Failed(reason)
        }
        SendError::Closed(reason) => {
            tracing::error!("nothing can be sent: {reason}");
            Settlement::Later { at: now + TimeDelta::seconds(60), attempts: 0, unknown: 0, frozen: None }
        }
        SendError::Broken { error, perhaps_sent } => {
            tracing::warn!(row = row.id, attempt = row.attempts + 1, "a send failed: {error:#}");
            if perhaps_sent && row.lane == Lane::Bulk {
                return Settlement::Failed(store::UNSURE.into());
            }
            if row.attempts + 1 >= ATTEMPTS_MAX {
                return Settlement::Failed(format!("{error:#}"));
            }
            let wait = TimeDelta::seconds(1i64 << row.attempts.clamp(0, 9)).min(BACKOFF_MAX) + jitter(row.id);
            Settlement::Later { at: now + wait, attempts: 1, unknown: i64::from(perhaps_sent), frozen: None }
        }
    }
}
