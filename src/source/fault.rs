//! What lies in a knowledge base and cannot be taken: links out of it, what is no file, names that are no path.

use super::Snapshot;
use crate::base::{Diagnostic, Message, RelPath, Span};

/// The name of findings about links out of the tree.
const SYMLINK: &str = "symlink";
/// The name of findings about what cannot be read.
const UNREADABLE: &str = "file-unreadable";
/// The name of findings about file names.
const FILE_NAME: &str = "file-name";

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

impl Snapshot {
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
    use crate::source::Source;
    use std::fs;

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
