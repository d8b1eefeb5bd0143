//! The pace, held against the limits that it keeps.

use super::*;
use proptest::prelude::*;

fn at(ms: i64) -> Moment {
    Moment::from_ms(1_800_000_000_000 + ms)
}

#[test]
fn telegrams_limits_are_those_of_thirty_a_second() {
    let (thirty, telegram) = (Limits::permitted(30), Limits::TELEGRAM);
    assert_eq!(format!("{thirty:?}"), format!("{telegram:?}"));
    assert_eq!(Limits::permitted(300).bulk_per_second, 250);
}

#[test]
fn a_chat_gets_three_at_once_and_then_one_a_second() {
    let mut pace = Pace::new(Limits::TELEGRAM);
    let chat = ChatId(7);
    for _ in 0..3 {
        assert_eq!(pace.free_at(chat, Lane::Reply, at(0)), at(0));
        pace.take(chat, Lane::Reply, at(0));
    }
    assert_eq!(pace.free_at(chat, Lane::Reply, at(0)), at(1000));
    assert_eq!(pace.chat_free_at(ChatId(8), at(0)), at(0), "another chat does not wait for that one");
    assert_eq!(pace.free_at(ChatId(8), Lane::Reply, at(0)), at(36), "but nobody gets more than three at once");
}

#[test]
fn a_refusal_holds_its_chat_and_three_hold_everybody() {
    let mut pace = Pace::new(Limits::TELEGRAM);
    assert_eq!(pace.freeze(ChatId(1), at(9000), at(0)), ChatId(1));
    assert_eq!(pace.free_at(ChatId(1), Lane::Reply, at(0)), at(9000));
    assert_eq!(pace.free_at(ChatId(2), Lane::Reply, at(0)), at(0));
    assert_eq!(pace.freeze(ChatId(2), at(9000), at(10)), ChatId(2));
    assert_eq!(pace.freeze(ChatId(3), at(4000), at(20)), ChatId(0));
    assert_eq!(pace.free_at(ChatId(99), Lane::Reply, at(30)), at(4000));
}

/// Speaks to `count` chats as a sender does that wakes up to `late_ms` late: when each went.
fn broadcast(pace: &mut Pace, count: i64, late_ms: i64) -> Vec<Moment> {
    let (mut now, mut sent) = (at(0), Vec::new());
    for chat in 1..=count {
        let free = pace.free_at(ChatId(chat), Lane::Bulk, now);
        if free > now {
            now = free + TimeDelta::milliseconds(chat.wrapping_mul(7919) % (late_ms + 1));
        }
        pace.take(ChatId(chat), Lane::Bulk, now);
        sent.push(now);
    }
    sent
}

/// The most messages that any second saw.
fn busiest_second(sent: &[Moment]) -> usize {
    let within =
        |first: usize| sent[first..].iter().take_while(|at| **at - sent[first] < TimeDelta::seconds(1)).count();
    (0..sent.len()).map(within).max().unwrap_or(0)
}

#[test]
fn a_broadcast_to_ten_thousand_uses_the_rate_and_no_second_has_more_than_thirty() {
    for late_ms in [0, 5, 35] {
        let sent = broadcast(&mut Pace::new(Limits::TELEGRAM), 10_000, late_ms);
        let took = (*sent.last().unwrap() - sent[0]).num_milliseconds();
        let share = 10_000.0 * 1000.0 / 25.0 / took as f64;
        assert!(share >= 0.98, "{share} of 25 a second when waking {late_ms} ms late");
        assert!(busiest_second(&sent) <= 30, "waking {late_ms} ms late");
    }
}

#[test]
fn bulk_that_waits_for_a_minute_gets_one_a_second_before_all_others() {
    let mut pace = Pace::new(Limits::TELEGRAM);
    pace.hungers(at(0));
    assert!(!pace.starves(at(59_999)));
    assert!(pace.starves(at(60_000)));
    pace.take(ChatId(1), Lane::Bulk, at(60_000));
    assert!(!pace.starves(at(60_500)) && pace.starves(at(61_000)));
    // It flows again by itself.
    pace.take(ChatId(2), Lane::Bulk, at(60_040));
    assert!(!pace.starves(at(90_000)));
}

#[test]
fn cards_are_refreshed_five_times_a_second_at_most() {
    let mut pace = Pace::new(Limits::TELEGRAM);
    let mut now = at(0);
    for chat in 0..50 {
        now = pace.free_at(ChatId(chat + 1), Lane::Live, now);
        pace.take(ChatId(chat + 1), Lane::Live, now);
    }
    assert_eq!((now - at(0)).num_milliseconds(), 47 * 200);
}

proptest! {
    /// Whoever asks and waits as told never exceeds the rate: over any second, at most the
    /// limit and two more.
    #[test]
    fn the_rate_is_kept(chats in proptest::collection::vec(1i64..200, 50..400), bulk in any::<bool>()) {
        let mut pace = Pace::new(Limits::TELEGRAM);
        let lane = if bulk { Lane::Bulk } else { Lane::Reply };
        let (mut now, mut sent) = (at(0), Vec::new());
        for chat in chats {
            now = pace.free_at(ChatId(chat), lane, now);
            pace.take(ChatId(chat), lane, now);
            sent.push(now);
        }
        let most = if bulk { 27 } else { 30 };
        prop_assert!(busiest_second(&sent) <= most, "{} in a second", busiest_second(&sent));
    }
}
