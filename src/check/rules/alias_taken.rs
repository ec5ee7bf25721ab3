#![doc = include_str!("../../../templates/rules/en/alias-taken.md")]

use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};

/// A former ID is the ID of another record.
pub const RULE: Rule = Rule {
    id: "alias-taken",
    level: Level::Error,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let library = subject.context.library;
    for (number, alias) in subject.record.list("aliases").into_iter().enumerate() {
        let other = library.find(&alias).filter(|index| *index != subject.index);
        let Some(other) = other.and_then(|index| library.records.get(index)) else {
            continue;
        };
        if other.id.folded() != crate::base::id::fold(&alias) {
            continue;
        }
        let message = Message::new("alias-taken").with("id", alias.as_str());
        let place = subject.places().item("aliases", number, None);
        let finding = RULE.at(subject.path(), place, message);
        let there = Message::new("alias-taken-there");
        let finding = finding.related(&other.path, Span::default(), there);
        found.push(finding.help(Message::new("alias-taken-help")));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_former_id_is_nobodys() {
        let kb = Kb::new()
            .record("cases/C-1", "aliases: [C-0, c-2]", "")
            .record("cases/C-2", "aliases: [C-2, 2019/旧编号]", "")
            .record("cases/C-3", "aliases: C-1", "")
            .record("cases/C-4", "aliases: [C-0]", "");
        assert_eq!(kb.found("alias-taken"), ["C-1: c-2 / C-2: ", "C-3: C-1 / C-1: "]);
    }
}
