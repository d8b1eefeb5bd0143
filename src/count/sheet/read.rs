//! Tables in.

use std::collections::HashSet;

use csv::StringRecord;

use super::{CHOICES, NUMBER, POINTS, VOTERS, plain};
use crate::count::ballots::{Ballots, Column, Kind};
use crate::count::marks::Marks;
use crate::count::options::{Gathering, ID, Options};
use crate::count::problem::{Problem, shown};
use crate::count::rows::{Rows, check_width, head};
use crate::count::{VOTERS_MAX, table, text};

/// The column that tells voters apart in the file that a vote came from.
const VOTER: &str = "voter_id";

/// `options.csv` in, with a note if some cost more than there is.
pub fn options_in(bytes: &[u8], budget: Option<i64>) -> Result<(Options, Option<String>), Problem> {
    let mut rows = Rows::new(text(bytes)?, b',');
    let mut gathering = Gathering::new(head_of(&mut rows, &[ID])?.1);
    while let Some((line, row)) = rows.next_row()? {
        gathering.take(line, &plain(row))?;
    }
    Ok(gathering.done(budget))
}

/// The head of a table, and its line.
fn head_of(rows: &mut Rows<'_>, needed: &[&str]) -> Result<(u64, Vec<String>), Problem> {
    match rows.next_row()? {
        Some((line, row)) => Ok((line, head(line, &plain(row), needed)?)),
        None => Err(Problem::whole("the file is empty")),
    }
}

/// How ballots are to be read.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// How they are marked.
    pub kind: Kind,
    /// What they may name.
    pub ids: &'w [String],
    /// The head that they had in the file that they came from; none: `voter_id` and what is there.
    pub origin: Option<Vec<String>>,
}

/// `ballots.csv` in, with a note of ballots that say something twice.
pub fn ballots_in(bytes: &[u8], wanted: Wanted<'_>) -> Result<(Ballots, Option<String>), Problem> {
    let kind = wanted.kind;
    let mut rows = Rows::new(text(bytes)?, b',');
    let needed: &[&str] = if kind.has_points() { &[CHOICES, POINTS] } else { &[CHOICES] };
    let (line, columns) = head_of(&mut rows, needed)?;
    let layout = Layout::new(kind, columns);
    let origin = layout.origin(kind, wanted.origin).map_err(|what| Problem::at(line, what))?;
    let numbered = layout.lacks_voters(&origin);
    let mut ballots = Ballots::new(kind, origin);
    let mut marks = Marks::new(kind, wanted.ids);
    let mut voters = 0_u64;
    while let Some((line, row)) = rows.next_row()? {
        check_width(line, row, layout.columns.len())?;
        let row = plain(row);
        match kind.has_ranks() {
            true => marks.order(&row[layout.choices], line)?,
            false => marks.list(&row[layout.choices], layout.points.map_or("", |at| &row[at]), line)?,
        }
        let count = layout.voters.map_or(Ok(1), |at| count(&row[at], line))?;
        voters = voters.saturating_add(count);
        if voters > VOTERS_MAX {
            return Err(Problem::at(line, format!("there are more than {VOTERS_MAX} voters")));
        }
        let number = numbered.then(|| (ballots.len() + 1).to_string());
        let others = layout.others.iter().map(|at| &row[*at]);
        ballots.push(marks.slip(count), number.as_deref().into_iter().chain(others));
    }
    Ok((ballots, marks.note()))
}

fn count(cell: &str, line: u64) -> Result<u64, Problem> {
    let count = cell.trim().parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| Problem::at(line, format!("{} is no number of voters", shown(cell))))
}

/// Which column says what.
struct Layout {
    columns: Vec<String>,
    choices: usize,
    points: Option<usize>,
    voters: Option<usize>,
    others: Vec<usize>,
}

impl Layout {
    fn new(kind: Kind, columns: Vec<String>) -> Layout {
        let at = |name| table::column(&columns, name);
        let (choices, points, voters) = (at(CHOICES), at(POINTS).filter(|_| kind.has_points()), at(VOTERS));
        let ours = [at(NUMBER), choices, points, voters];
        let others = (0..columns.len()).filter(|place| !ours.contains(&Some(*place))).collect();
        Layout { choices: choices.unwrap_or_default(), points, voters, others, columns }
    }

    fn other_names(&self) -> Vec<&str> {
        self.others.iter().map(|at| self.columns[*at].as_str()).collect()
    }

    /// The head that the ballots had in the file that they came from, which must have the columns
    /// that are here; or, where nobody knows, the head that a `.pb` would have.
    fn origin(&self, kind: Kind, said: Option<Vec<String>>) -> Result<Vec<String>, String> {
        let here = self.other_names();
        let Some(said) = said else {
            let points = kind.has_points().then_some(POINTS);
            let others = here.into_iter().filter(|name| *name != VOTER);
            return Ok([VOTER, "vote"].into_iter().chain(points).chain(others).map(str::to_owned).collect());
        };
        let others: Vec<&str> = others(kind, &said);
        let fits = others == here || others.split_first().is_some_and(|(first, rest)| *first == VOTER && rest == here);
        if fits { Ok(said) } else { Err(format!("poll.json names other columns: {}", others.join(", "))) }
    }

    /// Whether that head tells voters apart, and this table does not.
    fn lacks_voters(&self, origin: &[String]) -> bool {
        origin.iter().any(|name| name == VOTER) && !self.other_names().contains(&VOTER)
    }
}

fn others(kind: Kind, head: &[String]) -> Vec<&str> {
    head.iter().filter(|name| Column::of(kind, name) == Column::Other).map(String::as_str).collect()
}

/// How a table of ballots is marked, as far as it can be told from the table alone.
pub fn kind_of(bytes: &[u8]) -> Result<Kind, Problem> {
    let mut rows = Rows::new(text(bytes)?, b',');
    let layout = Layout::new(Kind::Cumulative, head_of(&mut rows, &[CHOICES])?.1);
    if layout.points.is_some() {
        return Ok(Kind::Cumulative);
    }
    while let Some((_, row)) = rows.next_row()? {
        if row.get(layout.choices).is_some_and(|cell| cell.contains(['>', '='])) {
            return Ok(Kind::Ordinal);
        }
    }
    Ok(Kind::Approval)
}

/// The options that a table of ballots names: ids of digits by their value, then the others.
pub fn options_named(bytes: &[u8]) -> Result<Options, Problem> {
    let mut rows = Rows::new(text(bytes)?, b',');
    let layout = Layout::new(Kind::Approval, head_of(&mut rows, &[CHOICES])?.1);
    let mut ids: HashSet<String> = HashSet::new();
    while let Some((_, row)) = rows.next_row()? {
        let row = plain(row);
        let named = row.get(layout.choices).unwrap_or_default().split([',', '>', '=']).map(str::trim);
        ids.extend(named.filter(|id| !id.is_empty()).map(str::to_owned));
    }
    let mut ids: Vec<String> = ids.into_iter().collect();
    ids.sort_by_cached_key(|id| (id.parse::<u64>().map_or((1, 0), |number| (0, number)), id.clone()));
    let mut gathering = Gathering::new(vec![ID.to_owned()]);
    for id in &ids {
        gathering.take(1, &StringRecord::from(vec![id.as_str()]))?;
    }
    Ok(gathering.done(None).0)
}
