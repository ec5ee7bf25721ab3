//! The table `provenance`.

use super::{Notice, Provenance};
use crate::history::Commit;
use crate::ledger::Cell;
use crate::ledger::facts::Facts;
use crate::ledger::filled::Filled;

/// The rows of `provenance`.
pub(in crate::ledger) fn rows(facts: &Facts) -> Filled {
    let (library, history) = (&facts.library, &facts.history);
    let found = Provenance::of(library, history);
    let imported = found.imported.iter().filter_map(|record| {
        let path = &library.records.get(*record)?.path;
        let commit = history.of(path).iter().rev().find(|step| !step.in_merge)?.commit;
        Some((*record, commit, "imported", None))
    });
    let flags = found
        .flags
        .iter()
        .map(|flag| (flag.record, flag.commit, flag.notice.name(), Some(&flag.notice)));
    let mut rows: Vec<(usize, Vec<Cell>)> = imported
        .chain(flags)
        .filter_map(|(record, commit, name, notice)| {
            Some((
                record,
                row(facts, record, history.commits.get(commit)?, name, notice)?,
            ))
        })
        .collect();
    rows.sort_by_key(|(record, _)| *record);
    let mut filled = Filled::rows(rows.into_iter().map(|(_, row)| row));
    for year in found.not_covered {
        filled.uncovered(Some(year), "provenance", None, None);
    }
    filled
}

fn row(
    facts: &Facts,
    index: usize,
    commit: &Commit,
    name: &str,
    notice: Option<&Notice>,
) -> Option<Vec<Cell>> {
    let (record, placed) = (facts.record(index)?, facts.library.placed.get(index)?);
    let (mut field, mut old, mut new, mut event, mut due) =
        (Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Null);
    match notice {
        Some(Notice::LateEntry {
            field: name,
            event_at,
            due_at,
        }) => {
            field = name.as_str().into();
            event = facts.local(*event_at).into();
            due = facts.local(*due_at).into();
        }
        Some(Notice::ClockEdited {
            field: name,
            old: before,
            new: after,
        }) => {
            field = name.as_str().into();
            old = Cell::some(before.as_deref());
            new = Cell::some(after.as_deref());
        }
        Some(Notice::NotOnRoster) | None => {}
    }
    Some(vec![
        record.id.as_str().into(),
        record.kind.id.as_str().into(),
        Cell::some(facts.system(index)),
        Cell::some(placed.month.map(|month| month.to_string())),
        name.into(),
        field,
        old,
        new,
        event,
        due,
        (&*commit.author).into(),
        commit.id.to_string().into(),
        facts.local(commit.committed_at).into(),
    ])
}
