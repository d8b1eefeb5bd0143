//! A batch: jobs that share one transaction, and so one fsync.

use std::panic::AssertUnwindSafe;

use anyhow::anyhow;
use futures::FutureExt;

use super::health::Trouble;
use super::together::Batch;
use super::writer::Waiting;
use super::{Failed, Tx};
use crate::crash::{self, Point};

/// What became of each job, in their order.
pub(super) type Outcomes = Vec<Result<(), Failed>>;

/// Runs a batch whose transaction is begun: first without savepoints, and if a job fails, once more
/// with one for each job, so that only the failing one is undone.
///
/// # Errors
/// When the database itself fails: then nothing of the batch stands.
pub(super) async fn run(tx: &mut Tx, batch: &mut [Waiting]) -> Result<Outcomes, Trouble> {
    tx.batch = match &*batch {
        [only] => Batch::alone(only.announced.clone()),
        many => Batch::of(many.iter().flat_map(|waiting| waiting.announced.iter().cloned()).collect()),
    };
    let Err(error) = run_together(tx, batch).await else {
        commit(tx).await?;
        return Ok(batch.iter().map(|_| Ok(())).collect());
    };
    let error = its_own(error)?;
    undone(tx, "rollback").await?;
    if batch.len() == 1 {
        return Ok(vec![Err(Failed::Broken(error))]);
    }
    begun(tx).await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for waiting in batch.iter_mut() {
        tx.batch = Batch::alone(waiting.announced.clone());
        said(tx, "savepoint job").await?;
        let outcome = match run_alone(tx, waiting).await {
            Ok(()) => Ok(()),
            Err(error) => {
                let error = its_own(error)?;
                undone(tx, "rollback to job").await?;
                Err(Failed::Broken(error))
            }
        };
        said(tx, "release job").await?;
        outcomes.push(outcome);
    }
    commit(tx).await?;
    Ok(outcomes)
}

async fn commit(tx: &mut Tx) -> Result<(), Trouble> {
    crash::at(Point::BeforeCommit);
    said(tx, "commit").await?;
    crash::at(Point::AfterCommit);
    Ok(())
}

/// Begins a transaction, and forgets what is remembered if another connection has committed since the last.
pub(super) async fn begun(tx: &mut Tx) -> Result<(), Trouble> {
    // One string, because each statement by itself is a way to SQLite's thread and back.
    let begun = sqlx::query_scalar("begin immediate; pragma data_version").fetch_one(tx.conn()).await;
    tx.memory.seen(begun.map_err(Trouble::of_batch)?);
    Ok(())
}

/// Undoes what was done since the beginning of the transaction, or of the job.
pub(super) async fn undone(tx: &mut Tx, statement: &'static str) -> Result<(), Trouble> {
    tx.memory.forget();
    said(tx, statement).await
}

/// Runs a statement that belongs to the batch, not to a job.
pub(super) async fn said(tx: &mut Tx, statement: &'static str) -> Result<(), Trouble> {
    sqlx::query(statement).execute(tx.conn()).await.map(drop).map_err(Trouble::of_batch)
}

/// Lets an error pass that concerns the job alone.
fn its_own(error: anyhow::Error) -> Result<anyhow::Error, Trouble> {
    match Trouble::of(error) {
        Trouble::Job(error) => Ok(error),
        trouble => Err(trouble),
    }
}

/// Runs all jobs, and writes what they gathered.
async fn run_together(tx: &mut Tx, batch: &mut [Waiting]) -> anyhow::Result<()> {
    for waiting in batch.iter_mut() {
        run_one(tx, waiting).await?;
    }
    caught(async { Ok(tx.flush_all().await?) }).await
}

/// Runs one job, and writes what it gathered.
async fn run_alone(tx: &mut Tx, waiting: &mut Waiting) -> anyhow::Result<()> {
    run_one(tx, waiting).await?;
    caught(async { Ok(tx.flush_all().await?) }).await
}

async fn run_one(tx: &mut Tx, waiting: &mut Waiting) -> anyhow::Result<()> {
    tx.now = waiting.now;
    caught(waiting.job.run(tx)).await
}

/// A panic is an error like any other. Its words are not kept: they may quote what somebody wrote
/// (`crate::panics` says where it was).
async fn caught(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| Err(anyhow!("{}", crate::panics::last())))
}
