//! The border. On this side everybody speaks [`Inbound`] and [`Outbound`]; what a channel is, and
//! how it says it, is known in its own folder only. A channel is told nothing of proposals or polls.

use std::time::Duration;

use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::text::html;

pub mod telegram;
pub mod terminal;

/// Reads a raw update of a channel that need not be open: its number, and what was done. None if there
/// is no channel of that name.
pub fn read(channel: &str, raw: &str) -> Option<(Option<i64>, anyhow::Result<Inbound>)> {
    match channel {
        telegram::NAME => Some(telegram::read(raw)),
        terminal::NAME => Some(terminal::read(raw)),
        _ => None,
    }
}

/// A chat's number in its channel. A person's private chat with the bot is how we know them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct ChatId(pub i64);

/// A message's number in its chat.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct MessageId(pub i64);

/// A chat of a channel: who is about to be heard, as it is announced before the update is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    /// The channel's name.
    pub channel: String,
    /// The chat there.
    pub chat: ChatId,
}

/// One thing that came in, understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inbound {
    /// Where to answer. In a private chat, also who it is.
    pub chat: ChatId,
    /// Whether others read along.
    pub place: Place,
    /// The language that the person's program is set to, as an IETF tag.
    pub lang: Option<String>,
    /// What they did.
    pub input: Input,
}

/// The kind of chat that something came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A person alone with the bot.
    Private,
    /// A group or a channel.
    Group,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Wrote something; a command looks like this too.
    Text(String),
    /// Pressed a button under a message of ours. `data` is what somebody sent: it is not trusted.
    Press {
        /// What the button carried.
        data: String,
        /// The message it was under, if the channel still has it.
        message: Option<MessageId>,
        /// What to answer so that the button stops waiting.
        callback: String,
    },
    /// Sent a picture, alone or as a part of an album.
    Photo {
        /// The channel's lasting name for the file.
        file: String,
        /// The words under it.
        caption: Option<String>,
        /// The album it came in.
        album: Option<String>,
    },
    /// Shared a place: degrees north and east.
    Location(f64, f64),
    /// Changed a message after sending it.
    Edited,
    /// Passed on somebody's message; the text is not theirs.
    Forwarded,
    /// Sent something that we have no use for.
    Other(Kind),
    /// Blocked the bot.
    Blocked,
    /// Unblocked it.
    Unblocked,
    /// Put the bot into a group or channel.
    AddedToGroup,
    /// Anything else: nothing is done and nothing is said.
    Nothing,
}

/// What a message without text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A voice message, a round video, or music.
    Voice,
    /// A sticker, a dice, a game.
    Sticker,
    /// A video or an animation.
    Video,
    /// A document.
    Document,
    /// A contact.
    Contact,
    /// A poll of the messenger itself, or another kind.
    Else,
}

/// One thing to send.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outbound {
    /// A new message.
    Say {
        /// Telegram's HTML: `<b> <i> <u> <s> <code> <a> <blockquote>`.
        html: String,
        /// What hangs below it.
        keys: Keys,
    },
    /// Another text for a message of ours. Becomes a new message if the old one is out of reach.
    Edit {
        /// Which one.
        message: MessageId,
        /// As in `Say`.
        html: String,
        /// As in `Say`; a keyboard cannot be edited in.
        keys: Keys,
    },
    /// Another text for a message of ours that somebody may have before them. One that is out of reach is
    /// left alone.
    Refresh {
        /// Which one.
        message: MessageId,
        /// As in `Say`.
        html: String,
        /// As in `Say`; a keyboard cannot be edited in.
        keys: Keys,
    },
    /// The answer that stops a button from waiting, with a short text for a moment or none.
    Answer {
        /// From the press.
        callback: String,
        /// At most 200 characters, plain.
        text: Option<String>,
    },
    /// Pictures that the channel knows by their file name there; the first bears the caption.
    Photo {
        /// The channel's name for it.
        file: String,
        /// As `html` in `Say`, at most 1,024 UTF-16 units.
        caption: String,
    },
    /// A file of ours.
    Document {
        /// What the receiver sees it called.
        name: String,
        /// Where its bytes come from when it is sent.
        source: Source,
        /// As `html` in `Say`.
        caption: String,
    },
    /// A picture of ours.
    Picture {
        /// The name of its file.
        name: String,
        /// Where its bytes come from when it is sent.
        source: Source,
        /// As `html` in `Say`, at most 1,024 UTF-16 units.
        caption: String,
    },
    /// A place on a map.
    Venue {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Its name.
        title: String,
        /// Its address.
        address: String,
    },
    /// Leaves a group.
    Leave,
}

/// A message's limit in UTF-16 units, which is never looser than Telegram's own count.
pub const MESSAGE_UTF16_MAX: usize = 4096;
/// A caption's, in the same units.
pub const CAPTION_UTF16_MAX: usize = 1024;

impl Outbound {
    /// A text as new messages: one, or several if it is too long for one. What hangs below hangs
    /// below the last.
    pub fn say(text: &str, keys: Keys) -> Vec<Outbound> {
        let mut pieces = html::split(text, MESSAGE_UTF16_MAX);
        let last = pieces.pop().unwrap_or_default();
        let say = |html, keys| Outbound::Say { html, keys };
        pieces.into_iter().map(|piece| say(piece, Keys::None)).chain([say(last, keys)]).collect()
    }
}

/// Where a document's bytes come from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A row of `outgoing_file`, deleted once sent.
    Kept(i64),
    /// An export, made from the database when it is sent.
    Export(crate::staff::export::Export),
    /// A poll's result as a picture, drawn when it is sent.
    Chart(crate::poll::PollId),
    /// A poll's public bundle, put together when it is sent.
    Bundle(crate::poll::PollId),
}

/// What hangs below a message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keys {
    /// Nothing.
    #[default]
    None,
    /// Buttons under the message.
    Buttons(Vec<Vec<Button>>),
    /// Words to press instead of typing them, where the person types. They stay.
    Keyboard(Vec<Vec<Word>>),
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// What it does.
    pub act: Act,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Comes back to us as a press: at most 64 bytes.
    Press(String),
    /// Opens an address.
    Link(String),
}

/// A word of a keyboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// What it says, and what is sent when it is pressed.
    pub label: String,
    /// Whether it sends the person's location instead.
    pub location: bool,
}

/// Why something could not be sent.
#[derive(Debug)]
pub enum SendError {
    /// Not now: the channel says how long to wait for this chat. No attempt.
    Later(Duration),
    /// Never again: the person blocked the bot or is no more.
    Gone,
    /// The chat has another number now.
    Moved(ChatId),
    /// Never in this form: the channel's reason.
    Refused(String),
    /// Perhaps later: the network, or the channel's own trouble.
    Broken {
        /// What happened.
        error: anyhow::Error,
        /// Whether the message may have arrived all the same.
        perhaps_sent: bool,
    },
    /// Nothing can be sent at all: the token is wrong.
    Closed(String),
}

/// What [`Channel::send`] needs besides the message: the bytes of a document, if there is one.
pub type Bytes = Vec<u8>;

/// A way to talk with people.
pub trait Channel: Send + Sync {
    /// Its name in the database: a person is known by it and their chat.
    fn name(&self) -> &'static str;

    /// Understands a raw update: its number, if it has one, and what was done. Pure. What cannot be
    /// understood will be set aside, with the reason given; the reason quotes nothing of it.
    fn read(&self, raw: &str) -> (Option<i64>, anyhow::Result<Inbound>);

    /// Sends one message; the number that it got, if it is one that can be edited.
    fn send<'a>(
        &'a self,
        chat: ChatId,
        message: &'a Outbound,
        bytes: Option<Bytes>,
    ) -> BoxFuture<'a, Result<Option<MessageId>, SendError>>;
}
