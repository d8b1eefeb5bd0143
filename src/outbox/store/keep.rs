//! The SQL of what the outbox keeps besides rows: files, freezes; and of forgetting.

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;

/// Keeps bytes until they are sent; their number.
pub async fn keep_file(tx: &mut Tx, name: &str, bytes: &[u8]) -> sqlx::Result<i64> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"insert into outgoing_file (name, bytes, made_at) values ($1, $2, $3) returning id as "id!""#,
        name,
        bytes,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// The bytes of a kept file.
pub async fn kept_file(tx: &mut Tx, id: i64) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!("select bytes from outgoing_file where id = $1", id).fetch_optional(tx.conn()).await
}

/// Forgets a kept file.
pub async fn forget_file(tx: &mut Tx, id: i64) -> sqlx::Result<()> {
    sqlx::query!("delete from outgoing_file where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}

/// Nothing more to a chat (chat 0: to anybody) until then.
pub async fn freeze(tx: &mut Tx, channel: &str, chat: ChatId, until: Moment) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into freeze (channel, chat, until) values ($1, $2, $3)
         on conflict (channel, chat) do update set until = max(until, excluded.until)",
        channel,
        chat,
        until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Chats to which nothing may be sent yet, and until when. Chat 0 is everybody.
pub async fn frozen(tx: &mut Tx, channel: &str) -> sqlx::Result<Vec<(ChatId, Moment)>> {
    let now = tx.now;
    let rows = sqlx::query!(
        r#"select chat as "chat: ChatId", until as "until: Moment" from freeze where channel = $1 and until > $2"#,
        channel,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.chat, row.until)).collect())
}

/// Forgets rows settled (at most 4,000), files made and freezes ended before `before`; how many rows.
pub async fn purge(tx: &mut Tx, before: Moment) -> sqlx::Result<u64> {
    let now = tx.now;
    let rows = sqlx::query!(
        "delete from outbox where id in (select id from outbox where state = 'sent' and settled_at < $1 limit 2000)",
        before
    )
    .execute(tx.conn())
    .await?;
    let lost = sqlx::query!(
        "delete from outbox where id in (select id from outbox
         where state in ('failed', 'cancelled') and settled_at < $1 limit 2000)",
        before
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from outgoing_file where made_at < $1", before).execute(tx.conn()).await?;
    sqlx::query!("delete from freeze where until < $1", now).execute(tx.conn()).await?;
    Ok(rows.rows_affected() + lost.rows_affected())
}
