//! The sender's handle, and its two ways of going on: one pass at a time, and the loop.
//!
//! It holds no transaction while the network is slow: claimed (committed), let go, sent, settled.
//! It alone sends; a row in its hands is `sending` under this run's number.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures::FutureExt;
use futures::future::OptionFuture;
use futures::stream::StreamExt;
use tokio::sync::{Mutex, Notify, mpsc};
use tokio_util::sync::CancellationToken;

use crate::channel::Channel;
use crate::city::City;
use crate::db::{Db, Tx};
use crate::outbox::pace::{Limits, Pace};
use crate::outbox::sender::Sender;
use crate::outbox::{Hands, Row, store};

/// Rows handed over and not yet looked at, before others wait in the table.
const HANDED_MAX: usize = 1024;
/// How often the table is looked at when nobody nudges.
pub(super) const TICK: Duration = Duration::from_secs(1);
/// How long what is under way may take when the program stops. All of it has less than ten seconds.
const STOP_WAIT: Duration = Duration::from_secs(8);
/// How often, and how far apart, it is looked whether all is sent before a terminal closes.
const SETTLE_TRIES: u32 = 200;
const SETTLE_PAUSE: Duration = Duration::from_millis(20);

/// The sender's handle.
#[derive(Clone)]
pub struct Outbox {
    handed: mpsc::UnboundedSender<Row>,
    nudge: Arc<Nudge>,
    run: i64,
    crowd: Arc<Crowd>,
    sender: Arc<Mutex<Sender>>,
}

/// What wakes the sender.
#[derive(Default)]
struct Nudge {
    wake: Notify,
    /// Something waits in the table.
    look: AtomicBool,
}

/// How many replies there are for one sender.
#[derive(Default)]
pub(super) struct Crowd {
    /// More are in hand than ought to be, or wait in the table behind those that were.
    full: AtomicBool,
    /// Handed over and not yet looked at.
    handed: AtomicUsize,
}

impl Crowd {
    /// Whether others wait in the table.
    pub fn is_full(&self) -> bool {
        self.full.load(Ordering::SeqCst)
    }

    /// From now on others wait in the table.
    pub fn fill(&self) {
        if !self.full.swap(true, Ordering::SeqCst) {
            tracing::info!("more is said than can be sent: replies wait in the database");
        }
    }

    /// None waits there any more.
    pub fn disperse(&self) {
        self.full.store(false, Ordering::SeqCst);
    }

    /// One that was handed over has been looked at.
    pub fn looked_at(&self) {
        self.handed.fetch_sub(1, Ordering::SeqCst);
    }
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
        if rescued.waiting + rescued.unsure > 0 {
            let store::Rescued { waiting, unsure } = rescued;
            tracing::info!(rows = waiting, unsure, "messages of a former run wait again");
        }
        let mut pace = Pace::new(limits);
        for (chat, until) in store::frozen(&mut db.read().await?, channel.name()).await? {
            pace.thaw_at(chat, until);
        }
        let (handed, rows) = mpsc::unbounded_channel();
        let crowd = Arc::default();
        let sender = Sender::new(db, city, channel, run, pace, rows, Arc::clone(&crowd));
        Ok(Outbox { handed, nudge: Arc::default(), run, crowd, sender: Arc::new(Mutex::new(sender)) })
    }

    /// In whose hands the replies of this moment are born. Once too many are in hand, more wait in the
    /// table, until none waits there: nobody who came later goes first.
    pub fn hands(&self) -> Hands {
        Hands { run: self.run, full: self.crowd.is_full() }
    }

    /// Takes rows that were born in this run's hands, once they are committed: all of them, so that none is
    /// passed by a later one. Who finds too many there makes others wait in the table.
    pub fn hand(&self, rows: Vec<Row>) {
        if self.crowd.handed.fetch_add(rows.len(), Ordering::SeqCst) + rows.len() > HANDED_MAX {
            self.crowd.fill();
        }
        for row in rows {
            // Without a sender the program is ending, and the next run finds it.
            let _ = self.handed.send(row);
        }
        self.nudge.wake.notify_one();
    }

    /// Something waits in the table.
    pub fn nudge(&self) {
        self.nudge.look.store(true, Ordering::SeqCst);
        self.nudge.wake.notify_one();
    }

    /// Sends all that may go at this moment, and settles it. Whether there was anything.
    pub async fn pass(&self) -> anyhow::Result<bool> {
        let mut sender = self.sender.lock().await;
        sender.settle_now().await?;
        sender.take_handed();
        sender.look_everywhere();
        sender.claim_now().await?;
        let mut any = false;
        loop {
            let (started, _) = sender.start();
            while let Some(done) = sender.in_flight.next().await {
                sender.done(done);
                while let Some(Some(done)) = sender.in_flight.next().now_or_never() {
                    sender.done(done);
                }
                // A wait that the channel asked for does not wait for others to land.
                sender.settle_now().await?;
            }
            sender.settle_now().await?;
            if started == 0 {
                return Ok(any);
            }
            any = true;
        }
    }

    /// Waits until what could be sent at this moment is sent, but not for long: for a terminal that is
    /// about to close.
    pub async fn settle_down(&self, db: &Db, channel: &str) -> anyhow::Result<()> {
        for _ in 0..SETTLE_TRIES {
            if !store::any_open(&mut db.read().await?, channel).await? {
                break;
            }
            self.nudge();
            tokio::time::sleep(SETTLE_PAUSE).await;
        }
        Ok(())
    }

    /// Sends until told to stop; then waits for what is on its way.
    pub async fn run(self, stop: CancellationToken) {
        let mut sender = self.sender.lock().await;
        while !stop.is_cancelled() {
            // What was claimed before a reply was born is before it.
            if let Some(claimed) = sender.claiming.as_mut().and_then(FutureExt::now_or_never) {
                sender.claimed(claimed);
            }
            sender.take_handed();
            if self.nudge.look.swap(false, Ordering::SeqCst) {
                sender.look_everywhere();
            }
            let wait = sender.turn();
            let Sender { in_flight, settling, claiming, .. } = &mut *sender;
            tokio::select! {
                biased;
                () = stop.cancelled() => {}
                Some(done) = in_flight.next(), if !in_flight.is_empty() => {
                    sender.done(done);
                    while let Some(Some(done)) = sender.in_flight.next().now_or_never() {
                        sender.done(done);
                    }
                }
                Some(settled) = settling.next(), if !settling.is_empty() => sender.settled(settled),
                Some(claimed) = OptionFuture::from(claiming.as_mut()), if claiming.is_some() => sender.claimed(claimed),
                () = self.nudge.wake.notified() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        if tokio::time::timeout(STOP_WAIT, sender.wind_up()).await.is_err() {
            tracing::warn!("some messages were still on their way; they will be repeated");
        }
    }
}
