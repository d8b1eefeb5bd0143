//! The writer: one thread with the only connection that may write. It takes the jobs that wait,
//! runs them in one transaction, and answers once that is on disk. When the database cannot write it
//! tries again by itself; when it is not to be trusted any more, it ends.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot, watch};
use tokio::time::MissedTickBehavior;

use super::batch::{self, Outcomes, begun, said, undone};
use super::health::{Health, Trouble, tell};
use super::together::Announced;
use super::{Conn, Failed, Meter, Tx, store};
use crate::clock::Moment;

/// Jobs that share one commit at most.
const BATCH_JOBS_MAX: usize = 256;
/// How often a database that cannot write is tried.
const PROBE_PAUSE: Duration = Duration::from_secs(1);
/// How often another process's lock is waited for (SQLite waits five seconds each time) before the
/// jobs are told to come again.
const BUSY_TRIES: u32 = 3;
/// How often the time reached is written down, for a start with a clock that went back, in
/// milliseconds.
const CLOCK_KEPT_MS: i64 = 60_000;

/// A job in the queue, with the moment at which it entered, and its place there.
pub(super) struct Waiting {
    pub now: Moment,
    pub announced: Vec<Announced>,
    pub job: Box<dyn Job>,
    pub _place: OwnedSemaphorePermit,
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

/// What the writer is asked for besides jobs.
pub(super) enum Ask {
    /// To empty the write-ahead log.
    EmptyLog(oneshot::Sender<()>),
    /// To write the whole file anew, and to empty the log.
    Compact(oneshot::Sender<anyhow::Result<()>>),
    /// To do what waits, empty the log and end.
    End(oneshot::Sender<()>),
}

/// What the writer is given to do, and where it says how it is.
pub(super) struct Work {
    pub waiting: mpsc::UnboundedReceiver<Waiting>,
    pub asked: mpsc::Receiver<Ask>,
    pub health: watch::Sender<Health>,
    pub meter: Arc<Meter>,
}

/// The writer's thread. It is pinned to one core before it opens the connection, so that sqlx's
/// own thread for it shares that core: a statement costs a fraction of what it costs when the
/// two wander.
pub(super) fn run(options: SqliteConnectOptions, work: Work, ready: oneshot::Sender<anyhow::Result<()>>) {
    if let Some(core) = core_affinity::get_core_ids().and_then(|cores| cores.last().copied()) {
        core_affinity::set_for_current(core);
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(ready.send(Err(error.into()))),
    };
    runtime.block_on(async move {
        match options.connect().await {
            Ok(conn) => {
                let health = work.health.clone();
                let _ = ready.send(Ok(()));
                let tx = Tx::new(Conn::Writer(Box::new(conn)), Moment::from_ms(0));
                let writer =
                    Writer { tx, health: work.health, meter: work.meter, clock_kept: Moment::from_ms(0), done: None };
                let ended = AssertUnwindSafe(writer.write_all(work.waiting, work.asked)).catch_unwind().await;
                let why = ended.unwrap_or_else(|_| Some(crate::panics::last()));
                tell(&health, Health::Ended(why.unwrap_or_else(|| "it is closed".into())));
            }
            Err(error) => drop(ready.send(Err(error.into()))),
        }
    });
}

struct Writer {
    tx: Tx,
    health: watch::Sender<Health>,
    meter: Arc<Meter>,
    clock_kept: Moment,
    /// Who waits for the end.
    done: Option<oneshot::Sender<()>>,
}

impl Writer {
    /// Works until told to end, or nobody is left who could ask for anything; or until that is of
    /// no use any more: then why.
    async fn write_all(
        mut self,
        mut waiting: mpsc::UnboundedReceiver<Waiting>,
        mut asked: mpsc::Receiver<Ask>,
    ) -> Option<String> {
        let mut jobs = Vec::with_capacity(BATCH_JOBS_MAX);
        let mut probes = tokio::time::interval(PROBE_PAUSE);
        probes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let degraded = matches!(*self.health.borrow(), Health::Degraded(_));
            tokio::select! {
                biased;
                received = waiting.recv_many(&mut jobs, BATCH_JOBS_MAX) => if received == 0 { break },
                Some(ask) = asked.recv(), if self.done.is_none() => {
                    match ask {
                        Ask::EmptyLog(done) => {
                            empty_log(&mut self.tx).await;
                            let _ = done.send(());
                        }
                        Ask::Compact(done) => {
                            let _ = done.send(compact(&mut self.tx).await);
                        }
                        Ask::End(done) => {
                            waiting.close();
                            self.done = Some(done);
                        }
                    }
                    continue;
                }
                _ = probes.tick(), if degraded => {
                    if let Err(Trouble::Fatal(why)) = self.probe().await {
                        return self.end_at_once(why);
                    }
                    continue;
                }
            }
            if degraded {
                // They were on their way in when it happened.
                answer(&mut jobs, || Err(unavailable(&self.health)));
                continue;
            }
            match self.run_batch(&mut jobs).await {
                Ok(outcomes) => {
                    self.meter.committed(jobs.len());
                    for (waiting, outcome) in jobs.drain(..).zip(outcomes) {
                        waiting.job.answer(outcome);
                    }
                }
                Err(Trouble::Fatal(why)) => {
                    answer(&mut jobs, || Err(Failed::Unavailable(why.clone())));
                    return self.end_at_once(why);
                }
                Err(Trouble::Busy(why) | Trouble::Degraded(why)) => {
                    let _ = undone(&mut self.tx, "rollback").await;
                    tracing::error!(jobs = jobs.len(), "the database cannot write; it is tried every second: {why}");
                    tell(&self.health, Health::Degraded(why));
                    answer(&mut jobs, || Err(unavailable(&self.health)));
                }
                Err(Trouble::Job(error)) => {
                    answer(&mut jobs, || Err(Failed::Unavailable(format!("{error:#}"))));
                }
            }
        }
        let Writer { mut tx, done, .. } = self;
        empty_log(&mut tx).await;
        if let Conn::Writer(conn) = tx.conn {
            let _: Result<(), _> = SqliteConnection::close(*conn).await;
        }
        if let Some(done) = done {
            let _ = done.send(());
        }
        None
    }

    /// Runs the jobs in one transaction, once no other process holds the lock.
    async fn run_batch(&mut self, jobs: &mut [Waiting]) -> Result<Outcomes, Trouble> {
        self.begin().await?;
        let last = jobs.last().map_or(self.clock_kept, |job| job.now);
        if (last - self.clock_kept).num_milliseconds() >= CLOCK_KEPT_MS {
            store::keep_clock(&mut self.tx, last).await.map_err(Trouble::of_batch)?;
        }
        let outcomes = batch::run(&mut self.tx, jobs).await?;
        self.clock_kept = self.clock_kept.max(last);
        Ok(outcomes)
    }

    /// Begins a transaction. While another process holds the lock, nothing new is let in.
    async fn begin(&mut self) -> Result<(), Trouble> {
        for tries in 1.. {
            match begun(&mut self.tx).await {
                Err(Trouble::Busy(why)) if tries < BUSY_TRIES => {
                    tracing::warn!("another process holds the database's lock, and is waited for: {why}");
                    tell(&self.health, Health::Degraded(why));
                }
                Ok(()) if tries > 1 => {
                    tell(&self.health, Health::Well);
                    return Ok(());
                }
                outcome => return outcome,
            }
        }
        Ok(())
    }

    /// Tries whether the database can write again.
    async fn probe(&mut self) -> Result<(), Trouble> {
        let outcome = self.write_probe().await;
        match &outcome {
            Ok(()) => {
                tracing::info!("the database can write again");
                tell(&self.health, Health::Well);
            }
            Err(_) => {
                let _ = undone(&mut self.tx, "rollback").await;
            }
        }
        outcome
    }

    async fn write_probe(&mut self) -> Result<(), Trouble> {
        let tx = &mut self.tx;
        said(tx, "begin immediate").await?;
        store::keep_probe(tx).await.map_err(Trouble::of_batch)?;
        said(tx, "commit").await?;
        said(tx, "begin immediate").await?;
        store::forget_probe(tx).await.map_err(Trouble::of_batch)?;
        said(tx, "commit").await
    }

    /// Ends without touching the file again: closing it would write what is not to be trusted.
    fn end_at_once(self, why: String) -> Option<String> {
        tracing::error!("the database is not to be trusted any more, and the program ends: {why}");
        std::mem::forget(self.tx);
        Some(why)
    }
}

fn answer(jobs: &mut Vec<Waiting>, outcome: impl Fn() -> Result<(), Failed>) {
    for waiting in jobs.drain(..) {
        waiting.job.answer(outcome());
    }
}

fn unavailable(health: &watch::Sender<Health>) -> Failed {
    match &*health.borrow() {
        Health::Well => Failed::Unavailable("it is tried again".into()),
        Health::Degraded(why) | Health::Ended(why) => Failed::Unavailable(why.clone()),
    }
}

async fn empty_log(tx: &mut Tx) {
    if let Err(error) = sqlx::query("pragma wal_checkpoint(truncate)").execute(tx.conn()).await {
        tracing::warn!("the write-ahead log could not be emptied: {error}");
    }
}

async fn compact(tx: &mut Tx) -> anyhow::Result<()> {
    tx.memory.forget();
    sqlx::query("vacuum").execute(tx.conn()).await?;
    empty_log(tx).await;
    Ok(())
}

#[cfg(test)]
pub(super) mod tests;
