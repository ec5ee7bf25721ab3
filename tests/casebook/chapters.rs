//! The fifteen chapters of a month of the sample.

use super::kb::{Kb, main_of};
use serde_json::Value;
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

#[test]
fn the_json_has_every_table() {
    let kb = Kb::new().sample();
    for month in ["2023-08", "2023-09", "2023-10"] {
        kb.run(&["report", month, "--out", "out"]).code(0);
        let written: Value = serde_json::from_str(&kb.read("out/assessment.json")).unwrap();
        let tables = written["chapters"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|chapter| {
                let parts = chapter["parts"].as_array().unwrap();
                parts.iter().filter(|part| part["type"] == "table")
            });
        assert_eq!(tables.count(), kb.files("out/tables").len(), "{month}");
    }
}

/// The pictures of the page in `out`: what each says in words, by its title.
fn charts(kb: &Kb) -> BTreeMap<String, String> {
    let page = kb.read("out/index.html");
    let figures = page.split("<figure class=\"chart").skip(1);
    let between = |text: &str, open: &str, close: &str| {
        let start = text.split_once(open).unwrap().1;
        start.split_once(close).unwrap().0.to_owned()
    };
    figures
        .map(|figure| {
            (
                between(figure, "<figcaption>", "</"),
                between(figure, "<desc>", "</desc>"),
            )
        })
        .collect()
}

#[test]
fn every_picture_says_what_the_table_below_it_says() {
    let kb = Kb::new().sample();
    kb.run(&["report", "2023-10", "--out", "out"]).code(0);
    let charts = charts(&kb);
    assert_eq!(charts.len(), 9, "{charts:?}");
    assert_eq!(
        charts["各月得分"],
        "2023年8月 86.39；2023年9月 58.81；2023年10月 89.05"
    );
    for row in table(&kb, "04-faults-cause") {
        let said = format!("{} 本月 {}、", row["cause"], row["count"]);
        let cause = row["cause"].is_empty() || row["count"] == "0" || charts["故障原因"].contains(&said);
        assert!(cause, "{said}: {}", charts["故障原因"]);
    }
    // The days with a missing round, and no others, are marked so.
    let days = table(&kb, "05-inspections-days");
    let missing = days.iter().filter(|row| row["missing"] != "0").count();
    assert!(missing > 0);
    assert_eq!(
        charts["巡检日历"].matches(" 巡检 缺失").count(),
        missing,
        "{}",
        charts["巡检日历"]
    );
    // What the picture of two columns counts, the table counts too.
    let cases = sum(&table(&kb, "03-cases-cross"), "count");
    let counted = charts["Case 按分类和渠道"]
        .split(['；', '、'])
        .map(|said| said.rsplit_once(' ').unwrap().1.parse::<usize>().unwrap());
    assert_eq!(counted.sum::<usize>(), cases);
    let rate: f64 = table(&kb, "02-levels-months")[0]["2023-10"].parse().unwrap();
    let said = format!("2023年10月 全部 {}%", (rate * 100.0).round() / 100.0);
    let rates = &charts["各月时限达标率"];
    assert!(rates.contains(&said), "{said} {rates}");
    let months = table(&kb, "04-faults-availability-months");
    assert_eq!(
        months[0].values().map(String::as_str).collect::<Vec<_>>(),
        ["99.909", "99.841", "99.964", "平均可用率（%）"]
    );
    assert!(
        charts["各月可用率"].contains("平均可用率（%） 99.909"),
        "{charts:?}"
    );
    // Each system stands there, in this month as in the table of the month.
    for row in table(&kb, "04-faults-availability") {
        let same = months.iter().find(|months| months["system"] == row["system"]);
        assert_eq!(same.unwrap()["2023-10"], row["availability"], "{row:?}");
    }
}

/// What `text` holds between each `open` and the `close` that follows.
fn each<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let pieces = text.split(open).skip(1);
    pieces.map(|piece| piece.split(close).next().unwrap()).collect()
}

#[test]
fn every_figure_of_a_table_leads_to_what_it_is_made_of() {
    let kb = Kb::new().sample();
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let page = kb.read("out/index.html");
    // What the contract and the calendar say has no record, nor has a number that none took.
    let given = ["应做（系统·日）", "应有", "服务时间（分钟）", "号码"];
    let (mut led, mut lost) = (0, Vec::new());
    for table in each(&page, "<table class=\"wide grid\">", "</table>") {
        let name = each(table, "<caption class=\"sr\">", "</caption>")[0];
        let heads = each(table, "<th scope=\"col\"", "</th>");
        for row in each(table, "<tr><td", "</tr>") {
            let cells: Vec<&str> = row.split("</td>").collect();
            let of_a_record = cells
                .iter()
                .any(|cell| cell.starts_with("><a href=") || cell.starts_with("<td><a href="));
            for (head, cell) in heads.iter().zip(&cells) {
                let (_, head) = head.split_once('>').unwrap();
                let (_, shown) = cell.split_once('>').unwrap();
                let number = cell.contains("class=\"num\"");
                let none = ["0", "0%", "—"].contains(&shown) || (head == "可用率（%）" && shown == "100");
                if !number || none || of_a_record || given.contains(&head) {
                    continue;
                }
                led += 1;
                if !shown.contains("<a href=") {
                    lost.push(format!("{name}: {head} {shown}"));
                }
            }
        }
    }
    assert!(led > 300, "{led}");
    assert_eq!(lost, Vec::<String>::new());
    // What was planned and not done has no record: its table is shown instead.
    let plan = each(&page, "按时的记录</th>", "</table>")[0];
    assert!(plan.contains("#inspections-gaps\">"), "{plan}");
    let counted = table(&kb, "05-inspections-plan");
    assert!(sum(&counted, "missing") > 0);
    for row in &counted {
        let number = |name: &str| row[name].parse::<usize>().unwrap();
        assert_eq!(
            number("planned"),
            number("done") + number("late") + number("missing"),
            "{row:?}"
        );
    }
}

#[test]
fn key_figures_lead_to_the_records_that_they_are_made_of() {
    let kb = Kb::new().sample();
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let report = kb.read("out/index.html");
    let figures = report.split("<dl class=\"figures\">").nth(1).unwrap();
    let figures = figures.split("</dl>").next().unwrap();
    for name in [
        "考核得分",
        "可扣款（元）",
        "扣后应付（元）",
        "时限达标率",
        "巡检完成率",
        "平均可用率（%）",
        "平均满意度",
    ] {
        let figure = figures.split("<dt>").find(|figure| figure.starts_with(name));
        let figure = figure.unwrap_or_else(|| panic!("no {name}"));
        assert!(
            figure.contains("<summary>") && figure.contains("<li><a href="),
            "{name}: {figure}"
        );
    }
}

/// A wish that a clock counts is none of those that no clock counts.
#[test]
fn wishes_without_a_clock_are_those_that_no_clock_counts() {
    let case = |scope: &str| {
        format!(
            "---\ntitle: 加一列\nnature: wish\n{scope}reported_at: 2023-09-11 09:00\nresponded_at: 2023-09-11 17:00\n---\n"
        )
    };
    let contract = "clocks: [{id: reply, of: case, from: reported_at, to: responded_at, limit: 30 minutes, exempt: out_of_scope}]\n\
        sheet: {full: \"10\", items: [{id: A, points: \"10\", rule: {type: manual}}]}\n";
    let kb = Kb::new()
        .file("contract.yaml", contract)
        .file("content/cases/C-1.md", &case(""))
        .file("content/cases/C-2.md", &case("out_of_scope: true\n"));
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let ids = |name: &str| -> Vec<String> {
        let rows = table(&kb, name);
        rows.iter().map(|row| row["id"].clone()).collect()
    };
    assert_eq!(ids("02-levels-late"), ["C-1"]);
    assert_eq!(ids("03-cases-wishes"), ["C-2"]);
}
