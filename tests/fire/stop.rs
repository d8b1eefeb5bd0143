//! How the program ends: asked to, or because another one has taken its place.

use std::time::Duration;

use madang::db;
use madang::emulator::{Act, Persona};
use sqlx::Connection;

use crate::program::{MINA, SOON, Start, TOKEN, count, messenger, messenger_at, reads};

const HELP: &str = "사람에게 묻기";
/// What `docker stop` waits before it kills.
const PATIENCE: Duration = Duration::from_secs(10);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_in_the_middle_it_finishes_and_whoever_was_not_heard_is_heard_later() {
    let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
    let people = messenger.control();
    let person = |number: i64| Persona {
        id: 7_000_000_000 + number,
        first_name: format!("Person {number}"),
        language_code: "ko".into(),
        ..Persona::default()
    };
    let crowd: Vec<i64> = (0..60).map(|number| people.add_user(person(number))).collect();
    for chat in &crowd {
        people.act(*chat, Act::Start { payload: None }).unwrap();
    }
    for (round, webhook) in [true, false, true].into_iter().enumerate() {
        let mut start = Start::new(folder.path(), &messenger);
        start.webhook = webhook;
        let program = start.go();
        people.act(MINA, Act::Start { payload: None }).unwrap();
        reads(people, MINA, "안녕하세요", 1).await;
        for chat in &crowd {
            people.say(*chat, "도움말").unwrap();
        }
        // When some are answered and most are not.
        let some = |people: &madang::emulator::Control| {
            (crowd.iter().filter(|chat| count(people, **chat, "사람에게 묻기") > round).count() > 5).then_some(())
        };
        assert!(people.until(SOON, some).await.is_some());
        assert!(program.stop().success());
        let log = std::fs::metadata(folder.path().join("madang.db-wal"));
        assert!(log.is_err() || log.unwrap().len() == 0, "everything is in the database itself");
    }
    let program = Start::new(folder.path(), &messenger).go();
    for chat in &crowd {
        reads(people, *chat, "사람에게 묻기", 3).await;
    }
    assert!(program.stop().success());
    for chat in &crowd {
        assert_eq!(count(people, *chat, "사람에게 묻기"), 3, "once each");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_finds_another_program_at_its_updates_says_so_and_ends() {
    let (first, second, messenger) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), messenger().await);
    let people = messenger.control();
    people.act(MINA, Act::Start { payload: None }).unwrap();
    let mut one = Start::new(first.path(), &messenger).go();
    reads(people, MINA, "안녕하세요", 1).await;
    let mut other = Start::new(second.path(), &messenger).go();
    let ended = async {
        loop {
            for program in [&mut one, &mut other] {
                if let Some(status) = program.ended() {
                    return (status.code(), program.logged());
                }
            }
            people.until(std::time::Duration::from_millis(100), |_| None::<()>).await;
        }
    };
    let (code, logged) = tokio::time::timeout(SOON, ended).await.unwrap();
    assert_eq!(code, Some(69), "{logged}");
    assert!(logged.contains("another program takes this bot's updates"), "{logged}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_while_another_program_holds_the_database_it_ends_within_ten_seconds() {
    let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
    let people = messenger.control();
    people.act(MINA, Act::Start { payload: None }).unwrap();
    let file = folder.path().join("madang.db");
    for (round, webhook) in [(1, false), (2, true)] {
        let mut start = Start::new(folder.path(), &messenger);
        start.webhook = webhook;
        let program = start.go();
        program.says_of_itself(people, 200).await;
        reads(people, MINA, "안녕하세요", 1).await;
        let mut other = sqlx::sqlite::SqliteConnection::connect(&file.display().to_string()).await.unwrap();
        sqlx::query("begin immediate").execute(&mut other).await.unwrap();
        people.say(MINA, "도움말").unwrap();
        // Until she has been heard, and all that time does not fit before the lock is gone either.
        people.until(Duration::from_secs(1), |_| None::<()>).await;
        assert!(program.stop_within(PATIENCE).await.success());
        sqlx::query("rollback").execute(&mut other).await.unwrap();
        other.close().await.unwrap();
        db::check(&file).await.unwrap();
        assert_eq!(count(people, MINA, HELP), round - 1, "what was not written down was not answered");
        let program = Start::new(folder.path(), &messenger).go();
        reads(people, MINA, HELP, round).await;
        assert!(program.stop_within(PATIENCE).await.success());
    }
    assert_eq!(count(people, MINA, HELP), 2, "once each");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_while_it_begins_and_the_database_is_held_it_ends_too() {
    let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
    let program = Start::new(folder.path(), &messenger).go();
    program.says_of_itself(messenger.control(), 200).await;
    assert!(program.stop_within(PATIENCE).await.success());
    let file = folder.path().join("madang.db").display().to_string();
    let mut other = sqlx::sqlite::SqliteConnection::connect(&file).await.unwrap();
    sqlx::query("begin immediate").execute(&mut other).await.unwrap();
    let program = Start::new(folder.path(), &messenger).go();
    program.says_of_itself(messenger.control(), 503).await;
    assert!(program.stop_within(PATIENCE).await.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_telegram_cannot_be_reached_it_says_so_and_begins_when_it_can() {
    let folder = tempfile::tempdir().unwrap();
    // Where nobody listens yet.
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = nobody.local_addr().unwrap();
    drop(nobody);
    let program = Start::calling(folder.path(), format!("http://{at}")).go();
    let health = async || reqwest::get(format!("http://{}/health", program.listen)).await;
    let answered = async {
        loop {
            match health().await {
                Ok(answer) => return (answer.status().as_u16(), answer.text().await.unwrap()),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    };
    let (status, words) = tokio::time::timeout(SOON, answered).await.unwrap();
    assert_eq!((status, words.as_str()), (503, "Telegram does not answer yet\n"));
    let telling = async {
        while !program.logged().contains("Telegram is asked again") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, telling).await.unwrap();
    let messenger = messenger_at(tokio::net::TcpListener::bind(at).await.unwrap()).await;
    program.says_of_itself(messenger.control(), 200).await;
    // And then it goes away once more, before the first updates were asked for or after that.
    let before = program.logged().len();
    messenger.stop().await;
    let telling = async {
        let told = ["updates could not be fetched", "Telegram is asked again"];
        while !told.iter().any(|told| program.logged()[before..].contains(told)) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(SOON, telling).await.is_ok(), "it does not notice: {}", program.logged());
    let logged = program.logged();
    assert!(!logged.contains(TOKEN.split_once(':').unwrap().1), "{logged}");
    for line in logged.lines() {
        assert!(
            line.starts_with("20") && !line.contains("Broken {"),
            "a line of its own for each: {line:?} in {logged}"
        );
    }
    assert!(program.stop_within(PATIENCE).await.success());
}
