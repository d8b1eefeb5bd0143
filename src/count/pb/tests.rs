use super::{read, write};
use crate::count::{Kind, Read};

/// A small vote of our own, with what files in the wild have: quotes, unknown keys and columns,
/// decimals, a project that costs too much, a ballot that says something twice.
const PARK: &str = "\
META
key;value
description;Priority projects | Tancheon
country;Korea, Republic of
unit;Seongnam
instance;2026
num_projects;4
num_votes;5
budget;1000.5
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;31.03.2026
weather;\"rain; \"\"some\"\"\"
PROJECTS
project_id;cost;votes;name;shade
1;500.25;3;\"Lamps; along \"\"the\"\" river\";yes
W002;400;2;Benches;
3;2000;1;A bridge;no
10;1;0;A sign;no
VOTES
voter_id;vote;age;shoe
1;1,W002;34;41
2;1;;
3;1,W002,3;70;38
4;;15;
5;3,3;20;40
";

fn parse(text: &str) -> Read {
    read(text.as_bytes()).unwrap()
}

/// The file with one part of it replaced, and what is said about that.
fn complaint(from: &str, to: &str) -> (Option<u64>, String) {
    assert!(PARK.contains(from), "{from:?}");
    let problem = read(PARK.replacen(from, to, 1).as_bytes()).unwrap_err();
    assert_eq!(problem.to_string().lines().count(), 1, "{problem}");
    (problem.line, problem.what)
}

#[test]
fn a_file_is_read_and_written_as_it_was() {
    let Read { vote, notes, .. } = parse(PARK);
    assert_eq!(vote.ballots.kind, Kind::Approval);
    assert_eq!(vote.options.ids, ["1", "W002", "3", "10"]);
    assert_eq!(vote.options.costs, [50_025, 40_000, 200_000, 100]);
    assert_eq!(vote.options.name(0), "Lamps; along \"the\" river");
    assert_eq!((vote.fact("WEATHER"), vote.fact("budget")), (Some("rain; \"some\""), Some("1000.5")));
    let names: Vec<&[u32]> = vote.ballots.iter().map(|slip| slip.names).collect();
    assert_eq!(names, [&[0, 1][..], &[0], &[0, 1, 2], &[], &[2, 2]]);
    assert_eq!(
        notes,
        [
            "costs more than the whole budget: 3",
            "1 ballot names an option more than once (the first on line 27); it counts once"
        ]
    );
    assert_eq!(String::from_utf8(write(&vote).unwrap()).unwrap(), PARK);
}

#[test]
fn a_mark_windows_line_ends_blank_lines_and_case_change_nothing() {
    let expected = parse(PARK).vote;
    for text in [
        format!("\u{FEFF}{PARK}"),
        PARK.replace('\n', "\r\n"),
        PARK.replace("PROJECTS\n", "\n\nprojects \n").replace("VOTES\n", "Votes\n   \n"),
        PARK.trim_end().to_owned(),
    ] {
        assert_eq!(parse(&text).vote, expected);
    }
    let shouted = parse(
        &PARK.replace("vote_type;approval", "VOTE_TYPE; Approval ").replace("project_id;cost", "Project_ID; COST"),
    );
    assert_eq!((shouted.vote.options.costs, shouted.vote.ballots.kind), (expected.options.costs, Kind::Approval));
}

#[test]
fn points_and_orders_are_read() {
    let text = PARK
        .replace("approval", "cumulative")
        .replace("vote;age", "vote;points")
        .replace(";1,W002;34;41", ";1,W002;3,4;41")
        .replace(";1;;", ";1;2;")
        .replace(";1,W002,3;70;", ";1,W002,3;1,1,0;")
        .replace("4;;15;", "4;;;")
        .replace("3,3;20", "3,3;1,2");
    let Read { vote, .. } = parse(&text);
    assert_eq!(vote.ballots.slip(2).points, [1, 1, 0]);
    assert_eq!(String::from_utf8(write(&vote).unwrap()).unwrap(), text);
    let ordinal = parse(&PARK.replace("approval", "ordinal"));
    assert_eq!(ordinal.vote.ballots.slip(2).tied, [false, false, false]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (from, to, line, words) in [
        ("META\n", "Dear city,\n", 1, "begins with \"Dear city,\""),
        ("key;value\n", "word;value\n", 2, "no column key"),
        ("unit;Seongnam", "Country;Korea", 5, "was already said on line 4"),
        ("unit;Seongnam", ";Seongnam", 5, "has no key"),
        ("unit;Seongnam", "unit;Seongnam;Korea", 5, "has 3 cells, its head has 2"),
        ("num_projects;4", "num_projects;5", 7, "num_projects says \"5\", but PROJECTS has 4"),
        ("num_votes;5", "num_votes;many", 8, "num_votes says \"many\", but VOTES has 5"),
        ("budget;1000.5", "budget;1,000.5", 9, "without commas"),
        ("budget;1000.5", "budget;-3", 9, "is no amount"),
        ("vote_type;approval", "vote_type;loudest", 10, "is none of approval, choose-1"),
        ("vote_type;approval", "vote_type;choose-1", 22, "names 2 options"),
        ("PROJECTS\n", "VOTES\n", 15, "VOTES begins where PROJECTS should"),
        ("project_id;cost;", "project_id;price;", 16, "no column cost"),
        ("votes;name;", "votes;Votes;", 16, "stands twice"),
        ("W002;400;", "1;400;", 18, "option \"1\" was already on line 17"),
        ("W002;400;", ";400;", 18, "cannot be an option's id"),
        ("W002;400;", "W,2;400;", 18, "cannot be an option's id"),
        ("W002;400;", "W002;4.005;", 18, "more than two decimals"),
        ("W002;400;2;Benches;", "W002;400;2;Benches", 18, "has 4 cells"),
        ("VOTES\n", "METADATA\n", 21, "has 1 cells"),
        ("voter_id;vote;age", "voter_id;choice;age", 22, "no column vote"),
        ("2;1;;", "1;1;;", 24, "voter \"1\" has voted on an earlier line"),
        ("2;1;;", " ;1;;", 24, "no voter_id"),
        ("2;1;;", "2;7;;", 24, "names \"7\", which is not among"),
        ("2;1;;", "2;1,;;", 24, "empty place between its commas"),
        ("2;1;;", "2;1", 24, "has 2 cells"),
        ("5;3,3;20;40\n", "PROJECTS\n", 27, "PROJECTS begins after VOTES"),
        ("A sign;no", "\"A sign;no", 20, "never closed"),
    ] {
        let (said_line, what) = complaint(from, to);
        assert!(what.contains(words), "{to:?}: {what}");
        // A choose-1 ballot is judged where it stands, after the head.
        let line = if to == "vote_type;choose-1" { 23 } else { line };
        assert_eq!(said_line, Some(line), "{to:?}: {what}");
    }
    assert!(complaint("vote_type;approval\n", "").1.contains("does not say vote_type"));
}

#[test]
fn a_file_that_was_cut_off_is_never_taken_for_whole() {
    let whole = parse(PARK).vote;
    for length in (0..PARK.len() - 1).filter(|length| PARK.is_char_boundary(*length)) {
        match read(&PARK.as_bytes()[..length]) {
            Err(_) => {}
            // What is left out at the very end of the last cell nobody can know.
            Ok(read) => assert!(length > PARK.rfind(';').unwrap(), "{length}: {:?}", read.vote == whole),
        }
    }
}

#[test]
fn what_is_no_text_is_refused_with_the_line() {
    for (bytes, line, words) in [
        (&b"META\nkey;value\nunit;Sax\xE9\n"[..], Some(3), "UTF-8"),
        (b"META\n\0\0\0", Some(2), "zero byte"),
        (b"SQLite format 3\0", Some(1), "zero byte"),
        (b"", None, "empty"),
        (b"\xEF\xBB\xBF \r\n", None, "empty"),
    ] {
        let problem = read(bytes).unwrap_err();
        assert!(problem.line == line && problem.what.contains(words), "{problem}");
    }
}

#[test]
fn a_vote_in_which_nobody_voted_is_a_vote() {
    let text = "META\nkey;value\nvote_type;ordinal\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n";
    let Read { vote, notes, .. } = parse(text);
    assert!(vote.options.is_empty() && vote.ballots.is_empty() && notes.is_empty());
    assert_eq!(String::from_utf8(write(&vote).unwrap()).unwrap(), text);
}
