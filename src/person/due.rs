//! What time does to people: visitors who agreed to nothing are forgotten after a day, and who has
//! not come for the months that the consent text names is erased.

use chrono::{Months, TimeDelta};

use crate::bot::Turn;
use crate::city::City;
use crate::db::Tx;
use crate::person::{store, talk};

/// People erased in one pass at most; the rest follows in the next.
const ERASED_MAX: i64 = 20;

/// Forgets visitors who have not been seen for the hours that the preset says.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let before = tx.now - TimeDelta::hours(i64::from(city.preset.periods.visitor_hours));
    store::forget_visitors(tx, before).await?;
    Ok(())
}

/// Erases who has not been here for as long as the consent text says that we keep them. Staff stay:
/// they are there for the city. Whether nobody is left to erase.
pub async fn daily(tx: &mut Tx, city: &City) -> anyhow::Result<bool> {
    let before = tx.now.utc() - Months::new(city.preset.privacy.keep_months);
    let unseen = store::unseen_since(tx, before.into(), ERASED_MAX).await?;
    for (channel, chat) in &unseen {
        let person = store::look(tx, channel, *chat).await?;
        // Nobody is told: this turn's words are dropped with it.
        talk::erase(&mut Turn::new(tx, city, person, None), talk::Undecided::Keep).await?;
    }
    Ok(i64::try_from(unseen.len()).unwrap_or(ERASED_MAX) < ERASED_MAX)
}
