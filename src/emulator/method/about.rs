//! What a bot may ask about itself, its chats and its files, and how it leaves a group.

use serde_json::{Value, json};

use super::Call;
use super::chat::{known, present};
use crate::emulator::chat::Standing;
use crate::emulator::group::GroupKind;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::standing::left;
use crate::emulator::world::{World, no_gifts};

/// Bytes of a file that a bot may download.
const DOWNLOAD_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Different reactions on one message.
const REACTIONS_MAX: i64 = 11;
/// What any member of a group may do.
const PERMISSIONS: [&str; 15] = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_react_to_messages",
];

pub fn me(world: &mut World, call: &Call) -> Outcome {
    let mut me = world.bot_json(call.bot);
    let habits = world.bot(call.bot).habits;
    let abilities = [
        ("can_join_groups", true),
        ("can_read_all_group_messages", !habits.privacy),
        ("supports_inline_queries", habits.inline),
        ("can_connect_to_business", false),
        ("has_main_web_app", false),
        ("has_topics_enabled", false),
        ("allows_users_to_create_topics", false),
        ("can_manage_bots", false),
        ("supports_guest_queries", false),
        ("supports_join_request_queries", false),
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
    let known = world.files.get(id).filter(|file| file.bot == call.bot);
    if known.is_some_and(|file| file.bytes.len() > DOWNLOAD_BYTES_MAX) {
        return Err(Refusal::bad("file is too big"));
    }
    world.link(call.bot, id).ok_or_else(|| Refusal::bad("wrong file_id or the file is temporarily unavailable"))
}

pub fn chat(world: &mut World, call: &Call) -> Outcome {
    let chat = known(world, call)?;
    match world.standing(call.bot, chat) {
        Standing::Stranger => return Err(Refusal::bad("chat not found")),
        Standing::Kicked | Standing::Left if chat < 0 => {
            present(world, call)?;
        }
        _ => {}
    }
    let mut full = world.chat_json(chat);
    full["accent_color_id"] = json!(chat.rem_euclid(7));
    full["max_reaction_count"] = json!(REACTIONS_MAX);
    full["accepted_gift_types"] = no_gifts();
    if let Some(username) = full.get("username").cloned() {
        full["active_usernames"] = json!([username]);
    }
    if world.group(chat).is_some_and(|group| group.kind != GroupKind::Channel) {
        let allowed = PERMISSIONS.iter().map(|name| ((*name).to_owned(), json!(true)));
        full["permissions"] = Value::Object(allowed.collect());
    }
    let kept = world.bot(call.bot).chats.get(&chat);
    let pinned = kept.and_then(|kept| kept.messages.get(kept.pinned.last()?));
    if let Some(pinned) = pinned {
        full["pinned_message"] = Value::Object(pinned.object.clone());
    }
    Ok(full)
}

pub fn leave(world: &mut World, call: &Call) -> Outcome {
    let chat = known(world, call)?;
    if chat > 0 {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    let chat = present(world, call)?;
    let bot = world.bot_json(call.bot);
    if !world.is_channel(chat) {
        let id = world.post(call.bot, chat, bot.clone(), left(&bot), false);
        let kept = world.message_mut(call.bot, chat, id).expect("the message was kept just above");
        kept.service = true;
    }
    world.change_standing(call.bot, chat, bot, Standing::Left);
    Ok(json!(true))
}
