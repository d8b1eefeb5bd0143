//! What a panel checks with the key that opens the log, on a computer of its own: every leaf says a ballot,
//! and the leaves that count are the ballots that were counted. The panel never gets the key that links
//! people to ballots.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use super::bundle::{self, Files, Published, Told};
use super::leaf::Leaf;
use super::tree::Hash;
use crate::poll::Choices;
use crate::poll::keys;
use crate::poll::paper::rules::{Sheet, outcome};

/// What the panel gets besides the bundle, as JSON.
pub const CLOSED: &str = "audit/leaves.json";

/// The encrypted side of a log.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sealed {
    /// The opening of each leaf, in hexadecimal, by number.
    pub openings: Vec<String>,
    /// The leaves that their voters had opened.
    pub opened: Vec<u64>,
    /// The ballots as they were counted, a line each, by content. No handle: it would be of no use to the panel.
    pub ballots: Vec<String>,
    /// What was counted on paper, all stations together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Sheet>,
}

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The key is the one that the poll was published with.
    Key,
    /// Every leaf opens, and has the hash that is public.
    Leaves,
    /// Every leaf says a ballot that is valid in this poll.
    Valid,
    /// Each leaf is replaced once at most, by a later one; none that was opened is.
    Chains,
    /// The leaves that count are the ballots.
    Ballots,
    /// Counting them gives the result.
    Result,
}

/// Each check, and the numbers of leaves at which it fails; empty where it holds.
pub type Findings = Vec<(Check, bool, Vec<u64>)>;

/// Checks an audit's bundle with the salts' key. Nothing if files are missing or no such files.
pub fn audit(files: &Files, key: &[u8; 32]) -> Option<Findings> {
    let file = |name: &str| files.get(name).map(Vec::as_slice);
    let poll = Published::read(file(bundle::POLL)?)?;
    let told: Told = serde_json::from_slice(file(bundle::RESULT)?).ok()?;
    let sealed: Sealed = serde_json::from_slice(file(CLOSED)?).ok()?;
    let hashes = bundle::leaves_in(file(bundle::LEAVES)?)?;
    // Another key opens nothing, and of nothing nothing can be said: it would all hold.
    if keys::hex_hash(key) != poll.salts {
        return Some(vec![(Check::Key, false, Vec::new())]);
    }
    let mut found = vec![(Check::Key, true, Vec::new())];

    let (leaves, shut) = open(&poll, &sealed, &hashes, key);
    let mut invalid: Vec<u64> = leaves.iter().filter(|leaf| !valid(&poll, leaf)).map(|leaf| leaf.number).collect();
    // What cannot be opened cannot be said to be valid either.
    invalid.extend(&shut);
    invalid.sort_unstable();
    found.push((Check::Leaves, shut.is_empty() && sealed.openings.len() == hashes.len(), shut));
    found.push((Check::Valid, invalid.is_empty(), invalid));
    let broken = broken(&leaves, &sealed.opened);
    found.push((Check::Chains, broken.is_empty(), broken));

    let gone: BTreeSet<u64> = leaves.iter().map(|leaf| leaf.replaces).chain(sealed.opened.iter().copied()).collect();
    let live = leaves.iter().filter(|leaf| !gone.contains(&leaf.number));
    let mut live: Vec<&str> = live.map(|leaf| leaf.ballot.as_str()).collect();
    let mut ballots: Vec<&str> = sealed.ballots.iter().map(String::as_str).collect();
    live.sort_unstable();
    ballots.sort_unstable();
    let people = usize::try_from(told.turnout).ok() == Some(live.len());
    found.push((Check::Ballots, live == ballots && people, Vec::new()));
    let cast = poll.method.read(&poll.rules, &live.join(" "));
    let beside = (told.result.ways.map_or(0, |ways| ways.onsite), told.result.roll);
    let again = cast.and_then(|cast| outcome(poll.method, &poll.rules, cast, sealed.paper.as_ref(), beside));
    found.push((Check::Result, again.is_some_and(|again| again.is_as(&told.result)), Vec::new()));
    Some(found)
}

/// The leaves that open to their hashes, and the numbers of the others.
fn open(poll: &Published, sealed: &Sealed, hashes: &[Hash], key: &[u8; 32]) -> (Vec<Leaf>, Vec<u64>) {
    let (mut leaves, mut shut) = (Vec::new(), Vec::new());
    for (number, (opening, hash)) in (1..).zip(sealed.openings.iter().zip(hashes)) {
        let packed = HEXLOWER.decode(opening.as_bytes()).ok();
        let packed = packed.and_then(|sealed| keys::unseal_opening(key, number, &sealed).ok());
        match packed.and_then(|packed| Leaf::unpack(number, &packed)) {
            Some(leaf) if leaf.hash(&poll.hash, &keys::salt(key, number)) == *hash => leaves.push(leaf),
            _ => shut.push(number),
        }
    }
    (leaves, shut)
}

fn valid(poll: &Published, leaf: &Leaf) -> bool {
    let kind = poll.method.kind(&poll.rules.terms);
    // There is one way to write a ballot, and it is that of this poll's kind.
    let choices = Choices::decode(&leaf.ballot).filter(|choices| choices.line(kind) == leaf.ballot);
    choices.is_some_and(|choices| poll.method.check(&poll.rules, &choices).is_ok())
}

/// Leaves that replace what they may not: something later, something twice, something that was opened.
fn broken(leaves: &[Leaf], opened: &[u64]) -> Vec<u64> {
    let mut replaced: BTreeSet<u64> = opened.iter().copied().collect();
    let mut wrong = |leaf: &&Leaf| leaf.replaces >= leaf.number || !replaced.insert(leaf.replaces);
    leaves.iter().filter(|leaf| leaf.replaces > 0).filter(|leaf| wrong(leaf)).map(|leaf| leaf.number).collect()
}
