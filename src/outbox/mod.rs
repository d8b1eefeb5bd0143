//! What goes out: kept before it is sent, paced while it is sent, settled after.
//!
//! A row is written in the transaction of what it tells. A reply is born `sending` under this
//! run's number and handed to the sender once committed; anything else is born `waiting` and is
//! claimed by a pass. A row that is `sending` under a former run's number waits again at start: it
//! may be sent a second time. So may one whose connection was lost after the request was written;
//! a bulk message is repeated once for that, and then lies there for staff to decide.

use serde::{Deserialize, Serialize};

use crate::channel::{ChatId, Outbound};
use crate::city::City;
use crate::clock::Moment;
use crate::db::Tx;
use crate::notice::NoticeId;
use crate::person::PersonId;
use crate::poll::PollId;
use crate::text::Lang;

pub mod due;
mod hold;
pub mod pace;
pub mod send;
mod sender;
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
    /// A figure on a card that somebody has before them.
    Live = 3,
}

impl Lane {
    /// All of them, the one that goes first first.
    pub const BY_URGENCY: [Lane; 4] = [Lane::Reply, Lane::Personal, Lane::Live, Lane::Bulk];

    /// Its number in the database.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The lane of that number.
    pub fn from_number(number: i64) -> Lane {
        match number {
            0 => Lane::Reply,
            1 => Lane::Personal,
            3 => Lane::Live,
            _ => Lane::Bulk,
        }
    }

    /// Whether it leaves room for the others.
    pub fn yields(self) -> bool {
        matches!(self, Lane::Bulk | Lane::Live)
    }
}

/// Messages to one chat in one lane that wait at most; the oldest make room. Without a limit one chat
/// that cannot be reached makes every look at the table slow.
pub const OPEN_MAX: i64 = 50;
/// How long a press waits for its answer: Telegram forgets it then.
const ANSWER_WORTH: chrono::TimeDelta = chrono::TimeDelta::seconds(150);

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
    /// The press that is answered with it; only if it goes at once ([`Hands::free`]).
    pub answered: Option<Answered>,
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
            answered: None,
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
    /// To which chat.
    pub chat: ChatId,
    /// How urgent.
    pub lane: Lane,
    /// What it says.
    pub body: Body,
    /// Failed attempts so far.
    pub attempts: i64,
    /// Sends whose outcome we never learned.
    pub unknown: i64,
    /// Worthless from then on.
    pub expires_at: Option<Moment>,
    /// Whether it waited in the table: others may wait behind it there.
    pub claimed: bool,
    /// Whether it goes before all else that is in hand for its chat.
    pub first: bool,
}

/// A press that is answered, without a word, when the first message about it goes out: one row for both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// From the press.
    pub callback: String,
    /// Nobody waits for it from then on.
    pub until: Moment,
}

impl Answered {
    /// A press of this moment.
    pub fn now(callback: &str, now: Moment) -> Answered {
        Answered { callback: callback.to_owned(), until: now + ANSWER_WORTH }
    }
}

/// A row's words as they are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kept<M> {
    /// With the press that is answered.
    Answering {
        /// The press.
        answered: Answered,
        /// The message.
        message: M,
    },
    /// A message by itself.
    Alone(M),
}

/// What a row says.
#[derive(Debug, Clone)]
pub enum Body {
    /// This; it was said just now.
    Said(Option<Answered>, Outbound),
    /// This, as it lies in the table: [`Kept`] as JSON, or encrypted under that poll's key.
    Kept(Vec<u8>, Option<PollId>),
    /// One of the messages of a notice in a language.
    Words(NoticeId, Lang, usize),
}

/// In whose hands replies are born.
#[derive(Debug, Clone, Copy)]
pub struct Hands {
    /// The run of the program that is to send them.
    pub run: i64,
    /// They are full: only answers to presses find room, and everything else waits in the table, so that
    /// what is in memory does not grow with what there is to say.
    pub full: bool,
}

impl Hands {
    /// Nobody's.
    pub const NONE: Hands = Hands { run: 0, full: true };

    /// Whether a reply goes out of them at once, if it is due.
    pub fn free(self, line: Line) -> bool {
        !self.full && line == Line::Free
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
    /// The line before a chat's replies, asked once for all the replies of a turn. In a line that is too
    /// long the oldest give way.
    pub async fn before(tx: &mut Tx, channel: &str, chat: ChatId) -> sqlx::Result<Line> {
        let waiting = store::replies_waiting(tx, channel, chat).await?;
        if waiting >= OPEN_MAX {
            store::crowd_out(tx, channel, &[chat], Lane::Reply, OPEN_MAX - 1).await?;
        }
        Ok(if waiting > 0 { Line::Taken } else { Line::Free })
    }
}

/// Keeps a reply, to be sent out of these hands as soon as it is committed. None if it has to wait: in
/// `line`, for its time, or until hands are free; then what follows it waits too.
pub async fn reply(
    tx: &mut Tx,
    city: &City,
    mut letter: Letter,
    hands: Hands,
    line: &mut Line,
) -> anyhow::Result<Option<Row>> {
    let exempt = matches!(letter.message, Outbound::Answer { .. });
    if exempt {
        letter.expires_at = Some(letter.not_before + ANSWER_WORTH);
    }
    let due = letter.not_before <= tx.now && letter.key.is_none();
    let payload = payload(city, &letter)?;
    if !due || (*line == Line::Taken && !exempt) {
        store::add_waiting(tx, &letter, &payload).await?;
        *line = Line::Taken;
        return Ok(None);
    }
    if hands.full && !exempt {
        store::add_born(tx, &letter, payload, None).await?;
        return Ok(None);
    }
    let id = store::add_born(tx, &letter, payload, Some(hands.run)).await?;
    let Letter { chat, lane, message, answered, expires_at, .. } = letter;
    let body = Body::Said(answered, message);
    Ok(Some(Row { id, chat, lane, body, attempts: 0, unknown: 0, expires_at, claimed: false, first: false }))
}

/// Keeps a notice, to be sent when it is its turn. With a key that was used before, nothing
/// happens: it has been said.
pub async fn post(tx: &mut Tx, city: &City, letter: Letter) -> anyhow::Result<()> {
    let payload = payload(city, &letter)?;
    store::add_once(tx, &letter, &payload).await?;
    store::crowd_out(tx, &letter.channel, &[letter.chat], letter.lane, OPEN_MAX).await?;
    Ok(())
}

/// Keeps another text for a card that somebody has before them, in place of one that still waits.
pub async fn refresh(tx: &mut Tx, city: &City, letter: Letter) -> anyhow::Result<()> {
    let payload = payload(city, &letter)?;
    store::add_waiting(tx, &letter, &payload).await?;
    Ok(())
}

fn payload(city: &City, letter: &Letter) -> anyhow::Result<Vec<u8>> {
    let message = &letter.message;
    let plain = match letter.answered.clone() {
        Some(answered) => serde_json::to_vec(&Kept::Answering { answered, message })?,
        None => serde_json::to_vec(&Kept::Alone(message))?,
    };
    match letter.seal {
        Some(poll) => city.keys.seal(poll, &plain),
        None => Ok(plain),
    }
}
