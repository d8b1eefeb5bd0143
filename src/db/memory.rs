//! What the writer has read and need not read again, from one batch to the next.
//!
//! It is what the transaction would read, always: who writes what is remembered here changes or forgets it
//! in the same job; whatever is undone makes everything be forgotten; and so does a commit of another
//! connection (the command line beside the service), which SQLite tells at the beginning of each
//! transaction. A reader begins with an empty memory, and so does a command.

use std::any::{Any, TypeId};

use super::Tx;

/// What is remembered, each under its type. There are few.
#[derive(Default)]
pub(super) struct Memory {
    kept: Vec<(TypeId, Box<dyn Any + Send + Sync>)>,
    /// SQLite's `data_version`, which another connection's commit changes, and our own does not.
    version: Option<i64>,
}

impl Memory {
    /// The transaction that begins now sees this version.
    pub fn seen(&mut self, version: i64) {
        if self.version.replace(version) != Some(version) {
            self.forget();
        }
    }

    /// Nothing is known any more.
    pub fn forget(&mut self) {
        self.kept.clear();
    }
}

impl Tx {
    /// What is remembered under that type. A room that keeps something here of what lies in its tables
    /// changes it with these, or takes it out before.
    pub fn remembered<T: Default + Send + Sync + 'static>(&mut self) -> &mut T {
        let (kind, kept) = (TypeId::of::<T>(), &mut self.memory.kept);
        let at = kept.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            kept.push((kind, Box::<T>::default()));
            kept.len() - 1
        });
        kept[at].1.downcast_mut().expect("it lies under its own type")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures::FutureExt;

    use super::*;
    use crate::clock::{Moment, Still};
    use crate::db::{self, Db, in_one_batch};

    /// Remembers one more; how many that makes.
    async fn more(db: &Db) -> usize {
        let job = async |tx: &mut Tx| {
            let known = tx.remembered::<Vec<()>>();
            known.push(());
            Ok(known.len())
        };
        db.write(job).await.unwrap()
    }

    /// Remembers one more, and fails.
    async fn fails(db: &Db) -> usize {
        let job = async |tx: &mut Tx| {
            tx.remembered::<Vec<()>>().push(());
            anyhow::bail!("no") as anyhow::Result<()>
        };
        db.write(job).await.unwrap_err();
        0
    }

    #[tokio::test]
    async fn it_lasts_until_something_is_undone_or_somebody_else_writes() {
        let folder = tempfile::tempdir().unwrap();
        let (file, now) = (folder.path().join("t.db"), Moment::from_ms(1_800_000_000_000));
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(Still::at(now))).await.unwrap();
        assert_eq!([more(&db).await, more(&db).await], [1, 2]);
        db.write(async |tx: &mut Tx| Ok(db::store::set_fact(tx, "a", "1").await?)).await.unwrap();
        assert_eq!(more(&db).await, 3, "what the writer itself commits changes nothing");
        fails(&db).await;
        assert_eq!(more(&db).await, 1);
        // The batch is run again, job by job, and the second is undone by itself.
        let jobs = [more(&db).boxed(), fails(&db).boxed(), more(&db).boxed()];
        assert_eq!(in_one_batch(&db, jobs).await, [1, 0, 1]);
        let mut beside = db::beside(&file, now).await.unwrap();
        db::store::set_fact(&mut beside, "a", "2").await.unwrap();
        beside.commit().await.unwrap();
        assert_eq!([more(&db).await, more(&db).await], [1, 2]);
    }

    #[tokio::test]
    async fn a_reader_remembers_nothing_of_what_others_know() {
        let folder = tempfile::tempdir().unwrap();
        let (file, now) = (folder.path().join("t.db"), Moment::from_ms(1_800_000_000_000));
        db::migrate(&file, now).await.unwrap();
        let db = Db::open(&file, Arc::new(Still::at(now))).await.unwrap();
        assert_eq!(more(&db).await, 1);
        assert!(db.read().await.unwrap().remembered::<Vec<()>>().is_empty());
    }
}
