//! What a query may not do.

use super::base;
use crate::ledger::fixture::table;
use crate::ledger::{Cell, Ledger, Limits, QueryFault, Why};
use std::sync::Arc;

fn ledger() -> Ledger {
    let ledger = base().with("faults/F-1", "severity: minor\nreported_at: 2023-09-05 09:00");
    ledger.ledger("2023-10-01 00:00")
}

fn fault(sql: &str, limits: &Limits) -> QueryFault {
    ledger().query(sql, &[], limits).expect_err(sql)
}

fn why(sql: &str) -> Why {
    fault(sql, &Limits::default()).why
}

#[test]
fn hostile_statements_are_refused() {
    for sql in [
        "DELETE FROM \"faults (all)\"",
        "WITH x AS (SELECT 1) DELETE FROM calendar",
        "INSERT INTO people VALUES (1,2,3,4,5,6)",
        "UPDATE calendar SET work = 0",
        "DELETE FROM faults",
        "UPDATE faults SET title = ''",
        "DROP VIEW faults",
        "DETACH DATABASE main",
        "CREATE VIRTUAL TABLE temp.t USING fts5(a)",
        "CREATE TABLE t (a)",
        "CREATE TEMP TABLE t (a)",
        "CREATE TEMP VIEW v AS SELECT 1",
        "ATTACH DATABASE '/tmp/x.db' AS x",
        "VACUUM INTO '/tmp/x.db'",
        "PRAGMA writable_schema = 1",
        "PRAGMA table_info(faults)",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT a",
        "ANALYZE",
        "REINDEX",
        "SELECT 1; DROP TABLE people",
    ] {
        let why = why(sql);
        assert!(matches!(why, Why::NotReading), "{sql}: {why:?}");
    }
    for sql in [
        "SELECT load_extension('/tmp/x.so')",
        "SELECT random()",
        "SELECT fts3_tokenizer('simple')",
        "SELECT total_changes()",
        "SELECT CURRENT_TIMESTAMP",
        "SELECT writefile('/tmp/x', 'x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT * FROM pragma_table_info('faults')",
    ] {
        let why = why(sql);
        assert!(matches!(why, Why::Sql(_) | Why::NotReading), "{sql}: {why:?}");
    }
    for sql in ["SELECT 1; SELECT 2", "", "-- nothing", ";"] {
        let why = why(sql);
        assert!(matches!(why, Why::NotOne), "{sql}: {why:?}");
    }
    for sql in [
        "SELECT date('now')",
        "SELECT datetime(reported_at, 'localtime') FROM faults",
        "SELECT id FROM faults WHERE reported_at < strftime('%Y')",
    ] {
        assert_eq!(why(sql), Why::Now, "{sql}");
    }
    for sql in [
        "SELECT 1;",
        "VALUES (1)",
        "WITH x(a) AS (SELECT 1) SELECT a FROM x",
        "EXPLAIN QUERY PLAN SELECT * FROM faults",
        "SELECT value FROM json_each('[1]') -- end",
        "SELECT id FROM faults WHERE title = 'now'",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT max(i) FROM n",
    ] {
        table(&ledger(), sql);
    }
}

#[test]
fn limits_end_a_query() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT ";
    let limits = Limits {
        steps: 1_000_000,
        rows: 100,
        ..Limits::default()
    };
    assert_eq!(
        fault(&format!("{endless} count(*) FROM n"), &limits).why,
        Why::Steps(1_000_000)
    );
    assert_eq!(fault(&format!("{endless} i FROM n"), &limits).why, Why::Rows(100));
    let bytes = Limits {
        bytes: 10_000,
        ..limits.clone()
    };
    assert_eq!(
        fault(&format!("{endless} hex(zeroblob(1000)) FROM n"), &bytes).why,
        Why::Bytes(10_000)
    );
    let time = Limits {
        expired: Some(Arc::new(|| true)),
        ..limits
    };
    assert_eq!(fault(&format!("{endless} count(*) FROM n"), &time).why, Why::Time);
    assert!(matches!(why("SELECT zeroblob(100000000)"), Why::Sql(_)));
    // One query that was stopped does not stop the next.
    let ledger = ledger();
    assert!(
        ledger
            .query(&format!("{endless} count(*) FROM n"), &[], &time)
            .is_err()
    );
    assert_eq!(
        table(&ledger, "SELECT count(*) FROM faults").rows,
        [[Cell::Integer(1)]]
    );
}

#[test]
fn what_a_query_depends_on_is_told_from_what_it_reads() {
    let ledger = ledger();
    let depends = |sql: &str| {
        let depends = ledger.depends(sql);
        (depends.month, depends.moment)
    };
    assert_eq!(
        depends("SELECT id, title, month, state FROM faults"),
        (false, false)
    );
    assert_eq!(
        depends("SELECT id FROM faults WHERE month = :month"),
        (true, false)
    );
    assert_eq!(
        depends("SELECT id FROM faults WHERE response_status = 'met'"),
        (false, true)
    );
    assert_eq!(
        depends("SELECT f.id FROM (SELECT * FROM faults) f"),
        (false, true)
    );
    assert_eq!(
        depends("SELECT id FROM faults WHERE reported_at < as_of()"),
        (false, true)
    );
    assert_eq!(
        depends("SELECT count(*) FROM clock_results WHERE month = :month"),
        (true, true)
    );
    assert_eq!(depends("SELECT s.id FROM systems s"), (false, false));
    assert_eq!(depends("SELECT"), (false, false));
}

#[test]
fn a_fault_says_what_and_where() {
    let found = fault("SELECT titel FROM faults", &Limits::default());
    assert_eq!(found.why, Why::Sql("no such column: titel".to_owned()));
    assert_eq!(found.offset, Some(7));
    assert_eq!(found.to_string(), "SQLite says: no such column: titel");
    let missing = fault("SELECT * FROM faults WHERE month = :month", &Limits::default());
    assert_eq!(missing.why, Why::Parameter(":month".to_owned()));
    let found = ledger().query(
        "SELECT id, :month FROM faults",
        &[("month", "2023-09"), ("other", "x")],
        &Limits::default(),
    );
    let found = found.unwrap();
    assert_eq!(found.ids(), ["F-1"]);
    assert_eq!(found.rows[0][1], Cell::from("2023-09"));
    assert_eq!(
        table(&ledger(), "SELECT as_of()").rows,
        [[Cell::from("2023-10-01 00:00:00")]]
    );
}
