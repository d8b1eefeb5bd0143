//! What people do with what is in the chat: press, vote, react, and choose what the bot offers
//! inline.

use serde_json::{Value, json};

use super::act::Acted;
use super::actor::Actor;
use crate::emulator::chat::{Callback, Kept};
use crate::emulator::world::World;
use crate::emulator::{markup, random, reaction};

pub fn press(world: &mut World, actor: Actor, message: i64, data: Option<String>, label: Option<String>) -> Acted {
    let kept = kept(world, actor, message)?;
    let keyboard = kept.object.get("reply_markup").ok_or("this message has no buttons")?;
    let button = markup::find(keyboard, |button| match (&data, &label) {
        (Some(data), _) => button["callback_data"] == data.as_str(),
        (None, Some(label)) => button["text"] == label.as_str(),
        (None, None) => false,
    });
    let button = button.ok_or("this message has no such button")?;
    let data = button["callback_data"].as_str().ok_or("this button tells the bot nothing")?.to_owned();
    press_stale(world, actor, message, &data)
}

/// Presses a button that was there a moment ago.
pub fn press_stale(world: &mut World, actor: Actor, message: i64, data: &str) -> Acted {
    let Actor { bot, user, chat, .. } = actor;
    let kept = kept(world, actor, message)?;
    let id = (random() >> 1).to_string();
    let mut update = json!({
        "id": id,
        "from": world.user_json(user),
        "chat_instance": (chat ^ 0x5eed_5eed_5eed).to_string(),
        "data": data,
    });
    match &kept.inline_id {
        Some(inline_id) => update["inline_message_id"] = json!(inline_id),
        None => update["message"] = Value::Object(kept.object.clone()),
    }
    let at_ms = world.now_ms;
    let callbacks = &mut world.bot_mut(bot).callbacks;
    // What is answered is of no more use; what is not stays as a reproach.
    callbacks.retain(|_, callback| !callback.answered);
    callbacks.insert(id, Callback { user, chat, message, at_ms, answered: false });
    let event =
        json!({ "chat": chat, "message_id": message, "user": user, "id": update["id"], "data": update["data"] });
    world.emit("callback_pressed", event);
    world.deliver(bot, "callback_query", user + (3 << 33), update);
    Ok(Some(message))
}

/// Nothing chosen takes the vote back.
pub fn vote(world: &mut World, actor: Actor, message: i64, options: Vec<usize>) -> Acted {
    let poll = kept(world, actor, message)?.object.get("poll").ok_or("this message is no poll")?;
    let poll = poll["id"].as_str().unwrap_or_default().to_owned();
    world.vote(actor.bot, &poll, actor.user, options)?;
    Ok(Some(message))
}

pub fn react(world: &mut World, actor: Actor, message: i64, emoji: Option<String>) -> Acted {
    if kept(world, actor, message)?.service {
        return Err("nobody can react to this".into());
    }
    let emoji = emoji.filter(|emoji| !emoji.is_empty());
    if emoji.as_ref().is_some_and(|emoji| !reaction::known(emoji)) {
        return Err("Telegram has no such reaction".into());
    }
    world.react(actor.bot, actor.chat, message, actor.user, emoji.into_iter().collect());
    Ok(Some(message))
}

pub fn ask_inline(world: &mut World, actor: Actor, query: &str, offset: &str) -> Acted {
    if !world.bot(actor.bot).habits.inline {
        return Err("this bot has no inline mode".into());
    }
    Ok(Some(world.ask_inline(actor.bot, actor.chat, actor.user, query, offset)))
}

pub fn choose_inline(world: &mut World, actor: Actor, query: Option<i64>, result: &str) -> Acted {
    let queries = world.bot(actor.bot).inline_queries.iter();
    let own = queries.filter(|(_, asked)| (asked.user, asked.chat) == (actor.user, actor.chat));
    let newest = own.max_by_key(|(_, asked)| asked.at_ms).map(|(id, _)| *id);
    let query = query.or(newest).ok_or("nothing was asked inline here")?;
    let asked = world.bot(actor.bot).inline_queries.get(&query).ok_or("there is no such inline query")?;
    if asked.user != actor.user {
        return Err("somebody else asked this".into());
    }
    world.choose_inline(actor.bot, query, result).map(Some)
}

fn kept(world: &World, actor: Actor, message: i64) -> Result<&Kept, String> {
    world.message(actor.bot, actor.chat, message).ok_or_else(|| "there is no such message".to_owned())
}
