//! How much one person may ask for: a bucket for each, which fills with time and is emptied by what
//! they do. Pure: told what time it is, it says whether one more is taken. Citizens and staff alike.
//!
//! Nobody who presses buttons with a thumb comes near its bottom; a program that presses them does,
//! and then costs a number in a table, nothing else.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::channel::ChatId;
use crate::clock::Moment;

/// What a full bucket holds.
pub const FULL: u32 = 40;
/// How long one unit takes to come back.
pub const UNIT: TimeDelta = TimeDelta::milliseconds(250);
/// Between two warnings to one person.
pub const WARNING_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// Buckets kept before those that are full again are forgotten.
const KEPT_MAX: usize = 16_384;

/// What becomes of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Take,
    /// It is too much. `warn`: they have not been told so for a while.
    Drop {
        /// Whether to tell them.
        warn: bool,
    },
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    full_at: Moment,
    warned_at: Option<Moment>,
}

/// Everybody's buckets.
#[derive(Debug, Default)]
pub struct Flood {
    buckets: HashMap<ChatId, Bucket>,
    /// At how many buckets it is looked for full ones.
    look_at: usize,
}

impl Flood {
    /// Asks for an act of that cost, and takes it out of the bucket if it is granted.
    pub fn ask(&mut self, chat: ChatId, cost: u32, now: Moment) -> Verdict {
        if cost == 0 {
            return Verdict::Take;
        }
        self.forget_full(now);
        let bucket = self.buckets.entry(chat).or_insert(Bucket { full_at: now, warned_at: None });
        let full_at = bucket.full_at.max(now) + time(cost);
        if full_at - now <= time(FULL) {
            bucket.full_at = full_at;
            return Verdict::Take;
        }
        let warn = bucket.warned_at.is_none_or(|at| now - at >= WARNING_PAUSE);
        if warn {
            bucket.warned_at = Some(now);
        }
        Verdict::Drop { warn }
    }

    /// What was granted did not happen: it will be asked for again.
    pub fn give_back(&mut self, chat: ChatId, cost: u32) {
        if let Some(bucket) = self.buckets.get_mut(&chat) {
            bucket.full_at = bucket.full_at - time(cost);
        }
    }

    fn forget_full(&mut self, now: Moment) {
        if self.buckets.len() < self.look_at.max(KEPT_MAX) {
            return;
        }
        let warned = |bucket: &Bucket| bucket.warned_at.is_some_and(|at| now - at < WARNING_PAUSE);
        self.buckets.retain(|_, bucket| bucket.full_at > now || warned(bucket));
        // So that a crowd is not looked through at every act of theirs.
        self.look_at = 2 * self.buckets.len();
    }
}

fn time(units: u32) -> TimeDelta {
    UNIT * i32::try_from(units).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINA: ChatId = ChatId(7);

    fn at(ms: i64) -> Moment {
        Moment::from_ms(1_800_000_000_000 + ms)
    }

    #[test]
    fn three_presses_a_second_for_ten_minutes_are_a_busy_thumb_and_no_flood() {
        let mut flood = Flood::default();
        assert!((0..1_800).all(|press| flood.ask(MINA, 1, at(press * 333)) == Verdict::Take));
    }

    #[test]
    fn who_floods_is_told_once_a_minute_and_heard_again_after_a_rest() {
        let mut flood = Flood::default();
        let seen: Vec<Verdict> = (0..12_000).map(|act| flood.ask(MINA, 1, at(act * 10))).collect();
        let warned = seen.iter().filter(|verdict| **verdict == Verdict::Drop { warn: true }).count();
        assert_eq!(warned, 2, "two minutes");
        let taken = seen.iter().filter(|verdict| **verdict == Verdict::Take).count();
        assert!((515..=525).contains(&taken), "a bucket, and four a second: {taken}");
        assert_eq!(flood.ask(ChatId(8), 1, at(120_000)), Verdict::Take, "nobody else is concerned");
        assert_eq!(flood.ask(MINA, FULL, at(120_000 + 10_000)), Verdict::Take, "ten seconds fill the bucket");
    }

    #[test]
    fn what_did_not_happen_costs_nothing() {
        let mut flood = Flood::default();
        for _ in 0..1_000 {
            assert_eq!(flood.ask(MINA, 20, at(0)), Verdict::Take);
            flood.give_back(MINA, 20);
        }
    }

    #[test]
    fn buckets_that_are_full_again_are_forgotten() {
        let mut flood = Flood::default();
        for chat in 0..200_000 {
            flood.ask(ChatId(chat), 1, at(chat));
        }
        assert!(flood.buckets.len() <= 2 * KEPT_MAX, "{}", flood.buckets.len());
    }

    proptest! {
        /// However acts are spread and whatever they cost: over any span no more is taken than a
        /// full bucket and what came back in that span.
        #[test]
        fn no_more_is_taken_than_a_bucket_and_what_comes_back(acts in proptest::collection::vec((0i64..2_000, 1u32..21), 1..200)) {
            let (mut flood, mut now, mut taken) = (Flood::default(), 0, Vec::new());
            for (pause, cost) in acts {
                now += pause;
                if flood.ask(MINA, cost, at(now)) == Verdict::Take {
                    taken.push((now, i64::from(cost)));
                }
            }
            for (index, (first, _)) in taken.iter().enumerate() {
                let mut sum = 0;
                for (when, cost) in &taken[index..] {
                    sum += cost;
                    prop_assert!(sum <= i64::from(FULL) + (when - first) / UNIT.num_milliseconds());
                }
            }
        }
    }
}
