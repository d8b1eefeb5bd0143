//! Faults on order: what may go wrong between a bot and Telegram, made to go wrong. A fault says
//! what breaks, whom it hits and when; the rules (`rule.rs`) are pure, and are asked at two
//! places: around the answer of a call (`call.rs`) and where an update enters the queue
//! (`update.rs`). The same faults, the same calls: the same things break.

pub(super) mod call;
mod rule;
pub(super) mod update;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(super) use rule::{Faults, Occasion, matches};

use super::queue::KINDS;

/// The longest delay, in milliseconds.
const DELAY_MS_MAX: i64 = 10 * 60 * 1_000;
/// The longest wait that a 429 asks for, in seconds.
const RETRY_AFTER_S_MAX: i64 = 24 * 60 * 60;
/// Before or after a call has done what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// The call does nothing (or waits before it does).
    #[default]
    Before,
    /// It is done, and the bot does not hear of it (or hears late).
    After,
}

/// What breaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Break {
    /// A call is answered with 429.
    TooMany {
        /// Seconds, in the parameters and in the header.
        retry_after: i64,
    },
    /// A call is refused in these words.
    Refuse {
        /// The HTTP status and `error_code`: 400 to 599.
        code: u16,
        /// The whole description, as `Bad Request: chat not found`.
        description: String,
        /// Goes into the parameters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        migrate_to_chat_id: Option<i64>,
    },
    /// A call is answered with 500.
    ServerError {
        /// Whether it was done all the same.
        #[serde(default)]
        when: When,
    },
    /// A call is answered with 502 and a page of HTML, as by a proxy.
    BadGateway {
        /// Whether it was done all the same.
        #[serde(default)]
        when: When,
    },
    /// A call takes this long, by the emulator's clock.
    Delay {
        /// Milliseconds.
        ms: i64,
        /// Whether it waits before it is done, or before it is answered.
        when: When,
    },
    /// The connection is closed without an answer.
    Drop {
        /// Before or after the call was done.
        when: When,
    },
    /// Half of the answer's JSON comes.
    Truncate,
    /// getUpdates is told that another one asks.
    SecondPoller,
    /// The person to whom a call is addressed blocks the bot just before.
    Block,
    /// The download link that getFile gives has expired.
    LoseLink,
    /// An update is delivered twice under its id.
    Duplicate,
    /// An update is delivered once more after it was confirmed, or answered with 200.
    Redeliver,
    /// An update overtakes those of other keys that wait before it.
    Reorder,
    /// An update is of a kind that nobody knows yet.
    UnknownKind,
    /// A text has an entity of a type that nobody knows yet.
    UnknownEntity,
    /// An update has fields that nobody knows yet.
    ExtraFields,
    /// The message of a press can no longer be seen by the bot.
    Inaccessible,
}

/// Where a fault may strike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Call,
    Update,
}

impl Break {
    fn place(&self) -> Place {
        use Break::*;
        match self {
            TooMany { .. } | Refuse { .. } | ServerError { .. } | BadGateway { .. } | Delay { .. } => Place::Call,
            Drop { .. } | Truncate | SecondPoller | Block | LoseLink => Place::Call,
            Duplicate | Redeliver | Reorder | UnknownKind | UnknownEntity | ExtraFields | Inaccessible => Place::Update,
        }
    }

    /// Its name, as it stands in `"fault"`.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Break::TooMany { .. } => "too_many",
            Break::Refuse { .. } => "refuse",
            Break::ServerError { .. } => "server_error",
            Break::BadGateway { .. } => "bad_gateway",
            Break::Delay { .. } => "delay",
            Break::Drop { .. } => "drop",
            Break::Truncate => "truncate",
            Break::SecondPoller => "second_poller",
            Break::Block => "block",
            Break::LoseLink => "lose_link",
            Break::Duplicate => "duplicate",
            Break::Redeliver => "redeliver",
            Break::Reorder => "reorder",
            Break::UnknownKind => "unknown_kind",
            Break::UnknownEntity => "unknown_entity",
            Break::ExtraFields => "extra_fields",
            Break::Inaccessible => "inaccessible",
        }
    }
}

/// One fault: what breaks, whom it hits, and when. It hits once, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// What breaks.
    #[serde(flatten)]
    pub what: Break,
    /// Only calls of this method, in any spelling; with a `*` at the end, of all that begin so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// Only updates of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<String>,
    /// Only what concerns this chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<i64>,
    /// Only what concerns this bot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<i64>,
    /// Only the nth that matches, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u64>,
    /// With this chance, from 0 to 1, decided by the seed alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// What the chances are drawn from.
    #[serde(default)]
    pub seed: u64,
    /// How often at most; without it once, or with a probability without an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
}

impl Fault {
    /// Breaks the next thing that it can break.
    pub fn new(what: Break) -> Fault {
        let (method, update, chat, bot) = (None, None, None, None);
        Fault { what, method, update, chat, bot, nth: None, probability: None, seed: 0, times: None }
    }

    /// Only calls of this method.
    pub fn on(mut self, method: &str) -> Fault {
        self.method = Some(method.to_owned());
        self
    }

    /// Only updates of this kind.
    pub fn about(mut self, kind: &str) -> Fault {
        self.update = Some(kind.to_owned());
        self
    }

    /// Only in this chat.
    pub fn in_chat(mut self, chat: i64) -> Fault {
        self.chat = Some(chat);
        self
    }

    /// Only the nth that matches, from 1.
    pub fn nth(mut self, nth: u64) -> Fault {
        self.nth = Some(nth);
        self
    }

    /// With that chance, from 0 to 1, each time.
    pub fn sometimes(mut self, probability: f64, seed: u64) -> Fault {
        (self.probability, self.seed) = (Some(probability), seed);
        self
    }

    /// So often at most.
    pub fn times(mut self, times: u64) -> Fault {
        self.times = Some(times);
        self
    }

    /// Why it can never hit, if it cannot.
    fn check(&self) -> Result<(), String> {
        let sound = |sound: bool, why: &str| if sound { Ok(()) } else { Err(why.to_owned()) };
        let place = self.what.place();
        sound(place == Place::Call || self.method.is_none(), "\"method\" is for faults of calls")?;
        sound(place == Place::Update || self.update.is_none(), "\"update\" is for faults of updates")?;
        if let Some(method) = self.method.as_deref().filter(|method| !super::method::is_known(method)) {
            return Err(format!("the emulator has no method \"{method}\""));
        }
        if let Some(kind) = self.update.as_deref().filter(|kind| !KINDS.iter().any(|known| matches(kind, known))) {
            return Err(format!("there is no kind of update \"{kind}\""));
        }
        sound(self.nth != Some(0), "\"nth\" counts from 1")?;
        sound(self.times != Some(0), "\"times\" is 1 or more")?;
        let chance = self.probability.unwrap_or(1.0);
        sound((0.0..=1.0).contains(&chance), "\"probability\" is between 0 and 1")?;
        match &self.what {
            Break::TooMany { retry_after } => {
                let right = (1..=RETRY_AFTER_S_MAX).contains(retry_after);
                sound(right, "\"retry_after\" is between 1 second and a day")
            }
            Break::Refuse { code, .. } => sound((400..600).contains(code), "\"code\" is between 400 and 599"),
            Break::Delay { ms, .. } => sound((0..=DELAY_MS_MAX).contains(ms), "\"ms\" is between 0 and ten minutes"),
            _ => Ok(()),
        }
    }
}

/// A fault as `GET /emu/faults` shows it.
fn shown(id: u64, fault: &Fault, hits: u64, spent: bool) -> Value {
    let mut shown = json!(fault);
    shown["id"] = json!(id);
    shown["hits"] = json!(hits);
    shown["spent"] = json!(spent);
    shown
}
