//! The SQL of polls and their options.

mod known;

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use sqlx::types::Json;

use crate::bot::Words;
use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::NoticeId;
use crate::person::{Address, PersonId};
use crate::poll::voting::{self, Outcome};
use crate::poll::{Candidate, Eligible, Field, OptionId, Poll, PollId, Publishing, Quorum, State, Terms, ballot};
use crate::proposal::ProposalId;
use crate::text::Lang;

/// Keeps a poll that is published now; its number.
pub async fn add(tx: &mut Tx, poll: &Poll) -> sqlx::Result<PollId> {
    let now = tx.now;
    let (question, description) = (Json(&poll.question), poll.description.as_ref().map(Json));
    let (picks, seats) = (number(poll.picks), number(poll.seats));
    let method = poll.method.name();
    let (terms, eligible) = (&poll.terms, Json(&poll.eligible));
    let (picks_min, points, fields) = (number(terms.picks_min), terms.points.map(i64::from), Json(&terms.fields));
    let figure = |figure: Option<u64>| figure.and_then(|figure| i64::try_from(figure).ok());
    let (quorum_voters, quorum_percent) = (figure(terms.quorum.voters), figure(terms.quorum.percent));
    sqlx::query_scalar!(
        r#"insert into poll (state, question, description, method, picks, seats, area, needs_dong, opens_at, closes_at,
                             publishing, hash, made_at, picks_min, budget, points, fields, blank, eligible,
                             quorum_voters, quorum_percent)
           values ('scheduled', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                   $19, $20)
           returning id as "id!: PollId""#,
        question,
        description,
        method,
        picks,
        seats,
        poll.area,
        poll.needs_dong,
        poll.opens_at,
        poll.closes_at,
        poll.publishing,
        poll.hash,
        now,
        picks_min,
        terms.budget,
        points,
        fields,
        terms.blank,
        eligible,
        quorum_voters,
        quorum_percent
    )
    .fetch_one(tx.conn())
    .await
}

/// The hash of what is frozen, which needs the poll's number.
pub async fn set_hash(tx: &mut Tx, id: PollId, hash: &str) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("update poll set hash = $2 where id = $1", id, hash).execute(tx.conn()).await?;
    Ok(())
}

/// Keeps one of its options.
pub async fn add_option(tx: &mut Tx, poll: PollId, option: &Candidate) -> sqlx::Result<()> {
    known::forget(tx, poll);
    let (title, about) = (Json(&option.title), option.about.as_ref().map(Json));
    let field = option.field.map(number);
    sqlx::query!(
        "insert into poll_option (poll, id, title, about, cost, place, proposal, field, picture)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        poll,
        option.id,
        title,
        about,
        option.cost,
        option.place,
        option.proposal,
        field,
        option.picture
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A poll with its options. The first that a batch asks for is read together with all in which it brings
/// votes, and the writer remembers them.
pub async fn poll(tx: &mut Tx, id: PollId) -> anyhow::Result<Option<Arc<Poll>>> {
    if let Some(poll) = known::get(tx, id) {
        return Ok(Some(poll));
    }
    let wanted = known::wanted(tx, id);
    let polls: Vec<_> = polls(tx, &wanted).await?.into_iter().map(Arc::new).collect();
    known::keep(tx, &polls);
    Ok(polls.into_iter().find(|poll| poll.id == id))
}

/// Polls with their options; `wanted` is JSON. It reads only: what others have looked up ahead still holds.
async fn polls(tx: &mut Tx, wanted: &str) -> anyhow::Result<Vec<Poll>> {
    let rows = sqlx::query!(
        r#"select id as "id: PollId", state as "state: State", question as "question: Json<Words>",
                  description as "description: Json<Words>", method, picks, seats, area,
                  needs_dong as "needs_dong: bool", opens_at as "opens_at: Moment", closes_at as "closes_at: Moment",
                  publishing as "publishing: Publishing", hash, announced as "announced: NoticeId",
                  told as "told: NoticeId", result as "result: Json<Outcome>", correction as "correction: Json<Words>",
                  corrections, cancel_reason as "cancel_reason: Json<Words>", closed_at as "closed_at: Moment",
                  key_destroyed_at as "key_destroyed_at: Moment", picks_min, budget, points,
                  fields as "fields: Json<Vec<Field>>", blank as "blank: bool", eligible as "eligible: Json<Eligible>",
                  quorum_voters, quorum_percent
           from poll where id in (select value from json_each($1))"#,
        wanted
    )
    .fetch_all(tx.reading())
    .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut options = options(tx, wanted).await?;
    let mut polls = Vec::with_capacity(rows.len());
    for row in rows {
        let method = voting::named(&row.method).with_context(|| format!("there is no voting method {}", row.method))?;
        polls.push(Poll {
            id: row.id,
            state: row.state,
            question: row.question.0,
            description: row.description.map(|words| words.0),
            options: options.remove(&row.id).unwrap_or_default(),
            method,
            picks: usize::try_from(row.picks)?,
            seats: usize::try_from(row.seats)?,
            terms: Terms {
                picks_min: usize::try_from(row.picks_min)?,
                budget: row.budget,
                points: row.points.map(u32::try_from).transpose()?,
                fields: row.fields.0,
                blank: row.blank,
                quorum: Quorum {
                    voters: row.quorum_voters.map(u64::try_from).transpose()?,
                    percent: row.quorum_percent.map(u64::try_from).transpose()?,
                },
            },
            area: row.area,
            needs_dong: row.needs_dong,
            eligible: row.eligible.0,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            publishing: row.publishing,
            hash: row.hash,
            announced: row.announced,
            told: row.told,
            result: row.result.map(|outcome| outcome.0),
            correction: row.correction.map(|words| words.0),
            corrections: row.corrections,
            cancel_reason: row.cancel_reason.map(|words| words.0),
            closed_at: row.closed_at,
            key_destroyed_at: row.key_destroyed_at,
        });
    }
    Ok(polls)
}

/// The options of polls by number.
async fn options(tx: &mut Tx, wanted: &str) -> sqlx::Result<HashMap<PollId, Vec<Candidate>>> {
    let rows = sqlx::query!(
        r#"select poll as "poll: PollId", id as "id: OptionId", title as "title: Json<Words>",
                  about as "about: Json<Words>", cost, place, proposal as "proposal: ProposalId", field, picture
           from poll_option where poll in (select value from json_each($1)) order by poll, id"#,
        wanted
    )
    .fetch_all(tx.reading())
    .await?;
    let mut options: HashMap<PollId, Vec<Candidate>> = HashMap::new();
    for row in rows {
        options.entry(row.poll).or_default().push(Candidate {
            id: row.id,
            title: row.title.0,
            about: row.about.map(|words| words.0),
            cost: row.cost,
            place: row.place,
            proposal: row.proposal,
            field: row.field.and_then(|field| usize::try_from(field).ok()),
            picture: row.picture,
        });
    }
    Ok(options)
}

/// The polls in that state, the one that closes first first.
pub async fn in_state(tx: &mut Tx, state: State) -> sqlx::Result<Vec<PollId>> {
    sqlx::query_scalar!(r#"select id as "id!: PollId" from poll where state = $1 order by closes_at, id"#, state)
        .fetch_all(tx.conn())
        .await
}

/// The polls that are over, the latest first.
pub async fn over(tx: &mut Tx, offset: i64, limit: i64) -> sqlx::Result<Vec<PollId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: PollId" from poll where state in ('closed', 'published', 'cancelled')
           order by closed_at desc, id desc limit $2 offset $1"#,
        offset,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// Every poll.
pub async fn every(tx: &mut Tx) -> sqlx::Result<Vec<PollId>> {
    sqlx::query_scalar!(r#"select id as "id!: PollId" from poll order by id"#).fetch_all(tx.conn()).await
}

/// The polls that should be open by now and are not.
pub async fn to_open(tx: &mut Tx) -> sqlx::Result<Vec<PollId>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select id as "id!: PollId" from poll where state = 'scheduled' and opens_at <= $1 order by id"#,
        now
    )
    .fetch_all(tx.conn())
    .await
}

/// The polls that should be closed by now and are not.
pub async fn to_close(tx: &mut Tx) -> sqlx::Result<Vec<PollId>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select id as "id!: PollId" from poll where state = 'open' and closes_at <= $1 order by id"#,
        now
    )
    .fetch_all(tx.conn())
    .await
}

/// The polls counted or cancelled by `before` whose key is still there.
pub async fn with_key(tx: &mut Tx, before: Moment) -> sqlx::Result<Vec<(PollId, Moment)>> {
    let rows = sqlx::query!(
        r#"select id as "id!: PollId", closed_at as "closed_at!: Moment" from poll
           where state in ('closed', 'published', 'cancelled') and key_destroyed_at is null and closed_at <= $1"#,
        before
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.closed_at)).collect())
}

/// Whether a message encrypted under a poll's key is still on its way.
pub async fn has_sealed_mail(tx: &mut Tx, poll: PollId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from outbox where sealed = $1 and state in ('waiting', 'sending')) as "found!: bool""#,
        poll
    )
    .fetch_one(tx.conn())
    .await
}

/// It takes votes from now on.
pub async fn set_open(tx: &mut Tx, id: PollId) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("update poll set state = 'open' where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}

/// It is counted.
pub async fn set_closed(tx: &mut Tx, id: PollId, result: &Outcome) -> sqlx::Result<()> {
    known::forget(tx, id);
    let (now, result) = (tx.now, Json(result));
    sqlx::query!("update poll set state = 'closed', closed_at = $2, result = $3 where id = $1", id, now, result)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Its result is told.
pub async fn set_published(tx: &mut Tx, id: PollId, told: NoticeId) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("update poll set state = 'published', told = $2 where id = $1", id, told).execute(tx.conn()).await?;
    Ok(())
}

/// It is called off.
pub async fn set_cancelled(tx: &mut Tx, id: PollId, reason: &Words) -> sqlx::Result<()> {
    known::forget(tx, id);
    let (now, reason) = (tx.now, Json(reason));
    sqlx::query!(
        "update poll set state = 'cancelled', closed_at = $2, cancel_reason = $3, result = null where id = $1",
        id,
        now,
        reason
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It closes later.
pub async fn set_closes_at(tx: &mut Tx, id: PollId, closes_at: Moment) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("update poll set closes_at = $2 where id = $1", id, closes_at).execute(tx.conn()).await?;
    Ok(())
}

/// What was told of it is corrected; how many corrections there are now.
pub async fn set_correction(tx: &mut Tx, id: PollId, note: &Words) -> sqlx::Result<i64> {
    known::forget(tx, id);
    let note = Json(note);
    sqlx::query_scalar!(
        r#"update poll set correction = $2, corrections = corrections + 1 where id = $1
           returning corrections as "corrections!""#,
        id,
        note
    )
    .fetch_one(tx.conn())
    .await
}

/// The notice that announced it.
pub async fn set_announced(tx: &mut Tx, id: PollId, notice: NoticeId) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("update poll set announced = $2 where id = $1", id, notice).execute(tx.conn()).await?;
    Ok(())
}

/// Its key is destroyed.
pub async fn set_key_destroyed(tx: &mut Tx, id: PollId) -> sqlx::Result<()> {
    known::forget(tx, id);
    let now = tx.now;
    sqlx::query!("update poll set key_destroyed_at = $2 where id = $1", id, now).execute(tx.conn()).await?;
    Ok(())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The next page of who voted in a poll: those that can be reached, by number.
pub use crate::poll::ballot::store::page_voters;

/// The next page of who voted in a poll or was invited to it, each once. Who has stopped everything
/// since, and did not vote, is left in peace.
pub async fn page_concerned(tx: &mut Tx, poll: PollId, cursor: PersonId, limit: i64) -> sqlx::Result<Vec<Address>> {
    ballot::store::empty_urn(tx).await?;
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang" from person p
           where p.id > $2 and p.gone_at is null and p.standing = 'member'
             and (exists (select 1 from turnout t where t.poll = $1 and t.person = p.id)
                  or (p.stopped = 0 and exists (
                      select 1 from poll q join notice_recipient r on r.notice = q.announced
                      where q.id = $1 and r.person = p.id)))
           order by p.id limit $3"#,
        poll,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// Removes a poll with everything that belongs to it: for examples only.
pub async fn delete(tx: &mut Tx, id: PollId) -> sqlx::Result<()> {
    known::forget(tx, id);
    sqlx::query!("delete from poll where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}
