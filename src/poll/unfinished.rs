//! Ballots that were begun and not submitted. Their owners are reminded 48 and 6 hours before the
//! close, and how many stayed unfinished stands in the report: it is by that figure that one sees
//! whether a ballot is easy enough to submit.
//!
//! What a draft says is never looked at here.

use crate::bot::{Card, Press as BotPress};
use crate::db::Tx;
use crate::poll::{Poll, Press, card, rules as figures};
use crate::text::{Lang, Text};
use crate::{person, t};

pub mod due;
pub mod rules;
pub mod store;

/// How many ballots of a poll are unfinished, or were at its close; none if nobody counted.
pub async fn count(tx: &mut Tx, poll: &Poll) -> sqlx::Result<Option<i64>> {
    match poll.closed_at {
        Some(_) => store::at_close(tx, poll.id).await,
        None => store::count(tx, poll.id).await.map(Some),
    }
}

/// The same in a sentence for staff, with the part that it is of all who began.
pub fn line(count: i64, voters: i64) -> Text {
    let tenths = figures::tenths_of_percent(count, voters + count);
    t!("poll-desk-unfinished", count = count, whole = tenths / 10, tenth = tenths % 10)
}

/// To who has an unfinished ballot.
pub fn reminder(poll: &Poll, lang: Lang) -> Card {
    let (question, closes) = (poll.question.get(lang), poll.closes_at);
    Card::new(t!("poll-nudge", question = question, closes = closes))
        .row([(t!("poll-nudge-button"), BotPress::Poll(Press::Begin(poll.id))), card::open_button(poll.id)])
        .button(t!("settings-button"), BotPress::Person(person::Press::Settings))
}
