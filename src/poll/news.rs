//! What people are told of a poll without having asked: it opens, closes later, is cancelled or
//! corrected, and its result.

use crate::bot::Card;
use crate::city::City;
use crate::clock::Moment;
use crate::poll::card::{facts, list_button, look_button, open_button, reason, vote_button, vote_or_change_button};
use crate::poll::{Poll, result};
use crate::t;
use crate::text::{Lang, Text};

/// A poll opens: everything one needs, and the way to vote.
pub fn announcement(city: &City, poll: &Poll, lang: Lang) -> Card {
    Card::new(t!("poll-announced"))
        .block(t!("poll-title", question = poll.question.get(lang)))
        .maybe(poll.description.as_ref().map(|words| t!("poll-description", words = words.get(lang))))
        .block(facts(city, poll))
        .maybe(poll.question.note(lang))
        .row([vote_button(poll.id), look_button(poll.id)])
}

/// The result, to those who voted, with where they took part from if that can be told.
pub fn result_notice(poll: &Poll, places: Option<Text>, lang: Lang) -> Card {
    match &poll.result {
        Some(outcome) => result::card(poll, outcome, lang, 0)
            .maybe(places)
            .block(t!("poll-result-thanks"))
            .row([result::chart_button(poll.id), result::bundle_button(poll.id)])
            .row([list_button(), look_button(poll.id)]),
        None => Card::new(t!("poll-state-closed")),
    }
}

/// The close is later: to who was invited or voted.
pub fn extended(poll: &Poll, from: Moment, lang: Lang) -> Card {
    Card::new(t!("poll-extended", question = poll.question.get(lang), from = from, to = poll.closes_at))
        .row([vote_or_change_button(poll.id), open_button(poll.id)])
}

/// It is called off: to who was invited or voted.
pub fn cancelled(poll: &Poll, lang: Lang) -> Card {
    Card::new(t!("poll-cancelled", question = poll.question.get(lang)))
        .block(reason(poll, lang))
        .maybe(poll.cancel_reason.as_ref().and_then(|reason| reason.note(lang)))
        .row([list_button()])
}

/// A correction, to whom the mistake went.
pub fn corrected(poll: &Poll, lang: Lang) -> Card {
    let note = poll.correction.as_ref();
    Card::new(t!("poll-corrected", question = poll.question.get(lang), note = note.map_or("", |note| note.get(lang))))
        .maybe(note.and_then(|note| note.note(lang)))
        .row([open_button(poll.id)])
}
