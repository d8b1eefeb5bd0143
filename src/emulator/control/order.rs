//! What a tester orders: faults, rate limits, a restart, a new beginning. In process and over
//! HTTP.

use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Control;
use super::http::{done, read, refuse};
use crate::emulator::{Fault, RateLimits, persist};

pub fn router() -> Router<Control> {
    Router::new()
        .route("/emu/faults", get(faults).post(add_fault).delete(mend_all))
        .route("/emu/faults/{id}", delete(mend))
        .route("/emu/limits", get(limits).post(limit))
        .route("/emu/failures", get(failures))
        .route("/emu/restart", post(restart))
        .route("/emu/reset", post(reset))
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

    /// Limits how fast bots may send, from here on. With any limit, setWebhook may be called once a
    /// second, and asking getUpdates again with the same offset is slowed down, as on Telegram.
    pub fn limit_rates(&self, mode: RateLimits) {
        self.shared.write(|world| {
            world.limits.mode = mode;
            world.touch();
        });
    }

    /// Whether a webhook needs an address that the real Telegram would take: HTTPS, and not this
    /// machine.
    pub fn strict_webhook_url(&self, strict: bool) {
        self.shared.write(|world| world.strict_webhook_url = strict);
    }

    /// Telegram's server restarts: what waits in the queues is kept, what is under way is over. Who
    /// waits for updates is told so; what was on its way to a webhook comes again.
    pub fn restart(&self) -> Result<(), String> {
        self.shared.write(|world| persist::restart(world)).map_err(|error| error.to_string())
    }

    /// Begins again: people and bots as in the beginning, and nothing said, ordered or recorded.
    pub fn reset(&self) {
        self.shared.write(persist::reset);
    }
}

async fn faults(State(control): State<Control>) -> Json<Value> {
    Json(json!({ "faults": control.shared.read(|world| world.faults.show()) }))
}

async fn add_fault(State(control): State<Control>, body: Result<Json<Value>, JsonRejection>) -> Response {
    let body = match read(body) {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    match Fault::read(body).and_then(|fault| control.break_it(fault)) {
        Ok(id) => Json(json!({ "ok": true, "id": id })).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, error),
    }
}

async fn mend_all(State(control): State<Control>) -> Json<Value> {
    control.mend_all();
    Json(json!({ "ok": true }))
}

async fn mend(State(control): State<Control>, Path(id): Path<u64>) -> Response {
    match control.mend(id) {
        true => Json(json!({ "ok": true })).into_response(),
        false => refuse(StatusCode::NOT_FOUND, "there is no such fault"),
    }
}

/// How strict this Telegram is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Strictness {
    mode: Option<RateLimits>,
    strict_webhook_url: Option<bool>,
}

async fn limits(State(control): State<Control>) -> Json<Value> {
    Json(control.shared.read(|world| {
        json!({
            "mode": world.limits.mode,
            "strict_webhook_url": world.strict_webhook_url,
            "too_many": world.journal.answered_with(429),
        })
    }))
}

async fn limit(State(control): State<Control>, body: Result<Json<Strictness>, JsonRejection>) -> Response {
    let wish = match read(body) {
        Ok(wish) => wish,
        Err(refusal) => return refusal,
    };
    if let Some(mode) = wish.mode {
        control.limit_rates(mode);
    }
    if let Some(strict) = wish.strict_webhook_url {
        control.strict_webhook_url(strict);
    }
    done(Ok(()))
}

async fn failures(State(control): State<Control>) -> Json<Value> {
    Json(json!({ "failures": control.failures(), "unanswered": control.unanswered_presses() }))
}

async fn restart(State(control): State<Control>) -> Response {
    done(control.restart())
}

async fn reset(State(control): State<Control>) -> Response {
    control.reset();
    done(Ok(()))
}
