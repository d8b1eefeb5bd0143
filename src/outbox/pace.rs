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
    /// Messages a second of the lanes that yield, so that replies keep some of the total.
    pub bulk_per_second: i64,
    /// Of these, texts a second for cards that somebody has before them.
    pub live_per_second: i64,
    /// Messages over all chats, and of the lanes that yield, that may go at once after a silence. With
    /// three, a sender that wakes late catches up, and no second sees more than the rate and two.
    pub burst: i64,
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
        live_per_second: 5,
        burst: 3,
        chat_interval_ms: 1000,
        chat_burst: 3,
        group_interval_ms: 60_000 / 18,
    };
    /// Those of a server that permits so many messages a second over all chats: shared out as Telegram's
    /// thirty are.
    pub fn permitted(per_second: u32) -> Limits {
        let share = |of_thirty: i64| (i64::from(per_second) * of_thirty / 30).max(1);
        Limits {
            all_per_second: share(28),
            bulk_per_second: share(25),
            live_per_second: share(5),
            burst: share(3),
            ..Limits::TELEGRAM
        }
    }

    /// None: for the terminal, and for tests of something else.
    pub const NONE: Limits = Limits {
        all_per_second: 1_000_000,
        bulk_per_second: 1_000_000_000,
        live_per_second: 1_000_000_000,
        burst: 1_000_000,
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
/// The lanes that yield wait no longer than this for others; then one a second of bulk goes first.
const HUNGER: TimeDelta = TimeDelta::seconds(60);
const HUNGRY_PACE: TimeDelta = TimeDelta::seconds(1);
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
    live: Bucket,
    /// Since when bulk waits without any of it going, and when the last went.
    hungry_since: Option<Moment>,
    fed_at: Moment,
    chats: HashMap<ChatId, Bucket>,
    /// At how many chats it is looked for those at rest.
    look_at: usize,
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
            live: Bucket::default(),
            hungry_since: None,
            fed_at: Moment::from_ms(0),
            chats: HashMap::new(),
            look_at: 0,
            frozen: HashMap::new(),
            refused: Vec::new(),
        }
    }

    /// What the channel permits.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// When a message to that chat may go: now, or a later moment.
    pub fn free_at(&mut self, chat: ChatId, lane: Lane, now: Moment) -> Moment {
        self.open_at(lane, now).max(self.chat_free_at(chat, now))
    }

    /// When a message of that lane may go to anybody.
    pub fn open_at(&mut self, lane: Lane, now: Moment) -> Moment {
        self.recover(now);
        let (limits, all) = (self.limits, self.all.free_at_us(1_000_000 / self.rate, self.limits.burst));
        let bulk = || self.bulk.free_at_us(1_000_000 / limits.bulk_per_second, limits.burst);
        let free_us = match lane {
            Lane::Reply | Lane::Personal => all,
            Lane::Bulk => all.max(bulk()),
            Lane::Live => all.max(bulk()).max(self.live.free_at_us(1_000_000 / limits.live_per_second, limits.burst)),
        };
        let thawed = self.frozen.get(&ChatId(0)).copied().unwrap_or(now);
        Moment::from_ms((free_us + 999) / 1000).max(now).max(thawed)
    }

    /// When a message may go to that chat, as far as the others leave room.
    pub fn chat_free_at(&self, chat: ChatId, now: Moment) -> Moment {
        let (interval_us, burst) = self.chat_limits(chat);
        let free_us = self.chats.get(&chat).map_or(0, |bucket| bucket.free_at_us(interval_us, burst));
        let thawed = self.frozen.get(&chat).copied().unwrap_or(now);
        Moment::from_ms((free_us + 999) / 1000).max(now).max(thawed)
    }

    /// One goes to that chat now.
    pub fn take(&mut self, chat: ChatId, lane: Lane, now: Moment) {
        let now_us = now.ms() * 1000;
        if self.chats.len() >= self.look_at.max(CHATS_REMEMBERED_MAX) {
            self.chats.retain(|_, bucket| bucket.tat_us > now_us);
            // So that a crowd is not looked through at every send.
            self.look_at = 2 * self.chats.len();
        }
        let (interval_us, _) = self.chat_limits(chat);
        if interval_us > 0 {
            self.chats.entry(chat).or_default().take(now_us, interval_us);
        }
        self.all.take(now_us, 1_000_000 / self.rate);
        if lane.yields() {
            self.bulk.take(now_us, 1_000_000 / self.limits.bulk_per_second);
        }
        if lane == Lane::Live {
            self.live.take(now_us, 1_000_000 / self.limits.live_per_second);
        }
        if lane == Lane::Bulk {
            if now - self.fed_at < HUNGRY_PACE || !self.starves(now) {
                self.hungry_since = None;
            }
            self.fed_at = now;
        }
    }

    /// Bulk waits, and none of it went.
    pub fn hungers(&mut self, now: Moment) {
        self.hungry_since.get_or_insert(now);
    }

    /// There is no bulk that waits.
    pub fn sated(&mut self) {
        self.hungry_since = None;
    }

    /// Whether one bulk message goes before everything else: others have used up everything for a
    /// minute, and the last such was a second ago.
    pub fn starves(&self, now: Moment) -> bool {
        self.hungry_since.is_some_and(|since| now - since >= HUNGER) && now - self.fed_at >= HUNGRY_PACE
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
mod tests;
