//! The SQL of facts about the file itself: what it is for, and what was done on which day.

use crate::clock::Moment;
use crate::db::Tx;

/// What the file is for; a new one is for `kind` from now on.
pub async fn kind_or(tx: &mut Tx, kind: &str) -> sqlx::Result<String> {
    match fact(tx, "kind").await? {
        Some(known) => Ok(known),
        None => {
            set_fact(tx, "kind", kind).await?;
            Ok(kind.to_owned())
        }
    }
}

/// A fact by its name.
pub async fn fact(tx: &mut Tx, key: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select value from meta where key = $1", key).fetch_optional(tx.conn()).await
}

/// Sets a fact.
pub async fn set_fact(tx: &mut Tx, key: &str, value: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        key,
        value
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets a fact.
pub async fn forget_fact(tx: &mut Tx, key: &str) -> sqlx::Result<()> {
    sqlx::query!("delete from meta where key = $1", key).execute(tx.conn()).await?;
    Ok(())
}

/// The time that was reached, as far as it is written down.
pub async fn clock_kept(tx: &mut Tx) -> sqlx::Result<Option<Moment>> {
    // What came in last is stamped too; the index makes it one look.
    let taken = sqlx::query_scalar!(r#"select max(at) as "at: Moment" from update_taken"#).fetch_one(tx.conn()).await?;
    let kept = fact(tx, "clock").await?.and_then(|ms| ms.parse().ok()).map(Moment::from_ms);
    Ok(taken.max(kept))
}

/// What the database was made for.
pub async fn kind(tx: &mut Tx) -> sqlx::Result<Option<String>> {
    fact(tx, "kind").await
}

/// Writes down the time that is reached.
pub async fn keep_clock(tx: &mut Tx, at: Moment) -> sqlx::Result<()> {
    set_fact(tx, "clock", &at.ms().to_string()).await
}

/// Something of a size that a batch may need, to see whether there is room for it. It is taken away
/// again by [`forget_probe`], in a transaction of its own: what is had and given back in one is never
/// written.
pub async fn keep_probe(tx: &mut Tx) -> sqlx::Result<()> {
    const PROBE_BYTES: usize = 256 * 1024;
    set_fact(tx, "probe", &"0".repeat(PROBE_BYTES)).await
}

/// Takes it away.
pub async fn forget_probe(tx: &mut Tx) -> sqlx::Result<()> {
    forget_fact(tx, "probe").await
}

/// How large the database is.
pub async fn bytes(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar("select page_count * page_size from pragma_page_count, pragma_page_size")
        .fetch_one(tx.conn())
        .await
}
