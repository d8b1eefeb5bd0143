//! How the program ends: asked to, or because another one has taken its place.

use madang::emulator::{Act, Persona};

use crate::program::{MINA, SOON, Start, count, messenger, reads};

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
