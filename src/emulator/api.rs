//! The Bot API over HTTP: `/bot<token>/<method>` in any spelling, and the downloads.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};

use super::file::File;
use super::line::Scissors;
use super::method::{self, Reply};
use super::params::{BODY_BYTES_MAX, Params};
use super::refusal::{Answer, Refusal};
use super::shared::{Shared, bot_id};

/// The routes that a bot uses.
pub fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/{bot}/{method}", any(call))
        .route("/{bot}/test/{method}", any(call))
        .route("/file/{bot}/{*path}", get(download))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(shared)
}

async fn call(
    State(shared): State<Arc<Shared>>,
    Path((bot, name)): Path<(String, String)>,
    ConnectInfo(line): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    line.queue_up().await;
    let bot = match caller(&shared, &bot) {
        Ok(bot) => bot,
        Err(refusal) => return Answer::from(Err(refusal)).into_response(),
    };
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(refusal) => return Answer::from(Err(refusal)).into_response(),
    };
    match method::call(&shared, bot, &name, params).await {
        Reply::Answer(answer) => answer.into_response(),
        Reply::Dropped => {
            line.cut();
            ().into_response()
        }
    }
}

async fn download(State(shared): State<Arc<Shared>>, Path((bot, path)): Path<(String, String)>) -> Response {
    // Who never called has no files, and does not become a bot by asking for one.
    let known = named(&bot).and_then(|token| shared.known_bot(token).ok_or_else(stranger));
    let bot = match known {
        Ok(bot) => bot,
        Err(refusal) => return Answer::from(Err(refusal)).into_response(),
    };
    match shared.read(|world| world.linked(bot, &path).cloned()) {
        Some(file) => bytes(file),
        None => Answer::from(Err(Refusal::new(404, "Not Found"))).into_response(),
    }
}

/// What is no address of a method, a file or the control API.
pub async fn nowhere() -> Response {
    Answer::from(Err(Refusal::new(404, "Not Found"))).into_response()
}

/// The bot that `bot<token>` names.
fn caller(shared: &Arc<Shared>, segment: &str) -> Result<i64, Refusal> {
    shared.bot(named(segment)?).ok_or_else(stranger)
}

/// The token in `bot<token>`, if it has the shape of one.
fn named(segment: &str) -> Result<&str, Refusal> {
    let token = segment.strip_prefix("bot").ok_or_else(|| Refusal::new(404, "Not Found"))?;
    match bot_id(token) {
        Some(_) => Ok(token),
        None => Err(Refusal::new(401, "Unauthorized: invalid token specified")),
    }
}

fn stranger() -> Refusal {
    Refusal::new(401, "Unauthorized")
}

/// A file as a response. It came from somebody, so no browser may take it for a page of ours.
pub fn bytes(file: File) -> Response {
    let name: String = file.name.chars().filter(|c| c.is_ascii_graphic() && *c != '"').collect();
    let headers = [
        (header::CONTENT_TYPE, file.mime.clone()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
    ];
    // The bytes are lent: a client that is slow to take them keeps no copy of its own.
    (headers, Body::from(Bytes::from_owner(Lent(file.bytes)))).into_response()
}

struct Lent(Arc<Vec<u8>>);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
