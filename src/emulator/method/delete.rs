//! The methods that take messages back.

use serde_json::json;

use super::Call;
use super::chat::{message_id, message_ids, present};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// A message this old stays for everyone.
const DELETE_AGE_MAX_S: i64 = 48 * 60 * 60;

pub fn one(world: &mut World, call: &Call) -> Outcome {
    let chat = present(world, call)?;
    let id = message_id(call).ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    check(world, call, chat, id)?;
    forget(world, call, chat, id);
    Ok(json!(true))
}

/// Several at once; those that are not there, or stay, are passed over.
pub fn many(world: &mut World, call: &Call) -> Outcome {
    let ids = message_ids(call)?;
    let chat = present(world, call)?;
    for id in ids {
        if check(world, call, chat, id).is_ok() {
            forget(world, call, chat, id);
        }
    }
    Ok(json!(true))
}

fn check(world: &World, call: &Call, chat: i64, id: i64) -> Result<(), Refusal> {
    let Some(kept) = world.message(call.bot, chat, id) else {
        return Err(Refusal::bad("message to delete not found"));
    };
    // Whoever leads a group may take back anything, however old.
    if chat < 0 && world.bot_may(call.bot, chat, "can_delete_messages") {
        return Ok(());
    }
    let age_s = world.now_s() - kept.object["date"].as_i64().unwrap_or_default();
    if !kept.out && chat < 0 {
        return Err(Refusal::bad("message can't be deleted"));
    }
    if age_s > DELETE_AGE_MAX_S {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    Ok(())
}

fn forget(world: &mut World, call: &Call, chat: i64, id: i64) {
    let kept = world.chat_mut(call.bot, chat);
    kept.messages.remove(&id);
    kept.pinned.retain(|pinned| *pinned != id);
    kept.topics.remove(&id);
    if call.bot == world.main {
        world.emit("deleted", json!({ "chat": chat, "message_id": id }));
    }
}
