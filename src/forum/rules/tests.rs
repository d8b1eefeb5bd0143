use proptest::prelude::*;

use super::*;
use crate::bot::Words;
use crate::forum::{ForumId, Venue};

const START: Moment = Moment::from_ms(1_800_000_000_000);

fn forum(capacity: Option<u32>, taken: i64) -> Forum {
    Forum {
        id: ForumId(5),
        details: Details {
            title: Words::only("Forum"),
            about: None,
            starts_at: START,
            ends_at: None,
            place: Some(Venue { name: "Hall".into(), address: None, point: None }),
            link: None,
            capacity,
        },
        area: String::new(),
        field: None,
        reminders: vec![1_440, 120],
        state: State::Announced,
        revision: 1,
        notice: None,
        reason: None,
        taken,
        waiting: 0,
    }
}

fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}

#[test]
fn one_comes_in_until_it_is_full_begins_or_is_closed() {
    let before = START - hours(1);
    assert_eq!(door(&forum(Some(2), 1), before), Door::Open);
    assert_eq!(door(&forum(Some(2), 2), before), Door::Full);
    assert_eq!(door(&forum(None, 9_999), before), Door::Open);
    assert_eq!(door(&forum(None, 0), START), Door::Begun);
    assert_eq!(door(&forum(None, 0), START + LENGTH_UNLESS_TOLD), Door::Over);
    assert_eq!(door(&Forum { state: State::Closed, ..forum(Some(2), 2) }, before), Door::Closed);
    assert_eq!(door(&Forum { state: State::Cancelled, ..forum(Some(2), 2) }, START + hours(9)), Door::Cancelled);
}

#[test]
fn reminders_are_planned_only_ahead_and_once_each() {
    let planned =
        |now| reminders(START, &[120, 1_440, 120], now).into_iter().map(|(minutes, _)| minutes).collect::<Vec<_>>();
    assert_eq!(planned(START - hours(48)), [1_440, 120]);
    assert_eq!(planned(START - hours(24)), [120], "the moment itself is past");
    assert_eq!(planned(START - hours(1)), [] as [u32; 0]);
    assert_eq!(planned(START + hours(1)), [] as [u32; 0]);
}

#[test]
fn a_forum_that_moves_lasts_as_long_as_before() {
    assert_eq!(moved_end(START, Some(START + hours(2)), START + hours(24)), Some(START + hours(26)));
    assert_eq!(moved_end(START, None, START + hours(24)), None);
}

#[test]
fn tomorrow_is_told_by_the_citys_midnight() {
    let at = |text: &str| Moment::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    let zone = chrono_tz::Asia::Seoul;
    assert_eq!(days_until(at("2026-12-03T05:00:00Z"), at("2026-12-04T05:00:00Z"), zone), 1);
    assert_eq!(days_until(at("2026-12-03T14:59:00Z"), at("2026-12-03T15:01:00Z"), zone), 1);
    assert_eq!(days_until(at("2026-12-03T15:00:00Z"), at("2026-12-04T14:59:00Z"), zone), 0);
}

#[test]
fn only_what_a_browser_opens_is_an_address() {
    for (typed, whole) in [
        ("https://zoom.us/j/123?pwd=x", Some("https://zoom.us/j/123?pwd=x")),
        ("meet.google.com/abc", Some("https://meet.google.com/abc")),
        ("http://seongnam.go.kr", Some("http://seongnam.go.kr")),
        ("javascript://alert.example", None),
        ("ftp://seongnam.go.kr", None),
        ("tel:0317290000", None),
        ("https://user:pass@zoom.us", None),
        ("online", None),
        ("zoom.us 123", None),
        ("https://", None),
    ] {
        assert_eq!(read_link(typed).as_deref(), whole, "{typed}");
    }
    assert_eq!(read_link(&format!("https://zoom.us/{}", "a".repeat(500))), None);
}

#[test]
fn seats_are_counted_in_many_ways() {
    for (typed, seats) in [
        ("30", Some(30)),
        ("30 seats", Some(30)),
        ("1,000 seats", Some(1_000)),
        ("100000", Some(100_000)),
        ("100001", None),
        ("0", None),
        ("-3", None),
        ("many", None),
        ("", None),
    ] {
        assert_eq!(read_capacity(typed), seats, "{typed}");
    }
}

/// What citizens and staff do, in any order.
#[derive(Debug, Clone)]
enum Act {
    SignUp(u8),
    GiveUp(u8),
    Capacity(Option<u32>),
    Close,
    Reopen,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0u8..12).prop_map(Act::SignUp),
        2 => (0u8..12).prop_map(Act::GiveUp),
        1 => proptest::option::of(1u32..8).prop_map(Act::Capacity),
        1 => Just(Act::Close),
        1 => Just(Act::Reopen),
    ]
}

proptest! {
    #[test]
    fn there_are_never_more_people_than_seats(capacity in 1u32..8, acts in proptest::collection::vec(act(), 0..200)) {
        let now = START - hours(1);
        let mut forum = forum(Some(capacity), 0);
        let mut seats = std::collections::BTreeSet::new();
        for act in acts {
            let before = door(&forum, now);
            match act {
                Act::SignUp(person) if before == Door::Open => drop(seats.insert(person)),
                Act::SignUp(_) => {}
                Act::GiveUp(person) => drop(seats.remove(&person)),
                Act::Capacity(to) if holds(to, forum.taken) => forum.details.capacity = to,
                Act::Capacity(_) => {}
                Act::Close => forum.state = State::Closed,
                Act::Reopen => forum.state = State::Announced,
            }
            forum.taken = seats.len() as i64;
            prop_assert!(holds(forum.details.capacity, forum.taken));
            // Nobody is told of a seat that is not there.
            if frees(before, door(&forum, now)) {
                prop_assert!(left(forum.details.capacity, forum.taken) != Some(0));
            }
        }
    }

    #[test]
    fn every_reminder_lies_between_now_and_the_beginning(
        now in -100_000i64..100_000, minutes in proptest::collection::vec(1u32..43_200, 0..8)
    ) {
        let now = START - TimeDelta::minutes(now);
        for (_, due_at) in reminders(START, &minutes, now) {
            prop_assert!(now < due_at && due_at < START);
        }
    }
}

#[test]
fn a_reminder_is_held_at_night_only_if_it_is_late_and_there_is_time() {
    let zone = chrono_tz::Asia::Seoul;
    let at = |time: &str| Moment::from(format!("{time}:00+09:00").parse::<chrono::DateTime<chrono::Utc>>().unwrap());
    let held = |due: &str, starts: &str, now: &str| held_until(at(due), at(starts), at(now), zone);
    let (day_before, starts) = ("2026-12-03T14:00", "2026-12-04T14:00");
    assert_eq!(held(day_before, starts, "2026-12-04T02:58"), Some(at("2026-12-04T08:00")));
    assert_eq!(held(day_before, starts, "2026-12-03T22:00"), Some(at("2026-12-04T08:00")));
    assert_eq!(held(day_before, starts, "2026-12-04T08:00"), None);
    // By day it comes late.
    assert_eq!(held(day_before, starts, "2026-12-03T20:59"), None);
    // On time, or nearly, it comes at any hour.
    assert_eq!(held("2026-12-03T22:00", "2026-12-04T22:00", "2026-12-03T22:30"), None);
    assert!(held("2026-12-03T22:00", "2026-12-04T22:00", "2026-12-03T22:31").is_some());
    // An early forum: two hours before it, and at once if those have begun.
    assert_eq!(held("2026-12-03T07:00", "2026-12-04T07:00", "2026-12-04T02:58"), Some(at("2026-12-04T05:00")));
    assert_eq!(held("2026-12-03T07:00", "2026-12-04T07:00", "2026-12-04T05:30"), None);
}
