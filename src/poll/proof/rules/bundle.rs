//! The public bundle of a poll: what it was, the least that allows a recount, its result and its log, as
//! files by name. What is in it points at nobody; whoever has it can check it alone (`verify`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::tree::Hash;
use crate::poll::voting::{Entry, Method, Outcome, Rules, named};
use crate::poll::{OptionId, Poll, Terms};
use crate::staff::sheet::begins_like_a_formula;

/// The poll as it was published: canonical JSON.
pub const POLL: &str = "poll.json";
/// The options as a table.
pub const OPTIONS: &str = "options.csv";
/// The result, and numbers.
pub const RESULT: &str = "result.json";
/// The hashes of the leaves, a line each.
pub const LEAVES: &str = "log/leaves.txt";
/// The signed checkpoints, with an empty line between two.
pub const CHECKPOINTS: &str = "log/checkpoints.txt";
/// How many ballots on paper there were, by station: there if there were any.
pub const PAPER: &str = "paper.json";
/// What they say, all stations together: there if they and those in the box are enough to be told apart.
pub const PAPER_VOTES: &str = "paper.csv";
/// The sums of all others.
pub const SUMS: &str = "SHA256SUMS";

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What `result.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The form of this file.
    pub format: String,
    /// When the poll closed, in milliseconds since 1970: later than was published, if it was extended.
    pub closes_at: i64,
    /// People who took part.
    pub turnout: i64,
    /// What became of the leaves.
    pub leaves: Numbers,
    /// The count.
    pub result: Outcome,
}

/// The form of `result.json`.
pub const RESULT_FORM: &str = "madang-result-1";

/// What `paper.json` says, whose SHA-256 the last checkpoint signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Ballots in all boxes.
    pub ballots: u64,
    /// Of them, blank ones.
    pub blank: u64,
    /// The form of this file.
    pub format: String,
    /// Of them, invalid ones.
    pub invalid: u64,
    /// Each station with its ballots.
    pub stations: Vec<Station>,
    /// The SHA-256 of `paper.csv`, if that is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<String>,
}

/// A station, and how many ballots lay in its box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Station {
    /// How many.
    pub ballots: u64,
    /// What it is called.
    pub station: String,
}

/// The form of `paper.json`.
pub const PAPER_FORM: &str = "madang-paper-1";

impl Paper {
    /// Reads it, if its numbers agree with each other.
    pub fn read(bytes: &[u8]) -> Option<Paper> {
        let paper: Paper = serde_json::from_slice(bytes).ok()?;
        let sum = paper.stations.iter().try_fold(0u64, |sum, station| sum.checked_add(station.ballots))?;
        let parts = paper.blank.checked_add(paper.invalid)?;
        (paper.format == PAPER_FORM && sum == paper.ballots && parts <= sum).then_some(paper)
    }

    /// As it is written: one way for the same figures.
    pub fn written(&self) -> Vec<u8> {
        let value = serde_json::to_value(self).expect("numbers and strings can be written");
        serde_json::to_vec(&value).expect("numbers and strings can be written")
    }

    /// Ballots that count.
    pub fn counted(&self) -> u64 {
        self.ballots.saturating_sub(self.invalid)
    }

    /// Ballots that name something.
    pub fn valid(&self) -> u64 {
        self.counted().saturating_sub(self.blank)
    }
}

/// What became of the leaves: only how many, so that nobody learns it of a single receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// They count.
    pub live: u64,
    /// A later vote of the same person took their place.
    pub replaced: u64,
    /// Their voters had them opened.
    pub opened: u64,
}

/// A poll as one reads it from `poll.json`: what is needed to check.
#[derive(Debug, Clone)]
pub struct Published {
    /// The hash of the file.
    pub hash: String,
    /// How it is counted.
    pub method: &'static dyn Method,
    /// What the method has to know.
    pub rules: Rules,
    /// Who checks the log's checkpoints.
    pub verifier: String,
    /// The hash of the key that opens the log.
    pub salts: String,
}

#[derive(Deserialize)]
struct Frozen {
    method: String,
    options: Vec<Listed>,
    picks: usize,
    seats: usize,
    #[serde(default)]
    terms: Terms,
    proof: Proved,
}

#[derive(Deserialize)]
struct Listed {
    id: OptionId,
    #[serde(default)]
    cost: Option<i64>,
    #[serde(default)]
    field: Option<usize>,
}

#[derive(Deserialize)]
struct Proved {
    salts: String,
    verifier: String,
}

impl Published {
    /// Reads `poll.json`. Nothing if it is not written the one way (RFC 8785), or not as Madang writes it.
    pub fn read(bytes: &[u8]) -> Option<Published> {
        let value: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        if serde_json::to_vec(&value).ok()? != bytes {
            return None;
        }
        let frozen: Frozen = serde_json::from_value(value).ok()?;
        let entry = |Listed { id, cost, field }| Entry { id, cost, field };
        let options = frozen.options.into_iter().map(entry).collect();
        Some(Published {
            hash: HEXLOWER.encode(&Sha256::digest(bytes)),
            method: named(&frozen.method)?,
            rules: Rules { options, picks: frozen.picks, seats: frozen.seats, terms: frozen.terms },
            verifier: frozen.proof.verifier,
            salts: frozen.proof.salts,
        })
    }
}

/// `options.csv`, as a spreadsheet opens it; what begins like a formula is made harmless.
pub fn options_out(poll: &Poll) -> Vec<u8> {
    let cell = |text: &str| {
        let harmless = if begins_like_a_formula(text) { "'" } else { "" };
        format!("\"{harmless}{}\"", text.replace('"', "\"\""))
    };
    let mut text = "\u{feff}option,title,title_en,cost_won\r\n".to_owned();
    for option in &poll.options {
        let title_en = option.title.en.as_deref().unwrap_or_default();
        let cost = option.cost.map(|cost| cost.to_string()).unwrap_or_default();
        let _ = write!(text, "{},{},{},{cost}\r\n", option.id.0, cell(&option.title.ko), cell(title_en));
    }
    text.into_bytes()
}

/// `log/leaves.txt`.
pub fn leaves_out(leaves: &[Hash]) -> Vec<u8> {
    leaves.iter().flat_map(|leaf| (HEXLOWER.encode(leaf) + "\n").into_bytes()).collect()
}

/// Reads `log/leaves.txt`.
pub fn leaves_in(bytes: &[u8]) -> Option<Vec<Hash>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.lines().map(|line| HEXLOWER.decode(line.trim_end().as_bytes()).ok()?.try_into().ok()).collect()
}

/// `log/checkpoints.txt`.
pub fn notes_out(notes: &[String]) -> Vec<u8> {
    notes.join("\n").into_bytes()
}

/// Reads `log/checkpoints.txt`: in a note, one empty line divides the text from the signatures.
pub fn notes_in(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?.replace("\r\n", "\n");
    let parts: Vec<&str> = text.trim_end_matches('\n').split("\n\n").collect();
    let (pairs, rest) = parts.as_chunks::<2>();
    let note = |[text, signed]: &[&str; 2]| format!("{text}\n\n{signed}\n");
    rest.is_empty().then(|| pairs.iter().map(note).collect())
}

/// A line for each file: its SHA-256 and its name, as `sha256sum -c` reads it.
pub fn sums(files: &Files) -> Vec<u8> {
    let line = |(name, bytes): (&String, &Vec<u8>)| format!("{}  {name}\n", HEXLOWER.encode(&Sha256::digest(bytes)));
    files.iter().filter(|(name, _)| *name != SUMS).map(line).collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::Words;
    use crate::clock::Moment;
    use crate::poll::Candidate;

    #[test]
    fn a_poll_is_read_if_it_is_written_the_one_way() {
        let read = |text: &str| Published::read(text.as_bytes()).is_some();
        let form =
            r#"{"method":"single","options":[{"id":1}],"picks":1,"proof":{"salts":"a","verifier":"x"},"seats":1}"#;
        assert!(read(form));
        assert!(!read(&form.replace(":1,", ": 1,")), "with a blank");
        assert!(!read(&form.replace("single", "loudest")) && !read("{}") && !read("[") && !read(""));
    }

    #[test]
    fn leaves_and_notes_are_read_again() {
        let leaves = vec![[1; 32], [255; 32]];
        assert_eq!(leaves_in(&leaves_out(&leaves)), Some(leaves));
        assert!(leaves_in(b"abc\n").is_none());
        let notes = vec!["a\n1\nx\n\n\u{2014} a b\n".to_owned(), "a\n2\ny\n\n\u{2014} a c\n\u{2014} w d\n".to_owned()];
        assert_eq!(notes_in(&notes_out(&notes)), Some(notes));
        assert!(notes_in(b"a\n\nb\n\nc\n").is_none());
    }

    #[test]
    fn a_spreadsheet_runs_nothing_that_somebody_wrote() {
        let title = Words { ko: "=HYPERLINK(\"x\")".into(), en: Some("a \"b\"".into()) };
        let options = vec![Candidate::new(OptionId(1), title)];
        let poll = Poll::new(Words::only("?"), options, Moment::from_ms(0), Moment::from_ms(1));
        let text = String::from_utf8(options_out(&poll)).unwrap();
        assert!(text.contains(r#"1,"'=HYPERLINK(""x"")","a ""b""","#), "{text}");
    }
}
