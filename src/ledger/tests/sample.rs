//! The sample, which is the first proof that the default queries mean something.

use crate::history::History;
use crate::ledger::fixture::{at, on_disk, rows, table};
use crate::ledger::{Ledger, default_as_of};
use std::path::Path;

fn cpu() -> std::time::Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    std::time::Duration::from_nanos(text.split(' ').next().unwrap().parse().unwrap())
}

fn sample() -> Ledger {
    let library = on_disk(Path::new(env!("CARGO_MANIFEST_DIR")));
    let as_of = default_as_of(&library, &History::default());
    Ledger::build(&library, &History::default(), as_of).unwrap()
}

#[test]
fn every_default_query_runs() {
    let mut ledger = sample();
    for as_of in ["2023-10-01 00:00", "2023-11-01 00:00"] {
        ledger.set_as_of(at(as_of));
        let queries = include_str!("../default_queries.txt").lines();
        let mut empty = Vec::new();
        for sql in queries.filter(|line| !line.starts_with("--")) {
            let found = table(&ledger, sql);
            println!("{} rows: {sql}", found.rows.len());
            for row in found.rows.iter().take(4) {
                println!("   {row:?}");
            }
            if found.rows.is_empty() {
                empty.push(sql);
            }
        }
        println!("empty: {empty:#?}");
    }
    assert_eq!(ledger.faults().unwrap(), []);
}

#[test]
fn speed() {
    let library = on_disk(Path::new("/tmp/corpus10k"));
    let as_of = default_as_of(&library, &History::default());
    for _ in 0..3 {
        let t = cpu();
        let mut ledger = Ledger::build(&library, &History::default(), as_of).unwrap();
        println!("build {:?} as of {as_of}", cpu() - t);
        for sql in [
            "SELECT * FROM faults WHERE response_month = '2023-09' AND response_status = 'breached'",
            "SELECT clock, sum(status = 'met') AS met, sum(status = 'breached') AS breached FROM clock_results WHERE month = '2023-09' GROUP BY 1",
            "SELECT sum(missing = 0), count(*) FROM records WHERE month = '2023-09' AND kind IN ('fault', 'case', 'inspection')",
            "SELECT count(*), max(state) FROM records",
            "SELECT count(*) FROM calendar",
            "SELECT count(*) FROM numbers",
            "SELECT count(*) FROM availability",
            "SELECT count(*) FROM inspection_rows WHERE substr(date,1,7) = '2023-09'",
        ] {
            for as_of in ["2023-10-01 00:00", "2023-11-01 00:00", "2023-12-01 00:00"] {
                let t = cpu();
                ledger.set_as_of(at(as_of));
                let n = table(&ledger, sql).rows.len();
                println!("{:?} {n} rows {sql}", cpu() - t);
            }
        }
    }
    rows(&sample(), "SELECT 1");
}
