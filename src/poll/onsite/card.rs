//! How help on site looks: the telephone is handed over, the ballot that is on it, and what stands in
//! its place afterwards.

use super::{Help, NotHelped};
use crate::bot::{Card, Desk, Press as BotPress};
use crate::poll::eligible::{Barrier, Spent};
use crate::poll::proof::Receipt;
use crate::poll::{DeskPress, Poll, PollId, Press};
use crate::t;
use crate::text::{Lang, Text};

fn desk(press: DeskPress) -> BotPress {
    BotPress::Desk(Desk::Poll(press))
}

/// The way to help somebody.
pub fn button(poll: PollId) -> (Text, BotPress) {
    (t!("onsite-button"), desk(DeskPress::Help(poll)))
}

/// The next person, or back to the desk.
fn onwards(card: Card, poll: PollId) -> Card {
    card.row([(t!("onsite-next-button"), desk(DeskPress::Help(poll)))])
        .row([(t!("poll-desk-see-button"), desk(DeskPress::Open(poll))), (t!("home-button"), BotPress::Home)])
}

fn stop(help: &Help) -> (Text, BotPress) {
    (t!("onsite-stop-button"), desk(DeskPress::Booth(help.number, Press::Away(help.poll))))
}

/// To who holds the telephone: hand it over.
pub fn hand_over(poll: &Poll, help: &Help, lang: Lang) -> Card {
    let begin = (t!("onsite-begin-button"), desk(DeskPress::Booth(help.number, Press::Begin(poll.id))));
    Card::new(t!("onsite-hand-over", question = poll.question.get(lang))).row([begin]).row([stop(help)])
}

/// A card of the ballot as it is on a helper's telephone: its buttons say whom they are about, and lead
/// nowhere else.
pub fn in_booth(card: Card, help: &Help) -> Card {
    let number = help.number;
    let card = card.pressing(|press| match press {
        BotPress::Poll(
            press @ (Press::Page(..)
            | Press::Fields(_)
            | Press::Look(..)
            | Press::Pick(..)
            | Press::Drop(..)
            | Press::Mark(..)
            | Press::Blank(_)
            | Press::Summary(_)
            | Press::Cast(..)),
        ) => Some(desk(DeskPress::Booth(number, press))),
        _ => None,
    });
    card.row([stop(help)])
}

/// The vote is in the box, and what was chosen does not stand here any more.
pub fn done(poll: &Poll, receipt: &Receipt, lang: Lang) -> Card {
    let (number, question) = (receipt.number, poll.question.get(lang));
    let card = t!("onsite-done", question = question, number = number, receipt = receipt.to_string());
    onwards(Card::new(card), poll.id)
}

/// They went without voting.
pub fn left(poll: PollId) -> Card {
    onwards(Card::new(t!("onsite-left")), poll)
}

/// It was left lying, or the poll is over.
pub fn taken_off(poll: PollId) -> Card {
    onwards(Card::new(t!("onsite-taken-off")), poll)
}

/// A button of somebody else's ballot.
pub fn old(poll: PollId) -> Card {
    onwards(Card::new(t!("onsite-old")), poll)
}

/// No vote counts now.
pub fn shut(poll: &Poll, lang: Lang) -> Card {
    Card::new(t!("onsite-shut", question = poll.question.get(lang)))
        .row([(t!("poll-desk-see-button"), desk(DeskPress::Open(poll.id))), (t!("home-button"), BotPress::Home)])
}

/// Why somebody cannot vote here.
pub fn refused(why: NotHelped, poll: PollId) -> Card {
    onwards(Card::new(why_not(why)), poll)
}

/// The same in a sentence.
pub fn why_not(why: NotHelped) -> Text {
    match why {
        NotHelped::NoCode => t!("onsite-no-code"),
        NotHelped::Used(Spent::Telephone) => t!("onsite-used-telephone"),
        NotHelped::Used(Spent::OnSite) => t!("onsite-used-onsite"),
        NotHelped::Used(Spent::Paper) => t!("onsite-used-paper"),
        NotHelped::Registered => t!("onsite-registered"),
        NotHelped::NotCast(_) => t!("onsite-not-cast"),
    }
}

/// What has to be true of who votes, beside the code or the line in the register.
pub fn has_conditions(poll: &Poll) -> bool {
    let facts = crate::poll::eligible::rules::Facts { has_code: true, ..Default::default() };
    !matches!(crate::poll::eligible::rules::judge(poll, &facts), Ok(()) | Err(Barrier::NoCode))
}
