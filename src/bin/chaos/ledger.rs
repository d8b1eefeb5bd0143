//! What citizens did and what they were told: the oracle's memory. It knows nothing of the database.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::copies::Unexplained;

#[derive(Debug, Default)]
pub struct Ledger(Mutex<Entries>);

#[derive(Debug, Default)]
pub struct Entries {
    /// The option that somebody was last told is in the box: by poll and citizen.
    pub votes: BTreeMap<(i64, u32), i64>,
    /// How often somebody was told so.
    pub votes_confirmed: u64,
    /// Titles whose receipt somebody read, with their author.
    pub proposals: BTreeMap<String, u32>,
    /// Forums for which somebody was told that they have a seat.
    pub seats: BTreeMap<(i64, u32), ()>,
    /// What was said or pressed and never answered, in words.
    pub unanswered: Vec<String>,
    /// Presses and messages.
    pub acts: u64,
    /// Messages that came once more although nothing explains it.
    pub unexplained: Unexplained,
    /// How often the program died.
    pub kills: u64,
    /// How often the messenger misbehaved.
    pub troubles: u64,
}

impl Ledger {
    pub fn open(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
