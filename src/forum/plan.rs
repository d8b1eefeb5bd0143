//! Staff prepare a forum: one question after another, a look at it as citizens will see it, and
//! only then it is announced. Any answer can be put right before that.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Dialogue, Next, Question, Turn, home};
use crate::forum::ask::{self, Took};
use crate::forum::draft::{Draft, Field, Part};
use crate::forum::{self, New, card, desk};
use crate::person;
use crate::t;

/// A forum being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    step: Step,
    /// One answer is being put right; then on to the preview again.
    fixing: bool,
    draft: Draft,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    Ask(Field),
    Preview,
    Fix,
}

impl Default for Step {
    fn default() -> Step {
        Step::Ask(Field::Title)
    }
}

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    match &plan.step {
        Step::Ask(field) => Ok(ask::question(turn, &plan.draft, field)),
        Step::Preview => preview(turn, &plan.draft).await,
        Step::Fix => {
            let parts = Part::ALL.map(|part| (part.name().to_owned(), desk::part_label(part)));
            Ok(Question::new(t!("forum-fix")).grid(2, parts))
        }
    }
}

async fn preview(turn: &mut Turn<'_>, draft: &Draft) -> anyhow::Result<Question> {
    let (area, field) = (&turn.city.preset.area_name(&draft.area), &draft.field);
    let interest = field.as_ref().and_then(|field| turn.city.preset.field(field));
    let interest = match interest {
        Some(field) => t!("place-name", name = &field.name),
        None => t!("forum-any-interest"),
    };
    let befores = card::befores(&ask::chosen_reminders(turn, draft)).unwrap_or_else(|| t!("forum-none"));
    let foot =
        t!("forum-preview-to", area = area, interest = interest, count = reach(turn, draft).await?, befores = befores);
    let mut question = Question::new(t!("forum-preview"));
    if let Some(details) = draft.details() {
        for block in card::described(&details, Some(card::seats(&details, 0)), turn.lang()) {
            question = question.block(block);
        }
    }
    let question = question.block(foot).choice("publish", t!("forum-publish-button"));
    Ok(question.choice("fix", t!("forum-fix-button")))
}

/// How many people the announcement reaches.
async fn reach(turn: &mut Turn<'_>, draft: &Draft) -> anyhow::Result<i64> {
    let audience = person::store::Audience {
        topic: Some(person::Topic::Forums),
        area: draft.area.clone(),
        field: draft.field.clone(),
    };
    Ok(person::store::count_audience(turn.tx, &audience).await?)
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, mut plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    match plan.step.clone() {
        Step::Ask(field) => match ask::take(turn, plan.draft.clone(), &field, answer) {
            Err(problem) => return Ok(Next::Again(problem)),
            Ok(Took::Toggled(draft)) => {
                plan.draft = draft;
                return Ok(Next::Same(Dialogue::ForumPlan(plan)));
            }
            Ok(Took::Lead(draft, to)) => {
                let turns_page = matches!((&field, &to), (Field::Dong(..), Field::Dong(..)));
                (plan.draft, plan.step) = (draft, Step::Ask(to));
                if turns_page {
                    return Ok(Next::Same(Dialogue::ForumPlan(plan)));
                }
            }
            Ok(Took::Known(draft)) => {
                plan.draft = draft;
                plan = after(plan, &field);
            }
        },
        Step::Preview => match answer {
            Answer::Choice(key) if key == "publish" => return publish(turn, plan).await,
            Answer::Choice(_) => plan.step = Step::Fix,
            _ => return Ok(Next::Again(t!("dialogue-only-choice"))),
        },
        Step::Fix => match answer {
            Answer::Choice(key) => {
                let part = Part::named(&key).unwrap_or(Part::Title);
                (plan.step, plan.fixing) = (Step::Ask(part.first()), true);
            }
            _ => return Ok(Next::Again(t!("dialogue-only-choice"))),
        },
    }
    Ok(Next::Ask(Dialogue::ForumPlan(plan)))
}

fn after(mut plan: Plan, field: &Field) -> Plan {
    let next = if plan.fixing { plan.draft.rest_of_part(field) } else { field.next(&plan.draft) };
    plan.fixing &= next.is_some();
    plan.step = next.map_or(Step::Preview, Step::Ask);
    plan
}

async fn publish(turn: &mut Turn<'_>, mut plan: Plan) -> anyhow::Result<Next> {
    let reminders = ask::chosen_reminders(turn, &plan.draft);
    let details = match plan.draft.details() {
        Some(details) if details.starts_at > turn.now() => details,
        Some(_) => {
            turn.toast(t!("forum-plan-past"));
            (plan.step, plan.fixing) = (Step::Ask(Field::When), true);
            return Ok(Next::Ask(Dialogue::ForumPlan(plan)));
        }
        None => {
            (plan.step, plan.fixing) = (Step::Ask(Field::Place), true);
            return Ok(Next::Ask(Dialogue::ForumPlan(plan)));
        }
    };
    let count = reach(turn, &plan.draft).await?;
    let title = details.title.get(turn.lang()).to_owned();
    let new = New { details, area: plan.draft.area, field: plan.draft.field, reminders };
    let me = turn.me();
    let id = forum::announce(turn.tx, turn.city, Some(me), &new).await?;
    turn.say(home::menu(turn, t!("forum-announced-done", title = title, count = count)));
    desk::say(turn, id).await?;
    Ok(Next::Done)
}

/// The step before.
pub fn back(plan: &Plan) -> Option<Plan> {
    let (step, fixing) = match &plan.step {
        Step::Ask(Field::Dong(..)) => (Step::Ask(Field::Area), plan.fixing),
        Step::Ask(_) if plan.fixing => (Step::Preview, false),
        Step::Ask(field) => (Step::Ask(field.before(&plan.draft)?), false),
        Step::Preview if plan.draft.about.is_some() => (Step::Ask(Field::AboutEn), false),
        Step::Preview => (Step::Ask(Field::TitleEn), false),
        Step::Fix => (Step::Preview, false),
    };
    Some(Plan { step, fixing, draft: plan.draft.clone() })
}
