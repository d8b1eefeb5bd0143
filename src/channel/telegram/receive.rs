//! How updates come: by long polling, or to a webhook (whose route is in `web`). In both, one is
//! acknowledged only when its effects are on disk.

use std::time::Duration;

use futures::future::join_all;
use serde_json::value::RawValue;
use tokio_util::sync::CancellationToken;

use super::answer::{Meaning, Trouble, meaning};
use super::{Telegram, read};
use crate::app::Ended;
use crate::crash::{self, Point};
use crate::inbox::Inbox;

/// How long Telegram holds a call when nothing has come, in seconds; 50 is its limit.
const POLL_S: u64 = 30;
/// Updates in one answer at most.
const UPDATES_MAX: u64 = 100;
/// The pause after an answer that brought nothing but trouble.
const PAUSE: Duration = Duration::from_secs(2);
/// The kinds of updates that we have a use for.
pub const KINDS: [&str; 4] = ["message", "edited_message", "callback_query", "my_chat_member"];

/// Takes updates until told to stop.
///
/// # Errors
/// When going on is of no use: the token is wrong, or another process takes the updates.
pub async fn poll(telegram: &Telegram, inbox: Inbox, stop: CancellationToken) -> anyhow::Result<()> {
    let mut offset = None::<i64>;
    while !stop.is_cancelled() {
        let fetched = tokio::select! {
            () = stop.cancelled() => break,
            fetched = fetch(telegram, offset, POLL_S) => fetched,
        };
        match fetched {
            Ok(updates) => {
                let next = take(&inbox, updates).await;
                crash::at(Point::BeforeAcknowledging);
                offset = next.offset.or(offset);
                if next.failed {
                    pause(&stop).await;
                }
            }
            Err(trouble) => {
                give_up(&trouble)?;
                tracing::warn!("updates could not be fetched, and are asked for again: {trouble}");
                pause(&stop).await;
            }
        }
    }
    // The last confirmation: without it the last updates would come once more, to no effect.
    if let Some(offset) = offset {
        let _ = tokio::time::timeout(PAUSE, fetch(telegram, Some(offset), 0)).await;
    }
    Ok(())
}

async fn pause(stop: &CancellationToken) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = tokio::time::sleep(PAUSE) => {}
    }
}

async fn fetch(telegram: &Telegram, offset: Option<i64>, wait_s: u64) -> Result<Vec<Box<RawValue>>, Trouble> {
    let mut body = serde_json::json!({
        "timeout": wait_s, "limit": if wait_s == 0 { 1 } else { UPDATES_MAX }, "allowed_updates": KINDS,
    });
    if let Some(offset) = offset {
        body["offset"] = offset.into();
    }
    telegram.call("getUpdates", &body).await
}

struct Next {
    offset: Option<i64>,
    failed: bool,
}

/// Takes a batch: all enter the writer's queue in order, and share its commits.
async fn take(inbox: &Inbox, updates: Vec<Box<RawValue>>) -> Next {
    let numbers: Vec<Option<i64>> = updates.iter().map(|raw| read::number(raw.get()).ok()).collect();
    let taken = join_all(updates.into_iter().map(|raw| inbox.take(raw.get().to_owned()))).await;
    let mut next = Next { offset: None, failed: false };
    for (number, taken) in numbers.into_iter().zip(taken) {
        if let Err(failed) = taken {
            // What comes after it was taken too, and will be known when it comes again.
            tracing::warn!("updates wait: {failed}");
            next.failed = true;
            break;
        }
        next.offset = number.map(|number| number + 1).or(next.offset);
    }
    next
}

/// Lets trouble pass that may end by itself.
fn give_up(trouble: &Trouble) -> anyhow::Result<()> {
    let Trouble::Refused { status, description, retry_after } = trouble else { return Ok(()) };
    match meaning(*status, description, *retry_after) {
        Meaning::Closed => {
            anyhow::bail!("Telegram does not know this token ({description}): check MADANG_BOT_TOKEN")
        }
        Meaning::Conflict => Err(Ended::taken_over(format!("another program takes this bot's updates: {description}"))),
        _ => Ok(()),
    }
}
