//! What is left to do is the same on every page, in every table and in every report.

use crate::kb::{Kb, main_of};
use std::collections::BTreeSet;

const CASEBOOK: &str = "title: 库
systems: [{id: gw, name: 公文}, {id: qb, name: 签报}]
people: [{id: bob, name: Bob, role: purchaser}, {id: wei, name: 张伟, role: engineer}]
provenance: {late_entry: 2 workdays}
";

const CONTRACT: &str = "contract: {signed_on: 2023-12-28, starts_on: 2024-01-01, ends_on: 2024-12-31}
clocks:
  - {id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes, counts: service}
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday, exempt: emergency}
  - {id: report, of: fault, from: resolved_at, to: report_filed_at, limit: 2 workdays}
  - {id: reply, of: case, from: reported_at, to: responded_at, limit: 30 minutes, counts: service}
  - {id: remediation, of: vulnerability, from: found_at, to: fixed_at, due: due_on}
  - {id: submission, of: plan, from: counts_from, to: submitted_at, limit: 10 days, when: {document_type: implementation_plan}}
sheet: {full: \"10\", items: [{id: A, title: a, points: \"10\", rule: {type: manual}}]}
";

/// The path, without `content/`, and the front matter of records, those first of which something is left to do.
const OPEN: [(&str, &str); 7] = [
    (
        "faults/F-20240105-01",
        "severity: critical\nemergency: true\nreported_at: 2024-01-05 09:00\nresponded_at: 2024-01-05 09:05",
    ),
    (
        "faults/F-20240105-02",
        "severity: minor\nreported_at: 2024-01-05 09:00\nresponded_at: 2024-01-05 09:05\nresolved_at: 2024-01-05 10:00",
    ),
    (
        "changes/CH-20240105-01",
        "change_type: restart\nrequested_by: wei\nrequested_at: 2024-01-04 09:00\nstarted_at: 2024-01-05 09:00",
    ),
    (
        "vulnerabilities/V-2024-001",
        "level: low\nfound_at: 2024-01-05 09:00\ndue_on: 2024-01-20\nfixed_at: 2024-01-08 09:00\nfix: patch",
    ),
    ("risks/RK-2024-001", "raised_on: 2024-01-05\nraised_by: wei"),
    (
        "incidents/S-20240105-01",
        "level: general\noccurred_at: 2024-01-05 09:00",
    ),
    // Only in February was it done.
    (
        "requests/R-20240105-01",
        "request_type: export\nreported_at: 2024-01-05 09:00\nscope_fixed_at: 2024-01-05 09:00\nstarted_at: 2024-01-05 10:00\ndelivered_at: 2024-02-05 10:00",
    ),
];
const CLOSED: [(&str, &str); 5] = [
    (
        "cases/C-20240105-01",
        "reported_at: 2024-01-05 10:00\nclosed_as: duplicate\nduplicate_of: C-20240105-02",
    ),
    (
        "cases/C-20240105-02",
        "reported_at: 2024-01-05 09:00\nresponded_at: 2024-01-05 09:05\nresolved_at: 2024-01-05 09:10",
    ),
    (
        "changes/CH-20240105-02",
        "change_type: restart\nrequested_by: wei\nrequested_at: 2024-01-05 09:00\nrejected_at: 2024-01-05 11:00",
    ),
    (
        "vulnerabilities/V-2024-002",
        "level: low\nfound_at: 2024-01-05 09:00\ndue_on: 2024-01-20\nfix: accept\naccepted_by: bob",
    ),
    (
        "incidents/S-20240105-02",
        "level: general\noccurred_at: 2024-01-05 09:00\nclosed_at: 2024-01-06 09:00",
    ),
];

fn id(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

fn ids<'p>(records: impl IntoIterator<Item = &'p (&'p str, &'p str)>) -> BTreeSet<String> {
    records.into_iter().map(|(path, _)| id(path)).collect()
}

fn kb() -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT);
    for (path, front) in OPEN.iter().chain(&CLOSED) {
        let text = format!("---\ntitle: {}\nsystem: gw\n{front}\n---\n", id(path));
        kb.write(&format!("content/{path}.md"), text.as_bytes());
    }
    kb
}

/// Those of all records that the page names.
fn named(kb: &Kb, page: &str) -> BTreeSet<String> {
    let page = kb.read(page);
    let all = ids(OPEN.iter().chain(&CLOSED));
    all.into_iter()
        .filter(|id| main_of(&page).contains(&format!("{id}.html")))
        .collect()
}

#[test]
fn every_list_of_what_is_left_to_do_has_the_same_records() {
    let kb = kb();
    let (now, then) = (ids(&OPEN[..6]), ids(&OPEN));
    let told = kb
        .run(&["query", "SELECT id FROM open_records", "--format", "csv"])
        .code(0);
    assert_eq!(
        told.stdout
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<BTreeSet<_>>(),
        now
    );
    kb.run(&["build", "-q"]);
    assert_eq!(named(&kb, "site/open/index.html"), now);
    assert_eq!(named(&kb, "site/registers/due.html"), now);
    let home = kb.read("site/index.html");
    assert!(home.contains(&format!("<span class=\"count\">{}</span>", now.len())));

    // The report of January sees what was open then.
    kb.run(&["report", "2024-01", "--out", "out"]).code(0);
    let list = kb.read("out/tables/14-open-list.csv");
    let listed: BTreeSet<String> = list
        .lines()
        .skip(1)
        .map(|line| line.split(',').next().unwrap().to_owned())
        .collect();
    assert_eq!(listed, then);
    let age = kb.read("out/tables/14-open-age.csv");
    let counted = age.lines().skip(1).flat_map(|line| line.split(',').skip(1));
    assert_eq!(
        counted.map(|n| n.parse::<usize>().unwrap()).sum::<usize>(),
        then.len()
    );
    let due = kb.read("out/tables/14-open-due.csv");
    for closed in ids(&CLOSED) {
        assert!(!due.contains(&closed), "{due}");
    }
}

/// A report counts the month as it was: what is rejected later is open until then.
#[test]
fn what_ends_a_record_otherwise_happens_on_its_day() {
    let kb = kb();
    let path = "content/changes/CH-20240105-02.md";
    let later = kb
        .read(path)
        .replace("rejected_at: 2024-01-05", "rejected_at: 2024-02-05");
    kb.write(path, later.as_bytes());
    kb.run(&["report", "2024-01", "--out", "out"]).code(0);
    assert!(kb.read("out/tables/14-open-list.csv").contains("CH-20240105-02"));
    let told = kb
        .run(&["query", "SELECT id FROM open_records", "--format", "csv"])
        .code(0);
    assert!(!told.stdout.contains("CH-20240105-02"), "{}", told.stdout);
}

#[test]
fn the_systems_of_the_rows_are_systems_of_the_record() {
    let table = "| 系统 | 检查项 | 结果 | 值 | 说明 | 故障 |\n| --- | --- | --- | --- | --- | --- |\n\
        | 公文 | 磁盘 | 正常 |  |  |  |\n| 签报 | 磁盘 | 正常 |  |  |  |\n| 公文 | 登录 | 未检 |  |  |  |\n";
    let round = |front: &str| {
        format!("---\ntitle: 巡检\n{front}date: 2024-01-05\ninspection_type: daily\n---\n\n{table}")
    };
    let kb = kb()
        .file("content/inspections/I-20240105-01.md", &round(""))
        .file("content/inspections/I-20240105-02.md", &round("system: qb\n"));
    let rows = |sql: &str| {
        let out = kb.run(&["query", sql, "--format", "csv"]).code(0);
        out.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        rows("SELECT id, system FROM record_systems WHERE kind = 'inspection' ORDER BY id, system"),
        [
            "I-20240105-01,gw",
            "I-20240105-01,qb",
            "I-20240105-02,gw",
            "I-20240105-02,qb"
        ]
    );
    // The column is what the front matter says.
    assert_eq!(
        rows("SELECT id, system FROM inspections ORDER BY id"),
        ["I-20240105-01,", "I-20240105-02,qb"]
    );
    kb.run(&["build", "-q"]);
    for system in ["gw", "qb"] {
        let page = kb.read(&format!("site/systems/{system}.html"));
        assert!(main_of(&page).contains("I-20240105-01.html"), "{system}");
    }
    assert!(main_of(&kb.read("site/registers/coverage.html")).contains("巡检记录"));
    let found = kb
        .run(&["search", "磁盘 系统:公文", "--format", "json"])
        .code(0)
        .stdout;
    assert!(found.contains("I-20240105-01"), "{found}");
}

/// The day from which the limit of a plan counts is none on which somebody could enter something.
#[test]
fn a_plan_is_late_by_the_day_on_which_it_was_handed_in() {
    let plan = |submitted: &str| {
        format!(
            "---\ntitle: 实施计划\ndocument_type: implementation_plan\nplanned_on: 2024-01-02\ncounts_from: 2023-12-28\nsubmitted_at: {submitted}\n---\n"
        )
    };
    let kb = kb()
        .file("content/plans/in-time.md", &plan("2024-01-05 17:00"))
        .file("content/plans/late.md", &plan("2024-01-02 17:00"));
    kb.commit("2024-01-05T09:05:00Z");
    let sql = "SELECT id, field, event_at FROM provenance WHERE kind = 'plan' AND flag = 'late_entry'";
    let told = kb.run(&["query", sql, "--format", "csv"]).code(0).stdout;
    assert_eq!(
        told.lines().skip(1).collect::<Vec<_>>(),
        ["late,submitted_at,2024-01-02 17:00:00"]
    );
}
