//! A folder that a build fills.

use super::manifest::Manifest;
use crate::base::{OrUnable, RelPath, Unable, hash, unable};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The journal of a build under way: the files it has made that the build before did not have. While it is there, the
/// old manifest says which files are ours, but not what they hold.
const JOURNAL: &str = ".casebook-journal";

/// What is added to the name of a file while it is written beside its place.
const NEW: &str = ".casebook-new";
/// The longest name of a file that systems take, in bytes.
const LONGEST: usize = 255;

/// A file stands where one is to be put, and nothing shows that the program made it.
#[derive(Debug, thiserror::Error)]
#[error("`{}` was not made by casebook", .0.display())]
pub struct NotOurs(pub PathBuf);

/// Which files of a folder hold what its manifest says, as far as can be told without reading them?
pub trait Untouched: fmt::Debug + Send + Sync {
    /// Whether nobody wrote to the file at `path` since the build that wrote the manifest.
    fn is_untouched(&self, path: &str) -> bool;
}

/// Nothing is known to be untouched: all is read.
impl Untouched for () {
    fn is_untouched(&self, _: &str) -> bool {
        false
    }
}

/// A folder that a build fills. Files may be put from several threads.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    old: Manifest,
    untouched: Arc<dyn Untouched>,
    /// Whether others may have put files here.
    shared: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Paths with their hashes.
    files: Vec<(String, String)>,
    journal: File,
    made: BTreeSet<String>,
    folders: HashSet<PathBuf>,
    /// The files that were not untouched.
    touched: HashSet<String>,
    summary: Summary,
}

/// What a build left in its folder.
#[derive(Debug)]
pub struct Filled {
    /// What became of the files.
    pub summary: Summary,
    /// All of them.
    pub manifest: Manifest,
    /// The paths of those that are not as [`Untouched`] knew them: written, or read to be known.
    pub touched: HashSet<String>,
}

/// A file in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes there are.
    pub bytes: u64,
}

/// What a build did to its folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files written.
    pub written: usize,
    /// Files that already held the same.
    pub unchanged: usize,
    /// Files of the build before that are gone.
    pub removed: usize,
    /// The bytes of all files.
    pub bytes: u64,
}

impl Folder {
    /// Opens the folder `dir`, made if need be, in which `untouched` knows files. A folder that holds a repository is refused: it is no place for output.
    pub fn open(dir: &Path, untouched: Arc<dyn Untouched>) -> Result<Folder> {
        refuse_base(dir)?;
        fs::create_dir_all(dir).or_unable(|| unable::of("unable-folder", dir))?;
        let shared = fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some());
        let mut old = fs::read(dir.join(Manifest::NAME))
            .ok()
            .and_then(|b| Manifest::read(&b).ok())
            .unwrap_or_default();
        let journal = dir.join(JOURNAL);
        let crashed = fs::read_to_string(&journal).ok();
        for path in crashed.iter().flat_map(|text| text.lines()) {
            old.files.entry(path.to_owned()).or_default();
        }
        let made: BTreeSet<String> = crashed
            .iter()
            .flat_map(|text| text.lines())
            .map(str::to_owned)
            .collect();
        let file = File::options().create(true).append(true).open(&journal);
        let state = State {
            files: Vec::new(),
            journal: file.or_unable(|| unable::of("unable-write-in", dir))?,
            made,
            folders: HashSet::new(),
            touched: HashSet::new(),
            summary: Summary::default(),
        };
        Ok(Folder {
            dir: dir.to_path_buf(),
            old,
            untouched,
            shared,
            state: Mutex::new(state),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.dir
    }

    /// Whether `file` is at `path`, where a build put it. It is read where anybody may have written to it since.
    pub fn has(&self, path: &RelPath, file: &Put) -> bool {
        self.left(path, file) || {
            self.old.files.contains_key(path.as_str())
                && self.reads(path, |there| {
                    there.len() as u64 == file.bytes && hash::sha256(there) == file.sha256
                })
        }
    }

    /// Whether the build before left `file` at `path`, and nobody wrote to it since.
    fn left(&self, path: &RelPath, file: &Put) -> bool {
        self.old.files.get(path.as_str()) == Some(&file.sha256) && self.untouched.is_untouched(path.as_str())
    }

    /// Whether what lies at `path` is what `is_same` wants.
    fn reads(&self, path: &RelPath, is_same: impl FnOnce(&[u8]) -> bool) -> bool {
        let is_there = fs::read(path.on_disk(&self.dir)).is_ok_and(|there| is_same(&there));
        self.lock().touched.insert(path.as_str().to_owned());
        is_there
    }

    /// What lies at `path`.
    pub fn read(&self, path: &RelPath) -> Option<Vec<u8>> {
        fs::read(path.on_disk(&self.dir)).ok()
    }

    /// Leaves `file`, which [`Folder::has`] found, at `path`.
    pub fn keep(&self, path: &RelPath, file: &Put) {
        let mut state = self.lock();
        state.summary.bytes += file.bytes;
        state.summary.unchanged += 1;
        state.files.push((path.as_str().to_owned(), file.sha256.clone()));
    }

    /// Puts a file of `bytes` at `path`.
    ///
    /// # Errors
    /// It cannot be written, or somebody else's file is there, which is left as it is.
    pub fn put(&self, path: &RelPath, bytes: &[u8]) -> Result<Put> {
        let file = Put {
            sha256: hash::sha256(bytes),
            bytes: bytes.len() as u64,
        };
        // A build that was killed may have left it; the hash of such a file is not known.
        let old = self.old.files.get(path.as_str());
        let may_be_there = old.is_some_and(|old| *old == file.sha256 || old.is_empty());
        if self.left(path, &file) || may_be_there && self.reads(path, |there| there == bytes) {
            self.keep(path, &file);
            return Ok(file);
        }
        let place = path.on_disk(&self.dir);
        if old.is_none() {
            self.make_room(path);
        }
        if self.shared && old.is_none() && is_other(&place, bytes) {
            return Err(NotOurs(place).into());
        }
        self.announce(path)?;
        self.write(path, &place, bytes)
            .or_unable(|| unable::of("unable-write", &place))?;
        let mut state = self.lock();
        state.summary.bytes += file.bytes;
        state.summary.written += 1;
        state.touched.insert(path.as_str().to_owned());
        state.files.push((path.as_str().to_owned(), file.sha256.clone()));
        Ok(file)
    }

    /// Removes what the build before had and this one has not, and writes the manifest.
    pub fn finish(self, commit: Option<&str>) -> Result<Filled> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        let (mut summary, files) = (state.summary, BTreeMap::from_iter(state.files));
        for path in self.old.files.keys().filter(|path| !files.contains_key(*path)) {
            let Some(path) = RelPath::new(path) else { continue };
            let place = path.on_disk(&self.dir);
            if fs::remove_file(&place).is_ok() {
                summary.removed += 1;
            }
            remove_empty_folders(&self.dir, &path, &RelPath::default());
        }
        let manifest = Manifest {
            commit: commit.map(str::to_owned),
            files,
        };
        put_in_place(&self.dir.join(Manifest::NAME), &manifest.bytes()?)?;
        fs::remove_file(self.dir.join(JOURNAL))
            .or_unable(|| unable::of("unable-remove", &self.dir.join(JOURNAL)))?;
        Ok(Filled {
            summary,
            manifest,
            touched: state.touched,
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Removes what the build before left in the way of `path`: a file that is now a folder, or a folder that is now a file.
    fn make_room(&self, path: &RelPath) {
        let remove = |file: &RelPath| {
            // What stays in the way is told when the file is written.
            let _ = fs::remove_file(file.on_disk(&self.dir));
        };
        let above = path.as_str().match_indices('/');
        let above = above.filter_map(|(at, _)| path.as_str().get(..at));
        let above = above.filter(|above| self.old.files.contains_key(*above));
        above.filter_map(RelPath::new).for_each(|file| remove(&file));
        let folder = format!("{path}/");
        let below = self
            .old
            .files
            .range(folder.clone()..)
            .map(|(file, _)| file.as_str());
        let below = below.take_while(|file| file.starts_with(&folder));
        for file in below.filter_map(RelPath::new) {
            remove(&file);
            remove_empty_folders(&self.dir, &file, &path.parent());
        }
    }

    /// Says in the journal that a file is about to be made which the build before did not have.
    fn announce(&self, path: &RelPath) -> Result<()> {
        if self.old.files.contains_key(path.as_str()) {
            return Ok(());
        }
        let mut state = self.lock();
        if state.made.insert(path.as_str().to_owned()) {
            let line = format!("{path}\n");
            state
                .journal
                .write_all(line.as_bytes())
                .or_unable(|| unable::of("unable-journal", &self.dir.join(JOURNAL)))?;
        }
        Ok(())
    }

    fn write(&self, path: &RelPath, place: &Path, bytes: &[u8]) -> Result<()> {
        let folder = path.parent().on_disk(&self.dir);
        if !self.lock().folders.contains(&folder) {
            fs::create_dir_all(&folder)?;
            self.lock().folders.insert(folder);
        }
        // Nothing leads to a file that was not there yet, and should the build be killed, the journal names it.
        match self.old.files.contains_key(path.as_str()) {
            true => put_in_place(place, bytes),
            false => Ok(fs::write(place, bytes)?),
        }
    }
}

/// Refuses the folder `dir` for output where a knowledge base or a repository is in it.
///
/// # Errors
/// One is.
pub fn refuse_base(dir: &Path) -> Result<(), Unable> {
    match dir.join(".git").exists() || dir.join("casebook.yaml").exists() {
        true => Err(Unable::new(unable::of("unable-hold", dir))),
        false => Ok(()),
    }
}

/// Whether something else than `bytes` is at `place`.
pub(super) fn is_other(place: &Path, bytes: &[u8]) -> bool {
    match fs::symlink_metadata(place) {
        Ok(data) => !data.is_file() || fs::read(place).map_or(true, |there| there != bytes),
        Err(_) => false,
    }
}

/// Writes a file beside its place and moves it there.
pub(super) fn put_in_place(place: &Path, bytes: &[u8]) -> Result<()> {
    let name = place.file_name().unwrap_or_default();
    let beside = match name.len() + NEW.len() <= LONGEST {
        true => {
            let mut name = name.to_owned();
            name.push(NEW);
            place.with_file_name(name)
        }
        false => place.with_file_name(hash::short(name.as_encoded_bytes()) + NEW),
    };
    fs::write(&beside, bytes)?;
    fs::rename(&beside, place)?;
    Ok(())
}

/// Removes the folders in which nothing lies any more, from that of `path` up to, but not with, `top`.
fn remove_empty_folders(dir: &Path, path: &RelPath, top: &RelPath) {
    let mut folder = path.parent();
    while folder != *top && fs::remove_dir(folder.on_disk(dir)).is_ok() {
        folder = folder.parent();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// All but these files are untouched.
    #[derive(Debug)]
    struct AllBut(&'static [&'static str]);

    impl Untouched for AllBut {
        fn is_untouched(&self, path: &str) -> bool {
            !self.0.contains(&path)
        }
    }

    fn build(dir: &Path, files: &[(&str, &str)]) -> Summary {
        let folder = Folder::open(dir, Arc::new(())).unwrap();
        for (path, text) in files {
            folder.put(&RelPath::new(path).unwrap(), text.as_bytes()).unwrap();
        }
        folder.finish(None).unwrap().summary
    }

    #[test]
    fn a_file_becomes_a_folder_and_a_folder_a_file() {
        let dir = tempfile::tempdir().unwrap();
        for files in [
            &[("a/x.html", "1")][..],
            &[("a/x.html/b/y.html", "1"), ("a/x.html/z.html", "1")],
            &[("a/x.html", "2")],
        ] {
            build(dir.path(), files);
            for (path, text) in files {
                assert_eq!(fs::read_to_string(dir.path().join(path)).unwrap(), *text);
            }
        }
        // What no build made stays.
        build(dir.path(), &[("b.html", "1")]);
        fs::create_dir(dir.path().join("c.html")).unwrap();
        fs::write(dir.path().join("c.html/theirs.txt"), "x").unwrap();
        let folder = Folder::open(dir.path(), Arc::new(())).unwrap();
        assert!(folder.put(&RelPath::new("c.html").unwrap(), b"1").is_err());
    }

    #[test]
    fn writes_what_changed_and_removes_what_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("theirs.txt"), "x").unwrap();
        let first = build(dir.path(), &[("a/甲.html", "1"), ("b.html", "1")]);
        assert_eq!((first.written, first.unchanged, first.removed), (2, 0, 0));
        let second = build(dir.path(), &[("b.html", "1"), ("c.html", "2")]);
        assert_eq!((second.written, second.unchanged, second.removed), (1, 1, 1));
        assert!(!dir.path().join("a").exists() && dir.path().join("theirs.txt").exists());
        let manifest = Manifest::read(&fs::read(dir.path().join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["b.html", "c.html"]);
        assert_eq!(manifest.files["b.html"], hash::sha256(b"1"));
    }

    #[test]
    fn what_somebody_wrote_to_is_not_taken_for_ours() {
        let dir = tempfile::tempdir().unwrap();
        build(dir.path(), &[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]);
        for path in ["a.html", "b.html"] {
            fs::write(dir.path().join(path), "2").unwrap();
        }
        let folder = Folder::open(dir.path(), Arc::new(AllBut(&["a.html", "c.html"]))).unwrap();
        let one = Put {
            sha256: hash::sha256(b"1"),
            bytes: 1,
        };
        let has = ["a.html", "b.html", "c.html"].map(|path| folder.has(&RelPath::new(path).unwrap(), &one));
        assert_eq!(has, [false, true, true]);
        folder.put(&RelPath::new("a.html").unwrap(), b"1").unwrap();
        let filled = folder.finish(None).unwrap();
        assert_eq!(
            filled.touched,
            HashSet::from(["a.html", "c.html"].map(str::to_owned))
        );
        assert_eq!(fs::read(dir.path().join("a.html")).unwrap(), b"1");
    }

    #[test]
    fn a_file_of_others_is_left_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let theirs = dir.path().join("index.html");
        fs::write(&theirs, "theirs").unwrap();
        fs::write(dir.path().join("same.html"), "1").unwrap();
        let put = |path: &str| {
            let folder = Folder::open(dir.path(), Arc::new(())).unwrap();
            folder.put(&RelPath::new(path).unwrap(), b"1")
        };
        // The second time, too: what could not be put is not taken for ours.
        for _ in 0..2 {
            let NotOurs(path) = put("index.html").unwrap_err().downcast().unwrap();
            assert_eq!(path, theirs);
        }
        assert_eq!(fs::read(&theirs).unwrap(), b"theirs");
        put("same.html").unwrap();
        fs::remove_file(theirs).unwrap();
        put("index.html").unwrap();
    }

    #[test]
    fn a_build_that_was_killed_is_mended_by_the_next() {
        let dir = tempfile::tempdir().unwrap();
        build(dir.path(), &[("a.html", "1")]);
        let killed = Folder::open(dir.path(), Arc::new(())).unwrap();
        killed.put(&RelPath::new("a.html").unwrap(), b"half").unwrap();
        killed.put(&RelPath::new("stray.html").unwrap(), b"x").unwrap();
        drop(killed);
        let mended = build(dir.path(), &[("a.html", "1")]);
        assert_eq!((mended.written, mended.removed), (1, 1));
        assert_eq!(fs::read(dir.path().join("a.html")).unwrap(), b"1");
        assert!(!dir.path().join("stray.html").exists() && !dir.path().join(JOURNAL).exists());
    }

    #[test]
    fn a_file_of_the_longest_name_is_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let name = format!("{}.html", "a".repeat(250));
        for text in ["1", "2"] {
            build(dir.path(), &[(&name, text)]);
            assert_eq!(fs::read_to_string(dir.path().join(&name)).unwrap(), text);
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_repository_is_no_place_for_output() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join(".git")).unwrap();
        assert!(Folder::open(dir.path(), Arc::new(())).is_err());
    }
}
