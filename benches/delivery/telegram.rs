//! A Telegram that agrees to everything at once: the least that a bot needs to be measured against.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// How long getUpdates waits if there is nothing.
const POLL: Duration = Duration::from_secs(1);

/// Where updates go, and with what secret.
#[derive(Clone)]
pub struct Hook {
    pub url: String,
    pub secret: String,
}

#[derive(Default)]
struct Inner {
    hook: Mutex<Option<Hook>>,
    /// Updates for long polling, each with its number.
    queue: Mutex<VecDeque<(i64, String)>>,
    polled: AtomicU64,
    answered: AtomicU64,
    next_message: AtomicI64,
    changed: Notify,
}

pub struct Telegram {
    inner: Arc<Inner>,
    pub url: String,
}

impl Telegram {
    pub async fn start() -> anyhow::Result<Telegram> {
        let inner = Arc::new(Inner { next_message: AtomicI64::new(1_000), ..Inner::default() });
        let router = Router::new().route("/{bot}/{method}", any(call)).with_state(inner.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Telegram { inner, url })
    }

    /// Waits for the webhook to be set.
    pub async fn hook(&self, within: Duration) -> anyhow::Result<Hook> {
        self.until(within, || lock(&self.inner.hook).clone()).await.context("no webhook was set")
    }

    pub async fn until_polled(&self, within: Duration) -> anyhow::Result<()> {
        let polled = || (self.inner.polled.load(Ordering::SeqCst) > 0).then_some(());
        self.until(within, polled).await.context("nobody fetched updates")
    }

    /// Puts updates where long polling finds them.
    pub fn offer(&self, updates: Vec<String>) {
        let number = |update: &String| serde_json::from_str::<Value>(update).ok()?["update_id"].as_i64();
        lock(&self.inner.queue).extend(updates.into_iter().filter_map(|update| Some((number(&update)?, update))));
        self.inner.changed.notify_waiters();
    }

    /// Waits until so many presses were answered, and their receipts sent.
    pub async fn until_answered(&self, count: u64, within: Duration) -> anyhow::Result<()> {
        let all = || (self.inner.answered.load(Ordering::SeqCst) >= count).then_some(());
        let said = || format!("{} of {count} presses were answered", self.inner.answered.load(Ordering::SeqCst));
        self.until(within, all).await.with_context(said)
    }

    async fn until<T>(&self, within: Duration, look: impl Fn() -> Option<T>) -> Option<T> {
        let wait = async {
            loop {
                let changed = self.inner.changed.notified();
                if let Some(found) = look() {
                    return found;
                }
                let _ = tokio::time::timeout(Duration::from_millis(5), changed).await;
            }
        };
        tokio::time::timeout(within, wait).await.ok()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn call(State(inner): State<Arc<Inner>>, Path((_, method)): Path<(String, String)>, body: Bytes) -> Response {
    let method = method.to_ascii_lowercase();
    let result = match method.as_str() {
        "getme" => json!({ "id": 1, "is_bot": true, "first_name": "Madang", "username": "madang_bot" }),
        "getupdates" => return updates(&inner, &body).await,
        "setwebhook" => {
            let body: Value = serde_json::from_slice(&body).unwrap_or_default();
            let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
            *lock(&inner.hook) = Some(Hook { url: text("url"), secret: text("secret_token") });
            inner.changed.notify_waiters();
            json!(true)
        }
        "getwebhookinfo" => {
            let url = lock(&inner.hook).as_ref().map(|hook| hook.url.clone()).unwrap_or_default();
            json!({ "url": url, "has_custom_certificate": false, "pending_update_count": 0 })
        }
        "answercallbackquery" => {
            inner.answered.fetch_add(1, Ordering::SeqCst);
            inner.changed.notify_waiters();
            json!(true)
        }
        "sendmessage" | "editmessagetext" => {
            let message = inner.next_message.fetch_add(1, Ordering::SeqCst);
            json!({ "message_id": message, "date": 1_790_000_000, "chat": { "id": 1, "type": "private" } })
        }
        _ => json!(true),
    };
    axum::Json(json!({ "ok": true, "result": result })).into_response()
}

async fn updates(inner: &Inner, body: &[u8]) -> Response {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let (offset, limit) = (body["offset"].as_i64().unwrap_or(0), body["limit"].as_u64().unwrap_or(100));
    inner.polled.fetch_add(1, Ordering::SeqCst);
    inner.changed.notify_waiters();
    let batch = || {
        let mut queue = lock(&inner.queue);
        while queue.front().is_some_and(|(number, _)| *number < offset) {
            queue.pop_front();
        }
        queue.iter().take(usize::try_from(limit).unwrap_or(100)).map(|(_, raw)| raw.clone()).collect::<Vec<_>>()
    };
    let changed = inner.changed.notified();
    let mut found = batch();
    if found.is_empty() {
        let _ = tokio::time::timeout(POLL, changed).await;
        found = batch();
    }
    let body = format!("{{\"ok\":true,\"result\":[{}]}}", found.join(","));
    ([("content-type", "application/json")], body).into_response()
}
