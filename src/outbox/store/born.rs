//! The SQL of replies: a batch's are written with one statement. Their numbers are given out before
//! they are written, so whoever adds or reads rows otherwise calls [`written`] first.

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::{Together, Tx, rows};
use crate::outbox::Letter;
use crate::person::PersonId;
use crate::poll::PollId;

/// The number of the next reply, once it is known which are free.
#[derive(Default)]
struct Next(Option<i64>);

/// Replies of one batch.
#[derive(Default)]
struct Born(Vec<New>);

struct New {
    id: i64,
    person: Option<PersonId>,
    channel: String,
    chat: ChatId,
    lane: i64,
    payload: Vec<u8>,
    sealed: Option<PollId>,
    key: Option<String>,
    /// None: it waits.
    run: Option<i64>,
    not_before: Moment,
    expires_at: Option<Moment>,
}

impl Together for Born {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        let rows = std::mem::take(&mut self.0);
        async move { add(tx, rows).await }.boxed()
    }
}

/// Adds a row that this run holds from birth, or that waits if none does; its number. It is written with
/// the others of the batch.
pub async fn add_born(tx: &mut Tx, letter: &Letter, payload: Vec<u8>, run: Option<i64>) -> sqlx::Result<i64> {
    let id = match tx.remembered::<Next>().0 {
        Some(next) => next,
        None => next_free(tx).await?,
    };
    let row = New {
        id,
        person: letter.person,
        channel: letter.channel.clone(),
        chat: letter.chat,
        lane: letter.lane.number(),
        payload,
        sealed: letter.seal,
        key: letter.key.clone(),
        run,
        not_before: letter.not_before,
        expires_at: letter.expires_at,
    };
    tx.remembered::<Next>().0 = Some(id + 1);
    tx.together::<Born>().0.push(row);
    Ok(id)
}

/// Writes what was gathered so far, if anything of it waits: for who counts what waits.
pub async fn waiting_written(tx: &mut Tx) -> sqlx::Result<()> {
    let waits = tx.together::<Born>().0.iter().any(|row| row.run.is_none());
    if waits { written(tx).await } else { Ok(()) }
}

/// Writes what was gathered so far, and forgets the number of the next: whoever adds rows otherwise, to which
/// SQLite gives their numbers, calls this first (`tests/architecture.rs` reads the sources for that).
pub async fn written(tx: &mut Tx) -> sqlx::Result<()> {
    tx.remembered::<Next>().0 = None;
    tx.flush::<Born>().await
}

/// The first number that no row has or had. SQLite keeps it in a table of its own, whose columns have
/// no types, which the compile-time check of a plain column does not bear.
async fn next_free(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select coalesce(max(cast(seq as integer)), 0) + 1 as "next!: i64" from sqlite_sequence where name = 'outbox'"#
    )
    .fetch_one(tx.reading())
    .await
}

async fn add(tx: &mut Tx, rows: Vec<New>) -> sqlx::Result<()> {
    let into = "outbox (id, person, channel, chat, lane, payload, sealed, key, state, run, not_before, expires_at)";
    rows::insert(tx, into, rows, |places, row| {
        let state = if row.run.is_some() { "sending" } else { "waiting" };
        places.push_bind(row.id).push_bind(row.person).push_bind(row.channel).push_bind(row.chat);
        places.push_bind(row.lane).push_bind(row.payload).push_bind(row.sealed).push_bind(row.key);
        places.push_bind(state).push_bind(row.run).push_bind(row.not_before).push_bind(row.expires_at);
    })
    .await
}
