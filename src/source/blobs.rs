//! Files that lie in the object database: those of a revision, or those that are staged.

use super::Repository;
use super::content::{is_listed, is_record};
use super::fault::{Lead, path_of, shown};
use super::repository::{trusted, written_at};
use super::snapshot::{Entry, Snapshot};
use crate::base::{Message, OrUnable, RelPath, unable};
use anyhow::{Context, Result, bail};
use git2::{Index, IndexEntryExtendedFlag, ObjectType, Oid, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file mode of a symbolic link.
const LINK: i32 = 0o120_000;
/// The file mode of a submodule, which is another repository's business.
const SUBMODULE: i32 = 0o160_000;
/// How many links may lead to one another.
const MOST_HOPS: usize = 8;

/// Files that lie in the object database.
#[derive(Debug)]
pub(super) struct Blobs {
    repository: Arc<Repository>,
    files: BTreeMap<RelPath, File>,
    /// Names that are no text, as well as they can be shown.
    bad_names: Vec<String>,
    /// The folder on the disk that probably holds the same: reading it is several times as fast as unpacking objects.
    copies: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy)]
struct File {
    id: Oid,
    mode: i32,
    /// The size in the work tree, where the index knows it.
    size: Option<u64>,
    /// When it was written there, in nanoseconds since the epoch, where that tells whether it was changed since.
    written_at: Option<u64>,
}

impl File {
    fn same(self, other: File) -> bool {
        (self.id, self.mode) == (other.id, other.mode)
    }
}

impl Blobs {
    /// The files below `inside` in the commit `commit`.
    pub(super) fn of_commit(repository: &Arc<Repository>, commit: Oid, inside: &RelPath) -> Result<Blobs> {
        let mut blobs = Blobs::none(repository);
        repository.with(|git| {
            let mut tree = git.find_commit(commit)?.tree()?;
            if !inside.as_str().is_empty() {
                let entry = tree.get_path(Path::new(inside.as_str()));
                let entry = entry.with_context(|| format!("there is no folder `{inside}` in {commit}"))?;
                tree = git.find_tree(entry.id())?;
            }
            blobs.tree(git, &tree, &mut Vec::new())
        })?;
        Ok(blobs)
    }

    /// The files below `inside` that are staged, in the usual index or in the file `index`.
    pub(super) fn staged(
        repository: &Arc<Repository>,
        index: Option<&Path>,
        inside: &RelPath,
    ) -> Result<Blobs> {
        let mut blobs = Blobs::none(repository);
        let index = match index {
            Some(path) => Index::open(path).or_unable(|| unable::of("unable-read", path))?,
            None => repository.with(|git| Ok(git.index()?))?,
        };
        let index_at = index.path().and_then(written_at);
        blobs.copies = repository.with(|git| Ok(git.workdir().map(|work| inside.on_disk(work))))?;
        for entry in index.iter() {
            // Two bits of the flags say on which side of a conflict an entry stands.
            let in_conflict = entry.flags >> 12 & 0b11 != 0;
            let only_meant = entry.flags_extended & IndexEntryExtendedFlag::INTENT_TO_ADD.bits() != 0;
            if in_conflict || only_meant {
                continue;
            }
            if let Some(name) = inside.above(&entry.path) {
                // Nothing is known of the size of what was changed in the same moment as the index.
                let size = Some(u64::from(entry.file_size)).filter(|size| *size > 0);
                let file = File {
                    id: entry.id,
                    mode: i32::try_from(entry.mode).unwrap_or(0),
                    size,
                    written_at: trusted(&entry, index_at),
                };
                blobs.add(name, file);
            }
        }
        Ok(blobs)
    }

    /// Whether the commit `commit` has the folder `inside`.
    pub(super) fn has_folder(repository: &Repository, commit: Oid, inside: &RelPath) -> Result<bool> {
        repository.with(|git| {
            let tree = git.find_commit(commit)?.tree()?;
            let is_tree = |entry: git2::TreeEntry<'_>| entry.kind() == Some(ObjectType::Tree);
            Ok(inside.as_str().is_empty() || tree.get_path(Path::new(inside.as_str())).is_ok_and(is_tree))
        })
    }

    /// The files that are not in `before`, or not the same there, and those that only `before` has.
    pub(super) fn differing(&self, before: Option<&Blobs>) -> BTreeSet<RelPath> {
        let there = |path: &RelPath| before.and_then(|before| before.files.get(path));
        let new = self
            .files
            .iter()
            .filter(|(path, file)| !there(path).is_some_and(|before| before.same(**file)))
            .map(|(path, _)| path);
        let gone = before.into_iter().flat_map(|before| before.files.keys());
        let gone = gone.filter(|path| !self.files.contains_key(*path));
        let odd = self
            .bad_names
            .iter()
            .filter(|name| before.is_none_or(|before| !before.bad_names.contains(name)));
        let odd = odd.filter_map(|name| shown(name));
        new.chain(gone).cloned().chain(odd).collect()
    }

    fn none(repository: &Arc<Repository>) -> Blobs {
        Blobs {
            repository: Arc::clone(repository),
            files: BTreeMap::new(),
            bad_names: Vec::new(),
            copies: None,
        }
    }

    fn tree(&mut self, git: &git2::Repository, tree: &Tree<'_>, name: &mut Vec<u8>) -> Result<()> {
        for entry in tree {
            let length = name.len();
            name.extend_from_slice(entry.name_bytes());
            if entry.kind() == Some(ObjectType::Tree) {
                name.push(b'/');
                self.tree(git, &git.find_tree(entry.id())?, name)?;
            } else {
                let file = File {
                    id: entry.id(),
                    mode: entry.filemode(),
                    size: None,
                    written_at: None,
                };
                self.add(name, file);
            }
            name.truncate(length);
        }
        Ok(())
    }

    fn add(&mut self, name: &[u8], file: File) {
        if file.mode == SUBMODULE {
            return;
        }
        match path_of(name) {
            Some(path) => drop(self.files.insert(path, file)),
            None => self.bad_names.push(String::from_utf8_lossy(name).into_owned()),
        }
    }

    /// Lists the files below `folder` into `snapshot`.
    pub(super) fn walk(&self, folder: &RelPath, snapshot: &mut Snapshot) -> Result<()> {
        for name in &self.bad_names {
            if is_listed(folder, name) {
                snapshot.bad_name(name);
            }
        }
        let paths = self.files.keys().filter(|path| is_listed(folder, path.as_str()));
        let mut above = RelPath::default();
        let ways: Vec<RelPath> = folder
            .names()
            .filter_map(|name| {
                above = above.join(name)?;
                self.files.get(&above).filter(|file| file.mode == LINK)?;
                Some(above.clone())
            })
            .collect();
        self.repository.with(|git| {
            let odb = git.odb()?;
            // What lies behind a link to a folder is not read.
            for way in &ways {
                let lead = self.followed(git, way).err();
                snapshot.leads_off(way, lead.unwrap_or(Lead::Nothing));
            }
            for path in paths {
                let file = match self.followed(git, path) {
                    Ok((target, _)) if target != *path && is_record([folder], path, &target) => {
                        snapshot.leads_off(path, Lead::Record);
                        continue;
                    }
                    Ok((target, file)) => {
                        if target != *path {
                            snapshot.links.insert(path.clone(), target);
                        }
                        file
                    }
                    Err(lead) => {
                        snapshot.leads_off(path, lead);
                        continue;
                    }
                };
                let size = match file.size {
                    Some(size) => size,
                    None => {
                        let header = odb.read_header(file.id);
                        let (size, _) =
                            header.or_unable(|| Message::new("unable-read").with("path", path.as_str()))?;
                        u64::try_from(size).unwrap_or(u64::MAX)
                    }
                };
                snapshot.entries.push(Entry {
                    path: path.clone(),
                    size,
                    written_at: None,
                    changed_at: None,
                });
            }
            Ok(())
        })
    }

    /// Whether something is at `path`.
    pub(super) fn has(&self, path: &RelPath) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a symbolic link is at `path` that leads to no file.
    pub(super) fn is_link_to_none(&self, path: &RelPath) -> bool {
        let is_link = self.files.get(path).is_some_and(|file| file.mode == LINK);
        is_link
            && self
                .repository
                .with(|git| Ok(self.followed(git, path).is_err()))
                .unwrap_or(true)
    }

    pub(super) fn read(&self, path: &RelPath) -> Result<Vec<u8>> {
        self.repository.with(|git| {
            let Ok((_, file)) = self.followed(git, path) else {
                bail!("there is no such file")
            };
            match self.copy(path, file) {
                Some(bytes) => Ok(bytes),
                None => Ok(git.odb()?.read(file.id)?.data().to_vec()),
            }
        })
    }

    /// The file at `path` on the disk, where it holds what is staged as `file`: the index knows it to be untouched, else its bytes are
    /// those of the blob.
    fn copy(&self, path: &RelPath, file: File) -> Option<Vec<u8>> {
        let place = path.on_disk(self.copies.as_ref()?);
        let untouched = file.written_at.is_some() && file.written_at == written_at(&place);
        let bytes = fs::read(&place).ok()?;
        let same = (untouched && file.size == Some(bytes.len() as u64))
            || Oid::hash_object(ObjectType::Blob, &bytes).ok()? == file.id;
        same.then_some(bytes)
    }

    /// The blob at `path`, or that to which a symbolic link there leads inside the knowledge base, and where it is. What lies in a folder with a
    /// dot before its name is no file of it.
    fn followed(&self, git: &git2::Repository, path: &RelPath) -> Result<(RelPath, File), Lead> {
        let mut path = path.clone();
        for _ in 0..MOST_HOPS {
            let Some(file) = self.files.get(&path) else {
                return Err(self.lead_to(&path));
            };
            if file.mode != LINK {
                return Ok((path, *file));
            }
            path = target(git, *file, &path).ok_or(Lead::Outside)?;
            if path.names().any(|name| name.starts_with('.')) {
                return Err(Lead::Outside);
            }
        }
        Err(Lead::Nothing)
    }

    /// What `path` is, which is no file.
    fn lead_to(&self, path: &RelPath) -> Lead {
        let inside = match path.as_str() {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let mut alike = self
            .files
            .range(path.clone()..)
            .map(|(file, _)| file.as_str())
            .take_while(|file| file.starts_with(path.as_str()));
        match alike.any(|file| file.starts_with(&inside)) {
            true => Lead::Folder,
            false => Lead::Nothing,
        }
    }
}

/// Where the symbolic link `file` at `path` leads to; `None` out of the knowledge base.
fn target(git: &git2::Repository, file: File, path: &RelPath) -> Option<RelPath> {
    let target = git.find_blob(file.id).ok()?;
    path.parent().join(std::str::from_utf8(target.content()).ok()?)
}
