//! Ballots that do not keep what the file itself says of ballots. Limits are for the casting, and who
//! counts cannot cast anew: such ballots count, and it is said how many there are.

use super::{Kind, Slip, Vote, amount};

/// The limits that a file may name, and what of a ballot they hold for.
const LIMITS: [(&str, Most, Of); 7] = [
    ("min_length", Most::Least, Of::Names),
    ("max_length", Most::Most, Of::Names),
    ("max_sum_cost", Most::Most, Of::Cost),
    ("min_points", Most::Least, Of::Mark),
    ("max_points", Most::Most, Of::Mark),
    ("min_sum_points", Most::Least, Of::Points),
    ("max_sum_points", Most::Most, Of::Points),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Most {
    Least,
    Most,
}

#[derive(Clone, Copy)]
enum Of {
    /// How many options it names.
    Names,
    /// What those cost together.
    Cost,
    /// Each of its marks.
    Mark,
    /// All of its points.
    Points,
}

/// A line for each limit that ballots do not keep. Blank ballots keep all of them.
pub fn notes(vote: &Vote) -> Vec<String> {
    LIMITS.iter().filter_map(|(key, most, of)| note(vote, key, *most, *of)).collect()
}

fn note(vote: &Vote, key: &str, most: Most, of: Of) -> Option<String> {
    let said = vote.fact(key).filter(|said| !said.is_empty())?;
    let Ok(limit) = amount::read(said) else {
        return Some(format!("{key} says {said}, which is no number: not looked at"));
    };
    let keeps = |value: i64| if most == Most::Least { value >= limit } else { value <= limit };
    let breaks = |slip: &Slip| !slip.names.is_empty() && !values(vote, slip, of).into_iter().all(keeps);
    let count: u64 = vote.ballots.iter().filter(breaks).map(|slip| slip.voters).sum();
    (count > 0).then(|| format!("ballots that do not keep {key} {said}, and count: {count}"))
}

/// What the limit is held against, in parts of the unit as amounts are.
fn values(vote: &Vote, slip: &Slip, of: Of) -> Vec<i64> {
    let whole = |number: i64| number.saturating_mul(amount::PARTS);
    let marked = matches!(vote.ballots.kind, Kind::Scoring | Kind::Cumulative);
    match of {
        Of::Names => vec![whole(i64::try_from(slip.names.len()).unwrap_or(i64::MAX))],
        Of::Cost => {
            let cost = |name: &u32| vote.options.costs.get(*name as usize).copied().unwrap_or_default();
            vec![slip.names.iter().map(cost).fold(0, i64::saturating_add)]
        }
        Of::Mark if marked => slip.points.iter().map(|points| whole((*points).into())).collect(),
        Of::Points if marked => {
            vec![slip.points.iter().map(|points| whole((*points).into())).fold(0, i64::saturating_add)]
        }
        Of::Mark | Of::Points => Vec::new(),
    }
}
