//! The writer's queue: one, so that jobs run in the order in which they were stamped, and a vote that
//! entered before a close is counted before it. Three lanes share it, each with places of its own:
//! whatever one of them does, the others get in, and nobody waits longer than all places take.

use std::sync::{Arc, Mutex};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use super::together::Announced;
use super::writer::{Job, Waiting};
use crate::clock::{Clock, Moment};

/// Who hands jobs to the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The way in.
    Ingress,
    /// The way out: what is claimed and what became of it.
    Outbox,
    /// What time brings, and one text to many.
    Upkeep,
}

impl Lane {
    /// How many jobs of a lane may wait for the writer.
    const fn places(self) -> usize {
        match self {
            Lane::Ingress => 1024,
            Lane::Outbox => 512,
            Lane::Upkeep => 64,
        }
    }
}

/// The queue's handle.
pub(super) struct Queue {
    jobs: mpsc::UnboundedSender<Waiting>,
    places: [Arc<Semaphore>; 3],
    /// The last stamp given out.
    last: Mutex<Moment>,
}

impl Queue {
    /// A queue whose stamps begin after `last`.
    pub fn new(jobs: mpsc::UnboundedSender<Waiting>, last: Moment) -> Queue {
        let places = [Lane::Ingress, Lane::Outbox, Lane::Upkeep].map(|lane| Arc::new(Semaphore::new(lane.places())));
        Queue { jobs, places, last: Mutex::new(last) }
    }

    /// Waits for a place.
    pub async fn place(&self, lane: Lane) -> OwnedSemaphorePermit {
        self.places[lane as usize].clone().acquire_owned().await.expect("the places are never closed")
    }

    /// How many places are free.
    pub fn room(&self, lane: Lane) -> usize {
        self.places[lane as usize].available_permits()
    }

    /// The present moment: never before one that was given out.
    pub fn now(&self, clock: &dyn Clock) -> Moment {
        let mut last = self.last.lock().expect("no one panics while holding the stamp");
        *last = (*last).max(clock.now());
        *last
    }

    /// Stamps a job and puts it in; false if the writer is gone.
    pub fn put(
        &self,
        clock: &dyn Clock,
        place: OwnedSemaphorePermit,
        announced: Vec<Announced>,
        job: Box<dyn Job>,
    ) -> bool {
        // The stamp is held until the job is in, so that the queue's order is that of the stamps.
        let mut last = self.last.lock().expect("no one panics while holding the stamp");
        *last = (*last).max(clock.now());
        self.jobs.send(Waiting { now: *last, announced, job, _place: place }).is_ok()
    }
}
