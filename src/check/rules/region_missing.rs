#![doc = include_str!("../../../templates/rules/en/region-missing.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A record of a user's trouble does not say where the user is.
pub const RULE: Rule = Rule {
    id: "region-missing",
    level: Level::Warning,
    check: Check::Record(&["fault", "case", "request", "training"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    let declared = subject.context.config.site.regions.declared;
    let unknown = record.broken || record.front.is_none() || record.fields.wrong("region");
    if declared && !unknown && record.get("region").is_none() {
        let help = Message::new("field-missing-help").with("field", "region");
        found.push(
            RULE.at(subject.path(), subject.top(), Message::new("region-missing"))
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn where_regions_are_declared_they_are_wanted() {
        let record = |kb: Kb| {
            kb.record("cases/C-1", "reported_at: 2023-05-12 09:20", "")
                .record("cases/C-2", "region: 福州", "")
                .record("cases/C-3", "region: 福洲市局", "")
                .record("changes/CH-1", "reason: x", "")
        };
        assert_eq!(record(Kb::with_registers()).found("region-missing"), ["C-1: ---"]);
        assert_eq!(record(Kb::new()).found("region-missing"), Vec::<String>::new());
    }
}
