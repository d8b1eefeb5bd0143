//! How requests of the control API are read, and how it says no: always a sentence, as JSON.

use std::convert::Infallible;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::Acted;
use super::code::code;
use super::form::{self, Field};

/// A body of JSON, whatever is in it.
pub struct Body(pub Value);

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Body, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/json")) {
            return Err(wrong("send JSON, with the header content-type: application/json"));
        }
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => refuse(error.status(), "this is more than 50 MB"),
            _ => wrong("the request ended in the middle"),
        })?;
        serde_json::from_slice(&bytes).map(Body).map_err(|error| match bytes.is_empty() {
            true => wrong("the body is empty, and should be JSON"),
            false => wrong(format!("the body is no JSON: look at line {}, column {}", error.line(), error.column())),
        })
    }
}

/// What stands after the question mark.
pub struct Asked(Vec<(String, String)>);

impl Asked {
    /// As an object with these fields and no others.
    pub fn of(self, fields: &[Field]) -> Result<Value, String> {
        let query = form::query(self.0, fields);
        form::check(&query, &[fields])?;
        Ok(query)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asked, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Asked(form_urlencoded::parse(query.as_bytes()).into_owned().collect()))
    }
}

/// No, and why: in a sentence, and as a code with what differs in it.
pub fn refuse(status: StatusCode, error: impl Into<String>) -> Response {
    let error = error.into();
    let mut body = json!({ "ok": false, "error": error });
    if let Some((code, values)) = code(&error) {
        body["code"] = json!(code);
        body["values"] = json!(values);
    }
    (status, Json(body)).into_response()
}

/// No: there is something wrong with the request.
pub fn wrong(error: impl Into<String>) -> Response {
    refuse(StatusCode::BAD_REQUEST, error)
}

/// Done, or why not.
pub fn done(done: Result<(), String>) -> Response {
    match done {
        Ok(()) => Json(json!({ "ok": true })).into_response(),
        Err(error) => wrong(error),
    }
}

/// Done, with the message that came of it, or why not.
pub fn acted(acted: Acted, id: &str) -> Response {
    match acted {
        Ok(Some(number)) => Json(json!({ "ok": true, id: number })).into_response(),
        Ok(None) => done(Ok(())),
        Err(error) => wrong(error),
    }
}

/// An address of `/emu/` that is none.
pub async fn nowhere() -> Response {
    refuse(StatusCode::NOT_FOUND, "there is nothing at this address: docs/emulator.md has all of them")
}

/// GET where there is only POST, or the other way round.
pub async fn other_way() -> Response {
    wrong("this address is asked in another way: docs/emulator.md says how")
}
