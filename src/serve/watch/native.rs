//! How does the system tell of changes?

use super::grounds::Grounds;
use super::inbox::Inbox;
use crate::base::{Message, unable};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The system's own watcher: inotify, FSEvents or its like. Folders are watched, not files, for an editor puts a new
/// file in the place of the old one.
#[derive(Debug)]
pub struct Native {
    watcher: RecommendedWatcher,
    grounds: Arc<Grounds>,
}

/// Whether the system watches no more folders, or no more programs may watch.
pub fn is_full(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        // EMFILE: the limit on watchers of one user, `fs.inotify.max_user_instances`.
        ErrorKind::Io(error) => error.raw_os_error() == Some(24),
        _ => false,
    }
}

/// What `error` says.
pub fn why(error: &notify::Error) -> Message {
    match &error.kind {
        ErrorKind::Io(error) => unable::cause(error),
        _ => unable::cause(error),
    }
}

impl Native {
    /// Watches all folders of `grounds` and puts what happens in `inbox`.
    pub fn start(grounds: &Arc<Grounds>, inbox: &Arc<Inbox>) -> notify::Result<Native> {
        let config = Config::default().with_follow_symlinks(false);
        let handler = handler(Arc::clone(grounds), Arc::clone(inbox));
        let mut native = Native {
            watcher: RecommendedWatcher::new(handler, config)?,
            grounds: Arc::clone(grounds),
        };
        for (folder, deep) in grounds.folders() {
            native.watch(&folder, deep)?;
        }
        Ok(native)
    }

    /// Watches each of `tops`, paths right below the root, anew: it may have come, gone, or come back as another. True
    /// where the system watches no more folders.
    pub fn renew(&mut self, tops: &BTreeSet<PathBuf>) -> bool {
        tops.iter().any(|top| {
            // What was not watched cannot be unwatched, and need not be.
            let _ = self.watcher.unwatch(top);
            self.grounds.is_top(top) && self.watch(top, true).is_err_and(|error| is_full(&error))
        })
    }

    fn watch(&mut self, folder: &Path, deep: bool) -> notify::Result<()> {
        let mode = match deep {
            true => RecursiveMode::Recursive,
            false => RecursiveMode::NonRecursive,
        };
        match self.watcher.watch(folder, mode) {
            // It went away meanwhile: that is an event of the folder above.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => Ok(()),
            watched => watched,
        }
    }
}

/// What puts events into `inbox`. It runs on the watcher's thread and must be quick: reading files makes events, too.
fn handler(grounds: Arc<Grounds>, inbox: Arc<Inbox>) -> impl FnMut(notify::Result<notify::Event>) + Send {
    move |event| match event {
        Ok(event) if event.need_rescan() => inbox.missed(),
        Ok(event) if is_change(event.kind) => {
            let saved = ends_save(event.kind);
            for path in &event.paths {
                inbox.touched(&grounds, path, saved);
            }
        }
        Ok(_) => {}
        Err(error) if is_full(&error) => inbox.full(),
        // An error at one path means that something happened there.
        Err(error) if error.paths.is_empty() => inbox.missed(),
        Err(error) => error
            .paths
            .iter()
            .for_each(|path| inbox.touched(&grounds, path, false)),
    }
}

/// Whether files are other than before: opening and reading leaves them as they are.
fn is_change(kind: EventKind) -> bool {
    use notify::event::{AccessKind, AccessMode};
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Whether a file is whole after this: it was closed, or came to its name.
fn ends_save(kind: EventKind) -> bool {
    use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::Error;
    use notify::event::{AccessKind, AccessMode, CreateKind};
    use std::io;

    #[test]
    fn reading_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Close(AccessMode::Read))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Create(CreateKind::File)));
    }

    #[test]
    fn limits_are_told_from_other_errors() {
        assert!(is_full(&Error::new(ErrorKind::MaxFilesWatch)));
        assert!(is_full(&Error::io(io::Error::from_raw_os_error(24))));
        assert!(!is_full(&Error::path_not_found()));
        assert!(!is_full(&Error::io(io::Error::from_raw_os_error(13))));
    }
}
