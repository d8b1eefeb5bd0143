//! To `.pb`: a row for each voter, a cost for each option, Pabulib's words for what is known.

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
    let mut vote = Vote { besides: Default::default(), ballots: rows(vote.ballots), ..vote };
    if vote.options.costs.is_empty() && !vote.options.is_empty() {
        notes.push(format!("the options have no costs: each costs {UNIT_COST}, and the budget is {UNIT_COST}"));
        vote.options = with_costs(&vote.options, &vote.ballots);
    }
    if vote.dialect == Dialect::PrefLib {
        notes.push(
            "left out, because a .pb has no place for it: what PrefLib says of where the file comes from".to_owned(),
        );
        let facts = facts(&vote);
        vote = with_facts(vote, Dialect::Pabulib, facts);
    } else if vote.facts.is_empty() {
        notes.push("the tables say nothing of the whole: add country, unit, instance, dates and the budget".to_owned());
        let facts =
            vec![("num_projects", vote.options.len().to_string()), ("num_votes", vote.ballots.len().to_string())];
        let budget = ("budget", UNIT_COST.to_owned());
        let kind = ("vote_type", vote.ballots.kind.name().to_owned());
        let facts = facts.into_iter().chain([budget, kind, ("rule", "unknown".to_owned())]).collect();
        vote = with_facts(vote, Dialect::Pabulib, facts);
    }
    Ok((vote, notes))
}

/// A row for each voter, and each with a `voter_id`.
fn rows(ballots: Ballots) -> Ballots {
    let has_voters = ballots.cells.column("voter_id").is_some();
    if has_voters && ballots.iter().all(|slip| slip.voters == 1) {
        return ballots;
    }
    let points = ballots.kind.has_points().then_some("points");
    let others = ballots.cells.columns.iter().map(String::as_str).filter(|name| *name != "voter_id");
    let head = ["voter_id", "vote"].into_iter().chain(points).chain(others).map(str::to_owned).collect();
    let kept: Vec<usize> =
        (0..ballots.cells.columns.len()).filter(|at| ballots.cells.columns[*at] != "voter_id").collect();
    let mut rows = Ballots::new(ballots.kind, head);
    for (place, slip) in ballots.iter().enumerate() {
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
