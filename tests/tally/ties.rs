//! Ties: what is said to have decided is what did, and what decided nothing is not said.

use madang::poll::voting::count::TABLE_MAX;
use madang::poll::voting::result::Void;
use madang::poll::voting::rule::{
    Completion, EqualShares, Greedy, Irv, Lowest, Ordered, Schulze, Seated, Seats, Until,
};
use madang::poll::voting::tie::{Decider, Step};
use madang::poll::voting::{Alternative, Ballot, Ballots, Contest, Kind, Rule, Tally, TieRule, tally};

/// Alternatives 1, 2, 3, ... with these costs.
fn contest(costs: &[u64], kind: Kind, rule: Rule) -> Contest {
    let alternatives =
        (1..).zip(costs).map(|(number, cost)| Alternative::new(&number.to_string(), number).costing(*cost));
    Contest { budget: Some(100), ..Contest::new(alternatives.collect(), kind, rule) }
}

fn count(contest: &Contest, ballots: &[(Ballot, u64)]) -> Tally {
    let mut urn = Ballots::new();
    assert!(ballots.iter().all(|(ballot, count)| urn.push(ballot, *count)));
    tally(contest, &[urn.into()]).unwrap()
}

fn all(count: u64) -> [(Ballot, u64); 1] {
    [(Ballot::Set(vec![0, 1, 2]), count)]
}

fn ids(ids: &[madang::poll::voting::AltId]) -> Vec<&str> {
    ids.iter().map(|id| id.0.as_str()).collect()
}

/// Three alternatives, each of which beats the next.
fn cycle() -> [(Ballot, u64); 3] {
    [[0, 1, 2], [1, 2, 0], [2, 0, 1]].map(|order| (Ballot::order(&order), 1))
}

#[test]
fn a_tie_in_the_purse_that_is_too_large_is_told() {
    let shares = EqualShares { completion: Completion::Add1, ..EqualShares::default() };
    let contest = Contest { budget: Some(6), ..contest(&[6, 5, 3], Kind::Approval, Rule::Mes(shares)) };
    let by_cost = count(&contest, &all(4));
    assert_eq!(ids(&by_cost.winners), ["3"]);
    assert_eq!(by_cost.spending.as_ref().unwrap().would_spend.as_deref(), Some("8"));
    let [tie] = by_cost.ties.as_slice() else { panic!("{:?}", by_cost.ties) };
    assert_eq!((tie.step, ids(&tie.tied), tie.rule), (Step::Beyond(1), vec!["3", "2", "1"], Decider::Cost));
    let by_id = count(&Contest { ties: TieRule::L, ..contest }, &all(4));
    assert_eq!(ids(&by_id.winners), ["1"], "the tie rule decided");
}

#[test]
fn a_tie_names_what_parted_the_taken_from_the_others() {
    use Decider::{Cost, Registered, Support};
    let greedy = || Rule::Greedy(Greedy::default());
    let mes = || Rule::Mes(EqualShares { completion: Completion::None, ..EqualShares::default() });
    let approval = |seats| Rule::Approval(Seated { seats: Seats::Overall(seats) });
    for (rule, costs, ties, winners, decided) in [
        // 2 and 3 cost the same, but it was the cost that left 1 without.
        (greedy(), [100, 50, 50], TieRule::Vc, &["2", "3"][..], Cost),
        (greedy(), [100, 50, 50], TieRule::Cv, &["2", "3"], Cost),
        // 1 goes without because of 2, which was cheaper, and of 3, which has the earlier number.
        (greedy(), [60, 20, 60], TieRule::Vc, &["2", "1"], Registered),
        (mes(), [50, 50, 100], TieRule::Vc, &["1", "2"], Registered),
        (mes(), [100, 50, 100], TieRule::Vc, &["2"], Cost),
        (approval(2), [30, 10, 10], TieRule::Vc, &["2", "3"], Cost),
        (approval(1), [30, 10, 10], TieRule::Vc, &["2"], Registered),
        (Rule::Welfare, [100, 100, 100], TieRule::Cv, &["1"], Registered),
    ] {
        let contest = Contest { ties, ..contest(&costs, Kind::Approval, rule) };
        let tally = count(&contest, &all(3));
        assert_eq!(ids(&tally.winners), winners, "{:?} {costs:?}", contest.rule);
        assert_eq!(tally.ties.first().map(|tie| tie.rule), Some(decided), "{:?} {costs:?} {ties:?}", contest.rule);
    }
    // By support for each unit of cost 1 and 2 are level; cost is asked first by CV, support by VC.
    let per_cost = Greedy { order: madang::poll::voting::rule::GreedyOrder::PerCost, ..Greedy::default() };
    for (ties, winner, decided) in [(TieRule::Vc, "1", Support), (TieRule::Cv, "2", Cost)] {
        let contest = Contest { ties, ..contest(&[80, 40, 90], Kind::Approval, Rule::Greedy(per_cost.clone())) };
        let tally = count(&contest, &[(Ballot::Set(vec![0, 1]), 1), (Ballot::Set(vec![0]), 1)]);
        assert_eq!((ids(&tally.winners), tally.ties[0].rule), (vec![winner], decided));
    }
}

#[test]
fn a_cycle_in_which_all_win_decides_nothing() {
    for rule in [Rule::Schulze(Schulze::default()), Rule::Copeland(Ordered::default()), Rule::Borda(Ordered::default())]
    {
        let tally = count(&contest(&[0, 0, 0], Kind::Ranked, rule), &cycle());
        assert_eq!((ids(&tally.winners), tally.ties.len()), (vec!["1", "2", "3"], 0), "{}", tally.rule);
        let shared = &tally.shared[0];
        assert_eq!((shared.place, ids(&shared.ids), shared.chosen), (1, vec!["1", "2", "3"], true), "{}", tally.rule);
    }
    let seats = Some(2);
    for rule in [Rule::Schulze(Schulze { seats, ..Schulze::default() }), Rule::Copeland(Ordered { seats })] {
        let tally = count(&contest(&[0, 0, 0], Kind::Ranked, rule), &cycle());
        assert_eq!((ids(&tally.winners), tally.shared.len()), (vec!["1", "2"], 0), "{}", tally.rule);
        assert_eq!((tally.ties[0].step, tally.ties[0].rule), (Step::Place(1), Decider::Registered), "{}", tally.rule);
    }
}

#[test]
fn a_poll_without_ballots_has_one_rank_no_rounds_and_does_not_bind() {
    for rule in [Rule::Irv(Irv::default()), Rule::Schulze(Schulze::default()), Rule::Borda(Ordered::default())] {
        let tally = count(&contest(&[0, 0, 0], Kind::Ranked, rule), &[(Ballot::Blank, 2)]);
        assert!(tally.ranks.iter().all(|rank| rank.rank == 1 && !rank.chosen), "{}", tally.rule);
        assert!(tally.winners.is_empty() && tally.ties.is_empty() && tally.shared.is_empty(), "{}", tally.rule);
        assert!(tally.rounds.iter().all(|round| round.eliminated.is_none()), "{}", tally.rule);
        assert_eq!((tally.binding, tally.void), (false, Some(Void::NoBallots)), "{}", tally.rule);
    }
}

#[test]
fn a_round_tells_where_the_ballots_went() {
    let ballots = [(Ballot::order(&[0]), 4), (Ballot::order(&[1]), 3), (Ballot::order(&[2, 1]), 2)];
    let tally = count(&contest(&[0, 0, 0], Kind::Ranked, Rule::Irv(Irv::default())), &ballots);
    assert_eq!(ids(&tally.winners), ["2"]);
    assert!(tally.rounds[0].gained.is_empty());
    let gained: Vec<_> = tally.rounds[1].gained.iter().map(|(id, votes)| (id.0.as_str(), votes.as_str())).collect();
    assert_eq!(gained, [("2", "2")]);
}

#[test]
fn earlier_rounds_decide_by_the_latest_in_which_the_tied_differ() {
    // 4 leaves first, then 3 and 2 have the same, and 3 had fewer before.
    let ballots =
        [(&[0][..], 9), (&[1], 4), (&[2], 3), (&[3, 2], 1)].map(|(order, count)| (Ballot::order(order), count));
    let rule = |lowest| Rule::Irv(Irv { lowest, until: Until::Last });
    for (lowest, left) in [(Lowest::EarlierRounds, ["4", "3", "2"]), (Lowest::Lots, ["4", "3", "2"])] {
        let tally = count(&contest(&[0; 4], Kind::Ranked, rule(lowest)), &ballots);
        let out: Vec<&str> =
            tally.rounds.iter().filter_map(|round| Some(round.eliminated.as_ref()?.0.as_str())).collect();
        assert_eq!(out, left);
    }
    // The same, but the earlier number is the one that had fewer.
    let ballots =
        [(&[0][..], 9), (&[2], 4), (&[1], 3), (&[3, 1], 1)].map(|(order, count)| (Ballot::order(order), count));
    for (lowest, left, decided) in [
        (Lowest::EarlierRounds, ["4", "2", "3"], Decider::EarlierRound),
        (Lowest::Lots, ["4", "3", "2"], Decider::Registered),
    ] {
        let tally = count(&contest(&[0; 4], Kind::Ranked, rule(lowest)), &ballots);
        let out: Vec<&str> =
            tally.rounds.iter().filter_map(|round| Some(round.eliminated.as_ref()?.0.as_str())).collect();
        assert_eq!((out, tally.ties[0].rule), (left.to_vec(), decided));
    }
}

#[test]
fn thousands_of_options_are_counted_in_a_table_that_does_not_explode() {
    const OPTIONS: usize = 3_000;
    const { assert!(OPTIONS > TABLE_MAX) };
    for lowest in [Lowest::Lots, Lowest::EarlierRounds] {
        let contest = contest(&[0; OPTIONS], Kind::Ranked, Rule::Irv(Irv { lowest, until: Until::Last }));
        let order = |turn: usize| Ballot::order(&(0..300).map(|at| (at * 31 + turn * 7) % OPTIONS).collect::<Vec<_>>());
        let ballots: Vec<(Ballot, u64)> = (0..5).map(|turn| (order(turn), 1)).collect();
        let tally = count(&contest, &ballots);
        assert_eq!(tally.rounds.len(), OPTIONS);
        let told: usize = tally.rounds.iter().map(|round| round.votes.len()).sum();
        assert!(told < 4 * OPTIONS, "{told} figures");
        assert!(tally.ties.iter().all(|tie| tie.tied.len() <= 20));
        let first = &tally.ties[0];
        assert_eq!(first.tied.len() + first.unnamed, OPTIONS - 5);
    }
}
