//! What a tester orders besides faults: rate limits, a restart, a new beginning. In process and over
//! HTTP.

use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Control;
use super::body::{Body, done, wrong};
use super::form::{self, Field, Is, may};
use crate::emulator::{RateLimits, persist};

pub fn router() -> Router<Control> {
    Router::new()
        .route("/emu/limits", get(limits).post(limit))
        .route("/emu/failures", get(failures))
        .route("/emu/restart", post(restart))
        .route("/emu/reset", post(reset))
}

impl Control {
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
        self.shared.write(persist::restart).map_err(|error| error.to_string())
    }

    /// Begins again: people and bots as in the beginning, and nothing said, ordered or recorded.
    pub fn reset(&self) {
        self.shared.write(persist::reset);
    }
}

const STRICTNESS: &[Field] =
    &[may("mode", Is::OneOf(&["off", "realistic", "harsh"])), may("strict_webhook_url", Is::Flag)];

/// How strict this Telegram is.
#[derive(Deserialize)]
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

async fn limit(State(control): State<Control>, Body(wish): Body) -> Response {
    let wish: Strictness = match form::read(wish, &[STRICTNESS]) {
        Ok(wish) => wish,
        Err(error) => return wrong(error),
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
    Json(
        json!({ "failures": control.failures(), "warnings": control.warnings(), "unanswered": control.unanswered_presses() }),
    )
}

async fn restart(State(control): State<Control>) -> Response {
    done(control.restart())
}

async fn reset(State(control): State<Control>) -> Response {
    control.reset();
    done(Ok(()))
}
