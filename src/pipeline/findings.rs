//! What is wrong in a knowledge base?

use super::World;
use super::look::PageLooks;
use super::pages::Pages;
use super::templates::reading;
use crate::base::{Diagnostic, RelPath, Severity};
use crate::check::{self, Scope};
use crate::ledger;
use crate::site::{MadeOf, Told};
use jiff::Timestamp;
use rayon::prelude::*;

/// So many records a thread looks at at a time.
const TAKEN: usize = 128;

/// The findings of `world` that concern `scope`.
pub fn findings(world: &World, scope: &Scope) -> Vec<Diagnostic> {
    let read = |path: &RelPath| world.snapshot.shown(path);
    let now = ledger::default_as_of(&world.library, &world.history);
    let context = check::Context::new(&world.library, &world.history, now, &read).beside(&world.findings);
    let of_records = scope
        .records(&world.library)
        .par_chunks(TAKEN)
        .flat_map_iter(|taken| {
            let mut found = Vec::new();
            for index in taken {
                check::check_record(&context, *index, &mut found);
            }
            found
        })
        .collect();
    let reading = match scope.has_templates() {
        true => reading(world),
        false => world.findings.clone(),
    };
    check::check_rest(&context, &reading, scope, of_records)
}

/// How many errors and warnings there are in `world`, which knows no time after `now`, and in the whole of it where it is a part. Records of which `pages` knows are not looked at where all that goes into it is as it was.
pub(super) fn counted(world: &World, now: Timestamp, pages: &Pages, looks: &PageLooks<'_>) -> (usize, usize) {
    if let Some(whole) = &world.whole {
        return count(&findings(whole, &Scope::Everything));
    }
    let read = |path: &RelPath| world.snapshot.shown(path);
    let context = check::Context::new(&world.library, &world.history, now, &read).beside(&world.findings);
    let of_record = |index: usize| {
        let of = looks.of_page(MadeOf {
            all: Told::Everything,
            text_of: Some(index),
        });
        pages.found(of, || {
            let mut found = Vec::new();
            check::check_record(&context, index, &mut found);
            count(&found)
        })
    };
    let add = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    let of_records = (0..world.library.records.len())
        .into_par_iter()
        .with_min_len(TAKEN)
        .map(of_record)
        .reduce(|| (0, 0), add);
    let rest = check::check_rest(&context, &reading(world), &Scope::Everything, Vec::new());
    add(of_records, count(&rest))
}

/// How many errors and warnings are `found`.
pub fn count(found: &[Diagnostic]) -> (usize, usize) {
    let errors = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    (errors, found.len() - errors)
}
