//! The files of a bundle as one file. The same files give the same bytes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::rules::bundle::Files;
use super::{publish, store};
use crate::city::City;
use crate::db::Tx;
use crate::poll::{PollId, State, store as polls};

/// The public bundle of a poll, to be sent; none if there is none.
pub async fn render(tx: &mut Tx, city: &City, id: PollId) -> anyhow::Result<Option<Vec<u8>>> {
    match has(tx, id).await? {
        true => Ok(Some(zipped(&publish::bundle(tx, city, id).await?)?)),
        false => Ok(None),
    }
}

/// Whether a poll has a public bundle: its result is told, and it had a log from the beginning.
pub async fn has(tx: &mut Tx, id: PollId) -> anyhow::Result<bool> {
    let told = polls::poll(tx, id).await?.is_some_and(|poll| poll.state == State::Published);
    let begun = store::begun(tx, id).await?;
    Ok(told && begun.is_some_and(|begun| !begun.frozen.is_empty()))
}

/// The files as a zip.
pub fn zipped(files: &Files) -> anyhow::Result<Vec<u8>> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), plain)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
