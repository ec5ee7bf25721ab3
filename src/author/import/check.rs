//! Are the records that are to be written well written?

use super::known::SOURCE_KEY;
use super::rows::Row;
use super::{Faults, Plan, Planned};
use crate::base::{Diagnostic, Message, RelPath, Severity, Span};
use crate::check::Scope;
use crate::pipeline::{self, World};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be written, where each record of it came from.
pub(super) struct Draft {
    pub(super) rows: Vec<Row>,
    pub(super) plan: Plan,
}

/// The plan of `draft`, once its records have no error that `casebook check` would find.
pub(super) fn checked(world: &World, file: &RelPath, draft: Draft) -> Result<Plan, Faults> {
    let Draft { rows, mut plan } = draft;
    if rows.is_empty() {
        return Ok(plan);
    }
    let texts: Vec<(RelPath, &str)> = rows
        .iter()
        .map(|row| (row.record.path.clone(), row.record.text.as_str()))
        .collect();
    let with = world.with_new(&texts);
    let scope = Scope::Files(
        texts
            .iter()
            .map(|(path, _)| path.clone())
            .collect::<BTreeSet<_>>(),
    );
    let places: BTreeMap<&RelPath, Span> = rows.iter().map(|row| (&row.record.path, row.span)).collect();
    let errors = pipeline::findings(&with, &scope)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error);
    let mut findings: Vec<Diagnostic> = errors
        .filter_map(|finding| {
            let place = places.get(&finding.path)?;
            Some(finding.related(file, *place, Message::new("import-from-here")))
        })
        .collect();
    findings.extend(rows.iter().filter_map(|row| keyless(&with, row, file)));
    if findings.is_empty() {
        plan.records = rows.into_iter().map(|row| row.record).collect();
        return Ok(plan);
    }
    Diagnostic::sort(&mut findings);
    let wrong: BTreeSet<RelPath> = findings.iter().map(|finding| finding.path.clone()).collect();
    let records = rows.into_iter().map(|row| row.record);
    let wrong = records.filter(|record| wrong.contains(&record.path));
    Err(Faults {
        findings,
        texts: wrong.map(|Planned { path, text, .. }| (path, text)).collect(),
    })
}

/// A record that does not hold its key would be imported again; a template can be so odd that it does not.
fn keyless(with: &World, row: &Row, file: &RelPath) -> Option<Diagnostic> {
    let record = with
        .library
        .at_path(&row.record.path)
        .and_then(|at| with.library.records.get(at));
    let held = record.and_then(|record| record.text(SOURCE_KEY));
    if held.as_deref() == Some(row.key.as_str()) {
        return None;
    }
    let message = Message::new("import-keyless").with("path", row.record.path.as_str());
    Some(Diagnostic::error("import", file, row.span, message))
}
