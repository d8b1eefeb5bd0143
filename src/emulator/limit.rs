//! How fast a bot may send. Off for most tests; `Realistic` is what Telegram's FAQ promises,
//! `Harsh` is less than that, so that a sender that only just behaves is found out.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

/// How strictly sending is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RateLimits {
    /// Everything goes.
    #[default]
    Off,
    /// One message a second in a chat with bursts of three, 20 a minute in a group, 30 a second
    /// in all.
    Realistic,
    /// No bursts, 10 a minute in a group, 10 a second in all.
    Harsh,
}

/// What one mode permits.
struct Rates {
    /// Messages that may go to a chat at once after a silence; then one each `CHAT_MS`.
    chat_burst: i64,
    group: Window,
    all: Window,
}

/// So many in so many milliseconds.
struct Window {
    count: usize,
    span_ms: i64,
}

/// Milliseconds between two messages to a chat.
const CHAT_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60_000;
/// Chats remembered before those at rest are forgotten.
const CHATS_MAX: usize = 10_000;

/// What was sent lately.
#[derive(Debug, Default)]
pub struct Limits {
    pub mode: RateLimits,
    /// By chat: when what was sent is worked off, at one message each `CHAT_MS`.
    worked_off_ms: HashMap<i64, i64>,
    /// When messages went to a group; all that were sent stand under 0.
    sent: HashMap<i64, VecDeque<i64>>,
}

impl Limits {
    /// Counts one message to this chat, or says how many seconds to wait.
    pub fn take(&mut self, chat: i64, now_ms: i64) -> Result<(), i64> {
        let window = |count, span_ms| Window { count, span_ms };
        let Rates { chat_burst, group, all } = match self.mode {
            RateLimits::Off => return Ok(()),
            RateLimits::Realistic => Rates { chat_burst: 3, group: window(20, MINUTE_MS), all: window(30, 1_000) },
            RateLimits::Harsh => Rates { chat_burst: 1, group: window(10, MINUTE_MS), all: window(10, 1_000) },
        };
        let worked_off_ms = self.worked_off_ms.get(&chat).copied().unwrap_or(0).max(now_ms);
        let mut wait_ms = worked_off_ms - CHAT_MS * (chat_burst - 1) - now_ms;
        if chat < 0 {
            wait_ms = wait_ms.max(self.wait_ms(chat, &group, now_ms));
        }
        wait_ms = wait_ms.max(self.wait_ms(0, &all, now_ms));
        if wait_ms > 0 {
            return Err((wait_ms + 999) / 1_000);
        }
        if self.worked_off_ms.len() >= CHATS_MAX {
            self.worked_off_ms.retain(|_, at_ms| *at_ms > now_ms);
        }
        self.worked_off_ms.insert(chat, worked_off_ms + CHAT_MS);
        self.note(0, all.span_ms, now_ms);
        if chat < 0 {
            self.note(chat, group.span_ms, now_ms);
        }
        Ok(())
    }

    fn note(&mut self, whose: i64, span_ms: i64, now_ms: i64) {
        let times = self.sent.entry(whose).or_default();
        times.push_back(now_ms);
        while times.front().is_some_and(|first| *first <= now_ms - span_ms) {
            times.pop_front();
        }
    }

    /// How long until the window has room again.
    fn wait_ms(&self, whose: i64, window: &Window, now_ms: i64) -> i64 {
        let times = self.sent.get(&whose);
        let oldest = times.and_then(|times| times.iter().rev().nth(window.count - 1));
        oldest.map_or(0, |oldest| (oldest + window.span_ms - now_ms).max(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_takes_a_burst_of_three_and_then_asks_to_wait() {
        let mut limits = Limits { mode: RateLimits::Realistic, ..Limits::default() };
        assert!((0..3).all(|_| limits.take(5, 1_000).is_ok()));
        assert_eq!(limits.take(5, 1_000), Err(1));
        assert_eq!(limits.take(6, 1_000), Ok(()));
        assert_eq!(limits.take(5, 2_000), Ok(()));
        assert_eq!(limits.take(5, 2_500), Err(1));
    }

    #[test]
    fn one_a_second_is_never_too_many() {
        for mode in [RateLimits::Realistic, RateLimits::Harsh] {
            let mut limits = Limits { mode, ..Limits::default() };
            assert!((0..200).all(|n| limits.take(5, n * 1_000).is_ok()));
        }
    }

    #[test]
    fn thirty_a_second_in_all_and_twenty_a_minute_in_a_group() {
        let mut limits = Limits { mode: RateLimits::Realistic, ..Limits::default() };
        assert!((1..=30).all(|chat| limits.take(chat, 0).is_ok()));
        assert_eq!(limits.take(31, 0), Err(1));
        assert!((1..=20).all(|n| limits.take(-9, n * 2_000).is_ok()));
        assert_eq!(limits.take(-9, 42_000), Err(20));
    }
}
