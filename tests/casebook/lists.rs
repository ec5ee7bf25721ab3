//! The default queries, each a page of the sample.

use crate::kb::Kb;
use std::fs;
use std::path::Path;

/// Names and SQL of the default queries.
const QUERIES: &str = include_str!("../../src/ledger/default_queries.txt");

/// The text with every run of blanks as one.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first query of a page.
fn first_query(page: &str) -> Option<&str> {
    page.split("```query\n").nth(1)?.split("\n```").next()
}

#[test]
fn every_default_query_has_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/lists");
    let pages: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let lines: Vec<&str> = QUERIES.lines().collect();
    for pair in lines.chunks(2) {
        let name = pair[0].trim_start_matches("-- ");
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("\ntitle: {name}\n")))
            .unwrap_or_else(|| panic!("no page is called {name}"));
        assert_eq!(first_query(page).map(flat), Some(flat(pair[1])), "{name}");
    }
}

#[test]
fn a_result_says_of_which_month_it_is_and_as_of_when_where_it_depends_on_that() {
    let contract = "clocks:\n  - {id: resolution, name: 解决, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}\n";
    let list = "---\ntitle: 清单\npurpose: 看\n---\n\n```query\nSELECT count(*) AS n FROM faults WHERE month = :month\n```\n\n\
                ```query\nSELECT id, resolution_status FROM faults\n```\n\n```query\nSELECT id FROM faults\n```\n";
    let kb = Kb::new()
        .file("contract.yaml", contract)
        .file(
            "content/faults/F-1.md",
            "---\nseverity: minor\nreported_at: 2023-09-27 09:35\n---\n",
        )
        .file("content/lists/one.md", list);
    kb.commit("2023-10-09T01:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/lists/one.html");
    let said: Vec<&str> = page
        .split("<p class=\"as-of\">")
        .skip(1)
        .filter_map(|rest| rest.split("</p>").next())
        .collect();
    assert_eq!(
        said,
        [
            "统计月份：<a href=\"../months/2023-09.html\">2023-09</a>",
            "截至 2023-10-09 09:00"
        ]
    );
}

#[test]
fn cells_read_as_their_records_do_and_lead_to_each_of_them() {
    let list = "---\ntitle: 清单\npurpose: 看\n---\n\n```query\nSELECT id, state, 'F-1, F-2、X' AS evidence, 'change-without-test' AS rule, \
                'emergency' AS exempt_reason, reported_at FROM faults ORDER BY id\n```\n";
    let fault = "---\nseverity: minor\nreported_at: 2023-09-27 09:35\nresponded_at: 2023-09-27 09:40\n---\n";
    let kb = Kb::new()
        .file("content/faults/F-1.md", fault)
        .file("content/faults/F-2.md", fault)
        .file("content/lists/one.md", list);
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/lists/one.html");
    let row = page
        .split("<tbody>")
        .nth(1)
        .and_then(|rows| rows.split("</tr>").next())
        .unwrap_or_default();
    assert_eq!(
        row.trim(),
        "<tr><td><a href=\"../faults/F-1.html\">F-1</a></td><td>已响应</td>\
         <td><a href=\"../faults/F-1.html\">F-1</a>, <a href=\"../faults/F-2.html\">F-2</a>、X</td>\
         <td>补丁或版本升级在实施之前没有通过的测试</td><td>突发应急事件</td><td><time>2023-09-27 09:35</time></td>"
    );
}

/// A breach that somebody explained leaves the findings, never the list and the score (R14, R20, R52).
#[test]
fn a_breach_that_is_explained_stays_in_the_list_and_costs_points() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/lists/violations.md");
    let request = "request_type: export\nreported_at: 2023-09-12 09:00\ndeviation: 口头确认";
    let fixed = "level: high\nfound_at: 2023-09-01 09:00\ndue_on: 2023-09-20\nfixed_at: 2023-09-04 10:00\ndeviation: 环境未恢复";
    let kb = [
        ("requests/R-1", request, "delivered_at: 2023-09-12 14:00"),
        (
            "requests/R-2",
            request,
            "started_at: 2023-09-12 14:00\nscope_fixed_at: 2023-09-12 14:00",
        ),
        (
            "requests/R-3",
            request,
            "delivered_at: 2023-09-12 14:00\nscope_fixed_at: 2023-09-12 15:00",
        ),
        ("requests/R-4", request, "closed_as: cancelled"),
        ("vulnerabilities/V-1", fixed, ""),
        (
            "vulnerabilities/V-2",
            fixed,
            "retested_at: 2023-09-19 16:00\nretest_result: pass",
        ),
        (
            "vulnerabilities/V-3",
            fixed,
            "retested_at: 2023-09-20 09:00\nretest_result: pass",
        ),
        ("vulnerabilities/V-4", fixed, "fix: accept"),
    ]
    .iter()
    .fold(Kb::new().sample_config(), |kb, (path, front, more)| {
        kb.file(
            &format!("content/{path}.md"),
            &format!("---\ntitle: 记录\nsystem: gwgl\n{front}\n{more}\n---\n"),
        )
    });
    let sql = fs::read_to_string(list).unwrap();
    let listed = kb
        .run(&[
            "query",
            first_query(&sql).unwrap(),
            "--format",
            "json",
            "--as-of",
            "2023-10-01 00:00",
        ])
        .code(0)
        .json();
    let ids: Vec<&str> = listed
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["id"].as_str())
        .collect();
    assert_eq!(ids, ["R-1", "R-3", "V-1", "V-3"]);
    kb.run(&["report", "2023-09", "-q"]);
    let month: serde_json::Value = serde_json::from_str(&kb.read("reports/2023-09/assessment.json")).unwrap();
    let item = month["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["id"] == "C3")
        .unwrap();
    assert_eq!(item["evidence"], serde_json::json!(["R-1", "R-3"]));
}

const SYSTEM: &str = "systems: [{id: gwgl, name: 公文管理系统}]\n";
const BY_THE_DAY: &str = "contract: {signed_on: 2023-09-01, starts_on: 2023-09-01, ends_on: 2024-08-31}
clocks: [{id: repair, of: vulnerability, name: 整改, from: found_at, to: fixed_at, due: due_on}]
sheet:
  items: [{id: C4, title: 按期整改, points: '100', evidence: \"SELECT id FROM vulnerabilities WHERE repair_month = :month AND repair_status = 'breached'\", rule: {type: per_occurrence, each: '10'}}]
";

/// A day that is no workday ends with the next one that is, and a day ends with its service: the list goes by the clock, as the score does.
#[test]
fn what_is_late_is_late_in_list_and_score() {
    let kb = [
        (
            "V-1",
            "found_at: 2023-09-10 09:00\ndue_on: 2023-09-30\nfixed_at: 2023-10-07 10:00",
        ),
        (
            "V-2",
            "found_at: 2023-09-10 09:00\ndue_on: 2023-10-12\nfixed_at: 2023-10-12 20:00",
        ),
        ("V-3", "found_at: 2023-09-10 09:00\ndue_on: 2023-09-30"),
        // Found in October, late in November.
        ("V-4", "found_at: 2023-10-20 09:00\ndue_on: 2023-11-20"),
    ]
    .iter()
    .fold(
        Kb::new()
            .file("casebook.yaml", SYSTEM)
            .file("contract.yaml", BY_THE_DAY),
        |kb, (id, times)| {
            kb.file(
                &format!("content/vulnerabilities/{id}.md"),
                &format!("---\ntitle: 记录\nsystem: gwgl\nlevel: high\n{times}\n---\n"),
            )
        },
    );
    kb.run(&["report", "2023-10", "-q"]);
    let report: serde_json::Value =
        serde_json::from_str(&kb.read("reports/2023-10/assessment.json")).unwrap();
    let chapters = report["chapters"].as_array().unwrap().iter();
    let parts: Vec<&serde_json::Value> = chapters
        .flat_map(|chapter| chapter["parts"].as_array().unwrap())
        .collect();
    let rows = |id: &str| parts.iter().find(|part| part["id"] == id).unwrap()["rows"].clone();
    let levels = serde_json::json!([["高危", ["V-4"], ["V-1", "V-2"], ["V-2", "V-3"], ["V-3", "V-4"]]]);
    assert_eq!(rows("vulnerabilities-level"), levels);
    let due = serde_json::json!([
        ["V-3", "安全漏洞整改", "记录", "整改", "2023-10-07"],
        ["V-4", "安全漏洞整改", "记录", "整改", "2023-11-20"]
    ]);
    assert_eq!(rows("open-due"), due);
    assert_eq!(report["items"][0]["evidence"], serde_json::json!(["V-2", "V-3"]));
}
