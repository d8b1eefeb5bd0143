//! Which courier goes, and when a webhook is tried again.

use serde_json::json;

use super::*;

fn queue(keys: &[i64]) -> Queue {
    let mut queue = Queue::default();
    for key in keys {
        queue.push("message", *key, &json!({}), 0);
    }
    queue
}

#[test]
fn one_at_a_time_for_a_key_and_no_more_than_the_connections() {
    let queue = queue(&[1, 1, 2, 3]);
    let mut plan = Plan::default();
    let keys: Vec<i64> = plan.next(&queue, 2, 0).iter().map(|queued| queued.key).collect();
    assert_eq!(keys, [1, 2]);
    assert!(plan.next(&queue, 2, 0).is_empty());
    assert_eq!(plan.next(&queue, 3, 0)[0].key, 3);
}

#[test]
fn tries_come_at_once_and_then_after_2_4_8_seconds_up_to_the_cap() {
    let queue = queue(&[1]);
    let queued = queue.iter().next().unwrap();
    let mut plan = Plan::default();
    let pauses: Vec<i64> = (0..9)
        .map(|_| {
            assert!(plan.fail(queued, 0, 0, 90_000));
            plan.failed[&queued.id].1 / 1_000
        })
        .collect();
    assert_eq!(pauses, [0, 2, 4, 8, 16, 32, 64, 90, 90]);
    assert!(plan.fail(queued, 120, 0, 90_000));
    assert_eq!(plan.failed[&queued.id].1, 120_000);
    assert!(!plan.fail(queued, 120, queued.expires_at_ms - 1_000, 90_000));
}
