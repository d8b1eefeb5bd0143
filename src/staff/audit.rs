//! The audit trail: who did what, when. Never changed, never deleted, and without a citizen's words.

use crate::db::Tx;
use crate::person::PersonId;
use crate::staff::store;

/// Writes down an act. `act` is a verb with its room, `proposal.publish`; `object` what it was done
/// to, `proposal=147`; `detail` anything that explains it and was not written by a citizen.
pub async fn record(
    tx: &mut Tx,
    actor: Option<PersonId>,
    act: &str,
    object: &str,
    detail: serde_json::Value,
) -> anyhow::Result<()> {
    store::add_audit(tx, actor, act, object, &detail.to_string()).await?;
    Ok(())
}
