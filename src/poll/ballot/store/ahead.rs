//! What a batch of votes looks up: for all of them at once, before the first.

use data_encoding::HEXLOWER;
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::channel::{ChatId, Speaker};
use crate::db::{Foreseen, Found, Together, Tx};
use crate::person::PersonId;
use crate::poll::PollId;
use crate::poll::keys::HANDLE_BYTES;

/// Where a ballot lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The poll.
    pub poll: PollId,
    /// The handle.
    pub handle: [u8; HANDLE_BYTES],
}

/// The polls in which jobs of this batch said that they bring a vote.
pub fn voted_in(tx: &Tx) -> impl Iterator<Item = PollId> {
    tx.announced::<Place>().map(|place| place.poll)
}

/// Whose draft in which poll.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DraftOf {
    /// The poll.
    pub poll: PollId,
    /// Who.
    pub speaker: Speaker,
}

/// The ballots that lie in the table, as they are written there, and the encrypted numbers of their leaves.
pub struct Ballots;

impl Foreseen for Ballots {
    type Key = Place;
    type Value = (String, Option<Vec<u8>>);

    fn look_up<'a>(tx: &'a mut Tx, keys: &'a [Place]) -> BoxFuture<'a, Found<Place, Self::Value>> {
        async move {
            let wanted: Vec<_> = keys.iter().map(|place| (place.poll, HEXLOWER.encode(&place.handle))).collect();
            let rows = ballots(tx, &json(&wanted)).await?;
            let place = |Row { poll, handle, choices, leaf }: Row| {
                let handle = <[u8; HANDLE_BYTES]>::try_from(handle).ok()?;
                Some((Place { poll, handle }, (choices, leaf)))
            };
            Ok(rows.into_iter().filter_map(place).collect())
        }
        .boxed()
    }
}

struct Row {
    poll: PollId,
    handle: Vec<u8>,
    choices: String,
    leaf: Option<Vec<u8>>,
}

async fn ballots(tx: &mut Tx, wanted: &str) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select b.poll as "poll!: PollId", b.handle as "handle!", b.choices as "choices!", b.leaf as "leaf?"
           from json_each($1) wanted
           cross join ballot b on b.poll = wanted.value ->> 0 and b.handle = unhex(wanted.value ->> 1)"#,
        wanted
    )
    .fetch_all(tx.reading())
    .await
}

/// Drafts, encrypted.
pub struct Drafts;

impl Foreseen for Drafts {
    type Key = DraftOf;
    type Value = Vec<u8>;

    fn look_up<'a>(tx: &'a mut Tx, keys: &'a [DraftOf]) -> BoxFuture<'a, sqlx::Result<Vec<(DraftOf, Vec<u8>)>>> {
        async move {
            tx.flush::<Spent>().await?;
            let wanted: Vec<_> = keys.iter().map(|of| (of.poll, &of.speaker.channel, of.speaker.chat)).collect();
            drafts(tx, &json(&wanted)).await
        }
        .boxed()
    }
}

async fn drafts(tx: &mut Tx, wanted: &str) -> sqlx::Result<Vec<(DraftOf, Vec<u8>)>> {
    let rows = sqlx::query!(
        r#"select d.poll as "poll!: PollId", p.channel as "channel!", p.chat as "chat!: ChatId", d.sealed as "sealed!"
           from json_each($1) wanted
           cross join person p on p.channel = wanted.value ->> 1 and p.chat = wanted.value ->> 2
           cross join ballot_draft d on d.poll = wanted.value ->> 0 and d.person = p.id"#,
        wanted
    )
    .fetch_all(tx.reading())
    .await?;
    let of = |poll, channel, chat| DraftOf { poll, speaker: Speaker { channel, chat } };
    Ok(rows.into_iter().map(|row| (of(row.poll, row.channel, row.chat), row.sealed)).collect())
}

/// Drafts that have become votes in this batch: they go with one statement.
#[derive(Default)]
pub struct Spent(pub Vec<(PollId, PersonId)>);

impl Together for Spent {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        async move {
            let spent = std::mem::take(&mut self.0);
            if spent.is_empty() {
                return Ok(());
            }
            forget(tx, &json(&spent)).await
        }
        .boxed()
    }
}

async fn forget(tx: &mut Tx, drafts: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from ballot_draft
         where (poll, person) in (select value ->> 0, value ->> 1 from json_each($1))",
        drafts
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn json(rows: &impl serde::Serialize) -> String {
    serde_json::to_string(rows).expect("numbers and strings can be written")
}
