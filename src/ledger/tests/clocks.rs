//! Clocks, as of several moments.

use super::{CASEBOOK, CONTRACT, base};
use crate::history::History;
use crate::ledger::fixture::{Base, at, rows};
use crate::ledger::{NotComputed, default_as_of};

fn fault(more: &str) -> String {
    format!("severity: minor\nreported_at: 2023-09-28 17:45\n{more}")
}

#[test]
fn a_clock_is_judged_as_of_the_moment() {
    let mut ledger = base()
        .with(
            "faults/F-1",
            &fault("responded_at: 2023-10-07 08:15\nresolved_at: 2023-10-07 17:31"),
        )
        .with("faults/F-2", &fault("responded_at: 2023-10-07 08:15:30"))
        .with(
            "faults/F-3",
            &fault("emergency: true\nemergency_reason: 台风\nresolved_at: 2023-10-20 09:00"),
        )
        .with("faults/F-4", "severity: minor\nresponded_at: 2023-10-07 08:15")
        .ledger("2023-11-01 00:00");
    let response = "SELECT id, response_due_at, response_elapsed_minutes, response_late_minutes, response_status, response_month \
                    FROM faults WHERE response_status IS NOT NULL ORDER BY id";
    assert_eq!(
        rows(&ledger, response),
        [
            "F-1|2023-10-07 08:15:00|30|0|met|2023-10",
            "F-2|2023-10-07 08:15:00|30.5|0.5|breached|2023-10",
            "F-3|2023-10-07 08:15:00|7995|7965|breached|2023-10",
            "F-4|-|-|-|unknown|2023-10",
        ]
    );
    let resolution = "SELECT id, start_at, stop_at, status, exempt_reason FROM clock_results WHERE clock = 'resolution' ORDER BY id";
    assert_eq!(
        rows(&ledger, resolution),
        [
            "F-1|2023-09-28 17:45:00|2023-10-07 17:31:00|breached|-",
            "F-2|2023-09-28 17:45:00|-|breached|-",
            "F-3|2023-09-28 17:45:00|2023-10-20 09:00:00|exempt|台风",
        ]
    );
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, response),
        [
            "F-1|2023-10-07 08:15:00|15|0|running|2023-10",
            "F-2|2023-10-07 08:15:00|15|0|running|2023-10",
            "F-3|2023-10-07 08:15:00|15|0|running|2023-10",
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT responded_at, state FROM faults WHERE id = 'F-1'"),
        ["-|reported"]
    );
    ledger.set_as_of(at("2023-10-07 08:15"));
    let at_the_stop = rows(
        &ledger,
        "SELECT status, stop_at FROM clock_results WHERE id = 'F-1' AND clock = 'response'",
    );
    assert_eq!(
        at_the_stop,
        ["running|-"],
        "a stop at the instant of judgement has not happened"
    );
    ledger.set_as_of(at("2023-09-28 17:45"));
    assert_eq!(
        rows(&ledger, "SELECT id FROM faults"),
        ["F-4"],
        "a record without a date is always there"
    );
    assert_eq!(rows(&ledger, "SELECT count(*) FROM clock_results"), ["0"]);
    ledger.judge_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(
            &ledger,
            "SELECT response_status, responded_at FROM faults WHERE id = 'F-1'"
        ),
        ["running|2023-10-07 08:15:00"]
    );
}

#[test]
fn pending_puts_off_what_is_due_and_vendors_do_not() {
    let pending = |reason: &str| {
        format!(
            "severity: minor\nreported_at: 2023-10-09 09:00\nresponded_at: 2023-10-09 10:30\npending: [{{from: 2023-10-09 09:10, to: 2023-10-09 10:10, reason: {reason}, party: 榕信软件}}]"
        )
    };
    let mut ledger = base()
        .with("faults/F-1", &pending("user"))
        .with("faults/F-2", &pending("vendor"))
        .ledger("2023-11-01 00:00");
    let sql = "SELECT response_due_at, response_elapsed_minutes, response_status FROM faults ORDER BY id";
    assert_eq!(
        rows(&ledger, sql),
        ["2023-10-09 10:30:00|30|met", "2023-10-09 09:30:00|90|breached"]
    );
    let spans = "SELECT id, begins, ends, reason, party, excused, service_minutes, month FROM pending_spans ORDER BY id";
    assert_eq!(
        rows(&ledger, spans),
        [
            "F-1|2023-10-09 09:10:00|2023-10-09 10:10:00|user|rongxin|1|60|2023-10",
            "F-2|2023-10-09 09:10:00|2023-10-09 10:10:00|vendor|rongxin|0|60|2023-10",
        ]
    );
    ledger.set_as_of(at("2023-10-09 09:40"));
    assert_eq!(
        rows(&ledger, sql),
        [
            "2023-10-09 10:00:00|10|running",
            "2023-10-09 09:30:00|40|breached"
        ]
    );
    assert_eq!(
        rows(&ledger, "SELECT ends, wall_minutes FROM pending_spans"),
        ["2023-10-09 09:40:00|30", "2023-10-09 09:40:00|30"]
    );
}

#[test]
fn waiting_for_the_scope_is_a_span_by_itself() {
    let mut ledger = base()
        .with("requests/R-1", "request_type: list\nreported_at: 2023-09-27 17:00\nscope_fixed_at: 2023-10-08 09:00\ndue_on: 2023-10-10")
        .with("requests/R-2", "request_type: list\nreported_at: 2023-10-09 17:00")
        .ledger("2023-10-10 09:00");
    let sql = "SELECT id, begins, ends, reason, party, excused, service_minutes, wall_minutes, month FROM pending_spans ORDER BY id, begins";
    assert_eq!(
        rows(&ledger, sql),
        [
            "R-1|2023-09-27 17:00:00|2023-10-01 00:00:00|scope|-|1|480|4740|2023-09",
            "R-1|2023-10-01 00:00:00|2023-10-08 09:00:00|scope|-|1|480|10620|2023-10",
            "R-2|2023-10-09 17:00:00|2023-10-10 09:00:00|scope|-|1|90|960|2023-10",
        ]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT id, state, delivery_due_at, delivery_status FROM requests ORDER BY id"
        ),
        ["R-1|clear|2023-10-10 17:30:00|running", "R-2|raised|-|-"]
    );
    ledger.set_as_of(at("2023-10-01 00:00"));
    assert_eq!(
        rows(&ledger, sql),
        ["R-1|2023-09-27 17:00:00|2023-10-01 00:00:00|scope|-|1|480|4740|2023-09"]
    );
}

#[test]
fn waiting_for_the_scope_ends_with_the_work() {
    let request = |more: &str| format!("request_type: list\nreported_at: 2023-10-09 09:00\n{more}");
    let ledger = base()
        .with(
            "requests/R-1",
            &request("delivered_at: 2023-10-09 10:00\nscope_fixed_at: 2023-10-09 11:00"),
        )
        .with("requests/R-2", &request("confirmed_at: 2023-10-09 10:30"))
        .with(
            "requests/R-3",
            &request("closed_as: cancelled\nscope_asked_at: 2023-10-09 09:30"),
        )
        .with("requests/R-4", &request("closed_as: duplicate"))
        .ledger("2023-10-20 09:00");
    assert_eq!(
        rows(&ledger, "SELECT id, ends FROM pending_spans ORDER BY id"),
        [
            "R-1|2023-10-09 10:00:00",
            "R-2|2023-10-09 10:30:00",
            "R-3|2023-10-09 09:30:00"
        ]
    );
}

#[test]
fn no_time_of_waiting_counts_twice() {
    let request = |pending: &str| {
        format!(
            "request_type: list\nreported_at: 2023-10-09 09:00\nscope_fixed_at: 2023-10-09 12:00\npending: [{pending}]"
        )
    };
    let ledger = base()
        .with(
            "requests/R-1",
            &request("{from: 2023-10-09 09:00, to: 2023-10-09 09:30, reason: scope}, {from: 2023-10-09 10:00, to: 2023-10-09 11:00, reason: user}"),
        )
        .with("requests/R-2", &request("{from: 2023-10-09 11:30, reason: user}"))
        .with("requests/R-3", &request("{from: 2023-10-09 12:00, to: 2023-10-09 13:00, reason: user}"))
        .ledger("2023-10-09 14:00");
    let sql = "SELECT id, reason, substr(begins, 12, 5), substr(ends, 12, 5) FROM pending_spans ORDER BY id, begins";
    assert_eq!(
        rows(&ledger, sql),
        [
            "R-1|scope|09:00|09:30",
            "R-1|scope|09:30|10:00",
            "R-1|user|10:00|11:00",
            "R-1|scope|11:00|12:00",
            "R-2|scope|09:00|11:30",
            "R-2|user|11:30|14:00",
            "R-3|scope|09:00|12:00",
            "R-3|user|12:00|13:00"
        ]
    );
}

#[test]
fn a_wait_without_a_reason_stops_no_clock() {
    let waits = |reason: &str| {
        format!(
            "severity: minor\nreported_at: 2023-10-09 09:00\nresponded_at: 2023-10-09 10:30\npending: [{{from: 2023-10-09 09:10, to: 2023-10-09 10:10{reason}}}]"
        )
    };
    let ledger = base()
        .with("faults/F-1", &waits(""))
        .with("faults/F-2", &waits(", reason: lunch"))
        .ledger("2023-11-01 00:00");
    assert_eq!(
        rows(&ledger, "SELECT response_status FROM faults"),
        ["breached", "breached"]
    );
    assert_eq!(
        rows(&ledger, "SELECT reason, excused FROM pending_spans"),
        ["-|0", "-|0"]
    );
}

#[test]
fn what_is_waited_for_after_the_last_stop_is_not_ended_by_it() {
    let waits = |to: &str| {
        format!(
            "severity: minor\nreported_at: 2023-10-30 09:00\nresponded_at: 2023-10-30 09:10\nresolved_at: 2023-10-30 09:10\npending: [{{from: 2023-10-30 09:10{to}, reason: vendor}}]"
        )
    };
    let mut ledger = base()
        .with("faults/F-1", &waits(""))
        .with("faults/F-2", &waits(", to: 2023-11-05 09:00"))
        .ledger("2023-12-01 00:00");
    ledger.set_as_of(at("2023-11-01 00:00"));
    let sql = "SELECT id, begins, ends FROM pending_spans ORDER BY id";
    assert_eq!(
        rows(&ledger, sql),
        [
            "F-1|2023-10-30 09:10:00|2023-11-01 00:00:00",
            "F-2|2023-10-30 09:10:00|2023-11-01 00:00:00"
        ]
    );
}

#[test]
fn what_is_filled_in_after_a_month_asks_for_nothing_in_it() {
    let whole = "severity: minor\nchannel: qq\ncategory: x\nreporter: 甲\nhandler: 张伟\nreported_at: 2023-09-28 09:00\nresponded_at: 2023-09-28 09:10";
    let missing = |more: &str| {
        let mut ledger = base()
            .with("faults/F-1", &format!("{whole}{more}"))
            .ledger("2023-11-01 00:00");
        ledger.set_as_of(at("2023-10-01 00:00"));
        rows(&ledger, "SELECT missing FROM records")
    };
    assert_eq!(missing(""), missing("\nresolved_at: 2023-10-12 10:00"));
    assert_ne!(missing(""), missing("\nresolved_at: 2023-09-29 10:00"));
}

#[test]
fn what_is_owed_is_there_from_when_its_clock_starts() {
    let plan = |more: &str| format!("document_type: implementation_plan\ncounts_from: 2023-10-10\n{more}");
    let owed = |more: &str| {
        let contract = CONTRACT.replace(
            "clocks:\n",
            "clocks:\n  - {id: plan, of: plan, from: counts_from, to: submitted_at, limit: 10 days}\n",
        );
        let mut ledger = Base::new(CASEBOOK, &contract)
            .with("plans/P-1", &plan(more))
            .ledger("2023-12-01 00:00");
        ledger.set_as_of(at("2023-11-01 00:00"));
        rows(
            &ledger,
            "SELECT clock, status, month FROM clock_results WHERE id = 'P-1'",
        )
    };
    assert_eq!(owed("submitted_at: 2023-11-05 10:00"), ["plan|breached|2023-10"]);
    assert_eq!(owed("submitted_at: 2023-11-05 10:00"), owed(""));
}

#[test]
fn what_an_assessment_excludes_is_exempt() {
    let mut ledger = base()
        .with(
            "faults/F-1",
            "severity: minor\nreported_at: 2023-09-05 09:00\nresponded_at: 2023-09-05 11:00",
        )
        .with(
            "assessments/2023-09",
            "assessed_month: 2023-09\nexclusions: [{record: f-1, clock: response, reason: 停电}]",
        )
        .ledger("2023-10-01 00:00");
    let sql = "SELECT status, exempt_reason FROM clock_results WHERE clock = 'response'";
    assert_eq!(rows(&ledger, sql), ["exempt|停电"]);
    ledger.set_as_of(at("2023-09-01 00:00"));
    assert_eq!(rows(&ledger, "SELECT count(*) FROM assessments"), ["0"]);
}

/// An exclusion counts in the assessment of the month in which the clock is due, and in no other.
#[test]
fn what_the_assessment_of_another_month_excludes_is_not_exempt() {
    let excludes = |month: &str, reason: &str| {
        format!("assessed_month: {month}\nexclusions: [{{record: F-1, clock: response, reason: {reason}}}]")
    };
    let fault = "severity: minor\nreported_at: 2023-10-09 09:00\nresponded_at: 2023-10-09 11:00";
    let stands = |months: &[&str]| {
        let kb = base().with("faults/F-1", fault);
        let kb = months.iter().fold(kb, |kb, month| {
            kb.with(&format!("assessments/{month}"), &excludes(month, month))
        });
        let mut ledger = kb.ledger("2023-12-01 00:00");
        ["2023-11-01 00:00", "2023-12-01 00:00"].map(|as_of| {
            ledger.set_as_of(at(as_of));
            rows(
                &ledger,
                "SELECT status, exempt_reason FROM clock_results WHERE clock = 'response'",
            )
            .concat()
        })
    };
    assert_eq!(stands(&["2023-09"]), ["breached|-"; 2]);
    assert_eq!(stands(&["2023-11"]), ["breached|-"; 2]);
    assert_eq!(stands(&["2023-09", "2023-10", "2023-11"]), ["exempt|2023-10"; 2]);
}

#[test]
fn a_year_that_is_not_covered_is_unknown_and_said() {
    let ledger = base()
        .with("faults/F-1", "severity: minor\nreported_at: 2026-12-31 17:20")
        .with(
            "faults/F-2",
            "severity: minor\nreported_at: 2031-01-05 09:00\nresponded_at: 2031-01-05 09:10",
        )
        .ledger("2026-12-31 17:25");
    let sql = "SELECT id, response_status, response_due_at, response_elapsed_minutes, response_month FROM faults ORDER BY id";
    assert_eq!(rows(&ledger, sql), ["F-1|unknown|-|-|2026-12", "F-2|-|-|-|-"]);
    let fault = |clock: &str| NotComputed {
        table: "faults".to_owned(),
        kind: Some("fault".to_owned()),
        id: Some("F-1".to_owned()),
        clock: Some(clock.to_owned()),
        year: 2027,
    };
    let faults = ledger.faults().unwrap();
    assert!(
        faults.contains(&fault("response")) && faults.contains(&fault("resolution")),
        "{faults:?}"
    );
    assert!(
        faults
            .iter()
            .any(|fault| fault.table == "availability" && fault.year == 2031),
        "{faults:?}"
    );
}

#[test]
fn what_was_due_in_a_covered_year_stays_breached_after_it() {
    let ledger = base()
        .with("faults/F-1", "severity: minor\nreported_at: 2026-12-31 09:00")
        .ledger("2027-01-05 10:00");
    let sql = "SELECT response_status, response_due_at, response_late_minutes, response_month, resolution_status FROM faults";
    assert_eq!(
        rows(&ledger, sql),
        ["breached|2026-12-31 09:30:00|-|2026-12|unknown"]
    );
    let faults = ledger.faults().unwrap();
    assert!(
        faults
            .iter()
            .any(|fault| fault.clock.as_deref() == Some("response") && fault.year == 2027),
        "{faults:?}"
    );
}

#[test]
fn the_default_moment_is_a_second_after_the_newest_clock_time() {
    let library = base()
        .with("faults/F-1", &fault("responded_at: 2023-10-07 08:15"))
        .with("inspections/I-1", "date: 2023-12-01")
        .library();
    let mut history = History::default();
    assert_eq!(default_as_of(&library, &history), at("2023-10-07 08:15:01"));
    history.committed_at = Some(at("2023-10-08 00:00"));
    assert_eq!(default_as_of(&library, &history), at("2023-10-08 00:00"));
    assert_eq!(
        default_as_of(&Base::new("", "").library(), &History::default()),
        jiff::Timestamp::UNIX_EPOCH
    );
}

#[test]
fn a_wait_that_stops_one_of_two_clocks_is_excused() {
    let contract = "clocks:
  - {id: response, of: fault, from: reported_at, to: responded_at, limit: 30 minutes, not_excused: [vendor, user]}
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}
";
    let waits = "severity: minor\nreported_at: 2023-10-09 09:00\npending: [{from: 2023-10-09 09:10, to: 2023-10-09 10:10, reason: user}, {from: 2023-10-09 11:00, to: 2023-10-09 11:10, reason: vendor}]";
    let ledger = Base::new(CASEBOOK, contract)
        .with("faults/F-1", waits)
        .ledger("2023-11-01 00:00");
    assert_eq!(
        rows(
            &ledger,
            "SELECT reason, excused FROM pending_spans ORDER BY begins"
        ),
        ["user|1", "vendor|0"]
    );
}
