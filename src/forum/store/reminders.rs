//! The SQL of planned reminders.

use crate::clock::Moment;
use crate::db::Tx;
use crate::forum::ForumId;
use crate::person::PersonId;

/// Plans a reminder.
pub async fn add_reminder(tx: &mut Tx, forum: ForumId, minutes: u32, due_at: Moment) -> sqlx::Result<()> {
    sqlx::query!("insert into reminder (forum, minutes, due_at) values ($1, $2, $3)", forum, minutes, due_at)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets what was planned for a forum.
pub async fn delete_reminders(tx: &mut Tx, forum: ForumId) -> sqlx::Result<()> {
    sqlx::query!("delete from reminder where forum = $1", forum).execute(tx.conn()).await?;
    Ok(())
}

/// A reminder whose time has come.
pub struct Due {
    /// Of which forum.
    pub forum: ForumId,
    /// How long before it.
    pub minutes: u32,
    /// When it was due.
    pub due_at: Moment,
    /// The person up to whom it was sent.
    pub cursor: PersonId,
}

/// Reminders whose time has come, and that are not done; of a forum the latest first.
pub async fn due_reminders(tx: &mut Tx) -> sqlx::Result<Vec<Due>> {
    let now = tx.now;
    sqlx::query_as!(
        Due,
        r#"select forum as "forum!: ForumId", minutes as "minutes!: u32", due_at as "due_at: Moment",
                  cursor as "cursor: PersonId"
           from reminder where done_at is null and due_at <= $1 order by forum, minutes"#,
        now
    )
    .fetch_all(tx.conn())
    .await
}

/// A reminder was sent up to that person.
pub async fn move_reminder(tx: &mut Tx, forum: ForumId, minutes: u32, cursor: PersonId) -> sqlx::Result<()> {
    sqlx::query!("update reminder set cursor = $3 where forum = $1 and minutes = $2", forum, minutes, cursor)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// A reminder is done with.
pub async fn end_reminder(tx: &mut Tx, forum: ForumId, minutes: u32) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!("update reminder set done_at = $3 where forum = $1 and minutes = $2", forum, minutes, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Minutes of the reminders of a forum that are still to come, the earliest first.
pub async fn reminders_ahead(tx: &mut Tx, forum: ForumId) -> sqlx::Result<Vec<u32>> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"select minutes as "minutes!: u32" from reminder where forum = $1 and done_at is null and due_at > $2
           order by minutes desc"#,
        forum,
        now
    )
    .fetch_all(tx.conn())
    .await
}
