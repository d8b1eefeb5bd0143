use serde_json::json;

use super::{BALLOTS, Files, POLL, SUMS, files, unzipped, vote, zipped};
use crate::count::{Problem, Vote, pb};

const PARK: &str = "\
META
key;value
description;Park
num_votes;3
budget;10
vote_type;cumulative
mood;=sunny
PROJECTS
project_id;cost;name;shade
7;4.5;Lamps;
-8;6;Benches;much
VOTES
voter_id;age;vote;points
x;40;7,-8;2,1
y;;;
z;9;-8;3
";

fn park() -> Vote {
    pb::read(PARK.as_bytes()).unwrap().vote
}

#[test]
fn a_vote_comes_back_from_its_bundle_as_the_same_file() {
    let mut park = park();
    park.besides.insert("method".to_owned(), json!({"name": "mes", "b": [1, null], "a": "ł"}));
    let zip = zipped(&files(&park).unwrap()).unwrap();
    let back = vote(&unzipped(&zip).unwrap()).unwrap();
    assert_eq!(back.vote, park);
    assert_eq!(String::from_utf8(pb::write(&back.vote).unwrap()).unwrap(), PARK);
}

#[test]
fn the_same_vote_gives_the_same_bytes() {
    let park = park();
    let zip = zipped(&files(&park).unwrap()).unwrap();
    assert_eq!(zip, zipped(&files(&park.clone()).unwrap()).unwrap());
    let poll = String::from_utf8(files(&park).unwrap()[POLL].clone()).unwrap();
    let expected = concat!(
        r#"{"ballot_columns":["voter_id","age","vote","points"],"dialect":"pabulib","#,
        r#""facts":[["description","Park"],["num_votes","3"],["budget","10"],["vote_type","cumulative"],["mood","=sunny"]],"#,
        r#""format":"madang-vote-1","kind":"cumulative"}"#
    );
    assert_eq!(poll, expected);
}

/// What is said of the bundle with one of its files changed, without the sums of all.
fn complaint(change: impl FnOnce(&mut Files)) -> Problem {
    let mut files = files(&park()).unwrap();
    files.remove(SUMS);
    change(&mut files);
    vote(&files).unwrap_err()
}

#[test]
fn what_is_wrong_is_said_with_its_file() {
    let poll = |text: &'static str| complaint(move |files| _ = files.insert(POLL, text.as_bytes().to_vec()));
    for (problem, words) in [
        (complaint(|files| _ = files.remove(BALLOTS)), "the bundle has no ballots.csv"),
        (
            complaint(|files| _ = files.insert(BALLOTS, b"choices,points,voter_id,shoe\n7,1,a,\n".to_vec())),
            "ballots.csv: line 1: ",
        ),
        (poll("{"), "poll.json: line 1: it is no JSON object"),
        (poll("[]"), "poll.json: line 1: it is no JSON object"),
        (poll("{}"), "poll.json: its format is not \"madang-vote-1\""),
        (poll(r#"{"format":"madang-vote-1","kind":"loud"}"#), "poll.json: its kind is none of"),
        (poll(r#"{"format":"madang-vote-1","kind":"cumulative","facts":{"a":1}}"#), "poll.json: its facts are no list"),
        (poll(r#"{"format":"madang-vote-1","kind":"cumulative","facts":[["budget","x"]]}"#), "poll.json: budget: "),
        (
            poll(r#"{"format":"madang-vote-1","kind":"cumulative","ballot_columns":["vote","points","shoe"]}"#),
            "ballots.csv: line 1: poll.json names other columns: shoe",
        ),
    ] {
        assert!(problem.to_string().contains(words), "{problem}");
        assert_eq!(problem.to_string().lines().count(), 1, "{problem}");
    }
}

#[test]
fn a_file_that_was_changed_after_its_sum_was_taken_is_found() {
    let mut files = files(&park()).unwrap();
    assert_eq!(files[SUMS].iter().filter(|byte| **byte == b'\n').count(), 3);
    files.get_mut(BALLOTS).unwrap().extend(b"4,7,9,w,\r\n");
    let problem = vote(&files).unwrap_err();
    assert_eq!(problem.to_string(), "SHA256SUMS: line 1: ballots.csv is not the file of which this sum was taken");
}

#[test]
fn what_is_no_zip_is_refused() {
    let zip = zipped(&files(&park()).unwrap()).unwrap();
    for bytes in [&b""[..], b"PK\x03\x04", b"Dear city", &zip[..zip.len() / 2]] {
        let problem = unzipped(bytes).unwrap_err();
        assert!(problem.what.contains("no whole zip"), "{problem}");
    }
    let mut broken = zip.clone();
    let place = zip.windows(5).position(|bytes| bytes == b"Lamps").unwrap();
    broken[place] = b'C';
    assert!(unzipped(&broken).unwrap_err().what.contains("no whole zip"), "a zip has sums of its own");
}
