//! createForumTopic.

use super::Call;
use super::chat::present;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::topic::{ICON_COLORS, Topic};
use crate::emulator::world::World;

const NAME_CHARS_MAX: usize = 128;

pub fn create(world: &mut World, call: &Call) -> Outcome {
    let chat = present(world, call)?;
    if !world.group(chat).is_some_and(|group| group.is_forum) {
        return Err(Refusal::bad("the chat is not a forum"));
    }
    if !world.bot_may(call.bot, chat, "can_manage_topics") {
        return Err(Refusal::bad("not enough rights to create a topic"));
    }
    let name = call.params.text("name").unwrap_or_default().trim();
    if name.is_empty() {
        return Err(Refusal::bad("title must be non-empty"));
    }
    let name: String = name.chars().take(NAME_CHARS_MAX).collect();
    let icon_color = call.params.int("icon_color").unwrap_or(ICON_COLORS[0]);
    if !ICON_COLORS.contains(&icon_color) {
        return Err(Refusal::bad("TOPIC_ICON_COLOR_INVALID"));
    }
    let topic = Topic { name, icon_color };
    let from = world.bot_json(call.bot);
    let id = world.open_topic(call.bot, chat, from, topic.clone());
    Ok(topic.json(id))
}
