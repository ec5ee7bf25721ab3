//! Which view is shown now? One writer replaces it, many readers hold what they took.

use super::fault::Fault;
use super::{Findings, View};
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is shown now.
#[derive(Clone, Default)]
pub struct Now {
    /// Grows with every attempt to load.
    pub version: u64,
    /// The last view that could be made.
    pub view: Option<Arc<dyn View>>,
    /// What is wrong with the records of the last view that was checked.
    pub findings: Arc<Findings>,
    /// Why the last attempt failed, if it did.
    pub fault: Option<Arc<Fault>>,
}

impl fmt::Debug for Now {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Now({}, {:?})", self.version, self.fault)
    }
}

/// Where the view stands.
#[derive(Debug, Default)]
pub struct Stage {
    now: Mutex<Now>,
    changed: Condvar,
}

impl Stage {
    /// What is shown now.
    pub fn now(&self) -> Now {
        self.lock().clone()
    }

    /// Shows a new view.
    pub fn show(&self, view: Arc<dyn View>) {
        self.replace(|now| {
            now.view = Some(view);
            now.fault = None;
        });
    }

    /// Keeps the last view and says why there is no new one.
    pub fn fail(&self, fault: Fault) {
        self.replace(|now| now.fault = Some(Arc::new(fault)));
    }

    /// Notes what is wrong with the records of `view`, unless another has taken its place.
    pub fn found(&self, view: &Arc<dyn View>, findings: Findings) {
        let mut now = self.lock();
        let stands = now.view.as_ref().is_some_and(|shown| Arc::ptr_eq(shown, view));
        if stands && *now.findings != findings {
            now.findings = Arc::new(findings);
            now.version += 1;
            self.changed.notify_all();
        }
    }

    /// The version, as soon as it is not `known`; `None` after `patience`.
    pub fn wait(&self, known: u64, patience: Duration) -> Option<u64> {
        let (now, _) = self
            .changed
            .wait_timeout_while(self.lock(), patience, |now| now.version == known)
            .unwrap_or_else(PoisonError::into_inner);
        Some(now.version).filter(|version| *version != known)
    }

    fn replace(&self, change: impl FnOnce(&mut Now)) {
        let mut now = self.lock();
        change(&mut now);
        now.version += 1;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
