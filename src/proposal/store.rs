//! The SQL of proposals.

mod lists;
mod own;
mod ties;

use chrono::NaiveDate;
use sqlx::types::Json;

use super::{Proposal, ProposalId, State};
use crate::bot::Words;
use crate::city::DongCode;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;

pub use lists::*;
pub use own::*;
pub use ties::*;

/// What an author submits.
pub struct New<'a> {
    /// Who.
    pub author: PersonId,
    /// The year of its receipt number.
    pub year: i64,
    /// The number within that year.
    pub number: i64,
    /// Its title.
    pub title: &'a str,
    /// What is wrong.
    pub problem: &'a str,
    /// What the author wishes.
    pub wish: &'a str,
    /// A field's id.
    pub field: &'a str,
    /// Where.
    pub dong: Option<&'a DongCode>,
    /// Where on the map, north and east.
    pub spot: Option<(f64, f64)>,
    /// The channel's names of its photos.
    pub photos: &'a [String],
    /// The last day for the answer.
    pub answer_by: NaiveDate,
}

/// The next receipt number of a year. Given out and used in one transaction, so that none is lost.
pub async fn next_number(tx: &mut Tx, year: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"insert into proposal_counter (year, last) values ($1, 1)
           on conflict (year) do update set last = last + 1 returning last as "last!""#,
        year
    )
    .fetch_one(tx.conn())
    .await
}

/// Keeps a proposal that was submitted.
pub async fn add(tx: &mut Tx, new: &New<'_>) -> sqlx::Result<ProposalId> {
    let now = tx.now;
    let (latitude, longitude) = new.spot.unzip();
    let photos = Json(new.photos);
    sqlx::query_scalar!(
        r#"insert into proposal (year, number, author, title, problem, wish, field, dong, latitude, longitude, photos,
                                 state, submitted_at, answer_by)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'submitted', $12, $13)
           returning id as "id!: ProposalId""#,
        new.year,
        new.number,
        new.author,
        new.title,
        new.problem,
        new.wish,
        new.field,
        new.dong,
        latitude,
        longitude,
        photos,
        now,
        new.answer_by
    )
    .fetch_one(tx.conn())
    .await
}

/// A proposal.
pub async fn get(tx: &mut Tx, id: ProposalId) -> sqlx::Result<Option<Proposal>> {
    sqlx::query_as!(
        Proposal,
        r#"select p.id as "id!: ProposalId", p.year, p.number, p.author as "author: PersonId", a.nickname as "nickname?",
                  p.title, p.problem, p.wish, p.field, p.dong as "dong: DongCode", p.latitude, p.longitude,
                  p.photos as "photos: Json<Vec<String>>", p.state as "state: State", p.before as "before: State",
                  p.revision, p.submitted_at as "submitted_at: Moment", p.published_at as "published_at: Moment",
                  p.decided_at as "decided_at: Moment", p.answer_by as "answer_by: NaiveDate",
                  p.asked_at as "asked_at: Moment", p.supplement_by as "supplement_by: NaiveDate",
                  p.remind_at as "remind_at: Moment", p.question, p.addition, p.department,
                  p.decision_ko, p.decision_en, p.planned_on as "planned_on: NaiveDate",
                  (select count(*) from proposal_support s where s.proposal = p.id) as "supports!: i64"
           from proposal p left join person a on a.id = p.author where p.id = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await
}

/// The proposal with that receipt number.
pub async fn by_number(tx: &mut Tx, year: i64, number: i64) -> sqlx::Result<Option<ProposalId>> {
    sqlx::query_scalar!(r#"select id as "id!: ProposalId" from proposal where year = $1 and number = $2"#, year, number)
        .fetch_optional(tx.conn())
        .await
}

/// Writes a proposal after an act over the one before it; whether it was still that one.
pub async fn save(tx: &mut Tx, after: &Proposal) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update proposal set state = $2, before = $3, revision = $4, published_at = $5, decided_at = $6, answer_by = $7,
                asked_at = $8, supplement_by = $9, remind_at = $10, question = $11, addition = $12, department = $13,
                decision_ko = $14, decision_en = $15, planned_on = $16
         where id = $1 and revision = $4 - 1",
        after.id,
        after.state,
        after.before,
        after.revision,
        after.published_at,
        after.decided_at,
        after.answer_by,
        after.asked_at,
        after.supplement_by,
        after.remind_at,
        after.question,
        after.addition,
        after.department,
        after.decision_ko,
        after.decision_en,
        after.planned_on
    )
    .execute(tx.conn())
    .await?;
    Ok(changed.rows_affected() == 1)
}

/// A transition, as it is kept.
pub struct Event {
    /// When.
    pub at: Moment,
    /// What was done: the name of a [`rules::Act`](super::rules::Act), or `submit`.
    pub act: String,
    /// The member of staff who did it; none for the author.
    pub actor: Option<PersonId>,
    /// The state after it.
    pub state: State,
    /// The reason, the question, the answer.
    pub words_ko: Option<String>,
    /// The same in English.
    pub words_en: Option<String>,
    /// The department that got it.
    pub department: Option<String>,
    /// The day by which it is to be done.
    pub planned_on: Option<NaiveDate>,
}

impl Event {
    /// What was said with it.
    pub fn words(&self) -> Option<Words> {
        self.words_ko.clone().map(|ko| Words { ko, en: self.words_en.clone() })
    }
}

/// Keeps a transition for ever.
pub async fn add_event(tx: &mut Tx, proposal: ProposalId, event: &Event) -> sqlx::Result<()> {
    let side = if event.actor.is_some() { "staff" } else { "author" };
    sqlx::query!(
        "insert into proposal_event (proposal, at, act, side, actor, state, words_ko, words_en, department, planned_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        proposal,
        event.at,
        event.act,
        side,
        event.actor,
        event.state,
        event.words_ko,
        event.words_en,
        event.department,
        event.planned_on
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Every transition of a proposal, the first first.
pub async fn events(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<Vec<Event>> {
    sqlx::query_as!(
        Event,
        r#"select at as "at: Moment", act, actor as "actor: PersonId", state as "state: State", words_ko, words_en,
                  department, planned_on as "planned_on: NaiveDate"
           from proposal_event where proposal = $1 order by id"#,
        proposal
    )
    .fetch_all(tx.conn())
    .await
}

/// What staff last asked the author of a proposal, in every language that they wrote.
pub async fn asked(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<Option<Words>> {
    let row = sqlx::query!(
        r#"select words_ko as "ko!", words_en as en from proposal_event
           where proposal = $1 and act = 'ask' and words_ko is not null order by id desc limit 1"#,
        proposal
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Words { ko: row.ko, en: row.en }))
}

/// Authors to be reminded now of what staff asked, a page at a time.
pub async fn to_remind(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<ProposalId>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select id as "id!: ProposalId" from proposal where remind_at <= $1 order by remind_at limit $2"#,
        now,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// The author was reminded.
pub async fn reminded(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<()> {
    sqlx::query!("update proposal set remind_at = null where id = $1", proposal).execute(tx.conn()).await?;
    Ok(())
}

/// Removes a proposal with everything that belongs to it: for examples only.
pub async fn delete(tx: &mut Tx, id: ProposalId) -> sqlx::Result<()> {
    sqlx::query!("delete from proposal where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}
