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

    /// What would still be delivered at this moment: what is too old may not be swept away yet.
    pub fn alive(&self, now_ms: i64) -> impl Iterator<Item = &Queued> {
        self.waiting.iter().filter(move |queued| queued.expires_at_ms > now_ms)
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
mod tests;
