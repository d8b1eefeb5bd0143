//! The questions of a poll being prepared, and its preview.

use super::{ABOUT_CHARS_MAX, OPTIONS, PROPOSALS_MAX, Plan, QUESTION_CHARS, Step, read};
use crate::bot::{Question, Turn, places};
use crate::city::City;
use crate::poll::{Candidate, card};
use crate::t;
use crate::text::{Lang, cut};

/// Proposals on one page.
const PROPOSALS_A_PAGE: usize = 8;
/// Options with a button that takes them out; the number of any may be typed.
const DROPS_MAX: usize = 12;
/// Letters of a proposal's title on a button.
const TITLE_ON_BUTTON_CHARS: usize = 18;

/// The present question.
pub(super) async fn ask(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let city = turn.city;
    if let Some(typed) = &plan.pending {
        return Ok(typed.sure(&city.preset));
    }
    let skip = |question: Question| question.free().choice("skip", t!("skip-button"));
    Ok(match &plan.step {
        Step::Question => Question::new(t!("poll-plan-question", max = *QUESTION_CHARS.end())).free(),
        Step::QuestionEn => skip(Question::new(t!("poll-plan-question-en", question = &plan.question.ko))),
        Step::About => skip(Question::new(t!("poll-plan-about", max = ABOUT_CHARS_MAX))),
        Step::AboutEn => skip(Question::new(t!("poll-plan-about-en"))),
        Step::Options => ask_options(turn, plan).await?,
        Step::Proposals(page) => ask_proposals(turn, plan, *page).await?,
        Step::OptionsEn => {
            let lines = card::options(&plan.poll(turn.now()), Lang::reference());
            skip(Question::new(t!("poll-plan-options-en", count = plan.options.len(), lines = lines)))
        }
        Step::Method => Question::new(t!("poll-plan-method")).grid(
            1,
            [
                ("single".to_owned(), t!("poll-plan-single-button")),
                ("approval".to_owned(), t!("poll-plan-approval-button")),
            ],
        ),
        Step::Picks => numbers(
            Question::new(t!("poll-plan-picks", max = read::picks_max(plan.options.len()))),
            read::picks_max(plan.options.len()),
        ),
        Step::Seats => numbers(Question::new(t!("poll-plan-seats", max = plan.options.len())), plan.options.len()),
        Step::Opens => Question::new(t!("poll-plan-opens")).free().choice("now", t!("poll-plan-now-button")),
        Step::Closes => Question::new(t!("poll-plan-closes")).free(),
        Step::Area => ask_area(city),
        Step::Dong(gu, page) => match city.preset.gu(gu) {
            Some(gu) => {
                let question = Question::new(t!("poll-plan-dong", gu = &gu.name));
                places::dongs(question.choice("whole", t!("poll-plan-whole-gu-button")), city, gu, *page)
            }
            None => ask_area(city),
        },
        Step::Publishing => Question::new(t!("poll-plan-publishing")).grid(
            1,
            [
                ("at_close".to_owned(), t!("poll-plan-at-close-button")),
                ("by_hand".to_owned(), t!("poll-plan-by-hand-button")),
            ],
        ),
        Step::Preview => preview(turn, plan),
        Step::Edit => Question::new(t!("poll-plan-edit")).grid(
            2,
            [
                ("question".to_owned(), t!("poll-plan-edit-question-button")),
                ("about".to_owned(), t!("poll-plan-edit-about-button")),
                ("options".to_owned(), t!("poll-plan-edit-options-button")),
                ("method".to_owned(), t!("poll-plan-edit-method-button")),
                ("when".to_owned(), t!("poll-plan-edit-when-button")),
                ("who".to_owned(), t!("poll-plan-edit-who-button")),
                ("result".to_owned(), t!("poll-plan-edit-result-button")),
            ],
        ),
    })
}

fn numbers(question: Question, max: usize) -> Question {
    let few = (1..=max.min(6)).map(|number| (number.to_string(), t!("poll-plan-number-button", number = number)));
    question.free().grid(3, few)
}

fn ask_area(city: &City) -> Question {
    let question = Question::new(t!("poll-plan-area", city = &city.preset.name))
        .choice("all", t!("poll-plan-all-button"))
        .choice("told", t!("poll-plan-told-button"));
    places::gus(question, city)
}

async fn ask_options(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let proposals = crate::proposal::store::candidates(turn.tx, 1).await?;
    let mut question = Question::new(t!("poll-plan-options", max = *OPTIONS.end())).free();
    if !plan.options.is_empty() {
        let lines = card::options(&plan.poll(turn.now()), Lang::reference());
        question = question.block(t!("poll-plan-options-now", count = plan.options.len(), lines = lines));
    }
    // The words of the button are never an option, not even before there is a button.
    let done = ("done".to_owned(), t!("poll-plan-options-done-button"));
    let also = [t!("poll-plan-next-too"), t!("poll-plan-skip-too"), t!("skip-button")];
    question = question.hidden(also.map(|word| ("done".to_owned(), word)));
    question = match plan.options.len() >= *OPTIONS.start() {
        true => question.grid(1, [done]),
        false => question.hidden([done]),
    };
    let drop = |option: &Candidate| (format!("drop:{}", option.id.0), t!("poll-drop-button", number = option.id.0));
    let (shown, unseen) = plan.options.split_at(plan.options.len().min(DROPS_MAX));
    question = question.grid(3, shown.iter().map(drop)).hidden(unseen.iter().map(drop));
    if !proposals.is_empty() {
        question = question.choice("proposals", t!("poll-plan-proposals-button"));
    }
    if !plan.options.is_empty() {
        question = question.choice("clear", t!("poll-plan-clear-button"));
    }
    Ok(question)
}

async fn ask_proposals(turn: &mut Turn<'_>, plan: &Plan, page: usize) -> anyhow::Result<Question> {
    let proposals = crate::proposal::store::candidates(turn.tx, PROPOSALS_MAX).await?;
    let pages = proposals.len().div_ceil(PROPOSALS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let chosen = |id| plan.options.iter().any(|option| option.proposal == Some(id));
    let shown = proposals.iter().skip(page * PROPOSALS_A_PAGE).take(PROPOSALS_A_PAGE).map(|(id, title)| {
        let title = cut(title, TITLE_ON_BUTTON_CHARS);
        let label = match chosen(*id) {
            true => t!("poll-plan-proposal-on", title = title),
            false => t!("poll-plan-proposal-off", title = title),
        };
        (format!("p:{}", id.0), label)
    });
    let count = plan.options.iter().filter(|option| option.proposal.is_some()).count();
    let question = Question::new(t!("poll-plan-proposals", count = count)).grid(1, shown);
    let before = (page > 0).then(|| (format!("page:{}", page - 1), t!("page-before-button")));
    let after = (page + 1 < pages).then(|| (format!("page:{}", page + 1), t!("page-after-button")));
    Ok(question.grid(2, before.into_iter().chain(after)).choice("done", t!("poll-plan-proposals-done-button")))
}

/// The poll as a citizen will see it, in the clerk's language.
fn preview(turn: &Turn<'_>, plan: &Plan) -> Question {
    let (poll, lang) = (plan.poll(turn.now()), turn.lang());
    let mut question =
        Question::new(t!("poll-plan-preview")).block(t!("poll-title", question = poll.question.get(lang)));
    if let Some(about) = &poll.description {
        question = question.block(t!("poll-description", words = about.get(lang)));
    }
    question =
        question.block(card::facts(turn.city, &poll)).block(t!("poll-lines", lines = card::options(&poll, lang)));
    let english = poll.question.en.is_some() && poll.options.iter().all(|option| option.title.en.is_some());
    question = question.block(if english { t!("poll-plan-has-en") } else { t!("poll-plan-no-en") });
    question.block(t!("poll-plan-freeze")).grid(
        2,
        [("publish".to_owned(), t!("poll-plan-publish-button")), ("edit".to_owned(), t!("poll-plan-edit-button"))],
    )
}
