//! A folder of what was found out before. Deleting it costs time and changes nothing that is built.

use anyhow::Result;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The file whose time tells the time.
const NOW: &str = "now";

/// The file that keeps git from taking the folder for a part of what it lies in.
const IGNORE: &str = ".gitignore";

/// A folder of what was found out before.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    /// Whether it is only read.
    read_only: bool,
}

impl Store {
    /// The store in `folder`, which is made when something is put there.
    pub fn new(folder: &Path) -> Store {
        Store {
            folder: folder.to_path_buf(),
            read_only: false,
        }
    }

    /// The store in `folder`, to be read and left as it is: somebody else may be putting something there.
    pub fn read_only(folder: &Path) -> Store {
        Store {
            read_only: true,
            ..Store::new(folder)
        }
    }

    /// What was kept under `name`.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// Removes what was kept in the folder `folder` under other names than `names`.
    pub fn keep_only(&self, folder: &str, names: &HashSet<String>) {
        let entries = fs::read_dir(self.folder.join(folder));
        for entry in entries.into_iter().flatten().flatten() {
            let name = entry.file_name();
            if !self.read_only && !name.to_str().is_some_and(|name| names.contains(name)) {
                // What stays takes room, and nothing else.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Whether anything can be put there. Unlike putting something, asking this is disturbed by nobody who does so at the same time.
    pub fn is_writable(&self) -> bool {
        let open = |place: &Path| fs::File::options().create(true).append(true).open(place);
        !self.read_only && fs::create_dir_all(&self.folder).is_ok() && open(&self.folder.join(NOW)).is_ok()
    }

    /// What the clock of its file system says, in nanoseconds since the epoch; `None` where nothing can be put there.
    pub fn now(&self) -> Option<u64> {
        if self.read_only {
            return None;
        }
        self.put(NOW, &[]).ok()?;
        let data = fs::metadata(self.folder.join(NOW)).ok()?;
        let since = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        u64::try_from(since.as_nanos()).ok()
    }

    /// Keeps `bytes` under `name`, which may be in folders of its own, unless it is only read.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        if self.read_only {
            return Ok(());
        }
        let ignore = self.folder.join(IGNORE);
        if !ignore.exists() {
            super::replace(&ignore, b"*\n")?;
        }
        super::replace(&self.folder.join(name), bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn git_does_not_take_it_for_a_part_of_the_knowledge_base() {
        let dir = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(dir.path()).unwrap();
        let store = Store::new(&dir.path().join(".cache"));
        store.put("some/thing", b"kept").unwrap();
        assert_eq!(store.get("some/thing").as_deref(), Some(b"kept".as_slice()));
        assert!(
            repository
                .statuses(None)
                .unwrap()
                .iter()
                .all(|entry| entry.status().is_ignored())
        );
    }
}
