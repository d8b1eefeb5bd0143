//! What listens on HTTP: Telegram's webhook, and whether we are well. An update is answered with
//! 200 only when its effects are on disk; when they cannot be written, 503 with `Retry-After`,
//! which Telegram honours without losing anything.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use axum::Router;
use axum::body::{self, Body};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::crash::{self, Point};
use crate::db::{Db, Health};
use crate::inbox::Inbox;

mod metrics;
mod starting;
pub use metrics::route as metrics;
pub use starting::Starting;

/// An update is never larger, in bytes.
const UPDATE_BYTES_MAX: usize = 1024 * 1024;
/// Requests in hand at once. Telegram opens 40 connections; whoever opens more is told to come later.
const IN_HAND_MAX: usize = 128;
/// How long an update may take to arrive, once its request has begun.
const BODY_WAIT: Duration = Duration::from_secs(10);
/// When Telegram is to try again while we cannot write, or stop, in seconds.
const RETRY_AFTER_S: u32 = 5;
/// When it is to try again while too much waits.
const RETRY_SOON_S: u32 = 2;

/// The webhook's address and secret, new at each start.
pub struct Webhook {
    /// The path: nobody else can guess it.
    pub path: String,
    /// What Telegram sends along in a header.
    pub secret: String,
}

impl Webhook {
    /// A new one.
    pub fn draw() -> anyhow::Result<Webhook> {
        let random = || -> anyhow::Result<String> {
            let mut bytes = [0u8; 24];
            getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random bytes: {error}"))?;
            Ok(HEXLOWER.encode(&bytes))
        };
        Ok(Webhook { path: format!("/telegram/{}", random()?), secret: random()? })
    }
}

struct Door {
    inbox: Inbox,
    db: Db,
    secret: String,
    places: Semaphore,
    stop: CancellationToken,
}

/// The webhook's route. It lets nothing more in once it is told to stop.
pub fn webhook(webhook: &Webhook, inbox: Inbox, db: Db, stop: CancellationToken) -> Router {
    let places = Semaphore::new(IN_HAND_MAX);
    let door = Arc::new(Door { inbox, db, secret: webhook.secret.clone(), places, stop });
    Router::new().route(&webhook.path, post(take)).with_state(door)
}

async fn take(State(door): State<Arc<Door>>, request: Request<Body>) -> Response {
    // Strangers are turned away before anything of theirs is read.
    if !door.knows(request.headers()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if door.stop.is_cancelled() || !door.db.is_well() {
        return later(RETRY_AFTER_S);
    }
    let Ok(_place) = door.places.try_acquire() else { return later(RETRY_SOON_S) };
    if door.inbox.is_swamped() {
        return later(RETRY_SOON_S);
    }
    let raw = match tokio::time::timeout(BODY_WAIT, body::to_bytes(request.into_body(), UPDATE_BYTES_MAX)).await {
        Ok(Ok(raw)) => raw,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    // What is not UTF-8 is no update; it is set aside like everything else that is none.
    match door.inbox.take(String::from_utf8_lossy(&raw).into_owned()).await {
        Ok(_) => {
            crash::at(Point::BeforeAcknowledging);
            StatusCode::OK.into_response()
        }
        Err(failed) => {
            tracing::debug!("an update has to come again: {failed}");
            later(RETRY_AFTER_S)
        }
    }
}

fn later(retry_after_s: u32) -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, retry_after_s.to_string())]).into_response()
}

impl Door {
    fn knows(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all("x-telegram-bot-api-secret-token").iter();
        match (given.next(), given.next()) {
            (Some(given), None) => bool::from(given.as_bytes().ct_eq(self.secret.as_bytes())),
            _ => false,
        }
    }
}

/// `/health`: 200 if the database answers and can write.
pub fn health(db: Db) -> Router {
    Router::new().route("/health", get(well)).with_state(db)
}

async fn well(State(db): State<Db>) -> Response {
    let health = db.health().borrow().clone();
    match (health, db.read().await) {
        (Health::Well, Ok(_)) => (StatusCode::OK, "ok\n").into_response(),
        (Health::Well, Err(_)) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database cannot write\n").into_response(),
    }
}

/// Listens there; an address in use is a sentence that says so.
pub async fn listen(at: std::net::SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(at).await.with_context(|| {
        format!(
            "{at} cannot be listened on: another program uses it, or it is not yours. Choose another with {setting}"
        )
    })
}

/// Serves until told to stop.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) -> anyhow::Result<()> {
    axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await.context("serving HTTP")
}
