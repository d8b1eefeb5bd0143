//! To PrefLib: options by their number, a line for each different ballot, PrefLib's words for what
//! is known.

use std::collections::{BTreeMap, HashSet};

use super::with_facts;
use crate::count::options::{ID, NAME, Options};
use crate::count::preflib::DataType;
use crate::count::{Ballots, Dialect, Kind, Problem, Slip, Table, Vote};

/// The vote as a file of that type holds it.
pub fn fitted(vote: Vote, data_type: DataType) -> Result<(Vote, Vec<String>), Problem> {
    let ending = data_type.ending();
    let kind = vote.ballots.kind;
    if kind.has_points() {
        return Err(Problem::whole(format!("{} ballots have points, which .{ending} has no place for", kind.name())));
    }
    if data_type == DataType::Cat && kind == Kind::Ordinal {
        return Err(Problem::whole("ordinal ballots are no categories: .cat takes approval ballots"));
    }
    let is_that = vote.dialect == Dialect::PrefLib && vote.fact("DATA TYPE").is_some_and(|said| said == ending);
    if is_that {
        return Ok((vote, Vec::new()));
    }
    let mut notes = Vec::new();
    let ballots = grouped(&vote, data_type, &mut notes);
    let mut vote = Vote { ballots, ..vote };
    if vote.dialect == Dialect::Pabulib {
        notes.push(
            "left out, because PrefLib has no place for it: all but the options' names and the ballots".to_owned(),
        );
        let facts = facts(&vote, data_type);
        vote = Vote {
            options: numbered(&vote.options),
            besides: BTreeMap::new(),
            ..with_facts(vote, Dialect::PrefLib, facts)
        };
    } else {
        recount(&mut vote, data_type);
    }
    Ok((vote, notes))
}

/// The head of a file that was of another type, with what this one counts.
fn recount(vote: &mut Vote, data_type: DataType) {
    let is_cat = data_type == DataType::Cat;
    let wrong = |key: &str| match is_cat {
        true => key == "NUMBER UNIQUE ORDERS",
        false => {
            key == "NUMBER UNIQUE PREFERENCES"
                || key.starts_with("NUMBER CATEGORIES")
                || key.starts_with("CATEGORY NAME")
        }
    };
    for (key, value) in &mut vote.facts {
        if key.eq_ignore_ascii_case("FILE NAME")
            && let Some((stem, ending)) = value.rsplit_once('.')
            && DataType::named(ending).is_some()
        {
            *value = format!("{stem}.{}", data_type.ending());
        }
    }
    vote.facts.retain(|(key, _)| !wrong(&key.to_ascii_uppercase()));
    let added = facts(vote, data_type).into_iter().filter(|(key, _)| vote.fact(key).is_none());
    let added: Vec<(String, String)> = added.map(|(key, value)| (key.to_owned(), value)).collect();
    vote.facts.extend(added);
}

/// Options as PrefLib knows them: numbers and names.
fn numbered(options: &Options) -> Options {
    let mut table = Table::new(vec![ID.to_owned(), NAME.to_owned()]);
    let ids: Vec<String> = (1..=options.len()).map(|number| number.to_string()).collect();
    for (place, id) in ids.iter().enumerate() {
        table.push([id.as_str(), options.name(place)]);
    }
    Options { ids, costs: Vec::new(), table }
}

/// Each different ballot once, with its voters: the most frequent first. Approved options share a
/// tier; where all must be ranked, those that are not follow in one tier.
fn grouped(vote: &Vote, data_type: DataType, notes: &mut Vec<String>) -> Ballots {
    let is_order = data_type != DataType::Cat;
    let kind = if is_order { Kind::Ordinal } else { Kind::Approval };
    let mut voters: BTreeMap<(Vec<u32>, Vec<bool>), u64> = BTreeMap::new();
    let (mut blank, mut completed) = (0, 0);
    for slip in vote.ballots.iter() {
        let (mut names, mut tied) = once(slip, vote.ballots.kind);
        if names.is_empty() && is_order {
            blank += slip.voters;
            continue;
        }
        if data_type == DataType::Toc && names.len() < vote.options.len() {
            completed += slip.voters;
            complete(&mut names, &mut tied, vote.options.len());
        }
        *voters.entry((names, tied)).or_default() += slip.voters;
    }
    if blank > 0 {
        notes.push(format!("left out, because an order cannot be empty: blank ballots, {blank} of them"));
    }
    if completed > 0 {
        notes.push(format!("what {completed} ballots do not rank shares the last place on them"));
    }
    let mut lines: Vec<_> = voters.into_iter().collect();
    lines.sort_by_key(|(_, voters)| std::cmp::Reverse(*voters));
    let mut ballots = Ballots::new(kind, vec!["vote".to_owned()]);
    for ((names, tied), voters) in &lines {
        ballots.push(Slip { names, points: &[], tied, voters: *voters }, []);
    }
    ballots
}

/// What a ballot names, each option once, where it comes first; and whether each is tied with the
/// one before it.
fn once(slip: Slip<'_>, kind: Kind) -> (Vec<u32>, Vec<bool>) {
    let mut seen = HashSet::new();
    let (mut names, mut tied) = (Vec::new(), Vec::new());
    let mut is_begun = false;
    for (at, name) in slip.names.iter().enumerate() {
        let with_last = if kind == Kind::Ordinal { slip.tied.get(at) == Some(&true) } else { at > 0 };
        is_begun &= with_last;
        if seen.insert(*name) {
            names.push(*name);
            tied.push(is_begun);
            is_begun = true;
        }
    }
    if kind != Kind::Ordinal {
        names.sort_unstable();
    }
    (names, tied)
}

/// Ranks the others in one last tier.
fn complete(names: &mut Vec<u32>, tied: &mut Vec<bool>, options: usize) {
    let others: Vec<u32> = (0..).take(options).filter(|place| !names.contains(place)).collect();
    tied.extend((0..others.len()).map(|at| at > 0));
    names.extend(others);
}

/// What is known, in PrefLib's words and order. The counts are made by the writer.
fn facts(vote: &Vote, data_type: DataType) -> Vec<(&'static str, String)> {
    let said = |key: &str| vote.fact(key).unwrap_or_default().to_owned();
    let counts: &[&str] = match data_type {
        DataType::Cat => &["NUMBER UNIQUE PREFERENCES"],
        _ => &["NUMBER UNIQUE ORDERS"],
    };
    let texts = [
        ("FILE NAME", String::new()),
        ("TITLE", said("description")),
        ("DESCRIPTION", String::new()),
        ("DATA TYPE", data_type.ending().to_owned()),
        ("MODIFICATION TYPE", "induced".to_owned()),
        ("RELATES TO", String::new()),
        ("RELATED FILES", String::new()),
        ("PUBLICATION DATE", String::new()),
        ("MODIFICATION DATE", String::new()),
    ];
    let counts = ["NUMBER ALTERNATIVES", "NUMBER VOTERS"].iter().chain(counts).map(|key| (*key, String::new()));
    let categories = [("NUMBER CATEGORIES", "2"), ("CATEGORY NAME 1", "Yes"), ("CATEGORY NAME 2", "No")];
    let categories = categories.map(|(key, value)| (key, value.to_owned()));
    let categories = categories.into_iter().filter(|_| data_type == DataType::Cat);
    texts.into_iter().chain(counts).chain(categories).collect()
}
