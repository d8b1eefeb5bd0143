//! Whether one ballot is valid. It is refused when it is cast, with the reason, and never repaired
//! later. Imports are not checked by this: what happened elsewhere happened.

use serde::Serialize;

use super::ballot::Ballot;
use super::contest::{Alt, Amount, Between, Blank, Contest, Kind};

/// Why a ballot is not valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// Nothing is chosen, and a blank ballot may not be cast.
    Empty,
    /// Something is chosen that is not in this poll.
    Unknown,
    /// Something is chosen twice.
    Twice {
        /// What.
        alternative: Alt,
    },
    /// A ballot of another kind: a set where an order is asked for.
    WrongKind,
    /// Fewer than `min` are chosen.
    TooFew {
        /// How many must be.
        min: usize,
    },
    /// More than `max` are chosen.
    TooMany {
        /// How many may be.
        max: usize,
    },
    /// Fewer than `min` of a category are chosen.
    TooFewOf {
        /// Which.
        category: String,
        /// How many must be.
        min: usize,
    },
    /// More than `max` of a category are chosen.
    TooManyOf {
        /// Which.
        category: String,
        /// How many may be.
        max: usize,
    },
    /// What is chosen costs too much together.
    TooDear {
        /// What it costs.
        cost: u128,
        /// What it may cost.
        max: Amount,
    },
    /// What is chosen of a category costs too much together.
    TooDearOf {
        /// Which.
        category: String,
        /// What it costs.
        cost: u128,
        /// What it may cost.
        max: Amount,
    },
    /// A mark or points for one alternative are above the most.
    TooHigh {
        /// For what.
        alternative: Alt,
        /// The most.
        max: u32,
    },
    /// More points are given than there are.
    TooManyPoints {
        /// How many are given.
        points: u64,
        /// How many there are.
        budget: u32,
    },
    /// Two alternatives share a place in an order.
    Level,
}

/// Whether the ballot is valid in the contest.
pub fn check(contest: &Contest, ballot: &Ballot) -> Result<(), Flaw> {
    let rules = &contest.ballot;
    let named = ballot.named();
    if named.is_empty() {
        return if rules.blank == Blank::Allowed { Ok(()) } else { Err(Flaw::Empty) };
    }
    match (ballot, rules.kind) {
        (Ballot::Set(_), Kind::Single | Kind::Approval | Kind::Knapsack) => {}
        (Ballot::Points(points), Kind::Score { max }) => high(points, Some(max))?,
        (Ballot::Points(points), Kind::Points { budget, each }) => {
            high(points, each)?;
            let given = points.iter().map(|(_, points)| u64::from(*points)).sum();
            if let Some(budget) = budget.filter(|budget| given > u64::from(*budget)) {
                return Err(Flaw::TooManyPoints { points: given, budget });
            }
        }
        (Ballot::Ranked(tiers), Kind::Ranked) if tiers.iter().all(|tier| tier.len() <= 1) => {}
        (Ballot::Ranked(_), Kind::Ranked) => return Err(Flaw::Level),
        _ => return Err(Flaw::WrongKind),
    }
    each_once(contest, &named)?;
    numbers(contest, &named)?;
    money(contest, &named)
}

fn high(points: &[(Alt, u32)], max: Option<u32>) -> Result<(), Flaw> {
    let Some(max) = max else { return Ok(()) };
    match points.iter().find(|(_, points)| *points > max) {
        Some((alternative, _)) => Err(Flaw::TooHigh { alternative: *alternative, max }),
        None => Ok(()),
    }
}

fn each_once(contest: &Contest, named: &[Alt]) -> Result<(), Flaw> {
    let mut seen = vec![false; contest.len()];
    for alternative in named.iter().copied() {
        match seen.get_mut(alternative) {
            None => return Err(Flaw::Unknown),
            Some(true) => return Err(Flaw::Twice { alternative }),
            Some(seen) => *seen = true,
        }
    }
    Ok(())
}

/// How many are chosen, overall and by category.
fn numbers(contest: &Contest, named: &[Alt]) -> Result<(), Flaw> {
    let rules = &contest.ballot;
    let max = if rules.kind == Kind::Single { Some(1) } else { rules.picks.max };
    match outside(named.len(), Between { max, ..rules.picks }) {
        Some(Outside::Below(min)) => return Err(Flaw::TooFew { min }),
        Some(Outside::Above(max)) => return Err(Flaw::TooMany { max }),
        None => {}
    }
    for (category, limits) in &rules.picks_per_category {
        match outside(of(contest, named, category).count(), *limits) {
            Some(Outside::Below(min)) => return Err(Flaw::TooFewOf { category: category.clone(), min }),
            Some(Outside::Above(max)) => return Err(Flaw::TooManyOf { category: category.clone(), max }),
            None => {}
        }
    }
    Ok(())
}

/// What the chosen cost, overall and by category.
fn money(contest: &Contest, named: &[Alt]) -> Result<(), Flaw> {
    let rules = &contest.ballot;
    let cost = |alternative: Alt| u128::from(contest.alternatives[alternative].cost);
    let budget = contest.budget.filter(|_| rules.kind == Kind::Knapsack);
    let all = named.iter().copied().map(cost).sum();
    if let Some(max) = rules.cost_max.or(budget).filter(|max| all > u128::from(*max)) {
        return Err(Flaw::TooDear { cost: all, max });
    }
    for (category, max) in &rules.cost_max_per_category {
        let cost = of(contest, named, category).map(cost).sum();
        if cost > u128::from(*max) {
            return Err(Flaw::TooDearOf { category: category.clone(), cost, max: *max });
        }
    }
    Ok(())
}

fn of<'a>(contest: &'a Contest, named: &'a [Alt], category: &'a str) -> impl Iterator<Item = Alt> + 'a {
    let belongs =
        move |alternative: &Alt| contest.alternatives[*alternative].categories.iter().any(|name| name == category);
    named.iter().copied().filter(belongs)
}

enum Outside {
    Below(usize),
    Above(usize),
}

fn outside(number: usize, limits: Between) -> Option<Outside> {
    match limits.max {
        _ if number < limits.min => Some(Outside::Below(limits.min)),
        Some(max) if number > max => Some(Outside::Above(max)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poll::voting::contest::{Alternative, BallotRules};
    use crate::poll::voting::rule::{Rule, Seated};

    /// Five projects: 1 and 2 in `park`, 3 and 4 in `road`, 5 in both; each costs ten times its number.
    fn contest(kind: Kind) -> Contest {
        let mut projects: Vec<Alternative> =
            (1..=5).map(|number| Alternative::new(&number.to_string(), number).costing(number * 10)).collect();
        for (place, categories) in
            [&["park"][..], &["park"], &["road"], &["road"], &["park", "road"]].iter().enumerate()
        {
            projects[place].categories = categories.iter().map(|name| (*name).to_owned()).collect();
        }
        Contest::new(projects, kind, Rule::Approval(Seated::default()))
    }

    #[test]
    fn a_set_is_refused_with_the_reason() {
        let mut contest = contest(Kind::Approval);
        contest.ballot.picks = Between { min: 2, max: Some(3) };
        contest.ballot.picks_per_category.insert("park".into(), Between { min: 1, max: Some(1) });
        contest.ballot.cost_max_per_category.insert("road".into(), 60);
        for (set, expected) in [
            (&[0, 2][..], Ok(())),
            (&[], Ok(())),
            (&[0], Err(Flaw::TooFew { min: 2 })),
            (&[0, 2, 3, 1], Err(Flaw::TooMany { max: 3 })),
            (&[0, 1], Err(Flaw::TooManyOf { category: "park".into(), max: 1 })),
            (&[2, 3], Err(Flaw::TooFewOf { category: "park".into(), min: 1 })),
            (&[2, 4], Err(Flaw::TooDearOf { category: "road".into(), cost: 80, max: 60 })),
            (&[0, 0], Err(Flaw::Twice { alternative: 0 })),
            (&[0, 5], Err(Flaw::Unknown)),
        ] {
            assert_eq!(check(&contest, &Ballot::Set(set.to_vec())), expected, "{set:?}");
        }
        contest.ballot.blank = Blank::Refused;
        assert_eq!(check(&contest, &Ballot::Blank), Err(Flaw::Empty));
    }

    #[test]
    fn a_knapsack_ballot_is_held_to_the_budget_or_to_its_own_limit() {
        let mut contest = contest(Kind::Knapsack);
        contest.budget = Some(60);
        assert_eq!(check(&contest, &Ballot::Set(vec![0, 4])), Ok(()));
        assert_eq!(check(&contest, &Ballot::Set(vec![1, 4])), Err(Flaw::TooDear { cost: 70, max: 60 }));
        contest.ballot.cost_max = Some(50);
        assert_eq!(check(&contest, &Ballot::Set(vec![0, 4])), Err(Flaw::TooDear { cost: 60, max: 50 }));
    }

    #[test]
    fn marks_points_and_orders_have_their_own_limits() {
        let score = contest(Kind::Score { max: 5 });
        assert_eq!(check(&score, &Ballot::Points(vec![(0, 5), (1, 0)])), Ok(()));
        let refused = Err(Flaw::TooHigh { alternative: 1, max: 5 });
        assert_eq!(check(&score, &Ballot::Points(vec![(0, 5), (1, 6)])), refused);
        let points = contest(Kind::Points { budget: Some(10), each: Some(6) });
        assert_eq!(check(&points, &Ballot::Points(vec![(0, 6), (1, 4)])), Ok(()));
        let refused = Err(Flaw::TooManyPoints { points: 11, budget: 10 });
        assert_eq!(check(&points, &Ballot::Points(vec![(0, 6), (1, 5)])), refused);
        assert_eq!(check(&points, &Ballot::Points(vec![(0, 7)])), Err(Flaw::TooHigh { alternative: 0, max: 6 }));
        let ranked = contest(Kind::Ranked);
        assert_eq!(check(&ranked, &Ballot::order(&[3, 1])), Ok(()));
        assert_eq!(check(&ranked, &Ballot::Ranked(vec![vec![3, 1]])), Err(Flaw::Level));
        assert_eq!(check(&ranked, &Ballot::Set(vec![3])), Err(Flaw::WrongKind));
        let single = contest(Kind::Single);
        assert_eq!(check(&single, &Ballot::Set(vec![3, 1])), Err(Flaw::TooMany { max: 1 }));
        assert_eq!(BallotRules::of(Kind::Single).picks, Between { min: 1, max: None });
    }
}
