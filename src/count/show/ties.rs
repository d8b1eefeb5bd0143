//! Ties in words: who tied, for what, and what decided; or that nothing had to be decided.

use super::list;
use crate::poll::voting::result::Shared;
use crate::poll::voting::tie::{Decider, Step, Tie};
use crate::t;
use crate::text::Text;

/// One tie.
pub(super) fn tied(tie: &Tie) -> Text {
    let (ids, step, rule) = (list(&tie.tied), step(tie.step), decider(tie.rule));
    match tie.unnamed {
        0 => t!("count-tie", ids = ids, step = step, rule = rule),
        more => t!("count-tie-of-many", ids = ids, more = more, step = step, rule = rule),
    }
}

/// A place that several share: no rule had to decide.
pub(super) fn shared(place: &Shared) -> Text {
    let (ids, step) = (list(&place.ids), step(Step::Place(place.place)));
    match place.chosen {
        true => t!("count-tie-all-win", ids = ids, step = step),
        false => t!("count-tie-none-wins", ids = ids, step = step),
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
        Step::Beyond(round) => ("beyond", round),
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
