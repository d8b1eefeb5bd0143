//! Single choice, approval, score and points: rules that add up.

use madang::poll::voting::rule::{Plurality, Rule, Seated, Seats};
use madang::poll::voting::{Ballot, Contest, Kind};
use proptest::prelude::*;

use super::{contest, count, is_sub, points, sets, sorted, winners};

/// A contest whose one seat goes to the first, and all that share the first place.
fn best(contest: &Contest, ballots: &[Ballot]) -> (usize, Vec<usize>) {
    let tally = count(contest, ballots);
    let first = tally.ranks.iter().filter(|rank| rank.rank == 1);
    let shared = first.map(|rank| rank.id.0.parse::<usize>().unwrap() - 1).collect();
    (winners(&tally).first().copied().unwrap_or(usize::MAX), sorted(shared))
}

fn rules(size: usize) -> Vec<Contest> {
    vec![
        contest(size, Kind::Single, Rule::Plurality(Plurality::default())),
        contest(size, Kind::Approval, Rule::Approval(Seated::default())),
        contest(size, Kind::Score { max: 4 }, Rule::Score(Seated::default())),
        contest(size, Kind::Points { budget: None, each: None }, Rule::Points(Seated::default())),
    ]
}

/// Ballots of any of the four kinds, made of points.
fn of_kind(kind: Kind, ballots: &[Ballot]) -> Vec<Ballot> {
    let of = |ballot: &Ballot| {
        let Ballot::Points(points) = ballot else { unreachable!("points were made") };
        match kind {
            Kind::Single => {
                Ballot::Set(points.iter().max_by_key(|(_, points)| *points).map(|(one, _)| *one).into_iter().collect())
            }
            Kind::Approval => {
                Ballot::Set(points.iter().filter(|(_, points)| *points > 1).map(|(one, _)| *one).collect())
            }
            _ => ballot.clone(),
        }
    };
    ballots.iter().map(of).collect()
}

proptest! {
    // Reinforcement: H. P. Young, "Social Choice Scoring Functions", SIAM Journal on Applied
    // Mathematics 28 (1975); for approval P. C. Fishburn, "Axioms for Approval Voting" (1978).
    #[test]
    fn what_two_districts_both_want_they_want_together(
        one in points(4, 4, 8),
        other in points(4, 4, 8),
    ) {
        for contest in rules(4) {
            let (one, other) = (of_kind(contest.ballot.kind, &one), of_kind(contest.ballot.kind, &other));
            let (first, second) = (best(&contest, &one).1, best(&contest, &other).1);
            let both: Vec<usize> = first.into_iter().filter(|winner| second.contains(winner)).collect();
            if !both.is_empty() {
                let all: Vec<Ballot> = one.into_iter().chain(other).collect();
                prop_assert_eq!(best(&contest, &all).1, both, "{}", contest.rule.name());
            }
        }
    }

    // Participation: H. Moulin, "Condorcet's Principle Implies the No Show Paradox", Journal of
    // Economic Theory 45 (1988): rules that add up have no such paradox.
    #[test]
    fn a_ballot_for_the_winner_alone_keeps_it(ballots in points(4, 4, 10)) {
        for contest in rules(4) {
            let mut ballots = of_kind(contest.ballot.kind, &ballots);
            let winner = best(&contest, &ballots).0;
            prop_assume!(winner != usize::MAX);
            ballots.push(match contest.ballot.kind {
                Kind::Single | Kind::Approval => Ballot::Set(vec![winner]),
                _ => Ballot::Points(vec![(winner, 4)]),
            });
            prop_assert_eq!(best(&contest, &ballots), (winner, vec![winner]), "{}", contest.rule.name());
        }
    }

    // Monotonicity: Peter C. Fishburn, "Monotonicity Paradoxes in the Theory of Elections",
    // Discrete Applied Mathematics 4 (1982), where scoring rules have none.
    #[test]
    fn more_points_for_the_winner_never_hurt_it(ballots in points(4, 3, 10), which in 0usize..10, more in 1u32..=2) {
        for contest in rules(4).into_iter().filter(|contest| !matches!(contest.ballot.kind, Kind::Single)) {
            let mut ballots = ballots.clone();
            let winner = best(&contest, &of_kind(contest.ballot.kind, &ballots)).0;
            prop_assume!(winner != usize::MAX);
            let len = ballots.len();
            if let Ballot::Points(points) = &mut ballots[which % len] {
                points[winner].1 += more;
            }
            prop_assert_eq!(best(&contest, &of_kind(contest.ballot.kind, &ballots)).0, winner, "{}", contest.rule.name());
        }
    }

    // With k seats by approval, more seats keep all who had one: committee monotonicity, E. Elkind
    // et al., "Properties of Multiwinner Voting Rules", Social Choice and Welfare 48 (2017).
    #[test]
    fn one_seat_more_takes_nobodys_seat(ballots in sets(5, 12), seats in 1usize..5) {
        let with = |seats| {
            let rule = Rule::Approval(Seated { seats: Seats::Overall(seats) });
            winners(&count(&contest(5, Kind::Approval, rule), &ballots))
        };
        prop_assert!(is_sub(&with(seats), &with(seats + 1)));
    }
}
