//! A citizen with a telephone: votes, changes their mind, proposes, signs up. They read their screen,
//! press buttons by their labels, and never act before they were answered, so what they are owed is
//! always known.

use std::sync::Arc;
use std::time::Duration;

use madang::emulator::Act;
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::random::Random;
use crate::town::{FIRST_CITIZEN, Town};

/// How long somebody waits for an answer, through any number of restarts, before they say so.
const PATIENCE: Duration = Duration::from_secs(150);
/// How often they look at their screen.
const GLANCE: Duration = Duration::from_millis(25);
/// The longest they rest between two affairs.
const REST_MS_MAX: u64 = 4_000;
/// Proposals that one citizen makes: the city takes only so many a day.
const PROPOSALS_MAX: u32 = 2;

/// One in so many begins with a proposal.
const PROPOSERS: u32 = 5;

/// Nobody answered.
struct Unanswered(String);

struct Citizen {
    town: Arc<Town>,
    number: u32,
    chat: i64,
    random: Random,
    proposals: u32,
}

/// Lives until told to stop, and finishes what they began.
pub async fn live(town: Arc<Town>, number: u32, random: Random, stop: CancellationToken) {
    let chat = FIRST_CITIZEN + i64::from(number);
    let mut citizen = Citizen { town, number, chat, random, proposals: 0 };
    // A deep link is how most begin; some come with a proposal.
    let mut first = Some(if number.is_multiple_of(PROPOSERS) { 6 } else { 0 });
    while !stop.is_cancelled() {
        let rest = Duration::from_millis(citizen.random.below(REST_MS_MAX));
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(rest) => {}
        }
        let draw = first.take().unwrap_or_else(|| citizen.random.below(10));
        let affair = match draw {
            0..=5 => citizen.vote().await,
            6 | 7 if citizen.proposals < PROPOSALS_MAX => citizen.propose().await,
            8 => citizen.sign_up().await,
            _ => citizen.ask_for_help().await,
        };
        if let Err(Unanswered(what)) = affair {
            citizen.town.ledger.open().unanswered.push(format!("citizen {number}: {what}"));
            return;
        }
    }
}

impl Citizen {
    async fn vote(&mut self) -> Result<(), Unanswered> {
        let polls = self.town.polls();
        let Some(poll) = self.random.pick(&polls).copied() else { return Ok(()) };
        let before = self.last();
        self.follow(&format!("vote-{poll}"))?;
        let (card, picks) = self.sees("a ballot", before, |town, message| town.picks(message)).await?;
        let Some((option, label)) = self.random.pick(&picks).cloned() else { return Ok(()) };
        self.press(card, &label).await?;
        let cast = self.town.label("poll-cast-button");
        let confirm = self.sees("the confirmation", card - 1, |_, message| has_button(message, &cast)).await?.0;
        self.press(confirm, &cast).await?;
        let mine = self.town.label("poll-mine-button");
        self.sees("a receipt", confirm - 1, |_, message| has_button(message, &mine)).await?;
        let mut ledger = self.town.ledger.open();
        ledger.votes.insert((poll, self.number), option);
        ledger.votes_confirmed += 1;
        Ok(())
    }

    async fn propose(&mut self) -> Result<(), Unanswered> {
        self.proposals += 1;
        let title = format!("Bench {} by citizen {}", self.proposals, self.number);
        let town = self.town.clone();
        self.says("/propose").await?;
        self.says("The path by the river has no bench to sit on.").await?;
        let before = self.last();
        self.says("Please put two benches there, in the shade.").await?;
        let field = town.field.clone();
        let card = self.sees("the fields", before, |_, message| has_button(message, &field)).await?.0;
        let before = self.last();
        self.press(card, &field).await?;
        self.sees("the question where", before.min(card - 1), |_, message| town.is(message, "proposal-ask-place"))
            .await?;
        let before = self.last();
        self.says(&town.dong.clone()).await?;
        let skip = town.label("skip-button");
        let photos = self.sees("the question for photos", before, |_, message| has_button(message, &skip)).await?.0;
        let before = self.last();
        self.press(photos, &skip).await?;
        self.sees("the question for a title", before.min(photos - 1), |_, message| {
            town.is(message, "proposal-ask-title")
        })
        .await?;
        let before = self.last();
        self.says(&title).await?;
        let submit = town.label("proposal-submit-button");
        let preview = self.sees("the preview", before, |_, message| has_button(message, &submit)).await?.0;
        let before = self.last();
        self.press(preview, &submit).await?;
        let receipt = |_: &Town, message: &Value| {
            let text = message["text"].as_str().unwrap_or_default();
            (text.contains(&title) && !has(message, &submit)).then_some(())
        };
        self.sees("the receipt of a proposal", before.min(preview - 1), receipt).await?;
        self.town.ledger.open().proposals.insert(title, self.number);
        Ok(())
    }

    async fn sign_up(&mut self) -> Result<(), Unanswered> {
        let forums = self.town.forums();
        let Some(forum) = self.random.pick(&forums).copied() else { return Ok(()) };
        if self.town.ledger.open().seats.contains_key(&(forum, self.number)) {
            return Ok(());
        }
        let before = self.last();
        self.follow(&format!("forum-{forum}"))?;
        let sign_up = self.town.label("forum-sign-up-button");
        let card = self.sees("a forum", before, |_, message| has_button(message, &sign_up)).await?.0;
        let give_up = self.town.label("forum-give-up-button");
        self.press(card, &sign_up).await?;
        self.sees("a seat", card - 1, |_, message| has_button(message, &give_up)).await?;
        self.town.ledger.open().seats.insert((forum, self.number), ());
        Ok(())
    }

    async fn ask_for_help(&mut self) -> Result<(), Unanswered> {
        self.says("/help").await
    }

    /// Follows a deep link: Telegram sends `/start` with what it carries.
    fn follow(&self, payload: &str) -> Result<(), Unanswered> {
        self.act(Act::Start { payload: Some(payload.to_owned()) }).map(|_| ())
    }

    /// Writes something, and waits until something was answered.
    async fn says(&self, text: &str) -> Result<(), Unanswered> {
        let before = self.last();
        let own = self.act(Act::SendText { text: text.to_owned(), reply_to: None })?;
        let after = own.unwrap_or(before);
        self.sees(&format!("an answer to {text:?}"), after, |_, _| Some(())).await.map(|_| ())
    }

    /// Presses a button, and waits until its spinner ends.
    async fn press(&self, message: i64, label: &str) -> Result<(), Unanswered> {
        self.act(Act::Press { message_id: message, data: None, button: Some(label.to_owned()), stale: None })?;
        let waits = |shown: &Value| shown["pending"] != serde_json::json!([]);
        let answered = async {
            while self.town.people().since(self.chat, message).iter().any(waits) {
                tokio::time::sleep(GLANCE).await;
            }
        };
        let waited = tokio::time::timeout(PATIENCE, answered).await;
        waited.map_err(|_| Unanswered(format!("the press of {label:?} was never answered")))
    }

    /// Waits for a message of the bot after number `after` in which `look` finds what it wants.
    async fn sees<T>(
        &self,
        what: &str,
        after: i64,
        look: impl Fn(&Town, &Value) -> Option<T>,
    ) -> Result<(i64, T), Unanswered> {
        let of_bot = |message: &&Value| message["out"] == true;
        let found = async {
            loop {
                let shown = self.town.people().since(self.chat, after + 1);
                let found = shown.iter().rev().filter(of_bot).find_map(|message| {
                    let id = message["message_id"].as_i64()?;
                    Some((id, look(&self.town, message)?))
                });
                match found {
                    Some(found) => return found,
                    None => tokio::time::sleep(GLANCE).await,
                }
            }
        };
        let waited = tokio::time::timeout(PATIENCE, found).await;
        waited.map_err(|_| {
            let shown = self.town.people().since(self.chat, after);
            let seen = shown.last().map(|message| message["text"].to_string()).unwrap_or_default();
            Unanswered(format!("waited for {what} after message {after}; last seen {seen}"))
        })
    }

    fn act(&self, act: Act) -> Result<Option<i64>, Unanswered> {
        self.town.ledger.open().acts += 1;
        let described = format!("{act:?}");
        self.town.people().act(self.chat, act).map_err(|why| Unanswered(format!("{described} cannot be done: {why}")))
    }

    /// The newest message of their chat.
    fn last(&self) -> i64 {
        self.town.people().last(self.chat)
    }
}

fn has(message: &Value, label: &str) -> bool {
    let rows = message["reply_markup"]["inline_keyboard"].as_array();
    rows.is_some_and(|rows| rows.iter().filter_map(Value::as_array).flatten().any(|button| button["text"] == label))
}

fn has_button(message: &Value, label: &str) -> Option<()> {
    has(message, label).then_some(())
}
