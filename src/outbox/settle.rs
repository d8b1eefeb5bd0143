//! What becomes of a row once it was sent, or was not: decided here, and written down in one job.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::channel::{ChatId, Outbound, SendError};
use crate::clock::Moment;
use crate::db::{Db, Failed, Tx};
use crate::outbox::pace::Pace;
use crate::outbox::{Answered, Body, Lane, Row, store};
use crate::person;

/// Failed attempts before a reply is given up, after a quarter of an hour.
const REPLY_ATTEMPTS_MAX: i64 = 10;
/// The same for what nobody waits for, after a day.
const ATTEMPTS_MAX: i64 = 295;
/// The longest pause between two attempts, before the jitter.
const BACKOFF_MAX_S: i64 = 300;
/// Sends of a bulk message whose outcome nobody knows, before staff decide.
const BULK_UNKNOWN_MAX: i64 = 2;
/// A wait that the channel asks for and that nobody should have to guess from the log.
const LONG_WAIT: TimeDelta = TimeDelta::hours(1);

/// What is recorded of one send.
#[derive(Debug, Clone)]
pub enum Settlement {
    /// It arrived: the channel's number for it, and the kept file that is of no more use.
    Sent { message: Option<i64>, file: Option<i64> },
    /// It waits until then; a chat that is frozen with it, 0 for all.
    Later { at: Moment, attempts: i64, unknown: i64, frozen: Option<ChatId> },
    /// The chat has another number now: it waits there.
    Moved(ChatId),
    /// Nobody is there any more.
    Gone,
    /// It will not arrive, for that reason; staff may send it again.
    Failed(String),
    /// It is not worth sending any more.
    Expired,
    /// The answer that went with it did not arrive: it becomes a row of its own, to be sent then.
    Owed { answered: Answered, at: Moment },
    /// The row is as it was, but the channel said to wait until then with a chat, 0 for all.
    Frozen { chat: ChatId, at: Moment },
}

impl Settlement {
    /// It waits as if it had never been claimed.
    pub fn back(at: Moment) -> Settlement {
        Settlement::Later { at, attempts: 0, unknown: 0, frozen: None }
    }

    /// Whether it says that nothing may be sent for a while.
    pub fn freezes(&self) -> bool {
        matches!(self, Settlement::Later { frozen: Some(_), .. } | Settlement::Frozen { .. })
    }
}

/// Records what became of rows, in one job; they come back with whether that worked.
pub async fn record(
    db: Db,
    channel: &'static str,
    settlements: Vec<(Row, Settlement)>,
) -> (Vec<(Row, Settlement)>, Result<(), Failed>) {
    let settlements = Arc::new(settlements);
    let to_write = settlements.clone();
    let outcome = db.write(async move |tx: &mut Tx| write_down(tx, channel, &to_write).await).await;
    let settlements = Arc::try_unwrap(settlements).unwrap_or_else(|shared| (*shared).clone());
    (settlements, outcome)
}

/// What all rows share is one statement: most were sent.
async fn write_down(tx: &mut Tx, channel: &str, settlements: &[(Row, Settlement)]) -> anyhow::Result<()> {
    let (mut sent, mut over, mut later) = (Vec::new(), Vec::new(), Vec::new());
    for (row, settlement) in settlements {
        match settlement {
            // Of what reaches many, and of a text in place of another, nothing has to be remembered here.
            Settlement::Sent { .. } if matches!(row.body, Body::Words(..)) || row.lane == Lane::Live => {
                over.push(row.id);
            }
            Settlement::Sent { message, file } => {
                sent.push((row.id, *message));
                if let Some(file) = file {
                    store::forget_file(tx, *file).await?;
                }
            }
            Settlement::Later { at, attempts, unknown, frozen } => {
                later.push((row.id, *at, *attempts, *unknown));
                if let Some(chat) = frozen {
                    store::freeze(tx, channel, *chat, *at).await?;
                }
            }
            Settlement::Owed { answered, at } => {
                let answer = Outbound::Answer { callback: answered.callback.clone(), text: None };
                store::add_owed(tx, row.id, &serde_json::to_vec(&answer)?, *at, answered.until).await?;
            }
            Settlement::Frozen { chat, at } => store::freeze(tx, channel, *chat, *at).await?,
            Settlement::Moved(to) => {
                later.push((row.id, tx.now, 0, 0));
                store::moved(tx, channel, row.chat, *to).await?;
                person::store::moved(tx, channel, row.chat, *to).await?;
            }
            Settlement::Gone => {
                store::failed(tx, row.id, store::GONE).await?;
                store::cancel_chat(tx, channel, row.chat).await?;
                person::store::gone(tx, channel, row.chat).await?;
            }
            Settlement::Failed(_) if row.lane == Lane::Live => over.push(row.id),
            Settlement::Failed(reason) => store::failed(tx, row.id, reason).await?,
            Settlement::Expired => store::cancelled(tx, row.id).await?,
        }
    }
    store::sent(tx, &sent).await?;
    store::forget(tx, &over).await?;
    store::later(tx, &later).await?;
    Ok(())
}

/// So many milliseconds of jitter at most, by row and attempt: what failed together does not come
/// again together.
fn jitter(row: &Row, at_most_ms: i64) -> TimeDelta {
    let mixed = (row.id + 1).wrapping_mul(0x9E37_79B9).wrapping_add(row.attempts.wrapping_mul(0x85EB_CA6B));
    TimeDelta::milliseconds((mixed >> 7).rem_euclid(at_most_ms.max(1)))
}

/// How long a row waits before its next attempt: longer each time, and up to a quarter more.
fn backoff(row: &Row) -> TimeDelta {
    let seconds = (1i64 << row.attempts.clamp(0, 9)).min(BACKOFF_MAX_S);
    TimeDelta::seconds(seconds) + jitter(row, seconds * 250)
}

/// What an error makes of a row. A wait that the channel asks for is kept in `pace` at once.
pub fn classify(pace: &mut Pace, row: &Row, error: SendError, now: Moment) -> Settlement {
    match error {
        SendError::Later(wait) => {
            let wait = TimeDelta::from_std(wait).unwrap_or(TimeDelta::hours(1)) + jitter(row, 500);
            let frozen = pace.freeze(row.chat, now + wait, now);
            let (wait_s, everybody) = (wait.num_seconds(), frozen.0 == 0);
            match wait > LONG_WAIT {
                true => tracing::error!(row = row.id, wait_s, everybody, "told to wait for very long"),
                false => tracing::warn!(row = row.id, wait_s, everybody, "told to wait"),
            }
            Settlement::Later { at: now + wait, attempts: 0, unknown: 0, frozen: Some(frozen) }
        }
        SendError::Gone => Settlement::Gone,
        SendError::Moved(to) => {
            tracing::warn!(
                "a group has another number now: {} is {}. MADANG_GROUPS names the old one",
                row.chat.0,
                to.0
            );
            Settlement::Moved(to)
        }
        SendError::Refused(reason) => {
            tracing::error!(row = row.id, "a message was refused: {reason}");
            Settlement::Failed(reason)
        }
        SendError::Closed(reason) => {
            tracing::error!("nothing can be sent, and nothing is tried for a minute: {reason}");
            Settlement::back(now)
        }
        SendError::Broken { error, perhaps_sent } => {
            tracing::warn!(row = row.id, attempt = row.attempts + 1, "a send failed: {error:#}");
            let unknown = i64::from(perhaps_sent);
            if row.lane == Lane::Bulk && perhaps_sent && row.unknown + unknown >= BULK_UNKNOWN_MAX {
                return Settlement::Failed(store::UNSURE.into());
            }
            let most = if row.lane == Lane::Reply { REPLY_ATTEMPTS_MAX } else { ATTEMPTS_MAX };
            if row.attempts + 1 >= most {
                return Settlement::Failed(format!("{error:#}"));
            }
            Settlement::Later { at: now + backoff(row), attempts: 1, unknown, frozen: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::pace::Limits;

    fn row(lane: Lane, attempts: i64, unknown: i64) -> Row {
        let body = Body::Kept(Vec::new(), None);
        Row { id: 7, chat: ChatId(1), lane, body, attempts, unknown, expires_at: None, claimed: true, first: false }
    }

    fn broken(row: &Row, perhaps_sent: bool) -> Settlement {
        let error = SendError::Broken { error: anyhow::anyhow!("the line is cut"), perhaps_sent };
        classify(&mut Pace::new(Limits::TELEGRAM), row, error, Moment::from_ms(0))
    }

    #[test]
    fn pauses_grow_to_five_minutes_and_are_not_all_the_same() {
        for (attempts, least_s) in [(0, 1), (1, 2), (5, 32), (8, 256), (9, 300), (200, 300)] {
            let wait = backoff(&row(Lane::Personal, attempts, 0));
            assert!(wait >= TimeDelta::seconds(least_s) && wait <= TimeDelta::milliseconds(least_s * 1250), "{wait}");
        }
        let waits = [1, 2, 3, 4].map(|id| backoff(&Row { id, ..row(Lane::Personal, 6, 0) }));
        assert!(waits.windows(2).any(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_bulk_message_of_unknown_fate_is_repeated_once() {
        assert!(matches!(broken(&row(Lane::Bulk, 0, 0), true), Settlement::Later { unknown: 1, .. }));
        assert!(matches!(broken(&row(Lane::Bulk, 1, 1), true), Settlement::Failed(_)));
        assert!(matches!(broken(&row(Lane::Bulk, 1, 1), false), Settlement::Later { .. }), "it cannot have arrived");
        assert!(matches!(broken(&row(Lane::Personal, 1, 5), true), Settlement::Later { .. }));
    }

    #[test]
    fn a_reply_is_given_up_sooner_than_what_nobody_waits_for() {
        assert!(matches!(broken(&row(Lane::Reply, 9, 0), false), Settlement::Failed(_)));
        assert!(matches!(broken(&row(Lane::Personal, 9, 0), false), Settlement::Later { .. }));
        assert!(matches!(broken(&row(Lane::Personal, 294, 0), false), Settlement::Failed(_)));
    }
}
