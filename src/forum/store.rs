//! The SQL of forums.
use crate::db::Tx;
use crate::person::PersonId;

/// What a person signed up for, for their own data.
pub async fn own_data(_tx: &mut Tx, _person: PersonId) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::json!({}))
}
