//! How a proposal looks: to who reads it, to its author, as a line of a list, as a receipt.

use chrono::NaiveDate;

use super::store::{Event, Ties};
use super::{Press, Proposal, Sort, State};
use crate::bot::{Card, Press as BotPress, Turn, Words};
use crate::city::City;
use crate::t;
use crate::text::{Lang, Text};

/// The whole proposal, with what this reader can do.
pub fn card(turn: &Turn<'_>, proposal: &Proposal, ties: Ties, events: &[Event]) -> Card {
    let (city, lang) = (turn.city, turn.lang());
    let today = city.day(turn.now());
    let mut card = Card::new(head(city, proposal));
    for block in words(proposal) {
        card = card.block(block);
    }
    card = card.block(outlook(proposal, today));
    card = answer(card, city, proposal, lang);
    if let Some((event, words)) = correction(events) {
        card = card.block(t!("proposal-corrected", at = event.at, words = words.get(lang))).maybe(words.note(lang));
    }
    buttons(card, turn, proposal, ties)
}

/// Title, number, state, author, place and field.
pub fn head(city: &City, proposal: &Proposal) -> Text {
    t!(
        "proposal-card",
        title = &proposal.title,
        receipt = proposal.receipt(),
        state = proposal.state.text(),
        supports = proposal.supports,
        author = proposal.author_label(),
        place = place(city, proposal),
        field = field(city, &proposal.field),
    )
}

/// What the author wrote.
pub fn words(proposal: &Proposal) -> Vec<Text> {
    let mut blocks =
        vec![t!("proposal-card-problem", words = &proposal.problem), t!("proposal-card-wish", words = &proposal.wish)];
    blocks.extend(proposal.addition.as_ref().map(|words| t!("proposal-card-addition", words = words)));
    blocks
}

/// Where it is: the dong, a point on the map, or not told.
pub fn place(city: &City, proposal: &Proposal) -> Text {
    match (&proposal.dong, proposal.latitude) {
        (Some(dong), _) => match city.preset.dong(dong) {
            Some((gu, dong)) => t!("proposal-place", gu = &gu.name, dong = &dong.name),
            None => t!("proposal-place-none"),
        },
        (None, Some(_)) => t!("proposal-place-map"),
        (None, None) => t!("proposal-place-none"),
    }
}

/// A field's name.
pub fn field(city: &City, id: &str) -> Text {
    match city.preset.field(id) {
        Some(field) => t!("place-name", name = &field.name),
        None => t!("proposal-field-none"),
    }
}

/// When the city answers, or that it has.
pub fn outlook(proposal: &Proposal, today: NaiveDate) -> Text {
    let left = (proposal.answer_by - today).num_days();
    match proposal.state {
        State::Supplement => match proposal.supplement_by {
            Some(by) if by < today => t!("proposal-due-silent", by = by),
            by => t!("proposal-due-paused", by = by.unwrap_or(proposal.answer_by)),
        },
        State::Submitted | State::Published | State::Assigned if left >= 0 => {
            t!("proposal-due", by = proposal.answer_by, left = left)
        }
        State::Submitted | State::Published | State::Assigned => {
            t!("proposal-due-late", by = proposal.answer_by, late = -left)
        }
        State::Adopted | State::Partly | State::NotAdopted | State::Transferred => {
            t!(
                "proposal-decided",
                state = proposal.state.text(),
                at = proposal.decided_at.unwrap_or(proposal.submitted_at)
            )
        }
        State::Returned => t!("proposal-returned"),
        State::Hidden => t!("proposal-hidden"),
        State::Withdrawn => t!("proposal-withdrawn"),
    }
}

fn answer(mut card: Card, city: &City, proposal: &Proposal, lang: Lang) -> Card {
    if proposal.state == State::Assigned
        && let Some(department) = proposal.department_text(city)
    {
        card = card.block(t!("proposal-assigned", department = department));
    }
    if let Some(words) = proposal.decision().filter(|_| proposal.state.is_decided()) {
        card = card.block(t!("proposal-quote", words = words.get(lang))).maybe(words.note(lang));
        card = card.maybe(proposal.planned_on.map(|day| t!("proposal-planned", day = day)));
    }
    card
}

/// That the city's answer or the publication was corrected, and why: for everybody to see.
fn correction(events: &[Event]) -> Option<(&Event, Words)> {
    let last = events.iter().rev().find(|event| event.act == "mend" || event.act == "unpublish")?;
    Some((last, last.words()?))
}

fn buttons(mut card: Card, turn: &Turn<'_>, proposal: &Proposal, ties: Ties) -> Card {
    let press = |press: Press| BotPress::Proposal(press);
    let (id, own) = (proposal.id, proposal.author == Some(turn.me()));
    if proposal.state.takes_support() && !own {
        let support = if ties.supports {
            (t!("proposal-unsupport-button"), press(Press::Unsupport(id)))
        } else {
            (t!("proposal-support-button"), press(Press::Support(id)))
        };
        card = card.row([support, follow(proposal, ties)]);
    } else if proposal.state.is_public() && !own {
        card = card.row([follow(proposal, ties)]);
    }
    if own && proposal.state == State::Supplement {
        card = card.button(t!("proposal-supplement-button"), press(Press::Supplement(id)));
    }
    let photos = proposal.photos.len();
    let photos = (photos > 0).then(|| (t!("proposal-photos-button", count = photos), press(Press::Photos(id))));
    let map = proposal.latitude.map(|_| (t!("proposal-map-button"), press(Press::Map(id))));
    card = card.row(photos.into_iter().chain(map));
    let share = proposal.state.is_public().then(|| (t!("proposal-share-button"), press(Press::Share(id))));
    card = card.row([(t!("proposal-history-button"), press(Press::History(id)))].into_iter().chain(share));
    let can_withdraw = own && (proposal.state.is_open() || proposal.before.is_some_and(State::is_open));
    if can_withdraw {
        card = card.button(t!("proposal-withdraw-button"), press(Press::Withdraw(id)));
    } else if proposal.state.is_public() && !own && !ties.reported {
        card = card.button(t!("proposal-report-button"), press(Press::Report(id)));
    }
    if turn.may(crate::person::Role::Moderator) {
        card = card.row([super::letter::desk_button(proposal)]);
    }
    card.row([(t!("proposal-menu-button"), press(Press::Menu)), (t!("home-button"), BotPress::Home)])
}

fn follow(proposal: &Proposal, ties: Ties) -> (Text, BotPress) {
    if ties.follows {
        (t!("proposal-unfollow-button"), BotPress::Proposal(Press::Unfollow(proposal.id)))
    } else {
        (t!("proposal-follow-button"), BotPress::Proposal(Press::Follow(proposal.id)))
    }
}

/// A numbered line of a list.
pub fn line(number: usize, proposal: &Proposal, sort: &Sort) -> Text {
    let (title, state) = (&proposal.title, proposal.state.text());
    if *sort == Sort::Mine && proposal.state.is_open() {
        return t!("proposal-line-mine", number = number, title = title, state = state, by = proposal.answer_by);
    }
    t!("proposal-line", number = number, title = title, state = state, supports = proposal.supports)
}

/// A line of the history: what happened, when, and what was said.
pub fn event_line(city: &City, event: &Event, lang: Lang) -> Text {
    let what = match event.act.as_str() {
        "submit" => t!("proposal-event-submit"),
        "publish" => t!("proposal-event-publish"),
        "ask" => t!("proposal-event-ask"),
        "complete" => t!("proposal-event-complete"),
        "return" => t!("proposal-event-return"),
        "assign" => match event.department.as_deref().and_then(|id| city.preset.department(id)) {
            Some(department) => t!("proposal-event-assign", department = &department.name),
            None => event.state.text(),
        },
        "decide" => t!("proposal-event-decide", state = event.state.text()),
        "mend" => t!("proposal-event-mend"),
        "unpublish" => t!("proposal-event-unpublish"),
        "hide" => t!("proposal-event-hide"),
        "unhide" => t!("proposal-event-unhide"),
        "withdraw" => t!("proposal-event-withdraw"),
        _ => event.state.text(),
    };
    match event.words() {
        Some(words) => {
            t!("proposal-event-said", at = event.at, what = what, words = words.get(lang))
        }
        None => t!("proposal-event", at = event.at, what = what),
    }
}

/// A kind word below that line, to who does not find what staff said in their language.
pub fn event_note(event: &Event, lang: Lang) -> Option<Text> {
    event.actor.and(event.words())?.note(lang)
}

/// What an author gets who has submitted: the number, the day, what happens next.
pub fn receipt(city: &City, proposal: &Proposal) -> Card {
    let days = city.preset.periods.acknowledge_days;
    Card::new(t!(
        "proposal-receipt",
        title = &proposal.title,
        receipt = proposal.receipt(),
        state = proposal.state.text()
    ))
    .block(t!("proposal-receipt-due", by = proposal.answer_by))
    .block(t!("proposal-receipt-next", days = days))
    .row([
        (t!("proposal-open-button"), BotPress::Proposal(Press::Open(proposal.id))),
        (t!("proposal-mine-button"), BotPress::Proposal(Press::Mine)),
    ])
    .home()
}
