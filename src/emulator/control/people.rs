//! Who there is: people are listed, added, and changed as they would change themselves (another
//! language, a new name, the bot blocked).

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::http::{read, refuse};
use super::{Act, Control};
use crate::emulator::world::World;
use crate::emulator::{Persona, Role};

pub fn router() -> Router<Control> {
    Router::new().route("/emu/users", get(users).post(put_user))
}

/// What is to be changed, or a new person. A field that is not there stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
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

async fn put_user(State(control): State<Control>, body: Result<Json<Wish>, JsonRejection>) -> Response {
    let wish = match read(body) {
        Ok(wish) => wish,
        Err(refusal) => return refusal,
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
        Err(error) => refuse(StatusCode::BAD_REQUEST, error),
    }
}

fn put(world: &mut World, wish: Wish) -> Result<i64, String> {
    let known = wish.id.and_then(|id| world.people.get(&id)).cloned();
    if wish.deactivated == Some(false) {
        return Err("a deleted account does not come back".into());
    }
    if wish.id.is_some_and(|id| id <= 0) || wish.role == Some(Role::Group) {
        return Err("this is for people: a person's id is positive".into());
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
    if person.first_name.is_empty() {
        return Err("a person needs a first name".into());
    }
    let Some(id) = wish.id else { return Ok(world.newcomer(person)) };
    world.people.insert(id, Persona { id, ..person });
    world.show_person(world.main, id);
    world.touch();
    Ok(id)
}
