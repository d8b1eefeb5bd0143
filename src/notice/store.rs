//! The SQL of notices on their way. That of announcements is in `announcement/store.rs`.

use crate::channel::Outbound;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::{Audience, Notice, NoticeId, State};
use crate::outbox::Lane;
use crate::person::PersonId;
use crate::text::Lang;

mod recipients;

pub use recipients::{
    add_recipients, count_recipients, count_recipients_to_come, forget_recipients, forgotten, of_person,
    page_recipients, remembered, remove_recipients,
};

/// A notice to be.
pub struct New<'a> {
    /// What it tells.
    pub key: &'a str,
    /// Whom it is for, JSON.
    pub audience: &'a str,
    /// How urgent.
    pub lane: Lane,
    /// Whether nobody asked for it.
    pub unasked: bool,
}

/// Adds a notice; none if one with its key was ever added.
pub async fn add(tx: &mut Tx, new: New<'_>) -> sqlx::Result<Option<NoticeId>> {
    let (now, lane) = (tx.now, new.lane.number());
    sqlx::query_scalar!(
        r#"insert into notice (key, audience, lane, unasked, state, made_at)
           values ($1, $2, $3, $4, 'sending', $5)
           on conflict (key) do nothing returning id as "id!: NoticeId""#,
        new.key,
        new.audience,
        lane,
        new.unasked,
        now
    )
    .fetch_optional(tx.conn())
    .await
}

/// The notice of a key.
pub async fn by_key(tx: &mut Tx, key: &str) -> sqlx::Result<NoticeId> {
    sqlx::query_scalar!(r#"select id as "id!: NoticeId" from notice where key = $1"#, key).fetch_one(tx.conn()).await
}

/// Whether nobody asked for it.
pub async fn unasked(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(r#"select unasked as "unasked: bool" from notice where id = $1"#, notice)
        .fetch_optional(tx.conn())
        .await
}

/// Keeps a notice's words in one language.
pub async fn add_text(tx: &mut Tx, notice: NoticeId, lang: Lang, messages: &str) -> sqlx::Result<()> {
    let lang = lang.code();
    sqlx::query!("insert into notice_text (notice, lang, messages) values ($1, $2, $3)", notice, lang, messages)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A notice's messages in one language; where it has none in that, those in the reference.
pub async fn messages(tx: &mut Tx, notice: NoticeId, lang: Lang) -> sqlx::Result<Vec<Outbound>> {
    let (lang, reference) = (lang.code(), Lang::reference().code());
    let kept = sqlx::query_scalar!(
        r#"select messages as "messages: sqlx::types::Json<Vec<Outbound>>" from notice_text
           where notice = $1 and lang in ($2, $3) order by lang <> $2 limit 1"#,
        notice,
        lang,
        reference
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(kept.map(|kept| kept.0).unwrap_or_default())
}

/// The notice whose recipients are found next, of lanes up to `up_to`; while people sleep, only what
/// they asked for.
pub async fn next(tx: &mut Tx, up_to: Lane, people_sleep: bool) -> sqlx::Result<Option<Notice>> {
    let up_to = up_to.number();
    let row = sqlx::query!(
        r#"select id as "id!: NoticeId", audience as "audience: sqlx::types::Json<Audience>", lane,
                  state as "state: State", cursor as "cursor: PersonId", made_at as "made_at: Moment"
           from notice where state = 'sending' and lane <= $1 and (unasked = 0 or not $2)
           order by lane, id limit 1"#,
        up_to,
        people_sleep
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Notice {
        id: row.id,
        audience: row.audience.0,
        lane: Lane::from_number(row.lane),
        state: row.state,
        cursor: row.cursor,
        made_at: row.made_at,
    }))
}

/// Whom a notice is for, and up to which person its list goes.
pub async fn list(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<(Audience, PersonId)> {
    let row = sqlx::query!(
        r#"select audience as "audience: sqlx::types::Json<Audience>", cursor as "cursor: PersonId"
           from notice where id = $1"#,
        notice
    )
    .fetch_one(tx.conn())
    .await?;
    Ok((row.audience.0, row.cursor))
}

/// The latest notice's number; 0 if there was none.
pub async fn last(tx: &mut Tx) -> sqlx::Result<NoticeId> {
    sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "id!: NoticeId" from notice"#).fetch_one(tx.conn()).await
}

/// Where a notice stands.
pub async fn state(tx: &mut Tx, notice: NoticeId) -> sqlx::Result<Option<State>> {
    sqlx::query_scalar!(r#"select state as "state: State" from notice where id = $1"#, notice)
        .fetch_optional(tx.conn())
        .await
}

/// It stands differently from now on.
pub async fn set_state(tx: &mut Tx, notice: NoticeId, state: State) -> sqlx::Result<()> {
    let done_at = matches!(state, State::Done | State::Stopped).then_some(tx.now);
    sqlx::query!("update notice set state = $2, done_at = $3 where id = $1", notice, state, done_at)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// So many more people are on its list, up to that one.
pub async fn advance(tx: &mut Tx, notice: NoticeId, cursor: PersonId, posted: i64) -> sqlx::Result<()> {
    sqlx::query!("update notice set cursor = $2, posted = posted + $3 where id = $1", notice, cursor, posted)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// The list begins again with that person, and counts who is on it.
pub async fn rewind(tx: &mut Tx, notice: NoticeId, first: PersonId) -> sqlx::Result<()> {
    sqlx::query!(
        "update notice set cursor = min(cursor, $2 - 1),
                posted = (select count(*) from notice_recipient where notice = $1) where id = $1",
        notice,
        first
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Notices whose recipients are all found, and of which something may still wait in the outbox.
pub async fn unsettled(tx: &mut Tx) -> sqlx::Result<Vec<NoticeId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: NoticeId" from notice
           where settled_at is null and state in ('done', 'stopped') order by id"#
    )
    .fetch_all(tx.conn())
    .await
}

/// Nothing of it waits any more: how many have it, and how many it could not reach.
pub async fn settle(tx: &mut Tx, notice: NoticeId, failed: i64) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "update notice set settled_at = $2, failed = $3, sent = max(posted - $3, 0) where id = $1",
        notice,
        now,
        failed
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many people it is for, as they were counted before it was published.
pub async fn set_total(tx: &mut Tx, notice: NoticeId, total: i64) -> sqlx::Result<()> {
    sqlx::query!("update notice set total = $2 where id = $1", notice, total).execute(tx.conn()).await?;
    Ok(())
}
