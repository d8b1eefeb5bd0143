//! Contests that contradict themselves are refused, and what stands behind a winner is what it
//! should be.

use madang::poll::voting::contest::{Condition, Fraction, Panel, Silent};
use madang::poll::voting::rule::{Greedy, Irv, Ordered, Schulze, Seated};
use madang::poll::voting::{AltId, Alternative, Ballot, Ballots, Contest, Kind, Lots, Rule, Tally, Unfit, Urn, tally};

fn contest(kind: Kind, rule: Rule) -> Contest {
    let alternatives = (1..=3).map(|number| Alternative::new(&number.to_string(), number).costing(10)).collect();
    Contest { budget: Some(20), ..Contest::new(alternatives, kind, rule) }
}

fn approval() -> Contest {
    contest(Kind::Approval, Rule::Approval(Seated::default()))
}

fn urn(ballots: &[(Ballot, u64)], panel: &str) -> Urn {
    let mut urn = Ballots::new();
    assert!(ballots.iter().all(|(ballot, count)| urn.push(ballot, *count)));
    Urn { panel: panel.to_owned(), ..urn.into() }
}

fn panel(name: &str, num: u64, roll: Option<u64>) -> Panel {
    Panel { name: name.to_owned(), weight: Fraction { num, den: 2 }, roll, silent: Silent::Void }
}

#[test]
fn more_participants_than_people_are_refused() {
    let urns = [urn(&[(Ballot::Set(vec![1]), 4), (Ballot::Blank, 2)], "a"), urn(&[(Ballot::Set(vec![0]), 1)], "b")];
    let all = |roll| tally(&Contest { roll: Some(roll), ..approval() }, &urns).err();
    assert_eq!((all(7), all(6)), (None, Some(Unfit::MoreThanRoll(None))));
    let of = |roll| {
        let panels = vec![panel("a", 1, Some(roll)), panel("b", 1, None)];
        tally(&Contest { panels, ..approval() }, &urns).err()
    };
    assert_eq!((of(6), of(5)), (None, Some(Unfit::MoreThanRoll(Some("a".to_owned())))));
}

#[test]
fn two_panels_of_one_name_and_a_threshold_of_shares_are_refused() {
    let urns = [urn(&[(Ballot::Set(vec![1]), 4)], "a")];
    let twice = Contest { panels: vec![panel("a", 1, None), panel("a", 1, None)], ..approval() };
    assert_eq!(tally(&twice, &urns).err(), Some(Unfit::PanelTwice("a".to_owned())));
    let greedy = Rule::Greedy(Greedy { threshold: Some(2), ..Greedy::default() });
    let shares = Contest { panels: vec![panel("a", 2, None)], ..contest(Kind::Approval, greedy) };
    assert_eq!(tally(&shares, &urns).err(), Some(Unfit::ThresholdOfPanels));
}

#[test]
fn a_list_of_lots_names_what_is_there_and_nothing_twice() {
    let by = |ids: &[&str]| {
        let lots = Lots::List(ids.iter().map(|id| AltId((*id).to_owned())).collect());
        tally(&Contest { lots, ..approval() }, &[urn(&[(Ballot::Set(vec![1]), 1)], "")]).err()
    };
    assert_eq!((by(&["3", "1"]), by(&[])), (None, None));
    assert_eq!(by(&["3", "4"]), Some(Unfit::UnknownLot("4".to_owned())));
    assert_eq!(by(&["3", "3"]), Some(Unfit::LotTwice("3".to_owned())));
}

#[test]
fn behind_a_winner_by_orders_are_those_who_rank_it_above_and_not_all_who_name_it() {
    let ballots = [(Ballot::order(&[0, 1, 2]), 4), (Ballot::order(&[1, 2, 0]), 3), (Ballot::order(&[2, 1, 0]), 2)];
    let of_ballots = Condition::SupportOfBallots(Fraction { num: 1, den: 2 });
    let count = |rule: Rule| -> Tally {
        let contest = Contest { conditions: vec![of_ballots], ..contest(Kind::Ranked, rule) };
        tally(&contest, &[urn(&ballots, "")]).unwrap()
    };
    for (rule, figures) in [
        // 3 leaves, and its two ballots go to 2.
        (Rule::Irv(Irv::default()), "5 * 2 >= 1 * 9"),
        // Five rank 2 above 1, seven above 3: the least of them.
        (Rule::Schulze(Schulze::default()), "5 * 2 >= 1 * 9"),
        (Rule::Copeland(Ordered::default()), "5 * 2 >= 1 * 9"),
        (Rule::Borda(Ordered::default()), "5 * 2 >= 1 * 9"),
    ] {
        let tally = count(rule);
        assert_eq!(
            (tally.winners[0].0.as_str(), tally.conditions[0].figures.as_str()),
            ("2", figures),
            "{}",
            tally.rule
        );
        assert!(tally.binding);
    }
}
