//! `casebook query`: the records as tables, for reading only.

use crate::kb::{Kb, Out};
use serde_json::json;
use std::io::Read;

fn faults() -> Kb {
    Kb::new()
        .sample_config()
        .file(
            "content/faults/2023/09/F-20230928-01.md",
            "---\ntitle: 无法登录\nsystem: 公文管理系统\nregion: fz\nseverity: major\nreported_at: 2023-09-28 17:45\n\
             responded_at: 2023-10-07 08:16\n---\n",
        )
        .file(
            "content/faults/2023/09/F-20230911-01.md",
            "---\ntitle: =1+1\nsystem: rsjy\nseverity: minor\nreported_at: 2023-09-11 09:00\nresponded_at: 2023-09-11 09:10\n---\n",
        )
}

fn rows(kb: &Kb, sql: &str) -> serde_json::Value {
    kb.run(&["query", sql, "--format", "json"]).code(0).json()
}

#[test]
fn a_kind_is_a_table_and_a_field_is_a_column() {
    let found = rows(
        &faults(),
        "SELECT id, system, severity, month, reported_at FROM faults ORDER BY id",
    );
    assert_eq!(
        found,
        json!([
            {"id": "F-20230911-01", "system": "rsjy", "severity": "minor", "month": "2023-09", "reported_at": "2023-09-11 09:00:00"},
            {"id": "F-20230928-01", "system": "gwgl", "severity": "major", "month": "2023-09", "reported_at": "2023-09-28 17:45:00"},
        ])
    );
}

#[test]
fn clocks_stand_in_columns_and_in_one_list() {
    let kb = faults();
    let columns = "SELECT id, response_due_at, response_late_minutes AS late, response_status AS status, response_month AS month FROM faults WHERE id = 'F-20230928-01'";
    assert_eq!(
        rows(&kb, columns),
        json!([{"id": "F-20230928-01", "response_due_at": "2023-10-07 08:15:00", "late": 1, "status": "breached", "month": "2023-10"}])
    );
    let list = "SELECT id, status FROM clock_results WHERE clock = 'response' ORDER BY id";
    assert_eq!(
        rows(&kb, list),
        json!([{"id": "F-20230911-01", "status": "met"}, {"id": "F-20230928-01", "status": "breached"}])
    );
}

#[test]
fn every_system_has_a_row_of_availability() {
    let found = rows(&faults(), "SELECT count(DISTINCT system) AS n FROM availability");
    assert_eq!(found, json!([{"n": 15}]));
}

#[test]
fn parameters_are_bound() {
    let kb = faults();
    let args = [
        "query",
        "SELECT id FROM faults WHERE severity = :s",
        "--param",
        "s=minor",
        "--format",
        "json",
    ];
    assert_eq!(kb.run(&args).code(0).json(), json!([{"id": "F-20230911-01"}]));
}

#[test]
fn csv_has_a_head_and_no_formulas() {
    let out = faults()
        .run(&[
            "query",
            "SELECT id, title FROM faults ORDER BY id",
            "--format",
            "csv",
        ])
        .code(0);
    let lines: Vec<&str> = out.stdout.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "id,title");
    assert_eq!(lines.len(), 3);
    assert!(
        lines[1].starts_with("F-20230911-01,") && !lines[1].contains(",="),
        "{}",
        lines[1]
    );
}

#[test]
fn a_table_shows_names_and_values() {
    let out = faults()
        .run(&["query", "SELECT id, title FROM faults ORDER BY id"])
        .code(0);
    assert!(
        out.stdout.contains("id") && out.stdout.contains("无法登录"),
        "{}",
        out.stdout
    );
}

#[test]
fn the_calendar_needs_no_knowledge_base() {
    let kb = Kb::new().file("c.yaml", "calendar: {time_zone: Asia/Shanghai, holidays: cn}\n");
    let sql = "SELECT date, work FROM calendar WHERE date IN ('2023-10-06', '2023-10-07') ORDER BY date";
    let out = kb
        .run(&["query", sql, "--contract", "c.yaml", "--format", "json"])
        .code(0);
    assert_eq!(
        out.json(),
        json!([{"date": "2023-10-06", "work": 0}, {"date": "2023-10-07", "work": 1}])
    );
}

#[test]
fn the_schema_is_printed() {
    let out = faults().run(&["query", "--schema"]).code(0);
    for name in ["faults", "clock_results", "reported_at", "response_due_at"] {
        assert!(out.stdout.contains(name), "{name} is not in the schema");
    }
}

#[test]
fn a_query_changes_nothing_and_reaches_nothing() {
    let kb = faults().file("secret.db", "");
    kb.run(&["query", "SELECT 1"]).code(0);
    // What is remembered may grow.
    let files = || {
        let mut files = kb.files("");
        files.retain(|path| !path.starts_with(".casebook/"));
        files
    };
    let before = files();
    let refuse = |sql: &str| -> Out { kb.run(&["query", sql]).code(2) };
    for sql in [
        "DELETE FROM faults",
        "DROP TABLE faults",
        "CREATE TABLE x (a)",
        "ATTACH DATABASE 'secret.db' AS s",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "SELECT readfile('casebook.yaml')",
        "SELECT writefile('x', 'x')",
        "VACUUM INTO 'x.db'",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "CREATE VIRTUAL TABLE temp.x USING csv(filename='casebook.yaml')",
        "SELECT * FROM fsdir('.')",
        "PRAGMA temp_store_directory = '.'",
        "DETACH DATABASE main",
        "SELECT fts3_tokenizer('simple')",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM faults",
        "",
    ] {
        let out = refuse(sql);
        assert!(
            out.stdout.is_empty() && !out.stderr.is_empty(),
            "{sql}: {}",
            out.stdout
        );
    }
    assert_eq!(files(), before, "no file came or went");
}

#[test]
fn a_refusal_is_said_in_both_languages() {
    let kb = faults();
    for (lang, said) in [("zh", "查询只能读取"), ("en", "a query may only read")] {
        for sql in [
            "ATTACH DATABASE 'x.db' AS x",
            "VACUUM INTO 'x.db'",
            "DELETE FROM faults",
            "PRAGMA user_version = 1",
        ] {
            let out = kb.run(&["query", sql, "--lang", lang]).code(2);
            assert!(out.stderr.contains(said), "{sql}: {}", out.stderr);
        }
    }
}

#[test]
fn every_column_of_the_schema_has_a_comment() {
    for lang in ["zh", "en"] {
        let out = faults().run(&["query", "--schema", "--lang", lang]).code(0);
        assert!(!out.stdout.contains("ledger-"), "{}", out.stdout);
        for line in out.stdout.lines().filter(|line| line.starts_with("   ")) {
            assert!(line.split_whitespace().count() >= 3, "no comment: {line:?}");
        }
    }
}

#[test]
fn a_workbook_has_typed_cells() {
    let kb = faults();
    let sql = "SELECT id, title, reported_at, 1.5 AS 数 FROM faults ORDER BY id";
    kb.run(&["query", sql, "--format", "xlsx"]).code(2);
    kb.run(&["query", sql, "--format", "xlsx", "--out", "a.xlsx"])
        .code(0);
    kb.run(&["query", sql, "--out", "b.xlsx"]).code(0);
    let bytes = std::fs::read(kb.path("a.xlsx")).unwrap();
    assert_eq!(bytes, std::fs::read(kb.path("b.xlsx")).unwrap());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    part.read_to_string(&mut sheet).unwrap();
    assert!(
        sheet.contains("<v>45180.375</v>") && sheet.contains("<v>1.5</v>"),
        "{sheet}"
    );
    assert!(!sheet.contains("<f>"), "a text is no formula: {sheet}");
}

#[test]
fn a_query_without_end_is_ended() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let out = faults().run(&["query", endless]).code(2);
    assert!(!out.stderr.is_empty());
}

/// A parameter is a text; beside a number it counts as one.
#[test]
fn a_parameter_is_compared_with_numbers_as_a_number() {
    let kb = Kb::new()
        .sample_config()
        .file(
            "content/faults/2023/09/F-20230928-01.md",
            "---\nsystem: rsjy\nseverity: major\naffected_users: 900\nreported_at: 2023-09-28 17:45\n---\n",
        )
        .file(
            "content/faults/2023/09/F-20230911-01.md",
            "---\nsystem: rsjy\nseverity: minor\naffected_users: 1920\nreported_at: 2023-09-11 09:00\n---\n",
        );
    for (sql, value) in [
        ("SELECT id FROM faults WHERE affected_users > :n", "n=1000"),
        ("SELECT id FROM faults WHERE affected_users = :n", "n=1920"),
        ("SELECT id FROM faults WHERE id = :id", "id=F-20230911-01"),
        (
            "SELECT id FROM faults WHERE substr(reported_at, 9, 2) = :day",
            "day=11",
        ),
    ] {
        let found = kb
            .run(&["query", sql, "--param", value, "--format", "json"])
            .code(0)
            .json();
        assert_eq!(found, json!([{"id": "F-20230911-01"}]), "{sql}");
    }
}

#[test]
fn no_value_is_lost_where_two_columns_share_a_name_and_the_schema_is_for_programs_too() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    let sql = "SELECT 1 AS a, 2 AS a, 3 AS \"a:1\", 4 AS b";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    assert_eq!(rows, serde_json::json!([{"a": 1, "a:1": 2, "a:1:1": 3, "b": 4}]));
    let tables = kb.run(&["query", "--schema", "--format", "json"]).code(0).json();
    let tables = tables.as_array().unwrap();
    let faults = tables.iter().find(|table| table["name"] == "faults").unwrap();
    assert!(
        faults["columns"]
            .as_array()
            .unwrap()
            .iter()
            .any(|column| column["name"] == "reported_at" && column["type"].is_string())
    );
}

#[test]
fn a_value_for_a_parameter_that_is_not_asked_for_is_refused() {
    let kb = faults();
    for (sql, param, told) in [
        (
            "SELECT :month AS m",
            "mnth=2023-05",
            "把 --param 后面的名字改为 month",
        ),
        ("SELECT :who AS w, :month AS m", "x=1", "可用的参数：month, who"),
        ("SELECT 1", "system=gw", "语句里没有参数"),
    ] {
        let out = kb.run(&["query", sql, "--param", param]).code(2);
        assert!(out.stderr.contains(told), "{}", out.stderr);
        assert!(out.stdout.is_empty(), "{}", out.stdout);
    }
    kb.run(&["query", "SELECT 1", "--param", "month=2023-05"]).code(0);
    let out = kb.run(&["query", "SELECT nix", "--param", "x=1"]).code(2);
    assert!(out.stderr.contains("nix"), "{}", out.stderr);
}
