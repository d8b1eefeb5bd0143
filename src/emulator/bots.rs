//! Which bots there are, and with which of them people talk: with the one that the emulator was
//! started for, unless it stays silent and another one comes.

use serde_json::{Value, json};

use super::chat::Chat;
use super::world::{Bot, World};

/// A bot that asked for updates within this time is listening: a long poll takes 50 seconds.
const LISTENS_MS: i64 = 60_000;

impl World {
    /// A bot makes a call. The first one to do so is whom people talk with, if the one that was
    /// meant for it has not been heard of.
    pub fn heard(&mut self, id: i64) {
        let silent = !self.bot(self.main).heard;
        let bot = self.bots.get_mut(&id).expect("the bot is calling");
        if std::mem::replace(&mut bot.heard, true) {
            return;
        }
        self.touch();
        if silent && id != self.main {
            let before = self.main;
            self.hand_over(before, id);
            self.choose(id);
        }
    }

    /// Makes it the bot that people talk with.
    pub fn choose(&mut self, bot: i64) {
        self.main = bot;
        self.emit("anew", json!({}));
    }

    /// The bot of that id; without one the bot that is in this chat, where only one other than the
    /// usual one is.
    pub fn bot_in(&self, chat: i64, named: Option<i64>) -> Result<i64, String> {
        if let Some(id) = named {
            let known = self.bots.contains_key(&id).then_some(id);
            return known.ok_or_else(|| format!("there is no bot with the id {id}"));
        }
        let knows = |bot: &i64| self.bot(*bot).chats.get(&chat).is_some_and(Chat::was_entered);
        let mut others = self.bots.keys().copied().filter(knows);
        match (knows(&self.main), others.next(), others.next()) {
            (false, Some(only), None) => Ok(only),
            _ => Ok(self.main),
        }
    }

    /// What people said to a bot that was never there, the first one that comes hears.
    fn hand_over(&mut self, from: i64, to: i64) {
        let chats = std::mem::take(&mut self.bot_mut(from).chats);
        let mut unheard = Vec::new();
        for (id, chat) in chats {
            if id < 0 {
                self.take_along(from, to, id, chat);
            } else if !self.bot(to).chats.contains_key(&id) {
                let date = |kept: &super::chat::Kept| kept.object["date"].as_i64();
                unheard.extend(chat.messages.iter().map(|(message, kept)| (date(kept), id, *message)));
                self.bot_mut(to).chats.insert(id, chat);
            }
        }
        for file in self.files.values_mut().filter(|file| file.bot == from) {
            file.bot = to;
        }
        self.bot_mut(from).queue.clear();
        unheard.sort_unstable();
        for (_, chat, message) in unheard {
            self.tell(to, chat, message);
        }
    }

    /// A group that took the one in takes in the other; what was said there stays.
    fn take_along(&mut self, from: i64, to: i64, group: i64, chat: Chat) {
        let was_in = chat.standing.is_in();
        self.bot_mut(from).chats.insert(group, chat);
        let members = self.groups.get(&group).map(|group| &group.members);
        let host = members.and_then(|members| members.iter().find(|(_, rank)| rank.is_in()).map(|(id, _)| *id));
        if let Some(host) = host.filter(|_| was_in && !self.standing(to, group).is_in()) {
            self.join(to, group, host);
        }
    }

    /// A bot as the page lists it.
    pub fn bot_row(&self, id: i64) -> Value {
        let bot = self.bot(id);
        json!({
            "id": bot.id, "first_name": bot.name(), "username": bot.username, "token": bot.token,
            "listening": bot.listens(self.now_ms),
        })
    }
}

impl Bot {
    /// Whether updates reach it: it has a webhook, or has just asked.
    pub fn listens(&self, now_ms: i64) -> bool {
        self.webhook.is_some() || self.last_poll.is_some_and(|(_, at_ms)| now_ms - at_ms < LISTENS_MS)
    }
}
