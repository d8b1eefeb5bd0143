//! Polls that a batch has read: many votes on one poll read it once. Whoever changes a poll forgets
//! it here (a test reads the sources for that).

use std::collections::HashMap;

use crate::db::{Together, Tx};
use crate::poll::{Poll, PollId};

#[derive(Default)]
struct Known(HashMap<PollId, Poll>);

impl Together for Known {}

/// A poll as this transaction has read it, if it has.
pub fn get(tx: &mut Tx, id: PollId) -> Option<Poll> {
    tx.together::<Known>().0.get(&id).cloned()
}

/// This transaction has read it.
pub fn keep(tx: &mut Tx, poll: &Poll) {
    tx.together::<Known>().0.insert(poll.id, poll.clone());
}

/// It is about to change.
pub fn forget(tx: &mut Tx, id: PollId) {
    tx.together::<Known>().0.remove(&id);
}

#[cfg(test)]
mod tests {
    #[test]
    fn whoever_changes_a_poll_forgets_what_was_read_of_it() {
        let source = include_str!("../store.rs");
        let changes = ["update poll set", "insert into poll_option", "delete from poll"];
        let changing: Vec<&str> = source
            .split("\npub async fn ")
            .skip(1)
            .filter(|function| changes.iter().any(|change| function.contains(change)))
            .collect();
        assert!(changing.len() > 8, "the statements were not found");
        for function in changing {
            let name = function.split('(').next().unwrap();
            assert!(function.contains("known::forget(tx, "), "poll::store::{name} changes a poll that may be known");
        }
    }
}
