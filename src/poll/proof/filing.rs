//! Adds checkpoints to the file that the city chose, for whoever copies it to where everybody can read it.
//! This is the edge: it runs beside the writer, after the commit that made them.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;

use super::store;
use crate::city::City;
use crate::db::{Db, Tx};

/// Checkpoints in one go.
const FILED_MAX: i64 = 100;

/// Files what is not filed yet. Twice in the file harms nobody; not at all would.
pub async fn pass(db: &Db, city: &Arc<City>) -> anyhow::Result<()> {
    let Some(path) = &city.preset.proof.file else { return Ok(()) };
    let mut tx = db.read().await?;
    let waiting = store::unfiled(&mut tx, FILED_MAX).await?;
    drop(tx);
    if waiting.is_empty() {
        return Ok(());
    }
    let notes: Vec<&str> = waiting.iter().map(|(_, _, note)| note.as_str()).collect();
    add(path, &(notes.join("\n") + "\n")).with_context(|| format!("{} cannot be written", path.display()))?;
    let done: Vec<_> = waiting.iter().map(|(poll, size, note)| (*poll, *size, note.clone())).collect();
    db.write(async move |tx: &mut Tx| {
        for (poll, size, note) in &done {
            store::set_filed(tx, *poll, *size, note).await?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

fn add(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
