//! A build does nothing where nothing changed, and all where anything did.

use crate::kb::Kb;

/// A small knowledge base that was built, so long after it was written that the next build may know it again.
fn built() -> Kb {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", "# 甲\n")
        .file("content/manuals/b.md", "# 乙\n\n不通[^1]\n")
        .git();
    kb.rest();
    assert!(works(&kb));
    kb
}

/// Builds, and tells whether pages were made.
fn works(kb: &Kb) -> bool {
    let out = kb.run(&["build", "--timings"]);
    assert!(out.code < 2, "{}", out.stderr);
    out.stderr.contains("pages")
}

/// What was built is what a build without memory makes, and is known again by the next.
#[track_caller]
fn is_right(kb: &Kb) {
    kb.run(&["build", "--no-cache", "--cache", "elsewhere", "--out", "clean"]);
    for path in kb.files("clean") {
        let read = |folder: &str| std::fs::read(kb.path(folder).join(&path)).unwrap();
        assert!(read("site") == read("clean"), "{path}");
    }
    assert_eq!(kb.files("site"), kb.files("clean"));
}

#[test]
fn nothing_changed() {
    let kb = built();
    let first = kb.run(&["build"]).code(0);
    assert!(!works(&kb));
    assert!(first.stdout.contains("更新 0 个，删除 0 个"), "{}", first.stdout);
    is_right(&kb);
    assert!(works(&Kb::new().file("casebook.yaml", "title: 库\n")));
}

#[test]
fn what_was_made_is_gone() {
    let kb = built();
    for path in [
        "site/manuals/a.html",
        "site/manifest.json",
        ".casebook/index/meta.json",
    ] {
        std::fs::remove_file(kb.path(path)).unwrap();
        assert!(works(&kb), "{path}");
        assert!(kb.path(path).is_file(), "{path}");
        assert!(!works(&kb), "{path}");
    }
    is_right(&kb);
}

#[test]
fn what_was_made_is_not_as_it_was() {
    let kb = built();
    let pages = ["site/manuals/a.html", "site/index.html"];
    let whole = pages.map(|page| kb.read(page));
    let deface = || {
        for page in pages {
            let text = kb.read(page);
            let defaced = text.replacen("</", "<!", 1);
            assert!(defaced.len() == text.len() && defaced != text);
            kb.write(page, defaced.as_bytes());
        }
    };
    deface();
    kb.run(&["build"]);
    assert_eq!(pages.map(|page| kb.read(page)), whole);
    deface();
    kb.write("content/manuals/b.md", "# 乙\n\n别\n".as_bytes());
    kb.run(&["build"]);
    is_right(&kb);
    deface();
    kb.run(&["build", "--no-cache"]);
    is_right(&kb);
}

#[test]
fn what_it_was_made_of_changed() {
    let kb = built();
    let page = "site/manuals/a.html";
    for (path, text) in [
        ("content/manuals/a.md", "# 丙\n"),
        ("content/manuals/c.md", "# 丁\n"),
        ("content/file.txt", "附件"),
        ("casebook.yaml", "title: 别\n"),
        ("contract.yaml", "{}\n"),
        (".mailmap", "测试 <a@example.cn>\n"),
        ("templates/assets/css/own.css", "a { color: red }\n"),
    ] {
        kb.write(path, text.as_bytes());
        kb.rest();
        assert!(works(&kb), "{path}");
        assert!(!works(&kb), "{path}");
    }
    is_right(&kb);
    assert!(kb.read(page).contains("丙"));
    kb.commit("2023-11-02T01:00:00Z");
    assert!(works(&kb), "a commit");
    is_right(&kb);
    assert!(!works(&kb));
    std::fs::remove_file(kb.path("content/manuals/b.md")).unwrap();
    assert!(works(&kb), "a file is gone");
    is_right(&kb);
}

#[test]
fn what_was_asked_is_another_thing() {
    let kb = built();
    let refused = kb.run(&["build", "--base-url", "kb"]).code(2);
    assert!(
        refused.stderr.contains("--base-url 不能写 `kb`"),
        "{}",
        refused.stderr
    );
    for more in [["--base-url", "https://example.cn/"], ["--as-of", "2024-01-01"]] {
        let out = kb.run(&[&["build", "--timings"][..], &more[..]].concat()).code(0);
        assert!(out.stderr.contains("pages"), "{more:?}");
    }
    assert!(works(&kb));
    assert!(!works(&kb));
}

#[test]
fn what_is_wrong_is_told_again() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", "---\ntitle: [\n---\n# 甲\n");
    kb.rest();
    let first = kb.run(&["build"]).code(1);
    assert!(!works(&kb));
    assert_eq!(kb.run(&["build"]).code(1).stderr, first.stderr);
    assert!(first.stderr.contains("个错误"), "{}", first.stderr);
}

/// The allocator says what it was told, and that a program was told otherwise is left alone.
#[test]
#[cfg(unix)]
fn memory_is_given_back_early() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n");
    let delays = |variables: &[(&str, &str)]| {
        let told = [&[("MIMALLOC_VERBOSE", "1")], variables].concat();
        let out = kb.run_with(&["build"], &told).code(0);
        let mut delays: Vec<String> = out
            .stderr
            .lines()
            .filter_map(|line| Some(line.split_once("'purge_delay': ")?.1.trim().to_owned()))
            .collect();
        delays.dedup();
        delays
    };
    assert_eq!(delays(&[]), ["10", "1"]);
    assert_eq!(delays(&[("MIMALLOC_PURGE_DELAY", "7")]), ["7"]);
}

/// The second waits for the first, and finds that nothing is left to do.
#[test]
fn builds_at_once_disturb_each_other_in_nothing() {
    let kb = Kb::new()
        .sample_config()
        .file("content/manuals/a.md", "# 甲\n")
        .git();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..3).map(|_| scope.spawn(|| kb.run(&["build"]))).collect();
        for one in all {
            one.join().unwrap().code(0);
        }
    });
    kb.run(&["verify", "--site", "site"]).code(0);
}

#[test]
fn a_folder_without_records_is_told() {
    let kb = Kb::new().file("casebook.yaml", "content: docs\n");
    for command in ["check", "build"] {
        let out = kb.run(&[command]).code(0);
        assert!(out.stderr.contains("没有文件夹 `docs`"), "{}", out.stderr);
    }
    kb.write("docs/a.md", "# 甲\n".as_bytes());
    let out = kb.run(&["check"]).code(0);
    assert!(!out.stderr.contains("没有文件夹"), "{}", out.stderr);
}
