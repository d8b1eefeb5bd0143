//! The properties of `properties.rs` over the corpora beside it, and over changes of them. A file that
//! once broke one stays in its corpus.

#![allow(clippy::unwrap_used, reason = "a test")]

mod properties;

use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

/// Changed inputs for each property, unless `PROPTEST_CASES` says otherwise.
const CASES: u32 = 2_000;

/// The kept inputs of a property.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 2, "the corpus of {name} was not found");
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    /// As if the connection was cut.
    Cut(Index),
    /// A part of another input, or of the same.
    Splice(Index, Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let telling = prop::sample::select(b"{}[]\",:\\0123456789-+=@ \n\t\0<>&;/#ue".to_vec());
    prop_oneof![
        3 => (at(), prop_oneof![telling, any::<u8>()]).prop_map(|(at, byte)| Change::Set(at, byte)),
        2 => (at(), prop::collection::vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (at(), 1u8..16).prop_map(|(at, many)| Change::Remove(at, many)),
        1 => at().prop_map(Change::Cut),
        2 => (at(), at(), at()).prop_map(|(of, from, to)| Change::Splice(of, from, to)),
    ]
}

impl Change {
    fn apply(&self, mut input: Vec<u8>, all: &[Vec<u8>]) -> Vec<u8> {
        let place = |at: &Index, input: &[u8]| at.index(input.len() + 1);
        match self {
            Change::Set(at, byte) if !input.is_empty() => {
                let place = at.index(input.len());
                input[place] = *byte;
            }
            Change::Insert(at, bytes) => {
                let place = place(at, &input);
                input.splice(place..place, bytes.iter().copied());
            }
            Change::Remove(at, many) => {
                let from = place(at, &input);
                let to = (from + usize::from(*many)).min(input.len());
                input.drain(from..to);
            }
            Change::Cut(at) => input.truncate(place(at, &input)),
            Change::Splice(of, from, to) => {
                let other = &all[of.index(all.len())];
                let (from, to) = (place(from, other), place(to, &input));
                input.splice(to..to, other[from..].iter().copied());
            }
            Change::Set(..) => {}
        }
        input
    }
}

fn holds(name: &str, property: fn(&[u8])) {
    let all = corpus(name);
    for input in &all {
        property(input);
    }
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let changed = (any::<Index>(), prop::collection::vec(change(), 1..8));
    runner
        .run(&changed, |(of, changes)| {
            let input =
                changes.iter().fold(all[of.index(all.len())].clone(), |input, change| change.apply(input, &all));
            property(&input);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

#[test]
fn updates() {
    holds("update", properties::update);
}

#[test]
fn presses() {
    holds("press", properties::press);
}

#[test]
fn deep_links() {
    holds("start", properties::start);
}

#[test]
fn dates() {
    holds("date", properties::date);
}

#[test]
fn escaped_words() {
    holds("escape", properties::escape);
}

#[test]
fn cells() {
    holds("csv", properties::csv);
}

#[test]
fn a_code_is_known_whatever_it_consists_of() {
    // One in four hundred has no digit.
    properties::code(&[10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    proptest!(|(data: [u8; 16])| properties::code(&data));
}
