//! The faults of the disk: full, held by another program, damaged, failing, slow.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use madang::clock::System;
use madang::db::{self, Failed, Health, Lane};
use madang::inbox::Taken;
use madang::web;
use sqlx::Connection;
use tokio_util::sync::CancellationToken;

use crate::hall::{Hall, says};

/// Within what a database that has room again is written to again.
const RECOVERY: Duration = Duration::from_secs(5);

#[tokio::test]
async fn a_full_disk_lets_nothing_in_and_is_left_by_itself() {
    let hall = Hall::open().await;
    // Something that can be thrown away, and then no page more.
    hall.run("insert into meta (key, value) values ('ballast', replace(printf('%4000000d', 0), ' ', '0'))").await;
    let pages = hall.count("pragma page_count").await;
    let limit = format!("pragma max_page_count = {pages}");
    hall.db
        .write(async move |tx| {
            Ok(sqlx::query(sqlx::AssertSqlSafe(limit.clone())).execute(tx.conn()).await.map(drop)?)
        })
        .await
        .unwrap();

    let (mut taken, mut refused) = (Vec::new(), None);
    for number in 1..5_000 {
        match hall.inbox.take(says(number, number, "도움말")).await {
            Ok(outcome) => taken.push((number, outcome)),
            Err(Failed::Unavailable(_)) => {
                refused = Some(number);
                break;
            }
            Err(other) => panic!("{other}"),
        }
    }
    let refused = refused.expect("the disk is full at some time");
    assert!(taken.iter().all(|(_, outcome)| *outcome == Taken::Done));
    assert!(matches!(*hall.db.health().borrow(), Health::Degraded(_)));
    assert_eq!(hall.count("select count(*) from person").await, taken.len() as i64, "it can still be read");
    let unrecorded = hall.db.on(Lane::Outbox).write(async |_| Ok(())).await;
    assert!(matches!(unrecorded, Err(Failed::Unavailable(_))), "the way out is told too");

    // At the door: come again later.
    let (webhook, stop) = (web::Webhook::draw().unwrap(), CancellationToken::new());
    let listener = web::listen("127.0.0.1:0".parse().unwrap(), "--listen").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = web::webhook(&webhook, hall.inbox.clone(), hall.db.clone(), stop.clone());
    let serving = tokio::spawn(web::serve(listener, router.merge(web::health(hall.db.clone())), stop.clone()));
    let http = reqwest::Client::new();
    let bring = |number: i64| {
        let request = http.post(format!("http://{address}{}", webhook.path)).body(says(number, number, "도움말"));
        request.header("X-Telegram-Bot-Api-Secret-Token", &webhook.secret).send()
    };
    let answer = bring(refused).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers()["retry-after"].to_str().unwrap()), (503, "5"));
    let unwell = http.get(format!("http://{address}/health")).send().await.unwrap();
    assert_eq!(unwell.status(), 503);

    // Somebody makes room.
    let mut tx = db::beside(&hall.file(), hall.db.now()).await.unwrap();
    db::store::forget_fact(&mut tx, "ballast").await.unwrap();
    tx.commit().await.unwrap();
    let mut health = hall.db.health();
    let well = tokio::time::timeout(RECOVERY, health.wait_for(|health| *health == Health::Well)).await;
    assert!(well.is_ok(), "it recovers by itself");
    drop(well);
    assert_eq!(bring(refused).await.unwrap().status(), 200);
    let (first, _) = taken[0];
    assert_eq!(hall.takes(says(first, first, "도움말")).await, Taken::Before);
    stop.cancel();
    serving.await.unwrap().unwrap();
    db::check(&hall.file()).await.unwrap();
}

#[tokio::test]
async fn another_program_that_holds_the_database_for_six_seconds_is_waited_for() {
    let hall = Hall::open().await;
    let mut other = sqlx::sqlite::SqliteConnection::connect(&hall.file().display().to_string()).await.unwrap();
    sqlx::query("begin immediate").execute(&mut other).await.unwrap();
    let (inbox, raw) = (hall.inbox.clone(), says(1, 42, "도움말"));
    let mut taking = tokio::spawn(async move { inbox.take(raw).await });
    // SQLite itself gives up after five.
    assert!(tokio::time::timeout(Duration::from_secs(6), &mut taking).await.is_err(), "nobody is told of it");
    assert!(matches!(*hall.db.health().borrow(), Health::Degraded(_)), "but nobody new is let in");
    sqlx::query("rollback").execute(&mut other).await.unwrap();
    assert_eq!(taking.await.unwrap().unwrap(), Taken::Done);
    assert!(hall.db.is_well());
}

#[tokio::test]
async fn who_closes_the_database_leaves_no_log_behind() {
    let hall = Hall::open().await;
    for number in 1..50 {
        hall.takes(says(number, number, "도움말")).await;
    }
    let (file, folder) = (hall.file(), &hall.folder);
    let log = folder.path().join("madang.db-wal");
    assert!(std::fs::metadata(&log).unwrap().len() > 0);
    hall.db.clone().close().await;
    assert!(!log.exists() || std::fs::metadata(&log).unwrap().len() == 0, "it is all in the database");
    assert!(matches!(hall.db.write(async |_| Ok(())).await, Err(Failed::Unavailable(_))));
    db::check(&file).await.unwrap();
}

/// Flips a few bytes in the middle of every page but the first.
fn damage(file: &std::path::Path) {
    const PAGE: usize = 4096;
    let mut bytes = std::fs::read(file).unwrap();
    for page in bytes.chunks_mut(PAGE).skip(1) {
        page[..8].copy_from_slice(b"DAMAGED!");
    }
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn a_damaged_database_is_not_opened_and_a_copy_can_be_put_in_its_place() {
    let hall = Hall::open().await;
    hall.takes(says(1, 42, "도움말")).await;
    let (file, copy) = (hall.file(), hall.folder.path().join("copy.db"));
    db::backup(&file, &copy).await.unwrap();
    hall.db.clone().close().await;
    damage(&file);
    let opened = madang::app::open(&file, madang::app::Purpose::Real, Arc::new(System)).await;
    let refusal = format!("{:#}", opened.err().context("it was opened").unwrap());
    assert!(refusal.contains("is damaged") && refusal.contains("madang restore"), "{refusal}");
    let (code, out, err) = hall.madang(&["restore", copy.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{out}{err}");
    db::check(&file).await.unwrap();
    let kept = std::fs::read_dir(hall.folder.path()).unwrap().filter_map(Result::ok);
    assert!(kept.filter(|entry| entry.file_name().to_string_lossy().contains("replaced")).count() > 0, "it is kept");
}

#[tokio::test]
async fn damage_that_is_met_later_ends_the_program() {
    let hall = Hall::open().await;
    // What was read is in memory; nobody has looked at anything of a proposal.
    hall.db.checkpoint().await;
    damage(&hall.file());
    let written = hall.db.write(async |tx| {
        let insert = "insert into proposal_follow (proposal, person, at) select id, 1, 1 from proposal";
        Ok(sqlx::query(insert).execute(tx.conn()).await.map(drop)?)
    });
    let written = written.await;
    assert!(matches!(written, Err(Failed::Unavailable(_))), "{written:?}");
    let why = tokio::time::timeout(RECOVERY, hall.db.ended()).await.unwrap();
    assert!(why.contains("malformed"), "{why}");
    assert!(matches!(hall.inbox.take(says(1, 42, "도움말")).await, Err(Failed::Unavailable(_))));
}

#[cfg(feature = "emulator")]
mod with_the_program {
    use std::process::Command;
    use std::time::Duration;

    use madang::emulator::Act;

    use crate::program::{MINA, Program, Start, count, messenger, reads, works};

    const HELP: &str = "사람에게 묻기";

    async fn fsize(program: &Program, limit: &str) {
        let (pid, limit) = (program.number().to_string(), format!("--fsize={limit}:"));
        assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn files_that_may_not_grow_are_a_full_disk() {
        if !works("prlimit", &["--version"]) {
            return;
        }
        let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
        let people = messenger.control();
        let program = Start::new(folder.path(), &messenger).go();
        people.act(MINA, Act::Start { payload: None }).unwrap();
        reads(people, MINA, "안녕하세요", 1).await;
        fsize(&program, "1").await;
        people.say(MINA, "도움말").unwrap();
        program.says_of_itself(people, 503).await;
        assert_eq!(count(people, MINA, HELP), 0, "nothing is said that was not written down");
        fsize(&program, "unlimited").await;
        reads(people, MINA, HELP, 1).await;
        program.says_of_itself(people, 200).await;
        assert!(program.stop().success());
        assert_eq!(count(people, MINA, HELP), 1, "once");
    }

    /// A file system of a few mebibytes, where one may be mounted.
    struct Small(tempfile::TempDir);

    impl Small {
        fn mount() -> Option<Small> {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().to_str().unwrap().to_owned();
            works("mount", &["-t", "tmpfs", "-o", "size=16m", "tmpfs", &path]).then_some(Small(folder))
        }
    }

    impl Drop for Small {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_full_file_system_is_left_when_there_is_room() {
        let Some(small) = Small::mount() else { return };
        let (data, messenger) = (small.0.path().join("data"), messenger().await);
        std::fs::create_dir(&data).unwrap();
        let people = messenger.control();
        let mut start = Start::new(&data, &messenger);
        start.log = "warn";
        let program = start.go();
        people.act(MINA, Act::Start { payload: None }).unwrap();
        reads(people, MINA, "안녕하세요", 1).await;
        let ballast = small.0.path().join("ballast");
        // As much as there is room for, and then a little less of room than anything needs.
        let _ = std::fs::write(&ballast, vec![0u8; 32 * 1024 * 1024]);
        for _ in 0..30 {
            people.say(MINA, "도움말").unwrap();
        }
        program.says_of_itself(people, 503).await;
        std::fs::remove_file(&ballast).unwrap();
        reads(people, MINA, HELP, 30).await;
        program.says_of_itself(people, 200).await;
        assert!(program.stop().success());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_failed_fsync_ends_the_program_and_nothing_is_lost_by_that() {
        if !works("strace", &["-o", "/dev/null", "true"]) {
            return;
        }
        let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
        let people = messenger.control();
        let program = Start::new(folder.path(), &messenger).go();
        people.act(MINA, Act::Start { payload: None }).unwrap();
        reads(people, MINA, "안녕하세요", 1).await;
        assert!(program.stop().success());

        let fault = "inject=fsync,fdatasync:error=EIO:when=40+";
        let under = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", fault];
        let mut program = Start::new(folder.path(), &messenger).under(&under).go();
        let mut asked = 0;
        while program.ended().is_none() && asked < 40 {
            people.say(MINA, "도움말").unwrap();
            asked += 1;
            people.until(Duration::from_secs(1), |people| (count(people, MINA, HELP) >= asked).then_some(())).await;
        }
        let status = loop {
            match program.ended() {
                Some(status) => break status,
                None => {
                    let _ = people.until(Duration::from_millis(100), |_| None::<()>).await;
                }
            }
        };
        assert_eq!(status.code(), Some(70), "{}", program.logged());
        assert!(program.logged().contains("not to be trusted"), "{}", program.logged());

        let program = Start::new(folder.path(), &messenger).go();
        reads(people, MINA, HELP, asked).await;
        assert!(program.stop().success());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_slow_disk_makes_everybody_wait_and_loses_nobody() {
        if !works("strace", &["-o", "/dev/null", "true"]) {
            return;
        }
        let (folder, messenger) = (tempfile::tempdir().unwrap(), messenger().await);
        let people = messenger.control();
        let crowd: Vec<i64> = (0..40)
            .map(|number| {
                people.add_user(madang::emulator::Persona {
                    id: 7_000_000_000 + number,
                    first_name: format!("Person {number}"),
                    language_code: "ko".into(),
                    ..Default::default()
                })
            })
            .collect();
        let fault = "inject=fsync,fdatasync:delay_enter=200000";
        let under = ["strace", "-f", "-qqq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", fault];
        let mut start = Start::new(folder.path(), &messenger).under(&under);
        start.webhook = true;
        let program = start.go();
        for chat in &crowd {
            people.act(*chat, Act::Start { payload: None }).unwrap();
        }
        for chat in &crowd {
            reads(people, *chat, "안녕하세요", 1).await;
        }
        assert!(program.stop().success());
        assert!(people.failures().is_empty(), "{:?}", people.failures());
    }
}
