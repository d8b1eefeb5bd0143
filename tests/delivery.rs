//! The way out: what happens when the messenger refuses, is slow, or forgets us, and when the
//! program dies. One pass at a time, on a clock that stands still.

#![allow(clippy::unwrap_used, reason = "a test, in its helpers too")]

mod town;

use std::time::Duration;

use chrono::TimeDelta;
use madang::bot::Card;
use madang::channel::{ChatId, Keys, Outbound, SendError};
use madang::notice;
use madang::outbox::pace::Limits;
use madang::outbox::{self, Lane, Letter};
use madang::person::Address;
use madang::text::{Lang, Text};
use town::{Citizen, Town};

fn text() -> Text {
    Text { id: "draft-discarded", args: Vec::new() }
}

/// Puts a message to somebody on its way, in a lane, with or without a key.
async fn post(town: &Town, to: &Citizen, lane: Lane, key: Option<&str>) {
    let city = town.city().await;
    let address = Address { person: to.id().await, channel: "town".into(), chat: to.chat, lang: Lang::reference() };
    let key = key.map(str::to_owned);
    town.db()
        .await
        .write(async move |tx| {
            let message = Outbound::Say { html: city.html(address.lang, &text()), keys: Keys::None };
            let letter = Letter::to_chat("town", address.chat, message, tx.now);
            let letter = Letter { person: Some(address.person), lane, key: key.clone(), ..letter };
            outbox::post(tx, &city, letter).await
        })
        .await
        .unwrap();
}

fn tried(town: &Town) -> usize {
    town.screens().tried.lock().unwrap().len()
}

fn trouble(town: &Town, make: impl Fn(ChatId) -> Option<SendError> + Send + 'static) {
    *town.screens().troubles.lock().unwrap() = vec![Box::new(make)];
}

fn no_trouble(town: &Town) {
    town.screens().troubles.lock().unwrap().clear();
}

async fn count(town: &Town, state: &str) -> i64 {
    let db = town.db().await;
    let mut tx = db.read().await.unwrap();
    outbox::store::count(&mut tx, state).await.unwrap()
}

#[tokio::test]
async fn a_chat_that_is_told_to_wait_gets_its_message_after_that_and_not_before() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    trouble(&town, |_| Some(SendError::Later(Duration::from_secs(30))));
    post(&town, &mina, Lane::Personal, None).await;
    town.send().await;
    assert_eq!(tried(&town), 1);
    no_trouble(&town);
    town.wait(TimeDelta::seconds(29)).await;
    assert_eq!(mina.reads(), "");
    // A restart does not forget that we were told to wait.
    town.restart().await;
    town.send().await;
    assert_eq!(tried(&town), 1);
    town.wait(TimeDelta::seconds(2)).await;
    assert!(mina.reads().starts_with("🤖"));
    assert_eq!(tried(&town), 2);
}

#[tokio::test]
async fn who_blocked_the_bot_gets_nothing_more_until_they_come_back() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    trouble(&town, |_| Some(SendError::Gone));
    for _ in 0..3 {
        post(&town, &mina, Lane::Personal, None).await;
    }
    town.send().await;
    assert_eq!(tried(&town), 1, "the rest was cancelled");
    assert_eq!((count(&town, "failed").await, count(&town, "cancelled").await), (1, 2));
    no_trouble(&town);
    assert!(mina.says("처음").await.contains("🤖"), "a return after blocking is a return");
}

#[tokio::test]
async fn trouble_on_the_line_is_tried_again_later_and_later() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let broken = |_| Some(SendError::Broken { error: anyhow::anyhow!("the line is cut"), perhaps_sent: false });
    trouble(&town, broken);
    post(&town, &mina, Lane::Personal, None).await;
    for (wait_s, tries) in [(0, 1), (0, 1), (2, 2), (1, 2), (2, 3), (5, 4)] {
        town.wait(TimeDelta::seconds(wait_s)).await;
        assert_eq!(tried(&town), tries, "after {wait_s} s more");
    }
    no_trouble(&town);
    town.wait(TimeDelta::seconds(60)).await;
    assert!(mina.reads().contains("🤖"));
}

#[tokio::test]
async fn a_bulk_message_that_may_have_arrived_is_repeated_once_and_a_notice_until_it_arrives() {
    let town = Town::new().await;
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    let perhaps = |_| Some(SendError::Broken { error: anyhow::anyhow!("half an answer"), perhaps_sent: true });
    trouble(&town, perhaps);
    post(&town, &mina, Lane::Bulk, None).await;
    for _ in 0..20 {
        town.wait(TimeDelta::seconds(60)).await;
    }
    assert_eq!(tried(&town), 2, "never a third copy");
    assert_eq!(count(&town, "failed").await, 1, "now staff decide");
    post(&town, &juno, Lane::Personal, None).await;
    for _ in 0..20 {
        town.wait(TimeDelta::seconds(60)).await;
    }
    assert!(tried(&town) > 5);
    no_trouble(&town);
    town.wait(TimeDelta::minutes(7)).await;
    assert_eq!(mina.reads(), "");
    assert!(juno.reads().contains("🤖"));
}

#[tokio::test]
async fn a_reply_does_not_wait_for_that_chats_broadcast() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    // The broadcast's row is older, and it is held up.
    trouble(&town, |_| Some(SendError::Broken { error: anyhow::anyhow!("slow"), perhaps_sent: false }));
    post(&town, &mina, Lane::Bulk, None).await;
    town.send().await;
    no_trouble(&town);
    assert!(mina.says("도움말").await.contains("🤖"));
    assert_eq!(count(&town, "waiting").await, 1, "the broadcast still waits");
    town.wait(TimeDelta::seconds(60)).await;
    assert!(mina.reads().contains("🤖"));
}

#[tokio::test]
async fn a_key_is_used_once() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    for _ in 0..3 {
        post(&town, &mina, Lane::Personal, Some("reminder:forum=5:person=1:minutes=120")).await;
        town.send().await;
    }
    assert_eq!(mina.reads().matches("🤖").count(), 1);
}

#[tokio::test]
async fn what_was_on_its_way_when_the_program_died_is_sent_again() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let update = mina.inbound(madang::channel::Input::Text("도움말".into()));
    // Taken and committed, but nothing was sent before the end.
    let raw = serde_json::to_string(&(9_000, &update)).unwrap();
    town.running().await.inbox.take(raw.clone()).await.unwrap();
    assert_eq!(mina.reads(), "");
    town.restart().await;
    town.send().await;
    assert_eq!(mina.reads().matches("🤖").count(), 1);
    // The update comes again, because nobody told the messenger that it was taken.
    let taken = town.running().await.inbox.take(raw).await.unwrap();
    town.send().await;
    assert_eq!(taken, madang::inbox::Taken::Before);
    assert_eq!(mina.reads(), "");
}

#[tokio::test]
async fn telegrams_pace_is_kept_in_one_chat() {
    let town = Town::with(Limits::TELEGRAM).await;
    let mina = town.member("ko").await;
    for _ in 0..6 {
        post(&town, &mina, Lane::Personal, None).await;
    }
    town.send().await;
    assert_eq!(mina.reads().matches("🤖").count(), 3, "a burst of three");
    for _ in 0..3 {
        town.wait(TimeDelta::seconds(1)).await;
        assert_eq!(mina.reads().matches("🤖").count(), 1, "then one a second");
    }
}

#[tokio::test]
async fn a_message_that_came_too_late_is_not_sent() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (city, chat, id) = (town.city().await, mina.chat, mina.id().await);
    town.db()
        .await
        .write(async move |tx| {
            let (now, end) = (tx.now, tx.now + TimeDelta::minutes(5));
            let message = Outbound::Say { html: "x".into(), keys: Default::default() };
            let letter = Letter {
                person: Some(id),
                expires_at: Some(end),
                lane: Lane::Personal,
                ..Letter::to_chat("town", chat, message, now)
            };
            outbox::post(tx, &city, letter).await
        })
        .await
        .unwrap();
    town.wait(TimeDelta::minutes(10)).await;
    assert_eq!((mina.reads().as_str(), count(&town, "cancelled").await), ("", 1));
}

#[tokio::test]
async fn a_notice_too_long_for_one_message_comes_whole_in_several() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let (city, person) = (town.city().await, mina.id().await);
    let long = "가나다라마바사 ".repeat(1_000);
    let words = Text { id: "words", args: vec![("text", long.clone().into())] };
    let address = Address { person, channel: "town".into(), chat: mina.chat, lang: Lang::reference() };
    town.db()
        .await
        .write(async move |tx| notice::tell(tx, &city, &address, &Card::new(words.clone()), "long", None).await)
        .await
        .unwrap();
    town.send().await;
    let seen = mina.reads();
    assert_eq!(seen.matches("🤖").count(), 2);
    assert_eq!(seen.matches("가나다라마바사").count(), 1_000);
    let fits =
        |message: &Outbound| matches!(message, Outbound::Say { html, .. } if html.encode_utf16().count() <= 4096);
    assert!(town.screens().tried.lock().unwrap().iter().all(|(_, message)| fits(message)));
}
