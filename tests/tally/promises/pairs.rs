//! Ranked rules: Schulze, instant run-off, Copeland, Borda.

use madang::poll::voting::rule::{Irv, Ordered, Rule, Schulze, Strength};
use madang::poll::voting::{Ballot, Contest, Kind, Tally};
use proptest::prelude::*;

use super::{contest, count, is_sub, order_of, orders, sorted, winners};

const SIZE: usize = 4;

fn ranked(rule: Rule) -> Contest {
    contest(SIZE, Kind::Ranked, rule)
}

fn schulze(strength: Strength) -> Rule {
    Rule::Schulze(Schulze { strength, seats: None })
}

fn copeland() -> Rule {
    Rule::Copeland(Ordered::default())
}

fn borda() -> Rule {
    Rule::Borda(Ordered::default())
}

fn irv() -> Rule {
    Rule::Irv(Irv::default())
}

fn place(id: &madang::poll::voting::AltId) -> usize {
    id.0.parse::<usize>().unwrap() - 1
}

/// Who beats everybody, and the Smith set.
fn pairs(tally: &Tally) -> (Option<usize>, Vec<usize>) {
    let pairwise = tally.pairwise.as_ref().unwrap();
    (pairwise.condorcet.as_ref().map(place), sorted(pairwise.smith.iter().map(place).collect()))
}

/// Whom everybody else beats.
fn condorcet_loser(tally: &Tally) -> Option<usize> {
    let above = &tally.pairwise.as_ref().unwrap().above;
    (0..SIZE).find(|one| (0..SIZE).all(|other| other == *one || above[other][*one] > above[*one][other]))
}

/// The ballot with one alternative moved up by one place, or added at the end.
fn raised(ballot: &Ballot, winner: usize) -> Ballot {
    let mut order = order_of(ballot);
    match order.iter().position(|one| *one == winner) {
        Some(0) => {}
        Some(at) => order.swap(at, at - 1),
        None => order.push(winner),
    }
    Ballot::order(&order)
}

proptest! {
    // Schulze 2011, sections 4.7 (Smith, and with it Condorcet) and 4.5 (monotonicity). Copeland:
    // A. H. Copeland (1951); that it elects within the Smith set, D. G. Saari and V. R. Merlin, "The
    // Copeland Method", Economic Theory 8 (1996).
    #[test]
    fn who_beats_everybody_wins_and_otherwise_somebody_of_the_cycle(ballots in orders(SIZE, 12)) {
        for rule in [schulze(Strength::Winning), schulze(Strength::Margins), copeland()] {
            let tally = count(&ranked(rule), &ballots);
            let (condorcet, smith) = pairs(&tally);
            prop_assert!(is_sub(&winners(&tally), &smith), "{}: {smith:?}", tally.rule);
            if let Some(winner) = condorcet {
                prop_assert_eq!(winners(&tally), [winner]);
            }
        }
    }

    // Schulze 2011, section 4.5; Fishburn 1982 for Copeland and Borda.
    #[test]
    fn a_winner_that_is_raised_on_a_ballot_still_wins(ballots in orders(SIZE, 12), which in 0usize..12) {
        for rule in [schulze(Strength::Winning), schulze(Strength::Margins), copeland(), borda()] {
            let contest = ranked(rule);
            for winner in winners(&count(&contest, &ballots)) {
                let mut others = ballots.clone();
                let at = which % others.len();
                others[at] = raised(&others[at], winner);
                let after = winners(&count(&contest, &others));
                prop_assert!(after.contains(&winner), "{}: {winner} of {after:?}", contest.rule.name());
            }
        }
    }

    // Schulze 2011, section 4.1: the relation is transitive, so levels never contradict it.
    #[test]
    fn nobody_is_placed_below_one_that_it_beats(ballots in orders(SIZE, 12)) {
        let tally = count(&ranked(schulze(Strength::Winning)), &ballots);
        let paths = tally.pairwise.as_ref().unwrap().paths.clone().unwrap();
        let order: Vec<usize> = tally.ranks.iter().map(|rank| place(&rank.id)).collect();
        for (at, one) in order.iter().enumerate() {
            for below in &order[at + 1..] {
                prop_assert!(paths[*below][*one] <= paths[*one][*below], "{below} beats {one}");
            }
        }
    }

    // Schulze 2011, section 4.4: reversal symmetry.
    #[test]
    fn who_alone_wins_does_not_win_when_everybody_means_the_contrary(
        orders in proptest::collection::vec(Just((0..SIZE).collect::<Vec<_>>()).prop_shuffle(), 1..12),
    ) {
        let ballots: Vec<Ballot> = orders.iter().map(|order| Ballot::order(order)).collect();
        let reversed: Vec<Ballot> =
            orders.iter().map(|order| Ballot::order(&order.iter().rev().copied().collect::<Vec<_>>())).collect();
        for rule in [schulze(Strength::Margins), borda()] {
            let (one, other) = (count(&ranked(rule.clone()), &ballots), count(&ranked(rule), &reversed));
            if let [only] = winners(&one)[..] {
                prop_assert!(!winners(&other).contains(&only));
            }
        }
    }

    // H. P. Young, "An Axiomatization of Borda's Rule", Journal of Economic Theory 9 (1974).
    #[test]
    fn borda_wants_together_what_two_districts_both_want(one in orders(SIZE, 8), other in orders(SIZE, 8)) {
        let contest = ranked(borda());
        let (first, second) = (winners(&count(&contest, &one)), winners(&count(&contest, &other)));
        let both: Vec<usize> = first.into_iter().filter(|winner| second.contains(winner)).collect();
        prop_assume!(!both.is_empty());
        let all: Vec<Ballot> = one.into_iter().chain(other).collect();
        prop_assert_eq!(sorted(winners(&count(&contest, &all))), sorted(both));
    }

    // Whom everybody else beats does not win. Borda: J. H. Smith, "Aggregation of Preferences with
    // Variable Electorate", Econometrica 41 (1973); instant run-off: N. Tideman, "Collective
    // Decisions and Voting" (2006), chapter 13: it would have to win the last round, which is a pair.
    #[test]
    fn whom_everybody_beats_does_not_win(ballots in orders(SIZE, 12)) {
        for rule in [borda(), schulze(Strength::Winning), copeland()] {
            let tally = count(&ranked(rule), &ballots);
            if let Some(loser) = condorcet_loser(&tally) {
                prop_assert!(!winners(&tally).contains(&loser), "{}", tally.rule);
            }
        }
    }

    // Later-no-harm: D. R. Woodall, "Monotonicity of Single-Seat Preferential Election Rules",
    // Discrete Applied Mathematics 77 (1997).
    #[test]
    fn by_run_off_a_further_choice_never_hurts_an_earlier_one(
        ballots in orders(SIZE, 12),
        which in 0usize..12,
        more in 0..SIZE,
    ) {
        let contest = ranked(irv());
        let before = winners(&count(&contest, &ballots))[0];
        let mut others = ballots.clone();
        let at = which % others.len();
        let mut order = order_of(&others[at]);
        prop_assume!(order.contains(&before) && !order.contains(&more));
        order.push(more);
        others[at] = Ballot::order(&order);
        prop_assert_eq!(winners(&count(&contest, &others)), [before]);
    }

    // Mutual majority: Woodall 1997. If more than half rank a set above all others, one of it wins.
    #[test]
    fn by_run_off_a_majority_that_agrees_on_a_set_gets_one_of_it(
        orders in proptest::collection::vec(Just((0..SIZE).collect::<Vec<_>>()).prop_shuffle(), 1..12),
        set in proptest::collection::btree_set(0..SIZE, 1..SIZE),
    ) {
        let (mut orders, majority) = (orders.clone(), orders.len() / 2 + 1);
        orders.iter_mut().take(majority).for_each(|order| order.sort_by_key(|one| !set.contains(one)));
        let ballots: Vec<Ballot> = orders.iter().map(|order| Ballot::order(order)).collect();
        let winner = winners(&count(&ranked(irv()), &ballots))[0];
        prop_assert!(set.contains(&winner));
    }

    // Every round: no ballot is lost, and one alternative leaves.
    #[test]
    fn every_round_of_a_run_off_adds_up(ballots in orders(SIZE, 12)) {
        let tally = count(&ranked(irv()), &ballots);
        for (round, next) in tally.rounds.iter().zip(tally.rounds.iter().skip(1).map(Some).chain([None])) {
            let votes: usize = round.votes.values().map(|votes| votes.parse::<usize>().unwrap()).sum();
            prop_assert_eq!(votes + round.exhausted.parse::<usize>().unwrap(), ballots.len());
            prop_assert_eq!(next.is_some(), round.eliminated.is_some());
            prop_assert!(next.is_none_or(|next| next.votes.len() + 1 == round.votes.len()));
        }
    }
}

// G. Doron and R. Kronick, "Single Transferable Vote: An Example of a Perverse Social Choice
// Function", American Journal of Political Science 21 (1977): instant run-off is not monotonic.
#[test]
fn by_run_off_more_support_can_cost_the_seat() {
    let vote = |groups: &[(usize, &[usize])]| -> Vec<Ballot> {
        groups.iter().flat_map(|(count, order)| vec![Ballot::order(order); *count]).collect()
    };
    let contest = contest(3, Kind::Ranked, irv());
    let before = vote(&[(6, &[0, 1, 2]), (5, &[2, 0, 1]), (4, &[1, 2, 0]), (2, &[1, 0, 2])]);
    let after = vote(&[(8, &[0, 1, 2]), (5, &[2, 0, 1]), (4, &[1, 2, 0])]);
    assert_eq!(winners(&count(&contest, &before)), [0]);
    assert_eq!(winners(&count(&contest, &after)), [2], "two voters raised the winner to the first place");
}
