//! The SQL of who supports, follows and reports.

use crate::channel::ChatId;
use crate::db::Tx;
use crate::notice::NoticeId;
use crate::person::{Address, PersonId};
use crate::proposal::{ProposalId, Reason};
use crate::text::Lang;

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
    let gone = sqlx::query!("delete from proposal_support where proposal = $1 and person = $2", proposal, person)
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
    sqlx::query!("update proposal_support set hears = 0 where proposal = $1 and person = $2", proposal, person)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Hears of it no longer, unless by supporting it: see [`mute`].
pub async fn unfollow(tx: &mut Tx, proposal: ProposalId, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from proposal_follow where proposal = $1 and person = $2", proposal, person)
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
pub async fn report(tx: &mut Tx, proposal: ProposalId, person: PersonId, reason: Reason) -> sqlx::Result<bool> {
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

/// The next page of a proposal's followers: who follows or supports it and wants to hear, without
/// its author.
pub async fn page_followers(
    tx: &mut Tx,
    proposal: ProposalId,
    cursor: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Address>> {
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang" from (
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
    .await
}

/// As [`page_followers`], and with them whom a notice about the proposal went to.
pub async fn page_followers_and(
    tx: &mut Tx,
    proposal: ProposalId,
    earlier: NoticeId,
    cursor: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Address>> {
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang" from (
               select person from proposal_follow where proposal = $1 and person > $2
               union select person from proposal_support where proposal = $1 and person > $2 and hears = 1
               union select person from notice_recipient where notice = $4 and person > $2
           ) f join person p on p.id = f.person
           where p.standing = 'member' and p.gone_at is null
             and not exists (select 1 from proposal own where own.id = $1 and own.author = p.id)
           order by p.id limit $3"#,
        proposal,
        cursor,
        limit,
        earlier
    )
    .fetch_all(tx.conn())
    .await
}

/// The notice by which followers heard of the last act.
pub async fn told(tx: &mut Tx, proposal: ProposalId) -> sqlx::Result<Option<NoticeId>> {
    sqlx::query_scalar!(r#"select told as "told: NoticeId" from proposal where id = $1"#, proposal)
        .fetch_one(tx.conn())
        .await
}

/// Remembers by which notice followers heard of the last act; none if there was nobody to hear.
pub async fn set_told(tx: &mut Tx, proposal: ProposalId, notice: Option<NoticeId>) -> sqlx::Result<()> {
    sqlx::query!("update proposal set told = $2 where id = $1", proposal, notice).execute(tx.conn()).await?;
    Ok(())
}
