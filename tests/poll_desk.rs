//! The clerk's side of a vote: who is reminded of an unfinished ballot, who approves a poll, what a
//! trial shows, how a result is told.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use chrono::TimeDelta;
use insta::assert_snapshot;
use madang::bot::Words;
use madang::channel::Input;
use madang::person::{self, Role, Topic};
use madang::poll::voting::Approval;
use madang::poll::{Candidate, OptionId, Poll, PollId, Publishing, life, store, unfinished};
use town::{Citizen, Town, seoul};

fn words(ko: &str, en: &str) -> Words {
    Words { ko: ko.into(), en: Some(en.into()) }
}

/// The poll of 23 November 10:00 to 1 December 18:00: two of three.
fn plan() -> Poll {
    let titles = [("야간 조명", "Lights"), ("통학로 안전", "Safe ways to school"), ("어르신 쉼터", "A rest house")];
    let options = (1..).zip(titles).map(|(id, (ko, en))| Candidate::new(OptionId(id), words(ko, en))).collect();
    let question = words("2027년에 먼저 할 사업은?", "Which projects come first in 2027?");
    let poll = Poll::new(question, options, seoul(town::START), seoul("2026-12-01 18:00"));
    Poll { method: &Approval, picks: 2, ..poll }
}

/// A poll that nobody was told of: those who are here know.
async fn publish(town: &Town, poll: Poll) -> PollId {
    let (db, city) = (town.db().await, town.city().await);
    let id = db.write(async move |tx| life::publish(tx, &city, None, poll.clone()).await).await.unwrap();
    town.pass().await;
    town.forget_unread();
    id
}

/// Chooses the first and leaves it at that.
async fn begins(citizen: &Citizen, id: PollId) {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.says("1").await;
}

/// Chooses the first and submits it.
async fn votes(citizen: &Citizen, id: PollId) {
    begins(citizen, id).await;
    let (submit, cast) =
        if citizen.lang == "ko" { ("제출", "이대로 투표하기") } else { ("Submit", "Cast this vote") };
    citizen.presses(submit).await;
    citizen.presses(cast).await;
}

/// Somebody who left agrees to everything again, in the same chat.
async fn rejoin(town: &Town, citizen: &Citizen) {
    let (chat, version) = (citizen.chat, town.city().await.preset.privacy.version);
    let join = async move |tx: &mut madang::db::Tx| {
        let person = person::store::meet(tx, "town", chat, Some("ko")).await?;
        for item in person::Consent::ALL {
            person::store::add_consent(tx, person.id, item, version, true).await?;
        }
        Ok(person::store::join(tx, person.id).await?)
    };
    town.db().await.write(join).await.unwrap();
}

async fn left(town: &Town, id: PollId) -> Option<i64> {
    let mut tx = town.db().await.read().await.unwrap();
    let poll = store::poll(&mut tx, id).await.unwrap().unwrap();
    unfinished::count(&mut tx, &poll).await.unwrap()
}

#[tokio::test]
async fn who_began_and_did_not_submit_is_reminded_twice() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let (mina, sarah, voter) = (town.member("ko").await, town.member("en").await, town.member("ko").await);
    begins(&mina, id).await;
    begins(&sarah, id).await;
    votes(&voter, id).await;
    begins(&voter, id).await;
    assert!(voter.says("2").await.contains("이대로 투표할까요?"));
    town.goes_to("2026-11-29 17:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-29 18:00").await;
    assert_snapshot!(mina.reads(), @r###"
    🤖 ‘2027년에 먼저 할 사업은?’ 투표를 시작하고 아직 제출하지 않으셨어요. 제출하셔야 표로 셉니다.
       2026년 12월 1일(화) 오후 6시에 마감해요. 고르신 것은 그대로 있어요.
       [이어서 투표하기] [투표 안내]
       [설정]
    "###);
    assert_snapshot!(sarah.reads(), @r###"
    🤖 You began to vote on “Which projects come first in 2027?” and have not submitted your ballot yet. Only what is submitted counts.
       It closes on Tue, 1 December 2026, 18:00. What you chose is still there.
       [Go on voting] [About this poll]
       [Settings]
    "###);
    town.wait(TimeDelta::minutes(1)).await;
    town.restart().await;
    town.goes_to("2026-11-30 18:00").await;
    assert_eq!((mina.reads(), sarah.reads()), (String::new(), String::new()), "once");
    sarah.says(&format!("/start vote-{}", id.0)).await;
    sarah.presses("Submit").await;
    sarah.presses("Cast this vote").await;
    town.goes_to("2026-12-01 12:00").await;
    assert!(mina.reads().contains("아직 제출하지 않으셨어요"));
    assert_eq!(sarah.reads(), "", "who voted in the meantime is left alone");
    assert_eq!(voter.reads(), "", "a vote that somebody began to change counts as it was submitted");
    let ballot = mina.presses("이어서 투표하기").await;
    assert!(ballot.contains("[고름] 1번"), "{ballot}");
    assert_eq!(left(&town, id).await, Some(1));
    town.goes_to("2026-12-01 18:00").await;
    assert_eq!(left(&town, id).await, Some(1), "known after the drafts are gone");
    town.forget_unread();
}

#[tokio::test]
async fn nobody_is_reminded_who_does_not_want_it_or_cannot_be_reached() {
    let town = Town::new().await;
    let id = publish(&town, plan()).await;
    let stopped = town.member("ko").await;
    let (deaf, blocked, left, back) =
        (town.member("ko").await, town.member("ko").await, town.member("ko").await, town.member("ko").await);
    for citizen in [&stopped, &deaf, &blocked, &left] {
        begins(citizen, id).await;
    }
    let (deaf_id, stopped_id) = (deaf.id().await, stopped.id().await);
    let hears = async move |tx: &mut madang::db::Tx| {
        person::store::set_hears(tx, stopped_id, &Topic::ALL, true).await?;
        Ok(person::store::set_hears(tx, deaf_id, &[Topic::Forums, Topic::News], false).await?)
    };
    town.db().await.write(hears).await.unwrap();
    blocked.does(Input::Blocked).await;
    // Who left and came back has voted, under another number.
    votes(&back, id).await;
    back.says("/탈퇴").await;
    back.press_data(r#"{"me":{"bye":false}}"#, None).await;
    rejoin(&town, &back).await;
    begins(&back, id).await;
    town.forget_unread();
    town.goes_to("2026-11-29 18:00").await;
    for citizen in [&stopped, &deaf, &blocked] {
        assert_eq!(citizen.reads(), "");
    }
    assert!(left.reads().contains("아직 제출하지 않으셨어요"));
    assert_eq!(back.reads(), "");
}

#[tokio::test]
async fn reminders_wait_for_the_morning_and_are_worth_nothing_after_a_cancellation() {
    let town = Town::new().await;
    let id = publish(&town, Poll { closes_at: seoul("2026-12-01 22:30"), ..plan() }).await;
    let mina = town.member("ko").await;
    begins(&mina, id).await;
    town.goes_to("2026-11-29 22:30").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-30 07:59").await;
    assert_eq!(mina.reads(), "");
    town.goes_to("2026-11-30 08:00").await;
    assert!(mina.reads().contains("아직 제출하지 않으셨어요"));
    let clerk = town.staff(Role::Clerk).await;
    clerk.press_data(&format!(r#"{{"s":{{"po":{{"cancel":{}}}}}}}"#, id.0), None).await;
    clerk.says("후보를 잘못 적어 다시 엽니다.").await;
    clerk.presses("건너뛰기").await;
    clerk.presses("취소하고 알리기").await;
    town.pass().await;
    town.forget_unread();
    town.goes_to("2026-12-01 16:30").await;
    assert_eq!(mina.reads(), "");
    assert_eq!(left(&town, id).await, None, "nothing was counted");
}

#[tokio::test]
async fn a_clerk_sees_how_many_began_and_did_not_submit() {
    let town = Town::new().await;
    let clerk = town.staff(Role::Clerk).await;
    let id = publish(&town, Poll { publishing: Publishing::ByHand, ..plan() }).await;
    for number in 0..4 {
        let citizen = town.member("ko").await;
        if number == 0 { begins(&citizen, id).await } else { votes(&citizen, id).await }
    }
    let open = format!(r#"{{"s":{{"po":{{"open":{}}}}}}}"#, id.0);
    let line = "시작하고 제출하지 않은 표: 1장 (시작한 분의 25.0퍼센트)";
    assert!(clerk.press_data(&open, None).await.contains(line));
    town.goes_to("2026-12-01 18:00").await;
    town.forget_unread();
    assert!(clerk.press_data(&open, None).await.contains(line));
    let preview = clerk.presses("결과 미리 보기").await;
    assert!(preview.contains("투표한 3명 모두에게") && preview.contains(line), "{preview}");
}
