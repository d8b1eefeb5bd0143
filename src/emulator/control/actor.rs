//! Who acts where, and whether they can: a person in their private chat with the bot, or in a
//! group, perhaps in one of its topics.

use crate::emulator::Role;
use crate::emulator::group::Rank;
use crate::emulator::world::World;

/// Who acts, and where.
#[derive(Clone, Copy)]
pub struct Actor {
    pub bot: i64,
    pub user: i64,
    pub chat: i64,
    /// The topic of a forum.
    pub topic: Option<i64>,
}

/// Where somebody acts: without a chat in the private one with the bot, which is the one that is
/// there if none is named.
#[derive(Clone, Copy, Default)]
pub struct Place {
    pub bot: Option<i64>,
    pub chat: Option<i64>,
    pub topic: Option<i64>,
}

/// Somebody who is there, in a chat that is there.
pub fn actor(world: &World, user: i64, place: Place) -> Result<Actor, String> {
    let chat = place.chat.unwrap_or(user);
    let bot = world.bot_in(chat, place.bot)?;
    let actor = Actor { bot, user, chat, topic: place.topic.filter(|topic| *topic > 1) };
    let person = world.people.get(&user).ok_or("nobody has this id")?;
    if person.role == Role::Group {
        return Err("a group cannot act; name a user, and the group as chat".into());
    }
    if !world.people.contains_key(&chat) || chat > 0 && chat != user {
        return Err("there is no such chat".into());
    }
    if world.deactivated.contains(&user) {
        return Err("this account is deleted".into());
    }
    if let Some(group) = world.group(chat) {
        if let Some(moved_to) = group.moved_to {
            return Err(format!("this group moved to {moved_to}"));
        }
        if group.deleted {
            return Err("this group was deleted".into());
        }
    }
    let topics = world.bot(actor.bot).chats.get(&chat).map(|chat| &chat.topics);
    match actor.topic {
        Some(topic) if !topics.is_some_and(|topics| topics.contains_key(&topic)) => {
            Err("there is no such topic".into())
        }
        _ => Ok(actor),
    }
}

/// Whether somebody can say something here. In a private chat the bot has to be there to hear
/// it; in a group it is enough that others do. Whoever acts in an open group is in it.
pub fn may_speak(world: &mut World, actor: Actor) -> Result<(), String> {
    may(world, actor, false)
}

pub fn may(world: &mut World, actor: Actor, as_reader: bool) -> Result<(), String> {
    let Actor { bot, user, chat, .. } = actor;
    if chat > 0 {
        let standing = world.standing(bot, chat);
        return match () {
            () if standing.is_in() => Ok(()),
            () if standing.is_kicked() => Err("the bot is blocked: unblock it first".into()),
            () => Err("press start first".into()),
        };
    }
    let stranger = world.group(chat).is_some_and(|group| group.open && !group.members.contains_key(&user));
    if stranger && let Some(group) = world.groups.get_mut(&chat) {
        group.members.insert(user, Rank::Member);
        world.show_person(bot, chat);
    }
    let member = world.member(chat, user);
    if !member.is_in() {
        return Err("not in this group: join first".into());
    }
    if world.is_channel(chat) && !member.leads() && !as_reader {
        return Err("in a channel only administrators post".into());
    }
    Ok(())
}
