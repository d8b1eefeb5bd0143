//! The SQL of the inbox.

use crate::clock::Moment;
use crate::db::Tx;
use crate::poll::PollId;

/// Marks an update as taken; false if it was already.
pub async fn take(tx: &mut Tx, channel: &str, id: i64) -> sqlx::Result<bool> {
    let now = tx.now;
    let taken = sqlx::query!(
        "insert into update_taken (channel, id, at) values ($1, $2, $3) on conflict do nothing",
        channel,
        id,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Keeps an update that could not be handled.
pub async fn set_aside(
    tx: &mut Tx,
    channel: &str,
    id: Option<i64>,
    raw: &[u8],
    sealed: Option<PollId>,
    error: &str,
) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into set_aside (channel, update_id, raw, sealed, error, at) values ($1, $2, $3, $4, $5, $6)",
        channel,
        id,
        raw,
        sealed,
        error,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many updates lie set aside.
pub async fn set_aside_count(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from set_aside where retried_at is null"#)
        .fetch_one(tx.conn())
        .await
}

/// Forgets numbers taken before `before`, at most 5,000 of them; how many.
pub async fn forget(tx: &mut Tx, before: Moment) -> sqlx::Result<u64> {
    let forgotten = sqlx::query!(
        "delete from update_taken where (channel, id) in (select channel, id from update_taken where at < $1 limit 5000)",
        before
    )
    .execute(tx.conn())
    .await?;
    Ok(forgotten.rows_affected())
}

/// The highest number taken from a channel.
pub async fn last_taken(tx: &mut Tx, channel: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "id!: i64" from update_taken where channel = $1"#, channel)
        .fetch_one(tx.conn())
        .await
}
