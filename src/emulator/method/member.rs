//! Who is in a chat, and who may come in.

use serde_json::{Value, json};

use super::Call;
use super::chat::{known, present};
use crate::emulator::chat::Standing;
use crate::emulator::group::Rank;
use crate::emulator::invite::Invite;
use crate::emulator::refusal::{Outcome, Refusal};
use crate::emulator::standing::joined;
use crate::emulator::world::World;

const INVITE_NAME_CHARS_MAX: usize = 32;
/// People that one invitation lets in.
const INVITE_MEMBERS: std::ops::RangeInclusive<i64> = 1..=99_999;

pub fn one(world: &mut World, call: &Call) -> Outcome {
    let chat = reachable(world, call)?;
    let user = user(world, call)?;
    let kind = world.group_kind(chat);
    if user == call.bot {
        return Ok(world.bot_member(call.bot, chat).json(world.bot_json(user), kind));
    }
    let member = match chat == user {
        true => Rank::Member,
        false => world.member(chat, user),
    };
    Ok(member.json(world.user_json(user), kind))
}

/// The bot itself is in the list, other bots are not.
pub fn administrators(world: &mut World, call: &Call) -> Outcome {
    let chat = reachable(world, call)?;
    let Some(group) = world.group(chat) else {
        return Err(Refusal::bad("there are no administrators in the private chat"));
    };
    let leaders = group.members.iter().filter(|(_, member)| member.leads());
    let mut list: Vec<Value> = leaders.map(|(id, member)| member.json(world.user_json(*id), group.kind)).collect();
    let own = world.bot_member(call.bot, chat);
    if own.leads() {
        list.push(own.json(world.bot_json(call.bot), group.kind));
    }
    Ok(Value::Array(list))
}

pub fn count(world: &mut World, call: &Call) -> Outcome {
    let chat = reachable(world, call)?;
    let Some(group) = world.group(chat) else { return Ok(json!(2)) };
    let people = group.members.values().filter(|member| member.is_in()).count();
    let bots = world.bots.keys().filter(|bot| world.standing(**bot, chat).is_in()).count();
    Ok(json!(people + bots))
}

pub fn ban(world: &mut World, call: &Call) -> Outcome {
    let (chat, user) = (lead(world, call, "can_restrict_members")?, user(world, call)?);
    if world.member(chat, user) == Rank::Creator {
        return Err(Refusal::bad("can't remove chat owner"));
    }
    let was_in = world.member(chat, user).is_in();
    let by = world.bot_json(call.bot);
    world.change_member(chat, by.clone(), user, Rank::Kicked);
    if was_in && !world.is_channel(chat) {
        let who = world.user_json(user);
        world.service(call.bot, chat, by, crate::emulator::standing::left(&who));
    }
    Ok(json!(true))
}

pub fn unban(world: &mut World, call: &Call) -> Outcome {
    let (chat, user) = (lead(world, call, "can_restrict_members")?, user(world, call)?);
    let only_banned = call.params.flag("only_if_banned");
    if world.member(chat, user) == Rank::Kicked || !only_banned {
        let by = world.bot_json(call.bot);
        world.change_member(chat, by, user, Rank::Left);
    }
    Ok(json!(true))
}

pub fn invite(world: &mut World, call: &Call) -> Outcome {
    let chat = lead(world, call, "can_invite_users")?;
    let name = call.params.text("name").map(str::to_owned);
    if name.as_ref().is_some_and(|name| name.chars().count() > INVITE_NAME_CHARS_MAX) {
        return Err(Refusal::bad("invite link name is too long"));
    }
    let members_max = call.params.int("member_limit").filter(|max| *max != 0);
    let asks = call.params.flag("creates_join_request");
    if members_max.is_some_and(|max| asks || !INVITE_MEMBERS.contains(&max)) {
        return Err(Refusal::bad("member limit can't be specified for links requiring administrator approval"));
    }
    let expires_at_s = call.params.int("expire_date").filter(|at| *at != 0);
    let invite = Invite { creator: call.bot, name, expires_at_s, members_max, joined: 0, asks };
    let link = world.invite(chat, invite);
    Ok(world.invite_json(chat, &link).expect("the invitation was made just above"))
}

pub fn approve(world: &mut World, call: &Call) -> Outcome {
    let (chat, user) = request(world, call)?;
    let by = world.bot_json(call.bot);
    world.change_member(chat, by, user, Rank::Member);
    if !world.is_channel(chat) {
        let who = world.user_json(user);
        world.service(call.bot, chat, who.clone(), joined(&who));
    }
    Ok(json!(true))
}

pub fn decline(world: &mut World, call: &Call) -> Outcome {
    request(world, call).map(|_| json!(true))
}

/// The request that a call settles.
fn request(world: &mut World, call: &Call) -> Result<(i64, i64), Refusal> {
    let (chat, user) = (lead(world, call, "can_invite_users")?, user(world, call)?);
    if world.member(chat, user).is_in() {
        return Err(Refusal::bad("USER_ALREADY_PARTICIPANT"));
    }
    match world.settle_request(chat, user) {
        true => Ok((chat, user)),
        false => Err(Refusal::bad("HIDE_REQUESTER_MISSING")),
    }
}

/// A chat in which the bot has this right.
fn lead(world: &World, call: &Call, right: &str) -> Result<i64, Refusal> {
    let chat = present(world, call)?;
    if chat > 0 {
        return Err(Refusal::bad("chat member status can't be changed in private chats"));
    }
    match world.bot_may(call.bot, chat, right) {
        true => Ok(chat),
        false if right == "can_invite_users" => Err(Refusal::bad("not enough rights to manage chat invite link")),
        false => Err(Refusal::bad("not enough rights to restrict/unrestrict chat member")),
    }
}

/// A chat that the bot knows and has not been put out of.
fn reachable(world: &World, call: &Call) -> Result<i64, Refusal> {
    let chat = known(world, call)?;
    match world.standing(call.bot, chat) {
        Standing::Stranger => Err(Refusal::bad("chat not found")),
        Standing::Member | Standing::Administrator => Ok(chat),
        Standing::Kicked | Standing::Left if chat > 0 => Ok(chat),
        Standing::Kicked | Standing::Left => present(world, call),
    }
}

fn user(world: &World, call: &Call) -> Result<i64, Refusal> {
    let id = call.params.int("user_id").filter(|id| *id > 0);
    let id = id.ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    match world.people.contains_key(&id) || world.bots.contains_key(&id) {
        true => Ok(id),
        false => Err(Refusal::bad("user not found")),
    }
}
