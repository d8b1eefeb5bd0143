//! Answers to presses that ride with the first message about them. One row stands for both, so it is
//! settled when both have come to something: a kill in between brings both again.

use chrono::TimeDelta;

use super::Sender;
use crate::clock::Moment;
use crate::outbox::settle::Settlement;
use crate::outbox::{Answered, Row};

/// How long a message that has arrived waits for its answer, before that becomes a row of its own.
const PATIENCE: TimeDelta = TimeDelta::seconds(2);

/// An answer on its way.
pub struct Ride {
    answered: Answered,
    since: Moment,
    /// What became of the message that it rides with.
    message: Option<(Row, Settlement)>,
}

impl Sender {
    /// An answer is about to go with that row.
    pub(super) fn ride(&mut self, row: i64, answered: Answered) {
        let since = self.db.now();
        self.rides.insert(row, Ride { answered, since, message: None });
    }

    /// An answer has come to something: to nothing, if it has to be tried again.
    pub(super) fn ridden(&mut self, row: Row, settlement: Settlement) {
        let Some(Ride { answered, message, .. }) = self.rides.remove(&row.id) else { return };
        if let Settlement::Later { at, frozen, .. } = settlement {
            self.unsettled.push((row, Settlement::Owed { answered, at, frozen }));
        }
        self.unsettled.extend(message);
    }

    /// A message has come to something, which is recorded once its answer has too. One that goes back to the
    /// table takes its answer with it.
    pub(super) fn settle(&mut self, row: Row, settlement: Settlement) {
        if matches!(settlement, Settlement::Later { .. }) {
            self.rides.remove(&row.id);
        }
        match self.rides.get_mut(&row.id) {
            Some(ride) => ride.message = Some((row, settlement)),
            None => self.unsettled.push((row, settlement)),
        }
    }

    /// Messages wait no longer for answers that take long.
    pub(super) fn part_from_slow(&mut self, now: Moment) {
        self.part(now - PATIENCE, now);
    }

    /// Messages that have arrived wait no longer for answers that went with them before then.
    pub(super) fn part(&mut self, before: Moment, now: Moment) {
        if self.rides.is_empty() {
            return;
        }
        let slow = |ride: &Ride| ride.message.is_some() && ride.since <= before;
        let late: Vec<i64> = self.rides.iter().filter(|(_, ride)| slow(ride)).map(|(row, _)| *row).collect();
        for ride in late.into_iter().filter_map(|row| self.rides.remove(&row)) {
            let Some((row, settlement)) = ride.message else { continue };
            let owed = Settlement::Owed { answered: ride.answered, at: now, frozen: None };
            self.unsettled.push((row.clone(), owed));
            self.unsettled.push((row, settlement));
        }
    }
}
