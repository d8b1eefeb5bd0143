//! Every pair of alternatives: how many ballots rank one above the other, and what follows from it
//! without any further rule: Condorcet winner, Smith set, Copeland's and Borda's figures.
//!
//! Ranked is above unranked; of two unranked or two in one tier neither is above.

use super::ballot::{Ballots, Urn};
use super::contest::{Alt, Contest};
use super::result;
use super::tie::TieOrder;

/// How many ballots rank the row above the column.
pub(super) struct Pairs {
    size: usize,
    above: Vec<u64>,
}

impl Pairs {
    pub(super) fn count(urns: &[Urn], alternatives: usize) -> Pairs {
        let mut named = vec![0; alternatives];
        let mut not_above = vec![0; alternatives * alternatives];
        for urn in urns {
            add(&urn.ballots, alternatives, &mut named, &mut not_above);
        }
        // Who is ranked stands above all others, except those ranked no lower.
        let mut above = vec![0; alternatives * alternatives];
        for (one, named) in named.iter().enumerate() {
            for other in (0..alternatives).filter(|other| *other != one) {
                let at = one * alternatives + other;
                above[at] = named - not_above[at];
            }
        }
        Pairs { size: alternatives, above }
    }

    /// A table that somebody else counted; nothing if it is not square.
    pub(super) fn given(above: &[Vec<u64>]) -> Option<Pairs> {
        let square = above.iter().all(|row| row.len() == above.len());
        square.then(|| Pairs { size: above.len(), above: above.concat() })
    }

    pub(super) fn above(&self, one: Alt, other: Alt) -> u64 {
        self.above[one * self.size + other]
    }

    /// By how many more ballots `one` is above `other` than below.
    pub(super) fn margin(&self, one: Alt, other: Alt) -> i64 {
        let count = |one, other| i64::try_from(self.above(one, other)).unwrap_or(i64::MAX);
        count(one, other) - count(other, one)
    }

    fn beats(&self, one: Alt, other: Alt) -> bool {
        self.above(one, other) > self.above(other, one)
    }

    fn others(&self, one: Alt) -> impl Iterator<Item = Alt> {
        (0..self.size).filter(move |other| *other != one)
    }

    /// Wins less losses.
    pub(super) fn copeland(&self) -> Vec<i64> {
        let score = |one| self.others(one).map(|other| self.margin(one, other).signum()).sum();
        (0..self.size).map(score).collect()
    }

    /// The margins over all others, summed up.
    pub(super) fn borda(&self) -> Vec<i64> {
        let score = |one| self.others(one).map(|other| self.margin(one, other)).sum();
        (0..self.size).map(score).collect()
    }

    /// Who beats every other.
    pub(super) fn condorcet(&self) -> Option<Alt> {
        (0..self.size).find(|one| self.others(*one).all(|other| self.beats(*one, other)))
    }

    /// The least set whose members beat everybody outside. Whoever has the best Copeland score is
    /// in it; and with a member everybody whom that member does not beat.
    pub(super) fn smith(&self) -> Vec<Alt> {
        let copeland = self.copeland();
        let Some(first) = (0..self.size).max_by_key(|one| copeland[*one]) else { return Vec::new() };
        let (mut inside, mut to_see) = (vec![false; self.size], vec![first]);
        inside[first] = true;
        while let Some(one) = to_see.pop() {
            for (other, inside) in inside.iter_mut().enumerate() {
                if !*inside && !self.beats(one, other) {
                    *inside = true;
                    to_see.push(other);
                }
            }
        }
        (0..self.size).filter(|one| inside[*one]).collect()
    }

    /// All of it, for the result.
    pub(super) fn report(&self, contest: &Contest) -> result::Pairwise {
        let order = listed(contest);
        let id = |alternative: &Alt| contest.alternatives[*alternative].id.clone();
        let figures = |values: Vec<i64>| (0..self.size).map(|one| (id(&one), values[one])).collect();
        let row = |one: &Alt| order.iter().map(|other| self.above(*one, *other)).collect();
        let mut smith = self.smith();
        smith.sort_by_key(|one| order.iter().position(|other| other == one));
        result::Pairwise {
            ids: order.iter().map(id).collect(),
            above: order.iter().map(row).collect(),
            condorcet: self.condorcet().as_ref().map(id),
            smith: smith.iter().map(id).collect(),
            copeland: figures(self.copeland()),
            borda: figures(self.borda()),
            paths: None,
        }
    }
}

/// The alternatives by registered number.
pub(super) fn listed(contest: &Contest) -> Vec<Alt> {
    let mut order: Vec<Alt> = (0..contest.len()).collect();
    order.sort_by_key(|alternative| contest.alternatives[*alternative].number);
    order
}

fn add(ballots: &Ballots, size: usize, named: &mut [u64], not_above: &mut [u64]) {
    let (mut before, mut tier_of) = (Vec::new(), Vec::new());
    for given in ballots.iter() {
        before.clear();
        for tier in given.tiers() {
            tier_of.clear();
            tier_of.extend(tier.iter());
            before.extend_from_slice(&tier_of);
            for one in &tier_of {
                named[*one] += given.count;
                for other in before.iter().filter(|other| *other != one) {
                    not_above[one * size + other] += given.count;
                }
            }
        }
    }
}

/// Peels an order off: first those whom nobody beats, then those whom nobody of the rest beats, and
/// so on; each level in the order of the lots.
pub(super) fn levels(size: usize, ties: &TieOrder, beats: impl Fn(Alt, Alt) -> bool) -> Vec<Vec<Alt>> {
    let (mut rest, mut levels): (Vec<Alt>, Vec<Vec<Alt>>) = ((0..size).collect(), Vec::new());
    while !rest.is_empty() {
        let free = |one: &Alt| !rest.iter().any(|other| beats(*other, *one));
        let mut level: Vec<Alt> = rest.iter().copied().filter(free).collect();
        if level.is_empty() {
            // Only if `beats` had a cycle: then all of them are level.
            level = std::mem::take(&mut rest);
        }
        level.sort_by(|one, other| ties.by_lot(*one, *other).0);
        rest.retain(|one| !level.contains(one));
        levels.push(level);
    }
    levels
}
