//! The SQL of checkpoints, of leaves that were opened, and of what a close destroys.

use data_encoding::HEXLOWER;

use super::{Latest, Logs, flush};
use crate::clock::Moment;
use crate::db::Tx;
use crate::poll::PollId;

/// Keeps a checkpoint. The last one may be of the same size as the one before, and takes its place.
pub async fn keep_checkpoint(tx: &mut Tx, poll: PollId, at: Latest, note: &str) -> anyhow::Result<()> {
    let (size, root, now) = (i64::try_from(at.size)?, at.root.as_slice(), tx.now);
    sqlx::query!(
        "insert into poll_checkpoint (poll, size, root, note, at) values ($1, $2, $3, $4, $5)
         on conflict (poll, size) do update set note = excluded.note, at = excluded.at, filed = 0",
        poll,
        size,
        root,
        note,
        now
    )
    .execute(tx.conn())
    .await?;
    if let Some(log) = tx.together::<Logs>().0.get_mut(&poll) {
        log.latest = Some(at);
    }
    Ok(())
}

/// The newest checkpoint as it was signed.
pub async fn newest_note(tx: &mut Tx, poll: PollId) -> sqlx::Result<Option<(i64, String)>> {
    let row = sqlx::query!("select size, note from poll_checkpoint where poll = $1 order by size desc limit 1", poll)
        .fetch_optional(tx.conn())
        .await?;
    Ok(row.map(|row| (row.size, row.note)))
}

/// Every checkpoint of a poll as it was signed, the smallest first.
pub async fn notes(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select note from poll_checkpoint where poll = $1 order by size", poll)
        .fetch_all(tx.conn())
        .await
}

/// Open polls whose log has grown since the newest checkpoint, and what is known of that: its size, and
/// when it was made. Polls without any checkpoint are there too.
pub async fn growing(tx: &mut Tx) -> sqlx::Result<Vec<(PollId, i64, Option<(i64, Moment)>)>> {
    flush(tx).await?;
    let rows = sqlx::query!(
        r#"select l.poll as "poll!: PollId", l.size, c.size as "sealed?: i64", c.at as "at?: Moment"
           from poll_log l join poll p on p.id = l.poll
           left join poll_checkpoint c on c.poll = l.poll
               and c.size = (select max(size) from poll_checkpoint where poll = l.poll)
           where p.state = 'open' and (c.size is null or c.size < l.size)
           order by l.poll"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.poll, row.size, row.sealed.zip(row.at))).collect())
}

/// Checkpoints that stand in no file yet, the oldest first.
pub async fn unfiled(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<(PollId, i64, String)>> {
    let rows = sqlx::query!(
        r#"select poll as "poll: PollId", size as "size!", note from poll_checkpoint where filed = 0 order by poll, size limit $1"#,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.poll, row.size, row.note)).collect())
}

/// A checkpoint stands in the file as it was.
pub async fn set_filed(tx: &mut Tx, poll: PollId, size: i64, note: &str) -> sqlx::Result<()> {
    sqlx::query!("update poll_checkpoint set filed = 1 where poll = $1 and size = $2 and note = $3", poll, size, note)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A leaf was opened to see what it says, and does not count. `owner` shows whose it was.
pub async fn add_challenge(tx: &mut Tx, poll: PollId, number: u64, owner: &[u8]) -> anyhow::Result<()> {
    let number = i64::try_from(number)?;
    sqlx::query!("insert into poll_challenge (poll, number, owner) values ($1, $2, $3)", poll, number, owner)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Whose leaf was opened to see what it says; none if it was not.
pub async fn challenge(tx: &mut Tx, poll: PollId, number: u64) -> anyhow::Result<Option<Vec<u8>>> {
    let number = i64::try_from(number)?;
    Ok(sqlx::query_scalar!("select owner from poll_challenge where poll = $1 and number = $2", poll, number)
        .fetch_optional(tx.conn())
        .await?)
}

/// The leaves that were opened to see what they say.
pub async fn challenged(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!("select number from poll_challenge where poll = $1 order by number", poll)
        .fetch_all(tx.conn())
        .await
}

/// The logs in which a receipt may be, the newest first.
pub async fn logs(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<PollId>> {
    sqlx::query_scalar!(r#"select poll as "poll!: PollId" from poll_log order by poll desc limit $1"#, limit)
        .fetch_all(tx.conn())
        .await
}

/// The handles of a poll's ballots are others from now on. A poll that was called off has nothing to be
/// audited: its salts' key may go at once.
pub async fn set_handles_destroyed(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update poll_log set handles_destroyed_at = $2 where poll = $1", poll, now).execute(tx.conn()).await?;
    Ok(())
}

/// Logs whose salts' key has been there long enough.
pub async fn to_seal_for_good(tx: &mut Tx) -> sqlx::Result<Vec<PollId>> {
    const HOUR_MS: i64 = 3_600_000;
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select l.poll as "poll!: PollId" from poll_log l join poll p on p.id = l.poll
           where l.salts_destroyed_at is null and l.handles_destroyed_at is not null
             and (p.state = 'cancelled' or l.handles_destroyed_at + l.audit_hours * $2 <= $1)"#,
        now,
        HOUR_MS
    )
    .fetch_all(tx.conn())
    .await
}

/// No leaf of a log can be opened any more; what was encrypted is gone too.
pub async fn seal_for_good(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    flush(tx).await?;
    let now = tx.now;
    sqlx::query!("delete from poll_opening where poll = $1", poll).execute(tx.conn()).await?;
    sqlx::query!("update poll_log set salts_destroyed_at = $2 where poll = $1", poll, now).execute(tx.conn()).await?;
    Ok(())
}

/// The encrypted openings of a log, in hexadecimal, by number.
pub async fn openings(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<String>> {
    flush(tx).await?;
    let sealed = sqlx::query_scalar!("select sealed from poll_opening where poll = $1 order by number", poll)
        .fetch_all(tx.conn())
        .await?;
    Ok(sealed.iter().map(|sealed| HEXLOWER.encode(sealed)).collect())
}
