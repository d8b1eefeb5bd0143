//! Votes from files: what cities and researchers published goes in and comes out as it was, and
//! `madang count` and `madang convert` do what they say, also with what is wrong.

#![allow(clippy::unwrap_used, reason = "a test")]

mod cities;
mod command;
mod corpus;
mod fuzz;
mod kept;
mod manual;
mod own;
mod shown;

use std::path::PathBuf;

/// The folder of published votes. They are not part of this repository: without MADANG_TEST_DATA
/// the tests that need them say that they are skipped, unless MADANG_TEST_DATA_REQUIRED is set:
/// then they fail.
pub fn published() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("MADANG_TEST_DATA") else {
        let required = std::env::var_os("MADANG_TEST_DATA_REQUIRED").is_some();
        assert!(!required, "MADANG_TEST_DATA is not set, and nothing may be skipped");
        // Past the harness, which keeps what a passing test prints to itself.
        let said = b"skipped: MADANG_TEST_DATA is not set, so no published vote is read\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said);
        return None;
    };
    Some(PathBuf::from(folder).join("votes"))
}

/// Every published file with one of these endings, in order.
pub fn files(endings: &[&str]) -> Vec<PathBuf> {
    let Some(votes) = published() else { return Vec::new() };
    let (mut folders, mut found) = (vec![votes.join("pabulib"), votes.join("preflib")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some(ending) if endings.contains(&ending) => found.push(path),
                _ => {}
            }
        }
    }
    assert!(!found.is_empty(), "there are no published votes with {endings:?}");
    found.sort();
    found
}
