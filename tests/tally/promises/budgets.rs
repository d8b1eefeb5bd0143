//! Greedy funding and optimal welfare.

use std::collections::BTreeMap;

use madang::poll::voting::rule::{Greedy, GreedyOrder, Leftover, Misfit, Rule};
use madang::poll::voting::{Ballot, Contest, Kind};
use proptest::prelude::*;

use super::{count, is_sub, projects, sets, sorted, winners};

fn greedy() -> Rule {
    Rule::Greedy(Greedy::default())
}

fn cost(contest: &Contest, funded: &[usize]) -> u64 {
    funded.iter().map(|one| contest.alternatives[*one].cost).sum()
}

fn support(ballots: &[Ballot], project: usize) -> usize {
    ballots.iter().filter(|ballot| ballot.named().contains(&project)).count()
}

fn vote() -> impl Strategy<Value = (Vec<u64>, u64, Vec<Ballot>)> {
    (proptest::collection::vec(1u64..=9, 5), 1u64..=25, sets(5, 9))
}

proptest! {
    // Feasible and exhaustive: S. Rey and J. Maly, "The (Computational) Social Choice Take on
    // Indivisible Participatory Budgeting" (2023), section 3.
    #[test]
    fn greedy_funding_stays_within_the_budget_and_leaves_nothing_that_fits((costs, budget, ballots) in vote()) {
        for order in [GreedyOrder::Support, GreedyOrder::PerCost] {
            let rule = Rule::Greedy(Greedy { order, ..Greedy::default() });
            let contest = projects(&costs, budget, Kind::Approval, rule);
            let funded = winners(&count(&contest, &ballots));
            let left = budget - cost(&contest, &funded);
            let fits = |one: &usize| !funded.contains(one) && support(&ballots, *one) > 0 && costs[*one] <= left;
            prop_assert_eq!((0..5).find(fits), None);
        }
    }

    // Discount monotonicity: N. Talmon and P. Faliszewski, "A Framework for Approval-Based Budgeting
    // Methods", AAAI 2019: who becomes cheaper is not dropped for it.
    #[test]
    fn a_funded_project_that_becomes_cheaper_stays_funded((costs, budget, ballots) in vote(), which in 0usize..5) {
        for rule in [greedy(), Rule::Welfare] {
            let contest = projects(&costs, budget, Kind::Approval, rule);
            let funded = winners(&count(&contest, &ballots));
            prop_assume!(!funded.is_empty());
            let project = funded[which % funded.len()];
            let mut cheaper = contest.clone();
            cheaper.alternatives[project].cost -= 1;
            prop_assert!(winners(&count(&cheaper, &ballots)).contains(&project), "{}", contest.rule.name());
        }
    }

    // Support: one vote more for a funded project keeps it (Rey and Maly 2023, section 4.4,
    // "unanimity and monotonicity axioms").
    #[test]
    fn one_vote_more_keeps_a_funded_project((costs, budget, ballots) in vote(), which in 0usize..5) {
        for rule in [greedy(), Rule::Welfare] {
            let contest = projects(&costs, budget, Kind::Approval, rule);
            let funded = winners(&count(&contest, &ballots));
            prop_assume!(!funded.is_empty());
            let project = funded[which % funded.len()];
            let mut more = ballots.clone();
            more.push(Ballot::Set(vec![project]));
            prop_assert!(winners(&count(&contest, &more)).contains(&project), "{}", contest.rule.name());
        }
    }

    #[test]
    fn the_variants_take_away_what_they_say((costs, budget, ballots) in vote(), threshold in 1u64..4) {
        let of = |rule: Greedy| winners(&count(&projects(&costs, budget, Kind::Approval, Rule::Greedy(rule)), &ballots));
        let stopped = of(Greedy { stop: Misfit::Stop, ..Greedy::default() });
        prop_assert!(is_sub(&stopped, &of(Greedy::default())), "stopping funds a beginning of what skipping funds");
        let known = of(Greedy { threshold: Some(threshold), ..Greedy::default() });
        prop_assert!(known.iter().all(|one| support(&ballots, *one) as u64 >= threshold));
    }

    #[test]
    fn no_category_gets_more_than_its_money_and_the_rest_goes_by_support((costs, budget, ballots) in vote(), park in 0u64..12) {
        let with = |leftover| {
            let rule = Greedy { categories: BTreeMap::from([("park".into(), park)]), leftover, ..Greedy::default() };
            let mut contest = projects(&costs, budget, Kind::Approval, Rule::Greedy(rule));
            contest.alternatives.iter_mut().take(3).for_each(|project| project.categories.push("park".into()));
            (winners(&count(&contest, &ballots)), contest)
        };
        let (kept, contest) = with(Leftover::Kept);
        let parks: Vec<usize> = kept.iter().copied().filter(|one| *one < 3).collect();
        prop_assert!(cost(&contest, &parks) <= park && cost(&contest, &kept) <= budget);
        let (all, _) = with(Leftover::Spent);
        prop_assert!(all.starts_with(&kept) && cost(&contest, &all) <= budget);
    }

    #[test]
    fn of_a_group_at_most_one_is_funded((costs, budget, ballots) in vote()) {
        let rule = Rule::Greedy(Greedy { exclusive: true, ..Greedy::default() });
        let mut contest = projects(&costs, budget, Kind::Approval, rule);
        contest.alternatives.iter_mut().take(3).for_each(|project| project.group = Some("corner".into()));
        let funded = winners(&count(&contest, &ballots));
        prop_assert!(funded.iter().filter(|one| **one < 3).count() <= 1);
    }

    // By trying every set: the best sum, and of several the first in the order of ties.
    #[test]
    fn welfare_is_the_best_of_all_sets((costs, budget, ballots) in vote()) {
        let contest = projects(&costs, budget, Kind::Approval, Rule::Welfare);
        let tally = count(&contest, &ballots);
        let mut order: Vec<usize> = (0..5).filter(|one| support(&ballots, *one) > 0).collect();
        order.sort_by_key(|one| (std::cmp::Reverse(support(&ballots, *one)), costs[*one], *one));
        let set = |mask: usize| -> Vec<usize> {
            let has = |at: &usize| mask >> (order.len() - 1 - at) & 1 == 1;
            (0..order.len()).filter(has).map(|at| order[at]).collect()
        };
        let sum = |set: &[usize]| set.iter().map(|one| support(&ballots, *one)).sum::<usize>();
        let fitting = (0..1usize << order.len()).filter(|mask| cost(&contest, &set(*mask)) <= budget);
        let best = fitting.clone().max_by_key(|mask| (sum(&set(*mask)), *mask)).unwrap();
        prop_assert_eq!(winners(&tally), set(best));
        let equal = fitting.filter(|mask| sum(&set(*mask)) == sum(&set(best))).count();
        prop_assert_eq!(tally.ties.is_empty(), equal == 1);
        prop_assert_eq!(sorted(winners(&tally)).len(), winners(&tally).len());
    }
}
