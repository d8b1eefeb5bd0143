//! The SQL of seats, and of those who wait for one.

use crate::channel::ChatId;
use crate::city::DongCode;
use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::ForumId;
use crate::person::{Address, PersonId};
use crate::text::Lang;

/// Takes a seat; whether the person had none yet.
pub async fn add_seat(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<bool> {
    let now = tx.now;
    let added = sqlx::query!(
        "insert into seat (forum, person, at) values ($1, $2, $3) on conflict do nothing",
        forum,
        person,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(added.rows_affected() > 0)
}

/// Gives a seat back; whether the person had one.
pub async fn delete_seat(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<bool> {
    let gone =
        sqlx::query!("delete from seat where forum = $1 and person = $2", forum, person).execute(tx.conn()).await?;
    Ok(gone.rows_affected() > 0)
}

/// Whether a person has a seat.
pub async fn has_seat(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<bool> {
    let seat = sqlx::query_scalar!(r#"select 1 as "one!" from seat where forum = $1 and person = $2"#, forum, person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(seat.is_some())
}

/// Tell this person when a seat is free.
pub async fn add_wait(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("insert into wait (forum, person, at) values ($1, $2, $3) on conflict do nothing", forum, person, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Do not tell them any more.
pub async fn delete_wait(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from wait where forum = $1 and person = $2", forum, person).execute(tx.conn()).await?;
    Ok(())
}

/// Nobody is told any more: it is over.
pub async fn delete_waits(tx: &mut Tx, forum: ForumId) -> sqlx::Result<()> {
    sqlx::query!("delete from wait where forum = $1", forum).execute(tx.conn()).await?;
    Ok(())
}

/// Whether a person waits for a seat.
pub async fn waits(tx: &mut Tx, forum: ForumId, person: PersonId) -> sqlx::Result<bool> {
    let wait = sqlx::query_scalar!(r#"select 1 as "one!" from wait where forum = $1 and person = $2"#, forum, person)
        .fetch_optional(tx.conn())
        .await?;
    Ok(wait.is_some())
}

/// The next page of who signed up, by number, as the way out needs them.
pub async fn page_registered(tx: &mut Tx, forum: ForumId, cursor: PersonId, limit: i64) -> sqlx::Result<Vec<Address>> {
    page_registered_by(tx, forum, cursor, limit, Moment::from_ms(i64::MAX)).await
}

/// The same, of those who had signed up by a moment.
pub async fn page_registered_by(
    tx: &mut Tx,
    forum: ForumId,
    cursor: PersonId,
    limit: i64,
    by: Moment,
) -> sqlx::Result<Vec<Address>> {
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang"
           from seat s join person p on p.id = s.person
           where s.forum = $1 and s.person > $2 and s.at <= $4 and p.gone_at is null order by s.person limit $3"#,
        forum,
        cursor,
        limit,
        by
    )
    .fetch_all(tx.conn())
    .await
}

/// The next page of who waits for a seat.
pub async fn page_waiting(tx: &mut Tx, forum: ForumId, cursor: PersonId, limit: i64) -> sqlx::Result<Vec<Address>> {
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang"
           from wait w join person p on p.id = w.person
           where w.forum = $1 and w.person > $2 and p.gone_at is null order by w.person limit $3"#,
        forum,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// Somebody on the list.
pub struct Guest {
    /// Who.
    pub person: PersonId,
    /// The name that they chose for the public.
    pub nickname: Option<String>,
    /// Where they belong, if they told.
    pub dong: Option<DongCode>,
    /// Since when they are on the list.
    pub at: Moment,
}

/// Who signed up, the first first.
pub async fn guests(tx: &mut Tx, forum: ForumId) -> sqlx::Result<Vec<Guest>> {
    sqlx::query_as!(
        Guest,
        r#"select s.person as "person!: PersonId", p.nickname, p.dong as "dong: DongCode", s.at as "at: Moment"
           from seat s join person p on p.id = s.person where s.forum = $1 order by s.at, s.person"#,
        forum
    )
    .fetch_all(tx.conn())
    .await
}
