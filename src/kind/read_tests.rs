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
fn parts_that_contradict_each_other_are_found_at_their_places() {
    for (field, id, at) in [
        ("{type: number, min: 5, max: 1}", "kind-bounds", "5"),
        ("{type: number, min: few}", "kind-number", "few"),
        ("{type: text, max: 5}", "kind-idle", "5"),
        ("{type: text, of: [x, y]}", "kind-idle", "[x, y]"),
        ("{type: text, to: fault}", "kind-idle", "fault"),
        ("{type: text, after: b}", "kind-idle", "b"),
        ("{type: list}", "kind-list-of", "list"),
        ("{type: list, of: []}", "kind-list-of", "list"),
        ("{type: list, of: rows}", "kind-list-of", "list"),
        ("{type: list, of: choice}", "kind-type-of", "list"),
        ("{type: choice, of: {}}", "kind-type-of", "choice"),
        ("{type: rows}", "kind-columns", "rows"),
        ("{type: text, personal: 是}", "kind-flag", "是"),
        ("{type: choice, of: [x, y], default: z}", "kind-default", "z"),
        (
            "{type: list, of: [x, y], default: [x, z]}",
            "kind-default",
            "[x, z]",
        ),
        ("{type: number, max: 5, default: 9}", "kind-default", "9"),
        ("{type: boolean, default: maybe}", "kind-default", "maybe"),
        (
            "{type: text, pattern: '[0-9]+', example: x1}",
            "kind-example",
            "x1",
        ),
        ("{type: date, after: title}", "kind-no-time", "title"),
        ("{type: text, wanted: {c: z}}", "kind-no-value", "{c: z}"),
        (
            "{type: text, required: [{d: maybe}, b]}",
            "kind-no-value",
            "[{d: maybe}, b]",
        ),
    ] {
        let more = "b: {type: date}\n  c: {type: choice, of: {x: 甲}}\n  d: {type: boolean}\n";
        let found = faults(&format!("  a: {field}\n  {more}"));
        let told: Vec<_> = found.iter().map(|(id, _, at)| (*id, at.as_str())).collect();
        assert_eq!(told, [(id, at)], "{field}");
    }
}

#[test]
fn a_number_is_made_of_known_parts() {
    let told = |allocate: &str| {
        let text = format!("id: drill\nname: 演练\nallocate: {allocate}\nfields:\n  a: text\n");
        let found = read(&text, Common::built_in()).err().unwrap_or_default();
        let at = |fault: KindFault| {
            let at = text.get(fault.span.range()).unwrap_or_default().to_owned();
            (fault.message.id, at)
        };
        found.into_iter().map(at).collect::<Vec<_>>()
    };
    for wrong in [
        "'D-{dat}-{seq:02}'",
        "'D-{seq:xx}'",
        "'D-{seq:0'",
        "'D-seq}'",
        "'D-{seq:99}'",
        "12",
    ] {
        assert_eq!(told(wrong).len(), 1, "{wrong}");
        assert_eq!(told(wrong)[0].0, "kind-allocate", "{wrong}");
    }
    for right in [
        "path",
        "'D-{date}-{seq:02}'",
        "'D-{year}-{seq}'",
        "'D-{month}-{seq:3}'",
        "D",
    ] {
        assert_eq!(told(right), [], "{right}");
    }
}

#[test]
fn what_agrees_is_no_fault() {
    for field in [
        "{type: number, min: 1, max: 1, default: 1}",
        "{type: list, of: number, min: 0}",
        "{type: list, of: [x, y], default: x}",
        "{type: list, of: choice, choices: [x, y]}",
        "{type: list, of: causes}",
        "{type: list, to: fault}",
        "{type: choice, of: {x: 甲}, default: 甲}",
        "{type: boolean, default: 是, wanted: {owner: li}}",
        "{type: money, pattern: '[0-9]+(?:\\.[0-9]+)?', example: \"1.5\"}",
    ] {
        assert_eq!(faults(&format!("  a: {field}\n")), [], "{field}");
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
