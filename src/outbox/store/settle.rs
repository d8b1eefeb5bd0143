//! The SQL of what became of rows. What many rows share is one statement.

use std::collections::BTreeMap;

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::{Tx, rows};
use crate::outbox::store::{GONE, written};

/// They were sent, with the channel's numbers for them. Their words are forgotten.
pub async fn sent(tx: &mut Tx, rows: &[(i64, Option<i64>)]) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let (now, messages) = (tx.now, rows::json(&rows.iter().copied().collect::<BTreeMap<_, _>>()));
    sqlx::query!(
        "update outbox set state = 'sent', message = s.value, settled_at = $2, payload = x'', run = null
         from json_each($1) s where outbox.id = s.key",
        messages,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Nothing of them has to be remembered.
pub async fn forget(tx: &mut Tx, rows: &[i64]) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_string(rows).expect("numbers can be written");
    sqlx::query!("delete from outbox where id in (select value from json_each($1))", rows).execute(tx.conn()).await?;
    Ok(())
}

/// They wait again, each until its moment. Attempts and unknown outcomes are added.
pub async fn later(tx: &mut Tx, rows: &[(i64, Moment, i64, i64)]) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    written(tx).await?;
    let rows = serde_json::to_string(rows).expect("numbers can be written");
    sqlx::query!(
        "update outbox set state = 'waiting', not_before = s.value ->> 1, attempts = attempts + (s.value ->> 2),
                unknown = unknown + (s.value ->> 3), run = null
         from json_each($1) s where outbox.id = s.value ->> 0",
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It will not arrive, for that reason. What nobody is there to read is forgotten; the rest is kept for
/// as long as staff may send it again.
pub async fn failed(tx: &mut Tx, id: i64, reason: &str) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'failed', error = $2, settled_at = $3, run = null,
                payload = case when $2 = $4 then x'' else payload end where id = $1",
        id,
        reason,
        now,
        GONE
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It is not worth sending any more.
pub async fn cancelled(tx: &mut Tx, id: i64) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $2, payload = x'', run = null where id = $1",
        id,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A chat has another number from now on.
pub async fn moved(tx: &mut Tx, channel: &str, from: ChatId, to: ChatId) -> sqlx::Result<()> {
    sqlx::query!(
        "update outbox set chat = $3 where channel = $1 and chat = $2 and state in ('waiting', 'sending')",
        channel,
        from,
        to
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("update or ignore freeze set chat = $3 where channel = $1 and chat = $2", channel, from, to)
        .execute(tx.conn())
        .await?;
    Ok(())
}
