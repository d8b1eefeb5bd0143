//! Optimal welfare: the set of projects within the budget with the largest sum of support. For
//! comparison only, because nobody can follow it by hand.
//!
//! Sets are built project by project; of two where one costs no more and has no less support the
//! other is dropped (Nemhauser and Ullmann, 1969), and so is a set that cannot reach what greedy
//! filling reaches, even if the rest could be bought in part. Equal sums are broken towards
//! the set with the first project in the order of ties: a set carries its members as bits, the
//! first project's the highest, and of equal sums the larger bits win.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use num_traits::{ToPrimitive, Zero};

use super::contest::{Alt, Amount, Contest};
use super::exact::Q;
use super::result::Fate;
use super::tie::{Decider, Step, Tie, TieOrder};
use super::unfit::Unfit;

/// Most sets that are kept at a time. More of them: the instance is too hard for this rule.
const SETS_MAX: usize = 2_000_000;

/// A set of projects.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bundle {
    cost: u128,
    sum: u128,
    /// Members by place in the order of ties, the first in the highest bit of the first word.
    members: Vec<u64>,
}

/// Which of several best sets.
#[derive(Debug, Clone, Copy)]
enum Prefer {
    /// The first in the order of ties.
    First,
    /// The last: it differs from the first exactly if there are several.
    Last,
}

impl Prefer {
    fn compare(self, one: &Bundle, other: &Bundle) -> Ordering {
        let by_members = one.members.cmp(&other.members);
        one.sum.cmp(&other.sum).then(match self {
            Prefer::First => by_members,
            Prefer::Last => by_members.reverse(),
        })
    }
}

/// The projects of the best set in the order of ties, its sum, and the tie that it took.
pub(super) fn best(contest: &Contest, support: &[Q], budget: Amount) -> Result<(Vec<Alt>, u128, Option<Tie>), Unfit> {
    let ties = TieOrder::new(contest);
    let worth: Vec<u128> = support.iter().map(|sum| sum.to_integer().to_u128().unwrap_or(0)).collect();
    let (budget, cost) = (u128::from(budget), |one: Alt| u128::from(contest.alternatives[one].cost));
    let mut by_tie: Vec<Alt> = (0..contest.len()).filter(|one| worth[*one] > 0 && cost(*one) <= budget).collect();
    let compare = |one: Alt, other: Alt| {
        let by_support = (support[other].cmp(&support[one]), Decider::Support);
        if by_support.0.is_ne() { by_support } else { ties.compare(support, one, other) }
    };
    by_tie.sort_by(|one, other| compare(*one, *other).0);
    let projects: Vec<(u128, u128)> = by_tie.iter().map(|one| (cost(*one), worth[*one])).collect();
    let first = search(&projects, budget, Prefer::First)?;
    let last = search(&projects, budget, Prefer::Last)?;
    let differing: Vec<Alt> =
        (0..by_tie.len()).filter(|place| first.has(*place) != last.has(*place)).map(|place| by_tie[place]).collect();
    let tie = (!differing.is_empty()).then(|| ties.record(Step::Welfare, &differing, compare));
    Ok(((0..by_tie.len()).filter(|place| first.has(*place)).map(|place| by_tie[place]).collect(), first.sum, tie))
}

/// What became of each project.
pub(super) fn fates(contest: &Contest, support: &[Q], funded: &[Alt]) -> BTreeMap<Alt, Fate> {
    let fate = |one: Alt| match (funded.contains(&one), support[one].is_zero()) {
        (true, _) => Fate::Funded { effective_price: None, effective_votes: None },
        (false, true) => Fate::Unsupported,
        (false, false) => Fate::Outweighed,
    };
    (0..contest.len()).map(|one| (one, fate(one))).collect()
}

impl Bundle {
    fn has(&self, place: usize) -> bool {
        self.members[place / 64] >> (63 - place % 64) & 1 == 1
    }

    fn with(&self, place: usize, cost: u128, gain: u128) -> Bundle {
        let mut members = self.members.clone();
        members[place / 64] |= 1 << (63 - place % 64);
        Bundle { cost: self.cost + cost, sum: self.sum + gain, members }
    }
}

/// The best set of projects, each with cost and gain.
fn search(projects: &[(u128, u128)], budget: u128, prefer: Prefer) -> Result<Bundle, Unfit> {
    // The most support for the money first, so that the bound is good.
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by(|one, other| {
        let ((cost, gain), (other_cost, other_gain)) = (projects[*one], projects[*other]);
        (other_gain * cost).cmp(&(gain * other_cost))
    });
    let rest: Vec<(u128, u128)> = order.iter().map(|place| projects[*place]).collect();
    let mut sets = vec![Bundle { cost: 0, sum: 0, members: vec![0; projects.len().div_ceil(64)] }];
    let mut reached = 0;
    for (step, place) in order.into_iter().enumerate() {
        let ((cost, gain), later) = (rest[step], &rest[step + 1..]);
        let fitting = sets.iter().filter(|set| set.cost + cost <= budget);
        let more = fitting.map(|set| set.with(place, cost, gain)).collect();
        sets = undominated(sets, more, prefer);
        reached = sets.iter().map(|set| filled(set, later, budget)).fold(reached, u128::max);
        sets.retain(|set| bound(set, later, budget) >= reached);
        if sets.len() > SETS_MAX {
            return Err(Unfit::TooHard);
        }
    }
    Ok(sets.into_iter().max_by(|one, other| prefer.compare(one, other)).expect("the best so far is never dropped"))
}

/// Both lists without what another makes needless, ascending by cost.
fn undominated(sets: Vec<Bundle>, more: Vec<Bundle>, prefer: Prefer) -> Vec<Bundle> {
    let mut all = sets;
    all.extend(more);
    all.sort_by(|one, other| one.cost.cmp(&other.cost).then_with(|| prefer.compare(other, one)));
    let mut kept: Vec<Bundle> = Vec::with_capacity(all.len());
    for set in all {
        if kept.last().is_none_or(|last| prefer.compare(&set, last).is_gt()) {
            kept.push(set);
        }
    }
    kept
}

/// What the set reaches if the rest is filled in as it fits.
fn filled(set: &Bundle, rest: &[(u128, u128)], budget: u128) -> u128 {
    let mut left = budget - set.cost;
    rest.iter().fold(set.sum, |sum, (cost, gain)| match cost <= &left {
        true => {
            left -= cost;
            sum + gain
        }
        false => sum,
    })
}

/// What the set could reach at most: the rest in order, the last in part.
fn bound(set: &Bundle, rest: &[(u128, u128)], budget: u128) -> u128 {
    let (mut left, mut sum) = (budget - set.cost, set.sum);
    for (cost, gain) in rest {
        if *cost > left {
            return sum + gain * left / cost;
        }
        left -= cost;
        sum += gain;
    }
    sum
}
