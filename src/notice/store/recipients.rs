//! The SQL of whom notices went to.

use std::collections::HashSet;

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::NoticeId;
use crate::person::{Address, PersonId};
use crate::text::Lang;

/// Puts people on the list; those who were not on it.
pub async fn add_recipients(tx: &mut Tx, notice: NoticeId, people: &[Address]) -> sqlx::Result<HashSet<PersonId>> {
    let people = numbers(people.iter().map(|to| to.person));
    let new = sqlx::query_scalar!(
        r#"insert into notice_recipient (notice, person) select $1, value from json_each($2) where true
           on conflict do nothing returning person as "person!: PersonId""#,
        notice,
        people
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(new.into_iter().collect())
}

/// Takes people off the list.
pub async fn remove_recipients(tx: &mut Tx, notice: NoticeId, people: &[PersonId]) -> sqlx::Result<()> {
    let people = numbers(people.iter().copied());
    sqlx::query!(
        "delete from notice_recipient where notice = $1 and person in (select value from json_each($2))",
        notice,
        people
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

fn numbers(people: impl Iterator<Item = PersonId>) -> String {
    serde_json::to_string(&people.collect::<Vec<_>>()).expect("numbers can be written")
}

/// The next page of whom an earlier notice went to. Who has stopped everything since gets no more
/// of what nobody asked for.
pub async fn page_recipients(
    tx: &mut Tx,
    notice: NoticeId,
    cursor: PersonId,
    limit: i64,
) -> sqlx::Result<Vec<Address>> {
    sqlx::query_as!(
        Address,
        r#"select p.id as "person!: PersonId", p.channel, p.chat as "chat: ChatId", p.lang as "lang: Lang"
           from notice_recipient r join person p on p.id = r.person join notice n on n.id = r.notice
           where r.notice = $1 and r.person > $2 and p.gone_at is null and p.standing = 'member'
             and (p.stopped = 0 or n.unasked = 0)
           order by r.person limit $3"#,
        notice,
        cursor,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// How many people [`page_recipients`] would find.
pub async fn count_recipients(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64"
           from notice_recipient r join person p on p.id = r.person join notice n on n.id = r.notice
           where r.notice = $1 and p.gone_at is null and p.standing = 'member' and (p.stopped = 0 or n.unasked = 0)"#,
        notice
    )
    .fetch_one(tx.conn())
    .await
}

/// How many people [`page_recipients`] would find after `cursor` who are not on the list of `next` yet.
pub async fn count_recipients_to_come(
    tx: &mut Tx,
    notice: NoticeId,
    cursor: PersonId,
    next: NoticeId,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64"
           from notice_recipient r join person p on p.id = r.person join notice n on n.id = r.notice
           where r.notice = $1 and r.person > $2 and p.gone_at is null and p.standing = 'member'
             and (p.stopped = 0 or n.unasked = 0)
             and not exists (select 1 from notice_recipient l where l.notice = $3 and l.person = p.id)"#,
        notice,
        cursor,
        next
    )
    .fetch_one(tx.conn())
    .await
}

/// The oldest notice that was done before `before` and of which it is known whom it went to.
pub async fn remembered(tx: &mut Tx, before: Moment) -> sqlx::Result<Option<NoticeId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: NoticeId" from notice where forgotten_at is null and done_at < $1
           order by done_at limit 1"#,
        before
    )
    .fetch_optional(tx.conn())
    .await
}

/// Forgets up to `limit` people to whom a notice went; how many there were.
pub async fn forget_recipients(tx: &mut Tx, notice: NoticeId, limit: i64) -> sqlx::Result<u64> {
    let gone = sqlx::query!(
        "delete from notice_recipient where notice = $1 and person in (
             select person from notice_recipient where notice = $1 order by person limit $2)",
        notice,
        limit
    )
    .execute(tx.conn())
    .await?;
    Ok(gone.rows_affected())
}

/// All of them are forgotten.
pub async fn forgotten(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update notice set forgotten_at = $2 where id = $1", notice, now).execute(tx.conn()).await?;
    Ok(())
}

/// The notices that a person was sent, for their own data: what it told, and when it was made.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<(String, Moment)>> {
    let rows = sqlx::query!(
        r#"select n.key, n.made_at as "made_at: Moment"
           from notice_recipient r join notice n on n.id = r.notice where r.person = $1 order by n.id"#,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.made_at)).collect())
}
