//! What has come in, until someone asks?

use super::changes::Changes;
use super::grounds::Grounds;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long nothing must happen before the disk is quiet: longer than between the steps of an editor's save.
const QUIET: Duration = Duration::from_millis(35);
/// The same after a step that ends a save: a file was closed, or took its name.
const SAVED: Duration = Duration::from_millis(6);
/// Of more paths, more are to come: it is no save but a checkout or a copy.
const FEW: usize = 8;
/// How long quiet is waited for: a file that is written all the time must not keep others from being seen.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long git is waited for.
const GIT_PATIENCE: Duration = Duration::from_secs(10);

/// What has come in. It grows with the paths that changed, not with their events.
#[derive(Debug, Default)]
pub struct Mail {
    /// What changed.
    pub changes: Changes,
    /// What happened right below the root, where folders may have come or gone.
    pub tops: BTreeSet<PathBuf>,
    /// Whether something happened to the root itself.
    pub root: bool,
    /// Whether the system lost events.
    pub missed: bool,
    /// Whether the system watches no more folders.
    pub full: bool,
}

impl Mail {
    fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.tops.is_empty() && !self.root && !self.missed && !self.full
    }
}

/// Where changes come in from other threads.
#[derive(Debug, Default)]
pub struct Inbox {
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Debug, Default)]
struct State {
    mail: Mail,
    /// When something last came in.
    last: Option<Instant>,
    /// Whether that was the end of a save.
    saved: bool,
}

impl State {
    /// How long nothing more must come in, from now.
    fn unquiet(&self) -> Duration {
        let few = !self.mail.changes.history && self.mail.changes.paths.len() <= FEW;
        let quiet = if self.saved && few { SAVED } else { QUIET };
        quiet.saturating_sub(self.last.map_or(quiet, |last| last.elapsed()))
    }
}

impl Inbox {
    /// Something happened at `path`; `saved` says that it ends a save.
    pub fn touched(&self, grounds: &Grounds, path: &Path, saved: bool) {
        self.put(|state| {
            state.saved = saved && grounds.matters(path);
            let mail = &mut state.mail;
            grounds.note(path, &mut mail.changes);
            mail.root |= path == grounds.root();
            if path.parent() == Some(grounds.root()) && grounds.matters(path) {
                mail.tops.insert(path.to_path_buf());
            }
        });
    }

    /// The system lost events.
    pub fn missed(&self) {
        self.put(|state| state.mail.missed = true);
    }

    /// The system watches no more folders.
    pub fn full(&self) {
        self.put(|state| state.mail.full = true);
    }

    /// Waits until something has come in, or `patience` is over, then until all is quiet; `busy` says that git is at
    /// work.
    pub fn wait(&self, patience: Option<Duration>, busy: impl Fn() -> bool) -> Mail {
        let mut state = self.lock();
        let begun = Instant::now();
        while state.mail.is_empty() {
            let left = match patience.map(|patience| patience.saturating_sub(begun.elapsed())) {
                Some(left) if left.is_zero() => return Mail::default(),
                Some(left) => left,
                None => Duration::from_secs(3600),
            };
            state = self.sleep(state, left);
        }
        let begun = Instant::now();
        loop {
            let quiet = state.unquiet();
            if quiet.is_zero() {
                if begun.elapsed() > GIT_PATIENCE || !busy() {
                    break;
                }
                state = self.sleep(state, QUIET);
            } else if begun.elapsed() > PATIENCE && !busy() {
                break;
            } else {
                state = self.sleep(state, quiet);
            }
        }
        state.last = None;
        std::mem::take(&mut state.mail)
    }

    fn put(&self, put: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        put(&mut state);
        if !state.mail.is_empty() {
            state.last = Some(Instant::now());
            self.bell.notify_all();
        }
    }

    fn sleep<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        let woken = self.bell.wait_timeout(state, time);
        woken.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
