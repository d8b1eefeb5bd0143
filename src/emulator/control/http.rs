//! The control API and the chat page. They answer only to this machine, and only to pages of
//! this machine: a web page elsewhere must not be able to act here through somebody's browser.

use std::convert::Infallible;

use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::{Act, Acted, Control, order, people, wait};
use crate::emulator::api;
use crate::emulator::params::{BODY_BYTES_MAX, Upload};
use crate::emulator::world::Event;

/// Calls in one answer, if nobody asks for fewer.
const CALLS_MAX: usize = 1_000;

/// The routes that people use.
pub fn router(control: Control) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/emu/state", get(state))
        .route("/emu/transcript", get(transcript))
        .route("/emu/act", post(act))
        .route("/emu/upload", post(upload))
        .route("/emu/file/{file_id}", get(file))
        .route("/emu/clock", get(clock).post(move_clock))
        .route("/emu/calls", get(calls))
        .route("/emu/events", get(events))
        .merge(people::router())
        .merge(order::router())
        .merge(wait::router())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(this_machine_only))
        .with_state(control)
}

async fn this_machine_only(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let origin = text(header::ORIGIN).map(|origin| origin.trim_start_matches("http://"));
    if !local(host) || origin.is_some_and(|origin| !local(origin)) {
        return refuse(StatusCode::FORBIDDEN, "this page is for this machine only");
    }
    next.run(request).await
}

/// Whether `host:port` names this machine.
fn local(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

pub(super) fn refuse(status: StatusCode, error: impl Into<String>) -> Response {
    (status, Json(json!({ "ok": false, "error": error.into() }))).into_response()
}

fn acted(acted: Acted) -> Json<Value> {
    Json(match acted {
        Ok(Some(message_id)) => json!({ "ok": true, "message_id": message_id }),
        Ok(None) => json!({ "ok": true }),
        Err(error) => json!({ "ok": false, "error": error }),
    })
}

/// What came in as JSON, or a sentence about what is wrong with it.
pub(super) fn read<T>(body: Result<Json<T>, JsonRejection>) -> Result<T, Response> {
    body.map(|Json(body)| body).map_err(|error| refuse(error.status(), error.body_text()))
}

/// Done, or why not.
pub(super) fn done(done: Result<(), String>) -> Response {
    match done {
        Ok(()) => Json(json!({ "ok": true })).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, error),
    }
}

async fn page() -> Html<&'static str> {
    Html(include_str!("../page.html"))
}

async fn state(State(control): State<Control>) -> Json<Value> {
    Json(control.state())
}

#[derive(Deserialize)]
struct Which {
    chat: i64,
}

async fn transcript(State(control): State<Control>, Query(which): Query<Which>) -> Json<Value> {
    Json(control.transcript(which.chat))
}

async fn act(State(control): State<Control>, Json(body): Json<Value>) -> Json<Value> {
    let Some(user) = body["user"].as_i64() else {
        return acted(Err("who acts? \"user\" is missing".into()));
    };
    let chat = body["chat"].as_i64().filter(|chat| *chat != user);
    let act = match serde_json::from_value::<Act>(body) {
        Ok(act) => act,
        Err(error) => return acted(Err(error.to_string())),
    };
    acted(match chat {
        Some(chat) => control.act_in(chat, user, act),
        None => control.act(user, act),
    })
}

async fn upload(State(control): State<Control>, mut form: Multipart) -> Response {
    let (mut user, mut chat, mut as_photo) = (None, None, false);
    let (mut caption, mut files) = (None, Vec::new());
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return refuse(error.status(), error.body_text()),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let mime = field.content_type().map(str::to_owned);
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return refuse(error.status(), error.body_text()),
        };
        if name == "file" {
            let name = file_name.unwrap_or_else(|| "file".to_owned());
            files.push(Upload { name, mime, bytes: bytes.into() });
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "user" => user = text.parse().ok(),
            "chat" => chat = text.parse().ok(),
            "as" => as_photo = text == "photo",
            "caption" => caption = Some(text),
            _ => {}
        }
    }
    let Some(user) = user else { return refuse(StatusCode::BAD_REQUEST, "\"user\" is missing") };
    if files.is_empty() {
        return refuse(StatusCode::BAD_REQUEST, "\"file\" is missing");
    }
    acted(control.upload(user, chat, files, as_photo, caption.as_deref())).into_response()
}

async fn file(State(control): State<Control>, Path(file_id): Path<String>) -> Response {
    match control.shared.read(|world| world.files.get(&file_id).cloned()) {
        Some(file) => api::bytes(file),
        None => refuse(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

async fn clock(State(control): State<Control>) -> Json<Value> {
    Json(json!({ "now": control.now() }))
}

#[derive(Deserialize)]
struct Move {
    advance_s: Option<i64>,
    to_ms: Option<i64>,
}

async fn move_clock(State(control): State<Control>, Json(wish): Json<Move>) -> Response {
    let by_ms = match (wish.advance_s, wish.to_ms) {
        (Some(seconds), _) => seconds.saturating_mul(1_000),
        (None, Some(to_ms)) => to_ms.saturating_sub(control.now()),
        (None, None) => 0,
    };
    match control.advance(by_ms) {
        Ok(now) => Json(json!({ "now": now })).into_response(),
        Err(error) => refuse(StatusCode::BAD_REQUEST, error),
    }
}

#[derive(Deserialize)]
struct Span {
    after: Option<u64>,
    limit: Option<usize>,
}

async fn calls(State(control): State<Control>, Query(span): Query<Span>) -> Json<Value> {
    let limit = span.limit.unwrap_or(CALLS_MAX).min(CALLS_MAX);
    Json(json!({ "calls": control.calls(span.after.unwrap_or(0), limit) }))
}

/// What happens, as it happens. A page that was too slow misses some and reads on.
async fn events(State(control): State<Control>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let receiver = control.shared.events.subscribe();
    let stop = control.shared.stop.clone();
    let stream = futures::stream::unfold((receiver, stop), |(mut receiver, stop)| async move {
        loop {
            let received = tokio::select! {
                () = stop.cancelled() => return None,
                received = receiver.recv() => received,
            };
            match received {
                Ok(event) => return Some((written(&event), (receiver, stop))),
                Err(RecvError::Lagged(missed)) => {
                    tracing::debug!(missed, "a chat page was too slow for its events");
                }
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

fn written(event: &Event) -> Result<sse::Event, Infallible> {
    Ok(sse::Event::default().event(event.name).data(event.data.to_string()))
}
