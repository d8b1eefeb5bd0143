//! From one format's form to another's. What the other has no place for is left out, and that is
//! noted; what would become another vote is refused.

use super::file::Format;
use super::{Dialect, Problem, Vote};

mod to_pabulib;
mod to_preflib;

#[cfg(test)]
mod tests;

/// A vote in the form that a format takes, and what one should know about it.
pub fn fitted(vote: Vote, format: Format) -> Result<(Vote, Vec<String>), Problem> {
    match format {
        Format::Pb => to_pabulib::fitted(vote),
        Format::PrefLib(data_type) => to_preflib::fitted(vote, data_type),
        Format::Csv => {
            let lost = vote.dialect == Dialect::PrefLib && !vote.facts.is_empty() || !vote.besides.is_empty();
            let note = lost.then(|| "tables have no place for what the file says of the whole".to_owned());
            Ok((vote, note.into_iter().collect()))
        }
        Format::Zip | Format::Folder => Ok((vote, Vec::new())),
    }
}

/// The vote with other facts, in that dialect.
fn with_facts(vote: Vote, dialect: Dialect, facts: Vec<(&str, String)>) -> Vote {
    let facts = facts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Vote { dialect, facts, ..vote }
}
