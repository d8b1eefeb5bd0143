//! Votes that a batch brings: two statements for all of them, one for who took part and one for what
//! was chosen. The ballots go in by their handles' order, so that the order of arrival is lost even
//! within the batch.

use std::collections::BTreeMap;

use futures::FutureExt;
use futures::future::BoxFuture;

use crate::db::{Together, Tx, rows};
use crate::person::PersonId;
use crate::poll::PollId;

/// What is not in the tables yet. Nothing in it tells who chose what.
#[derive(Default)]
pub struct Urn {
    turnout: Vec<Part>,
    ballots: BTreeMap<Lies, Ballot>,
}

/// Somebody takes part.
struct Part {
    poll: PollId,
    person: PersonId,
    channel: String,
    day: String,
    gu: Option<String>,
}

/// In which poll, and under which handle.
type Lies = (PollId, Vec<u8>);

/// What lies under a handle.
pub struct Ballot {
    /// What was chosen.
    pub choices: String,
    /// The number of its leaf, encrypted under the handles' key.
    pub leaf: Vec<u8>,
}

impl Urn {
    /// Somebody takes part.
    pub fn add_turnout(&mut self, poll: PollId, person: PersonId, channel: &str, day: String, gu: Option<&str>) {
        let (channel, gu) = (channel.to_owned(), gu.map(str::to_owned));
        self.turnout.push(Part { poll, person, channel, day, gu });
    }

    /// A ballot.
    pub fn add(&mut self, poll: PollId, handle: &[u8], ballot: Ballot) {
        self.ballots.insert((poll, handle.to_vec()), ballot);
    }

    /// The ballot under a handle, if it is here.
    pub fn ballot(&mut self, poll: PollId, handle: &[u8]) -> Option<&mut Ballot> {
        if self.ballots.is_empty() {
            return None;
        }
        self.ballots.get_mut(&(poll, handle.to_vec()))
    }
}

impl Together for Urn {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        async move {
            let (turnout, ballots) = (std::mem::take(&mut self.turnout), std::mem::take(&mut self.ballots));
            add_turnout(tx, turnout).await?;
            add_ballots(tx, ballots.into_iter().collect()).await
        }
        .boxed()
    }
}

async fn add_turnout(tx: &mut Tx, turnout: Vec<Part>) -> sqlx::Result<()> {
    rows::insert(tx, "turnout (poll, person, channel, day, gu)", turnout, |places, part| {
        places.push_bind(part.poll).push_bind(part.person).push_bind(part.channel);
        places.push_bind(part.day).push_bind(part.gu);
    })
    .await
}

async fn add_ballots(tx: &mut Tx, ballots: Vec<(Lies, Ballot)>) -> sqlx::Result<()> {
    rows::insert(tx, "ballot (poll, handle, choices, leaf)", ballots, |places, ((poll, handle), ballot)| {
        places.push_bind(poll).push_bind(handle).push_bind(ballot.choices).push_bind(ballot.leaf);
    })
    .await
}
