//! The methods that change a message that is already in the chat, or that was sent inline.

use serde_json::{Map, Value, json};

use super::Call;
use super::chat::{message_id, present};
use crate::emulator::entity;
use crate::emulator::markup::{self, Markup};
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;

pub fn text(world: &mut World, call: &Call) -> Outcome {
    let content = entity::text(call.params)?;
    let target = target(world, call)?;
    if !target.object.contains_key("text") {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    change(world, call, target, Some((&["text", "entities", "link_preview_options"], content)))
}

pub fn caption(world: &mut World, call: &Call) -> Outcome {
    let content = entity::caption(call.params)?;
    let target = target(world, call)?;
    if !["photo", "document"].iter().any(|kind| target.object.contains_key(*kind)) {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    }
    change(world, call, target, Some((&["caption", "caption_entities", "show_caption_above_media"], content)))
}

pub fn markup(world: &mut World, call: &Call) -> Outcome {
    let target = target(world, call)?;
    change(world, call, target, None)
}

struct Target {
    chat: i64,
    id: i64,
    object: Map<String, Value>,
    inline: bool,
}

/// The message to edit, which the bot must have sent, itself or inline, and may change.
fn target(world: &World, call: &Call) -> Result<Target, Refusal> {
    let missing = || Refusal::bad("message to edit not found");
    if let Some(inline_id) = call.params.text("inline_message_id") {
        let place = world.bot(call.bot).inline_messages.get(inline_id);
        let (chat, id) = *place.ok_or_else(|| Refusal::bad("MESSAGE_ID_INVALID"))?;
        let kept = world.message(call.bot, chat, id).ok_or_else(|| Refusal::bad("MESSAGE_ID_INVALID"))?;
        return Ok(Target { chat, id, object: kept.object.clone(), inline: true });
    }
    let chat = present(world, call)?;
    let id = message_id(call).ok_or_else(|| Refusal::bad("message identifier is not specified"))?;
    let kept = world.message(call.bot, chat, id).ok_or_else(missing)?;
    // In a channel an administrator may edit what others posted.
    let others = world.is_channel(chat) && world.bot_may(call.bot, chat, "can_edit_messages");
    if !(kept.out || others) || kept.fixed || kept.service {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok(Target { chat, id, object: kept.object.clone(), inline: false })
}

/// The keyboard of a changed message: an inline one, or none.
pub fn keyboard(call: &Call) -> Result<Option<Value>, Refusal> {
    match markup::read(call.params)? {
        None => Ok(None),
        Some(Markup::Inline(keyboard)) => Ok(keyboard),
        Some(_) => Err(Refusal::bad("inline keyboard expected")),
    }
}

/// Writes the new content and keyboard. A keyboard that is not named goes away.
fn change(world: &mut World, call: &Call, target: Target, content: Option<(&[&str], Map<String, Value>)>) -> Outcome {
    let markup = keyboard(call)?;
    let Target { chat, id, object: before, inline } = target;
    let mut after = before.clone();
    after.remove("reply_markup");
    if let Some(keyboard) = markup {
        after.insert("reply_markup".into(), keyboard);
    }
    let rewritten = content.is_some();
    if let Some((replaced, mut content)) = content {
        world.name_mentioned(&mut content);
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
    kept.object = after.clone().into();
    world.show("edited", call.bot, chat, id);
    Ok(if inline { json!(true) } else { Value::Object(after) })
}
