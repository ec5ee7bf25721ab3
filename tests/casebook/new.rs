//! `casebook new`: a record begun in a minute.

use crate::kb::{Kb, Out};

/// The path that the command printed.
fn path(out: &Out) -> String {
    let line = out.stdout.trim_end();
    assert!(
        !line.contains('\n') && line.ends_with(".md"),
        "one path was expected: {line}"
    );
    line.replace('\\', "/")
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap().trim_end_matches(".md")
}

#[test]
fn it_writes_a_record_that_has_only_its_blanks_to_fill() {
    let kb = Kb::new().sample_config();
    let made = path(
        &kb.run(&["new", "fault", "登录页面打不开", "--system", "公文管理系统"])
            .code(0),
    );
    assert!(made.contains("content/faults/"), "{made}");
    let text = kb.read(&made);
    assert!(
        text.starts_with("---\n") && text.contains("登录页面打不开"),
        "{text}"
    );
    assert!(text.contains("## 故障现象"), "{text}");
    let found = kb.run(&["check", "--format", "json"]).json();
    for finding in found.as_array().unwrap() {
        assert!(
            !["unknown-field", "front-matter", "value"].contains(&finding["rule"].as_str().unwrap()),
            "{finding}"
        );
    }
}

#[test]
fn ids_follow_each_other() {
    let kb = Kb::new().sample_config();
    let one = path(&kb.run(&["new", "fault", "甲", "--system", "gwgl"]).code(0));
    let two = path(&kb.run(&["new", "fault", "乙", "--system", "gwgl"]).code(0));
    assert!(
        stem(&one).starts_with("F-") && stem(&one).ends_with("-01"),
        "{one}"
    );
    assert_eq!(stem(&two), stem(&one).replace("-01", "-02"));
    assert_ne!(kb.read(&one), kb.read(&two));
}

#[test]
fn no_id_is_given_twice() {
    let case = "---\ntitle: 甲\nreported_at: 2023-09-12 09:20\naliases: [c-20230912-02]\n---\n";
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/cases/2023/09/C-20230912-01.md", case)
        .file("content/manuals/C-20230912-03.md", "# 乙\n")
        .file("content/faults/C-20230912-04.md", "# 丙\n");
    let field = ["--field", "reported_at=2023-09-12 10:00"];
    let made = path(&kb.run(&[&["new", "case", "丁"][..], &field].concat()).code(0));
    assert_eq!(stem(&made), "C-20230912-05");
}

#[test]
fn fields_are_set() {
    let kb = Kb::new().sample_config();
    let args = [
        "new",
        "fault",
        "标题: 带冒号",
        "--field",
        "severity=critical",
        "--field",
        "reporter=林晓芸",
        "--system",
        "gwgl",
    ];
    let made = path(&kb.run(&args).code(0));
    let sql = "SELECT title, severity, reporter, system FROM faults";
    let rows = kb.run(&["query", sql, "--format", "json"]).code(0).json();
    let expected = serde_json::json!([{"title": "标题: 带冒号", "severity": "critical", "reporter": "林晓芸", "system": "gwgl"}]);
    assert_eq!(rows, expected, "{}", kb.read(&made));
}

#[test]
fn every_kind_can_be_begun() {
    let kb = Kb::new().sample_config();
    for kind in [
        "fault",
        "case",
        "inspection",
        "manual",
        "change",
        "request",
        "test",
        "training",
        "risk",
        "vulnerability",
        "incident",
        "plan",
        "list",
    ] {
        let made = path(&kb.run(&["new", kind, "新记录", "--system", "gwgl"]).code(0));
        assert!(kb.path(&made).is_file(), "{made}");
    }
    let made = path(&kb.run(&["new", "assessment", "2023-10"]).code(0));
    assert!(made.ends_with("content/assessments/2023-10.md"), "{made}");
    let text = kb.read(&made);
    for item in ["E2", "E3"] {
        assert!(text.contains(item), "{text}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let kb = Kb::new()
        .sample_config()
        .file("content/assessments/2023-10.md", "# 已写\n");
    kb.run(&["new", "assessment", "2023-10"]).code(2);
    assert_eq!(kb.read("content/assessments/2023-10.md"), "# 已写\n");
}

#[test]
fn an_unknown_kind_system_or_field_is_refused_with_the_nearest() {
    let kb = Kb::new().sample_config();
    assert!(kb.run(&["new", "falt", "甲"]).code(2).stderr.contains("fault"));
    assert!(
        kb.run(&["new", "fault", "甲", "--system", "公文管理"])
            .code(2)
            .stderr
            .contains("公文管理系统")
    );
    assert!(
        kb.run(&["new", "fault", "甲", "--field", "severty=major"])
            .code(2)
            .stderr
            .contains("severity")
    );
    // Where none is near, all are named.
    let unlike = kb.run(&["new", "fault", "甲", "--field", "nope=1"]).code(2);
    assert!(unlike.stderr.contains("`nope`，可用：") && unlike.stderr.contains("severity"));
    let unlike = kb.run(&["new", "fault", "甲", "--system", "火星探测"]).code(2);
    assert!(unlike.stderr.contains("`火星探测`，可用：") && unlike.stderr.contains("公文管理系统"));
    assert!(
        kb.run(&["new", "fault", " "])
            .code(2)
            .stderr
            .contains("标题是空的")
    );
    assert_eq!(kb.files("."), ["casebook.yaml", "contract.yaml"]);
}

#[test]
fn a_title_cannot_leave_the_folder() {
    let kb = Kb::new().sample_config();
    let out = kb.run(&["new", "manual", "../../../外面"]);
    assert!(out.code == 0 || out.code == 2);
    let outside = kb.root().parent().unwrap();
    let names: Vec<_> = std::fs::read_dir(outside)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        kb.files(".")
            .iter()
            .all(|file| file.starts_with("content/manuals/") || !file.ends_with(".md"))
    );
}

/// What begins with a dot is hidden: nothing would read it.
#[test]
fn a_title_that_begins_with_a_dot_gives_a_file_that_is_read() {
    let kb = Kb::new().sample_config();
    let made = |title: &str| kb.run(&["new", "manual", title]).code(0).stdout;
    assert_eq!(
        made(".NET 运行库安装手册").trim(),
        "content/manuals/NET-运行库安装手册.md"
    );
    assert_eq!(made("工具/...隐藏").trim(), "content/manuals/工具/隐藏.md");
    assert!(
        kb.read("content/manuals/NET-运行库安装手册.md")
            .contains(".NET 运行库安装手册")
    );
    let long = made(&"长".repeat(84));
    assert_eq!(long.matches('长').count(), 80, "{long}");
    let found = kb.run(&["search", "运行库", "--format", "json"]).code(0).json();
    assert_eq!(found["total"], 1, "{found}");
    for title in ["...", "/", ". /."] {
        let none = kb.run(&["new", "manual", title]).code(2);
        assert!(none.stderr.contains("不能作为文件名"), "{}", none.stderr);
    }
}

#[test]
fn a_day_that_is_given_places_the_record() {
    let kb = Kb::new().sample_config();
    let made = |at: &str| {
        path(
            &kb.run(&["new", "fault", "甲", "--field", &format!("reported_at={at}")])
                .code(0),
        )
    };
    assert_eq!(
        made("2023-09-11 09:20"),
        "content/faults/2023/09/F-20230911-01.md"
    );
    assert_eq!(made("2023-09-11"), "content/faults/2023/09/F-20230911-02.md");
}

#[test]
fn what_is_filled_in_is_of_the_day_that_was_given() {
    let kb = Kb::new().sample_config();
    let made = |kind: &str, field: &str| {
        let path = path(&kb.run(&["new", kind, "甲", "--field", field]).code(0));
        kb.read(&path)
    };
    let of_day = made("inspection", "date=2026-11-03");
    assert!(of_day.contains("\nstarted_at: 2026-11-03 "), "{of_day}");
    let of_time = made("change", "started_at=2026-11-03 09:20");
    assert!(
        of_time.contains("\nrequested_at: 2026-11-03 09:20\n"),
        "{of_time}"
    );
}

#[test]
fn a_title_leads_out_of_the_folder_of_its_kind_by_no_way() {
    let kb = Kb::new().sample_config();
    for title in ["../x", "../../x", "a/../../b"] {
        kb.run(&["new", "manual", title]).code(2);
    }
    assert!(
        !kb.path("x.md").exists() && !kb.path("content/b.md").exists() && !kb.path("content/x.md").exists()
    );
}

#[test]
fn a_value_that_its_field_does_not_take_is_refused_before_anything_is_written() {
    let kb = Kb::new().sample_config();
    let before = kb.files(".");
    for (field, words) in [
        (
            "severity=一及",
            "字段 `severity`：`一及` 不是“故障级别”的可选值。改为 `一级`",
        ),
        (
            "reported_at=2024-13-05 09:00",
            "字段 `reported_at`：没有 `2024-13-05 09:00` 这个日期",
        ),
        (
            "affected_users=很多",
            "字段 `affected_users`：字段“影响人数”应为数字",
        ),
        ("handler=没有这个人", "没有这个人"),
    ] {
        let refused = kb.run(&["new", "fault", "甲", "--field", field]).code(2);
        assert!(refused.stderr.contains(words), "{field}: {}", refused.stderr);
    }
    assert_eq!(kb.files("."), before);
    for field in [
        "severity=major",
        "reported_at=2024-12-05 09:00",
        "affected_users=35",
        "tags=[甲, 乙]",
    ] {
        kb.run(&["new", "fault", "甲", "--field", field]).code(0);
    }
}

/// In an English base a new record speaks English, and names the words that casebook.yaml declares.
#[test]
fn hints_are_in_the_language_of_the_site_and_of_its_vocabularies() {
    let site = "language: en\nchannels: {radio: Radio, vhf: VHF set}\ncheck_items: [{id: radar, name: Radar | feed}]\n";
    let kb = Kb::new().file("casebook.yaml", site);
    let fault = kb.read(&path(&kb.run(&["new", "fault", "T"]).code(0)));
    assert!(fault.contains("\nchannel:  # radio | vhf VHF set\n"), "{fault}");
    assert!(fault.contains("\nseverity:  # critical | major | minor\n"));
    let round = kb.read(&path(&kb.run(&["new", "inspection", "T"]).code(0)));
    assert!(
        round.ends_with(
            " Fault |\n| --- | --- | --- | --- | --- | --- |\n|  | Radar \\| feed | Not checked |  |  |  |\n"
        ),
        "{round}"
    );
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let month = kb.read(&path(&kb.run(&["new", "assessment", "2024-02"]).code(0)));
    for text in [&fault, &round, &month] {
        assert!(!text.contains(is_han), "{text}");
    }
    // A knowledge base that has a template of its own has it in any language.
    let kb = kb.file(
        "templates/kinds/fault/new.md",
        "---\ntitle: {{ title | yaml }}\n---\n\n自己的\n",
    );
    let own = kb.read(&path(&kb.run(&["new", "fault", "T"]).code(0)));
    assert_eq!(own, "---\ntitle: T\n---\n\n自己的\n");
}

#[test]
fn a_field_of_several_lines_is_set_as_a_whole() {
    let kb = Kb::new().file("casebook.yaml", "").file(
        "templates/kinds/case/new.md",
        "---\ntitle: {{ title | yaml }}\ntags:\n  - 甲\n\n  - 乙\n# 时间\nreported_at: {{ now }}\n---\n",
    );
    let made = path(&kb.run(&["new", "case", "T", "--field", "tags=[丙]"]).code(0));
    let text = kb.read(&made);
    assert!(
        text.starts_with("---\ntitle: T\ntags: [丙]\n# 时间\nreported_at: "),
        "{text}"
    );
}

/// A kind without a template is begun from its fields, sections and table.
#[test]
fn a_kind_without_a_template_is_begun_from_its_fields() {
    let drill = "id: drill
allocate: \"DR-{seq:02}\"
date: held_on
fields:
  held_on: {type: date, required: true, label: 演练日期}
  drill_type: {type: choice, of: {desk: 桌面, live: 实战}, wanted: true}
  steps: {type: list, of: text, wanted: held_on}
  place: text
table: {step: {type: text, label: 环节}, minutes: number}
sections: [演练场景, 问题与改进]
";
    let kb = Kb::new()
        .file("casebook.yaml", "")
        .file("templates/kinds/drill/kind.yaml", drill);
    let made = path(
        &kb.run(&["new", "drill", "断电", "--field", "held_on=2024-01-10"])
            .code(0),
    );
    assert_eq!(
        kb.read(&made),
        "---
title: 断电
system:
held_on: 2024-01-10
drill_type:  # desk 桌面 | live 实战
steps: []
---

## 演练场景

## 问题与改进

| 环节 | minutes |
| --- | --- |
|  |  |
"
    );
    kb.run(&["check", "--strict"]);
}
