//! How a person begins and ends with the bot.

use super::act::Acted;
use super::actor::Actor;
use super::speak;
use crate::emulator::chat::Standing;
use crate::emulator::standing::left;
use crate::emulator::world::World;

/// Characters of what a deep link carries.
const PAYLOAD_CHARS_MAX: usize = 64;

pub fn start(world: &mut World, actor: Actor, payload: Option<String>) -> Acted {
    let payload = payload.unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if payload.len() > PAYLOAD_CHARS_MAX || !payload.chars().all(plain) {
        return Err("a start payload has at most 64 of A-Z a-z 0-9 _ -".into());
    }
    let command = match actor.chat < 0 {
        true => format!("/start@{}", world.bot(actor.bot).username),
        false => "/start".to_owned(),
    };
    if !world.standing(actor.bot, actor.chat).is_in() {
        stand(world, actor, Standing::Member)?;
    }
    super::actor::may_speak(world, actor)?;
    let text = format!("{command} {payload}");
    speak::send_text(world, actor, &text, None)
}

pub fn block(world: &mut World, actor: Actor) -> Acted {
    stand(world, actor, Standing::Kicked)
}

/// Unblocks, or takes in again. To somebody who never blocked the bot it means nothing.
pub fn unblock(world: &mut World, actor: Actor) -> Acted {
    match world.standing(actor.bot, actor.chat) {
        Standing::Stranger if actor.chat > 0 => Err("there is nothing to unblock".into()),
        standing if standing.is_in() => Ok(None),
        _ => stand(world, actor, Standing::Member),
    }
}

pub fn deactivate(world: &mut World, actor: Actor) -> Acted {
    world.deactivated.insert(actor.user);
    world.show_person(actor.bot, actor.user);
    Ok(None)
}

/// Changes how the bot stands in this chat; into a group it comes with a service message.
fn stand(world: &mut World, actor: Actor, standing: Standing) -> Acted {
    let Actor { bot, user, chat, .. } = actor;
    let before = world.standing(bot, chat);
    if before == standing {
        return Ok(None);
    }
    if standing == Standing::Kicked && !before.is_in() {
        return Err("there is nothing to block".into());
    }
    if standing == Standing::Member && chat < 0 {
        return Ok(world.join(bot, chat, user));
    }
    let by = world.user_json(user);
    world.change_standing(bot, chat, by.clone(), standing);
    if chat < 0 && !world.is_channel(chat) {
        let gone = left(&world.bot_json(bot));
        return Ok(Some(world.service(bot, chat, by, gone)));
    }
    Ok(None)
}
