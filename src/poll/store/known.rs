//! Polls that were read before: many votes on one poll read it once, and votes on many polls read them
//! together. Whoever changes a poll forgets it here (`tests/architecture.rs` reads the sources for that).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::db::{Tx, rows};
use crate::poll::ballot::store::voted_in;
use crate::poll::{Poll, PollId};

/// Polls remembered at once, unless a single batch votes in more.
const POLLS_MAX: usize = 128;

#[derive(Default)]
struct Known(HashMap<PollId, Arc<Poll>>);

/// A poll as this transaction would read it, if it was read before.
pub fn get(tx: &mut Tx, id: PollId) -> Option<Arc<Poll>> {
    tx.remembered::<Known>().0.get(&id).cloned()
}

/// That poll, and those in which the batch brings votes and which are not known: their numbers, as JSON.
pub fn wanted(tx: &mut Tx, id: PollId) -> String {
    let mut wanted: BTreeSet<PollId> = voted_in(tx).collect();
    let known = &tx.remembered::<Known>().0;
    wanted.retain(|poll| !known.contains_key(poll));
    wanted.insert(id);
    rows::json(&wanted)
}

/// They were read, all at once.
pub fn keep(tx: &mut Tx, polls: &[Arc<Poll>]) {
    let known = &mut tx.remembered::<Known>().0;
    // Never in the midst of them, or a batch that needs them all would read them again and again.
    if known.len() + polls.len() > POLLS_MAX {
        known.clear();
    }
    known.extend(polls.iter().map(|poll| (poll.id, poll.clone())));
}

/// It is about to change.
pub fn forget(tx: &mut Tx, id: PollId) {
    tx.remembered::<Known>().0.remove(&id);
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
    async fn a_poll_is_read_once_for_all_batches_until_it_is_changed_undone_or_changed_by_the_command_line() {
        let folder = tempfile::tempdir().unwrap();
        let (file, clock) = (folder.path().join("t.db"), Still::at(Moment::from_ms(1_800_000_000_000)));
        let now = clock.now();
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(clock)).await.unwrap();
        let id = db.write(async |tx: &mut Tx| add(tx).await).await.unwrap();
        let hash = async || {
            let read = async move |tx: &mut Tx| Ok(store::poll(tx, id).await?.unwrap().hash.clone());
            db.write(read).await.unwrap()
        };
        let behind = async |hash: &'static str| {
            let job = async move |tx: &mut Tx| {
                // Behind the back of who remembers.
                sqlx::query("update poll set hash = $1").bind(hash).execute(tx.conn()).await?;
                Ok(())
            };
            db.write(job).await.unwrap();
        };
        assert_eq!(hash().await, "");
        behind("a").await;
        assert_eq!(hash().await, "", "it was not read again");
        let undone = async move |tx: &mut Tx| {
            store::set_hash(tx, id, "b").await?;
            assert_eq!(store::poll(tx, id).await?.unwrap().hash, "b");
            anyhow::bail!("no") as anyhow::Result<()>
        };
        db.write(undone).await.unwrap_err();
        assert_eq!(hash().await, "a", "what was undone is not remembered");
        db.write(async move |tx: &mut Tx| Ok(store::set_hash(tx, id, "c").await?)).await.unwrap();
        assert_eq!(hash().await, "c");
        behind("d").await;
        assert_eq!(hash().await, "c");
        let mut beside = db::beside(&file, now).await.unwrap();
        store::set_hash(&mut beside, id, "e").await.unwrap();
        beside.commit().await.unwrap();
        assert_eq!(hash().await, "e", "somebody else has changed it");
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
}
