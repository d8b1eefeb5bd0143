//! Where the bot may write: people who start and block it, groups that take it in and put it
//! out. Every change is told to the bot as `my_chat_member`.

use serde_json::{Map, Value, json};

use super::chat::Standing;
use super::world::World;
use super::{Persona, Role};

/// Ids of new groups count down from here, of new people up from there; both are too large for
/// 32 bits, as real ones are.
const FIRST_GROUP: i64 = -4_000_000_001;
const FIRST_PERSON: i64 = 5_000_000_001;

impl World {
    /// Changes how the bot stands in a chat and tells it. Who starts for the first time is no
    /// change that Telegram tells of.
    pub fn change_standing(&mut self, bot: i64, chat: i64, by: Value, standing: Standing) {
        let before = std::mem::replace(&mut self.chat_mut(bot, chat).standing, standing);
        self.show_person(bot, chat);
        let first_start = chat > 0 && before == Standing::Stranger;
        if before == standing || first_start {
            return;
        }
        let member = |world: &World, standing| {
            let mut member = json!({ "user": world.bot_json(bot), "status": status(standing) });
            if standing == Standing::Kicked {
                member["until_date"] = json!(0);
            }
            member
        };
        let update = json!({
            "chat": self.chat_json(chat),
            "from": by,
            "date": self.now_s(),
            "old_chat_member": member(self, before),
            "new_chat_member": member(self, standing),
        });
        self.deliver(bot, "my_chat_member", chat + (5 << 33), update);
    }

    /// Takes the bot into a group, with the service message that everybody sees.
    pub fn join(&mut self, bot: i64, group: i64, user: i64) -> i64 {
        let (by, new) = (self.user_json(user), self.bot_json(bot));
        self.change_standing(bot, group, by.clone(), Standing::Member);
        let mut content = Map::new();
        content.insert("new_chat_members".into(), json!([new]));
        content.insert("new_chat_member".into(), new.clone());
        content.insert("new_chat_participant".into(), new);
        self.incoming(bot, group, by, content, true)
    }

    /// A message of a person: kept, shown, and told to the bot if the bot may see it.
    pub fn incoming(&mut self, bot: i64, chat: i64, from: Value, content: Map<String, Value>, visible: bool) -> i64 {
        let id = self.post(bot, chat, from, content, false);
        let kept = self.message(bot, chat, id).expect("the message was kept just above");
        let object = Value::Object(kept.object.clone());
        if visible {
            self.deliver(bot, "message", chat, object);
        }
        id
    }

    /// A new person or group under the next free id.
    pub fn newcomer(&mut self, mut persona: Persona) -> i64 {
        let group = persona.role == Role::Group;
        let mut id = if group { FIRST_GROUP } else { FIRST_PERSON };
        while self.people.contains_key(&id) {
            id += if group { -1 } else { 1 };
        }
        persona.id = id;
        self.people.insert(id, persona);
        self.show_person(self.main, id);
        id
    }

    /// A person or group as the page lists them.
    pub fn row(&self, bot: i64, id: i64) -> Value {
        let standing = self.standing(bot, id);
        let mut row = self.people.get(&id).map(|person| json!(person)).unwrap_or_default();
        row["blocked"] = json!(standing == Standing::Kicked);
        // Who has blocked the bot did start it; a group that put it out does not have it.
        let started = standing == Standing::Member || id > 0 && standing == Standing::Kicked;
        row["started"] = json!(started);
        row["chat_id"] = json!(id);
        row
    }

    pub fn show_person(&mut self, bot: i64, id: i64) {
        if bot == self.main && self.people.contains_key(&id) {
            let row = self.row(bot, id);
            self.emit("user", json!({ "user": row }));
        }
    }

    /// In a group the bot sees commands for it, answers to it, and nothing else.
    pub fn may_see(&self, bot: i64, chat: i64, content: &Map<String, Value>) -> bool {
        if chat > 0 {
            return true;
        }
        let text = content.get("text").and_then(Value::as_str).unwrap_or_default();
        let command = text.split_whitespace().next().unwrap_or_default();
        let addressed = match command.split_once('@') {
            Some((_, username)) => username.eq_ignore_ascii_case(&self.bot(bot).username),
            None => true,
        };
        let quoted = content.get("reply_to_message").map(|message| &message["from"]["id"]);
        command.starts_with('/') && addressed || quoted == Some(&json!(bot))
    }
}

fn status(standing: Standing) -> &'static str {
    match standing {
        Standing::Member => "member",
        Standing::Kicked => "kicked",
        Standing::Stranger | Standing::Left => "left",
    }
}
