//! SQLite: one thread that writes, a few connections that read.
//!
//! The writer takes the jobs that wait, runs them one after another in one transaction, commits
//! once and only then answers the callers: many updates share one fsync. A job is called again if
//! the batch has to be run again, so it touches nothing that outlives it: what belongs in memory
//! is its return value. Jobs cannot reach the network: there is none in [`Tx`].

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, anyhow, bail, ensure};
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Sqlite, Transaction, migrate::Migrator};
use tokio::sync::{mpsc, oneshot};

use crate::clock::{Clock, Moment};

/// The schema's versions, in the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// SQLite before this release has a bug that can corrupt a database in WAL mode.
const SQLITE_VERSION_MIN: &str = "3.51.3";
/// Jobs that may wait for the writer; beyond it, callers wait to be let in.
const JOBS_WAITING_MAX: usize = 1024;
/// Jobs that share one commit at most.
const BATCH_JOBS_MAX: usize = 256;
/// How long SQLite waits for another process (a backup, the command line) to let go.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Connections that read.
const READERS: u32 = 3;

/// One transaction at one moment. A job's may write; a reader's cannot.
pub struct Tx {
    conn: Conn,
    /// The moment at which everything in this transaction happens.
    pub now: Moment,
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
        let options = options(path);
        let work = Work { waiting, asked };
        std::thread::Builder::new().name("madang-writer".into()).spawn(move || writer(options, work, ready))?;
        opened.await.context("the writer's thread ended at once")??;
        let reading = options_for_reading(path);
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
        let (reply, answer) = oneshot::channel();
        let place = self.jobs.reserve().await.map_err(|_| closing())?;
        {
            let mut last = self.last.lock().expect("no one panics while holding the stamp");
            *last = (*last).max(self.clock.now());
            place.send(Waiting { now: *last, job: Box::new(Call { job, value: None, reply }) });
        }
        answer.await.map_err(|_| closing())?
    }

    /// A snapshot to read from. Drop it soon: it holds back the WAL's checkpoint.
    pub async fn read(&self) -> anyhow::Result<Tx> {
        let transaction = self.readers.begin().await.context("no reader could be had")?;
        Ok(Tx { conn: Conn::Reader(transaction), now: self.clock.now() })
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

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .statement_cache_capacity(1024)
        .pragma("secure_delete", "on")
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8192")
        .pragma("journal_size_limit", "67108864")
        .pragma("trusted_schema", "off")
        .disable_statement_logging()
}

fn options_for_reading(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("cache_size", "-2048")
        .pragma("query_only", "on")
        .disable_statement_logging()
}

/// A connection for a command of the command line that works beside a running service.
/// Its transactions are short and immediate.
pub async fn beside(path: &Path, now: Moment) -> anyhow::Result<Tx> {
    let conn = options(path).create_if_missing(false).connect().await.context("the database cannot be opened")?;
    let mut tx = Tx { conn: Conn::Writer(Box::new(conn)), now };
    sqlx::query("begin immediate").execute(tx.conn()).await?;
    Ok(tx)
}

impl Tx {
    /// Ends a transaction begun with [`beside`].
    pub async fn commit(mut self) -> anyhow::Result<()> {
        sqlx::query("commit").execute(self.conn()).await?;
        if let Conn::Writer(conn) = self.conn {
            conn.close().await?;
        }
        Ok(())
    }
}

/// Brings a database file to this binary's schema, making it first if there is none.
///
/// A copy is made beside it before the first migration touches a database with content.
pub async fn migrate(path: &Path, now: Moment) -> anyhow::Result<Migrated> {
    let existed = path.exists();
    if existed {
        looks_like_sqlite(path)?;
    }
    let mut conn = options(path).connect().await.with_context(|| format!("{} cannot be opened", path.display()))?;
    let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(&mut conn).await?;
    ensure!(at_least(&version, SQLITE_VERSION_MIN), "SQLite {version} is older than {SQLITE_VERSION_MIN}");
    let applied = applied_versions(&mut conn).await?;
    let newest = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    if let Some(newer) = applied.iter().copied().find(|version| *version > newest) {
        bail!(
            "{} was written by a newer Madang (schema {newer}, this one knows {newest}). Run the newer version, or \
             restore the copy that was made before its migration",
            path.display()
        );
    }
    let pending = MIGRATIONS.iter().filter(|migration| !applied.contains(&migration.version)).count();
    let mut copy = None;
    if pending > 0 && !applied.is_empty() {
        let beside = path.with_extension(format!("before-{newest:04}-{}.db", now.utc().format("%Y%m%d%H%M%S")));
        copy_to(&mut conn, &beside).await?;
        copy = Some(beside);
    }
    MIGRATIONS.run_direct(None, &mut conn, false).await.context("a migration did not apply")?;
    conn.close().await?;
    Ok(Migrated { applied: pending, copy, created: !existed })
}

/// What [`migrate`] did.
pub struct Migrated {
    /// How many migrations were applied.
    pub applied: usize,
    /// Where the copy from before lies, if one was made.
    pub copy: Option<std::path::PathBuf>,
    /// Whether the file was made.
    pub created: bool,
}

async fn applied_versions(conn: &mut SqliteConnection) -> anyhow::Result<Vec<i64>> {
    let known: Option<(i64,)> =
        sqlx::query_as("select 1 from sqlite_master where type = 'table' and name = '_sqlx_migrations'")
            .fetch_optional(&mut *conn)
            .await?;
    if known.is_none() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64,)> = sqlx::query_as("select version from _sqlx_migrations").fetch_all(conn).await?;
    Ok(rows.into_iter().map(|(version,)| version).collect())
}

/// Copies the database of `conn` to a new file, consistently, while others go on writing.
async fn copy_to(conn: &mut SqliteConnection, to: &Path) -> anyhow::Result<()> {
    ensure!(!to.exists(), "{} exists already", to.display());
    let name = to.to_str().context("the path is not UTF-8")?;
    sqlx::query("vacuum into $1").bind(name).execute(conn).await.context("the copy could not be written")?;
    Ok(())
}

/// Writes an online copy of the database to a new file.
///
/// # Errors
/// When `from` is not one of ours or `to` exists.
pub async fn backup(from: &Path, to: &Path) -> anyhow::Result<()> {
    looks_like_sqlite(from)?;
    let mut conn = options(from).create_if_missing(false).connect().await?;
    copy_to(&mut conn, to).await?;
    conn.close().await?;
    check(to).await
}

/// Reads a whole database file and its references for damage.
pub async fn check(path: &Path) -> anyhow::Result<()> {
    looks_like_sqlite(path)?;
    let mut conn = options_for_reading(path).connect().await?;
    let (report,): (String,) = sqlx::query_as("pragma quick_check").fetch_one(&mut conn).await?;
    ensure!(report == "ok", "{} is damaged: {report}", path.display());
    let dangling = sqlx::query("pragma foreign_key_check").fetch_all(&mut conn).await?;
    ensure!(dangling.is_empty(), "{}: {} rows refer to rows that are gone", path.display(), dangling.len());
    conn.close().await?;
    Ok(())
}

/// Refuses a file that is not an SQLite database before SQLite is asked to open it.
pub fn looks_like_sqlite(path: &Path) -> anyhow::Result<()> {
    use std::io::Read;
    let mut head = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut head))
        .with_context(|| format!("{} cannot be read", path.display()))?;
    ensure!(
        head.is_empty() || head == b"SQLite format 3\0",
        "{} is not an SQLite database. Choose another file with --database, or move this one away",
        path.display()
    );
    Ok(())
}

fn at_least(version: &str, minimum: &str) -> bool {
    let parts = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    parts(version) >= parts(minimum)
}

/// A job in the queue, with the moment at which it entered.
struct Waiting {
    now: Moment,
    job: Box<dyn Job>,
}

/// A job whose type is forgotten, so that different ones can share a queue.
trait Job: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> LocalBoxFuture<'a, anyhow::Result<()>>;
    fn answer(self: Box<Self>, outcome: Result<(), Failed>);
}

struct Call<F, T> {
    job: F,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, Failed>>,
}

impl<F, T> Job for Call<F, T>
where
    F: AsyncFn(&mut Tx) -> anyhow::Result<T> + Send,
    T: Send,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> LocalBoxFuture<'a, anyhow::Result<()>> {
        Box::pin(async move {
            self.value = None;
            self.value = Some((self.job)(tx).await?);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<(), Failed>) {
        let Call { value, reply, .. } = *self;
        let answer = match (outcome, value) {
            (Err(failed), _) => Err(failed),
            (Ok(()), Some(value)) => Ok(value),
            (Ok(()), None) => Err(Failed::Broken(anyhow!("the job was not run"))),
        };
        // A caller that went away does not undo what is committed.
        let _ = reply.send(answer);
    }
}

/// The writer's thread. It is pinned to one core before it opens the connection, so that sqlx's
/// own thread for it shares that core: a statement costs a fraction of what it costs when the
/// two wander.
fn writer(options: SqliteConnectOptions, work: Work, ready: oneshot::Sender<anyhow::Result<()>>) {
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.last().copied()) {
        core_affinity::set_for_current(core);
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(ready.send(Err(error.into()))),
    };
    runtime.block_on(async move {
        match options.connect().await {
            Ok(conn) => {
                let _ = ready.send(Ok(()));
                write_all(conn, work).await;
            }
            Err(error) => drop(ready.send(Err(error.into()))),
        }
    });
}

/// What the writer is given to do.
struct Work {
    waiting: mpsc::Receiver<Waiting>,
    asked: mpsc::Receiver<oneshot::Sender<()>>,
}

async fn write_all(conn: SqliteConnection, mut work: Work) {
    let mut tx = Tx { conn: Conn::Writer(Box::new(conn)), now: Moment::from_ms(0) };
    let mut batch = Vec::with_capacity(BATCH_JOBS_MAX);
    loop {
        tokio::select! {
            biased;
            received = work.waiting.recv_many(&mut batch, BATCH_JOBS_MAX) => if received == 0 { break },
            Some(done) = work.asked.recv() => {
                empty_log(&mut tx).await;
                let _ = done.send(());
                continue;
            }
        }
        let outcomes = match run(&mut tx, &mut batch).await {
            Ok(outcomes) => outcomes,
            Err(error) => {
                tracing::error!(jobs = batch.len(), "a batch was undone: {error:#}");
                let _ = sqlx::query("rollback").execute(tx.conn()).await;
                batch.iter().map(|_| Err(Failed::Unavailable(format!("{error:#}")))).collect()
            }
        };
        for (waiting, outcome) in batch.drain(..).zip(outcomes) {
            waiting.job.answer(outcome);
        }
    }
    empty_log(&mut tx).await;
    if let Conn::Writer(conn) = tx.conn {
        let _ = conn.close().await;
    }
}

async fn empty_log(tx: &mut Tx) {
    if let Err(error) = sqlx::query("pragma wal_checkpoint(truncate)").execute(tx.conn()).await {
        tracing::warn!("the write-ahead log could not be emptied: {error}");
    }
}

type Outcomes = Vec<Result<(), Failed>>;

/// Runs a batch in one transaction: first without savepoints, and if a job fails, once more with
/// one for each job, so that only the failing one is undone.
///
/// # Errors
/// When the database itself fails: then nothing of the batch stands.
async fn run(tx: &mut Tx, batch: &mut [Waiting]) -> anyhow::Result<Outcomes> {
    sqlx::query("begin immediate").execute(tx.conn()).await?;
    let mut failed = None;
    for waiting in batch.iter_mut() {
        if let Err(error) = run_one(tx, waiting).await {
            fatal(&error)?;
            failed = Some(error);
            break;
        }
    }
    let Some(error) = failed else {
        sqlx::query("commit").execute(tx.conn()).await?;
        return Ok(batch.iter().map(|_| Ok(())).collect());
    };
    sqlx::query("rollback").execute(tx.conn()).await?;
    if batch.len() == 1 {
        return Ok(vec![Err(Failed::Broken(error))]);
    }
    sqlx::query("begin immediate").execute(tx.conn()).await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for waiting in batch.iter_mut() {
        sqlx::query("savepoint job").execute(tx.conn()).await?;
        let outcome = run_one(tx, waiting).await;
        if let Err(error) = &outcome {
            fatal(error)?;
            sqlx::query("rollback to job").execute(tx.conn()).await?;
        }
        sqlx::query("release job").execute(tx.conn()).await?;
        outcomes.push(outcome.map_err(Failed::Broken));
    }
    sqlx::query("commit").execute(tx.conn()).await?;
    Ok(outcomes)
}

async fn run_one(tx: &mut Tx, waiting: &mut Waiting) -> anyhow::Result<()> {
    tx.now = waiting.now;
    match AssertUnwindSafe(waiting.job.run(tx)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(panic) => {
            let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
            Err(anyhow!("a panic: {said}"))
        }
    }
}

/// Lets an error pass that concerns the job alone. On the others SQLite has rolled the whole
/// transaction back by itself, so going on would commit the later jobs one by one.
fn fatal(error: &anyhow::Error) -> anyhow::Result<()> {
    /// Primary result codes: BUSY, NOMEM, INTERRUPT, IOERR, CORRUPT, FULL.
    const WHOLE_BATCH: [i64; 6] = [5, 7, 9, 10, 11, 13];
    let code = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<sqlx::Error>())
        .and_then(|error| error.as_database_error()?.code()?.parse::<i64>().ok());
    match code {
        Some(code) if WHOLE_BATCH.contains(&(code & 0xff)) => Err(anyhow!("SQLite error {code}: {error:#}")),
        _ => Ok(()),
    }
}

/// The SQL of facts about the file itself.
pub mod store {
    use super::Tx;

    /// What the file is for; a new one is for `kind` from now on.
    pub async fn kind_or(tx: &mut Tx, kind: &str) -> sqlx::Result<String> {
        match fact(tx, "kind").await? {
            Some(known) => Ok(known),
            None => {
                set_fact(tx, "kind", kind).await?;
                Ok(kind.to_owned())
            }
        }
    }

    /// A fact by its name.
    pub async fn fact(tx: &mut Tx, key: &str) -> sqlx::Result<Option<String>> {
        sqlx::query_scalar!("select value from meta where key = $1", key).fetch_optional(tx.conn()).await
    }

    /// Sets a fact.
    pub async fn set_fact(tx: &mut Tx, key: &str, value: &str) -> sqlx::Result<()> {
        sqlx::query!(
            "insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
            key,
            value
        )
        .execute(tx.conn())
        .await?;
        Ok(())
    }

    /// Forgets a fact.
    pub async fn forget_fact(tx: &mut Tx, key: &str) -> sqlx::Result<()> {
        sqlx::query!("delete from meta where key = $1", key).execute(tx.conn()).await?;
        Ok(())
    }
}
