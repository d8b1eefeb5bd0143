//! What time does to the inbox: update numbers are forgotten after 72 hours. Telegram keeps an
//! update for 24, and may begin its numbers anew after a week of silence.

use chrono::TimeDelta;

use crate::db::Tx;
use crate::inbox::store;

const KEPT: TimeDelta = TimeDelta::hours(72);

/// Forgets old update numbers, some at a time. Whether none is left.
pub async fn pass(tx: &mut Tx) -> anyhow::Result<bool> {
    let before = tx.now - KEPT;
    Ok(store::forget(tx, before).await? == 0)
}
