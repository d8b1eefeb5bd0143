//! A vote from a file: read, counted, converted.
//!
//! Every format is read into one [`Vote`], which keeps all that the file has: its facts in their
//! order, columns that nobody knows, the order of ballots. So a file that is read and written
//! again is the same file. Counting is `poll::voting`'s business; `contest` hands it over.

use std::collections::BTreeMap;

use serde_json::Value;

pub mod amount;
pub mod args;
pub mod ballots;
pub mod bundle;
pub mod command;
pub mod contest;
pub mod convert;
pub mod file;
pub mod limits;
pub mod marks;
pub mod options;
pub mod pb;
pub mod preflib;
pub mod problem;
pub mod rows;
pub mod sheet;
pub mod show;
pub mod table;

pub use ballots::{Ballots, Kind, Slip};
pub use options::Options;
pub use problem::Problem;
pub use table::Table;

/// A file may be so large. The largest that a city has published so far are a tenth of it.
pub const FILE_BYTES_MAX: u64 = 256 << 20;
/// So many voters can be in a file.
pub const VOTERS_MAX: u64 = 100_000_000;

/// A vote as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// Whose words its facts are in.
    pub dialect: Dialect,
    /// What the file says of the whole, in its order.
    pub facts: Vec<(String, String)>,
    /// What one could choose.
    pub options: Options,
    /// What was chosen.
    pub ballots: Ballots,
    /// What our own bundle says besides, by name.
    pub besides: BTreeMap<String, Value>,
}

/// Whose words the facts of a file are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `budget`, `vote_type`, `num_votes`, ...
    Pabulib,
    /// `TITLE`, `DATA TYPE`, `NUMBER VOTERS`, ...
    PrefLib,
}

impl Dialect {
    /// Its name in a bundle.
    fn name(self) -> &'static str {
        match self {
            Dialect::Pabulib => "pabulib",
            Dialect::PrefLib => "preflib",
        }
    }

    fn named(name: &str) -> Option<Dialect> {
        [Dialect::Pabulib, Dialect::PrefLib].into_iter().find(|dialect| dialect.name() == name)
    }
}

impl Vote {
    /// A fact of that name, whatever its case, without the blanks around it.
    pub fn fact(&self, key: &str) -> Option<&str> {
        fact(&self.facts, key)
    }
}

/// A fact among others.
fn fact<'f>(facts: &'f [(String, String)], key: &str) -> Option<&'f str> {
    facts.iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(key)).map(|(_, value)| value.trim())
}

/// What was read, and what one should know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The vote.
    pub vote: Vote,
    /// What is odd in the file and was counted all the same.
    pub notes: Vec<String>,
    /// The line of each of the vote's facts; empty where they have none of their own.
    pub lines: Vec<u64>,
}

impl Read {
    /// What is wrong with a fact, with the line on which it stands.
    pub fn about(&self, key: &str, what: String) -> Problem {
        let place = self.vote.facts.iter().position(|(name, _)| name.trim().eq_ignore_ascii_case(key));
        Problem { part: None, line: place.and_then(|place| self.lines.get(place).copied()), what }
    }
}

/// The text of a file: UTF-8, with or without a mark at its beginning.
pub fn text(bytes: &[u8]) -> Result<&str, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let line_of = |place: usize| 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count() as u64;
    if let Some(place) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Problem::at(line_of(place), "this is no text: it has a zero byte"));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Problem::at(line_of(error.valid_up_to()), "this is not UTF-8: save the file as UTF-8"))?;
    if text.trim().is_empty() {
        return Err(Problem::whole("the file is empty"));
    }
    Ok(text)
}
