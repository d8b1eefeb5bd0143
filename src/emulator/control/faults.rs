//! `/emu/faults`: what is to break, what has broken, and mending it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::Control;
use super::body::{Body, done, refuse, wrong};
use super::form::{self, Field, Is, may, needs};
use crate::emulator::Fault;

const WHEN: Is = Is::OneOf(&["before", "after"]);

/// Whom a fault hits, and when.
const ALWAYS: &[Field] = &[
    needs("fault", Is::Text),
    may("method", Is::Text),
    may("update", Is::Text),
    may("chat", Is::Int),
    may("bot", Is::Int),
    may("nth", Is::Within(1, i64::MAX)),
    may("probability", Is::Between(0.0, 1.0)),
    may("seed", Is::Within(0, i64::MAX)),
    may("times", Is::Within(1, i64::MAX)),
];

const KINDS: &[(&str, &[Field])] = &[
    ("too_many", &[needs("retry_after", Is::Int)]),
    (
        "refuse",
        &[needs("code", Is::Within(400, 599)), needs("description", Is::Text), may("migrate_to_chat_id", Is::Int)],
    ),
    ("server_error", &[may("when", WHEN)]),
    ("bad_gateway", &[may("when", WHEN)]),
    ("delay", &[needs("ms", Is::Int), needs("when", WHEN)]),
    ("drop", &[needs("when", WHEN)]),
    ("truncate", &[]),
    ("second_poller", &[]),
    ("block", &[]),
    ("lose_link", &[]),
    ("duplicate", &[]),
    ("redeliver", &[]),
    ("reorder", &[]),
    ("unknown_kind", &[]),
    ("unknown_entity", &[]),
    ("extra_fields", &[]),
    ("inaccessible", &[]),
];

pub fn router() -> Router<Control> {
    Router::new().route("/emu/faults", get(list).post(add).delete(mend_all)).route("/emu/faults/{id}", delete(mend))
}

impl Control {
    /// Orders a fault and gives its id; an error if it could never hit.
    pub fn break_it(&self, fault: Fault) -> Result<u64, String> {
        self.shared.write(|world| {
            let id = world.faults.add(fault)?;
            world.emit("faults", json!({}));
            Ok(id)
        })
    }

    /// Takes one fault away. False if there is none of this id.
    pub fn mend(&self, id: u64) -> bool {
        self.shared.write(|world| {
            let there = world.faults.remove(id);
            world.emit("faults", json!({}));
            there
        })
    }

    /// Takes all faults away.
    pub fn mend_all(&self) {
        self.shared.write(|world| {
            world.faults.clear();
            world.emit("faults", json!({}));
        });
    }

    /// How often a fault has hit.
    pub fn hits(&self, fault: u64) -> u64 {
        self.shared.read(|world| world.faults.hits(fault).unwrap_or(0))
    }
}

/// The fault that a request orders.
fn read(body: Value) -> Result<Fault, String> {
    let kind = body["fault"].as_str().unwrap_or_default();
    let fields = match KINDS.iter().find(|(name, _)| *name == kind) {
        Some((_, fields)) => *fields,
        None if kind.is_empty() => return Err("what breaks? \"fault\" is missing".into()),
        None => return Err(format!("there is no fault \"{kind}\"")),
    };
    form::read(body, &[ALWAYS, fields])
}

async fn list(State(control): State<Control>) -> Json<Value> {
    Json(json!({ "faults": control.shared.read(|world| world.faults.show()) }))
}

async fn add(State(control): State<Control>, Body(body): Body) -> Response {
    match read(body).and_then(|fault| control.break_it(fault)) {
        Ok(id) => Json(json!({ "ok": true, "id": id })).into_response(),
        Err(error) => wrong(error),
    }
}

async fn mend_all(State(control): State<Control>) -> Response {
    control.mend_all();
    done(Ok(()))
}

async fn mend(State(control): State<Control>, Path(id): Path<String>) -> Response {
    match id.parse().is_ok_and(|id| control.mend(id)) {
        true => done(Ok(())),
        false => refuse(StatusCode::NOT_FOUND, "there is no such fault"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_are_those_of_the_faults() {
        for (kind, fields) in KINDS {
            let mut body = json!({ "fault": kind });
            assert_eq!(read(body.clone()).is_ok(), fields.iter().all(|field| !field.needed), "{kind}");
            for field in *fields {
                body[field.name] = field.is.sample();
            }
            let fault = json!(read(body).unwrap());
            assert!(fields.iter().all(|field| fault.get(field.name).is_some()), "{fault}");
        }
        let unknown = serde_json::from_value::<Fault>(json!({ "fault": "?" })).unwrap_err().to_string();
        let named: Vec<&str> = unknown.split('`').skip(3).step_by(2).collect();
        assert_eq!(named, KINDS.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());
    }
}
