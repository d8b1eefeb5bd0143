//! `/metrics`: what an operator watches, in the text format of Prometheus. Figures only: nothing in
//! them is about a person.

use std::fmt::Write as _;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::db::Db;
use crate::{inbox, outbox};

/// How far waiting messages are counted: a broadcast may have a million.
const WAITING_MAX: i64 = 10_001;
/// The format's name and version.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The route.
pub fn route(db: Db) -> Router {
    Router::new().route("/metrics", get(tell)).with_state(db)
}

async fn tell(State(db): State<Db>) -> Response {
    match figures(&db).await {
        Ok(text) => ([(header::CONTENT_TYPE, FORMAT)], text).into_response(),
        Err(error) => {
            tracing::warn!("the figures could not be read: {error:#}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

async fn figures(db: &Db) -> anyhow::Result<String> {
    let mut tx = db.read().await?;
    let waiting = outbox::store::count_ready(&mut tx, WAITING_MAX).await?;
    let aside = inbox::store::set_aside_count(&mut tx).await?;
    drop(tx);
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let (commits, jobs) = (count(db.meter().commits()), count(db.meter().jobs()));
    let mut text = String::new();
    for (name, kind, help, value) in [
        ("madang_commits_total", "counter", "Transactions on disk since the start.", commits),
        ("madang_jobs_total", "counter", "Jobs that these transactions held.", jobs),
        ("madang_well", "gauge", "1 if the database can write.", i64::from(db.is_well())),
        ("madang_room", "gauge", "Updates that could still wait for the writer.", i64::try_from(db.room())?),
        ("madang_messages_waiting", "gauge", "Messages that wait to be sent, counted to 10,001.", waiting),
        ("madang_set_aside", "gauge", "Updates that failed and were not run again.", aside),
    ] {
        writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}")?;
    }
    Ok(text)
}
