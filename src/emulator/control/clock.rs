//! `/emu/clock`: the time, and moving it.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Control;
use super::body::{Body, wrong};
use super::form::{self, Field, Is, may};

const FIELDS: &[Field] = &[may("advance_s", Is::Int), may("to_ms", Is::Int)];
/// How far the clock may be moved ahead of the machine's: ten years, so that it can be put back
/// into reach by nothing more than waiting, and every date stays one that calendars know.
pub const AHEAD_MS_MAX: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;

impl Control {
    /// Milliseconds since 1970.
    pub fn now(&self) -> i64 {
        (self.shared.now)()
    }

    /// Moves the clock forward and gives the new time; an error if it cannot be moved so far.
    pub fn advance(&self, by_ms: i64) -> Result<i64, String> {
        let advance = self.shared.advance.as_ref().ok_or("this clock cannot be moved")?;
        if by_ms < 0 {
            return Err("the clock moves forward only".into());
        }
        let latest_ms = machine_ms().saturating_add(AHEAD_MS_MAX);
        if by_ms > 0 && self.now().saturating_add(by_ms) > latest_ms {
            return Err("the clock moves ten years ahead of this computer's at most".into());
        }
        advance(by_ms);
        self.clock_moved();
        Ok(self.now())
    }

    /// Tells everybody who waits that the clock was moved by its owner.
    pub fn clock_moved(&self) {
        self.shared.write(|world| {
            world.stir();
            world.close_due_polls();
            world.emit("clock", json!({ "now": world.now_ms }));
        });
    }
}

/// What the machine's own clock says: the emulator's may be any.
#[expect(clippy::disallowed_methods, reason = "how far a clock is ahead is measured by the machine's own")]
fn machine_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

pub async fn show(State(control): State<Control>) -> Json<Value> {
    Json(json!({ "now": control.now() }))
}

pub async fn r#move(State(control): State<Control>, Body(wish): Body) -> Response {
    let moved = form::check(&wish, &[FIELDS]).and_then(|()| {
        let by_ms = match (wish["advance_s"].as_i64(), wish["to_ms"].as_i64()) {
            (Some(seconds), None) => seconds.saturating_mul(1_000),
            (None, Some(to_ms)) => to_ms.saturating_sub(control.now()),
            (Some(_), Some(_)) => return Err("name one of advance_s and to_ms".into()),
            (None, None) => return Err("how far? name advance_s or to_ms".into()),
        };
        control.advance(by_ms)
    });
    match moved {
        Ok(now) => Json(json!({ "now": now })).into_response(),
        Err(error) => wrong(error),
    }
}
