//! What was sealed stands in later reports, and what it counted is followed wherever it lies.

use crate::kb::Kb;
use serde_json::Value;

const CASEBOOK: &str = "title: 库
systems: [{id: gwgl, name: 公文管理系统}]
people: [{id: bob, name: Bob, role: purchaser}]
";

/// 70 points in August, 75 in each later month; two months below 80 bring a notice.
const CONTRACT: &str = "contract: {starts_on: 2023-08-01, ends_on: 2024-07-31}
calendar: {holidays: days.csv}
clocks:
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday, exempt: emergency}
sheet:
  full: \"100\"
  grades: [{name: A, min: \"80\"}, {name: C, min: \"0\"}]
  items:
    - {id: A1, title: a, points: \"100\", value: \"SELECT CASE :month WHEN '2023-08' THEN 70 ELSE 75 END\", rule: {type: ratio}}
  consecutive: {months: 2, below: \"80\", notice: 约谈}
payment: {contract_total: \"1200.00\", months: 12, threshold: \"80\"}
";

const DAYS: &str = "date,name,status\n2023-08-01,建军节,off\n2023-12-31,除夕,off\n2024-12-31,除夕,off\n";

fn assessment(month: &str, scored_on: &str, more: &str) -> String {
    format!("---\nassessed_month: {month}\nscorer: bob\nscored_on: {scored_on}\n{more}---\n")
}

/// August is sealed, and that is committed.
fn sealed() -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file("days.csv", DAYS)
        .file("content/assessments/2023-08.md", &assessment("2023-08", "2023-09-02", ""))
        .file("content/assessments/2023-09.md", &assessment("2023-09", "2023-10-09", ""))
        .file(
            "content/faults/2023/08/F-20230810-01.md",
            "---\ntitle: 打不开\nsystem: gwgl\nseverity: minor\nreported_at: 2023-08-10 09:00\nemergency: true\nemergency_reason: 停电\nemergency_agreed_by: bob\nemergency_evidence: 工单\n---\n",
        );
    kb.commit("2023-11-06T01:00:00Z");
    kb.run(&["report", "2023-08", "--seal"]).code(0);
    kb.commit("2023-11-06T02:00:00Z");
    kb
}

fn seal_september(kb: &Kb) -> Value {
    kb.run(&["report", "2023-09", "--seal"]).code(0);
    serde_json::from_str(&kb.read("reports/2023-09/assessment.json")).unwrap()
}

#[test]
fn later_reports_show_and_count_what_was_sealed() {
    let kb = sealed();
    kb.write("contract.yaml", CONTRACT.replace("THEN 70", "THEN 90").as_bytes());
    kb.commit("2023-11-07T01:00:00Z");
    let scores = "2023年8月,70,C,30.00,70.00";
    kb.run(&["report", "2023-09", "--out", "draft"]).code(0);
    assert!(kb.read("draft/tables/01-scores.csv").contains(scores));
    let september = seal_september(&kb);
    assert_eq!(september["notice"], "约谈");
    assert!(kb.read("reports/2023-09/tables/01-scores.csv").contains(scores));
    // The seal of August is committed only now, or not at all: what was sealed before is known by the chain.
    kb.run(&["verify"]).code(0);
    kb.run(&["report", "2023-09"]).code(0);
    kb.run(&["build", "-q"]).code(0);
    assert!(kb.read("site/months/2023-09/overview.html").contains("30.00"));
}

#[test]
fn a_seal_that_is_not_committed_stands_too() {
    let kb = sealed();
    kb.write("contract.yaml", CONTRACT.replace("ELSE 75", "ELSE 76").as_bytes());
    kb.commit("2023-11-07T01:00:00Z");
    seal_september(&kb);
    // A correction of August comes after September, which shows what was sealed before it.
    kb.write("contract.yaml", CONTRACT.replace("THEN 70", "THEN 90").as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    kb.run(&["report", "2023-08", "--seal", "--correct", "漏算"])
        .code(0);
    kb.run(&["verify"]).code(0);
    let october = assessment("2023-10", "2023-11-02", "");
    kb.write("content/assessments/2023-10.md", october.as_bytes());
    kb.commit("2023-11-09T01:00:00Z");
    kb.run(&["report", "2023-10", "--out", "draft"]).code(0);
    let scores = kb.read("draft/tables/01-scores.csv");
    assert!(scores.contains("2023年8月,90,A,0.00,100.00"), "{scores}");
    assert!(scores.contains("2023年9月,76,C,24.00,76.00"), "{scores}");
}

#[test]
fn another_list_of_holidays_is_told() {
    let kb = sealed();
    let other = DAYS.replace("2023-12-31", "2023-08-11,停电,off\n2023-12-31");
    kb.write("days.csv", other.as_bytes());
    let out = kb.run(&["verify"]).code(1);
    assert!(out.stdout.contains("days.csv"), "{}", out.stdout);
    kb.commit("2023-11-07T01:00:00Z");
    let told = kb.run(&["verify", "--format", "json"]).json();
    assert_eq!(told[0]["changed"], serde_json::json!(["days.csv"]), "{told}");
    let changes = kb.run(&["changes", "--since", "HEAD~1"]).code(0);
    assert!(changes.stdout.contains("days.csv"), "{}", changes.stdout);
    // What comes after the month changes nothing of it.
    let later = DAYS.replace("2023-12-31", "2023-11-11,双十一,off\n2023-12-31");
    kb.write("days.csv", later.as_bytes());
    kb.run(&["verify"]).code(0);
}

#[test]
fn a_shallow_clone_accuses_nobody() {
    let kb = sealed();
    let fault = "content/faults/2023/08/F-20230810-01.md";
    let text = kb.read(fault).replace("打不开", "又打不开");
    kb.write(fault, text.as_bytes());
    kb.commit("2023-11-07T01:00:00Z");
    let clone = kb.shallow_clone();
    let out = clone.run(&["-C", "clone", "verify"]).code(1);
    assert!(out.stdout.contains("浅克隆"), "{}", out.stdout);
    assert!(!out.stdout.contains("没有提交"), "{}", out.stdout);
}

#[test]
fn an_exclusion_of_a_later_month_changes_no_closed_one() {
    let kb = sealed();
    let more = "exclusions:\n  - {record: F-20230810-01, clock: resolution, reason: 停电, agreed_by: bob}\n";
    let text = assessment("2023-09", "2023-10-09", more);
    kb.write("content/assessments/2023-09.md", text.as_bytes());
    kb.commit("2023-11-07T01:00:00Z");
    kb.run(&["report", "2023-08"]).code(0);
}
