//! One program to a database: a lock on a file beside it, held while the program lives. The system
//! lets go of it when the program ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context, bail};

/// The lock, held until dropped.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a database.
    ///
    /// # Errors
    /// When another program has it.
    pub fn take(database: &Path) -> anyhow::Result<Lock> {
        let path = database.with_extension("lock");
        let file = File::create(&path).with_context(|| format!("{} cannot be written", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => {
                bail!(
                    "another Madang is running on {}: stop it first, or choose another --database",
                    database.display()
                )
            }
            Err(TryLockError::Error(error)) => Err(error).context("the database could not be locked"),
        }
    }
}
