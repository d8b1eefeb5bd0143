//! Files and folders on the disk: which format one is in, reading it whole, writing it whole.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::preflib::{self, DataType};
use super::{FILE_BYTES_MAX, Problem, Read, Vote, pb};

/// A format that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pabulib's `.pb`.
    Pb,
    /// PrefLib's orders and categories.
    PrefLib(DataType),
}

impl Format {
    /// The format of a file, by its ending.
    pub fn of(path: &Path) -> anyhow::Result<Format> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "pb" => Ok(Format::Pb),
            _ => match DataType::named(&ending) {
                Some(data_type) => Ok(Format::PrefLib(data_type)),
                None => bail!("{}: its ending is none of {}", path.display(), ENDINGS),
            },
        }
    }

    /// Reads a file of this format.
    pub fn read(self, bytes: &[u8]) -> Result<Read, Problem> {
        match self {
            Format::Pb => pb::read(bytes),
            Format::PrefLib(data_type) => preflib::read(bytes, data_type),
        }
    }

    /// Writes a vote in this format.
    pub fn write(self, vote: &Vote) -> Result<Vec<u8>, Problem> {
        match self {
            Format::Pb => pb::write(vote),
            Format::PrefLib(data_type) => preflib::write(vote, data_type),
        }
    }
}

const ENDINGS: &str = ".pb, .soc, .soi, .toc, .toi, .cat";

/// Reads a vote from the disk. What is wrong with it is one line that names the file.
pub fn read(path: &Path) -> anyhow::Result<Read> {
    let format = Format::of(path)?;
    let bytes = bytes(path)?;
    format.read(&bytes).map_err(|problem| anyhow::anyhow!("{}: {problem}", path.display()))
}

/// A whole file, if it is not too large.
fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let file = std::fs::File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let large = bytes.len() as u64 > FILE_BYTES_MAX;
    ensure!(!large, "{} is larger than {} MiB", path.display(), FILE_BYTES_MAX >> 20);
    Ok(bytes)
}
