//! The sender: takes rows, lets them go at the pace that the channel permits, and settles them.
//!
//! The database is never waited for while something could be sent: one job that claims and one that
//! settles (two, when the channel said to wait) are under way beside the sends. What was sent and is
//! not recorded yet counts as under way, so that a kill repeats no more than [`UNDER_WAY_MAX`]
//! messages; while nothing can be recorded, nothing is sent.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use tokio::sync::mpsc;

use crate::channel::{Bytes, Channel, MessageId, Outbound, SendError, Source};
use crate::city::City;
use crate::clock::Moment;
use crate::crash::{self, Point};
use crate::db::{Db, Failed};
use crate::notice::NoticeId;
use crate::outbox::hold::{Held, Hold};
use crate::outbox::pace::Pace;
use crate::outbox::send::{Crowd, TICK};
use crate::outbox::sender::rides::Ride;
use crate::outbox::settle::{self, Settlement};
use crate::outbox::store::{self, Claimed};
use crate::outbox::{Lane, Row};
use crate::poll;
use crate::staff::export;
use crate::text::Lang;

mod claim;
mod record;
mod rides;
#[cfg(test)]
mod tests;

/// Sends under way at once, answers to presses apart: the bound of what a kill may repeat.
const UNDER_WAY_MAX: usize = 30;
/// Of these, sends that yield to others: a slow broadcast leaves room for replies.
const YIELDING_MAX: usize = 25;
/// Replies in hand before others wait in the table.
const REPLIES_HELD_MAX: usize = 8192;
/// What yields and has been in hand for so long is given back.
const STALE: TimeDelta = TimeDelta::seconds(2);
/// How long nothing is sent after the channel said that it does not know us.
const CLOSED: TimeDelta = TimeDelta::seconds(60);

/// The messages of a notice in one language.
type Words = Vec<Arc<Outbound>>;
type Settling = BoxFuture<'static, (Vec<(Row, Settlement)>, Result<(), Failed>)>;

/// The sender.
pub struct Sender {
    pub(super) db: Db,
    city: Arc<City>,
    channel: Arc<dyn Channel>,
    run: i64,
    pace: Pace,
    handed: mpsc::UnboundedReceiver<Row>,
    hold: Hold,
    pub(super) in_flight: FuturesUnordered<BoxFuture<'static, Done>>,
    /// What became of rows and is not recorded yet.
    unsettled: Vec<(Row, Settlement)>,
    pub(super) settling: FuturesUnordered<Settling>,
    pub(super) claiming: Option<BoxFuture<'static, anyhow::Result<Claimed>>>,
    /// Rows in hand, on their way, or not recorded.
    known: HashSet<i64>,
    /// Rows on their way or not recorded, answers apart.
    under_way: HashSet<i64>,
    /// Answers on their way with a row, by the row.
    rides: HashMap<i64, Ride>,
    words: HashMap<(NoticeId, Lang), Words>,
    /// By lane: when the table is looked at next.
    look_at: [Moment; 4],
    /// When rows that wait for their time may go, and in which lane: the table is looked at then.
    due: BTreeSet<(Moment, Lane)>,
    sweep_at: Moment,
    /// Nothing is sent before that.
    shut_until: Moment,
    /// The channel said to wait, and that is not on disk yet.
    freeze_unwritten: bool,
    /// Such waits that are being written down.
    freezes_under_way: usize,
    /// The last job could not be written.
    hurt: bool,
    crowd: Arc<Crowd>,
}

/// A send that came to something.
pub struct Done {
    row: Row,
    is_answer: bool,
    rides: bool,
    file: Option<i64>,
    outcome: Result<Option<MessageId>, SendError>,
}

impl Sender {
    pub(super) fn new(
        db: Db,
        city: Arc<City>,
        channel: Arc<dyn Channel>,
        run: i64,
        pace: Pace,
        handed: mpsc::UnboundedReceiver<Row>,
        crowd: Arc<Crowd>,
    ) -> Sender {
        let now = db.now();
        Sender {
            db,
            city,
            channel,
            run,
            pace,
            handed,
            hold: Hold::default(),
            in_flight: FuturesUnordered::new(),
            unsettled: Vec::new(),
            settling: FuturesUnordered::new(),
            claiming: None,
            known: HashSet::new(),
            under_way: HashSet::new(),
            rides: HashMap::new(),
            words: HashMap::new(),
            look_at: [now; 4],
            due: BTreeSet::new(),
            sweep_at: now,
            shut_until: now,
            freeze_unwritten: false,
            freezes_under_way: 0,
            hurt: false,
            crowd,
        }
    }

    /// Takes what was handed over.
    pub(super) fn take_handed(&mut self) {
        while let Ok(row) = self.handed.try_recv() {
            self.crowd.looked_at();
            self.hold(row);
        }
        if self.hold.count(Lane::Reply) >= REPLIES_HELD_MAX {
            self.crowd.fill();
        }
    }

    /// Something may wait in the table.
    pub(super) fn look_everywhere(&mut self) {
        self.look_at = [self.db.now(); 4];
    }

    /// One round of the loop: how long until the next has something to do.
    pub(super) fn turn(&mut self) -> Duration {
        let now = self.db.now();
        let stale = self.hold.release_stale(now - STALE);
        self.give_back(stale);
        self.part_from_slow(now);
        let (_, next) = self.start();
        if self.may_settle() && now >= self.shut_for_writing() {
            let job = self.settle_job();
            self.settling.push(job);
        }
        let due = self.look_for_due(now);
        if self.claiming.is_none() && now >= self.shut_until && self.db.is_well() {
            self.claiming = self.claim_job();
        }
        let wait = next.into_iter().chain(due).min().map_or(TICK, |at| (at - now).to_std().unwrap_or(Duration::ZERO));
        wait.clamp(Duration::from_millis(1), TICK)
    }

    /// Starts all sends that may go now: how many, and when the next may.
    pub(super) fn start(&mut self) -> (usize, Option<Moment>) {
        let now = self.db.now();
        if now < self.shut_until {
            return (0, Some(self.shut_until));
        }
        // A freeze is on disk before anything else is sent, and nothing is sent that cannot be recorded.
        if self.freeze_unwritten || self.hurt || !self.db.is_well() {
            return (0, None);
        }
        let (mut started, mut next) = (0, None);
        while let Some(held) = self.hold.answer() {
            started += usize::from(self.send(held, now));
        }
        let starving = self.hold.first(Lane::Bulk, 0).is_some() && self.pace.starves(now);
        if starving {
            started += self.start_lane(Lane::Bulk, 1, now, &mut next);
        }
        for lane in Lane::BY_URGENCY {
            started += self.start_lane(lane, usize::MAX, now, &mut next);
        }
        if self.hold.first(Lane::Bulk, 0).is_some() {
            self.pace.hungers(now);
        }
        (started, next)
    }

    /// Starts up to `most` sends of a lane, the oldest first.
    fn start_lane(&mut self, lane: Lane, most: usize, now: Moment, next: &mut Option<Moment>) -> usize {
        let room = if lane.yields() { YIELDING_MAX } else { UNDER_WAY_MAX };
        let (mut started, mut after) = (0, 0);
        while started < most && self.under_way.len() < room {
            let Some((id, chat)) = self.hold.first(lane, after) else { break };
            let open = self.pace.open_at(lane, now);
            if open > now {
                *next = Some(next.map_or(open, |next| next.min(open)));
                break;
            }
            let free = self.pace.chat_free_at(chat, now);
            if free > now {
                *next = Some(next.map_or(free, |next| next.min(free)));
                after = id;
                continue;
            }
            let Some(held) = self.hold.begin((chat, lane)) else { break };
            if self.send(held, now) {
                self.pace.take(chat, lane, now);
                started += 1;
            } else {
                self.hold.end((chat, lane));
            }
        }
        started
    }

    /// Lets a message go, unless it has become worthless.
    fn send(&mut self, held: Held, now: Moment) -> bool {
        let is_answer = held.is_answer();
        let Held { row, message, rides, .. } = held;
        if row.expires_at.is_some_and(|end| end <= now) {
            self.unsettled.push((row, Settlement::Expired));
            return false;
        }
        if !is_answer {
            self.under_way.insert(row.id);
        }
        let (channel, db, city) = (self.channel.clone(), self.db.clone(), self.city.clone());
        self.in_flight.push(Box::pin(async move {
            let (bytes, file) = match bytes(&db, &city, &message).await {
                Ok(found) => found,
                Err(error) => {
                    let outcome = Err(SendError::Refused(format!("{error:#}")));
                    return Done { row, is_answer, rides, file: None, outcome };
                }
            };
            let outcome = channel.send(row.chat, &message, bytes).await;
            crash::at(Point::AfterSend);
            Done { row, is_answer, rides, file, outcome }
        }));
        true
    }

    /// A send has come to something: decides what becomes of the row.
    pub(super) fn done(&mut self, done: Done) {
        let Done { row, is_answer, rides, file, outcome } = done;
        let now = self.db.now();
        let settlement = match outcome {
            Ok(message) => Settlement::Sent { message: message.map(|message| message.0), file },
            Err(error) => {
                if matches!(error, SendError::Closed(_)) {
                    self.shut_until = now + CLOSED;
                }
                settle::classify(&mut self.pace, &row, error, now)
            }
        };
        self.freeze_unwritten |= settlement.freezes();
        if rides {
            return self.ridden(row, settlement);
        }
        let (at, waits) = ((row.chat, row.lane), matches!(settlement, Settlement::Later { .. }));
        let gone = matches!(settlement, Settlement::Gone);
        self.settle(row, settlement);
        if is_answer {
            return;
        }
        if waits {
            // What is behind it waits behind it.
            let behind = self.hold.release(at);
            self.give_back(behind);
        }
        if gone {
            // What else is in hand for them is not sent either. A reply answers what they have done since, and
            // finds out by itself.
            for lane in [Lane::Personal, Lane::Bulk, Lane::Live] {
                let rows = self.hold.release((at.0, lane));
                self.unsettled.extend(rows.into_iter().map(|row| (row, Settlement::Gone)));
            }
        }
        self.hold.end(at);
    }

    /// Rows go back to the table, as if they had never been claimed.
    fn give_back(&mut self, rows: Vec<Row>) {
        let at = self.db.now();
        for row in &rows {
            self.rides.remove(&row.id);
        }
        self.unsettled.extend(rows.into_iter().map(|row| (row, Settlement::back(at))));
    }
}

/// The bytes of a document, and the number of the kept file if it is one.
async fn bytes(db: &Db, city: &City, message: &Outbound) -> anyhow::Result<(Option<Bytes>, Option<i64>)> {
    let (Outbound::Document { source, .. } | Outbound::Picture { source, .. }) = message else {
        return Ok((None, None));
    };
    let mut reader = db.read().await?;
    match source {
        Source::Kept(id) => Ok((store::kept_file(&mut reader, *id).await?, Some(*id))),
        Source::Export(what) => Ok((Some(export::render(&mut reader, city, what).await?.bytes), None)),
        Source::Chart(poll) => Ok((poll::chart::render(&mut reader, *poll).await?, None)),
        Source::Bundle(poll) => Ok((poll::proof::packed::render(&mut reader, city, *poll).await?, None)),
    }
}
