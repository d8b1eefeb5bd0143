//! The SQL of ballots, drafts and turnout. No statement here names a person and a choice at once.

mod ahead;
mod urn;

use anyhow::Context;
use chrono::NaiveDate;

use crate::channel::{ChatId, Speaker};
use crate::city::City;
use crate::db::Tx;
use crate::person::{Address, PersonId};
use crate::poll::ballot::{Cast, Choices, Voter};
use crate::poll::keys::HANDLE_BYTES;
use crate::poll::{PollId, voting};
use crate::text::Lang;
use ahead::{Ballots, Drafts, Spent};
pub use ahead::{DraftOf, Place, voted_in};
use urn::Urn;

/// Puts the votes of this batch into their tables: before these are read.
pub async fn empty_urn(tx: &mut Tx) -> sqlx::Result<()> {
    tx.flush::<Urn>().await
}

/// The same, and takes the drafts out that have become votes: before both are read.
pub async fn settle(tx: &mut Tx) -> sqlx::Result<()> {
    empty_urn(tx).await?;
    tx.flush::<Spent>().await
}

/// Changes the ballot under a handle; whether there was one. `leaf` is the encrypted number of its leaf.
pub async fn change(tx: &mut Tx, poll: PollId, handle: &[u8], choices: String, leaf: Vec<u8>) -> sqlx::Result<bool> {
    if let Some(ballot) = tx.together::<Urn>().ballot(poll, handle) {
        *ballot = urn::Ballot { choices, leaf };
        return Ok(true);
    }
    let changed = sqlx::query!(
        "update ballot set choices = $3, leaf = $4 where poll = $1 and handle = $2",
        poll,
        handle,
        choices,
        leaf
    )
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() > 0)
}

/// Puts a ballot into the box. `leaf` is the encrypted number of its leaf.
pub fn add(tx: &mut Tx, poll: PollId, handle: &[u8], choices: String, leaf: Vec<u8>) {
    tx.together::<Urn>().add(poll, handle, urn::Ballot { choices, leaf });
}

/// The encrypted number of the leaf of the ballot under a handle.
pub async fn leaf_of(tx: &mut Tx, poll: PollId, handle: &[u8]) -> sqlx::Result<Option<Vec<u8>>> {
    if let Some(ballot) = tx.together::<Urn>().ballot(poll, handle) {
        return Ok(Some(ballot.leaf.clone()));
    }
    let found = sqlx::query_scalar!("select leaf from ballot where poll = $1 and handle = $2", poll, handle)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found.flatten())
}

/// The ballots of a poll that are in no log, by their handles.
pub async fn unlogged(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<(Vec<u8>, String)>> {
    empty_urn(tx).await?;
    let rows =
        sqlx::query!("select handle, choices from ballot where poll = $1 and leaf is null order by handle", poll)
            .fetch_all(tx.conn())
            .await?;
    Ok(rows.into_iter().map(|row| (row.handle, row.choices)).collect())
}

/// Keeps the encrypted number of a ballot's leaf with it.
pub async fn set_leaf(tx: &mut Tx, poll: PollId, handle: &[u8], leaf: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update ballot set leaf = $3 where poll = $1 and handle = $2", poll, handle, leaf)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Takes a vote out of the box again, the ballot and the line of turnout: its leaf was opened and does not
/// count.
pub async fn take_back(tx: &mut Tx, poll: PollId, handle: &[u8], person: PersonId) -> sqlx::Result<()> {
    empty_urn(tx).await?;
    sqlx::query!("delete from ballot where poll = $1 and handle = $2", poll, handle).execute(tx.conn()).await?;
    sqlx::query!("delete from turnout where poll = $1 and person = $2", poll, person).execute(tx.conn()).await?;
    Ok(())
}

/// Writes down that somebody took part; false if that is written already. In a batch it is taken for
/// granted that it is not: where that is wrong, the job is run again by itself.
pub async fn add_turnout(
    tx: &mut Tx,
    poll: PollId,
    voter: &Voter,
    day: NaiveDate,
    gu: Option<&str>,
) -> sqlx::Result<bool> {
    let day = day.to_string();
    if !tx.alone() {
        tx.together::<Urn>().add_turnout(poll, voter.person, &voter.channel, day, gu);
        return Ok(true);
    }
    let added = sqlx::query!(
        "insert into turnout (poll, person, channel, day, gu) values ($1, $2, $3, $4, $5) on conflict do nothing",
        poll,
        voter.person,
        voter.channel,
        day,
        gu
    )
    .execute(tx.conn())
    .await?;
    Ok(added.rows_affected() > 0)
}

/// The ballot under a handle.
pub async fn of(tx: &mut Tx, poll: PollId, handle: [u8; HANDLE_BYTES]) -> anyhow::Result<Option<Cast>> {
    if let Some(ballot) = tx.together::<Urn>().ballot(poll, &handle) {
        let leaf = Some(ballot.leaf.clone());
        return Ok(Choices::decode(&ballot.choices).map(|choices| Cast { choices, leaf }));
    }
    let found = tx.foreseen::<Ballots>(Place { poll, handle }).await?;
    Ok(found.and_then(|(choices, leaf)| Some(Cast { choices: Choices::decode(&choices)?, leaf })))
}

/// Every ballot of a poll, without its handle.
pub async fn all(tx: &mut Tx, poll: PollId) -> anyhow::Result<Vec<Choices>> {
    empty_urn(tx).await?;
    let rows = sqlx::query_scalar!("select choices from ballot where poll = $1", poll).fetch_all(tx.conn()).await?;
    rows.iter()
        .map(|choices| Choices::decode(choices))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| anyhow::anyhow!("poll {} has a ballot that is not one", poll.0))
}

/// Gives every ballot of a poll another handle, drawn at random, and takes the number of its leaf away: what
/// the key could have linked is not there any more either.
pub async fn unlink(tx: &mut Tx, poll: PollId) -> sqlx::Result<u64> {
    empty_urn(tx).await?;
    let changed = sqlx::query!("update ballot set handle = randomblob(16), leaf = null where poll = $1", poll)
        .execute(tx.conn())
        .await?;
    Ok(changed.rows_affected())
}

/// How many ballots a poll has.
pub async fn count(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    empty_urn(tx).await?;
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from ballot where poll = $1"#, poll).fetch_one(tx.conn()).await
}

/// Destroys the ballots of a poll that was called off.
pub async fn destroy(tx: &mut Tx, poll: PollId) -> sqlx::Result<u64> {
    empty_urn(tx).await?;
    let gone = sqlx::query!("delete from ballot where poll = $1", poll).execute(tx.conn()).await?;
    Ok(gone.rows_affected())
}

/// How many people took part so far: at the same cost however many they are.
pub async fn turnout(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    empty_urn(tx).await?;
    let voters =
        sqlx::query_scalar!("select sum(voters) from turnout_count where poll = $1", poll).fetch_one(tx.conn()).await?;
    Ok(voters.unwrap_or(0))
}

/// How many people took part, counted one by one: for the close.
pub async fn count_turnout(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    empty_urn(tx).await?;
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from turnout where poll = $1"#, poll).fetch_one(tx.conn()).await
}

/// How many took part from each gu; none is "not told".
pub async fn turnout_by_gu(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<(Option<String>, i64)>> {
    empty_urn(tx).await?;
    let rows = sqlx::query!("select gu, voters from turnout_count where poll = $1 and voters > 0 order by gu", poll)
        .fetch_all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|row| (Some(row.gu).filter(|gu| !gu.is_empty()), row.voters)).collect())
}

/// How many took part on site.
pub async fn count_on_site(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    empty_urn(tx).await?;
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from turnout where poll = $1 and channel = 'onsite'"#, poll)
        .fetch_one(tx.conn())
        .await
}

/// Whether somebody took part.
pub async fn took_part(tx: &mut Tx, poll: PollId, person: PersonId) -> sqlx::Result<bool> {
    empty_urn(tx).await?;
    sqlx::query_scalar!(
        r#"select exists (select 1 from turnout where poll = $1 and person = $2) as "found!: bool""#,
        poll,
        person
    )
    .fetch_one(tx.conn())
    .await
}

/// Where somebody took part, and on which day.
pub async fn part_taken(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<(PollId, String)>> {
    empty_urn(tx).await?;
    let rows =
        sqlx::query!(r#"select poll as "poll!: PollId", day from turnout where person = $1 order by poll"#, person)
            .fetch_all(tx.conn())
            .await?;
    Ok(rows.into_iter().map(|row| (row.poll, row.day)).collect())
}

/// The next page of who voted, by number: those that can be reached.
pub async fn page_voters(tx: &mut Tx, poll: PollId, cursor: PersonId, limit: i64) -> sqlx::Result<Vec<Address>> {
    empty_urn(tx).await?;
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang"
           from turnout t join person p on p.id = t.person
           where t.poll = $1 and t.person > $2 and p.gone_at is null
           order by t.person limit $3"#,
        poll,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// Keeps a draft, encrypted.
pub async fn save_draft(tx: &mut Tx, poll: PollId, person: PersonId, sealed: &[u8]) -> sqlx::Result<()> {
    tx.flush::<Spent>().await?;
    sqlx::query!(
        "insert into ballot_draft (poll, person, sealed) values ($1, $2, $3)
         on conflict (poll, person) do update set sealed = excluded.sealed",
        poll,
        person,
        sealed
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A draft, encrypted.
pub async fn draft(tx: &mut Tx, poll: PollId, person: PersonId) -> sqlx::Result<Option<Vec<u8>>> {
    tx.flush::<Spent>().await?;
    sqlx::query_scalar!("select sealed from ballot_draft where poll = $1 and person = $2", poll, person)
        .fetch_optional(tx.conn())
        .await
}

/// Takes one person's draft in one poll away: what it was, encrypted.
pub async fn take_draft(tx: &mut Tx, poll: PollId, voter: &Voter) -> sqlx::Result<Option<Vec<u8>>> {
    let speaker = Speaker { channel: voter.channel.clone(), chat: voter.chat };
    let draft = tx.foreseen::<Drafts>(DraftOf { poll, speaker }).await?;
    if draft.is_some() {
        tx.together::<Spent>().0.push((poll, voter.person));
    }
    Ok(draft)
}

/// The ballot that somebody opened last is that of this poll.
pub async fn set_opened(tx: &mut Tx, person: PersonId, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into ballot_open (person, poll) values ($1, $2)
         on conflict (person) do update set poll = excluded.poll where poll <> excluded.poll",
        person,
        poll
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The poll whose ballot somebody opened last.
pub async fn opened(tx: &mut Tx, person: PersonId) -> sqlx::Result<Option<PollId>> {
    sqlx::query_scalar!(r#"select poll as "poll: PollId" from ballot_open where person = $1"#, person)
        .fetch_optional(tx.conn())
        .await
}

/// The poll whose ballot the owner of a chat opened last.
pub async fn opened_in(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Option<PollId>> {
    sqlx::query_scalar!(
        r#"select b.poll as "poll: PollId" from ballot_open b join person p on p.id = b.person
           where p.channel = $1 and p.chat = $2"#,
        channel,
        chat
    )
    .fetch_optional(tx.conn())
    .await
}

/// Forgets which ballot somebody opened last.
pub async fn forget_opened(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from ballot_open where person = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets one person's drafts.
pub async fn forget_drafts_of(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from ballot_draft where person = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets every draft of a poll.
pub async fn forget_drafts_in(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("delete from ballot_draft where poll = $1", poll).execute(tx.conn()).await?;
    Ok(())
}

/// The ballots of a poll, to be counted. They come as one text, because a million rows one by one take
/// longer than the count.
pub async fn read(tx: &mut Tx, poll: &crate::poll::Poll) -> anyhow::Result<voting::Ballots> {
    let id = poll.id;
    empty_urn(tx).await?;
    let stored =
        sqlx::query_scalar!(r#"select group_concat(choices, ' ') as "stored: String" from ballot where poll = $1"#, id);
    let stored = stored.fetch_one(tx.conn()).await?.unwrap_or_default();
    let rules = poll.rules();
    poll.method.read(&rules, &stored).with_context(|| format!("poll {} has a ballot that is not one", id.0))
}

/// The turnout by gu in the city's order, those who told nothing last; all of its gu, also the
/// empty ones.
pub async fn turnout_cells(tx: &mut Tx, city: &City, poll: PollId) -> sqlx::Result<Vec<(Option<String>, i64)>> {
    let found = turnout_by_gu(tx, poll).await?;
    let of = |gu: Option<&str>| found.iter().find(|(known, _)| known.as_deref() == gu).map_or(0, |(_, n)| *n);
    let mut cells: Vec<_> =
        city.preset.districts.iter().map(|gu| (Some(gu.code.clone()), of(Some(&gu.code)))).collect();
    let told: i64 = cells.iter().map(|(_, n)| n).sum();
    let rest = found.iter().map(|(_, n)| n).sum::<i64>() - told;
    if rest > 0 {
        cells.push((None, rest));
    }
    Ok(cells)
}
