//! What the sender writes down: what became of the rows that it had in hand.

use chrono::TimeDelta;
use futures::stream::StreamExt;

use super::{Sender, Settling};
use crate::clock::Moment;
use crate::crash::{self, Point};
use crate::db::Failed;
use crate::outbox::Row;
use crate::outbox::settle::{self, Settlement};

impl Sender {
    pub(super) fn settle_job(&mut self) -> Settling {
        let (db, channel) = (self.db.clone(), self.channel.name());
        let settlements = std::mem::take(&mut self.unsettled);
        crash::at(Point::BeforeSettle);
        Box::pin(settle::record(db, channel, settlements))
    }

    /// What became of rows is on disk, or is not.
    pub(in crate::outbox) fn settled(&mut self, (settlements, outcome): (Vec<(Row, Settlement)>, Result<(), Failed>)) {
        self.settling = None;
        if let Err(error) = outcome {
            self.unsettled.splice(0..0, settlements);
            return self.hurts(&format!("sent messages could not be recorded: {error}"));
        }
        self.hurt = false;
        self.freeze_unwritten = self.unsettled.iter().any(|(_, settlement)| settlement.freezes());
        let now = self.db.now();
        for (row, settlement) in settlements {
            self.known.remove(&row.id);
            self.under_way.remove(&row.id);
            let look = &mut self.look_at[row.lane as usize];
            match settlement {
                Settlement::Later { at, .. } => *look = at.min(*look),
                _ if row.claimed && !row.lane.yields() => *look = now,
                _ => {}
            }
        }
    }

    /// Records what became of sends, at once: for a single pass.
    pub(in crate::outbox) async fn settle_now(&mut self) -> anyhow::Result<()> {
        if let Some(job) = self.settling.take() {
            let settled = job.await;
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
        let _ = self.settle_now().await;
        while let Some(done) = self.in_flight.next().await {
            self.done(done);
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

    /// When what became of sends may be written again: at once, unless that failed just now.
    pub(super) fn shut_for_writing(&self) -> Moment {
        if self.hurt { self.shut_until } else { self.db.now() }
    }
}
