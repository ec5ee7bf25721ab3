//! A folder of what was found out before. Deleting it costs time and changes nothing that is built.

use super::folder;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

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

    /// Keeps `bytes` under `name`, unless it is only read.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        if self.read_only {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)
            .with_context(|| format!("cannot make the folder `{}`", self.folder.display()))?;
        let place = self.folder.join(name);
        folder::put_in_place(&place, bytes).with_context(|| format!("cannot write `{}`", place.display()))
    }
}
