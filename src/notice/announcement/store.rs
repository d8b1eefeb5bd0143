//! The SQL of announcements.

use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::announcement::{Announcement, Draft};
use crate::notice::{NoticeId, State};
use crate::person::PersonId;

/// Keeps what was announced with that notice.
pub async fn add(tx: &mut Tx, notice: NoticeId, draft: &Draft) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into announcement (notice, author, area, field, ko, en, corrects) values ($1, $2, $3, $4, $5, $6, $7)",
        notice,
        draft.author,
        draft.area,
        draft.field,
        draft.words.ko,
        draft.words.en,
        draft.corrects
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One announcement.
pub async fn get(tx: &mut Tx, id: NoticeId) -> sqlx::Result<Option<Announcement>> {
    sqlx::query_as!(
        Announcement,
        r#"select a.notice as "id!: NoticeId", a.author as "author: PersonId", a.area, a.field, a.ko, a.en,
                  a.corrects as "corrects: NoticeId", n.state as "state: State",
                  coalesce(n.total, n.posted) as "total!: i64", n.posted, n.sent, n.failed,
                  n.made_at as "made_at: Moment"
           from announcement a join notice n on n.id = a.notice where a.notice = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await
}

/// A page of all announcements, the latest first.
pub async fn page(tx: &mut Tx, offset: i64, limit: i64) -> sqlx::Result<Vec<Announcement>> {
    sqlx::query_as!(
        Announcement,
        r#"select a.notice as "id!: NoticeId", a.author as "author: PersonId", a.area, a.field, a.ko, a.en,
                  a.corrects as "corrects: NoticeId", n.state as "state: State",
                  coalesce(n.total, n.posted) as "total!: i64", n.posted, n.sent, n.failed,
                  n.made_at as "made_at: Moment"
           from announcement a join notice n on n.id = a.notice order by a.notice desc limit $2 offset $1"#,
        offset,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// The latest announcements for somebody of that dong with those interests, a JSON array: what is
/// for everybody and what is for them. What staff stopped is not news.
pub async fn news(tx: &mut Tx, dong: &str, interests: &str, limit: i64) -> sqlx::Result<Vec<Announcement>> {
    sqlx::query_as!(
        Announcement,
        r#"select a.notice as "id!: NoticeId", a.author as "author: PersonId", a.area, a.field, a.ko, a.en,
                  a.corrects as "corrects: NoticeId", n.state as "state: State",
                  coalesce(n.total, n.posted) as "total!: i64", n.posted, n.sent, n.failed,
                  n.made_at as "made_at: Moment"
           from announcement a join notice n on n.id = a.notice
           where n.state <> 'stopped'
             and (a.area = '' or $1 like a.area || '%')
             and (a.field is null or exists (select 1 from json_each($2) where value = a.field))
           order by a.notice desc limit $3"#,
        dong,
        interests,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// The latest announcement that puts this one right.
pub async fn correction_of(tx: &mut Tx, id: NoticeId) -> sqlx::Result<Option<NoticeId>> {
    sqlx::query_scalar!(
        r#"select notice as "notice!: NoticeId" from announcement where corrects = $1 order by notice desc limit 1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await
}

/// How many are in that state.
pub async fn count(tx: &mut Tx, state: State) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!: i64" from announcement a join notice n on n.id = a.notice where n.state = $1"#,
        state
    )
    .fetch_one(tx.conn())
    .await
}
