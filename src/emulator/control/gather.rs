//! What people do with groups: come, go, raise the bot or one another, open topics.

use std::collections::BTreeSet;

use super::act::Acted;
use super::actor::Actor;
use crate::emulator::chat::Standing;
use crate::emulator::group::Rank;
use crate::emulator::standing::{joined, left};
use crate::emulator::topic::{ICON_COLORS, Topic};
use crate::emulator::world::World;
use crate::emulator::{Persona, Role};

const TOPIC_CHARS_MAX: usize = 128;

/// Takes the bot into the group of that title; without one, makes it.
pub fn add_to_group(world: &mut World, actor: Actor, title: &str) -> Acted {
    let title = title.trim();
    if title.is_empty() {
        return Err("a group needs a title".into());
    }
    let named = |person: &&Persona| person.role == Role::Group && person.first_name == title;
    let gone = |id: i64| world.group(id).is_some_and(|group| group.moved_to.is_some() || group.deleted);
    let known = world.people.values().filter(named).map(|group| group.id).find(|id| !gone(*id));
    let group = known.unwrap_or_else(|| {
        let id = world.newcomer(Persona { first_name: title.to_owned(), role: Role::Group, ..Persona::default() });
        if let Some(group) = world.groups.get_mut(&id) {
            group.members.insert(actor.user, Rank::Creator);
        }
        id
    });
    if world.standing(actor.bot, group).is_in() {
        return Err("the bot is in this group already".into());
    }
    if let Some(group) = world.groups.get_mut(&group) {
        group.members.entry(actor.user).or_insert(Rank::Member);
    }
    Ok(world.join(actor.bot, group, actor.user))
}

pub fn join(world: &mut World, actor: Actor, invite_link: Option<&str>) -> Acted {
    let Actor { bot, user, chat, .. } = actor;
    in_group(actor)?;
    match world.member(chat, user) {
        member if member.is_in() => return Err("in this group already".into()),
        Rank::Kicked => return Err("who was put out cannot come back by themselves".into()),
        _ => {}
    }
    if let Some(link) = invite_link
        && !world.follow(chat, user, link)?
    {
        return Ok(None);
    }
    let who = world.user_json(user);
    world.change_member(chat, who.clone(), user, Rank::Member);
    Ok((!world.is_channel(chat)).then(|| world.service(bot, chat, who.clone(), joined(&who))))
}

pub fn leave(world: &mut World, actor: Actor) -> Acted {
    let Actor { bot, user, chat, .. } = actor;
    in_group(actor)?;
    let open = world.group(chat).is_some_and(|group| group.open && !group.members.contains_key(&user));
    if !world.member(chat, user).is_in() && !open {
        return Err("not in this group".into());
    }
    let who = world.user_json(user);
    world.change_member(chat, who.clone(), user, Rank::Left);
    Ok((!world.is_channel(chat)).then(|| world.service(bot, chat, who.clone(), left(&who))))
}

/// Makes somebody an administrator; without a name the bot, which comes in if it has to.
pub fn promote(world: &mut World, actor: Actor, member: Option<i64>, rights: Option<Vec<String>>) -> Acted {
    let Actor { bot, chat, .. } = actor;
    in_group(actor)?;
    let kind = world.group_kind(chat);
    let rights: BTreeSet<String> = rights.map_or_else(|| kind.all_rights(), |rights| rights.into_iter().collect());
    if let Some(unknown) = rights.iter().find(|right| !kind.rights().any(|known| known == right.as_str())) {
        return Err(format!("a {} has no right \"{unknown}\"", kind.name()));
    }
    let by = world.user_json(actor.user);
    match member.filter(|member| *member != bot) {
        None => {
            let message = if world.standing(bot, chat).is_in() { None } else { world.join(bot, chat, actor.user) };
            world.change_rights(bot, chat, by, Standing::Administrator, rights);
            Ok(message)
        }
        Some(member) => {
            present(world, chat, member)?;
            world.change_member(chat, by, member, Rank::Administrator(rights));
            Ok(None)
        }
    }
}

pub fn demote(world: &mut World, actor: Actor, member: Option<i64>) -> Acted {
    let Actor { bot, chat, .. } = actor;
    in_group(actor)?;
    let by = world.user_json(actor.user);
    match member.filter(|member| *member != bot) {
        None if world.standing(bot, chat) == Standing::Administrator => {
            world.change_standing(bot, chat, by, Standing::Member);
        }
        None => return Err("the bot is no administrator here".into()),
        Some(member) => {
            present(world, chat, member)?;
            world.change_member(chat, by, member, Rank::Member);
        }
    }
    Ok(None)
}

pub fn kick(world: &mut World, actor: Actor, member: i64) -> Acted {
    let Actor { bot, chat, .. } = actor;
    in_group(actor)?;
    present(world, chat, member)?;
    let (by, who) = (world.user_json(actor.user), world.user_json(member));
    world.change_member(chat, by.clone(), member, Rank::Kicked);
    Ok((!world.is_channel(chat)).then(|| world.service(bot, chat, by, left(&who))))
}

pub fn create_topic(world: &mut World, actor: Actor, name: &str) -> Acted {
    let name = name.trim();
    if !world.group(actor.chat).is_some_and(|group| group.is_forum) {
        return Err("this chat has no topics".into());
    }
    if name.is_empty() || name.chars().count() > TOPIC_CHARS_MAX {
        return Err(format!("a topic's name has 1 to {TOPIC_CHARS_MAX} characters"));
    }
    let topic = Topic { name: name.to_owned(), icon_color: ICON_COLORS[0] };
    let from = world.user_json(actor.user);
    Ok(Some(world.open_topic(actor.bot, actor.chat, from, topic)))
}

pub fn delete(world: &mut World, actor: Actor) -> Acted {
    in_group(actor)?;
    if let Some(group) = world.groups.get_mut(&actor.chat) {
        group.deleted = true;
    }
    world.show_person(actor.bot, actor.chat);
    Ok(None)
}

fn in_group(actor: Actor) -> Result<(), String> {
    match actor.chat < 0 {
        true => Ok(()),
        false => Err("this needs a group: name it as chat".into()),
    }
}

fn present(world: &World, chat: i64, member: i64) -> Result<(), String> {
    let person = world.people.get(&member).is_some_and(|person| person.role != Role::Group);
    let group = world.group(chat).ok_or("there is no such group")?;
    match group.members.get(&member) {
        Some(known) if known.is_in() => Ok(()),
        None if group.open && person => Ok(()),
        _ => Err(format!("{member} is not in this group")),
    }
}
