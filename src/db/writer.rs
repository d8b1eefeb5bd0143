//! The writer: one thread with the only connection that may write. It takes the jobs that wait,
//! runs them in one transaction, and answers once that is on disk.

use std::panic::AssertUnwindSafe;

use anyhow::anyhow;
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use super::{Conn, Failed, Tx};
use crate::clock::Moment;
use crate::crash::{self, Point};

/// Jobs that share one commit at most.
const BATCH_JOBS_MAX: usize = 256;

/// A job in the queue, with the moment at which it entered.
pub(super) struct Waiting {
    pub now: Moment,
    pub job: Box<dyn Job>,
}

/// A job whose type is forgotten, so that different ones can share a queue.
pub(super) trait Job: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> LocalBoxFuture<'a, anyhow::Result<()>>;
    fn answer(self: Box<Self>, outcome: Result<(), Failed>);
}

/// A job with its caller.
pub(super) struct Call<F, T> {
    job: F,
    value: Option<T>,
    reply: oneshot::Sender<Result<T, Failed>>,
}

impl<F, T> Call<F, T> {
    pub fn new(job: F, reply: oneshot::Sender<Result<T, Failed>>) -> Call<F, T> {
        Call { job, value: None, reply }
    }
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
pub(super) fn run(options: SqliteConnectOptions, work: Work, ready: oneshot::Sender<anyhow::Result<()>>) {
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
pub(super) struct Work {
    pub waiting: mpsc::Receiver<Waiting>,
    pub asked: mpsc::Receiver<oneshot::Sender<()>>,
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
        let outcomes = match run_batch(&mut tx, &mut batch).await {
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
async fn run_batch(tx: &mut Tx, batch: &mut [Waiting]) -> anyhow::Result<Outcomes> {
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
        commit(tx).await?;
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
    commit(tx).await?;
    Ok(outcomes)
}

async fn commit(tx: &mut Tx) -> anyhow::Result<()> {
    crash::at(Point::BeforeCommit);
    sqlx::query("commit").execute(tx.conn()).await?;
    crash::at(Point::AfterCommit);
    Ok(())
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
