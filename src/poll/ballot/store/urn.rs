//! Votes that a batch brings: two statements for all of them, one for who took part and one for what
//! was chosen. The ballots go in by their handles' order, so that the order of arrival is lost even
//! within the batch.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::db::{Together, Tx};
use crate::poll::PollId;

/// What is not in the tables yet. Nothing in it tells who chose what.
#[derive(Default)]
pub struct Urn {
    /// Poll, person, channel, day, gu.
    turnout: Vec<(i64, i64, String, String, Option<String>)>,
    /// By poll and handle.
    ballots: BTreeMap<(i64, String), Ballot>,
}

/// What lies under a handle.
pub struct Ballot {
    /// What was chosen.
    pub choices: String,
    /// The number of its leaf, encrypted under the handles' key.
    pub leaf: Vec<u8>,
}

impl Urn {
    /// Somebody takes part.
    pub fn add_turnout(&mut self, poll: PollId, person: i64, channel: &str, day: String, gu: Option<&str>) {
        self.turnout.push((poll.0, person, channel.to_owned(), day, gu.map(str::to_owned)));
    }

    /// A ballot.
    pub fn add(&mut self, poll: PollId, handle: &[u8], ballot: Ballot) {
        self.ballots.insert((poll.0, HEXLOWER.encode(handle)), ballot);
    }

    /// The ballot under a handle, if it is here.
    pub fn ballot(&mut self, poll: PollId, handle: &[u8]) -> Option<&mut Ballot> {
        if self.ballots.is_empty() {
            return None;
        }
        self.ballots.get_mut(&(poll.0, HEXLOWER.encode(handle)))
    }
}

impl Together for Urn {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        async move {
            let (turnout, ballots) = (std::mem::take(&mut self.turnout), std::mem::take(&mut self.ballots));
            if !turnout.is_empty() {
                write_turnout(tx, &json(&turnout)).await?;
            }
            if !ballots.is_empty() {
                let row = |((poll, handle), ballot): (&(i64, String), &Ballot)| {
                    (*poll, handle.clone(), ballot.choices.clone(), HEXLOWER.encode(&ballot.leaf))
                };
                let rows: Vec<_> = ballots.iter().map(row).collect();
                write_ballots(tx, &json(&rows)).await?;
            }
            Ok(())
        }
        .boxed()
    }
}

fn json(rows: &impl serde::Serialize) -> String {
    serde_json::to_string(rows).expect("numbers and strings can be written")
}

async fn write_turnout(tx: &mut Tx, rows: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into turnout (poll, person, channel, day, gu)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each($1)",
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn write_ballots(tx: &mut Tx, rows: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into ballot (poll, handle, choices, leaf)
         select value ->> 0, unhex(value ->> 1), value ->> 2, unhex(value ->> 3) from json_each($1)",
        rows
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
