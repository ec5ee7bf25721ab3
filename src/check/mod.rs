//! What is wrong?
//!
//! Findings come from two places: what was seen while the files were read, and the rules, one a file in [`rules`]. A
//! rule is a row in [`RULES`]; its page, which `casebook explain` prints, is `templates/rules/<lang>/<rule>.md`.

mod context;
mod nearby;
mod page;
mod rule;
pub mod rules;
mod scope;
mod subject;
#[cfg(test)]
mod testing;

pub use context::{Context, Read};
pub use rule::{Check, Level, Rule};
pub use rules::RULES;
pub use scope::Scope;
pub use subject::Subject;

use crate::assess;
use crate::base::confidentiality::KEY;
use crate::base::nearest::nearest;
use crate::base::{Arg, Diagnostic};

/// All findings of a knowledge base, sorted by file, place and rule. None hides another.
///
/// `reading` is what was found before there were records: in the configuration, and in files that could not be read.
pub fn check(context: &Context<'_>, reading: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut of_records = Vec::new();
    for index in 0..context.library.records.len() {
        check_record(context, index, &mut of_records);
    }
    check_rest(context, reading, &Scope::Everything, of_records)
}

/// The findings that concern `scope`, as [`check`] finds and sorts them. `of_records` are those that [`check_record`] found of the records that
/// [`Scope::records`] names, in order.
pub fn check_rest(
    context: &Context<'_>,
    reading: &[Diagnostic],
    scope: &Scope,
    of_records: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut found = reading.to_vec();
    found.extend(context.library.findings.iter().cloned());
    found.extend(assess::findings(&context.config.contract));
    found.extend(assess::query_findings(&context.library.config));
    found.extend(of_records);
    for rule in RULES {
        if let Check::Library(find) = rule.check {
            find(context, &mut found);
        }
    }
    Diagnostic::sort(&mut found);
    found.retain(|finding| scope.concerns(finding));
    found
}

/// The rule that does not speak of records that were not written for us.
const FIELD_UNKNOWN: &str = "field-unknown";

/// Whether a finding about a field says that it was to say who may see the record, which nobody sees therefore.
fn shuts(finding: &Diagnostic) -> bool {
    let meant = ("name", Arg::from(KEY));
    finding
        .help
        .as_ref()
        .is_some_and(|help| help.args.contains(&meant))
}

/// The findings of one record, unsorted: those of its reading and of the rules that look at one record.
pub fn check_record(context: &Context<'_>, index: usize, found: &mut Vec<Diagnostic>) {
    let Some(subject) = context.subject(index) else {
        return;
    };
    let findings = subject.record.findings.iter();
    let foreign = subject.is_foreign();
    found.extend(
        findings
            .filter(|finding| !foreign || finding.rule != FIELD_UNKNOWN || shuts(finding))
            .cloned(),
    );
    for rule in RULES {
        if let Check::Record(kinds, find) = rule.check
            && rule.concerns(&subject, kinds)
        {
            find(&subject, found);
        }
    }
}

/// The rule called `id`.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// The name of the rule that somebody who wrote `wrong` probably meant.
pub fn nearest_rule(wrong: &str) -> Option<&'static str> {
    nearest(wrong, RULES.iter().map(|rule| rule.id))
}
