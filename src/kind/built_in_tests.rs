//! Do the built-in kinds say what the data contract says?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Allocate, BUILT_IN, Choices, Common, Field, FieldType, Kind, When, read};
use crate::base::{Lang, assets, yaml};
use std::collections::BTreeMap;

fn kind(id: &str) -> Kind {
    let text = assets::text(&format!("kinds/{id}/kind.yaml")).unwrap();
    read(text, Common::built_in()).unwrap_or_else(|faults| panic!("{id}: {faults:?}"))
}

fn field<'k>(kind: &'k Kind, name: &str) -> &'k Field {
    kind.field(name)
        .unwrap_or_else(|| panic!("{} has no {name}", kind.id))
}

/// The IDs of a choice, joined with blanks; `of NAME` for a vocabulary.
fn choices(kind: &Kind, name: &str) -> String {
    match field(kind, name).kind.item() {
        FieldType::Choice(Choices::Fixed(labels)) => labels.keys().cloned().collect::<Vec<_>>().join(" "),
        FieldType::Choice(Choices::Vocabulary(name)) => format!("of {name}"),
        other => panic!("{}.{name} is {other:?}", kind.id),
    }
}

fn names(kind: &Kind, asks: impl Fn(&Field) -> bool) -> String {
    let found = kind.fields.iter().filter(|(_, field)| asks(field));
    found.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ")
}

fn is(field: &str, value: &str) -> When {
    When::Is(field.to_owned(), value.to_owned())
}

#[test]
fn what_is_required_and_wanted_of_every_record_is_as_in_the_contract() {
    let expected = [
        ("fault", "severity reported_at", "channel reporter handler"),
        ("case", "reported_at", "nature category channel"),
        ("inspection", "date", "inspection_type inspector"),
        ("manual", "", ""),
        ("change", "change_type requested_by requested_at", "reason"),
        ("request", "request_type reported_at", "requested_by contact"),
        ("test", "test_type", "target_version environment tester"),
        (
            "training",
            "date",
            "training_type trainer audience attendees_count",
        ),
        (
            "risk",
            "raised_on raised_by",
            "risk_type likelihood impact_level advice",
        ),
        ("vulnerability", "level found_at due_on", "source layer handler"),
        (
            "incident",
            "level occurred_at",
            "incident_type data_leaked handler",
        ),
        ("plan", "document_type", ""),
        ("assessment", "assessed_month", ""),
        ("list", "", ""),
    ];
    assert_eq!(expected.map(|(id, ..)| id), BUILT_IN);
    for (id, required, wanted) in expected {
        let kind = kind(id);
        assert_eq!(
            names(&kind, |field| field.required == [When::Always]),
            required,
            "{id}"
        );
        assert_eq!(
            names(&kind, |field| field.wanted == [When::Always]),
            wanted,
            "{id}"
        );
    }
}

#[test]
fn states_come_in_the_order_of_the_contract() {
    let states = |id: &str| {
        let kind = kind(id);
        kind.states
            .iter()
            .map(|state| state.id.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let expected = [
        ("fault", "reported responded proposed resolved confirmed closed"),
        ("case", "reported responded resolved confirmed"),
        ("change", "requested approved started finished"),
        ("request", "raised unclear clear processing delivered confirmed"),
        ("risk", "raised decided closed"),
        ("vulnerability", "found fixed retested closed"),
        ("assessment", "draft scored appealed final"),
    ];
    for id in BUILT_IN {
        let wanted = expected
            .iter()
            .find(|(kind, _)| *kind == id)
            .map_or("", |(_, states)| states);
        assert_eq!(states(id), wanted, "{id}");
    }
    let last = kind("vulnerability").states.pop().unwrap();
    assert_eq!(last.when, [is("retest_result", "pass"), is("fix", "accept")]);
}

#[test]
fn records_are_placed_and_numbered_as_in_the_contract() {
    let expected = [
        ("fault", "faults", "F-{date}-{seq:02}", "reported_at", "DP"),
        ("case", "cases", "C-{date}-{seq:02}", "reported_at", "P"),
        ("inspection", "inspections", "I-{date}-{seq:02}", "date", ""),
        ("manual", "manuals", "path", "revised", "D"),
        (
            "change",
            "changes",
            "CH-{date}-{seq:02}",
            "started_at requested_at",
            "P",
        ),
        ("request", "requests", "R-{date}-{seq:02}", "reported_at", "P"),
        ("test", "tests", "T-{date}-{seq:02}", "finished_at", "D"),
        ("training", "trainings", "TR-{date}-{seq:02}", "date", ""),
        ("risk", "risks", "RK-{year}-{seq:03}", "raised_on", "DR"),
        (
            "vulnerability",
            "vulnerabilities",
            "V-{year}-{seq:03}",
            "found_at",
            "PR",
        ),
        ("incident", "incidents", "S-{date}-{seq:02}", "occurred_at", "DR"),
        ("plan", "plans", "path", "submitted_at planned_on", "D"),
        ("assessment", "assessments", "{month}", "assessed_month", "R"),
        ("list", "lists", "path", "", ""),
    ];
    for (id, folder, allocate, dates, marks) in expected {
        let kind = kind(id);
        let allocated = match &kind.allocate {
            Allocate::Path => "path",
            Allocate::Pattern(pattern) => pattern,
        };
        assert_eq!((kind.folder.as_str(), allocated), (folder, allocate), "{id}");
        assert_eq!(kind.dates.join(" "), dates, "{id}");
        assert_eq!(kind.document, marks.contains('D'), "{id}");
        assert_eq!(kind.pending, marks.contains('P'), "{id}");
        assert_eq!(kind.confidentiality.is_some(), marks.contains('R'), "{id}");
    }
}

#[test]
fn choices_have_the_ids_of_the_contract() {
    let expected = [
        ("fault", "severity", "critical major minor"),
        ("fault", "urgency", "high medium low"),
        ("fault", "channel", "of channels"),
        ("fault", "outage", "none partial full"),
        ("fault", "closed_as", "cancelled duplicate out_of_scope"),
        ("case", "nature", "question problem task support wish"),
        ("case", "task_type", "of task_types"),
        ("case", "reply_class", "immediate lookup"),
        ("case", "service_mode", "remote onsite"),
        (
            "inspection",
            "inspection_type",
            "daily weekly monthly pre_holiday special data",
        ),
        ("inspection", "shift", "am pm night all"),
        ("manual", "document_type", "of document_types"),
        (
            "change",
            "change_type",
            "reinstall restart patch upgrade install config cutover optimisation",
        ),
        ("change", "result", "success partial failed rolled_back"),
        (
            "request",
            "request_type",
            "export analysis list trace problem_data",
        ),
        (
            "test",
            "test_type",
            "compatibility stress functional regression security",
        ),
        ("test", "conclusion", "pass conditional fail"),
        ("training", "training_type", "use admin security rules"),
        ("training", "mode", "onsite online"),
        (
            "risk",
            "risk_type",
            "performance capacity hardware software_eol security data",
        ),
        ("risk", "advice", "replace expand upgrade tune observe"),
        ("risk", "decision", "adopted rejected deferred"),
        ("vulnerability", "source", "authority mlps inspection self vendor"),
        (
            "vulnerability",
            "layer",
            "application source_code host database middleware network",
        ),
        ("vulnerability", "fix", "patch code config isolate replace accept"),
        ("incident", "level", "extremely_serious serious large general"),
        (
            "plan",
            "document_type",
            "implementation_plan ops_scheme emergency_plan inspection_plan optimisation indicators milestones \
             summary overview",
        ),
        ("assessment", "appeal_outcome", "upheld partly dismissed"),
        ("assessment", "payment_decision", "withhold pay_full"),
        ("assessment", "penalty_decision", "none claim"),
        ("list", "cycle", "once weekly monthly quarterly yearly"),
    ];
    for (id, name, ids) in expected {
        assert_eq!(choices(&kind(id), name), ids, "{id}.{name}");
    }
}

#[test]
fn conditions_say_what_the_contract_says() {
    let wanted = |id: &str, name: &str| field(&kind(id), name).wanted.clone();
    let filled = |name: &str| vec![When::Filled(name.to_owned())];
    assert_eq!(wanted("fault", "cause"), filled("resolved_at"));
    assert_eq!(wanted("fault", "emergency_agreed_by"), [is("emergency", "true")]);
    assert_eq!(
        wanted("fault", "outage_to"),
        [is("outage", "partial"), is("outage", "full")]
    );
    assert_eq!(wanted("case", "due_on"), [is("nature", "task")]);
    assert_eq!(wanted("inspection", "summary"), [is("inspection_type", "data")]);
    assert_eq!(wanted("request", "handler"), filled("started_at"));
    assert_eq!(
        wanted("vulnerability", "source_no"),
        [is("source", "authority"), is("source", "mlps")]
    );
    assert_eq!(wanted("incident", "decided_by"), filled("grave"));
    assert_eq!(
        wanted("assessment", "decided_on"),
        [filled("payment_decision"), filled("penalty_decision")].concat()
    );
    assert_eq!(
        wanted("change", "value_after"),
        [When::All(vec![
            vec![is("change_type", "optimisation")],
            filled("finished_at")
        ])]
    );
    let types = ["reinstall", "restart", "cutover"]
        .map(|id| is("change_type", id))
        .to_vec();
    assert_eq!(
        field(&kind("change"), "deviation").required,
        [When::All(vec![vec![is("approval_required", "false")], types])]
    );
}

#[test]
fn times_follow_each_other_as_in_the_contract() {
    let after = |id: &str, name: &str| field(&kind(id), name).after.join(" ");
    assert_eq!(after("fault", "resolved_at"), "responded_at solution_at");
    assert_eq!(after("fault", "outage_from"), "");
    assert_eq!(after("change", "started_at"), "");
    assert_eq!(after("request", "started_at"), "reported_at");
    assert_eq!(after("plan", "submitted_at"), "counts_from");
    for id in BUILT_IN {
        let kind = kind(id);
        for (name, written) in &kind.fields {
            for other in &written.after {
                let times = written.kind.is_time() && field(&kind, other).kind.is_time();
                assert!(times, "{id}.{name} after {other}");
            }
        }
    }
}

#[test]
fn references_lead_to_kinds_and_vocabularies_to_values() {
    let free = ["channels", "causes", "case_categories", "audiences"];
    let vocabularies = &Common::built_in().vocabularies;
    for id in BUILT_IN {
        let kind = kind(id);
        for (name, written) in kind.fields.iter().chain(&kind.table) {
            match written.kind.item() {
                FieldType::Ref(to) => {
                    assert!(to.iter().all(|to| BUILT_IN.contains(&to.as_str())), "{id}.{name}");
                }
                FieldType::Choice(Choices::Vocabulary(of)) => {
                    assert!(
                        vocabularies.contains_key(of) || free.contains(&of.as_str()),
                        "{id}.{name}"
                    );
                }
                FieldType::Choice(Choices::Fixed(labels)) => {
                    for (value, label) in labels {
                        assert!(
                            !label.zh.is_empty() && label.en != label.zh,
                            "{id}.{name}: {value}"
                        );
                    }
                }
                _ => {}
            }
        }
    }
    // The ten categories of GB/T 20986-2023, and the breach of secrecy.
    assert_eq!(vocabularies["incident_types"].len(), 11);
    assert_eq!(
        vocabularies["pending_reasons"].keys().collect::<Vec<_>>(),
        ["user", "scope", "approval", "vendor"]
    );
}

#[test]
fn tables_are_found_by_their_chinese_heads() {
    let heads = |id: &str| {
        let kind = kind(id);
        let columns = kind
            .table
            .iter()
            .map(|(id, field)| format!("{} {id}", field.label.zh));
        columns.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        heads("inspection"),
        "系统 system, 检查项 item, 结果 result, 值 value, 说明 note, 故障 fault"
    );
    assert_eq!(
        heads("change"),
        "步骤 step, 责任人 person, 计划 planned, 完成 done, 结果 result"
    );
    assert_eq!(
        heads("test"),
        "测试项 item, 预期 expected, 实际 actual, 结果 result"
    );
    assert_eq!(
        heads("plan"),
        "序号 no, 事项 item, 要求 target, 责任人 person, 期限 due_on, 完成 done_on, 完成率 rate, 得分 score, 证据 evidence"
    );
}

#[test]
fn personal_fields_and_sections_are_as_in_the_contract() {
    let personal = |id: &str| names(&kind(id), |field| field.personal);
    assert_eq!(personal("fault"), "reporter contact confirmed_by");
    assert_eq!(personal("case"), "reporter contact");
    assert_eq!(personal("request"), "requested_by contact");
    assert_eq!(personal("training"), "attendees");
    assert_eq!(personal("vulnerability"), "asset");
    let plan = kind("plan");
    assert!(plan.sections_if.iter().all(|part| part.sections.len() == 5));
    assert_eq!(plan.sections_if.len(), 2);
    assert_eq!(
        kind("change").sections,
        ["方案", "影响分析", "回退方案", "实施结果"]
    );
    assert_eq!(kind("request").waits[0].reason, "scope");
}

/// A state behind one in which nothing is left to do is one, too; a kind that says neither where it is done nor what ends it has no end.
#[test]
fn kinds_say_where_their_end_is() {
    let done = |id: &str| {
        let kind = kind(id);
        let ids: Vec<String> = kind
            .states
            .into_iter()
            .filter(|state| state.done)
            .map(|state| state.id)
            .collect();
        (kind.finishes, ids.join(" "))
    };
    let told = |finishes: bool, states: &str| (finishes, states.to_owned());
    assert_eq!(done("fault"), told(true, "resolved confirmed closed"));
    assert_eq!(done("case"), told(true, "resolved confirmed"));
    assert_eq!(done("change"), told(true, "finished"));
    assert_eq!(done("incident"), told(true, ""));
    assert_eq!(done("assessment"), told(false, "final"));
    assert_eq!(done("manual"), told(false, ""));
    assert_eq!(kind("change").ends, [When::Filled("rejected_at".to_owned())]);
}

#[test]
fn numbers_of_vulnerabilities_take_the_forms_of_their_lists() {
    let kind = kind("vulnerability");
    let pattern = field(&kind, "cve").pattern.clone().unwrap();
    let whole = regex::Regex::new(&format!("^(?:{pattern})$")).unwrap();
    for number in [
        "CVE-2023-4863",
        "CVE-2023-1234567",
        "CNVD-2023-71299",
        "CNVD-C-2019-48814",
        "CNNVD-202310-333",
    ] {
        assert!(whole.is_match(number), "{number}");
    }
    for number in ["CVE-23-4863", "CVE-2023-48", "CNVD2023", "ＣＶＥ-2023-4863"] {
        assert!(!whole.is_match(number), "{number}");
    }
}

/// A new record of the kind `id`, filled in as `casebook new` does.
/// The two templates of a kind: for any language, and for English.
const TEMPLATES: [&str; 2] = ["new.md", "new.en.md"];

fn new_record(id: &str, title: &str, system: Option<&str>) -> String {
    new_record_by("new.md", id, title, system)
}

fn new_record_by(template: &str, id: &str, title: &str, system: Option<&str>) -> String {
    let mut tera = tera::Tera::default();
    tera.register_filter("yaml", |text: &str, _: tera::Kwargs, _: &tera::State<'_>| {
        format!("{text:?}")
    });
    let mut context = tera::Context::new();
    context.insert("title", title);
    context.insert("now", "2023-10-30 09:20");
    context.insert("today", "2023-10-30");
    context.insert("hints", &BTreeMap::from([("channel", "  # qq | mail")]));
    if let Some(system) = system {
        context.insert("system", system);
    }
    if id == "assessment" {
        let points = [("item", "E2"), ("title", "培训与文档"), ("points", "3")];
        context.insert("scores", &[BTreeMap::from(points)]);
    }
    let text = assets::text(&format!("kinds/{id}/{template}")).unwrap();
    tera.add_raw_template("new.md", text).unwrap();
    tera.render("new.md", &context).unwrap()
}

#[test]
fn new_records_name_known_fields_and_the_first_ones_to_fill() {
    for (id, template) in BUILT_IN
        .iter()
        .flat_map(|id| TEMPLATES.map(|template| (*id, template)))
    {
        let kind = kind(id);
        let text = new_record_by(template, id, "标题：\"引号\" #1", None);
        let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let front = yaml::parse(front).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
        let keys: Vec<&str> = front
            .as_mapping()
            .unwrap()
            .keys()
            .filter_map(yaml::Value::as_str)
            .collect();
        for key in &keys {
            assert!(kind.fields.contains_key(*key), "{id}: {key} is no field");
        }
        for (name, field) in &kind.fields {
            if field.required.contains(&When::Always) || field.wanted.contains(&When::Always) {
                assert!(keys.contains(&name.as_str()), "{id}: {name} is not there to fill");
            }
        }
        let lang = if template == "new.en.md" {
            Lang::En
        } else {
            Lang::ZhCn
        };
        for heading in &kind.sections {
            let heading = kind.section_name(heading, lang);
            assert!(
                body.contains(&format!("\n## {heading}\n\n<!-- ")),
                "{id}: {heading}"
            );
        }
        assert!(!text.contains("{{") && !text.contains("{%"), "{id}");
    }
}

#[test]
fn a_new_record_takes_the_system_and_the_items_to_score() {
    assert!(new_record("fault", "x", Some("公文管理系统")).contains("\nsystem: \"公文管理系统\"\nregion:\n"));
    assert!(new_record("fault", "x", None).contains("\nsystem:\nregion:\n"));
    assert!(new_record("inspection", "x", Some("gwgl")).contains("| gwgl | CPU 使用率 | 未检 |"));
    let month = new_record("assessment", "2023-10", None);
    assert!(month.contains(
        "assessed_month: \"2023-10\"\nscorer:\nscored_on:\nscores:\n  - item: \"E2\"  # 培训与文档，满分 3\n    score:\n"
    ));
}
