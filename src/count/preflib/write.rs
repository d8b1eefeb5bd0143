//! PrefLib out. The counts in the head and its DATA TYPE are made to fit; everything else that came
//! from a PrefLib file is written as it was.

use std::fmt::Write;

use super::{DATA_TYPE, DataType, NAME, OPTIONS, ORDERS, PREFERENCES, VOTERS};
use crate::count::{Kind, Problem, Slip, Vote, options};

/// Writes a file of that type. The vote must be in PrefLib's dialect, its options numbered from 1.
pub fn write(vote: &Vote, data_type: DataType) -> Result<Vec<u8>, Problem> {
    let (ballots, count) = (&vote.ballots, vote.options.len());
    let mut out = String::new();
    for (key, value) in &vote.facts {
        let value = match key.to_ascii_uppercase().as_str() {
            OPTIONS => number(value, count as u64),
            VOTERS => number(value, ballots.voters()),
            ORDERS | PREFERENCES => number(value, ballots.len() as u64),
            DATA_TYPE if !value.eq_ignore_ascii_case(data_type.ending()) => data_type.ending().to_owned(),
            _ => value.replace(['\n', '\r'], " "),
        };
        let _ = writeln!(out, "# {key}: {value}");
    }
    for place in 0..count {
        let name = vote.options.cell(place, options::NAME).replace(['\n', '\r'], " ");
        let _ = writeln!(out, "# {NAME}{}: {name}", place + 1);
    }
    for slip in ballots.iter() {
        let _ = write!(out, "{}: ", slip.voters);
        match data_type {
            DataType::Cat => categories(&mut out, slip, count, ballots.kind)?,
            _ => order(&mut out, slip, count, data_type)?,
        }
        out.push('\n');
    }
    Ok(out.into_bytes())
}

/// A count as it was said, if it is right.
fn number(said: &str, right: u64) -> String {
    if said.parse() == Ok(right) { said.to_owned() } else { right.to_string() }
}

/// `3,1,{2,4}`.
fn order(out: &mut String, slip: Slip<'_>, options: usize, data_type: DataType) -> Result<(), Problem> {
    let mut tiers: Vec<Vec<u32>> = Vec::new();
    let mut named = vec![false; options];
    for (at, name) in slip.names.iter().enumerate() {
        // What stands twice keeps its first place.
        match tiers.last_mut() {
            Some(tier) if slip.tied.get(at) == Some(&true) => tier.push(*name),
            _ => tiers.push(vec![*name]),
        }
        named[*name as usize] = true;
    }
    let ending = data_type.ending();
    if data_type.is_complete() && named.contains(&false) {
        return Err(Problem::whole(format!(
            "a ballot does not rank all options: .{ending} takes complete orders only"
        )));
    }
    if !data_type.has_ties() && tiers.iter().any(|tier| tier.len() > 1) {
        return Err(Problem::whole(format!("a ballot has a tie: .{ending} takes strict orders only")));
    }
    for (at, names) in tiers.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { "," });
        tier(out, names);
    }
    Ok(())
}

/// The approved, then the others.
fn categories(out: &mut String, slip: Slip<'_>, options: usize, kind: Kind) -> Result<(), Problem> {
    if kind != Kind::Approval && kind != Kind::ChooseOne {
        return Err(Problem::whole(format!("{} ballots are no categories: .cat takes approval ballots", kind.name())));
    }
    let others: Vec<u32> = (0..).take(options).filter(|place| !slip.names.contains(place)).collect();
    tier(out, slip.names);
    out.push(',');
    tier(out, &others);
    Ok(())
}

/// `3` or `{2,4}` or `{}`.
fn tier(out: &mut String, names: &[u32]) {
    let (open, close) = if names.len() == 1 { ("", "") } else { ("{", "}") };
    out.push_str(open);
    for (at, name) in names.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}{}", name + 1);
    }
    out.push_str(close);
}
