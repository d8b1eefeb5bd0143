//! How receipts, checkpoints and opened leaves look.

use data_encoding::BASE64;

use super::Receipt;
use super::store::Latest;
use crate::bot::{Card, Press as BotPress};
use crate::poll::{Poll, PollId, Press, card};
use crate::t;
use crate::text::{Lang, Text};

/// The newest checkpoint of a log, as it goes with a receipt; of an empty log there is nothing to keep.
pub fn latest(latest: Option<Latest>) -> Option<Text> {
    let Latest { size, root } = latest.filter(|latest| latest.size > 0)?;
    Some(t!("proof-latest", size = size, root = BASE64.encode(&root)))
}

/// What a vote was written down as, and the choice to leave it or to have it opened.
pub fn check(poll: &Poll, receipt: &Receipt, lang: Lang) -> Card {
    let (id, number) = (poll.id, receipt.number);
    let question = poll.question.get(lang);
    let shown = receipt.to_string();
    Card::new(t!("proof-check", question = question, number = number, receipt = shown))
        .button(t!("proof-keep-button"), BotPress::Poll(Press::Keep(id)))
        .button(t!("proof-reveal-button"), BotPress::Poll(Press::Reveal(id, number)))
        .button(t!("proof-file-button"), BotPress::Poll(Press::Proof(id, number)))
}

/// A leaf that was opened: all that its hash is of.
pub fn revealed(poll: PollId, receipt: &Receipt, text: &str) -> Card {
    let (hash, shown) = (data_encoding::HEXLOWER.encode(&receipt.hash), receipt.to_string());
    Card::new(t!("proof-revealed", number = receipt.number))
        .block(t!("proof-revealed-leaf", text = text, hash = hash))
        .block(t!("proof-revealed-again", receipt = shown))
        .button(t!("proof-again-button"), BotPress::Poll(Press::Begin(poll)))
        .home()
}

/// What is known of a receipt that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is the asker's, and it is what counts.
    Counts,
    /// It is the asker's, and a later vote of theirs has taken its place.
    Replaced,
    /// It is the asker's, who had it opened.
    Opened,
    /// It is somebody's.
    Logged,
    /// It may be the asker's: the key that could tell is gone.
    Over,
}

/// A receipt that is in a log.
pub fn found(poll: &Poll, receipt: &Receipt, standing: Standing, size: u64, lang: Lang) -> Card {
    let said = match standing {
        Standing::Counts => t!("proof-counts"),
        Standing::Replaced => t!("proof-replaced"),
        Standing::Opened => t!("proof-opened"),
        Standing::Logged => t!("proof-logged"),
        Standing::Over => t!("proof-over"),
    };
    let place = t!(
        "proof-found",
        receipt = receipt.to_string(),
        question = poll.question.get(lang),
        number = receipt.number,
        size = size,
    );
    Card::new(place)
        .block(said)
        .button(t!("proof-file-button"), BotPress::Poll(Press::Proof(poll.id, receipt.number)))
        .row([card::open_button(poll.id), (t!("home-button"), BotPress::Home)])
}

/// No log has it.
pub fn not_found() -> Card {
    Card::new(t!("proof-not-found")).home()
}

/// How to ask for one.
pub fn usage() -> Card {
    Card::new(t!("proof-usage")).home()
}
