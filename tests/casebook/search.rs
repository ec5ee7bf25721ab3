//! `casebook search`: what a reader can see in a record finds that record.

mod corpus;
mod keeping;
mod quality;
mod questions;
mod substrings;

use crate::kb::Kb;
use serde_json::Value;

fn kb() -> Kb {
    Kb::new()
        .sample_config()
        .file(
            "content/faults/2023/09/F-20230911-01.md",
            "---\ntitle: 公文管理系统连接池耗尽\nsystem: gwgl\nseverity: major\nreported_at: 2023-09-11 09:00\n---\n\n\
             ## 故障现象\n\n打开待办时报 `ORA-12541: TNS:no listener`，见 <b>服务器</b> 192.168.10.7。\n\n[[C-20230912-01]]\n",
        )
        .file(
            "content/cases/2023/09/C-20230912-01.md",
            "---\ntitle: 打印控件装不上\nsystem: rsjy\nnature: question\nreported_at: 2023-09-12 09:00\n---\n\n\
             浏览器提示证书过期，重新安装控件 v5.4.0 后正常，与 F-20230911-01 无关。\n",
        )
        .file("content/manuals/公文/用户手册.md", "# 用户手册\n\n拟稿、核稿、签发。\n")
}

fn search(kb: &Kb, args: &[&str]) -> Value {
    let mut all = vec!["search"];
    all.extend(args);
    all.extend(["--format", "json"]);
    kb.run(&all).code(0).json()
}

fn ids(found: &Value) -> Vec<&str> {
    found["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["id"].as_str().unwrap())
        .collect()
}

#[track_caller]
fn finds(kb: &Kb, args: &[&str], expected: &[&str]) {
    let found = search(kb, args);
    let mut ids = ids(&found);
    ids.sort_unstable();
    assert_eq!(ids, expected, "{args:?}");
    assert_eq!(found["total"], expected.len());
}

#[test]
fn each_example_of_a_filter_finds_what_is_there() {
    let kb = Kb::new()
        .file("casebook.yaml", "languages: [zh-CN, en]\nsystems: [{id: oa, name: 协同 办公}, {id: mail, name: 邮件}]\nregions: [{id: fz, name: 福州}]\n")
        .file("content/cases/2023/09/C-20230912-01.md", "---\ntitle: 一\nsystem: oa\nregion: fz\ntags: [证书]\nreported_at: 2023-09-12 09:00\n---\n");
    let examples = |page: &str| -> Vec<String> {
        let html = kb.read(page);
        let (_, hint) = html.split_once("<p class=\"hint\">").unwrap();
        let codes = hint
            .split_once("</p>")
            .unwrap()
            .0
            .split("<span class=\"tag\">")
            .skip(1);
        let text = codes.map(|code| code.rsplit_once("</span>").unwrap().0);
        let plain = |text: &str| {
            text.replace("&quot;", "\"")
                .replace("<span lang=\"zh-CN\">", "")
                .replace("</span>", "")
        };
        text.map(plain).collect()
    };
    kb.run(&["build"]).code(0);
    let chinese = [
        "系统:\"协同 办公\"",
        "类型:\"Case 处理记录\"",
        "地区:福州",
        "标签:证书",
        "月份:2023-09",
    ];
    assert_eq!(examples("site/search/index.html"), chinese);
    let english = examples("site/en/search/index.html");
    assert_eq!(english.len(), chinese.len());
    for example in english.iter().map(String::as_str).chain(chinese) {
        finds(&kb, &[example], &["C-20230912-01"]);
    }
}

#[test]
fn any_substring_finds_its_record() {
    let kb = kb();
    let fault = ["F-20230911-01"];
    for query in [
        "连接池",
        "接池耗",
        "耗",
        "ORA-12541",
        "192.168.10.7",
        "连接池 待办",
        "ora-12541",
        "ＯＲＡ－１２５４１",
        "連接池",
        "liste",
        "istene",
        "stener",
    ] {
        finds(&kb, &[query], &fault);
    }
    finds(&kb, &["核稿"], &["公文/用户手册"]);
    finds(&kb, &["v5.4.0"], &["C-20230912-01"]);
}

#[test]
fn what_stands_anywhere_in_a_long_word_is_found() {
    let hash = "a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da89238bc13626e43dcb38ddb082488927ec904fb42057443983e88585179d50551afe62";
    let kb = kb().file("content/manuals/校验.md", &format!("# 校验\n\n{hash}\n"));
    for part in [
        &hash[61..67],
        &hash[55..75],
        &hash[64..70],
        &hash[..70],
        &hash[120..],
    ] {
        finds(&kb, &[part], &["校验"]);
    }
}

#[test]
fn what_a_page_shows_of_fields_is_found_in_all_its_languages() {
    let kb = kb().sample_config_in("languages: [zh-CN, en]").file(
        "content/faults/2023/09/F-20230915-01.md",
        "---\ntitle: 带宽耗尽\nsystem: gwgl\nseverity: minor\nreported_at: 2023-09-15 09:00\naffected_users: 1920\n\
         pending:\n  - {from: 2023-09-15 10:00, to: 2023-09-15 11:00, reason: user}\n---\n",
    );
    let fault = ["F-20230915-01"];
    for query in [
        "\"1920 人\"",
        "1920",
        "\"影响人数 1920\"",
        "等待原因",
        "\"Affected users\"",
        "Minor",
        "\"Reason\"",
    ] {
        finds(&kb, &[query], &fault);
    }
    kb.run(&["build"]).code(0);
}

#[test]
fn the_title_is_found_by_its_sound() {
    finds(&kb(), &["ljchj"], &["F-20230911-01"]);
}

#[test]
fn an_id_comes_first() {
    let kb = kb();
    let found = search(&kb, &["F-20230911-01"]);
    assert_eq!(ids(&found)[0], "F-20230911-01");
    assert_eq!(found["query"], "F-20230911-01");
}

#[test]
fn a_hit_says_what_and_where_it_is() {
    let kb = kb();
    let found = search(&kb, &["服务器"]);
    let hit = &found["hits"][0];
    assert_eq!(hit["kind"], "fault");
    assert_eq!(hit["title"], "公文管理系统连接池耗尽");
    assert_eq!(hit["url"], "faults/2023/09/F-20230911-01.html");
    assert!(hit["score"].is_number());
    let snippet = hit["snippet"].as_str().unwrap();
    assert!(
        snippet.contains("<mark>服务器</mark>") && !snippet.contains("<b>"),
        "{snippet}"
    );
}

#[test]
fn filters_narrow() {
    let kb = kb();
    finds(
        &kb,
        &["20230911", "--limit", "0"],
        &["C-20230912-01", "F-20230911-01"],
    );
    finds(&kb, &["20230911", "--kind", "case"], &["C-20230912-01"]);
    finds(&kb, &["20230911", "--kind", "cases"], &["C-20230912-01"]);
    finds(&kb, &["20230911", "--system", "公文管理系统"], &["F-20230911-01"]);
    // An option narrows what was typed, and takes nothing in that it leaves out.
    finds(&kb, &["20230911 系统:公文", "--system", "rsjy"], &[]);
    finds(
        &kb,
        &["20230911 系统:公文 系统:rsjy", "--system", "rsjy"],
        &["C-20230912-01"],
    );
    finds(&kb, &["20230911 kind:fault"], &["F-20230911-01"]);
    finds(&kb, &["20230911 系统:rsjy"], &["C-20230912-01"]);
    finds(&kb, &["20230911", "--from", "2023-09-12"], &["C-20230912-01"]);
    finds(&kb, &["20230911", "--to", "2023-09-11"], &["F-20230911-01"]);
}

#[test]
fn what_only_looks_like_a_filter_is_said() {
    let kb = kb();
    let said = |query: &str| kb.run(&["search", query]).code(0).stderr;
    assert!(said("月份:2023-13").contains("`月份:2023-13` 不是月份或日期"));
    assert!(said("系统: 公文").contains("`系统:` 后面没有内容"));
    assert_eq!(said("系统:公文 月份:2023-05 说明：打不开"), "");
}

#[test]
fn the_limit_limits_the_hits_and_not_the_total() {
    let found = search(&kb(), &["20230911", "--limit", "1"]);
    assert_eq!((ids(&found).len(), &found["total"]), (1, &2.into()));
}

#[test]
fn finding_nothing_is_no_fault() {
    let kb = kb();
    finds(&kb, &["台风路径"], &[]);
    kb.run(&["search", "台风路径"]).code(0);
}

#[test]
fn what_was_probably_meant_is_suggested() {
    let kb = kb();
    for (typed, meant) in [
        ("公文管里", "公文管理"),
        ("公文营理系统 待办", "公文管理系统 待办"),
        ("系统:公文管里系统 待办", "系统:公文管理系统 待办"),
        ("F-20230911-1", "F-20230911-01"),
        ("F-20230911-02", "F-20230911-01"),
        ("listner", "listener"),
    ] {
        let found = search(&kb, &[typed]);
        assert_eq!(found["suggestions"][0], meant, "{found}");
    }
    for typed in ["待办", "C-20230912-01", "台风路径", "*", ""] {
        let found = search(&kb, &[typed]);
        assert!(found.get("suggestions").is_none(), "{found}");
    }
    let out = kb.run(&["search", "公文管里"]).code(0);
    assert!(out.stdout.contains("您要找的是不是：公文管理"), "{}", out.stdout);
}

#[test]
fn an_answer_is_explained() {
    let kb = kb();
    let found = search(&kb, &["连接池 时间 系统:公文 err", "--explain"]);
    let how = &found["explain"];
    assert_eq!(how["way"], "any");
    assert_eq!(how["query"]["filters"][0]["value"], "公文");
    assert_eq!(how["terms"][0]["word"], "连接池");
    assert_eq!(how["terms"][0]["terms"], serde_json::json!(["连接", "接池"]));
    assert_eq!(how["terms"][0]["records"], 1);
    let found = search(&kb, &["连接池", "--explain"]);
    let hit = &found["explain"]["hits"][0];
    assert_eq!(found["explain"]["way"], "all");
    assert_eq!(
        (&hit["fields"][0][0], &hit["fields"][0][1]),
        (&"连接池".into(), &"title".into())
    );
    let sum: f64 = hit["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part[2].as_f64().unwrap())
        .sum();
    let score = found["hits"][0]["score"].as_f64().unwrap();
    assert!(
        (sum * hit["freshness"].as_f64().unwrap() - score).abs() < 0.01,
        "{found}"
    );
}

#[test]
fn a_stale_index_is_brought_up_to_date() {
    let kb = kb();
    finds(&kb, &["堡垒机"], &[]);
    kb.write(
        "content/cases/2023/09/C-20230913-01.md",
        "# 堡垒机登录\n".as_bytes(),
    );
    finds(&kb, &["堡垒机"], &["C-20230913-01"]);
    std::fs::remove_file(kb.path("content/cases/2023/09/C-20230913-01.md")).unwrap();
    finds(&kb, &["堡垒机"], &[]);
}

#[test]
fn the_text_shows_titles() {
    let out = kb().run(&["search", "连接池"]).code(0);
    assert!(
        out.stdout.contains("F-20230911-01") && out.stdout.contains("公文管理系统连接池耗尽"),
        "{}",
        out.stdout
    );
    assert!(!out.stdout.contains("<mark>"));
}

#[test]
fn odd_queries_are_only_text() {
    let kb = kb();
    for query in [
        "*",
        "\"",
        "title:(",
        "AND OR NOT",
        "a:b:c",
        "\u{0}x",
        "[[",
        "系统:",
        "-",
        "😀",
        "%_",
        "../..",
    ] {
        if !query.contains('\0') {
            kb.run(&["search", query]).code(0);
        }
    }
}

#[test]
fn a_kind_or_a_system_that_is_not_there_is_said() {
    let kb = kb();
    let said = |flag: &str, value: &str| kb.run(&["search", "公文", flag, value]).code(0).stderr;
    assert!(said("--kind", "nope").contains("没有类型 `nope`，可用：fault, "));
    assert!(said("--system", "nope").contains("没有系统 `nope`"));
    for (flag, value) in [
        ("--kind", "fault"),
        ("--kind", "故障"),
        ("--system", "gwgl"),
        ("--system", "公文"),
    ] {
        let said = said(flag, value);
        assert!(!said.contains("没有"), "{said}");
    }
}

#[test]
fn where_nothing_can_be_written_the_index_is_kept_for_the_user() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", "# 登录手册\n")
        .file(".casebook", "a file where a folder should be");
    let cache = kb.path("../cache");
    for _ in 0..2 {
        let out = kb.run_with(
            &["search", "登录"],
            &[("XDG_CACHE_HOME", cache.to_str().unwrap())],
        );
        assert!(out.code(0).stdout.contains("登录手册"));
    }
    assert!(cache.join("casebook").is_dir());
}

#[test]
fn a_system_or_kind_that_is_not_there_is_told_where_it_was_typed_too() {
    let kb = kb();
    let told = kb
        .run(&["search", "系统:不存在 类型:也不存在 登录"])
        .code(0)
        .stderr;
    assert!(told.contains("`不存在`") && told.contains("`也不存在`"), "{told}");
}

#[test]
fn a_name_that_is_no_condition_is_said_where_not_all_is_found() {
    let kb = kb();
    let said = |query: &str| kb.run(&["search", query]).code(0).stderr;
    assert!(said("处理人:张伟").contains("没有“处理人”这个条件"));
    assert_eq!(said("提示：打不开了"), "");
}
