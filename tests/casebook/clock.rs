//! `casebook clock`: the due times of the contract, with no knowledge base at hand.

use crate::kb::{Kb, Out};
use jiff::Timestamp;
use serde_json::Value;

fn clock(args: &[&str]) -> Out {
    let mut all = vec!["clock"];
    all.extend(args);
    Kb::new().run(&all)
}

fn json(args: &[&str]) -> Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    clock(&all).code(0).json()
}

#[track_caller]
fn same_instant(found: &Value, shanghai: &str) {
    let found: Timestamp = found.as_str().unwrap().parse().unwrap();
    let expected: Timestamp = format!("{shanghai}+08:00").parse().unwrap();
    assert_eq!(found, expected);
}

/// The table of examples, Fujian hours, reading `civil-code`.
#[test]
fn the_examples_hold() {
    let examples = [
        ("2023-09-28 17:45", "30 minutes", "2023-10-07T08:15"),
        ("2024-03-05 11:50", "30 minutes", "2024-03-05T14:50"),
        ("2023-10-07 09:00", "1 workday", "2023-10-08T17:30"),
        ("2024-05-31 17:20", "1 workday", "2024-06-03T18:00"),
        ("2024-09-30 16:00", "2 workdays", "2024-10-09T17:30"),
        ("2023-09-22 10:00", "10 days", "2023-10-07T17:30"),
    ];
    for (from, limit, due) in examples {
        same_instant(&json(&["--from", from, "--limit", limit])["due"], due);
    }
}

#[test]
fn a_stop_at_the_due_time_is_met_and_a_second_later_is_not() {
    let at = |to| json(&["--from", "2023-09-28 17:45", "--limit", "30 minutes", "--to", to]);
    let met = at("2023-10-07 08:15");
    assert_eq!(
        (&met["status"], &met["elapsed_seconds"], &met["late_seconds"]),
        (&"met".into(), &1800.into(), &0.into())
    );
    let late = at("2023-10-07 08:15:01");
    assert_eq!(
        (&late["status"], &late["elapsed_seconds"], &late["late_seconds"]),
        (&"breached".into(), &1801.into(), &1.into())
    );
}

#[test]
fn an_end_before_the_beginning_is_refused() {
    let out = clock(&[
        "--from",
        "2023-09-28 17:45",
        "--limit",
        "1 day",
        "--to",
        "2023-09-28 17:44",
    ])
    .code(2);
    assert!(out.stderr.contains("早于开始时间"), "{}", out.stderr);
    clock(&[
        "--from",
        "2023-09-28 17:45",
        "--limit",
        "1 day",
        "--to",
        "2023-09-28 17:45",
    ])
    .code(0);
}

#[test]
fn without_a_stop_nothing_has_elapsed() {
    let open = json(&["--from", "2024-03-05 09:00", "--limit", "30 minutes"]);
    assert_eq!(open["elapsed_seconds"], Value::Null);
    assert_eq!(open["late_seconds"], Value::Null);
}

#[test]
fn readings_of_a_workday_differ() {
    let due = |reading| {
        json(&[
            "--from",
            "2024-03-08 11:00",
            "--limit",
            "1 workday",
            "--reading",
            reading,
        ])["due"]
            .clone()
    };
    same_instant(&due("civil-code"), "2024-03-11T17:30");
    same_instant(&due("same-time"), "2024-03-11T11:00");
    same_instant(&due("wall"), "2024-03-09T11:00");
}

#[test]
fn time_that_waits_for_others_does_not_count() {
    let pending = "2024-03-05 09:10/2024-03-05 09:30";
    let waited = json(&[
        "--from",
        "2024-03-05 09:00",
        "--limit",
        "30 minutes",
        "--pending",
        pending,
    ]);
    same_instant(&waited["due"], "2024-03-05T09:50");
}

#[test]
fn a_time_may_carry_its_offset() {
    let due = json(&["--from", "2023-09-28T09:45:00Z", "--limit", "30 minutes"]);
    same_instant(&due["due"], "2023-10-07T08:15");
}

#[test]
fn the_text_shows_the_due_time() {
    let out = clock(&["--from", "2023-09-28 17:45", "--limit", "30 minutes"]).code(0);
    assert!(out.stdout.contains("2023-10-07 08:15"), "{}", out.stdout);
}

#[test]
fn a_contract_brings_its_own_hours() {
    let kb = Kb::new().file(
        "other.yaml",
        "calendar:\n  time_zone: Asia/Shanghai\n  holidays: none\n  week: mon-sun\n  hours:\n    - {day: [\"00:00-24:00\"]}\n",
    );
    let args = [
        "clock",
        "--from",
        "2023-09-30 23:50",
        "--limit",
        "30 minutes",
        "--contract",
        "other.yaml",
    ];
    let out = kb.run(&[&args[..], &["--format", "json"]].concat()).code(0);
    same_instant(&out.json()["due"], "2023-10-01T00:20");
}

#[test]
fn what_cannot_be_known_is_refused() {
    for args in [
        ["--from", "2035-01-05 09:00", "--limit", "1 workday"],
        ["--from", "2023-02-30 09:00", "--limit", "1 workday"],
        ["--from", "2023-03-01 09:00", "--limit", "soon"],
    ] {
        let out = clock(&args).code(2);
        assert!(out.stdout.is_empty(), "{}", out.stdout);
        assert!(!out.stderr.is_empty());
    }
}

#[test]
fn a_pause_that_ends_before_it_begins_is_told() {
    let args = ["--from", "2024-03-05 09:00", "--limit", "1 workday"];
    for (pause, code) in [
        ("2024-03-05 11:00/2024-03-05 10:00", 2),
        ("2024-03-05 10:00/2024-03-05 11:00", 0),
        ("2024-03-05 10:00/", 0),
    ] {
        let out = clock(&[&args[..], &["--pending", pause]].concat()).code(code);
        assert_eq!(
            out.stderr
                .contains("结束时间 2024-03-05 10:00 早于开始时间 2024-03-05 11:00"),
            code == 2,
            "{}",
            out.stderr
        );
    }
}

const DRILL: &str = "id: drill\nname: 应急演练\nfolder: drills\nfields:\n  started_at: {type: datetime}\n  recovered_at: {type: datetime}\n";
const OF_DRILLS: &str = "calendar: {holidays: none}\nclocks:\n  - {id: recover, of: drill, from: started_at, to: recovered_at, limit: 2 hours}\ninspection_plan:\n  - {id: daily, inspection_type: daily, every: workday, systems: [gw]}\n";

/// Clocks and plans name what a knowledge base declares: a calendar needs neither.
#[test]
fn only_the_calendar_of_a_contract_is_asked() {
    let kb = Kb::new()
        .file("kb/casebook.yaml", "systems: [{id: gw, name: 公文}]\n")
        .file("kb/templates/kinds/drill/kind.yaml", DRILL)
        .file("kb/contract.yaml", OF_DRILLS);
    let asked = ["clock", "--from", "2023-09-28 17:45", "--limit", "30 minutes"];
    for place in [
        &["-C", "kb"][..],
        &["-C", "kb", "--contract", "contract.yaml"],
        &["--contract", "kb/contract.yaml"],
    ] {
        let args: Vec<&str> = place
            .iter()
            .take_while(|arg| **arg != "--contract")
            .copied()
            .chain(asked)
            .collect();
        let rest: Vec<&str> = place
            .iter()
            .skip_while(|arg| **arg != "--contract")
            .copied()
            .collect();
        let out = kb.run(&[&args[..], &rest].concat()).code(0);
        assert!(out.stdout.contains("2023-09-29"), "{place:?}: {}", out.stdout);
    }
    for (place, columns) in [
        (&["-C", "kb", "query", "--contract", "contract.yaml"][..], true),
        (&["query", "--contract", "kb/contract.yaml"], false),
    ] {
        kb.run(&[place, &["SELECT count(*) FROM calendar"]].concat())
            .code(0);
        let schema = kb.run(&[place, &["--schema"]].concat()).code(0).stdout;
        assert_eq!(schema.contains("recover_due_at"), columns, "{place:?}");
    }
    kb.write("kb/contract.yaml", b"calendar: {week: never}\n");
    let out = kb.run(&[&["-C", "kb"], &asked[..]].concat()).code(2);
    assert!(out.stderr.contains("contract.yaml:1:18"), "{}", out.stderr);
}
