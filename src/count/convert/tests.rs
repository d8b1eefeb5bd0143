use super::fitted;
use crate::count::file::Format;
use crate::count::preflib::{self, DataType};
use crate::count::{Ballots, Kind, Slip, Table, Vote, pb};

const PARK: &str = "\
META
key;value
description;Park
num_projects;3
num_votes;4
budget;10
vote_type;approval
PROJECTS
project_id;cost;name
a;4;Lamps
b;6;Benches
c;1;Signs
VOTES
voter_id;vote;age
x;b,a,b;40
y;;
z;a,b;9
w;c;7
";

fn park(vote_type: &str) -> Vote {
    pb::read(PARK.replace("approval", vote_type).as_bytes()).unwrap().vote
}

/// The ballots of a vote in another type, as its file has them.
fn lines(vote: Vote, data_type: DataType) -> Result<Vec<String>, String> {
    let (vote, _) = fitted(vote, Format::PrefLib(data_type)).map_err(|problem| problem.to_string())?;
    let bytes = preflib::write(&vote, data_type).map_err(|problem| problem.to_string())?;
    preflib::read(&bytes, data_type).map_err(|problem| format!("what was written cannot be read: {problem}"))?;
    let text = String::from_utf8(bytes).unwrap();
    Ok(text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect())
}

#[test]
fn approvals_become_categories_or_tiers() {
    assert_eq!(lines(park("approval"), DataType::Cat).unwrap(), ["2: {1,2},3", "1: {},{1,2,3}", "1: 3,{1,2}"]);
    assert_eq!(lines(park("approval"), DataType::Toi).unwrap(), ["2: {1,2}", "1: 3"]);
    assert_eq!(lines(park("approval"), DataType::Toc).unwrap(), ["2: {1,2},3", "1: 3,{1,2}"]);
    assert!(lines(park("approval"), DataType::Soi).unwrap_err().contains("strict orders only"));
}

#[test]
fn orders_stay_orders() {
    assert_eq!(lines(park("ordinal"), DataType::Soi).unwrap(), ["1: 1,2", "1: 2,1", "1: 3"]);
    assert_eq!(lines(park("ordinal"), DataType::Toc).unwrap(), ["1: 1,2,3", "1: 2,1,3", "1: 3,{1,2}"]);
    assert!(lines(park("ordinal"), DataType::Soc).unwrap_err().contains("complete orders only"));
    assert!(lines(park("ordinal"), DataType::Cat).unwrap_err().contains("no categories"));
}

#[test]
fn points_have_no_place_in_an_order() {
    let text = PARK
        .replace("approval", "scoring")
        .replace("vote;age", "vote;points")
        .replace("b,a,b;40", "b;4")
        .replace("a,b;9", "a,b;9,1");
    let vote = pb::read(text.as_bytes()).unwrap().vote;
    assert!(lines(vote, DataType::Toi).unwrap_err().contains("have points"));
}

#[test]
fn a_count_of_voters_becomes_a_row_for_each() {
    let soi = "# TITLE: Lunch\n# DATA TYPE: soi\n# PUBLICATION DATE: 2022-09-16\n# NUMBER VOTERS: 3\n\
               # ALTERNATIVE NAME 1: Noodles\n# ALTERNATIVE NAME 2: Rice\n2: 2,1\n1: 1\n";
    let vote = preflib::read(soi.as_bytes(), DataType::Soi).unwrap().vote;
    let (vote, notes) = fitted(vote, Format::Pb).unwrap();
    let text = String::from_utf8(pb::write(&vote).unwrap()).unwrap();
    let expected = "\
META
key;value
description;Lunch
country;Worldwide
unit;Lunch
instance;2022
num_projects;2
num_votes;3
budget;1
vote_type;ordinal
rule;unknown
date_begin;16.09.2022
date_end;16.09.2022
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name
1;1;3;Noodles
2;1;2;Rice
VOTES
voter_id;vote
1;2,1
2;2,1
3;1
";
    assert_eq!(text, expected);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(pb::read(text.as_bytes()).unwrap().vote, vote);
}

#[test]
fn ties_have_no_place_in_a_pb() {
    let toi = "# DATA TYPE: toi\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n1: {1,2}\n";
    let vote = preflib::read(toi.as_bytes(), DataType::Toi).unwrap().vote;
    assert!(fitted(vote, Format::Pb).unwrap_err().what.contains("ties"));
}

#[test]
fn another_type_of_the_same_family_keeps_the_head() {
    let soi = "# FILE NAME: lunch.soi\n# MOOD: hungry\n# DATA TYPE: soi\n# NUMBER UNIQUE ORDERS: 2\n\
               # ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n# ALTERNATIVE NAME 3: c\n2: 2\n1: 1,2,3\n";
    let vote = preflib::read(soi.as_bytes(), DataType::Soi).unwrap().vote;
    let (toc, notes) = fitted(vote, Format::PrefLib(DataType::Toc)).unwrap();
    let text = String::from_utf8(preflib::write(&toc, DataType::Toc).unwrap()).unwrap();
    assert!(
        text.contains("# FILE NAME: lunch.toc\n# MOOD: hungry\n# DATA TYPE: toc\n")
            && text.ends_with("2: 2,{1,3}\n1: 1,2,3\n"),
        "{text}"
    );
    assert_eq!(notes, ["what 2 ballots do not rank shares the last place on them"]);
    preflib::read(text.as_bytes(), DataType::Toc).unwrap();
}

#[test]
fn a_bundle_that_was_made_by_hand_becomes_a_pb_that_can_be_read() {
    let mut vote = park("approval");
    vote.facts.retain(|(key, _)| key != "vote_type");
    let mut ballots = Ballots::new(Kind::Approval, vec!["vote".to_owned(), "dong".to_owned()]);
    ballots.push(Slip { names: &[2], points: &[], tied: &[], voters: 3 }, ["a"]);
    ballots.push(Slip { names: &[], points: &[], tied: &[], voters: 1 }, ["b"]);
    vote.ballots = ballots;
    let (vote, _) = fitted(vote, Format::Pb).unwrap();
    let text = String::from_utf8(pb::write(&vote).unwrap()).unwrap();
    assert!(text.ends_with("voter_id;vote;dong\n1;c;a\n2;c;a\n3;c;a\n4;;b\n"), "{text}");
    let mut again = park("approval");
    again.ballots.cells = Table::new(again.ballots.cells.columns.clone());
    for _ in 0..again.ballots.len() {
        again.ballots.cells.push(["same", ""]);
    }
    for vote in [vote, fitted(again, Format::Pb).unwrap().0] {
        let back = pb::read(&pb::write(&vote).unwrap()).unwrap().vote;
        assert_eq!(back.ballots, vote.ballots);
    }
}
