//! The writer: what stands together, and what one job's failure leaves alone.

use std::sync::Arc;

use anyhow::bail;
use futures::future::{BoxFuture, join_all};
use futures::{FutureExt, join};
use tokio::sync::Notify;

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

/// Runs these in one batch, in their order: the writer is kept busy until all of them wait for it.
pub async fn in_one_batch<T>(db: &Db, jobs: impl IntoIterator<Item: Future<Output = T>>) -> Vec<T> {
    let (busy, all_wait) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let keep_busy = db.write({
        let (busy, all_wait) = (busy.clone(), all_wait.clone());
        async move |_: &mut Tx| {
            busy.notify_one();
            all_wait.notified().await;
            Ok(())
        }
    });
    let wait_together = async {
        busy.notified().await;
        // Each is polled once before the writer goes on, and is in its queue then.
        join!(join_all(jobs), async { all_wait.notify_one() }).0
    };
    let (kept, outcomes) = join!(keep_busy, wait_together);
    kept.expect("nothing in it fails");
    outcomes
}

async fn facts(db: &Db) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    sqlx::query_scalar("select key || '=' || value from meta where key <> 'clock' order by key")
        .fetch_all(tx.conn())
        .await
        .unwrap()
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
    let outcomes = in_one_batch(&db, jobs.map(|(key, value)| keep(&db, key, value))).await;
    assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true, false, true]);
    assert_eq!(facts(&db).await, ["a=1", "c=2", "e=3"]);
}

#[tokio::test]
async fn a_row_that_cannot_be_written_fails_its_own_job_only() {
    let (_folder, db) = opened().await;
    keep(&db, "b", "0").await.unwrap();
    let jobs = [("a", "1"), ("b", "again"), ("c", "2")];
    let outcomes = in_one_batch(&db, jobs.map(|(key, value)| keep(&db, key, value))).await;
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
            Ok(sqlx::query_scalar::<_, i64>("select count(*) from meta where key <> 'clock'")
                .fetch_one(tx.conn())
                .await?)
        })
        .await
        .unwrap();
    assert_eq!((count, facts(&db).await), (1, vec!["a=1".to_owned(), "b=2".to_owned()]));
}

#[tokio::test]
async fn jobs_of_a_batch_know_what_each_of_them_announced() {
    let (_folder, db) = opened().await;
    let ask = |number: i64, fails: bool| {
        db.write_announcing(vec![Arc::new(number)], async move |tx: &mut Tx| {
            let all: Vec<i64> = tx.announced::<i64>().copied().collect();
            if fails { bail!("no") } else { Ok(all) }
        })
    };
    let together = in_one_batch(&db, [ask(1, false), ask(2, false), ask(3, false)]).await;
    assert!(together.iter().all(|all| all.as_ref().unwrap() == &[1, 2, 3]));
    // When a job fails, each is run by itself and knows of itself only.
    let alone = in_one_batch(&db, [ask(4, false), ask(5, true)]).await;
    assert_eq!(alone[0].as_ref().unwrap(), &[4]);
}
