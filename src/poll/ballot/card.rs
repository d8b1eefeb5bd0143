//! How a ballot looks: the options with what is chosen in words, a page at a time; what one is
//! about to submit; what one has submitted.

use crate::bot::{Card, Press as BotPress};
use crate::poll::ballot::Choices;
use crate::poll::proof::store::Latest;
use crate::poll::proof::{self, Receipt};
use crate::poll::{OptionId, Poll, Press, card};
use crate::t;
use crate::text::{Lang, Text};

/// Options on one page of the ballot.
pub const OPTIONS_A_PAGE: usize = 8;

/// A ballot as one person sees it.
pub struct View<'a> {
    /// The poll.
    pub poll: &'a Poll,
    /// The options in this person's order.
    pub order: &'a [OptionId],
    /// What is chosen at the moment.
    pub choices: &'a Choices,
    /// What lies in the box.
    pub cast: Option<&'a Choices>,
    /// The reader's language.
    pub lang: Lang,
}

/// A page of the ballot.
pub fn ballot(view: &View<'_>, page: usize) -> Card {
    let (poll, id) = (view.poll, view.poll.id);
    let pages = view.order.len().div_ceil(OPTIONS_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let shown: Vec<OptionId> = view.order.iter().copied().skip(page * OPTIONS_A_PAGE).take(OPTIONS_A_PAGE).collect();
    let lines: Vec<Text> = shown.iter().map(|option| line(view, *option)).collect();
    let mut ballot = Card::new(t!("poll-title", question = poll.question.get(view.lang)))
        .block(progress(view))
        .block(t!("poll-lines", lines = lines));
    ballot = ballot.block(match pages {
        1 => t!("poll-ballot-order"),
        _ => t!("poll-ballot-page", page = page + 1, pages = pages),
    });
    ballot = ballot.grid(2, shown.iter().map(|option| toggle(view, *option)));
    let turn_to = |page| BotPress::Poll(Press::Page(id, page));
    let before = (page > 0).then(|| (t!("page-before-button"), turn_to(page.saturating_sub(1))));
    let after = (page + 1 < pages).then(|| (t!("page-after-button"), turn_to(page + 1)));
    ballot = ballot.row(before.into_iter().chain(after));
    if poll.picks > 1 {
        ballot = ballot.button(t!("poll-submit-button"), BotPress::Poll(Press::Summary(id)));
    }
    ballot.row([
        (t!("poll-look-button"), BotPress::Poll(Press::Look(id, page * OPTIONS_A_PAGE))),
        (t!("poll-away-button"), BotPress::Poll(Press::Away(id))),
    ])
}

fn progress(view: &View<'_>) -> Text {
    let (chosen, max) = (view.choices.len(), view.poll.picks);
    match view.cast {
        Some(cast) if cast == view.choices => t!("poll-ballot-as-cast"),
        Some(_) => t!("poll-ballot-changed", chosen = chosen, max = max),
        None if max == 1 => t!("poll-ballot-single", chosen = chosen),
        None => t!("poll-ballot-progress", chosen = chosen, max = max),
    }
}

fn line(view: &View<'_>, option: OptionId) -> Text {
    let title = view.poll.option(option).map_or("", |option| option.title.get(view.lang));
    if view.choices.has(option) {
        t!("poll-ballot-line-on", number = option.0, title = title)
    } else {
        t!("poll-ballot-line-off", number = option.0, title = title)
    }
}

/// A press says what it wants, not "the other way round": two taps are one.
fn toggle(view: &View<'_>, option: OptionId) -> (Text, BotPress) {
    let id = view.poll.id;
    if view.poll.picks > 1 && view.choices.has(option) {
        (t!("poll-drop-button", number = option.0), BotPress::Poll(Press::Drop(id, option)))
    } else {
        (t!("poll-pick-button", number = option.0), BotPress::Poll(Press::Pick(id, option)))
    }
}

/// What one is about to submit. The button confirms exactly this, by its `mark`.
pub fn summary(view: &View<'_>, mark: String) -> Card {
    let id = view.poll.id;
    Card::new(t!("poll-title", question = view.poll.question.get(view.lang)))
        .block(t!("poll-summary", lines = chosen(view)))
        .button(t!("poll-cast-button"), BotPress::Poll(Press::Cast(id, mark)))
        .row([
            (t!("poll-again-button"), BotPress::Poll(Press::Page(id, 0))),
            (t!("poll-away-button"), BotPress::Poll(Press::Away(id))),
        ])
}

/// What one has chosen, by number.
fn chosen(view: &View<'_>) -> Vec<Text> {
    let title = |option: OptionId| view.poll.option(option).map_or("", |option| option.title.get(view.lang));
    view.choices.iter().map(|option| t!("poll-option-line", number = option.0, title = title(option))).collect()
}

/// The vote is in the box. The newest checkpoint of the log goes with it, so that many keep it.
pub fn done(poll: &Poll, receipt: &Receipt, latest: Option<Latest>, lang: Lang) -> Card {
    let mine = (t!("poll-mine-button"), BotPress::Poll(Press::Mine(poll.id)));
    let change = (t!("poll-change-button"), BotPress::Poll(Press::Begin(poll.id)));
    let check = (t!("proof-check-button"), BotPress::Poll(Press::Check(poll.id, receipt.number)));
    let question = poll.question.get(lang);
    let done = t!(
        "poll-done",
        question = question,
        number = receipt.number,
        receipt = receipt.to_string(),
        closes = poll.closes_at,
    );
    let card = Card::new(done).maybe(proof::card::latest(latest)).row([mine, change]);
    card.row([check, (t!("home-button"), BotPress::Home)])
}

/// What lies in the box, for whom it is.
pub fn mine(view: &View<'_>, receipt: Option<Receipt>) -> Card {
    let id = view.poll.id;
    let text = t!("poll-mine", question = view.poll.question.get(view.lang), lines = chosen(view));
    let until = match &receipt {
        Some(receipt) => {
            let (number, receipt) = (receipt.number, receipt.to_string());
            t!("poll-mine-receipt", number = number, receipt = receipt, closes = view.poll.closes_at)
        }
        None => t!("poll-mine-until", closes = view.poll.closes_at),
    };
    let check = receipt.map(|receipt| (t!("proof-check-button"), BotPress::Poll(Press::Check(id, receipt.number))));
    Card::new(text)
        .block(until)
        .row([
            (t!("poll-change-button"), BotPress::Poll(Press::Page(id, 0))),
            (t!("poll-away-home-button"), BotPress::Poll(Press::Away(id))),
        ])
        .row(check)
}

/// Nothing lies in the box.
pub fn not_voted(poll: &Poll) -> Card {
    Card::new(t!("poll-not-voted", closes = poll.closes_at))
        .row([card::vote_button(poll.id), card::open_button(poll.id)])
}
