//! What every rule promises: it does not matter who voted how, in which order, or in which urn
//! (anonymity), nor what alternatives are called (neutrality). Kenneth O. May, "A Set of
//! Independent Necessary and Sufficient Conditions for Simple Majority Decision", Econometrica 20
//! (1952); for social choice functions in general see Brandt et al., "Handbook of Computational
//! Social Choice" (2016), chapter 2.

use madang::poll::voting::rule::Rule;
use madang::poll::voting::{Ballot, Ballots, tally};
use proptest::prelude::*;

use super::{any_vote, contest, count, renamed, urn, winners};

proptest! {
    #[test]
    fn the_order_of_ballots_and_their_urns_change_no_byte(
        (contest, ballots) in any_vote(),
        turn in 0usize..12,
        split in 0usize..12,
    ) {
        let wanted = count(&contest, &ballots).to_json();
        let mut others = ballots;
        others.reverse();
        let len = others.len();
        others.rotate_left(turn % len);
        let (one, other) = others.split_at(split % len);
        let urns = [urn(one), urn(other)];
        prop_assert_eq!(tally(&contest, &urns).unwrap().to_json(), wanted);
    }

    #[test]
    fn a_ballot_given_twice_is_two_ballots((contest, ballots) in any_vote()) {
        let twice: Vec<Ballot> = ballots.iter().chain(&ballots).cloned().collect();
        let mut grouped = Ballots::new();
        ballots.iter().for_each(|ballot| assert!(grouped.push(ballot, 2)));
        prop_assert_eq!(count(&contest, &twice).to_json(), tally(&contest, &[grouped.into()]).unwrap().to_json());
    }

    #[test]
    fn the_places_of_alternatives_change_no_byte(
        (contest, ballots) in any_vote(),
        places in Just((0..super::SIZE_MAX).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let places: Vec<usize> = places.into_iter().filter(|place| *place < contest.len()).collect();
        let mut moved = contest.clone();
        for (place, alternative) in places.iter().zip(&contest.alternatives) {
            moved.alternatives[*place] = alternative.clone();
        }
        let mut others = count(&moved, &renamed(&ballots, &places));
        let mut wanted = count(&contest, &ballots);
        // These tables are listed by place.
        others.marks.sort_by(|one, other| one.id.cmp(&other.id));
        wanted.marks.sort_by(|one, other| one.id.cmp(&other.id));
        prop_assert_eq!(others.to_json(), wanted.to_json());
    }

    #[test]
    fn without_a_tie_names_do_not_matter(
        (contest, ballots) in any_vote(),
        names in Just((0..super::SIZE_MAX).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let names: Vec<usize> = names.into_iter().filter(|name| *name < contest.len()).collect();
        let plain = count(&contest, &ballots);
        // Where scores are equal names decide at least the order.
        let mut scores: Vec<&String> = plain.ranks.iter().map(|rank| &rank.score).collect();
        scores.sort();
        scores.dedup();
        prop_assume!(plain.ties.is_empty() && scores.len() == contest.len());
        let mut other = contest.clone();
        for (place, name) in names.iter().enumerate() {
            other.alternatives[*name].cost = contest.alternatives[place].cost;
        }
        let expected: Vec<usize> = winners(&plain).into_iter().map(|winner| names[winner]).collect();
        prop_assert_eq!(winners(&count(&other, &renamed(&ballots, &names))), expected);
    }

    #[test]
    fn blank_ballots_take_part_and_decide_nothing((contest, ballots) in any_vote(), blank in 1u64..9) {
        let mut urn = urn(&ballots);
        let plain = tally(&contest, std::slice::from_ref(&urn)).unwrap();
        prop_assert!(urn.ballots.push(&Ballot::Blank, blank));
        let mut with = tally(&contest, &[urn]).unwrap();
        prop_assert_eq!(with.turnout.participants, plain.turnout.participants + blank);
        with.turnout = plain.turnout.clone();
        prop_assert_eq!(with, plain);
    }

    #[test]
    fn no_ballots_or_blank_ones_elect_nobody((contest, _) in any_vote(), blank in 0u64..3) {
        let mut ballots = Ballots::new();
        prop_assert!(ballots.push(&Ballot::Blank, blank));
        let tally = tally(&contest, &[ballots.into()]).unwrap();
        prop_assert!(tally.winners.is_empty() && tally.ties.is_empty() && tally.runoff.is_none());
        prop_assert!(tally.ranks.iter().all(|rank| !rank.chosen));
    }
}

#[test]
fn a_rule_that_does_not_fit_says_which_do() {
    let kind = madang::poll::voting::Kind::Approval;
    let unfit = tally(&contest(3, kind, Rule::Irv(Default::default())), &[urn(&[Ballot::Set(vec![1])])]);
    let said = unfit.unwrap_err().to_string();
    assert!(said.starts_with("irv does not fit approval ballots; these do: approval, greedy"), "{said}");
}
