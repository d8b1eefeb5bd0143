//! A bot's chats: how it stands there, the messages of both sides, the presses of buttons, and
//! what the page is shown of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::packed::Packed;
use super::topic::Topic;
use super::world::World;

/// How long a press waits for its answer.
pub const CALLBACK_AGE_MAX_MS: i64 = 150_000;

/// The newest messages of a chat, which are not put away.
const AT_HAND: i64 = 50;

/// How the bot stands in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Standing {
    /// The person never pressed start; the group never had the bot.
    #[default]
    Stranger,
    Member,
    Administrator,
    /// Blocked by the person, or removed from the group.
    Kicked,
    Left,
}

impl Standing {
    pub fn is_in(self) -> bool {
        matches!(self, Standing::Member | Standing::Administrator)
    }

    pub fn is_kicked(self) -> bool {
        self == Standing::Kicked
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Chat {
    pub standing: Standing,
    /// What the bot may do here as an administrator.
    pub rights: BTreeSet<String>,
    pub messages: BTreeMap<i64, Kept>,
    pub last_message_id: i64,
    /// The reply keyboard that is shown.
    pub keyboard: Option<Value>,
    /// The topics of a forum, by the id of the message that made each.
    pub topics: BTreeMap<i64, Topic>,
    /// Pinned messages, the newest pin last.
    pub pinned: Vec<i64>,
}

/// One message, of either side.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    /// The Message object as the bot sees it.
    pub object: Packed,
    /// Sent by the bot.
    pub out: bool,
    /// Telegram lets nobody edit it: a forwarded message, or one with a reply keyboard.
    pub fixed: bool,
    /// Says that something happened; nobody wrote it.
    #[serde(default)]
    pub service: bool,
    /// Who reacted with what; bots too.
    #[serde(default)]
    pub reactions: BTreeMap<i64, Vec<String>>,
    /// What names it if it was sent through the bot's inline mode and has buttons.
    #[serde(default)]
    pub inline_id: Option<String>,
}

impl Chat {
    /// Whether the bot is or was here.
    pub fn was_entered(&self) -> bool {
        self.standing != Standing::Stranger
    }
}

impl Kept {
    fn new(object: Map<String, Value>, out: bool) -> Kept {
        Kept { object: object.into(), out, fixed: false, service: false, reactions: BTreeMap::new(), inline_id: None }
    }
}

/// A press of an inline button.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Callback {
    pub user: i64,
    pub chat: i64,
    pub message: i64,
    pub at_ms: i64,
    pub answered: bool,
}

impl World {
    /// The chat of a bot with a person or group, made on first sight.
    pub fn chat_mut(&mut self, bot: i64, chat: i64) -> &mut Chat {
        self.bot_mut(bot).chats.entry(chat).or_default()
    }

    pub fn standing(&self, bot: i64, chat: i64) -> Standing {
        self.bot(bot).chats.get(&chat).map(|chat| chat.standing).unwrap_or_default()
    }

    /// Keeps a new message and tells the page. Gives its id. In a channel the channel speaks.
    pub fn post(&mut self, bot: i64, chat_id: i64, from: Value, content: Map<String, Value>, out: bool) -> i64 {
        let mut object = content;
        self.name_mentioned(&mut object);
        let here = self.chat_json(chat_id);
        match self.is_channel(chat_id) {
            true => object.insert("sender_chat".into(), here.clone()),
            false => object.insert("from".into(), from),
        };
        object.insert("chat".into(), here);
        object.insert("date".into(), json!(self.now_s()));
        let chat = self.chat_mut(bot, chat_id);
        chat.last_message_id += 1;
        let id = chat.last_message_id;
        object.insert("message_id".into(), json!(id));
        chat.messages.insert(id, Kept::new(object, out));
        if let Some(old) = chat.messages.get_mut(&(id - AT_HAND)) {
            old.object.put_away();
        }
        self.show("message", bot, chat_id, id);
        id
    }

    /// Fills in who is mentioned by id; of somebody unknown nothing is said.
    pub fn name_mentioned(&self, content: &mut Map<String, Value>) {
        for name in ["entities", "caption_entities"] {
            let Some(Value::Array(entities)) = content.get_mut(name) else { continue };
            entities.retain_mut(|entity| {
                let Some(id) = entity["user"]["id"].as_i64() else { return entity["type"] != "text_mention" };
                entity["user"] = self.user_json(id);
                self.people.contains_key(&id)
            });
            if entities.is_empty() {
                content.remove(name);
            }
        }
    }

    pub fn message(&self, bot: i64, chat: i64, id: i64) -> Option<&Kept> {
        self.bot(bot).chats.get(&chat)?.messages.get(&id)
    }

    pub fn message_mut(&mut self, bot: i64, chat: i64, id: i64) -> Option<&mut Kept> {
        self.bot_mut(bot).chats.get_mut(&chat)?.messages.get_mut(&id)
    }

    /// Tells the page about a new or changed message.
    pub fn show(&mut self, event: &'static str, bot: i64, chat: i64, id: i64) {
        self.touch();
        if self.watched
            && bot == self.main
            && let Some(message) = self.view(bot, chat, id)
        {
            self.emit(event, json!({ "chat": chat, "message": message }));
        }
    }

    /// A message as the page sees it: whose it is, and which presses wait for an answer.
    pub fn view(&self, bot: i64, chat: i64, id: i64) -> Option<Value> {
        let kept = self.message(bot, chat, id)?;
        let mut view = Value::Object(kept.object.copy());
        if kept.out {
            view["out"] = json!(true);
        }
        let waits = |callback: &Callback| {
            (callback.chat, callback.message, callback.answered) == (chat, id, false)
                && self.now_ms - callback.at_ms < CALLBACK_AGE_MAX_MS
        };
        let callbacks = self.bot(bot).callbacks.iter();
        let pending: Vec<&String> = callbacks.filter(|(_, callback)| waits(callback)).map(|(id, _)| id).collect();
        view["pending"] = json!(pending);
        if !kept.reactions.is_empty() {
            view["reactions"] = json!(kept.reactions);
        }
        if self.bot(bot).chats[&chat].pinned.contains(&id) {
            view["pinned"] = json!(true);
        }
        Some(view)
    }

    /// Changes the reply keyboard of a chat and tells the page.
    pub fn set_keyboard(&mut self, bot: i64, chat: i64, keyboard: Option<Value>) {
        let before = std::mem::replace(&mut self.chat_mut(bot, chat).keyboard, keyboard.clone());
        if before != keyboard && bot == self.main {
            self.emit("keyboard", json!({ "chat": chat, "keyboard": keyboard }));
        }
    }
}
