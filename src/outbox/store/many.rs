//! The SQL over many rows: counting them, and taking back what waits.

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;
use crate::outbox::Lane;
use crate::person::PersonId;

/// How many rows are in that state, and how old the oldest of them is.
pub async fn count(tx: &mut Tx, state: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from outbox where state = $1"#, state)
        .fetch_one(tx.conn())
        .await
}

/// Why a row failed: nobody is there any more.
pub const GONE: &str = "gone";
/// Why a row failed: nobody knows whether it did.
pub const UNSURE: &str = "it may have arrived, and bulk is not repeated";

/// Messages that did not arrive, counted by why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Failures {
    /// Nobody is there any more: no failure of ours.
    pub gone: i64,
    /// The channel would not have them.
    pub refused: i64,
    /// They may have arrived; they were not sent again.
    pub unsure: i64,
    /// It became too late to send them.
    pub expired: i64,
}

/// What did not arrive since then.
pub async fn failures(tx: &mut Tx, since: Moment) -> sqlx::Result<Failures> {
    sqlx::query_as!(
        Failures,
        r#"select coalesce(sum(state = 'failed' and error = $2), 0) as "gone!: i64",
                  coalesce(sum(state = 'failed' and error is not $2 and error is not $3), 0) as "refused!: i64",
                  coalesce(sum(state = 'failed' and error = $3), 0) as "unsure!: i64",
                  coalesce(sum(state = 'cancelled' and settled_at >= expires_at), 0) as "expired!: i64"
           from outbox where settled_at >= $1 and state in ('failed', 'cancelled')"#,
        since,
        GONE,
        UNSURE
    )
    .fetch_one(tx.conn())
    .await
}

/// How many messages of a lane wait, counted up to `limit`.
pub async fn waiting(tx: &mut Tx, lane: Lane, limit: i64) -> sqlx::Result<i64> {
    let lane = lane.number();
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from (
               select 1 from outbox where state = 'waiting' and lane = $1 limit $2)"#,
        lane,
        limit
    )
    .fetch_one(tx.conn())
    .await
}

/// Cancels what waits for a chat: it cannot be reached.
pub async fn cancel_chat(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x''
         where channel = $1 and chat = $2 and state = 'waiting'",
        channel,
        chat,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Cancels what waits for a chat of what is sent to many: they want no more of it.
pub async fn cancel_bulk(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x''
         where channel = $1 and chat = $2 and lane = 2 and state = 'waiting'",
        channel,
        chat,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Cancels what waits under keys that begin so: `reminder:forum=5:`. How many rows.
pub async fn cancel_keys(tx: &mut Tx, beginning: &str) -> sqlx::Result<u64> {
    let now = tx.now;
    let end = format!("{beginning}\u{10FFFF}");
    let cancelled = sqlx::query!(
        "update outbox set state = 'cancelled', settled_at = $3, payload = x'', key = null
         where key >= $1 and key < $2 and state = 'waiting'",
        beginning,
        end,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(cancelled.rows_affected())
}

/// Cancels what waits under keys that begin so, as if it had never been written: the keys are free
/// again. To whom it was.
pub async fn withdraw(tx: &mut Tx, beginning: &str) -> sqlx::Result<Vec<PersonId>> {
    let now = tx.now;
    let end = format!("{beginning}\u{10FFFF}");
    let people = sqlx::query_scalar!(
        r#"update outbox set state = 'cancelled', settled_at = $3, payload = x'', key = null
           where key >= $1 and key < $2 and state = 'waiting' and state <> 'sent' returning person as "person: PersonId""#,
        beginning,
        end,
        now
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(people.into_iter().flatten().collect())
}

/// What under keys that begin so has not been sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unsent {
    /// People whose message waits or is on its way.
    pub open: i64,
    /// People whom it did not and will not reach.
    pub lost: i64,
}

/// Counts what under keys that begin so has not been sent.
pub async fn unsent(tx: &mut Tx, beginning: &str) -> sqlx::Result<Unsent> {
    let end = format!("{beginning}\u{10FFFF}");
    sqlx::query_as!(
        Unsent,
        r#"select count(distinct case when state in ('waiting', 'sending') then person end) as "open!: i64",
                  count(distinct case when state in ('failed', 'cancelled') then person end) as "lost!: i64"
           from outbox where key >= $1 and key < $2 and state <> 'sent'"#,
        beginning,
        end
    )
    .fetch_one(tx.conn())
    .await
}
