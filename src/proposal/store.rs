//! The SQL of proposals.

use chrono::NaiveDate;
use sqlx::types::Json;

use super::{Proposal, ProposalId, Reason, State};
use crate::bot::Words;
use crate::channel::ChatId;
use crate::city::DongCode;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{Address, PersonId};
use crate::text::Lang;

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
    sqlx::query_scalar!(
        r#"select id as "id!: ProposalId" from proposal where year = $1 and number = $2"#,
        year,
        number
    )
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

/// Supports a proposal; whether this is new.
pub async fn support(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<bool> {
    let now = tx.now;
    let added = sqlx::query!(
        "insert into proposal_support (proposal, person, at) values ($1, $2, $3) on conflict do nothing",
        proposal,
        person,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Supports it no longer; whether it did.
pub async fn unsupport(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<bool> {
    let gone = sqlx::query!(
        "delete from proposal_support where proposal = $1 and person = $2",
        proposal,
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected() == 1)
}

/// Hears what becomes of a proposal from here on.
pub async fn follow(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into proposal_follow (proposal, person, at) values ($1, $2, $3) on conflict do nothing",
        proposal,
        person,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Supports it still, and wants no news of it.
pub async fn mute(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "update proposal_support set hears = 0 where proposal = $1 and person = $2",
        proposal,
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Hears of it no longer, unless by supporting it: see [`mute`].
pub async fn unfollow(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from proposal_follow where proposal = $1 and person = $2",
        proposal,
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a reader has to do with a proposal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ties {
    /// They support it.
    pub supports: bool,
    /// They hear what becomes of it: who supports it does, unless they said otherwise.
    pub follows: bool,
    /// They reported it.
    pub reported: bool,
}

/// What a person has to do with a proposal.
pub async fn ties(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<Ties> {
    sqlx::query_as!(
        Ties,
        r#"select exists (select 1 from proposal_support where proposal = $1 and person = $2) as "supports!: bool",
                  exists (select 1 from proposal_follow where proposal = $1 and person = $2
                          union all select 1 from proposal_support
                          where proposal = $1 and person = $2 and hears = 1) as "follows!: bool",
                  exists (select 1 from proposal_report where proposal = $1 and person = $2) as "reported!: bool""#,
        proposal,
        person
    )
    .fetch_one(tx.conn())
    .await
}

/// Reports a proposal; whether this is the person's first report of it.
pub async fn report(
    tx: &mut Tx,
    proposal: ProposalId,
    person: PersonId,
    reason: Reason,
) -> sqlx::Result<bool> {
    let now = tx.now;
    let added = sqlx::query!(
        "insert into proposal_report (proposal, person, reason, at) values ($1, $2, $3, $4) on conflict do nothing",
        proposal,
        person,
        reason,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(added.rows_affected() == 1)
}

/// The reports that nobody has looked at, by reason.
pub async fn reports(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<Vec<(Reason, i64)>> {
    let rows = sqlx::query!(
        r#"select reason as "reason: Reason", count(*) as "n!: i64" from proposal_report
           where proposal = $1 and settled_at is null group by reason order by 2 desc"#,
        proposal
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.reason, row.n)).collect())
}

/// Staff have looked at the reports.
pub async fn settle_reports(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<u64> {
    let now = tx.now;
    let settled = sqlx::query!(
        "update proposal_report set settled_at = $2 where proposal = $1 and settled_at is null",
        proposal,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(settled.rows_affected())
}

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
    Ok(Page {
        total: rows.first().map_or(0, |row| row.total),
        ids: rows.into_iter().map(|row| row.id).collect(),
    })
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
    Ok(Page {
        total: rows.first().map_or(0, |row| row.total),
        ids: rows.into_iter().map(|row| row.id).collect(),
    })
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
pub async fn waiting(
    tx: &mut Tx,
    waiting: &Waiting,
    limit: i64,
    offset: i64,
) -> sqlx::Result<Page> {
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
    Ok(Page {
        total: rows.first().map_or(0, |row| row.total),
        ids: rows.into_iter().map(|row| row.id).collect(),
    })
}

/// When the oldest proposal in a state came in.
pub async fn oldest(tx: &mut Tx, state: State) -> sqlx::Result<Option<Moment>> {
    sqlx::query_scalar!(
        r#"select min(submitted_at) as "at: Moment" from proposal where state = $1"#,
        state
    )
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
    sqlx::query!("update proposal set remind_at = null where id = $1", proposal)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Every proposal, for an export.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<ProposalId>> {
    sqlx::query_scalar!(r#"select id as "id!: ProposalId" from proposal order by id"#)
        .fetch_all(tx.conn())
        .await
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

/// The next page of a proposal's followers: who follows or supports it and wants to hear, without
/// its author.
pub async fn page_followers(
    tx: &mut Tx,
    proposal: ProposalId,
    cursor: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Address>> {
    let rows = sqlx::query!(
        r#"select p.id as "id!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang from (
               select person from proposal_follow where proposal = $1 and person > $2
               union select person from proposal_support where proposal = $1 and person > $2 and hears = 1
           ) f join person p on p.id = f.person
           where p.standing = 'member' and p.gone_at is null
             and not exists (select 1 from proposal own where own.id = $1 and own.author = p.id)
           order by p.id limit $3"#,
        proposal,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Address {
            person: row.id,
            channel: row.channel,
            chat: row.chat,
            lang: Lang::find(&row.lang).unwrap_or(Lang::reference()),
        })
        .collect())
}

/// A person's proposals that are not decided.
pub async fn undecided(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<ProposalId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: ProposalId" from proposal where author = $1
           and (state in ('submitted', 'supplement', 'published', 'assigned')
             or (state = 'hidden' and before in ('published', 'assigned'))) order by id"#,
        person
    )
    .fetch_all(tx.conn())
    .await
}

/// How many of a person's proposals are not decided.
pub async fn undecided_of(tx: &mut Tx, person: PersonId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from proposal where author = $1
           and (state in ('submitted', 'supplement', 'published', 'assigned')
             or (state = 'hidden' and before in ('published', 'assigned')))"#,
        person
    )
    .fetch_one(tx.conn())
    .await
}

/// Empties what a person wrote and nobody reads any more; the numbers stay, so that none is
/// missing.
pub async fn forget_closed(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "update proposal set title = '', problem = '', wish = '', photos = '[]', latitude = null, longitude = null,
                question = null, addition = null
         where author = $1 and state in ('returned', 'withdrawn')",
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Empties what was said between staff and that author about proposals that nobody reads any more.
pub async fn forget_closed_events(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "update proposal_event set words_ko = null, words_en = null
         where proposal in (select id from proposal where author = $1 and state in ('returned', 'withdrawn'))",
        person
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a person wrote, supports, follows and reported, for their own data.
pub async fn own_data(tx: &mut Tx, person: PersonId) -> anyhow::Result<serde_json::Value> {
    let mut written = Vec::new();
    for id in mine(tx, person, i64::MAX, 0).await?.ids {
        let Some(own) = get(tx, id).await? else { continue };
        written.push(serde_json::json!({
            "receipt": own.receipt(), "state": own.state, "submitted_at": own.submitted_at.to_string(),
            "title": own.title, "problem": own.problem, "wish": own.wish, "field": own.field, "dong": own.dong,
            "latitude": own.latitude, "longitude": own.longitude, "photos": own.photos.0.len(),
            "question": own.question, "addition": own.addition, "answer_by": own.answer_by,
        }));
    }
    let ties = sqlx::query!(
        r#"select p.year, p.number, t.kind as "kind!: String", t.at as "at!: Moment" from (
               select proposal, 'supports' as kind, at from proposal_support where person = $1
               union all select proposal, 'follows', at from proposal_follow where person = $1
               union all select proposal, 'reported', at from proposal_report where person = $1
           ) t join proposal p on p.id = t.proposal order by t.at"#,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    let of = |kind: &str| -> Vec<serde_json::Value> {
        let ties = ties.iter().filter(|tie| tie.kind == kind);
        ties.map(|tie| serde_json::json!({"receipt": super::receipt(tie.year, tie.number), "at": tie.at.to_string()})).collect()
    };
    Ok(serde_json::json!({
        "written": written, "supports": of("supports"), "follows": of("follows"), "reported": of("reported"),
    }))
}

/// Removes a proposal with everything that belongs to it: for examples only.
pub async fn delete(tx: &mut Tx, id: ProposalId) -> sqlx::Result<()> {
    sqlx::query!("delete from proposal where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}
