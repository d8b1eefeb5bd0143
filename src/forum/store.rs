//! The SQL of forums; of seats and reminders below. A forum is read by one statement, and lists are
//! lists of numbers.

use crate::bot::Words;
use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::{Details, Forum, ForumId, State, Venue};
use crate::notice::NoticeId;
use crate::person::PersonId;

mod reminders;
mod seats;

pub use reminders::*;
pub use seats::*;

/// A forum with how many signed up and how many wait.
pub async fn get(tx: &mut Tx, id: ForumId) -> sqlx::Result<Option<Forum>> {
    let row = sqlx::query!(
        r#"select id as "id!: ForumId", title, title_en, about, about_en, starts_at as "starts_at: Moment",
                  ends_at as "ends_at: Moment", place, address, latitude, longitude, link, capacity as "capacity: u32",
                  area, field, reminders, state as "state: State", revision, notice as "notice: NoticeId",
                  reason, reason_en,
                  (select count(*) from seat where seat.forum = forum.id) as "taken!: i64",
                  (select count(*) from wait where wait.forum = forum.id) as "waiting!: i64"
           from forum where id = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Forum {
        id: row.id,
        details: Details {
            title: Words { ko: row.title, en: row.title_en },
            about: words(row.about, row.about_en),
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            place: row.place.map(|name| Venue { name, address: row.address, point: row.latitude.zip(row.longitude) }),
            link: row.link,
            capacity: row.capacity,
        },
        area: row.area,
        field: row.field,
        reminders: serde_json::from_str(&row.reminders).unwrap_or_default(),
        state: row.state,
        revision: row.revision,
        notice: row.notice,
        reason: words(row.reason, row.reason_en),
        taken: row.taken,
        waiting: row.waiting,
    }))
}

fn words(ko: Option<String>, en: Option<String>) -> Option<Words> {
    ko.map(|ko| Words { ko, en })
}

/// Announces a forum; its number.
pub async fn add(
    tx: &mut Tx,
    details: &Details,
    area: &str,
    field: Option<&str>,
    reminders: &[u32],
) -> sqlx::Result<ForumId> {
    let now = tx.now;
    let (about, about_en) =
        (details.about.as_ref().map(|about| &about.ko), details.about.as_ref().and_then(|about| about.en.as_ref()));
    let place = details.place.as_ref();
    let (name, address) = (place.map(|place| &place.name), place.and_then(|place| place.address.as_ref()));
    let (latitude, longitude) = place.and_then(|place| place.point).unzip();
    let reminders = serde_json::to_string(reminders).unwrap_or_default();
    sqlx::query_scalar!(
        r#"insert into forum (title, title_en, about, about_en, starts_at, ends_at, place, address, latitude, longitude,
                              link, capacity, area, field, reminders, made_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           returning id as "id!: ForumId""#,
        details.title.ko,
        details.title.en,
        about,
        about_en,
        details.starts_at,
        details.ends_at,
        name,
        address,
        latitude,
        longitude,
        details.link,
        details.capacity,
        area,
        field,
        reminders,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// Changes what a forum is, when and where; its revision afterwards.
pub async fn change(tx: &mut Tx, id: ForumId, details: &Details) -> sqlx::Result<i64> {
    let (about, about_en) =
        (details.about.as_ref().map(|about| &about.ko), details.about.as_ref().and_then(|about| about.en.as_ref()));
    let place = details.place.as_ref();
    let (name, address) = (place.map(|place| &place.name), place.and_then(|place| place.address.as_ref()));
    let (latitude, longitude) = place.and_then(|place| place.point).unzip();
    sqlx::query_scalar!(
        r#"update forum set title = $2, title_en = $3, about = $4, about_en = $5, starts_at = $6, ends_at = $7, place = $8,
                            address = $9, latitude = $10, longitude = $11, link = $12, capacity = $13,
                            revision = revision + 1
           where id = $1 returning revision as "revision!""#,
        id,
        details.title.ko,
        details.title.en,
        about,
        about_en,
        details.starts_at,
        details.ends_at,
        name,
        address,
        latitude,
        longitude,
        details.link,
        details.capacity
    )
    .fetch_one(tx.conn())
    .await
}

/// Remembers the announcement.
pub async fn set_notice(tx: &mut Tx, id: ForumId, notice: NoticeId) -> sqlx::Result<()> {
    sqlx::query!("update forum set notice = $2 where id = $1", id, notice).execute(tx.conn()).await?;
    Ok(())
}

/// Removes a forum with everything that belongs to it: for examples only.
pub async fn delete(tx: &mut Tx, id: ForumId) -> sqlx::Result<()> {
    sqlx::query!("delete from forum where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}

/// The list is closed, or open again.
pub async fn set_state(tx: &mut Tx, id: ForumId, state: State) -> sqlx::Result<()> {
    sqlx::query!("update forum set state = $2, revision = revision + 1 where id = $1", id, state)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// It does not take place.
pub async fn cancel(tx: &mut Tx, id: ForumId, reason: &Words) -> sqlx::Result<()> {
    sqlx::query!(
        "update forum set state = 'cancelled', reason = $2, reason_en = $3, revision = revision + 1 where id = $1",
        id,
        reason.ko,
        reason.en
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Counts that those who wait are told of free seats; how often so far.
pub async fn count_freed(tx: &mut Tx, forum: ForumId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"update forum set freed = freed + 1 where id = $1 returning freed as "freed!""#, forum)
        .fetch_one(tx.conn())
        .await
}

/// Those that ended before now took place; nobody waits for a seat there. `unless_told` is how long
/// one lasts whose end was not told, in milliseconds.
pub async fn finish(tx: &mut Tx, unless_told: i64) -> sqlx::Result<Vec<ForumId>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"update forum set state = 'over' where state in ('announced', 'closed') and starts_at < $1
           and coalesce(ends_at, starts_at + $2) <= $1 returning id as "id!: ForumId""#,
        now,
        unless_told
    )
    .fetch_all(tx.conn())
    .await
}

/// Those that are not over, the next first.
pub async fn coming(tx: &mut Tx, limit: i64, offset: i64) -> sqlx::Result<Vec<ForumId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: ForumId" from forum where state in ('announced', 'closed')
           order by starts_at, id limit $1 offset $2"#,
        limit,
        offset
    )
    .fetch_all(tx.conn())
    .await
}

/// Those that are over or cancelled, the latest first.
pub async fn past(tx: &mut Tx, limit: i64, offset: i64) -> sqlx::Result<Vec<ForumId>> {
    sqlx::query_scalar!(
        r#"select id as "id!: ForumId" from forum where state in ('over', 'cancelled')
           order by starts_at desc, id desc limit $1 offset $2"#,
        limit,
        offset
    )
    .fetch_all(tx.conn())
    .await
}

/// How many are over or cancelled.
pub async fn count_past(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from forum where state in ('over', 'cancelled')"#)
        .fetch_one(tx.conn())
        .await
}

/// Changes when people are reminded.
pub async fn set_reminders(tx: &mut Tx, id: ForumId, reminders: &[u32]) -> sqlx::Result<()> {
    let reminders = serde_json::to_string(reminders).unwrap_or_default();
    sqlx::query!("update forum set reminders = $2 where id = $1", id, reminders).execute(tx.conn()).await?;
    Ok(())
}

/// How many are not over.
pub async fn count_coming(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from forum where state in ('announced', 'closed')"#)
        .fetch_one(tx.conn())
        .await
}

/// The latest that a person signed up for, by its beginning.
pub async fn of(tx: &mut Tx, person: PersonId, limit: i64) -> sqlx::Result<Vec<ForumId>> {
    sqlx::query_scalar!(
        r#"select f.id as "id!: ForumId" from seat s join forum f on f.id = s.forum where s.person = $1
           order by f.starts_at desc, f.id desc limit $2"#,
        person,
        limit
    )
    .fetch_all(tx.conn())
    .await
}

/// Those to come that a person signed up for, up to a moment.
pub async fn of_until(tx: &mut Tx, person: PersonId, until: Moment) -> sqlx::Result<Vec<ForumId>> {
    sqlx::query_scalar!(
        r#"select f.id as "id!: ForumId" from seat s join forum f on f.id = s.forum
           where s.person = $1 and f.state in ('announced', 'closed') and f.starts_at <= $2
           order by f.starts_at, f.id"#,
        person,
        until
    )
    .fetch_all(tx.conn())
    .await
}

/// All forums, for an export.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<ForumId>> {
    sqlx::query_scalar!(r#"select id as "id!: ForumId" from forum order by id"#).fetch_all(tx.conn()).await
}

/// What a person signed up for and waits for, for their own data.
pub async fn own_data(tx: &mut Tx, person: PersonId) -> sqlx::Result<serde_json::Value> {
    let rows = sqlx::query!(
        r#"select f.title as "title!", f.starts_at as "starts_at!: Moment", f.state as "state!: State",
                  mine.at as "at!: Moment", mine.seated as "seated!: bool"
           from (select forum, at, 1 as seated from seat where person = $1
                 union all select forum, at, 0 from wait where person = $1) mine
           join forum f on f.id = mine.forum order by f.starts_at, f.id"#,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    let entries = rows.into_iter().map(|row| {
        let kind = if row.seated { "signed_up" } else { "waits_for_a_seat" };
        serde_json::json!({
            "forum": row.title, "starts_at": row.starts_at.to_string(), "state": row.state.name(),
            "kind": kind, "at": row.at.to_string(),
        })
    });
    Ok(entries.collect())
}
