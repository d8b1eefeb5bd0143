//! What the jobs of a batch will ask for, asked once for all of them.
//!
//! A statement costs more than a row. So a job announces what it will look up
//! ([`super::Db::write_announcing`]), and the first that does looks it up for all that announced the
//! same kind. What was found so holds until anybody uses the connection for anything else
//! ([`Tx::conn`]), and is given out once: nobody sees what another job has changed since.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use futures::future::BoxFuture;

use super::Tx;
use super::together::Together;

/// After so many looks ahead in one batch, in which others write in between, everybody asks for
/// themselves: many jobs must not look for many each.
const LOOKS_AHEAD_MAX: usize = 8;

/// What was found under which key.
pub type Found<K, V> = sqlx::Result<Vec<(K, V)>>;

/// Something that can be looked up for many at once.
pub trait Foreseen: Send + Sync + 'static {
    /// What it is found by, as it is announced.
    type Key: Clone + Eq + Hash + Send + Sync + 'static;
    /// What is found.
    type Value: Send + Sync + 'static;

    /// Looks it up for all these, with [`Tx::reading`]. A key that is not found is left out.
    fn look_up<'a>(tx: &'a mut Tx, keys: &'a [Self::Key]) -> BoxFuture<'a, Found<Self::Key, Self::Value>>;
}

/// What was looked up ahead.
struct Ahead<F: Foreseen> {
    /// How often the connection had been used then.
    uses: u64,
    looks: usize,
    asked: HashSet<F::Key>,
    found: HashMap<F::Key, F::Value>,
}

impl<F: Foreseen> Default for Ahead<F> {
    fn default() -> Ahead<F> {
        Ahead { uses: 0, looks: 0, asked: HashSet::new(), found: HashMap::new() }
    }
}

impl<F: Foreseen> Together for Ahead<F> {}

impl Tx {
    /// What lies under that key, if anything does.
    pub async fn foreseen<F: Foreseen>(&mut self, key: F::Key) -> sqlx::Result<Option<F::Value>> {
        let uses = self.uses;
        let ahead = self.together::<Ahead<F>>();
        if ahead.uses == uses && ahead.asked.remove(&key) {
            return Ok(ahead.found.remove(&key));
        }
        let mut keys = vec![key.clone()];
        if ahead.looks < LOOKS_AHEAD_MAX {
            let mut seen = HashSet::from([key.clone()]);
            keys.extend(self.announced::<F::Key>().filter(|other| seen.insert((*other).clone())).cloned());
        }
        let mut found: HashMap<F::Key, F::Value> = F::look_up(self, &keys).await?.into_iter().collect();
        let value = found.remove(&key);
        // Not before, in case the looking up itself had to write.
        let uses = self.uses;
        let ahead = self.together::<Ahead<F>>();
        let asked = keys.into_iter().skip(1).collect();
        *ahead = Ahead { uses, looks: ahead.looks + 1, asked, found };
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures::FutureExt;

    use super::*;
    use crate::clock::{Moment, Still};
    use crate::db::{self, Announced, Db, in_one_batch};

    static LOOKS: AtomicUsize = AtomicUsize::new(0);

    struct Facts;

    impl Foreseen for Facts {
        type Key = String;
        type Value = String;

        fn look_up<'a>(tx: &'a mut Tx, keys: &'a [String]) -> BoxFuture<'a, sqlx::Result<Vec<(String, String)>>> {
            async move {
                LOOKS.fetch_add(1, Ordering::SeqCst);
                let keys = serde_json::to_string(keys).expect("strings");
                let select = "select key, value from meta where key in (select value from json_each($1))";
                sqlx::query_as(select).bind(keys).fetch_all(tx.reading()).await
            }
            .boxed()
        }
    }

    async fn read(db: &Db, key: &'static str) -> Option<String> {
        let announced: Vec<Announced> = vec![Arc::new(key.to_owned())];
        let job = async move |tx: &mut Tx| Ok(tx.foreseen::<Facts>(key.to_owned()).await?);
        db.write_announcing(announced, job).await.unwrap()
    }

    async fn write(db: &Db, key: &'static str, value: &'static str) -> Option<String> {
        let job = async move |tx: &mut Tx| Ok(db::store::set_fact(tx, key, value).await?);
        db.write(job).await.unwrap();
        None
    }

    #[tokio::test]
    async fn one_look_serves_a_batch_until_somebody_writes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("t.db");
        let now = Moment::from_ms(1_800_000_000_000);
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(Still::at(now))).await.unwrap();
        write(&db, "a", "1").await;
        let before = LOOKS.load(Ordering::SeqCst);
        let jobs = [
            read(&db, "a").boxed(),
            read(&db, "b").boxed(),
            read(&db, "c").boxed(),
            write(&db, "b", "2").boxed(),
            read(&db, "b").boxed(),
            read(&db, "a").boxed(),
        ];
        let found = in_one_batch(&db, jobs).await;
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(found, [Some("1"), None, None, None, Some("2"), Some("1")]);
        // One before the second value was written, and one after it.
        assert_eq!(LOOKS.load(Ordering::SeqCst) - before, 2);
    }
}
