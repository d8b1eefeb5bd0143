//! What a batch of votes looks up: for all of them at once, before the first.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::channel::{ChatId, Speaker};
use crate::db::{Foreseen, Found, Together, Tx, rows};
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
            let wanted = keys.iter().map(|place| (place.poll, HEXLOWER.encode(&place.handle)));
            let rows = ballots(tx, &rows::by_first(wanted)).await?;
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
           from json_each($1) poll cross join json_each(poll.value) handle
           cross join ballot b on b.poll = poll.key and b.handle = unhex(handle.value)"#,
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
            let mut wanted: BTreeMap<PollId, BTreeMap<&str, Vec<ChatId>>> = BTreeMap::new();
            for DraftOf { poll, speaker } in keys {
                wanted.entry(*poll).or_default().entry(&speaker.channel).or_default().push(speaker.chat);
            }
            drafts(tx, &rows::json(&wanted)).await
        }
        .boxed()
    }
}

async fn drafts(tx: &mut Tx, wanted: &str) -> sqlx::Result<Vec<(DraftOf, Vec<u8>)>> {
    let rows = sqlx::query!(
        r#"select d.poll as "poll!: PollId", p.channel as "channel!", p.chat as "chat!: ChatId", d.sealed as "sealed!"
           from json_each($1) poll cross join json_each(poll.value) channel cross join json_each(channel.value) chat
           cross join person p on p.channel = channel.key and p.chat = chat.value
           cross join ballot_draft d on d.poll = poll.key and d.person = p.id"#,
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
            forget(tx, &rows::by_first(spent)).await
        }
        .boxed()
    }
}

async fn forget(tx: &mut Tx, drafts: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from ballot_draft
         where (poll, person) in (select cast(poll.key as integer), person.value
                                  from json_each($1) poll cross join json_each(poll.value) person)",
        drafts
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
