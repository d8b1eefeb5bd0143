//! Cards with a figure that runs: it moves on the screen of who has one open, not too often, and never
//! in place of something else.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use madang::bot::{Press, Words};
use madang::channel::SendError;
use madang::outbox::pace::Limits;
use madang::poll::{self, Candidate, OptionId, Poll, PollId, life};
use town::{Citizen, Town, seoul};

async fn open_poll(town: &Town) -> PollId {
    let options = (1..=3).map(|id| Candidate::new(OptionId(id), Words::only(format!("사업 {id}"))));
    let question = Words::only("먼저 할 사업은?");
    let poll = Poll::new(question, options.collect(), seoul(town::START), seoul("2026-12-01 18:00"));
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

fn of(press: poll::Press) -> String {
    Press::Poll(press).encode()
}

async fn votes(citizen: &Citizen, id: PollId) {
    citizen.press_data(&of(poll::Press::Pick(id, OptionId(2))), None).await;
    citizen.presses("이대로 투표하기").await;
}

async fn opens(citizen: &Citizen, id: PollId) {
    citizen.press_data(&of(poll::Press::Open(id)), None).await;
}

/// How often the messenger was asked to write a card anew.
fn refreshed(town: &Town) -> usize {
    let refresh = |message: &madang::channel::Outbound| matches!(message, madang::channel::Outbound::Refresh { .. });
    town.screens().tried.lock().unwrap().iter().filter(|(_, message)| refresh(message)).count()
}

#[tokio::test]
async fn the_turnout_moves_on_a_card_that_somebody_has_open_once_in_a_while() {
    let town = Town::new().await;
    let id = open_poll(&town).await;
    let mina = town.member("ko").await;
    opens(&mina, id).await;
    assert!(mina.screen().contains("아직 참여한 사람이 없어요"));
    town.wait(TimeDelta::seconds(4)).await;
    for _ in 0..3 {
        votes(&town.member("ko").await, id).await;
    }
    town.pass().await;
    assert!(mina.screen().contains("지금까지 3명이 참여했어요"), "{}", mina.screen());
    assert_eq!(mina.reads(), "", "nobody is called for that");
    for _ in 0..5 {
        votes(&town.member("ko").await, id).await;
        town.pass().await;
    }
    assert_eq!(refreshed(&town), 1, "five votes later it is not time yet");
    town.wait(TimeDelta::seconds(3)).await;
    assert!(mina.screen().contains("지금까지 8명이 참여했어요"), "{}", mina.screen());
    assert_eq!(refreshed(&town), 2, "and then all five are one");
    town.wait(TimeDelta::seconds(60)).await;
    assert_eq!(refreshed(&town), 2, "nothing moved");
    town.forget_unread();
}

#[tokio::test]
async fn a_card_that_was_opened_long_ago_stays_as_it_is_and_so_does_a_poll_that_is_over() {
    let town = Town::new().await;
    let id = open_poll(&town).await;
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    opens(&mina, id).await;
    town.wait(TimeDelta::minutes(11)).await;
    votes(&juno, id).await;
    town.wait(TimeDelta::seconds(5)).await;
    assert!(mina.screen().contains("아직 참여한 사람이 없어요"));
    assert!(town.rows("live_card").await.is_empty(), "nobody looks");
    town.goes_to("2026-12-01 17:59").await;
    opens(&mina, id).await;
    assert_eq!(town.rows("live_card").await.len(), 1);
    town.goes_to("2026-12-01 18:01").await;
    assert!(town.rows("live_card").await.is_empty());
    assert_eq!(refreshed(&town), 0);
    town.forget_unread();
}

#[tokio::test]
async fn seats_move_on_the_card_of_a_forum_and_a_restart_forgets_nothing() {
    let town = Town::new().await;
    let (db, city) = (town.db().await, town.city().await);
    madang::example::make(&db, &city).await.unwrap();
    let (mina, juno) = (town.member("ko").await, town.member("ko").await);
    let press = |press: madang::forum::Press| Press::Forum(press).encode();
    let first = madang::forum::ForumId(1);
    mina.press_data(&press(madang::forum::Press::Open(first)), None).await;
    assert!(mina.screen().contains("남은 자리: 32자리"));
    town.restart().await;
    juno.press_data(&press(madang::forum::Press::SignUp(first)), None).await;
    town.wait(TimeDelta::seconds(4)).await;
    assert!(mina.screen().contains("남은 자리: 31자리"), "{}", mina.screen());
    juno.press_data(&press(madang::forum::Press::GiveUpNow(first)), None).await;
    town.wait(TimeDelta::seconds(4)).await;
    assert!(mina.screen().contains("남은 자리: 32자리"), "{}", mina.screen());
    town.forget_unread();
}

#[tokio::test]
async fn a_card_that_is_out_of_reach_is_left_alone() {
    let town = Town::new().await;
    let id = open_poll(&town).await;
    let mina = town.member("ko").await;
    opens(&mina, id).await;
    let chat = mina.chat;
    let refused = move |to| (to == chat).then(|| SendError::Refused("400: message to edit not found".into()));
    votes(&town.member("ko").await, id).await;
    town.screens().troubles.lock().unwrap().push(Box::new(refused));
    town.wait(TimeDelta::seconds(4)).await;
    town.screens().troubles.lock().unwrap().clear();
    assert!(town.rows("outbox").await.iter().all(|row| !row.contains("'failed'")), "it is no failure that staff see");
    town.forget_unread();
}

#[tokio::test]
async fn a_hundred_open_cards_are_kept_up_to_date_and_no_reply_waits_for_them() {
    let town = Town::with(Limits::TELEGRAM).await;
    let id = open_poll(&town).await;
    for _ in 0..150 {
        opens(&town.member("ko").await, id).await;
        town.tick(TimeDelta::milliseconds(100));
    }
    town.wait(TimeDelta::seconds(4)).await;
    votes(&town.member("ko").await, id).await;
    town.wait(TimeDelta::seconds(4)).await;
    assert_eq!(town.rows("live_card").await.len(), 100, "the latest");
    let juno = town.member("ko").await;
    juno.says("도움말").await;
    town.tick(TimeDelta::milliseconds(100));
    town.send().await;
    assert!(juno.screen().contains("🤖"), "a reply goes first");
    town.forget_unread();
}

/// Its buttons lead on in messages of their own: a text that comes later replaces nothing.
#[tokio::test]
async fn no_button_of_a_live_card_turns_it_into_something_else() {
    let town = Town::new().await;
    let id = open_poll(&town).await;
    let voter = town.member("ko").await;
    votes(&voter, id).await;
    for citizen in [town.member("ko").await, voter] {
        opens(&citizen, id).await;
        let (_, card) = citizen.buttons().pop().unwrap();
        let shown = |citizen: &Citizen| citizen.screen().matches("지금까지 1명이 참여했어요").count();
        let before = shown(&citizen);
        let on_it: Vec<_> = citizen.buttons().into_iter().filter(|(_, message)| *message == card).collect();
        assert!(on_it.len() >= 4);
        for (data, message) in on_it {
            citizen.press_data(&data, Some(message)).await;
            assert!(shown(&citizen) >= before, "{data}: {}", citizen.screen());
        }
    }
    town.forget_unread();
}
