//! What time does to polls: they open, they close and are counted, and some seconds later their
//! keys are destroyed, unless the city has announced some days for objections. What was missed while the program did not run is done at the next pass.

use chrono::TimeDelta;
use serde_json::json;

use crate::city::City;
use crate::clock::Moment;
use crate::db::{self, Tx};
use crate::poll::eligible::rules::TRIES_IN;
use crate::poll::keys::Which;
use crate::poll::{PollId, State, approval, ballot, eligible, life, onsite, proof, store, unfinished};
use crate::staff::audit;

/// A key is destroyed in a later pass than the closing: the count is on disk by then.
const KEY_KEPT: TimeDelta = TimeDelta::seconds(10);
/// Receipts on their way are encrypted under the key, so it waits for them; but not longer.
const KEY_KEPT_MAX: TimeDelta = TimeDelta::hours(1);

/// What is due at `tx.now`. Keys come first: only polls whose count was committed before.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let before = tx.now - KEY_KEPT;
    for (id, closed_at) in store::with_key(tx, before).await? {
        destroy_key(tx, city, id, closed_at).await?;
    }
    for id in store::to_open(tx).await? {
        life::open(tx, city, id).await?;
    }
    for id in store::to_close(tx).await? {
        life::close(tx, city, id).await?;
    }
    unfinished::due::pass(tx, city).await?;
    onsite::due::pass(tx, city).await?;
    approval::pass(tx, city).await?;
    let before = tx.now - TRIES_IN;
    eligible::store::forget_old_tries(tx, before).await?;
    proof::due::pass(tx, city).await
}

async fn destroy_key(tx: &mut Tx, city: &City, id: PollId, closed_at: Moment) -> anyhow::Result<()> {
    let Some(poll) = store::poll(tx, id).await? else { return Ok(()) };
    let begun = proof::store::begun(tx, id).await?;
    let announced = begun.filter(|_| poll.state != State::Cancelled).map_or(0, |begun| begun.objection_days);
    if closed_at + TimeDelta::days(announced.into()) > tx.now {
        return Ok(());
    }
    if closed_at + KEY_KEPT_MAX > tx.now && store::has_sealed_mail(tx, id).await? {
        return Ok(());
    }
    let hash = match city.keys.destroy(id, Which::Handles) {
        Ok(hash) => hash,
        Err(error) => {
            // The other polls go on; this one is tried again at the next pass.
            tracing::error!(poll.id = id.0, "a poll's key could not be destroyed: {error:#}");
            return Ok(());
        }
    };
    ballot::store::forget_drafts_in(tx, id).await?;
    ballot::store::unlink(tx, id).await?;
    eligible::store::empty_roll(tx, id).await?;
    onsite::store::empty_register(tx, id).await?;
    store::set_key_destroyed(tx, id).await?;
    proof::store::set_handles_destroyed(tx, id).await?;
    let detail = json!({ "key_sha256": hash });
    audit::record(tx, None, "poll.unlink", &format!("poll={}", id.0), detail).await?;
    db::store::set_fact(tx, db::COMPACT, &tx.now.ms().to_string()).await?;
    tracing::info!(poll.id = id.0, "a poll's key was destroyed: no ballot can be linked to a person any more");
    Ok(())
}
