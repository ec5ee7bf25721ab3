//! Exit codes, and what goes to which stream.

use crate::kb::Kb;

const GOOD: &str = "---\ntitle: 用户手册\nsystem: gwgl\n---\n\n# 用户手册\n";
const WRONG: &str =
    "---\ntitle: 无法登录\nsystem: gwgl\nseverity: major\nreported_at: 2023-02-30 09:00\n---\n";
const ODD: &str = "---\ntitle: 用户手册\nsystme: gwgl\n---\n";

fn good() -> Kb {
    Kb::new().sample_config().file("content/manuals/a.md", GOOD)
}

#[test]
fn nothing_wrong_is_0() {
    let out = good().run(&["check", "--format", "json"]).code(0);
    assert_eq!(out.stdout.trim(), "[]");
}

#[test]
fn an_error_is_1_and_the_rest_is_built() {
    let kb = good().file("content/faults/F-1.md", WRONG);
    kb.run(&["check"]).code(1);
    kb.run(&["build"]).code(1);
    assert!(kb.path("site/manuals/a.html").is_file());
}

#[test]
fn a_warning_is_0_and_strictly_1() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", ODD);
    kb.run(&["check"]).code(0);
    kb.run(&["check", "--strict"]).code(1);
    kb.run(&["build"]).code(0);
    kb.run(&["build", "--strict"]).code(1);
}

#[test]
fn an_older_program_refuses_and_says_which_it_wants() {
    let kb = good();
    kb.run(&["search", "手册"]).code(0);
    kb.write("casebook.yaml", b"requires: \"999.1\"\n");
    for command in [
        &["build"] as &[&str],
        &["search", "手册"],
        &["query", "SELECT 1"],
        &["report", "2023-09"],
        &["new", "manual", "乙"],
        &["fmt"],
    ] {
        let out = kb.run(command).code(2);
        assert!(
            out.stderr.contains("需要 casebook 999.1"),
            "{command:?} {}",
            out.stderr
        );
    }
    assert!(!kb.path("site").exists());
    assert!(kb.run(&["check"]).code(1).stdout.contains("casebook.yaml:1:"));
    kb.write("casebook.yaml", b"requires: abc\n");
    assert!(kb.run(&["check"]).stdout.contains("版本号"));
}

#[test]
fn a_result_goes_where_a_link_leads_and_into_what_is_no_file() {
    let kb = good();
    kb.write("kept/a.csv", b"old");
    std::os::unix::fs::symlink("kept/a.csv", kb.path("link.csv")).unwrap();
    kb.run(&["query", "SELECT 1 AS n", "--out", "link.csv"]).code(0);
    assert_eq!(kb.read("kept/a.csv"), "\u{feff}n\r\n1\r\n");
    assert!(kb.path("link.csv").is_symlink());
    let out = kb
        .run(&[
            "query",
            "SELECT 1 AS n",
            "--format",
            "csv",
            "--out",
            "/dev/stdout",
        ])
        .code(0);
    assert!(out.stdout.contains("n\r\n1"), "{}", out.stdout);
}

#[test]
fn a_site_is_not_written_into_what_programs_keep() {
    let kb = good().git();
    for place in [".git", ".git/objects", ".casebook", "content/x"] {
        assert!(
            kb.run(&["build", "--out", place])
                .code(2)
                .stderr
                .contains("没有生成"),
            "{place}"
        );
    }
}

#[test]
fn a_way_up_leads_to_the_same_repository() {
    let kb = good().git();
    kb.run(&[
        "-C",
        "content/..",
        "build",
        "-q",
        "--rev",
        "HEAD",
        "--out",
        "../out",
    ])
    .code(0);
}

#[test]
fn what_cannot_be_done_is_2_and_says_why() {
    let kb = good();
    for args in [
        &["frobnicate"][..],
        &["check", "--frobnicate"],
        &["-C", "nowhere", "check"],
        &["build", "--audience", "secret"],
        &["explain", "no-such-rule"],
        &["report", "2023-13"],
        &["report", "September"],
        &["serve", "--addr", "nonsense"],
        &["--lang", "tlh", "check"],
    ] {
        let out = kb.run(args).code(2);
        assert!(out.stdout.is_empty(), "{args:?}: {}", out.stdout);
        assert!(!out.stderr.trim().is_empty(), "{args:?}");
    }
}

#[test]
fn a_report_without_a_contract_is_2() {
    let out = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", GOOD)
        .run(&["report", "2023-09"])
        .code(2);
    assert!(out.stderr.contains("contract.yaml"), "{}", out.stderr);
}

#[test]
fn a_report_of_a_month_without_records_is_2() {
    let kb = Kb::new().sample_config().file("content/manuals/a.md", GOOD).git();
    let out = kb.run(&["report", "2099-01"]).code(2);
    assert!(out.stderr.contains("2099-01 没有任何记录"), "{}", out.stderr);
    assert!(!kb.path("reports").exists());
}

#[test]
fn outside_a_knowledge_base_it_says_how_to_make_one() {
    let out = Kb::new().run(&[]).code(2);
    assert!(out.stderr.contains("casebook init"), "{}", out.stderr);
}

#[test]
fn a_parent_folder_with_configuration_is_found() {
    let kb = good();
    kb.run(&["-C", "content/manuals", "check"]).code(0);
}

#[test]
fn help_and_version_are_results() {
    let kb = Kb::new();
    let help = kb.run(&["--help"]).code(0).stdout;
    for command in [
        "init",
        "new",
        "check",
        "explain",
        "rules",
        "build",
        "serve",
        "search",
        "clock",
        "report",
        "query",
        "templates",
    ] {
        assert!(help.contains(command), "{command} is not in the help:\n{help}");
    }
    assert_eq!(
        kb.run(&["--version"]).code(0).stdout,
        concat!("casebook ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn every_rule_can_be_listed_and_explained() {
    let kb = Kb::new();
    let rules = kb.run(&["rules"]).code(0).stdout;
    let names: Vec<&str> = rules
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .collect();
    assert!(names.len() >= 10, "{rules}");
    for name in names {
        assert!(kb.run(&["explain", name]).code(0).stdout.contains(name), "{name}");
    }
}

#[test]
fn the_language_can_be_chosen() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/faults/F-1.md", WRONG);
    let english = kb.run(&["--lang", "en", "check"]).code(1);
    let chinese = kb.run(&["--lang", "zh-CN", "check"]).code(1);
    assert_ne!(english.stdout, chinese.stdout);
    let locale = kb.run_with(&["check"], &[("LANG", "zh_CN.UTF-8")]).code(1);
    assert_eq!(locale.stdout, chinese.stdout);
}

#[cfg(unix)]
#[test]
fn what_the_machine_cannot_do_is_said_in_the_language_of_who_asks() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let kb = good()
        .file("file", "")
        .file("empty/x", "")
        .file("other/content/a.md", "");
    std::os::unix::fs::symlink("../file", kb.path("other/casebook.yaml")).unwrap();
    let place = |path: &str| kb.path(path).display().to_string();
    let (out, list) = (place("file/site"), place("empty/manifest.json"));
    for (asked, chinese, english) in [
        (
            vec!["serve", "--addr", &address],
            format!(
                "错误: 不能监听 `{address}`（用 --addr 换一个端口；不带 --addr，用从 8080 起第一个空闲的端口）：这个地址已被别的程序占用\n"
            ),
            format!(
                "error: cannot listen on `{address}` (name another port with --addr; without --addr the first free one from 8080 on is taken): another program uses this address\n"
            ),
        ),
        (
            vec!["build", "-q", "--no-cache", "--out", "file/site"],
            format!("错误: 不能新建文件夹 `{out}`：路径中间有一段不是文件夹\n"),
            format!("error: cannot make the folder `{out}`: what stands on the way is no folder\n"),
        ),
        (
            vec!["verify", "--site", "empty"],
            format!("错误: 不能读取 `{list}`：没有这个文件或文件夹\n"),
            format!("error: cannot read `{list}`: there is no such file or folder\n"),
        ),
        (
            vec!["-C", "other", "check"],
            "错误: `casebook.yaml` 不是知识库里的文件\n".to_owned(),
            "error: `casebook.yaml` is no file inside of the knowledge base\n".to_owned(),
        ),
        (
            vec!["build", "--out", "."],
            format!("错误: `{}` 里有知识库或 git 仓库，不能放生成的文件\n", place(".")),
            format!(
                "error: `{}` holds a knowledge base or a repository and cannot hold what is made\n",
                place(".")
            ),
        ),
    ] {
        for (lang, said) in [("zh-CN", chinese), ("en", english)] {
            let asked: Vec<&str> = ["--lang", lang]
                .into_iter()
                .chain(asked.iter().copied())
                .collect();
            assert_eq!(kb.run(&asked).code(2).stderr, said);
        }
    }
}

#[test]
fn what_cannot_be_made_is_said_in_the_language_of_who_asks() {
    let kb = good()
        .file("templates/pages/record.html", "{{ nope }}")
        .file("templates/report/report.typ", "#let x = (")
        .file("cache", "");
    let page = |lang: &str| kb.run(&["--lang", lang, "build", "--no-search"]).code(2).stderr;
    assert!(page("zh-CN").contains("不能生成页面 `"), "{}", page("zh-CN"));
    assert!(page("en").contains("cannot make the page `"), "{}", page("en"));
    std::fs::remove_file(kb.path("templates/pages/record.html")).unwrap();
    let index = kb.run(&["build", "--cache", "cache"]).code(2).stderr;
    assert!(index.contains("不能打开搜索索引：不能在 `"), "{index}");
    kb.write(
        "content/cases/C-1.md",
        "---\ntitle: 一\nsystem: gwgl\nreported_at: 2023-09-04 09:00\n---\n".as_bytes(),
    );
    let report = kb.run(&["report", "2023-09"]).code(2).stderr;
    assert!(report.contains("不能把报告写成 pdf"), "{report}");
}

#[test]
fn where_the_locale_names_no_language_the_knowledge_base_does() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\nlanguage: en\n")
        .file("content/faults/F-1.md", WRONG);
    let said = |args: &[&str], lang: &str| kb.run_with(args, &[("LANG", lang)]).stdout;
    let english = said(&["--lang", "en", "check"], "");
    for lang in ["C", "C.UTF-8", "de_DE.UTF-8", ""] {
        assert_eq!(said(&["check"], lang), english, "{lang}");
        assert!(said(&["--help"], lang).contains("Usage"), "{lang}");
    }
    assert_ne!(said(&["check"], "zh_CN.UTF-8"), english);
    kb.write("casebook.yaml", b"title: x\n");
    assert_ne!(said(&["check"], "C"), english);
}

#[test]
fn a_time_that_is_none_is_told_rather_than_passed_over() {
    let kb = good();
    for asked in [&["query", "SELECT as_of()"][..], &["build"]] {
        let out = kb.run_with(asked, &[("SOURCE_DATE_EPOCH", "abc")]).code(2);
        assert!(
            out.stderr.contains("SOURCE_DATE_EPOCH 的值 `abc` 不对"),
            "{}",
            out.stderr
        );
        kb.run_with(asked, &[("SOURCE_DATE_EPOCH", "")]).code(0);
        kb.run_with(asked, &[("SOURCE_DATE_EPOCH", "1698742800")]).code(0);
    }
    let out = kb.run(&["search", "手册", "--from", "y"]).code(2);
    assert!(
        out.stderr.contains("`y` 不是月份或日期；写成 2023、2023-05"),
        "{}",
        out.stderr
    );
}
