//! All that the emulator knows: people, bots, their chats and files. One value behind one lock;
//! whoever has it also has the moment, so that everything in one act happens at one time.
//! What is skipped by serde does not survive a restart.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Persona;
pub use super::bot::{Bot, Webhook};
use super::fault::Faults;
use super::fault::update::{Coming, spoil};
use super::file::File;
use super::group::{Group, GroupKind};
use super::journal::Journal;
use super::limit::Limits;
use super::scene::Scene;
use super::warning::Warning;

/// Something the chat page wants to know at once.
#[derive(Debug, Clone)]
pub struct Event {
    pub name: &'static str,
    pub data: Value,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct World {
    pub people: BTreeMap<i64, Persona>,
    pub deactivated: BTreeSet<i64>,
    /// What is behind the personas that are groups.
    #[serde(default)]
    pub groups: BTreeMap<i64, Group>,
    pub bots: BTreeMap<i64, Bot>,
    /// By file_id.
    pub files: BTreeMap<String, File>,
    /// Milliseconds since 1970, set whenever the world is taken in hand.
    #[serde(skip)]
    pub now_ms: i64,
    /// The bot that the chat page talks with.
    #[serde(skip)]
    pub main: i64,
    /// Where the page plays, if anywhere.
    #[serde(skip)]
    pub scene: Option<Scene>,
    /// What the options named, to begin again with.
    #[serde(skip)]
    pub first: First,
    #[serde(skip)]
    pub journal: Journal,
    #[serde(skip)]
    pub warnings: Vec<Warning>,
    #[serde(skip)]
    pub limits: Limits,
    #[serde(skip)]
    pub faults: Faults,
    /// Whether files were forgotten whose bytes still lie on the disk.
    #[serde(skip)]
    pub files_dropped: bool,
    /// Whether a webhook needs an address that the real Telegram would take.
    #[serde(skip)]
    pub strict_webhook_url: bool,
    #[serde(skip)]
    pub events: Vec<Event>,
    /// Whether anybody listens to the events.
    #[serde(skip)]
    pub watched: bool,
    /// Whether something changed for those who bring updates to bots.
    #[serde(skip)]
    pub stirred: bool,
    /// Counts restarts; what was under way in an earlier run is over.
    #[serde(skip)]
    pub run: u64,
    /// Grows with every change; who waits for something looks again when it has grown.
    #[serde(skip)]
    pub revision: u64,
}

/// People and the bot's name as they are in the beginning.
#[derive(Debug, Clone, Default)]
pub struct First {
    pub personas: Vec<Persona>,
    pub bot_name: String,
}

impl World {
    /// Says that something changed.
    pub fn touch(&mut self) {
        self.revision += 1;
    }

    /// Writes down what a correct bot would not have done, or what the emulator does not know although
    /// Telegram may.
    pub fn complain(&mut self, about: &str, what: String) {
        tracing::warn!("{about}: {what}");
        self.touch();
        self.journal.fail(self.now_ms, about, what);
    }

    pub fn emit(&mut self, name: &'static str, data: Value) {
        self.touch();
        if self.watched {
            self.events.push(Event { name, data });
        }
    }

    /// Wakes those who bring updates to bots.
    pub fn stir(&mut self) {
        self.touch();
        self.stirred = true;
    }

    /// Seconds, as in every `date`.
    pub fn now_s(&self) -> i64 {
        self.now_ms.div_euclid(1_000)
    }

    pub fn bot(&self, id: i64) -> &Bot {
        self.bots.get(&id).expect("a bot is made before anybody names it")
    }

    /// The same, to change it.
    pub fn bot_mut(&mut self, id: i64) -> &mut Bot {
        self.touch();
        self.bots.get_mut(&id).expect("a bot is made before anybody names it")
    }

    /// Puts an update into the bot's queue, if the bot wants its kind.
    pub fn deliver(&mut self, bot: i64, kind: &str, key: i64, mut payload: Value) {
        let now_ms = self.now_ms;
        let queue = &mut self.bots.get_mut(&bot).expect("a bot is made before anybody names it").queue;
        if !queue.wants(kind, now_ms) {
            return;
        }
        let (manner, shown) = if self.faults.is_empty() {
            Default::default()
        } else {
            let can_overtake = queue.can_overtake(key);
            spoil(&mut self.faults, Coming { bot, kind, payload: &mut payload, can_overtake })
        };
        queue.keep(kind, shown.unwrap_or(kind), key, &payload, manner, now_ms);
        self.stir();
    }

    /// The User object of a person.
    pub fn user_json(&self, id: i64) -> Value {
        let Some(person) = self.people.get(&id) else { return json!({ "id": id }) };
        let mut user = json!({ "id": id, "is_bot": false, "first_name": person.first_name });
        let optional = [("last_name", &person.last_name), ("username", &person.username)];
        for (name, value) in optional {
            if let Some(value) = value {
                user[name] = json!(value);
            }
        }
        if !person.language_code.is_empty() {
            user["language_code"] = json!(person.language_code);
        }
        user
    }

    /// The User object of a bot, as it stands in messages.
    pub fn bot_json(&self, id: i64) -> Value {
        let bot = self.bot(id);
        json!({
            "id": id, "is_bot": true, "first_name": bot.name(), "username": bot.username,
        })
    }

    /// The Chat object of a person or group.
    pub fn chat_json(&self, id: i64) -> Value {
        let Some(person) = self.people.get(&id) else { return json!({ "id": id }) };
        if let Some(group) = self.groups.get(&id) {
            let mut chat = json!({ "id": id, "title": person.first_name, "type": group.kind.name() });
            if let Some(username) = &person.username {
                chat["username"] = json!(username);
            }
            if group.is_forum {
                chat["is_forum"] = json!(true);
            }
            if group.kind == GroupKind::Group {
                chat["all_members_are_administrators"] = json!(true);
                chat["accepted_gift_types"] = no_gifts();
            }
            return chat;
        }
        let mut chat = self.user_json(id);
        if let Some(chat) = chat.as_object_mut() {
            chat.remove("is_bot");
            chat.remove("language_code");
            chat.insert("type".into(), json!("private"));
        }
        chat
    }
}

/// What stands in every description of a chat that takes no gifts.
pub fn no_gifts() -> Value {
    json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    })
}
