//! A vote as tables that a spreadsheet opens: `options.csv`, `ballots.csv` and `meta.csv`. UTF-8 with a
//! mark, so that Excel shows Korean; a cell that begins like a formula gets an apostrophe before
//! it, and loses it again on the way in.

use std::borrow::Cow;

use csv::StringRecord;

use crate::staff::sheet::begins_like_a_formula;

mod facts;
mod read;
mod write;

pub use facts::{facts_in, facts_out};
pub use read::{Wanted, ballots_in, kind_of, options_in, options_named};
pub use write::{ballots_out, options_out};

#[cfg(test)]
mod tests;

/// Tells Excel that the file is UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";
/// The columns of `ballots.csv` that are ours; those of the file that the vote came from follow.
const NUMBER: &str = "ballot_no";
const CHOICES: &str = "choices";
const POINTS: &str = "points";
const VOTERS: &str = "voters";

/// A cell as a spreadsheet shows it instead of running it. What looks as if it had been made
/// harmless already gets one more apostrophe, so that every cell comes back as it was.
fn harmless(cell: &str) -> Cow<'_, str> {
    match begins_like_a_formula(cell.trim_start_matches('\'')) {
        true => format!("'{cell}").into(),
        false => cell.into(),
    }
}

/// The row as it was before it was made harmless.
fn plain(row: &StringRecord) -> StringRecord {
    let plain = |cell: &'_ str| -> String {
        let inner = cell.trim_start_matches('\'');
        let cell = if begins_like_a_formula(inner) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell };
        cell.to_owned()
    };
    row.iter().map(plain).collect::<Vec<String>>().into()
}
