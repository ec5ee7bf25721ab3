//! The fifteen chapters of a month of the sample.

use super::kb::{Kb, main_of};
use std::collections::BTreeMap;

/// The rows of a table of the report in `out`, by the names of its columns.
fn table(kb: &Kb, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = kb.read(&format!("out/tables/{name}.csv"));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The sum of the column named `name`, without the last row where that sums up.
fn sum(rows: &[BTreeMap<String, String>], name: &str) -> usize {
    rows.iter().map(|row| row[name].parse::<usize>().unwrap()).sum()
}

fn count(kb: &Kb, sql: &str) -> usize {
    let out = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    usize::try_from(out[0]["n"].as_u64().unwrap()).unwrap()
}

#[test]
fn every_chapter_stands_with_its_tables_and_the_records_behind_them() {
    let kb = Kb::new().sample();
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let page = kb.read("out/index.html");
    let main = main_of(&page);
    for number in 1..=15 {
        assert!(
            main.contains(&format!("<span class=\"number\">{number}</span>")),
            "{number}"
        );
    }
    // No query of a table fails, and everything that a person should write was written.
    assert!(!main.contains("不能生成") && !main.contains("尚未撰写"));

    let names: Vec<String> = kb.files("out/tables");
    assert!(names.len() > 60, "{names:?}");
    // Per-system tables have all systems, those without records too.
    let systems = count(&kb, "SELECT count(*) AS n FROM systems");
    assert_eq!(systems, 15);
    for name in [
        "03-cases-system",
        "04-faults-system",
        "04-faults-availability",
        "10-documents-coverage",
        "11-satisfaction-system",
    ] {
        assert_eq!(table(&kb, name).len(), systems, "{name}");
    }
    // What one table counts, another one counts too.
    let cases = count(&kb, "SELECT count(*) AS n FROM cases WHERE month = '2023-09'");
    let before = count(&kb, "SELECT count(*) AS n FROM cases WHERE month = '2023-08'");
    for name in ["03-cases-category", "03-cases-channel", "03-cases-region"] {
        let rows = table(&kb, name);
        assert_eq!(
            (sum(&rows, "count"), sum(&rows, "before")),
            (cases, before),
            "{name}"
        );
    }
    let faults = count(&kb, "SELECT count(*) AS n FROM faults WHERE month = '2023-09'");
    assert_eq!(table(&kb, "04-faults-list").len(), faults);
    assert_eq!(sum(&table(&kb, "04-faults-severity"), "count"), faults);
    let late = count(
        &kb,
        "SELECT count(*) AS n FROM clock_results WHERE month = '2023-09' AND status = 'breached'",
    );
    assert_eq!(table(&kb, "02-levels-late").len(), late);
    assert_eq!(sum(&table(&kb, "02-levels-clocks"), "breached"), late);
    // A count leads to its records.
    let fault = table(&kb, "04-faults-list")[0]["id"].clone();
    assert!(main.contains(&format!("{fault}</a></li>")), "{fault}");
}
