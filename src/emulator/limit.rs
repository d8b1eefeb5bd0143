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

/// So many in so many milliseconds.
struct Window {
    count: usize,
    span_ms: i64,
}

/// What was sent lately.
#[derive(Debug, Default)]
pub struct Limits {
    pub mode: RateLimits,
    /// By chat; everything that was sent stands under chat 0.
    sent: HashMap<i64, VecDeque<i64>>,
}

impl Limits {
    /// Counts one message to this chat, or says how many seconds to wait.
    pub fn take(&mut self, chat: i64, now_ms: i64) -> Result<(), i64> {
        let (chat_window, group_window, all_window) = match self.mode {
            RateLimits::Off => return Ok(()),
            RateLimits::Realistic => ((3, 3_000), (20, 60_000), (30, 1_000)),
            RateLimits::Harsh => ((1, 1_000), (10, 60_000), (10, 1_000)),
        };
        let window = |(count, span_ms)| Window { count, span_ms };
        let mut wait_ms = self.wait_ms(chat, &window(chat_window), now_ms);
        if chat < 0 {
            wait_ms = wait_ms.max(self.wait_ms(chat, &window(group_window), now_ms));
        }
        wait_ms = wait_ms.max(self.wait_ms(0, &window(all_window), now_ms));
        if wait_ms > 0 {
            return Err((wait_ms + 999) / 1_000);
        }
        for chat in [chat, 0] {
            let times = self.sent.entry(chat).or_default();
            times.push_back(now_ms);
            while times.front().is_some_and(|first| *first <= now_ms - 60_000) {
                times.pop_front();
            }
        }
        Ok(())
    }

    /// How long until the window has room again.
    fn wait_ms(&self, chat: i64, window: &Window, now_ms: i64) -> i64 {
        let times = self.sent.get(&chat);
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
        assert_eq!(limits.take(5, 1_000), Err(3));
        assert_eq!(limits.take(6, 1_000), Ok(()));
        assert_eq!(limits.take(5, 4_000), Ok(()));
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
