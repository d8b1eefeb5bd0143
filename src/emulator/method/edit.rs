//! The methods that change or take back a message that is already in the chat.

use serde_json::{Map, Value, json};

use super::Call;
use super::send::known_chat;
use crate::emulator::entity;
use crate::emulator::markup::{self, Markup};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

/// A message this old stays for everyone.
const DELETE_AGE_MAX_S: i64 = 48 * 60 * 60;

pub fn text(world: &mut World, call: &Call) -> Outcome {
    let content = entity::text(call.params)?;
    let target = target(world, call)?;
    if !target.object.contains_key("text") {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    change(world, call, target, Some((["text", "entities"], content)))
}

pub fn caption(world: &mut World, call: &Call) -> Outcome {
    let content = entity::caption(call.params)?;
    let target = target(world, call)?;
    if !["photo", "document"].iter().any(|kind| target.object.contains_key(*kind)) {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    }
    change(world, call, target, Some((["caption", "caption_entities"], content)))
}

pub fn markup(world: &mut World, call: &Call) -> Outcome {
    let target = target(world, call)?;
    change(world, call, target, None)
}

pub fn delete(world: &mut World, call: &Call) -> Outcome {
    let chat = known_chat(world, call)?;
    let id = message_id(call)?;
    let Some(kept) = world.message(call.bot, chat, id) else {
        return Err(Refusal::bad("message to delete not found"));
    };
    let age_s = world.now_s() - kept.object["date"].as_i64().unwrap_or_default();
    if !kept.out && chat < 0 {
        return Err(Refusal::bad("message can't be deleted"));
    }
    if age_s > DELETE_AGE_MAX_S {
        return Err(Refusal::bad("message can't be deleted for everyone"));
    }
    world.chat_mut(call.bot, chat).messages.remove(&id);
    if call.bot == world.main {
        world.emit("deleted", json!({ "chat": chat, "message_id": id }));
    }
    Ok(json!(true))
}

struct Target {
    chat: i64,
    id: i64,
    object: Map<String, Value>,
}

/// The message to edit, which the bot must have sent and may change.
fn target(world: &World, call: &Call) -> Result<Target, Refusal> {
    let missing = || Refusal::bad("message to edit not found");
    if call.params.text("inline_message_id").is_some() {
        return Err(missing());
    }
    let chat = known_chat(world, call)?;
    let id = message_id(call)?;
    let kept = world.message(call.bot, chat, id).ok_or_else(missing)?;
    if !kept.out || kept.fixed {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok(Target { chat, id, object: kept.object.clone() })
}

fn message_id(call: &Call) -> Result<i64, Refusal> {
    call.params
        .int("message_id")
        .filter(|id| *id > 0)
        .ok_or_else(|| Refusal::bad("message identifier is not specified"))
}

/// Writes the new content and keyboard. A keyboard that is not named goes away.
fn change(world: &mut World, call: &Call, target: Target, content: Option<([&str; 2], Map<String, Value>)>) -> Outcome {
    let markup = match markup::read(call.params)? {
        None => None,
        Some(Markup::Inline(keyboard)) => keyboard,
        Some(_) => return Err(Refusal::bad("inline keyboard expected")),
    };
    let Target { chat, id, object: before } = target;
    let mut after = before.clone();
    after.remove("reply_markup");
    if let Some(keyboard) = markup {
        after.insert("reply_markup".into(), keyboard);
    }
    let rewritten = content.is_some();
    if let Some((replaced, content)) = content {
        after.retain(|name, _| !replaced.contains(&name.as_str()));
        after.extend(content);
    }
    if after == before {
        return Err(Refusal::bad(
            "message is not modified: specified new message content and reply markup are exactly \
             the same as a current content and reply markup of the message",
        ));
    }
    let now_ms = world.now_ms;
    world.limits.take(chat, now_ms).map_err(Refusal::flood)?;
    if rewritten {
        after.insert("edit_date".into(), json!(world.now_s()));
    }
    let kept = world.message_mut(call.bot, chat, id).expect("the target was found just above");
    kept.object = after.clone();
    world.show("edited", call.bot, chat, id);
    Ok(Value::Object(after))
}
