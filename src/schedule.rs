//! What time brings: asks each room what is due, once a second. No timer is kept in memory: what is
//! planned is a column, and a pass marks it done in the transaction that does it.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::city::City;
use crate::db::{self, Db, Tx};
use crate::outbox::Outbox;
use crate::{bot, forum, inbox, live, notice, outbox, person, poll, proposal};

const TICK: Duration = Duration::from_secs(1);
/// Ticks between two times that the write-ahead log is emptied: what somebody had erased is gone
/// from the disk after that.
const CHECKPOINT_TICKS: u32 = 300;

/// Ticks between two times that cards with a figure that runs are looked at.
const LIVE_TICKS: u32 = 3;

/// Does what is due at this moment.
pub async fn pass(db: &Db, city: &Arc<City>) -> anyhow::Result<()> {
    let city = city.clone();
    db.write(async move |tx: &mut Tx| {
        poll::due::pass(tx, &city).await?;
        forum::due::pass(tx, &city).await?;
        proposal::due::pass(tx, &city).await?;
        notice::due::pass(tx, &city).await?;
        person::due::pass(tx, &city).await?;
        housekeeping(tx, &city).await
    })
    .await?;
    Ok(())
}

/// What needs doing once a day only: old things are forgotten.
async fn housekeeping(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let today = city.day(tx.now).to_string();
    if db::store::fact(tx, "housekeeping").await?.is_some_and(|day| day == today) {
        return Ok(());
    }
    bot::due::pass(tx, city).await?;
    let all = [inbox::due::pass(tx).await?, outbox::due::pass(tx).await?, person::due::daily(tx, city).await?];
    if all.into_iter().all(|done| done) {
        db::store::set_fact(tx, "housekeeping", &today).await?;
    }
    Ok(())
}

/// Does what is due, and sends notices on their way, until told to stop.
pub async fn run(db: Db, city: Arc<City>, outbox: Outbox, stop: CancellationToken) {
    let mut ticks = 0u32;
    while !stop.is_cancelled() {
        ticks = ticks.wrapping_add(1);
        // While the database cannot write, nothing can be marked as done: it stays due.
        if db.is_well() {
            turn(&db, &city, &outbox, ticks).await;
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

async fn turn(db: &Db, city: &Arc<City>, outbox: &Outbox, ticks: u32) {
    if ticks.is_multiple_of(CHECKPOINT_TICKS) {
        db.checkpoint().await;
    }
    if let Err(error) = pass(db, city).await {
        tracing::error!("what is due could not be done: {error:#}");
    }
    if ticks.is_multiple_of(LIVE_TICKS)
        && let Err(error) = live::pass(db, city).await
    {
        tracing::error!("cards could not be brought up to date: {error:#}");
    }
    loop {
        match notice::pass(db, city).await {
            Ok(true) => outbox.nudge(),
            Ok(false) => break,
            Err(error) => {
                tracing::error!("a notice could not be sent on its way: {error:#}");
                break;
            }
        }
    }
    outbox.nudge();
}
