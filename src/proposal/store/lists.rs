//! The SQL of lists: for who reads, for the desk, for exports and polls.

use chrono::NaiveDate;

use crate::city::DongCode;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::proposal::{ProposalId, State};

/// A page of a list: the proposals, and how many the whole list has.
#[derive(Debug, Default)]
pub struct Page {
    /// The ids on this page.
    pub ids: Vec<ProposalId>,
    /// How many there are on all pages.
    pub total: i64,
}

/// Which public proposals. Empty filters let all through.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only of this field.
    pub field: Option<String>,
    /// Only of this neighbourhood.
    pub dong: Option<DongCode>,
    /// Only those that the city adopted, wholly or partly.
    pub adopted: bool,
    /// The most supported first, not the newest.
    pub by_support: bool,
}

/// A page of the public proposals.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: i64, offset: i64) -> sqlx::Result<Page> {
    let rows = sqlx::query!(
        r#"select p.id as "id!: ProposalId", count(*) over () as "total!: i64" from proposal p
           where p.state in ('published', 'assigned', 'adopted', 'partly', 'not_adopted', 'transferred')
             and ($1 is null or p.field = $1) and ($2 is null or p.dong = $2)
             and (not $3 or p.state in ('adopted', 'partly'))
           order by case when $4 then (select count(*) from proposal_support s where s.proposal = p.id) end desc,
                    p.published_at desc, p.id desc
           limit $5 offset $6"#,
        filter.field,
        filter.dong,
        filter.adopted,
        filter.by_support,
        limit,
        offset
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Page { total: rows.first().map_or(0, |row| row.total), ids: rows.into_iter().map(|row| row.id).collect() })
}

/// A page of a person's own proposals, the newest first.
pub async fn mine(tx: &mut Tx, person: PersonId, limit: i64, offset: i64) -> sqlx::Result<Page> {
    let rows = sqlx::query!(
        r#"select id as "id!: ProposalId", count(*) over () as "total!: i64" from proposal
           where author = $1 order by id desc limit $2 offset $3"#,
        person,
        limit,
        offset
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Page { total: rows.first().map_or(0, |row| row.total), ids: rows.into_iter().map(|row| row.id).collect() })
}

/// The proposals of a person that staff asked them about.
pub async fn asked_of(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<ProposalId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: ProposalId" from proposal where author = $1 and state = 'supplement' order by supplement_by"#,
        person
    )
    .fetch_all(tx.conn())
    .await
}

/// What waits at the desk: proposals in one of these states. Empty filters let all through.
#[derive(Debug, Default)]
pub struct Waiting {
    /// The states, as a JSON array of their names.
    pub states: String,
    /// Only those whose answer is due on this day or later.
    pub from: Option<NaiveDate>,
    /// Only those whose answer is due before this day.
    pub until: Option<NaiveDate>,
    /// Only this department's.
    pub department: Option<String>,
    /// Only those whose author was to answer before this day.
    pub silent_since: Option<NaiveDate>,
    /// Only with reports that nobody has looked at.
    pub reported: bool,
    /// Only with at least so many supporters.
    pub supports: i64,
}

/// A page of what waits, the most urgent first.
pub async fn waiting(tx: &mut Tx, waiting: &Waiting, limit: i64, offset: i64) -> sqlx::Result<Page> {
    let rows = sqlx::query!(
        r#"select p.id as "id!: ProposalId", count(*) over () as "total!: i64" from proposal p
           where p.state in (select value from json_each($1))
             and ($2 is null or p.answer_by >= $2) and ($3 is null or p.answer_by < $3)
             and ($4 is null or p.department = $4)
             and (not $5 or exists (select 1 from proposal_report r where r.proposal = p.id and r.settled_at is null))
             and ($6 = 0 or (select count(*) from proposal_support s where s.proposal = p.id) >= $6)
             and ($7 is null or p.supplement_by < $7)
           order by p.decided_at desc, p.answer_by, p.id limit $8 offset $9"#,
        waiting.states,
        waiting.from,
        waiting.until,
        waiting.department,
        waiting.reported,
        waiting.supports,
        waiting.silent_since,
        limit,
        offset
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Page { total: rows.first().map_or(0, |row| row.total), ids: rows.into_iter().map(|row| row.id).collect() })
}

/// When the oldest proposal in a state came in.
pub async fn oldest(tx: &mut Tx, state: State) -> sqlx::Result<Option<Moment>> {
    sqlx::query_scalar!(r#"select min(submitted_at) as "at: Moment" from proposal where state = $1"#, state)
        .fetch_one(tx.conn())
        .await
}

/// How many wait for each department's answer.
pub async fn by_department(tx: &mut Tx) -> sqlx::Result<Vec<(String, i64)>> {
    let rows = sqlx::query!(
        r#"select department as "department!", count(*) as "n!: i64" from proposal
           where state = 'assigned' and department is not null group by department order by 2 desc, 1"#
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.department, row.n)).collect())
}

/// How many other proposals say the same is wrong, in the same words.
pub async fn same_words(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from proposal other join proposal own on own.problem = other.problem
           where own.id = $1 and other.id <> own.id"#,
        proposal
    )
    .fetch_one(tx.conn())
    .await
}

/// How many proposals a person has submitted since.
pub async fn submitted_since(tx: &mut Tx, person: PersonId, since: Moment) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from proposal where author = $1 and submitted_at > $2"#,
        person,
        since
    )
    .fetch_one(tx.conn())
    .await
}

/// Every proposal, for an export.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<ProposalId>> {
    sqlx::query_scalar!(r#"select id as "id!: ProposalId" from proposal order by id"#).fetch_all(tx.conn()).await
}

/// The open proposals with most supporters, for whoever prepares a poll.
pub async fn candidates(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<(ProposalId, String)>> {
    let rows = sqlx::query!(
        r#"select p.id as "id!: ProposalId", p.title from proposal p
           where p.state in ('published', 'assigned', 'adopted')
           order by (select count(*) from proposal_support s where s.proposal = p.id) desc, p.id limit $1"#,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}
