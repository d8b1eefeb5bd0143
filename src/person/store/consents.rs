//! The SQL of what people agreed to.

use crate::clock::Moment;
use crate::db::Tx;
use crate::person::{Consent, PersonId};

/// Writes down that a person agreed, or did not.
pub async fn add_consent(
    tx: &mut Tx,
    person: PersonId,
    item: Consent,
    version: i64,
    granted: bool,
) -> sqlx::Result<()> {
    let (now, item) = (tx.now, item.name());
    sqlx::query!(
        "insert into consent (person, item, version, granted, at) values ($1, $2, $3, $4, $5)",
        person,
        item,
        version,
        granted,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Forgets what somebody agreed to who may not agree.
pub async fn forget_consents(tx: &mut Tx, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("delete from consent where person = $1", person).execute(tx.conn()).await?;
    Ok(())
}

/// The items that a person has agreed to in that version, by name.
pub async fn consents(tx: &mut Tx, person: PersonId, version: i64) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select distinct item from consent where person = $1 and version >= $2 and granted = 1",
        person,
        version
    )
    .fetch_all(tx.conn())
    .await
}

/// Every consent that a person gave or refused: item, version, granted, when.
pub async fn consent_history(tx: &mut Tx, person: PersonId) -> sqlx::Result<Vec<(String, i64, bool, Moment)>> {
    let rows = sqlx::query!(
        r#"select item, version, granted as "granted: bool", at as "at: Moment" from consent where person = $1 order by id"#,
        person
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.item, row.version, row.granted, row.at)).collect())
}
