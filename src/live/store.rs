//! The SQL of cards with a figure that runs.

use crate::channel::{ChatId, MessageId};
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;

/// A card on somebody's screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Whose.
    pub person: PersonId,
    /// By which channel.
    pub channel: String,
    /// In which chat.
    pub chat: ChatId,
    /// Which message.
    pub message: MessageId,
}

/// A person has it before them, with that figure: the message that the outbox's row becomes.
pub async fn shown(tx: &mut Tx, thing: &str, person: PersonId, letter: i64, figure: i64) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into live_card (thing, person, letter, figure, shown_at, edited_at) values ($1, $2, $3, $4, $5, $5)
         on conflict (thing, person) do update
         set letter = excluded.letter, figure = excluded.figure, shown_at = $5, edited_at = $5",
        thing,
        person,
        letter,
        figure,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether there is any card.
pub async fn any(tx: &mut Tx) -> sqlx::Result<bool> {
    Ok(sqlx::query_scalar!(r#"select 1 as "one!" from live_card limit 1"#).fetch_optional(tx.conn()).await?.is_some())
}

/// Whether there is a card that was opened before then.
pub async fn any_before(tx: &mut Tx, before: Moment) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(r#"select 1 as "one!" from live_card where shown_at <= $1 limit 1"#, before)
        .fetch_optional(tx.conn())
        .await?;
    Ok(found.is_some())
}

/// What somebody has opened since then.
pub async fn things(tx: &mut Tx, since: Moment) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select distinct thing from live_card where shown_at > $1 order by thing", since)
        .fetch_all(tx.conn())
        .await
}

/// Cards of a thing that show another figure, were written before then, and have been sent; the one
/// that was written longest ago first.
pub async fn due(tx: &mut Tx, thing: &str, figure: i64, before: Moment, limit: i64) -> sqlx::Result<Vec<Shown>> {
    sqlx::query_as!(
        Shown,
        r#"select l.person as "person!: PersonId", o.channel, o.chat as "chat: ChatId",
                  o.message as "message!: MessageId"
           from live_card l join outbox o on o.id = l.letter
           where l.thing = $1 and l.figure <> $2 and l.edited_at <= $3 and o.state = 'sent' and o.message is not null
           order by l.edited_at, l.person limit $4"#,
        thing,
        figure,
        before,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// It is written anew, with that figure.
pub async fn edited(tx: &mut Tx, thing: &str, person: PersonId, figure: i64) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update live_card set figure = $3, edited_at = $4 where thing = $1 and person = $2",
        thing,
        person,
        figure,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Nobody has it before them any more.
pub async fn forget(tx: &mut Tx, thing: &str) -> sqlx::Result<()> {
    sqlx::query!("delete from live_card where thing = $1", thing).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets cards that were opened before then.
pub async fn forget_before(tx: &mut Tx, before: Moment) -> sqlx::Result<()> {
    sqlx::query!("delete from live_card where shown_at <= $1", before).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets all but the latest cards of each thing; how many.
pub async fn forget_crowd(tx: &mut Tx, most: i64) -> sqlx::Result<u64> {
    let gone = sqlx::query!(
        "delete from live_card where (thing, person) in (
             select thing, person from (
                 select thing, person, row_number() over (partition by thing order by shown_at desc, person) as place
                 from live_card)
             where place > $1)",
        most
    )
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected())
}
