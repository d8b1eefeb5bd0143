//! Greedy funding, what most cities do: go through the projects by support and fund each that fits
//! the money left. Variants: stop at the first that does not fit, pass over those below a
//! threshold, fund one of a group only, money by category with a second pass for what is left over,
//! order by support for each unit of cost.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use num_traits::Zero;

use super::contest::{Alt, Amount, Contest};
use super::exact::{Q, whole};
use super::result::Fate;
use super::rule::{Greedy, GreedyOrder, Leftover, Misfit};
use super::tie::{Decider, Step, Tie, TieOrder};

/// What was funded, what became of each project, and the ties that mattered.
pub(super) struct Funding {
    pub funded: Vec<Alt>,
    pub fates: BTreeMap<Alt, Fate>,
    pub ties: Vec<Tie>,
}

/// The money and the rules on the way.
struct Purse<'a> {
    contest: &'a Contest,
    rule: &'a Greedy,
    support: &'a [Q],
    left: u128,
    categories: BTreeMap<&'a str, u128>,
    /// Which of an exclusive group is funded.
    groups: BTreeMap<&'a str, Alt>,
    stopped: bool,
}

/// Funds from a budget.
pub(super) fn fund(contest: &Contest, rule: &Greedy, support: &[Q], budget: Amount) -> Funding {
    let order = Order::new(contest, rule.order, support);
    let categories = rule.categories.iter().map(|(name, amount)| (name.as_str(), u128::from(*amount))).collect();
    let (groups, left) = (BTreeMap::new(), u128::from(budget));
    let mut purse = Purse { contest, rule, support, left, categories, groups, stopped: false };
    let all: Vec<Alt> = (0..contest.len()).collect();
    let mut funding = purse.pass(&order, &all, Step::Order);
    if rule.leftover == Leftover::Spent && !rule.categories.is_empty() {
        let rest: Vec<Alt> = all.into_iter().filter(|one| !funding.funded.contains(one)).collect();
        (purse.categories, purse.stopped) = (BTreeMap::new(), false);
        let more = purse.pass(&order, &rest, Step::Completion);
        let completed = more.funded.iter().map(|one| (*one, Fate::Completed));
        funding.fates.extend(more.fates.into_iter().chain(completed));
        funding.ties.extend(more.ties);
        funding.funded.extend(more.funded);
    }
    funding
}

/// Spends what another rule left over: by support on those that are not funded yet.
pub(super) fn complete(contest: &Contest, support: &[Q], funded: &[Alt], budget: Amount) -> Funding {
    let spent: u128 = funded.iter().map(|one| u128::from(contest.alternatives[*one].cost)).sum();
    let rule = Greedy::default();
    let order = Order::new(contest, GreedyOrder::Support, support);
    let left = u128::from(budget).saturating_sub(spent);
    let (categories, groups) = (BTreeMap::new(), BTreeMap::new());
    let mut purse = Purse { contest, rule: &rule, support, left, categories, groups, stopped: false };
    let rest: Vec<Alt> = (0..contest.len()).filter(|one| !funded.contains(one)).collect();
    purse.pass(&order, &rest, Step::Completion)
}

impl Purse<'_> {
    fn pass(&mut self, order: &Order, of: &[Alt], step: Step) -> Funding {
        let mut funding = Funding { funded: Vec::new(), fates: BTreeMap::new(), ties: Vec::new() };
        for tied in order.groups(of) {
            let possible: BTreeSet<Alt> = tied.iter().copied().filter(|one| self.obstacle(*one).is_none()).collect();
            for one in &tied {
                match self.obstacle(*one) {
                    None => {
                        self.take(*one);
                        funding.funded.push(*one);
                        funding.fates.insert(*one, Fate::Funded { effective_price: None, effective_votes: None });
                    }
                    Some(fate) => {
                        self.stopped |= self.rule.stop == Misfit::Stop && matches!(fate, Fate::TooDear { .. });
                        funding.fates.insert(*one, fate);
                    }
                }
            }
            funding.ties.extend(order.tie(step, &tied, &possible, &funding.fates));
        }
        funding
    }

    /// Why a project cannot be funded.
    fn obstacle(&self, one: Alt) -> Option<Fate> {
        let project = &self.contest.alternatives[one];
        let cost = u128::from(project.cost);
        if self.stopped {
            return Some(Fate::NotReached);
        }
        if self.support[one].is_zero() {
            return Some(Fate::Unsupported);
        }
        if let Some(missing) = self.rule.threshold.map(|least| whole(least) - &self.support[one])
            && missing > Q::zero()
        {
            return Some(Fate::BelowThreshold { missing: missing.to_string() });
        }
        let rival = project.group.as_deref().filter(|_| self.rule.exclusive).and_then(|group| self.groups.get(group));
        if let Some(rival) = rival {
            return Some(Fate::Rivalled { by: self.contest.alternatives[*rival].id.clone() });
        }
        if cost > self.left {
            return Some(Fate::TooDear { left: self.left.to_string(), category: None });
        }
        let short = |name: &&String| self.categories.get(name.as_str()).is_some_and(|left| cost > *left);
        let category = project.categories.iter().find(short)?;
        let left = self.categories[category.as_str()].to_string();
        Some(Fate::TooDear { left, category: Some(category.clone()) })
    }

    fn take(&mut self, one: Alt) {
        let project = &self.contest.alternatives[one];
        let cost = u128::from(project.cost);
        self.left -= cost;
        for category in &project.categories {
            if let Some(left) = self.categories.get_mut(category.as_str()) {
                *left -= cost;
            }
        }
        if let Some(group) = &project.group {
            self.groups.insert(group, one);
        }
    }
}

/// In which order projects are looked at.
struct Order<'a> {
    contest: &'a Contest,
    by: GreedyOrder,
    support: &'a [Q],
    ties: TieOrder<'a>,
}

impl<'a> Order<'a> {
    fn new(contest: &'a Contest, by: GreedyOrder, support: &'a [Q]) -> Order<'a> {
        Order { contest, by, support, ties: TieOrder::new(contest) }
    }

    /// Who is ahead by the rule, before any tie is broken.
    fn ahead(&self, one: Alt, other: Alt) -> Ordering {
        let cost = |alternative: Alt| whole(self.contest.alternatives[alternative].cost);
        match self.by {
            GreedyOrder::Support => self.support[other].cmp(&self.support[one]),
            // What costs nothing has the most for its cost, if anybody wants it.
            GreedyOrder::PerCost => match (cost(one).is_zero(), cost(other).is_zero()) {
                (true, true) => Ordering::Equal,
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                _ => (&self.support[other] * cost(one)).cmp(&(&self.support[one] * cost(other))),
            },
        }
    }

    fn compare(&self, one: Alt, other: Alt) -> (Ordering, Decider) {
        self.ties.compare(self.support, one, other)
    }

    /// These in order, those that tie together.
    fn groups(&self, of: &[Alt]) -> Vec<Vec<Alt>> {
        let mut sorted = of.to_vec();
        sorted.sort_by(|one, other| self.ahead(*one, *other).then_with(|| self.compare(*one, *other).0));
        sorted.chunk_by(|one, other| self.ahead(*one, *other).is_eq()).map(<[Alt]>::to_vec).collect()
    }

    /// The tie between these, if it mattered who came first: if one that was possible before went
    /// empty. It came after each of those that were funded before it.
    fn tie(&self, step: Step, tied: &[Alt], possible: &BTreeSet<Alt>, fates: &BTreeMap<Alt, Fate>) -> Option<Tie> {
        let funded = |one: &&Alt| matches!(fates.get(*one), Some(Fate::Funded { .. }));
        let empty = (0..tied.len()).filter(|place| possible.contains(&tied[*place]) && !funded(&&tied[*place]));
        let pairs = empty.flat_map(|place| tied[..place].iter().filter(funded).map(move |one| (*one, tied[place])));
        let rule =
            pairs.map(|(one, other)| self.compare(one, other).1).reduce(|one, other| self.ties.later(one, other));
        Some(self.ties.record(step, tied, rule?))
    }
}
