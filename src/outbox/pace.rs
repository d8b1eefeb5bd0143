//! How fast a channel may be spoken to. Pure: told what time it is and what was sent, it says
//! whether one more may go. The figures are Telegram's (about 30 a second over all chats, one a
//! second in a chat with short bursts, 20 a minute in a group), with room to spare.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::channel::ChatId;
use crate::clock::Moment;
use crate::outbox::Lane;

/// What a channel permits.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Messages a second over all chats.
    pub all_per_second: i64,
    /// Messages a second of the bulk lane, so that replies keep some of the total.
    pub bulk_per_second: i64,
    /// Milliseconds between two messages to one chat.
    pub chat_interval_ms: i64,
    /// Messages to one chat that may go at once after a silence.
    pub chat_burst: i64,
    /// Milliseconds between two messages to a group (a negative chat id).
    pub group_interval_ms: i64,
}

impl Limits {
    /// Telegram's, with room to spare.
    pub const TELEGRAM: Limits = Limits {
        all_per_second: 28,
        bulk_per_second: 25,
        chat_interval_ms: 1000,
        chat_burst: 3,
        group_interval_ms: 60_000 / 18,
    };
    /// None: for the terminal, and for tests of something else.
    pub const NONE: Limits = Limits {
        all_per_second: 1_000_000,
        bulk_per_second: 1_000_000_000,
        chat_interval_ms: 0,
        chat_burst: 1,
        group_interval_ms: 0,
    };
}

/// A chat that said "too many requests" within this time of another one makes it everybody's.
const FLOOD_WINDOW: TimeDelta = TimeDelta::seconds(5);
/// How many such chats freeze everything and halve the rate.
const FLOOD_CHATS: usize = 3;
/// After a halving, the rate grows by one message a second each time this passes.
const RECOVERY_STEP: TimeDelta = TimeDelta::seconds(10);
/// Chats remembered before those at rest are forgotten.
const CHATS_REMEMBERED_MAX: usize = 4096;

/// The generic cell rate algorithm (ITU-T I.371): one number, the theoretical arrival time.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// When the bucket will be empty, in microseconds since 1970.
    tat_us: i64,
}

impl Bucket {
    /// The earliest time for one more, in microseconds.
    fn free_at_us(self, interval_us: i64, burst: i64) -> i64 {
        self.tat_us - interval_us * (burst - 1)
    }

    fn take(&mut self, now_us: i64, interval_us: i64) {
        self.tat_us = self.tat_us.max(now_us) + interval_us;
    }
}

/// What was sent when, as far as it matters.
#[derive(Debug)]
pub struct Pace {
    limits: Limits,
    /// The present rate over all chats; lower than the limit after a flood.
    rate: i64,
    rate_since: Moment,
    all: Bucket,
    bulk: Bucket,
    chats: HashMap<ChatId, Bucket>,
    frozen: HashMap<ChatId, Moment>,
    refused: Vec<(ChatId, Moment)>,
}

impl Pace {
    /// Nothing has been sent yet.
    pub fn new(limits: Limits) -> Pace {
        Pace {
            limits,
            rate: limits.all_per_second,
            rate_since: Moment::from_ms(0),
            all: Bucket::default(),
            bulk: Bucket::default(),
            chats: HashMap::new(),
            frozen: HashMap::new(),
            refused: Vec::new(),
        }
    }

    /// When a message to that chat may go: now, or a later moment.
    pub fn free_at(&mut self, chat: ChatId, lane: Lane, now: Moment) -> Moment {
        self.recover(now);
        let (interval_us, burst) = self.chat_limits(chat);
        let chat_free = self.chats.get(&chat).map_or(0, |bucket| bucket.free_at_us(interval_us, burst));
        let all_free = self.all.free_at_us(1_000_000 / self.rate, self.rate);
        let bulk_free = match lane {
            Lane::Bulk => self.bulk.free_at_us(1_000_000 / self.limits.bulk_per_second, 1),
            Lane::Reply | Lane::Personal => 0,
        };
        let free_us = chat_free.max(all_free).max(bulk_free);
        let free = Moment::from_ms((free_us + 999) / 1000);
        let thawed = [chat, ChatId(0)].into_iter().filter_map(|chat| self.frozen.get(&chat).copied()).max();
        free.max(now).max(thawed.unwrap_or(now))
    }

    /// One goes to that chat now.
    pub fn take(&mut self, chat: ChatId, lane: Lane, now: Moment) {
        let now_us = now.ms() * 1000;
        if self.chats.len() >= CHATS_REMEMBERED_MAX {
            self.chats.retain(|_, bucket| bucket.tat_us > now_us);
        }
        let (interval_us, _) = self.chat_limits(chat);
        self.chats.entry(chat).or_default().take(now_us, interval_us);
        self.all.take(now_us, 1_000_000 / self.rate);
        if lane == Lane::Bulk {
            self.bulk.take(now_us, 1_000_000 / self.limits.bulk_per_second);
        }
    }

    /// The channel said "not before `until`" for that chat. Several chats at once mean everybody.
    /// Returns the chat that is frozen: that one, or 0 for all.
    pub fn freeze(&mut self, chat: ChatId, until: Moment, now: Moment) -> ChatId {
        self.refused.retain(|(known, at)| now - *at < FLOOD_WINDOW && *known != chat);
        self.refused.push((chat, now));
        let frozen = if self.refused.len() >= FLOOD_CHATS { ChatId(0) } else { chat };
        if frozen == ChatId(0) {
            self.rate = (self.rate / 2).max(1);
            self.rate_since = now;
            self.refused.clear();
        }
        self.thaw_at(frozen, until);
        frozen
    }

    /// Nothing to that chat (0: to anybody) before `until`, as was kept from before a restart.
    pub fn thaw_at(&mut self, chat: ChatId, until: Moment) {
        let at = self.frozen.entry(chat).or_insert(until);
        *at = (*at).max(until);
    }

    fn recover(&mut self, now: Moment) {
        self.frozen.retain(|_, until| *until > now);
        while self.rate < self.limits.all_per_second && now - self.rate_since >= RECOVERY_STEP {
            self.rate += 1;
            self.rate_since = self.rate_since + RECOVERY_STEP;
        }
    }

    fn chat_limits(&self, chat: ChatId) -> (i64, i64) {
        if chat.0 < 0 {
            (self.limits.group_interval_ms * 1000, 1)
        } else {
            (self.limits.chat_interval_ms * 1000, self.limits.chat_burst)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: i64) -> Moment {
        Moment::from_ms(1_800_000_000_000 + ms)
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
        assert_eq!(pace.free_at(ChatId(8), Lane::Reply, at(0)), at(0), "another chat does not wait");
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

    proptest! {
        /// Whoever asks and waits as told never exceeds the rate: over any second, at most the
        /// limit and one burst; in bulk, at most the bulk rate and one.
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
            for (index, first) in sent.iter().enumerate() {
                let within = sent[index..].iter().take_while(|at| **at - *first < TimeDelta::seconds(1)).count();
                let most = if bulk { 26 } else { 56 };
                prop_assert!(within <= most, "{within} in a second");
            }
        }
    }
}
