//! Updates that fail: set aside whole, shown on request, run again once.

use madang::bot::{Press, Words};
use madang::channel::{ChatId, Input};
use madang::clock::{Clock, Moment};
use madang::inbox::Taken;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::{self, Candidate, OptionId, Poll, PollId, life};
use madang::{db, inbox, person};

use crate::hall::{Hall, TRAP, presses, says};
use crate::town::{Citizen, Town};

/// From now on a message that nobody understands cannot be counted, so that handling it fails.
const FAULT: &str = "create trigger fault before update of misses on person when new.misses > 0
                     begin select raise(abort, 'out of order'); end";

const SECRET: &str = "제 비밀은 아무도 모릅니다";

#[tokio::test]
async fn an_update_that_fails_lies_whole_and_is_run_again_once_beside_the_service() {
    let hall = Hall::open().await;
    hall.run(FAULT).await;
    assert_eq!(hall.takes(says(7, 42, SECRET)).await, Taken::SetAside);
    assert_eq!(hall.takes(says(8, 42, "도움말")).await, Taken::Done, "the next one proceeds");
    assert_eq!(hall.takes(says(7, 42, SECRET)).await, Taken::Before);
    let sorry = hall.count("select count(*) from outbox where cast(payload as text) like '%문제가 생겼어요%'").await;
    assert_eq!(sorry, 1);

    let (code, out, _) = hall.madang(&["set-aside", "list"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("telegram, update 7") && out.contains("out of order"), "{out}");
    assert!(!out.contains("비밀"), "{out}");
    let (_, out, _) = hall.madang(&["set-aside", "show", "1"]);
    assert_eq!(out.trim_end(), says(7, 42, SECRET), "as it came");

    // Nothing has been mended: it fails again, and nothing of the attempt stands.
    let (code, out, err) = hall.madang(&["set-aside", "retry", "1"]);
    assert_eq!(code, Some(2), "{out}{err}");
    assert!(out.contains("out of order") && err.contains("1 of 1 failed"), "{out}{err}");

    hall.run("drop trigger fault").await;
    let before = hall.count("select count(*) from outbox").await;
    let (code, out, err) = hall.madang(&["set-aside", "retry"]);
    assert_eq!((code, out.contains("is done")), (Some(0), true), "{out}{err}");
    assert_eq!(hall.count("select misses from person where chat = 42").await, 1, "it had its effect");
    assert!(hall.count("select count(*) from outbox").await > before, "and its answer");
    assert_eq!(hall.count("select count(*) from outbox where state = 'sending' and run = 0").await, 0);
    assert_eq!(hall.count("select length(raw) from set_aside").await, 0, "its words are forgotten");

    let (code, out, _) = hall.madang(&["set-aside", "retry", "1"]);
    assert!(code == Some(2) && out.contains("run again already"), "{out}");
    assert_eq!(hall.count("select misses from person where chat = 42").await, 1);
    let (_, out, _) = hall.madang(&["set-aside", "list"]);
    assert!(out.contains("nothing is set aside"), "{out}");
    let acts = "select count(*) from audit where act in ('inbox.show', 'inbox.retry')";
    assert_eq!(hall.count(acts).await, 2, "who looks is written down");
}

#[tokio::test]
async fn what_is_no_update_and_what_nobody_can_read_is_set_aside_and_can_be_dropped() {
    let hall = Hall::open().await;
    assert_eq!(hall.takes("{}".into()).await, Taken::SetAside);
    assert_eq!(hall.takes(r#"{"update_id":3,"message":{"text":"half"#.into()).await, Taken::SetAside);
    assert_eq!(hall.takes(r#"{"update_id":4,"message":{"text":"x"}}"#.into()).await, Taken::SetAside);
    assert_eq!(hall.takes(says(5, 42, TRAP)).await, Taken::SetAside, "a panic is no more than that");
    assert_eq!(hall.takes(says(6, 42, "도움말")).await, Taken::Done);
    let asides = hall.asides().await;
    assert_eq!(asides.iter().map(|aside| aside.update_id).collect::<Vec<_>>(), [None, None, Some(4), None]);
    assert!(asides.iter().all(|aside| !aside.error.contains(TRAP)));
    let (code, out, _) = hall.madang(&["set-aside", "retry", "3"]);
    assert!(code == Some(2) && out.contains("still not understood"), "{out}");
    let (code, ..) = hall.madang(&["set-aside", "drop", "1", "2", "3"]);
    assert_eq!((code, hall.asides().await.len()), (Some(0), 1));
    // What a panic set aside is read by a version without the trap: the program has none.
    let (code, out, err) = hall.madang(&["set-aside", "retry"]);
    assert_eq!((code, out.contains("is done")), (Some(0), true), "{out}{err}");
}

#[tokio::test]
async fn whom_we_cannot_even_apologise_to_does_not_come_again_for_ever() {
    let hall = Hall::open().await;
    hall.run("create trigger fault before insert on person begin select raise(abort, 'nobody'); end").await;
    assert_eq!(hall.takes(says(7, 42, "도움말")).await, Taken::SetAside);
    assert_eq!(hall.takes(says(7, 42, "도움말")).await, Taken::Before);
    assert_eq!((hall.asides().await.len(), hall.count("select count(*) from outbox").await), (1, 0));
}

#[tokio::test]
async fn a_vote_that_is_not_understood_is_sealed_all_the_same() {
    let hall = Hall::open().await;
    let (poll, press) = voter(&hall, 42).await;
    // As a messenger of tomorrow may bring it.
    let raw = presses(7, 42, &press).replace("\"type\":\"private\"", "\"type\":[\"private\"]");
    assert_eq!(hall.takes(raw).await, Taken::SetAside);
    assert_eq!(hall.asides().await[0].sealed, Some(poll));
    let kept = hall.count("select instr(raw, 'chat_instance') from set_aside").await;
    assert_eq!(kept, 0, "it is encrypted");
}

/// An open poll, and somebody who has agreed and chosen: the press that casts their vote.
async fn voter(hall: &Hall, chat: i64) -> (PollId, Press) {
    let city = hall.city.clone();
    hall.db
        .write(async move |tx| {
            let options = (1..=3).map(|id| Candidate::new(OptionId(id), Words::only(format!("{id}"))));
            let end = tx.now + chrono::TimeDelta::hours(1);
            let poll = Poll::new(Words::only("?"), options.collect(), tx.now, end);
            let poll = life::publish(tx, &city, None, poll).await?;
            let person = person::store::meet(tx, "telegram", ChatId(chat), Some("ko")).await?;
            for item in person::Consent::ALL {
                person::store::add_consent(tx, person.id, item, city.preset.privacy.version, true).await?;
            }
            person::store::join(tx, person.id).await?;
            let choices = Choices::one(OptionId(2));
            ballot::keep_draft(tx, &city, poll, person.id, &choices).await?;
            let mark = Voter::from(&person).mark(&city, poll, &choices)?;
            Ok((poll, Press::Poll(poll::Press::Cast(poll, mark))))
        })
        .await
        .unwrap()
}

#[tokio::test]
async fn a_vote_that_failed_stays_sealed_and_counts_when_it_is_run_again() {
    let hall = Hall::open().await;
    let (poll, press) = voter(&hall, 42).await;
    hall.run("create trigger fault before insert on ballot begin select raise(abort, 'no box'); end").await;
    let raw = presses(7, 42, &press);
    assert_eq!(hall.takes(raw.clone()).await, Taken::SetAside);
    let mut tx = hall.db.read().await.unwrap();
    let aside = inbox::store::aside(&mut tx, 1).await.unwrap().unwrap();
    drop(tx);
    assert_eq!(aside.sealed, Some(poll));
    assert!(!String::from_utf8_lossy(&aside.raw).contains("callback_query"), "it is encrypted");
    let (code, out, err) = hall.madang(&["set-aside", "show", "1"]);
    assert!(code == Some(2) && out.is_empty() && err.contains("stays sealed"), "{out}{err}");
    hall.run("drop trigger fault").await;
    let (code, out, err) = hall.madang(&["set-aside", "retry", "1"]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert_eq!(hall.count("select count(*) from ballot where choices = '1:2'").await, 1);
    assert_eq!(hall.count("select count(*) from turnout").await, 1);
}

#[tokio::test]
async fn numbers_typed_on_a_ballot_are_sealed_like_a_press() {
    let hall = Hall::open().await;
    let (poll, _) = voter(&hall, 42).await;
    let types = |id: i64, text: &str| {
        let from = r#"{"id":42,"is_bot":false,"first_name":"Mina","language_code":"ko"}"#;
        let chat = r#"{"id":42,"type":"private","first_name":"Mina"}"#;
        format!(
            r#"{{"update_id":{id},"message":{{"message_id":{id},"date":1790000000,"from":{from},"chat":{chat},"text":"{text}"}}}}"#
        )
    };
    hall.run("create trigger fault before update on ballot_draft begin select raise(abort, 'no paper'); end").await;
    hall.run("create trigger fault2 before insert on ballot_draft begin select raise(abort, 'no paper'); end").await;
    // Before a ballot is opened a number is a word that is not understood.
    assert_eq!(hall.takes(types(7, "2")).await, Taken::Done);
    let open = presses(8, 42, &Press::Poll(poll::Press::Begin(poll)));
    assert_eq!(hall.takes(open).await, Taken::Done);
    assert_eq!(hall.takes(types(9, "3")).await, Taken::SetAside);
    assert_eq!(hall.asides().await[0].sealed, Some(poll));
    assert_eq!(hall.count("select instr(raw, 'message') from set_aside").await, 0, "it is encrypted");
}

#[tokio::test]
async fn a_sealed_update_cannot_be_opened_once_its_key_is_gone() {
    let hall = Hall::open().await;
    let (poll, press) = voter(&hall, 42).await;
    hall.run("create trigger fault before insert on ballot begin select raise(abort, 'no box'); end").await;
    assert_eq!(hall.takes(presses(7, 42, &press)).await, Taken::SetAside);
    hall.run("drop trigger fault").await;
    hall.city.keys.destroy(poll, madang::poll::keys::Which::Handles).unwrap();
    let (code, out, _) = hall.madang(&["set-aside", "retry", "1"]);
    assert!(code == Some(2) && out.contains("key is gone"), "{out}");
    assert_eq!(hall.count("select count(*) from ballot").await, 0);
}

#[tokio::test]
async fn an_update_run_again_acts_at_the_time_of_that() {
    let hall = Hall::open().await;
    let (_, press) = voter(&hall, 42).await;
    hall.run("create trigger fault before insert on ballot begin select raise(abort, 'no box'); end").await;
    assert_eq!(hall.takes(presses(7, 42, &press)).await, Taken::SetAside);
    hall.run("drop trigger fault").await;
    // Two hours later the poll is over.
    let later: Moment = hall.clock.now() + chrono::TimeDelta::hours(2);
    let mut tx = db::beside(&hall.file(), later).await.unwrap();
    inbox::aside::retry(&mut tx, &hall.city, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(hall.count("select count(*) from ballot").await, 0, "a late vote is a late vote");
}

/// A statement in the town's database.
async fn run(town: &Town, statement: &'static str) {
    let job = async move |tx: &mut db::Tx| Ok(sqlx::query(statement).execute(tx.conn()).await.map(drop)?);
    town.db().await.write(job).await.unwrap();
}

/// Somebody runs what was set aside again, beside the service, and it is sent.
async fn retried(town: &Town, citizen: &Citizen, id: i64) -> String {
    let mut tx = db::beside(&town.file(), town.now()).await.unwrap();
    let aside = inbox::store::aside(&mut tx, id).await.unwrap().unwrap();
    // The town's own words for an update, which the program's channels do not read.
    let (_, inbound): (i64, madang::channel::Inbound) = serde_json::from_slice(&aside.raw).unwrap();
    inbox::aside::again(&mut tx, town.city().await.as_ref(), &aside, inbound).await.unwrap();
    tx.commit().await.unwrap();
    town.tick(chrono::TimeDelta::seconds(1));
    town.send().await;
    citizen.reads()
}

#[tokio::test]
async fn what_is_done_late_is_said_below_the_word_that_it_was_not() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.says("설정").await;
    run(&town, "create trigger fault before update of hears on person begin select raise(abort, 'no ears'); end").await;
    assert!(mina.presses("[켜짐] 새 모임").await.contains("문제가 생겼어요"));
    run(&town, "drop trigger fault").await;
    // No word at a button that nobody waits at, and no card changed far above.
    insta::assert_snapshot!(retried(&town, &mina, 1).await, @r###"
    🤖 새 모임 알림을 껐어요.
    🤖 <b>설정</b>
       • 보이는 이름: 시민 #1
       • 동네: 고르지 않음
       • 언어: 한국어
       내 제안의 답변, 신청한 모임의 변경과 알림은 끌 수 없어요. 나머지는 아래에서 켜고 꺼요.
       [[켜짐] 새 투표]
       [[꺼짐] 새 모임]
       [[켜짐] 시의 소식]
       [알림 모두 끄기]
       [동네 바꾸기] [관심 분야]
       [별명] [언어 · Language]
       [내 정보 내려받기] [탈퇴]
       [처음으로]
    "###);
    town.expect_set_aside(1);
}

#[tokio::test]
async fn what_is_said_once_for_a_whole_album_is_said_again_when_a_part_of_it_is_done_late() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    let part = |file: &str| Input::Photo { file: file.into(), caption: None, album: Some("holiday".into()) };
    mina.does(part("one")).await;
    town.wait(chrono::TimeDelta::seconds(3)).await;
    assert!(mina.reads().contains("사진"));
    run(
        &town,
        "create trigger fault before insert on outbox when new.key is not null
                begin select raise(abort, 'no keys'); end",
    )
    .await;
    assert!(mina.does(part("two")).await.contains("문제가 생겼어요"));
    run(&town, "drop trigger fault").await;
    let said = retried(&town, &mina, 1).await;
    assert!(said.contains("사진"), "{said}");
    town.expect_set_aside(1);
}

#[tokio::test]
async fn who_is_told_that_something_failed_is_told_when_it_is_done_though_nothing_else_is_to_be_said() {
    let town = Town::new().await;
    let mina = town.member("ko").await;
    mina.does(Input::Blocked).await;
    town.tick(chrono::TimeDelta::seconds(1));
    // Who unblocks us cannot be marked so; who says something can.
    run(
        &town,
        "create trigger fault before update of gone_at on person when new.seen_at = old.seen_at
         begin select raise(abort, 'gone'); end",
    )
    .await;
    assert!(mina.does(Input::Unblocked).await.contains("문제가 생겼어요"));
    run(&town, "drop trigger fault").await;
    insta::assert_snapshot!(retried(&town, &mina, 1).await, @r###"
    🤖 아까 문제가 생겨서 하지 못한 일을 지금 마쳤어요. 다시 하지 않으셔도 돼요.
       [처음으로]
    "###);
    town.expect_set_aside(1);
}
