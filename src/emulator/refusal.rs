//! How the Bot API says no: a status, a description in Telegram's words, and for a flood the
//! seconds to wait. The descriptions are those of Telegram's server, letter by letter, because
//! clients decide by them.

use std::fmt::Display;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// What a method comes to.
pub type Outcome = Result<Value, Refusal>;

#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub code: u16,
    pub description: String,
    /// Only for 429.
    pub retry_after_s: Option<i64>,
    /// Only where a group became a supergroup.
    pub migrate_to: Option<i64>,
}

impl Refusal {
    pub fn bad(what: impl Display) -> Refusal {
        Refusal::new(400, format!("Bad Request: {what}"))
    }

    pub fn forbidden(what: impl Display) -> Refusal {
        Refusal::new(403, format!("Forbidden: {what}"))
    }

    pub fn conflict(what: impl Display) -> Refusal {
        Refusal::new(409, format!("Conflict: {what}"))
    }

    pub fn flood(retry_after_s: i64) -> Refusal {
        let description = format!("Too Many Requests: retry after {retry_after_s}");
        Refusal { retry_after_s: Some(retry_after_s), ..Refusal::new(429, description) }
    }

    /// To whoever still writes to a group that became this supergroup.
    pub fn migrated(migrate_to: i64) -> Refusal {
        let refusal = Refusal::bad("group chat was upgraded to a supergroup chat");
        Refusal { migrate_to: Some(migrate_to), ..refusal }
    }

    pub fn new(code: u16, description: impl Into<String>) -> Refusal {
        Refusal { code, description: description.into(), retry_after_s: None, migrate_to: None }
    }
}

/// An answer as it goes over the wire; the status is also the `error_code`.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Answer {
    /// `true` with a sentence beside it, as the webhook methods answer.
    pub fn said(sentence: Result<&str, Refusal>) -> Answer {
        match sentence {
            Ok(sentence) => {
                let body = json!({ "ok": true, "result": true, "description": sentence });
                Answer { status: 200, body }
            }
            Err(refusal) => Answer::from(Err(refusal)),
        }
    }
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Answer {
        match outcome {
            Ok(result) => Answer { status: 200, body: json!({ "ok": true, "result": result }) },
            Err(refusal) => {
                let mut body = json!({
                    "ok": false,
                    "error_code": refusal.code,
                    "description": refusal.description,
                });
                if let Some(seconds) = refusal.retry_after_s {
                    body["parameters"] = json!({ "retry_after": seconds });
                }
                if let Some(chat) = refusal.migrate_to {
                    body["parameters"] = json!({ "migrate_to_chat_id": chat });
                }
                Answer { status: refusal.code, body }
            }
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("refusals use real HTTP statuses");
        let retry_after = self.body["parameters"]["retry_after"].as_i64();
        let mut response = (status, Json(self.body)).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
