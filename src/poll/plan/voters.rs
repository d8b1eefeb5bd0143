//! Who may vote, beyond a place: ties to it, age, a code. Nothing chosen means everybody, and then
//! this is never seen.

use super::step::Taken;
use super::{Plan, Step};
use crate::bot::{Dialogue, Next, Question};
use crate::poll::Eligible;
use crate::poll::eligible::rules::AGES;
use crate::poll::eligible::{Tie, card};
use crate::t;
use crate::text::{Text, read_ages};

/// What else one has to be or hold, switched on and off.
pub(super) fn ask(plan: &Plan) -> Question {
    let asked = &plan.eligible;
    let tie = |tie: Tie| {
        let on = if asked.ties.contains(&tie) { "yes" } else { "no" };
        let label = match tie {
            Tie::Lives => t!("eligible-plan-lives-button", on = on),
            Tie::Works => t!("eligible-plan-works-button", on = on),
            Tie::Studies => t!("eligible-plan-studies-button", on = on),
        };
        (tie.name().to_owned(), label)
    };
    Question::new(t!("eligible-plan"))
        .grid(3, Tie::ALL.map(tie))
        .choice("ages", t!("eligible-plan-ages-button", ages = card::ages(asked)))
        .choice("code", t!("eligible-plan-code-button", on = if asked.code { "yes" } else { "no" }))
        .choice("done", t!("eligible-plan-done-button"))
}

/// How old.
pub(super) fn ask_ages() -> Question {
    let ages = |age_min, age_max| card::ages(&Eligible { age_min, age_max, ..Eligible::default() });
    let offered = [("19", ages(Some(19), None)), ("19-34", ages(Some(19), Some(34))), ("65", ages(Some(65), None))];
    Question::new(t!("eligible-plan-ages", min = *AGES.start(), max = *AGES.end()))
        .free()
        .choice("any", t!("eligible-plan-ages-any-button"))
        .grid(1, offered.map(|(key, label)| (key.to_owned(), label)))
}

/// What was chosen so far, under the question where.
pub(super) fn told(question: Question, plan: &Plan) -> Question {
    let asked = &plan.eligible;
    let ties = (!asked.ties.is_empty()).then(|| t!("eligible-plan-line-ties", ties = card::ties_key(&asked.ties)));
    let ages = asked.asks_age().then(|| t!("eligible-plan-line-ages", ages = card::ages(asked)));
    let code = asked.code.then(|| t!("eligible-plan-line-code"));
    let lines: Vec<Text> = [ties, ages, code].into_iter().flatten().collect();
    if lines.is_empty() { question } else { question.block(t!("eligible-plan-now", lines = lines)) }
}

/// One of the switches, or on.
pub(super) fn choice(mut plan: Plan, key: &str) -> Next {
    match key {
        "code" => plan.eligible.code = !plan.eligible.code,
        "ages" => {
            plan.step = Step::Ages;
            return Next::Ask(Dialogue::PollPlan(plan));
        }
        "done" => {
            // Whoever belongs there in any way, belongs there.
            if plan.eligible.ties.len() == Tie::ALL.len() {
                plan.eligible.ties.clear();
            }
            plan.step = Step::Area;
            return Next::Ask(Dialogue::PollPlan(plan));
        }
        name => {
            let switched = |tie: &Tie| plan.eligible.ties.contains(tie) != (tie.name() == name);
            plan.eligible.ties = Tie::ALL.into_iter().filter(switched).collect();
        }
    }
    Next::Same(Dialogue::PollPlan(plan))
}

/// The ages typed or chosen; back to the switches.
pub(super) fn ages(mut plan: Plan, typed: &str) -> Taken {
    let (min, max) = match typed {
        "any" => (None, None),
        _ => read_ages(typed, AGES)
            .ok_or_else(|| t!("eligible-plan-ages-bad", min = *AGES.start(), max = *AGES.end()))?,
    };
    // What everybody is anyhow is no condition.
    plan.eligible.age_min = min.filter(|min| min > AGES.start());
    plan.eligible.age_max = max.filter(|max| max < AGES.end());
    plan.step = Step::Voters;
    Ok(plan)
}
