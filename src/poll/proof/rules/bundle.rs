//! The public bundle of a poll: what it was, the least that allows a recount, its result and its log, as
//! files by name. What is in it points at nobody; whoever has it can check it alone (`verify`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::tree::Hash;
use crate::poll::voting::{Ballots, Method, Outcome, Rules, named};
use crate::poll::{OptionId, Poll};
use crate::staff::sheet::begins_like_a_formula;

/// The poll as it was published: canonical JSON.
pub const POLL: &str = "poll.json";
/// The options as a table.
pub const OPTIONS: &str = "options.csv";
/// Votes for each option.
pub const VOTES: &str = "votes.csv";
/// The result, and numbers.
pub const RESULT: &str = "result.json";
/// The hashes of the leaves, a line each.
pub const LEAVES: &str = "log/leaves.txt";
/// The signed checkpoints, with an empty line between two.
pub const CHECKPOINTS: &str = "log/checkpoints.txt";
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
    options: Vec<Numbered>,
    picks: usize,
    seats: usize,
    proof: Proved,
}

#[derive(Deserialize)]
struct Numbered {
    id: OptionId,
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
        let options = frozen.options.into_iter().map(|option| option.id).collect();
        Some(Published {
            hash: HEXLOWER.encode(&Sha256::digest(bytes)),
            method: named(&frozen.method)?,
            rules: Rules { options, picks: frozen.picks, seats: frozen.seats },
            verifier: frozen.proof.verifier,
            salts: frozen.proof.salts,
        })
    }

    /// Counts again, from votes for each option; `ballots` is how many ballots they come from. Nothing if
    /// they cannot be the votes of so many ballots.
    pub fn recount(&self, votes: &[(OptionId, u64)], ballots: u64) -> Option<Outcome> {
        let mut each = Ballots::new();
        let mut sum = 0u64;
        for (option, count) in votes {
            let place = self.rules.options.iter().position(|known| known == option)?;
            if *count > ballots || (*count > 0 && !each.push_set(&[place], *count)) {
                return None;
            }
            sum = sum.checked_add(*count)?;
        }
        let picks = u64::try_from(self.rules.picks).ok()?;
        let every = votes.len() == self.rules.options.len();
        if !every || sum < ballots || sum > ballots.checked_mul(picks)? {
            return None;
        }
        let counted = self.method.tally(&self.rules, each);
        Some(Outcome { ballots: i64::try_from(ballots).ok()?, ..counted })
    }
}

/// Whether votes for each option are enough to count again, so that no ballot has to be published.
pub fn totals_are_enough(method: &dyn Method) -> bool {
    ["single", "approval"].contains(&method.name())
}

/// Votes for each option, by number.
pub fn votes(poll: &Poll, outcome: &Outcome) -> Vec<(OptionId, u64)> {
    let of = |option: OptionId| outcome.ranks.iter().find(|ranked| ranked.option == option);
    let votes = |option| of(option).and_then(|ranked| u64::try_from(ranked.votes).ok()).unwrap_or(0);
    poll.options.iter().map(|option| (option.id, votes(option.id))).collect()
}

/// `votes.csv`.
pub fn votes_out(votes: &[(OptionId, u64)]) -> Vec<u8> {
    let mut text = "option,votes\r\n".to_owned();
    for (option, votes) in votes {
        let _ = write!(text, "{},{votes}\r\n", option.0);
    }
    text.into_bytes()
}

/// Reads `votes.csv`.
pub fn votes_in(bytes: &[u8]) -> Option<Vec<(OptionId, u64)>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    if lines.next()? != "option,votes" {
        return None;
    }
    let read = |line: &str| {
        let (option, votes) = line.split_once(',')?;
        Some((OptionId(option.parse().ok()?), votes.parse().ok()?))
    };
    lines.map(read).collect()
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

    fn published(method: &str, picks: usize) -> Published {
        let text = format!(
            r#"{{"method":"{method}","options":[{{"id":1}},{{"id":2}},{{"id":3}}],"picks":{picks},"proof":{{"salts":"aa","verifier":"x"}},"seats":1}}"#
        );
        Published::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn votes_are_counted_again_if_they_can_be_of_so_many_ballots() {
        let id = OptionId;
        let single = published("single", 1);
        let counted = single.recount(&[(id(1), 2), (id(2), 5), (id(3), 0)], 7).unwrap();
        assert_eq!((counted.ballots, counted.ranks[0].option.0, counted.ranks[0].votes), (7, 2, 5));
        for (votes, ballots) in [
            (vec![(id(1), 2), (id(2), 5), (id(3), 0)], 8),
            (vec![(id(1), 2), (id(2), 5), (id(3), 0)], 6),
            (vec![(id(1), 2), (id(2), 5)], 7),
            (vec![(id(1), 2), (id(2), 5), (id(4), 0)], 7),
            (vec![(id(1), u64::MAX), (id(2), u64::MAX), (id(3), 0)], u64::MAX),
        ] {
            assert!(single.recount(&votes, ballots).is_none(), "{ballots}");
        }
        let approval = published("approval", 2);
        assert!(approval.recount(&[(id(1), 7), (id(2), 7), (id(3), 0)], 7).is_some());
        assert!(approval.recount(&[(id(1), 7), (id(2), 7), (id(3), 1)], 7).is_none(), "more than two each");
        assert!(approval.recount(&[(id(1), 0), (id(2), 0), (id(3), 0)], 0).is_some(), "nobody voted");
    }

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
    fn tables_and_notes_are_read_again() {
        let votes = vec![(OptionId(1), 12), (OptionId(2), 0)];
        assert!(votes_in(&votes_out(&votes)) == Some(votes));
        assert!(votes_in(b"option,votes\n1,x").is_none() && votes_in(b"").is_none());
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
