//! What goes out: kept before it is sent, paced while it is sent, settled after.
//!
//! A row is written in the transaction of what it tells. A reply is born `sending` under this
//! run's number and handed to the sender once committed; anything else is born `waiting` and is
//! claimed by a pass. A row that is `sending` under a former run's number waits again at start: it
//! may be sent a second time. So may a reply or a personal notice whose connection was lost after
//! the request was written; nothing else is repeated.

use serde::{Deserialize, Serialize};

use crate::channel::{ChatId, Outbound};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::person::PersonId;
use crate::poll::PollId;

pub mod due;
pub mod pace;
pub mod send;
mod settle;
pub mod store;

pub use send::Outbox;

/// How urgent a message is. Within a lane a chat's messages keep their order; across lanes a
/// reply never waits for a broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lane {
    /// Answers to what a person did.
    Reply = 0,
    /// Notices and reminders about their own affairs.
    Personal = 1,
    /// One text to many.
    Bulk = 2,
}

impl Lane {
    /// Its number in the database.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The lane of that number.
    pub fn from_number(number: i64) -> Lane {
        match number {
            0 => Lane::Reply,
            1 => Lane::Personal,
            _ => Lane::Bulk,
        }
    }
}

/// A message to be kept.
#[derive(Debug, Clone)]
pub struct Letter {
    /// To whom, if it is a person that we keep.
    pub person: Option<PersonId>,
    /// By which channel.
    pub channel: String,
    /// To which chat there.
    pub chat: ChatId,
    /// How urgent.
    pub lane: Lane,
    /// What.
    pub message: Outbound,
    /// The poll under whose key it is kept, if it tells a choice.
    pub seal: Option<PollId>,
    /// Sent at most once for each key: `reminder:forum=5:person=9:minutes=120`.
    pub key: Option<String>,
    /// Not before.
    pub not_before: Moment,
    /// Worthless from then on.
    pub expires_at: Option<Moment>,
}

impl Letter {
    /// A reply to a chat that is nobody's in particular.
    pub fn to_chat(channel: &str, chat: ChatId, message: Outbound, now: Moment) -> Letter {
        Letter {
            person: None,
            channel: channel.to_owned(),
            chat,
            lane: Lane::Reply,
            message,
            seal: None,
            key: None,
            not_before: now,
            expires_at: None,
        }
    }
}

/// A row of the outbox in the hands of the sender.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// To whom, if we keep them.
    pub person: Option<PersonId>,
    /// To which chat.
    pub chat: ChatId,
    /// How urgent.
    pub lane: Lane,
    /// What, as kept.
    pub payload: Vec<u8>,
    /// Under which poll's key, if it is encrypted.
    pub seal: Option<PollId>,
    /// Failed attempts so far.
    pub attempts: i64,
    /// Sends whose outcome we never learned.
    pub unknown: i64,
    /// Worthless from then on.
    pub expires_at: Option<Moment>,
}

impl Row {
    /// What it says.
    ///
    /// # Errors
    /// When it is encrypted under a key that is gone, or is not one of ours.
    pub fn message(&self, city: &City) -> anyhow::Result<Outbound> {
        let plain = match self.seal {
            Some(poll) => city.keys.unseal(poll, &self.payload)?,
            None => self.payload.clone(),
        };
        Ok(serde_json::from_slice(&plain)?)
    }
}

/// Whether replies to a chat may go at once, or stand in line behind one that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Nothing is before them.
    Free,
    /// Something is.
    Taken,
}

impl Line {
    /// The line before a chat's replies, asked once for all the replies of a turn.
    pub async fn before(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Line> {
        let waits = store::any_waiting(tx, channel, chat, Lane::Reply).await?;
        Ok(if waits { Line::Taken } else { Line::Free })
    }
}

/// Keeps a reply, to be sent by this run as soon as it is committed. None if it has to wait: in
/// `line`, or for its time; then what follows it waits too.
pub async fn reply(tx: &mut Tx, city: &City, letter: Letter, run: i64, line: &mut Line) -> anyhow::Result<Option<Row>> {
    let exempt = matches!(letter.message, Outbound::Answer { .. });
    let due = letter.not_before <= tx.now && letter.key.is_none();
    let payload = payload(city, &letter)?;
    if !due || (*line == Line::Taken && !exempt) {
        store::add_waiting(tx, &letter, &payload).await?;
        *line = Line::Taken;
        return Ok(None);
    }
    let id = store::add_sending(tx, &letter, &payload, run).await?;
    let Letter { person, chat, lane, seal, expires_at, .. } = letter;
    Ok(Some(Row { id, person, chat, lane, payload, seal, attempts: 0, unknown: 0, expires_at }))
}

/// Keeps a notice, to be sent when it is its turn. With a key that was used before, nothing
/// happens: it has been said.
pub async fn post(tx: &mut Tx, city: &City, letter: Letter) -> anyhow::Result<()> {
    let payload = payload(city, &letter)?;
    store::add_once(tx, &letter, &payload).await?;
    Ok(())
}

fn payload(city: &City, letter: &Letter) -> anyhow::Result<Vec<u8>> {
    let plain = serde_json::to_vec(&letter.message)?;
    match letter.seal {
        Some(poll) => city.keys.seal(poll, &plain),
        None => Ok(plain),
    }
}
