//! The tables that are made from others.

use super::{CASEBOOK, CONTRACT, base};
use crate::ledger::fixture::{Base, at, rows};

fn outage(system: &str, more: &str) -> String {
    format!("severity: major\nsystem: {system}\nreported_at: 2023-09-28 09:00\n{more}")
}

#[test]
fn outages_are_merged_within_a_system_and_split_at_month_ends() {
    let mut ledger = base()
        .with(
            "faults/F-1",
            &outage(
                "[gwgl, rsjy]",
                "outage: partial\noutage_from: 2023-09-28 08:30\noutage_to: 2023-09-28 11:00",
            ),
        )
        .with(
            "faults/F-2",
            &outage(
                "gwgl",
                "outage: full\noutage_from: 2023-09-28 09:00\noutage_to: 2023-09-28 10:00",
            ),
        )
        .with(
            "faults/F-3",
            &outage("rsjy", "outage: full\noutage_from: 2023-09-28 17:00"),
        )
        .with("faults/F-4", &outage("gwgl", "outage: none"))
        .ledger("2023-10-08 09:00");
    let sql = "SELECT system, id, begins, ends, scope, service_minutes, wall_minutes, month FROM outages ORDER BY system, begins";
    assert_eq!(
        rows(&ledger, sql),
        [
            "gwgl|F-1|2023-09-28 08:30:00|2023-09-28 09:00:00|partial|30|30|2023-09",
            "gwgl|F-2|2023-09-28 09:00:00|2023-09-28 10:00:00|full|60|60|2023-09",
            "gwgl|F-1|2023-09-28 10:00:00|2023-09-28 11:00:00|partial|60|60|2023-09",
            "rsjy|F-1|2023-09-28 08:30:00|2023-09-28 11:00:00|partial|150|150|2023-09",
            "rsjy|F-3|2023-09-28 17:00:00|2023-10-01 00:00:00|full|60|3300|2023-09",
            "rsjy|F-3|2023-10-01 00:00:00|2023-10-08 09:00:00|full|480|10620|2023-10",
        ]
    );
    // 20 workdays of 420 minutes; a partial outage counts half.
    assert_eq!(
        rows(&ledger, "SELECT * FROM availability WHERE month = '2023-09'"),
        [
            "gwgl|2023-09|8400|60|90|98.75",
            "rsjy|2023-09|8400|60|150|98.39285714285714"
        ]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT DISTINCT month, availability IS NULL FROM availability WHERE system = 'gwgl'"
        ),
        ["2023-09|0", "2023-10|0", "2023-11|1"]
    );
    ledger.set_as_of(at("2023-09-28 09:30"));
    assert_eq!(
        rows(&ledger, sql),
        [
            "gwgl|F-1|2023-09-28 08:30:00|2023-09-28 09:00:00|partial|30|30|2023-09",
            "gwgl|F-2|2023-09-28 09:00:00|2023-09-28 09:30:00|full|30|30|2023-09",
            "rsjy|F-1|2023-09-28 08:30:00|2023-09-28 09:30:00|partial|60|60|2023-09",
        ]
    );
}

fn round(systems: &[&str]) -> String {
    let rows: String = systems
        .iter()
        .map(|system| format!("| {system} | cpu | 正常 | 1 % | | |\n"))
        .collect();
    format!("\n| 系统 | 检查项 | 结果 | 值 | 说明 | 故障 |\n| --- | --- | --- | --- | --- | --- |\n{rows}")
}

#[test]
fn rounds_are_done_late_missing_or_not_yet() {
    let both = round(&["gwgl", "人事教育管理系统"]);
    let one = round(&["gwgl"]);
    let mut ledger = base()
        .file(
            "inspections/I-1",
            &format!("---\ndate: 2023-09-22\ninspection_type: weekly\n---\n{both}"),
        )
        .file(
            "inspections/I-2",
            &format!("---\ndate: 2023-09-30\nplan: weekly\n---\n{one}"),
        )
        .file(
            "inspections/I-3",
            &format!("---\ndate: 2023-10-08\nplan: weekly\n---\n{both}"),
        )
        .file(
            "inspections/I-4",
            &format!("---\ndate: 2023-09-27\nplan: holiday\n---\n{one}"),
        )
        .ledger("2023-10-10 09:00");
    let sql = "SELECT plan, system, date, due_on, inspection, status FROM inspections_due ORDER BY plan, system, date";
    assert_eq!(
        rows(&ledger, sql),
        [
            "holiday|gwgl|2023-09-28|2023-09-28|I-4|done",
            "weekly|gwgl|2023-09-22|2023-09-22|I-1|done",
            "weekly|gwgl|2023-09-28|2023-09-28|I-2|late",
            "weekly|gwgl|2023-10-08|2023-10-08|I-3|done",
            "weekly|gwgl|2023-10-13|2023-10-13|-|not_yet",
            "weekly|gwgl|2023-10-20|2023-10-20|-|not_yet",
            "weekly|gwgl|2023-10-27|2023-10-27|-|not_yet",
            "weekly|rsjy|2023-09-22|2023-09-22|I-1|done",
            "weekly|rsjy|2023-09-28|2023-09-28|-|missing",
            "weekly|rsjy|2023-10-08|2023-10-08|I-3|done",
            "weekly|rsjy|2023-10-13|2023-10-13|-|not_yet",
            "weekly|rsjy|2023-10-20|2023-10-20|-|not_yet",
            "weekly|rsjy|2023-10-27|2023-10-27|-|not_yet",
        ]
    );
    ledger.set_as_of(at("2023-09-30 00:00"));
    assert_eq!(
        rows(
            &ledger,
            "SELECT status FROM inspections_due WHERE plan = 'weekly' AND system = 'gwgl'"
        ),
        ["done", "missing"]
    );
}

#[test]
fn a_system_owes_nothing_before_it_comes_and_after_it_goes() {
    let days =
        |of: &str, days: &str| CASEBOOK.replace(&format!("id: {of}, "), &format!("id: {of}, {days}, "));
    let of = |casebook: &str, sql: &str| rows(&Base::new(casebook, CONTRACT).ledger("2023-12-01 00:00"), sql);
    let due = "SELECT min(date), max(date), count(*) FROM inspections_due WHERE plan = 'weekly' AND system = 'rsjy'";
    let all = "2023-09-22|2023-11-21|10";
    for (given, wanted) in [
        ("owner: 张伟", all),
        ("from: 2023-09-01, to: 2023-12-31", all),
        ("from: 2023-10-13", "2023-10-13|2023-11-21|7"),
        ("to: 2023-10-08", "2023-09-22|2023-10-08|3"),
        ("state: retired, to: 2023-10-08", "2023-09-22|2023-10-08|3"),
        ("state: retired", "-|-|0"),
    ] {
        assert_eq!(of(&days("rsjy", given), due), [wanted], "{given}");
    }
    // Seven workdays of 420 minutes after the holiday.
    let there = "SELECT month, service_minutes, availability FROM availability WHERE system = 'rsjy'";
    assert_eq!(
        of(&days("rsjy", "from: 2023-10-01, to: 2023-10-14"), there),
        ["2023-09|0|-", "2023-10|2940|100", "2023-11|0|-"]
    );
    let wanted = "SELECT count(*) FROM completeness";
    assert_eq!(of(&days("gwgl", "from: 2023-11-30"), wanted), ["2"]);
    assert_eq!(of(&days("gwgl", "from: 2023-12-01"), wanted), ["0"]);
    // A plan that is agreed on later, or that ends.
    let plan = CONTRACT.replace("every: week,", "every: week, from: 2023-10-10, to: 2023-10-25,");
    let owed = rows(&Base::new(CASEBOOK, &plan).ledger("2023-12-01 00:00"), due);
    assert_eq!(owed, ["2023-10-13|2023-10-25|3"]);
}

#[test]
fn a_round_is_done_for_the_systems_that_its_rows_tell_of() {
    let head = "| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n";
    let status = |more: &str, body: &str| {
        let front = format!("---\ndate: 2023-09-22\nplan: weekly\nsystem: [gwgl, rsjy]\n{more}---\n\n");
        let ledger = base()
            .file("inspections/I-1", &format!("{front}{body}"))
            .ledger("2023-09-28 00:00");
        let sql = "SELECT status FROM inspections_due WHERE date = '2023-09-22' ORDER BY system";
        rows(&ledger, sql).join(" ")
    };
    for (body, wanted) in [
        ("没有表格\n", "done done"),
        (head, "done done"),
        (&format!("{head}| gwgl | cpu | 未检 |\n"), "missing missing"),
        (&format!("{head}| gwgl | cpu | 正 |\n"), "missing missing"),
        (
            &format!("{head}| gwgl | cpu | 正常 |\n| rsjy | cpu | 未检 |\n"),
            "done missing",
        ),
        (&format!("{head}| gwgl | cpu | 正常 |\n"), "done missing"),
        (&format!("{head}| | cpu | 正常 |\n"), "done done"),
    ] {
        assert_eq!(status("", body), wanted, "{body}");
    }
}

#[test]
fn what_is_abnormal_is_open_until_a_record_takes_care_of_it() {
    let head = "| 系统 | 检查项 | 结果 | 值 | 说明 | 故障 |\n| --- | --- | --- | --- | --- | --- |\n";
    let cells = ["旧-1", "F-1#验证", "无", "N/A", "NOPE", "CH-1", ""];
    let body = cells
        .map(|cell| format!("| gwgl | cpu | 异常 | 1 | | {cell} |\n"))
        .concat();
    let ledger = base()
        .with(
            "faults/F-1",
            "severity: major\nreported_at: 2023-09-28 09:00\naliases: [旧-1]",
        )
        .with("changes/CH-1", "change_type: config")
        .file(
            "inspections/I-1",
            &format!("---\ndate: 2023-09-22\n---\n\n{head}{body}"),
        )
        .ledger("2023-10-10 09:00");
    assert_eq!(
        rows(&ledger, "SELECT row, fault FROM inspection_rows ORDER BY row"),
        ["1|F-1", "2|F-1", "3|-", "4|-", "5|-", "6|-", "7|-"]
    );
}

#[test]
fn documents_that_are_wanted_and_owed() {
    let mut ledger = base()
        .with(
            "manuals/旧",
            "document_type: user_manual\nsystem: gwgl\nversion: V1\nrevised: 2023-08-01",
        )
        .with(
            "manuals/新",
            "document_type: user_manual\nsystem: [rsjy, gwgl]\nversion: '2.10'\nrevised: 2023-10-02",
        )
        .with(
            "plans/实施",
            "document_type: implementation_plan\nsubmitted_at: 2023-10-07 17:30\ncounts_from: 2023-09-22",
        )
        .ledger("2023-11-01 00:00");
    assert_eq!(
        rows(&ledger, "SELECT * FROM completeness ORDER BY document_type"),
        ["gwgl|ops_guide|-|-|-", "gwgl|user_manual|新|2.10|2023-10-02"]
    );
    let owed = "SELECT document_type, due_at, plan, submitted_at, status FROM deliverables";
    assert_eq!(
        rows(&ledger, owed),
        [
            "implementation_plan|2023-10-07 17:30:00|实施|2023-10-07 17:30:00|met",
            "ops_scheme|2023-10-07 17:30:00|-|-|missing",
        ]
    );
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, "SELECT version FROM completeness WHERE id IS NOT NULL"),
        ["V1"]
    );
    assert_eq!(
        rows(&ledger, owed),
        [
            "implementation_plan|2023-10-07 17:30:00|-|-|running",
            "ops_scheme|2023-10-07 17:30:00|-|-|running"
        ]
    );
}

#[test]
fn gaps_in_a_series_are_found() {
    let fault = |day: u8| format!("severity: minor\nreported_at: 2023-09-{day:02} 09:00");
    let ledger = base()
        .with("faults/F-20230905-01", &fault(5))
        .with("faults/F-20230905-04", &fault(5))
        .with("faults/F-20230906-01", &fault(6))
        .with("faults/没有编号", &fault(7))
        .ledger("2023-10-01 00:00");
    assert_eq!(
        rows(&ledger, "SELECT kind, series, number, id, status FROM numbers"),
        [
            "fault|F-20230905|1|F-20230905-01|present",
            "fault|F-20230905|2|-|missing",
            "fault|F-20230905|3|-|missing",
            "fault|F-20230905|4|F-20230905-04|present",
            "fault|F-20230906|1|F-20230906-01|present",
        ]
    );
}

/// V-2023-003 was found after V-2023-004, when September was over: it is not missing, and what follows 004 is not asked for.
#[test]
fn a_number_that_was_registered_later_is_not_missing() {
    let found = |on: &str| format!("severity: high\nfound_at: {on} 09:00");
    let mut ledger = base()
        .with("vulnerabilities/V-2023-001", &found("2023-09-05"))
        .with("vulnerabilities/V-2023-003", &found("2023-10-09"))
        .with("vulnerabilities/V-2023-004", &found("2023-09-20"))
        .with("vulnerabilities/V-2023-005", &found("2023-10-10"))
        .ledger("2023-11-01 00:00");
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, "SELECT number, status FROM numbers ORDER BY number"),
        ["1|present", "2|missing", "3|present", "4|present"]
    );
    assert_eq!(rows(&ledger, "SELECT count(*) FROM vulnerabilities"), ["2"]);
}

#[test]
fn what_was_configured() {
    let ledger = base().ledger("2023-10-01 00:00");
    assert_eq!(
        rows(&ledger, "SELECT * FROM systems"),
        [
            "gwgl|公文管理系统|-|rongxin|in_use",
            "rsjy|人事教育管理系统|-|-|in_use"
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM regions"),
        ["fj|省局|province|-", "fz|福州市局|city|fj"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM people"),
        ["zhangwei|张伟|engineer|2023-08-01|-|-"]
    );
    assert_eq!(rows(&ledger, "SELECT * FROM duty"), ["2023-10-01|zhangwei|8002"]);
    assert_eq!(
        rows(&ledger, "SELECT * FROM vendors"),
        ["rongxin|榕信软件|builder|-"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM check_items"),
        ["cpu|CPU 使用率|%|>= 80|>= 90"]
    );
    assert_eq!(
        rows(&ledger, "SELECT * FROM periods"),
        [
            "2023-09|1|2023-09-22|2023-09-30",
            "2023-10|2|2023-10-01|2023-10-31",
            "2023-11|3|2023-11-01|2023-11-21"
        ]
    );
    let by_day = "contract: {starts_on: 2023-09-22, ends_on: 2023-11-21, period: contract_day}";
    let ledger = Base::new("", by_day).ledger("2023-10-01 00:00");
    assert_eq!(
        rows(&ledger, "SELECT * FROM periods"),
        [
            "2023-09|1|2023-09-22|2023-10-21",
            "2023-10|2|2023-10-22|2023-11-21"
        ]
    );
}
