//! What may a query do?

use super::layout;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much a query may cost.
#[derive(Clone)]
pub struct Limits {
    /// Instructions of SQLite's machine; counting them, unlike the time, gives the same answer on every machine.
    pub steps: u64,
    /// Rows of the result.
    pub rows: usize,
    /// Bytes of the result.
    pub bytes: usize,
    /// Says whether time is up, where somebody waits for the answer.
    pub expired: Option<Expired>,
}

/// Says whether time is up.
pub type Expired = Arc<dyn Fn() -> bool + Send + Sync>;

/// Begins to wait for the answer to a query. Few steps may take long: a step counts as one however much text it looks through.
pub type Patience = fn() -> Expired;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            // Some five seconds on a slow machine.
            steps: 200_000_000,
            rows: 100_000,
            bytes: 64 << 20,
            expired: None,
        }
    }
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits")
            .field("steps", &self.steps)
            .field("rows", &self.rows)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// How many instructions pass between two looks at the limits.
pub(super) const STRIDE: u64 = 1000;

/// Functions that give something else each time, tell what was asked before, or reach out of the database.
const FORBIDDEN: [&str; 10] = [
    "changes",
    "current_date",
    "current_time",
    "current_timestamp",
    "fts3_tokenizer",
    "last_insert_rowid",
    "load_extension",
    "random",
    "randomblob",
    "total_changes",
];

/// What a statement reads.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads {
    /// The tables and views.
    pub(super) tables: BTreeSet<String>,
    /// The same, each behind the view, or the query with a name, through which it is read, if it is through one.
    pub(super) through: BTreeSet<(Option<String>, String)>,
    /// Columns of them, each behind its table; only those that a clock fills or may fill.
    pub(super) columns: BTreeSet<(String, String)>,
    /// Whether it asks for the moment itself.
    pub(super) moment: bool,
    /// The names of its parameters.
    pub(super) parameters: BTreeSet<String>,
}

/// Watches over the statements of a connection.
#[derive(Clone, Default)]
pub(super) struct Guard(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// Whether only reading is allowed.
    closed: bool,
    reads: Reads,
    steps_left: u64,
    expired: Option<Expired>,
    stopped: Option<Stopped>,
}

/// Why a query was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    Steps,
    Time,
}

impl Guard {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From here on statements may only read, within `limits`.
    pub(super) fn close(&self, limits: &Limits) {
        *self.state() = State {
            closed: true,
            steps_left: limits.steps,
            expired: limits.expired.clone(),
            ..State::default()
        };
    }

    /// From here on everything is allowed. Gives what was read meanwhile, and why the query was stopped if it was.
    pub(super) fn open(&self) -> (Reads, Option<Stopped>) {
        let state = std::mem::take(&mut *self.state());
        (state.reads, state.stopped)
    }

    pub(super) fn allows(&self, context: &AuthContext<'_>) -> Authorization {
        let mut state = self.state();
        if !state.closed {
            return Authorization::Allow;
        }
        match context.action {
            AuthAction::Select | AuthAction::Recursive => Authorization::Allow,
            AuthAction::Read {
                table_name,
                column_name,
            } => {
                if !state.reads.tables.contains(table_name) {
                    state.reads.tables.insert(table_name.to_owned());
                }
                let through = (context.accessor.map(str::to_owned), table_name.to_owned());
                state.reads.through.insert(through);
                if layout::CLOCK.iter().any(|part| column_name.ends_with(part)) {
                    let column = (table_name.to_owned(), column_name.to_owned());
                    state.reads.columns.insert(column);
                }
                Authorization::Allow
            }
            AuthAction::Function { function_name } => {
                state.reads.moment |= function_name.eq_ignore_ascii_case("as_of");
                if FORBIDDEN
                    .iter()
                    .any(|name| name.eq_ignore_ascii_case(function_name))
                {
                    Authorization::Deny
                } else {
                    Authorization::Allow
                }
            }
            _ => Authorization::Deny,
        }
    }

    /// Whether the query has to stop.
    pub(super) fn stops(&self) -> bool {
        let mut state = self.state();
        if !state.closed {
            return false;
        }
        state.steps_left = state.steps_left.saturating_sub(STRIDE);
        if state.steps_left == 0 {
            state.stopped = Some(Stopped::Steps);
        } else if state.expired.as_ref().is_some_and(|expired| expired()) {
            state.stopped = Some(Stopped::Time);
        }
        state.stopped.is_some()
    }
}
