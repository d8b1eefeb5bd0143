//! The SQL of proposals.
use crate::db::Tx;
use crate::person::PersonId;

/// What a person wrote, supports and follows, for their own data.
pub async fn own_data(_tx: &mut Tx, _person: PersonId) -> anyhow::Result<serde_json::Value> {
    Ok(serde_json::json!({}))
}

/// How many of a person's proposals are not decided.
pub async fn undecided_of(_tx: &mut Tx, _person: PersonId) -> sqlx::Result<i64> {
    Ok(0)
}

/// Proposals that a poll may take up as its options, with their titles.
pub async fn candidates(_tx: &mut Tx, _limit: i64) -> sqlx::Result<Vec<(super::ProposalId, String)>> {
    Ok(Vec::new())
}

/// The next page of a proposal's followers.
pub async fn page_followers(
    _tx: &mut Tx,
    _proposal: super::ProposalId,
    _cursor: PersonId,
    _limit: i64,
) -> sqlx::Result<Vec<crate::person::Address>> {
    Ok(Vec::new())
}
