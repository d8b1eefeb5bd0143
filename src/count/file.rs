//! Files and folders on the disk: which format one is in, reading it whole, writing it whole.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail, ensure};

use super::bundle::{self, Files};
use super::preflib::{self, DataType};
use super::sheet::{self, Wanted};
use super::{Dialect, FILE_BYTES_MAX, Problem, Read, Vote, pb};

/// A format that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Pabulib's `.pb`.
    Pb,
    /// PrefLib's orders and categories.
    PrefLib(DataType),
    /// A table of ballots, and one of options beside it.
    Csv,
    /// Our bundle as a zip.
    Zip,
    /// Our bundle as a folder.
    Folder,
}

impl Format {
    /// The format of a file, by its ending; of a folder, or of a name without an ending, that of a
    /// bundle.
    pub fn of(path: &Path) -> anyhow::Result<Format> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let Some(ending) = ending.filter(|_| !path.is_dir()) else { return Ok(Format::Folder) };
        match (ending.as_str(), DataType::named(&ending)) {
            ("pb", _) => Ok(Format::Pb),
            ("csv", _) => Ok(Format::Csv),
            ("zip", _) => Ok(Format::Zip),
            (_, Some(data_type)) => Ok(Format::PrefLib(data_type)),
            (_, None) => bail!(
                "{}: its ending is none of .pb, .soc, .soi, .toc, .toi, .cat, .csv and .zip, and it is no folder",
                path.display()
            ),
        }
    }

    /// The dialect of its facts, if it has one of its own.
    pub fn dialect(self) -> Option<Dialect> {
        match self {
            Format::Pb => Some(Dialect::Pabulib),
            Format::PrefLib(_) => Some(Dialect::PrefLib),
            Format::Csv | Format::Zip | Format::Folder => None,
        }
    }
}

/// Reads a vote from the disk. What is wrong with it is one line that names the file.
pub fn read(path: &Path) -> anyhow::Result<Read> {
    let about = |problem: Problem| anyhow!("{}: {problem}", path.display());
    match Format::of(path)? {
        Format::Pb => pb::read(&bytes(path)?).map_err(about),
        Format::PrefLib(data_type) => preflib::read(&bytes(path)?, data_type).map_err(about),
        Format::Zip => bundle::unzipped(&bytes(path)?).and_then(|files| bundle::vote(&files)).map_err(about),
        Format::Folder => bundle::vote(&folder(path)?).map_err(about),
        Format::Csv => {
            let options = beside(path);
            let options = if options.exists() { Some((bytes(&options)?, options)) } else { None };
            tables(path, &bytes(path)?, options)
        }
    }
}

/// Writes a vote to the disk. It must be in the form that the format takes (`convert`).
pub fn write(vote: &Vote, path: &Path) -> anyhow::Result<()> {
    let about = |problem: Problem| anyhow!("{}: {problem}", path.display());
    match Format::of(path)? {
        Format::Pb => keep(path, &pb::write(vote).map_err(about)?),
        Format::PrefLib(data_type) => keep(path, &preflib::write(vote, data_type).map_err(about)?),
        Format::Zip => keep(path, &bundle::files(vote).and_then(|files| bundle::zipped(&files)).map_err(about)?),
        Format::Folder => {
            let files = bundle::files(vote).map_err(about)?;
            std::fs::create_dir_all(path).with_context(|| format!("{} cannot be made", path.display()))?;
            files.iter().try_for_each(|(name, bytes)| keep(&path.join(name), bytes))
        }
        Format::Csv => {
            let ballots = sheet::ballots_out(&vote.ballots, &vote.options.ids).map_err(about)?;
            let options = sheet::options_out(&vote.options).map_err(about)?;
            keep(path, &ballots)?;
            keep(&beside(path), &options)
        }
    }
}

/// Where the options of a table of ballots stand: `options.csv` for `ballots.csv`, otherwise
/// `NAME.options.csv`.
pub fn beside(ballots: &Path) -> PathBuf {
    match ballots.file_stem().map(|stem| stem.to_string_lossy()) {
        Some(stem) if stem != "ballots" => ballots.with_file_name(format!("{stem}.options.csv")),
        _ => ballots.with_file_name("options.csv"),
    }
}

/// A vote of tables alone: without facts, its kind by what the ballots look like.
fn tables(path: &Path, ballots: &[u8], options: Option<(Vec<u8>, PathBuf)>) -> anyhow::Result<Read> {
    let about = |problem: Problem| anyhow!("{}: {problem}", path.display());
    let kind = sheet::kind_of(ballots).map_err(about)?;
    let options = match options {
        Some((bytes, path)) => {
            sheet::options_in(&bytes, None).map_err(|problem| anyhow!("{}: {problem}", path.display()))?.0
        }
        None => sheet::options_named(ballots).map_err(about)?,
    };
    let wanted = Wanted { kind, ids: &options.ids, origin: None };
    let (ballots, note) = sheet::ballots_in(ballots, wanted).map_err(about)?;
    let vote = Vote { dialect: Dialect::Pabulib, facts: Vec::new(), options, ballots, besides: Default::default() };
    Ok(Read { vote, notes: note.into_iter().collect() })
}

/// The files of a bundle in a folder.
fn folder(path: &Path) -> anyhow::Result<Files> {
    ensure!(path.is_dir(), "{} is no folder, and no file with an ending that is known here", path.display());
    let there = bundle::NAMES.into_iter().map(|name| (name, path.join(name))).filter(|(_, file)| file.exists());
    there.map(|(name, file)| Ok((name, bytes(&file)?))).collect()
}

/// A whole file, if it is not too large.
fn bytes(path: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("{} cannot be read", path.display());
    let file = std::fs::File::open(path).with_context(cannot)?;
    let mut bytes = Vec::new();
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).with_context(cannot)?;
    let large = bytes.len() as u64 > FILE_BYTES_MAX;
    ensure!(!large, "{} is larger than {} MiB", path.display(), FILE_BYTES_MAX >> 20);
    Ok(bytes)
}

fn keep(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
