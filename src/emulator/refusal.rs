//! How the Bot API says no: a status, a description in Telegram's words, and for a flood the
//! seconds to wait. The descriptions are those of Telegram's server, letter by letter, because
//! clients decide by them.

use std::fmt::Display;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

/// What a method comes to.
pub type Outcome = Result<Value, Refusal>;

#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    pub code: u16,
    pub description: String,
    /// Only for 429.
    pub retry_after_s: Option<i64>,
    /// Only for a group that has become a supergroup.
    pub migrate_to_chat_id: Option<i64>,
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

    /// Another getUpdates has taken over.
    pub fn other_poller() -> Refusal {
        Refusal::conflict(
            "terminated by other getUpdates request; make sure that only one bot instance is \
             running",
        )
    }

    pub fn new(code: u16, description: impl Into<String>) -> Refusal {
        Refusal { code, description: description.into(), retry_after_s: None, migrate_to_chat_id: None }
    }
}

/// An answer as it goes over the wire: the bytes are written once, for the bot and the journal.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status, which is also the `error_code`.
    pub status: u16,
    pub body: Bytes,
    content_type: &'static str,
    retry_after_s: Option<i64>,
}

/// How every good answer begins.
#[derive(Serialize)]
struct Good<'a, T> {
    ok: bool,
    result: &'a T,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

impl Answer {
    /// `true` with a sentence beside it, as the webhook methods answer.
    pub fn said(sentence: Result<&str, Refusal>) -> Answer {
        match sentence {
            Ok(sentence) => Answer::good(&Good { ok: true, result: &true, description: Some(sentence) }),
            Err(refusal) => Answer::from(Err(refusal)),
        }
    }

    /// Updates that are written already.
    pub fn updates(updates: &[String]) -> Answer {
        let bytes = format!("{{\"ok\":true,\"result\":[{}]}}", updates.join(","));
        Answer::json(200, bytes.into_bytes(), None)
    }

    /// What is not from the Bot API at all.
    pub fn page(status: StatusCode, html: &'static str) -> Answer {
        let (body, content_type) = (Bytes::from_static(html.as_bytes()), "text/html");
        Answer { status: status.as_u16(), body, content_type, retry_after_s: None }
    }

    /// The first half of it.
    pub fn half(self) -> Answer {
        Answer { body: self.body.slice(..self.body.len() / 2), ..self }
    }

    fn good(body: &impl Serialize) -> Answer {
        Answer::json(200, serde_json::to_vec(body).expect("a value can be written as JSON"), None)
    }

    fn json(status: u16, bytes: Vec<u8>, retry_after_s: Option<i64>) -> Answer {
        Answer { status, body: bytes.into(), content_type: "application/json", retry_after_s }
    }
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Answer {
        let refusal = match outcome {
            Ok(result) => return Answer::good(&Good { ok: true, result: &result, description: None }),
            Err(refusal) => refusal,
        };
        let Refusal { code, description, retry_after_s, migrate_to_chat_id } = refusal;
        let mut body = json!({ "ok": false, "error_code": code, "description": description });
        if let Some(seconds) = retry_after_s {
            body["parameters"]["retry_after"] = json!(seconds);
        }
        if let Some(chat) = migrate_to_chat_id {
            body["parameters"]["migrate_to_chat_id"] = json!(chat);
        }
        Answer::json(code, body.to_string().into_bytes(), retry_after_s)
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).expect("refusals use real HTTP statuses");
        let content_type = HeaderValue::from_static(self.content_type);
        let mut response = (status, [(header::CONTENT_TYPE, content_type)], self.body).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
