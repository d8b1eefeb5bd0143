//! Valid files, mangled: whatever comes in is read, or refused in one line, and never a panic. What
//! is read can be written, and is then the same vote; and every rule counts it or says why not.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use clap::Parser;
use madang::config::{Command, Config};
use madang::count::preflib::{self, DataType};
use madang::count::{Problem, Read, Vote, bundle, contest, pb, show};
use madang::poll::voting::{self, Rule};
use madang::text::Lang;
use proptest::prelude::*;

use crate::own::{LIKES, LUNCH, PARK, POINTS, TIES};

#[derive(Debug, Clone, Copy)]
enum Form {
    Pb,
    PrefLib(DataType),
    Zip,
}

impl Form {
    fn read(self, bytes: &[u8]) -> Result<Read, Problem> {
        match self {
            Form::Pb => pb::read(bytes),
            Form::PrefLib(data_type) => preflib::read(bytes, data_type),
            Form::Zip => bundle::vote(&bundle::unzipped(bytes)?),
        }
    }

    fn write(self, vote: &Vote) -> Result<Vec<u8>, Problem> {
        match self {
            Form::Pb => pb::write(vote),
            Form::PrefLib(data_type) => preflib::write(vote, data_type),
            Form::Zip => bundle::zipped(&bundle::files(vote)?),
        }
    }
}

fn seeds() -> Vec<(Form, Vec<u8>)> {
    let park = pb::read(PARK.as_bytes()).unwrap().vote;
    let mut seeds = vec![
        (Form::Pb, PARK.as_bytes().to_vec()),
        (Form::Pb, PARK.replace('\n', "\r\n").into_bytes()),
        (Form::Pb, PARK.replace("num_votes;11\n", "").replace("num_projects;4\n", "").into_bytes()),
        (Form::Pb, PARK.replace("num_votes;11\n", "").replace("approval", "ordinal").into_bytes()),
        (Form::Pb, POINTS.as_bytes().to_vec()),
        (Form::Pb, POINTS.replace("cumulative", "scoring").replace("num_votes;3\n", "").into_bytes()),
        (Form::Zip, bundle::zipped(&bundle::files(&park).unwrap()).unwrap()),
    ];
    for (text, data_type) in [(LUNCH, DataType::Soi), (TIES, DataType::Toc), (LIKES, DataType::Cat)] {
        seeds.push((Form::PrefLib(data_type), text.as_bytes().to_vec()));
        let uncounted: String =
            text.lines().filter(|line| !line.contains("NUMBER")).map(|line| format!("{line}\n")).collect();
        seeds.push((Form::PrefLib(data_type), uncounted.into_bytes()));
    }
    let toi = TIES.replace("toc", "toi").replace("{1,2},3", "{1,2}");
    seeds.push((Form::PrefLib(DataType::Toi), toi.into_bytes()));
    seeds
}

/// What happens to a file on its way: places are parts of its length, in thousandths.
#[derive(Debug, Clone)]
enum Mangle {
    Cut(usize),
    Delete(usize, usize),
    Insert(usize, Vec<u8>),
    Overwrite(usize, u8),
    Repeat(usize, usize),
    SwapLines(usize, usize),
    RepeatLine(usize),
    DropLine(usize),
}

fn mangle() -> impl Strategy<Value = Mangle> {
    let place = 0..1_000_usize;
    let morsel = prop_oneof![
        Just(b";".to_vec()),
        Just(b",".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\n\n  \n".to_vec()),
        Just(b"\0".to_vec()),
        Just(b"\x01\n".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just(b"\xFF".to_vec()),
        Just(b"{".to_vec()),
        Just(b"}".to_vec()),
        Just(b": ".to_vec()),
        Just(b"#".to_vec()),
        Just(b"VOTES\n".to_vec()),
        Just(b"-".to_vec()),
        Just(b".5".to_vec()),
        Just(b"99999999999999999999".to_vec()),
        Just("김밥".as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..8),
        "[0-9;,.\"{}:# \n]{1,12}".prop_map(String::into_bytes),
    ];
    prop_oneof![
        1 => place.clone().prop_map(Mangle::Cut),
        3 => (place.clone(), 0..30_usize).prop_map(|(place, length)| Mangle::Delete(place, length)),
        6 => (place.clone(), morsel).prop_map(|(place, morsel)| Mangle::Insert(place, morsel)),
        4 => (place.clone(), any::<u8>()).prop_map(|(place, byte)| Mangle::Overwrite(place, byte)),
        2 => (place.clone(), 0..60_usize).prop_map(|(place, length)| Mangle::Repeat(place, length)),
        2 => (place.clone(), place.clone()).prop_map(|(one, other)| Mangle::SwapLines(one, other)),
        2 => place.clone().prop_map(Mangle::RepeatLine),
        3 => place.prop_map(Mangle::DropLine),
    ]
}

fn mangled(mut bytes: Vec<u8>, mangles: &[Mangle]) -> Vec<u8> {
    for mangle in mangles {
        let at = |place: usize, length: usize| (place * length / 1_000).min(length.saturating_sub(1));
        let length = bytes.len();
        match mangle {
            Mangle::Cut(place) => bytes.truncate(at(*place, length)),
            Mangle::Delete(place, count) => {
                let start = at(*place, length);
                bytes.drain(start..(start + count).min(length));
            }
            Mangle::Insert(place, morsel) => {
                let start = at(*place, length);
                bytes.splice(start..start, morsel.iter().copied());
            }
            Mangle::Overwrite(place, byte) => {
                if let Some(old) = bytes.get_mut(at(*place, length)) {
                    *old = *byte;
                }
            }
            Mangle::Repeat(place, count) => {
                let start = at(*place, length);
                let part = bytes[start..(start + count).min(length)].to_vec();
                bytes.splice(start..start, part);
            }
            Mangle::SwapLines(..) | Mangle::RepeatLine(_) | Mangle::DropLine(_) => {
                let mut lines: Vec<Vec<u8>> =
                    bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
                let count = lines.len();
                match mangle {
                    _ if count == 0 => {}
                    Mangle::SwapLines(one, other) => lines.swap(at(*one, count), at(*other, count)),
                    Mangle::RepeatLine(place) => lines.insert(at(*place, count), lines[at(*place, count)].clone()),
                    Mangle::DropLine(place) => drop(lines.remove(at(*place, count))),
                    _ => {}
                }
                bytes = lines.concat();
            }
        }
    }
    bytes
}

/// What `madang count x --rule RULE` asks.
fn asked(rule: &str) -> madang::count::args::Count {
    match Config::try_parse_from(["madang", "count", "x", "--rule", rule]).unwrap().command {
        Some(Command::Count(asked)) => asked,
        other => panic!("{other:?}"),
    }
}

/// Every language.
static WORDS: LazyLock<Vec<show::Words>> =
    LazyLock::new(|| Lang::all().iter().map(|lang| show::Words::new(*lang).unwrap()).collect());

/// The vote goes through every rule.
fn counts(read: &Read) -> Result<(), TestCaseError> {
    for rule in Rule::all() {
        let asked = asked(rule.name());
        let Ok((contest, urn)) = contest::contest(read, &asked, &mut Vec::new()) else { continue };
        match voting::tally(&contest, &[urn]) {
            Ok(tally) => {
                let ids: BTreeSet<&str> = read.vote.options.ids.iter().map(String::as_str).collect();
                prop_assert!(tally.winners.iter().all(|winner| ids.contains(winner.0.as_str())));
                for words in WORDS.iter() {
                    prop_assert!(show::table(words, &read.vote, &contest, &tally).contains(rule.name()));
                }
            }
            Err(unfit) => prop_assert_eq!(unfit.to_string().lines().count(), 1),
        }
    }
    Ok(())
}

/// So many files are mangled, unless PROPTEST_CASES says otherwise.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_is_read_or_refused_in_one_line(
        seed in prop::sample::select(seeds()),
        mangles in prop::collection::vec(mangle(), 0..5),
    ) {
        let (form, bytes) = seed;
        let bytes = mangled(bytes, &mangles);
        match form.read(&bytes) {
            Err(problem) => {
                let said = problem.to_string();
                prop_assert_eq!(said.lines().count(), 1, "{}", said);
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
                prop_assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)), "{}", said);
            }
            Ok(read) => {
                let written = form.write(&read.vote);
                if let Ok(written) = written {
                    let back = form.read(&written).map_err(|problem| TestCaseError::fail(problem.to_string()))?;
                    prop_assert_eq!(back.vote, read.vote.clone());
                }
                counts(&read)?;
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for form in [Form::Pb, Form::Zip, Form::PrefLib(DataType::Toi)] {
            let _ = form.read(&bytes);
        }
    }
}
