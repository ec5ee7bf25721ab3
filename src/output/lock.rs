//! One at a time: a file that only one process holds.

use crate::base::{OrUnable, unable};
use anyhow::Result;
use std::fs::{self, File, TryLockError};
use std::path::Path;

/// A file that only one process holds; it is let go when dropped, or when the process ends, however it does.
#[derive(Debug)]
pub struct Lock {
    _held: File,
    /// Whether another process held it, so that things may have changed meanwhile.
    pub waited: bool,
}

impl Lock {
    /// Waits until nobody else holds the file `path`, which is made if need be.
    ///
    /// # Errors
    /// The file cannot be made, or the system knows no locks there.
    pub fn take(path: &Path) -> Result<Lock> {
        Lock::take_telling(path, || ())
    }

    /// As [`Lock::take`]; calls `waits` before it waits for somebody.
    ///
    /// # Errors
    /// As of [`Lock::take`].
    pub fn take_telling(path: &Path, waits: impl FnOnce()) -> Result<Lock> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).or_unable(|| unable::of("unable-folder", folder))?;
        }
        let refused = || unable::of("unable-lock", path);
        let file = File::options()
            .create(true)
            .append(true)
            .open(path)
            .or_unable(refused)?;
        let waited = match file.try_lock() {
            Ok(()) => false,
            Err(TryLockError::WouldBlock) => {
                waits();
                file.lock().or_unable(refused)?;
                true
            }
            Err(TryLockError::Error(error)) => return Err(error).or_unable(refused),
        };
        Ok(Lock { _held: file, waited })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_second_waits_for_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("一/lock");
        let first = Lock::take(&path).unwrap();
        assert!(!first.waited);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| Lock::take(&path).unwrap().waited);
            std::thread::sleep(std::time::Duration::from_millis(50));
            assert!(!second.is_finished());
            drop(first);
            assert!(second.join().unwrap());
        });
    }
}
