//! Delivery to a webhook: secret, order, another try, calls by answer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing::post};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use crate::{MARI, SOON, Town};

/// A bot that listens: what comes in is handed on, what to answer is written down beforehand.
struct Listener {
    url: String,
    arrivals: mpsc::UnboundedReceiver<(HeaderMap, Value)>,
}

type Script = Arc<Mutex<VecDeque<Response>>>;

async fn listen(answers: Vec<Response>) -> Listener {
    let (sender, arrivals) = mpsc::unbounded_channel();
    let script: Script = Arc::new(Mutex::new(answers.into()));
    let take = move |State(script): State<Script>, headers: HeaderMap, Json(body): Json<Value>| {
        let sender = sender.clone();
        async move {
            sender.send((headers, body)).unwrap();
            let answer = script.lock().unwrap().pop_front();
            answer.unwrap_or_else(|| StatusCode::OK.into_response())
        }
    };
    let router = Router::new().route("/hook", post(take)).with_state(script);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Listener { url, arrivals }
}

impl Listener {
    async fn next(&mut self) -> (HeaderMap, Value) {
        tokio::time::timeout(SOON, self.arrivals.recv()).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn an_update_arrives_with_the_secret_and_is_tried_again_after_503() {
    let town = Town::with_mari().await;
    let busy = StatusCode::SERVICE_UNAVAILABLE.into_response();
    let mut bot = listen(vec![busy]).await;
    let hook = json!({ "url": bot.url, "secret_token": "s3cret-_" });
    assert_eq!(town.call("setWebhook", hook).await["description"], "Webhook was set");
    town.people().say(MARI, "one").unwrap();
    town.people().say(MARI, "two").unwrap();
    let (headers, first) = bot.next().await;
    assert_eq!(headers["x-telegram-bot-api-secret-token"], "s3cret-_");
    let (_, again) = bot.next().await;
    assert_eq!(again, first);
    let (_, second) = bot.next().await;
    assert_eq!(second["message"]["text"], "two");
    let done = |people: &madang::emulator::Control| (people.waiting_updates() == 0).then_some(());
    town.people().until(SOON, done).await.unwrap();
    let info = town.ok("getWebhookInfo", json!({})).await;
    assert_eq!(info["pending_update_count"], 0);
    assert_eq!(info["last_error_message"], "Wrong response from the webhook: 503 Service Unavailable");
}

#[tokio::test]
async fn the_bot_says_itself_when_to_try_again() {
    let town = Town::with_mari().await;
    let later = (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "30")]).into_response();
    let mut bot = listen(vec![later]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().say(MARI, "one").unwrap();
    bot.next().await;
    town.people().until(SOON, |people| people.webhook_error()).await.unwrap();
    town.people().advance(29_999).unwrap();
    assert!(bot.arrivals.try_recv().is_err());
    town.people().advance(1).unwrap();
    assert_eq!(bot.next().await.1["message"]["text"], "one");
}

#[tokio::test]
async fn a_bot_may_call_by_answering_in_any_form() {
    let town = Town::with_mari().await;
    let json = Json(json!({ "method": "sendMessage", "chat_id": MARI, "text": "echo" })).into_response();
    let form = ("application/x-www-form-urlencoded", format!("method=sendMessage&chat_id={MARI}&text=echo"));
    let parts = [("method", "sendMessage"), ("chat_id", &MARI.to_string()), ("text", "echo")]
        .map(|(name, value)| format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    let multipart = ("multipart/form-data; boundary=x", format!("{}--x--\r\n", parts.concat()));
    let typed = |(kind, body): (&'static str, String)| ([("content-type", kind)], body).into_response();
    let mut bot = listen(vec![json, typed(form), typed(multipart)]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    for count in 1..=3 {
        town.people().say(MARI, "hello").unwrap();
        bot.next().await;
        let echoes = |people: &madang::emulator::Control| {
            let messages = people.messages(MARI);
            let echo = |message: &&Value| message["text"] == "echo" && message["out"] == true;
            (messages.iter().filter(echo).count() == count).then_some(())
        };
        assert!(town.people().until(SOON, echoes).await.is_some(), "the answer {count} was not a call");
    }
    assert!(town.people().failures().is_empty());
}

#[tokio::test]
async fn addresses_and_secrets_are_checked() {
    let town = Town::open().await;
    for (url, complaint) in [
        ("http://example.org/", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org:8000/", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ] {
        let description = town.refused("setWebhook", json!({ "url": url })).await;
        assert_eq!(description, format!("Bad Request: {complaint}"));
    }
    let hook = json!({ "url": "https://example.org", "secret_token": "ä" });
    let description = town.refused("setWebhook", hook).await;
    assert_eq!(description, "Bad Request: secret token contains unallowed characters");
}
