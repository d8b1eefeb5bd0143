//! The main conversations over HTTP, and then whatever button is to be found: with an example life
//! in the database, as a citizen, a clerk and an administrator, on a clock that is set forward. What
//! the bot asks of Telegram meanwhile is judged at the end.

use std::collections::{BTreeSet, HashSet};

use madang::emulator::Act;
use madang::{example, outbox};
use serde_json::Value;

use crate::{ADMIN_CHAT, CLERK_CHAT, MINA, MODERATOR_CHAT, SARAH, SOON, Wire};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// What somebody writes who is asked for anything: a text, a title, a number, a day, an address.
const WORDS: [&str; 9] = [
    "The path along the stream is dark in the evening, and the lamps by the bridge are broken.",
    "Please put up three lamps and an emergency bell between the two bridges.",
    "Lamps along the stream",
    "12",
    "2030-05-31 18:00",
    "https://seongnam.go.kr/forum",
    "Yatap-dong",
    "/todo",
    "/desk",
];

impl Wire {
    /// Everybody has heard everything that there is to hear at this moment.
    async fn settles(&self) {
        let taken = self.people().until(SOON, |people| (people.waiting_updates() == 0).then_some(())).await;
        assert!(taken.is_some(), "an update was not taken");
        while self.anything_to_send().await {
            tokio::task::yield_now().await;
        }
    }

    async fn anything_to_send(&self) -> bool {
        let mut tx = self.app.db.read().await.unwrap();
        outbox::store::any_open(&mut tx, "telegram").await.unwrap()
    }

    async fn does(&self, who: i64, act: Act) {
        self.people().act(who, act).unwrap();
        self.settles().await;
    }

    async fn says(&self, who: i64, text: &str) {
        self.does(who, Act::SendText { text: text.into(), reply_to: None }).await;
    }

    async fn presses(&self, who: i64, label: &str) {
        let pressed = self.people().press(who, label);
        assert!(pressed.is_ok(), "{label:?}: {pressed:?} {:#?}", self.people().messages(who).last());
        self.settles().await;
    }

    /// Presses every button once that comes up, the newest first, and writes something where there is
    /// none left.
    async fn tries_everything(&self, who: i64, steps: usize) {
        let mut pressed = HashSet::new();
        let mut words = WORDS.iter().cycle();
        for _ in 0..steps {
            let messages = self.people().messages(who);
            let fresh = messages.iter().rev().take(4).flat_map(buttons).find(|press| !pressed.contains(&press.1));
            match fresh {
                Some((message_id, data)) => {
                    pressed.insert(data.clone());
                    self.does(who, Act::Press { message_id, data: Some(data), button: None, stale: None }).await;
                }
                None => self.says(who, words.next().unwrap()).await,
            }
        }
    }
}

/// The presses that a message offers.
fn buttons(message: &Value) -> Vec<(i64, String)> {
    let id = message["message_id"].as_i64().unwrap();
    let rows = message["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
    let keys = rows.flat_map(|row| row.as_array().unwrap());
    keys.filter_map(|key| Some((id, key["callback_data"].as_str()?.to_owned()))).collect()
}

/// A proposal with a place and a picture.
async fn propose(wire: &Wire) {
    wire.says(MINA, "/propose").await;
    wire.says(MINA, WORDS[0]).await;
    wire.says(MINA, WORDS[1]).await;
    wire.says(MINA, "1").await;
    wire.does(MINA, Act::ShareLocation { latitude: 37.4201, longitude: 127.1265 }).await;
    wire.does(MINA, Act::SendPhoto { file_ids: None, caption: None, count: None }).await;
    wire.presses(MINA, "Next").await;
    wire.presses(MINA, "Use this title").await;
    wire.presses(MINA, "Submit").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_request_of_every_conversation_is_one_that_telegram_describes() {
    let mut wire = Wire::open().await;
    for who in [SARAH, CLERK_CHAT, ADMIN_CHAT, MODERATOR_CHAT] {
        wire.people().act(who, Act::Start { payload: None }).unwrap();
    }
    example::make(&wire.app.db, &wire.app.city).await.unwrap();
    example::staff(&wire.app.db, &wire.app.city).await.unwrap();
    wire.polls().await;
    wire.meet().await;
    propose(&wire).await;
    for days in [0, 14] {
        wire.people().advance(days * DAY_MS).unwrap();
        wire.settles().await;
        for (who, steps) in [(MINA, 120), (CLERK_CHAT, 120), (ADMIN_CHAT, 40), (SARAH, 40)] {
            wire.tries_everything(who, steps).await;
        }
    }
    for act in [Act::SendSticker, Act::SendVoice, Act::SendDocument { file_id: None, caption: None }] {
        wire.does(SARAH, act).await;
    }
    wire.does(SARAH, Act::SendPhoto { file_ids: None, caption: None, count: Some(3) }).await;
    wire.does(SARAH, Act::AddToGroup { title: "Neighbours".into() }).await;
    wire.does(SARAH, Act::Block).await;
    wire.does(SARAH, Act::Unblock).await;

    let calls = wire.people().calls(0, usize::MAX);
    let methods: BTreeSet<&str> = calls.iter().map(|call| call.method.as_str()).collect();
    let expected = [
        "answerCallbackQuery",
        "deleteWebhook",
        "editMessageText",
        "getMe",
        "getUpdates",
        "leaveChat",
        "sendDocument",
        "sendMessage",
        "sendPhoto",
        "sendVenue",
        "setMyCommands",
        "setMyDescription",
        "setMyShortDescription",
    ];
    assert_eq!(methods, BTreeSet::from(expected), "all that Madang asks of Telegram was asked");
    let refused = calls.iter().filter(|call| call.status != 200);
    let refused: Vec<_> = refused.map(|call| (&call.method, &call.answer["description"], &call.params)).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    wire.end().await;
}
