//! The chat that a call names, and whether the bot may write there.

use serde_json::Value;

use super::Call;
use crate::emulator::chat::{Kept, Standing};
use crate::emulator::refusal::Refusal;
use crate::emulator::world::World;

/// Messages in one call.
const MESSAGES_MAX: usize = 100;

/// The chat that a call names, whether or not the bot may write there.
pub fn known(world: &World, call: &Call) -> Result<i64, Refusal> {
    named(world, call, "chat_id")
}

/// The same for another parameter. A public group may be named by `@name`; a person may not.
pub fn named(world: &World, call: &Call, name: &str) -> Result<i64, Refusal> {
    let Some(words) = call.params.text(name) else {
        return Err(Refusal::bad(format!("{name} is empty")));
    };
    let words = words.trim();
    let id = match words.strip_prefix('@') {
        Some(username) => world.groups.keys().copied().find(|id| {
            let persona = world.people.get(id).and_then(|persona| persona.username.as_ref());
            persona.is_some_and(|known| known.eq_ignore_ascii_case(username))
        }),
        None => words.parse().ok(),
    };
    id.filter(|id| world.people.contains_key(id) || world.bots.contains_key(id))
        .ok_or_else(|| Refusal::bad("chat not found"))
}

/// A chat that the bot is in: a private one that was started, or a group that still has it.
pub fn present(world: &World, call: &Call) -> Result<i64, Refusal> {
    let chat = known(world, call)?;
    entered(world, call.bot, chat).map(|()| chat)
}

/// The chat that a call names, if the bot may write there.
pub fn destination(world: &World, call: &Call) -> Result<i64, Refusal> {
    let chat = known(world, call)?;
    writable(world, call.bot, chat).map(|()| chat)
}

pub fn writable(world: &World, bot: i64, chat: i64) -> Result<(), Refusal> {
    if world.bots.contains_key(&chat) {
        return Err(Refusal::forbidden("the bot can't send messages to the bot"));
    }
    entered(world, bot, chat)?;
    if world.is_channel(chat) && !world.bot_may(bot, chat, "can_post_messages") {
        return Err(Refusal::bad("need administrator rights in the channel chat"));
    }
    Ok(())
}

fn entered(world: &World, bot: i64, chat: i64) -> Result<(), Refusal> {
    if world.deactivated.contains(&chat) {
        return Err(Refusal::forbidden("user is deactivated"));
    }
    if let Some(group) = world.group(chat) {
        if let Some(moved_to) = group.moved_to {
            return Err(Refusal::migrated(moved_to));
        }
        if group.deleted {
            return Err(Refusal::forbidden("the group chat was deleted"));
        }
    }
    let kind = world.group_kind(chat).name();
    match world.standing(bot, chat) {
        Standing::Member | Standing::Administrator => Ok(()),
        Standing::Kicked if chat < 0 => Err(Refusal::forbidden(format!("bot was kicked from the {kind} chat"))),
        Standing::Kicked => Err(Refusal::forbidden("bot was blocked by the user")),
        _ if chat < 0 => Err(Refusal::forbidden(format!("bot is not a member of the {kind} chat"))),
        _ => Err(Refusal::forbidden("bot can't initiate conversation with a user")),
    }
}

/// The id that a parameter holds, if it can be one of a message.
pub fn message_id(call: &Call) -> Option<i64> {
    call.params.int("message_id").filter(|id| *id > 0)
}

/// The ids of several messages, at least one.
pub fn message_ids(call: &Call) -> Result<Vec<i64>, Refusal> {
    let unreadable = |_| Refusal::bad("can't parse message_ids JSON object");
    let missing = || Refusal::bad("message identifiers are not specified");
    let list = call.params.json("message_ids").map_err(unreadable)?.ok_or_else(missing)?;
    let list = list.as_array().ok_or_else(|| Refusal::bad("expected an Array of message identifiers"))?;
    if list.len() > MESSAGES_MAX {
        return Err(Refusal::bad("too many message identifiers specified"));
    }
    let id = |value: &Value| value.as_i64().or_else(|| value.as_str()?.parse().ok()).filter(|id| *id > 0);
    let ids: Option<Vec<i64>> = list.iter().map(id).collect();
    let ids = ids.ok_or_else(|| Refusal::bad("invalid message identifier specified"))?;
    if ids.is_empty() { Err(missing()) } else { Ok(ids) }
}

/// A message of this chat, or who misses it: `message to pin not found`.
pub fn message<'a>(world: &'a World, call: &Call, chat: i64, purpose: &str) -> Result<&'a Kept, Refusal> {
    let missing = || Refusal::bad(format!("message to {purpose} not found"));
    world.message(call.bot, chat, message_id(call).ok_or_else(missing)?).ok_or_else(missing)
}
