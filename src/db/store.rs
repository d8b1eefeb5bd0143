//! The SQL of facts about the file itself: what it is for, and what was done on which day.

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
