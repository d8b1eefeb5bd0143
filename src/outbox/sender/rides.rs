//! Answers to presses that ride with the first message about them. One row stands for both, so it is
//! settled when both have come to something: a kill in between brings both again.

use chrono::TimeDelta;

use super::Sender;
use crate::clock::Moment;
use crate::outbox::settle::Settlement;
use crate::outbox::{Answered, Row};

/// How long a message that has come to something waits for its answer, before that becomes a row of its own.
const PATIENCE: TimeDelta = TimeDelta::seconds(2);

/// An answer, and the message that it rides with.
pub struct Ride {
    answered: Answered,
    /// It did not arrive, and may be tried again then.
    again: Option<Moment>,
    /// What became of the message, and when.
    message: Option<(Moment, Row, Settlement)>,
}

impl Sender {
    /// An answer is about to go with that row.
    pub(super) fn ride(&mut self, row: i64, answered: Answered) {
        self.rides.insert(row, Ride { answered, again: None, message: None });
    }

    /// An answer has come to something. One that did not arrive is owed as soon as the message has arrived: a
    /// message that goes back to the table takes its answer with it.
    pub(super) fn ridden(&mut self, row: Row, settlement: Settlement) {
        let Settlement::Later { at, frozen, .. } = settlement else {
            let message = self.rides.remove(&row.id).and_then(|ride| ride.message);
            return self.unsettled.extend(message.map(|(_, row, settlement)| (row, settlement)));
        };
        let id = row.id;
        // That the channel said to wait is kept in any case.
        self.unsettled.extend(frozen.map(|chat| (row, Settlement::Frozen { chat, at })));
        let Some(ride) = self.rides.get_mut(&id) else { return };
        ride.again = Some(at);
        if ride.message.is_some() {
            self.owe(id, at);
        }
    }

    /// A message has come to something, which is recorded once its answer has too.
    pub(super) fn settle(&mut self, row: Row, settlement: Settlement) {
        let id = row.id;
        if matches!(settlement, Settlement::Later { .. }) {
            self.rides.remove(&id);
        }
        let now = self.db.now();
        let Some(ride) = self.rides.get_mut(&id) else { return self.unsettled.push((row, settlement)) };
        ride.message = Some((now, row, settlement));
        if let Some(at) = ride.again {
            self.owe(id, at);
        }
    }

    /// Messages wait no longer for answers that take long.
    pub(super) fn part_from_slow(&mut self, now: Moment) {
        self.part(now - PATIENCE, now);
    }

    /// Messages that have come to something before then wait no longer for their answers.
    pub(super) fn part(&mut self, before: Moment, now: Moment) {
        if self.rides.is_empty() {
            return;
        }
        let slow = |ride: &Ride| ride.message.as_ref().is_some_and(|(since, ..)| *since <= before);
        let late: Vec<i64> = self.rides.iter().filter(|(_, ride)| slow(ride)).map(|(row, _)| *row).collect();
        for row in late {
            self.owe(row, now);
        }
    }

    /// The answer becomes a row of its own, to be sent then, and the message is recorded.
    fn owe(&mut self, row: i64, at: Moment) {
        let Some(Ride { answered, message: Some((_, row, settlement)), .. }) = self.rides.remove(&row) else { return };
        self.unsettled.push((row.clone(), Settlement::Owed { answered, at }));
        self.unsettled.push((row, settlement));
    }
}
