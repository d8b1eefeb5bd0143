//! SQLite: one thread that writes, a few connections that read.
//!
//! The writer takes the jobs that wait, runs them one after another in one transaction, commits
//! once and only then answers the callers: many updates share one fsync. A job is called again if
//! the batch has to be run again, so it touches nothing that outlives it: what belongs in memory
//! is its return value. Jobs cannot reach the network: there is none in [`Tx`].

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context;
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqlitePoolOptions};
use sqlx::{ConnectOptions, Connection, Sqlite, Transaction};
use tokio::sync::{mpsc, oneshot};

use crate::clock::{Clock, Moment};

mod file;
mod lang;
pub mod store;
mod together;
mod writer;

pub use file::{MIGRATIONS, Migrated, backup, check, fits, looks_like_sqlite, migrate};
pub use together::Together;
use together::{Announced, Batch};
use writer::{Call, Waiting, Work};

/// Jobs that may wait for the writer; beyond it, callers wait to be let in.
const JOBS_WAITING_MAX: usize = 1024;
/// Connections that read.
const READERS: u32 = 3;

/// One transaction at one moment. A job's may write; a reader's cannot.
pub struct Tx {
    conn: Conn,
    /// The moment at which everything in this transaction happens.
    pub now: Moment,
    batch: Batch,
}

enum Conn {
    Writer(Box<SqliteConnection>),
    Reader(Transaction<'static, Sqlite>),
}

impl Tx {
    /// The connection, for a statement in a `store.rs`.
    pub fn conn(&mut self) -> &mut SqliteConnection {
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

/// The database's handle: cheap to clone.
#[derive(Clone)]
pub struct Db {
    jobs: mpsc::Sender<Waiting>,
    upkeep: mpsc::Sender<oneshot::Sender<()>>,
    readers: SqlitePool,
    clock: Arc<dyn Clock>,
    /// The last stamp given out: stamps never go back, and follow the queue's order.
    last: Arc<Mutex<Moment>>,
}

impl Db {
    /// Opens a database that is already migrated, and starts its writer.
    pub async fn open(path: &Path, clock: Arc<dyn Clock>) -> anyhow::Result<Db> {
        let (jobs, waiting) = mpsc::channel(JOBS_WAITING_MAX);
        let (upkeep, asked) = mpsc::channel(1);
        let (ready, opened) = oneshot::channel();
        let options = file::options(path);
        let work = Work { waiting, asked };
        std::thread::Builder::new().name("madang-writer".into()).spawn(move || writer::run(options, work, ready))?;
        opened.await.context("the writer's thread ended at once")??;
        let reading = file::options_for_reading(path);
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(0)
            .idle_timeout(Duration::from_secs(60))
            .connect_lazy_with(reading);
        Ok(Db { jobs, upkeep, readers, last: Arc::new(Mutex::new(clock.now())), clock })
    }

    /// Runs a job in the writer and returns what it returned once it is on disk.
    ///
    /// The job may be run more than once; only its last run's work and value count.
    pub async fn write<F, T>(&self, job: F) -> Result<T, Failed>
    where
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(None, job).await
    }

    /// The same, and tells all jobs of the batch something before the first of them runs
    /// ([`Tx::announced`]): so one statement can answer for all of them.
    pub async fn write_announcing<A, F, T>(&self, announced: A, job: F) -> Result<T, Failed>
    where
        A: std::any::Any + Send + Sync,
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(Some(Arc::new(announced)), job).await
    }

    async fn queue<F, T>(&self, announced: Option<Announced>, job: F) -> Result<T, Failed>
    where
        F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let place = self.jobs.reserve().await.map_err(|_| closing())?;
        {
            let mut last = self.last.lock().expect("no one panics while holding the stamp");
            *last = (*last).max(self.clock.now());
            place.send(Waiting { now: *last, announced, job: Box::new(Call::new(job, reply)) });
        }
        answer.await.map_err(|_| closing())?
    }

    /// A snapshot to read from. Drop it soon: it holds back the WAL's checkpoint.
    pub async fn read(&self) -> anyhow::Result<Tx> {
        let transaction = self.readers.begin().await.context("no reader could be had")?;
        Ok(Tx { conn: Conn::Reader(transaction), now: self.clock.now(), batch: Batch::default() })
    }

    /// Empties the write-ahead log: what was deleted is then gone from the disk, not only from the
    /// tables (`secure_delete` overwrites it there). With readers about, as much as is possible.
    pub async fn checkpoint(&self) {
        let (done, finished) = oneshot::channel();
        if self.upkeep.send(done).await.is_ok() {
            let _ = finished.await;
        }
    }

    /// The present moment, for what is not in a transaction.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// How many more jobs the writer's queue could take.
    pub fn room(&self) -> usize {
        self.jobs.capacity()
    }

    /// Closes the readers. The writer finishes what waits, checkpoints and ends when the last
    /// handle is dropped.
    pub async fn close(self) {
        self.readers.close().await;
    }
}

fn closing() -> Failed {
    Failed::Unavailable("it is closing".into())
}

/// A connection for a command of the command line that works beside a running service.
/// Its transactions are short and immediate.
pub async fn beside(path: &Path, now: Moment) -> anyhow::Result<Tx> {
    let conn = file::options(path).create_if_missing(false).connect().await.context("the database cannot be opened")?;
    let mut tx = Tx { conn: Conn::Writer(Box::new(conn)), now, batch: Batch::default() };
    sqlx::query("begin immediate").execute(tx.conn()).await?;
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
