//! The emulator over HTTP, as a bot and as the chat page use it. The clock stands still until a
//! test moves it, and nothing sleeps: tests wait for what they wait for.

#![cfg(feature = "emulator")]
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking, in its helpers too")]

mod awkward;
#[path = "../bot_api/mod.rs"]
mod bot_api;
mod bots_of_others;
mod control;
mod conversation;
mod docs;
mod faults;
mod files;
mod forwards;
mod golden;
mod groups;
mod inline;
mod markup;
mod members;
mod page;
mod polling;
mod polls;
mod queue;
mod restart;
mod rules;
mod schema;
mod tour;
mod updates;
mod waiting;
mod webhook;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use madang::emulator::{Act, Control, Emulator, GroupKind, NewChat, Options, Persona, Role};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const TOKEN: &str = "1000000001:EMULATOR";
const MARI: i64 = 6_000_000_101;
const JUN: i64 = 6_000_000_102;
const DESK: i64 = -4_100_000_001;
/// 2027-01-15, in milliseconds.
const START_MS: i64 = 1_800_000_000_000;
/// Far longer than anything here takes.
const SOON: Duration = Duration::from_secs(20);

struct Town {
    emulator: Emulator,
    http: reqwest::Client,
    _judge: Judge,
}

/// Fails a test at whose end there is something to complain about: a call that Telegram does not
/// know, a press without an answer. A test that does that on purpose forgives it.
struct Judge(Control);

impl Drop for Judge {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.0.complaints(), [""; 0]);
        }
    }
}

/// What a town's emulator starts with.
fn options(state: Option<PathBuf>) -> Options {
    let clock = Arc::new(AtomicI64::new(START_MS));
    let hand = clock.clone();
    let person = |id, name: &str, language: &str, role| Persona {
        id,
        first_name: name.to_owned(),
        language_code: language.to_owned(),
        role,
        ..Persona::default()
    };
    Options {
        now: Arc::new(move || clock.load(Ordering::SeqCst)),
        advance: Some(Arc::new(move |by_ms| {
            hand.fetch_add(by_ms, Ordering::SeqCst);
        })),
        bot_token: TOKEN.to_owned(),
        bot_username: "madang_bot".to_owned(),
        bot_name: "마당".to_owned(),
        personas: vec![
            person(MARI, "Mari", "ko", Role::Citizen),
            person(JUN, "Jun", "en", Role::Citizen),
            person(DESK, "Desk", "", Role::Group),
        ],
        state,
    }
}

impl Town {
    async fn open() -> Town {
        Town::open_with(None).await
    }

    async fn open_with(state: Option<PathBuf>) -> Town {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let emulator = Emulator::start(listener, options(state)).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let judge = Judge(emulator.control().clone());
        Town { emulator, http, _judge: judge }
    }

    /// A town where Mari has pressed start and the bot has fetched that.
    async fn with_mari() -> Town {
        let town = Town::open().await;
        town.people().act(MARI, Act::Start { payload: None }).unwrap();
        town.ok("deleteWebhook", json!({ "drop_pending_updates": true })).await;
        town
    }

    fn people(&self) -> &Control {
        self.emulator.control()
    }

    fn method(&self, name: &str) -> String {
        format!("{}/bot{TOKEN}/{name}", self.emulator.api_url())
    }

    fn page(&self, path: &str) -> String {
        format!("{}{path}", self.emulator.api_url())
    }

    /// The whole answer; what a good one holds is what Telegram describes.
    async fn call(&self, name: &str, params: Value) -> Value {
        let answer = self.unjudged(name, params).await;
        if answer["ok"] == true {
            golden::check(name, &answer["result"]);
        }
        answer
    }

    /// The whole answer, whatever it holds.
    async fn unjudged(&self, name: &str, params: Value) -> Value {
        let request = self.http.post(self.method(name)).json(&params);
        request.send().await.unwrap().json().await.unwrap()
    }

    /// The result of a call that works.
    async fn ok(&self, name: &str, params: Value) -> Value {
        let mut answer = self.call(name, params).await;
        assert_eq!(answer["ok"], true, "{name}: {answer}");
        answer["result"].take()
    }

    /// The description of a call that is refused.
    async fn refused(&self, name: &str, params: Value) -> String {
        let answer = self.call(name, params).await;
        assert_eq!(answer["ok"], false, "{name}: {answer}");
        answer["description"].as_str().unwrap().to_owned()
    }

    async fn updates(&self, params: Value) -> Vec<Value> {
        self.ok("getUpdates", params).await.as_array().unwrap().clone()
    }

    /// Fetches what waits, and confirms it.
    async fn fetch(&self) -> Vec<Value> {
        let updates = self.updates(json!({})).await;
        if let Some(last) = updates.last() {
            let next = last["update_id"].as_i64().unwrap() + 1;
            self.updates(json!({ "offset": next })).await;
        }
        updates
    }

    /// A long poll that is waiting at the emulator when this returns.
    async fn poll(&self) -> JoinHandle<reqwest::Result<reqwest::Response>> {
        let before = self.people().polls();
        let request = self.http.get(self.method("getUpdates?timeout=50"));
        let poll = tokio::spawn(async move { request.send().await });
        let begun = |people: &Control| (people.polls() > before).then_some(());
        self.people().until(SOON, begun).await.unwrap();
        poll
    }

    /// A group of Mari, who made it, and Jun, with the bot in it. What that meant is fetched.
    async fn gather(&self, kind: GroupKind, is_forum: bool) -> i64 {
        let title = "Neighbours".to_owned();
        let members = vec![MARI, JUN];
        let new = NewChat { title, kind, is_forum, members, bot: true, ..NewChat::default() };
        let chat = self.people().add_chat(new).unwrap();
        self.fetch().await;
        chat
    }

    /// Sends Mari a message and gives its id.
    async fn send(&self, params: Value) -> i64 {
        let mut message = json!({ "chat_id": MARI, "text": "안녕하세요" });
        message.as_object_mut().unwrap().extend(params.as_object().unwrap().clone());
        self.ok("sendMessage", message).await["message_id"].as_i64().unwrap()
    }
}

/// What somebody says.
fn said(text: &str) -> Act {
    Act::SendText { text: text.to_owned(), reply_to: None }
}

fn buttons(labels: &[(&str, &str)]) -> Value {
    let button = |(text, data): &(&str, &str)| json!({ "text": text, "callback_data": data });
    json!({ "inline_keyboard": [labels.iter().map(button).collect::<Vec<_>>()] })
}
