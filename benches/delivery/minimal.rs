//! The least that keeps a vote: one handler, one writer thread that shares commits, tallies in
//! memory. It knows no consent, no conversation, no languages; it forgets what it was about to
//! answer when it dies, and would count a vote twice that comes twice. It is here to be compared with.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde::Deserialize;
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, mpsc, oneshot};

const BATCH_MAX: usize = 256;
/// Answers on their way at once. Without a bound each would open a connection of its own, and soon
/// there would be no more files to open.
const ANSWERS: usize = 40;

#[derive(Deserialize)]
struct Update {
    callback_query: Press,
}

#[derive(Deserialize)]
struct Press {
    id: String,
    data: String,
    from: Person,
    message: Message,
}

#[derive(Deserialize)]
struct Person {
    id: i64,
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
}

struct Vote {
    person: i64,
    option: i64,
    kept: oneshot::Sender<()>,
}

struct Service {
    votes: mpsc::Sender<Vote>,
    http: reqwest::Client,
    api: String,
    answers: Semaphore,
}

pub fn serve(args: &[String]) -> anyhow::Result<()> {
    let [listen, api, database] = args else { anyhow::bail!("listen, api, database") };
    let (votes, waiting) = mpsc::channel(1024);
    let options = SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging();
    std::thread::spawn(move || {
        if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.last().copied()) {
            core_affinity::set_for_current(core);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(write(options, waiting))
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let api = format!("{api}/bot1:MINIMAL");
        let http = reqwest::Client::builder().no_proxy().build()?;
        let listener = TcpListener::bind(listen).await?;
        let url = format!("http://{}/hook", listener.local_addr()?);
        http.post(format!("{api}/setWebhook")).json(&json!({ "url": url, "secret_token": "x" })).send().await?;
        let service = Arc::new(Service { votes, http, api, answers: Semaphore::new(ANSWERS) });
        axum::serve(listener, axum::Router::new().route("/hook", post(take)).with_state(service)).await?;
        Ok(())
    })
}

async fn take(State(service): State<Arc<Service>>, body: Bytes) -> StatusCode {
    let Ok(Update { callback_query: press }) = serde_json::from_slice(&body) else { return StatusCode::OK };
    let option = press.data.strip_prefix("v1:").and_then(|option| option.parse().ok()).unwrap_or(0);
    let (kept, done) = oneshot::channel();
    let person = press.from.id;
    if service.votes.send(Vote { person, option, kept }).await.is_err() || done.await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    tokio::spawn(async move {
        let Service { http, api, answers, .. } = &*service;
        let Ok(_permit) = answers.acquire().await else { return };
        let answer = json!({ "callback_query_id": press.id, "text": "counted" });
        let edit = json!({ "chat_id": person, "message_id": press.message.message_id, "text": "counted" });
        let _ = http.post(format!("{api}/editMessageText")).json(&edit).send().await;
        let _ = http.post(format!("{api}/answerCallbackQuery")).json(&answer).send().await;
    });
    StatusCode::OK
}

async fn write(options: SqliteConnectOptions, mut waiting: mpsc::Receiver<Vote>) -> anyhow::Result<()> {
    let mut conn: SqliteConnection = options.connect().await?;
    sqlx::query("create table if not exists vote (person integer primary key, option integer not null) strict")
        .execute(&mut conn)
        .await?;
    let (mut batch, mut tally) = (Vec::new(), HashMap::<i64, i64>::new());
    while waiting.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let mut tx = conn.begin_with("begin immediate").await?;
        for vote in &batch {
            let keep = "insert into vote values ($1, $2) on conflict (person) do update set option = excluded.option";
            sqlx::query(keep).bind(vote.person).bind(vote.option).execute(&mut *tx).await?;
        }
        tx.commit().await.context("the commit failed")?;
        for vote in batch.drain(..) {
            *tally.entry(vote.option).or_default() += 1;
            let _ = vote.kept.send(());
        }
    }
    Ok(())
}
