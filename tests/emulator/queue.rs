//! The update queue against a simple model of Telegram's: whatever people do, whatever offsets a bot
//! asks with, webhooks or not, restarts or not, an update is delivered until it is confirmed or too
//! old, and never after.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use axum::{Json, Router, routing::post};
use madang::emulator::Act;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{JUN, MARI, SOON, Town, buttons};

const SECOND_MS: i64 = 1_000;
const DAY_MS: i64 = 24 * 3_600 * SECOND_MS;
/// After so long without an update the next id is any.
const SILENCE_MS: i64 = 7 * DAY_MS;
/// Offsets beyond these are mistakes, and are ignored.
const FUTURE_MAX: i64 = 10;
const PAST_MAX: i64 = 100_000;

/// The pause after the second failure of a delivery; the first has none. More there are not while the
/// clock stands still.
const NEXT_TRY_MS: i64 = 2 * SECOND_MS;

#[derive(Debug, Clone)]
enum Step {
    /// Mari or Jun writes, presses a button, or asks inline.
    Push(Push),
    Ask {
        offset: Offset,
        limit: usize,
    },
    /// Time passes, in seconds.
    Pass(i64),
    /// From here on only these kinds are wanted: none means all.
    Allow(Vec<&'static str>),
    /// A webhook that fails so often before it takes; everything goes there.
    Hook {
        failures: usize,
    },
    /// A webhook that never takes anything is there for a moment.
    DeadHook,
    Restart,
}

#[derive(Debug, Clone, Copy)]
enum Push {
    Text(i64),
    Press(i64),
    Inline(i64),
}

#[derive(Debug, Clone, Copy)]
enum Offset {
    None,
    /// One after an update that the bot may have seen long ago: counted back from the newest.
    After(usize),
    Last(i64),
    /// So far after the newest.
    Future(i64),
    LongAgo,
}

fn step() -> impl Strategy<Value = Step> {
    let who = || prop_oneof![Just(MARI), Just(JUN)];
    let push = prop_oneof![
        4 => who().prop_map(Push::Text),
        2 => who().prop_map(Push::Press),
        1 => who().prop_map(Push::Inline),
    ];
    let offset = prop_oneof![
        2 => Just(Offset::None),
        4 => (0_usize..6).prop_map(Offset::After),
        2 => (1_i64..4).prop_map(Offset::Last),
        2 => prop_oneof![0..=FUTURE_MAX + 2, Just(1_000_000)].prop_map(Offset::Future),
        1 => Just(Offset::LongAgo),
    ];
    let kinds = prop_oneof![Just(vec![]), Just(vec!["message"]), Just(vec!["callback_query", "inline_query"])];
    prop_oneof![
        8 => push.prop_map(Step::Push),
        5 => (offset, 1_usize..5).prop_map(|(offset, limit)| Step::Ask { offset, limit }),
        3 => prop_oneof![Just(1), Just(29), Just(31), Just(149), Just(151), Just(86_399), Just(86_401), Just(700_000)]
            .prop_map(Step::Pass),
        1 => kinds.prop_map(Step::Allow),
        1 => (0_usize..2).prop_map(|failures| Step::Hook { failures }),
        1 => Just(Step::DeadHook),
        1 => Just(Step::Restart),
    ]
}

/// An update as the model knows it.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    id: i64,
    key: (i64, &'static str),
    expires_at_ms: i64,
}

/// Telegram's queue, as it is described.
#[derive(Default)]
struct Model {
    now_ms: i64,
    waiting: Vec<Entry>,
    newest: Option<(i64, i64)>,
    allowed: Vec<&'static str>,
}

impl Model {
    fn wants(&self, kind: &str) -> bool {
        self.allowed.is_empty() || self.allowed.contains(&kind)
    }

    fn push(&mut self, id: i64, key: i64, kind: &'static str) {
        let lifetime_ms = match kind {
            "callback_query" => 150 * SECOND_MS,
            "inline_query" => 30 * SECOND_MS,
            _ => DAY_MS,
        };
        if let Some((newest, at_ms)) = self.newest.replace((id, self.now_ms))
            && self.now_ms - at_ms < SILENCE_MS
        {
            assert!(id > newest, "{id} came after {newest}");
        }
        self.waiting.push(Entry { id, key: (key, kind), expires_at_ms: self.now_ms + lifetime_ms });
    }

    fn expire(&mut self) {
        let now_ms = self.now_ms;
        self.waiting.retain(|entry| entry.expires_at_ms > now_ms);
    }

    fn confirm(&mut self, offset: i64) {
        let Some((head, tail)) =
            self.waiting.first().zip(self.newest).map(|(first, (newest, _))| (first.id, newest + 1))
        else {
            return;
        };
        let from = match offset {
            0 => return,
            ..0 => tail + offset,
            _ if offset > tail + FUTURE_MAX || offset < head - PAST_MAX => return,
            _ => offset,
        };
        self.waiting.retain(|entry| entry.id >= from);
    }
}

/// The emulator beside the model.
struct Pair {
    town: Town,
    model: Model,
    folder: tempfile::TempDir,
    /// The button that each can press.
    buttons: BTreeMap<i64, i64>,
    said: usize,
}

impl Pair {
    async fn open() -> Pair {
        let folder = tempfile::tempdir().unwrap();
        let town = Town::open_with(Some(folder.path().join("state.json"))).await;
        let mut pair = Pair { town, model: Model::default(), folder, buttons: BTreeMap::new(), said: 0 };
        for who in [MARI, JUN] {
            pair.town.people().act(who, Act::Start { payload: None }).unwrap();
            let ask = json!({ "chat_id": who, "text": "?", "reply_markup": buttons(&[("Yes", "y")]) });
            let message = pair.town.ok("sendMessage", ask).await["message_id"].as_i64().unwrap();
            pair.buttons.insert(who, message);
        }
        let inline = Act::Botfather { privacy: None, inline: Some(true), inline_feedback: None };
        pair.town.people().act(MARI, inline).unwrap();
        pair.town.ok("deleteWebhook", json!({ "drop_pending_updates": true })).await;
        pair.model.now_ms = pair.town.people().now();
        pair
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Push(push) => self.push(push).await,
            Step::Ask { offset, limit } => self.ask(offset, limit).await,
            Step::Pass(seconds) => {
                self.model.now_ms = self.town.people().advance(seconds * SECOND_MS).unwrap();
                self.model.expire();
            }
            Step::Allow(kinds) => {
                let nothing = json!({ "allowed_updates": kinds, "limit": 1 });
                self.town.updates(nothing).await;
                self.model.allowed = kinds;
            }
            Step::Hook { failures } => self.hook(failures).await,
            Step::DeadHook => self.dead_hook().await,
            Step::Restart => self.restart().await,
        }
    }

    async fn push(&mut self, push: Push) {
        let people = self.town.people();
        let (kind, key) = match push {
            Push::Text(who) => {
                self.said += 1;
                people.say(who, &format!("words {}", self.said)).unwrap();
                ("message", who)
            }
            Push::Press(who) => {
                let press =
                    Act::Press { message_id: self.buttons[&who], data: Some("y".into()), button: None, stale: None };
                people.act(who, press).unwrap();
                ("callback_query", who)
            }
            Push::Inline(who) => {
                people.act(who, Act::InlineQuery { query: "q".into(), offset: None }).unwrap();
                ("inline_query", who)
            }
        };
        let newest = self.waiting().await.pop();
        if self.model.wants(kind) {
            let update = newest.unwrap();
            assert!(update.get(kind).is_some(), "{update} is a {kind}");
            self.model.push(id(&update), key, kind);
        }
    }

    /// What waits, without asking as the bot.
    async fn waiting(&self) -> Vec<Value> {
        let mut found: Vec<Value> = Vec::new();
        loop {
            let after = found.last().map_or(0, id);
            let path = format!("/emu/wait?for=update&timeout_ms=0&after={after}");
            let answer = self.town.http.get(self.town.page(&path)).send().await.unwrap();
            if answer.status() == 408 {
                return found;
            }
            found.push(answer.json::<Value>().await.unwrap()["update"].take());
        }
    }

    async fn ask(&mut self, offset: Offset, limit: usize) {
        let newest = self.model.newest.map_or(0, |(newest, _)| newest);
        let offset = match offset {
            Offset::None => 0,
            Offset::After(back) => newest + 1 - i64::try_from(back).unwrap(),
            Offset::Last(count) => -count,
            Offset::Future(by) => newest + 1 + by,
            Offset::LongAgo => (newest - 2 * PAST_MAX).max(1),
        };
        let updates = self.town.updates(json!({ "offset": offset, "limit": limit })).await;
        self.model.confirm(offset);
        let expected: Vec<i64> = self.model.waiting.iter().take(limit).map(|entry| entry.id).collect();
        assert_eq!(updates.iter().map(id).collect::<Vec<_>>(), expected, "asked with {offset}");
    }

    /// Everything that waits goes to a webhook, each key in its order, and is gone then.
    async fn hook(&mut self, failures: usize) {
        let hook = listen(failures).await;
        self.town.ok("setWebhook", json!({ "url": hook.url })).await;
        let taken = self.town.people().until(SOON, |people| (people.waiting_updates() == 0).then_some(())).await;
        assert!(taken.is_some(), "something was not taken");
        self.town.ok("deleteWebhook", json!({})).await;
        let taken = hook.taken.lock().unwrap().clone();
        let expected = std::mem::take(&mut self.model.waiting);
        let mut ids: Vec<i64> = expected.iter().map(|entry| entry.id).collect();
        for key in expected.iter().map(|entry| entry.key) {
            let of_key = |id: &&i64| expected.iter().any(|entry| entry.id == **id && entry.key == key);
            assert!(taken.iter().filter(of_key).is_sorted(), "{key:?} in {taken:?}");
        }
        let mut taken = taken;
        taken.sort_unstable();
        ids.sort_unstable();
        assert_eq!(taken, ids, "each once, and nothing else");
    }

    /// Nothing is taken, and only what would be too old for another try is given up.
    async fn dead_hook(&mut self) {
        let hook = listen(usize::MAX).await;
        self.town.ok("setWebhook", json!({ "url": hook.url })).await;
        assert_eq!(self.town.call("getUpdates", json!({})).await["error_code"], 409);
        self.town.ok("deleteWebhook", json!({})).await;
        let (left, soon_ms) = (self.waiting().await, self.model.now_ms + NEXT_TRY_MS);
        self.model
            .waiting
            .retain(|entry| entry.expires_at_ms > soon_ms || left.iter().any(|update| id(update) == entry.id));
    }

    async fn restart(&mut self) {
        self.town.people().forgive();
        let state = self.folder.path().join("state.json");
        let fresh = self.folder.path().join("nowhere.json");
        let old = std::mem::replace(&mut self.town, Town::open_with(Some(fresh)).await);
        old.emulator.stop().await;
        self.town = Town::open_with(Some(state)).await;
        let behind = self.model.now_ms - self.town.people().now();
        self.town.people().advance(behind).unwrap();
    }
}

fn id(update: &Value) -> i64 {
    update["update_id"].as_i64().unwrap()
}

struct Hook {
    url: String,
    taken: Arc<Mutex<Vec<i64>>>,
}

/// A bot that answers 503 so often, and then takes everything.
async fn listen(failures: usize) -> Hook {
    let taken = Arc::<Mutex<Vec<i64>>>::default();
    let (writing, left) = (taken.clone(), Arc::new(AtomicUsize::new(failures)));
    let take = move |Json(update): Json<Value>| {
        let (taken, left) = (writing.clone(), left.clone());
        async move {
            let fails = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
            if !fails {
                taken.lock().unwrap().push(id(&update));
            }
            if fails { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/", post(take))).await });
    Hook { url, taken }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_is_delivered_until_it_is_confirmed_or_too_old_and_never_after(
        steps in prop::collection::vec(step(), 1..24)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut pair = Pair::open().await;
            for step in steps {
                pair.take(step).await;
                let waiting: Vec<i64> = pair.waiting().await.iter().map(id).collect();
                let expected: Vec<i64> = pair.model.waiting.iter().map(|entry| entry.id).collect();
                assert_eq!(waiting, expected);
            }
            pair.town.people().forgive();
        });
    }
}
