//! After a close, nothing that is left links a person to a choice: the database, its write-ahead log, copies
//! of it, the folder of keys and the program's own log are read byte by byte for it.
//!
//! One test a file, because it listens to all that the program logs.

#![allow(clippy::unwrap_used, reason = "a test")]

mod town;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use madang::bot::Words;
use madang::db;
use madang::poll::ballot::Voter;
use madang::poll::keys::Which;
use madang::poll::{Candidate, OptionId, Poll, PollId, life, proof};
use town::{Citizen, Town, seoul};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Every file under a folder.
fn files(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.insert(path.clone(), std::fs::read(&path).unwrap());
        }
    }
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// What would lead from a person to their ballot, if it were anywhere: by what it is.
#[derive(Default)]
struct Links(Vec<(String, Vec<u8>)>);

impl Links {
    fn add(&mut self, what: &str, bytes: &[u8]) {
        assert!(bytes.len() >= 8, "{what} is too short to be looked for");
        self.0.push((what.to_owned(), bytes.to_vec()));
        self.0.push((format!("{what}, in hexadecimal"), HEXLOWER.encode(bytes).into_bytes()));
    }

    fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        self.0.iter().filter(|(_, link)| has(bytes, link)).map(|(what, _)| what.as_str()).collect()
    }
}

async fn votes(citizen: &Citizen, id: PollId, option: i64) {
    citizen.says(&format!("/start vote-{}", id.0)).await;
    citizen.presses(&format!("{option}번 고르기")).await;
    citizen.presses("이대로 투표하기").await;
}

#[tokio::test]
async fn after_a_close_nothing_that_is_left_links_a_person_to_a_choice() {
    let heard = Heard::default();
    let listener = heard.clone();
    tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || listener.clone()).init();

    let town = Town::new().await;
    let option = |id| Candidate::new(OptionId(id), Words::only("후보"));
    let poll = Poll::new(
        Words::only("무엇을 먼저 할까요?"),
        vec![option(1), option(2), option(3)],
        seoul(town::START),
        seoul("2026-12-01 18:00"),
    );
    let (running, copied) = (town.running().await, poll.clone());
    let city = running.city.clone();
    let id = running.db.write(async move |tx| life::publish(tx, &city, None, copied.clone()).await).await.unwrap();
    let mut people = Vec::new();
    for _ in 0..24 {
        people.push(town.member("ko").await);
    }
    for (citizen, option) in people.iter().zip([1i64, 2, 3].into_iter().cycle()) {
        votes(citizen, id, option).await;
    }
    // Some change their mind, one has a vote opened, one leaves a draft.
    for citizen in &people[..5] {
        votes(citizen, id, 2).await;
    }
    people[6].presses("제대로 적혔는지 보기").await;
    people[6].presses("열어서 확인하고 다시 투표").await;
    votes(&people[6], id, 1).await;
    people[7].says(&format!("/start vote-{}", id.0)).await;
    people[7].presses("3번 고르기").await;
    let copy = town.folder().join("copy-while-open.db");
    db::backup(&town.file(), &copy).await.unwrap();

    // All that links, while it can still be told.
    let (mut links, mut keys) = (Links::default(), Links::default());
    {
        let (city, mut tx) = (town.city().await, town.db().await.read().await.unwrap());
        for (place, citizen) in people.iter().enumerate() {
            let voter = Voter { person: citizen.id().await, channel: "town".into(), chat: citizen.chat, dong: None };
            links.add(&format!("the handle of person {place}"), &voter.handle(&city, id).unwrap());
        }
        let sealed: Vec<Vec<u8>> = sqlx::query_scalar("select leaf from ballot").fetch_all(tx.conn()).await.unwrap();
        assert_eq!(sealed.len(), 24);
        for leaf in sealed {
            links.add("the number of a ballot's leaf", &leaf);
        }
        for number in 1..=proof::store::size(&mut tx, id).await.unwrap() {
            let opening = proof::store::opening(&mut tx, id, number).await.unwrap().unwrap();
            links.add(&format!("the opening of leaf {number}"), &opening);
            keys.add(&format!("the salt of leaf {number}"), &city.keys.salt(id, number).unwrap());
        }
        keys.add("the salts' key", &city.keys.salts_key(id).unwrap());
        let handles = std::fs::read(town.folder().join("keys").join(format!("{}.key", id.0))).unwrap();
        keys.add("the handles' key", &handles);
    }
    town.db().await.checkpoint().await;
    let open = std::fs::read(town.file()).unwrap();
    assert!(links.found_in(&open).len() > 60, "what is looked for is what lies there");

    town.goes_to("2026-12-01 18:00").await;
    town.wait(TimeDelta::seconds(11)).await;
    town.wait(TimeDelta::hours(73)).await;
    town.forget_unread();
    let city = town.city().await;
    assert!(!city.keys.has(id) && !city.keys.holds(id, Which::Salts));
    let later = town.folder().join("copy-after.db");
    db::backup(&town.file(), &later).await.unwrap();

    let mut all = BTreeMap::new();
    files(&town.folder(), &mut all);
    assert!(all.len() >= 4, "{:?}", all.keys());
    for (path, bytes) in &all {
        assert_eq!(keys.found_in(bytes), Vec::<&str>::new(), "{}", path.display());
        // The copy from then holds handles, and nobody has the key any more that makes them of people.
        if *path != copy {
            assert_eq!(links.found_in(bytes), Vec::<&str>::new(), "{}", path.display());
        }
    }
    let log = heard.0.lock().unwrap().clone();
    assert!(has(&log, "a poll's key was destroyed".as_bytes()), "the program's log was heard");
    assert_eq!((links.found_in(&log), keys.found_in(&log)), (vec![], vec![]));

    // No table has a person and a choice, nor anything that leads from one to the other.
    let tables: [(&str, &[&str]); 3] = [
        ("turnout", &["poll", "person", "channel", "day", "gu"]),
        ("ballot", &["poll", "handle", "choices", "leaf"]),
        ("poll_leaf", &["poll", "number", "hash"]),
    ];
    let mut tx = town.db().await.read().await.unwrap();
    for (table, expected) in tables {
        let columns: Vec<String> = sqlx::query_scalar("select name from pragma_table_info($1)")
            .bind(table)
            .fetch_all(tx.conn())
            .await
            .unwrap();
        assert_eq!(columns, expected, "{table}");
    }
    let kept: i64 = sqlx::query_scalar("select count(*) from outbox where sealed is not null and length(payload) > 0")
        .fetch_one(tx.conn())
        .await
        .unwrap();
    assert_eq!(kept, 0, "no card of a ballot is kept once it was sent");
    let ballots: Vec<String> =
        sqlx::query_scalar("select choices from ballot order by 1").fetch_all(tx.conn()).await.unwrap();
    assert_eq!(ballots.len(), 24);
    // The order in which they lie is nobody's: it is the one of handles drawn after the close.
    let drawn: Vec<Vec<u8>> = sqlx::query_scalar("select handle from ballot").fetch_all(tx.conn()).await.unwrap();
    assert!(drawn.is_sorted());
}
