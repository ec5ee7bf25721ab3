//! Which faults of a `kind.yaml` are found, and where?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Common, KindFault, read};
use crate::base::Lang;

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
fn who_names_a_field_that_cannot_be_read_names_a_field() {
    let found = faults("  a: {type: dat}\n  b: {type: date, after: a}\n  c: {type: text, wanted: a}\n");
    let told: Vec<_> = found.iter().map(|(id, _, at)| (*id, at.as_str())).collect();
    assert_eq!(told, [("kind-type", "dat")]);
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
    assert_eq!(told("DR"), [("kind-allocate-one", "DR".to_owned())]);
    for right in [
        "path",
        "'D-{date}-{seq:02}'",
        "'D-{year}-{seq}'",
        "'D-{month}-{seq:3}'",
        "'{month}'",
    ] {
        assert_eq!(told(right), [], "{right}");
    }
}

/// What is written in another form than is read would be left aside: it is told where it stands.
#[test]
fn what_is_of_another_form_is_told_at_its_place() {
    for (line, id, at) in [
        ("name: 5", "kind-shape", "5"),
        ("name: {fr: Exercice}", "kind-shape", "{fr: Exercice}"),
        ("folder: 5", "kind-shape", "5"),
        ("date: 5", "kind-shape", "5"),
        ("date: [held_on, 5]", "kind-shape", "[held_on, 5]"),
        ("sections: 5", "kind-shape", "5"),
        (
            "sections: [{zh-CN: 场景, en: Scenario}]",
            "kind-shape",
            "[{zh-CN: 场景, en: Scenario}]",
        ),
        ("sections_if: 5", "kind-shape", "5"),
        ("sections_if: {level: {high: 5}}", "kind-shape", "5"),
        ("section_names: 5", "kind-shape", "5"),
        ("section_names: {场景: 5}", "kind-shape", "5"),
        ("section_names: {场景: {fr: Scène}}", "kind-shape", "{fr: Scène}"),
        ("table: 5", "kind-shape", "5"),
        ("table: {step: 5}", "kind-shape", "5"),
        ("form: 5", "kind-shape", "5"),
        ("states: 5", "kind-shape", "5"),
        ("states: [{id: a, name: 5, when: held_on}]", "kind-shape", "5"),
        (
            "states: [{id: a, when: held_on}, {id: a, when: ended_on}]",
            "config-twice",
            "a",
        ),
        ("states: [{id: a, when: 5}]", "kind-condition", "5"),
        ("ends: 5", "kind-condition", "5"),
        ("ends: heldon", "kind-unknown-field", "heldon"),
        ("ends: {level: low}", "kind-no-value", "{level: low}"),
        ("waits: 5", "kind-shape", "5"),
        (
            "waits: [{from: held_on, to: ended_on}]",
            "kind-shape",
            "{from: held_on, to: ended_on}",
        ),
    ] {
        let fields = "fields: {held_on: date, ended_on: date, level: {type: choice, of: {high: 高}}}";
        let text = format!("id: drill\n{fields}\n{line}\n");
        let found = read(&text, Common::built_in()).err().unwrap_or_default();
        let told: Vec<_> = found
            .iter()
            .map(|fault| (fault.message.id, text.get(fault.span.range()).unwrap_or_default()))
            .collect();
        assert_eq!(told, [(id, at)], "{line}");
    }
    for (field, at) in [
        ("5", "5"),
        ("[date]", "[date]"),
        ("{type: 5}", "5"),
        ("{type: date, label: 5}", "5"),
        ("{type: date, after: 5}", "5"),
        ("{type: ref, to: 5}", "5"),
        ("{type: text, pattern: 5}", "5"),
        ("{type: number, unit: [人]}", "[人]"),
        ("{type: rows, columns: {a: text, b: 5}}", "5"),
        ("{type: choice, of: [x, [y]]}", "[x, [y]]"),
        ("{type: choice, of: {x: [甲]}}", "{x: [甲]}"),
    ] {
        let found = faults(&format!("  a: {field}\n"));
        let told: Vec<_> = found.iter().map(|(id, _, at)| (*id, at.as_str())).collect();
        assert_eq!(told, [("kind-shape", at)], "{field}");
    }
}

/// A language without a name of its own calls a heading as records do; a heading is known by all its names.
#[test]
fn headings_have_names_in_languages() {
    let text = "id: drill\nsections: [场景, 问题, Result]\n\
                section_names: {场景: {en: Scenario}, 问题: 缺点, Result: {zh-CN: 结果}}\n";
    let kind = read(text, Common::built_in()).unwrap();
    let names = |lang| ["场景", "问题", "Result"].map(|heading| kind.section_name(heading, lang));
    assert_eq!(names(Lang::ZhCn), ["场景", "缺点", "结果"]);
    assert_eq!(names(Lang::En), ["Scenario", "缺点", "Result"]);
    for written in ["场景", "一、场景：", "Scenario", "2. scenario:", " Scenario "] {
        assert!(
            kind.is_section(written, "场景") && kind.has_section(written),
            "{written}"
        );
    }
    assert!(!kind.is_section("Scenarios", "场景") && !kind.has_section("别的"));
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
