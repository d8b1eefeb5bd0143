use proptest::prelude::*;

use super::{BOM, Wanted, ballots_in, ballots_out, kind_of, options_in, options_named, options_out};
use crate::count::{Ballots, Kind, Options, Slip, Table};

fn options(columns: &[&str], rows: &[&[&str]]) -> Options {
    let mut table = Table::new(columns.iter().map(|name| (*name).to_owned()).collect());
    rows.iter().for_each(|row| table.push(row.iter().copied()));
    Options { ids: rows.iter().map(|row| row[0].to_owned()).collect(), costs: Vec::new(), table }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn tables_open_in_a_spreadsheet_and_run_nothing_there() {
    let options =
        options(&["project_id", "name"], &[&["1", "=HYPERLINK(\"x\")"], &["-2", "Łódź, \"night\""], &["3", "'=1"]]);
    let bytes = options_out(&options).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let expected =
        "\u{FEFF}project_id,name\r\n1,\"'=HYPERLINK(\"\"x\"\")\"\r\n'-2,\"Łódź, \"\"night\"\"\"\r\n3,''=1\r\n";
    assert_eq!(text, expected);
    assert_eq!(options_in(&bytes, None).unwrap().0, options);
}

#[test]
fn ballots_of_every_kind_come_back() {
    let ids = strings(&["1", "2", "A.3"]);
    for (kind, shown) in
        [(Kind::Approval, "\"A.3,1\""), (Kind::Cumulative, "\"A.3,1\",\"5,2\""), (Kind::Ordinal, "A.3=1")]
    {
        let points = kind.has_points().then_some("points");
        let head: Vec<&str> = ["age", "vote"].into_iter().chain(points).chain(["voter_id"]).collect();
        let mut ballots = Ballots::new(kind, strings(&head));
        ballots.push(Slip { names: &[2, 0], points: &[5, 2], tied: &[false, true], voters: 4 }, ["34", "a"]);
        ballots.push(Slip { names: &[], points: &[], tied: &[], voters: 1 }, ["", "b"]);
        let bytes = ballots_out(&ballots, &ids).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(&format!("\r\n1,{shown},4,34,a\r\n2,")), "{text}");
        let wanted = Wanted { kind, ids: &ids, origin: Some(ballots.head.clone()) };
        assert_eq!(ballots_in(&bytes, wanted).unwrap().0, ballots);
        let guessed = kind_of(&bytes).unwrap();
        assert_eq!(guessed, kind);
    }
}

#[test]
fn a_table_by_hand_needs_no_more_than_choices() {
    let bytes = b"choices,dong\n\"10,2\",a\n,b\n2,c\n";
    let options = options_named(bytes).unwrap();
    assert_eq!(options.ids, ["2", "10"]);
    let wanted = Wanted { kind: kind_of(bytes).unwrap(), ids: &options.ids, origin: None };
    let (ballots, note) = ballots_in(bytes, wanted).unwrap();
    assert_eq!((ballots.kind, ballots.voters(), note), (Kind::Approval, 3, None));
    assert_eq!(ballots.head, ["voter_id", "vote", "dong"]);
    assert_eq!(ballots.cells.row(2).collect::<Vec<_>>(), ["3", "c"]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let ids = strings(&["1", "2"]);
    let wanted = |kind| Wanted { kind, ids: &ids, origin: None };
    for (kind, text, line, words) in [
        (Kind::Approval, "ballot_no,chosen\n1,1\n", 1, "no column choices"),
        (Kind::Cumulative, "choices\n1\n", 1, "no column points"),
        (Kind::Approval, "choices\n1\n3\n", 3, "names \"3\""),
        (Kind::Approval, "choices,voters\n1,0\n", 2, "no number of voters"),
        (Kind::Approval, "choices,voters\n1\n", 2, "has 1 cells"),
        (Kind::Ordinal, "choices\n1>\n", 2, "empty place"),
    ] {
        let problem = ballots_in(text.as_bytes(), wanted(kind)).unwrap_err();
        assert!(problem.line == Some(line) && problem.what.contains(words), "{text:?}: {problem}");
    }
    let ballots = Ballots::new(Kind::Approval, strings(&["vote", "Choices"]));
    assert!(ballots_out(&ballots, &ids).unwrap_err().what.contains("another meaning"));
    let orders = Ballots::new(Kind::Ordinal, strings(&["vote"]));
    assert!(ballots_out(&orders, &strings(&["a>b"])).unwrap_err().what.contains("> or ="));
}

proptest! {
    #[test]
    fn every_cell_comes_back(cells in prop::collection::vec("[ '\u{3000}\u{FEFF}]{0,2}[-=+@\t\r\n＝'\",;]{0,2}\\PC{0,12}", 1..20)) {
        let rows: Vec<[String; 2]> = cells.into_iter().enumerate().map(|(at, cell)| [at.to_string(), cell]).collect();
        let mut table = Table::new(strings(&["project_id", "name"]));
        rows.iter().for_each(|row| table.push(row.iter().map(String::as_str)));
        let options = Options { ids: rows.iter().map(|row| row[0].clone()).collect(), costs: Vec::new(), table };
        let bytes = options_out(&options).unwrap();
        prop_assert!(bytes.starts_with(BOM));
        prop_assert_eq!(options_in(&bytes, None).unwrap().0, options);
    }
}
