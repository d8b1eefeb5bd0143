//! One run of the Method of Equal Shares from a given purse.
//!
//! Prices are computed in floats with a bound on their error, which tells who surely comes next.
//! Where the bound leaves it open, and for the price that is then paid, the ledger computes
//! exactly. A price never falls from round to round, so the last one known is a lower bound, and
//! most projects are not looked at in most rounds (lazy greedy; M. Minoux, 1978).
//!
//! A run can also watch ([`Watch::Slopes`]): beside each figure it keeps its slope in the first purse,
//! what would become of it if all purses were a little larger. From that follows how far purses can
//! be raised until anything changes.

use std::cmp::Ordering;

use super::ledger::{Ledger, Price};
use super::voters::Voters;
use crate::poll::voting::contest::Alt;
use crate::poll::voting::exact::Q;

/// The relative error of one operation on floats.
pub(super) const ULP: f64 = f64::EPSILON;
/// How much steeper than computed a slope is taken to be, so that no error in it can matter.
pub(super) const SLACK: f64 = 1e-7;

/// What a run came to.
pub(super) struct Run<'a> {
    /// The funded, in order.
    pub funded: Vec<Alt>,
    /// Projects that had the same price as the one funded in a round, that one included.
    pub ties: Vec<(usize, Vec<Alt>)>,
    /// What the funded cost.
    pub spent: u128,
    /// By how much the first purse can be larger with all of the above the same, prices apart.
    pub reach: f64,
    /// The money at the end.
    pub ledger: Ledger<'a>,
    /// How often a supporter of a project was looked at: how long it took, on any machine.
    pub work: u64,
}

/// What a run looks at besides the count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Watch {
    /// Nothing; [`Run::reach`] stays 0.
    Nothing,
    /// How all figures would change with the first purse.
    Slopes,
}

/// What is known about a project that is not funded yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) project: Alt,
    /// Its price for each point is at least this.
    pub(super) price: f64,
    /// How far above that it can be, if it was computed in this round.
    pub(super) error: f64,
    /// How fast `price` changes with the first purse.
    pub(super) slope: f64,
    /// The round in which it was computed.
    pub(super) round: usize,
}

pub(super) struct State<'a, 't> {
    pub(super) voters: &'a Voters,
    /// Who of those with the same price comes first.
    pub(super) first: &'t dyn Fn(Alt, Alt) -> Ordering,
    pub(super) ledger: Ledger<'a>,
    /// What one voter of each group has left, and its slope.
    pub(super) left: Vec<f64>,
    pub(super) slope: Vec<f64>,
    pub(super) purse: f64,
    pub(super) open: Vec<Offer>,
    pub(super) round: usize,
    pub(super) reach: f64,
    pub(super) watch: Watch,
    pub(super) work: u64,
}

/// Runs the method.
pub(super) fn run<'a>(voters: &'a Voters, purse: &Q, watch: Watch, first: &dyn Fn(Alt, Alt) -> Ordering) -> Run<'a> {
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
        slope: if watch == Watch::Slopes { vec![1.0; voters.count.len()] } else { Vec::new() },
        purse: near,
        open: supported.map(offer).collect(),
        round: 0,
        reach: if watch == Watch::Slopes { f64::INFINITY } else { 0.0 },
        watch,
        work: voters.count.len() as u64,
    };
    let (mut funded, mut ties, mut spent) = (Vec::new(), Vec::new(), 0);
    while let Some((project, tied)) = state.next() {
        spent += u128::from(voters.cost[project]);
        if tied.len() > 1 {
            ties.push((state.round, tied));
        }
        funded.push(project);
    }
    Run { funded, ties, spent, reach: state.reach, ledger: state.ledger, work: state.work }
}

impl State<'_, '_> {
    /// Funds the next project: it, and all that had the same price.
    fn next(&mut self) -> Option<(Alt, Vec<Alt>)> {
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
        self.pay(project, &price, &poor);
        Some((project, tied))
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

    /// The exact price of a project that was just looked at, and which of its supporters it leaves
    /// with nothing.
    fn exact(&self, project: Alt) -> Option<(Price, Vec<usize>)> {
        let offer = self.open.iter().find(|offer| offer.project == project)?;
        let (mut poor, mut open) = (Vec::new(), Vec::new());
        let doubt = self.doubt();
        for (index, supporter) in self.voters.supporters[project].iter().enumerate() {
            let left = self.left[supporter.group as usize];
            if left + doubt < offer.price * supporter.points() {
                poor.push(index);
            } else if left - doubt <= (offer.price + offer.error) * supporter.points() * (1.0 + 4.0 * ULP) {
                open.push(index);
            }
        }
        let price = self.ledger.price(project, &mut poor, open)?;
        Some((price, poor))
    }

    /// Takes the price from the supporters' purses.
    fn pay(&mut self, project: Alt, price: &Price, poor: &[usize]) {
        let near = self.ledger.near(price);
        if self.watch == Watch::Slopes {
            self.foresee(project, near, poor);
        }
        for supporter in &self.voters.supporters[project] {
            let left = &mut self.left[supporter.group as usize];
            *left = (*left - near * supporter.points()).max(0.0);
        }
        for index in poor {
            self.left[self.voters.supporters[project][*index].group as usize] = 0.0;
        }
        self.open.retain(|offer| offer.project != project);
        self.ledger.pay(project, price, poor);
    }

    /// How far purses could be raised with this project still the next and the same supporters poor.
    fn foresee(&mut self, project: Alt, price: f64, poor: &[usize]) {
        let supporters = &self.voters.supporters[project];
        let mut is_poor = vec![false; supporters.len()];
        poor.iter().for_each(|index| is_poor[*index] = true);
        let (mut paid, mut rich) = (0.0, 0.0);
        for (supporter, poor) in supporters.iter().zip(&is_poor) {
            match poor {
                true => paid += supporter.voters() * self.slope[supporter.group as usize],
                false => rich += supporter.voters() * supporter.points(),
            }
        }
        if rich == 0.0 {
            self.reach = 0.0;
        }
        let slope = if rich > 0.0 { -paid / rich } else { 0.0 };
        let doubt = self.doubt() + price * 4.0 * ULP;
        for (supporter, poor) in supporters.iter().zip(&is_poor) {
            let group = supporter.group as usize;
            let (due, due_slope) = (price * supporter.points(), slope * supporter.points());
            let (gap, closing) = match poor {
                true => (due - self.left[group], self.slope[group] - due_slope),
                false => (self.left[group] - due, due_slope - self.slope[group]),
            };
            let within = (gap - doubt * (1.0 + supporter.points())).max(0.0);
            self.reach = self.reach.min(within / (closing.max(0.0) + SLACK * (1.0 + due_slope.abs())));
            self.slope[group] = if *poor { 0.0 } else { self.slope[group] - due_slope };
        }
        let factor = self.voters.factor[project] as f64;
        for offer in self.open.iter().filter(|offer| offer.project != project) {
            // As a function of the first purse a price is convex, so it stays above its tangent.
            let theirs = self.factor(offer);
            let gap = offer.price / theirs - price / factor * (1.0 + 8.0 * ULP);
            let closing = slope / factor - offer.slope / theirs;
            let slack = SLACK * (1.0 / factor + 1.0 / theirs + slope.abs() / factor + offer.slope.abs() / theirs);
            self.reach = self.reach.min(gap.max(0.0) / (closing.max(0.0) + slack));
        }
    }
}
