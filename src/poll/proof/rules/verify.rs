//! What a bundle proves by itself, to somebody who trusts nobody: each claim, and whether it holds.

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::bundle::{self, Files, Published, Told};
use super::evidence::{Evidence, Least, Split};
use super::note::{Checkpoint, Verifier};
use super::receipt::{Asked, Receipt};
use super::tree::{Edge, Hash};
use crate::poll::voting::{Beside, Outcome};

/// A claim that was checked. What it says of numbers stands beside it, for the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The files are those of which the sums were taken.
    Sums,
    /// Question, options and rules are those of which this is the hash; its first digits.
    Poll(String),
    /// So many checkpoints are signed by the poll's key, are of this poll, and each is the beginning of the
    /// next.
    Checkpoints(usize),
    /// The log has so many leaves, and the last checkpoint, made at the close, is of all of them.
    Closed(u64),
    /// The leaves that count are as many as ballots, and as people who took part.
    Numbers(u64),
    /// So many ballots on paper: their figures are those that were signed at the close, and agree with each
    /// other and with the result.
    Paper(u64),
    /// The poll has a quorum, and what is told of it follows from how many took part: whether it was met.
    Quorum(bool),
    /// What is published of the votes gives the result.
    Recount,
    /// Nothing of the votes may be published, so that they cannot be counted again by everybody.
    Withheld,
    /// A receipt is in the log: as which leaf, and with which letters.
    Receipt(u64, String),
    /// A receipt is not in the log.
    NoReceipt,
    /// A checkpoint that somebody kept agrees with the log: of so many leaves.
    Kept(u64),
}

/// A claim, and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub claim: Claim,
    /// Whether it holds.
    pub holds: bool,
}

fn finding(claim: Claim, holds: bool) -> Finding {
    Finding { claim, holds }
}

/// What somebody brings along.
#[derive(Debug, Clone, Default)]
pub struct Brought {
    /// A receipt.
    pub receipt: Option<Asked>,
    /// Signed checkpoints that were kept.
    pub notes: Vec<String>,
}

/// Checks a bundle.
pub fn verify(files: &Files, brought: &Brought) -> Vec<Finding> {
    let mut found = vec![finding(Claim::Sums, sums(files))];
    let file = |name: &str| files.get(name).map_or(&[][..], Vec::as_slice);
    let published = Published::read(file(bundle::POLL));
    let digits = published.as_ref().map_or(String::new(), |poll| poll.hash.chars().take(12).collect());
    found.push(finding(Claim::Poll(digits), published.is_some()));

    let leaves = bundle::leaves_in(file(bundle::LEAVES)).unwrap_or_default();
    let notes = bundle::notes_in(file(bundle::CHECKPOINTS)).unwrap_or_default();
    let told: Option<Told> = serde_json::from_slice(file(bundle::RESULT)).ok();
    let told = told.filter(|told| told.format == bundle::RESULT_FORM);
    let read = published.as_ref().and_then(|poll| checkpoints(poll, &notes));
    let agree = read.as_ref().is_some_and(|read| !read.is_empty() && agree(read, &leaves));
    found.push(finding(Claim::Checkpoints(notes.len()), agree));

    let last = read.as_ref().and_then(|read| read.last());
    let size = leaves.len() as u64;
    let closed = last.is_some_and(|last| last.size == size && last.more.iter().any(|line| line == "closed"));
    found.push(finding(Claim::Closed(size), closed && files.contains_key(bundle::LEAVES)));

    let live = told.as_ref().map_or(0, |told| told.leaves.live);
    let paper = paper(files, last);
    let signed = Signed { onsite: line(last, "onsite").unwrap_or(0), roll: line(last, "roll") };
    let right = |told: &Told| numbers(told, size, last, paper.as_ref().map_or(0, bundle::Paper::counted));
    found.push(finding(Claim::Numbers(live), told.as_ref().is_some_and(right)));
    if files.contains_key(bundle::PAPER) || last.is_some_and(|last| last.said("paper").is_some()) {
        let ballots = paper.as_ref().map_or(0, |paper| paper.ballots);
        let parts = published.as_ref().zip(told.as_ref()).zip(paper.as_ref());
        let holds = parts.is_some_and(|((poll, told), paper)| paper_holds(poll, told, paper, files));
        found.push(finding(Claim::Paper(ballots), holds));
    }
    let beside = signed.beside(paper.as_ref());
    if let Some(poll) = published.as_ref().filter(|poll| !poll.rules.terms.quorum.is_none()) {
        let said = told.as_ref().is_some_and(|told| told.result.is_binding());
        let bare = |told: &Told| Outcome { ways: None, roll: None, conditions: Vec::new(), ..told.result.clone() };
        let again = told.as_ref().map(|told| bare(told).beside(&poll.rules, &beside));
        let holds = again.zip(told.as_ref()).is_some_and(|(again, told)| again.conditions == told.result.conditions);
        found.push(finding(Claim::Quorum(said), holds));
    }
    found.push(recount(published.as_ref(), told.as_ref(), paper.as_ref(), &beside, files));

    found.extend(brought.receipt.as_ref().map(|asked| receipt(asked, &leaves)));
    for note in &brought.notes {
        let kept = published.as_ref().and_then(|poll| checkpoints(poll, std::slice::from_ref(note)));
        let kept = kept.and_then(|read| read.into_iter().next());
        let size = kept.as_ref().map_or(0, |kept| kept.size);
        found.push(finding(Claim::Kept(size), kept.is_some_and(|kept| agree_one(&kept, &leaves))));
    }
    found
}

/// Whether counting again gives what was told. How much must be there to count is not for the bundle to say.
fn recount(
    poll: Option<&Published>,
    told: Option<&Told>,
    paper: Option<&bundle::Paper>,
    beside: &Beside,
    files: &Files,
) -> Finding {
    let (Some(poll), Some(told)) = (poll, told) else { return finding(Claim::Recount, false) };
    let on_paper = paper.map_or(0, bundle::Paper::counted);
    let Split { least, apart } = Split::of(poll.method, &poll.rules, told.leaves.live, on_paper);
    if least == Least::Nothing {
        return finding(Claim::Withheld, true);
    }
    let part = |name: &str| files.get(name).and_then(|bytes| Evidence::read(least, bytes));
    let read = match apart {
        true => part(least.file()).zip(part(bundle::PAPER_VOTES)).and_then(|(cast, paper)| cast.plus(paper)),
        false => part(least.file()),
    };
    let all = told.leaves.live.checked_add(on_paper);
    let given = u64::try_from(told.result.blank).ok().and_then(|blank| Some((all?.checked_sub(blank)?, blank)));
    let again = read.zip(given).and_then(|(read, given)| read.recount(poll.method, &poll.rules, given));
    let again = again.map(|again| again.beside(&poll.rules, beside));
    finding(Claim::Recount, again.is_some_and(|again| again.is_as(&told.result)))
}

/// What else the last checkpoint says of who took part.
struct Signed {
    onsite: u64,
    roll: Option<u64>,
}

impl Signed {
    fn beside(&self, paper: Option<&bundle::Paper>) -> Beside {
        let figure = |of: fn(&bundle::Paper) -> u64| paper.map_or(0, of);
        Beside {
            onsite: self.onsite,
            paper: figure(|paper| paper.ballots),
            paper_blank: figure(|paper| paper.blank),
            paper_invalid: figure(|paper| paper.invalid),
            roll: self.roll,
        }
    }
}

fn line(last: Option<&Checkpoint>, word: &str) -> Option<u64> {
    last?.said(word)?.parse().ok()
}

/// `paper.json`, if it is the one that was signed.
fn paper(files: &Files, last: Option<&Checkpoint>) -> Option<bundle::Paper> {
    let bytes = files.get(bundle::PAPER)?;
    let is_signed = last?.said("paper") == Some(hash(bytes).as_str());
    bundle::Paper::read(bytes).filter(|_| is_signed)
}

fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Whether the figures on paper agree with the result, and can be of so many ballots.
fn paper_holds(poll: &Published, told: &Told, paper: &bundle::Paper, files: &Files) -> bool {
    let ways = told.result.ways.unwrap_or_default();
    let same = (ways.paper, ways.paper_blank, ways.paper_invalid) == (paper.ballots, paper.blank, paper.invalid);
    let Split { least, apart } = Split::of(poll.method, &poll.rules, told.leaves.live, paper.counted());
    if !apart {
        return same && paper.votes.is_none() && !files.contains_key(bundle::PAPER_VOTES);
    }
    let Some(bytes) = files.get(bundle::PAPER_VOTES) else { return false };
    let read = Evidence::read(least, bytes);
    let possible =
        read.is_some_and(|read| read.recount(poll.method, &poll.rules, (paper.valid(), paper.blank)).is_some());
    same && possible && paper.votes.as_deref() == Some(hash(bytes).as_str())
}

/// Every file has a line with its sum, and no line is without its file.
fn sums(files: &Files) -> bool {
    let Some(said) = files.get(bundle::SUMS) else { return false };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
    let (mut said, mut real) = (text(said), text(&bundle::sums(files)));
    said.sort();
    real.sort();
    said == real
}

fn checkpoints(poll: &Published, notes: &[String]) -> Option<Vec<Checkpoint>> {
    let verifier = Verifier::read(&poll.verifier)?;
    let read = |note: &String| verifier.checkpoint(note).filter(|at| at.said("poll") == Some(&poll.hash));
    notes.iter().map(read).collect()
}

/// Whether each checkpoint is of the first leaves, and none is smaller than the one before.
fn agree(checkpoints: &[Checkpoint], leaves: &[Hash]) -> bool {
    let (mut edge, mut left) = (Edge::default(), leaves.iter());
    checkpoints.iter().all(|at| {
        while edge.size() < at.size {
            let Some(leaf) = left.next() else { return false };
            edge.append(*leaf);
        }
        edge.size() == at.size && edge.root() == at.root
    })
}

fn agree_one(kept: &Checkpoint, leaves: &[Hash]) -> bool {
    let first = usize::try_from(kept.size).ok().and_then(|size| leaves.get(..size));
    first.is_some_and(|first| first.iter().copied().collect::<Edge>().root() == kept.root)
}

/// Whether leaves, ballots and people are as many, `on_paper` of the ballots being in no log.
fn numbers(told: &Told, size: u64, last: Option<&Checkpoint>, on_paper: u64) -> bool {
    let all = told.leaves.live.checked_add(told.leaves.replaced).and_then(|sum| sum.checked_add(told.leaves.opened));
    let live = i64::try_from(told.leaves.live).ok();
    let signed = last.and_then(|last| last.said("turnout")).and_then(|turnout| turnout.parse().ok());
    let ballots = told.leaves.live.checked_add(on_paper).and_then(|ballots| i64::try_from(ballots).ok());
    all == Some(size) && ballots == Some(told.result.ballots) && live == Some(told.turnout) && live == signed
}

fn receipt(asked: &Asked, leaves: &[Hash]) -> Finding {
    match (1..).zip(leaves).find(|(_, hash)| asked.is(hash)) {
        Some((number, hash)) => finding(Claim::Receipt(number, Receipt { number, hash: *hash }.to_string()), true),
        None => finding(Claim::NoReceipt, false),
    }
}
