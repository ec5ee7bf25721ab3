//! `casebook init`: a small knowledge base that works at once.

use crate::kb::Kb;

const FOLDERS: [&str; 14] = [
    "faults",
    "cases",
    "inspections",
    "manuals",
    "changes",
    "requests",
    "tests",
    "trainings",
    "risks",
    "vulnerabilities",
    "incidents",
    "plans",
    "assessments",
    "lists",
];

fn initialised() -> Kb {
    let kb = Kb::new();
    kb.run(&["init", "base"]).code(0);
    kb
}

#[test]
fn it_holds_configuration_and_one_record_a_kind() {
    let kb = initialised();
    let files = kb.files("base/content");
    for folder in FOLDERS {
        assert!(
            files
                .iter()
                .any(|file| file.starts_with(&format!("{folder}/")) && file.ends_with(".md")),
            "{folder}"
        );
    }
    for name in ["casebook.yaml", "contract.yaml"] {
        assert!(kb.path("base").join(name).is_file(), "{name}");
    }
    let ignored = kb.read("base/.gitignore");
    assert!(
        ignored.lines().any(|line| line == "/site/") && ignored.lines().any(|line| line == "/.casebook/")
    );
}

/// A repository in which nothing was committed yet is as good as none.
#[test]
fn a_repository_without_commits_gets_its_first_one() {
    let kb = Kb::new().git();
    kb.run(&["init", "."]).code(0);
    let head = git2::Repository::open(kb.root())
        .unwrap()
        .head()
        .unwrap()
        .target();
    assert!(head.is_some());
    kb.run(&["init", "."]).code(0);
    assert_eq!(
        git2::Repository::open(kb.root())
            .unwrap()
            .head()
            .unwrap()
            .target(),
        head
    );
}

#[test]
fn it_is_a_git_repository_with_everything_committed() {
    let kb = initialised();
    let repo = git2::Repository::open(kb.path("base")).unwrap();
    assert!(repo.head().unwrap().peel_to_commit().unwrap().parent_count() == 0);
    assert_eq!(
        repo.statuses(None)
            .unwrap()
            .iter()
            .filter(|entry| !entry.status().is_ignored())
            .count(),
        0
    );
}

#[test]
fn nothing_is_wrong_with_it_and_all_commands_work() {
    let kb = initialised();
    let base = |args: &[&str]| kb.run(&[&["-C", "base"], args].concat());
    let found = base(&["check", "--strict", "--format", "json"]).code(0);
    assert_eq!(found.json(), serde_json::json!([]));
    base(&["build"]).code(0);
    assert!(kb.path("base/site/index.html").is_file());
    base(&["search", "系统"]).code(0);
    base(&["query", "SELECT count(*) FROM records"]).code(0);
}

#[test]
fn empty_leaves_the_records_out() {
    let kb = Kb::new();
    kb.run(&["init", "base", "--empty"]).code(0);
    assert!(kb.path("base/casebook.yaml").is_file());
    let records = walkdir::WalkDir::new(kb.path("base"))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|ext| ext == "md"))
        .count();
    assert_eq!(records, 0);
    kb.run(&["-C", "base", "check"]).code(0);
    kb.run(&["-C", "base", "build"]).code(0);
}

#[test]
fn what_is_there_stays_as_it_is() {
    let kb = Kb::new()
        .file("base/casebook.yaml", "title: 我们的\n")
        .file("base/content/manuals/a.md", "# 甲\n");
    kb.run(&["init", "base"]).code(0);
    assert_eq!(kb.read("base/casebook.yaml"), "title: 我们的\n");
    assert_eq!(kb.read("base/content/manuals/a.md"), "# 甲\n");
    assert!(kb.path("base/.gitignore").is_file());
    kb.run(&["-C", "base", "check"]).code(0);
    kb.run(&["-C", "base", "build"]).code(0);
}

#[test]
fn a_second_time_changes_nothing() {
    let kb = initialised();
    let before = kb.files("base");
    kb.run(&["init", "base"]).code(0);
    let after = kb.files("base");
    assert_eq!(
        before
            .iter()
            .filter(|f| !f.starts_with(".git/"))
            .collect::<Vec<_>>(),
        after
            .iter()
            .filter(|f| !f.starts_with(".git/"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_file_in_the_way_is_a_fault_of_the_command() {
    let kb = Kb::new().file("base", "not a folder");
    kb.run(&["init", "base"]).code(2);
    assert_eq!(kb.read("base"), "not a folder");
}

#[test]
fn its_records_are_in_order() {
    let kb = Kb::new();
    kb.run(&["init", "."]).code(0);
    kb.run(&["fmt", "--check"]).code(0);
}

/// What lies beside is no record, and is not called one.
#[test]
fn a_configuration_that_is_there_stays_as_it_is() {
    let kb = Kb::new()
        .file("base/old.md", "# 旧文档\n")
        .file("base/casebook.yaml", "title: 我的库\n");
    let out = kb.run(&["init", "base"]).code(0);
    assert!(
        out.stdout.contains("都不算记录") && !out.stdout.contains("整个文件夹作为"),
        "{}",
        out.stdout
    );
    assert_eq!(kb.read("base/casebook.yaml"), "title: 我的库\n");
    kb.write("base/casebook.yaml", b"title: x\ncontent: .\n");
    let out = kb.run(&["init", "base"]).code(0);
    assert!(!out.stdout.contains("都不算记录"), "{}", out.stdout);
}

#[test]
fn what_git_is_to_leave_out_is_added_to_its_list() {
    for (there, wanted) in [
        ("*.bak", "*.bak\n/site/\n/.casebook/\n"),
        ("site\n# x\n", "site\n# x\n/.casebook/\n"),
        ("", "/site/\n/.casebook/\n"),
        ("/site/\n/.casebook/\n*.bak\n", "/site/\n/.casebook/\n*.bak\n"),
    ] {
        let kb = Kb::new().file(".gitignore", there);
        kb.run(&["init", "."]).code(0);
        assert_eq!(kb.read(".gitignore"), wanted);
        kb.run(&["init", "."]).code(0);
        assert_eq!(kb.read(".gitignore"), wanted);
    }
}

fn in_english() -> Kb {
    let kb = Kb::new();
    kb.run(&["--lang", "en", "init", "base"]).code(0);
    kb
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The same files, in English throughout; nothing is wrong with them, and their pages are English.
#[test]
fn an_english_base_is_english() {
    let (kb, chinese) = (in_english(), initialised());
    let files = |kb: &Kb| {
        let mut files = kb.files("base");
        files.retain(|file| !file.starts_with(".git/"));
        files
    };
    assert_eq!(files(&kb), files(&chinese));
    for file in files(&kb) {
        let text = kb.read(&format!("base/{file}"));
        assert!(!text.contains(is_han), "{file}");
    }
    let base = |args: &[&str]| kb.run(&[&["-C", "base"], args].concat());
    let found = base(&["check", "--strict", "--format", "json"]).code(0);
    assert_eq!(found.json(), serde_json::json!([]));
    base(&["fmt", "--check"]).code(0);
    base(&["build"]).code(0);
    for page in [
        "index",
        "faults/2024/01/F-20240109-01",
        "lists/open-tasks",
        "registers/due",
        "intake/index",
    ] {
        let page = kb.read(&format!("base/site/{page}.html"));
        assert!(
            page.contains("<html lang=\"en\">") && !page.contains(is_han),
            "{page}"
        );
    }
    let commit = git2::Repository::open(kb.path("base")).unwrap();
    let commit = commit.head().unwrap().peel_to_commit().unwrap();
    assert_eq!(commit.message().unwrap(), "Start the knowledge base\n");
}

/// What is written goes by what was asked for, and not by the machine.
#[test]
fn the_locale_does_not_choose_the_language_of_a_base() {
    let kb = Kb::new();
    kb.run_with(&["init", "base"], &[("LANG", "en_US.UTF-8")]).code(0);
    assert!(kb.read("base/casebook.yaml").contains("language: zh-CN"));
    let folder = Kb::new().file("base/a.md", "# A\n");
    folder.run(&["--lang", "en", "init", "base"]).code(0);
    assert_eq!(folder.read("base/casebook.yaml"), "content: .\nlanguage: en\n");
}

/// The months of both are assessed alike.
#[test]
fn both_bases_score_the_same() {
    let score = |kb: &Kb| {
        kb.run(&["-C", "base", "report", "2024-01"]).code(0);
        let report = kb.read("base/reports/2024-01/assessment.json");
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        report["score"].clone()
    };
    assert_eq!(score(&in_english()), score(&initialised()));
}

/// A map of an import names headings as the kind does, whatever the template calls them.
#[test]
fn an_import_finds_the_headings_of_an_english_base() {
    let kb = in_english();
    kb.write(
        "base/rows.csv",
        b"no,at,what\n1,2024-02-01 09:00,It does not open\n",
    );
    let map =
        "key: no\nfields: {title: what, reported_at: at}\nbody: {\u{95ee}\u{9898}\u{63cf}\u{8ff0}: what}\n";
    kb.write("base/map.yaml", map.as_bytes());
    kb.run(&[
        "-C", "base", "import", "rows.csv", "--as", "case", "--map", "map.yaml",
    ])
    .code(0);
    let made = kb.read("base/content/cases/2024/02/C-20240201-01.md");
    assert!(made.contains("## Description\n\nIt does not open\n"), "{made}");
    assert!(!made.contains(is_han), "{made}");
}
