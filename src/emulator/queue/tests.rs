//! The queue, held against what Telegram does.

use serde_json::json;

use super::*;

fn three() -> (Queue, i64) {
    let mut queue = Queue::default();
    for n in 0..3 {
        assert!(queue.push("message", 1, &json!({ "n": n }), 0));
    }
    let first = ids(&mut queue)[0];
    (queue, first)
}

fn ids(queue: &mut Queue) -> Vec<i64> {
    let read = |update: &String| -> Value { serde_json::from_str(update).unwrap() };
    queue.first(100).iter().map(|update| read(update)["update_id"].as_i64().unwrap()).collect()
}

fn keep(queue: &mut Queue, key: i64, manner: Manner) {
    queue.keep("message", "message", key, &json!({ "key": key }), manner, 0);
}

#[test]
fn an_offset_confirms_everything_before_it() {
    let (mut queue, first) = three();
    assert!(queue.confirm(first + 2));
    assert_eq!(ids(&mut queue), [first + 2]);
}

#[test]
fn a_negative_offset_keeps_only_the_last() {
    let (mut queue, first) = three();
    queue.confirm(-1);
    assert_eq!(ids(&mut queue), [first + 2]);
    queue.leave_out(10_000);
    queue.confirm(-1);
    assert_eq!(ids(&mut queue), [first + 2]);
}

#[test]
fn offsets_far_in_the_future_or_the_past_are_ignored() {
    let (mut queue, first) = three();
    assert!(!queue.confirm(first + 3 + FUTURE_MAX + 1));
    assert!(!queue.confirm(first - PAST_MAX - 1));
    assert_eq!(queue.len(), 3);
    assert!(queue.confirm(first + 3));
    assert_eq!(queue.len(), 0);
}

#[test]
fn a_press_is_forgotten_after_150_seconds_and_a_message_after_a_day() {
    let (mut queue, _) = three();
    queue.push("callback_query", 1, &json!({}), 0);
    assert!(!queue.expire(149_999));
    assert!(queue.expire(150_000));
    assert_eq!(queue.len(), 3);
    queue.expire(DAY_MS);
    assert_eq!(queue.len(), 0);
}

#[test]
fn a_kind_that_was_not_asked_for_is_never_kept() {
    let mut queue = Queue::default();
    assert!(!queue.push("chat_member", 1, &json!({}), 0));
    queue.allow(vec!["message".into()]);
    assert!(!queue.push("callback_query", 1, &json!({}), 0));
    queue.allow(Vec::new());
    assert!(queue.push("callback_query", 1, &json!({}), 0));
}

#[test]
fn a_full_queue_takes_no_more_and_loses_nothing_that_it_has() {
    let mut queue = Queue::default();
    for _ in 0..LENGTH_MAX {
        assert!(queue.push("message", 1, &json!({}), 0));
    }
    assert!(!queue.push("message", 1, &json!({}), 0));
    assert_eq!(queue.len(), LENGTH_MAX);
    assert!(queue.push("message", 1, &json!({}), DAY_MS), "what is too old makes room");
}

#[test]
fn an_answer_has_at_most_four_mebibytes_but_always_one_update() {
    let mut queue = Queue::default();
    let long = json!("x".repeat(ANSWER_BYTES_MAX / 2));
    for _ in 0..3 {
        queue.push("message", 1, &long, 0);
    }
    assert_eq!(queue.first(100).len(), 1);
}

#[test]
fn after_a_week_of_silence_the_next_id_is_a_random_one() {
    let (mut queue, first) = three();
    queue.push("message", 1, &json!({}), SILENCE_MS - 1);
    assert_eq!(ids(&mut queue), [first + 3]);
    queue.push("message", 1, &json!({}), 2 * SILENCE_MS);
    assert_ne!(ids(&mut queue), [first + 4]);
}

#[test]
fn what_comes_again_does_so_once_after_it_was_confirmed_or_taken() {
    let mut queue = Queue::default();
    let again = Manner { again: true, ..Manner::default() };
    keep(&mut queue, 1, again);
    keep(&mut queue, 1, again);
    let two = ids(&mut queue);
    queue.confirm(two[1]);
    assert_eq!(ids(&mut queue), two);
    queue.confirm(two[1]);
    queue.taken(two[1]);
    assert_eq!(ids(&mut queue), two[1..]);
    queue.taken(two[1]);
    assert_eq!(queue.len(), 0);
}

#[test]
fn what_comes_twice_has_one_id() {
    let mut queue = Queue::default();
    keep(&mut queue, 1, Manner { twice: true, ..Manner::default() });
    let twice = ids(&mut queue);
    assert_eq!((twice.len(), twice[0]), (2, twice[1]));
}

#[test]
fn an_update_overtakes_other_keys_but_not_its_own_and_not_what_is_known() {
    let mut queue = Queue::default();
    let overtakes = Manner { overtakes: true, ..Manner::default() };
    let keys = |queue: &Queue| queue.iter().map(|queued| queued.key).collect::<Vec<_>>();
    for key in [1, 2, 3] {
        keep(&mut queue, key, Manner::default());
    }
    assert!(!queue.can_overtake(3));
    keep(&mut queue, 1, overtakes);
    assert_eq!(keys(&queue), [1, 1, 2, 3]);
    let before = ids(&mut queue);
    assert!(before.windows(2).all(|pair| pair[1] == pair[0] + 1), "the ids stay in order");
    keep(&mut queue, 4, Manner::default());
    keep(&mut queue, 5, overtakes);
    assert_eq!(keys(&queue), [1, 1, 2, 3, 5, 4]);
    assert!(ids(&mut queue).starts_with(&before), "what the bot knows keeps its id");
}
