//! Three score sheets as they are used, each with the payment that goes with it: what a reader computes by hand.

use crate::kb::{Kb, main_of};
use serde_json::Value;

const SITE: &str = "systems: [{id: oa, name: 协同办公平台}]\n";
const REQUIREMENTS: &str = include_str!("../sheets/requirements.yaml");
const STEPS: &str = include_str!("../sheets/percentage-steps.yaml");
const LOST: &str = include_str!("../sheets/points-lost.yaml");
const MANUAL: &str = include_str!("../sheets/manual.yaml");
const INCIDENT: &str =
    "---\ntitle: 数据泄露\nsystem: oa\nlevel: large\noccurred_at: 2023-09-20 10:00\ngrave: true\n---\n";

/// A knowledge base with a contract and four of the five weekly rounds of September.
fn kb(contract: &str) -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", SITE)
        .file("contract.yaml", contract);
    ["2023-09-01", "2023-09-08", "2023-09-15", "2023-09-28"]
        .iter()
        .fold(kb, |kb, day| {
            let path = format!("content/inspections/I-{}-01.md", day.replace('-', ""));
            let text = format!("---\ndate: {day}\ninspection_type: weekly\nplan: weekly\n---\n\n| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| oa | 服务 | 正常 |\n");
            kb.file(&path, &text)
        })
}

/// The same contract with another payment.
fn paid_by(contract: &str, payment: &str) -> String {
    let before = contract.split("\npayment:").next().unwrap();
    format!("{before}\npayment: {payment}\n")
}

fn fault(kb: Kb, id: &str, fields: &str) -> Kb {
    let text = format!("---\ntitle: 故障\nsystem: oa\nseverity: minor\n{fields}\n---\n");
    kb.file(&format!("content/faults/{id}.md"), &text)
}

fn case(kb: Kb, number: u32, responded: &str, satisfaction: u32) -> Kb {
    let text = format!(
        "---\ntitle: 咨询\nsystem: oa\nreported_at: 2023-09-12 09:00\nresponded_at: 2023-09-12 {responded}\n\
         satisfaction: {satisfaction}\n---\n"
    );
    kb.file(&format!("content/cases/C-20230912-{number:02}.md"), &text)
}

/// A month of assessment counts from the day of the contract, and all that is of a month with it (R26).
#[test]
fn a_month_counts_from_the_day_of_the_contract() {
    let terms = "contract: {signed_on: 2023-09-22, starts_on: 2023-09-22, ends_on: 2024-09-21, period: contract_day}\n";
    let contract = terms.to_owned()
        + "clocks: [{id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes}]
inspection_plan: [{id: monthly, name: 月检, type: monthly, every: month, systems: [oa]}]
sheet:
  items:
    - {id: A, title: 响应, points: \"60\", rule: {type: per_occurrence, each: \"10\"}, evidence: \"SELECT id FROM faults WHERE response_month = :month AND response_status = 'breached'\"}
    - {id: B, title: 巡检, points: \"40\", rule: {type: per_occurrence, each: \"5\"}, evidence: \"SELECT plan FROM inspections_due WHERE month_of(date) = :month AND status <> 'done'\"}
payment: {contract_total: \"600000.00\", months: 12}
";
    let late = |kb, id: &str, day: &str| {
        let fields = format!("reported_at: {day} 09:00\nresponded_at: {day} 11:00");
        fault(kb, id, &fields)
    };
    let kb = Kb::new()
        .file("casebook.yaml", SITE)
        .file("contract.yaml", &contract);
    let kb = late(kb, "F-1", "2023-09-25");
    let kb = late(kb, "F-2", "2023-10-20");
    let kb = late(kb, "F-3", "2023-10-23");
    let month = assessed(&kb);
    assert_eq!(
        deducted(&month),
        [("A".into(), "20".into()), ("B".into(), "5".into())]
    );
    let query = [
        "query",
        "SELECT id, month, response_month FROM faults ORDER BY id",
        "--format",
        "json",
    ];
    let rows = kb.run(&query).code(0).json();
    let months =
        |row: &Value| format!("{} {} {}", row["id"], row["month"], row["response_month"]).replace('"', "");
    let rows: Vec<String> = rows.as_array().unwrap().iter().map(months).collect();
    assert_eq!(
        rows,
        [
            "F-1 2023-09 2023-09",
            "F-2 2023-09 2023-09",
            "F-3 2023-10 2023-10"
        ]
    );
    kb.run(&["check", "--format", "json"]).code(0);
    kb.run(&["build"]).code(0);
    let page = kb.read("site/months/2023-09.html");
    assert!(
        page.contains("<h1>2023年9月（9月22日至10月21日）考核</h1>"),
        "{page}"
    );
}

/// What was closed as no fault is in no clock, where the contract says so; it is counted beside them.
#[test]
fn a_choice_that_was_made_exempts_from_a_clock() {
    let clock = |more: &str| {
        format!(
            "clocks: [{{id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes{more}}}]\n"
        )
    };
    let status = |contract: &str, fields: &str| {
        let kb = Kb::new()
            .file("casebook.yaml", SITE)
            .file("contract.yaml", contract);
        let kb = fault(kb, "F-1", &format!("reported_at: 2023-09-25 09:00\n{fields}"));
        let asked = [
            "query",
            "SELECT status, exempt_reason FROM clock_results",
            "--format",
            "json",
        ];
        let rows = kb.run(&asked).code(0).json();
        format!("{} {}", rows[0]["status"], rows[0]["exempt_reason"]).replace('"', "")
    };
    let excusing = clock(", exempt: closed_as");
    assert_eq!(status(&excusing, "closed_as: cancelled"), "exempt closed_as");
    assert_eq!(status(&excusing, "channel: phone"), "running null");
    assert_eq!(status(&clock(""), "closed_as: cancelled"), "running null");
}

/// What stops no clock takes nothing from a wait that does: the waits of a request unite as those of a fault do.
#[test]
fn a_wait_for_a_vendor_within_that_for_the_scope_cancels_nothing() {
    let contract =
        "clocks: [{id: delivery, of: request, from: reported_at, to: delivered_at, limit: 3 hours}]\n";
    let stands = |pending: &str| {
        let text = format!(
            "---\ntitle: 统计\nrequest_type: list\nsystem: oa\nreported_at: 2023-10-23 08:00\n\
             scope_fixed_at: 2023-10-24 08:00\ndelivered_at: 2023-10-24 10:00\n{pending}---\n"
        );
        let kb = Kb::new()
            .file("casebook.yaml", SITE)
            .file("contract.yaml", contract)
            .file("content/requests/R-20231023-01.md", &text);
        let asked = [
            "query",
            "SELECT delivery_status AS status, delivery_elapsed_minutes AS minutes FROM requests",
            "--format",
            "json",
        ];
        kb.run(&asked).code(0).json()[0].clone()
    };
    let met = serde_json::json!({"status": "met", "minutes": 120});
    assert_eq!(stands(""), met);
    for reason in ["vendor", "user"] {
        let pending =
            format!("pending: [{{from: 2023-10-23 09:00, to: 2023-10-23 11:00, reason: {reason}}}]\n");
        assert_eq!(stands(&pending), met, "{reason}");
    }
}

/// The ledger and the reports exclude by one rule: in the month in which the clock is due.
#[test]
fn an_exclusion_counts_in_the_assessment_of_its_month() {
    let contract = "clocks: [{id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes}]\n\
                    sheet: {items: [{id: A, points: \"100\", rule: {type: per_occurrence, each: \"10\"}, \
                    evidence: \"SELECT id FROM faults WHERE response_month = :month AND response_status = 'breached'\"}]}\n";
    let stands = |month: &str| {
        let text = format!(
            "---\ntitle: 考核\nassessed_month: {month}\nexclusions:\n  - {{record: F-1, clock: response, reason: 停电, agreed_by: lin}}\n---\n"
        );
        let kb = Kb::new()
            .file("casebook.yaml", SITE)
            .file("contract.yaml", contract)
            .file(&format!("content/assessments/{month}.md"), &text);
        let kb = fault(
            kb,
            "F-1",
            "reported_at: 2023-09-05 09:00\nresponded_at: 2023-09-05 11:00",
        );
        let kb = fault(
            kb,
            "F-2",
            "reported_at: 2023-10-09 09:00\nresponded_at: 2023-10-09 09:10",
        );
        let report = |month: &str| -> Value {
            kb.run(&["report", month]).code(0);
            serde_json::from_str(&kb.read(&format!("reports/{month}/assessment.json"))).unwrap()
        };
        let asked = [
            "query",
            "SELECT response_status AS s FROM faults WHERE id = 'F-1'",
            "--format",
            "json",
        ];
        let status = kb.run(&asked).code(0).json()[0]["s"].as_str().unwrap().to_owned();
        let excluded = |month: &str| report(month)["exclusions"].as_array().unwrap().len();
        let told = kb.run(&["check"]).stdout.contains("exclusion-month");
        (
            status,
            report("2023-09")["score"].clone(),
            [excluded("2023-09"), excluded("2023-10")],
            told,
        )
    };
    assert_eq!(
        stands("2023-09"),
        ("exempt".to_owned(), "100".into(), [1, 0], false)
    );
    assert_eq!(
        stands("2023-10"),
        ("breached".to_owned(), "90".into(), [0, 0], true)
    );
}

/// By calendar months a contract that begins inside one has thirteen, and is paid over twelve.
#[test]
fn a_contract_of_more_months_than_it_is_paid_over_is_told() {
    let contract = "contract: {starts_on: 2023-09-22, ends_on: 2024-09-21}\npayment: {contract_total: \"600000.00\", months: 12}\n\
                    sheet: {items: [{id: A, title: 甲, points: \"100\", rule: {type: manual}}]}\n";
    let kb = Kb::new()
        .file("casebook.yaml", SITE)
        .file("contract.yaml", contract);
    let kb = fault(kb, "F-1", "reported_at: 2024-09-10 09:00");
    let found = kb.run(&["check", "--format", "json"]).json();
    let said = |found: &Value| found["message"].as_str().unwrap().to_owned();
    let found: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["rule"] == "contract")
        .map(said)
        .collect();
    assert_eq!(
        found,
        ["合同期跨 13 个考核月，费用却按 12 个月计算：各月合计会超过合同总额"]
    );
    kb.run(&["report", "2024-09"]).code(0);
    let month: Value = serde_json::from_str(&kb.read("reports/2024-09/assessment.json")).unwrap();
    assert!(month.to_string().contains("第 13 个考核月"), "{month}");
}

/// A year that nobody gave holidays has months without a score: their pages and the list of months say why.
#[test]
fn a_month_that_cannot_be_assessed_says_why() {
    let contract = "calendar: {holidays: cn, week: mon-fri, hours: [{from: 01-01, to: 12-31, day: [08:00-12:00, 14:30-17:30]}]}\n\
                    clocks: [{id: response, of: fault, from: reported_at, to: responded_at, limit: 1 workday}]\n";
    let sheet = "sheet:\n  items:\n    - {id: A, title: 响应, points: \"100\", rule: {type: per_occurrence, each: \"10\"}, \
                 evidence: \"SELECT id FROM faults WHERE response_month = :month AND response_status = 'breached'\"}\n";
    let built = |contract: &str| {
        let kb = Kb::new()
            .file("casebook.yaml", SITE)
            .file("contract.yaml", contract);
        let kb = fault(kb, "F-1", "reported_at: 2029-09-10 09:00");
        kb.run(&["build", "--no-search"]);
        let page = |path: &str| main_of(&kb.read(path)).to_owned();
        (page("site/months/2029-09.html"), page("site/months/index.html"))
    };
    let (month, months) = built(&format!("{contract}{sheet}"));
    assert!(
        month.contains("本月没有考核结果：日历没有 2029 年的节假日"),
        "{month}"
    );
    assert!(months.contains(">无法考核</a>"), "{months}");
    // Where nothing is assessed, nobody waits for it.
    let (month, months) = built(contract);
    assert!(!month.contains("考核结果") && !months.contains("无法考核"));
}

/// A copy that somebody left beside the month's record is told, and decides nothing.
#[test]
fn of_two_records_of_a_month_the_one_named_after_it_counts() {
    let scored = |score: &str| {
        format!(
            "---\nassessed_month: 2023-09\nscorer: lin\nscored_on: 2023-10-08\n\
             scores:\n  - {{item: M1, score: {score}, reason: 见记录}}\n---\n"
        )
    };
    let kb = kb(MANUAL)
        .file("content/assessments/2023-09.md", &scored("90"))
        .file("content/assessments/2023-09-b.md", &scored("100"));
    assert_eq!(assessed(&kb)["score"], "90");
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let told =
        |one: &Value| one["rule"] == "assessment-score" && one["path"] == "content/assessments/2023-09-b.md";
    assert!(found.as_array().unwrap().iter().any(told), "{found}");
}

/// A contract whose only item is this one, over the faults of a month.
fn one_item(item: &str) -> Kb {
    let contract = format!(
        "clocks: [{{id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes}}]\n\
         sheet:\n  items:\n    - {{id: A, points: \"100\", {item}}}\n"
    );
    let kb = Kb::new()
        .file("casebook.yaml", SITE)
        .file("contract.yaml", &contract);
    fault(
        kb,
        "F-1",
        "reported_at: 2023-09-12 09:00\nresponded_at: 2023-09-12 09:10",
    )
}

/// What is no number is no absence: it would be scored as if nothing had been due.
#[test]
fn a_value_that_is_no_number_is_an_error() {
    for (query, told) in [
        ("SELECT '60%'", "应为一个数，查出来的是 `60%`"),
        ("SELECT 1, 2, 3", "查出来的是 1 行 3 列"),
        ("SELECT value FROM json_each('[1,2]')", "查出来的是 2 行 1 列"),
    ] {
        let kb = one_item(&format!("value: \"{query}\", rule: {{type: ratio}}"));
        let checked = kb.run(&["check"]).code(1);
        assert!(checked.stdout.contains(told), "{}", checked.stdout);
        assert!(checked.stdout.contains("contract.yaml:4:"), "{}", checked.stdout);
        let report = kb.run(&["report", "2023-09"]).code(2);
        assert!(report.stderr.contains(told), "{}", report.stderr);
    }
    // What only the records of a month make of it is told when that month is assessed.
    let text = one_item("value: \"SELECT max(title) FROM faults WHERE month = :month\", rule: {type: ratio}");
    text.run(&["check"]).code(0);
    let report = text.run(&["report", "2023-09"]).code(2);
    assert!(
        report
            .stderr
            .contains("考核项 A 的查询失败：应为一个数，查出来的是 `故障`"),
        "{}",
        report.stderr
    );
    let absent = one_item("value: \"SELECT sum(x) FROM (SELECT 1 AS x) WHERE 0\", rule: {type: ratio}");
    absent.run(&["check"]).code(0);
    assert_eq!(assessed(&absent)["items"][0]["absent"], true);
}

/// A decision says who made it and when, and a sum is one that can be paid.
#[test]
fn a_decision_without_a_name_and_a_sum_below_a_cent_are_told() {
    let decided = |more: &str| {
        let kb = kb(REQUIREMENTS);
        let text = format!(
            "---\nassessed_month: 2023-09\npayment_decision: pay_full\npenalty_decision: claim\n{more}---\n"
        );
        kb.file("content/assessments/2023-09.md", &text)
    };
    let kb = decided("penalty_amount: \"999999.99\"\n");
    kb.run(&["report", "2023-09"]).code(0);
    let page = kb.read("reports/2023-09/index.html");
    assert!(
        page.contains("全额支付，要求违约金 999,999.99 元（未写明决定人，未写明日期）"),
        "{}",
        main_of(&page)
    );
    let kb = decided("penalty_amount: \"999999.999\"\ndecided_by: 林国栋\ndecided_on: 2023-10-08\n");
    let checked = kb.run(&["check"]).code(1);
    let place = "content/assessments/2023-09.md:5:17";
    assert!(checked.stdout.contains(place), "{}", checked.stdout);
    assert!(
        checked.stdout.contains("写成 `1234.50` 这样"),
        "{}",
        checked.stdout
    );
}

/// Days are counted of records by a clock: what is in time or exempt has none, and what cannot be counted is told.
#[test]
fn only_what_is_late_costs_days() {
    let days = "rule: {type: delay_days, clock: response, first: \"5\", per_day: \"3\"}";
    let exempt = |kb| {
        let late = "reported_at: 2023-09-13 09:00\nresponded_at: 2023-09-15 09:00";
        let kb = fault(kb, "F-2", late);
        fault(kb, "F-3", &format!("{late}\nemergency: true"))
    };
    let all = exempt(one_item(&format!(
        "evidence: \"SELECT id FROM faults WHERE month = :month\", {days}"
    )));
    let contract = all.read("contract.yaml");
    let contract = contract.replace("30 minutes}", "30 minutes, exempt: emergency}");
    all.write("contract.yaml", contract.as_bytes());
    all.run(&["check"]);
    let month = assessed(&all);
    assert_eq!(month["clocks"][0]["met"][0], "F-1");
    assert_eq!(month["clocks"][0]["exempt"][0], "F-3");
    // F-2 was due on the 13th and answered on the 15th: two workdays.
    deducts(&month, &[("A", "8")]);
    for (query, told) in [
        ("SELECT id AS record FROM faults", "每一行要有 `id` 列"),
        ("SELECT 1 AS n", "每一行要有 `id` 列"),
        ("SELECT NULL AS id", "每一行要有 `id` 列"),
        ("SELECT 'nope' AS id", "`nope` 没有 `response` 这个时限"),
    ] {
        let kb = one_item(&format!("evidence: \"{query}\", {days}"));
        let report = kb.run(&["report", "2023-09"]).code(2);
        assert!(report.stderr.contains(told), "{query}: {}", report.stderr);
        let names = query.ends_with("id");
        let checked = kb.run(&["check"]).stdout;
        assert_eq!(checked.contains("contract.yaml:4:"), !names, "{query}: {checked}");
    }
}

fn assessed(kb: &Kb) -> Value {
    kb.run(&["report", "2023-09"]).code(0);
    serde_json::from_str(&kb.read("reports/2023-09/assessment.json")).unwrap()
}

/// Each item's ID and what it deducts.
fn deducted(month: &Value) -> Vec<(String, String)> {
    let text = |item: &Value, key: &str| item[key].as_str().unwrap().to_owned();
    month["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (text(item, "id"), text(item, "deducted")))
        .collect()
}

#[track_caller]
fn deducts(month: &Value, expected: &[(&str, &str)]) {
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(id, points)| ((*id).to_owned(), (*points).to_owned()))
        .collect();
    assert_eq!(deducted(month), expected);
}

#[track_caller]
fn pays(month: &Value, withheld: &str, paid: &str) {
    let payment = &month["payment"];
    assert_eq!(
        (&payment["withheld"], &payment["paid"]),
        (&withheld.into(), &paid.into())
    );
}

/// One fault answered 10 minutes and solved one workday late, with an outage of 12 of 7,980 service minutes.
fn bad_september(contract: &str) -> Kb {
    let kb = fault(
        kb(contract),
        "F-20230911-01",
        "reported_at: 2023-09-11 09:00\nresponded_at: 2023-09-11 09:40\nresolved_at: 2023-09-13 17:00\n\
         report_filed_at: 2023-09-15 18:00\noutage: full\noutage_from: 2023-09-11 09:00\noutage_to: 2023-09-11 09:12",
    );
    case(case(kb, 1, "09:10", 5), 2, "09:20", 4)
}

#[test]
fn the_sheet_of_the_requirements() {
    let month = assessed(&bad_september(REQUIREMENTS));
    // 99.9 − 7968 ÷ 7980 = 0.05 points, a begun step of 0.1; 4 of 5 rounds; a mean of 4.5 of 5. The report came in time.
    let items = [
        ("R1", "5"),
        ("R2", "10"),
        ("R3", "0"),
        ("R4", "1"),
        ("R5", "3"),
        ("R6", "1.5"),
    ];
    deducts(&month, &items);
    assert_eq!(
        (&month["score"], &month["grade"]),
        (&"79.5".into(), &"不合格".into())
    );
    // 600,000 × 20.5 ÷ 1,200.
    pays(&month, "10250.00", "39750.00");
}

#[test]
fn a_grave_incident_is_an_occurrence_of_its_own() {
    let with = |contract: &str| bad_september(contract).file("content/incidents/S-20230920-01.md", INCIDENT);
    let month = assessed(&with(REQUIREMENTS));
    assert_eq!(month["payment"]["occurrences"], 2);
    pays(&month, "20500.00", "29500.00");
    let once = assessed(&with(
        &REQUIREMENTS.replace("occurrences: each", "occurrences: once"),
    ));
    pays(&once, "10250.00", "39750.00");
}

#[test]
fn the_sheet_by_steps_and_occurrences() {
    let month = assessed(&service_month(STEPS));
    // 3 of 4 answered in time is 15 points below 90; one round and one report are missing; no special duty was asked
    // for; one of two faults is a repeat, far above 3 %, and the item costs at most 5.
    let items = [("A1", "7.5"), ("A2", "5"), ("A3", "1"), ("A4", "0"), ("A5", "5")];
    deducts(&month, &items);
    assert_eq!(
        (&month["score"], &month["grade"]),
        (&"81.5".into(), &"一般".into())
    );
    pays(&month, "5000.00", "45000.00");
}

/// Four questions, one of them answered late; two faults, one a repeat whose report is missing.
fn service_month(contract: &str) -> Kb {
    let kb = ["09:10", "09:20", "09:30", "09:31"]
        .iter()
        .zip(1..)
        .fold(kb(contract), |kb, (responded, number)| {
            case(kb, number, responded, 5)
        });
    let kb = fault(
        kb,
        "F-20230911-01",
        "reported_at: 2023-09-11 09:00\nresponded_at: 2023-09-11 09:05\nresolved_at: 2023-09-11 10:00\n\
         report_filed_at: 2023-09-13 10:00",
    );
    fault(
        kb,
        "F-20230918-01",
        "reported_at: 2023-09-18 09:00\nresponded_at: 2023-09-18 09:05\nresolved_at: 2023-09-18 10:00\n\
         repeat_of: F-20230911-01",
    )
}

#[test]
fn other_payments_by_the_same_score() {
    let share = paid_by(
        STEPS,
        r#"{type: withhold, contract_total: "600000.00", months: 12, share: "20"}"#,
    );
    // 20 % of 50,000 hangs on the score; 18.5 % of that is lost.
    pays(&assessed(&service_month(&share)), "1850.00", "48150.00");
    let none = paid_by(STEPS, r#"{type: none, contract_total: "600000.00", months: 12}"#);
    pays(&assessed(&service_month(&none)), "0.00", "50000.00");
}

/// The amount can be computed again from what the report says, and a veto that changes no money is told.
#[test]
fn other_payments_say_how_the_amount_comes_about() {
    for (payment, told) in [
        (
            r#"{type: tiers, contract_total: "600000.00", months: 12, tiers: [{min: "90", pay_percent: "100"}, {min: "80", pay_percent: "90"}]}"#,
            "达到 90 分付 100%；达到 80 分付 90%；都不到的不付。本月得分 85，付 90%",
        ),
        (
            r#"{type: per_point_over, contract_total: "600000.00", months: 12, free_points: "10", percent: "0.5"}"#,
            "扣分超过 10 分的，每超 1 分扣合同总金额 600,000.00 元的 0.5%，至多扣完当月金额。本月扣 15 分，超出 5 分",
        ),
        (
            r#"{type: withhold, contract_total: "600000.00", months: 12, share: "20"}"#,
            "扣款 = 当月金额 × 20% ×（100 − 85）%",
        ),
    ] {
        let scored = "---\nassessed_month: 2023-09\nscorer: lin\nscored_on: 2023-10-08\n\
                      scores:\n  - {item: M1, score: \"85\", reason: 见记录}\n---\n";
        let kb = kb(&paid_by(MANUAL, payment))
            .file("content/assessments/2023-09.md", scored)
            .file("content/incidents/SI-1.md", INCIDENT);
        let month = assessed(&kb);
        assert_eq!(month["payment"]["occurrences"], 1);
        let notice = month["payment"]["notice"].as_str().unwrap();
        assert!(notice.contains("金额不因它改变"), "{notice}");
        let page = kb.read("reports/2023-09/index.html");
        assert!(main_of(&page).contains(told), "{told}\n{}", main_of(&page));
        let checked = kb.run(&["check"]).stdout;
        assert!(checked.contains("`trigger_payment` 不改变金额"), "{checked}");
    }
}

/// A bad month before the contract began is none of those in a row.
#[test]
fn only_months_of_the_contract_follow_each_other() {
    let contract = |begins: &str| {
        let row = "  consecutive: {months: 2, below: \"80\", notice: 约谈}\npayment:";
        let begun = MANUAL.replace("starts_on: 2023-08-01", &format!("starts_on: {begins}"));
        begun.replace("payment:", row)
    };
    let notice = |begins: &str| {
        let month = |kb: Kb, month: &str| {
            let text = format!(
                "---\nassessed_month: {month}\nscorer: lin\nscored_on: 2023-10-08\n\
                 scores:\n  - {{item: M1, score: \"70\", reason: 见记录}}\n---\n"
            );
            kb.file(&format!("content/assessments/{month}.md"), &text)
        };
        let kb = month(month(kb(&contract(begins)), "2023-08"), "2023-09");
        assessed(&kb)["notice"].clone()
    };
    assert_eq!(notice("2023-08-01"), "约谈");
    assert_eq!(notice("2023-09-01"), Value::Null);
}

/// Faults reported on 2023-09-06 at 09:00 and due at the close of the 7th, solved on these days.
fn tickets(contract: &str, solved: &[&str]) -> Kb {
    solved.iter().zip(1..).fold(kb(contract), |kb, (day, number)| {
        let fields = if day.is_empty() {
            "reported_at: 2023-09-06 09:00".to_owned()
        } else {
            format!(
                "reported_at: 2023-09-06 09:00\nresponded_at: 2023-09-06 09:05\nresolved_at: 2023-09-{day} 10:00"
            )
        };
        fault(kb, &format!("F-20230906-{number:02}"), &fields)
    })
}

#[test]
fn the_sheet_of_points_lost() {
    // 1, 2 and 3 workdays late: 0.5, 1 and 2 points; 11 workdays late and never solved: 5 each, the most for one.
    let month = assessed(&tickets(LOST, &["08", "11", "12", "22", ""]));
    deducts(&month, &[("C1", "13.5")]);
    assert_eq!(
        (&month["score"], &month["grade"]),
        (&"13.5".into(), &"减付".into())
    );
    // 3.5 points over ten, 12,000 each.
    pays(&month, "42000.00", "8000.00");
}

#[test]
fn the_worst_grade_of_score_and_vetoes_counts() {
    let with = |vetoes: &str| LOST.replace("  items:", &format!("  vetoes: [{vetoes}]\n  items:"));
    let veto =
        |name: &str| format!("{{id: V{name}, title: v, evidence: SELECT 1 AS n, effect: {{grade: {name}}}}}");
    for (names, late, grade) in [
        (vec!["减付", "终止"], 1, "终止"),
        (vec!["终止", "减付"], 1, "终止"),
        (vec!["不减付"], 5, "终止"),
    ] {
        let vetoes: Vec<String> = names.iter().map(|name| veto(name)).collect();
        let month = assessed(&tickets(&with(&vetoes.join(", ")), &vec!["22"; late]));
        assert_eq!(month["grade"], grade, "{names:?}");
    }
}

#[test]
fn a_sheet_says_how_points_come_about() {
    let month = assessed(&tickets(LOST, &["08", "12"]));
    let said = month["chapters"].to_string();
    let how = "第 1 日扣 0.5 分，其后每日 0.5 分，第 3 日起每日 1 分，每件至多 5 分；F-20230906-01 晚 1 日，扣 0.5 分；F-20230906-02 晚 3 日，扣 2 分";
    assert!(said.contains(how), "{said}");
    let said = assessed(&service_month(STEPS))["chapters"].to_string();
    for how in ["数值低于 90 的，每低 ", "每件扣 "] {
        assert!(said.contains(how), "{how}: {said}");
    }
}

#[test]
fn lost_points_are_compared_as_the_score_that_they_leave() {
    let with = |more: &str| LOST.replace("  items:", &format!("{more}\n  items:"));
    let notice = with("  consecutive: {months: 1, below: \"90\", notice: 约谈}");
    assert_eq!(assessed(&tickets(&notice, &["22", "22"]))["notice"], Value::Null);
    assert_eq!(assessed(&tickets(&notice, &["22", "22", "22"]))["notice"], "约谈");
    let veto = with("  vetoes: [{id: V, title: v, evidence: SELECT 1 AS n, effect: {set_score: \"59\"}}]");
    let month = assessed(&tickets(&veto, &["22"]));
    assert_eq!((&month["score"], &month["grade"]), (&"41".into(), &"终止".into()));
    let formula = paid_by(
        LOST,
        r#"{type: formula_month, contract_total: "1200.00", months: 12, threshold: "80"}"#,
    );
    let month = assessed(&tickets(&formula, &["22"; 5]));
    pays(&month, "25.00", "75.00");
    let said = month["chapters"].to_string();
    assert!(said.contains("（100 − 75）%"), "{said}");
}

#[test]
fn ten_points_cost_nothing_and_a_month_costs_no_more_than_its_fee() {
    let ten = assessed(&tickets(LOST, &["22", "22"]));
    assert_eq!((&ten["score"], &ten["grade"]), (&"10".into(), &"不减付".into()));
    pays(&ten, "0.00", "50000.00");
    let many = assessed(&tickets(LOST, &["22"; 5]));
    assert_eq!((&many["score"], &many["grade"]), (&"25".into(), &"终止".into()));
    pays(&many, "50000.00", "0.00");
}

#[test]
fn a_month_without_a_record_of_its_own_is_assessed_for_what_ends_in_it() {
    let reported =
        "reported_at: 2023-09-28 18:00\nresponded_at: 2023-10-11 09:00\nresolved_at: 2023-11-02 10:00";
    let kb = fault(
        Kb::new().file("casebook.yaml", SITE).file("contract.yaml", LOST),
        "F-20230928-01",
        reported,
    );
    let refused = kb.run(&["report", "2023-10"]).code(2);
    assert!(
        refused.stderr.contains("casebook new assessment 2023-10"),
        "{}",
        refused.stderr
    );
    // What happens in November says that October is over.
    let kb = fault(
        kb,
        "F-20231106-01",
        "reported_at: 2023-11-06 09:00\nresponded_at: 2023-11-06 09:10",
    );
    kb.run(&["report", "2023-10"]).code(0);
    let month: Value = serde_json::from_str(&kb.read("reports/2023-10/assessment.json")).unwrap();
    deducts(&month, &[("C1", "5")]);
    assert_eq!(month["items"][0]["evidence"][0], "F-20230928-01");
    kb.run(&["build"]).code(0);
    assert!(kb.read("site/months/index.html").contains("2023-10.html"));
    assert!(kb.read("site/months/2023-10.html").contains("F-20230928-01"));
}

#[test]
fn the_payment_of_a_month_outside_of_the_contract_says_so() {
    let notice = |starts: &str| {
        let contract = MANUAL.replace("starts_on: 2023-08-01", starts);
        assessed(&kb(&contract))["payment"]["notice"].to_string()
    };
    assert!(notice("starts_on: 2023-10-01").contains("2023-10-01"));
    assert!(!notice("starts_on: 2023-08-01").contains("2023-08-01"));
}

#[test]
fn wherever_the_score_of_a_month_outside_of_the_contract_stands_that_is_said() {
    const TRIAL: &str = "不在合同期内，分数和金额只是试算，不作为付款依据";
    let said = |starts: &str| {
        let record = "---\ntitle: 考核\nassessed_month: 2023-09\nscores:\n  - {item: M1, score: \"80\", reason: 评定}\n---\n";
        let kb = kb(&MANUAL.replace("starts_on: 2023-08-01", starts))
            .file("content/assessments/2023-09.md", record);
        kb.run(&["build"]).code(0);
        let overview = kb.read("site/months/2023-09.html");
        let before_the_sheet = overview.split_once("id=\"sheet\"").unwrap().0.to_owned();
        [
            kb.read("site/index.html").contains(TRIAL),
            kb.read("site/months/index.html").contains(TRIAL),
            before_the_sheet.contains("不作为付款依据"),
            kb.read("site/months/2023-09/overview.html")
                .contains("（合同期外）"),
            kb.read("site/assessments/index.html").contains(TRIAL),
            kb.run(&["report", "2023-09"]).code(0).stdout.contains(TRIAL),
        ]
    };
    assert_eq!(said("starts_on: 2023-10-01"), [true; 6]);
    assert_eq!(said("starts_on: 2023-08-01"), [false; 6]);
}

/// The table of payments of the design: total, score, grave incidents, withheld, paid.
const PAYMENTS: [(&str, &str, usize, &str, &str); 5] = [
    ("600000.00", "79", 0, "10500.00", "39500.00"),
    ("600000.00", "80", 0, "0.00", "50000.00"),
    ("600000.00", "80", 1, "10000.00", "40000.00"),
    ("600000.00", "100", 1, "0.00", "50000.00"),
    ("100100.00", "60.70", 0, "3278.28", "5063.39"),
];

#[test]
fn the_table_of_payments() {
    for (total, score, grave, withheld, paid) in PAYMENTS {
        let record = format!(
            "---\ntitle: 考核\nassessed_month: 2023-09\nscores:\n  - {{item: M1, score: \"{score}\", reason: 评定}}\n---\n"
        );
        let contract = MANUAL.replace("600000.00", total);
        let kb = kb(&contract).file("content/assessments/2023-09.md", &record);
        let kb = (0..grave).fold(kb, |kb, _| {
            kb.file("content/incidents/S-20230920-01.md", INCIDENT)
        });
        pays(&assessed(&kb), withheld, paid);
    }
}
