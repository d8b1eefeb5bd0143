//! The SQL of ballots on paper.

use sqlx::types::Json;

use super::rules::Sheet;
use super::{Filed, SheetId, State};
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::PollId;

/// Keeps a sheet that waits to be confirmed.
pub async fn add(
    tx: &mut Tx,
    poll: PollId,
    station: &str,
    sheet: &Sheet,
    author: PersonId,
    replaces: Option<SheetId>,
) -> sqlx::Result<SheetId> {
    let (now, sheet) = (tx.now, Json(sheet));
    sqlx::query_scalar!(
        r#"insert into poll_paper (poll, state, station, sheet, author, replaces, touched_at)
           values ($1, 'waiting', $2, $3, $4, $5, $6) returning id as "id!: SheetId""#,
        poll,
        station,
        sheet,
        author,
        replaces,
        now
    )
    .fetch_one(tx.conn())
    .await
}

struct Row {
    id: SheetId,
    poll: PollId,
    state: State,
    station: String,
    sheet: Json<Sheet>,
    author: PersonId,
    replaces: Option<SheetId>,
    reason: Option<String>,
    touched_at: Moment,
}

impl From<Row> for Filed {
    fn from(row: Row) -> Filed {
        let Row { id, poll, state, station, sheet, author, replaces, reason, touched_at } = row;
        Filed { id, poll, state, station, sheet: sheet.0, author, replaces, reason, touched_at }
    }
}

/// A sheet.
pub async fn get(tx: &mut Tx, id: SheetId) -> sqlx::Result<Option<Filed>> {
    let row = sqlx::query_as!(
        Row,
        r#"select id as "id!: SheetId", poll as "poll: PollId", state as "state: State", station,
                  sheet as "sheet: Json<Sheet>", author as "author: PersonId", replaces as "replaces: SheetId",
                  reason, touched_at as "touched_at: Moment"
           from poll_paper where id = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(Filed::from))
}

/// The sheets of a poll that are not past, the oldest first.
pub async fn present(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<Filed>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select id as "id!: SheetId", poll as "poll: PollId", state as "state: State", station,
                  sheet as "sheet: Json<Sheet>", author as "author: PersonId", replaces as "replaces: SheetId",
                  reason, touched_at as "touched_at: Moment"
           from poll_paper where poll = $1 and state in ('waiting', 'returned', 'confirmed') order by id"#,
        poll
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(Filed::from).collect())
}

/// The sheets that count.
pub async fn confirmed(tx: &mut Tx, poll: PollId) -> sqlx::Result<Vec<Filed>> {
    Ok(present(tx, poll).await?.into_iter().filter(|filed| filed.state == State::Confirmed).collect())
}

/// How many sheets wait to be confirmed.
pub async fn waiting(tx: &mut Tx, poll: PollId) -> sqlx::Result<usize> {
    Ok(present(tx, poll).await?.iter().filter(|filed| filed.state == State::Waiting).count())
}

/// How many sheets are not confirmed: they wait, or went back.
pub async fn unconfirmed(tx: &mut Tx, poll: PollId) -> sqlx::Result<usize> {
    Ok(present(tx, poll).await?.iter().filter(|filed| filed.state != State::Confirmed).count())
}

/// It counts from now on.
pub async fn confirm(tx: &mut Tx, id: SheetId, by: PersonId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update poll_paper set state = 'confirmed', confirmed_by = $2, touched_at = $3 where id = $1",
        id,
        by,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It goes back to its author.
pub async fn give_back(tx: &mut Tx, id: SheetId, reason: &str) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update poll_paper set state = 'returned', reason = $2, touched_at = $3 where id = $1",
        id,
        reason,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// It is past: taken back, or replaced.
pub async fn set_past(tx: &mut Tx, id: SheetId, state: State) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update poll_paper set state = $2, touched_at = $3 where id = $1", id, state, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Destroys the sheets of a poll that was called off.
pub async fn destroy(tx: &mut Tx, poll: PollId) -> sqlx::Result<()> {
    sqlx::query!("delete from poll_paper where poll = $1", poll).execute(tx.conn()).await?;
    Ok(())
}
