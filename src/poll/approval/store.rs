//! The SQL of plans that wait for a second pair of eyes.

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::approval::{Asked, AskedId};

/// Keeps a plan that waits.
pub async fn add(tx: &mut Tx, author: PersonId, plan: &str) -> sqlx::Result<AskedId> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"insert into poll_asked (author, plan, touched_at) values ($1, $2, $3) returning id as "id!: AskedId""#,
        author,
        plan,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// A plan, waiting or returned. One that no version of ours can read any more is none.
pub async fn get(tx: &mut Tx, id: AskedId) -> sqlx::Result<Option<Asked>> {
    let row = sqlx::query!(
        r#"select author as "author: PersonId", plan, touched_at as "touched_at: Moment", reason
           from poll_asked where id = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.and_then(|row| {
        let plan = serde_json::from_str(&row.plan).ok()?;
        Some(Asked { id, author: row.author, plan, touched_at: row.touched_at, reason: row.reason })
    }))
}

/// The plans that wait, and those that were returned to `me`; the oldest first.
pub async fn concerning(tx: &mut Tx, me: PersonId) -> sqlx::Result<Vec<AskedId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: AskedId" from poll_asked where reason is null or author = $1 order by id"#,
        me
    )
    .fetch_all(tx.conn())
    .await
}

/// It goes back to its author.
pub async fn set_returned(tx: &mut Tx, id: AskedId, reason: &str) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update poll_asked set reason = $2, touched_at = $3 where id = $1", id, reason, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It waits no longer.
pub async fn delete(tx: &mut Tx, id: AskedId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_asked where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets what nobody has touched since.
pub async fn forget_before(tx: &mut Tx, before: Moment) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_asked where touched_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}
