//! Two folders that take turns: readers see one while a build fills the other.

use super::manifest::Manifest;
use crate::base::{OrUnable, unable};
use anyhow::{Result, bail};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder that readers see, and the one beside it that a build fills and that then takes its place. What readers saw
/// before stays aside, so that the build after this one writes only what differs from it.
#[derive(Debug)]
pub struct Turns {
    shown: PathBuf,
    aside: PathBuf,
}

impl Turns {
    /// The folder `shown` and its like; neither has to be there. What a system that fell in the middle of a turn left behind is
    /// put right.
    ///
    /// # Errors
    /// There is something that no build has made, which must not come and go.
    pub fn new(shown: &Path) -> Result<Turns> {
        // A link stays where it is, and what it leads to takes turns.
        let shown = settled(&std::path::absolute(shown)?);
        let turns = Turns {
            aside: beside(&shown, ".aside"),
            shown,
        };
        turns.mend()?;
        if !is_ours(&turns.shown) {
            bail!(
                "`{}` holds files that are not of a site, and cannot be exchanged for one",
                turns.shown.display()
            );
        }
        Ok(turns)
    }

    /// The folder that readers see.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// The folder to fill.
    pub fn aside(&self) -> &Path {
        &self.aside
    }

    /// The commit of the site that readers see.
    pub fn commit(&self) -> Option<String> {
        let bytes = fs::read(self.shown.join(Manifest::NAME)).ok()?;
        Manifest::read(&bytes).ok()?.commit
    }

    /// Lets the two change places, in one step where the system can.
    ///
    /// # Errors
    /// The system refuses; readers still see what they saw.
    pub fn change(&self) -> Result<()> {
        let done = match self.shown.exists() {
            true => exchange(&self.aside, &self.shown).or_else(|error| match error.kind() {
                ErrorKind::Unsupported | ErrorKind::InvalidInput => self.change_in_steps(),
                _ => Err(error),
            }),
            false => fs::rename(&self.aside, &self.shown),
        };
        done.or_unable(|| unable::of("unable-place", &self.shown))
    }

    /// Between the first two steps there is nothing to see; what is left by a fall in between is mended by the next turn.
    fn change_in_steps(&self) -> std::io::Result<()> {
        let before = self.before();
        fs::rename(&self.shown, &before)?;
        fs::rename(&self.aside, &self.shown).inspect_err(|_| {
            // What readers saw comes back; if it cannot, the first error is the one to tell.
            let _ = fs::rename(&before, &self.shown);
        })?;
        fs::rename(&before, &self.aside)
    }

    fn mend(&self) -> Result<()> {
        let before = self.before();
        let free = [&self.shown, &self.aside]
            .into_iter()
            .find(|place| !place.exists());
        if let Some(free) = free.filter(|_| before.exists()) {
            fs::rename(&before, free).or_unable(|| unable::of("unable-back", &before))?;
        }
        Ok(())
    }

    fn before(&self) -> PathBuf {
        beside(&self.shown, ".before")
    }
}

/// `path` without links and `..`, as far as it is there.
fn settled(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(path), ..) => path,
        (Err(_), Some(folder), Some(name)) => settled(folder).join(name),
        _ => path.to_path_buf(),
    }
}

/// Whether a build may take the place of `folder`: it is not there, empty, or the work of a build.
fn is_ours(folder: &Path) -> bool {
    let empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    !folder.exists() || folder.join(Manifest::NAME).is_file() || empty()
}

fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    fn put(folder: &Path, text: &str) {
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join("a.html"), text).unwrap();
        let manifest = Manifest {
            commit: Some(text.to_owned()),
            ..Manifest::default()
        };
        fs::write(folder.join(Manifest::NAME), manifest.bytes().unwrap()).unwrap();
    }

    #[test]
    fn what_was_shown_stays_aside() {
        let dir = tempfile::tempdir().unwrap();
        let turns = Turns::new(&dir.path().join("site")).unwrap();
        put(turns.aside(), "1");
        turns.change().unwrap();
        assert_eq!(turns.commit().as_deref(), Some("1"));
        assert!(!turns.aside().exists());
        put(turns.aside(), "2");
        turns.change().unwrap();
        assert_eq!(turns.commit().as_deref(), Some("2"));
        assert_eq!(fs::read(turns.aside().join("a.html")).unwrap(), b"1");
    }

    #[test]
    fn in_steps_it_comes_to_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let turns = Turns::new(&dir.path().join("site")).unwrap();
        put(turns.shown(), "1");
        put(turns.aside(), "2");
        turns.change_in_steps().unwrap();
        assert_eq!(turns.commit().as_deref(), Some("2"));
        assert_eq!(fs::read(turns.aside().join("a.html")).unwrap(), b"1");
        assert!(!turns.before().exists());
    }

    #[test]
    fn a_fall_between_the_steps_is_mended() {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("site");
        put(&beside(&site, ".before"), "1");
        put(&beside(&site, ".aside"), "2");
        assert_eq!(Turns::new(&site).unwrap().commit().as_deref(), Some("1"));
        fs::rename(&site, beside(&site, ".before")).unwrap();
        fs::rename(beside(&site, ".aside"), &site).unwrap();
        let turns = Turns::new(&site).unwrap();
        assert_eq!(turns.commit().as_deref(), Some("2"));
        assert_eq!(fs::read(turns.aside().join("a.html")).unwrap(), b"1");
    }

    #[test]
    fn readers_always_find_a_site() {
        let dir = tempfile::tempdir().unwrap();
        let turns = Turns::new(&dir.path().join("site")).unwrap();
        put(turns.shown(), "1");
        put(turns.aside(), "2");
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let reader = scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    fs::read(turns.shown().join("a.html")).unwrap();
                }
            });
            for _ in 0..200 {
                turns.change().unwrap();
            }
            over.store(true, Ordering::Relaxed);
            reader.join().unwrap();
        });
    }

    #[test]
    fn a_folder_of_others_is_no_site() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("theirs.txt"), "x").unwrap();
        assert!(Turns::new(dir.path()).is_err());
    }
}
