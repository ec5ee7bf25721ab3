//! Does the manual tell authors what the kinds say?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Common, Field, Kind, When, read};
use crate::base::assets;

const MANUAL: &str = include_str!("../../content/manuals/casebook/records.md");

/// The headings of the tables of fields, and the kinds they speak of.
const TABLES: [(&str, &[&str]); 8] = [
    ("故障", &["fault"]),
    ("Case", &["case"]),
    ("巡检", &["inspection"]),
    ("手册与计划", &["manual", "plan"]),
    ("变更与测试", &["change", "test"]),
    ("数据需求", &["request"]),
    ("安全与风险", &["vulnerability", "incident", "risk"]),
    ("培训、考核、清单", &["training", "assessment", "list"]),
];

fn kind(id: &str) -> Kind {
    read(
        assets::text(&format!("kinds/{id}/kind.yaml")).unwrap(),
        Common::built_in(),
    )
    .unwrap()
}

/// The rows of the tables of fields below `### heading`, as cells.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let (_, section) = MANUAL.split_once(&format!("\n### {heading}\n")).unwrap();
    let section = section.split("\n##").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn tables_name_fields_as_the_kinds_do() {
    for (heading, ids) in TABLES {
        let kinds: Vec<Kind> = ids.iter().map(|id| kind(id)).collect();
        assert!(rows(heading).len() >= 4, "{heading}");
        for row in rows(heading) {
            let names = row[0].split('、').map(|name| name.trim_matches('`'));
            assert_eq!(row[0].split('、').count(), row[1].split('、').count(), "{row:?}");
            for (name, label) in names.zip(row[1].split('、')) {
                let known: Vec<&Field> = kinds.iter().filter_map(|kind| kind.field(name)).collect();
                assert!(
                    known.iter().any(|field| field.label.zh == label),
                    "{heading}: {name} {label}"
                );
                let asked = |asks: fn(&Field) -> &[When]| {
                    known.iter().any(|field| asks(field).contains(&When::Always))
                };
                if row[2].contains("必填") {
                    assert!(
                        asked(|field| &field.required),
                        "{heading}: {name} is not required"
                    );
                }
                if row[2].contains("应填") {
                    assert!(asked(|field| &field.wanted), "{heading}: {name} is not wanted");
                }
            }
        }
    }
}

#[test]
fn the_kind_of_the_example_is_readable() {
    let (_, example) = MANUAL.split_once("```yaml\nid: drill\n").unwrap();
    let example = format!("id: drill\n{}", example.split("```").next().unwrap());
    let drill = read(&example, Common::built_in()).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(
        (drill.id.as_str(), drill.rows_table()),
        ("drill", "drill_rows".to_owned())
    );
    let (_, new) = MANUAL.split_once("title: {{ title | yaml }}\n").unwrap();
    let front = new.split("\n---").next().unwrap();
    for key in front.lines().filter_map(|line| line.split(':').next()) {
        assert!(drill.field(key).is_some(), "{key}");
    }
    for heading in &drill.sections {
        assert!(new.contains(&format!("\n## {heading}\n")), "{heading}");
    }
}
