//! What time brings: asks each room what is due, once a second. No timer is kept in memory: what is
//! planned is a column, and a pass marks it done in the transaction that does it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use tokio_util::sync::CancellationToken;

use crate::city::City;
use crate::clock::Moment;
use crate::db::{self, Db, Tx};
use crate::outbox::Outbox;
use crate::staff::audit;
use crate::{bot, forum, inbox, live, notice, outbox, person, poll, proposal};

const TICK: Duration = Duration::from_secs(1);
/// Ticks between two times that the write-ahead log is emptied: what somebody had erased is gone
/// from the disk after that.
const CHECKPOINT_TICKS: u32 = 300;

/// Ticks between two times that cards with a figure that runs are looked at.
const LIVE_TICKS: u32 = 3;

/// A file up to this size is written anew at once: half a second or so.
const COMPACTED_BY_DAY_BYTES_MAX: i64 = 64 * 1024 * 1024;
/// A larger one is in these hours of the city's night.
const COMPACTED_AT_NIGHT: std::ops::Range<u32> = 2..5;
/// After a failure, for want of room perhaps, it is tried again so much later.
const COMPACT_PAUSE: TimeDelta = TimeDelta::hours(1);

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

/// Writes the database's file anew, if a poll's keys were destroyed since. That keeps everybody waiting, so a
/// large file waits for the night.
pub async fn compact(db: &Db, city: &City) -> anyhow::Result<()> {
    let mut tx = db.read().await?;
    let (due, bytes, now) = (db::store::fact(&mut tx, db::COMPACT).await?, db::store::bytes(&mut tx).await?, tx.now);
    drop(tx);
    let Some(due) = due.and_then(|ms| ms.parse().ok()).map(Moment::from_ms) else { return Ok(()) };
    let hour = now.utc().with_timezone(&city.preset.zone).hour();
    if due > now || (bytes > COMPACTED_BY_DAY_BYTES_MAX && !COMPACTED_AT_NIGHT.contains(&hour)) {
        return Ok(());
    }
    let outcome = db.compact().await;
    let next = outcome.is_err().then(|| (now + COMPACT_PAUSE).ms().to_string());
    db.write(async move |tx: &mut Tx| match &next {
        Some(next) => Ok(db::store::set_fact(tx, db::COMPACT, next).await?),
        None => {
            db::store::forget_fact(tx, db::COMPACT).await?;
            audit::record(tx, None, "poll.compact", "all", serde_json::json!({})).await
        }
    })
    .await?;
    outcome
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
    if let Err(error) = compact(db, city).await {
        tracing::error!("the database could not be written anew, and is tried again: {error:#}");
    }
    if let Err(error) = poll::proof::filing::pass(db, city).await {
        tracing::error!("checkpoints could not be filed: {error:#}");
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
