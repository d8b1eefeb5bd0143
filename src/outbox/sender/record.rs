//! What the sender writes down: what became of the rows that it had in hand.

use chrono::TimeDelta;
use futures::stream::StreamExt;

use super::{Sender, Settling};
use crate::clock::Moment;
use crate::crash::{self, Point};
use crate::db::Failed;
use crate::outbox::settle::{self, Settlement};
use crate::outbox::{Lane, Row};

/// Moments remembered at which something is due; beyond that it is found by the second.
const DUE_MAX: usize = 1024;

fn freezes(settlements: &[(Row, Settlement)]) -> usize {
    settlements.iter().filter(|(_, settlement)| settlement.freezes()).count()
}

impl Sender {
    /// Whether there is something to write down, and no job that does. A wait that the channel asked for
    /// is written down at once, beside what is being written.
    pub(super) fn may_settle(&self) -> bool {
        let urgent = || self.settling.len() == 1 && self.unsettled.iter().any(|(_, settlement)| settlement.freezes());
        !self.unsettled.is_empty() && (self.settling.is_empty() || urgent())
    }

    pub(super) fn settle_job(&mut self) -> Settling {
        let (db, channel) = (self.db.clone(), self.channel.name());
        let settlements = std::mem::take(&mut self.unsettled);
        self.freezes_under_way += freezes(&settlements);
        crash::at(Point::BeforeSettle);
        Box::pin(settle::record(db, channel, settlements))
    }

    /// What became of rows is on disk, or is not.
    pub(in crate::outbox) fn settled(&mut self, (settlements, outcome): (Vec<(Row, Settlement)>, Result<(), Failed>)) {
        self.freezes_under_way -= freezes(&settlements);
        if let Err(error) = outcome {
            self.unsettled.splice(0..0, settlements);
            return self.hurts(&format!("sent messages could not be recorded: {error}"));
        }
        self.hurt = false;
        self.freeze_unwritten = self.freezes_under_way + freezes(&self.unsettled) > 0;
        let now = self.db.now();
        for (row, settlement) in settlements {
            match settlement {
                Settlement::Owed { at, .. } => {
                    self.remember_due(at, Lane::Reply);
                    continue;
                }
                Settlement::Frozen { .. } => continue,
                _ => {}
            }
            self.known.remove(&row.id);
            self.under_way.remove(&row.id);
            match settlement {
                Settlement::Later { at, .. } => self.remember_due(at, row.lane),
                _ if row.claimed && !row.lane.yields() => self.look_at[row.lane as usize] = now,
                _ => {}
            }
        }
    }

    /// Records what became of sends, at once: for a single pass.
    pub(in crate::outbox) async fn settle_now(&mut self) -> anyhow::Result<()> {
        while let Some(settled) = self.settling.next().await {
            self.settled(settled);
        }
        if !self.unsettled.is_empty() {
            let settled = self.settle_job().await;
            self.settled(settled);
            anyhow::ensure!(!self.hurt, "sent messages could not be recorded");
        }
        Ok(())
    }

    /// Waits for what is on its way, and gives back what is not.
    pub(in crate::outbox) async fn wind_up(&mut self) {
        if let Some(job) = self.claiming.take() {
            let claimed = job.await;
            self.claimed(claimed);
        }
        self.take_handed();
        let rest = self.hold.release_all();
        self.give_back(rest);
        // Before the wait, which may be cut short.
        let now = self.db.now();
        self.part(now, now);
        let _ = self.settle_now().await;
        while let Some(done) = self.in_flight.next().await {
            self.done(done);
            let now = self.db.now();
            self.part(now, now);
            let _ = self.settle_now().await;
        }
        if let Err(error) = self.settle_now().await {
            tracing::warn!("{error:#}; they will be repeated");
        }
    }

    /// Nothing is sent for a moment: it could not be recorded.
    pub(super) fn hurts(&mut self, why: &str) {
        if !self.hurt {
            tracing::error!("{why}; nothing is sent until that works again");
        }
        self.hurt = true;
        self.shut_until = self.db.now() + TimeDelta::seconds(1);
    }

    /// A row waits until then: the table is looked at when it is over, and not only at the next second.
    fn remember_due(&mut self, at: Moment, lane: Lane) {
        if self.due.len() < DUE_MAX {
            self.due.insert((at, lane));
        }
    }

    /// Has the lanes looked at in which something is due; when the next will be.
    pub(super) fn look_for_due(&mut self, now: Moment) -> Option<Moment> {
        while let Some((at, lane)) = self.due.first().copied().filter(|(at, _)| *at <= now) {
            self.due.remove(&(at, lane));
            self.look_at[lane as usize] = now;
        }
        self.due.first().map(|(at, _)| *at)
    }

    /// When what became of sends may be written again: at once, unless that failed just now.
    pub(super) fn shut_for_writing(&self) -> Moment {
        if self.hurt { self.shut_until } else { self.db.now() }
    }
}
