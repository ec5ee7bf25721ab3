//! What is wrong in a knowledge base?

use super::World;
use crate::base::{Diagnostic, RelPath};
use crate::check::{self, Scope};
use crate::ledger;
use rayon::prelude::*;

/// So many records a thread looks at at a time.
const TAKEN: usize = 128;

/// The findings of `world` that concern `scope`.
pub fn findings(world: &World, scope: &Scope) -> Vec<Diagnostic> {
    let read = |path: &RelPath| world.snapshot.text(path);
    let now = ledger::default_as_of(&world.library, &world.history);
    let context = check::Context::new(&world.library, &world.history, now, &read);
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
    check::check_rest(&context, &world.findings, scope, of_records)
}
