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

/// Most words of members in the sets that are kept at a time: so much memory is taken. More of
/// them: the instance is too hard for this rule.
const WORDS_MAX: usize = 8 << 20;
/// Most words in all sets that were kept after each project: so long it may take.
const LOOKED_AT_MAX: usize = 200 << 20;
/// Of so many sets, those that could reach the most, it is tried what they reach.
const FILLED_MAX: usize = 32;

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
    let places: Vec<usize> = (0..by_tie.len()).filter(|place| first.has(*place) != last.has(*place)).collect();
    let differing: Vec<Alt> = places.iter().map(|place| by_tie[*place]).collect();
    // The best set has the first of those by which they differ; the first of the other sets' own
    // is what it was preferred to.
    let other = places.iter().find(|place| !first.has(**place));
    let tie = differing.first().zip(other);
    let tie = tie.map(|(one, other)| ties.record(Step::Welfare, &differing, compare(*one, by_tie[*other]).1));
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

/// The projects by what they gain for their cost, with sums from the front.
struct Sorted {
    /// Place, cost and gain.
    projects: Vec<(usize, u128, u128)>,
    /// What the first so many cost and gain together.
    costs: Vec<u128>,
    gains: Vec<u128>,
}

/// The best set of projects, each with cost and gain.
fn search(projects: &[(u128, u128)], budget: u128, prefer: Prefer) -> Result<Bundle, Unfit> {
    let sorted = Sorted::new(projects);
    let words = projects.len().div_ceil(64);
    let mut sets = vec![Bundle { cost: 0, sum: 0, members: vec![0; words] }];
    let (mut reached, mut looked_at) = (0, 0);
    for (step, (place, cost, gain)) in sorted.projects.iter().copied().enumerate() {
        let fitting = sets.iter().filter(|set| set.cost + cost <= budget);
        let more = fitting.map(|set| set.with(place, cost, gain)).collect();
        sets = undominated(sets, more, prefer);
        let mut bounds: Vec<(u128, usize)> =
            sets.iter().enumerate().map(|(at, set)| (sorted.bound(set, step + 1, budget), at)).collect();
        let hopeful = FILLED_MAX.min(bounds.len() - 1);
        bounds.select_nth_unstable_by(hopeful, |one, other| other.cmp(one));
        let filled = bounds[..=hopeful].iter().map(|(_, at)| sorted.filled(&sets[*at], step + 1, budget));
        reached = filled.fold(reached, u128::max);
        bounds.sort_unstable_by_key(|(_, at)| *at);
        let mut bounds = bounds.into_iter();
        sets.retain(|_| bounds.next().is_some_and(|(bound, _)| bound >= reached));
        looked_at += sets.len() * words;
        if sets.len() * words > WORDS_MAX || looked_at > LOOKED_AT_MAX {
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

impl Sorted {
    fn new(projects: &[(u128, u128)]) -> Sorted {
        let mut sorted: Vec<(usize, u128, u128)> =
            projects.iter().enumerate().map(|(place, (cost, gain))| (place, *cost, *gain)).collect();
        // The most support for the money first, so that the bound is good.
        sorted.sort_by(|(_, cost, gain), (_, other_cost, other_gain)| (other_gain * cost).cmp(&(gain * other_cost)));
        let sums = |of: fn(&(usize, u128, u128)) -> u128| {
            let more = sorted.iter().scan(0, |sum, project| {
                *sum += of(project);
                Some(*sum)
            });
            std::iter::once(0).chain(more).collect()
        };
        let (costs, gains) = (sums(|(_, cost, _)| *cost), sums(|(_, _, gain)| *gain));
        Sorted { projects: sorted, costs, gains }
    }

    /// How many of the projects fit if those from `from` on are bought in order until one does not.
    fn fitting(&self, set: &Bundle, from: usize, budget: u128) -> usize {
        let reach = budget - set.cost + self.costs[from];
        from + self.costs[from + 1..].partition_point(|cost| *cost <= reach)
    }

    /// What the set reaches if the rest is filled in as it fits.
    fn filled(&self, set: &Bundle, from: usize, budget: u128) -> u128 {
        let to = self.fitting(set, from, budget);
        let mut left = budget - set.cost - (self.costs[to] - self.costs[from]);
        let sum = set.sum + self.gains[to] - self.gains[from];
        self.projects[to..].iter().fold(sum, |sum, (_, cost, gain)| match *cost <= left {
            true => {
                left -= cost;
                sum + gain
            }
            false => sum,
        })
    }

    /// What the set could reach at most: the rest in order, the last in part.
    fn bound(&self, set: &Bundle, from: usize, budget: u128) -> u128 {
        let to = self.fitting(set, from, budget);
        let left = budget - set.cost - (self.costs[to] - self.costs[from]);
        let sum = set.sum + self.gains[to] - self.gains[from];
        self.projects.get(to).map_or(sum, |(_, cost, gain)| sum + gain * left / cost)
    }
}
