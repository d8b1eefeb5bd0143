//! The questions about a forum, for a new one and for a change; their answers are in `take`.

use std::ops::RangeInclusive;

use crate::bot::{Question, Turn, places};
use crate::forum::draft::{Draft, Field};
use crate::forum::{card, rules};
use crate::t;
use crate::text::Text;

mod take;

pub use take::{Took, take, within};

/// Letters of a name, in grapheme clusters, as all of these.
pub const TITLE_CHARS: RangeInclusive<usize> = 2..=100;
/// Of what it is about.
pub const ABOUT_CHARS: RangeInclusive<usize> = 2..=2_000;
/// Of a place's name.
pub const PLACE_CHARS: RangeInclusive<usize> = 2..=100;
/// Of its address.
pub const ADDRESS_CHARS: RangeInclusive<usize> = 2..=200;

/// The question about a field.
pub fn question(turn: &Turn<'_>, draft: &Draft, field: &Field) -> Question {
    let skip = |question: Question| question.choice("skip", t!("skip-button"));
    match field {
        Field::Title => Question::new(t!("forum-ask-title", max = *TITLE_CHARS.end())).free(),
        Field::About => skip(Question::new(t!("forum-ask-about", max = *ABOUT_CHARS.end())).free()),
        Field::When => Question::new(t!("forum-ask-when")).free(),
        Field::WhenSure => when_sure(turn, draft),
        Field::Until => {
            let hours = [1, 2, 3].map(|hours: u32| (format!("h:{hours}"), t!("forum-hours-button", hours = hours)));
            skip(Question::new(t!("forum-ask-until")).free().grid(3, hours))
        }
        Field::Place => Question::new(t!("forum-ask-place")).free().choice("online", t!("forum-online-only-button")),
        Field::Address => skip(Question::new(t!("forum-ask-address")).free()),
        Field::Map => skip(Question::new(t!("forum-ask-map")).free().location()),
        Field::Link if draft.place.is_none() => Question::new(t!("forum-ask-link-online")).free(),
        Field::Link => Question::new(t!("forum-ask-link")).free().choice("none", t!("forum-no-link-button")),
        Field::Capacity => Question::new(t!("forum-ask-capacity")).free().choice("none", t!("forum-no-limit-button")),
        Field::Reminders => reminders(turn, draft),
        Field::Area => {
            let everywhere = t!("place-name", name = &turn.city.preset.everywhere);
            places::gus(Question::new(t!("forum-ask-area")).choice("everywhere", everywhere), turn.city)
        }
        Field::Dong(gu, page) => dongs(turn, gu, *page),
        Field::Interest => {
            let fields = turn.city.preset.fields.iter();
            let fields = fields.map(|field| (field.id.clone(), t!("place-name", name = &field.name)));
            Question::new(t!("forum-ask-interest")).choice("any", t!("forum-any-interest-button")).grid(2, fields)
        }
        Field::TitleEn => skip(Question::new(t!("forum-ask-title-en", title = draft.title.as_str())).free()),
        Field::AboutEn => skip(Question::new(t!("forum-ask-about-en")).free()),
    }
}

fn when_sure(turn: &Turn<'_>, draft: &Draft) -> Question {
    let at = draft.starts_at.unwrap_or(turn.now());
    let mut question = Question::new(t!("forum-ask-when-sure", at = at)).free();
    if !draft.notes.is_empty() {
        let notes: Vec<Text> = draft.notes.iter().map(|note| t!("forum-when-note", note = note.text())).collect();
        question = question.block(t!("forum-lines", lines = notes));
    }
    question.choice("yes", t!("forum-when-yes-button")).choice("no", t!("forum-when-no-button"))
}

fn reminders(turn: &Turn<'_>, draft: &Draft) -> Question {
    let chosen = chosen_reminders(turn, draft);
    let mut all: Vec<u32> = rules::REMINDERS.into_iter().chain(turn.city.preset.forum.reminders.clone()).collect();
    all.sort_unstable_by_key(|minutes| std::cmp::Reverse(*minutes));
    all.dedup();
    let choices = all.into_iter().map(|minutes| {
        let label = if chosen.contains(&minutes) {
            t!("forum-reminder-on-button", before = card::before(minutes))
        } else {
            t!("forum-reminder-off-button", before = card::before(minutes))
        };
        (format!("r:{minutes}"), label)
    });
    Question::new(t!("forum-ask-reminders", count = chosen.len()))
        .grid(2, choices)
        .choice("done", t!("forum-done-button"))
}

/// The reminders chosen so far: the city's own unless something else was said.
pub fn chosen_reminders(turn: &Turn<'_>, draft: &Draft) -> Vec<u32> {
    draft.reminders.clone().unwrap_or_else(|| turn.city.preset.forum.reminders.clone())
}

fn dongs(turn: &Turn<'_>, gu: &str, page: usize) -> Question {
    match turn.city.preset.gu(gu) {
        Some(gu) => {
            let question = Question::new(t!("forum-ask-dong", gu = &gu.name));
            let question = question.choice("whole", t!("forum-whole-gu-button", gu = &gu.name));
            places::dongs(question, turn.city, gu, page)
        }
        None => question(turn, &Draft::default(), &Field::Area),
    }
}
