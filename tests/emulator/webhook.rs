//! Delivery to a webhook: secret, order, another try, calls by answer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing::post};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use madang::emulator::{Act, Break, Control, Fault};
use tokio::sync::oneshot;

use crate::{JUN, MARI, SOON, Town, buttons};

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

/// A bot that answers each update when it is told to.
struct Slow {
    url: String,
    arrivals: mpsc::UnboundedReceiver<Held>,
}

/// An update that waits for its answer. Letting it go answers with 200.
struct Held {
    update: Value,
    _answer: oneshot::Sender<()>,
}

async fn listen_slowly() -> Slow {
    let (sender, arrivals) = mpsc::unbounded_channel();
    let take = move |Json(update): Json<Value>| {
        let sender = sender.clone();
        async move {
            let (answer, told) = oneshot::channel();
            sender.send(Held { update, _answer: answer }).unwrap();
            let _ = told.await;
        }
    };
    let router = Router::new().route("/hook", post(take));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Slow { url, arrivals }
}

impl Slow {
    async fn next(&mut self) -> Held {
        tokio::time::timeout(SOON, self.arrivals.recv()).await.unwrap().unwrap()
    }
}

async fn all_taken(town: &Town) {
    let done = |people: &Control| (people.waiting_updates() == 0).then_some(());
    town.people().until(SOON, done).await.unwrap();
}

fn status(status: StatusCode) -> Response {
    status.into_response()
}

#[tokio::test]
async fn what_has_the_same_key_comes_in_turn_and_what_has_another_beside_it() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    let mut bot = listen_slowly().await;
    town.people().say(MARI, "one").unwrap();
    town.people().say(MARI, "two").unwrap();
    town.people().press(MARI, "Yes").unwrap();
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    let (first, beside) = (bot.next().await, bot.next().await);
    let mut both = [&first.update, &beside.update];
    both.sort_by_key(|update| update["update_id"].as_i64());
    assert_eq!(both[0]["message"]["text"], "one");
    assert_eq!(both[1]["callback_query"]["data"], "y");
    assert!(bot.arrivals.try_recv().is_err());
    drop((first, beside));
    assert_eq!(bot.next().await.update["message"]["text"], "two");
    all_taken(&town).await;
    town.people().forgive();
}

#[tokio::test]
async fn no_more_come_at_once_than_the_bot_has_connections_for() {
    let town = Town::with_mari().await;
    town.people().act(JUN, Act::Start { payload: None }).unwrap();
    town.people().say(MARI, "one").unwrap();
    let mut bot = listen_slowly().await;
    town.ok("setWebhook", json!({ "url": bot.url, "max_connections": 1 })).await;
    let first = bot.next().await;
    assert_eq!(first.update["message"]["from"]["id"], JUN);
    // A call that comes back was served while the first is still held.
    town.send(json!({})).await;
    assert!(bot.arrivals.try_recv().is_err());
    drop(first);
    assert_eq!(bot.next().await.update["message"]["text"], "one");
}

#[tokio::test]
async fn the_second_try_comes_at_once_and_the_third_after_two_seconds() {
    let town = Town::with_mari().await;
    let answers = vec![status(StatusCode::SERVICE_UNAVAILABLE), status(StatusCode::INTERNAL_SERVER_ERROR)];
    let mut bot = listen(answers).await;
    town.ok("setWebhook", json!({ "url": bot.url, "allowed_updates": ["message"] })).await;
    town.people().say(MARI, "one").unwrap();
    let first = bot.next().await.1;
    assert_eq!(bot.next().await.1, first);
    let failed = "Wrong response from the webhook: 500 Internal Server Error";
    let settled = |people: &Control| people.webhook_error().filter(|error| error == failed);
    town.people().until(SOON, settled).await.unwrap();
    let info = town.ok("getWebhookInfo", json!({})).await;
    assert_eq!(
        info,
        json!({
            "url": bot.url,
            "has_custom_certificate": false,
            "pending_update_count": 1,
            "max_connections": 40,
            "ip_address": "127.0.0.1",
            "last_error_date": crate::START_MS / 1_000,
            "last_error_message": failed,
            "allowed_updates": ["message"],
        })
    );
    town.people().advance(1_999).unwrap();
    assert!(bot.arrivals.try_recv().is_err());
    town.people().advance(1).unwrap();
    assert_eq!(bot.next().await.1, first);
    all_taken(&town).await;
}

#[tokio::test]
async fn an_update_that_would_be_too_old_for_another_try_is_given_up() {
    let town = Town::with_mari().await;
    town.send(json!({ "reply_markup": buttons(&[("Yes", "y")]) })).await;
    let answer = (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "150")]).into_response();
    let mut bot = listen(vec![answer]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().press(MARI, "Yes").unwrap();
    bot.next().await;
    all_taken(&town).await;
    town.people().forgive();
}

#[tokio::test]
async fn a_bot_that_is_gone_for_a_day_loses_its_webhook() {
    let town = Town::with_mari().await;
    let gone = || status(StatusCode::GONE);
    let mut bot = listen(vec![gone(), gone(), gone()]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().say(MARI, "one").unwrap();
    bot.next().await;
    bot.next().await;
    assert!(town.people().until(SOON, |people| people.webhook_error()).await.unwrap().ends_with("410 Gone"));
    town.people().advance(23 * 3_600_000 + 1).unwrap();
    let removed = |people: &Control| people.webhook_error().is_none().then_some(());
    town.people().until(SOON, removed).await.unwrap();
    assert_eq!(town.ok("getWebhookInfo", json!({})).await["url"], "");
    assert_eq!(town.updates(json!({})).await.len(), 1, "the update waits on");
}

#[tokio::test]
async fn what_waits_goes_to_a_new_address_at_once() {
    let town = Town::with_mari().await;
    let later = (StatusCode::SERVICE_UNAVAILABLE, [("retry-after", "3600")]).into_response();
    let mut old = listen(vec![later]).await;
    town.ok("setWebhook", json!({ "url": old.url })).await;
    town.people().say(MARI, "one").unwrap();
    let first = old.next().await.1;
    town.people().until(SOON, |people| people.webhook_error()).await.unwrap();
    let mut new = listen(Vec::new()).await;
    town.ok("setWebhook", json!({ "url": new.url })).await;
    assert_eq!(new.next().await.1, first);
}

#[tokio::test]
async fn a_fault_delivers_an_update_at_the_same_time_twice_or_again_after_200() {
    let town = Town::with_mari().await;
    let mut bot = listen(Vec::new()).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    for what in [Break::Duplicate, Break::Redeliver] {
        town.people().break_it(Fault::new(what).about("message")).unwrap();
        town.people().say(MARI, "one").unwrap();
        assert_eq!(bot.next().await.1, bot.next().await.1);
        all_taken(&town).await;
    }
    assert!(bot.arrivals.try_recv().is_err());
}

#[tokio::test]
async fn what_was_on_its_way_at_a_restart_comes_again() {
    let town = Town::with_mari().await;
    let mut bot = listen_slowly().await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().say(MARI, "one").unwrap();
    let first = bot.next().await;
    town.people().restart().unwrap();
    let again = bot.next().await;
    assert_eq!(again.update, first.update);
    drop((first, again));
    all_taken(&town).await;
}

#[tokio::test]
async fn a_bot_may_answer_with_a_form_and_may_not_touch_its_webhook() {
    let town = Town::with_mari().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let echo = (form, format!("method=sendMessage&chat_id={MARI}&text=by+form")).into_response();
    let delete = Json(json!({ "method": "deleteWebhook" })).into_response();
    let mut bot = listen(vec![delete, echo]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().say(MARI, "one").unwrap();
    town.people().say(MARI, "two").unwrap();
    bot.next().await;
    bot.next().await;
    let echo = |people: &Control| people.messages(MARI).into_iter().find(|message| message["text"] == "by form");
    town.people().until(SOON, echo).await.unwrap();
    assert_eq!(town.ok("getWebhookInfo", json!({})).await["url"], bot.url);
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
async fn a_bot_may_call_by_answering() {
    let town = Town::with_mari().await;
    let answer = json!({ "method": "sendMessage", "chat_id": MARI, "text": "echo" });
    let mut bot = listen(vec![Json(answer).into_response()]).await;
    town.ok("setWebhook", json!({ "url": bot.url })).await;
    town.people().say(MARI, "hello").unwrap();
    bot.next().await;
    let echo = |people: &madang::emulator::Control| {
        people.messages(MARI).into_iter().find(|message| message["text"] == "echo")
    };
    assert_eq!(town.people().until(SOON, echo).await.unwrap()["out"], true);
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
    let hook = json!({ "url": "https://example.org", "secret_token": "x".repeat(257) });
    assert_eq!(town.refused("setWebhook", hook).await, "Bad Request: secret token is too long");
    assert_eq!(town.call("setWebhook", json!({ "url": "" })).await["description"], "Webhook is already deleted");
}
