//! Instant run-off: every ballot counts for its best alternative that is still in; whoever has more
//! than half of the ballots that still count wins; otherwise the one with the fewest leaves, and
//! its ballots go on to their next. Ballots with nobody left are exhausted.
//!
//! An import may have several alternatives in one tier. Such a ballot counts for nobody until only
//! one of them is left in, just as it is no first choice.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::ballot::{Given, Urn};
use super::contest::{Alt, Contest};
use super::count::TABLE_MAX;
use super::result::{Rank, Round};
use super::rule::{Irv, Lowest, Until};
use super::tie::{Decider, Step, Tie, TieOrder};

/// So many of a tie are named then, those next to leaving.
const TIED_MAX: usize = 20;

/// What came out.
pub(super) struct Outcome {
    pub winner: Option<Alt>,
    pub rounds: Vec<Round>,
    pub ranks: Vec<Rank>,
    pub ties: Vec<Tie>,
}

struct Count<'a> {
    contest: &'a Contest,
    rule: &'a Irv,
    lots: TieOrder<'a>,
    given: Vec<Given<'a>>,
    /// Where in each ballot its best tier begins of which somebody is in.
    best: Vec<usize>,
    /// Ballots that count for each, by their number in `given`.
    piles: Vec<Vec<u32>>,
    /// Ballots that are to be looked at: all at first, those of who leaves, and those that wait
    /// because their best tier has several in.
    undecided: Vec<u32>,
    votes: Vec<u64>,
    /// The votes that came in this round.
    gained: BTreeMap<Alt, u64>,
    /// Since which round, from 0, each has had how many votes: what earlier rounds decide by.
    history: Vec<Vec<(usize, u64)>>,
    inside: Vec<bool>,
    /// Those still in, in the order of the lots.
    remaining: Vec<Alt>,
    continuing: u64,
    all: u64,
}

/// Counts round by round.
pub(super) fn count(contest: &Contest, rule: &Irv, urns: &[Urn]) -> Outcome {
    let mut count = Count::new(contest, rule, urns);
    let (mut rounds, mut ties, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let winner = loop {
        count.place_undecided(rounds.len());
        let winner = count.winner();
        if winner.is_some() || count.all == 0 {
            rounds.push(count.round(rounds.len(), winner, None));
            break winner;
        }
        let (leaving, tie) = count.lowest(rounds.len() + 1);
        ties.extend(tie);
        rounds.push(count.round(rounds.len(), None, Some(leaving)));
        left.push(leaving);
        count.leave(leaving);
    };
    let ranks = count.ranks(winner, &left);
    Outcome { winner, rounds, ranks, ties }
}

impl<'a> Count<'a> {
    fn new(contest: &'a Contest, rule: &'a Irv, urns: &'a [Urn]) -> Count<'a> {
        let given: Vec<Given> = urns.iter().flat_map(|urn| urn.ballots.iter()).collect();
        let lots = TieOrder::new(contest);
        let mut remaining: Vec<Alt> = (0..contest.len()).collect();
        remaining.sort_by(|one, other| lots.by_lot(*one, *other).0);
        Count {
            contest,
            rule,
            lots,
            all: given.iter().map(|given| given.count).sum(),
            best: vec![0; given.len()],
            undecided: (0..u32::try_from(given.len()).expect("fewer than 2^32 different ballots")).collect(),
            given,
            piles: vec![Vec::new(); contest.len()],
            votes: vec![0; contest.len()],
            gained: BTreeMap::new(),
            history: vec![vec![(0, 0)]; contest.len()],
            inside: vec![true; contest.len()],
            remaining,
            continuing: 0,
        }
    }

    /// Ballots that count for nobody go to their best, if it is one alone.
    fn place_undecided(&mut self, round: usize) {
        self.gained.clear();
        for ballot in std::mem::take(&mut self.undecided) {
            let given = self.given[ballot as usize];
            let best = given.tiers_from(self.best[ballot as usize]).find_map(|(at, tier)| {
                let mut inside = tier.iter().filter(|alternative| self.inside[*alternative]);
                Some((at, inside.next()?, inside.next()))
            });
            let Some((at, first, second)) = best else { continue };
            self.best[ballot as usize] = at;
            if second.is_some() {
                self.undecided.push(ballot);
                continue;
            }
            self.votes[first] += given.count;
            self.continuing += given.count;
            *self.gained.entry(first).or_default() += given.count;
            self.piles[first].push(ballot);
        }
        if self.rule.lowest == Lowest::EarlierRounds {
            self.gained.keys().for_each(|one| self.history[*one].push((round, self.votes[*one])));
        }
    }

    fn winner(&self) -> Option<Alt> {
        if self.all == 0 {
            return None;
        }
        if let [only] = self.remaining[..] {
            return Some(only);
        }
        let more = |alternative: &Alt| u128::from(self.votes[*alternative]) * 2 > u128::from(self.continuing);
        match self.rule.until {
            Until::Majority => self.remaining.iter().copied().find(more),
            Until::Last => None,
        }
    }

    /// Who leaves, and the tie that it took.
    fn lowest(&self, round: usize) -> (Alt, Option<Tie>) {
        let votes = |alternative: &Alt| self.votes[*alternative];
        let fewest = self.remaining.iter().map(votes).min().unwrap_or_default();
        let mut tied: Vec<Alt> = self.remaining.iter().copied().filter(|one| votes(one) == fewest).collect();
        let unnamed = if self.contest.len() > TABLE_MAX { tied.len().saturating_sub(TIED_MAX) } else { 0 };
        if self.rule.lowest == Lowest::EarlierRounds {
            let compare = |one: &Alt, other: &Alt| self.compare(*one, *other).0;
            tied.select_nth_unstable_by(unnamed, compare);
            tied[unnamed..].sort_by(compare);
        }
        tied.drain(..unnamed);
        let compare = |one, other| self.compare(one, other);
        let tie = self.lots.cut(Step::Elimination(round), &tied, tied.len() - 1, compare);
        (tied[tied.len() - 1], tie.map(|tie| Tie { unnamed, ..tie }))
    }

    /// Who of two with the fewest votes stays rather.
    fn compare(&self, one: Alt, other: Alt) -> (Ordering, Decider) {
        match (self.rule.lowest, self.differing(one, other)) {
            (Lowest::EarlierRounds, Some((votes, others))) => (others.cmp(&votes), Decider::EarlierRound),
            _ => self.lots.by_lot(one, other),
        }
    }

    /// The votes of two in the latest round in which they differ.
    fn differing(&self, one: Alt, other: Alt) -> Option<(u64, u64)> {
        let (mut ones, mut others) = (&self.history[one][..], &self.history[other][..]);
        while let (Some(((since, votes), before)), Some(((others_since, others_votes), others_before))) =
            (ones.split_last(), others.split_last())
        {
            if votes != others_votes {
                return Some((*votes, *others_votes));
            }
            ones = if since >= others_since { before } else { ones };
            others = if others_since >= since { others_before } else { others };
        }
        None
    }

    fn leave(&mut self, leaving: Alt) {
        self.inside[leaving] = false;
        self.remaining.retain(|one| *one != leaving);
        self.continuing -= self.votes[leaving];
        self.undecided.append(&mut self.piles[leaving]);
    }

    fn round(&self, earlier: usize, winner: Option<Alt>, eliminated: Option<Alt>) -> Round {
        let id = |alternative: Alt| self.contest.alternatives[alternative].id.clone();
        let told: BTreeSet<Alt> = match earlier > 0 && self.contest.len() > TABLE_MAX {
            true => self.gained.keys().copied().chain(winner).chain(eliminated).collect(),
            false => self.remaining.iter().copied().collect(),
        };
        let gained = self.gained.iter().filter(|_| earlier > 0);
        Round {
            votes: told.into_iter().map(|one| (id(one), self.votes[one].to_string())).collect(),
            gained: gained.map(|(one, votes)| (id(*one), votes.to_string())).collect(),
            exhausted: (self.all - self.continuing).to_string(),
            eliminated: eliminated.map(id),
        }
    }

    /// The winner, those still in by votes, and those who left, the last first.
    fn ranks(&self, winner: Option<Alt>, left: &[Alt]) -> Vec<Rank> {
        let mut order = self.remaining.clone();
        let first = |alternative: &Alt| Some(*alternative) != winner;
        order.sort_by(|one, other| {
            let by_votes = self.votes[*other].cmp(&self.votes[*one]);
            first(one).cmp(&first(other)).then(by_votes).then(self.lots.by_lot(*one, *other).0)
        });
        let inside = order.len();
        order.extend(left.iter().rev());
        let mut ranks: Vec<Rank> = Vec::new();
        for (place, alternative) in order.iter().enumerate() {
            let shares = place > 0 && place < inside && Some(order[place - 1]) != winner;
            let shared = shares && self.votes[order[place - 1]] == self.votes[*alternative];
            ranks.push(Rank {
                id: self.contest.alternatives[*alternative].id.clone(),
                rank: if shared { ranks[place - 1].rank } else { place + 1 },
                score: self.votes[*alternative].to_string(),
                chosen: Some(*alternative) == winner,
            });
        }
        ranks
    }
}
