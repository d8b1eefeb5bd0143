//! `.pb` in. The three sections come one after another; whatever does not fit is one complaint with
//! its line.

use std::collections::{BTreeMap, HashMap, HashSet};

use csv::StringRecord;

use crate::count::amount;
use crate::count::ballots::{Ballots, Column, Kind};
use crate::count::marks::Marks;
use crate::count::options::{COST, Gathering, ID, Options};
use crate::count::problem::shown;
use crate::count::rows::{Rows, check_width, head};
use crate::count::{Dialect, Problem, Read, Vote, table, text};

/// Reads a `.pb`.
pub fn read(bytes: &[u8]) -> Result<Read, Problem> {
    let mut rows = Rows::new(text(bytes)?, b';');
    begins(&mut rows, "META")?;
    let (meta, lines) = meta(&mut rows)?;
    let kind = kind(&meta, &lines)?;
    let budget = said(&meta, &lines, "budget").map(|(budget, line)| amount_at(budget, line)).transpose()?;
    let (options, dear) = projects(&mut rows, budget)?;
    agrees(&meta, &lines, "num_projects", options.len() as u64, "PROJECTS")?;
    let (ballots, repeated) = votes(&mut rows, kind, &options)?;
    agrees(&meta, &lines, "num_votes", ballots.voters(), "VOTES")?;
    let vote = Vote { dialect: Dialect::Pabulib, facts: meta, options, ballots, besides: BTreeMap::new() };
    Ok(Read { vote, notes: dear.into_iter().chain(repeated).chain(rows.note()).collect(), lines })
}

/// The name of the section that begins with this row.
fn section(row: &StringRecord) -> Option<&'static str> {
    let name = row[0].trim();
    ["META", "PROJECTS", "VOTES"].into_iter().find(|known| row.len() == 1 && known.eq_ignore_ascii_case(name))
}

/// The first row must begin this section.
fn begins(rows: &mut Rows<'_>, wanted: &str) -> Result<(), Problem> {
    match rows.next_row()? {
        Some((_, row)) if section(row) == Some(wanted) => Ok(()),
        Some((line, row)) => {
            let what = format!("this is no .pb file: it begins with {}, not with {wanted}", shown(&row[0]));
            Err(Problem::at(line, what))
        }
        None => Err(Problem::whole("the file is empty")),
    }
}

/// A row of the section that is open: none when the section that must follow begins. The last
/// section has none after it, and ends with the file.
fn within<'r>(rows: &'r mut Rows<'_>, next: Option<&str>) -> Result<Option<(u64, &'r StringRecord)>, Problem> {
    let last_line = rows.line();
    match (rows.next_row()?, next) {
        (None, None) => Ok(None),
        (None, Some(next)) => Err(Problem::at(last_line, format!("the file ends here: {next} is missing"))),
        (Some((line, row)), next) => match (section(row), next) {
            (None, _) => Ok(Some((line, row))),
            (Some(begun), Some(next)) if begun == next => Ok(None),
            (Some(begun), Some(next)) => Err(Problem::at(line, format!("{begun} begins where {next} should"))),
            (Some(begun), None) => Err(Problem::at(line, format!("{begun} begins after VOTES, which is the last"))),
        },
    }
}

/// The head of a section's table.
fn head_of(rows: &mut Rows<'_>, section: &str, next: Option<&str>, needed: &[&str]) -> Result<Vec<String>, Problem> {
    let line = rows.line();
    match within(rows, next)? {
        Some((line, row)) => head(line, row, needed),
        None => Err(Problem::at(line, format!("{section} has no head"))),
    }
}

type Facts = Vec<(String, String)>;

/// The facts of META, and the line of each.
fn meta(rows: &mut Rows<'_>) -> Result<(Facts, Vec<u64>), Problem> {
    let columns = head_of(rows, "META", Some("PROJECTS"), &["key", "value"])?;
    let (mut facts, mut lines, mut seen) = (Facts::new(), Vec::new(), HashMap::new());
    while let Some((line, row)) = within(rows, Some("PROJECTS"))? {
        check_width(line, row, columns.len())?;
        let key = row[0].trim();
        if key.is_empty() {
            return Err(Problem::at(line, "a fact has no key"));
        }
        if let Some(first) = seen.insert(key.to_ascii_lowercase(), line) {
            return Err(Problem::at(line, format!("{} was already said on line {first}", shown(key))));
        }
        facts.push((row[0].to_owned(), row[1].to_owned()));
        lines.push(line);
    }
    Ok((facts, lines))
}

/// What META says under a key, and on which line. An empty value says nothing.
fn said<'m>(meta: &'m Facts, lines: &[u64], key: &str) -> Option<(&'m str, u64)> {
    let place = meta.iter().position(|(name, _)| name.trim().eq_ignore_ascii_case(key))?;
    Some((meta[place].1.trim(), lines[place])).filter(|(value, _)| !value.is_empty())
}

fn kind(meta: &Facts, lines: &[u64]) -> Result<Kind, Problem> {
    let kinds = || Kind::ALL.map(Kind::name).join(", ");
    let Some((name, line)) = said(meta, lines, "vote_type") else {
        return Err(Problem::whole(format!("META does not say vote_type: one of {}", kinds())));
    };
    Kind::named(name).ok_or_else(|| Problem::at(line, format!("vote_type {} is none of {}", shown(name), kinds())))
}

fn amount_at(words: &str, line: u64) -> Result<i64, Problem> {
    amount::read(words).map_err(|why| Problem::at(line, why))
}

/// Whether META counts as many as there are. A file that was cut off is found here.
fn agrees(meta: &Facts, lines: &[u64], key: &str, there: u64, section: &str) -> Result<(), Problem> {
    match said(meta, lines, key) {
        Some((count, line)) if count.parse() != Ok(there) => {
            Err(Problem::at(line, format!("{key} says {}, but {section} has {there}", shown(count))))
        }
        _ => Ok(()),
    }
}

/// The projects.
fn projects(rows: &mut Rows<'_>, budget: Option<i64>) -> Result<(Options, Option<String>), Problem> {
    let next = Some("VOTES");
    let mut gathering = Gathering::new(head_of(rows, "PROJECTS", next, &[ID, COST])?);
    while let Some((line, row)) = within(rows, next)? {
        gathering.take(line, row)?;
    }
    Ok(gathering.done(budget))
}

/// The ballots. An option that stands twice in one is kept as it is, and noted.
fn votes(rows: &mut Rows<'_>, kind: Kind, options: &Options) -> Result<(Ballots, Option<String>), Problem> {
    let needed: &[&str] = if kind.has_points() { &["voter_id", "vote", "points"] } else { &["voter_id", "vote"] };
    let columns = head_of(rows, "VOTES", None, needed)?;
    let at = |name| table::column(&columns, name).unwrap_or_default();
    let (voter_at, vote_at, points_at) = (at("voter_id"), at("vote"), at("points"));
    let others: Vec<usize> =
        (0..columns.len()).filter(|place| Column::of(kind, &columns[*place]) == Column::Other).collect();
    let width = columns.len();
    let mut ballots = Ballots::new(kind, columns);
    let mut marks = Marks::new(kind, &options.ids);
    let mut seen = HashSet::new();
    while let Some((line, row)) = within(rows, None)? {
        check_width(line, row, width)?;
        let voter = row[voter_at].trim();
        if voter.is_empty() {
            return Err(Problem::at(line, "a ballot has no voter_id"));
        }
        if !seen.insert(voter.to_owned()) {
            return Err(Problem::at(line, format!("voter {} has voted on an earlier line", shown(voter))));
        }
        marks.list(&row[vote_at], if kind.has_points() { &row[points_at] } else { "" }, line)?;
        ballots.push(marks.slip(1), others.iter().map(|place| &row[*place]));
    }
    Ok((ballots, marks.note()))
}
