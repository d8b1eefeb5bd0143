//! The SQL of one author's proposals: what is undecided, what is told and forgotten on request.

use super::{get, mine};
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::proposal::{self, ProposalId};

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
        ties.map(
            |tie| serde_json::json!({"receipt": proposal::receipt(tie.year, tie.number), "at": tie.at.to_string()}),
        )
        .collect()
    };
    Ok(serde_json::json!({
        "written": written, "supports": of("supports"), "follows": of("follows"), "reported": of("reported"),
    }))
}
