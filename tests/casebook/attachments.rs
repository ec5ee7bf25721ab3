//! Which files go into the site beside the pages, and what is said of the others.

use crate::kb::Kb;

/// A knowledge base with one fault, `F-1`, that everybody may see.
fn with_fault(body: &str) -> Kb {
    Kb::new().file("casebook.yaml", "title: 库\n").file(
        "content/faults/F-1.md",
        &format!("---\ntitle: 登录慢\nconfidentiality: public\n---\n\n{body}\n"),
    )
}

/// The files beside the pages of the faults in the site that is built.
fn published(kb: &Kb, audience: &str) -> Vec<String> {
    kb.run(&["build", "--audience", audience, "--out", audience]);
    let files = kb.files(audience).into_iter();
    let faults = files.filter_map(|file| file.strip_prefix("faults/").map(str::to_owned));
    faults.filter(|file| !file.ends_with(".html")).collect()
}

/// The findings of `rule`: path and message.
fn found(kb: &Kb, rule: &str) -> Vec<(String, String)> {
    let findings = kb.run(&["--lang", "en", "check", "--format", "json"]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| (text(&finding["path"]), text(&finding["message"])))
        .collect()
}

#[test]
fn what_editors_and_git_leave_behind_is_told_and_not_published() {
    let left = [
        "F-1.md.20231009",
        "F-1.md.orig",
        "F-1.md~",
        "Thumbs.db",
        "~$F-1.docx",
    ];
    let mut kb = with_fault("见[旧配置](F-1-nginx.conf.bak)。")
        .file("content/faults/F-1-nginx.conf.bak", "worker_processes 1;")
        .file("content/faults/F-1-线程.txt", "main");
    for name in left {
        kb = kb.file(&format!("content/faults/{name}"), "reporter: 张三");
    }
    // What a record links to, its author means.
    let wanted = ["F-1-nginx.conf.bak", "F-1-线程.txt"];
    for audience in ["public", "internal", "restricted"] {
        assert_eq!(published(&kb, audience), wanted, "{audience}");
    }
    let told = found(&kb, "file-unused").into_iter();
    let wanted = left.map(|name| {
        let path = format!("content/faults/{name}");
        let message =
            format!("an editor, git or the system left the file `{path}` behind: it is not published");
        (path, message)
    });
    assert_eq!(told.collect::<Vec<_>>(), wanted);
}

/// Its old text is nowhere, even where the record itself is not built, or any files may lie about.
#[test]
fn what_is_left_of_a_draft_and_in_a_plain_folder_is_not_published() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/faults/F-2.md", "---\ntitle: 草稿\ndraft: true\n---\n")
        .file("content/faults/F-2.md.1", "草稿");
    assert_eq!(published(&kb, "restricted"), [""; 0]);
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\ncontent: .\n")
        .file("faults/a.md", "# 甲\n")
        .file("faults/a.md~", "# 旧\n")
        .file("faults/b.txt", "乙");
    assert_eq!(published(&kb, "restricted"), ["b.txt"]);
    assert_eq!(found(&kb, "file-unused").len(), 1);
}

#[test]
fn the_page_of_a_record_stays_where_a_file_has_its_address() {
    let kb = with_fault("见[旧页](f-1.html)。")
        .file("content/faults/F-1.html", "<p>旧网站</p>")
        .file("content/faults/f-1.html", "<p>旧网站</p>");
    kb.run(&["build"]).code(1);
    let page = kb.read("site/faults/F-1.html");
    assert!(page.contains("登录慢") && !page.contains("旧网站"));
    assert!(!page.contains("附件"));
    assert!(!kb.path("site/faults/f-1.html").exists());
    let message = |url: &str| format!("the file is not published: `faults/{url}` is the address of a page");
    let wanted = ["F-1.html", "f-1.html"].map(|name| (format!("content/faults/{name}"), message(name)));
    assert_eq!(found(&kb, "address-twice"), wanted);
    assert_eq!(found(&kb, "file-unused"), []);
}

/// A folder may be named as a page: then the page lies elsewhere, and nothing in the folder moves.
#[test]
fn the_page_beside_a_folder_of_its_name_gets_another_address() {
    let kb = with_fault("");
    kb.run(&["build"]);
    assert!(kb.path("site/faults/F-1.html").is_file());
    kb.write(
        "content/faults/F-1.html/F-2.md",
        b"---\ntitle: \xe7\x94\xb2\n---\n",
    );
    kb.write("content/faults/F-1.html/a.png", b"x");
    kb.write("content/faults/F-3.md", "---\ntitle: 乙\n---\n".as_bytes());
    kb.write("content/faults/f-3.HTML/a.png", b"x");
    kb.run(&["build"]).code(1);
    assert!(kb.path("site/faults/F-1.html/F-2.html").is_file());
    assert!(kb.path("site/faults/F-1.html/a.png").is_file());
    let pages = kb.files("site/faults");
    for name in ["F-1-", "F-3-"] {
        let moved = |path: &&String| path.starts_with(name) && path.ends_with(".html");
        assert_eq!(pages.iter().filter(moved).count(), 1, "{pages:?}");
    }
    let message = |url: &str| format!("the address `faults/{url}` is the name of a folder");
    let wanted = [("F-1.md", "F-1.html"), ("F-3.md", "F-3.html")];
    let wanted = wanted.map(|(path, url)| (format!("content/faults/{path}"), message(url)));
    assert_eq!(found(&kb, "address-twice"), wanted);
    // And back, when the author has renamed it.
    std::fs::rename(kb.path("content/faults/F-1.html"), kb.path("content/faults/F-1")).unwrap();
    kb.run(&["build"]).code(1);
    assert!(kb.path("site/faults/F-1.html").is_file());
    assert!(kb.path("site/faults/F-1/F-2.html").is_file());
}

/// As some file systems do: case says nothing, and `é` is one letter or two.
#[test]
fn names_that_are_one_to_some_file_systems_are_told() {
    let kb = with_fault("")
        .file("content/manuals/caf\u{e9}.md", "# 甲\n")
        .file("content/manuals/cafe\u{301}.md", "# 乙\n")
        .file("content/faults/F-1-A.log", "甲")
        .file("content/faults/F-1-a.log", "乙");
    let told = found(&kb, "address-twice");
    let told: Vec<(&str, &str)> = told.iter().map(|(path, words)| (&**path, &**words)).collect();
    let [(file, twin), (page, same)] = told[..] else {
        panic!("{told:?}")
    };
    assert_eq!(
        (page, file),
        ("content/manuals/caf\u{e9}.md", "content/faults/F-1-a.log")
    );
    assert!(same.starts_with("another file has the address"), "{same}");
    assert!(twin.contains("one overwrites the other"), "{twin}");
    kb.run(&["build"]).code(1);
    let pages = kb.files("site/manuals");
    let own = pages.iter().filter(|path| path.starts_with("caf"));
    assert_eq!(own.count(), 2, "{pages:?}");
    let both = Kb::new()
        .file("content/manuals/a.md", "# 甲\n")
        .file("content/manuals/a-1.LOG", "甲")
        .file("content/manuals/a-1.log", "乙");
    both.run(&["check"]).code(0);
    assert_eq!(found(&both, "address-twice").len(), 1);
}
