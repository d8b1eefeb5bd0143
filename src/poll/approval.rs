//! A second pair of eyes: where the city wants it, a poll is published only after another member of
//! staff has seen it as citizens will. What they approve is what was shown: a plan that waits does not
//! change, its author has to take it back first.

use serde::{Deserialize, Serialize};

use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{PersonId, Role};
use crate::poll::Plan;
use crate::staff;

mod card;
pub mod desk;
pub mod returning;
pub mod store;

pub use returning::Returning;

/// Letters of the reason why a plan is returned.
pub const REASON_CHARS: std::ops::RangeInclusive<usize> = 5..=500;
/// The least role that may approve a poll, as it may make one.
pub const ROLE: Role = Role::Clerk;

/// The number of a plan that waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct AskedId(pub i64);

/// A plan that somebody would publish.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Its number.
    pub id: AskedId,
    /// Whose it is.
    pub author: PersonId,
    /// What would be published.
    pub plan: Plan,
    /// When it was asked for, or returned.
    pub touched_at: Moment,
    /// Why it was returned; none while it waits.
    pub reason: Option<String>,
}

/// Whether a poll needs a second pair of eyes here.
pub fn is_needed(city: &City) -> bool {
    city.preset.approval.polls
}

/// Who may approve what `author` has made.
pub async fn others(tx: &mut Tx, author: PersonId) -> sqlx::Result<Vec<PersonId>> {
    let members = staff::store::members(tx).await?;
    Ok(members.into_iter().filter(|member| member.role >= ROLE).map(|m| m.person).filter(|p| *p != author).collect())
}

/// Plans that nobody has touched for as long as a draft is kept are forgotten.
pub async fn pass(tx: &mut Tx, city: &City) -> anyhow::Result<()> {
    let kept = chrono::TimeDelta::days(city.preset.periods.draft_days.into());
    Ok(store::forget_before(tx, tx.now - kept).await?)
}
