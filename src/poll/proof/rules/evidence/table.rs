//! Evidence as a table that a spreadsheet opens, written in one way.

use std::collections::BTreeMap;

use super::{Evidence, Least};
use crate::poll::OptionId;

const TOTALS: &str = "option,votes";
const MARKS: &str = "option,points,best_marks";
const BALLOTS: &str = "count,ballot";

impl Evidence {
    /// As a table.
    pub fn written(&self) -> Vec<u8> {
        let lines: Vec<String> = match self {
            Evidence::Totals(votes) => {
                head(TOTALS).chain(votes.iter().map(|(option, votes)| format!("{},{votes}", option.0))).collect()
            }
            Evidence::Marks(marks) => head(MARKS)
                .chain(marks.iter().map(|(option, sum, best)| format!("{},{sum},{best}", option.0)))
                .collect(),
            Evidence::Pairs(options, above) => {
                let first = joined("option", options.iter().map(|option| option.0));
                let rows = options.iter().zip(above).map(|(option, row)| joined(&option.0.to_string(), row));
                std::iter::once(first).chain(rows).collect()
            }
            // A ballot is quoted, because some have commas.
            Evidence::Ballots(ballots) => {
                head(BALLOTS).chain(ballots.iter().map(|(ballot, count)| format!("{count},\"{ballot}\""))).collect()
            }
        };
        (lines.join("\r\n") + "\r\n").into_bytes()
    }

    /// Reads what [`Evidence::written`] wrote.
    pub fn read(least: Least, bytes: &[u8]) -> Option<Evidence> {
        let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
        let mut lines = text.lines();
        let head = lines.next()?;
        match least {
            Least::Totals if head == TOTALS => {
                let votes = |line: &str| match row(line)? {
                    (one, figures) if figures.len() == 1 => Some((one, figures[0])),
                    _ => None,
                };
                Some(Evidence::Totals(lines.map(votes).collect::<Option<_>>()?))
            }
            Least::Marks if head == MARKS => {
                let marks = |line: &str| match row(line)? {
                    (one, figures) if figures.len() == 2 => Some((one, figures[0], figures[1])),
                    _ => None,
                };
                Some(Evidence::Marks(lines.map(marks).collect::<Option<_>>()?))
            }
            Least::Pairs => {
                let options: Vec<OptionId> = head.strip_prefix("option,")?.split(',').map(id).collect::<Option<_>>()?;
                let rows: Vec<(OptionId, Vec<u64>)> = lines.map(row).collect::<Option<_>>()?;
                let (named, above): (Vec<OptionId>, Vec<Vec<u64>>) = rows.into_iter().unzip();
                (named == options).then_some(Evidence::Pairs(options, above))
            }
            Least::Ballots if head == BALLOTS => {
                let ballot = |line: &str| {
                    let (count, ballot) = line.split_once(',')?;
                    Some((ballot.strip_prefix('"')?.strip_suffix('"')?.to_owned(), number(count)?))
                };
                let rows: Vec<(String, u64)> = lines.map(ballot).collect::<Option<_>>()?;
                let (count, ballots) = (rows.len(), rows.into_iter().collect::<BTreeMap<_, _>>());
                (ballots.len() == count).then_some(Evidence::Ballots(ballots))
            }
            _ => None,
        }
    }
}

fn head(head: &str) -> impl Iterator<Item = String> {
    std::iter::once(head.to_owned())
}

fn joined(first: &str, rest: impl IntoIterator<Item: std::fmt::Display>) -> String {
    rest.into_iter().fold(first.to_owned(), |line, cell| format!("{line},{cell}"))
}

/// An option, and the figures after it.
fn row(line: &str) -> Option<(OptionId, Vec<u64>)> {
    let (option, figures) = line.split_once(',')?;
    Some((id(option)?, figures.split(',').map(number).collect::<Option<_>>()?))
}

fn id(text: &str) -> Option<OptionId> {
    number(text).and_then(|number| number.try_into().ok()).map(OptionId)
}

/// `parse` would take a sign.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}
