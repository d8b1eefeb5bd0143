//! SQLite: one thread that writes, a few connections that read.
//!
//! The writer takes the jobs that wait, runs them one after another in one transaction, commits
//! once and only then answers the callers: many updates share one fsync. A job is called again if
//! the batch has to be run again, so it touches nothing that outlives it: what belongs in memory
//! is its return value. Jobs cannot reach the network: there is none in [`Tx`].

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use chrono::TimeDelta;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection, Sqlite, Transaction};
use tokio::sync::{mpsc, oneshot, watch};

use crate::clock::{Clock, Moment};

mod batch;
mod file;
mod foreseen;
mod health;
mod lang;
mod memory;
mod meter;
mod queue;
pub mod rows;
pub mod store;
mod together;
mod writer;

pub use file::{MIGRATIONS, Migrated, backup, check, fits, is_small, looks_like_sqlite, migrate};
pub use foreseen::{Foreseen, Found};
pub use health::Health;
use memory::Memory;
pub use meter::Meter;
pub use queue::Lane;
use queue::Queue;
use together::Batch;
pub use together::{Announced, Together};
#[cfg(test)]
pub(crate) use writer::tests::in_one_batch;
use writer::{Ask, Call, Work};

/// The fact that says that the file is to be written anew, and from when on.
pub const COMPACT: &str = "compact";
/// Connections that read.
const READERS: u32 = 3;
/// How far ahead of the clock the time reached may be and still be believed: then stamps stand still until
/// the clock is there. Farther ahead, an earlier run had a wrong clock.
const AHEAD_MAX: TimeDelta = TimeDelta::hours(1);

/// One transaction at one moment. A job's may write; a reader's cannot.
pub struct Tx {
    conn: Conn,
    /// The moment at which everything in this transaction happens.
    pub now: Moment,
    batch: Batch,
    memory: Memory,
    /// How often the connection was used for what may write.
    uses: u64,
}

enum Conn {
    Writer(Box<SqliteConnection>),
    Reader(Transaction<'static, Sqlite>),
}

impl Tx {
    fn new(conn: Conn, now: Moment) -> Tx {
        Tx { conn, now, batch: Batch::default(), memory: Memory::default(), uses: 0 }
    }

    /// The connection, for a statement in a `store.rs`.
    pub fn conn(&mut self) -> &mut SqliteConnection {
        self.uses += 1;
        self.reading()
    }

    /// How often the connection was used for what may write.
    #[cfg(test)]
    pub fn uses(&self) -> u64 {
        self.uses
    }

    /// The connection, for a statement that reads and changes nothing: what was looked up ahead for the
    /// batch holds ([`Foreseen`]).
    pub fn reading(&mut self) -> &mut SqliteConnection {
        match &mut self.conn {
            Conn::Writer(conn) => conn,
            Conn::Reader(transaction) => transaction,
        }
    }
}

/// Why a job left nothing behind.
#[derive(Debug)]
pub enum Failed {
    /// The job itself failed or panicked: its own work was undone, the others' stands.
    Broken(anyhow::Error),
    /// The database could not take the batch (full, failing, closing): nothing of it stands.
    Unavailable(String),
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failed::Broken(error) => write!(f, "{error:#}"),
            Failed::Unavailable(why) => write!(f, "the database cannot write: {why}"),
        }
    }
}

impl std::error::Error for Failed {}

/// The database's handle: cheap to clone. Its jobs wait in the places of one lane.
#[derive(Clone)]
pub struct Db {
    queue: Arc<Queue>,
    lane: Lane,
    asks: mpsc::Sender<Ask>,
    health: watch::Sender<Health>,
    meter: Arc<Meter>,
    readers: SqlitePool,
    clock: Arc<dyn Clock>,
}

impl Db {
    /// Opens a database that is already migrated, and starts its writer.
    pub async fn open(path: &Path, clock: Arc<dyn Clock>) -> anyhow::Result<Db> {
        let (jobs, waiting) = mpsc::unbounded_channel();
        let (asks, asked) = mpsc::channel(1);
        let (ready, opened) = oneshot::channel();
        let health = watch::Sender::new(Health::Well);
        let options = file::options(path);
        let meter = Arc::new(Meter::default());
        let work = Work { waiting, asked, health: health.clone(), meter: meter.clone() };
        std::thread::Builder::new().name("madang-writer".into()).spawn(move || writer::run(options, work, ready))?;
        opened.await.context("the writer's thread ended at once")??;
        let reading = file::options_for_reading(path);
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(0)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(reading);
        let now = clock.now();
        let transaction = readers.begin().await.context("no reader could be had")?;
        let mut tx = Tx::new(Conn::Reader(transaction), now);
        let last = reached(store::clock_kept(&mut tx).await?, now);
        drop(tx);
        let queue = Arc::new(Queue::new(jobs, last));
        Ok(Db { queue, lane: Lane::Ingress, asks, health, meter, readers, clock })
    }

    /// The same database, for jobs of that lane.
    pub fn on(&self, lane: Lane) -> Db {
        Db { lane, ..self.clone() }
    }

    /// Runs a job in the writer and returns what it returned once it is on disk.
    ///
    /// The job may be run more than once; only its last run's work and value count.
    pub async fn write<F, T>(&self, job: F) -> Result<T, Failed>
    where
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(Vec::new(), job).await
    }

    /// The same, and tells all jobs of the batch some things before the first of them runs
    /// ([`Tx::announced`]): so one statement can answer for all of them.
    pub async fn write_announcing<F, T>(&self, announced: Vec<Announced>, job: F) -> Result<T, Failed>
    where
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(announced, job).await
    }

    async fn queue<F, T>(&self, announced: Vec<Announced>, job: F) -> Result<T, Failed>
    where
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let place = self.queue.place(self.lane).await;
        // Asked after the wait, which may have been a long one.
        match &*self.health.borrow() {
            Health::Well => {}
            Health::Degraded(why) | Health::Ended(why) => return Err(Failed::Unavailable(why.clone())),
        }
        let (reply, answer) = oneshot::channel();
        if !self.queue.put(self.clock.as_ref(), place, announced, Box::new(Call::new(job, reply))) {
            return Err(closing());
        }
        answer.await.map_err(|_| closing())?
    }

    /// Whether the database can write. While it is not well, nothing may be sent: it could not be
    /// recorded.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.health.subscribe()
    }

    /// What the writer has done since the start.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Nothing more is written, for that reason: the file is damaged.
    pub fn distrust(&self, why: String) {
        health::tell(&self.health, Health::Ended(why));
    }

    /// Whether it can write now.
    pub fn is_well(&self) -> bool {
        *self.health.borrow() == Health::Well
    }

    /// Waits until the writer will write no more, and says why.
    pub async fn ended(&self) -> String {
        let mut health = self.health.subscribe();
        match health.wait_for(|health| matches!(health, Health::Ended(_))).await.as_deref() {
            Ok(Health::Ended(why)) => why.clone(),
            _ => "the writer's thread is gone".to_owned(),
        }
    }

    /// A snapshot to read from. Drop it soon: it holds back the WAL's checkpoint.
    pub async fn read(&self) -> anyhow::Result<Tx> {
        let transaction = self.readers.begin().await.context("no reader could be had")?;
        Ok(Tx::new(Conn::Reader(transaction), self.now()))
    }

    /// Empties the write-ahead log: what was deleted is then gone from the disk, not only from the
    /// tables (`secure_delete` overwrites it there). With readers about, as much as is possible.
    pub async fn checkpoint(&self) {
        let (done, finished) = oneshot::channel();
        if self.asks.send(Ask::EmptyLog(done)).await.is_ok() {
            let _ = finished.await;
        }
    }

    /// Writes the whole file anew, and empties the write-ahead log: what was changed in place has left no
    /// trace then, neither in free space nor in the order of pages. Nothing else is written meanwhile.
    pub async fn compact(&self) -> anyhow::Result<()> {
        let (done, finished) = oneshot::channel();
        self.asks.send(Ask::Compact(done)).await.map_err(|_| closing())?;
        finished.await.map_err(|_| closing())?
    }

    /// The present moment, for what is not in a transaction: never before a job's that was stamped.
    pub fn now(&self) -> Moment {
        self.queue.now(self.clock.as_ref())
    }

    /// How many more jobs of this lane could wait.
    pub fn room(&self) -> usize {
        self.queue.room(self.lane)
    }

    /// Lets the writer finish what waits, empty the write-ahead log and end, and closes the readers.
    pub async fn close(self) {
        self.readers.close().await;
        let (done, finished) = oneshot::channel();
        if self.asks.send(Ask::End(done)).await.is_ok() {
            let _ = finished.await;
        }
    }
}

/// Where stamps begin, when the database has reached `kept` and the clock shows `now`.
fn reached(kept: Option<Moment>, now: Moment) -> Moment {
    let Some(kept) = kept.filter(|kept| *kept > now) else { return now };
    let ahead = kept - now;
    if ahead > AHEAD_MAX {
        tracing::error!(
            "the database has seen {kept}, and the clock shows {now}: one of them is wrong; the clock is followed"
        );
        return now;
    }
    tracing::warn!("the database has seen {kept}, and the clock shows {now}: time stands still until then");
    kept
}

fn closing() -> Failed {
    Failed::Unavailable("it is closing".into())
}

/// A connection for a command of the command line that works beside a running service.
/// Its transactions are short and immediate.
pub async fn beside(path: &Path, now: Moment) -> anyhow::Result<Tx> {
    let conn = file::options(path).create_if_missing(false).connect().await.context("the database cannot be opened")?;
    let mut tx = Tx::new(Conn::Writer(Box::new(conn)), now);
    sqlx::query("begin immediate").execute(tx.conn()).await.context("the database is held by another program")?;
    let kept = store::clock_kept(&mut tx).await?;
    tx.now = match store::kind(&mut tx).await?.as_deref() {
        // Its clock is moved by hand: that the machine's shows something else is no fault.
        Some("demo") => kept.map_or(now, |kept| kept.max(now)),
        _ => reached(kept, now),
    };
    Ok(tx)
}

impl Tx {
    /// Ends a transaction begun with [`beside`].
    pub async fn commit(mut self) -> anyhow::Result<()> {
        self.flush_all().await?;
        sqlx::query("commit").execute(self.conn()).await?;
        if let Conn::Writer(conn) = self.conn {
            conn.close().await?;
        }
        Ok(())
    }
}
