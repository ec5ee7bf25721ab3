//! The files of a knowledge base at one moment.

use super::looks::{changed_at, written_at};
use super::{Origin, Source, tree};
use crate::base::{Diagnostic, Message, OrUnable, RelPath, Span, Unable};
use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// A file of the knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the root.
    pub path: RelPath,
    /// The size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since the epoch; `None` where it lies in the object database.
    pub written_at: Option<u64>,
    /// When anything of it last changed, the name of its folder aside: a time that no program can set. As `written_at` where the system
    /// knows no such time.
    pub changed_at: Option<u64>,
}

impl Entry {
    /// The file at `path`, of which the disk says `data`.
    pub(super) fn of(path: RelPath, data: Option<&Metadata>) -> Entry {
        Entry {
            path,
            size: data.map_or(0, Metadata::len),
            written_at: data.and_then(written_at),
            changed_at: data.and_then(changed_at),
        }
    }
}

/// The files of a knowledge base at one moment: which there are, and how to read them.
#[derive(Debug, Clone)]
pub struct Snapshot {
    source: Source,
    /// The files, by path.
    pub entries: Vec<Entry>,
    /// What could not be taken: links out of the tree, names that are no text.
    pub findings: Vec<Diagnostic>,
    /// The symbolic links among them: the file to which each leads.
    pub(super) links: BTreeMap<RelPath, RelPath>,
    /// What somebody writes and has not saved yet, by path.
    unsaved: BTreeMap<RelPath, Arc<str>>,
    /// What everybody who reads a file gets in place of its bytes.
    mask: Option<Mask>,
    /// Whether no other files are read than those in `entries`.
    closed: bool,
}

/// What of the bytes of a file at a path is shown.
pub type Mask = fn(&RelPath, Vec<u8>) -> Vec<u8>;

/// Folders at the top of a knowledge base that hold no records.
pub(super) const NOT_CONTENT: [&str; 5] = ["site", "reports", "templates", "node_modules", "target"];

/// The name of findings about links out of the tree.
const SYMLINK: &str = "symlink";
/// The name of findings about what cannot be read.
const UNREADABLE: &str = "file-unreadable";
/// The name of findings about file names.
const FILE_NAME: &str = "file-name";

impl Snapshot {
    /// Lists the files below the folders `folders` of the folder `root` on the disk.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be listed.
    pub fn take(root: &Path, folders: &[RelPath]) -> Result<Snapshot> {
        Source::plain_folder(root)?.list(folders)
    }

    /// No files at all.
    pub fn none() -> Snapshot {
        Snapshot::empty(&Source::none())
    }

    pub(super) fn empty(source: &Source) -> Snapshot {
        Snapshot {
            source: source.clone(),
            entries: Vec::new(),
            findings: Vec::new(),
            links: BTreeMap::new(),
            unsaved: BTreeMap::new(),
            mask: None,
            closed: false,
        }
    }

    /// These files as if `text` stood in that at `path`.
    #[must_use]
    pub fn with_text(&self, path: &RelPath, text: &str) -> Snapshot {
        let mut next = self.clone();
        next.unsaved.insert(path.clone(), text.into());
        next
    }

    /// The text that stands in place of the file at `path`.
    pub fn unsaved(&self, path: &RelPath) -> Option<&str> {
        self.unsaved.get(path).map(|text| &**text)
    }

    /// These files as if these texts stood in those at their paths.
    #[must_use]
    pub fn with_texts(&self, texts: &[(RelPath, &str)]) -> Snapshot {
        let mut next = self.clone();
        let texts = texts.iter().map(|(path, text)| (path.clone(), Arc::from(*text)));
        next.unsaved.extend(texts);
        next
    }

    /// Those of these files that `keeps` says; no other ones can be read, and what is read of these goes through `mask`.
    #[must_use]
    pub fn seen_through(&self, keeps: impl Fn(&RelPath) -> bool, mask: Option<Mask>) -> Snapshot {
        let mut next = self.clone();
        next.entries.retain(|entry| keeps(&entry.path));
        next.mask = mask;
        next.closed = true;
        next
    }

    /// The file to which the symbolic link at `path` leads; `None` where it is none.
    pub fn leads_to(&self, path: &RelPath) -> Option<&RelPath> {
        self.links.get(path)
    }

    /// Where its files come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn read(&self, path: &RelPath) -> Result<Vec<u8>> {
        if let Some(text) = self.unsaved.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let is_listed = || {
            self.entries
                .binary_search_by(|entry| entry.path.cmp(path))
                .is_ok()
        };
        ensure!(!self.closed || is_listed(), "there is no file `{path}` here");
        let bytes = match &self.source.origin {
            Origin::Nothing => Err(anyhow::anyhow!("there are no files")),
            Origin::Folder(root) => tree::read(&path.on_disk(root)).map_err(Into::into),
            Origin::Blobs(blobs) => blobs.read(path),
        };
        let bytes = bytes.or_unable(|| Message::new("unable-read").with("path", path.as_str()))?;
        Ok(match self.mask {
            Some(mask) => mask(path, bytes),
            None => bytes,
        })
    }

    /// The bytes of the file at `path`; `None` where there is none.
    ///
    /// # Errors
    /// There is one, and it cannot be read.
    pub fn read_if_there(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        match &self.source.origin {
            Origin::Folder(root) if !self.unsaved.contains_key(path) => {
                let place = path.on_disk(root);
                if fs::symlink_metadata(&place).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                    return Ok(None);
                }
                ensure!(tree::is_plain(root, path), outside(path));
                self.read(path).map(Some)
            }
            Origin::Blobs(blobs) if !self.closed && blobs.is_link_to_none(path) => Err(outside(path).into()),
            _ => Ok(self.read(path).ok()),
        }
    }

    /// Whether something is at `path`, be it a link that leads to nothing.
    pub fn has(&self, path: &RelPath) -> bool {
        match &self.source.origin {
            Origin::Nothing => false,
            Origin::Folder(root) => fs::symlink_metadata(path.on_disk(root)).is_ok(),
            Origin::Blobs(blobs) => blobs.has(path),
        }
    }

    /// The text of the file at `path`; `None` where there is no such file, or where it is no UTF-8.
    pub fn text(&self, path: &RelPath) -> Option<String> {
        let bytes = self.plain(path)?;
        super::decode(&bytes).ok().map(str::to_owned)
    }

    /// The text of the file at `path`, to be shown: with a sign in place of bytes that are no UTF-8. `None` where there is no such file.
    pub fn shown(&self, path: &RelPath) -> Option<String> {
        Some(crate::base::decode::shown(&self.plain(path)?))
    }

    /// The bytes of the file at `path`; `None` where there is none, or something that may never end.
    fn plain(&self, path: &RelPath) -> Option<Vec<u8>> {
        let is_plain = match &self.source.origin {
            Origin::Folder(root) => self.unsaved.contains_key(path) || tree::is_plain(root, path),
            Origin::Nothing | Origin::Blobs(_) => true,
        };
        is_plain.then(|| self.read(path).ok()).flatten()
    }

    /// Looks again at the file at `path` of a folder on the disk; `None` where no plain file is, or was, there.
    pub fn renew(&mut self, path: &RelPath) -> Option<&Entry> {
        let Origin::Folder(root) = &self.source.origin else {
            return None;
        };
        let data = fs::symlink_metadata(path.on_disk(root)).ok()?;
        let at = self.entries.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
        let entry = self.entries.get_mut(at).filter(|_| data.is_file())?;
        *entry = Entry::of(path.clone(), Some(&data));
        Some(entry)
    }

    /// Notes that `path` is a symbolic link that leads to no file of the knowledge base, but to `lead`.
    pub(super) fn leads_off(&mut self, path: &RelPath, lead: Lead) {
        let (message, help) = match lead {
            Lead::Outside => ("symlink", "symlink-help"),
            Lead::Folder => ("symlink-folder", "symlink-folder-help"),
            Lead::Top => ("symlink-top", "symlink-top-help"),
            Lead::Record => ("symlink-record", "symlink-record-help"),
            Lead::Nothing => ("symlink-nothing", "symlink-nothing-help"),
        };
        let message = Message::new(message).with("path", path.as_str());
        let finding = Diagnostic::error(SYMLINK, path, Span::default(), message);
        self.findings.push(finding.help(Message::new(help)));
    }

    /// Notes that at `path` is something that is no file: a pipe, a socket, a device.
    pub(super) fn no_file(&mut self, path: &RelPath) {
        let message = Message::new("file-no-file").with("path", path.as_str());
        let help = Message::new("file-no-file-help");
        self.findings
            .push(Diagnostic::error(UNREADABLE, path, Span::default(), message).help(help));
    }

    /// Notes that the name of a file is no text, or has characters that no path may have.
    pub(super) fn bad_name(&mut self, name: &str) {
        let Some(shown) = shown(name) else { return };
        let message = match forbidden(name) {
            Some(message) => Message::new(message),
            None => Message::new("file-name"),
        };
        let message = message.with("path", shown.as_str());
        let help = Message::new("file-name-help");
        self.findings
            .push(Diagnostic::error(FILE_NAME, &shown, Span::default(), message).help(help));
    }
}

fn outside(path: &RelPath) -> Unable {
    Unable::new(Message::new("unable-outside").with("path", path.as_str()))
}

/// Where a symbolic link leads to that is no file of the knowledge base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Out of the knowledge base, or to where its tools keep their own.
    Outside,
    /// To a folder inside.
    Folder,
    /// To a folder inside, in place of one that is listed: on the disk its files are.
    Top,
    /// To a record, or to a file that would become another one: it would be there twice, the second time perhaps for others than the first.
    Record,
    /// To no file at all, or round in circles.
    Nothing,
}

/// Whether a symbolic link at `link` to the file at `target`, of the files below the folders `asked`, makes a record of it or of a record something else.
pub(super) fn is_record<'f>(
    asked: impl IntoIterator<Item = &'f RelPath>,
    link: &RelPath,
    target: &RelPath,
) -> bool {
    let is_markdown = |path: &RelPath| matches!(path.extension().as_str(), "md" | "markdown");
    let holds_records = |folder: &&RelPath| {
        !folder
            .names()
            .next()
            .is_some_and(|top| NOT_CONTENT.contains(&top))
    };
    let mut folders = asked.into_iter().filter(holds_records);
    (is_markdown(link) || is_markdown(target)) && folders.any(|folder| is_listed(folder, target.as_str()))
}

/// A name that no path may have, as well as it can be shown.
pub(super) fn shown(name: &str) -> Option<RelPath> {
    RelPath::new(&name.replace(['\\', '\n', '\r'], "\u{fffd}"))
}

/// What is said of a name for a character that no path may have; `None` where it is no text at all.
fn forbidden(name: &str) -> Option<&'static str> {
    match name {
        name if name.contains('\u{fffd}') => None,
        name if name.contains('\\') => Some("file-name-backslash"),
        name if name.contains(['\n', '\r']) => Some("file-name-break"),
        _ => None,
    }
}

/// Whether a file at `path` is among those that [`Source::list`] finds below `folder`: no name on the way begins with a dot, and at
/// the top of a knowledge base some folders are no content.
pub fn is_listed(folder: &RelPath, path: &str) -> bool {
    let whole = folder.as_str().is_empty();
    let below = if whole {
        Some(path)
    } else {
        path.strip_prefix(folder.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
    };
    below.is_some_and(|below| {
        let apart = whole
            && below
                .split_once('/')
                .is_some_and(|(top, _)| NOT_CONTENT.contains(&top));
        !apart && !below.split('/').any(|name| name.starts_with('.'))
    })
}

/// The path of a file by its name as bytes; `None` where that is no text, or has characters that no path may have.
pub(super) fn path_of(name: &[u8]) -> Option<RelPath> {
    let name = std::str::from_utf8(name).ok()?;
    if name.contains(['\\', '\n', '\r']) {
        return None;
    }
    RelPath::new(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// What never ends is neither listed nor read to show a line of it.
    #[cfg(target_os = "linux")]
    #[test]
    fn pipes_and_devices_are_told_and_not_read() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        fs::create_dir(root.join("content")).unwrap();
        std::os::unix::net::UnixListener::bind(root.join("content/socket.md")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", root.join("content/zero.md")).unwrap();
        let snapshot = Snapshot::take(&root, &[RelPath::new("content").unwrap()]).unwrap();
        assert_eq!(snapshot.entries, []);
        let rules: Vec<&str> = snapshot.findings.iter().map(|found| found.rule).collect();
        assert_eq!(rules, [UNREADABLE, SYMLINK]);
        let zero = RelPath::new("content/zero.md").unwrap();
        assert_eq!((snapshot.text(&zero), snapshot.shown(&zero)), (None, None));
        assert!(snapshot.read_if_there(&zero).is_err());
    }

    #[test]
    fn what_is_seen_through_a_mask_is_masked_and_nothing_else_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["few.md", "us.md"] {
            fs::write(dir.path().join(name), name).unwrap();
        }
        let whole = Snapshot::take(dir.path(), &[RelPath::default()]).unwrap();
        let (few, us) = (RelPath::new("few.md").unwrap(), RelPath::new("us.md").unwrap());
        let part = whole.seen_through(|path| *path == us, Some(|_, bytes| bytes.to_ascii_uppercase()));
        assert_eq!(part.entries.len(), 1);
        assert_eq!(part.read(&us).unwrap(), b"US.MD");
        assert_eq!(part.text(&us).unwrap(), "US.MD");
        assert!(part.read(&few).is_err() && part.text(&few).is_none() && part.shown(&few).is_none());
        assert_eq!(whole.read(&few).unwrap(), b"few.md");
    }

    #[test]
    fn lists_files_and_refuses_links_out_of_the_tree() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content/faults/.git")).unwrap();
        fs::write(root.join("content/faults/乙.md"), "乙").unwrap();
        fs::write(root.join("content/faults/.git/x.md"), "x").unwrap();
        fs::write(dir.path().join("secret.md"), "密").unwrap();
        std::os::unix::fs::symlink(dir.path().join("secret.md"), root.join("content/out.md")).unwrap();
        fs::write(root.join("content/faults/乙-1.txt"), "乙").unwrap();
        std::os::unix::fs::symlink("乙-1.txt", root.join("content/faults/in.txt")).unwrap();
        let snapshot = Snapshot::take(&root, &[RelPath::new("content").unwrap()]).unwrap();
        let paths: Vec<&str> = snapshot.entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "content/faults/in.txt",
                "content/faults/乙-1.txt",
                "content/faults/乙.md"
            ]
        );
        let led = snapshot.leads_to(&snapshot.entries[0].path).map(RelPath::as_str);
        assert_eq!(led, Some("content/faults/乙-1.txt"));
        assert_eq!(snapshot.findings.len(), 1);
        assert_eq!(snapshot.findings[0].path.as_str(), "content/out.md");
        assert_eq!(snapshot.text(&snapshot.entries[1].path).as_deref(), Some("乙"));
    }

    #[test]
    fn the_folder_itself_is_no_way_out() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        for folder in ["kb/real", "outside"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
            fs::write(dir.path().join(folder).join("a.md"), "甲").unwrap();
        }
        // A record is one by whatever name the folder is listed.
        std::os::unix::fs::symlink("a.md", root.join("real/b.md")).unwrap();
        for (target, wanted, count) in [("real", "symlink-top", 1), ("../outside", "symlink", 0)] {
            let _ = fs::remove_file(root.join("content"));
            std::os::unix::fs::symlink(target, root.join("content")).unwrap();
            let snapshot = Snapshot::take(&root, &[RelPath::new("content").unwrap()]).unwrap();
            let told: Vec<&str> = snapshot
                .findings
                .iter()
                .map(|finding| finding.message.id)
                .collect();
            let wanted: Vec<&str> = [wanted, "symlink-record"][..=count].to_vec();
            assert_eq!((told, snapshot.entries.len()), (wanted, count));
        }
    }

    /// On the disk and in the index alike.
    #[test]
    fn a_link_is_told_by_where_it_leads() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content/faults")).unwrap();
        fs::write(root.join("content/faults/a.md"), "甲").unwrap();
        fs::write(root.join("content/faults-2.md"), "甲").unwrap();
        fs::create_dir(root.join(".hidden")).unwrap();
        for path in [".hidden/a.txt", "content/faults/a-1.txt", "README.md"] {
            fs::write(root.join(path), "甲").unwrap();
        }
        fs::write(dir.path().join("secret.md"), "密").unwrap();
        for (target, link) in [
            ("../../secret.md", "content/out.md"),
            ("faults", "content/folder"),
            ("..", "content/top"),
            ("none.md", "content/none.md"),
            ("ring.md", "content/ring.md"),
            ("../.hidden/a.txt", "content/hidden.txt"),
            ("faults/a.md", "content/a.txt"),
            ("faults/a-1.txt", "content/b.md"),
            ("faults/a-1.txt", "content/c.txt"),
            ("../README.md", "content/d.md"),
        ] {
            std::os::unix::fs::symlink(target, root.join(link)).unwrap();
        }
        let told = |snapshot: &Snapshot| {
            let one = |finding: &Diagnostic| format!("{} {}", finding.path, finding.message.id);
            let mut told: Vec<String> = snapshot.findings.iter().map(one).collect();
            told.sort();
            told
        };
        let content = [RelPath::new("content").unwrap()];
        let wanted = [
            "content/a.txt symlink-record",
            "content/b.md symlink-record",
            "content/folder symlink-folder",
            "content/hidden.txt symlink",
            "content/none.md symlink-nothing",
            "content/out.md symlink",
            "content/ring.md symlink-nothing",
            "content/top symlink-folder",
        ];
        assert_eq!(told(&Snapshot::take(&root, &content).unwrap()), wanted);
        let git = git2::Repository::init(&root).unwrap();
        let mut index = git.index().unwrap();
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
        index.write().unwrap();
        let repository = crate::source::Repository::containing(&root).unwrap().unwrap();
        let source = Source::staged(repository.into(), None, &RelPath::default()).unwrap();
        assert_eq!(told(&source.list(&content).unwrap()), wanted);
    }
}
