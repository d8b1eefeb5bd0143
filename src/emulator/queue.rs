//! The updates that wait for one bot, with the rules of Telegram's own queue: ids from a random
//! start, confirmed by asking for a later one, each kind forgotten after its own time.
//! Pure: times come in, nothing waits here.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::random;

/// Updates kept for a bot that does not fetch them.
const LENGTH_MAX: usize = 100_000;
/// An offset so far beyond the newest update is a mistake, and is ignored.
const FUTURE_MAX: i64 = 10;
/// An offset so far before the oldest update is a mistake, and is ignored.
const PAST_MAX: i64 = 100_000;
/// Bytes of one answer to getUpdates.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Kinds that a bot gets only if it asks for them.
const NOT_BY_DEFAULT: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// One update, as it will be delivered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queued {
    pub id: i64,
    pub kind: String,
    /// Updates with the same key are delivered to a webhook one after another.
    pub key: i64,
    pub expires_at_ms: i64,
    pub payload: Value,
}

impl Queued {
    /// The Update object.
    pub fn update(&self) -> Value {
        json!({ "update_id": self.id, self.kind.as_str(): self.payload })
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queue {
    next_id: i64,
    waiting: VecDeque<Queued>,
    /// What the bot asked for; none means the default kinds.
    pub allowed: Option<Vec<String>>,
}

impl Default for Queue {
    fn default() -> Queue {
        // Telegram's ids stay below 2,000,000,000.
        let next_id = 100_000_000 + (random() % 800_000_000) as i64;
        Queue { next_id, waiting: VecDeque::new(), allowed: None }
    }
}

impl Queue {
    /// Leaves numbers out, so that none is given twice: the last ones before a crash may not have
    /// been written down.
    pub fn leave_out(&mut self, numbers: i64) {
        self.next_id += numbers;
    }

    /// Keeps an update, unless the bot did not ask for its kind. True if it was kept.
    pub fn push(&mut self, kind: &str, key: i64, payload: Value, now_ms: i64) -> bool {
        let wanted = match &self.allowed {
            Some(kinds) => kinds.iter().any(|wanted| wanted == kind),
            None => !NOT_BY_DEFAULT.contains(&kind),
        };
        if !wanted || self.waiting.len() >= LENGTH_MAX {
            return false;
        }
        let expires_at_ms = now_ms + lifetime_ms(kind);
        let kind = kind.to_owned();
        self.waiting.push_back(Queued { id: self.next_id, kind, key, expires_at_ms, payload });
        self.next_id += 1;
        true
    }

    /// Sets what the bot wants from here on; an empty list means the default kinds again.
    pub fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = Some(kinds).filter(|kinds| !kinds.is_empty());
    }

    /// Forgets what is too old. True if anything was.
    pub fn expire(&mut self, now_ms: i64) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|queued| queued.expires_at_ms > now_ms);
        self.waiting.len() != before
    }

    /// Forgets everything before `offset`; a negative one counts from the end. True if anything was
    /// forgotten.
    pub fn confirm(&mut self, offset: i64) -> bool {
        let Some(head) = self.waiting.front().map(|queued| queued.id) else { return false };
        let from = match offset {
            0 => return false,
            ..0 => self.next_id + offset,
            _ if offset > self.next_id + FUTURE_MAX || offset < head - PAST_MAX => return false,
            _ => offset,
        };
        let before = self.waiting.len();
        self.waiting.retain(|queued| queued.id >= from);
        self.waiting.len() != before
    }

    /// The oldest updates, as many as fit in one answer.
    pub fn first(&self, limit: usize) -> Vec<Value> {
        let mut bytes = 0;
        let updates = self.waiting.iter().take(limit).map(Queued::update);
        updates
            .take_while(|update| {
                let first = bytes == 0;
                bytes += update.to_string().len();
                first || bytes <= ANSWER_BYTES_MAX
            })
            .collect()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Queued> {
        self.waiting.iter()
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets one update: delivered, or given up.
    pub fn remove(&mut self, id: i64) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|queued| queued.id != id);
        self.waiting.len() != before
    }

    pub fn clear(&mut self) {
        self.waiting.clear();
    }
}

/// How long Telegram keeps an update of this kind.
fn lifetime_ms(kind: &str) -> i64 {
    match kind {
        "callback_query" | "pre_checkout_query" | "shipping_query" => 150_000,
        "inline_query" => 30_000,
        "chosen_inline_result" => 10 * MINUTE_MS,
        _ => DAY_MS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> (Queue, i64) {
        let mut queue = Queue::default();
        for n in 0..3 {
            assert!(queue.push("message", 1, json!({ "n": n }), 0));
        }
        let first = queue.first(1)[0]["update_id"].as_i64().unwrap();
        (queue, first)
    }

    #[test]
    fn an_offset_confirms_everything_before_it() {
        let (mut queue, first) = three();
        assert!(queue.confirm(first + 2));
        assert_eq!(queue.first(100)[0]["update_id"], first + 2);
    }

    #[test]
    fn a_negative_offset_keeps_only_the_last() {
        let (mut queue, first) = three();
        queue.confirm(-1);
        assert_eq!(queue.first(100).len(), 1);
        assert_eq!(queue.first(100)[0]["update_id"], first + 2);
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
        queue.push("callback_query", 1, json!({}), 0);
        assert!(!queue.expire(149_999));
        assert!(queue.expire(150_000));
        assert_eq!(queue.len(), 3);
        queue.expire(DAY_MS);
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn a_kind_that_was_not_asked_for_is_never_kept() {
        let mut queue = Queue::default();
        assert!(!queue.push("chat_member", 1, json!({}), 0));
        queue.allow(vec!["message".into()]);
        assert!(!queue.push("callback_query", 1, json!({}), 0));
        queue.allow(Vec::new());
        assert!(queue.push("callback_query", 1, json!({}), 0));
    }
}
