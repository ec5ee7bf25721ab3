//! What did commits change in records, and which commits are there?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::value::Words;
use crate::history::{Commit, Told};

/// The rows of `amendments`: what commits changed in records after they were made, by record and time.
pub(super) fn rows(facts: &Facts) -> Filled {
    let (library, history) = (&facts.library, &facts.history);
    let words = Words::new(library);
    let mut filled = Filled::default();
    for record in library.records.iter().filter(|record| !record.draft) {
        for step in history.of(&record.path).iter().rev() {
            let (Some(difference), Some(commit)) = (history.difference(step), history.commit_of(step)) else {
                continue;
            };
            for edit in difference.edits(facts.config(), &record.kind) {
                let cell = |told: &Option<Told<'_>>| match told {
                    Some(told) => words.cell(&record.kind, &edit.part, told),
                    None => Cell::Null,
                };
                filled.rows.push(vec![
                    record.id.as_str().into(),
                    edit.part.name().into(),
                    cell(&edit.old),
                    cell(&edit.new),
                    (&*commit.author).into(),
                    commit.id.to_string().into(),
                    facts.local(commit.committed_at).into(),
                ]);
            }
        }
    }
    filled
}

/// The rows of `commits`: those that lead to what is read, the newest first.
pub(super) fn commits(facts: &Facts) -> Filled {
    let row = |commit: &Commit| {
        vec![
            commit.id.to_string().into(),
            (&*commit.author).into(),
            facts.local(commit.authored_at).into(),
            facts.local(commit.committed_at).into(),
            (&*commit.summary).into(),
            Cell::some(commit.signature.map(|signature| signature.name())),
            Cell::Integer(i64::from(commit.imported)),
        ]
    };
    Filled::rows(facts.history.commits.iter().map(row))
}
