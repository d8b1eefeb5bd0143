//! Stub: the room's builder replaces this file.
use serde::{Deserialize, Serialize};

use crate::city::City;
use crate::db::Tx;

/// What to export, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Export {}

/// An export, ready to be sent or written.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A table of an export.
pub struct Table {
    /// Its name, `proposals`.
    pub name: &'static str,
    /// The names of its columns, in English and snake case: they are the same in every language.
    pub columns: Vec<&'static str>,
    /// Its rows; as many cells as columns. Numbers stay numbers in JSON.
    pub rows: Vec<Vec<serde_json::Value>>,
}

/// Makes an export from the database as it is.
pub async fn render(_tx: &mut Tx, _city: &City, _what: &Export) -> anyhow::Result<File> {
    Ok(File { name: String::new(), bytes: Vec::new() })
}
