//! Where do the bytes go?
//!
//! Each file is written beside its place and moved into it, so that a reader never sees half of one. What is already
//! there with the same bytes is left alone. Files of the build before that this one no longer has are removed; files
//! that no build has written are never touched.

mod differs;
mod folder;
mod lock;
mod manifest;
mod store;
mod turns;

pub use differs::{Differs, How, differing, differing_site};
pub use folder::{Filled, Folder, NotOurs, Put, Summary, Untouched, refuse_base};
pub use lock::Lock;
pub use manifest::Manifest;
pub use store::Store;
pub use turns::Turns;

use crate::base::{OrUnable, RelPath, unable};
use anyhow::Result;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Makes a new file of `bytes` at `place`, and the folders on the way; a file that is already there is left alone and
/// is an error.
pub fn create(place: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).or_unable(|| unable::of("unable-folder", folder))?;
    }
    let file = File::options().write(true).create_new(true).open(place);
    let mut file = file.or_unable(|| unable::of("unable-make", place))?;
    let written = file.write_all(bytes);
    if written.is_err() {
        // Half of a file is worse than none.
        let _ = fs::remove_file(place);
    }
    written.or_unable(|| unable::of("unable-write", place))
}

/// Makes all these new files, as [`create`] does, or none: where one cannot be made, those that were are removed.
///
/// # Errors
/// One cannot be made, or is already there.
pub fn create_all<'f>(files: impl IntoIterator<Item = (PathBuf, &'f [u8])>) -> Result<()> {
    let mut made: Vec<PathBuf> = Vec::new();
    for (place, bytes) in files {
        if let Err(error) = create(&place, bytes) {
            for place in &made {
                // The error that stopped it is the one to tell.
                let _ = fs::remove_file(place);
            }
            return Err(error);
        }
        made.push(place);
    }
    Ok(())
}

/// Removes the folder `folder` of what can be found out again, if it is there.
///
/// # Errors
/// It cannot be removed.
pub fn forget(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).or_unable(|| unable::of("unable-remove", folder))
        }
        _ => Ok(()),
    }
}

/// Removes the file at `place`.
///
/// # Errors
/// It cannot be removed.
pub fn remove(place: &Path) -> Result<()> {
    fs::remove_file(place).or_unable(|| unable::of("unable-remove", place))
}

/// Fails where one of `files`, in the folder `dir`, would take the place of a file that holds something else.
///
/// # Errors
/// There is such a file: [`NotOurs`].
pub fn without_loss<'f>(
    dir: &Path,
    files: impl IntoIterator<Item = (&'f RelPath, &'f [u8])>,
) -> Result<(), NotOurs> {
    files.into_iter().try_for_each(|(path, bytes)| {
        let place = path.on_disk(dir);
        match folder::is_other(&place, bytes) {
            true => Err(NotOurs(place)),
            false => Ok(()),
        }
    })
}

/// Puts a file of `bytes` at `place` in place of the one there, and makes the folders on the way. Where a link leads to a file, that is
/// replaced; what is no file, such as a pipe or a device, is written to.
pub fn replace(place: &Path, bytes: &[u8]) -> Result<()> {
    let there = place.canonicalize().ok();
    let place = there.as_deref().unwrap_or(place);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).or_unable(|| unable::of("unable-folder", folder))?;
    }
    let is_special = fs::metadata(place).is_ok_and(|data| !data.is_file() && !data.is_dir());
    let written: Result<()> = match is_special {
        true => fs::write(place, bytes).map_err(Into::into),
        false => folder::put_in_place(place, bytes),
    };
    written.or_unable(|| unable::of("unable-write", place))
}
