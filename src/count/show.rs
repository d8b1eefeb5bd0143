//! A result as a table that a clerk reads in a terminal.

use std::fmt::Write;

use super::Vote;
use super::amount;
use crate::poll::voting::result::{Fate, Project};
use crate::poll::voting::tie::{Decider, Step, Tie};
use crate::poll::voting::{AltId, Contest, Tally};

/// So much of a name is shown.
const NAME_CHARS_MAX: usize = 60;

/// The whole result.
pub fn table(vote: &Vote, contest: &Contest, tally: &Tally) -> String {
    let mut out = String::new();
    let turnout = &tally.turnout;
    let mut line = |head: &str, words: &str| {
        let _ = writeln!(out, "{head:<8}  {words}");
    };
    line("rule", &tally.rule);
    line("ballots", &format!("{}, and {} blank", turnout.ballots, turnout.blank));
    if let Some(spending) = &tally.spending {
        line("budget", &format!("{}, of which {} are spent", money(&spending.budget), money(&spending.spent)));
        if let Some(purse) = &spending.purse {
            line("purse", &format!("{} for each voter", money(purse)));
        }
    }
    line("winners", &list(&tally.winners));
    for tie in &tally.ties {
        line("tie", &tied(tie));
    }
    out.push('\n');
    grid(&mut out, &rows(vote, contest, tally));
    out
}

/// The rows of the table, its head first. The last column is the name, which may be of any width.
fn rows(vote: &Vote, contest: &Contest, tally: &Tally) -> Vec<Vec<String>> {
    let spending = tally.spending.as_ref();
    let head: &[&str] = match spending {
        Some(_) => &["rank", "id", "score", "cost", "result", "name"],
        None => &["rank", "id", "score", "result", "name"],
    };
    let mut rows = vec![head.iter().map(|cell| (*cell).to_owned()).collect()];
    for rank in &tally.ranks {
        let mut row = vec![rank.rank.to_string(), rank.id.0.clone(), rank.score.clone()];
        let project = spending.and_then(|spending| spending.projects.iter().find(|project| project.id == rank.id));
        match project {
            Some(project) => row.extend([money(&project.cost), fate(project)]),
            None => row.push(if rank.chosen { "wins".to_owned() } else { String::new() }),
        }
        row.push(contest.place(&rank.id.0).map_or_else(String::new, |place| name(vote, place)));
        rows.push(row);
    }
    rows
}

/// Cells under each other: numbers to the right, words to the left.
fn grid(out: &mut String, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| match rows[0][column].as_str() {
            "name" => cell.clone(),
            "rank" | "score" | "cost" => format!("{cell:>width$}", width = widths[column]),
            _ => format!("{cell:<width$}", width = widths[column]),
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

/// What became of a project, in words.
fn fate(project: &Project) -> String {
    match &project.fate {
        Fate::Funded { effective_votes: Some(votes), .. } => format!("funded, {} effective votes", short(votes)),
        Fate::Funded { .. } => "funded".to_owned(),
        Fate::Completed => "funded by completion".to_owned(),
        Fate::Unsupported => "nobody supports it".to_owned(),
        Fate::BelowThreshold { missing } => format!("below the threshold by {missing}"),
        Fate::Rivalled { by } => format!("{} is funded instead", by.0),
        Fate::TooDear { left, category: None } => format!("does not fit: {} left", money(left)),
        Fate::TooDear { left, category: Some(category) } => {
            format!("does not fit: {} left of {}", money(left), cut(category))
        }
        Fate::NotReached => "the count had ended".to_owned(),
        Fate::Short { short: missing, votes_missing, .. } => {
            format!("short of {}, about {} votes", money(missing), short(votes_missing))
        }
        Fate::Outweighed => "another set has more support".to_owned(),
    }
}

fn tied(tie: &Tie) -> String {
    let step = match tie.step {
        Step::Seat => "for the last seat".to_owned(),
        Step::Runoff => "for the run-off".to_owned(),
        Step::Elimination(round) => format!("for who leaves in round {round}"),
        Step::Place(place) => format!("for place {place}"),
        Step::Order => "for who is looked at first".to_owned(),
        Step::Round(round) => format!("in round {round}"),
        Step::Completion => "in completion".to_owned(),
        Step::Welfare => "between sets".to_owned(),
    };
    let rule = match tie.rule {
        Decider::Support => "more support",
        Decider::Cost => "the lower cost",
        Decider::TopMarks => "more of the best marks",
        Decider::EarlierRound => "an earlier round",
        Decider::Registered => "the earlier number",
        Decider::Lots => "the lots",
        Decider::Id => "the id",
    };
    format!("{} {step}: decided by {rule}", list(&tie.tied))
}

fn list(ids: &[AltId]) -> String {
    match ids {
        [] => "none".to_owned(),
        ids => ids.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(", "),
    }
}

/// An exact amount in hundredths, as money. Of a fraction two decimals are shown; nothing is
/// decided by them.
fn money(exact: &str) -> String {
    match exact.parse() {
        Ok(amount) => amount::write(amount),
        Err(_) => fraction(exact).map_or_else(|| exact.to_owned(), |value| format!("{:.2}", value / 100.0)),
    }
}

/// An exact number, as two decimals at most.
fn short(exact: &str) -> String {
    match fraction(exact) {
        Some(value) if exact.contains('/') => format!("{value:.2}"),
        _ => exact.to_owned(),
    }
}

/// For the eye only.
fn fraction(exact: &str) -> Option<f64> {
    let (above, below) = exact.split_once('/').unwrap_or((exact, "1"));
    let value = above.parse::<f64>().ok()? / below.parse::<f64>().ok()?;
    value.is_finite().then_some(value)
}

fn name(vote: &Vote, place: usize) -> String {
    let name = vote.options.name(place);
    if name == vote.options.ids[place] { String::new() } else { cut(name) }
}

/// Words on one line, and not too many.
fn cut(words: &str) -> String {
    let mut short: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(NAME_CHARS_MAX).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
