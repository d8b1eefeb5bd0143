//! What a file says of the whole, as a table of its own: `meta.csv`, a key and a value a row. The
//! budget is there, so that tables alone can be counted by a rule that spends it.

use super::plain;
use super::write::Sheet;
use crate::count::problem::{Problem, shown};
use crate::count::rows::{Rows, check_width, head};
use crate::count::text;

const HEAD: [&str; 2] = ["key", "value"];

/// `meta.csv` out.
pub fn facts_out(facts: &[(String, String)]) -> Result<Vec<u8>, Problem> {
    let mut sheet = Sheet::new();
    sheet.row(HEAD.into_iter())?;
    facts.iter().try_for_each(|(key, value)| sheet.row([key.as_str(), value].into_iter()))?;
    sheet.done()
}

/// Facts, and the line of each.
type Facts = (Vec<(String, String)>, Vec<u64>);

/// `meta.csv` in.
pub fn facts_in(bytes: &[u8]) -> Result<Facts, Problem> {
    let mut rows = Rows::new(text(bytes)?, b',');
    let Some((line, row)) = rows.next_row()? else { return Err(Problem::whole("the file is empty")) };
    let columns = head(line, &plain(row), &HEAD)?;
    if columns.len() != HEAD.len() || columns[0].trim() != HEAD[0] {
        return Err(Problem::at(line, "its head is not key,value"));
    }
    let (mut facts, mut lines): Facts = Default::default();
    while let Some((line, row)) = rows.next_row()? {
        check_width(line, row, HEAD.len())?;
        let row = plain(row);
        let key = row[0].trim();
        if key.is_empty() {
            return Err(Problem::at(line, "a fact has no key"));
        }
        if facts.iter().any(|(known, _)| known.trim().eq_ignore_ascii_case(key)) {
            return Err(Problem::at(line, format!("{} is said twice", shown(key))));
        }
        facts.push((row[0].to_owned(), row[1].to_owned()));
        lines.push(line);
    }
    Ok((facts, lines))
}
