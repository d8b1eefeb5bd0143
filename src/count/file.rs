//! Files and folders on the disk: which format one is in, reading it whole, writing it whole.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail, ensure};

use super::bundle::{self, Files};
use super::preflib::{self, DataType};
use super::sheet::{self, Wanted};
use super::{Dialect, FILE_BYTES_MAX, Kind, Problem, Read, Vote, pb};

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
        Format::Csv => tables(path),
    }
}

/// What becomes of files that are there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// They stay, and nothing is written.
    Stays,
    /// They are written over.
    Replaced,
}

/// Writes a vote to the disk, and says which files it became. It must be in the form that the
/// format takes (`convert`).
pub fn write(vote: &Vote, path: &Path, there: There) -> anyhow::Result<Vec<PathBuf>> {
    let about = |problem: Problem| anyhow!("{}: {problem}", path.display());
    let files: Vec<(PathBuf, Vec<u8>)> = match Format::of(path)? {
        Format::Pb => vec![(path.to_owned(), pb::write(vote).map_err(about)?)],
        Format::PrefLib(data_type) => vec![(path.to_owned(), preflib::write(vote, data_type).map_err(about)?)],
        Format::Zip => {
            vec![(path.to_owned(), bundle::files(vote).and_then(|files| bundle::zipped(&files)).map_err(about)?)]
        }
        Format::Folder => {
            let files = bundle::files(vote).map_err(about)?;
            files.into_iter().map(|(name, bytes)| (path.join(name), bytes)).collect()
        }
        Format::Csv => {
            let ballots = sheet::ballots_out(&vote.ballots, &vote.options.ids).map_err(about)?;
            let options = sheet::options_out(&vote.options).map_err(about)?;
            let mut files = vec![(path.to_owned(), ballots), (beside(path, OPTIONS), options)];
            if !vote.facts.is_empty() && vote.dialect == Dialect::Pabulib {
                files.push((beside(path, FACTS), sheet::facts_out(&vote.facts).map_err(about)?));
            }
            files
        }
    };
    if let Some((taken, _)) = files.iter().find(|(file, _)| there == There::Stays && file.exists()) {
        bail!("{} is there already: --force writes over it", taken.display());
    }
    if Format::of(path)? == Format::Folder {
        std::fs::create_dir_all(path).with_context(|| format!("{} cannot be made", path.display()))?;
    }
    files.iter().try_for_each(|(file, bytes)| keep(file, bytes))?;
    Ok(files.into_iter().map(|(file, _)| file).collect())
}

/// The table of options beside one of ballots.
pub const OPTIONS: &str = "options.csv";
/// The table of what the file says of the whole: `budget`, `vote_type`, ...
pub const FACTS: &str = "meta.csv";

/// Where another table stands beside one of ballots: `options.csv` for `ballots.csv`, otherwise
/// `NAME.options.csv`.
pub fn beside(ballots: &Path, name: &str) -> PathBuf {
    match ballots.file_stem().map(|stem| stem.to_string_lossy()) {
        Some(stem) if stem != "ballots" => ballots.with_file_name(format!("{stem}.{name}")),
        _ => ballots.with_file_name(name),
    }
}

/// A vote of tables. Where none says how ballots are marked, they look like it.
fn tables(path: &Path) -> anyhow::Result<Read> {
    fn about(path: &Path) -> impl Fn(Problem) -> anyhow::Error + '_ {
        move |problem| anyhow!("{}: {problem}", path.display())
    }
    let there = |name| Some(beside(path, name)).filter(|file| file.exists());
    let ballots = bytes(path)?;
    let (facts, lines) = match there(FACTS) {
        Some(file) => sheet::facts_in(&bytes(&file)?).map_err(about(&file))?,
        None => Default::default(),
    };
    let said = super::fact(&facts, "vote_type").filter(|name| !name.is_empty());
    let kind = match said.map(|name| {
        Kind::named(name).with_context(|| format!("{}: vote_type {name:?} is unknown", beside(path, FACTS).display()))
    }) {
        Some(kind) => kind?,
        None => sheet::kind_of(&ballots).map_err(about(path))?,
    };
    let (options, dear) = match there(OPTIONS) {
        Some(file) => {
            let budget = super::fact(&facts, "budget").and_then(|budget| super::amount::read(budget).ok());
            sheet::options_in(&bytes(&file)?, budget).map_err(about(&file))?
        }
        None => (sheet::options_named(&ballots).map_err(about(path))?, None),
    };
    let wanted = Wanted { kind, ids: &options.ids, origin: None };
    let (ballots, note) = sheet::ballots_in(&ballots, wanted).map_err(about(path))?;
    let vote = Vote { dialect: Dialect::Pabulib, facts, options, ballots, besides: Default::default() };
    Ok(Read { vote, notes: dear.into_iter().chain(note).collect(), lines })
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
    let cannot = || format!("{} cannot be written", path.display());
    // Beside, under a name that nobody else has, and then in its place: nobody ever sees half of a file.
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().with_context(cannot)?);
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let mut file = std::fs::File::create_new(&part).with_context(cannot)?;
    let written = file.write_all(bytes).and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written.with_context(cannot)
}
