//! How a ballot looks: the options with what is chosen in words, a page at a time; the fields with
//! their own counts; what one is about to submit; what one has submitted. How an option is marked
//! with each kind of ballot is in `marks`.

use super::marks;
use super::pages::Page;
use crate::bot::{Card, Press as BotPress};
use crate::poll::ballot::Choices;
use crate::poll::proof::store::Latest;
use crate::poll::proof::{self, Receipt};
use crate::poll::voting::{Kind, Rules};
use crate::poll::{Field, OptionId, Poll, Press, card};
use crate::t;
use crate::text::{Lang, Text, cut};

/// Letters of a field's name on a button.
const FIELD_ON_BUTTON_CHARS: usize = 12;

/// A ballot as one person sees it.
pub struct View<'a> {
    /// The poll.
    pub poll: &'a Poll,
    /// What its method has to know.
    pub rules: &'a Rules,
    /// The options in this person's order.
    pub pages: &'a [Page],
    /// What is chosen at the moment.
    pub choices: &'a Choices,
    /// What lies in the box.
    pub cast: Option<&'a Choices>,
    /// The reader's language.
    pub lang: Lang,
}

impl View<'_> {
    /// An option's title.
    pub fn title(&self, option: OptionId) -> &str {
        self.poll.option(option).map_or("", |option| option.title.get(self.lang))
    }

    /// How many of a field are chosen.
    fn chosen_of(&self, field: usize) -> usize {
        let of = |option: &OptionId| self.poll.option(*option).and_then(|option| option.field) == Some(field);
        self.choices.options().iter().filter(|option| of(option)).count()
    }
}

/// Where a ballot begins: its fields, where there are any; otherwise its first page.
pub fn first(view: &View<'_>) -> Card {
    if view.poll.terms.fields.is_empty() { ballot(view, 0) } else { fields(view) }
}

/// The ballot, after a word about why what was typed would not do.
pub fn again(view: &View<'_>, problem: Text) -> Card {
    first(view).before(problem)
}

/// The fields, each with how many of it are chosen.
pub fn fields(view: &View<'_>) -> Card {
    let (poll, id) = (view.poll, view.poll.id);
    let named = || (1usize..).zip(&poll.terms.fields);
    let lines: Vec<Text> = named().map(|(number, field)| field_line(view, number, field)).collect();
    let page_of = |number| view.pages.iter().position(|page| page.field == Some(number));
    let buttons = named().filter_map(|(number, field)| {
        let name = cut(field.name.get(view.lang), FIELD_ON_BUTTON_CHARS);
        let chosen = view.chosen_of(number);
        Some((
            t!("poll-field-button", field = name, chosen = chosen),
            BotPress::Poll(Press::Page(id, page_of(number)?)),
        ))
    });
    let rest = view.pages.iter().position(|page| page.field.is_none());
    let rest = rest.map(|page| (t!("poll-no-field-button"), BotPress::Poll(Press::Page(id, page))));
    let card = Card::new(t!("poll-title", question = poll.question.get(view.lang)))
        .block(progress(view))
        .block(t!("poll-lines", lines = lines))
        .grid(2, buttons.chain(rest));
    ends(view, card, 0)
}

fn field_line(view: &View<'_>, number: usize, field: &Field) -> Text {
    t!(
        "poll-field-line",
        field = field.name.get(view.lang),
        chosen = view.chosen_of(number),
        min = field.min,
        max = field.max.unwrap_or(0),
        limits = match (field.min, field.max) {
            (0, None) => "none",
            (0, Some(_)) => "max",
            (_, None) => "min",
            (min, Some(max)) if min == max => "exact",
            _ => "both",
        },
    )
}

/// A page of the ballot.
pub fn ballot(view: &View<'_>, page: usize) -> Card {
    let (poll, id, pages) = (view.poll, view.poll.id, view.pages.len());
    let page = page.min(pages.saturating_sub(1));
    let Some(shown) = view.pages.get(page) else { return Card::new(progress(view)) };
    let lines: Vec<Text> = shown.options.iter().map(|option| marks::line(view, *option)).collect();
    let field = shown.field.and_then(|number| Some((number, poll.terms.field(number)?)));
    let mut ballot = Card::new(t!("poll-title", question = poll.question.get(view.lang)))
        .block(progress(view))
        .maybe(field.map(|(number, field)| field_line(view, number, field)))
        .block(t!("poll-lines", lines = lines));
    ballot = ballot.block(match pages {
        1 => t!("poll-ballot-order"),
        _ => t!("poll-ballot-page", page = page + 1, pages = pages),
    });
    ballot = marks::buttons(view, ballot, &shown.options);
    let turn_to = |page| BotPress::Poll(Press::Page(id, page));
    let before = (page > 0).then(|| (t!("page-before-button"), turn_to(page.saturating_sub(1))));
    let all = (!poll.terms.fields.is_empty()).then(|| (t!("poll-fields-button"), BotPress::Poll(Press::Fields(id))));
    let after = (page + 1 < pages).then(|| (t!("page-after-button"), turn_to(page + 1)));
    ballot = ballot.row(before.into_iter().chain(all).chain(after));
    let place = view.pages.iter().take(page).map(|page| page.options.len()).sum();
    ends(view, ballot, place)
}

/// The ways on from a ballot: submit it, cast a blank one, look at an option, leave.
fn ends(view: &View<'_>, card: Card, place: usize) -> Card {
    let id = view.poll.id;
    // A single choice goes on at once when it is pressed; who comes back to one finds it here.
    let waits = *view.choices != Choices::Nothing && view.cast.is_none_or(|cast| cast != view.choices);
    let submit = (view.poll.kind() != Kind::Single || waits)
        .then(|| (t!("poll-submit-button"), BotPress::Poll(Press::Summary(id))));
    let blank = view.poll.terms.blank.then(|| (t!("poll-blank-button"), BotPress::Poll(Press::Blank(id))));
    card.row(submit.into_iter().chain(blank)).row([
        (t!("poll-look-button"), BotPress::Poll(Press::Look(id, place))),
        (t!("poll-away-button"), BotPress::Poll(Press::Away(id))),
    ])
}

/// To where a ballot begins, in place of what is shown.
fn to_ballot(poll: &Poll) -> Press {
    if poll.terms.fields.is_empty() { Press::Page(poll.id, 0) } else { Press::Fields(poll.id) }
}

/// What is chosen, in words, and that it is not submitted yet.
fn progress(view: &View<'_>) -> Text {
    match (view.cast, view.choices) {
        (Some(Choices::Blank), Choices::Blank) => t!("poll-ballot-blank-cast"),
        (Some(cast), choices) if cast == choices => t!("poll-ballot-as-cast"),
        (cast, _) => {
            let sent = if cast.is_some() { t!("poll-ballot-unsent-change") } else { t!("poll-ballot-unsent") };
            marks::progress(view, sent)
        }
    }
}

/// What one is about to submit. The button confirms exactly this, by its `mark`.
pub fn summary(view: &View<'_>, mark: String) -> Card {
    let id = view.poll.id;
    let title = Card::new(t!("poll-title", question = view.poll.question.get(view.lang)));
    let cast = BotPress::Poll(Press::Cast(id, mark));
    let card = if *view.choices == Choices::Blank {
        title.block(t!("poll-summary-blank")).button(t!("poll-cast-blank-button"), cast)
    } else {
        title
            .block(t!("poll-summary", lines = marks::chosen(view)))
            .maybe(marks::total(view))
            .button(t!("poll-cast-button"), cast)
    };
    card.row([
        (t!("poll-again-button"), BotPress::Poll(to_ballot(view.poll))),
        (t!("poll-away-button"), BotPress::Poll(Press::Away(id))),
    ])
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
    let text = t!("poll-mine", question = view.poll.question.get(view.lang), lines = marks::chosen(view));
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
            (t!("poll-change-button"), BotPress::Poll(to_ballot(view.poll))),
            (t!("poll-away-home-button"), BotPress::Poll(Press::Away(id))),
        ])
        .row(check)
}

/// Nothing lies in the box.
pub fn not_voted(poll: &Poll) -> Card {
    Card::new(t!("poll-not-voted", closes = poll.closes_at))
        .row([card::vote_button(poll.id), card::open_button(poll.id)])
}
