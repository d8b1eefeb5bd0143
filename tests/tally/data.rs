//! Real votes and what others counted in them. Neither is part of this repository: MADANG_TEST_DATA
//! names the folder. Without it these tests say that they are skipped, unless
//! MADANG_TEST_DATA_REQUIRED is set: then they fail.

use std::fs;
use std::path::{Path, PathBuf};

use madang::count::file;
use madang::count::{Kind as Marked, Vote};
use madang::poll::voting::contest::registered_by_id;
use madang::poll::voting::rule::Seated;
use madang::poll::voting::{Alternative, Ballots, Contest, Kind, Rule, Urn};
use serde_json::Value;

/// The folder with the votes.
pub fn votes() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("MADANG_TEST_DATA") else {
        let required = std::env::var_os("MADANG_TEST_DATA_REQUIRED").is_some();
        assert!(!required, "MADANG_TEST_DATA is not set, and nothing may be skipped");
        // Past the harness, which keeps what a passing test prints to itself.
        let said = b"skipped: MADANG_TEST_DATA is not set, so no count is held against a real vote\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said);
        return None;
    };
    let votes = Path::new(&folder).join("votes");
    assert!(votes.is_dir(), "MADANG_TEST_DATA has no votes");
    Some(votes)
}

/// Every JSON file of a folder, by name.
pub fn answers(folder: &Path) -> Vec<Value> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    files.sort();
    assert!(!files.is_empty(), "{} has no answers", folder.display());
    files.iter().map(|file| answer(file)).collect()
}

/// One JSON file.
pub fn answer(file: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// A vote from a file.
pub fn vote(path: &Path) -> Vote {
    file::read(path).unwrap_or_else(|problem| panic!("{problem}")).vote
}

/// The contest of a file and its ballots, with a rule still to be chosen. Amounts are hundredths.
pub fn contest(vote: &Vote) -> (Contest, Urn) {
    let options = &vote.options;
    let alternative = |(place, id): (usize, &String)| {
        let cost = options.costs.get(place).map_or(0, |cost| u64::try_from(*cost).unwrap());
        Alternative::new(id, 0).costing(cost)
    };
    let mut alternatives: Vec<Alternative> = options.ids.iter().enumerate().map(alternative).collect();
    registered_by_id(&mut alternatives);
    let kind = match vote.ballots.kind {
        Marked::Approval => Kind::Approval,
        Marked::ChooseOne => Kind::Single,
        Marked::Cumulative | Marked::Scoring => Kind::Points { budget: None, each: None },
        Marked::Ordinal => Kind::Ranked,
    };
    let mut contest = Contest::new(alternatives, kind, Rule::Approval(Seated::default()));
    contest.unit = 100;
    contest.budget = vote.fact("budget").map(hundredths);
    (contest, Urn::from(ballots(vote)))
}

/// An amount of a file in hundredths.
pub fn hundredths(words: &str) -> u64 {
    let (units, cents) = words.trim().split_once('.').unwrap_or((words.trim(), ""));
    units.parse::<u64>().unwrap() * 100 + format!("{cents:0<2}")[..2].parse::<u64>().unwrap()
}

fn ballots(vote: &Vote) -> Ballots {
    let mut ballots = Ballots::new();
    for slip in vote.ballots.iter() {
        let names: Vec<usize> = slip.names.iter().map(|name| *name as usize).collect();
        let taken = match vote.ballots.kind {
            Marked::Approval | Marked::ChooseOne => ballots.push_set(&names, slip.voters),
            Marked::Cumulative | Marked::Scoring => {
                let points: Vec<(usize, u32)> = names.iter().copied().zip(slip.points.iter().copied()).collect();
                ballots.push_points(&points, slip.voters)
            }
            Marked::Ordinal => {
                let mut tiers: Vec<Vec<usize>> = Vec::new();
                for (name, tied) in names.iter().zip(slip.tied) {
                    match tiers.last_mut() {
                        Some(tier) if *tied => tier.push(*name),
                        _ => tiers.push(vec![*name]),
                    }
                }
                ballots.push_tiers(tiers.iter().map(Vec::as_slice), slip.voters)
            }
        };
        assert!(taken, "a ballot of another form");
    }
    ballots
}

/// Every file under a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
