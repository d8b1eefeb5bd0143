//! Polls that a batch has read: many votes on one poll read it once, and votes on many polls read them
//! together. Whoever changes a poll forgets it here (a test reads the sources for that).

use std::collections::{BTreeSet, HashMap};

use crate::db::{Together, Tx};
use crate::poll::ballot::store::voted_in;
use crate::poll::{Poll, PollId};

#[derive(Default)]
struct Known(HashMap<PollId, Poll>);

impl Together for Known {}

/// A poll as this transaction has read it, if it has.
pub fn get(tx: &mut Tx, id: PollId) -> Option<Poll> {
    tx.together::<Known>().0.get(&id).cloned()
}

/// That poll, and those in which the batch brings votes and which it has not read: their numbers, as JSON.
pub fn wanted(tx: &mut Tx, id: PollId) -> String {
    let mut wanted: BTreeSet<PollId> = voted_in(tx).collect();
    let known = &tx.together::<Known>().0;
    wanted.retain(|poll| !known.contains_key(poll));
    wanted.insert(id);
    serde_json::to_string(&wanted).expect("numbers can be written")
}

/// This transaction has read it.
pub fn keep(tx: &mut Tx, poll: Poll) {
    tx.together::<Known>().0.insert(poll.id, poll);
}

/// It is about to change.
pub fn forget(tx: &mut Tx, id: PollId) {
    tx.together::<Known>().0.remove(&id);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;

    use super::*;
    use crate::bot::Words;
    use crate::clock::{Clock, Moment, Still};
    use crate::db::{self, Announced, Db};
    use crate::poll::ballot::store::Place;
    use crate::poll::{Candidate, OptionId, proof, store};

    async fn add(tx: &mut Tx) -> anyhow::Result<PollId> {
        let poll = Poll::new(Words::only("?"), Vec::new(), tx.now, tx.now + TimeDelta::hours(1));
        let id = store::add(tx, &poll).await?;
        store::add_option(tx, id, &Candidate::new(OptionId(1), Words::only("!"))).await?;
        let pledge = proof::Pledge { audit_hours: 1, objection_days: 0, salts: String::new(), verifier: String::new() };
        proof::store::begin(tx, id, "", &pledge).await?;
        Ok(id)
    }

    #[tokio::test]
    async fn the_polls_and_logs_that_a_batch_votes_in_are_read_at_once_and_nothing_looked_up_is_lost_by_that() {
        let folder = tempfile::tempdir().unwrap();
        let (file, clock) = (folder.path().join("t.db"), Still::at(Moment::from_ms(1_800_000_000_000)));
        db::migrate(&file, clock.now()).await.unwrap();
        let db = Db::open(&file, Arc::new(clock)).await.unwrap();
        let made = async |tx: &mut Tx| Ok([add(tx).await?, add(tx).await?, add(tx).await?]);
        let polls = db.write(made).await.unwrap();
        let place = |poll: &PollId| Arc::new(Place { poll: *poll, handle: [0; 16] }) as Announced;
        let job = async move |tx: &mut Tx| {
            let before = tx.uses();
            assert!(store::poll(tx, polls[0]).await?.is_some() && proof::store::open(tx, polls[0]).await?);
            // What is read from here on is not found.
            assert_eq!(tx.uses(), before, "what others looked up ahead still holds");
            for statement in ["delete from poll_option", "delete from poll_log"] {
                sqlx::query(statement).execute(tx.conn()).await?;
            }
            for poll in polls {
                assert_eq!(store::poll(tx, poll).await?.unwrap().options.len(), 1);
                assert!(proof::store::open(tx, poll).await?);
            }
            forget(tx, polls[1]);
            assert_eq!(store::poll(tx, polls[1]).await?.unwrap().options.len(), 0, "who changes it reads it anew");
            Ok(())
        };
        db.write_announcing(polls.iter().map(place).collect(), job).await.unwrap();
    }

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
