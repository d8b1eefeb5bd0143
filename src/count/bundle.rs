//! Madang's own bundle: `poll.json`, `options.csv` and `ballots.csv`, as a folder or as a zip, with
//! the sums of all in `SHA256SUMS`. The same vote gives the same bytes, whoever writes it: a fixed
//! order, no times, nothing compressed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::problem::{Problem, shown};
use super::sheet::{self, Wanted};
use super::{Dialect, FILE_BYTES_MAX, Kind, Read, Vote, amount};

/// The files of a bundle by name.
pub type Files = BTreeMap<&'static str, Vec<u8>>;

const POLL: &str = "poll.json";
const OPTIONS: &str = "options.csv";
const BALLOTS: &str = "ballots.csv";
const SUMS: &str = "SHA256SUMS";
/// What is read; whatever else lies in a bundle is left alone.
pub const NAMES: [&str; 4] = [POLL, OPTIONS, BALLOTS, SUMS];
/// What `poll.json` calls this form of a bundle.
const FORMAT: &str = "madang-vote-1";

/// The files of a vote.
pub fn files(vote: &Vote) -> Result<Files, Problem> {
    let mut files = Files::new();
    files.insert(POLL, poll(vote));
    files.insert(OPTIONS, sheet::options_out(&vote.options).map_err(|problem| problem.of(OPTIONS))?);
    let ballots = sheet::ballots_out(&vote.ballots, &vote.options.ids);
    files.insert(BALLOTS, ballots.map_err(|problem| problem.of(BALLOTS))?);
    files.insert(SUMS, sums(&files).into_bytes());
    Ok(files)
}

/// What is not a table, as canonical JSON (RFC 8785): keys in order, no blanks.
fn poll(vote: &Vote) -> Vec<u8> {
    let facts: Vec<[&str; 2]> = vote.facts.iter().map(|(key, value)| [key.as_str(), value]).collect();
    let mut poll = vote.besides.clone();
    poll.insert("format".to_owned(), json!(FORMAT));
    poll.insert("dialect".to_owned(), json!(vote.dialect.name()));
    poll.insert("kind".to_owned(), json!(vote.ballots.kind.name()));
    poll.insert("facts".to_owned(), json!(facts));
    poll.insert("ballot_columns".to_owned(), json!(vote.ballots.head));
    serde_json::to_vec(&poll).expect("text and maps by text always become JSON")
}

/// A line for each file: its SHA-256 and its name, as `sha256sum -c` reads it.
fn sums(files: &Files) -> String {
    let line = |(name, bytes): (&&str, &Vec<u8>)| {
        format!("{}  {name}\n", data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
    };
    files.iter().filter(|(name, _)| **name != SUMS).map(line).collect()
}

/// The vote of these files.
pub fn vote(files: &Files) -> Result<Read, Problem> {
    let file = |name: &'static str| files.get(name).ok_or_else(|| Problem::whole(format!("the bundle has no {name}")));
    let unsure = match files.get(SUMS) {
        Some(said) => agrees(files, said).map_err(|problem| problem.of(SUMS)).map(|()| None)?,
        None => Some(format!("the bundle has no {SUMS}: nobody knows whether its files are the right ones")),
    };
    let poll = Poll::read(file(POLL)?).map_err(|problem| problem.of(POLL))?;
    let budget = super::fact(&poll.facts, "budget").filter(|budget| !budget.is_empty());
    let budget =
        budget.map(amount::read).transpose().map_err(|why| Problem::whole(format!("budget: {why}")).of(POLL))?;
    let (options, dear) = sheet::options_in(file(OPTIONS)?, budget).map_err(|problem| problem.of(OPTIONS))?;
    let wanted = Wanted { kind: poll.kind, ids: &options.ids, origin: poll.columns };
    let (ballots, repeated) = sheet::ballots_in(file(BALLOTS)?, wanted).map_err(|problem| problem.of(BALLOTS))?;
    let vote = Vote { dialect: poll.dialect, facts: poll.facts, options, ballots, besides: poll.besides };
    Ok(Read { vote, notes: unsure.into_iter().chain(dear).chain(repeated).collect(), lines: Vec::new() })
}

/// Whether the files are those of which the sums were taken.
fn agrees(files: &Files, said: &[u8]) -> Result<(), Problem> {
    let real = sums(files);
    for (number, line) in (1..).zip(super::text(said)?.lines()) {
        let known = NAMES.iter().any(|name| line.ends_with(&format!(" {name}")));
        if known && !real.lines().any(|real| real == line) {
            let name = line.rsplit(' ').next().unwrap_or_default();
            if !files.contains_key(name) {
                return Err(Problem::at(number, format!("the bundle has no {name}")));
            }
            return Err(Problem::at(number, format!("{name} is not the file of which this sum was taken")));
        }
    }
    Ok(())
}

/// What `poll.json` says.
struct Poll {
    kind: Kind,
    dialect: Dialect,
    facts: Vec<(String, String)>,
    columns: Option<Vec<String>>,
    besides: BTreeMap<String, Value>,
}

impl Poll {
    fn read(bytes: &[u8]) -> Result<Poll, Problem> {
        let mut besides: BTreeMap<String, Value> = serde_json::from_str(super::text(bytes)?)
            .map_err(|error| Problem::at(error.line() as u64, format!("it is no JSON object: {error}")))?;
        let format = besides.remove("format").unwrap_or_default();
        if format != FORMAT {
            return Err(Problem::whole(format!(
                "its format is not {FORMAT:?}, but {}",
                shown(format.as_str().unwrap_or("none"))
            )));
        }
        let kinds = || Kind::ALL.map(Kind::name).join(", ");
        let kind = besides.remove("kind").and_then(|kind| Kind::named(kind.as_str()?));
        let kind = kind.ok_or_else(|| Problem::whole(format!("its kind is none of {}", kinds())))?;
        let dialect = besides.remove("dialect").and_then(|name| Dialect::named(name.as_str()?));
        let facts = besides.remove("facts").unwrap_or_else(|| json!([]));
        let facts = serde_json::from_value(facts)
            .map_err(|_| Problem::whole("its facts are no list of pairs of a key and a value"))?;
        let columns = besides.remove("ballot_columns").map(serde_json::from_value).transpose();
        let columns = columns.map_err(|_| Problem::whole("its ballot_columns are no list of names"))?;
        Ok(Poll { kind, dialect: dialect.unwrap_or(Dialect::Pabulib), facts, columns, besides })
    }
}

/// The files as a zip.
pub fn zipped(files: &Files) -> Result<Vec<u8>, Problem> {
    let failed = |error: &dyn std::error::Error| Problem::whole(format!("it cannot be written: {error}"));
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, plain).map_err(|error| failed(&error))?;
        zip.write_all(bytes).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

/// The files in a zip.
pub fn unzipped(bytes: &[u8]) -> Result<Files, Problem> {
    let broken = |error: &dyn std::error::Error| Problem::whole(format!("it is no whole zip: {error}"));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut files = Files::new();
    for name in NAMES {
        let Some(place) = zip.index_for_name(name) else { continue };
        let file = zip.by_index(place).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        if bytes.len() as u64 > FILE_BYTES_MAX {
            return Err(Problem::whole(format!("it is larger than {} MiB", FILE_BYTES_MAX >> 20)).of(name));
        }
        files.insert(name, bytes);
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
