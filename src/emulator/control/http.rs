//! The control API and the chat page. They answer only to this machine, and only to pages of
//! this machine: a web page elsewhere must not be able to act here through somebody's browser.

use std::convert::Infallible;

use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use futures::Stream;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::actor::Place;
use super::body::{Asked, Body, acted, nowhere, other_way, refuse, wrong};
use super::form::{Field, Is, may, needs};
use super::{Act, Control, bots, chats, clock, faults, kinds, order, page, people, upload, wait};
use crate::emulator::api;
use crate::emulator::line::Scissors;
use crate::emulator::params::BODY_BYTES_MAX;
use crate::emulator::world::Event;

/// Calls in one answer, if nobody asks for fewer.
const CALLS_MAX: i64 = 1_000;

/// The routes that people use.
pub fn router(control: Control) -> Router {
    Router::new()
        .route("/", get(page::index))
        .route("/emu/page/{name}", get(page::file))
        .route("/emu/state", get(state))
        .route("/emu/bot", post(bots::choose))
        .route("/emu/transcript", get(transcript))
        .route("/emu/act", post(act))
        .route("/emu/upload", post(upload::upload))
        .route("/emu/file/{file_id}", get(file))
        .route("/emu/chats", get(chats::list).post(chats::create))
        .route("/emu/clock", get(clock::show).post(clock::r#move))
        .route("/emu/calls", get(calls))
        .route("/emu/events", get(events))
        .merge(people::router())
        .merge(faults::router())
        .merge(order::router())
        .merge(wait::router())
        .route("/emu/{*rest}", any(nowhere))
        .route("/emu", any(nowhere))
        .method_not_allowed_fallback(other_way)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(this_machine_only))
        .with_state(control)
}

async fn this_machine_only(ConnectInfo(line): ConnectInfo<Scissors>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let origin = text(header::ORIGIN).map(|origin| origin.trim_start_matches("http://"));
    if !line.is_local() || !local(host) || origin.is_some_and(|origin| !local(origin)) {
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

async fn state(State(control): State<Control>) -> Json<Value> {
    Json(control.state())
}

/// `user` is who looks: the command menu of a group depends on it.
const TRANSCRIPT: &[Field] = &[needs("chat", Is::Int), may("user", Is::Int), may("bot", Is::Int)];

async fn transcript(State(control): State<Control>, asked: Asked) -> Response {
    let which = match asked.of(TRANSCRIPT) {
        Ok(which) => which,
        Err(error) => return wrong(error),
    };
    let (chat, user) = (which["chat"].as_i64().unwrap_or_default(), which["user"].as_i64());
    match control.transcript_of(which["bot"].as_i64(), chat, user) {
        Ok(Some(transcript)) => Json(transcript).into_response(),
        Ok(None) => refuse(StatusCode::NOT_FOUND, "there is no such chat"),
        Err(error) => wrong(error),
    }
}

async fn act(State(control): State<Control>, Body(body): Body) -> Response {
    let number = |name: &str| body[name].as_i64();
    let (user, bot, topic) = (number("user").unwrap_or_default(), number("bot"), number("message_thread_id"));
    let place = Place { bot, chat: number("chat").filter(|chat| *chat != user), topic };
    let act = match kinds::read(body) {
        Ok(act) => act,
        Err(error) => return wrong(error),
    };
    let asks = matches!(act, Act::InlineQuery { .. } | Act::OpenWebApp);
    let begins = matches!(act, Act::Start { .. });
    let done = control.act_at(place, user, act);
    if begins
        && let Ok(Some(message_id)) = done
        && !control.is_heard_by(bot)
    {
        return Json(json!({ "ok": true, "message_id": message_id, "listening": false })).into_response();
    }
    acted(done, if asks { "query_id" } else { "message_id" })
}

async fn file(State(control): State<Control>, Path(file_id): Path<String>) -> Response {
    match control.shared.read(|world| world.files.get(&file_id).cloned()) {
        Some(file) => api::bytes(file),
        None => refuse(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

const SPAN: &[Field] = &[may("after", Is::Within(0, i64::MAX)), may("limit", Is::Within(0, i64::MAX))];

async fn calls(State(control): State<Control>, asked: Asked) -> Response {
    let span = match asked.of(SPAN) {
        Ok(span) => span,
        Err(error) => return wrong(error),
    };
    let limit = span["limit"].as_i64().unwrap_or(CALLS_MAX).min(CALLS_MAX);
    let limit = usize::try_from(limit).unwrap_or_default();
    Json(json!({ "calls": control.calls(span["after"].as_u64().unwrap_or(0), limit) })).into_response()
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
