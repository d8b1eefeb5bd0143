//! The SQL of forums.
use crate::db::Tx;
use crate::person::PersonId;

/// What a person signed up for, for their own data.
pub async fn own_data(_tx: &mut Tx, _person: PersonId) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::json!({}))
}

/// The next page of who signed up.
pub async fn page_registered(
    _tx: &mut Tx,
    _forum: super::ForumId,
    _cursor: PersonId,
    _limit: i64,
) -> sqlx::Result<Vec<crate::person::Address>> {
    Ok(Vec::new())
}

/// The next page of who wants to be told of a free seat.
pub async fn page_waiting(
    _tx: &mut Tx,
    _forum: super::ForumId,
    _cursor: PersonId,
    _limit: i64,
) -> sqlx::Result<Vec<crate::person::Address>> {
    Ok(Vec::new())
}
