//! The questions that a proposal is written by, and its preview.

use super::{Draft, EDITS, Step};
use crate::bot::{Question, Turn, places};
use crate::proposal::personal::Personal;
use crate::proposal::{card, rules};
use crate::t;
use crate::text::Text;

/// The present question.
pub async fn ask(turn: &mut Turn<'_>, draft: &Draft) -> anyhow::Result<Question> {
    if let Some((found, _)) = &draft.doubt {
        return Ok(doubtful(found));
    }
    let city = turn.city;
    Ok(match &draft.step {
        Step::Problem => keep(Question::new(t!("proposal-ask-problem")).free(), &draft.problem),
        Step::Wish => keep(Question::new(t!("proposal-ask-wish")).free(), &draft.wish),
        Step::Field => {
            let fields =
                city.preset.fields.iter().map(|field| (field.id.clone(), t!("place-name", name = &field.name)));
            Question::new(t!("proposal-ask-field")).grid(2, fields)
        }
        Step::Gu => ask_gu(turn),
        Step::Dong(gu, page) => match city.preset.gu(gu) {
            Some(gu) => {
                let question = places::dongs(Question::new(t!("proposal-ask-dong", gu = &gu.name)), city, gu, *page);
                question.choice("skip", t!("skip-button"))
            }
            None => ask_gu(turn),
        },
        Step::Photos => ask_photos(turn, draft),
        Step::Title => ask_title(draft),
        Step::Preview => preview(turn, draft),
        Step::Edit => {
            Question::new(t!("proposal-ask-edit")).grid(2, EDITS.map(|(key, _)| (key.to_owned(), edit_label(key))))
        }
    })
}

/// What was written before can also stay.
pub(super) fn keep(question: Question, written: &str) -> Question {
    if written.is_empty() {
        return question;
    }
    question.block(t!("proposal-quote", words = written)).choice("keep", t!("proposal-keep-button"))
}

pub(super) fn doubtful(found: &[Personal]) -> Question {
    let what = found.iter().map(|personal| t!("proposal-personal-line", what = personal.text())).collect::<Vec<_>>();
    Question::new(t!("proposal-personal", what = what)).free().choice("anyway", t!("proposal-personal-keep-button"))
}

pub(super) fn ask_gu(turn: &Turn<'_>) -> Question {
    let question = places::gus(Question::new(t!("proposal-ask-place")), turn.city);
    question.choice("skip", t!("skip-button")).location()
}

pub(super) fn ask_photos(turn: &Turn<'_>, draft: &Draft) -> Question {
    let (max, count) = (turn.city.preset.limits.photos, draft.photos.len());
    if count == 0 {
        return Question::new(t!("proposal-ask-photos", max = max)).choice("next", t!("skip-button"));
    }
    Question::new(photos_so_far(count, max))
        .choice("next", t!("proposal-next-button"))
        .choice("none", t!("proposal-photos-drop-button"))
}

pub(super) fn photos_so_far(count: usize, max: usize) -> Text {
    if count < max {
        t!("proposal-ask-more-photos", count = count, max = max)
    } else {
        t!("proposal-ask-no-more-photos", count = count)
    }
}

pub(super) fn ask_title(draft: &Draft) -> Question {
    let question = Question::new(t!("proposal-ask-title")).free();
    let question = keep(question, &draft.title);
    match rules::suggested_title(&draft.problem) {
        Some(title) => {
            question.block(t!("proposal-title-suggested", title = title)).choice("use", t!("proposal-title-use-button"))
        }
        None => question,
    }
}

pub(super) fn preview(turn: &Turn<'_>, draft: &Draft) -> Question {
    let city = turn.city;
    let facts = t!(
        "proposal-preview-facts",
        field = card::field(city, &draft.field),
        place = place(turn, draft),
        photos = draft.photos.len(),
        label = turn.person.label(),
    );
    Question::new(t!("proposal-preview", title = &draft.title))
        .block(t!("proposal-card-problem", words = &draft.problem))
        .block(t!("proposal-card-wish", words = &draft.wish))
        .block(facts)
        .block(t!("proposal-preview-public"))
        .choice("submit", t!("proposal-submit-button"))
        .choice("edit", t!("proposal-edit-button"))
}

pub(super) fn place(turn: &Turn<'_>, draft: &Draft) -> Text {
    match (&draft.dong, draft.spot) {
        (Some(dong), _) => t!("place-name", name = turn.city.preset.area_name(&dong.0)),
        (None, Some(_)) => t!("proposal-place-map"),
        (None, None) => t!("proposal-place-none"),
    }
}

pub(super) fn edit_label(key: &str) -> Text {
    match key {
        "problem" => t!("proposal-edit-problem-button"),
        "wish" => t!("proposal-edit-wish-button"),
        "field" => t!("proposal-edit-field-button"),
        "place" => t!("proposal-edit-place-button"),
        "photos" => t!("proposal-edit-photos-button"),
        "title" => t!("proposal-edit-title-button"),
        _ => t!("proposal-edit-done-button"),
    }
}
