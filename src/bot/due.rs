//! What time does to conversations: drafts are kept for the days that the preset says.

use chrono::TimeDelta;

use crate::bot::store;
use crate::city::City;
use crate::db::Tx;

/// Forgets drafts that are too old.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let before = tx.now - TimeDelta::days(i64::from(city.preset.periods.draft_days));
    store::delete_old_dialogues(tx, before).await?;
    Ok(())
}
