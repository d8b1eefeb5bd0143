//! setMessageReaction: one emoji of the bot, or none.

use serde_json::json;

use super::Call;
use super::chat::{message, message_id, present};
use crate::emulator::reaction;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// Reactions that a bot may have on one message.
const REACTIONS_MAX: usize = 1;

pub fn set(world: &mut World, call: &Call) -> Outcome {
    let chat = present(world, call)?;
    let unreadable = |_| Refusal::bad("can't parse reaction types JSON object");
    let wished = call.params.json("reaction").map_err(unreadable)?.unwrap_or_else(|| json!([]));
    let Some(wished) = wished.as_array() else {
        return Err(Refusal::bad("expected an Array of ReactionType"));
    };
    if message(world, call, chat, "react")?.service {
        return Err(Refusal::bad("REACTION_INVALID"));
    }
    let emoji = |wish: &serde_json::Value| match wish["type"].as_str() {
        Some("emoji") => wish["emoji"].as_str().filter(|emoji| reaction::known(emoji)).map(str::to_owned),
        _ => None,
    };
    let emoji: Option<Vec<String>> = wished.iter().map(emoji).collect();
    let emoji = emoji.ok_or_else(|| Refusal::bad("REACTION_INVALID"))?;
    if emoji.len() > REACTIONS_MAX {
        return Err(Refusal::bad("REACTIONS_TOO_MANY"));
    }
    world.set_reaction(call.bot, chat, message_id(call).unwrap_or_default(), call.bot, emoji);
    Ok(json!(true))
}
