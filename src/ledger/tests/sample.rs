//! The sample, which is the first proof that the default queries mean something.

use crate::history::History;
use crate::ledger::fixture::{at, on_disk, rows, table};
use crate::ledger::{Ledger, clocks_of, default_as_of};
use std::path::Path;

fn sample() -> Ledger {
    let library = on_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
    let as_of = default_as_of(&library, &History::default());
    Ledger::build(&library, &std::sync::Arc::new(History::default()), as_of).unwrap()
}

/// The default queries as name and SQL.
fn queries() -> Vec<(&'static str, &'static str)> {
    let lines: Vec<&str> = include_str!("../default_queries.txt").lines().collect();
    lines
        .chunks(2)
        .map(|pair| (pair[0].trim_start_matches("-- "), pair[1]))
        .collect()
}

#[test]
fn every_default_query_runs() {
    let mut ledger = sample();
    ledger.set_as_of(at("2023-10-01 00:00"));
    let all = queries();
    assert_eq!(all.len(), 34);
    let empty: Vec<&str> = all
        .iter()
        .filter(|(_, sql)| table(&ledger, sql).rows.is_empty())
        .map(|(name, _)| *name)
        .collect();
    assert!(empty.len() < 9, "{empty:?}");
    assert_eq!(ledger.faults().unwrap(), []);
}

#[test]
fn figures_of_september() {
    let mut ledger = sample();
    ledger.set_as_of(at("2023-10-01 00:00"));
    let named = |wanted: &str| queries().into_iter().find(|(name, _)| *name == wanted).unwrap().1;
    // 19 workdays of 420 minutes: the typhoon of the 5th and Mid-Autumn are off.
    assert_eq!(
        rows(
            &ledger,
            "SELECT DISTINCT service_minutes FROM availability WHERE month = '2023-09'"
        ),
        ["7980"]
    );
    assert_eq!(
        rows(&ledger, named("缺巡检日")),
        [
            "daily|2023-09-21|gwgl,yyzc,csyj",
            "daily|2023-09-22|gwgl,yyzc,csyj",
            "weekly|2023-09-22|gwgl,rsjy,qbgl,tzgl,gzzb,xfgl,jxgl,xxgk,hyfw,hqgl,jgdj,ltx,jypx,yyzc,csyj"
        ]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT status, inspection FROM inspections_due WHERE date = '2023-09-22' AND plan = 'weekly' GROUP BY 1, 2"
        ),
        ["late|I-20230925-01"]
    );
    let breaches = rows(&ledger, named("违规清单"));
    let ids: Vec<&str> = breaches.iter().filter_map(|row| row.split('|').nth(1)).collect();
    assert_eq!(
        ids,
        [
            "CH-20230822-01",
            "CH-20230920-01",
            "R-20230907-01",
            "CH-20230926-01",
            "F-20230822-01"
        ]
    );
    assert_eq!(
        rows(
            &ledger,
            "SELECT DISTINCT id FROM clock_results WHERE status = 'exempt' ORDER BY id"
        ),
        ["C-20230817-02", "F-20230828-01", "F-20230905-01"]
    );
    let not_filed = rows(
        &ledger,
        "SELECT id, report_status FROM faults WHERE resolved_at IS NOT NULL AND report_filed_at IS NULL",
    );
    assert_eq!(not_filed, ["F-20230928-01|running"]);
}

/// What the contract asks to be shown, each by the records that show it.
#[test]
fn every_register_has_a_breach() {
    let mut ledger = sample();
    ledger.set_as_of(at("2023-11-30 00:00"));
    for (table, least) in [("faults", 45), ("cases", 90), ("inspections", 45)] {
        let enough = format!("SELECT count(*) >= {least} FROM {table}");
        assert_eq!(rows(&ledger, &enough), ["1"], "{table}");
    }
    for (shown, sql) in [
        (
            "an abnormal row without a record",
            "SELECT id FROM inspection_rows WHERE result = '异常' AND fault IS NULL",
        ),
        (
            "a missing round",
            "SELECT plan FROM inspections_due WHERE status = 'missing'",
        ),
        (
            "an overdue vulnerability",
            "SELECT id FROM vulnerabilities WHERE remediation_status = 'breached'",
        ),
        (
            "a vulnerability without a retest",
            "SELECT id FROM vulnerabilities WHERE fixed_at IS NOT NULL AND retested_at IS NULL",
        ),
        (
            "an exempt emergency",
            "SELECT id FROM clock_results WHERE status = 'exempt' AND clock = 'resolution'",
        ),
        (
            "a late reply",
            "SELECT id FROM cases WHERE reply_status = 'breached'",
        ),
        (
            "a late resolution",
            "SELECT id FROM faults WHERE resolution_status = 'breached'",
        ),
        (
            "a late report",
            "SELECT id FROM faults WHERE report_status = 'breached'",
        ),
        (
            "waiting for a builder",
            "SELECT id FROM pending_spans WHERE reason = 'vendor'",
        ),
        ("a side effect", "SELECT id FROM faults_side_effect_faults"),
    ] {
        assert!(!rows(&ledger, sql).is_empty(), "{shown}");
    }
}

#[test]
fn the_clocks_of_a_record_are_those_of_the_table() {
    let library = on_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
    let ledger = sample();
    let mut asked = Vec::new();
    for (index, record) in library.records.iter().enumerate() {
        for clock in clocks_of(&library, index, ledger.as_of()) {
            asked.push(format!(
                "{}|{}|{}|{}|{}|{}|{}",
                record.id.as_str(),
                clock.id,
                local(&library, clock.start),
                local(&library, clock.due),
                local(&library, clock.stop),
                clock.elapsed_seconds.unwrap_or(0),
                clock.late_seconds.unwrap_or(0),
            ));
        }
    }
    let sql = "SELECT id, clock, start_at, due_at, stop_at, CAST(round(coalesce(elapsed_minutes, 0) * 60) AS INTEGER), \
               CAST(round(coalesce(late_minutes, 0) * 60) AS INTEGER) FROM clock_results";
    let mut told = rows(&ledger, sql);
    asked.sort();
    told.sort();
    assert!(told.len() > 50);
    assert_eq!(asked, told);
}

fn local(library: &crate::library::Library, at: Option<jiff::Timestamp>) -> String {
    let zone = library.config.contract.calendar.time_zone();
    at.map_or_else(|| "-".to_owned(), |at| crate::ledger::value::local(at, zone))
}
