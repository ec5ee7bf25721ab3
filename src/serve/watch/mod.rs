//! What has changed on the disk?
//!
//! An event only means "look again": what it says of a file is not believed, only that something was there. Events are
//! gathered until the disk is quiet, so that an editor's save is one change and so is a checkout of thousands of files.
//! (notify's own debouncers tell of each file when that file is quiet, keep the events of files that are only read, and
//! wake all the time; its poller misses two changes in one second.)

mod changes;
mod git;
mod grounds;
mod inbox;
mod native;
mod poll;
mod stamps;

pub use changes::Changes;
pub use grounds::Grounds;

use super::{Event, Report};
use crate::base::unable;
use inbox::{Inbox, Mail};
use native::Native;
use stamps::Stamps;
use std::sync::Arc;
use std::time::Duration;

/// How often a root that was deleted is looked for.
const LOST: Duration = Duration::from_millis(500);

/// What watches the disk.
pub struct Watch {
    grounds: Arc<Grounds>,
    inbox: Arc<Inbox>,
    report: Report,
    by: By,
    /// What the files were when the system last lost events.
    stamps: Option<Stamps>,
}

/// How the disk is watched.
enum By {
    /// The system tells.
    Native(Native),
    /// The root was deleted, and with it all that was watched; it may come back.
    Waiting,
    /// A thread looks again and again.
    Polling,
}

impl Watch {
    /// Begins to watch `grounds`: by the system's events, or by polling where that is asked for or nothing else works.
    pub fn start(grounds: Grounds, poll: bool, report: Report) -> Watch {
        let mut watch = Watch {
            grounds: Arc::new(grounds),
            inbox: Arc::new(Inbox::default()),
            report,
            by: By::Waiting,
            stamps: None,
        };
        if poll {
            watch.poll(false);
        } else {
            watch.listen();
        }
        watch
    }

    /// Waits for changes, then for quiet, and says what changed. Never nothing.
    pub fn next(&mut self) -> Changes {
        loop {
            let patience = matches!(self.by, By::Waiting).then_some(LOST);
            let mail = self.inbox.wait(patience, || self.grounds.git_is_busy());
            let changes = self.read(mail);
            if !changes.is_empty() {
                return changes;
            }
        }
    }

    /// What `mail` means; watches what has come and what came back.
    fn read(&mut self, mail: Mail) -> Changes {
        let mut changes = mail.changes;
        match &mut self.by {
            By::Polling => {}
            By::Waiting => {
                if self.grounds.root().is_dir() {
                    self.listen();
                    return Changes::everything();
                }
            }
            By::Native(_) if mail.root => {
                self.by = By::Waiting;
                return Changes::everything();
            }
            By::Native(native) => {
                if mail.full || native.renew(&mail.tops) {
                    self.poll(true);
                    return Changes::everything();
                }
                if mail.missed {
                    self.look_again(&mut changes);
                }
            }
        }
        changes
    }

    /// Events were lost. Reading all files makes events of its own, and enough of them for the next loss: so the files
    /// are compared with what they were at the last one, or this would never end.
    fn look_again(&mut self, changes: &mut Changes) {
        let stamps = Stamps::take(&self.grounds);
        match &self.stamps {
            None => changes.everything = true,
            Some(before) => {
                for path in stamps.since(before) {
                    self.grounds.note(&path, changes);
                }
            }
        }
        self.stamps = Some(stamps);
    }

    fn listen(&mut self) {
        match Native::start(&self.grounds, &self.inbox) {
            Ok(native) => self.by = By::Native(native),
            Err(error) if native::is_full(&error) => self.poll(true),
            Err(error) => {
                let why = native::why(&error);
                (self.report)(Event::Blind { why });
                self.poll(false);
            }
        }
    }

    fn poll(&mut self, limit: bool) {
        self.by = By::Polling;
        (self.report)(Event::Polling { limit });
        if let Err(error) = poll::start(&self.grounds, &self.inbox) {
            let why = unable::cause(&error);
            (self.report)(Event::Blind { why });
        }
    }
}
