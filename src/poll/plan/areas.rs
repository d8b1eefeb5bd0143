//! A poll for several places: gu and dong switched on and off, until they are all there.

use super::step::Taken;
use super::{Plan, Step};
use crate::bot::places::{self, Place};
use crate::bot::{Dialogue, Next, Question, Turn};
use crate::city::City;
use crate::poll::areas;
use crate::t;
use crate::text::Text;

/// The gu, each with the way to its dong.
pub(super) fn ask(city: &City, plan: &Plan) -> Question {
    let question = told(Question::new(t!("poll-plan-areas")), city, plan);
    let question = places::gus(question, city);
    if plan.area.is_empty() { question } else { question.choice("done", t!("poll-plan-areas-done-button")) }
}

/// The dong of a gu, and the gu itself.
pub(super) fn ask_dongs(city: &City, plan: &Plan, gu: &str, page: usize) -> Question {
    let Some(gu) = city.preset.gu(gu) else { return ask(city, plan) };
    let question = told(Question::new(t!("poll-plan-areas-dong", gu = &gu.name)), city, plan);
    let question = question.choice("whole", t!("poll-plan-whole-gu-button"));
    places::dongs(question, city, gu, page).choice("gus", t!("poll-plan-areas-gus-button"))
}

fn told(question: Question, city: &City, plan: &Plan) -> Question {
    let line = |code: &str| t!("poll-plan-areas-line", place = city.preset.area_name(code));
    let lines: Vec<Text> = areas::each(&plan.area).map(line).collect();
    if lines.is_empty() { question } else { question.block(t!("poll-plan-areas-now", lines = lines)) }
}

/// A choice at either of them.
pub(super) fn choice(turn: &Turn<'_>, mut plan: Plan, key: &str) -> Next {
    let city = turn.city;
    let of = match &plan.step {
        Step::AreasDong(gu, _) => Some(gu.clone()),
        _ => None,
    };
    match (of, key, Place::read(key)) {
        (_, "done", _) => {
            plan.needs_dong = true;
            return Next::Ask(Dialogue::PollPlan(plan.forward()));
        }
        (Some(gu), "whole", _) => plan.area = areas::switched(&city.preset, &plan.area, &gu),
        (Some(gu), _, Some(Place::Page(page))) => plan.step = Step::AreasDong(gu, page),
        (_, _, Some(Place::Gu(gu))) => plan.step = Step::AreasDong(gu, 0),
        (_, _, Some(Place::Dong(dong))) => plan.area = areas::switched(&city.preset, &plan.area, &dong.0),
        _ => plan.step = Step::Areas,
    }
    Next::Same(Dialogue::PollPlan(plan))
}

/// Begins to choose several.
pub(super) fn begin(mut plan: Plan) -> Taken {
    plan.step = Step::Areas;
    Ok(plan)
}
