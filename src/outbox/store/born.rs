//! The SQL of replies: a batch's are written with one statement. Their numbers are given out before
//! they are written, so whoever adds or reads rows otherwise calls [`written`] first.

use futures::FutureExt;
use futures::future::BoxFuture;
use serde::Serialize;

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::{Together, Tx};
use crate::outbox::Letter;
use crate::person::PersonId;
use crate::poll::PollId;

/// Replies of one batch.
#[derive(Default)]
struct Born {
    /// The number of the next, once it is known which are free.
    next: Option<i64>,
    rows: Vec<New>,
}

#[derive(Serialize)]
struct New {
    id: i64,
    person: Option<PersonId>,
    channel: String,
    chat: ChatId,
    lane: i64,
    /// JSON; or in hexadecimal digits, if it is sealed.
    payload: String,
    sealed: Option<PollId>,
    key: Option<String>,
    /// None: it waits.
    run: Option<i64>,
    not_before: Moment,
    expires_at: Option<Moment>,
}

impl Together for Born {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        self.next = None;
        let rows = std::mem::take(&mut self.rows);
        async move {
            if rows.is_empty() {
                return Ok(());
            }
            add(tx, &serde_json::to_string(&rows).expect("strings and numbers")).await
        }
        .boxed()
    }
}

/// Adds a row that this run holds from birth, or that waits if none does; its number. It is written with
/// the others of the batch.
pub async fn add_born(tx: &mut Tx, letter: &Letter, payload: Vec<u8>, run: Option<i64>) -> sqlx::Result<i64> {
    let id = match tx.together::<Born>().next {
        Some(next) => next,
        None => next_free(tx).await?,
    };
    let payload = match letter.seal {
        Some(_) => data_encoding::HEXLOWER.encode(&payload),
        None => String::from_utf8(payload).map_err(|error| sqlx::Error::Encode(error.into()))?,
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
    let born = tx.together::<Born>();
    born.next = Some(id + 1);
    born.rows.push(row);
    Ok(id)
}

/// Writes what was gathered so far, if anything of it waits: for who counts what waits.
pub async fn waiting_written(tx: &mut Tx) -> sqlx::Result<()> {
    let waits = tx.together::<Born>().rows.iter().any(|row| row.run.is_none());
    if waits { written(tx).await } else { Ok(()) }
}

/// Writes what was gathered so far.
pub async fn written(tx: &mut Tx) -> sqlx::Result<()> {
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

async fn add(tx: &mut Tx, rows: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into outbox (id, person, channel, chat, lane, payload, sealed, key, state, run, not_before, expires_at)
         select value ->> 'id', value ->> 'person', value ->> 'channel', value ->> 'chat', value ->> 'lane',
                case when value ->> 'sealed' is null then cast(value ->> 'payload' as blob)
                     else unhex(value ->> 'payload') end,
                value ->> 'sealed', value ->> 'key', iif(value ->> 'run' is null, 'waiting', 'sending'),
                value ->> 'run', value ->> 'not_before', value ->> 'expires_at'
         from json_each($1)",
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
