//! The questions of an announcement, and the preview that comes before it is sent.

use crate::bot::{Question, Turn, places};
use crate::notice::announcement::{self, store as announcements};
use crate::notice::plan::{Plan, Step};
use crate::notice::rules::{self, TEXT_CHARS};
use crate::notice::{card, store};
use crate::text::{Lang, Text};
use crate::{person, t};

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let city = turn.city;
    Ok(match &plan.step {
        Step::Audience => Question::new(t!("notice-plan-audience"))
            .choice("all", t!("notice-plan-all-button"))
            .choice("area", t!("notice-plan-area-button"))
            .choice("field", t!("notice-plan-field-button")),
        Step::Gu => places::gus(Question::new(t!("notice-plan-gu")), city),
        Step::Dong(code, page) => match city.preset.gu(code) {
            Some(gu) => {
                let question = Question::new(t!("notice-plan-dong", gu = &gu.name))
                    .choice("whole", t!("notice-plan-whole-gu-button", gu = &gu.name));
                places::dongs(question, city, gu, *page)
            }
            None => places::gus(Question::new(t!("notice-plan-gu")), city),
        },
        Step::Field => {
            let fields =
                city.preset.fields.iter().map(|field| (field.id.clone(), t!("place-name", name = &field.name)));
            Question::new(t!("notice-plan-field")).grid(2, fields)
        }
        Step::Korean => korean(plan),
        Step::English => english(plan),
        Step::Preview => preview(turn, plan).await?,
    })
}

fn korean(plan: &Plan) -> Question {
    let (min, max) = (*TEXT_CHARS.start(), *TEXT_CHARS.end());
    let (step, steps) = (plan.steps() - 2, plan.steps());
    let text = match plan.corrects {
        Some(_) => t!("notice-plan-correction", step = step, steps = steps, min = min, max = max),
        None => t!("notice-plan-korean", step = step, steps = steps, min = min, max = max),
    };
    let question = Question::new(text).free();
    if plan.ko.is_empty() {
        return question;
    }
    question.block(t!("notice-plan-so-far", text = plan.ko.as_str())).choice("keep", t!("notice-plan-keep-button"))
}

fn english(plan: &Plan) -> Question {
    let (step, steps) = (plan.steps() - 1, plan.steps());
    let question = Question::new(t!("notice-plan-english", step = step, steps = steps)).free();
    match &plan.en {
        Some(en) => question.block(t!("notice-plan-so-far", text = en.as_str())).grid(
            2,
            [("keep".into(), t!("notice-plan-keep-button")), ("skip".into(), t!("notice-plan-no-english-button"))],
        ),
        None => question.choice("skip", t!("skip-button")),
    }
}

/// The announcement as each receiver will see it, how many they are, and how long it takes.
async fn preview(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let city = turn.city;
    let (whom, count) = (whom(turn, plan), count(turn, plan).await?);
    let people = u64::try_from(count).unwrap_or(0);
    let takes = match rules::minutes(people) {
        Some(minutes) => t!("notice-takes-minutes", minutes = minutes),
        None => t!("notice-takes-less"),
    };
    let mut question =
        Question::new(t!("notice-plan-preview", steps = plan.steps(), audience = whom, count = count, takes = takes,));
    if let Some(until) = rules::quiet_until(turn.now(), city.preset.zone) {
        question = question.block(t!("notice-quiet", until = until));
    }
    let left = left_of_first(turn, plan).await?;
    if left > 0 {
        question = question.block(t!("notice-plan-ends-first", left = left));
    }
    let words = plan.words();
    question = question.block(t!("notice-preview-korean")).block(as_seen(turn, plan, Lang::reference()));
    question = match Lang::find("en") {
        Some(english) if words.en.is_some() => {
            question.block(t!("notice-preview-english")).block(as_seen(turn, plan, english))
        }
        _ => question.block(t!("notice-preview-no-english")),
    };
    question = question
        .choice("send", t!("notice-send-button"))
        .grid(2, [("ko".into(), t!("notice-edit-korean-button")), ("en".into(), t!("notice-edit-english-button"))]);
    Ok(match plan.corrects {
        Some(_) => question,
        None => question.choice("whom", t!("notice-edit-audience-button")),
    })
}

/// How many people have yet to get what is put right: they will not.
async fn left_of_first(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<i64> {
    let Some(first) = plan.corrects else { return Ok(0) };
    let Some(first) = announcements::get(turn.tx, first).await? else { return Ok(0) };
    Ok(announcement::progress(turn.tx, &first).await?.left)
}

/// The words as somebody reads them whose language is `lang`, whatever the clerk's own is.
fn as_seen(turn: &Turn<'_>, plan: &Plan, lang: Lang) -> Text {
    let body = card::body(turn.city, &plan.words(), plan.corrects, lang);
    if lang == turn.lang() { body } else { t!("words", text = turn.city.plain(lang, &body)) }
}

fn whom(turn: &Turn<'_>, plan: &Plan) -> Text {
    match plan.corrects {
        Some(_) => t!("notice-audience-same"),
        None => card::audience(turn.city, &plan.area, plan.field.as_deref()),
    }
}

pub(super) async fn count(turn: &mut Turn<'_>, plan: &Plan) -> sqlx::Result<i64> {
    match plan.corrects {
        Some(first) => store::count_recipients(turn.tx, first).await,
        None => {
            let audience = announcement::audience(&plan.area, plan.field.as_deref());
            person::store::count_audience(turn.tx, &audience).await
        }
    }
}
