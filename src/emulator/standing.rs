//! Who comes, goes, rises and falls. The bot's own standing is told to it as `my_chat_member`,
//! everybody else's as `chat_member` if it is an administrator there; and everybody sees the
//! service messages. Also here: what a bot in a group may see of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::chat::Standing;
use super::group::{GroupKind, Rank};
use super::world::World;

impl World {
    /// The bot as a member of a chat.
    pub fn bot_member(&self, bot: i64, chat: i64) -> Rank {
        match self.standing(bot, chat) {
            Standing::Member => Rank::Member,
            Standing::Administrator => {
                let chat = self.bot(bot).chats.get(&chat);
                Rank::Administrator(chat.map(|chat| chat.rights.clone()).unwrap_or_default())
            }
            Standing::Kicked => Rank::Kicked,
            Standing::Stranger | Standing::Left => Rank::Left,
        }
    }

    /// Whether the bot has this right of an administrator.
    pub fn bot_may(&self, bot: i64, chat: i64, right: &str) -> bool {
        matches!(self.bot_member(bot, chat), Rank::Administrator(rights) if rights.contains(right))
    }

    /// Changes how the bot stands in a chat and tells it. Who starts for the first time is no
    /// change that Telegram tells of.
    pub fn change_standing(&mut self, bot: i64, chat: i64, by: Value, standing: Standing) {
        let rights = match standing {
            Standing::Administrator => self.group_kind(chat).all_rights(),
            _ => BTreeSet::new(),
        };
        self.change_rights(bot, chat, by, standing, rights);
    }

    /// The same, with the rights of an administrator.
    pub fn change_rights(&mut self, bot: i64, chat: i64, by: Value, standing: Standing, rights: BTreeSet<String>) {
        let first_start = chat > 0 && self.standing(bot, chat) == Standing::Stranger;
        let before = self.bot_member(bot, chat);
        let kept = self.chat_mut(bot, chat);
        kept.standing = standing;
        kept.rights = rights;
        let after = self.bot_member(bot, chat);
        self.show_person(bot, chat);
        if before == after || first_start {
            return;
        }
        let user = self.bot_json(bot);
        let update = self.member_changed(chat, by, user, &before, &after);
        self.deliver(bot, "my_chat_member", chat + (5 << 33), update);
    }

    /// Changes how a person stands in a group, and tells the bots that lead it.
    pub fn change_member(&mut self, chat: i64, by: Value, user: i64, member: Rank) {
        let Some(group) = self.groups.get_mut(&chat) else { return };
        let before = group.members.insert(user, member.clone()).unwrap_or_default();
        self.show_person(self.main, chat);
        if before == member {
            return;
        }
        let who = self.user_json(user);
        let update = self.member_changed(chat, by, who, &before, &member);
        let bots: Vec<i64> = self.bots.keys().copied().collect();
        for bot in bots {
            if self.standing(bot, chat) == Standing::Administrator {
                self.deliver(bot, "chat_member", user + (6 << 33), update.clone());
            }
        }
    }

    fn member_changed(&self, chat: i64, by: Value, user: Value, before: &Rank, after: &Rank) -> Value {
        let kind = self.group_kind(chat);
        json!({
            "chat": self.chat_json(chat),
            "from": by,
            "date": self.now_s(),
            "old_chat_member": before.json(user.clone(), kind),
            "new_chat_member": after.json(user, kind),
        })
    }

    /// Takes the bot into a group, with the service message that everybody sees. In a channel it
    /// can only be an administrator, and nothing is said. Gives the id of the message.
    pub fn join(&mut self, bot: i64, group: i64, user: i64) -> Option<i64> {
        let (by, new) = (self.user_json(user), self.bot_json(bot));
        if self.group_kind(group) == GroupKind::Channel {
            self.change_standing(bot, group, by, Standing::Administrator);
            return None;
        }
        self.change_standing(bot, group, by.clone(), Standing::Member);
        Some(self.service(bot, group, by, joined(&new)))
    }

    /// A service message of a person: everybody sees it, the bot too if it is there.
    pub fn service(&mut self, bot: i64, chat: i64, from: Value, content: Map<String, Value>) -> i64 {
        let there = self.standing(bot, chat).is_in();
        let id = self.incoming(bot, chat, from, content, there);
        let kept = self.message_mut(bot, chat, id).expect("the message was kept just above");
        kept.service = true;
        id
    }

    /// A message of a person: kept, shown, and told to the bot if the bot may see it.
    pub fn incoming(&mut self, bot: i64, chat: i64, from: Value, content: Map<String, Value>, visible: bool) -> i64 {
        let id = self.post(bot, chat, from, content, false);
        if visible {
            self.tell(bot, chat, id);
        }
        id
    }

    /// Delivers a message that stands in the chat already.
    pub fn tell(&mut self, bot: i64, chat: i64, id: i64) {
        let Some(kept) = self.message(bot, chat, id) else { return };
        let object = Value::Object(kept.object.clone());
        let kind = if self.is_channel(chat) { "channel_post" } else { "message" };
        self.deliver(bot, kind, chat, object);
    }

    /// What the bot sees of a chat: all of a private one and of a channel; of a group everything
    /// as administrator or without privacy mode, else commands for it, answers to it, and what
    /// was written through it.
    pub fn may_see(&self, bot: i64, chat: i64, content: &Map<String, Value>) -> bool {
        let standing = self.standing(bot, chat);
        if chat > 0 || !standing.is_in() {
            return chat > 0;
        }
        let all = standing == Standing::Administrator || self.is_channel(chat) || !self.bot(bot).habits.privacy;
        let text = content.get("text").and_then(Value::as_str).unwrap_or_default();
        let command = text.split_whitespace().next().unwrap_or_default();
        let addressed = match command.split_once('@') {
            Some((_, username)) => username.eq_ignore_ascii_case(&self.bot(bot).username),
            None => true,
        };
        let quoted = content.get("reply_to_message").map(|message| &message["from"]["id"]);
        let via = content.get("via_bot").map(|via| &via["id"]);
        let me = json!(bot);
        all || command.starts_with('/') && addressed || quoted == Some(&me) || via == Some(&me)
    }
}

/// The service message about somebody who came; Telegram also writes two names of old.
pub fn joined(who: &Value) -> Map<String, Value> {
    let mut content = Map::from_iter([("new_chat_members".to_owned(), json!([who]))]);
    content.insert("new_chat_member".into(), who.clone());
    content.insert("new_chat_participant".into(), who.clone());
    content
}

/// The service message about somebody who left.
pub fn left(who: &Value) -> Map<String, Value> {
    let names = ["left_chat_member", "left_chat_participant"];
    names.into_iter().map(|name| (name.to_owned(), who.clone())).collect()
}
