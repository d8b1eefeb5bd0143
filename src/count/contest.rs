//! A vote from a file as the engine counts it.

use anyhow::{Context, anyhow, bail};

use super::amount::{self, PARTS};
use super::args::Count;
use super::{Kind, Read, Slip, Vote};
use crate::poll::voting::{self, Alt, Alternative, Contest, Urn};

/// META's key for the least support that a project needs.
const THRESHOLD: &str = "min_project_score_threshold";
/// The column of projects of which only one can be funded.
const GROUP: &str = "group";

/// What is to be counted, from a file, as somebody asked.
pub fn contest(read: &Read, asked: &Count, notes: &mut Vec<String>) -> anyhow::Result<(Contest, Urn)> {
    let vote = &read.vote;
    let threshold = number(vote, THRESHOLD)?;
    if asked.rule == "greedy-threshold" && threshold.is_none() {
        bail!("greedy-threshold needs {THRESHOLD}, which the file does not say");
    }
    if asked.rule == "greedy-exclusive" && vote.options.table.column(GROUP).is_none() {
        notes.push(format!("the file has no column {GROUP}, so no project excludes another"));
    }
    let rule = asked.rule(threshold, notes)?;
    let mut contest = Contest::new(alternatives(vote), kind(vote)?, rule);
    contest.id = vote.fact("description").or(vote.fact("TITLE")).unwrap_or_default().to_owned();
    contest.ties = asked.ties()?;
    contest.unit = PARTS.unsigned_abs();
    contest.budget = budget(vote)?;
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

fn budget(vote: &Vote) -> anyhow::Result<Option<u64>> {
    let said = vote.fact("budget").filter(|said| !said.is_empty() && !vote.options.costs.is_empty());
    let read = said.map(amount::read).transpose().map_err(|why| anyhow!("budget: {why}"))?;
    Ok(read.map(i64::unsigned_abs))
}

/// A whole number that META says.
fn number<T: std::str::FromStr<Err = std::num::ParseIntError>>(vote: &Vote, key: &str) -> anyhow::Result<Option<T>> {
    let said = vote.fact(key).filter(|said| !said.is_empty());
    said.map(|said| said.parse().with_context(|| format!("{key} is {said:?}, which is no whole number"))).transpose()
}

fn kind(vote: &Vote) -> anyhow::Result<voting::Kind> {
    Ok(match vote.ballots.kind {
        Kind::Approval => voting::Kind::Approval,
        Kind::ChooseOne => voting::Kind::Single,
        Kind::Ordinal => voting::Kind::Ranked,
        Kind::Cumulative => {
            voting::Kind::Points { budget: number(vote, "max_sum_points")?, each: number(vote, "max_points")? }
        }
        Kind::Scoring => {
            let given = vote.ballots.iter().flat_map(|slip| slip.points.iter().copied()).max().unwrap_or_default();
            voting::Kind::Score { max: number(vote, "max_points")?.unwrap_or(given) }
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
