//! Faults where an update enters a bot's queue: how it is delivered, and what stands in it that
//! no bot of today can know. Decided once, so that an update that comes again is the same.

use serde_json::{Value, json};

use super::{Break, Faults, Occasion, Place};
use crate::emulator::queue::Manner;

/// The kind of an update that nobody knows.
const UNKNOWN_KIND: &str = "unheard_of";
/// The type of an entity that nobody knows.
const UNKNOWN_ENTITY: &str = "hologram";
/// The name of a field that nobody knows.
const UNKNOWN_FIELD: &str = "field_of_tomorrow";

/// An update on its way into the queue.
pub struct Coming<'a> {
    pub bot: i64,
    pub kind: &'a str,
    pub payload: &'a mut Value,
    /// Whether one of another key waits before it.
    pub can_overtake: bool,
}

/// What the faults make of it: how it is delivered, and under which kind.
pub fn spoil(faults: &mut Faults, coming: Coming) -> (Manner, Option<&'static str>) {
    let Coming { bot, kind, payload, can_overtake } = coming;
    let occasion = Occasion { place: Place::Update, name: kind, chat: chat_of(payload), bot };
    let can = |what: &Break| match what {
        Break::Reorder => can_overtake,
        Break::UnknownEntity => payload.get("text").or(payload.get("caption")).is_some(),
        Break::ExtraFields => payload.is_object(),
        Break::Inaccessible => kind == "callback_query" && payload.get("message").is_some(),
        _ => true,
    };
    let breaks = faults.strike(&occasion, can);
    let (mut manner, mut shown) = (Manner::default(), None);
    for what in breaks {
        match what {
            Break::Duplicate => manner.twice = true,
            Break::Redeliver => manner.again = true,
            Break::Reorder => manner.overtakes = true,
            Break::UnknownKind => shown = Some(UNKNOWN_KIND),
            Break::UnknownEntity => add_entity(payload),
            Break::ExtraFields => add_fields(payload),
            Break::Inaccessible => hide_message(payload),
            _ => {}
        }
    }
    (manner, shown)
}

/// The chat that an update is about: that of its message, or the private chat with its person.
fn chat_of(payload: &Value) -> Option<i64> {
    let chat = payload["chat"]["id"].as_i64().or(payload["message"]["chat"]["id"].as_i64());
    chat.or(payload["from"]["id"].as_i64()).or(payload["user"]["id"].as_i64())
}

fn add_entity(payload: &mut Value) {
    let entities = if payload.get("text").is_some() { "entities" } else { "caption_entities" };
    let entity = json!({ "type": UNKNOWN_ENTITY, "offset": 0, "length": 1 });
    match payload[entities].as_array_mut() {
        Some(entities) => entities.push(entity),
        None => payload[entities] = json!([entity]),
    }
}

/// Into the object itself, and into the persons and chats that it names.
fn add_fields(payload: &mut Value) {
    let field = json!({ "of": "tomorrow", "since": [10, 9] });
    for name in ["from", "chat", "message"] {
        if let Some(inner) = payload.get_mut(name).and_then(Value::as_object_mut) {
            inner.insert(UNKNOWN_FIELD.to_owned(), field.clone());
        }
    }
    payload[UNKNOWN_FIELD] = field;
}

fn hide_message(payload: &mut Value) {
    let message = payload["message"].take();
    payload["message"] = json!({ "chat": message["chat"], "message_id": message["message_id"], "date": 0 });
}
