//! The Schulze method. A chain of pairwise wins is as strong as its weakest; one alternative is
//! above another if its strongest chain to it is stronger than the one back. That relation has no
//! cycles, so somebody is beaten by nobody.
//!
//! Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and
//! Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011).

use super::contest::{Alt, Contest};
use super::pairwise::{Pairs, levels, listed};
use super::result::Rank;
use super::rule::{Schulze, Strength};
use super::seats::{Chosen, places};
use super::tie::TieOrder;

/// The strongest chains between all pairs.
pub(super) struct Paths {
    size: usize,
    strength: Vec<u64>,
}

impl Paths {
    pub(super) fn strongest(pairs: &Pairs, size: usize, strength: Strength) -> Paths {
        let mut paths = vec![0; size * size];
        for one in 0..size {
            for other in (0..size).filter(|other| *other != one) {
                let margin = pairs.margin(one, other);
                if margin > 0 {
                    paths[one * size + other] = match strength {
                        Strength::Winning => pairs.above(one, other),
                        Strength::Margins => margin.unsigned_abs(),
                    };
                }
            }
        }
        for by in 0..size {
            let (through, from) = (paths[by * size..(by + 1) * size].to_vec(), by);
            for row in paths.chunks_exact_mut(size) {
                let reach = row[from];
                for (path, onward) in row.iter_mut().zip(&through) {
                    *path = (*path).max(reach.min(*onward));
                }
            }
        }
        Paths { size, strength: paths }
    }

    fn path(&self, one: Alt, other: Alt) -> u64 {
        if one == other { 0 } else { self.strength[one * self.size + other] }
    }

    pub(super) fn beats(&self, one: Alt, other: Alt) -> bool {
        self.path(one, other) > self.path(other, one)
    }

    /// How many others each beats.
    pub(super) fn wins(&self) -> Vec<usize> {
        (0..self.size).map(|one| (0..self.size).filter(|other| self.beats(one, *other)).count()).collect()
    }

    /// The chains as a table, by registered number.
    pub(super) fn report(&self, contest: &Contest) -> Vec<Vec<u64>> {
        let order = listed(contest);
        order.iter().map(|one| order.iter().map(|other| self.path(*one, *other)).collect()).collect()
    }
}

/// Who is chosen, and the whole order.
pub(super) fn order(contest: &Contest, rule: &Schulze, paths: &Paths) -> (Chosen, Vec<Rank>) {
    let lots = TieOrder::new(contest);
    let levels = levels(contest.len(), &lots, |one, other| paths.beats(one, other));
    let chosen = places(&lots, &levels, rule.seats, |one, other| lots.by_lot(one, other));
    let (wins, mut ranks) = (paths.wins(), Vec::new());
    for level in &levels {
        let rank = ranks.len() + 1;
        ranks.extend(level.iter().map(|alternative| Rank {
            id: contest.alternatives[*alternative].id.clone(),
            rank,
            score: wins[*alternative].to_string(),
            chosen: chosen.winners.contains(alternative),
        }));
    }
    (chosen, ranks)
}
