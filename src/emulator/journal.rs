//! What the bots did: every call with its answer, and every failure, which is a call that a
//! correct bot would not have made. Tests read both; so does the page.

use std::collections::VecDeque;

use serde::Serialize;
use serde_json::Value;

/// Calls that are remembered; older ones are forgotten.
const CALLS_MAX: usize = 50_000;
/// Failures that are remembered.
const FAILURES_MAX: usize = 1_000;

/// One call of a bot.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    /// Counts from 1.
    pub n: u64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// The bot's id.
    pub bot: i64,
    /// The method, spelled as Telegram spells it.
    pub method: String,
    /// Its parameters, with nested JSON unfolded and uploads as their name and size.
    pub params: Value,
    /// The HTTP status.
    pub status: u16,
    /// The whole body of the answer.
    pub answer: Value,
}

/// A mistake of the bot.
#[derive(Debug, Clone, Serialize)]
pub struct Failure {
    /// Milliseconds since 1970.
    pub at: i64,
    /// The method, as the bot wrote it.
    pub method: String,
    /// What was wrong, in a sentence.
    pub what: String,
}

#[derive(Debug, Default)]
pub struct Journal {
    calls: VecDeque<Call>,
    failures: VecDeque<Failure>,
    count: u64,
}

impl Journal {
    /// Writes a call down and gives its number.
    pub fn write(&mut self, mut call: Call) -> u64 {
        self.count += 1;
        call.n = self.count;
        if self.calls.len() == CALLS_MAX {
            self.calls.pop_front();
        }
        self.calls.push_back(call);
        self.count
    }

    pub fn fail(&mut self, at: i64, method: &str, what: String) {
        if self.failures.len() == FAILURES_MAX {
            self.failures.pop_front();
        }
        self.failures.push_back(Failure { at, method: method.to_owned(), what });
    }

    /// The calls after number `after`, oldest first.
    pub fn after(&self, after: u64, limit: usize) -> Vec<Call> {
        self.calls.iter().filter(|call| call.n > after).take(limit).cloned().collect()
    }

    pub fn failures(&self) -> Vec<Failure> {
        self.failures.iter().cloned().collect()
    }
}
