//! The questions of a poll being prepared, and its preview.

use super::{ABOUT_CHARS_MAX, OPTIONS, PROPOSALS_MAX, Plan, QUESTION_CHARS, Step, Template, areas, voters};
use crate::bot::{Question, Turn, places};
use crate::city::City;
use crate::poll::voting::{Kind, METHODS};
use crate::poll::{Candidate, Field, card};
use crate::t;
use crate::text::{Lang, Text, cut};

/// Proposals on one page.
const PROPOSALS_A_PAGE: usize = 8;
/// Options on a page of buttons that take them out; the number of any may be typed.
const DROPS_A_PAGE: usize = 12;
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
        Step::Template => Question::new(t!("poll-plan-template"))
            .free()
            .grid(2, Template::ALL.map(|template| (template.key().to_owned(), template.label())))
            .choice("own", t!("poll-plan-own-button")),
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
        Step::Fields => ask_fields(plan),
        Step::Method => Question::new(t!("poll-plan-method"))
            .grid(1, METHODS.map(|method| (method.name().to_owned(), method_label(method.name())))),
        Step::Picks => numbers(Question::new(t!("poll-plan-picks", max = plan.picks_max())), plan.picks_max()),
        Step::Least => {
            let max = plan.picks.min(plan.picks_max());
            numbers(Question::new(t!("poll-plan-least", max = max)), max)
        }
        Step::Marks => {
            let (question, offered) = match plan.method.as_str() {
                "score" => (t!("poll-plan-marks"), [3, 5, 10]),
                _ => (t!("poll-plan-points"), [5, 10, 20]),
            };
            let offered = offered.map(|number: usize| (number.to_string(), number_label(number)));
            Question::new(question).free().grid(3, offered)
        }
        Step::Budget => Question::new(t!("poll-plan-budget")).free(),
        Step::Blank => Question::new(t!("poll-plan-blank")).grid(
            2,
            [("yes".to_owned(), t!("poll-plan-blank-yes-button")), ("no".to_owned(), t!("poll-plan-blank-no-button"))],
        ),
        Step::Quorum => Question::new(t!("quorum-plan", codes = if plan.eligible.code { "yes" } else { "no" }))
            .free()
            .choice("none", t!("quorum-plan-none-button")),
        Step::Seats => {
            let by = match plan.kind() {
                Kind::Score { .. } | Kind::Points { .. } => "points",
                Kind::Ranked => "order",
                Kind::Single | Kind::Approval | Kind::Knapsack => "votes",
            };
            let max = plan.options.len();
            let question = numbers(Question::new(t!("poll-plan-seats", by = by, max = max)), max);
            let each = [1, 2].map(|seats: usize| (format!("each:{seats}"), t!("poll-plan-each-button", seats = seats)));
            if plan.terms.fields.is_empty() { question } else { question.grid(2, each) }
        }
        Step::Opens => Question::new(t!("poll-plan-opens")).free().choice("now", t!("poll-plan-now-button")),
        Step::Closes => Question::new(t!("poll-plan-closes")).free(),
        Step::Area => ask_area(city, plan),
        Step::Areas => areas::ask(city, plan),
        Step::AreasDong(gu, page) => areas::ask_dongs(city, plan, gu, *page),
        Step::Voters => voters::ask(plan),
        Step::Ages => voters::ask_ages(),
        Step::Dong(gu, page) => match city.preset.gu(gu) {
            Some(gu) => {
                let question = Question::new(t!("poll-plan-dong", gu = &gu.name));
                places::dongs(question.choice("whole", t!("poll-plan-whole-gu-button")), city, gu, *page)
            }
            None => ask_area(city, plan),
        },
        Step::Publishing => Question::new(t!("poll-plan-publishing")).grid(
            1,
            [
                ("at_close".to_owned(), t!("poll-plan-at-close-button")),
                ("by_hand".to_owned(), t!("poll-plan-by-hand-button")),
            ],
        ),
        Step::Preview => preview(turn, plan),
        Step::Look(place) => look(turn, plan, *place),
        Step::Edit => {
            let fields = ("fields".to_owned(), t!("poll-plan-edit-fields-button"));
            let least = ("least".to_owned(), t!("poll-plan-edit-least-button"));
            let several = matches!(plan.kind(), Kind::Approval | Kind::Ranked);
            let parts = [
                ("question".to_owned(), t!("poll-plan-edit-question-button")),
                ("about".to_owned(), t!("poll-plan-edit-about-button")),
                ("options".to_owned(), t!("poll-plan-edit-options-button")),
                ("method".to_owned(), t!("poll-plan-edit-method-button")),
                ("when".to_owned(), t!("poll-plan-edit-when-button")),
                ("who".to_owned(), t!("poll-plan-edit-who-button")),
                ("result".to_owned(), t!("poll-plan-edit-result-button")),
                ("blank".to_owned(), t!("poll-plan-edit-blank-button")),
                ("quorum".to_owned(), t!("quorum-plan-edit-button")),
            ];
            let parts = parts
                .into_iter()
                .chain((!plan.terms.fields.is_empty()).then_some(fields))
                .chain(several.then_some(least));
            Question::new(t!("poll-plan-edit")).grid(2, parts)
        }
    })
}

fn number_label(number: usize) -> Text {
    t!("poll-plan-number-button", number = number)
}

/// What a method is called.
pub fn method_label(name: &str) -> Text {
    match name {
        "single" => t!("poll-plan-single-button"),
        "sides" => t!("poll-plan-sides-button"),
        "ranked" => t!("poll-plan-ranked-button"),
        "runoff" => t!("poll-plan-runoff-button"),
        "score" => t!("poll-plan-score-button"),
        "points" => t!("poll-plan-points-button"),
        "knapsack" => t!("poll-plan-knapsack-button"),
        "shares" => t!("poll-plan-shares-button"),
        _ => t!("poll-plan-approval-button"),
    }
}

/// How many of each field may be chosen.
fn ask_fields(plan: &Plan) -> Question {
    let few = [1, 2, 3].map(|max: usize| (max.to_string(), number_label(max)));
    Question::new(t!("poll-plan-fields", lines = field_lines(plan)))
        .free()
        .hidden(few)
        .choice("none", t!("poll-plan-fields-none-button"))
}

/// The fields with how many options each has and how many of them may be chosen.
pub(super) fn field_lines(plan: &Plan) -> Vec<Text> {
    let line = |(number, field): (usize, &Field)| {
        let options = plan.options.iter().filter(|option| option.field == Some(number)).count();
        t!(
            "poll-plan-field",
            field = &field.name.ko,
            options = options,
            min = field.min,
            max = field.max.map_or_else(|| t!("poll-plan-field-any"), |max| t!("poll-plan-field-max", max = max)),
        )
    };
    (1..).zip(&plan.terms.fields).map(line).collect()
}

fn numbers(question: Question, max: usize) -> Question {
    let few = (1..=max.min(6)).map(|number| (number.to_string(), number_label(number)));
    question.free().grid(3, few)
}

fn ask_area(city: &City, plan: &Plan) -> Question {
    let question = voters::told(Question::new(t!("poll-plan-area", city = &city.preset.name)), plan)
        .choice("all", t!("poll-plan-all-button"))
        .choice("told", t!("poll-plan-told-button"));
    places::gus(question, city)
        .choice("several", t!("poll-plan-areas-button"))
        .choice("more", t!("eligible-plan-more-button"))
}

async fn ask_options(turn: &mut Turn<'_>, plan: &Plan) -> anyhow::Result<Question> {
    let proposals = crate::proposal::store::candidates(turn.tx, 1).await?;
    let mut question = Question::new(t!("poll-plan-options", max = *OPTIONS.end())).free();
    if !plan.options.is_empty() {
        let lines = card::options(&plan.poll(turn.now()), Lang::reference());
        question = question.block(t!("poll-plan-options-now", count = plan.options.len(), lines = lines));
        let pictures = plan.options.iter().filter(|option| option.picture.is_some()).count();
        if pictures > 0 {
            question = question.block(t!("poll-plan-pictures", count = pictures));
        }
        if !plan.terms.fields.is_empty() {
            question = question.block(t!("poll-plan-fields-now", lines = field_lines(plan)));
        }
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
    let pages = plan.options.len().div_ceil(DROPS_A_PAGE).max(1);
    let page = plan.page.min(pages - 1);
    question = question.grid(3, plan.options.iter().skip(page * DROPS_A_PAGE).take(DROPS_A_PAGE).map(drop));
    let before = page.checked_sub(1).map(|before| (format!("page:{before}"), t!("page-before-button")));
    let after = (page + 1 < pages).then(|| (format!("page:{}", page + 1), t!("page-after-button")));
    question = question.grid(2, before.into_iter().chain(after));
    if let Some(option) = plan.pictured.as_ref().and_then(|pictured| plan.options.get(pictured.place)) {
        let (number, title) = (option.id.0, option.title.get(turn.lang()));
        question = question
            .block(t!("poll-plan-pictured", number = number, title = title))
            .choice("unpicture", t!("poll-plan-unpicture-button", number = number));
    }
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
    let mut question = Question::new(t!("poll-plan-preview"));
    for block in plan.shown(turn.city, turn.now(), turn.lang()) {
        question = question.block(block);
    }
    // What is only asked decides nothing.
    if plan.terms.quorum.is_none() && plan.template != Some(Template::Opinion) {
        question = question.block(t!("quorum-plan-without"));
    }
    question
        .block(t!("poll-plan-freeze"))
        .grid(
            2,
            [("publish".to_owned(), t!("poll-plan-publish-button")), ("edit".to_owned(), t!("poll-plan-edit-button"))],
        )
        .grid(2, [("look".to_owned(), t!("poll-plan-look-button")), ("trial".to_owned(), t!("poll-trial-button"))])
        .by_word()
}

/// One option with everything that is frozen of it.
fn look(turn: &Turn<'_>, plan: &Plan, place: usize) -> Question {
    let count = plan.options.len();
    let place = place.min(count.saturating_sub(1));
    let mut blocks = plan.option_shown(place, turn.lang()).into_iter();
    let mut question = blocks.next().map(Question::new).unwrap_or_default();
    for block in blocks {
        question = question.block(block);
    }
    let before = place.checked_sub(1).map(|before| (format!("at:{before}"), t!("poll-option-before-button")));
    let after = (place + 1 < count).then(|| (format!("at:{}", place + 1), t!("poll-option-after-button")));
    question = question.grid(2, before.into_iter().chain(after));
    if plan.options.get(place).is_some_and(|option| option.picture.is_some()) {
        question = question.choice("picture", t!("poll-picture-button"));
    }
    question.choice("done", t!("poll-plan-look-done-button"))
}
