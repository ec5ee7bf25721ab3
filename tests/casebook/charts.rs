//! `query` blocks of pages: tables, charts, and files to take away.

use crate::kb::{Kb, main_of};
use std::io::Read;

const FAULTS: &str =
    "SELECT system, count(*) AS n FROM faults WHERE month = :month GROUP BY system ORDER BY n DESC, system";

/// A list with one block of this info string and query.
fn list(info: &str, sql: &str) -> Kb {
    let fault = |number: usize, system: &str| {
        format!(
            "---\ntitle: 故障 {number}\nsystem: {system}\nseverity: minor\nreported_at: 2023-09-1{number} 09:00\n---\n"
        )
    };
    Kb::new()
        .sample_config()
        .file("content/faults/F-20230911-01.md", &fault(1, "rsjy"))
        .file("content/faults/F-20230912-01.md", &fault(2, "gwgl"))
        .file("content/faults/F-20230913-01.md", &fault(3, "gwgl"))
        .file(
            "content/lists/a.md",
            &format!("---\ntitle: 清单\n---\n\n```{info}\n{sql}\n```\n"),
        )
}

fn page(info: &str, sql: &str) -> String {
    let kb = list(info, sql);
    kb.run(&["build"]).code(0);
    main_of(&kb.read("site/lists/a.html")).to_owned()
}

#[test]
fn a_chart_stands_with_its_data_and_its_files() {
    let kb = list("query bar", FAULTS);
    kb.run(&["build"]).code(0);
    let html = kb.read("site/lists/a.html");
    let main = main_of(&html);
    assert!(
        main.contains("<figure class=\"chart chart-bar\"><svg class=\"drawing\""),
        "{main}"
    );
    assert!(
        main.contains(
            "role=\"img\"><title>数量（按系统）</title><desc>公文管理系统 2；人事教育管理系统 1</desc>"
        ),
        "{main}"
    );
    assert!(
        main.contains("<details class=\"chart-data\">")
            && main.contains("systems/gwgl.html\">公文管理系统</a>"),
        "{main}"
    );
    assert!(!main.contains("style=\"") && !main.contains("<script"), "{main}");
    let csv = kb.read("site/lists/a-1.csv");
    assert_eq!(
        csv,
        "\u{feff}系统,数量\r\n公文管理系统,2\r\n人事教育管理系统,1\r\n"
    );
    let bytes = std::fs::read(kb.path("site/lists/a-1.xlsx")).unwrap();
    assert!(
        main.contains(&format!(
            "<a download href=\"a-1.csv\">CSV（{} B）</a>",
            csv.len()
        )),
        "{main}"
    );
    assert!(
        main.contains(&format!(
            "<a download href=\"a-1.xlsx\">XLSX（{} KiB）</a>",
            bytes.len().div_ceil(1024)
        )),
        "{main}"
    );
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut strings = String::new();
    archive
        .by_name("xl/sharedStrings.xml")
        .unwrap()
        .read_to_string(&mut strings)
        .unwrap();
    assert!(strings.contains("公文管理系统"), "{strings}");
}

#[test]
fn every_look_is_drawn() {
    for look in ["bar", "line", "stacked", "pareto", "pie"] {
        let main = page(&format!("query {look}"), FAULTS);
        assert!(
            main.contains(&format!("<figure class=\"chart chart-{look}\"><svg")),
            "{look}: {main}"
        );
    }
    let sql = "SELECT substr(reported_at, 1, 10) AS date, 'missing' AS status, system FROM faults";
    let main = page("query heatmap", sql);
    assert!(main.contains("2023-09-11 缺失 · 人事教育管理系统"), "{main}");
    let sql =
        "SELECT substr(reported_at, 1, 10) AS date, 1 AS n FROM faults UNION ALL VALUES ('2023-09-11', 2.5)";
    let main = page("query heatmap", sql);
    assert!(main.contains("<title>2023-09-11 3.5</title>"), "{main}");
}

#[test]
fn what_does_not_fit_is_said_in_words() {
    for (info, sql, said) in [
        (
            "query bar",
            "SELECT system, title FROM faults",
            "至少要有一列数字",
        ),
        ("query bar", "SELECT 1 AS a, 1, 2, 3, 4, 5, 6, 7", "超过 6 列"),
        (
            "query pareto",
            "SELECT date, service_minutes FROM calendar LIMIT 61",
            "超过 60 行",
        ),
        ("query pie", "SELECT 'a', -1 AS n", "有负数"),
        ("query pie", "SELECT 'a', 0 AS n", "没有大于零"),
        (
            "query heatmap",
            "SELECT 'x' AS date, 'done' AS status",
            "`x` 不是日期",
        ),
        (
            "query heatmap",
            "SELECT '2023-09-01' AS date, '好' AS status",
            "`好` 不是 done",
        ),
        (
            "query heatmap",
            "SELECT '2023-09-01' AS date",
            "第二列是状态或数字",
        ),
        (
            "query heatmap",
            "SELECT date, work FROM calendar WHERE date >= '2022-01-01' AND date < '2023-02-01'",
            "超过 12 个月",
        ),
        (
            "query heatmap",
            "VALUES ('2023-09-01', 'done'), ('2023-09-01', 3)",
            "既有状态又有数字",
        ),
        ("query chart", "SELECT 1", "不认识 `query` 后面的 `chart`"),
    ] {
        let main = page(info, sql);
        assert!(
            main.contains(said) && !main.contains("<figure class=\"chart"),
            "{info} {sql}: {main}"
        );
    }
}

#[test]
fn a_block_outside_of_lists_has_files_where_it_asks() {
    let head = "---\ntitle: 故障 4\nsystem: gwgl\nseverity: minor\nreported_at: 2023-09-14 09:00\n---\n";
    let text = format!("{head}\n```query\n{FAULTS}\n```\n\n```query pie download\n{FAULTS}\n```\n");
    let kb = list("query", FAULTS).file("content/faults/F-20230914-01.md", &text);
    kb.run(&["build"]).code(0);
    let files = kb.files("site");
    let of_fault: Vec<&str> = files
        .iter()
        .filter_map(|path| path.strip_prefix("faults/F-20230914-01"))
        .collect();
    assert_eq!(of_fault, ["-2.csv", "-2.xlsx", ".html"]);
    assert!(files.contains(&"lists/a-1.csv".to_owned()));
}

#[test]
fn a_query_that_fails_leaves_the_rest_standing() {
    let kb = list("query bar", "SELECT nonsense");
    kb.run(&["build"]).code(0);
    let html = kb.read("site/lists/a.html");
    assert!(
        main_of(&html).contains("query-fault") && !main_of(&html).contains("<figure"),
        "{html}"
    );
    assert!(kb.read("site/lists/a-1.csv").contains("no such column: nonsense"));
}
