//! The sender: takes rows, lets them go at the pace that the channel permits, and settles them.
//!
//! The database is never waited for while something could be sent: one job that claims and one that
//! settles are under way beside the sends. What was sent and is not recorded yet counts as under way,
//! so that a kill repeats no more than [`UNDER_WAY_MAX`] messages; while nothing can be recorded,
//! nothing is sent.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::sync::mpsc;

use crate::channel::{Bytes, Channel, MessageId, Outbound, SendError, Source};
use crate::city::City;
use crate::clock::Moment;
use crate::crash::{self, Point};
use crate::db::{Db, Failed};
use crate::notice::NoticeId;
use crate::outbox::hold::{Held, Hold};
use crate::outbox::pace::Pace;
use crate::outbox::send::TICK;
use crate::outbox::settle::{self, Settlement};
use crate::outbox::store::{self, Claim, Claimed};
use crate::outbox::{Body, Lane, Row};
use crate::poll;
use crate::staff::export;
use crate::text::Lang;

/// Sends under way at once, answers to presses apart: the bound of what a kill may repeat.
const UNDER_WAY_MAX: usize = 30;
/// Of these, sends that yield to others: a slow broadcast leaves room for replies.
const YIELDING_MAX: usize = 25;
/// For how long what yields is claimed ahead. What is in hand is not stopped any more, and is taken to
/// have been sent if the program dies.
const AHEAD_MS: i64 = 250;
/// Rows that are claimed ahead where the channel sets no pace.
const AHEAD_MAX: usize = 100;
/// What yields and has been in hand for so long is given back.
const STALE: TimeDelta = TimeDelta::seconds(2);
/// How often it is looked for rows of this run that nobody holds: their reply found no room, or its
/// caller went away.
const SWEEP: TimeDelta = TimeDelta::seconds(10);
/// How long nothing is sent after the channel said that it does not know us.
const CLOSED: TimeDelta = TimeDelta::seconds(60);
/// Notices whose words are remembered.
const WORDS_MAX: usize = 64;

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
    handed: mpsc::Receiver<Row>,
    hold: Hold,
    pub(super) in_flight: FuturesUnordered<BoxFuture<'static, Done>>,
    /// What became of rows and is not recorded yet.
    unsettled: Vec<(Row, Settlement)>,
    pub(super) settling: Option<Settling>,
    pub(super) claiming: Option<BoxFuture<'static, anyhow::Result<Claimed>>>,
    /// Rows in hand, on their way, or not recorded.
    known: HashSet<i64>,
    /// Rows on their way or not recorded, answers apart.
    under_way: HashSet<i64>,
    words: HashMap<(NoticeId, Lang), Words>,
    /// By lane: when the table is looked at next.
    look_at: [Moment; 4],
    sweep_at: Moment,
    /// Nothing is sent before that.
    shut_until: Moment,
    /// The channel said to wait, and that is not on disk yet.
    freeze_unwritten: bool,
    /// The last job could not be written.
    hurt: bool,
}

/// A send that came to something.
pub struct Done {
    row: Row,
    is_answer: bool,
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
        handed: mpsc::Receiver<Row>,
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
            settling: None,
            claiming: None,
            known: HashSet::new(),
            under_way: HashSet::new(),
            words: HashMap::new(),
            look_at: [now; 4],
            sweep_at: now,
            shut_until: now,
            freeze_unwritten: false,
            hurt: false,
        }
    }

    /// Takes what was handed over.
    pub(super) fn take_handed(&mut self) {
        while let Ok(row) = self.handed.try_recv() {
            self.hold(row);
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
        let (_, next) = self.start();
        if self.settling.is_none() && !self.unsettled.is_empty() && now >= self.shut_for_writing() {
            self.settling = Some(self.settle_job());
        }
        if self.claiming.is_none() && now >= self.shut_until && self.db.is_well() {
            self.claiming = self.claim_job();
        }
        let wait = next.map_or(TICK, |at| (at - now).to_std().unwrap_or(Duration::ZERO));
        wait.clamp(Duration::from_millis(1), TICK)
    }

    /// When what became of sends may be written again: at once, unless that failed just now.
    fn shut_for_writing(&self) -> Moment {
        if self.hurt { self.shut_until } else { self.db.now() }
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
        let Held { row, message, .. } = held;
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
                    return Done { row, is_answer, file: None, outcome };
                }
            };
            let outcome = channel.send(row.chat, &message, bytes).await;
            crash::at(Point::AfterSend);
            Done { row, is_answer, file, outcome }
        }));
        true
    }

    /// A send has come to something: decides what becomes of the row.
    pub(super) fn done(&mut self, done: Done) {
        let Done { row, is_answer, file, outcome } = done;
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
        let (at, waits) = ((row.chat, row.lane), matches!(settlement, Settlement::Later { .. }));
        self.unsettled.push((row, settlement));
        if is_answer {
            return;
        }
        if waits {
            // What is behind it waits behind it.
            let behind = self.hold.release(at);
            self.give_back(behind);
        }
        self.hold.end(at);
    }

    /// Rows go back to the table, as if they had never been claimed.
    fn give_back(&mut self, rows: Vec<Row>) {
        let at = self.db.now();
        self.unsettled.extend(rows.into_iter().map(|row| (row, Settlement::back(at))));
    }

    /// Takes a row in hand.
    fn hold(&mut self, mut row: Row) {
        if !self.known.insert(row.id) {
            return;
        }
        // From here on the row is carried about without its words.
        let body = match &row.body {
            words @ Body::Words(..) => words.clone(),
            _ => std::mem::replace(&mut row.body, Body::Kept(Vec::new(), None)),
        };
        match self.message(body) {
            Ok(message) => self.hold.add(Held { row, message, since: self.db.now() }),
            Err(error) => {
                tracing::error!(row = row.id, "a message could not be opened: {error:#}");
                self.unsettled.push((row, Settlement::Failed(format!("{error:#}"))));
            }
        }
    }

    /// What a row says.
    fn message(&self, body: Body) -> anyhow::Result<Arc<Outbound>> {
        match body {
            Body::Said(message) => Ok(Arc::new(message)),
            Body::Kept(payload, None) => Ok(serde_json::from_slice(&payload)?),
            Body::Kept(payload, Some(poll)) => Ok(serde_json::from_slice(&self.city.keys.unseal(poll, &payload)?)?),
            Body::Words(notice, lang, part) => {
                let words = self.words.get(&(notice, lang)).and_then(|words| words.get(part));
                words.cloned().ok_or_else(|| anyhow::anyhow!("notice {} has no such words", notice.0))
            }
        }
    }

    fn claim_job(&mut self) -> Option<BoxFuture<'static, anyhow::Result<Claimed>>> {
        let now = self.db.now();
        let ahead = (self.pace.limits().bulk_per_second.saturating_mul(AHEAD_MS) / 1000).max(2);
        let bulk = usize::try_from(ahead).unwrap_or(AHEAD_MAX).min(AHEAD_MAX);
        let mut wants = Vec::new();
        for (lane, most) in [(Lane::Reply, 60), (Lane::Personal, UNDER_WAY_MAX), (Lane::Live, 5), (Lane::Bulk, bulk)] {
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
    pub(super) fn claimed(&mut self, claimed: anyhow::Result<Claimed>) {
        self.claiming = None;
        let claimed = match claimed {
            Ok(claimed) => claimed,
            Err(error) => return self.hurts(&format!("nothing could be claimed: {error:#}")),
        };
        self.hurt &= !self.unsettled.is_empty() || self.settling.is_some();
        let now = self.db.now();
        for (at, messages) in claimed.words {
            self.words.insert(at, messages.into_iter().map(Arc::new).collect());
        }
        for (lane, full) in claimed.looked {
            let next = if full { now } else { now + TimeDelta::seconds(1) };
            self.look_at[lane as usize] = next;
            if lane == Lane::Bulk && !full && self.hold.count(lane) == 0 {
                self.pace.sated();
            }
        }
        for row in claimed.rows {
            self.hold(row);
        }
    }

    fn settle_job(&mut self) -> Settling {
        let (db, channel) = (self.db.clone(), self.channel.name());
        let settlements = std::mem::take(&mut self.unsettled);
        crash::at(Point::BeforeSettle);
        Box::pin(settle::record(db, channel, settlements))
    }

    /// What became of rows is on disk, or is not.
    pub(super) fn settled(&mut self, (settlements, outcome): (Vec<(Row, Settlement)>, Result<(), Failed>)) {
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

    /// Nothing is sent for a moment: it could not be recorded.
    fn hurts(&mut self, why: &str) {
        if !self.hurt {
            tracing::error!("{why}; nothing is sent until that works again");
        }
        self.hurt = true;
        self.shut_until = self.db.now() + TimeDelta::seconds(1);
    }

    /// Claims what waits, at once: for a single pass.
    pub(super) async fn claim_now(&mut self) -> anyhow::Result<()> {
        let Some(job) = self.claim_job() else { return Ok(()) };
        let claimed = job.await?;
        self.claimed(Ok(claimed));
        Ok(())
    }

    /// Records what became of sends, at once: for a single pass.
    pub(super) async fn settle_now(&mut self) -> anyhow::Result<()> {
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
    pub(super) async fn wind_up(&mut self) {
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
