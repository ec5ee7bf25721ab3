//! Is a value that was given for a new record one that its field takes?

use super::front;
use super::new::NewFault;
use crate::base::{Diagnostic, Message, RelPath, Severity};
use crate::clock;
use crate::config::Config;
use crate::kind::{FieldType, Kind};
use crate::record::{self, Input};
use std::sync::Arc;

/// What `check` would say of the name of the file, which nobody gave.
const OF_THE_NAME: &str = "id-character";

/// Refuses `value` for the field `key`, in the words in which `check` would tell of the record at `path`. What is only odd is left to it.
pub(super) fn fits(
    config: &Config,
    kind: &Arc<Kind>,
    path: &RelPath,
    (key, value): (&str, &str),
) -> Result<(), NewFault> {
    // A day is what the author knows so far of a time, and places the record.
    let is_time = kind
        .field(key)
        .is_some_and(|field| field.kind == FieldType::DateTime);
    if is_time && clock::parse_date(value.trim()).is_ok() {
        return Ok(());
    }
    let text = format!("---\n{key}: {}\n---\n", front::scalar(value));
    let input = Input {
        config,
        path,
        below: path.stem(),
        kind,
    };
    let found = match record::skim(&input, text.as_bytes()) {
        Ok(record) => record.findings,
        Err(finding) => vec![*finding],
    };
    let is_refusal =
        |finding: &Diagnostic| finding.severity == Severity::Error && finding.rule != OF_THE_NAME;
    let Some(finding) = found.into_iter().find(is_refusal) else {
        return Ok(());
    };
    let message = match finding.help {
        Some(help) => Message::new("new-value-help").with("help", help),
        None => Message::new("new-value"),
    };
    Err(NewFault(
        message.with("field", key).with("fault", finding.message),
    ))
}
