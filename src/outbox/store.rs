//! The SQL of the outbox.

mod keep;
mod many;

pub use keep::{forget_file, freeze, frozen, keep_file, kept_file, purge};
pub use many::{
    Failures, GONE, UNSURE, Unsent, cancel_bulk, cancel_chat, cancel_keys, count, failures, unsent, waiting, withdraw,
};

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;
use crate::outbox::{Lane, Letter, Row};
use crate::person::PersonId;
use crate::poll::PollId;

/// Begins a run of the program; its number.
pub async fn begin_run(tx: &mut Tx) -> sqlx::Result<i64> {
    let now = tx.now;
    sqlx::query_scalar!(r#"insert into run (started_at) values ($1) returning id as "id!""#, now)
        .fetch_one(tx.conn())
        .await
}

/// Lets what former runs were sending wait again; how many rows.
pub async fn rescue(tx: &mut Tx, run: i64) -> sqlx::Result<u64> {
    let rescued = sqlx::query!(
        "update outbox set state = 'waiting', unknown = unknown + 1, run = null where state = 'sending' and run <> $1",
        run
    )
    .execute(tx.conn())
    .await?;
    Ok(rescued.rows_affected())
}

/// Whether a message to a chat waits in a lane.
pub async fn any_waiting(tx: &mut Tx, channel: &str, chat: ChatId, lane: Lane) -> sqlx::Result<bool> {
    let lane = lane.number();
    let open = sqlx::query_scalar!(
        r#"select 1 as "one!" from outbox
           where channel = $1 and chat = $2 and lane = $3 and state = 'waiting' limit 1"#,
        channel,
        chat,
        lane
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(open.is_some())
}

/// Adds a row that this run holds from birth.
pub async fn add_sending(tx: &mut Tx, letter: &Letter, payload: &[u8], run: i64) -> sqlx::Result<i64> {
    let (now, lane) = (tx.now, letter.lane.number());
    sqlx::query_scalar!(
        r#"insert into outbox (person, channel, chat, lane, payload, sealed, key, state, run, not_before, expires_at, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'sending', $8, $9, $10, $11) returning id as "id!""#,
        letter.person,
        letter.channel,
        letter.chat,
        lane,
        payload,
        letter.seal,
        letter.key,
        run,
        letter.not_before,
        letter.expires_at,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// Adds a row that waits for its turn. If one with its key waits already, that one is replaced.
pub async fn add_waiting(tx: &mut Tx, letter: &Letter, payload: &[u8]) -> sqlx::Result<()> {
    let (now, lane) = (tx.now, letter.lane.number());
    sqlx::query!(
        r#"insert into outbox (person, channel, chat, lane, payload, sealed, key, state, not_before, expires_at, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10)
           on conflict (key) do update
           set payload = excluded.payload, sealed = excluded.sealed, not_before = excluded.not_before
           where outbox.state = 'waiting'"#,
        letter.person,
        letter.channel,
        letter.chat,
        lane,
        payload,
        letter.seal,
        letter.key,
        letter.not_before,
        letter.expires_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a row that waits for its turn, unless one with its key was ever added.
pub async fn add_once(tx: &mut Tx, letter: &Letter, payload: &[u8]) -> sqlx::Result<()> {
    let (now, lane) = (tx.now, letter.lane.number());
    sqlx::query!(
        r#"insert into outbox (person, channel, chat, lane, payload, sealed, key, state, not_before, expires_at, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9, $10)
           on conflict (key) do nothing"#,
        letter.person,
        letter.channel,
        letter.chat,
        lane,
        payload,
        letter.seal,
        letter.key,
        letter.not_before,
        letter.expires_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Claims rows of a lane that are due for this run, the oldest first, at most one for each chat: the
/// first that is open there. A frozen chat is left alone.
pub async fn claim(tx: &mut Tx, channel: &str, lane: Lane, run: i64, limit: i64) -> sqlx::Result<Vec<Row>> {
    let (now, lane_number) = (tx.now, lane.number());
    let rows = sqlx::query!(
        r#"update outbox set state = 'sending', run = $1
           where id in (
               select o.id from outbox o
               where o.state = 'waiting' and o.channel = $2 and o.lane = $3 and o.not_before <= $4
                 and not exists (select 1 from outbox p where p.channel = o.channel and p.chat = o.chat
                                 and p.lane = o.lane and p.state in ('waiting', 'sending') and p.id < o.id)
                 and not exists (select 1 from freeze f where f.channel = o.channel
                                 and f.chat in (o.chat, 0) and f.until > $4)
               order by o.not_before, o.id limit $5)
           returning id as "id!", person as "person: PersonId", chat as "chat!: ChatId", payload as "payload!",
                     sealed as "seal: PollId", attempts as "attempts!", unknown as "unknown!",
                     expires_at as "expires_at: Moment""#,
        run,
        channel,
        lane_number,
        now,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    let mut rows: Vec<Row> = rows
        .into_iter()
        .map(|row| Row {
            id: row.id,
            person: row.person,
            chat: row.chat,
            lane,
            payload: row.payload,
            seal: row.seal,
            attempts: row.attempts,
            unknown: row.unknown,
            expires_at: row.expires_at,
        })
        .collect();
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// It was sent. Its words are forgotten.
pub async fn sent(tx: &mut Tx, id: i64, message: Option<i64>) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'sent', message = $2, settled_at = $3, payload = x'', run = null where id = $1",
        id,
        message,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It will never be sent, for that reason. Its words are forgotten.
pub async fn failed(tx: &mut Tx, id: i64, reason: &str) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update outbox set state = 'failed', error = $2, settled_at = $3, payload = x'', run = null where id = $1",
        id,
        reason,
        now
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

/// It waits again until `at`. `attempts` and `unknown` are added.
pub async fn later(tx: &mut Tx, id: i64, at: Moment, attempts: i64, unknown: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update outbox set state = 'waiting', not_before = $2, attempts = attempts + $3, unknown = unknown + $4,
         run = null where id = $1",
        id,
        at,
        attempts,
        unknown
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether anything of a lane is due.
pub async fn any_due(tx: &mut Tx, channel: &str, lane: Lane) -> sqlx::Result<bool> {
    let (now, lane) = (tx.now, lane.number());
    let due = sqlx::query_scalar!(
        r#"select 1 as "one!" from outbox where state = 'waiting' and lane = $2 and not_before <= $3 and channel = $1
           limit 1"#,
        channel,
        lane,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(due.is_some())
}

/// The rows that a run is sending.
pub async fn sending(tx: &mut Tx, run: i64) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(r#"select id as "id!" from outbox where state = 'sending' and run = $1"#, run)
        .fetch_all(tx.conn())
        .await
}

/// Whether anything that could go out now has not gone.
pub async fn any_open(tx: &mut Tx, channel: &str) -> sqlx::Result<bool> {
    let now = tx.now;
    let open = sqlx::query_scalar!(
        r#"select 1 as "one!" from outbox
           where channel = $1 and (state = 'sending' or (state = 'waiting' and not_before <= $2)) limit 1"#,
        channel,
        now
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(open.is_some())
}
