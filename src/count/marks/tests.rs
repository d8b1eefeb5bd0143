//! Lists, points and orders as files write them.

use super::*;

fn ids() -> Vec<String> {
    ["1", "2", "3", "A.4"].map(str::to_owned).to_vec()
}

#[test]
fn lists_take_blanks_and_keep_repeats() {
    let ids = ids();
    let mut marks = Marks::new(Kind::Approval, &ids);
    marks.list(" A.4 ,1,1", "", 7).unwrap();
    assert_eq!(marks.slip(1).names, [3, 0, 0]);
    marks.list("", "", 8).unwrap();
    assert!(marks.slip(1).names.is_empty());
    marks.list("2,2", "", 9).unwrap();
    let note = "2 ballots name an option more than once (the first on line 7); it counts once";
    assert_eq!(marks.note().as_deref(), Some(note));
}

#[test]
fn points_go_with_names() {
    let ids = ids();
    let mut marks = Marks::new(Kind::Cumulative, &ids);
    marks.list("2,1", "7, 3", 1).unwrap();
    assert_eq!(marks.slip(1).points, [7, 3]);
    for (vote, points, why) in [
        ("2,1", "7", "names 2 options, but gives points 1 times"),
        ("2", "", "gives points 0 times"),
        ("2", "-1", "are no points"),
        ("2", "0.5", "are no points"),
        ("2", "99999999999", "are no points"),
    ] {
        let problem = marks.list(vote, points, 5).unwrap_err();
        assert!(problem.line == Some(5) && problem.what.contains(why), "{problem}");
    }
}

#[test]
fn orders_and_tiers_know_ties() {
    let ids = ids();
    let mut marks = Marks::new(Kind::Ordinal, &ids);
    marks.order("3>1=A.4", 1).unwrap();
    let order = (marks.names.clone(), marks.tied.clone());
    assert_eq!(order, (vec![2, 0, 3], vec![false, false, true]));
    marks.tiers("3,{1, A.4}", false, 1).unwrap();
    assert_eq!((marks.names.clone(), marks.tied.clone()), order);
    for (vote, why) in [
        ("1,{2,3", "never closed"),
        ("1,", "ends with a comma"),
        ("{1}2", "comma is missing"),
        ("1,,2", "an empty place"),
        ("9", "not among"),
    ] {
        let problem = marks.tiers(vote, false, 5).unwrap_err();
        assert!(problem.line == Some(5) && problem.what.contains(why), "{problem}");
    }
    assert!(marks.order("1>", 5).is_err() && marks.order("1>>2", 5).is_err());
}

#[test]
fn of_categories_the_first_counts() {
    let ids = ids();
    let mut marks = Marks::new(Kind::Approval, &ids);
    marks.tiers("{1,3},{2},{}", true, 1).unwrap();
    assert_eq!(marks.slip(1).names, [0, 2]);
    marks.tiers("{},{1,2,3,A.4}", true, 1).unwrap();
    assert!(marks.slip(1).names.is_empty());
    marks.tiers("2", true, 1).unwrap();
    assert_eq!(marks.slip(1).names, [1]);
}
