//! Ties in words: who tied, for what, and what decided; or that nothing had to be decided.

use super::{Shown, list};
use crate::poll::voting::tie::{Decider, Step, Tie};
use crate::t;
use crate::text::Text;

impl Shown<'_> {
    /// One tie.
    pub(super) fn tied(&self, tie: &Tie) -> Text {
        let (ids, step) = (list(&tie.tied), step(tie.step));
        let win = tie.tied.iter().filter(|id| self.tally.winners.contains(id)).count();
        match tie.step {
            // Who shares a place of an order is only listed by the rule, unless a seat hangs on it.
            Step::Place(_) if win == tie.tied.len() => t!("count-tie-all-win", ids = ids, step = step),
            Step::Place(_) if win == 0 => t!("count-tie-none-wins", ids = ids, step = step),
            _ => t!("count-tie", ids = ids, step = step, rule = decider(tie.rule)),
        }
    }
}

/// Where it came up.
fn step(step: Step) -> Text {
    let (step, number) = match step {
        Step::Seat => ("seat", 0),
        Step::Runoff => ("runoff", 0),
        Step::Elimination(round) => ("elimination", round),
        Step::Place(place) => ("place", place),
        Step::Order => ("order", 0),
        Step::Round(round) => ("round", round),
        Step::Completion => ("completion", 0),
        Step::Welfare => ("welfare", 0),
    };
    t!("count-step", step = step, number = number)
}

/// What decided.
pub(super) fn decider(rule: Decider) -> Text {
    let rule = match rule {
        Decider::Support => "support",
        Decider::Cost => "cost",
        Decider::TopMarks => "top-marks",
        Decider::EarlierRound => "earlier-round",
        Decider::Registered => "registered",
        Decider::Lots => "lots",
        Decider::Id => "id",
    };
    t!("count-decider", rule = rule)
}
