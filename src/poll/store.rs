//! The SQL of polls.
use crate::db::Tx;
use crate::person::{Address, PersonId};

/// The next page of who voted.
pub async fn page_voters(
    _tx: &mut Tx,
    _poll: super::PollId,
    _cursor: PersonId,
    _limit: i64,
) -> sqlx::Result<Vec<Address>> {
    Ok(Vec::new())
}
