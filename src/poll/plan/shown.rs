//! Everything that is frozen when a plan is published, in both languages: what its author sees before, and
//! who approves it. First as a citizen who reads the same language sees it, then what others read.

use super::Plan;
use super::ask::field_lines;
use crate::bot::Words;
use crate::city::City;
use crate::clock::Moment;
use crate::poll::{Candidate, card};
use crate::t;
use crate::text::{Lang, Text};

impl Plan {
    /// What a citizen will see if it is published at `now`, and what those see who read the other language.
    pub fn shown(&self, city: &City, now: Moment, lang: Lang) -> Vec<Text> {
        let poll = self.poll(now);
        let fields = (!self.terms.fields.is_empty()).then(|| t!("poll-plan-fields-now", lines = field_lines(self)));
        let question = &poll.question;
        let about = poll.description.as_ref();
        let other = other(question, lang).map(|question| {
            let about = about.and_then(|about| other(about, lang)).unwrap_or_default();
            t!("poll-plan-other", title = question, any = if about.is_empty() { "no" } else { "yes" }, about = about)
        });
        [
            Some(t!("poll-title", question = question.get(lang))),
            about.map(|about| t!("poll-description", words = about.get(lang))),
            Some(card::facts(city, &poll)),
            Some(t!("poll-lines", lines = card::options(&poll, lang))),
            fields,
            other,
            poll.eligible.code.then(|| t!("eligible-plan-codes")),
            Some(if self.is_translated() { t!("poll-plan-has-en") } else { t!("poll-plan-no-en") }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether everything that is there is there in both languages.
    fn is_translated(&self) -> bool {
        let both = |words: &Words| words.en.is_some();
        let option = |option: &Candidate| both(&option.title) && option.about.as_ref().is_none_or(both);
        both(&self.question)
            && self.about.as_ref().is_none_or(both)
            && self.options.iter().all(option)
            && self.terms.fields.iter().all(|field| both(&field.name))
    }

    /// One option with everything that is frozen of it, by its place.
    pub fn option_shown(&self, place: usize, lang: Lang) -> Vec<Text> {
        let Some(option) = self.options.get(place) else { return Vec::new() };
        let field = option.field.and_then(|field| self.terms.field(field));
        let other_about = option.about.as_ref().and_then(|about| other(about, lang)).unwrap_or_default();
        let other = match other(&option.title, lang) {
            Some(title) => {
                let any = if other_about.is_empty() { "no" } else { "yes" };
                t!("poll-plan-other", title = title, any = any, about = other_about)
            }
            None => t!("poll-plan-other-none"),
        };
        card::option_blocks(option, field, lang, place, self.options.len())
            .into_iter()
            .chain([other])
            .chain(field.and_then(|field| Some(t!("poll-option-field", field = self::other(&field.name, lang)?))))
            .chain([if option.picture.is_some() { t!("poll-plan-has-picture") } else { t!("poll-plan-no-picture") }])
            .collect()
    }

    /// How many options there are.
    pub fn options_count(&self) -> usize {
        self.options.len()
    }

    /// The picture of an option by its place, and what it is a picture of.
    pub fn picture_of(&self, place: usize, lang: Lang) -> Option<(String, Text)> {
        let option = self.options.get(place)?;
        let caption = t!("poll-option-line", number = option.id.0, title = option.title.get(lang));
        Some((option.picture.clone()?, caption))
    }
}

/// What those read who do not read `lang`, if they read something else.
fn other(words: &Words, lang: Lang) -> Option<&str> {
    if lang == Lang::reference() { words.en.as_deref() } else { words.en.as_ref().map(|_| words.ko.as_str()) }
}
