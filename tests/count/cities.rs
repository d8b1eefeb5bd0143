//! The command line counts what cities published as the cities did, by the rule that each file
//! names and with no other flags than docs/voting.md has for it.

use clap::Parser;
use madang::config::{Command, Config};
use madang::count::{Read, contest, pb};
use madang::poll::voting;

use crate::files;

/// What came out otherwise, for the reasons in docs/voting.md.
const OTHERWISE: [&str; 3] =
    ["Poland_Gdynia_2020_Babie_Doly__small.pb", "Poland_Lodz_2020.pb", "Poland_Warszawa_2020_Targowek.pb"];

/// The flags for the rule of a file; none where it names no rule that we have.
fn flags(rule: &str) -> Option<&'static str> {
    match rule {
        "greedy" => Some("greedy"),
        "greedy-threshold" => Some("greedy-threshold"),
        "greedy-no-skip" | "greedy-custom" => Some("greedy-no-skip"),
        "greedy-exclusive" => Some("greedy-exclusive"),
        "equalshares/add1" => Some("mes --completion add1"),
        _ => None,
    }
}

fn winners(read: &Read, flags: &str) -> Vec<String> {
    let line = ["madang", "count", "x", "--rule"].into_iter().chain(flags.split(' '));
    let Some(Command::Count(asked)) = Config::try_parse_from(line).unwrap().command else { panic!("{flags}") };
    let (contest, urn) = contest::contest(read, &asked, &mut Vec::new()).unwrap();
    let tally = voting::tally(&contest, &[urn]).unwrap();
    let mut winners: Vec<String> = tally.winners.into_iter().map(|id| id.0).collect();
    winners.sort();
    winners
}

fn selected(read: &Read) -> Vec<String> {
    let options = &read.vote.options;
    let chosen = (0..options.len()).filter(|place| options.cell(*place, "selected") == "1");
    let mut ids: Vec<String> = chosen.map(|place| options.ids[place].clone()).collect();
    ids.sort();
    ids
}

#[test]
fn cities_get_from_the_command_line_what_they_published() {
    let (mut held, mut without, mut unknown, mut differ) = (0, 0, Vec::new(), Vec::new());
    for path in files(&["pb"]) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let read = pb::read(text.as_bytes()).unwrap();
        if read.vote.options.table.column("selected").is_none() {
            without += 1;
            continue;
        }
        let Some(flags) = flags(read.vote.fact("rule").unwrap()) else {
            unknown.push(name);
            continue;
        };
        let read = if flags == "greedy-exclusive" { pb::read(grouped(&text).as_bytes()).unwrap() } else { read };
        held += 1;
        if winners(&read, flags) != selected(&read) {
            differ.push(name);
        }
    }
    if held == 0 {
        return; // skipped, which was said
    }
    assert_eq!(differ, OTHERWISE);
    assert_eq!(unknown, ["Hungary_Budapest_2022_VIII_Jozsefvaros.pb", "Hungary_Veszprem_2025.pb"]);
    assert_eq!((held, without), (235, 73), "docs/voting.md has these numbers");
}

/// Bemowo 2022 with the column `group`: which two exclude each other stands in its comment only.
fn grouped(text: &str) -> String {
    let (mut inside, mut out) = (false, String::new());
    for line in text.lines() {
        out += line;
        match line.split(';').next().unwrap_or_default() {
            "PROJECTS" => inside = true,
            "VOTES" => inside = false,
            "project_id" => out += ";group",
            "773" | "153" if inside => out += ";ul. Konarskiego",
            _ if inside => out += ";",
            _ => {}
        }
        out += "\n";
    }
    out
}
