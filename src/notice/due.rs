//! What time does to notices: once nothing of one waits any more, its figures are final; whom it
//! went to is remembered for as long as a correction may be needed.

use chrono::TimeDelta;

use crate::city::City;
use crate::db::Tx;
use crate::notice::{fanout, store};
use crate::outbox;

/// How long it is remembered whom a notice went to.
pub const RECIPIENTS_KEPT: TimeDelta = TimeDelta::days(90);

/// What is due at `tx.now`.
pub async fn pass(tx: &mut Tx, _city: &City) -> anyhow::Result<()> {
    for notice in store::unsettled(tx).await? {
        let unsent = outbox::store::unsent(tx, notice).await?;
        if unsent.open == 0 {
            store::settle(tx, notice, unsent.lost).await?;
        }
    }
    forget(tx).await
}

/// Forgets a page of people to whom a notice went that is old enough.
async fn forget(tx: &mut Tx) -> anyhow::Result<()> {
    let before = tx.now - RECIPIENTS_KEPT;
    let Some(notice) = store::remembered(tx, before).await? else { return Ok(()) };
    let gone = store::forget_recipients(tx, notice, fanout::PAGE).await?;
    if gone < fanout::PAGE.unsigned_abs() {
        store::forgotten(tx, notice).await?;
    }
    Ok(())
}
