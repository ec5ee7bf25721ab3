//! Which faults of a `kind.yaml` are found, and where?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Common, KindFault, read};

/// The faults of a kind with these fields: the message, its first gap, and the text at its place.
fn faults(fields: &str) -> Vec<(&'static str, String, String)> {
    let text = format!("id: drill\nname: 演练\nfolder: drills\nfields:\n{fields}");
    let found = read(&text, Common::built_in()).err().unwrap_or_default();
    let told = |fault: KindFault| {
        let gap = fault
            .message
            .args
            .into_iter()
            .next()
            .map(|(_, arg)| format!("{arg:?}"));
        let at = text.get(fault.span.range()).unwrap_or_default().to_owned();
        (fault.message.id, gap.unwrap_or_default(), at)
    };
    found.into_iter().map(told).collect()
}

#[test]
fn every_field_of_a_condition_must_exist() {
    let found = faults("  a: {type: date}\n  b: {type: text, wanted: {all: [a, {c: x}]}}\n");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].0, found[0].1.as_str()),
        ("kind-unknown-field", "Text(\"c\")")
    );
    assert_eq!(found[0].2, "{all: [a, {c: x}]}");
    assert_eq!(
        faults("  a: {type: date}\n  b: {type: text, wanted: {all: [a, owner]}}\n"),
        []
    );
}

#[test]
fn no_field_is_named_like_a_word_of_sql_or_a_column_of_every_table() {
    for name in ["values", "order", "state", "Upper", "名称"] {
        let found = faults(&format!("  {name}: {{type: text}}\n"));
        assert_eq!(
            found.iter().map(|fault| fault.0).collect::<Vec<_>>(),
            ["kind-field-name"],
            "{name}"
        );
    }
    for name in ["level", "query", "plan", "row", "date"] {
        assert_eq!(faults(&format!("  {name}: {{type: text}}\n")), [], "{name}");
    }
}

#[test]
fn all_faults_are_found_at_their_places() {
    let found = faults("  a: {type: txt}\n  b: {type: text, pattern: '('}\n  c: {type: text, wanted: 3}\n");
    let told: Vec<_> = found.iter().map(|(id, _, at)| (*id, at.as_str())).collect();
    assert_eq!(
        told,
        [
            ("kind-type", "txt"),
            ("kind-pattern", "'('"),
            ("kind-condition", "3")
        ]
    );
}
