#![doc = include_str!("../../../templates/rules/en/baseline-unknown.md")]

use crate::base::yaml::{self, Step};
use crate::base::{Diagnostic, Message, RelPath};
use crate::check::{Check, Context, Level, Rule};
use crate::config::CASEBOOK_YAML;

/// `provenance.baseline` names a commit that does not lead to what is read.
pub const RULE: Rule = Rule {
    id: "baseline-unknown",
    level: Level::Warning,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // In a shallow clone nobody can tell.
    if context.history.baseline != Some(false) || context.history.shallow {
        return;
    }
    let Some(path) = RelPath::new(CASEBOOK_YAML) else {
        return;
    };
    let text = context.text(&path).unwrap_or_default();
    let place = ["provenance", "baseline"].map(|key| Step::Key(key.to_owned()));
    let span = yaml::value_span(&text, &place).unwrap_or_default();
    let commit = context
        .config
        .site
        .provenance
        .baseline
        .as_deref()
        .unwrap_or_default();
    let message = Message::new("baseline-unknown").with("commit", commit);
    found.push(
        RULE.at(&path, span, message)
            .help(Message::new("baseline-unknown-help")),
    );
}
