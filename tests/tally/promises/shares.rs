//! The Method of Equal Shares: the same as written down plainly, and fair to every group.

use madang::poll::voting::rule::{Completion, EqualShares, Rule, Start, Stop, Utility};
use madang::poll::voting::{Ballot, Contest, Kind};
use num_rational::Ratio;
use proptest::prelude::*;

use super::naive::{Field, Q, q};
use super::{count, points, projects, sets, winners};

fn rule(utility: Utility, completion: Completion, stop: Stop, increment: u64) -> Rule {
    let (start, increment) = (Start::Exact, Some(increment));
    Rule::Mes(EqualShares { utility, completion, stop, increment, start, ..EqualShares::default() })
}

fn plain(utility: Utility) -> Rule {
    rule(utility, Completion::None, Stop::Overspend, 1)
}

fn points_of(ballot: &Ballot, project: usize) -> u64 {
    match ballot {
        Ballot::Set(set) => u64::from(set.contains(&project)),
        Ballot::Points(points) => {
            points.iter().find(|(one, _)| *one == project).map_or(0, |(_, points)| u64::from(*points))
        }
        _ => 0,
    }
}

/// The same vote, written down plainly, with ties by support, cost and number.
fn field(contest: &Contest, ballots: &[Ballot], utility: Utility) -> Field {
    let cost: Vec<u64> = contest.alternatives.iter().map(|project| project.cost).collect();
    let support: Vec<u64> =
        (0..cost.len()).map(|project| ballots.iter().map(|ballot| points_of(ballot, project)).sum()).collect();
    let worth = |ballot: &Ballot, project: usize| {
        let points = points_of(ballot, project);
        match utility {
            Utility::Cost => points * cost[project],
            Utility::Cardinality => points.min(1),
            Utility::Points => points,
        }
    };
    let voting = ballots.iter().filter(|ballot| (0..cost.len()).any(|project| points_of(ballot, project) > 0));
    let utility = voting.map(|ballot| (0..cost.len()).map(|project| worth(ballot, project)).collect()).collect();
    let costs = cost.clone();
    let key = move |one: usize| (std::cmp::Reverse(support[one]), costs[one], one);
    Field { utility, cost, first: Box::new(move |one, other| key(one).cmp(&key(other))) }
}

fn share(budget: u64, field: &Field) -> Q {
    Ratio::new(budget.into(), field.utility.len().max(1).into())
}

/// Votes with many equal costs and few voters, so that ties and last coins are common.
fn vote() -> impl Strategy<Value = (Vec<u64>, u64, Vec<Ballot>)> {
    let costs = prop_oneof![
        proptest::collection::vec(1u64..=4, 5),
        proptest::collection::vec(1u64..=1000, 5),
        proptest::collection::vec((1u64..=4).prop_map(|tenths| tenths * 10), 5),
    ];
    let ballots = prop_oneof![sets(5, 10), points(5, 3, 10)];
    (costs, 1u64..=60, ballots).prop_map(|(costs, budget, ballots)| {
        let budget = if costs.iter().any(|cost| *cost > 40) { budget * 50 } else { budget };
        (costs, budget, ballots)
    })
}

fn kind_of(ballots: &[Ballot]) -> Kind {
    match ballots.first() {
        Some(Ballot::Points(_)) => Kind::Points { budget: None, each: None },
        _ => Kind::Approval,
    }
}

const UTILITIES: [Utility; 3] = [Utility::Cost, Utility::Cardinality, Utility::Points];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    // The definition: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with
    // Additive Utilities", NeurIPS 2021, section 3.
    #[test]
    fn the_fast_count_is_the_plain_one((costs, budget, ballots) in vote()) {
        for utility in UTILITIES {
            let contest = projects(&costs, budget, kind_of(&ballots), plain(utility));
            let field = field(&contest, &ballots, utility);
            prop_assert_eq!(winners(&count(&contest, &ballots)), field.run(&share(budget, &field)).0, "{:?}", utility);
        }
    }

    #[test]
    fn raising_purses_skips_only_steps_that_change_nothing((costs, budget, ballots) in vote(), increment in 1u64..4) {
        for (utility, stop) in UTILITIES.into_iter().zip([Stop::Overspend, Stop::Exhaustive, Stop::Overspend]) {
            // A dear project of one voter would take the plain count very many steps.
            let costs: Vec<u64> = costs.iter().map(|cost| (*cost).min(budget.max(1))).collect();
            let contest = projects(&costs, budget, kind_of(&ballots), rule(utility, Completion::Add1, stop, increment));
            let field = field(&contest, &ballots, utility);
            prop_assume!(!field.utility.is_empty());
            let wanted = field.raise(budget, share(budget, &field), increment, stop == Stop::Exhaustive);
            prop_assert_eq!(winners(&count(&contest, &ballots)), wanted, "{:?}", utility);
        }
    }

    // Nothing in the definition knows a unit of money, and amounts of 10^15 won must not overflow.
    #[test]
    fn the_unit_of_money_does_not_matter((costs, budget, ballots) in vote()) {
        const FACTOR: u64 = 1_000_000_000_000_000;
        let (costs, budget): (Vec<u64>, u64) = (costs.iter().map(|cost| cost % 97).collect(), budget % 97);
        let great: Vec<u64> = costs.iter().map(|cost| cost * FACTOR).collect();
        let raised = |increment| rule(Utility::Cost, Completion::Add1Greedy, Stop::Overspend, increment);
        let others = [plain(Utility::Cost), Rule::Greedy(Default::default()), Rule::Welfare];
        let same = others.into_iter().filter(|rule| rule.fits(kind_of(&ballots))).map(|rule| (rule.clone(), rule));
        for (small, large) in same.chain([(raised(1), raised(FACTOR))]) {
            let small = projects(&costs, budget, kind_of(&ballots), small);
            let large = projects(&great, budget * FACTOR, kind_of(&ballots), large);
            prop_assert_eq!(winners(&count(&small, &ballots)), winners(&count(&large, &ballots)));
        }
    }

    // Priceability: D. Peters and P. Skowron, "Proportionality and the Limits of Welfarism", EC 2020.
    // Nobody pays more than the purse, funded projects are paid for by their supporters, and no
    // other project's supporters could still pay for it.
    #[test]
    fn what_is_funded_is_paid_for_and_what_is_not_could_not_be((costs, budget, ballots) in vote()) {
        for utility in UTILITIES {
            let contest = projects(&costs, budget, kind_of(&ballots), plain(utility));
            let field = field(&contest, &ballots, utility);
            let tally = count(&contest, &ballots);
            let (funded, left) = field.run(&share(budget, &field));
            prop_assert!(left.iter().all(|left| *left >= q(0)));
            let paid: Q = left.iter().map(|left| share(budget, &field) - left).sum();
            prop_assert_eq!(paid, q(field.spent(&funded)));
            for project in tally.spending.unwrap().projects {
                if let madang::poll::voting::result::Fate::Short { held, short, .. } = project.fate {
                    let place = contest.place(&project.id.0).unwrap();
                    let theirs = (0..left.len()).filter(|voter| field.utility[*voter][place] > 0);
                    let sum: Q = theirs.map(|voter| left[voter].clone()).sum();
                    prop_assert_eq!(&held, &sum.to_string());
                    prop_assert!(sum < q(costs[place]));
                    prop_assert_eq!(short, (q(costs[place]) - sum).to_string());
                }
            }
        }
    }

    // Extended justified representation, for projects of equal cost: Peters and Skowron 2020. Every
    // group that is large enough for k projects and agrees on k has a member with k of theirs.
    #[test]
    fn every_group_that_agrees_on_its_share_has_a_member_who_gets_it(ballots in sets(5, 8), seats in 1u64..=4) {
        let contest = projects(&[1; 5], seats, Kind::Approval, plain(Utility::Cardinality));
        let funded = winners(&count(&contest, &ballots));
        let voters: Vec<&Ballot> = ballots.iter().filter(|ballot| !ballot.named().is_empty()).collect();
        for group in groups(&voters) {
            let agreed = (0..5).filter(|project| group.iter().all(|ballot| points_of(ballot, *project) > 0)).count();
            let entitled = (group.len() * seats as usize / voters.len()).min(agreed);
            let most = group.iter().map(|ballot| funded.iter().filter(|one| points_of(ballot, **one) > 0).count()).max();
            prop_assert!(most >= Some(entitled), "{group:?} of {funded:?}");
        }
    }

    // The same up to one project, for any costs and utilities: Peters, Pierczyński and Skowron 2021,
    // theorem 2.
    #[test]
    fn every_group_gets_its_share_up_to_one_project((costs, budget, ballots) in vote()) {
        let ballots: Vec<Ballot> = ballots.into_iter().take(7).collect();
        for utility in UTILITIES {
            let contest = projects(&costs, budget, kind_of(&ballots), plain(utility));
            let field = field(&contest, &ballots, utility);
            let funded = winners(&count(&contest, &ballots));
            let worth = |voter: usize, set: &[usize]| set.iter().map(|one| field.utility[voter][*one]).sum::<u64>();
            let voters: Vec<usize> = (0..field.utility.len()).collect();
            for group in groups(&voters) {
                for wish in groups(&[0, 1, 2, 3, 4]) {
                    let cost: u64 = wish.iter().map(|one| costs[*one]).sum();
                    if cost * voters.len() as u64 > budget * group.len() as u64 {
                        continue;
                    }
                    // What each project is worth to everybody in the group.
                    let least = |one: &usize| group.iter().map(|voter| field.utility[*voter][*one]).min().unwrap_or(0);
                    let wanted: u64 = wish.iter().map(least).sum();
                    let served = |voter: &usize| {
                        let has = worth(*voter, &funded);
                        let more = wish.iter().filter(|one| !funded.contains(one));
                        has >= wanted || more.map(|one| has + field.utility[*voter][*one]).any(|has| has > wanted)
                    };
                    prop_assert!(wanted == 0 || group.iter().any(served), "{utility:?} {group:?} {wish:?} {funded:?}");
                }
            }
        }
    }
}

/// Every group of these that has anybody in it.
fn groups<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    let member = |mask: usize, (at, one): (usize, &T)| (mask >> at & 1 == 1).then(|| one.clone());
    (1..1 << of.len()).map(|mask| of.iter().enumerate().filter_map(|each| member(mask, each)).collect()).collect()
}
