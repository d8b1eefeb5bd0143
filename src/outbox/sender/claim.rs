//! What the sender takes in hand: rows of the table, with the words of their notices.

use std::sync::Arc;

use chrono::TimeDelta;
use futures::future::BoxFuture;

use super::{Sender, UNDER_WAY_MAX};
use crate::channel::Outbound;
use crate::outbox::hold::Held;
use crate::outbox::settle::Settlement;
use crate::outbox::store::{self, Claim, Claimed};
use crate::outbox::{Answered, Body, Kept, Lane, Row};

/// For how long what yields is claimed ahead. What is in hand is not stopped any more, and is taken to
/// have been sent if the program dies.
const AHEAD_MS: i64 = 250;
/// Rows that are claimed ahead where the channel sets no pace.
const AHEAD_MAX: usize = 100;
/// Replies that are claimed at once while many wait.
const CROWD: usize = 512;
/// How often it is looked for rows of this run that nobody holds: whoever was to hand them over went
/// away.
const SWEEP: TimeDelta = TimeDelta::seconds(10);
/// Notices whose words are remembered.
const WORDS_MAX: usize = 64;

impl Sender {
    pub(super) fn claim_job(&mut self) -> Option<BoxFuture<'static, anyhow::Result<Claimed>>> {
        let now = self.db.now();
        let ahead = (self.pace.limits().bulk_per_second.saturating_mul(AHEAD_MS) / 1000).max(2);
        let bulk = usize::try_from(ahead).unwrap_or(AHEAD_MAX).min(AHEAD_MAX);
        let mut wants = Vec::new();
        let replies = if self.crowd.is_full() { CROWD } else { CROWD / 8 };
        for (lane, most) in
            [(Lane::Reply, replies), (Lane::Personal, UNDER_WAY_MAX), (Lane::Live, 5), (Lane::Bulk, bulk)]
        {
            let held = self.hold.count(lane);
            if self.look_at[lane as usize] <= now && held * 2 <= most {
                wants.push((lane, i64::try_from(most - held).unwrap_or(1)));
            }
        }
        let sweep = (self.sweep_at <= now).then(|| {
            self.sweep_at = now + SWEEP;
            (now - SWEEP, self.known.iter().copied().collect::<Vec<i64>>())
        });
        if wants.is_empty() && sweep.is_none() {
            return None;
        }
        let claim = Claim { channel: self.channel.name(), run: self.run, wants, sweep };
        if self.words.len() > WORDS_MAX {
            self.words.clear();
        }
        let known = self.words.keys().copied().collect();
        Some(Box::pin(store::claim_all(self.db.clone(), claim, known)))
    }

    /// A claim is on disk, or failed.
    pub(in crate::outbox) fn claimed(&mut self, claimed: anyhow::Result<Claimed>) {
        self.claiming = None;
        let claimed = match claimed {
            Ok(claimed) => claimed,
            Err(error) => return self.hurts(&format!("nothing could be claimed: {error:#}")),
        };
        self.hurt &= !self.unsettled.is_empty() || !self.settling.is_empty();
        let now = self.db.now();
        for (at, messages) in claimed.words {
            self.words.insert(at, messages.into_iter().map(Arc::new).collect());
        }
        for (lane, full) in claimed.looked {
            let next = if full { now } else { now + TimeDelta::seconds(1) };
            self.look_at[lane as usize] = next;
            if lane == Lane::Reply && !full {
                self.crowd.disperse();
            }
            if lane == Lane::Bulk && !full && self.hold.count(lane) == 0 {
                self.pace.sated();
            }
        }
        for row in claimed.rows {
            self.hold(row);
        }
    }

    /// Claims what waits, at once: for a single pass.
    pub(in crate::outbox) async fn claim_now(&mut self) -> anyhow::Result<()> {
        let Some(job) = self.claim_job() else { return Ok(()) };
        let claimed = job.await?;
        self.claimed(Ok(claimed));
        Ok(())
    }

    /// Takes a row in hand.
    pub(super) fn hold(&mut self, mut row: Row) {
        if !self.known.insert(row.id) {
            return;
        }
        // From here on the row is carried about without its words.
        let body = match &row.body {
            words @ Body::Words(..) => words.clone(),
            _ => std::mem::replace(&mut row.body, Body::Kept(Vec::new(), None)),
        };
        match self.message(body) {
            Ok((answered, message)) => {
                let since = self.db.now();
                if let Some(answered) = answered.filter(|answered| since < answered.until) {
                    let answer = Outbound::Answer { callback: answered.callback.clone(), text: None };
                    self.ride(row.id, answered);
                    self.hold.add(Held { row: row.clone(), message: Arc::new(answer), since, rides: true });
                }
                self.hold.add(Held { row, message, since, rides: false });
            }
            Err(error) => {
                tracing::error!(row = row.id, "a message could not be opened: {error:#}");
                self.unsettled.push((row, Settlement::Failed(format!("{error:#}"))));
            }
        }
    }

    /// What a row says, and the press that is answered with it.
    fn message(&self, body: Body) -> anyhow::Result<(Option<Answered>, Arc<Outbound>)> {
        let kept = |payload: &[u8]| {
            Ok(match serde_json::from_slice(payload)? {
                Kept::Answering { answered, message } => (Some(answered), Arc::new(message)),
                Kept::Alone(message) => (None, Arc::new(message)),
            })
        };
        match body {
            Body::Said(answered, message) => Ok((answered, Arc::new(message))),
            Body::Kept(payload, None) => kept(&payload),
            Body::Kept(payload, Some(poll)) => kept(&self.city.keys.unseal(poll, &payload)?),
            Body::Words(notice, lang, part) => {
                let words = self.words.get(&(notice, lang)).and_then(|words| words.get(part));
                let words = words.cloned().ok_or_else(|| anyhow::anyhow!("notice {} has no such words", notice.0))?;
                Ok((None, words))
            }
        }
    }
}
