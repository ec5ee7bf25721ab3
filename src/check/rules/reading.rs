//! What is found while files are read: the code is in `source`, `config`, `record` and `library`, the name and the page
//! here.

use crate::check::{Check, Level, Rule};

/// An error that is found while reading.
pub(super) const fn error(id: &'static str) -> Rule {
    row(id, Level::Error)
}

/// A warning that is found while reading.
pub(super) const fn warning(id: &'static str) -> Rule {
    row(id, Level::Warning)
}

const fn row(id: &'static str, level: Level) -> Rule {
    Rule {
        id,
        level,
        check: Check::Reading,
    }
}
