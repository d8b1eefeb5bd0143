//! What the bots did: every call with its answer, and every failure, which is a call that a
//! correct bot would not have made. Tests read both; so does the page.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use axum::body::Bytes;
use serde::Serialize;
use serde_json::{Map, Value};

/// Calls that are remembered; older ones are forgotten.
const CALLS_MAX: usize = 50_000;
/// Bytes of the calls that are remembered, with their answers.
const BYTES_MAX: usize = 64 * 1024 * 1024;
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
    /// The HTTP status; 0 if the connection was closed before the call did anything.
    pub status: u16,
    /// The whole body of the answer.
    pub answer: Value,
    /// The faults that struck it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<&'static str>,
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

/// A call as it is kept: parameters and answer as they were written, and read only when somebody
/// asks.
#[derive(Debug)]
pub struct Entry {
    pub at: i64,
    pub bot: i64,
    pub method: Cow<'static, str>,
    /// An object of strings.
    pub params: Box<str>,
    pub status: u16,
    pub answer: Bytes,
    pub faults: Vec<&'static str>,
}

#[derive(Debug, Default)]
pub struct Journal {
    calls: VecDeque<Entry>,
    bytes: usize,
    failures: VecDeque<Failure>,
    /// Calls so far, also those that are forgotten.
    count: u64,
    /// The same by status.
    statuses: BTreeMap<u16, u64>,
}

impl Journal {
    /// Writes a call down and gives its number.
    pub fn write(&mut self, entry: Entry) -> u64 {
        self.count += 1;
        *self.statuses.entry(entry.status).or_default() += 1;
        self.bytes += entry.size();
        self.calls.push_back(entry);
        while self.calls.len() > CALLS_MAX || self.bytes > BYTES_MAX && self.calls.len() > 1 {
            let oldest = self.calls.pop_front();
            self.bytes -= oldest.map_or(0, |entry| entry.size());
        }
        self.count
    }

    pub fn fail(&mut self, at: i64, method: &str, what: String) {
        if self.failures.len() == FAILURES_MAX {
            self.failures.pop_front();
        }
        self.failures.push_back(Failure { at, method: method.to_owned(), what });
    }

    /// The calls after number `after`, oldest first.
    pub fn after(&self, after: u64, limit: usize) -> impl Iterator<Item = Call> {
        let forgotten = self.count - self.calls.len() as u64;
        let skip = usize::try_from(after.saturating_sub(forgotten)).unwrap_or(usize::MAX);
        let numbers = forgotten + 1..;
        numbers.zip(&self.calls).skip(skip).take(limit).map(|(n, entry)| entry.read(n))
    }

    /// Calls so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many calls were answered with this status, also those that are forgotten.
    pub fn answered_with(&self, status: u16) -> u64 {
        self.statuses.get(&status).copied().unwrap_or(0)
    }

    pub fn failures(&self) -> Vec<Failure> {
        self.failures.iter().cloned().collect()
    }

    /// Forgets the failures.
    pub fn forgive(&mut self) {
        self.failures.clear();
    }

    /// Forgets everything but how many calls there were.
    pub fn clear(&mut self) {
        *self = Journal { count: self.count, ..Journal::default() };
    }
}

impl Entry {
    /// About its bytes in memory.
    fn size(&self) -> usize {
        size_of::<Entry>() + self.params.len() + self.answer.len()
    }

    fn read(&self, n: u64) -> Call {
        let params: Map<String, Value> = serde_json::from_str(&self.params).unwrap_or_default();
        let params = params.into_iter().map(|(name, value)| unfold(name, value)).collect();
        // What is no JSON (a page of a proxy) is shown as the text that it is.
        let text = || String::from_utf8_lossy(&self.answer).into_owned().into();
        Call {
            n,
            at: self.at,
            bot: self.bot,
            method: self.method.clone().into_owned(),
            params: Value::Object(params),
            status: self.status,
            answer: serde_json::from_slice(&self.answer).unwrap_or_else(|_| text()),
            faults: self.faults.clone(),
        }
    }
}

/// A parameter for reading: nested JSON as what it is, numbers as numbers.
fn unfold(name: String, value: Value) -> (String, Value) {
    let text = value.as_str().unwrap_or_default();
    let nested = text.starts_with(['{', '[']) && name != "text" && name != "caption";
    let number = matches!(name.as_str(), "chat_id" | "message_id" | "offset" | "limit" | "timeout");
    let unfolded = if nested || number { serde_json::from_str(text).ok() } else { None };
    (name, unfolded.unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(answer: usize) -> Entry {
        Entry {
            at: 0,
            bot: 1,
            method: "sendMessage".into(),
            params: r#"{"chat_id":"5","text":"[x]","reply_markup":"{\"a\":1}"}"#.into(),
            status: 200,
            answer: vec![b'1'; answer].into(),
            faults: Vec::new(),
        }
    }

    #[test]
    fn a_call_is_read_with_its_number_and_its_parameters_unfolded() {
        let mut journal = Journal::default();
        for _ in 0..3 {
            journal.write(entry(1));
        }
        let calls: Vec<Call> = journal.after(1, 10).collect();
        assert_eq!(calls.iter().map(|call| call.n).collect::<Vec<_>>(), [2, 3]);
        let params = serde_json::json!({ "chat_id": 5, "text": "[x]", "reply_markup": { "a": 1 } });
        assert_eq!((&calls[0].params, &calls[0].answer), (&params, &Value::from(1)));
    }

    #[test]
    fn the_oldest_calls_are_forgotten_when_there_are_too_many_bytes_and_numbers_go_on() {
        let mut journal = Journal::default();
        for _ in 0..10 {
            journal.write(entry(BYTES_MAX / 4));
        }
        let numbers: Vec<u64> = journal.after(0, 10).map(|call| call.n).collect();
        assert_eq!(numbers, [8, 9, 10]);
        assert_eq!((journal.count(), journal.answered_with(200)), (10, 10));
    }
}
