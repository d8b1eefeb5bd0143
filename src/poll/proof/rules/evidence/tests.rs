//! Whatever is cast by whatever method: what is published of it counts to the same, and what cannot have been
//! cast is not counted.

use proptest::prelude::*;

use super::*;
use crate::bot::Words;
use crate::poll::voting::{Approval, Entry, Knapsack, METHODS, Points, Ranking, Runoff, Score, Shares, Single};
use crate::poll::{Field, Terms};

const OPTIONS: i64 = 5;

fn rules(method: &'static dyn Method, fields: bool) -> Rules {
    let field = |seats| Field { seats: Some(seats), ..Field::new(Words::only("field")) };
    let terms = Terms {
        budget: Some(90),
        points: Some(5),
        blank: true,
        fields: if fields { vec![field(1), field(1)] } else { Vec::new() },
        ..Terms::default()
    };
    let option = |id: i64| Entry {
        id: OptionId(id),
        cost: Some(10 * id),
        field: fields.then(|| 1 + usize::try_from(id % 2).unwrap()),
    };
    let picks = if matches!(method.name(), "single" | "sides") { 1 } else { 3 };
    // The numbers are not in order, as they need not be.
    Rules { options: (1..=OPTIONS).rev().map(option).collect(), picks, seats: 2, terms }
}

/// A valid ballot, from whatever numbers.
fn ballot(method: &'static dyn Method, rules: &Rules, taps: &[(i64, u32)]) -> Choices {
    let kind = method.kind(&rules.terms);
    let mut choices = Choices::Nothing;
    for (option, points) in taps {
        let (option, before) = (OptionId(*option), choices.clone());
        let wanted = match kind {
            Kind::Single => Choices::one(option),
            Kind::Score { .. } | Kind::Points { .. } => before.giving(option, *points),
            Kind::Ranked => Choices::order(before.options().into_iter().chain([option])),
            _ => before.with(option),
        };
        if method.fits(rules, &wanted).is_ok() {
            choices = wanted;
        }
    }
    if choices == Choices::Nothing { Choices::Blank } else { choices }
}

fn given(cast: &[Choices]) -> (u64, u64) {
    let blank = cast.iter().filter(|ballot| **ballot == Choices::Blank).count() as u64;
    (cast.len() as u64 - blank, blank)
}

proptest! {
    #[test]
    fn what_is_published_counts_to_the_result(
        way in 0usize..METHODS.len(),
        fields: bool,
        votes in proptest::collection::vec(proptest::collection::vec((1..=OPTIONS, 0u32..=5), 0..6), 0..60),
    ) {
        let method = METHODS[way];
        let rules = rules(method, fields);
        let cast: Vec<Choices> = votes.iter().map(|taps| ballot(method, &rules, taps)).collect();
        let lines: Vec<String> = cast.iter().map(|ballot| ballot.line(method.kind(&rules.terms))).collect();
        let counted = method.tally(&rules, method.read(&rules, &lines.join(" ")).unwrap());
        let least = Least::of(method, &rules, 1_000);
        let evidence = Evidence::of(least, method, &rules, &cast).unwrap();
        let read = Evidence::read(least, &evidence.written()).unwrap();
        prop_assert!(read == evidence);
        prop_assert_eq!(read.recount(method, &rules, given(&cast)), Some(counted), "{:?}", method);
        // Of fewer ballots it cannot be, if each can say no more than one thing.
        if matches!(method.name(), "single" | "sides") && given(&cast).0 > 0 {
            prop_assert!(read.recount(method, &rules, (given(&cast).0 - 1, given(&cast).1)).is_none());
        }
    }

    #[test]
    fn no_table_brings_it_down(text in "(option|count),[a-z_,]{0,18}\r\n[0-9,\"A:>-]{0,30}\r\n", votes: u64, blank: u64) {
        for method in METHODS {
            let rules = rules(method, false);
            for least in [Least::Totals, Least::Marks, Least::Pairs, Least::Ballots, Least::Nothing] {
                let read = Evidence::read(least, text.as_bytes());
                let _ = read.map(|read| read.recount(method, &rules, (votes, blank)));
            }
        }
    }
}

#[test]
fn how_much_is_published_depends_on_what_could_be_recognised() {
    let of = |method: &'static dyn Method, ballots| Least::of(method, &rules(method, false), ballots);
    for method in [&Single as &'static dyn Method, &Approval, &Points, &Knapsack] {
        assert_eq!(of(method, 1), Least::Totals, "{method:?}");
    }
    assert_eq!((of(&Score, 19), of(&Score, 20)), (Least::Nothing, Least::Marks));
    assert_eq!((of(&Ranking, 19), of(&Ranking, 20)), (Least::Nothing, Least::Pairs));
    assert_eq!((of(&Runoff, 49), of(&Runoff, 50)), (Least::Nothing, Least::Ballots));
    assert_eq!((of(&Shares, 99), of(&Shares, 100)), (Least::Nothing, Least::Ballots));
    let mut many = rules(&Runoff, false);
    many.options = (1..=9).map(|id| Entry { id: OptionId(id), cost: None, field: None }).collect();
    assert_eq!(Least::of(&Runoff, &many, 1_000_000), Least::Nothing, "an order of nine is a signature");
    assert_eq!(of(&Ranking, 0), Least::Pairs, "nobody voted: there is nothing to hide");
}

#[test]
fn what_nobody_can_have_cast_is_not_counted() {
    let id = OptionId;
    let refused = |method: &'static dyn Method, evidence: &Evidence, given: (u64, u64)| {
        evidence.recount(method, &rules(method, false), given).is_none()
    };
    let totals =
        |votes: [u64; 5]| Evidence::Totals((1..).zip(votes).map(|(option, votes)| (id(option), votes)).collect());
    assert!(!refused(&Single, &totals([2, 5, 0, 0, 0]), (7, 1)));
    assert!(refused(&Single, &totals([2, 5, 0, 0, 0]), (8, 0)) && refused(&Single, &totals([2, 5, 0, 0, 0]), (6, 0)));
    assert!(!refused(&Approval, &totals([7, 7, 7, 0, 0]), (7, 0)));
    assert!(refused(&Approval, &totals([7, 7, 7, 1, 0]), (7, 0)), "more than three each");
    assert!(refused(&Approval, &totals([8, 0, 0, 0, 0]), (7, 0)), "more than there are");
    assert!(
        refused(&Points, &totals([30, 6, 0, 0, 0]), (7, 0)) && !refused(&Points, &totals([30, 5, 0, 0, 0]), (7, 0))
    );
    assert!(refused(&Single, &totals([u64::MAX, u64::MAX, 0, 0, 0]), (u64::MAX, 0)));
    assert!(refused(&Approval, &Evidence::Totals(vec![(id(1), 1); 5]), (1, 0)), "one option five times");
    assert!(refused(&Approval, &Evidence::Totals(vec![(id(1), 1)]), (1, 0)), "options are missing");
    let marks = |sum, best| {
        let none = (2..=5).map(|option| (id(option), 0, 0));
        Evidence::Marks(std::iter::once((id(1), sum, best)).chain(none).collect())
    };
    assert!(!refused(&Score, &marks(9, 1), (2, 0)) && refused(&Score, &marks(10, 1), (2, 0)));
    assert!(refused(&Score, &marks(9, 2), (2, 0)) && refused(&Score, &marks(15, 3), (2, 0)));
    let pairs = |one: u64, other: u64| {
        let mut above = vec![vec![0; 5]; 5];
        (above[0][1], above[1][0]) = (one, other);
        Evidence::Pairs((1..=5).map(id).collect(), above)
    };
    assert!(!refused(&Ranking, &pairs(4, 3), (7, 0)) && refused(&Ranking, &pairs(4, 4), (7, 0)));
    let ballots =
        |lines: &[(&str, u64)]| Evidence::Ballots(lines.iter().map(|(line, n)| ((*line).to_owned(), *n)).collect());
    assert!(!refused(&Runoff, &ballots(&[("R:1>2", 2), ("-", 1)]), (2, 1)));
    for wrong in ["R:1>2>3>4", "R:6", "A:1", "R:1>1", "R:01", ""] {
        assert!(refused(&Runoff, &ballots(&[(wrong, 3)]), (3, 0)), "{wrong:?}");
    }
    assert!(refused(&Runoff, &ballots(&[("R:1>2", 0)]), (0, 0)));
}

#[test]
fn a_table_is_read_as_it_was_written_and_not_otherwise() {
    for (least, text) in [
        (Least::Totals, "option,votes\r\n1,12\r\n2,0\r\n"),
        (Least::Marks, "option,points,best_marks\r\n1,12,2\r\n"),
        (Least::Pairs, "option,1,2\r\n1,0,7\r\n2,3,0\r\n"),
        (Least::Ballots, "count,ballot\r\n3,\"A:1,2\"\r\n4,\"-\"\r\n"),
    ] {
        let mut bytes = Evidence::read(least, text.as_bytes()).unwrap().written();
        bytes.sort_unstable();
        let mut same = text.as_bytes().to_vec();
        same.sort_unstable();
        assert_eq!(bytes, same, "{text}");
        for wrong in [text.replace("\r\n", "x\r\n"), text.replace("\r\n", ",\r\n")] {
            assert!(Evidence::read(least, wrong.as_bytes()).is_none(), "{wrong}");
        }
        assert!(Evidence::read(least, text.replace(",", ",+").as_bytes()).is_none(), "{text}");
    }
    let twice = "count,ballot\r\n3,\"1:1\"\r\n4,\"1:1\"\r\n";
    assert!(Evidence::read(Least::Ballots, twice.as_bytes()).is_none());
    assert!(Evidence::read(Least::Totals, b"").is_none());
}
