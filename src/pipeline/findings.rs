//! What is wrong in a knowledge base?

use super::World;
use crate::base::{Diagnostic, RelPath};
use crate::check::{self, Scope};
use crate::ledger;

/// The findings of `world` that concern `scope`.
pub fn findings(world: &World, scope: &Scope) -> Vec<Diagnostic> {
    let read = |path: &RelPath| world.snapshot.text(path);
    let now = ledger::default_as_of(&world.library, &world.history);
    let context = check::Context::new(&world.library, &world.history, now, &read);
    check::check_scope(&context, &world.findings, scope)
}
