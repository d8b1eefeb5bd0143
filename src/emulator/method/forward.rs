//! Forwards, which say where they come from, and copies, which do not.

use serde_json::{Map, Value, json};

use super::{Call, chat, send};
use crate::emulator::chat::Kept;
use crate::emulator::poll::Poll;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::World;
use crate::emulator::{entity, random};

/// What belongs to a message's place and not to its content.
const OF_THE_PLACE: [&str; 15] = [
    "message_id",
    "from",
    "sender_chat",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "reply_markup",
    "message_thread_id",
    "is_topic_message",
    "media_group_id",
    "via_bot",
    "forward_origin",
    "has_protected_content",
    "author_signature",
];

pub fn forward(world: &mut World, call: &Call) -> Outcome {
    let from = chat::named(world, call, "from_chat_id")?;
    let id = chat::message_id(call);
    let envelope = send::envelope(world, call)?;
    let content = forwarded(world, call, from, id.unwrap_or_default())?;
    let sent = send::hand_in(world, call, envelope, content)?;
    settle(world, call, &sent);
    Ok(sent)
}

pub fn forward_many(world: &mut World, call: &Call) -> Outcome {
    many(world, call, "forward", forwarded)
}

pub fn copy(world: &mut World, call: &Call) -> Outcome {
    let from = chat::named(world, call, "from_chat_id")?;
    let id = chat::message_id(call);
    let envelope = send::envelope(world, call)?;
    let mut content = copied(world, call, from, id.unwrap_or_default())?;
    if call.params.has("caption") && !content.contains_key("text") {
        content.remove("caption");
        content.remove("caption_entities");
        content.extend(entity::caption(call.params)?);
    }
    let poll = renew_poll(world, call, &mut content);
    let sent = send::hand_in(world, call, envelope, content)?;
    keep_poll(world, call, poll, &sent);
    Ok(json!({ "message_id": sent["message_id"] }))
}

pub fn copy_many(world: &mut World, call: &Call) -> Outcome {
    many(world, call, "copy", copied)
}

type Take = fn(&World, &Call, i64, i64) -> Result<Map<String, Value>, Refusal>;

/// Several at once; those that are not there, or may not go, are left out.
fn many(world: &mut World, call: &Call, purpose: &str, take: Take) -> Outcome {
    let from = chat::named(world, call, "from_chat_id")?;
    let ids = chat::message_ids(call)?;
    if !ids.is_sorted_by(|one, next| one < next) {
        return Err(Refusal::bad("message identifiers must be in a strictly increasing order"));
    }
    let envelope = send::envelope(world, call)?;
    let contents: Vec<_> = ids.iter().filter_map(|id| take(world, call, from, *id).ok()).collect();
    if contents.is_empty() {
        return Err(Refusal::bad(format!("there are no messages to {purpose}")));
    }
    let now_ms = world.now_ms;
    for _ in &contents {
        world.limits.take(envelope.chat, now_ms).map_err(Refusal::flood)?;
    }
    let mut sent = Vec::new();
    for mut content in contents {
        if call.params.flag("remove_caption") {
            content.remove("caption");
            content.remove("caption_entities");
        }
        let poll = if purpose == "copy" { renew_poll(world, call, &mut content) } else { None };
        let message = send::put(world, call, &envelope, content);
        if purpose == "forward" {
            settle(world, call, &message);
        }
        keep_poll(world, call, poll, &message);
        sent.push(json!({ "message_id": message["message_id"] }));
    }
    Ok(Value::Array(sent))
}

/// The copy of a poll is another poll, without a vote.
fn renew_poll(world: &World, call: &Call, content: &mut Map<String, Value>) -> Option<Poll> {
    let known = content.get("poll")?["id"].as_str()?;
    let known = world.bot(call.bot).polls.get(known)?.clone();
    let fresh = Poll { id: (random() >> 1) as i64, closed: false, ..Poll::default() };
    let fresh = Poll { fixed: known.fixed, options: known.options, ..fresh };
    content.insert("poll".into(), fresh.json());
    Some(fresh)
}

fn keep_poll(world: &mut World, call: &Call, poll: Option<Poll>, sent: &Value) {
    if let Some(mut poll) = poll {
        poll.places.push(place(sent));
        world.bot_mut(call.bot).polls.insert(poll.id.to_string(), poll);
    }
}

/// Chat and id of a message.
fn place(sent: &Value) -> (i64, i64) {
    (sent["chat"]["id"].as_i64().unwrap_or_default(), sent["message_id"].as_i64().unwrap_or_default())
}

/// A forward can't be edited, and a forwarded poll stays the same poll.
fn settle(world: &mut World, call: &Call, sent: &Value) {
    let place = place(sent);
    if let Some(kept) = world.message_mut(call.bot, place.0, place.1) {
        kept.fixed = true;
    }
    let poll = sent["poll"]["id"].as_str().unwrap_or_default();
    if let Some(poll) = world.bot_mut(call.bot).polls.get_mut(poll) {
        poll.places.push(place);
    }
}

fn forwarded(world: &World, call: &Call, from: i64, id: i64) -> Result<Map<String, Value>, Refusal> {
    let kept = world.message(call.bot, from, id).ok_or_else(|| Refusal::bad("message to forward not found"))?;
    if !movable(kept) {
        return Err(Refusal::bad("message can't be forwarded"));
    }
    let mut content = bare(kept);
    let origin = kept.object.get("forward_origin").cloned().unwrap_or_else(|| origin(kept));
    content.insert("forward_origin".into(), origin);
    Ok(content)
}

fn copied(world: &World, call: &Call, from: i64, id: i64) -> Result<Map<String, Value>, Refusal> {
    let kept = world.message(call.bot, from, id).ok_or_else(|| Refusal::bad("message to copy not found"))?;
    if !movable(kept) {
        return Err(Refusal::bad("message can't be copied"));
    }
    Ok(bare(kept))
}

fn movable(kept: &Kept) -> bool {
    !kept.service && !kept.object.contains_key("has_protected_content")
}

fn bare(kept: &Kept) -> Map<String, Value> {
    let mut content = kept.object.clone();
    content.retain(|name, _| !OF_THE_PLACE.contains(&name.as_str()));
    content
}

/// Where a message comes from, as its forward says.
fn origin(kept: &Kept) -> Value {
    let object = &kept.object;
    let date = &object["date"];
    match object.get("sender_chat") {
        Some(channel) if channel["type"] == "channel" => {
            json!({ "type": "channel", "date": date, "chat": channel, "message_id": object["message_id"] })
        }
        Some(chat) => json!({ "type": "chat", "date": date, "sender_chat": chat }),
        None => json!({ "type": "user", "date": date, "sender_user": object["from"] }),
    }
}
