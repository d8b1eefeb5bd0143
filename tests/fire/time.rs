//! The faults of time: clocks that jump, and machines whose zone is not the city's.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use madang::bot::{Desk, Press, Words};
use madang::clock::{Clock, Moment, Steady, Still};
use madang::db::Db;
use madang::forum::{self, DeskPress, ForumId};
use madang::person::Role;
use madang::poll::{Candidate, OptionId, Poll, State, life, store};
use madang::schedule;

use crate::hall::Hall;
use crate::town::Town;

/// A machine: its clock, its counter that never jumps, and the time that the program makes of them.
fn machine(at: Moment) -> (Still, Still, Arc<Steady>) {
    let (wall, counter) = (Still::at(at), Still::at(Moment::from_ms(0)));
    let (shown, counted) = (wall.clone(), counter.clone());
    let counted = move || Duration::from_millis(counted.now().ms().unsigned_abs());
    (wall, counter, Arc::new(Steady::new(Box::new(move || shown.now()), Box::new(counted))))
}

#[tokio::test]
async fn no_poll_closes_early_and_none_stays_open_when_the_clock_jumps() {
    let hall = Hall::open().await;
    let file = hall.file();
    hall.db.clone().close().await;
    let (wall, counter, clock) = machine(hall.clock.now());
    let db = Db::open(&file, clock.clone()).await.unwrap();
    let city = hall.city.clone();
    let poll = db
        .write(async move |tx| {
            let options = (1..=2).map(|id| Candidate::new(OptionId(id), Words::only(format!("{id}"))));
            let end = tx.now + TimeDelta::hours(1);
            let poll = Poll::new(Words::only("?"), options.collect(), tx.now, end);
            life::publish(tx, &city, None, poll).await
        })
        .await
        .unwrap();
    let state = async || store::poll(&mut db.read().await.unwrap(), poll).await.unwrap().unwrap().state;
    schedule::pass(&db, &hall.city).await.unwrap();
    let mut lived = TimeDelta::zero();
    for jump in [TimeDelta::hours(1), TimeDelta::days(3650), TimeDelta::days(-20_000), TimeDelta::hours(-1)] {
        wall.advance(jump);
        schedule::pass(&db, &hall.city).await.unwrap();
        assert_eq!(state().await, State::Open, "after {lived} and a jump of {jump}");
        wall.advance(TimeDelta::minutes(14));
        counter.advance(TimeDelta::minutes(14));
        lived += TimeDelta::minutes(14);
    }
    schedule::pass(&db, &hall.city).await.unwrap();
    assert_eq!(state().await, State::Open, "56 minutes are no hour");
    // The clock shows another century, and the hour is over all the same.
    counter.advance(TimeDelta::minutes(5));
    wall.advance(TimeDelta::minutes(5));
    schedule::pass(&db, &hall.city).await.unwrap();
    assert_ne!(state().await, State::Open);
}

#[tokio::test]
async fn stamps_do_not_go_back_when_the_clock_does_and_not_over_a_restart() {
    let hall = Hall::open().await;
    let stamp = async |db: &Db| db.write(async |tx| Ok(tx.now)).await.unwrap();
    let first = stamp(&hall.db).await;
    hall.clock.advance(TimeDelta::minutes(-30));
    assert_eq!(stamp(&hall.db).await, first);
    hall.db.clone().close().await;
    let db = Db::open(&hall.file(), Arc::new(hall.clock.clone())).await.unwrap();
    assert_eq!(stamp(&db).await, first, "what was reached is written down");
    hall.clock.advance(TimeDelta::minutes(31));
    assert_eq!(stamp(&db).await - first, TimeDelta::minutes(1));
}

#[tokio::test]
async fn a_clock_that_goes_back_and_forth_brings_no_reminder_twice() {
    let town = Town::new().await;
    let (mina, clerk) = (town.member("ko").await, town.staff(Role::Clerk).await);
    clerk.press_data(&Press::Desk(Desk::Forum(DeskPress::Plan)).encode(), None).await;
    for words in ["탄천 밤길 안전 공론장", "밤길 조명을 어디에 둘지 함께 정해요.", "12월 4일 오후 2시"]
    {
        clerk.says(words).await;
    }
    clerk.presses("네, 맞아요").await;
    clerk.presses("2시간").await;
    clerk.says("야탑1동 행정복지센터 3층").await;
    clerk.says("분당구 야탑로 100").await;
    clerk.location(37.4119, 127.1286).await;
    clerk.says("zoom.us/j/123").await;
    clerk.says("30명").await;
    for label in ["다 골랐어요", "성남시 전체", "분야와 상관없이"] {
        clerk.presses(label).await;
    }
    clerk.says("Forum on safe paths at night").await;
    clerk.says("Where should the lamps stand?").await;
    clerk.presses("알리기").await;
    town.wait(TimeDelta::seconds(5)).await;
    mina.press_data(&Press::Forum(forum::Press::SignUp(ForumId(1))).encode(), None).await;
    town.forget_unread();

    // The day before, two hours before, and between them a clock that does not know what it wants.
    let reminder = "탄천 밤길 안전 공론장";
    let mut reminded = Vec::new();
    for time in [
        "2026-12-03 13:59",
        "2026-12-03 14:01",
        "2026-12-03 11:00",
        "2026-12-03 14:02",
        "2026-12-04 12:01",
        "2026-12-03 14:00",
        "2019-01-01 00:00",
        "2026-12-04 12:02",
    ] {
        town.set_clock(time);
        town.pass().await;
        reminded.push(mina.reads().matches(reminder).count());
        town.restart().await;
        town.pass().await;
        reminded.push(mina.reads().matches(reminder).count());
    }
    assert_eq!(reminded.iter().sum::<usize>(), 2, "{reminded:?}");
    town.forget_unread();
}

#[tokio::test]
async fn the_machines_own_zone_changes_nothing() {
    let hall = Hall::open().await;
    hall.takes(crate::hall::says(1, 42, "도움말")).await;
    hall.db
        .write({
            let city = hall.city.clone();
            async move |tx| {
                let options = (1..=2).map(|id| Candidate::new(OptionId(id), Words::only(format!("{id}"))));
                let end = tx.now + TimeDelta::hours(30);
                let poll = Poll::new(Words::only("?"), options.collect(), tx.now, end);
                life::publish(tx, &city, None, poll).await
            }
        })
        .await
        .unwrap();
    let exported = |zone: &str| {
        let to = hall.folder.path().join(zone.replace('/', "-"));
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_madang"))
            .args(["export", "polls", "--format", "json", "--to", to.to_str().unwrap()])
            .env("MADANG_DATA", hall.folder.path())
            .env("TZ", zone)
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let file = std::fs::read_dir(&to).unwrap().next().unwrap().unwrap().path();
        std::fs::read_to_string(file).unwrap()
    };
    let seoul = exported("Asia/Seoul");
    assert!(seoul.len() > 100, "{seoul}");
    for zone in ["UTC", "America/New_York", "Asia/Kathmandu"] {
        assert_eq!(exported(zone), seoul, "{zone}");
    }
}
