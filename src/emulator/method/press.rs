//! The answer to a pressed button: once, and in time.

use serde_json::json;

use super::Call;
use crate::emulator::chat::CALLBACK_AGE_MAX_MS;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// Characters of the words that are shown.
const TEXT_CHARS_MAX: usize = 200;

pub fn answer(world: &mut World, call: &Call) -> Outcome {
    let text = call.params.text("text").unwrap_or_default();
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let id = call.params.text("callback_query_id").unwrap_or_default();
    let (now_ms, main) = (world.now_ms, world.main);
    let waiting = world
        .bot_mut(call.bot)
        .callbacks
        .get_mut(id)
        .filter(|press| !press.answered && now_ms - press.at_ms < CALLBACK_AGE_MAX_MS)
        .ok_or_else(|| Refusal::bad("query is too old and response timeout expired or query ID is invalid"))?;
    waiting.answered = true;
    let event = json!({
        "chat": waiting.chat,
        "message_id": waiting.message,
        "id": id,
        "user": waiting.user,
        "text": text,
        "alert": call.params.flag("show_alert"),
    });
    if call.bot == main {
        world.emit("callback_answered", event);
    }
    Ok(json!(true))
}
