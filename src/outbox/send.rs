//! The sender: takes rows, lets them go at the pace that the channel permits, and settles them.
//!
//! It holds no transaction while the network is slow: claimed (committed), let go, sent, settled.
//! It alone sends; a row in its hands is `sending` under this run's number.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use tokio::sync::{Mutex, Notify, mpsc};
use tokio_util::sync::CancellationToken;

use crate::channel::{Bytes, Channel, ChatId, MessageId, Outbound, SendError, Source};
use crate::city::City;
use crate::clock::Moment;
use crate::crash::{self, Point};
use crate::db::{Db, Tx};
use crate::outbox::pace::{Limits, Pace};
use crate::outbox::settle::{self, Settlement, write_down};
use crate::outbox::{Lane, Row, store};
use crate::staff::export;

/// Rows handed over and not yet looked at; more stay in the database until a sweep.
const HANDED_MAX: usize = 1024;
/// Sends under way at once: the bound of what a kill may repeat.
const IN_FLIGHT_MAX: usize = 30;
/// Rows claimed from one lane at once.
const CLAIM_MAX: i64 = 30;
/// How often the table is looked at when nobody nudges.
const TICK: Duration = Duration::from_secs(1);
/// How long what is under way may take when the program stops.
const STOP_WAIT: Duration = Duration::from_secs(10);
/// How often, and how far apart, it is looked whether all is sent before a terminal closes.
const SETTLE_TRIES: u32 = 200;
const SETTLE_PAUSE: Duration = Duration::from_millis(20);

/// The sender's handle.
#[derive(Clone)]
pub struct Outbox {
    handed: mpsc::Sender<Row>,
    overflow: Arc<AtomicBool>,
    nudge: Arc<Notify>,
    sender: Arc<Mutex<Sender>>,
}

struct Sender {
    db: Db,
    city: Arc<City>,
    channel: Arc<dyn Channel>,
    run: i64,
    pace: Pace,
    handed: mpsc::Receiver<Row>,
    /// Rows in hand that are not on their way, by chat and lane, in order.
    queues: HashMap<(ChatId, Lane), VecDeque<Row>>,
    /// Who is being sent to in which lane: one at a time, so that order is kept.
    busy: HashSet<(ChatId, Lane)>,
    in_flight: FuturesUnordered<BoxFuture<'static, Done>>,
    /// Rows in hand or on their way.
    held: HashSet<i64>,
}

struct Done {
    row: Row,
    file: Option<i64>,
    outcome: Result<Option<MessageId>, SendError>,
}

impl Outbox {
    /// A sender for a channel. Rows of former runs wait again.
    pub async fn new(
        db: Db,
        city: Arc<City>,
        channel: Arc<dyn Channel>,
        run: i64,
        limits: Limits,
    ) -> anyhow::Result<Outbox> {
        let rescued = db.write(async move |tx: &mut Tx| Ok(store::rescue(tx, run).await?)).await?;
        if rescued > 0 {
            tracing::info!(rows = rescued, "messages of a former run wait again");
        }
        let mut pace = Pace::new(limits);
        for (chat, until) in store::frozen(&mut db.read().await?, channel.name()).await? {
            pace.thaw_at(chat, until);
        }
        let (sender, handed) = mpsc::channel(HANDED_MAX);
        let state = Sender {
            db,
            city,
            channel,
            run,
            pace,
            handed,
            queues: HashMap::new(),
            busy: HashSet::new(),
            in_flight: FuturesUnordered::new(),
            held: HashSet::new(),
        };
        Ok(Outbox {
            handed: sender,
            overflow: Arc::default(),
            nudge: Arc::default(),
            sender: Arc::new(Mutex::new(state)),
        })
    }

    /// Takes rows that were born in this run's hands, once they are committed.
    pub fn hand(&self, rows: Vec<Row>) {
        for row in rows {
            if self.handed.try_send(row).is_err() {
                // They are on disk; the sweep finds them.
                self.overflow.store(true, Ordering::SeqCst);
            }
        }
        self.nudge.notify_one();
    }

    /// Something waits in the table.
    pub fn nudge(&self) {
        self.nudge.notify_one();
    }

    /// Sends all that may go at this moment, and settles it. Whether there was anything.
    pub async fn pass(&self) -> anyhow::Result<bool> {
        let mut sender = self.sender.lock().await;
        sender.gather(self.overflow.swap(false, Ordering::SeqCst)).await?;
        let (started, _) = sender.start().await?;
        let mut done = Vec::new();
        while let Some(one) = sender.in_flight.next().await {
            done.push(one);
        }
        sender.settle(done).await?;
        Ok(started > 0)
    }

    /// Waits until what could be sent at this moment is sent, but not for long: for a terminal that is
    /// about to close.
    pub async fn settle_down(&self, db: &Db, channel: &str) -> anyhow::Result<()> {
        for _ in 0..SETTLE_TRIES {
            if !store::any_open(&mut db.read().await?, channel).await? {
                break;
            }
            self.nudge.notify_one();
            tokio::time::sleep(SETTLE_PAUSE).await;
        }
        Ok(())
    }

    /// Sends until told to stop; then waits for what is on its way.
    pub async fn run(self, stop: CancellationToken) {
        let mut sender = self.sender.lock().await;
        while !stop.is_cancelled() {
            let overflowed = self.overflow.swap(false, Ordering::SeqCst);
            let next = match sender.turn(overflowed).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!("the outbox could not work: {error:#}");
                    TICK
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.nudge.notified() => {}
                () = tokio::time::sleep(next) => {}
                Some(first) = sender.in_flight.next(), if !sender.in_flight.is_empty() => {
                    let mut done = vec![first];
                    while let Some(Some(one)) = sender.in_flight.next().now_or_never() {
                        done.push(one);
                    }
                    if let Err(error) = sender.settle(done).await {
                        tracing::error!("sent messages could not be recorded: {error:#}");
                    }
                }
            }
        }
        let rest = async {
            let mut done = Vec::new();
            while let Some(one) = sender.in_flight.next().await {
                done.push(one);
            }
            sender.settle(done).await
        };
        if tokio::time::timeout(STOP_WAIT, rest).await.is_err() {
            tracing::warn!("some messages were still on their way; they will be repeated");
        }
    }
}

impl Sender {
    /// One round of the loop: how long until the next has something to do.
    async fn turn(&mut self, overflowed: bool) -> anyhow::Result<Duration> {
        self.gather(overflowed).await?;
        let (_, next) = self.start().await?;
        let wait = next.map_or(TICK, |at| (at - self.db.now()).to_std().unwrap_or(Duration::ZERO));
        Ok(wait.clamp(Duration::from_millis(5), TICK))
    }

    /// Takes what was handed over, and claims what waits.
    async fn gather(&mut self, overflowed: bool) -> anyhow::Result<()> {
        while let Ok(row) = self.handed.try_recv() {
            self.hold(row);
        }
        if overflowed {
            self.sweep().await?;
        }
        for lane in [Lane::Reply, Lane::Personal, Lane::Bulk] {
            let urgent = self.queues.keys().any(|(_, held)| *held < Lane::Bulk);
            let full = self.held.len() >= 4 * IN_FLIGHT_MAX;
            if (lane == Lane::Bulk && urgent) || (lane != Lane::Reply && full) {
                continue;
            }
            self.claim(lane).await?;
        }
        Ok(())
    }

    async fn claim(&mut self, lane: Lane) -> anyhow::Result<()> {
        let channel = self.channel.name();
        let mut reader = self.db.read().await?;
        if !store::any_due(&mut reader, channel, lane).await? {
            return Ok(());
        }
        drop(reader);
        let run = self.run;
        let rows =
            self.db.write(async move |tx: &mut Tx| Ok(store::claim(tx, channel, lane, run, CLAIM_MAX).await?)).await?;
        for row in rows {
            self.hold(row);
        }
        Ok(())
    }

    fn hold(&mut self, row: Row) {
        if self.held.insert(row.id) {
            self.queues.entry((row.chat, row.lane)).or_default().push_back(row);
        }
    }

    /// Lets rows of this run that nobody holds wait again.
    async fn sweep(&mut self) -> anyhow::Result<()> {
        let (run, held) = (self.run, self.held.clone());
        self.db
            .write(async move |tx: &mut Tx| {
                for id in store::sending(tx, run).await? {
                    if !held.contains(&id) {
                        let now = tx.now;
                        store::later(tx, id, now, 0, 0).await?;
                    }
                }
                Ok(())
            })
            .await?;
        Ok(())
    }

    /// Starts all sends that may go now: how many, and when the next may.
    async fn start(&mut self) -> anyhow::Result<(usize, Option<Moment>)> {
        let now = self.db.now();
        let (mut started, mut next, mut expired) = (0, None::<Moment>, Vec::new());
        let mut ready: Vec<(ChatId, Lane)> = self.queues.keys().copied().collect();
        ready.sort_by_key(|(chat, lane)| (*lane, self.queues[&(*chat, *lane)].front().map(|row| row.id)));
        for at in ready {
            while let Some(row) = self.queues.get(&at).and_then(|queue| queue.front()) {
                if row.expires_at.is_some_and(|end| end <= now) {
                    expired.push(row.id);
                    self.pop(at);
                    continue;
                }
                let message = match row.message(&self.city) {
                    Ok(message) => message,
                    Err(error) => {
                        tracing::error!(row = row.id, "a message could not be opened: {error:#}");
                        expired.push(row.id);
                        self.pop(at);
                        continue;
                    }
                };
                let exempt = matches!(message, Outbound::Answer { .. });
                if !exempt {
                    let free = self.pace.free_at(at.0, at.1, now);
                    if free > now || self.busy.contains(&at) || self.in_flight.len() >= IN_FLIGHT_MAX {
                        next = Some(next.map_or(free, |next| next.min(free)));
                        break;
                    }
                    self.pace.take(at.0, at.1, now);
                    self.busy.insert(at);
                }
                let Some(row) = self.pop(at) else { break };
                self.send(row, message).await;
                started += 1;
            }
        }
        if !expired.is_empty() {
            for id in &expired {
                self.held.remove(id);
            }
            self.db
                .write(async move |tx: &mut Tx| {
                    for id in &expired {
                        store::cancelled(tx, *id).await?;
                    }
                    Ok(())
                })
                .await?;
        }
        Ok((started, next))
    }

    fn pop(&mut self, at: (ChatId, Lane)) -> Option<Row> {
        let queue = self.queues.get_mut(&at)?;
        let row = queue.pop_front();
        if queue.is_empty() {
            self.queues.remove(&at);
        }
        row
    }

    async fn send(&mut self, row: Row, message: Outbound) {
        let channel = self.channel.clone();
        let (db, city) = (self.db.clone(), self.city.clone());
        self.in_flight.push(Box::pin(async move {
            let (bytes, file) = match bytes(&db, &city, &message).await {
                Ok(found) => found,
                Err(error) => {
                    return Done { row, file: None, outcome: Err(SendError::Refused(format!("{error:#}"))) };
                }
            };
            let outcome = channel.send(row.chat, &message, bytes).await;
            crash::at(Point::AfterSend);
            Done { row, file, outcome }
        }));
    }

    /// Records what became of sends, in one job.
    async fn settle(&mut self, done: Vec<Done>) -> anyhow::Result<()> {
        if done.is_empty() {
            return Ok(());
        }
        let now = self.db.now();
        let mut settlements = Vec::new();
        for Done { row, file, outcome } in done {
            self.busy.remove(&(row.chat, row.lane));
            self.held.remove(&row.id);
            let settlement = match outcome {
                Ok(message) => Settlement::Sent { message: message.map(|message| message.0), file },
                Err(error) => settle::classify(&mut self.pace, &row, error, now),
            };
            settlements.push((row, settlement));
        }
        let channel = self.channel.name();
        crash::at(Point::BeforeSettle);
        self.db
            .write(async move |tx: &mut Tx| {
                for (row, settlement) in &settlements {
                    write_down(tx, channel, row, settlement).await?;
                }
                Ok(())
            })
            .await?;
        Ok(())
    }
}

/// The bytes of a document, and the number of the kept file if it is one.
async fn bytes(db: &Db, city: &City, message: &Outbound) -> anyhow::Result<(Option<Bytes>, Option<i64>)> {
    let Outbound::Document { source, .. } = message else { return Ok((None, None)) };
    let mut reader = db.read().await?;
    match source {
        Source::Kept(id) => Ok((store::kept_file(&mut reader, *id).await?, Some(*id))),
        Source::Export(what) => Ok((Some(export::render(&mut reader, city, what).await?.bytes), None)),
    }
}
