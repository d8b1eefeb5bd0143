//! Preparing an announcement: for whom, in Korean, in English, as it will be seen, sent. A
//! correction begins with its words: whom it is for is settled.

use serde::{Deserialize, Serialize};

use crate::bot::{Answer, Dialogue, Next, Turn, Words, places};
use crate::notice::announcement::{Draft, store as announcements};
use crate::notice::rules::{self, TEXT_CHARS, TextProblem};
use crate::notice::{Audience, NoticeId, State, card, desk, fanout, store};
use crate::outbox::Lane;
use crate::person::Topic;
use crate::staff::audit;
use crate::t;
use crate::text::{self, Text};

mod question;

pub use question::ask;

/// An announcement being prepared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Plan {
    step: Step,
    area: String,
    field: Option<String>,
    ko: String,
    en: Option<String>,
    /// The preview has been seen: what is changed from there leads back to it.
    seen: bool,
    corrects: Option<NoticeId>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step {
    #[default]
    Audience,
    Gu,
    Dong(String, usize),
    Field,
    Korean,
    English,
    Preview,
}

impl Plan {
    /// A correction of an announcement.
    pub fn correction(of: NoticeId) -> Plan {
        Plan { step: Step::Korean, corrects: Some(of), ..Plan::default() }
    }

    /// How many steps there are: a correction is not asked whom it is for.
    fn steps(&self) -> usize {
        if self.corrects.is_some() { 3 } else { 4 }
    }

    fn words(&self) -> Words {
        Words { ko: self.ko.clone(), en: self.en.clone() }
    }

    fn at(self, step: Step) -> Next {
        Next::Ask(Dialogue::Announce(Plan { step, ..self }))
    }

    /// The step after one whose answer was taken; from the preview, back there.
    fn then(self, step: Step) -> Next {
        let step = if self.seen { Step::Preview } else { step };
        self.at(step)
    }
}

/// Takes an answer.
pub async fn step(turn: &mut Turn<'_>, plan: Plan, answer: Answer) -> anyhow::Result<Next> {
    match (plan.step.clone(), answer) {
        (Step::Korean, Answer::Text(text)) => Ok(match rules::check_text(&text) {
            Ok(()) => Plan { ko: text, ..plan }.then(Step::English),
            Err(problem) => Next::Again(problem_text(problem, &text)),
        }),
        (Step::English, Answer::Text(text)) => Ok(match rules::check_text(&text) {
            Ok(()) => Plan { en: Some(text), ..plan }.at(Step::Preview),
            Err(problem) => Next::Again(problem_text(problem, &text)),
        }),
        (Step::Korean, Answer::Choice(_)) => Ok(plan.then(Step::English)),
        (Step::English, Answer::Choice(key)) => {
            let en = if key == "skip" { None } else { plan.en.clone() };
            Ok(Plan { en, ..plan }.at(Step::Preview))
        }
        (Step::Korean | Step::English, _) => Ok(Next::Again(t!("notice-plan-only-text"))),
        (Step::Preview, Answer::Choice(key)) => at_preview(turn, plan, &key).await,
        (_, Answer::Choice(key)) => Ok(for_whom(plan, &key)),
        _ => Ok(Next::Again(t!("dialogue-only-choice"))),
    }
}

fn problem_text(problem: TextProblem, text: &str) -> Text {
    match problem {
        TextProblem::NoWords => t!("notice-plan-no-words"),
        TextProblem::TooShort(_) => t!("notice-plan-too-short", min = *TEXT_CHARS.start()),
        TextProblem::TooLong(over) => {
            t!("notice-plan-too-long", max = *TEXT_CHARS.end(), length = text::chars(text), over = over)
        }
    }
}

fn for_whom(plan: Plan, key: &str) -> Next {
    let to = |plan: Plan, area: String, field: Option<String>| Plan { area, field, ..plan }.then(Step::Korean);
    match (plan.step.clone(), places::Place::read(key)) {
        (Step::Gu | Step::Dong(..), Some(places::Place::Dong(dong))) => to(plan, dong.0, None),
        (Step::Gu | Step::Dong(..), Some(places::Place::Gu(gu))) => plan.at(Step::Dong(gu, 0)),
        (Step::Dong(gu, _), Some(places::Place::Page(page))) => {
            Next::Same(Dialogue::Announce(Plan { step: Step::Dong(gu, page), ..plan }))
        }
        (Step::Dong(gu, _), None) => to(plan, gu, None),
        (Step::Field, None) => to(plan, String::new(), Some(key.to_owned())),
        (Step::Audience, None) => match key {
            "area" => plan.at(Step::Gu),
            "field" => plan.at(Step::Field),
            _ => to(plan, String::new(), None),
        },
        _ => Next::Again(t!("dialogue-only-choice")),
    }
}

async fn at_preview(turn: &mut Turn<'_>, plan: Plan, key: &str) -> anyhow::Result<Next> {
    let plan = Plan { seen: true, ..plan };
    Ok(match key {
        "ko" => plan.at(Step::Korean),
        "en" => plan.at(Step::English),
        "whom" => plan.at(Step::Audience),
        _ => return send(turn, plan).await,
    })
}

/// Sends it. Who they are is found page by page; that there is somebody is checked again now.
async fn send(turn: &mut Turn<'_>, plan: Plan) -> anyhow::Result<Next> {
    let count = question::count(turn, &plan).await?;
    if count == 0 {
        return Ok(Next::Again(t!("notice-plan-nobody")));
    }
    let audience = match plan.corrects {
        Some(first) => {
            end_first(turn, first).await?;
            Audience::SameAs(first)
        }
        None => Audience::Members { topic: Some(Topic::News), area: plan.area.clone(), field: plan.field.clone() },
    };
    let (me, city, words, corrects) = (turn.me(), turn.city, plan.words(), plan.corrects);
    let key = format!("announcement:{}", store::last(turn.tx).await?.0 + 1);
    let look = |lang| card::announcement(city, &words, corrects, lang);
    let id = fanout::publish(turn.tx, city, audience, Lane::Bulk, &key, look).await?;
    store::set_total(turn.tx, id, count).await?;
    let draft = Draft { author: me, area: plan.area, field: plan.field, words: words.clone(), corrects };
    announcements::add(turn.tx, id, &draft).await?;
    let (act, detail) = match corrects {
        Some(first) => ("notice.correct", serde_json::json!({ "corrects": first, "count": count })),
        None => ("notice.publish", serde_json::json!({ "area": draft.area, "field": draft.field, "count": count })),
    };
    audit::record(turn.tx, Some(me), act, &format!("notice={}", id.0), detail).await?;
    desk::begun(turn, id).await?;
    Ok(Next::Done)
}

/// What is put right goes to nobody any more.
async fn end_first(turn: &mut Turn<'_>, first: NoticeId) -> anyhow::Result<()> {
    match store::state(turn.tx, first).await? {
        Some(State::Sending | State::Paused) => desk::end(turn, first).await,
        // Its list is complete, but some of it may still wait.
        Some(State::Done) => fanout::take_back(turn.tx, first).await,
        _ => Ok(()),
    }
}

/// The step before.
pub fn back(plan: &Plan) -> Option<Plan> {
    let step = match &plan.step {
        Step::Audience | Step::Korean | Step::English if plan.seen => Step::Preview,
        Step::Audience => return None,
        Step::Gu | Step::Field => Step::Audience,
        Step::Dong(..) => Step::Gu,
        Step::Korean if plan.corrects.is_some() => return None,
        Step::Korean => Step::Audience,
        Step::English => Step::Korean,
        Step::Preview => Step::English,
    };
    Some(Plan { step, ..plan.clone() })
}
