//! What the jobs of one batch write with one statement between them.
//!
//! A statement costs more than a row, so a room may gather rows while jobs run and write them all
//! at the end of the batch. Nothing of that shows: what was gathered is undone with its job, and
//! who reads the table in between calls [`Tx::flush`] first. If the writing fails, the batch is run
//! again job by job, and each job writes its own.

use std::any::{Any, TypeId};
use std::sync::Arc;

use futures::FutureExt;
use futures::future::BoxFuture;

use super::Tx;

/// Rows of one kind, gathered over a batch, or what its jobs know in common. It begins empty with
/// each batch.
pub trait Together: Default + Send + Sync + 'static {
    /// Writes what is gathered and not yet written. It gathers nothing itself.
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        let _ = tx;
        async { Ok(()) }.boxed()
    }
}

/// A [`Together`] whose type is forgotten.
trait Gathered: Any + Send + Sync {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>>;
}

impl<T: Together> Gathered for T {
    fn write<'a>(&'a mut self, tx: &'a mut Tx) -> BoxFuture<'a, sqlx::Result<()>> {
        Together::write(self, tx)
    }
}

/// What a job tells the whole batch before any of it runs.
pub type Announced = Arc<dyn Any + Send + Sync>;

/// What the jobs of a batch have in common.
#[derive(Default)]
pub(super) struct Batch {
    /// Few kinds, in the order of their first use; one that is being written is out.
    gathered: Vec<(TypeId, Option<Box<dyn Gathered>>)>,
    announced: Vec<Announced>,
    together: bool,
}

impl Batch {
    /// A new batch of several jobs that announced this.
    pub fn of(announced: Vec<Announced>) -> Batch {
        Batch { gathered: Vec::new(), announced, together: true }
    }

    /// One job that is run by itself.
    pub fn alone(announced: Vec<Announced>) -> Batch {
        Batch { gathered: Vec::new(), announced, together: false }
    }
}

impl Tx {
    /// What the jobs of this batch gather under that type.
    pub fn together<T: Together>(&mut self) -> &mut T {
        let (kind, known) = (TypeId::of::<T>(), &mut self.batch.gathered);
        let at = known.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            known.push((kind, None));
            known.len() - 1
        });
        let rows: &mut dyn Any = known[at].1.get_or_insert_with(|| Box::<T>::default()).as_mut();
        rows.downcast_mut().expect("it lies under its own type")
    }

    /// Writes now what was gathered under that type: before the table is read, or a row that others
    /// refer to goes.
    pub async fn flush<T: Together>(&mut self) -> sqlx::Result<()> {
        match self.batch.gathered.iter().position(|(known, _)| *known == TypeId::of::<T>()) {
            Some(at) => self.write_gathered(at).await,
            None => Ok(()),
        }
    }

    /// Writes all that was gathered: the end of a batch, or of a job that is run by itself.
    pub(crate) async fn flush_all(&mut self) -> sqlx::Result<()> {
        let mut at = 0;
        while at < self.batch.gathered.len() {
            self.write_gathered(at).await?;
            at += 1;
        }
        Ok(())
    }

    async fn write_gathered(&mut self, at: usize) -> sqlx::Result<()> {
        let Some(mut rows) = self.batch.gathered[at].1.take() else { return Ok(()) };
        let outcome = rows.write(self).await;
        self.batch.gathered[at].1 = Some(rows);
        outcome
    }

    /// Whether this job is run by itself. Then whoever has to know whether a row fits writes it at once;
    /// in a batch they may hope that it does: if not, the jobs are run again, each by itself.
    pub fn alone(&self) -> bool {
        !self.batch.together
    }

    /// What the jobs of this batch announced of that type ([`super::Db::write_announcing`]), this
    /// job's own among it.
    pub fn announced<T: Any + Send + Sync>(&self) -> impl Iterator<Item = &T> {
        self.batch.announced.iter().filter_map(|announced| announced.downcast_ref::<T>())
    }
}
