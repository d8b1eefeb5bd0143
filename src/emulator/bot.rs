//! A bot: what it says of itself, what its owner set for it, its chats, and what waits for it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::chat::{Callback, Chat};
use super::inline::InlineQuery;
use super::poll::Poll;
use super::queue::Queue;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bot {
    pub id: i64,
    pub token: String,
    pub username: String,
    /// Names and descriptions by language; the one for all languages stands under "".
    pub names: BTreeMap<String, String>,
    pub descriptions: BTreeMap<String, String>,
    pub short_descriptions: BTreeMap<String, String>,
    /// Command lists by `scope|language`.
    pub commands: BTreeMap<String, Value>,
    /// Menu buttons by chat; the default stands under 0.
    pub menu_buttons: BTreeMap<i64, Value>,
    pub queue: Queue,
    pub webhook: Option<Webhook>,
    pub chats: BTreeMap<i64, Chat>,
    pub callbacks: BTreeMap<String, Callback>,
    /// By poll id.
    pub polls: BTreeMap<String, Poll>,
    pub inline_queries: BTreeMap<i64, InlineQuery>,
    /// Chat and message of each inline_message_id.
    pub inline_messages: BTreeMap<String, (i64, i64)>,
    pub habits: Habits,
    /// Whether it has made a call since the emulator was started.
    #[serde(skip)]
    pub heard: bool,
    /// The call of getUpdates that may go on waiting; an earlier one finds another number here.
    #[serde(skip)]
    pub poll: u64,
    /// The offset of the last getUpdates, and when it came.
    #[serde(skip)]
    pub last_poll: Option<(i64, i64)>,
    /// When the last setWebhook came.
    #[serde(skip)]
    pub last_hook_ms: i64,
}

/// What a bot's owner sets in BotFather.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habits {
    /// In groups it sees only what is meant for it.
    pub privacy: bool,
    /// It may be asked inline.
    pub inline: bool,
    /// It is told what was chosen inline.
    pub inline_feedback: bool,
}

impl Default for Habits {
    /// Inline mode is on, other than in BotFather, so that any bot can be tried out.
    fn default() -> Habits {
        Habits { privacy: true, inline: true, inline_feedback: true }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Webhook {
    pub url: String,
    pub secret: Option<String>,
    pub max_connections: usize,
    /// The address that the bot named, or that the host's name stands for.
    #[serde(default)]
    pub ip_address: Option<String>,
    #[serde(default)]
    pub has_certificate: bool,
    pub last_error: Option<(i64, String)>,
    /// Since when, in milliseconds since 1970, nothing but 410 has come from it.
    #[serde(default)]
    pub gone_since_ms: Option<i64>,
    /// Tells this one from an earlier one of the same address.
    #[serde(skip)]
    pub serial: u64,
}

impl Bot {
    /// The name for all languages.
    pub fn name(&self) -> &str {
        self.names.get("").map_or("", String::as_str)
    }
}
