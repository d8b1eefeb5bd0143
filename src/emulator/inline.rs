//! Inline mode: a person asks the bot from any chat, the bot answers with results, and the person
//! sends one of them. What is sent comes from the person, through the bot.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::world::World;
use super::{entity, random};

/// How long a question waits for its answer.
pub const INLINE_AGE_MAX_MS: i64 = 30_000;

/// A question that a person typed after the bot's name, or an open web app.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InlineQuery {
    pub user: i64,
    pub chat: i64,
    pub query: String,
    pub at_ms: i64,
    /// What the bot answered.
    pub results: Option<Vec<Value>>,
}

impl InlineQuery {
    pub fn json(&self, id: i64) -> Value {
        json!({
            "id": id, "user": self.user, "chat": self.chat, "query": self.query, "results": self.results,
        })
    }
}

impl World {
    /// A person asks. Gives the id of the question; small enough for any JSON reader.
    pub fn ask_inline(&mut self, bot: i64, chat: i64, user: i64, query: &str, offset: &str) -> i64 {
        let id = (random() >> 16) as i64;
        let kind = match chat {
            _ if chat > 0 => "sender",
            _ => self.group_kind(chat).name(),
        };
        let update = json!({
            "id": id.to_string(),
            "from": self.user_json(user),
            "chat_type": kind,
            "query": query,
            "offset": offset,
        });
        let at_ms = self.now_ms;
        let asked = InlineQuery { user, chat, query: query.to_owned(), at_ms, results: None };
        let queries = &mut self.bot_mut(bot).inline_queries;
        // A new question replaces the person's last one, as typing on does.
        queries.retain(|_, known| (known.user, known.chat) != (user, chat));
        queries.insert(id, asked);
        self.deliver(bot, "inline_query", user + (1 << 33), update);
        id
    }

    /// A person sends one of the results. Gives the id of the message.
    pub fn choose_inline(&mut self, bot: i64, query: i64, result: &str) -> Result<i64, String> {
        let asked = self.bot(bot).inline_queries.get(&query).cloned().ok_or("there is no such inline query")?;
        let results = asked.results.as_ref().ok_or("the bot has not answered yet")?;
        let chosen = results.iter().find(|known| known["id"] == result).ok_or("there is no such result")?;
        let chosen = chosen.clone();
        let (id, inline_id) = self.send_result(bot, &asked, &chosen)?;
        let mut update = json!({
            "result_id": result, "from": self.user_json(asked.user), "query": asked.query,
        });
        if let Some(inline_id) = inline_id {
            update["inline_message_id"] = json!(inline_id);
        }
        if self.bot(bot).habits.inline_feedback {
            self.deliver(bot, "chosen_inline_result", asked.user + (2 << 33), update);
        }
        self.bot_mut(bot).inline_queries.remove(&query);
        Ok(id)
    }

    /// Puts a result into the chat, from the person and through the bot. With buttons it has an
    /// id by which the bot can change it later.
    pub fn send_result(
        &mut self,
        bot: i64,
        asked: &InlineQuery,
        result: &Value,
    ) -> Result<(i64, Option<String>), String> {
        let mut content = content(self, bot, result)?;
        content.insert("via_bot".into(), self.bot_json(bot));
        let markup = result.get("reply_markup").filter(|markup| !markup.is_null());
        if let Some(markup) = markup {
            content.insert("reply_markup".into(), markup.clone());
        }
        let from = self.user_json(asked.user);
        let visible = self.may_see(bot, asked.chat, &content);
        let inline_id = markup.map(|_| format!("AAAA{:016x}", random()));
        let id = self.post(bot, asked.chat, from, content, false);
        if let Some(inline_id) = &inline_id {
            self.bot_mut(bot).inline_messages.insert(inline_id.clone(), (asked.chat, id));
            if let Some(kept) = self.message_mut(bot, asked.chat, id) {
                kept.inline_id = Some(inline_id.clone());
            }
        }
        if visible {
            self.tell(bot, asked.chat, id);
        }
        Ok((id, inline_id))
    }
}

/// What a result becomes in the chat.
fn content(world: &World, bot: i64, result: &Value) -> Result<Map<String, Value>, String> {
    let own = &result["input_message_content"];
    let said = if own.is_object() { own } else { result };
    if said["message_text"].is_string() {
        return entity::inline_text(said).map_err(|refusal| refusal.description);
    }
    if said["latitude"].is_number() {
        let location = json!({ "latitude": said["latitude"], "longitude": said["longitude"] });
        let mut content = Map::from_iter([("location".to_owned(), location.clone())]);
        if said["address"].is_string() {
            let venue = json!({ "location": location, "title": said["title"], "address": said["address"] });
            content.insert("venue".into(), venue);
        }
        return Ok(content);
    }
    if said["phone_number"].is_string() {
        let contact = json!({ "phone_number": said["phone_number"], "first_name": said["first_name"] });
        return Ok(Map::from_iter([("contact".to_owned(), contact)]));
    }
    for (kind, field) in [("photo", "photo_file_id"), ("document", "document_file_id")] {
        let file = result[field].as_str().and_then(|id| world.files.get(id)).filter(|file| file.bot == bot);
        if let Some(file) = file {
            let mut content = entity::inline_caption(result).map_err(|refusal| refusal.description)?;
            content.insert(kind.into(), file.shape.clone());
            return Ok(content);
        }
    }
    Err("the emulator cannot show a result of this type".into())
}
