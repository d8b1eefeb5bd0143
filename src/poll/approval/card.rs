//! How a plan that waits for a second pair of eyes looks.

use super::{Asked, AskedId};
use crate::bot::{Card, Desk, Press as BotPress};
use crate::city::City;
use crate::clock::Moment;
use crate::person::PersonId;
use crate::poll::{DeskPress, Poll, PollId};
use crate::t;
use crate::text::{Lang, Text};

/// To the author: it waits. Where nobody can approve it, how to go on.
pub fn waits(id: AskedId, others: usize) -> Card {
    let card = Card::new(t!("poll-asked", others = others));
    let card = if others == 0 { card.block(t!("poll-asked-alone")) } else { card };
    card.row([(t!("poll-asked-see-button"), at(DeskPress::Asked(id))), queue_button()]).home()
}

/// To those who may approve it.
pub fn news(asked: &Asked, who: Text, lang: Lang) -> Card {
    Card::new(t!("poll-asked-news", who = who, question = asked.plan.question().get(lang)))
        .row([(t!("poll-asked-look-button"), at(DeskPress::Asked(asked.id))), queue_button()])
}

/// A plan as citizens will see it, with what `me` can do about it.
pub fn asked(city: &City, asked: &Asked, who: Text, me: PersonId, now: Moment, lang: Lang) -> Card {
    let (id, at_time) = (asked.id, asked.touched_at);
    let mut card = match &asked.reason {
        Some(reason) => Card::new(t!("poll-asked-returned", at = at_time, reason = reason)),
        None => Card::new(t!("poll-asked-head", who = who, at = at_time)),
    };
    for block in asked.plan.shown(city, now, lang) {
        card = card.block(block);
    }
    card = card.row([
        (t!("poll-plan-look-button"), at(DeskPress::AskedLook(id, 0))),
        (t!("poll-trial-button"), at(DeskPress::AskedTrial(id))),
    ]);
    if asked.author == me {
        let label = match asked.reason {
            Some(_) => t!("poll-plan-edit-button"),
            None => t!("poll-asked-revise-button"),
        };
        if asked.reason.is_none() {
            card = card.block(t!("poll-asked-mine"));
        }
        return card.row([(label, at(DeskPress::Revise(id))), queue_button()]).home();
    }
    card.block(t!("poll-plan-freeze"))
        .row([
            (t!("poll-asked-approve-button"), at(DeskPress::Approve(id))),
            (t!("poll-asked-return-button"), at(DeskPress::Return(id))),
        ])
        .row([queue_button()])
        .home()
}

/// An option of a plan that waits, with everything that is frozen of it.
pub fn option(asked: &Asked, place: usize, lang: Lang) -> Card {
    let (id, count) = (asked.id, asked.plan.options_count());
    let place = place.min(count.saturating_sub(1));
    let mut card = asked.plan.option_shown(place, lang).into_iter().fold(Card::default(), Card::block);
    let turn_to = |place| at(DeskPress::AskedLook(id, place));
    let before = place.checked_sub(1).map(|before| (t!("poll-option-before-button"), turn_to(before)));
    let after = (place + 1 < count).then(|| (t!("poll-option-after-button"), turn_to(place + 1)));
    card = card.row(before.into_iter().chain(after));
    if asked.plan.picture_of(place, lang).is_some() {
        card = card.button(t!("poll-picture-button"), at(DeskPress::AskedPicture(id, place)));
    }
    card.button(t!("poll-asked-back-button"), at(DeskPress::Asked(id)))
}

/// To the author: it was approved, and is published.
pub fn approved(asked: &Asked, who: Text, poll: PollId, lang: Lang) -> Card {
    Card::new(t!("poll-approved", who = who, question = asked.plan.question().get(lang)))
        .row([(t!("poll-desk-see-button"), at(DeskPress::Open(poll)))])
}

/// To the author: it comes back.
pub fn returned(asked: &Asked, who: Text, reason: &str, lang: Lang) -> Card {
    Card::new(t!("poll-returned", who = who, question = asked.plan.question().get(lang), reason = reason))
        .row([(t!("poll-plan-edit-button"), at(DeskPress::Revise(asked.id)))])
}

/// To those who may publish a result: one waits to be looked at.
pub fn closed(poll: &Poll, lang: Lang) -> Card {
    Card::new(t!("poll-closed-news", question = poll.question.get(lang)))
        .row([(t!("poll-desk-preview-button"), at(DeskPress::Preview(poll.id))), queue_button()])
}

/// A plan in the desk's list.
pub fn line(asked: &Asked, who: Text, lang: Lang) -> Text {
    let question = asked.plan.question().get(lang);
    match asked.reason {
        Some(_) => t!("poll-asked-line-returned", question = question),
        None => t!("poll-asked-line", question = question, who = who),
    }
}

/// A button of this room's desk.
pub fn at(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Poll(press))
}

/// The way to all polls.
pub fn queue_button() -> (Text, BotPress) {
    (t!("poll-desk-queue-button"), at(DeskPress::Queue))
}
