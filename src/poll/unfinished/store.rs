//! The SQL of unfinished ballots. What they say is in none of these statements.

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{Address, PersonId};
use crate::poll::PollId;
use crate::poll::ballot::store as ballots;
use crate::poll::unfinished::rules::{Nudge, Window};
use crate::text::Lang;

/// The open polls that close by `until`, and when they take votes.
pub async fn closing(tx: &mut Tx, until: Moment) -> sqlx::Result<Vec<(PollId, Window)>> {
    let now = tx.now;
    let rows = sqlx::query!(
        r#"select id as "id!: PollId", opens_at as "opens_at: Moment", closes_at as "closes_at: Moment" from poll
           where state = 'open' and closes_at > $1 and closes_at <= $2 order by closes_at, id"#,
        now,
        until
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, Window { opens_at: row.opens_at, closes_at: row.closes_at })).collect())
}

/// The reminders of a poll that are over.
pub async fn done(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<Nudge>> {
    let hours = sqlx::query_scalar!("select hours from poll_nudge where poll = $1 and done_at is not null", poll)
        .fetch_all(tx.conn())
        .await?;
    Ok(Nudge::ALL.into_iter().filter(|nudge| hours.contains(&nudge.hours())).collect())
}

/// The last person who was looked at for a reminder.
pub async fn cursor(tx: &mut Tx, poll: PollId, nudge: Nudge) -> sqlx::Result<PersonId> {
    let hours = nudge.hours();
    let cursor = sqlx::query_scalar!(
        r#"select cursor as "cursor: PersonId" from poll_nudge where poll = $1 and hours = $2"#,
        poll,
        hours
    );
    Ok(cursor.fetch_optional(tx.conn()).await?.unwrap_or(PersonId(0)))
}

/// A reminder has come as far as this person.
pub async fn advance(tx: &mut Tx, poll: PollId, nudge: Nudge, to: PersonId) -> sqlx::Result<()> {
    let hours = nudge.hours();
    sqlx::query!(
        "insert into poll_nudge (poll, hours, cursor) values ($1, $2, $3)
         on conflict (poll, hours) do update set cursor = excluded.cursor",
        poll,
        hours,
        to
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A reminder is over.
pub async fn end(tx: &mut Tx, poll: PollId, nudge: Nudge) -> sqlx::Result<()> {
    let (now, hours) = (tx.now, nudge.hours());
    sqlx::query!(
        "insert into poll_nudge (poll, hours, done_at) values ($1, $2, $3)
         on conflict (poll, hours) do update set done_at = excluded.done_at",
        poll,
        hours,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The next page of who has an unfinished ballot and wants to hear of polls, by number: who can be
/// reached and did not take part.
pub async fn page(tx: &mut Tx, poll: PollId, cursor: PersonId, limit: i64) -> sqlx::Result<Vec<Address>> {
    ballots::settle(tx).await?;
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang"
           from ballot_draft d join person p on p.id = d.person
           where d.poll = $1 and d.person > $2 and p.standing = 'member' and p.gone_at is null and p.stopped = 0
             and exists (select 1 from json_each(p.hears) where value = 'polls')
             and not exists (select 1 from turnout t where t.poll = d.poll and t.person = d.person)
           order by d.person limit $3"#,
        poll,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// How many have begun a ballot and not submitted one.
pub async fn count(tx: &mut Tx, poll: PollId) -> sqlx::Result<i64> {
    ballots::settle(tx).await?;
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from ballot_draft d where d.poll = $1
             and not exists (select 1 from turnout t where t.poll = d.poll and t.person = d.person)"#,
        poll
    )
    .fetch_one(tx.conn())
    .await
}

/// Keeps how many there were at the close.
pub async fn keep(tx: &mut Tx, poll: PollId, ballots: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into poll_unfinished (poll, ballots) values ($1, $2)
         on conflict (poll) do update set ballots = excluded.ballots",
        poll,
        ballots
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many there were at the close; none if nobody counted.
pub async fn at_close(tx: &mut Tx, poll: PollId) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!("select ballots from poll_unfinished where poll = $1", poll).fetch_optional(tx.conn()).await
}
