//! To `.pb`: a row for each voter, a cost for each option, Pabulib's words for what is known.

use std::collections::HashSet;

use super::with_facts;
use crate::count::options::{COST, ID, NAME, Options};
use crate::count::{Ballots, Dialect, Kind, Problem, Slip, Table, Vote, amount};

/// So many rows may become of a file that only counts its voters.
const ROWS_MAX: u64 = 5_000_000;
/// What an option costs in a vote in which nothing costs anything, and how much money there is: so
/// that the budget is one option's, and one is chosen.
const UNIT_COST: &str = "1";

/// The vote as a `.pb` holds it.
pub fn fitted(vote: Vote) -> Result<(Vote, Vec<String>), Problem> {
    if vote.ballots.iter().any(|slip| slip.tied.contains(&true)) {
        return Err(Problem::whole("a .pb has no place for ties in an order: .toc and .toi have"));
    }
    if vote.ballots.voters() > ROWS_MAX {
        return Err(Problem::whole(format!("a .pb has a row for each voter: here are more than {ROWS_MAX}")));
    }
    let mut notes = Vec::new();
    if !vote.besides.is_empty() {
        notes.push("left out, because a .pb has no place for it: what poll.json says besides facts".to_owned());
    }
    // What came from a .pb goes back as it was, whatever it was.
    let is_foreign = vote.dialect == Dialect::PrefLib || vote.facts.is_empty();
    let blank: u64 = vote.ballots.iter().filter(|slip| slip.names.is_empty()).map(|slip| slip.voters).sum();
    if is_foreign && blank > 0 {
        notes.push(format!("left out, because a .pb has no place for them: blank ballots, {blank} of them"));
    }
    let ballots = match is_foreign || !has_rows(&vote.ballots) {
        true => rows(&vote.ballots, |slip| !is_foreign || !slip.names.is_empty()),
        false => vote.ballots,
    };
    let mut vote = Vote { besides: Default::default(), ballots, ..vote };
    let is_priceless = vote.options.costs.is_empty();
    if is_priceless {
        notes.push(format!("the options have no costs: each costs {UNIT_COST}, and the budget is {UNIT_COST}"));
        vote.options = with_costs(&vote.options, &vote.ballots);
    }
    if vote.dialect == Dialect::PrefLib {
        notes.push(
            "left out, because a .pb has no place for it: what PrefLib says of where the file comes from".to_owned(),
        );
        let facts = facts(&vote);
        if !facts.iter().any(|(key, _)| *key == "date_begin") {
            notes.push("the file says no date: add date_begin and date_end".to_owned());
        }
        vote = with_facts(vote, Dialect::Pabulib, facts);
    } else if vote.facts.is_empty() {
        notes.push("the tables say nothing of the whole: add country, unit, instance, dates and the budget".to_owned());
        let counts = [("num_projects", vote.options.len()), ("num_votes", vote.ballots.len())];
        let facts = counts.into_iter().map(|(key, count)| (key, count.to_string()));
        let facts = facts.chain(is_priceless.then(|| ("budget", UNIT_COST.to_owned()))).collect();
        vote = with_facts(vote, Dialect::Pabulib, facts);
    }
    for (key, value) in [("vote_type", vote.ballots.kind.name()), ("rule", "unknown")] {
        if vote.fact(key).is_none() {
            vote.facts.push((key.to_owned(), value.to_owned()));
        }
    }
    Ok((vote, notes))
}

/// Whether each ballot is one voter's, whom a `voter_id` tells from all others.
fn has_rows(ballots: &Ballots) -> bool {
    let Some(voter) = ballots.cells.column("voter_id") else { return false };
    let mut seen = HashSet::new();
    let is_new = |place: usize| {
        !ballots.cells.cell(place, voter).trim().is_empty() && seen.insert(ballots.cells.cell(place, voter).trim())
    };
    (0..ballots.len()).all(is_new) && ballots.iter().all(|slip| slip.voters == 1)
}

/// A row for each voter, numbered anew, of those ballots that are kept.
fn rows(ballots: &Ballots, is_kept: impl Fn(&Slip<'_>) -> bool) -> Ballots {
    let points = ballots.kind.has_points().then_some("points");
    let others = ballots.cells.columns.iter().map(String::as_str).filter(|name| *name != "voter_id");
    let head = ["voter_id", "vote"].into_iter().chain(points).chain(others).map(str::to_owned).collect();
    let kept: Vec<usize> =
        (0..ballots.cells.columns.len()).filter(|at| ballots.cells.columns[*at] != "voter_id").collect();
    let mut rows = Ballots::new(ballots.kind, head);
    for (place, slip) in ballots.iter().enumerate().filter(|(_, slip)| is_kept(slip)) {
        for _ in 0..slip.voters {
            let number = (rows.len() + 1).to_string();
            let others = kept.iter().map(|at| ballots.cells.cell(place, *at));
            rows.push(Slip { voters: 1, ..slip }, std::iter::once(number.as_str()).chain(others));
        }
    }
    rows
}

/// The options, each with the same cost, and with the ballots that name it.
fn with_costs(options: &Options, ballots: &Ballots) -> Options {
    let mut named = vec![0_u64; options.len()];
    for slip in ballots.iter() {
        let mut names = slip.names.to_vec();
        names.sort_unstable();
        names.dedup();
        names.iter().for_each(|name| named[*name as usize] += 1);
    }
    let others: Vec<&str> =
        options.table.columns.iter().map(String::as_str).filter(|name| ![ID, NAME].contains(name)).collect();
    let head = [ID, COST, "votes", NAME].into_iter().chain(others.iter().copied()).map(str::to_owned).collect();
    let mut table = Table::new(head);
    for (place, (id, named)) in options.ids.iter().zip(named).enumerate() {
        let others = others.iter().map(|column| options.cell(place, column));
        let named = named.to_string();
        table.push([id.as_str(), UNIT_COST, &named, options.name(place)].into_iter().chain(others));
    }
    let cost = amount::read(UNIT_COST).expect("it is an amount");
    Options { ids: options.ids.clone(), costs: vec![cost; options.len()], table }
}

/// What PrefLib's head says, in Pabulib's words.
fn facts(vote: &Vote) -> Vec<(&'static str, String)> {
    let said = |key: &str| vote.fact(key).filter(|value| !value.is_empty());
    let title = said("TITLE").or(said("FILE NAME")).unwrap_or("a vote").to_owned();
    let mut facts = vec![("description", title.clone()), ("country", "Worldwide".to_owned()), ("unit", title)];
    let date = said("PUBLICATION DATE").and_then(day);
    let year = date.as_deref().and_then(|date| date.rsplit('.').next()).unwrap_or("unknown");
    facts.push(("instance", year.to_owned()));
    facts.push(("num_projects", vote.options.len().to_string()));
    facts.push(("num_votes", vote.ballots.len().to_string()));
    facts.push(("budget", UNIT_COST.to_owned()));
    facts.push(("vote_type", vote.ballots.kind.name().to_owned()));
    facts.push(("rule", "unknown".to_owned()));
    if let Some(date) = date {
        facts.push(("date_begin", date.clone()));
        facts.push(("date_end", date));
    }
    if vote.ballots.kind == Kind::Ordinal {
        facts.push(("min_length", "1".to_owned()));
        facts.push(("max_length", vote.options.len().to_string()));
    }
    if vote.options.len() == 1 {
        facts.push(("fully_funded", "1".to_owned()));
    }
    facts
}

/// `2022-09-16` as `16.09.2022`.
fn day(date: &str) -> Option<String> {
    let day = chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    Some(day.format("%d.%m.%Y").to_string())
}
