//! Updates that fail: set aside whole, shown on request, run again once.

use madang::bot::{Press, Words};
use madang::channel::ChatId;
use madang::clock::{Clock, Moment};
use madang::inbox::Taken;
use madang::poll::ballot::{self, Choices, Voter};
use madang::poll::{self, Candidate, OptionId, Poll, PollId, life};
use madang::{db, inbox, person};

use crate::hall::{Hall, TRAP, presses, says};

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
    let raw = presses(7, 42, &press).replace("\"chat_instance\":\"1\"", "\"chat_instance\":[]");
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
