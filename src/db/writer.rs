//! The writer: one thread with the only connection that may write. It takes the jobs that wait,
//! runs them in one transaction, and answers once that is on disk.

use std::panic::AssertUnwindSafe;

use anyhow::anyhow;
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::sync::{mpsc, oneshot};

use super::together::{Announced, Batch};
use super::{Conn, Failed, Tx};
use crate::clock::Moment;

/// Jobs that share one commit at most.
const BATCH_JOBS_MAX: usize = 256;

/// A job in the queue, with the moment at which it entered.
pub(super) struct Waiting {
    pub now: Moment,
    pub announced: Option<Announced>,
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
    let mut tx = Tx { conn: Conn::Writer(Box::new(conn)), now: Moment::from_ms(0), batch: Batch::default() };
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
    tx.batch = Batch::of(batch.iter().filter_map(|waiting| waiting.announced.clone()).collect());
    sqlx::query("begin immediate").execute(tx.conn()).await?;
    let Err(error) = run_together(tx, batch).await else {
        sqlx::query("commit").execute(tx.conn()).await?;
        return Ok(batch.iter().map(|_| Ok(())).collect());
    };
    fatal(&error)?;
    sqlx::query("rollback").execute(tx.conn()).await?;
    if batch.len() == 1 {
        return Ok(vec![Err(Failed::Broken(error))]);
    }
    sqlx::query("begin immediate").execute(tx.conn()).await?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for waiting in batch.iter_mut() {
        tx.batch = Batch::of(waiting.announced.iter().cloned().collect());
        sqlx::query("savepoint job").execute(tx.conn()).await?;
        let outcome = run_alone(tx, waiting).await;
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

/// A panic is an error like any other.
async fn caught(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
        Err(anyhow!("a panic: {said}"))
    })
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use anyhow::bail;
    use futures::FutureExt;
    use futures::future::{BoxFuture, join_all};

    use crate::clock::{Moment, Still};
    use crate::db::{self, Db, Failed, Together, Tx};

    /// Facts that are written with one statement for a batch.
    #[derive(Default)]
    struct Facts(Vec<(String, String)>);

    impl Together for Facts {
        fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
            async move {
                let facts = std::mem::take(&mut self.0);
                if facts.is_empty() {
                    return Ok(());
                }
                let facts = serde_json::to_string(&facts).expect("pairs of strings");
                let insert = "insert into meta (key, value) select value ->> 0, value ->> 1 from json_each($1)";
                sqlx::query(insert).bind(facts).execute(tx.conn()).await.map(drop)
            }
            .boxed()
        }
    }

    async fn opened() -> (tempfile::TempDir, Db) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.db");
        let now = Moment::from_ms(1_800_000_000_000);
        db::migrate(&file, now).await.unwrap();
        (folder, Db::open(&file, Arc::new(Still::at(now))).await.unwrap())
    }

    async fn facts(db: &Db) -> Vec<String> {
        let mut tx = db.read().await.unwrap();
        sqlx::query_scalar("select key || '=' || value from meta order by key").fetch_all(tx.conn()).await.unwrap()
    }

    /// A job that writes a fact together with the others; `bad` fails after that, `panic` panics.
    async fn keep(db: &Db, key: &'static str, value: &'static str) -> Result<(), Failed> {
        db.write(async move |tx: &mut Tx| {
            tx.together::<Facts>().0.push((key.into(), value.into()));
            match value {
                "bad" => bail!("it went wrong"),
                "panic" => panic!("it went very wrong"),
                _ => Ok(()),
            }
        })
        .await
    }

    #[tokio::test]
    async fn what_a_failing_job_gathered_vanishes_with_it_and_the_others_stands() {
        let (_folder, db) = opened().await;
        let jobs = [("a", "1"), ("b", "bad"), ("c", "2"), ("d", "panic"), ("e", "3")];
        let outcomes = join_all(jobs.map(|(key, value)| keep(&db, key, value))).await;
        assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, false, true]);
        assert_eq!(facts(&db).await, ["a=1", "c=2", "e=3"]);
    }

    #[tokio::test]
    async fn a_row_that_cannot_be_written_fails_its_own_job_only() {
        let (_folder, db) = opened().await;
        keep(&db, "b", "0").await.unwrap();
        let jobs = [("a", "1"), ("b", "again"), ("c", "2")];
        let outcomes = join_all(jobs.map(|(key, value)| keep(&db, key, value))).await;
        assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(facts(&db).await, ["a=1", "b=0", "c=2"]);
    }

    #[tokio::test]
    async fn who_reads_a_table_writes_first_what_was_gathered_for_it() {
        let (_folder, db) = opened().await;
        let count = db
            .write(async |tx: &mut Tx| {
                tx.together::<Facts>().0.push(("a".into(), "1".into()));
                tx.flush::<Facts>().await?;
                tx.together::<Facts>().0.push(("b".into(), "2".into()));
                Ok(sqlx::query_scalar::<_, i64>("select count(*) from meta").fetch_one(tx.conn()).await?)
            })
            .await
            .unwrap();
        assert_eq!((count, facts(&db).await), (1, vec!["a=1".to_owned(), "b=2".to_owned()]));
    }

    #[tokio::test]
    async fn jobs_of_a_batch_know_what_each_of_them_announced() {
        let (_folder, db) = opened().await;
        let ask = |number: i64, fails: bool| {
            db.write_announcing(number, async move |tx: &mut Tx| {
                let all: Vec<i64> = tx.announced::<i64>().copied().collect();
                if fails { bail!("no") } else { Ok(all) }
            })
        };
        let together = join_all([ask(1, false), ask(2, false), ask(3, false)]).await;
        assert!(together.iter().all(|all| all.as_ref().unwrap() == &[1, 2, 3]));
        // When a job fails, each is run by itself and knows of itself only.
        let alone = join_all([ask(4, false), ask(5, true)]).await;
        assert_eq!(alone[0].as_ref().unwrap(), &[4]);
    }
}
