//! One person who asks for more than a person can.

use chrono::TimeDelta;
use futures::future::join_all;
use madang::channel::{Input, MessageId};
use madang::inbox::{Inbox, Taken};
use madang::outbox::pace::Limits;

use crate::town::{Citizen, Town};

/// What somebody does as an update of that number, at a door with flood control.
async fn takes(inbox: &Inbox, number: i64, citizen: &Citizen, input: Input) -> Taken {
    let raw = serde_json::to_string(&(number, citizen.inbound(input))).unwrap();
    inbox.take(raw).await.unwrap()
}

#[tokio::test]
async fn who_floods_is_told_once_a_minute_and_the_rest_is_dropped_with_its_number_kept() {
    let town = Town::new().await;
    let (mina, sarah) = (town.member("ko").await, town.member("en").await);
    let inbox = town.running().await.inbox.with_flood_control();
    let mut dropped = Vec::new();
    for number in 1_000..1_100 {
        if takes(&inbox, number, &sarah, Input::Text("help".into())).await == Taken::Dropped {
            dropped.push(number);
        }
    }
    assert_eq!(dropped.len(), 60, "a bucket holds 40");
    town.send().await;
    assert_eq!(sarah.reads().matches("too much at once").count(), 1);
    // A neighbour is answered as ever.
    assert_eq!(takes(&inbox, 2_000, &mina, Input::Text("도움말".into())).await, Taken::Done);
    town.send().await;
    assert!(mina.reads().contains("도움말"));
    // What was dropped is dropped for good: it was acknowledged.
    assert_eq!(takes(&inbox, dropped[0], &sarah, Input::Text("help".into())).await, Taken::Dropped);
    town.wait(TimeDelta::seconds(15)).await;
    assert_eq!(takes(&inbox, dropped[0], &sarah, Input::Text("help".into())).await, Taken::Before);
    assert_eq!(takes(&inbox, 3_000, &sarah, Input::Text("help".into())).await, Taken::Done);
    town.send().await;
    sarah.reads();
    // A minute later there is one more word.
    town.wait(TimeDelta::seconds(50)).await;
    for number in 4_000..4_100 {
        takes(&inbox, number, &sarah, Input::Text("help".into())).await;
    }
    town.send().await;
    assert_eq!(sarah.reads().matches("too much at once").count(), 1);
}

#[tokio::test]
async fn a_crowd_of_updates_at_the_same_instant_gets_no_more_than_one_after_another() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let inbox = town.running().await.inbox.with_flood_control();
    let all = (1_000..1_200).map(|number| takes(&inbox, number, &mina, Input::Text("도움말".into())));
    let taken = join_all(all).await;
    assert_eq!(taken.iter().filter(|taken| **taken == Taken::Done).count(), 40);
    town.send().await;
    assert_eq!(mina.reads().matches("너무 많이").count(), 1);
    town.forget_unread();
}

#[tokio::test]
async fn an_export_is_dearer_than_a_press_and_blocking_the_bot_is_always_heard() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let inbox = town.running().await.inbox.with_flood_control();
    let mut taken = Vec::new();
    for number in 1_000..1_004 {
        taken.push(takes(&inbox, number, &mina, Input::Text("/mydata".into())).await);
    }
    assert_eq!(taken, [Taken::Done, Taken::Done, Taken::Dropped, Taken::Dropped]);
    assert_eq!(takes(&inbox, 1_010, &mina, Input::Blocked).await, Taken::Done);
    assert_eq!(takes(&inbox, 1_011, &mina, Input::Unblocked).await, Taken::Done);
    let nonsense = Input::Press { data: "x".into(), message: Some(MessageId(1)), callback: "c".into() };
    assert_eq!(takes(&inbox, 1_012, &mina, nonsense).await, Taken::Dropped);
    town.send().await;
    town.forget_unread();
}

#[tokio::test]
async fn the_word_to_who_floods_comes_before_the_answers_that_they_still_wait_for() {
    let town = Town::with(Limits::TELEGRAM).await;
    let mina = town.member("ko").await;
    let inbox = town.running().await.inbox.with_flood_control();
    for number in 1_000..1_100 {
        takes(&inbox, number, &mina, Input::Text("도움말".into())).await;
    }
    town.send().await;
    let first = mina.reads();
    assert_eq!((first.matches("너무 많이").count(), first.matches("🤖").count()), (1, 3), "{first}");
    // Also while answers wait in the table, as after a restart.
    town.restart().await;
    town.send().await;
    mina.reads();
    let inbox = town.running().await.inbox.with_flood_control();
    for number in 2_000..2_100 {
        takes(&inbox, number, &mina, Input::Text("도움말".into())).await;
    }
    town.wait(TimeDelta::seconds(1)).await;
    let next = mina.reads();
    assert_eq!(next.matches("너무 많이").count(), 1, "{next}");
    town.forget_unread();
}
