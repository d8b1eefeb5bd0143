//! What listens on HTTP: Telegram's webhook, and whether we are well. An update is answered with
//! 200 only when its effects are on disk; when they cannot be written, 503 with `Retry-After`,
//! which Telegram honours without losing anything.

use std::sync::Arc;

use anyhow::{Context, anyhow};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::crash::{self, Point};
use crate::db::Db;
use crate::inbox::Inbox;

/// An update is never larger, in bytes.
const UPDATE_BYTES_MAX: usize = 1024 * 1024;
/// When Telegram is to try again while we cannot write, in seconds.
const RETRY_AFTER_S: &str = "5";

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
    secret: String,
}

/// The webhook's route.
pub fn webhook(webhook: &Webhook, inbox: Inbox) -> Router {
    let door = Arc::new(Door { inbox, secret: webhook.secret.clone() });
    Router::new().route(&webhook.path, post(take)).layer(DefaultBodyLimit::max(UPDATE_BYTES_MAX)).with_state(door)
}

async fn take(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut given = headers.get_all("x-telegram-bot-api-secret-token").iter();
    let known = match (given.next(), given.next()) {
        (Some(given), None) => bool::from(given.as_bytes().ct_eq(door.secret.as_bytes())),
        _ => false,
    };
    if !known {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    // What is not UTF-8 is no update; it is set aside like everything else that is none.
    match door.inbox.take(String::from_utf8_lossy(&body).into_owned()).await {
        Ok(_) => {
            crash::at(Point::BeforeAcknowledging);
            StatusCode::OK.into_response()
        }
        Err(failed) => {
            tracing::error!("an update has to come again: {failed}");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, RETRY_AFTER_S)]).into_response()
        }
    }
}

/// `/health`: 200 if the database answers.
pub fn health(db: Db) -> Router {
    Router::new().route("/health", get(well)).with_state(db)
}

async fn well(State(db): State<Db>) -> Response {
    match db.read().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
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
