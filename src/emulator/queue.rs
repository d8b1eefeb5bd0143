//! The updates that wait for one bot, with the rules of Telegram's own queue: ids from a random
//! start, confirmed by asking for a later one, each kind forgotten after its own time. Kept as the
//! text that goes out, so that an update that comes again is the same to the last byte.
//! Pure: times come in, nothing waits here.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, Value, to_raw_value};

use super::random;

/// Updates kept for a bot that does not fetch them; more are lost.
const LENGTH_MAX: usize = 100_000;
/// An offset so far beyond the newest update is a mistake, and is ignored.
const FUTURE_MAX: i64 = 10;
/// An offset so far before the oldest update is a mistake, and is ignored.
const PAST_MAX: i64 = 100_000;
/// Bytes of one answer to getUpdates.
const ANSWER_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Telegram's ids stay below this.
const ID_MAX: i64 = 2_000_000_000;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// After so long without an update the next id is a random one.
const SILENCE_MS: i64 = 7 * DAY_MS;

/// The kinds of updates that there are.
pub const KINDS: [&str; 25] = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "guest_message",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
];

/// Kinds that a bot gets only if it asks for them.
const NOT_BY_DEFAULT: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// How an update is delivered that a fault has hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manner {
    /// Twice, under the same id.
    pub twice: bool,
    /// Once more after it was confirmed.
    pub again: bool,
    /// Before those of other keys that wait.
    pub overtakes: bool,
}

/// One update, as it will be delivered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queued {
    pub id: i64,
    pub kind: String,
    /// Updates with the same key are delivered to a webhook one after another.
    pub key: i64,
    pub expires_at_ms: i64,
    pub payload: Box<RawValue>,
    #[serde(default)]
    pub manner: Manner,
    /// Whether the bot may have seen it: then its id stays.
    #[serde(skip)]
    pub handed: bool,
}

impl Queued {
    /// The Update object.
    pub fn update(&self) -> String {
        format!("{{\"update_id\":{},\"{}\":{}}}", self.id, self.kind, self.payload)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Queue {
    next_id: i64,
    /// One more than the newest id that was given; 0 before the first.
    #[serde(default)]
    tail: i64,
    #[serde(default)]
    last_at_ms: i64,
    waiting: VecDeque<Queued>,
    /// What the bot asked for; none means the default kinds.
    pub allowed: Option<Vec<String>>,
    /// Before this nothing expires.
    #[serde(skip)]
    soonest_ms: i64,
}

impl Default for Queue {
    fn default() -> Queue {
        let (waiting, allowed) = (VecDeque::new(), None);
        Queue { next_id: random_start(), tail: 0, last_at_ms: 0, waiting, allowed, soonest_ms: i64::MAX }
    }
}

impl Queue {
    /// Leaves numbers out, so that none is given twice: the last ones before a crash may not have
    /// been written down.
    pub fn leave_out(&mut self, numbers: i64) {
        self.next_id += numbers;
    }

    /// Whether an update of this kind would be kept at all.
    pub fn wants(&mut self, kind: &str, now_ms: i64) -> bool {
        self.expire(now_ms);
        let wanted = match &self.allowed {
            Some(kinds) => kinds.iter().any(|wanted| wanted == kind),
            None => !NOT_BY_DEFAULT.contains(&kind),
        };
        wanted && self.waiting.len() < LENGTH_MAX
    }

    /// Whether an update with this key has another before it that it could overtake.
    pub fn can_overtake(&self, key: i64) -> bool {
        self.waiting.back().is_some_and(|last| last.key != key && !last.handed)
    }

    /// Keeps an update, unless the bot did not ask for its kind. True if it was kept.
    #[cfg(test)]
    pub fn push(&mut self, kind: &str, key: i64, payload: &Value, now_ms: i64) -> bool {
        let wanted = self.wants(kind, now_ms);
        if wanted {
            self.keep(kind, kind, key, payload, Manner::default(), now_ms);
        }
        wanted
    }

    /// Keeps an update that is wanted. It is shown as of another kind only by a fault.
    pub fn keep(&mut self, kind: &str, shown: &str, key: i64, payload: &Value, manner: Manner, now_ms: i64) {
        let silent = self.waiting.is_empty() && self.last_at_ms != 0 && now_ms - self.last_at_ms >= SILENCE_MS;
        if silent || self.next_id >= ID_MAX {
            self.next_id = random_start();
        }
        self.last_at_ms = now_ms;
        let expires_at_ms = now_ms + lifetime_ms(kind);
        self.soonest_ms = self.soonest_ms.min(expires_at_ms);
        let payload = to_raw_value(payload).expect("a value can be written as JSON");
        let (id, kind) = (self.next_id, shown.to_owned());
        self.waiting.push_back(Queued { id, kind, key, expires_at_ms, payload, manner, handed: false });
        if manner.overtakes {
            self.overtake();
        }
        self.next_id += 1;
        self.tail = self.next_id;
    }

    /// Brings the newest before all that it may overtake; the ids stay in order.
    fn overtake(&mut self) {
        let Some(newest) = self.waiting.pop_back() else { return };
        let free = |other: &&Queued| other.key != newest.key && !other.handed;
        let place = self.waiting.len() - self.waiting.iter().rev().take_while(free).count();
        let mut id = newest.id;
        self.waiting.insert(place, newest);
        for queued in self.waiting.range_mut(place..).rev() {
            std::mem::swap(&mut queued.id, &mut id);
        }
    }

    /// Sets what the bot wants from here on; an empty list means the default kinds again.
    pub fn allow(&mut self, kinds: Vec<String>) {
        self.allowed = Some(kinds).filter(|kinds| !kinds.is_empty());
    }

    /// Forgets what is too old. True if anything was.
    pub fn expire(&mut self, now_ms: i64) -> bool {
        if now_ms < self.soonest_ms {
            return false;
        }
        let before = self.waiting.len();
        self.waiting.retain(|queued| queued.expires_at_ms > now_ms);
        self.soonest_ms = self.waiting.iter().map(|queued| queued.expires_at_ms).min().unwrap_or(i64::MAX);
        self.waiting.len() != before
    }

    /// Forgets everything before `offset`; a negative one counts from the end. True if anything was
    /// forgotten.
    pub fn confirm(&mut self, offset: i64) -> bool {
        let Some(head) = self.waiting.front().map(|queued| queued.id) else { return false };
        let tail = if self.tail == 0 { self.next_id } else { self.tail };
        let from = match offset {
            0 => return false,
            ..0 => tail.saturating_add(offset),
            _ if offset > tail + FUTURE_MAX || offset < head - PAST_MAX => return false,
            _ => offset,
        };
        let before = self.waiting.len();
        let confirmed = self.waiting.partition_point(|queued| queued.id < from);
        let again: Vec<Queued> = self.waiting.drain(..confirmed).filter(|queued| queued.manner.again).collect();
        for mut queued in again.into_iter().rev() {
            queued.manner.again = false;
            self.waiting.push_front(queued);
        }
        self.waiting.len() != before
    }

    /// The oldest updates, as many as fit in one answer. From here on the bot may know them.
    pub fn first(&mut self, limit: usize) -> Vec<String> {
        let (mut updates, mut bytes) = (Vec::new(), 0);
        for queued in self.waiting.iter_mut().take(limit) {
            let update = queued.update();
            bytes += update.len();
            if bytes > ANSWER_BYTES_MAX && !updates.is_empty() {
                break;
            }
            queued.handed = true;
            if queued.manner.twice {
                updates.push(update.clone());
            }
            updates.push(update);
        }
        updates
    }

    pub fn iter(&self) -> impl Iterator<Item = &Queued> {
        self.waiting.iter()
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn has(&self, id: i64) -> bool {
        self.find(id).is_some()
    }

    /// Marks an update that is on its way to a webhook.
    pub fn hand(&mut self, id: i64) {
        if let Some(at) = self.find(id) {
            self.waiting[at].handed = true;
        }
    }

    /// A webhook has taken it: it is forgotten, unless a fault wants it to come again.
    pub fn taken(&mut self, id: i64) {
        let Some(at) = self.find(id) else { return };
        if !std::mem::take(&mut self.waiting[at].manner.again) {
            self.waiting.remove(at);
        }
    }

    /// Gives an update up. True if it was there.
    pub fn remove(&mut self, id: i64) -> bool {
        let found = self.find(id).and_then(|at| self.waiting.remove(at));
        found.is_some()
    }

    fn find(&self, id: i64) -> Option<usize> {
        self.waiting.binary_search_by_key(&id, |queued| queued.id).ok()
    }

    pub fn clear(&mut self) {
        self.waiting.clear();
    }
}

fn random_start() -> i64 {
    100_000_000 + (random() % 800_000_000) as i64
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
}
