#![doc = include_str!("../../../templates/rules/en/alias-taken.md")]

use crate::base::{Diagnostic, Message, Span, id::fold};
use crate::check::{Check, Level, Rule, Subject};

/// A former ID is the ID of another record, or a former ID of one before.
pub const RULE: Rule = Rule {
    id: "alias-taken",
    level: Level::Error,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let library = subject.context.library;
    for (number, alias) in subject.record.list("aliases").into_iter().enumerate() {
        let other = library.find(&alias).filter(|index| *index != subject.index);
        let Some(other) = other.and_then(|index| subject.context.subject(index)) else {
            continue;
        };
        let said = match other.record.id.folded() == fold(&alias) {
            true => ["alias-taken", "alias-taken-there", "alias-taken-help"],
            false => ["alias-twice", "alias-twice-first", "alias-twice-help"],
        };
        let [message, there, help] = said.map(Message::new);
        let place = subject.places().item("aliases", number, None);
        let finding = RULE.at(subject.path(), place, message.with("id", alias.as_str()));
        let finding = finding.related(other.path(), place_of(&other, &alias), there);
        found.push(finding.help(help));
    }
}

/// Where `alias` stands in the record that has it: the beginning, where it is its ID.
fn place_of(other: &Subject<'_>, alias: &str) -> Span {
    let aliases = other.record.list("aliases");
    let number = aliases.iter().position(|own| fold(own) == fold(alias));
    match number.filter(|_| other.record.id.folded() != fold(alias)) {
        Some(number) => other.places().item("aliases", number, None),
        None => Span::default(),
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
            .record("cases/C-4", "aliases: [C-9, c-0]", "");
        assert_eq!(
            kb.found("alias-taken"),
            ["C-1: c-2 / C-2: ", "C-3: C-1 / C-1: ", "C-4: c-0 / C-1: C-0"]
        );
    }
}
