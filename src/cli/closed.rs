//! Which folder is closed, because a sealed report is in it?

use crate::report::seal::{MANIFEST, Manifest};
use anyhow::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder with a sealed report that `place` is or lies in; `None` where there is none. Neither need be there.
///
/// # Errors
/// The folder of the process is unknown.
pub(super) fn sealed_at(place: &Path) -> Result<Option<PathBuf>> {
    let place = std::path::absolute(place)?;
    // Through links, as far as it is there.
    let there = place.ancestors().find_map(|folder| folder.canonicalize().ok());
    let Some(there) = there else { return Ok(None) };
    let mut folders = there.ancestors().enumerate();
    let found = folders.find(|(above, folder)| holds_seal(folder, *above == 0));
    Ok(found.map(|(_, folder)| folder.to_path_buf()))
}

/// Whether a manifest of a seal lies in `folder`; one that cannot be read only counts where `any` does.
fn holds_seal(folder: &Path, any: bool) -> bool {
    let manifest = folder.join(MANIFEST);
    if !manifest.is_file() {
        return false;
    }
    // The list of a site's files has the same name to a file system that takes capitals for small letters.
    let named = || {
        let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.any(|entry| entry.file_name() == MANIFEST)
    };
    let reads = || fs::read(&manifest).is_ok_and(|bytes| serde_json::from_slice::<Manifest>(&bytes).is_ok());
    named() && (any || reads())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_folder_with_a_manifest_is_closed_and_others_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let (sealed, open) = (dir.path().join("sealed"), dir.path().join("open"));
        fs::create_dir_all(&sealed).unwrap();
        fs::create_dir_all(&open).unwrap();
        fs::write(sealed.join(MANIFEST), "{").unwrap();
        fs::write(open.join("manifest.json"), "{}").unwrap();
        let found = |place: &Path| sealed_at(place).unwrap().is_some();
        assert!(found(&sealed));
        for other in [&open, &open.join("a/b"), &sealed.join("../open")] {
            assert!(!found(other), "{}", other.display());
        }
    }
}
