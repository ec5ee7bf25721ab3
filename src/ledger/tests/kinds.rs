//! The tables of the kinds, and those of their lists and rows.

use super::base;
use crate::base::Lang;
use crate::ledger::fixture::{Base, at, rows, table};

#[test]
fn values_stand_as_the_design_says() {
    let ledger = base()
        .with(
            "faults/F-20230905-01",
            "title: 断电\nsystem: [人事教育管理系统, gwgl]\nregion: 福州市局\nseverity: 一级\nreported_at: 2023-09-05 09:20\n\
             affected_users: 12\nside_effects: false\nside_effect_faults: [OLD-1]\nrepeat_of: old-1\nhandler: 张伟\n\
             actions: [{action: 换 UPS, owner: 张伟, due_on: 2023-10-01}]",
        )
        .with("faults/F-20230901-01", "aliases: [OLD-1]\nseverity: minor\nreported_at: 2023-09-01T01:00:00Z")
        .with("risks/RK-2023-001", "raised_on: 2023-09-02\nraised_by: 张伟\ncost_estimate: 1200.50\nitem: CPU 使用率")
        .with("cases/C-20230901-01", "reported_at: 2023-09-01 10:00\neffort_hours: 1.5\nsatisfaction: 4")
        .ledger("2023-10-01 00:00");
    let fault = "SELECT id, title, system, region, month, state, severity, reported_at, affected_users, side_effects, emergency, \
                 side_effect_faults, repeat_of, handler, cause, path, url, confidentiality FROM faults ORDER BY id";
    assert_eq!(
        rows(&ledger, fault),
        [
            "F-20230901-01|F-20230901-01|-|-|2023-09|reported|minor|2023-09-01 09:00:00|-|-|0|-|-|-|-|\
             content/faults/F-20230901-01.md|faults/F-20230901-01.html|internal",
            "F-20230905-01|断电|rsjy|fz|2023-09|reported|critical|2023-09-05 09:20:00|12|0|0|[\"F-20230901-01\"]|\
             F-20230901-01|zhangwei|-|content/faults/F-20230905-01.md|faults/F-20230905-01.html|internal",
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM faults_side_effect_faults"),
        ["F-20230905-01|1|F-20230901-01"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM faults_system ORDER BY row"),
        ["F-20230905-01|1|rsjy", "F-20230905-01|2|gwgl"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM faults_actions"),
        ["F-20230905-01|1|换 UPS|zhangwei|2023-10-01|-"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM record_systems ORDER BY system"),
        ["F-20230905-01|fault|gwgl", "F-20230905-01|fault|rsjy"]
    );
    assert_eq!(
        rows(&ledger, "SELECT source, target, via FROM links ORDER BY via"),
        [
            "F-20230905-01|F-20230901-01|repeat_of",
            "F-20230905-01|F-20230901-01|side_effect_faults"
        ]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT cost_estimate, typeof(cost_estimate), item FROM risks"
        ),
        ["1200.50|text|cpu"]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT effort_hours, typeof(effort_hours), typeof(satisfaction) FROM cases"
        ),
        ["1.5|real|integer"]
    );
}

/// What `check` calls an error counts in no figure.
#[test]
fn a_number_that_its_field_does_not_take_stands_in_no_table() {
    let ledger = base()
        .with("cases/C-1", "reported_at: 2023-09-01 10:00\nsatisfaction: 9")
        .with(
            "cases/C-2",
            "reported_at: 2023-09-01 10:00\nsatisfaction: 4\neffort_hours: -3",
        )
        .with(
            "risks/RK-1",
            "raised_on: 2023-09-02\nraised_by: 张伟\ncost_estimate: -5",
        )
        .ledger("2023-10-01 00:00");
    let sums = "SELECT avg(satisfaction), count(satisfaction), sum(effort_hours) FROM cases";
    assert_eq!(rows(&ledger, sums), ["4|1|-"]);
    assert_eq!(rows(&ledger, "SELECT cost_estimate FROM risks"), ["-"]);
}

#[test]
fn records_of_all_kinds_in_one_list() {
    let ledger = base()
        .with(
            "cases/C-20230901-01",
            "title: 问\nreported_at: 2023-09-01 10:00\nowner: 张伟\nreview_by: 2024-01-01",
        )
        .with("risks/RK-2023-001", "raised_on: 2023-09-02\nraised_by: 张伟")
        .with(
            "cases/C-20230902-01",
            "reported_at: 2023-09-02 10:00\ndraft: true",
        )
        .file("manuals/a/b", "# 手册\n\n正文")
        .committed("manuals/a/b", "2023-08-01T00:00:00Z", "2023-09-03T00:00:00Z")
        .ledger("2023-10-01 00:00");
    assert_eq!(
        rows(
            &ledger,
            "SELECT id, kind, title, month, state, owner, confidentiality, review_by, updated_at FROM records ORDER BY id"
        ),
        [
            "C-20230901-01|case|问|2023-09|reported|zhangwei|internal|2024-01-01|-",
            "RK-2023-001|risk|RK-2023-001|2023-09|raised|-|restricted|-|-",
            "a/b|manual|手册|2023-09|-|-|internal|-|2023-09-03 08:00:00",
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT revised, url FROM manuals"),
        ["2023-09-03|manuals/a/b.html"]
    );
    let missing = rows(&ledger, "SELECT missing FROM records WHERE id = 'C-20230901-01'");
    // `channel` and the three sections; `nature` has a default.
    assert_eq!(missing, ["5"]);
}

#[test]
fn an_inspection_is_read_row_by_row() {
    let ledger = base()
        .file(
            "inspections/I-20230908-01",
            "---\ndate: 2023-09-08\nplan: 每周巡检\n---\n\n| 系统 | 检查项 | 结果 | 值 | 说明 | 故障 |\n| --- | --- | --- | --- | --- | --- |\n\
             | 公文管理系统 | CPU 使用率 | 正常 | 91.5 % | 高 | |\n| rsjy | 服务进程 | 异常 | 1/2 节点 | | F-1 |\n",
        )
        .with("faults/F-1", "reported_at: 2023-09-08 10:00")
        .ledger("2023-10-01 00:00");
    let found = table(&ledger, "SELECT * FROM inspection_rows");
    assert_eq!(
        found.columns,
        [
            "id", "row", "system", "item", "result", "value", "note", "fault", "date", "number", "unit",
            "level"
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM inspection_rows"),
        [
            "I-20230908-01|1|gwgl|cpu|正常|91.5 %|高|-|2023-09-08|91.5|%|alarm",
            "I-20230908-01|2|rsjy|服务进程|异常|1/2 节点|-|F-1|2023-09-08|-|-|-",
        ]
    );
    assert_eq!(rows(&ledger, "SELECT plan FROM inspections"), ["weekly"]);
}

#[test]
fn states_follow_from_times_and_from_what_is_pending() {
    let vulnerability = "level: high\ndue_on: 2023-09-20\nfound_at: 2023-09-01 09:00\n";
    let mut ledger = base()
        .with("vulnerabilities/V-2023-001", &format!("{vulnerability}fixed_at: 2023-09-05 09:00\nretest_result: pass\nretested_at: 2023-10-08 09:00"))
        .with("vulnerabilities/V-2023-002", &format!("{vulnerability}closed_as: duplicate"))
        .with("vulnerabilities/V-2023-003", &format!("{vulnerability}pending: [{{from: 2023-09-02 09:00, reason: vendor}}]"))
        .with("vulnerabilities/V-2023-004", &format!("{vulnerability}pending: [{{from: 2023-09-02 09:00, to: 2023-10-03 09:00}}]"))
        .ledger("2023-11-01 00:00");
    let states = "SELECT state FROM vulnerabilities ORDER BY id";
    assert_eq!(rows(&ledger, states), ["closed", "duplicate", "waiting", "found"]);
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, states),
        ["fixed", "duplicate", "waiting", "waiting"]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT id, row, begins, ends, reason FROM vulnerabilities_pending ORDER BY id"
        ),
        [
            "V-2023-003|1|2023-09-02 09:00:00|-|vendor",
            "V-2023-004|1|2023-09-02 09:00:00|-|-"
        ]
    );
    ledger.set_as_of(at("2023-09-02 09:00"));
    assert_eq!(
        rows(&ledger, "SELECT count(*) FROM vulnerabilities_pending"),
        ["0"]
    );
}

#[test]
fn a_change_stands_in_the_month_that_is_seen() {
    let mut ledger = base()
        .with(
            "changes/CH-20230928-01",
            "change_type: patch\nrequested_by: 张伟\nrequested_at: 2023-09-28 09:00\napproved_at: 2023-09-29 09:00\n\
             started_at: 2023-10-08 09:00\nplanned_from: 2023-10-08 08:00",
        )
        .ledger("2023-11-01 00:00");
    let sql = "SELECT month, state, approved_at, started_at, planned_from FROM changes";
    let all = "2023-10|started|2023-09-29 09:00:00|2023-10-08 09:00:00|2023-10-08 08:00:00";
    assert_eq!(rows(&ledger, sql), [all]);
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, sql),
        ["2023-09|approved|2023-09-29 09:00:00|-|2023-10-08 08:00:00"]
    );
    ledger.set_as_of(at("2023-09-28 09:00"));
    assert_eq!(rows(&ledger, sql), [""; 0]);
    ledger.judge_as_of(at("2023-09-28 09:00"));
    assert_eq!(rows(&ledger, sql), [all]);
}

#[test]
fn a_kind_of_one_s_own_needs_no_code() {
    let mut own = base();
    let kind = "id: asset\nname: 资产\nfolder: assets\nallocate: 'A-{seq:03}'\ndate: bought_on\nfields:\n  \
                bought_on: {type: date, required: true}\n  spans: {type: rows, columns: {from: date, to: date, order: number}}\n  \
                labels: {type: list, of: text}\nstates:\n  - {id: bought, name: 已购, when: bought_on}\n\
                table:\n  part: text\n  amount: number\n  note: text\n";
    own.written.kinds = vec![(
        crate::base::RelPath::new("templates/kinds/asset/kind.yaml").unwrap(),
        kind.to_owned(),
    )];
    own.written.contract =
        Some("clocks: [{id: entry, of: asset, from: bought_on, to: review_by, limit: 3 days}]".to_owned());
    let ledger = own
        .file(
            "assets/A-001",
            "---\nbought_on: 2023-09-05\nlabels: [甲, 乙]\nspans: [{from: 2023-01-01, to: 2023-02-01, order: 2}]\n---\n\n\
             | part | amount | note |\n| --- | --- | --- |\n| 盘 | 2 | |\n",
        )
        .ledger("2023-10-01 00:00");
    assert_eq!(
        rows(
            &ledger,
            "SELECT id, month, state, labels, entry_status, entry_due_at FROM assets"
        ),
        ["A-001|2023-09|bought|[\"甲\",\"乙\"]|breached|2023-09-08 18:00:00"]
    );
    assert_eq!(
        rows(&ledger, "SELECT begins, ends, order_ FROM assets_spans"),
        ["2023-01-01|2023-02-01|2"]
    );
    assert_eq!(rows(&ledger, "SELECT * FROM asset_rows"), ["A-001|1|盘|2|-"]);
    assert_eq!(
        rows(&ledger, "SELECT value FROM assets_labels ORDER BY row"),
        ["甲", "乙"]
    );
    assert_eq!(rows(&ledger, "SELECT series, number FROM numbers"), ["A|1"]);
}

#[test]
fn every_column_has_a_comment_in_both_languages() {
    let ledger = base().ledger("2023-10-01 00:00");
    for lang in Lang::ALL {
        let schema = ledger.schema(lang);
        assert!(schema.iter().any(|table| table.name == "faults_pending"));
        for info in &schema {
            assert!(!info.comment.starts_with("ledger-"), "{}", info.name);
            let found = table(&ledger, &format!("SELECT * FROM \"{}\" LIMIT 0", info.name));
            let names: Vec<&str> = info.columns.iter().map(|column| column.name.as_str()).collect();
            assert_eq!(found.columns, names, "{}", info.name);
            for column in &info.columns {
                let comment = &column.comment;
                assert!(
                    !comment.is_empty() && !comment.contains("ledger-"),
                    "{}.{}: {comment}",
                    info.name,
                    column.name
                );
            }
        }
    }
}

#[test]
fn without_records_all_tables_are_there() {
    let ledger = Base::new("", "").ledger("2023-10-01 00:00");
    for info in ledger.schema(Lang::En) {
        table(&ledger, &format!("SELECT * FROM \"{}\" LIMIT 3", info.name));
    }
    assert_eq!(
        rows(
            &ledger,
            "SELECT * FROM calendar WHERE date IN ('2023-09-29', '2023-10-07', '2023-10-09')"
        ),
        [
            "2023-09-29|0|中秋节、国庆节|0",
            "2023-10-07|1|中秋节、国庆节|420",
            "2023-10-09|1|-|420"
        ]
    );
}
