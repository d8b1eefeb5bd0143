//! Instant run-off: every ballot counts for its best alternative that is still in; whoever has more
//! than half of the ballots that still count wins; otherwise the one with the fewest leaves, and
//! its ballots go on to their next. Ballots with nobody left are exhausted.
//!
//! An import may have several alternatives in one tier. Such a ballot counts for nobody until only
//! one of them is left in, just as it is no first choice.

use std::cmp::Ordering;

use super::ballot::{Given, Urn};
use super::contest::{Alt, Contest};
use super::result::{Rank, Round};
use super::rule::{Irv, Lowest, Until};
use super::tie::{Decider, Step, Tie, TieOrder};

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
    /// Ballots that count for each, by their number in `given`.
    piles: Vec<Vec<u32>>,
    /// Ballots that wait because their best tier has several in.
    undecided: Vec<u32>,
    votes: Vec<u64>,
    inside: Vec<bool>,
    /// The votes of earlier rounds.
    earlier: Vec<Vec<u64>>,
    all: u64,
}

/// Counts round by round.
pub(super) fn count(contest: &Contest, rule: &Irv, urns: &[Urn]) -> Outcome {
    let given: Vec<Given> = urns.iter().flat_map(|urn| urn.ballots.iter()).collect();
    let mut count = Count {
        contest,
        rule,
        lots: TieOrder::new(contest),
        all: given.iter().map(|given| given.count).sum(),
        undecided: (0..u32::try_from(given.len()).expect("fewer than 2^32 different ballots")).collect(),
        given,
        piles: vec![Vec::new(); contest.len()],
        votes: vec![0; contest.len()],
        inside: vec![true; contest.len()],
        earlier: Vec::new(),
    };
    let (mut rounds, mut ties, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let winner = loop {
        count.place_undecided();
        if let Some(winner) = count.winner() {
            rounds.push(count.round(None));
            break Some(winner);
        }
        let Some((leaving, tie)) = count.lowest(rounds.len() + 1) else {
            rounds.push(count.round(None));
            break None;
        };
        ties.extend(tie);
        rounds.push(count.round(Some(leaving)));
        left.push(leaving);
        count.leave(leaving);
    };
    let ranks = count.ranks(winner, &left);
    Outcome { winner: winner.filter(|_| count.all > 0), rounds, ranks, ties }
}

impl<'a> Count<'a> {
    /// Ballots that count for nobody go to their best, if it is one alone.
    fn place_undecided(&mut self) {
        for ballot in std::mem::take(&mut self.undecided) {
            let given = self.given[ballot as usize];
            let best = given.tiers().map(|tier| {
                let mut inside = tier.iter().filter(|alternative| self.inside[*alternative]);
                (inside.next(), inside.next())
            });
            match best.into_iter().find(|(first, _)| first.is_some()) {
                Some((Some(only), None)) => {
                    self.votes[only] += given.count;
                    self.piles[only].push(ballot);
                }
                Some(_) => self.undecided.push(ballot),
                None => {}
            }
        }
    }

    fn remaining(&self) -> impl Iterator<Item = Alt> + '_ {
        (0..self.inside.len()).filter(|alternative| self.inside[*alternative])
    }

    fn continuing(&self) -> u128 {
        self.remaining().map(|alternative| u128::from(self.votes[alternative])).sum()
    }

    fn winner(&self) -> Option<Alt> {
        let mut remaining = self.remaining();
        if let (Some(only), None) = (remaining.next(), remaining.next()) {
            return Some(only);
        }
        let half = self.continuing();
        let more = |alternative: &Alt| u128::from(self.votes[*alternative]) * 2 > half;
        match self.rule.until {
            Until::Majority => self.remaining().find(more),
            Until::Last => None,
        }
    }

    /// Who leaves, and the tie that it took.
    fn lowest(&self, round: usize) -> Option<(Alt, Option<Tie>)> {
        let fewest = self.remaining().map(|alternative| self.votes[alternative]).min()?;
        let mut tied: Vec<Alt> = self.remaining().filter(|one| self.votes[*one] == fewest).collect();
        tied.sort_by(|one, other| self.compare(*one, *other).0);
        let tie = (tied.len() > 1)
            .then(|| self.lots.record(Step::Elimination(round), &tied, |one, other| self.compare(one, other)));
        Some((*tied.last()?, tie))
    }

    /// Who of two with the fewest votes stays rather.
    fn compare(&self, one: Alt, other: Alt) -> (Ordering, Decider) {
        let differing = self.earlier.iter().rev().find(|votes| votes[one] != votes[other]);
        match (self.rule.lowest, differing) {
            (Lowest::EarlierRounds, Some(votes)) => (votes[other].cmp(&votes[one]), Decider::EarlierRound),
            _ => self.lots.by_lot(one, other),
        }
    }

    fn leave(&mut self, leaving: Alt) {
        self.earlier.push(self.votes.clone());
        self.inside[leaving] = false;
        self.undecided.append(&mut self.piles[leaving]);
    }

    fn round(&self, eliminated: Option<Alt>) -> Round {
        let id = |alternative: Alt| self.contest.alternatives[alternative].id.clone();
        Round {
            votes: self.remaining().map(|one| (id(one), self.votes[one].to_string())).collect(),
            exhausted: (u128::from(self.all) - self.continuing()).to_string(),
            eliminated: eliminated.map(id),
        }
    }

    /// The winner, those still in by votes, and those who left, the last first.
    fn ranks(&self, winner: Option<Alt>, left: &[Alt]) -> Vec<Rank> {
        let mut order: Vec<Alt> = self.remaining().collect();
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
                chosen: Some(*alternative) == winner && self.all > 0,
            });
        }
        ranks
    }
}
