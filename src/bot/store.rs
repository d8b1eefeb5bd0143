//! The SQL of dialogues.

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;

/// A dialogue as it was saved.
pub struct Saved {
    /// Which one.
    pub kind: String,
    /// Its state, JSON.
    pub state: String,
    /// The step that its present buttons carry.
    pub step: i64,
    /// When.
    pub saved_at: Moment,
}

/// The dialogue of that kind.
pub async fn dialogue(tx: &mut Tx, person: PersonId, kind: &str) -> sqlx::Result<Option<Saved>> {
    sqlx::query_as!(
        Saved,
        r#"select kind, state, step, saved_at as "saved_at: Moment" from dialogue where person = $1 and kind = $2"#,
        person,
        kind
    )
    .fetch_optional(tx.conn())
    .await
}

/// All that a person has open or put aside, the latest first.
pub async fn dialogues(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<Saved>> {
    sqlx::query_as!(
        Saved,
        r#"select kind, state, step, saved_at as "saved_at: Moment" from dialogue where person = $1
           order by saved_at desc"#,
        person
    )
    .fetch_all(tx.conn())
    .await
}

/// Saves a dialogue; the step that its buttons carry. Steps grow with time, so that those of
/// different dialogues never meet.
pub async fn save_dialogue(tx: &mut Tx, person: PersonId, kind: &str, state: &str) -> sqlx::Result<i64> {
    let now = tx.now;
    sqlx::query_scalar!(
        r#"insert into dialogue (person, kind, state, step, saved_at) values ($1, $2, $3, $4, $4)
           on conflict (person, kind) do update
           set state = excluded.state, step = max(step + 1, excluded.step), saved_at = excluded.saved_at
           returning step as "step!""#,
        person,
        kind,
        state,
        now
    )
    .fetch_one(tx.conn())
    .await
}

/// Forgets a dialogue.
pub async fn delete_dialogue(tx: &mut Tx, person: PersonId, kind: &str) -> sqlx::Result<()> {
    sqlx::query!("delete from dialogue where person = $1 and kind = $2", person, kind).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets drafts saved before `before`.
pub async fn delete_old_dialogues(tx: &mut Tx, before: Moment) -> sqlx::Result<u64> {
    let old = sqlx::query!("delete from dialogue where saved_at < $1", before).execute(tx.conn()).await?;
    Ok(old.rows_affected())
}

/// Which dialogue a person is in.
pub async fn talk_about(tx: &mut Tx, person: PersonId, kind: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!("update person set dialogue = $2, misses = 0 where id = $1", person, kind).execute(tx.conn()).await?;
    Ok(())
}

/// Counts messages in a row that were not understood; how many there are now.
pub async fn miss(tx: &mut Tx, person: PersonId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"update person set misses = misses + 1 where id = $1 returning misses as "misses!""#, person)
        .fetch_one(tx.conn())
        .await
}

/// Starts that count again.
pub async fn understood(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("update person set misses = 0 where id = $1 and misses > 0", person).execute(tx.conn()).await?;
    Ok(())
}
