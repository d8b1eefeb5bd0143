//! `/emu/chats`: the groups, supergroups and channels that there are, and new ones.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Control;
use super::body::{Body, acted};
use super::form::{self, Field, Is, may, needs};
use super::people::username;
use crate::emulator::group::{Group, GroupKind, Rank};
use crate::emulator::world::World;
use crate::emulator::{Persona, Role};

const TITLE_CHARS_MAX: usize = 128;
const FIELDS: &[Field] = &[
    needs("title", Is::Text),
    may("type", Is::OneOf(&["group", "supergroup", "channel"])),
    may("is_forum", Is::Flag),
    may("username", Is::Text),
    may("members", Is::Ints),
    may("bot", Is::Flag),
];

/// A group, supergroup or channel to be made.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NewChat {
    /// Its name.
    pub title: String,
    /// What it is; a group of the old kind if nobody says.
    #[serde(default, rename = "type")]
    pub kind: GroupKind,
    /// With topics; only a supergroup has them.
    #[serde(default)]
    pub is_forum: bool,
    /// Its public name, without `@`; a group of the old kind has none.
    pub username: Option<String>,
    /// Who is in it. The first one made it. With nobody named, whoever acts in it is in it.
    #[serde(default)]
    pub members: Vec<i64>,
    /// Whether the bot is taken in: as a member, into a channel as an administrator.
    #[serde(default)]
    pub bot: bool,
}

pub fn add(world: &mut World, new: NewChat) -> Result<i64, String> {
    let NewChat { title, kind, is_forum, username, members, bot } = new;
    let title = title.trim();
    if title.is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        return Err(format!("a title has 1 to {TITLE_CHARS_MAX} characters"));
    }
    if is_forum && kind != GroupKind::Supergroup {
        return Err("only a supergroup has topics".into());
    }
    if username.is_some() && kind == GroupKind::Group {
        return Err("a group of the old kind has no username".into());
    }
    if let Some(name) = &username {
        self::username(world, 0, name)?;
    }
    let person = |id: &i64| world.people.get(id).is_some_and(|person| person.role != Role::Group);
    if let Some(stranger) = members.iter().find(|id| !person(id)) {
        return Err(format!("nobody has the id {stranger}"));
    }
    let maker = members.first().copied();
    let open = members.is_empty();
    if open && kind == GroupKind::Channel {
        return Err("a channel needs somebody who made it".into());
    }
    let anybody = world.people.values().find(|person| person.role != Role::Group).map(|person| person.id);
    let host = maker.or(anybody).filter(|_| bot);
    if bot && host.is_none() {
        return Err("somebody has to take the bot in".into());
    }
    let rank = |id: i64| if Some(id) == maker { Rank::Creator } else { Rank::Member };
    let members: BTreeMap<i64, Rank> = members.iter().map(|id| (*id, rank(*id))).collect();
    let persona = Persona { first_name: title.to_owned(), username, ..Persona::default() };
    let id = world.found(persona, Group { kind, is_forum, open, members, ..Group::default() });
    let main = world.main;
    if let Some(host) = host {
        world.join(main, id, host);
    }
    Ok(id)
}

pub async fn list(State(control): State<Control>) -> Json<Value> {
    Json(control.shared.read(|world| {
        let rows = world.groups.keys().map(|id| world.row(world.main, *id));
        json!({ "chats": rows.collect::<Vec<_>>() })
    }))
}

pub async fn create(State(control): State<Control>, Body(new): Body) -> Response {
    let made = form::read(new, &[FIELDS]).and_then(|new| control.add_chat(new));
    acted(made.map(Some), "chat_id")
}
