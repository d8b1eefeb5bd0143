//! Topics of a forum: each is named by the id of the service message that made it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::world::World;

/// The colours that an icon may have, as RGB; the first one is for whoever does not say.
pub const ICON_COLORS: [i64; 6] = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f];

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Topic {
    pub name: String,
    pub icon_color: i64,
}

impl Topic {
    /// The ForumTopic object.
    pub fn json(&self, id: i64) -> Value {
        json!({ "message_thread_id": id, "name": self.name, "icon_color": self.icon_color })
    }
}

impl World {
    /// Opens a topic and gives its id. Telegram tells the bot also of a topic that is its own.
    pub fn open_topic(&mut self, bot: i64, chat: i64, from: Value, topic: Topic) -> i64 {
        let made = json!({ "name": topic.name, "icon_color": topic.icon_color });
        let mut content = Map::from_iter([("forum_topic_created".to_owned(), made)]);
        content.insert("is_topic_message".into(), json!(true));
        let id = self.post(bot, chat, from, content, false);
        self.chat_mut(bot, chat).topics.insert(id, topic);
        let kept = self.message_mut(bot, chat, id).expect("the message was kept just above");
        kept.object.insert("message_thread_id".into(), json!(id));
        kept.service = true;
        if self.standing(bot, chat).is_in() {
            self.tell(bot, chat, id);
        }
        self.show_person(bot, chat);
        id
    }

    /// What Telegram writes into every message of a topic that answers nothing else: it answers
    /// the message that made the topic.
    pub fn answer_topic(&self, bot: i64, chat: i64, topic: i64, fields: &mut Map<String, Value>) {
        if let Some(kept) = self.message(bot, chat, topic) {
            fields.insert("reply_to_message".into(), Value::Object(kept.object.clone()));
        }
    }
}
