//! A bot's chats: how it stands there, the messages of both sides, the presses of buttons, and
//! what the page is shown of them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::world::World;

/// How long a press waits for its answer.
pub const CALLBACK_AGE_MAX_MS: i64 = 150_000;

/// How the bot stands in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Standing {
    /// The person never pressed start; the group never had the bot.
    #[default]
    Stranger,
    Member,
    /// Blocked by the person, or removed from the group.
    Kicked,
    Left,
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Chat {
    pub standing: Standing,
    pub messages: BTreeMap<i64, Kept>,
    pub last_message_id: i64,
    /// The reply keyboard that is shown.
    pub keyboard: Option<Value>,
}

/// One message, of either side.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// The Message object as the bot sees it.
    pub object: Map<String, Value>,
    /// Sent by the bot.
    pub out: bool,
    /// Telegram lets nobody edit it: a service message, or one with a reply keyboard.
    pub fixed: bool,
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

    /// Keeps a new message and tells the page. Gives its id.
    pub fn post(&mut self, bot: i64, chat_id: i64, from: Value, content: Map<String, Value>, out: bool) -> i64 {
        let mut object = content;
        object.insert("from".into(), from);
        object.insert("chat".into(), self.chat_json(chat_id));
        object.insert("date".into(), json!(self.now_s()));
        let chat = self.chat_mut(bot, chat_id);
        chat.last_message_id += 1;
        let id = chat.last_message_id;
        object.insert("message_id".into(), json!(id));
        chat.messages.insert(id, Kept { object, out, fixed: false });
        self.show("message", bot, chat_id, id);
        id
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
        let mut view = Value::Object(kept.object.clone());
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
