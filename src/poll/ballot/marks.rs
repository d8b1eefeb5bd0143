//! How options are marked on each kind of ballot: the line that says how one stands, the buttons that
//! change it, and what all of it comes to.

use super::Choices;
use super::card::View;
use crate::bot::{Card, Press as BotPress};
use crate::poll::voting::Kind;
use crate::poll::{OptionId, Press, card};
use crate::t;
use crate::text::{Text, Value};

/// Marks in one row of buttons.
const MARKS_A_ROW: usize = 5;

/// What is chosen so far, in a sentence that ends with whether it is `sent`.
pub fn progress(view: &View<'_>, sent: Text) -> Text {
    if *view.choices == Choices::Blank {
        return t!("poll-ballot-blank", sent = sent);
    }
    let (chosen, max, all) = (view.choices.len(), view.poll.picks, view.poll.options.len());
    match view.poll.kind() {
        Kind::Single => t!("poll-ballot-single", chosen = chosen, sent = sent),
        Kind::Approval => t!("poll-ballot-progress", chosen = chosen, max = max, sent = sent),
        Kind::Ranked => {
            t!("poll-ballot-ranked", chosen = chosen, max = max, order = in_order(view.choices), sent = sent)
        }
        Kind::Score { .. } => t!("poll-ballot-score", chosen = chosen, all = all, sent = sent),
        Kind::Points { budget, .. } => {
            let (given, budget) = (view.choices.points_given(), budget.unwrap_or(0));
            t!("poll-ballot-points", given = given, budget = budget, left = budget.saturating_sub(given), sent = sent)
        }
        Kind::Knapsack => t!(
            "poll-ballot-knapsack",
            chosen = chosen,
            spent = Value::Won(spent(view)),
            left = Value::Won(left(view)),
            sent = sent,
        ),
    }
}

/// `7 > 3 > 12`.
fn in_order(choices: &Choices) -> String {
    choices.options().iter().map(|option| option.0.to_string()).collect::<Vec<_>>().join(" > ")
}

fn cost(view: &View<'_>, option: OptionId) -> i64 {
    view.poll.option(option).and_then(|option| option.cost).unwrap_or(0)
}

fn spent(view: &View<'_>) -> i64 {
    view.choices.options().into_iter().fold(0, |sum, option| sum.saturating_add(cost(view, option)))
}

/// The money that is left.
pub fn left(view: &View<'_>) -> i64 {
    view.poll.terms.budget.unwrap_or(0) - spent(view)
}

/// What an option costs, where that matters.
fn cost_of(view: &View<'_>, option: OptionId) -> Option<i64> {
    view.poll.option(option).and_then(|option| option.cost).filter(|_| view.poll.terms.budget.is_some())
}

/// An option as it stands on the ballot.
pub fn line(view: &View<'_>, option: OptionId) -> Text {
    let state = match (view.poll.kind(), view.choices.has(option)) {
        (_, false) => t!("poll-mark-none"),
        (Kind::Ranked, true) => t!("poll-mark-rank", rank = view.choices.place_of(option).unwrap_or(0)),
        (Kind::Score { .. } | Kind::Points { .. }, true) => {
            t!("poll-mark-points", points = view.choices.points_of(option))
        }
        (Kind::Single | Kind::Approval | Kind::Knapsack, true) => t!("poll-mark-on"),
    };
    let title = view.title(option);
    match cost_of(view, option) {
        Some(won) => {
            t!("poll-ballot-line-cost", state = state, number = option.0, title = title, cost = Value::Won(won))
        }
        None => t!("poll-ballot-line", state = state, number = option.0, title = title),
    }
}

/// The buttons that mark these options, below a card. A button says what it wants, not "the other
/// way round": two taps are one.
pub fn buttons(view: &View<'_>, card: Card, options: &[OptionId]) -> Card {
    match view.poll.kind() {
        Kind::Score { max } => {
            options.iter().fold(card, |card, option| card.grid(MARKS_A_ROW, marks(view, *option, max)))
        }
        Kind::Points { budget, .. } => {
            options.iter().fold(card, |card, option| card.row(points(view, *option, budget.unwrap_or(0))))
        }
        _ => card.grid(2, options.iter().map(|option| toggle(view, *option))),
    }
}

fn toggle(view: &View<'_>, option: OptionId) -> (Text, BotPress) {
    let (id, kind, number) = (view.poll.id, view.poll.kind(), option.0);
    if kind != Kind::Single && view.choices.has(option) {
        return (t!("poll-drop-button", number = number), BotPress::Poll(Press::Drop(id, option)));
    }
    let over = cost(view, option) - left(view);
    let label = match kind {
        Kind::Ranked if view.choices.len() < view.poll.picks => {
            t!("poll-rank-button", number = number, rank = view.choices.len() + 1)
        }
        // It may be pressed all the same, and says why it does not fit.
        Kind::Knapsack if over > 0 => t!("poll-dear-button", number = number, over = Value::Won(over)),
        _ => t!("poll-pick-button", number = number),
    };
    (label, BotPress::Poll(Press::Pick(id, option)))
}

/// A button for each mark. The one that is given takes it back.
fn marks(view: &View<'_>, option: OptionId, max: u32) -> impl Iterator<Item = (Text, BotPress)> {
    let (id, given) = (view.poll.id, view.choices.points_of(option));
    (1..=max).map(move |mark| {
        if mark == given {
            (t!("poll-score-on-button", number = option.0, points = mark), BotPress::Poll(Press::Mark(id, option, 0)))
        } else {
            (t!("poll-score-button", number = option.0, points = mark), BotPress::Poll(Press::Mark(id, option, mark)))
        }
    })
}

/// One point less, one more: as far as there are any.
fn points(view: &View<'_>, option: OptionId, budget: u32) -> impl Iterator<Item = (Text, BotPress)> {
    let (id, given) = (view.poll.id, view.choices.points_of(option));
    let left = budget.saturating_sub(view.choices.points_given());
    let mark = move |points| BotPress::Poll(Press::Mark(id, option, points));
    let less = (given > 0).then(|| (t!("poll-less-button", number = option.0), mark(given.saturating_sub(1))));
    let more = (left > 0).then(|| (t!("poll-more-button", number = option.0), mark(given + 1)));
    less.into_iter().chain(more)
}

/// What one has chosen, a line each.
pub fn chosen(view: &View<'_>) -> Vec<Text> {
    if *view.choices == Choices::Blank {
        return vec![t!("poll-chosen-blank")];
    }
    let line = |(rank, option): (usize, OptionId)| {
        let (number, title) = (option.0, view.title(option));
        match view.choices {
            Choices::Order(_) => t!("poll-chosen-rank", rank = rank, number = number, title = title),
            Choices::Points(_) => {
                t!("poll-chosen-points", number = number, title = title, points = view.choices.points_of(option))
            }
            _ => card::option_line(number, title, cost_of(view, option)),
        }
    };
    (1..).zip(view.choices.options()).map(line).collect()
}

/// What it comes to, where there is something to be added up.
pub fn total(view: &View<'_>) -> Option<Text> {
    match view.poll.kind() {
        Kind::Knapsack => Some(t!("poll-total-cost", spent = Value::Won(spent(view)), left = Value::Won(left(view)))),
        Kind::Points { budget, .. } => {
            let given = view.choices.points_given();
            let left = budget.unwrap_or(0).saturating_sub(given);
            (left > 0).then(|| t!("poll-total-points", given = given, left = left))
        }
        _ => None,
    }
}
