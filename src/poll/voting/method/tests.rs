use proptest::prelude::*;

use super::*;
use crate::bot::Words;
use crate::poll::Field;
use crate::poll::voting::Entry;
use crate::poll::voting::tie::Decider;

fn rules(options: i64, picks: usize, seats: usize) -> Rules {
    let entry = |id| Entry { id: OptionId(id), cost: None, field: None };
    Rules { options: (1..=options).map(entry).collect(), picks, seats, terms: Terms::default() }
}

fn ballot(choices: &[i64]) -> Choices {
    choices.iter().copied().map(OptionId).collect()
}

fn method(method: &'static dyn Method) -> &'static dyn Method {
    method
}

fn count(method: &'static dyn Method, rules: &Rules, ballots: &[Choices]) -> Outcome {
    let stored: Vec<String> = ballots.iter().map(|choices| choices.line(method.kind(&rules.terms))).collect();
    method.tally(rules, method.read(rules, &stored.join(" ")).unwrap())
}

fn table(outcome: &Outcome) -> Vec<(i64, i64, usize, bool)> {
    outcome.ranks.iter().map(|ranked| (ranked.option.0, ranked.votes, ranked.rank, ranked.chosen)).collect()
}

#[test]
fn the_most_votes_win_and_equal_votes_share_a_rank() {
    let ballots = [ballot(&[2, 3]), ballot(&[2]), ballot(&[3]), ballot(&[1])];
    let outcome = count(&Approval, &rules(4, 2, 2), &ballots);
    assert_eq!(table(&outcome), [(2, 2, 1, true), (3, 2, 1, true), (1, 1, 3, false), (4, 0, 4, false)]);
    assert!(outcome.decided_by_number.is_empty(), "both of the tied are chosen: nothing was decided");
}

#[test]
fn a_tie_for_the_last_seat_is_decided_by_number_and_reported() {
    let ballots = [ballot(&[3]), ballot(&[1]), ballot(&[2]), ballot(&[2])];
    let outcome = count(&Single, &rules(3, 1, 2), &ballots);
    assert_eq!(table(&outcome), [(2, 2, 1, true), (1, 1, 2, true), (3, 1, 2, false)]);
    assert!(outcome.decided_by_number == [OptionId(1), OptionId(3)]);
}

#[test]
fn what_nobody_chose_is_not_chosen() {
    let outcome = count(&Single, &rules(3, 1, 2), &[]);
    assert!(outcome.ranks.iter().all(|ranked| !ranked.chosen && ranked.votes == 0));
    assert!(outcome.decided_by_number.is_empty());
}

#[test]
fn a_ballot_is_refused_with_the_reason() {
    let rules = rules(3, 2, 1);
    for (choices, approval, single) in [
        (&[][..], Err(Refusal::Empty), Err(Refusal::Empty)),
        (&[1], Ok(()), Ok(())),
        (&[1, 3], Ok(()), Err(Refusal::TooMany { max: 1 })),
        (&[1, 2, 3], Err(Refusal::TooMany { max: 2 }), Err(Refusal::TooMany { max: 1 })),
        (&[4], Err(Refusal::Unknown), Err(Refusal::Unknown)),
        (&[0], Err(Refusal::Unknown), Err(Refusal::Unknown)),
    ] {
        assert_eq!(method(&Approval).check(&rules, &ballot(choices)), approval, "{choices:?}");
        assert_eq!(method(&Single).check(&rules, &ballot(choices)), single, "{choices:?}");
    }
}

#[test]
fn what_is_stored_is_read_or_nothing_is_counted() {
    let rules = rules(3, 2, 1);
    assert_eq!(
        method(&Approval).read(&rules, "1,3 2 1,3").map(|ballots| (ballots.cast(), ballots.distinct())),
        Some((3, 2))
    );
    assert_eq!(method(&Approval).read(&rules, "").map(|ballots| ballots.cast()), Some(0));
    for stored in ["4", "1,x", "1,", "1;2", "-1"] {
        assert!(method(&Approval).read(&rules, stored).is_none(), "{stored}");
    }
}

#[test]
fn a_method_is_found_by_its_name() {
    for method in METHODS {
        assert_eq!(named(method.name()).map(Method::name), Some(method.name()));
    }
    assert!(named("loudest").is_none());
}

/// Costs of 10, 20, 30, .. and the fields 1, 2, 1, 2, ..
fn city(options: i64, terms: Terms) -> Rules {
    let entry = |id| Entry { id: OptionId(id), cost: Some(10 * id), field: Some(if id % 2 == 1 { 1 } else { 2 }) };
    Rules { options: (1..=options).map(entry).collect(), picks: 60, seats: 1, terms }
}

fn order(numbers: &[i64]) -> Choices {
    Choices::order(numbers.iter().copied().map(OptionId))
}

fn points(pairs: &[(i64, u32)]) -> Choices {
    Choices::points(pairs.iter().map(|(option, points)| (OptionId(*option), *points)))
}

#[test]
fn each_method_takes_its_own_ballots_and_refuses_others_with_the_reason() {
    let budget = || city(5, Terms { budget: Some(60), ..Terms::default() });
    let all = |points| city(5, Terms { points: Some(points), ..Terms::default() });
    type Case = (&'static dyn Method, Rules, Choices, Result<(), Refusal>);
    let cases: [Case; 13] = [
        (&Ranking, rules(3, 2, 1), order(&[3, 1]), Ok(())),
        (&Ranking, rules(3, 2, 1), order(&[3, 1, 2]), Err(Refusal::TooMany { max: 2 })),
        (&Ranking, rules(3, 2, 1), ballot(&[3]), Err(Refusal::WrongKind)),
        (&Runoff, rules(3, 3, 1), order(&[4]), Err(Refusal::Unknown)),
        (&Score, all(5), points(&[(1, 5), (2, 1)]), Ok(())),
        (&Score, all(5), points(&[(1, 6)]), Err(Refusal::TooHigh { max: 5 })),
        (&Points, all(10), points(&[(1, 7), (2, 3)]), Ok(())),
        (&Points, all(10), points(&[(1, 7), (2, 4)]), Err(Refusal::TooManyPoints { budget: 10 })),
        (&Knapsack, budget(), ballot(&[1, 5]), Ok(())),
        (&Knapsack, budget(), ballot(&[2, 5]), Err(Refusal::TooDear { over: 10 })),
        (&Shares, budget(), ballot(&[2, 5]), Ok(())),
        (&Single, rules(3, 1, 1), Choices::Blank, Err(Refusal::NoBlank)),
        (&Single, city(3, Terms { blank: true, ..Terms::default() }), Choices::Blank, Ok(())),
    ];
    for (method, rules, choices, expected) in cases {
        assert_eq!(method.check(&rules, &choices), expected, "{method:?} {}", choices.plain());
        let fits = method.fits(&rules, &choices);
        assert_eq!(fits, expected, "{method:?} {}: nothing here is missing", choices.plain());
    }
}

#[test]
fn fields_have_limits_of_their_own_and_a_ballot_that_is_not_finished_only_lacks_something() {
    let field = |min, max| Field { min, max: Some(max), ..Field::new(Words::only("field")) };
    let rules = city(6, Terms { picks_min: 2, fields: vec![field(1, 1), field(0, 2)], ..Terms::default() });
    for (numbers, checked, fitting) in [
        (&[][..], Err(Refusal::Empty), Ok(())),
        (&[1], Err(Refusal::TooFew { min: 2 }), Ok(())),
        (&[2, 4], Err(Refusal::TooFewOf { field: 1, min: 1 }), Ok(())),
        (&[1, 2], Ok(()), Ok(())),
        (&[1, 3], Err(Refusal::TooManyOf { field: 1, max: 1 }), Err(Refusal::TooManyOf { field: 1, max: 1 })),
        (&[1, 2, 4, 6], Err(Refusal::TooManyOf { field: 2, max: 2 }), Err(Refusal::TooManyOf { field: 2, max: 2 })),
    ] {
        assert_eq!(method(&Approval).check(&rules, &ballot(numbers)), checked, "{numbers:?}");
        assert_eq!(method(&Approval).fits(&rules, &ballot(numbers)), fitting, "{numbers:?}");
    }
}

#[test]
fn each_method_counts_by_its_own_rule() {
    let outcome = count(&Ranking, &rules(3, 3, 1), &[order(&[1, 2, 3]), order(&[2, 3, 1]), order(&[2, 1])]);
    assert_eq!(table(&outcome), [(2, 2, 1, true), (1, 1, 2, false), (3, 0, 3, false)]);
    let outcome =
        count(&Runoff, &rules(3, 3, 1), &[order(&[1]), order(&[1]), order(&[2]), order(&[3, 2]), order(&[2])]);
    assert_eq!(outcome.ranks.iter().filter(|ranked| ranked.chosen).map(|ranked| ranked.option.0).next(), Some(2));
    let terms = || Terms { points: Some(5), ..Terms::default() };
    let outcome = count(&Score, &city(2, terms()), &[points(&[(1, 5)]), points(&[(1, 1), (2, 4)])]);
    assert_eq!(table(&outcome), [(1, 6, 1, true), (2, 4, 2, false)]);
    let outcome = count(&Points, &city(2, terms()), &[points(&[(1, 1), (2, 4)]), points(&[(1, 2)])]);
    assert_eq!(table(&outcome), [(2, 4, 1, true), (1, 3, 2, false)]);
    let money = || Terms { budget: Some(60), ..Terms::default() };
    let outcome = count(&Knapsack, &city(5, money()), &[ballot(&[5]), ballot(&[5]), ballot(&[2]), ballot(&[1, 2])]);
    // 5 costs 50 and is as popular as 2, which is cheaper and goes first; then only 1 fits.
    assert_eq!(outcome.ranks.iter().filter(|r| r.chosen).map(|r| r.option.0).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(outcome.money, Some(crate::poll::voting::Money { budget: 60, spent: 30 }));
    assert_eq!(outcome.ties.iter().map(|tie| tie.by).collect::<Vec<_>>(), [Decider::Cost]);
    let outcome = count(&Shares, &city(5, money()), &[ballot(&[1, 2]), ballot(&[3])]);
    assert_eq!(outcome.money.as_ref().map(|money| money.spent), Some(60));
}

#[test]
fn a_blank_ballot_takes_part_and_chooses_nothing() {
    let rules = city(2, Terms { blank: true, ..Terms::default() });
    let outcome = count(&Single, &rules, &[ballot(&[1]), Choices::Blank, Choices::Blank]);
    assert_eq!((outcome.ballots, outcome.blank, outcome.counted()), (3, 2, 1));
    assert_eq!(table(&outcome), [(1, 1, 1, true), (2, 0, 2, false)]);
}

#[test]
fn what_fields_choose_is_chosen_field_by_field() {
    let field = |seats| Field { seats: Some(seats), ..Field::new(Words::only("field")) };
    let rules = city(4, Terms { fields: vec![field(1), field(1)], ..Terms::default() });
    let outcome = count(&Approval, &rules, &[ballot(&[1, 3]), ballot(&[1, 3]), ballot(&[3, 2])]);
    let chosen: Vec<i64> = outcome.ranks.iter().filter(|r| r.chosen).map(|r| r.option.0).collect();
    assert_eq!(chosen, [3, 2]);
}

#[test]
fn a_result_of_an_earlier_version_is_read() {
    let stored = r#"{"method":"single","ballots":1,"ranks":[{"option":1,"votes":1,"rank":1,"chosen":true}],"decided_by_number":[]}"#;
    let outcome: Outcome = serde_json::from_str(stored).unwrap();
    assert_eq!((outcome.counted(), outcome.ties.len(), outcome.money), (1, 0, None));
}

fn ballots() -> impl Strategy<Value = Vec<Choices>> {
    let one = proptest::collection::btree_set(1i64..=6, 1..=3);
    proptest::collection::vec(one.prop_map(|set| set.into_iter().map(OptionId).collect()), 0..40)
}

proptest! {
    #[test]
    fn the_order_of_ballots_changes_nothing(ballots in ballots(), seats in 1usize..=6, turn in 0usize..40) {
        let mut other = ballots.clone();
        other.reverse();
        let len = other.len().max(1);
        other.rotate_left(turn % len);
        let rules = rules(6, 3, seats);
        prop_assert_eq!(count(&Approval, &rules, &ballots), count(&Approval, &rules, &other));
    }

    #[test]
    fn every_vote_is_counted_once_and_no_one_below_beats_a_chosen_one(ballots in ballots(), seats in 1usize..=6) {
        let outcome = count(&Approval, &rules(6, 3, seats), &ballots);
        let given: usize = ballots.iter().map(Choices::len).sum();
        prop_assert_eq!(outcome.ranks.iter().map(|ranked| ranked.votes).sum::<i64>(), given as i64);
        let least = outcome.ranks.iter().filter(|ranked| ranked.chosen).map(|ranked| ranked.votes).min();
        let best = outcome.ranks.iter().filter(|ranked| !ranked.chosen).map(|ranked| ranked.votes).max();
        prop_assert!(least.zip(best).is_none_or(|(least, best)| least >= best));
        prop_assert!(outcome.ranks.iter().filter(|ranked| ranked.chosen).count() <= seats);
    }
}

#[test]
fn a_run_off_tells_its_rounds_and_an_order_its_circle() {
    let ballots = [order(&[1]), order(&[1]), order(&[2]), order(&[2]), order(&[3, 2]), order(&[4])];
    let outcome = count(&Runoff, &rules(4, 4, 1), &ballots);
    let rounds: Vec<_> =
        outcome.rounds.iter().map(|round| (round.votes[0].0.0, round.out.map(|out| out.0), round.spent)).collect();
    assert_eq!(rounds, [(1, Some(4), 0), (1, Some(3), 1), (2, None, 1)]);
    let circle = [order(&[1, 2, 3]), order(&[2, 3, 1]), order(&[3, 1, 2])];
    assert_eq!(count(&Ranking, &rules(4, 3, 1), &circle).circle.len(), 3);
    assert!(count(&Ranking, &rules(4, 3, 1), &circle[..1]).circle.is_empty());
}

proptest! {
    /// As the card does it: a tap is taken if what comes of it fits.
    #[test]
    fn whatever_is_tapped_a_ballot_that_is_valid_is_counted_as_it_is(
        way in 0usize..METHODS.len(),
        taps in proptest::collection::vec((1i64..=7, 0u32..=6), 0..24),
    ) {
        let field = |min, max| Field { min, max: Some(max), ..Field::new(Words::only("field")) };
        let terms = Terms { budget: Some(70), points: Some(5), fields: vec![field(0, 2), field(1, 2)], ..Terms::default() };
        let (method, rules) = (METHODS[way], Rules { picks: 3, ..city(6, terms) });
        let kind = method.kind(&rules.terms);
        let mut choices = Choices::Nothing;
        for (option, points) in taps {
            let (option, before) = (OptionId(option), choices.clone());
            let wanted = match (kind, &choices) {
                (Kind::Single, _) => Choices::one(option),
                (Kind::Score { .. } | Kind::Points { .. }, _) => before.giving(option, points),
                _ if choices.has(option) => before.without(option),
                (Kind::Ranked, Choices::Nothing) => Choices::order([option]),
                _ => before.with(option),
            };
            if method.fits(&rules, &wanted).is_ok() {
                choices = wanted;
            }
        }
        prop_assert!(!choices.has(OptionId(7)), "there is no seventh");
        prop_assert!(choices.len() <= 3);
        if method.check(&rules, &choices).is_ok() {
            let line = choices.line(kind);
            prop_assert!(Choices::decode(&line).unwrap() == choices);
            let outcome = method.tally(&rules, method.read(&rules, &line).unwrap());
            prop_assert_eq!((outcome.ballots, outcome.blank), (1, 0));
            prop_assert!(outcome.ranks.len() == 6);
        }
    }
}
