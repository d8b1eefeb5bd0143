//! Stub: the room's builder replaces this file.
use crate::city::City;
use crate::db::Tx;
use crate::staff::export::Table;

/// The room's tables, for an export.
pub async fn tables(_tx: &mut Tx, _city: &City) -> anyhow::Result<Vec<Table>> {
    Ok(Vec::new())
}

/// Who signed up for one forum.
pub async fn roster(_tx: &mut Tx, _city: &City, _forum: super::ForumId) -> anyhow::Result<Table> {
    Ok(Table { name: "roster", columns: Vec::new(), rows: Vec::new() })
}
