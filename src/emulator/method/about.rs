//! What a bot may ask about itself, its chats and its files, and how it leaves a group.

use serde_json::{Map, Value, json};

use super::Call;
use super::send::known_chat;
use crate::emulator::chat::Standing;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::world::{World, no_gifts};

/// Bytes of a file that a bot may download.
const DOWNLOAD_BYTES_MAX: usize = 20 * 1024 * 1024;

pub fn me(world: &mut World, call: &Call) -> Outcome {
    let mut me = world.bot_json(call.bot);
    let abilities = [
        ("can_join_groups", true),
        ("can_read_all_group_messages", false),
        ("supports_inline_queries", false),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
    ];
    for (ability, has) in abilities {
        me[ability] = json!(has);
    }
    Ok(me)
}

pub fn file(world: &mut World, call: &Call) -> Outcome {
    let Some(id) = call.params.text("file_id") else {
        return Err(Refusal::bad("file_id not specified"));
    };
    if world.files.get(id).is_some_and(|file| file.bytes.len() > DOWNLOAD_BYTES_MAX) {
        return Err(Refusal::bad("file is too big"));
    }
    world.link(call.bot, id).ok_or_else(|| Refusal::bad("wrong file_id or the file is temporarily unavailable"))
}

pub fn chat(world: &mut World, call: &Call) -> Outcome {
    let chat = known_chat(world, call)?;
    if world.standing(call.bot, chat) == Standing::Stranger {
        return Err(Refusal::bad("chat not found"));
    }
    let mut full = world.chat_json(chat);
    full["accent_color_id"] = json!(chat.rem_euclid(7));
    full["max_reaction_count"] = json!(11);
    full["accepted_gift_types"] = no_gifts();
    Ok(full)
}

pub fn leave(world: &mut World, call: &Call) -> Outcome {
    let chat = known_chat(world, call)?;
    if chat > 0 {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    if world.standing(call.bot, chat) != Standing::Member {
        return Err(Refusal::forbidden("bot is not a member of the group chat"));
    }
    let bot = world.bot_json(call.bot);
    world.post(call.bot, chat, bot.clone(), left(&bot), false);
    world.change_standing(call.bot, chat, bot, Standing::Left);
    Ok(json!(true))
}

/// The service message about somebody who left.
fn left(who: &Value) -> Map<String, Value> {
    let names = ["left_chat_member", "left_chat_participant"];
    names.into_iter().map(|name| (name.to_owned(), who.clone())).collect()
}
