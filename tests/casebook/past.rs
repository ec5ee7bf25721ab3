//! What git knows, shown: amendments, provenance, changes, deleted records, and reading from revisions.

use crate::kb::{Kb, main_of};
use serde_json::Value;

const CASEBOOK: &str = "title: 库
people:
  - {id: zhangwei, name: 张伟, role: engineer, from: 2023-08-01}
provenance: {late_entry: 2 workdays}
";

const CONTRACT: &str = "clocks:
  - {id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}
sheet:
  title: 考核表
  full: \"100\"
  items:
    - {id: A1, title: 解决, points: \"100\", evidence: \"SELECT * FROM faults WHERE resolution_month = :month AND resolution_status = 'breached'\", rule: {type: per_occurrence, each: \"5\"}}
";

fn fault(title: &str, times: &str) -> String {
    format!("---\ntitle: {title}\nsystem: 公文\nseverity: minor\n{times}\n---\n\n## 故障现象\n\n打不开。\n")
}

/// A fault that was reported and resolved in September, and whose time was changed in October.
fn amended() -> Kb {
    let path = "content/faults/2023/09/F-20230914-01.md";
    let times = |resolved: &str| format!("reported_at: 2023-09-14 09:35\nresolved_at: {resolved}");
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file(path, &fault("打不开", &times("2023-09-18 16:40")));
    kb.commit("2023-09-18T09:00:00Z");
    kb.write(path, fault("打不开", &times("\"2023-09-15 16:40\"")).as_bytes());
    // Word pastes a vertical tab for a line break, a terminal its escapes.
    kb.commit_saying("2023-10-09T01:00:00Z", "粘贴的\u{b}说明\u{1b}[0m");
    kb
}

#[test]
fn a_clock_time_that_was_edited_shows_everywhere() {
    let kb = amended();
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/faults/2023/09/F-20230914-01.html");
    let history = main_of(&page).split("id=\"history\"").nth(1).unwrap();
    assert!(
        history.contains("<del>2023-09-18 16:40</del><ins>2023-09-15 16:40</ins>"),
        "{history}"
    );
    assert!(history.contains("改动已入库的解决时间"), "{history}");

    let sql = "SELECT record, field, old_value, new_value, author, commit_id, changed_at FROM amendments";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    let row = &rows[0];
    assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
    assert_eq!(row["field"], "resolved_at");
    assert_eq!(row["old_value"], "2023-09-18 16:40:00");
    assert_eq!(row["new_value"], "2023-09-15 16:40:00");
    assert_eq!(row["changed_at"], "2023-10-09 09:00:00");

    kb.run(&["report", "2023-09"]).code(0);
    let report = kb.read("reports/2023-09/index.html");
    let appendix = main_of(&report).split("id=\"provenance\"").nth(1).unwrap();
    assert!(appendix.contains("F-20230914-01"), "{appendix}");
    assert!(
        appendix.contains("<del>2023-09-18 16:40</del>") && appendix.contains("<ins>2023-09-15 16:40</ins>")
    );

    let told = kb
        .run(&["history", "F-20230914-01", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(told["commits"][0]["changes"][0]["field"], "resolved_at");
    assert_eq!(told["commits"][1]["change"], "added");
}

#[test]
fn a_wait_that_was_written_or_changed_later_shows() {
    let path = "content/faults/2023/09/F-20230914-01.md";
    let kb = Kb::new().file("casebook.yaml", CASEBOOK).file(
        "contract.yaml",
        &CONTRACT.replace("1 workday}", "1 workday, exempt: emergency}"),
    );
    let write = |more: &str, time: &str| {
        let times = "reported_at: 2023-09-14 09:35\nresolved_at: 2023-09-15 16:40";
        kb.write(path, fault("打不开", &format!("{times}{more}")).as_bytes());
        kb.commit(time);
    };
    let wait = |to: &str| format!("\npending:\n  - {{from: 2023-09-14 10:00, {to}reason: user}}");
    write("", "2023-09-14T02:00:00Z");
    // Begun and ended in time, which says nothing against it; then ended later; then the record is excused.
    write(&wait(""), "2023-09-14T03:00:00Z");
    write(&wait("to: 2023-09-14 11:00, "), "2023-09-14T04:00:00Z");
    write(&wait("to: 2023-09-14 12:00, "), "2023-09-20T02:00:00Z");
    write(
        &format!("{}\nemergency: true", wait("to: 2023-09-14 12:00, ")),
        "2023-09-21T02:00:00Z",
    );
    let sql =
        "SELECT flag, field, old_value, new_value, event_at FROM provenance WHERE flag <> 'not_on_roster'";
    let told = kb.run(&["query", sql, "--format", "csv"]).code(0).stdout;
    let rows: Vec<&str> = told.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "late_entry,pending,,,2023-09-14 12:00:00",
            "clock_edited,pending,2023-09-14 10:00:00/2023-09-14 11:00:00 user,2023-09-14 10:00:00/2023-09-14 12:00:00 user,",
            "clock_edited,emergency,,true,",
        ]
    );
    kb.run(&["report", "2023-09"]).code(0);
    let waits = kb.read("reports/2023-09/tables/15-appendix-waits.csv");
    assert!(waits.lines().nth(1).unwrap().contains("待用户"), "{waits}");
}

#[test]
fn what_is_open_since_one_day_is_of_one_age() {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file(
            "content/faults/2023/09/F-20230914-01.md",
            &fault("打不开", "reported_at: 2023-09-14 09:35"),
        )
        .file(
            "content/risks/2023/RK-2023-001.md",
            "---\ntitle: 盘满\nraised_on: 2023-09-14\n---\n",
        );
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let open = kb.read("out/tables/14-open-list.csv");
    let ages: Vec<&str> = open
        .lines()
        .skip(1)
        .filter_map(|row| row.rsplit(',').next())
        .collect();
    assert_eq!(ages, ["16", "16"], "{open}");
}

#[test]
fn the_appendix_tells_what_was_amended_in_the_words_of_the_record() {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT);
    let fault_of = |severity: &str, more: &str| {
        let text = fault("打不开", &format!("reported_at: 2023-09-14 09:35\n{more}"));
        text.replace("severity: minor", &format!("severity: {severity}"))
    };
    let training = |more: &str| format!("---\ntitle: 培训\ndate: 2023-09-14\n{more}---\n");
    let scored = |score: &str| {
        format!(
            "---\ntitle: 九月\nassessed_month: 2023-09\nscores: [{{item: A1, score: \"{score}\", reason: 漏报}}, {{item: A2, score: \"3\"}}]\n---\n"
        )
    };
    let write = |severity: &str, wait: &str, more: &str, score: &str| {
        let wait = format!(
            "resolved_at: 2023-09-14 1{wait}:00\npending:\n  - {{from: 2023-09-14 10:00, to: 2023-09-14 1{wait}:00, reason: user}}"
        );
        let fault = fault_of(severity, &wait);
        kb.write("content/faults/2023/09/F-20230914-01.md", fault.as_bytes());
        kb.write(
            "content/trainings/2023/TR-20230914-01.md",
            training(more).as_bytes(),
        );
        kb.write("content/assessments/2023-09.md", scored(score).as_bytes());
    };
    write("major", "1", "", "9.5");
    kb.commit("2023-09-20T02:00:00Z");
    write("critical", "2", "hours: 2\n", "8");
    kb.commit("2023-09-21T02:00:00Z");
    kb.run(&["report", "2023-09"]).code(0);
    let rows = |table: &str| {
        let text = kb.read(&format!("reports/2023-09/tables/15-appendix-{table}.csv"));
        let rows = text.lines().skip(1);
        rows.map(|row| row.split(',').take(4).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rows("amendments"),
        [
            "2023-09,人工评分,A1 9.5 漏报；A2 3,A1 8 漏报；A2 3",
            "F-20230914-01,等待时段,2023-09-14 10:00 2023-09-14 11:00 待用户,2023-09-14 10:00 2023-09-14 12:00 待用户",
            "F-20230914-01,解决时间,2023-09-14 11:00,2023-09-14 12:00",
            "F-20230914-01,故障级别,二级,一级",
        ]
    );
    assert_eq!(
        rows("clock-edits"),
        [
            "F-20230914-01,等待时段,2023-09-14 10:00 2023-09-14 11:00 待用户,2023-09-14 10:00 2023-09-14 12:00 待用户",
            "F-20230914-01,解决时间,2023-09-14 11:00,2023-09-14 12:00",
        ]
    );
    let late: Vec<String> = rows("late-entries")
        .iter()
        .map(|row| row.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    let wanted = [
        "F-20230914-01 申报时间",
        "F-20230914-01 等待时段",
        "TR-20230914-01 日期",
    ];
    assert_eq!(late, wanted);
}

#[test]
fn a_query_as_of_the_end_of_a_month_sees_what_its_report_sees() {
    let kb = amended();
    let late = fault("晚", "reported_at: 2023-10-09 09:00");
    kb.write("content/faults/2023/10/F-20231009-01.md", late.as_bytes());
    let sql = "SELECT id, resolved_at, resolution_status FROM faults ORDER BY id";
    let rows = |more: &[&str]| {
        let out = kb
            .run(&[&["query", sql, "--format", "csv"], more].concat())
            .code(0);
        out.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let resolved = "F-20230914-01,2023-09-15 16:40:00,met";
    assert_eq!(rows(&[]), [resolved, "F-20231009-01,,running"]);
    assert_eq!(rows(&["--as-of", "2023-09-30"]), [resolved]);
    assert_eq!(rows(&["--as-of", "2023-09-15 12:00"]), ["F-20230914-01,,running"]);
}

#[test]
fn provenance_tells_late_entries_strangers_and_imports() {
    let kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT)
        .file(
            "content/faults/F-20230801-01.md",
            &fault("旧", "reported_at: 2023-08-01 09:00"),
        );
    let base = kb.commit("2023-09-20T01:00:00Z");
    let casebook = CASEBOOK.replace("{late_entry", &format!("{{baseline: {base}, late_entry"));
    kb.write("casebook.yaml", casebook.as_bytes());
    // Thursday evening before the National Day holidays: two workdays on is Sunday the 8th of October, a make-up day.
    let on_time = fault("准时", "reported_at: 2023-09-28 17:45");
    kb.write("content/faults/F-20230928-01.md", on_time.as_bytes());
    kb.commit("2023-10-08T09:30:00Z");
    let late = fault(
        "迟",
        "reported_at: 2023-09-28 17:45\nresolved_at: 2023-10-08 10:00",
    );
    kb.write("content/faults/F-20230928-02.md", late.as_bytes());
    kb.commit("2023-10-08T09:30:01Z");
    let flags = || {
        let sql = "SELECT id, flag, field, due_at FROM provenance ORDER BY id, flag";
        kb.run(&["query", sql, "--format", "json"]).code(0).json()
    };
    let text = |row: &Value| format!("{} {} {}", row["id"], row["flag"], row["due_at"]).replace('"', "");
    let said: Vec<String> = flags().as_array().unwrap().iter().map(text).collect();
    assert_eq!(
        said,
        [
            "F-20230801-01 imported null",
            "F-20230928-02 late_entry 2023-10-08 17:30:00"
        ]
    );
    kb.write(
        "casebook.yaml",
        casebook
            .replace("张伟", "李娜")
            .replace("zhangwei", "lina")
            .as_bytes(),
    );
    let strangers = flags();
    let strangers = strangers
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["flag"] == "not_on_roster");
    assert_eq!(strangers.count(), 2);
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/provenance/index.html");
    assert!(main_of(&page).contains("F-20230928-02") && main_of(&page).contains(&base));
}

#[test]
fn a_deleted_record_leaves_a_tombstone_its_number_and_a_finding() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file(
            "content/faults/F-20230914-01.md",
            &fault("一", "reported_at: 2023-09-14 09:00"),
        )
        .file(
            "content/faults/F-20230914-02.md",
            &fault("二", "reported_at: 2023-09-14 10:00"),
        )
        .file(
            "content/faults/F-20230914-04.md",
            &fault("四", "reported_at: 2023-09-14 11:00"),
        )
        .file(
            "content/faults/F-20230914-05.md",
            &fault("草稿", "reported_at: 2023-09-14 11:00\ndraft: true"),
        );
    kb.commit("2023-09-14T09:00:00Z");
    for gone in ["F-20230914-02", "F-20230914-05"] {
        std::fs::remove_file(kb.path(&format!("content/faults/{gone}.md"))).unwrap();
    }
    let commit = kb.commit("2023-09-15T09:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/faults/F-20230914-02.html");
    assert!(
        main_of(&page).contains("已删除") && main_of(&page).contains(&commit[..10]),
        "{page}"
    );
    assert!(!kb.path("site/faults/F-20230914-05.html").exists());
    let sql = "SELECT number, status, last_commit FROM numbers WHERE status <> 'present'";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    assert_eq!(rows[0]["status"], "deleted");
    assert_eq!(rows[0]["last_commit"], commit.as_str());
    assert_eq!(
        (&rows[1]["number"], &rows[1]["status"]),
        (&3.into(), &"missing".into())
    );
    let found = kb.run(&["check"]).code(0).stdout;
    assert!(
        found.contains("警告[number-gap]: 编号 F-20230914-02 的记录已不在"),
        "{found}"
    );
    let short = &commit[..10];
    let command = format!("git checkout {short}~ -- 'content/faults/F-20230914-02.md'");
    assert!(
        found.contains(&format!("提交 {short}（")) && found.contains(&command),
        "{found}"
    );
    assert!(
        found.contains("缺少编号 F-20230914-03，历史中从未有过"),
        "{found}"
    );
    let told = kb.run(&["history", "F-20230914-02"]).code(0).stdout;
    assert!(told.contains("删除") && told.contains("登记"), "{told}");
}

#[test]
fn an_old_address_leads_to_where_a_record_moved() {
    let text = fault("一", "reported_at: 2023-09-14 09:00");
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/faults/2023/F-1.md", &text);
    kb.commit("2023-09-14T09:00:00Z");
    std::fs::create_dir_all(kb.path("content/faults/2023/09")).unwrap();
    std::fs::rename(
        kb.path("content/faults/2023/F-1.md"),
        kb.path("content/faults/2023/09/F-1.md"),
    )
    .unwrap();
    kb.commit("2023-09-15T09:00:00Z");
    kb.run(&["build", "-q"]).code(0);
    let old = kb.read("site/faults/2023/F-1.html");
    assert!(old.contains("url=09/F-1.html"), "{old}");
    let sql = "SELECT created_at FROM faults WHERE id = 'F-1'";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    assert_eq!(rows[0]["created_at"], "2023-09-14 17:00:00");
}

#[test]
fn what_one_person_did_to_a_record_on_a_day_stands_once_among_the_latest_changes() {
    let write = |kb: &Kb, reported: &str| {
        let text = fault("甲", &format!("reported_at: 2023-10-10 09:{reported}"));
        kb.write("content/faults/F-20231010-01.md", text.as_bytes());
    };
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    for (time, reported) in [
        ("2023-10-10T09:00:00Z", "00"),
        ("2023-10-11T09:00:00Z", "10"),
        ("2023-10-11T10:00:00Z", "20"),
    ] {
        write(&kb, reported);
        kb.commit(time);
    }
    kb.run(&["build"]).code(0);
    let home = kb.read("site/index.html");
    let (_, changed) = home.split_once("id=\"changed-title\"").unwrap();
    let (changed, _) = changed.split_once("</ul>").unwrap();
    assert_eq!(changed.matches("<li").count(), 2, "{changed}");
    assert!(
        changed.contains("2023-10-11 18:00") && !changed.contains("2023-10-11 17:00"),
        "{changed}"
    );
}

#[test]
fn what_was_changed_is_said_in_words_and_as_a_feed() {
    let kb = amended();
    let month = kb.run(&["changes", "--month", "2023-10"]).code(0).stdout;
    assert!(
        month.contains("解决时间由“2023-09-18 16:40”改为“2023-09-15 16:40”"),
        "{month}"
    );
    let english = kb
        .run(&["--lang", "en", "changes", "--month", "2023-10"])
        .code(0)
        .stdout;
    assert!(
        english.contains("“2023-09-18 16:40” became “2023-09-15 16:40”"),
        "{english}"
    );
    let since = kb
        .run(&["changes", "--since", "HEAD~1", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(since[0]["id"], "F-20230914-01");
    assert_eq!(since[0]["changes"][0]["old"], "2023-09-18 16:40");
    assert_eq!(since[0]["commits"].as_array().unwrap().len(), 1);
    kb.write(
        "content/faults/F-20231010-01.md",
        fault("新", "reported_at: 2023-10-10 09:00").as_bytes(),
    );
    let with_uncommitted = kb
        .run(&["changes", "--since", "HEAD", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(with_uncommitted[0]["change"], "added");
    kb.run(&["changes", "--since", "nothing"]).code(2);
    kb.run(&["changes"]).code(2);
    let head = kb
        .run(&["query", "SELECT commit_id FROM commits", "--format", "json"])
        .json();
    let sealed = format!("{{\"commit\": {}}}", head[1]["commit_id"]);
    kb.write("reports/2023-09/MANIFEST.json", sealed.as_bytes());
    let since_seal = kb
        .run(&[
            "changes", "--since", "2023-09", "--until", "HEAD", "--format", "json",
        ])
        .code(0)
        .json();
    assert_eq!(since_seal.as_array().unwrap().len(), 1);

    kb.run(&["build", "-q"]).code(0);
    let page = kb.read("site/history/2023-10.html");
    assert!(
        main_of(&page).contains("解决时间由“2023-09-18 16:40”改为“2023-09-15 16:40”"),
        "{page}"
    );
    let feed = kb.read("site/history/feed.xml");
    assert!(
        feed.contains("<updated>2023-10-09T01:00:00+00:00</updated>"),
        "{feed}"
    );
    assert!(
        feed.contains("href=\"../faults/2023/09/F-20230914-01.html\""),
        "{feed}"
    );
    assert!(feed.contains("粘贴的\u{fffd}说明\u{fffd}[0m"), "{feed}");
}

#[test]
fn rows_of_inspections_are_compared_and_a_future_one_is_refused() {
    let path = "content/inspections/I-20230915-01.md";
    let text = |result: &str| {
        format!(
            "---\ndate: 2023-09-15\ninspector: 张伟\n---\n\n| 系统 | 检查项 | 结果 |\n| --- | --- | --- |\n| 公文 | CPU | {result} |\n"
        )
    };
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file(path, &text("正常"));
    kb.commit("2023-09-14T09:00:00Z");
    let found = kb.run(&["check"]).code(1).stdout;
    assert!(found.contains("inspection-future"), "{found}");
    kb.write(path, text("异常").as_bytes());
    kb.commit("2023-09-16T09:00:00Z");
    let rows = kb
        .run(&[
            "query",
            "SELECT field, old_value, new_value FROM amendments",
            "--format",
            "json",
        ])
        .json();
    assert_eq!(rows[0]["field"], "result[公文 · CPU]");
    assert_eq!(
        (&rows[0]["old_value"], &rows[0]["new_value"]),
        (&"正常".into(), &"异常".into())
    );
}

#[test]
fn a_number_of_a_deleted_record_is_not_given_again() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    let first = kb.run(&["new", "fault", "甲"]).code(0).stdout;
    kb.commit("2023-09-14T09:00:00Z");
    std::fs::remove_file(kb.path(first.trim())).unwrap();
    kb.commit("2023-09-15T09:00:00Z");
    let second = kb.run(&["new", "fault", "乙"]).code(0).stdout;
    assert_ne!(first, second);
}

#[test]
fn what_new_remembers_of_deleted_numbers_is_what_all_commits_tell() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    let new = || {
        let path = kb.run(&["new", "risk", "甲"]).code(0).stdout.trim().to_owned();
        let number = path
            .trim_end_matches(".md")
            .rsplit('-')
            .next()
            .unwrap()
            .to_owned();
        (path, number)
    };
    let mut commits = Vec::new();
    for turn in 1..4 {
        let (path, number) = new();
        assert_eq!(number.parse(), Ok(turn));
        commits.push(kb.commit(&format!("2023-09-{:02}T09:00:00Z", 2 * turn)));
        std::fs::remove_file(kb.path(&path)).unwrap();
        commits.push(kb.commit(&format!("2023-09-{:02}T09:00:00Z", 2 * turn + 1)));
    }
    for commit in [1, 5, 4, 3, 5] {
        let repository = git2::Repository::open(kb.root()).unwrap();
        let id = git2::Oid::from_str(&commits[commit]).unwrap();
        repository.set_head_detached(id).unwrap();
        let all = &mut git2::build::CheckoutBuilder::new();
        repository.checkout_head(Some(all.force())).unwrap();
        let numbers = [false, true].map(|forget| {
            if forget {
                std::fs::remove_dir_all(kb.path(".casebook")).unwrap();
            }
            let (path, number) = new();
            std::fs::remove_file(kb.path(&path)).unwrap();
            number
        });
        assert_eq!(numbers[0], numbers[1], "{commit}");
    }
}

#[test]
fn without_git_the_past_is_unknown_and_nothing_speaks_of_it() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n").file(
        "content/faults/F-20230914-02.md",
        &fault("二", "reported_at: 2023-09-14 10:00"),
    );
    kb.run(&["build", "-q"]).code(0);
    assert!(!kb.path("site/history").exists() && !kb.path("site/provenance").exists());
    let found = kb.run(&["check"]).code(0).stdout;
    assert!(found.contains("缺少编号 F-20230914-01\n"), "{found}");
    kb.run(&["changes", "--since", "HEAD"]).code(2);
    assert_eq!(
        kb.run(&["changes", "--month", "2023-09", "--format", "json"])
            .code(0)
            .json(),
        Value::Array(Vec::new())
    );
}

#[test]
fn what_is_not_committed_yet_is_said() {
    let kb = amended();
    let page = || {
        kb.run(&["build", "-q"]).code(0);
        kb.read("site/faults/2023/09/F-20230914-01.html")
    };
    assert!(!page().contains("有未提交的改动"));
    let path = "content/faults/2023/09/F-20230914-01.md";
    let text = kb.read(path);
    kb.write(path, text.replace('\n', "\r\n").as_bytes());
    assert!(!page().contains("有未提交的改动"), "ends of lines are no change");
    kb.write(path, text.replace("打不开", "又打不开").as_bytes());
    assert!(page().contains("有未提交的改动"));
    kb.write(path, text.as_bytes());
    assert!(!page().contains("有未提交的改动"));
}

#[test]
fn a_knowledge_base_that_moved_as_a_whole_keeps_its_past() {
    let kb = amended();
    std::fs::create_dir(kb.path("wiki")).unwrap();
    for name in ["casebook.yaml", "contract.yaml", "content"] {
        std::fs::rename(kb.path(name), kb.path(&format!("wiki/{name}"))).unwrap();
    }
    kb.commit("2023-11-01T01:00:00Z");
    let told = kb
        .run(&["-C", "wiki", "history", "F-20230914-01", "--format", "json"])
        .code(0)
        .json();
    let changes: Vec<&str> = told["commits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["change"].as_str().unwrap())
        .collect();
    assert_eq!(changes, ["renamed", "modified", "added"]);
    let sql = "SELECT created_at FROM faults";
    let rows = kb
        .run(&["-C", "wiki", "query", sql, "--format", "json"])
        .code(0)
        .json();
    assert_eq!(rows[0]["created_at"], "2023-09-18 17:00:00");
    kb.run(&["-C", "wiki", "build", "-q"]).code(0);
    assert!(!kb.path("wiki/site/content").exists());
}

#[test]
fn flags_that_are_many_have_pages_of_their_own_and_none_is_lost() {
    let mut kb = Kb::new()
        .file("casebook.yaml", CASEBOOK)
        .file("contract.yaml", CONTRACT);
    let ids: Vec<String> = (1..=200)
        .map(|number| format!("F-202309{:02}-{:02}", number % 20 + 1, number / 20 + 1))
        .collect();
    for id in &ids {
        let times = format!("reported_at: 2023-09-{} 09:35", &id[8..10]);
        kb = kb.file(
            &format!("content/faults/2023/09/{id}.md"),
            &fault("打不开", &times),
        );
    }
    kb.commit("2023-10-31T09:00:00Z");
    kb.run(&["build", "-q", "--no-search"]).code(0);
    let page = kb.read("site/provenance/index.html");
    assert!(page.contains("<a href=\"late-entry.html\">全部 200 条</a>"));
    let (first, second) = (
        kb.read("site/provenance/late-entry.html"),
        kb.read("site/provenance/late-entry-page-2.html"),
    );
    assert!(first.contains("href=\"late-entry-page-2.html\""));
    for page in [&page, &first, &second] {
        assert!(page.len() < 100_000, "{}", page.len());
    }
    for id in &ids {
        let named = |page: &str| page.contains(&format!(">{id}</a>"));
        assert!(named(&first) != named(&second), "{id}");
    }
}

/// A record that was committed cannot be hidden: as a draft, or behind the alias of a record of another kind, its number is a gap that is told.
#[test]
fn a_record_that_was_committed_cannot_be_hidden() {
    ["true", "是", "maybe"].into_iter().for_each(cannot_be_hidden);
}

fn cannot_be_hidden(draft: &str) {
    let record = "---\ntitle: 停机\nsystem: oa\nseverity: minor\nreported_at: 2023-09-05 09:00\n---\n";
    let draft = record.replace("title", &format!("draft: {draft}\ntitle"));
    let gaps = |kb: &Kb| {
        let found = kb.run(&["check", "--format", "json"]).json();
        let all = found.as_array().unwrap().iter();
        let told = all.filter(|one| one["rule"] == "number-gap");
        told.map(|one| one["message"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let kb = Kb::new()
        .file("casebook.yaml", "systems: [{id: oa, name: 协同办公平台}]\n")
        .file("content/faults/F-20230905-01.md", record)
        .file("content/faults/F-20230905-02.md", &draft)
        .git();
    kb.commit("2023-09-06T01:00:00Z");
    kb.write(
        "content/faults/F-20230905-02.md",
        draft.replace("停机", "断网").as_bytes(),
    );
    kb.commit("2023-09-07T01:00:00Z");
    assert_eq!(gaps(&kb), Vec::<String>::new(), "a draft that never was a record");
    kb.write("content/faults/F-20230905-01.md", draft.as_bytes());
    let told = gaps(&kb);
    assert!(told.len() == 1 && told[0].contains("还没有提交"), "{told:?}");
    kb.commit("2023-09-08T01:00:00Z");
    let told = gaps(&kb);
    assert!(told.len() == 1 && told[0].contains("改成了草稿"), "{told:?}");
    let asked = [
        "query",
        "SELECT number, status FROM numbers ORDER BY 1",
        "--format",
        "csv",
    ];
    assert!(kb.run(&asked).code(0).stdout.contains("1,deleted"));
    std::fs::remove_file(kb.path("content/faults/F-20230905-01.md")).unwrap();
    let heir = "---\ntitle: 咨询\nsystem: oa\nreported_at: 2023-09-05 09:00\naliases: [F-20230905-01]\n---\n";
    kb.write("content/cases/C-20230905-01.md", heir.as_bytes());
    kb.commit("2023-09-09T01:00:00Z");
    let told = gaps(&kb);
    assert!(told.len() == 1 && told[0].contains("F-20230905-01"), "{told:?}");
}
