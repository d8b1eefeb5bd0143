//! What time does to people: visitors who agreed to nothing are forgotten.

use chrono::TimeDelta;

use crate::city::City;
use crate::db::Tx;
use crate::person::store;

/// Forgets visitors who have not been seen for the hours that the preset says.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let before = tx.now - TimeDelta::hours(i64::from(city.preset.periods.visitor_hours));
    store::forget_visitors(tx, before).await?;
    Ok(())
}
