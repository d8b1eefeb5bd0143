//! A forum is announced: from here on people can sign up. One transaction makes the forum, plans
//! its reminders and puts the announcement on its way.

use serde_json::json;

use crate::city::City;
use crate::db::Tx;
use crate::forum::{Details, ForumId, store, tell};
use crate::person::PersonId;
use crate::staff::audit;

/// A forum to be announced.
#[derive(Debug, Clone)]
pub struct New {
    /// What it is, when and where.
    pub details: Details,
    /// Whom it is announced to: an area's code, empty for the whole city.
    pub area: String,
    /// And what interests them: a field's id.
    pub field: Option<String>,
    /// Minutes before its beginning at which people are reminded.
    pub reminders: Vec<u32>,
}

/// Announces it, by a member of staff or by the command line; its number.
pub async fn announce(tx: &mut Tx, city: &City, by: Option<PersonId>, new: &New) -> anyhow::Result<ForumId> {
    let id = store::add(tx, &new.details, &new.area, new.field.as_deref(), &new.reminders).await?;
    let forum = store::get(tx, id).await?.expect("it was added in this very transaction");
    tell::plan_reminders(tx, &forum).await?;
    let notice = tell::announced(tx, city, &forum).await?;
    store::set_notice(tx, id, notice).await?;
    let detail = json!({ "area": new.area, "field": new.field });
    audit::record(tx, by, "forum.announce", &format!("forum={}", id.0), detail).await?;
    Ok(id)
}
