//! Completion by raising everybody's purse. Each step is a run from scratch, because projects fall
//! out as well as come in; steps at which provably nothing changes are skipped.

use std::cmp::Ordering;

use num_traits::ToPrimitive;

use super::run::{Run, Watch, run};
use super::voters::Voters;
use crate::poll::voting::contest::{Alt, Amount};
use crate::poll::voting::exact::{Q, whole};
use crate::poll::voting::rule::Stop;
use crate::poll::voting::unfit::Unfit;

/// Most runs of one count.
const RUNS_MAX: u64 = 200_000;
/// Most work of one count, as [`Run::work`] measures it: a few minutes.
const WORK_MAX: u64 = 40_000_000_000;

/// How purses are raised.
pub(super) struct Raising {
    pub start: Q,
    pub increment: Amount,
    pub stop: Stop,
    pub budget: u128,
}

/// How many runs go by before one watches again, after a watching run could skip nothing.
const BLIND_RUNS: u64 = 15;

/// Where the raising of purses ended.
pub(super) struct Raised<'a> {
    /// The last run within the budget.
    pub run: Run<'a>,
    /// Its purse.
    pub purse: Q,
    /// How often purses were raised for it.
    pub raises: u64,
    /// The run after it, which would have spent too much; none if nothing fitted any more.
    pub beyond: Option<Run<'a>>,
}

/// Raises purses as far as they go. `first` says who of two with the same price comes first.
pub(super) fn raise<'a>(
    voters: &'a Voters,
    raising: &Raising,
    first: &dyn Fn(Alt, Alt) -> Ordering,
) -> Result<Raised<'a>, Unfit> {
    let purse = |steps: u64| &raising.start + whole(raising.increment) * whole(steps);
    let (mut steps, mut blind) = (0, 0);
    let mut kept = run(voters, &raising.start, Watch::Slopes, first);
    let mut work = kept.work;
    for _ in 0..RUNS_MAX {
        if work > WORK_MAX {
            break;
        }
        if raising.stop == Stop::Exhaustive && exhausts(voters, &kept, raising.budget) {
            return Ok(Raised { run: kept, purse: purse(steps), raises: steps, beyond: None });
        }
        let same = unchanged(kept.reach, raising.increment);
        // Watching costs as much as counting, and in large votes something changes at every step.
        blind = if same > 0 || blind == 0 { u64::from(same == 0) * BLIND_RUNS } else { blind - 1 };
        let watch = if blind == 0 || same > 0 { Watch::Slopes } else { Watch::Nothing };
        let next = run(voters, &purse(steps + same + 1), watch, first);
        work += next.work;
        if next.spent > raising.budget {
            if same > 0 {
                // The same projects, but the prices of the last purse.
                kept = run(voters, &purse(steps + same), Watch::Nothing, first);
            }
            let raises = steps + same;
            return Ok(Raised { run: kept, purse: purse(raises), raises, beyond: Some(next) });
        }
        (steps, kept) = (steps + same + 1, next);
    }
    Err(Unfit::TooManyRaises)
}

/// How many steps can be taken with the same result.
fn unchanged(reach: f64, increment: Amount) -> u64 {
    let steps = (reach * (1.0 - 1e-6) / increment as f64).floor() - 1.0;
    if steps.is_nan() || steps < 1.0 { 0 } else { steps.min(1e15).to_u64().unwrap_or(0) }
}

/// Whether no supported project fits the money left.
pub(super) fn exhausts(voters: &Voters, run: &Run, budget: u128) -> bool {
    let left = budget.saturating_sub(run.spent);
    let mut open =
        (0..voters.cost.len()).filter(|project| voters.support[*project] > 0 && !run.funded.contains(project));
    !open.any(|project| u128::from(voters.cost[project]) <= left)
}

/// The step by which purses are raised if none is given: the least power of ten of whole units of
/// currency with at most 2,000 steps to the budget's share of a voter.
pub(super) fn usual_increment(budget: Amount, unit: Amount, voters: u64) -> Amount {
    let enough = |increment: u128| u128::from(budget) <= 2_000 * u128::from(voters) * increment;
    let mut increment = u128::from(unit.max(1));
    while !enough(increment) {
        increment *= 10;
    }
    Amount::try_from(increment).unwrap_or(Amount::MAX)
}

/// The purse to begin with: the budget's share of a voter, in whole units of currency.
pub(super) fn whole_start(budget: Amount, unit: Amount, voters: u64) -> Q {
    let share = budget / voters.max(1) / unit.max(1) * unit.max(1);
    whole(share)
}
