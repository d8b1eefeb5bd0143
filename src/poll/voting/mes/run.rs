//! One run of the Method of Equal Shares from a given purse.
//!
//! Prices are computed in floats with a bound on their error, which tells who surely comes next.
//! Where the bound leaves it open, and for the price that is then paid, the ledger computes
//! exactly. A price never falls from round to round, so the last one known is a lower bound, and
//! most projects are not looked at in most rounds (lazy greedy; M. Minoux, 1978).
//!
//! Beside each figure runs its slope in the first purse: what would become of it if all purses were
//! a little larger. From that follows how far purses can be raised until anything changes.

use std::cmp::Ordering;

use super::ledger::{Ledger, Price};
use super::voters::{Supporter, Voters};
use crate::poll::voting::contest::Alt;
use crate::poll::voting::exact::Q;

/// The relative error of one operation on floats.
const ULP: f64 = f64::EPSILON;
/// How much steeper than computed a slope is taken to be, so that no error in it can matter.
const SLACK: f64 = 1e-7;

/// What a run came to.
pub(super) struct Run<'a> {
    /// The funded, in order, each with its price.
    pub funded: Vec<(Alt, Q)>,
    /// Projects that had the same price as the one funded in a round, that one included.
    pub ties: Vec<(usize, Vec<Alt>)>,
    /// What the funded cost.
    pub spent: u128,
    /// By how much the first purse can be larger with all of the above the same, prices apart.
    pub reach: f64,
    /// The money at the end.
    pub ledger: Ledger<'a>,
}

/// What is known about a project that is not funded yet.
#[derive(Debug, Clone, Copy)]
struct Offer {
    project: Alt,
    /// Its price for each point is at least this.
    price: f64,
    /// How far above that it can be, if it was computed in this round.
    error: f64,
    /// How fast `price` changes with the first purse.
    slope: f64,
    /// The round in which it was computed.
    round: usize,
}

struct State<'a, 't> {
    voters: &'a Voters,
    /// Who of those with the same price comes first.
    first: &'t dyn Fn(Alt, Alt) -> Ordering,
    ledger: Ledger<'a>,
    /// What one voter of each group has left, and its slope.
    left: Vec<f64>,
    slope: Vec<f64>,
    purse: f64,
    open: Vec<Offer>,
    round: usize,
    reach: f64,
}

/// Runs the method.
pub(super) fn run<'a>(voters: &'a Voters, purse: &Q, first: &dyn Fn(Alt, Alt) -> Ordering) -> Run<'a> {
    let near = super::ledger::near_q(purse);
    let offer = |project: Alt| Offer {
        project,
        price: voters.cost[project] as f64 / voters.points[project] as f64 * (1.0 - 4.0 * ULP),
        error: f64::INFINITY,
        slope: 0.0,
        round: 0,
    };
    let supported = (0..voters.cost.len()).filter(|project| voters.points[*project] > 0);
    let mut state = State {
        voters,
        first,
        ledger: Ledger::new(voters, purse),
        left: vec![near; voters.count.len()],
        slope: vec![1.0; voters.count.len()],
        purse: near,
        open: supported.map(offer).collect(),
        round: 0,
        reach: f64::INFINITY,
    };
    let (mut funded, mut ties, mut spent) = (Vec::new(), Vec::new(), 0);
    while let Some((project, tied)) = state.next() {
        spent += u128::from(voters.cost[project.0]);
        if tied.len() > 1 {
            ties.push((state.round, tied));
        }
        funded.push(project);
    }
    Run { funded, ties, spent, reach: state.reach, ledger: state.ledger }
}

impl State<'_, '_> {
    /// Funds the next project: it, its price, and all that had the same.
    fn next(&mut self) -> Option<((Alt, Q), Vec<Alt>)> {
        self.round += 1;
        let close = self.cheapest();
        let mut best: Vec<(Alt, Price, Vec<usize>)> = Vec::new();
        for project in close.iter().copied() {
            let Some((price, poor)) = self.exact(project) else { continue };
            let order = best.first().map_or(Ordering::Less, |(other, best, _)| {
                price.compare(self.voters.factor[project], best, self.voters.factor[*other])
            });
            match order {
                Ordering::Less => best = vec![(project, price, poor)],
                Ordering::Equal => best.push((project, price, poor)),
                Ordering::Greater => {}
            }
        }
        if close.len() > 1 || best.is_empty() && !close.is_empty() {
            self.reach = 0.0;
        }
        if best.is_empty() {
            // Those that were close could not be paid after all: the others may still be.
            self.open.retain(|offer| !close.contains(&offer.project));
            return if close.is_empty() { None } else { self.next() };
        }
        best.sort_by(|one, other| (self.first)(one.0, other.0));
        let tied = best.iter().map(|(project, ..)| *project).collect();
        let (project, price, poor) = best.swap_remove(0);
        let exact = self.ledger.exact(&price);
        self.pay(project, &price, &poor);
        Some(((project, exact), tied))
    }

    /// The projects that may be the cheapest for each unit of utility.
    fn cheapest(&mut self) -> Vec<Alt> {
        let mut order = std::mem::take(&mut self.open);
        order.sort_by(|one, other| self.per_utility(one).total_cmp(&self.per_utility(other)));
        let mut best = f64::INFINITY;
        let mut kept = Vec::with_capacity(order.len());
        for offer in order {
            if self.per_utility(&offer) > best {
                kept.push(offer);
                continue;
            }
            let Some(offer) = self.look(offer) else { continue };
            best = best.min(self.per_utility(&offer) + offer.error / self.factor(&offer));
            kept.push(offer);
        }
        self.open = kept;
        let close = |offer: &&Offer| offer.round == self.round && self.per_utility(offer) <= best;
        self.open.iter().filter(close).map(|offer| offer.project).collect()
    }

    fn factor(&self, offer: &Offer) -> f64 {
        self.voters.factor[offer.project] as f64
    }

    fn per_utility(&self, offer: &Offer) -> f64 {
        offer.price / self.factor(offer)
    }

    /// Computes a price anew; nothing if its supporters cannot pay it any more.
    fn look(&mut self, offer: Offer) -> Option<Offer> {
        let supporters = &self.voters.supporters[offer.project];
        let (cost, all) = (self.voters.cost[offer.project] as f64, self.voters.support[offer.project] as f64);
        let terms = (supporters.len() + self.round + 8) as f64;
        let (mut held, mut held_slope, mut steep) = (0.0, 0.0, all);
        for supporter in supporters {
            let slope = self.slope[supporter.group as usize];
            held += supporter.voters * self.left[supporter.group as usize];
            held_slope += supporter.voters * slope;
            steep += supporter.voters * slope.abs();
        }
        // Each purse is off by a few roundings a round, a sum by one a term.
        let doubt = 4.0 * ULP * terms * (self.purse * all + cost);
        if held < cost - doubt {
            self.reach = self.reach.min((cost - doubt - held) / (held_slope.max(0.0) + SLACK * steep));
            return None;
        }
        if held <= cost + doubt {
            self.reach = 0.0;
            if !self.ledger.affords(offer.project) {
                return None;
            }
        }
        let mut price = offer.price.max(0.0);
        let mut poor_before = usize::MAX;
        loop {
            let (mut paid, mut paid_slope, mut rich, mut poor) = (0.0, 0.0, 0.0, 0);
            for supporter in supporters {
                let left = self.left[supporter.group as usize];
                if left < price * supporter.points {
                    paid += supporter.voters * left;
                    paid_slope += supporter.voters * self.slope[supporter.group as usize];
                    poor += 1;
                } else {
                    rich += supporter.voters * supporter.points;
                }
            }
            let next = (cost - paid) / rich;
            if poor == supporters.len() || poor == poor_before || next <= price && poor_before != usize::MAX {
                if poor == supporters.len() {
                    // The float went past the last coin: the ledger must tell.
                    return Some(Offer { error: f64::INFINITY, slope: 0.0, round: self.round, ..offer });
                }
                let price = price.max(next);
                let low = (price - doubt / rich).max(offer.price);
                let high = price + self.error(supporters, price, doubt, rich);
                let (error, slope) = ((high - low).max(0.0), -paid_slope / rich);
                return Some(Offer { price: low, error, slope, round: self.round, ..offer });
            }
            (price, poor_before) = (next.max(price), poor);
        }
    }

    /// How far the true price can be above `price`, if what is paid at `price` is off by `doubt`:
    /// so far that those who surely are not poor there make up for it.
    fn error(&self, supporters: &[Supporter], price: f64, doubt: f64, rich: f64) -> f64 {
        let mut error = 2.0 * doubt / rich;
        for _ in 0..8 {
            let at = (price + error) * (1.0 + 4.0 * ULP);
            let surely =
                |supporter: &&Supporter| self.left[supporter.group as usize] - self.doubt() >= at * supporter.points;
            let rich: f64 = supporters.iter().filter(surely).map(|supporter| supporter.voters * supporter.points).sum();
            if error * rich * (1.0 - 1e-9) >= doubt {
                return error;
            }
            error *= 16.0;
        }
        f64::INFINITY
    }

    /// How far a purse can be off.
    fn doubt(&self) -> f64 {
        4.0 * ULP * (self.round + 8) as f64 * self.purse
    }

    /// The exact price of a project that was just looked at, and which of its supporters it leaves
    /// with nothing.
    fn exact(&self, project: Alt) -> Option<(Price, Vec<usize>)> {
        let offer = self.open.iter().find(|offer| offer.project == project)?;
        let (mut poor, mut open) = (Vec::new(), Vec::new());
        let doubt = self.doubt();
        for (index, supporter) in self.voters.supporters[project].iter().enumerate() {
            let (group, left) = (supporter.group as usize, self.left[supporter.group as usize]);
            if self.ledger.broke[group] || left + doubt < offer.price * supporter.points {
                poor.push(index);
            } else if left - doubt <= (offer.price + offer.error) * supporter.points * (1.0 + 4.0 * ULP) {
                open.push(index);
            }
        }
        let price = self.ledger.price(project, &mut poor, open)?;
        Some((price, poor))
    }

    /// Takes the price from the supporters' purses, and sees how far it would stay like this.
    fn pay(&mut self, project: Alt, price: &Price, poor: &[usize]) {
        let near = self.ledger.near(price);
        let supporters = &self.voters.supporters[project];
        let mut is_poor = vec![false; supporters.len()];
        poor.iter().for_each(|index| is_poor[*index] = true);
        let (mut paid_slope, mut rich) = (0.0, 0.0);
        for (supporter, poor) in supporters.iter().zip(&is_poor) {
            match poor {
                true => paid_slope += supporter.voters * self.slope[supporter.group as usize],
                false => rich += supporter.voters * supporter.points,
            }
        }
        let slope = if rich > 0.0 { -paid_slope / rich } else { 0.0 };
        let doubt = self.doubt() + near * 4.0 * ULP;
        for (supporter, poor) in supporters.iter().zip(&is_poor) {
            let group = supporter.group as usize;
            let (due, due_slope) = (near * supporter.points, slope * supporter.points);
            let (gap, closing) = match poor {
                true => (due - self.left[group], self.slope[group] - due_slope),
                false => (self.left[group] - due, due_slope - self.slope[group]),
            };
            let within = (gap - doubt * (1.0 + supporter.points)).max(0.0);
            self.reach = self.reach.min(within / (closing.max(0.0) + SLACK * (1.0 + due_slope.abs())));
            if *poor {
                (self.left[group], self.slope[group]) = (0.0, 0.0);
            } else {
                self.left[group] = (self.left[group] - due).max(0.0);
                self.slope[group] -= due_slope;
            }
        }
        if rich == 0.0 {
            self.reach = 0.0;
        }
        let factor = self.voters.factor[project] as f64;
        self.open.retain(|offer| offer.project != project);
        for offer in &self.open {
            // As a function of the first purse a price is convex, so it stays above its tangent.
            let theirs = self.factor(offer);
            let gap = offer.price / theirs - near / factor * (1.0 + 8.0 * ULP);
            let closing = slope / factor - offer.slope / theirs;
            let slack = SLACK * (1.0 / factor + 1.0 / theirs + slope.abs() / factor + offer.slope.abs() / theirs);
            self.reach = self.reach.min(gap.max(0.0) / (closing.max(0.0) + slack));
        }
        self.ledger.pay(project, price, poor);
    }
}
