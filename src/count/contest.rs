//! A vote from a file as the engine counts it.

use anyhow::bail;

use super::amount::{self, PARTS};
use super::args::Count;
use super::problem::shown;
use super::{Kind, Read, Slip, Vote, limits};
use crate::poll::voting::rule::{Greedy, Leftover};
use crate::poll::voting::{self, Alt, Alternative, Contest, Rule, Urn};

/// META's key for the least support that a project needs.
const THRESHOLD: &str = "min_project_score_threshold";
/// META's keys for money by category: the names, the money of each, and what becomes of the rest.
const CATEGORIES: &str = "categories";
const BUDGETS: &str = "budget_per_category";
const LEFTOVER: &str = "leftover_budget";
/// The column of projects of which only one can be funded.
const GROUP: &str = "group";

/// What is to be counted, from a file, as somebody asked.
pub fn contest(read: &Read, asked: &Count, notes: &mut Vec<String>) -> anyhow::Result<(Contest, Urn)> {
    let vote = &read.vote;
    let threshold = match asked.threshold {
        // Gdynia's files name both: it ends at what does not fit, and passes over what few want.
        None if ["greedy-threshold", "greedy-no-skip"].contains(&asked.rule.as_str()) => number(read, THRESHOLD)?,
        asked => asked,
    };
    if asked.rule == "greedy-threshold" && threshold.is_none() {
        bail!("greedy-threshold needs --threshold, or {THRESHOLD}, which the file does not say");
    }
    if asked.rule == "greedy-exclusive" && vote.options.table.column(GROUP).is_none() {
        notes.push(format!("the file has no column {GROUP}, so no project excludes another"));
    }
    let rule = asked.rule(threshold, notes)?;
    let kind = kind(read, &rule)?;
    let rule = match rule {
        Rule::Greedy(greedy) => Rule::Greedy(by_category(read, greedy, notes)?),
        rule => {
            if matches!(rule, Rule::Mes(_) | Rule::Welfare) && vote.fact(BUDGETS).is_some_and(|said| !said.is_empty()) {
                notes.push(format!("{} knows one budget: {BUDGETS} has no meaning for it", asked.rule));
            }
            rule
        }
    };
    notes.extend(limits::notes(vote));
    if matches!(rule, Rule::Irv(_) | Rule::Plurality(_)) {
        let shared: u64 =
            vote.ballots.iter().filter(|slip| slip.tied.get(1) == Some(&true)).map(|slip| slip.voters).sum();
        if shared > 0 {
            notes
                .push(format!("ballots whose first place is shared, and which count for nobody while it is: {shared}"));
        }
    }
    let mut contest = Contest::new(alternatives(vote), kind, rule);
    contest.id = vote.fact("description").or(vote.fact("TITLE")).unwrap_or_default().to_owned();
    contest.ties = asked.ties()?;
    contest.unit = PARTS.unsigned_abs();
    contest.budget = budget(read, asked)?;
    Ok((contest, urn(vote)?))
}

fn alternatives(vote: &Vote) -> Vec<Alternative> {
    let options = &vote.options;
    let alternative = |place: usize| {
        let group = Some(options.cell(place, GROUP)).filter(|group| !group.is_empty());
        let categories = options.cell(place, "category").split(',').map(str::trim).filter(|name| !name.is_empty());
        Alternative {
            cost: options.costs.get(place).copied().unwrap_or_default().unsigned_abs(),
            categories: categories.map(str::to_owned).collect(),
            group: group.map(str::to_owned),
            ..Alternative::new(&options.ids[place], 0)
        }
    };
    let mut alternatives: Vec<Alternative> = (0..options.len()).map(alternative).collect();
    voting::contest::registered_by_id(&mut alternatives);
    alternatives
}

/// The money: what was asked for, or what the file says.
fn budget(read: &Read, asked: &Count) -> anyhow::Result<Option<u64>> {
    let vote = &read.vote;
    if vote.options.costs.is_empty() {
        return match asked.budget {
            Some(_) => bail!("--budget: the options have no costs; a table of options says them in the column cost"),
            None => Ok(None),
        };
    }
    let said = vote.fact("budget").filter(|said| !said.is_empty() && asked.budget.is_none());
    let said = said.map(amount::read).transpose().map_err(|why| read.about("budget", format!("budget: {why}")))?;
    Ok(asked.budget.or(said).map(i64::unsigned_abs))
}

/// The rule with the money of each category, if META has it: in the order of `categories`.
fn by_category(read: &Read, greedy: Greedy, notes: &mut Vec<String>) -> anyhow::Result<Greedy> {
    let said = |key| read.vote.fact(key).filter(|said| !said.is_empty());
    let Some(budgets) = said(BUDGETS) else { return Ok(greedy) };
    let list = |said: &str| said.split(',').map(|one| one.trim().to_owned()).collect::<Vec<_>>();
    let (names, budgets) = (said(CATEGORIES).map(list).unwrap_or_default(), list(budgets));
    if names.len() != budgets.len() {
        let what = format!("{BUDGETS} has {} amounts for {} {CATEGORIES}", budgets.len(), names.len());
        return Err(read.about(BUDGETS, what).into());
    }
    let amount = |budget: &String| amount::read(budget).map_err(|why| read.about(BUDGETS, format!("{BUDGETS}: {why}")));
    let budgets = budgets.iter().map(amount).collect::<Result<Vec<i64>, _>>()?;
    let leftover = if said(LEFTOVER).is_some() { Leftover::Spent } else { Leftover::Kept };
    notes.push(match leftover {
        Leftover::Spent => {
            format!("each category has money of its own, as {BUDGETS} says, and what is left over is spent")
        }
        Leftover::Kept => format!("each category has money of its own, as {BUDGETS} says"),
    });
    let categories = names.into_iter().zip(budgets.into_iter().map(i64::unsigned_abs)).collect();
    Ok(Greedy { categories, leftover, ..greedy })
}

/// A whole number that META says.
fn number<T: std::str::FromStr>(read: &Read, key: &str) -> anyhow::Result<Option<T>> {
    let said = read.vote.fact(key).filter(|said| !said.is_empty());
    let wrong = |said: &str| read.about(key, format!("{key} says {}, which is no whole number", shown(said)));
    said.map(|said| said.parse().map_err(|_| wrong(said).into())).transpose()
}

/// How ballots are marked. The limits of a ballot are for the casting; the best mark is asked for
/// where the rule looks at it.
fn kind(read: &Read, rule: &Rule) -> anyhow::Result<voting::Kind> {
    let vote = &read.vote;
    Ok(match vote.ballots.kind {
        Kind::Approval => voting::Kind::Approval,
        Kind::ChooseOne => voting::Kind::Single,
        Kind::Ordinal => voting::Kind::Ranked,
        Kind::Cumulative => voting::Kind::Points { budget: None, each: None },
        Kind::Scoring => {
            let given = vote.ballots.iter().flat_map(|slip| slip.points.iter().copied()).max().unwrap_or_default();
            let said = if matches!(rule, Rule::Score(_)) { number(read, "max_points")? } else { None };
            voting::Kind::Score { max: said.unwrap_or(given) }
        }
    })
}

/// The ballots, grouped.
fn urn(vote: &Vote) -> anyhow::Result<Urn> {
    let mut ballots = voting::Ballots::new();
    let mut names: Vec<Alt> = Vec::new();
    for slip in vote.ballots.iter() {
        names.clear();
        names.extend(slip.names.iter().map(|name| *name as Alt));
        let taken = match vote.ballots.kind {
            Kind::Approval | Kind::ChooseOne => ballots.push_set(&names, slip.voters),
            Kind::Ordinal => ballots.push_tiers(tiers(&names, slip), slip.voters),
            Kind::Cumulative | Kind::Scoring => {
                let points: Vec<(Alt, u32)> = names.iter().copied().zip(slip.points.iter().copied()).collect();
                ballots.push_points(&points, slip.voters)
            }
        };
        if !taken {
            bail!("there are more different ballots than can be counted");
        }
    }
    Ok(Urn::from(ballots))
}

/// The names of an order, cut where no tie holds them together.
fn tiers<'n>(names: &'n [Alt], slip: Slip<'n>) -> impl Iterator<Item = &'n [Alt]> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == names.len() {
            return None;
        }
        let more = slip.tied.iter().skip(start + 1).take_while(|tied| **tied).count();
        let end = (start + 1 + more).min(names.len());
        let tier = &names[start..end];
        start = end;
        Some(tier)
    })
}
