//! The SQL of the outbox: rows that are added. What becomes of them is in `claim` and `settle`.

mod born;
mod claim;
mod keep;
mod lost;
mod many;
mod settle;

pub use born::{add_born, waiting_written, written};
pub use claim::{Claim, Claimed, Rescued, claim, claim_all, rescue, sweep};
pub use keep::{forget_file, freeze, frozen, keep_file, kept_file, purge};
pub use lost::{Failures, GONE, Lost, UNSURE, failures, reasons, retry};
pub use many::{
    Unsent, add_words, cancel_bulk, cancel_chat, cancel_keys, count, count_ready, crowd_out, replies_waiting, unsent,
    waiting, withdraw,
};
pub use settle::{cancelled, failed, forget, later, moved, sent};

use crate::clock::Moment;
use crate::db::Tx;
use crate::outbox::Letter;

/// Begins a run of the program; its number.
pub async fn begin_run(tx: &mut Tx) -> sqlx::Result<i64> {
    let now = tx.now;
    sqlx::query_scalar!(r#"insert into run (started_at) values ($1) returning id as "id!""#, now)
        .fetch_one(tx.conn())
        .await
}

/// Adds a row that waits for its turn. If one with its key waits already, that one is replaced.
pub async fn add_waiting(tx: &mut Tx, letter: &Letter, payload: &[u8]) -> sqlx::Result<()> {
    written(tx).await?;
    let lane = letter.lane.number();
    sqlx::query!(
        r#"insert into outbox (person, channel, chat, lane, payload, sealed, key, state, not_before, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)
           on conflict (key) where key is not null do update
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
        letter.expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a row that waits in the line of another, which was settled in part: these words are still owed.
pub async fn add_owed(tx: &mut Tx, row: i64, payload: &[u8], at: Moment, until: Moment) -> sqlx::Result<()> {
    written(tx).await?;
    sqlx::query!(
        "insert into outbox (person, channel, chat, lane, payload, state, not_before, expires_at)
         select person, channel, chat, lane, $2, 'waiting', $3, $4 from outbox where id = $1",
        row,
        payload,
        at,
        until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Adds a row that waits for its turn, unless one with its key was ever added.
pub async fn add_once(tx: &mut Tx, letter: &Letter, payload: &[u8]) -> sqlx::Result<()> {
    written(tx).await?;
    let lane = letter.lane.number();
    sqlx::query!(
        r#"insert into outbox (person, channel, chat, lane, payload, sealed, key, state, not_before, expires_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $9)
           on conflict (key) where key is not null do nothing"#,
        letter.person,
        letter.channel,
        letter.chat,
        lane,
        payload,
        letter.seal,
        letter.key,
        letter.not_before,
        letter.expires_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
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
