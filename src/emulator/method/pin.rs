//! Messages that stay at the top of a chat.

use serde_json::{Map, Value, json};

use super::Call;
use super::chat::{message, message_id, present};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// Pins a message; the chat hears of it by a service message, and so does the bot itself.
pub fn pin(world: &mut World, call: &Call) -> Outcome {
    let chat = allowed(world, call)?;
    let kept = message(world, call, chat, "pin")?;
    if kept.service {
        return Err(Refusal::bad("message can't be pinned"));
    }
    let mut quoted = kept.object.clone();
    quoted.remove("reply_to_message");
    let id = message_id(call).unwrap_or_default();
    let pinned = &mut world.chat_mut(call.bot, chat).pinned;
    pinned.retain(|known| *known != id);
    pinned.push(id);
    let from = world.bot_json(call.bot);
    world.service(call.bot, chat, from, Map::from_iter([("pinned_message".to_owned(), Value::Object(quoted))]));
    world.show("edited", call.bot, chat, id);
    Ok(json!(true))
}

/// Takes one pin away: the named one, or the newest.
pub fn unpin(world: &mut World, call: &Call) -> Outcome {
    let chat = allowed(world, call)?;
    let pinned = &mut world.chat_mut(call.bot, chat).pinned;
    let id = match message_id(call) {
        Some(id) => Some(id).filter(|id| pinned.contains(id)),
        None => pinned.last().copied(),
    };
    let id = id.ok_or_else(|| Refusal::bad("message to unpin not found"))?;
    pinned.retain(|known| *known != id);
    world.show("edited", call.bot, chat, id);
    Ok(json!(true))
}

pub fn unpin_all(world: &mut World, call: &Call) -> Outcome {
    let chat = allowed(world, call)?;
    for id in std::mem::take(&mut world.chat_mut(call.bot, chat).pinned) {
        world.show("edited", call.bot, chat, id);
    }
    Ok(json!(true))
}

fn allowed(world: &World, call: &Call) -> Result<i64, Refusal> {
    let chat = present(world, call)?;
    let right = if world.is_channel(chat) { "can_edit_messages" } else { "can_pin_messages" };
    if chat < 0 && !world.bot_may(call.bot, chat, right) {
        return Err(Refusal::bad("not enough rights to manage pinned messages in the chat"));
    }
    Ok(chat)
}
