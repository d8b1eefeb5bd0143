//! What the literature promises of each method, tried on small votes of all kinds. Each test names
//! the source of the promise.

mod all;
mod budgets;
mod naive;
mod pairs;
mod shares;
mod sums;

use madang::poll::voting::rule::Rule;
use madang::poll::voting::{Alternative, Ballot, Ballots, Contest, Kind, Tally, Urn, tally};
use proptest::prelude::*;

/// Most alternatives of a small vote.
const SIZE_MAX: usize = 5;

/// Alternatives 1 to `size`, without costs.
fn contest(size: usize, kind: Kind, rule: Rule) -> Contest {
    let alternatives = (1..=size as u64).map(|number| Alternative::new(&number.to_string(), number)).collect();
    Contest::new(alternatives, kind, rule)
}

/// Projects that cost this.
fn projects(costs: &[u64], budget: u64, kind: Kind, rule: Rule) -> Contest {
    let mut contest = contest(costs.len(), kind, rule);
    for (project, cost) in contest.alternatives.iter_mut().zip(costs) {
        project.cost = *cost;
    }
    contest.budget = Some(budget);
    contest
}

fn urn(ballots: &[Ballot]) -> Urn {
    let mut urn = Ballots::new();
    for ballot in ballots {
        assert!(urn.push(ballot, 1));
    }
    urn.into()
}

fn count(contest: &Contest, ballots: &[Ballot]) -> Tally {
    tally(contest, &[urn(ballots)]).unwrap()
}

/// The winners by place.
fn winners(tally: &Tally) -> Vec<usize> {
    tally.winners.iter().map(|id| id.0.parse::<usize>().unwrap() - 1).collect()
}

fn sorted(mut places: Vec<usize>) -> Vec<usize> {
    places.sort_unstable();
    places
}

fn is_sub<T: PartialEq>(part: &[T], of: &[T]) -> bool {
    part.iter().all(|one| of.contains(one))
}

/// Sets of alternatives, some empty.
fn sets(size: usize, most: usize) -> impl Strategy<Value = Vec<Ballot>> {
    let set = proptest::collection::btree_set(0..size, 0..=size);
    proptest::collection::vec(set.prop_map(|set| Ballot::Set(set.into_iter().collect())), 1..=most)
}

/// Points for some alternatives.
fn points(size: usize, max: u32, most: usize) -> impl Strategy<Value = Vec<Ballot>> {
    let marks = proptest::collection::vec(0..=max, size);
    let ballot = marks.prop_map(|marks| Ballot::Points(marks.into_iter().enumerate().collect()));
    proptest::collection::vec(ballot, 1..=most)
}

/// Strict orders, most of them of a part.
fn orders(size: usize, most: usize) -> impl Strategy<Value = Vec<Ballot>> {
    let order = Just((0..size).collect::<Vec<usize>>()).prop_shuffle();
    let part = (order, 1..=size).prop_map(|(order, length)| Ballot::order(&order[..length]));
    proptest::collection::vec(part, 1..=most)
}

/// The alternatives of an order, the best first.
fn order_of(ballot: &Ballot) -> Vec<usize> {
    match ballot {
        Ballot::Ranked(tiers) => tiers.iter().flatten().copied().collect(),
        _ => Vec::new(),
    }
}

/// The same ballots with alternatives renamed.
fn renamed(ballots: &[Ballot], names: &[usize]) -> Vec<Ballot> {
    let rename = |ballot: &Ballot| match ballot {
        Ballot::Blank => Ballot::Blank,
        Ballot::Set(set) => Ballot::Set(set.iter().map(|one| names[*one]).collect()),
        Ballot::Points(points) => Ballot::Points(points.iter().map(|(one, points)| (names[*one], *points)).collect()),
        Ballot::Ranked(tiers) => {
            Ballot::Ranked(tiers.iter().map(|tier| tier.iter().map(|one| names[*one]).collect()).collect())
        }
    };
    ballots.iter().map(rename).collect()
}

/// A vote of any kind with a rule that fits it: a contest with costs and a budget, and ballots.
fn any_vote() -> impl Strategy<Value = (Contest, Vec<Ballot>)> {
    let kinds = prop_oneof![
        Just(Kind::Single),
        Just(Kind::Approval),
        Just(Kind::Score { max: 3 }),
        Just(Kind::Points { budget: None, each: None }),
        Just(Kind::Ranked),
    ];
    let vote = (2..=SIZE_MAX, kinds).prop_flat_map(|(size, kind)| {
        let ballots = match kind {
            Kind::Single => proptest::collection::vec((0..size).prop_map(|one| Ballot::Set(vec![one])), 1..=12).boxed(),
            Kind::Ranked => orders(size, 12).boxed(),
            Kind::Score { .. } | Kind::Points { .. } => points(size, 3, 12).boxed(),
            _ => sets(size, 12).boxed(),
        };
        let rules: Vec<Rule> = Rule::all().into_iter().filter(|rule| rule.fits(kind)).collect();
        let costs = proptest::collection::vec(1u64..=30, size);
        (costs, 10u64..=60, proptest::sample::select(rules), ballots, Just(kind))
    });
    vote.prop_map(|(costs, budget, rule, ballots, kind)| (projects(&costs, budget, kind, rule), ballots))
}
