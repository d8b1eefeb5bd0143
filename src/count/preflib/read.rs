//! PrefLib in.

use std::collections::{BTreeMap, HashMap};

use super::{DATA_TYPE, DataType, NAME, OPTIONS, ORDERS, PREFERENCES, VOTERS};
use crate::count::ballots::{Ballots, Kind};
use crate::count::marks::Marks;
use crate::count::options::OPTIONS_MAX;
use crate::count::problem::shown;
use crate::count::{Dialect, Options, Problem, Read, Table, VOTERS_MAX, Vote, text};

/// Reads a file of that type.
pub fn read(bytes: &[u8], data_type: DataType) -> Result<Read, Problem> {
    let text = text(bytes)?;
    let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).peekable();
    let mut head = Head::default();
    while let Some((number, line)) = lines.next_if(|(_, line)| line.starts_with('#')) {
        head.take(number, line)?;
    }
    head.check(data_type)?;
    let kind = if data_type == DataType::Cat { Kind::Approval } else { Kind::Ordinal };
    let ids: Vec<String> = (1..=head.names.len()).map(|number| number.to_string()).collect();
    let mut ballots = Ballots::new(kind, vec!["vote".to_owned()]);
    let mut marks = Marks::new(kind, &ids);
    let mut voters = 0_u64;
    for (number, line) in lines {
        let (count, order) = counted(number, line)?;
        voters = voters.saturating_add(count);
        if voters > VOTERS_MAX {
            return Err(Problem::at(number, format!("there are more than {VOTERS_MAX} voters")));
        }
        marks.tiers(order, data_type == DataType::Cat, number)?;
        fits(data_type, &marks, ids.len(), number)?;
        ballots.push(marks.slip(count), []);
    }
    head.agrees(VOTERS, voters)?;
    head.agrees(ORDERS, ballots.len() as u64)?;
    head.agrees(PREFERENCES, ballots.len() as u64)?;
    let mut notes: Vec<String> = marks.note().into_iter().collect();
    if head.number("NUMBER CATEGORIES").is_some_and(|(categories, _)| categories > 2) {
        notes.push("there are more than two categories; only the first counts as approved".to_owned());
    }
    let options = head.options(ids);
    let facts = head.facts.into_iter().map(|fact| (fact.key, fact.value)).collect();
    let vote = Vote { dialect: Dialect::PrefLib, facts, options, ballots, besides: BTreeMap::new() };
    Ok(Read { vote, notes, lines: Vec::new() })
}

/// `count: order`.
fn counted(number: u64, line: &str) -> Result<(u64, &str), Problem> {
    let parts = line.split_once(':').and_then(|(count, order)| Some((count.trim().parse().ok()?, order)));
    let what = || format!("{} is no ballot: it takes a count, a colon and an order", shown(line));
    parts.filter(|(count, _)| *count > 0).ok_or_else(|| Problem::at(number, what()))
}

/// Whether a ballot is what a file of that type may hold.
fn fits(data_type: DataType, marks: &Marks<'_>, options: usize, number: u64) -> Result<(), Problem> {
    let ending = data_type.ending();
    let slip = marks.slip(1);
    if !data_type.has_ties() && slip.tied.contains(&true) && data_type != DataType::Cat {
        return Err(Problem::at(number, format!("a ballot has a tie, which .{ending} does not have")));
    }
    let ranked = marks.different();
    if data_type.is_complete() && ranked < options {
        return Err(Problem::at(number, format!("a ballot ranks {ranked} of {options} options; .{ending} ranks all")));
    }
    Ok(())
}

/// What the lines with `#` say.
#[derive(Debug, Default)]
struct Head {
    facts: Vec<Fact>,
    names: Vec<String>,
    seen: HashMap<String, u64>,
    last_line: u64,
}

#[derive(Debug)]
struct Fact {
    key: String,
    value: String,
    line: u64,
}

impl Head {
    fn take(&mut self, number: u64, line: &str) -> Result<(), Problem> {
        self.last_line = number;
        let Some((key, value)) = line.trim_start_matches('#').split_once(':') else {
            return Err(Problem::at(number, format!("{} has no colon after its key", shown(line))));
        };
        // A carriage return alone ends no line here, but would one elsewhere.
        let (key, value) = (key.trim(), value.trim().replace('\r', " "));
        if let Some(first) = self.seen.insert(key.to_ascii_uppercase(), number) {
            return Err(Problem::at(number, format!("{} was already said on line {first}", shown(key))));
        }
        let Some(place) = key.to_ascii_uppercase().strip_prefix(NAME).map(|place| place.trim().to_owned()) else {
            self.facts.push(Fact { key: key.to_owned(), value, line: number });
            return Ok(());
        };
        let next = self.names.len() + 1;
        if next > OPTIONS_MAX {
            return Err(Problem::at(number, format!("there are more than {OPTIONS_MAX} options")));
        }
        if place.parse() != Ok(next) {
            let what = format!("option {} comes where option {next} should: they are numbered from 1", shown(&place));
            return Err(Problem::at(number, what));
        }
        self.names.push(value);
        Ok(())
    }

    /// The head alone: whether it is PrefLib's, of that type, and names its options.
    fn check(&self, data_type: DataType) -> Result<(), Problem> {
        let ending = data_type.ending();
        if self.facts.is_empty() {
            return Err(Problem::at(1, format!("this is no .{ending} file: it does not begin with # and a key")));
        }
        if self.names.is_empty() {
            let what = format!("the head ends here and names no options: {}1 is missing", NAME);
            return Err(Problem::at(self.last_line, what));
        }
        self.agrees(OPTIONS, self.names.len() as u64)?;
        let said = self.facts.iter().find(|fact| fact.key.eq_ignore_ascii_case(DATA_TYPE));
        match said.filter(|fact| !fact.value.eq_ignore_ascii_case(ending)) {
            Some(fact) => {
                let what = format!("{DATA_TYPE} says {}, but the file's ending is .{ending}", shown(&fact.value));
                Err(Problem::at(fact.line, what))
            }
            None => Ok(()),
        }
    }

    fn number(&self, key: &str) -> Option<(u64, u64)> {
        let fact = self.facts.iter().find(|fact| fact.key.eq_ignore_ascii_case(key))?;
        Some((fact.value.parse().ok()?, fact.line))
    }

    /// Whether the head counts as many as there are. A file that was cut off is found here.
    fn agrees(&self, key: &str, there: u64) -> Result<(), Problem> {
        match self.facts.iter().find(|fact| fact.key.eq_ignore_ascii_case(key)) {
            Some(fact) if fact.value.parse() != Ok(there) => {
                Err(Problem::at(fact.line, format!("{key} says {}, but there are {there}", shown(&fact.value))))
            }
            _ => Ok(()),
        }
    }

    /// The options, which PrefLib only numbers and names.
    fn options(&self, ids: Vec<String>) -> Options {
        let mut table = Table::new(vec!["project_id".to_owned(), "name".to_owned()]);
        for (id, name) in ids.iter().zip(&self.names) {
            table.push([id.as_str(), name]);
        }
        Options { ids, costs: Vec::new(), table }
    }
}
