//! Who there is: people are listed, added, and changed as they would change themselves (another
//! language, a new name, the bot blocked).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::{Body, wrong};
use super::form::{self, Field, Is, may};
use super::{Act, Control};
use crate::emulator::world::World;
use crate::emulator::{Persona, Role};

pub fn router() -> Router<Control> {
    Router::new().route("/emu/users", get(users).post(put_user))
}

const NAME_CHARS_MAX: usize = 64;
const USERNAME_CHARS_MIN: usize = 4;
const USERNAME_CHARS_MAX: usize = 32;
/// Characters of an IETF tag.
const LANGUAGE_CHARS_MAX: usize = 35;
const FIELDS: &[Field] = &[
    may("id", Is::Within(1, (1 << 52) - 1)),
    may("first_name", Is::Text),
    may("last_name", Is::Text),
    may("username", Is::Text),
    may("language_code", Is::Text),
    may("role", Is::OneOf(&["citizen", "staff"])),
    may("note_ko", Is::Text),
    may("note_en", Is::Text),
    may("blocked", Is::Flag),
    may("deactivated", Is::Flag),
];

/// What is to be changed, or a new person. A field that is not there stays as it is.
#[derive(Deserialize)]
struct Wish {
    id: Option<i64>,
    first_name: Option<String>,
    last_name: Option<String>,
    /// An empty one takes it away, as with the last name.
    username: Option<String>,
    language_code: Option<String>,
    role: Option<Role>,
    note_ko: Option<String>,
    note_en: Option<String>,
    blocked: Option<bool>,
    deactivated: Option<bool>,
}

async fn users(State(control): State<Control>) -> Json<Value> {
    let users: Vec<Value> = control.shared.read(|world| {
        let people = world.people.keys().filter(|id| **id > 0);
        people.map(|id| world.row(world.main, *id)).collect()
    });
    Json(json!({ "users": users }))
}

async fn put_user(State(control): State<Control>, Body(wish): Body) -> Response {
    let wish: Wish = match form::read(wish, &[FIELDS]) {
        Ok(wish) => wish,
        Err(error) => return wrong(error),
    };
    let (blocked, deactivated) = (wish.blocked, wish.deactivated);
    let put = control.shared.write(|world| put(world, wish)).and_then(|id| {
        match blocked {
            Some(true) => control.act(id, Act::Block)?,
            Some(false) => control.act(id, Act::Unblock)?,
            None => None,
        };
        if deactivated == Some(true) {
            control.act(id, Act::Deactivate)?;
        }
        Ok(id)
    });
    match put {
        Ok(id) => Json(control.shared.read(|world| world.row(world.main, id))).into_response(),
        Err(error) => wrong(error),
    }
}

fn put(world: &mut World, wish: Wish) -> Result<i64, String> {
    let known = wish.id.and_then(|id| world.people.get(&id)).cloned();
    if wish.deactivated == Some(false) {
        return Err("a deleted account does not come back".into());
    }
    if wish.id.is_some_and(|id| world.bots.contains_key(&id)) {
        return Err("this id is a bot's".into());
    }
    let mut person = known.clone().unwrap_or_default();
    let set = |place: &mut String, value: Option<String>| {
        if let Some(value) = value {
            value.trim().clone_into(place);
        }
    };
    let set_or_take = |place: &mut Option<String>, value: Option<String>| {
        if let Some(value) = value {
            *place = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        }
    };
    set(&mut person.first_name, wish.first_name);
    set(&mut person.language_code, wish.language_code);
    set(&mut person.note_ko, wish.note_ko);
    set(&mut person.note_en, wish.note_en);
    set_or_take(&mut person.last_name, wish.last_name);
    set_or_take(&mut person.username, wish.username);
    person.role = wish.role.unwrap_or(person.role);
    check(world, wish.id.unwrap_or_default(), &person)?;
    let Some(id) = wish.id else { return Ok(world.newcomer(person)) };
    world.people.insert(id, Persona { id, ..person });
    world.show_person(world.main, id);
    world.touch();
    Ok(id)
}

/// Whether Telegram could have such a person.
fn check(world: &World, id: i64, person: &Persona) -> Result<(), String> {
    if person.first_name.is_empty() {
        return Err("a person needs a first name".into());
    }
    let names = std::iter::once(&person.first_name).chain(&person.last_name);
    if names.into_iter().any(|name| name.chars().count() > NAME_CHARS_MAX) {
        return Err(format!("a name has at most {NAME_CHARS_MAX} characters"));
    }
    let tag = |code: &str| {
        let mut parts = code.split('-');
        let language = parts.next().unwrap_or_default();
        (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
            && code.len() <= LANGUAGE_CHARS_MAX
    };
    if !person.language_code.is_empty() && !tag(&person.language_code) {
        return Err("a language is a tag such as ko, en or zh-hans".into());
    }
    match &person.username {
        Some(name) => username(world, id, name),
        None => Ok(()),
    }
}

/// Whether somebody of this id may be called so: people, groups and bots share their usernames.
pub fn username(world: &World, id: i64, name: &str) -> Result<(), String> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let letter = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    if !plain || !letter || !(USERNAME_CHARS_MIN..=USERNAME_CHARS_MAX).contains(&name.len()) {
        return Err(format!(
            "a username has {USERNAME_CHARS_MIN} to {USERNAME_CHARS_MAX} of A-Z a-z 0-9 _, a letter first"
        ));
    }
    let same = |other: &str| other.eq_ignore_ascii_case(name);
    let people = world.people.values().filter(|person| person.id != id);
    let taken = people.filter_map(|person| person.username.as_deref()).any(same)
        || world.bots.values().any(|bot| same(&bot.username));
    match taken {
        true => Err(format!("the username {name} is taken")),
        false => Ok(()),
    }
}
