#![doc = include_str!("../../../templates/rules/en/field-unique.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Context, Level, Rule};
use std::borrow::Cow;
use std::collections::HashMap;

/// Two records of a kind have the same value in a field where none may have it twice.
pub const RULE: Rule = Rule {
    id: "field-unique",
    level: Level::Error,
    check: Check::Library(find),
};

fn find(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for kind in context.config.kinds.iter() {
        let shelf = context.library.shelves.kinds.get(&kind.id);
        for (name, _) in kind.fields.iter().filter(|(_, field)| field.unique) {
            let mut indices = shelf.cloned().unwrap_or_default();
            indices.sort_unstable();
            one_field(context, name, &indices, found);
        }
    }
}

fn one_field(context: &Context<'_>, name: &str, indices: &[usize], found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for index in indices {
        let record = &context.library.records[*index];
        let Some(value) = record.text(name) else {
            continue;
        };
        let known = *first.entry(value.clone()).or_insert(*index);
        if known != *index {
            found.extend(twice(context, name, &value, (*index, known)));
        }
    }
}

fn twice(
    context: &Context<'_>,
    name: &str,
    value: &str,
    (index, known): (usize, usize),
) -> Option<Diagnostic> {
    let (here, there) = (context.subject(index)?, context.subject(known)?);
    let message = Message::new("field-unique")
        .with("label", &here.label(name))
        .with("value", value)
        .with("id", there.record.id.as_str());
    let other = Message::new("field-unique-first");
    Some(
        RULE.at(here.path(), here.field(name), message)
            .related(there.path(), there.field(name), other)
            .help(Message::new("field-unique-help")),
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn both_places_are_shown_and_kinds_count_apart() {
        let kb = Kb::new()
            .record("manuals/a", "document_no: YW-1", "")
            .record("manuals/b", "document_no: YW-1", "")
            .record("plans/c", "document_no: YW-1", "");
        assert_eq!(kb.found("field-unique"), ["b: YW-1 / a: YW-1"]);
    }
}
