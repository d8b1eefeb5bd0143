//! The SQL of the inbox.

use std::collections::HashSet;

use crate::clock::Moment;
use crate::db::{Together, Tx, rows};
use crate::poll::PollId;

/// An update's number in its channel: what its job announces to the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// The channel's name.
    pub channel: &'static str,
    /// Its number there.
    pub id: i64,
}

/// Which numbers of a batch are asked for, and which of them are new and not used yet.
#[derive(Default)]
struct Fresh {
    asked: HashSet<Number>,
    new: HashSet<Number>,
}

impl Together for Fresh {}

/// Marks an update as taken; false if it was already. The first of a batch to ask does it for all
/// that were announced.
pub async fn take(tx: &mut Tx, number: Number) -> sqlx::Result<bool> {
    if !tx.together::<Fresh>().asked.contains(&number) {
        let of_channel = tx.announced::<Number>().filter(|other| other.channel == number.channel);
        let mut wanted: HashSet<Number> = of_channel.copied().collect();
        wanted.insert(number);
        let fresh = tx.together::<Fresh>();
        wanted.retain(|number| fresh.asked.insert(*number));
        let ids: Vec<i64> = wanted.iter().map(|number| number.id).collect();
        let channel = number.channel;
        let new = match add_new(tx, channel, &ids).await {
            Ok(()) => ids,
            // Only then it has to be told which: to read numbers back would cost every batch.
            Err(error) if came_before(&error) => add_taken(tx, channel, &ids).await?,
            Err(error) => return Err(error),
        };
        tx.together::<Fresh>().new.extend(new.into_iter().map(|id| Number { channel, id }));
    }
    Ok(tx.together::<Fresh>().new.remove(&number))
}

/// Whether the error says that one of the numbers is there already. The statement has left nothing behind
/// then, and the transaction goes on.
fn came_before(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.is_unique_violation())
}

/// Writes numbers down as taken, all of which are new.
async fn add_new(tx: &mut Tx, channel: &str, ids: &[i64]) -> sqlx::Result<()> {
    let (now, ids) = (tx.now, rows::json(&ids));
    sqlx::query!(
        "insert into update_taken (channel, id, at) select $1, value, $3 from json_each($2)",
        channel,
        ids,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Writes numbers down as taken; which of them are new.
async fn add_taken(tx: &mut Tx, channel: &str, ids: &[i64]) -> sqlx::Result<Vec<i64>> {
    let (now, ids) = (tx.now, rows::json(&ids));
    sqlx::query_scalar!(
        r#"insert into update_taken (channel, id, at) select $1, value, $3 from json_each($2) where true
           on conflict do nothing returning id as "id!: i64""#,
        channel,
        ids,
        now
    )
    .fetch_all(tx.conn())
    .await
}

/// Keeps an update that could not be handled.
pub async fn set_aside(
    tx: &mut Tx,
    channel: &str,
    id: Option<i64>,
    raw: &[u8],
    sealed: Option<PollId>,
    error: &str,
) -> sqlx::Result<()> {
    let now = tx.now;
    sqlx::query!(
        "insert into set_aside (channel, update_id, raw, sealed, error, at) values ($1, $2, $3, $4, $5, $6)",
        channel,
        id,
        raw,
        sealed,
        error,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// How many updates lie set aside.
pub async fn set_aside_count(tx: &mut Tx) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!: i64" from set_aside where retried_at is null"#)
        .fetch_one(tx.conn())
        .await
}

/// An update that was set aside.
pub struct Aside {
    /// Its number here.
    pub id: i64,
    /// The channel that it came by.
    pub channel: String,
    /// Its number there, if it had one.
    pub update_id: Option<i64>,
    /// As it came; encrypted if `sealed`; empty once it was run again.
    pub raw: Vec<u8>,
    /// The poll under whose key it is encrypted.
    pub sealed: Option<PollId>,
    /// Why.
    pub error: String,
    /// When.
    pub at: Moment,
    /// When it was run again.
    pub retried_at: Option<Moment>,
}

/// What lies set aside, the oldest first.
pub async fn asides(tx: &mut Tx) -> sqlx::Result<Vec<Aside>> {
    sqlx::query_as!(
        Aside,
        r#"select id as "id!", channel, update_id, x'' as "raw!: Vec<u8>", sealed as "sealed: PollId", error,
                  at as "at: Moment", retried_at as "retried_at: Moment"
           from set_aside where retried_at is null order by id"#
    )
    .fetch_all(tx.conn())
    .await
}

/// One of them.
pub async fn aside(tx: &mut Tx, id: i64) -> sqlx::Result<Option<Aside>> {
    sqlx::query_as!(
        Aside,
        r#"select id as "id!", channel, update_id, raw, sealed as "sealed: PollId", error, at as "at: Moment",
                  retried_at as "retried_at: Moment"
           from set_aside where id = $1"#,
        id
    )
    .fetch_optional(tx.conn())
    .await
}

/// It is run again now, and its words are forgotten; false if it was already.
pub async fn retried(tx: &mut Tx, id: i64) -> sqlx::Result<bool> {
    let now = tx.now;
    let marked =
        sqlx::query!("update set_aside set retried_at = $2, raw = x'' where id = $1 and retried_at is null", id, now)
            .execute(tx.conn())
            .await?;
    Ok(marked.rows_affected() == 1)
}

/// It failed again, for that reason.
pub async fn failed_again(tx: &mut Tx, id: i64, error: &str) -> sqlx::Result<()> {
    sqlx::query!("update set_aside set error = $2 where id = $1 and retried_at is null", id, error)
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Forgets it.
pub async fn drop_aside(tx: &mut Tx, id: i64) -> sqlx::Result<()> {
    sqlx::query!("delete from set_aside where id = $1", id).execute(tx.conn()).await?;
    Ok(())
}

/// Forgets numbers taken before `before`, at most 5,000 of them; how many.
pub async fn forget(tx: &mut Tx, before: Moment) -> sqlx::Result<u64> {
    let forgotten = sqlx::query!(
        "delete from update_taken where (channel, id) in (select channel, id from update_taken where at < $1 limit 5000)",
        before
    )
    .execute(tx.conn())
    .await?;
    Ok(forgotten.rows_affected())
}

/// The highest number taken from a channel.
pub async fn last_taken(tx: &mut Tx, channel: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select coalesce(max(id), 0) as "id!: i64" from update_taken where channel = $1"#, channel)
        .fetch_one(tx.conn())
        .await
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::clock::Still;
    use crate::db::{self, Announced, Db, in_one_batch};

    #[tokio::test]
    async fn each_number_is_taken_once_however_its_batch_is_mixed() {
        let folder = tempfile::tempdir().unwrap();
        let (file, now) = (folder.path().join("t.db"), Moment::from_ms(1_800_000_000_000));
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(Still::at(now))).await.unwrap();
        let taken = async |ids: &[i64]| {
            // Two channels in one batch, each with numbers of its own.
            let one = |id: &i64| {
                let number = Number { channel: if *id < 10 { "telegram" } else { "terminal" }, id: *id };
                let job = async move |tx: &mut Tx| Ok(take(tx, number).await?);
                db.write_announcing(vec![Arc::new(number) as Announced], job)
            };
            let outcomes = in_one_batch(&db, ids.iter().map(one)).await;
            outcomes.into_iter().map(Result::unwrap).collect::<Vec<bool>>()
        };
        assert_eq!(taken(&[1, 2]).await, [true, true]);
        assert_eq!(taken(&[3, 3, 4]).await, [true, false, true], "twice in one batch");
        assert_eq!(taken(&[2, 5, 5, 1, 6]).await, [false, true, false, false, true], "some came before");
        assert_eq!(taken(&[5, 11, 12, 7, 11]).await, [false, true, true, true, false], "two channels");
        assert_eq!(taken(&[5]).await, [false]);
    }
}
