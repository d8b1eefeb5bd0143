//! What time does to the outbox: what was settled a week ago is forgotten.

use chrono::TimeDelta;

use crate::db::Tx;
use crate::outbox::store;

/// How long a settled row is kept, for the counts of the desk.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Forgets what is old, some at a time. Whether nothing is left.
pub async fn pass(tx: &mut Tx) -> anyhow::Result<bool> {
    let before = tx.now - KEPT;
    Ok(store::purge(tx, before).await? == 0)
}
