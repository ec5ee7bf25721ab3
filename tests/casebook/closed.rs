//! What was meant to be kept from somebody, and could not be read, stays closed: configuration, front matter, attachments, symbolic links, fields.

use crate::kb::{Kb, Out};

/// A knowledge base with a word that nobody else may see, `few-word`, in the record at `path`.
fn with_secret(casebook: &str, path: &str, front: &str) -> Kb {
    Kb::new()
        .file("casebook.yaml", casebook)
        .file(
            "content/manuals/x.md",
            "---\ntitle: all-word\nconfidentiality: public\n---\n文\n",
        )
        .file(path, &format!("{front}few-word\n"))
}

fn public(kb: &Kb) -> Out {
    kb.run(&["build", "--audience", "public"])
}

/// Whether `word` stands in a file of the site, or in its name.
fn is_in_site(kb: &Kb, word: &str) -> bool {
    let stands = |path: &String| {
        let bytes = std::fs::read(kb.path("site").join(path)).unwrap();
        path.contains(word) || String::from_utf8_lossy(&bytes).contains(word)
    };
    kb.path("site").exists() && kb.files("site").iter().any(stands)
}

const OPEN: &str = "title: 库\nconfidentiality: public\n";

/// No narrower site is made, and one that is there stays as it was; all who see everything get theirs.
#[track_caller]
fn stays_shut(kb: &Kb, told: &str) {
    for audience in ["public", "internal"] {
        let out = kb.run(&["build", "--audience", audience]).code(2);
        assert!(
            out.stderr.contains(told) && out.stderr.contains("没有生成供"),
            "{told}: {}",
            out.stderr
        );
        assert!(!kb.path("site").exists(), "{told}");
    }
    let whole = kb.run(&["build", "--out", "whole"]);
    assert!(whole.code < 2, "{}", whole.stderr);
    assert!(kb.path("whole/manuals/x.html").exists());
    let checked = kb.run(&["check"]);
    assert!(checked.stdout.contains(told), "{told}: {}", checked.stdout);
}

const SECRET_KIND: &str = "id: secret\nname: 密\nfolder: secrets\nconfidentiality: restricted\n";
const KIND_PATH: &str = "templates/kinds/secret/kind.yaml";

#[test]
fn a_kind_that_cannot_be_read_opens_nothing() {
    let case = |text: &str| {
        text.replace("id: secret", "id: case")
            .replace("folder: secrets", "folder: cases")
    };
    let lines = |more: &str| format!("{SECRET_KIND}{more}");
    for (path, text, told) in [
        (KIND_PATH, lines("fields:\n  b: {type: txt}\n"), "kind.yaml:6"),
        (KIND_PATH, lines("x: [\n"), "kind.yaml"),
        (
            KIND_PATH,
            lines("").replace("restricted", "restrictd"),
            "kind.yaml:4:18",
        ),
        (
            KIND_PATH,
            lines("").replace("restricted", "[restricted]"),
            "kind.yaml:4:18",
        ),
        (
            KIND_PATH,
            lines("").replace("confidentiality:", "confidentialty:"),
            "confidentialty",
        ),
        (KIND_PATH, lines("").replace("confidentiality:", "密级:"), "密级"),
        (
            KIND_PATH,
            lines("").replace("confidentiality:", "meta: {confidentiality: restricted}\nx:"),
            "meta",
        ),
        (
            KIND_PATH,
            lines("fields:\n  who: {type: text, persnal: true}\n"),
            "persnal",
        ),
        (
            "templates/kinds/case/kind.yaml",
            case(&lines("fields:\n  select: {type: text}\n")),
            "select",
        ),
        (
            "templates/kinds/case/kind.yaml",
            lines("").replace("id: secret", "id: caze"),
            "caze",
        ),
        ("templates/kinds/secret/kind.yml", lines(""), "kind.yml"),
        ("templates/kinds/secret/Kind.yaml", lines(""), "Kind.yaml"),
        (
            "templates/kinds/_common.yaml",
            "every: [\n".to_owned(),
            "_common.yaml",
        ),
    ] {
        let kb = with_secret(OPEN, "content/secrets/s.md", "").file(path, &text);
        stays_shut(&kb, told);
    }
    let kb = with_secret(OPEN, "content/secrets/s.md", "").bytes(
        KIND_PATH,
        b"id: secret\nname: \xc3\xdc\xbc\xb6\xce\xc4\xbc\xfe\nfolder: secrets\nconfidentiality: restricted\n",
    );
    stays_shut(&kb, "GB18030");
    // Without a fault, what it says holds.
    let kb = with_secret(OPEN, "content/secrets/s.md", "").file(KIND_PATH, SECRET_KIND);
    public(&kb).code(0);
    assert!(is_in_site(&kb, "all-word") && !is_in_site(&kb, "few-word"));
    // What is there stays as it was.
    let before = kb.files("site");
    kb.write(KIND_PATH, format!("{SECRET_KIND}x: [\n").as_bytes());
    public(&kb).code(2);
    assert_eq!(kb.files("site"), before);
    assert!(!is_in_site(&kb, "few-word"));
}

#[cfg(unix)]
#[test]
fn a_kind_behind_a_link_that_is_not_followed_opens_nothing() {
    use std::os::unix::fs::symlink;
    let kb = || with_secret(OPEN, "content/secrets/s.md", "");
    let out = kb();
    let kinds = out.path("templates/kinds");
    std::fs::create_dir_all(kinds.join("secret")).unwrap();
    let elsewhere = out.root().parent().unwrap().join("kind.yaml");
    std::fs::write(&elsewhere, SECRET_KIND).unwrap();
    symlink(&elsewhere, kinds.join("secret/kind.yaml")).unwrap();
    stays_shut(&out, "kind.yaml");
    for (target, link) in [
        ("../../kept", "templates/kinds/secret"),
        ("../kept", "templates/kinds"),
        ("none", "templates/kinds"),
        ("none", "templates"),
    ] {
        let kb = kb()
            .file("kept/secret/kind.yaml", SECRET_KIND)
            .file("kept/kind.yaml", SECRET_KIND);
        let link_at = kb.path(link);
        std::fs::create_dir_all(link_at.parent().unwrap()).unwrap();
        symlink(target, link_at).unwrap();
        stays_shut(&kb, link);
        // In a commit, too.
        kb.commit("2023-10-31T09:00:00Z");
        let out = kb
            .run(&["build", "--rev", "HEAD", "--audience", "public"])
            .code(2);
        assert!(out.stderr.contains(link), "{}", out.stderr);
    }
}

#[test]
fn a_casebook_yaml_that_cannot_be_read_opens_nothing() {
    for (text, told) in [
        ("confidentiality: restricted\nx: [\n", "casebook.yaml"),
        ("confidentiality：restricted\n", "全角"),
        ("confidentiality: restrictd\n", "restrictd"),
        ("confidentiality: 受限\n", "受限"),
        ("confidentialty: restricted\n", "confidentialty"),
        ("Confidentiality: restricted\n", "Confidentiality"),
        ("site: {confidentiality: restricted}\n", "site"),
        ("密级: 秘密\n", "密级"),
        ("title: [\n", "casebook.yaml"),
    ] {
        stays_shut(&with_secret(text, "content/manuals/y.md", ""), told);
    }
    let kb = with_secret(OPEN, "content/manuals/y.md", "").bytes(
        "casebook.yaml",
        b"title: \xcf\xe0\xb9\xd8\xd6\xaa\xca\xb6\xbf\xe2\nconfidentiality: restricted\n",
    );
    stays_shut(&kb, "GB18030");
    let kb = with_secret("title: 库\n", "content/manuals/y.md", "").file("casebook.yml", OPEN);
    stays_shut(&kb, "casebook.yml");
}

#[test]
fn front_matter_that_is_not_seen_is_told_and_for_few() {
    let fence = "---\ntitle: 题\nconfidentiality: restricted\n---\n";
    let cr = fence.replace('\n', "\r");
    let nel = fence.replace('\n', "\u{85}");
    for (front, rule) in [
        (format!("\u{feff}\u{feff}{fence}"), "front-matter"),
        (format!("<!-- x -->\n{fence}"), "front-matter"),
        (cr, "front-matter"),
        (nel, "front-matter"),
        (format!("\u{200b}{fence}"), "front-matter"),
        (format!("%YAML 1.2\n{fence}"), "front-matter"),
        (fence.replacen("---\n", "---\n---\n", 1), "front-matter"),
        (
            "```yaml\ntitle: 题\nconfidentiality: restricted\n```\n".to_owned(),
            "front-matter",
        ),
        (format!("\0{fence}"), "front-matter"),
        (format!("---\ntitle: 题\n---\n{fence}"), "front-matter"),
        (
            fence.replace(
                "confidentiality: restricted",
                "meta: {confidentiality: restricted}",
            ),
            "field-unknown",
        ),
        (fence.replace("confidentiality", "密级"), "field-unknown"),
        (fence.replace("confidentiality", "保密级别"), "field-unknown"),
        (
            fence.replace("confidentiality", "classification"),
            "field-unknown",
        ),
        (
            fence.replace("confidentiality", "ｃｏｎｆｉｄｅｎｔｉａｌｉｔｙ"),
            "field-unknown",
        ),
    ] {
        for path in ["content/manuals/y.md", "content/别处/y.md"] {
            let kb = with_secret(OPEN, path, &front);
            let checked = kb.run(&["check", "--format", "json"]);
            assert!(checked.stdout.contains(rule), "{front:?}: {}", checked.stdout);
            let built = public(&kb);
            assert!(built.code < 2, "{}", built.stderr);
            assert!(is_in_site(&kb, "all-word"));
            assert!(!is_in_site(&kb, "few-word"), "{front:?} {path}");
        }
    }
}

#[test]
fn plain_documents_are_no_front_matter() {
    for text in [
        "---\n\n一段文字\n",
        "<!-- 说明 -->\n\n一段文字\n",
        "<!-- 版权：甲 -->\n# 题\n\n---\n\n文\n",
        "```yaml\nversion: 3\nservices:\n  title: x\n```\n",
        "注意：先备份\n再升级\n",
        "---\ntitle: 题\n---\n\n密级：内部\n\n文\n",
    ] {
        let kb = Kb::new()
            .file("casebook.yaml", OPEN)
            .file("content/manuals/y.md", text);
        let checked = kb.run(&["check"]).code(0);
        assert!(!checked.stdout.contains("y.md"), "{text}: {}", checked.stdout);
        public(&kb).code(0);
        assert!(kb.path("site/manuals/y.html").exists(), "{text}");
    }
}

#[test]
fn the_source_of_a_record_is_for_nobody_else() {
    let front = |id: &str| {
        format!(
            "---\ntitle: all-word {id}\nconfidentiality: public\nreported_at: 2023-09-12 09:20\nsource_key: \"import:few-张三 / few-13800000000\"\naliases: [OLD-{id}]\n---\n文\n"
        )
    };
    let kb = Kb::new()
        .file("casebook.yaml", OPEN)
        .file("content/cases/C-1.md", &front("C-1"))
        .file(
            "content/lists/l.md",
            "---\ntitle: 清单\nconfidentiality: public\n---\n\n```query\nSELECT id, source_key FROM cases\n```\n",
        );
    for audience in ["public", "internal"] {
        let built = kb.run(&["build", "--audience", audience]);
        assert!(built.code < 2, "{}", built.stderr);
        assert!(is_in_site(&kb, "all-word"));
        assert!(!is_in_site(&kb, "few-"), "{audience}");
    }
    // A query of those who see all has it; what is searched by words does not.
    kb.run(&["build"]);
    assert!(kb.read("site/lists/l.html").contains("few-张三"));
    let shards: Vec<String> = kb
        .files("site")
        .into_iter()
        .filter(|path| path.contains("search/"))
        .collect();
    assert!(!shards.is_empty());
    for path in shards {
        assert!(!kb.read(&format!("site/{path}")).contains("few-"), "{path}");
    }
    let hits = |words: &str| kb.run(&["search", words, "--format", "json"]).code(0).json()["total"].clone();
    assert_eq!((hits("13800000000"), hits("OLD-C-1")), (0.into(), 1.into()));
}

/// `x-in-secret.txt` lies beside the public `x.md` and beside `x-in.md`, whatever that is.
#[test]
fn what_bears_the_name_of_a_record_that_is_not_published_is_not_either() {
    let kb = || {
        Kb::new()
            .file("casebook.yaml", OPEN)
            .file("content/manuals/x.md", "---\ntitle: all-word\n---\n文\n")
            .file("content/manuals/x-all.txt", "all-file\n")
            .file("content/manuals/x-in-secret.txt", "few-word\n")
    };
    let stays = |kb: &Kb, what: &str| {
        for audience in ["public", "internal"] {
            let built = kb.run(&["build", "--audience", audience]);
            assert!(built.code < 2, "{}", built.stderr);
            assert!(
                is_in_site(kb, "all-file") && !is_in_site(kb, "few-word"),
                "{what} {audience}"
            );
        }
    };
    let at = "content/manuals/x-in.md";
    stays(
        &kb().file(at, "---\nconfidentiality: restricted\n---\n"),
        "restricted",
    );
    stays(
        &kb().file(at, "---\nconfidentiality: restricted\ndraft: true\n---\n"),
        "draft",
    );
    stays(
        &kb().bytes(at, b"---\ntitle: \xb9\xab\xce\xc4\xb4\xf2\xb2\xbb\xbf\xaa\n---\n"),
        "GB18030",
    );
    stays(&kb().bytes(at, &vec![b'x'; 9 << 20]), "large");
    #[cfg(unix)]
    {
        let linked = kb();
        std::os::unix::fs::symlink("/etc/hostname", linked.path(at)).unwrap();
        stays(&linked, "link");
    }
    // The name of one in one piece, that of the other in two.
    let apart = Kb::new()
        .file("casebook.yaml", OPEN)
        .file("content/manuals/x.md", "---\ntitle: all-word\n---\n文\n")
        .file("content/manuals/x-all.txt", "all-file\n")
        .file(
            "content/manuals/x-e\u{301}.md",
            "---\nconfidentiality: restricted\n---\n",
        )
        .file("content/manuals/x-\u{e9}-secret.txt", "few-word\n");
    stays(&apart, "NFD");
    // A draft takes its files out of the whole site, too.
    let draft = kb().file(at, "---\ndraft: true\n---\n");
    draft.run(&["build"]).code(0);
    assert!(is_in_site(&draft, "all-file") && !is_in_site(&draft, "few-word"));
}

#[cfg(unix)]
#[test]
fn a_link_inside_opens_nothing() {
    use std::os::unix::fs::symlink;
    let incident = "---\ntitle: 事件\n---\nfew-word\n";
    let kb = Kb::new()
        .file("casebook.yaml", OPEN)
        .file("content/manuals/x.md", "---\ntitle: all-word\n---\n文\n")
        .file("content/manuals/x-all.txt", "all-file\n")
        .file("shared/logo.txt", "all-logo\n")
        .file("content/incidents/2024/01/S-1.md", incident)
        .file("content/incidents/2024/01/S-1-proof.txt", "few-word\n")
        .file("notes/.hidden/a.txt", "few-word\n")
        .git();
    for (target, link, message) in [
        ("../../.git/config", "x-a.txt", "以点开头"),
        ("../../notes/.hidden/a.txt", "x-b.txt", "以点开头"),
        ("../incidents/2024/01/S-1.md", "y.md", "指向一条记录"),
        ("../incidents/2024/01/S-1.md", "x-c.txt", "指向一条记录"),
        ("../incidents/2024/01/S-1-proof.txt", "z.md", "变成记录"),
        ("../incidents/2024/01/S-1-proof.txt", "x-d.txt", ""),
        ("../../casebook.yaml", "x-e.txt", ""),
        ("../../shared/logo.txt", "x-f.txt", ""),
    ] {
        symlink(target, kb.path("content/manuals").join(link)).unwrap();
        let checked = kb.run(&["check"]).stdout;
        assert!(checked.contains(message), "{link}: {checked}");
    }
    let closed = |out: &Out| {
        assert!(out.code < 2, "{}", out.stderr);
        assert!(is_in_site(&kb, "all-file") && is_in_site(&kb, "all-logo"));
        for word in ["few-word", "repositoryformatversion", "title: 库"] {
            assert!(!is_in_site(&kb, word), "{word}");
        }
    };
    for audience in ["public", "internal"] {
        closed(&kb.run(&["build", "--audience", audience]));
    }
    kb.commit("2023-10-31T10:00:00Z");
    closed(&kb.run(&["build", "--rev", "HEAD", "--audience", "public"]));
    // Nor has the whole site what is no file of the knowledge base, or a record twice.
    kb.run(&["build"]);
    assert!(!is_in_site(&kb, "repositoryformatversion"));
    assert!(!kb.read("site/manuals/y.html").contains("few-word"));
    assert!(kb.path("site/incidents/2024/01/S-1.html").exists());
}

#[test]
fn a_name_that_no_file_may_have_stops_nothing() {
    let long = "长".repeat(84);
    let (near, limit) = ("近".repeat(83), "齐".repeat(83));
    let kb = Kb::new()
        .file("casebook.yaml", OPEN)
        .file(
            "content/manuals/x.md",
            &format!("---\ntitle: 题\naliases: [OLD, \"x\\0y\", {long}, manuals/x.html/old]\n---\n文\n"),
        )
        .file(&format!("content/manuals/{long}.md"), "# 题\n")
        .file(&format!("content/manuals/{limit}.md"), "# 题\n")
        .file(
            &format!("content/lists/{near}.md"),
            "# 清单\n\n```query\nSELECT id, title FROM records\n```\n",
        );
    let found = kb.run(&["check"]).code(1).stdout;
    for told in ["x.md:3:16", "x.md:3:24", &format!("{long}.md:1:1"), "252 字节"] {
        assert!(found.contains(told), "{told}: {found}");
    }
    for _ in 0..2 {
        kb.run(&["build"]).code(1);
        for page in [
            "manuals/x",
            "manuals/OLD",
            &format!("manuals/{limit}"),
            &format!("lists/{near}"),
        ] {
            assert!(kb.path(&format!("site/{page}.html")).exists(), "{page}");
        }
        assert!(!kb.path(&format!("site/manuals/{long}.html")).exists());
        // A page that is there already is written again.
        kb.write(&format!("content/manuals/{limit}.md"), "# 改了的题\n".as_bytes());
    }
    assert!(
        kb.read(&format!("site/manuals/{limit}.html"))
            .contains("改了的题")
    );
}

#[test]
fn a_former_path_is_one_of_the_site() {
    let kb = Kb::new().file("casebook.yaml", OPEN).file(
        "content/manuals/sub/x.md",
        "---\ntitle: 题\naliases: [/old1.html, /manuals/old2.md, content/manuals/old3.md, manuals/old4, old5, ../old6]\n---\n文\n",
    );
    let found = kb.run(&["check"]).code(1).stdout;
    assert!(
        found.contains("[alias-path]") && found.contains("x.md:3:86"),
        "{found}"
    );
    kb.run(&["build"]).code(1);
    for page in [
        "old1",
        "manuals/old2",
        "manuals/old3",
        "manuals/old4",
        "manuals/sub/old5",
    ] {
        assert!(kb.path(&format!("site/{page}.html")).exists(), "{page}");
    }
    assert!(!kb.path("site/content").exists());
    assert!(!kb.path("site/manuals/old6.html").exists());
}

/// What was deleted has a page for what it was, whatever it was called.
#[test]
fn a_long_name_that_is_gone_stops_nothing() {
    let long = format!("content/manuals/{}.md", "长".repeat(84));
    let kb = Kb::new()
        .file("casebook.yaml", OPEN)
        .file("content/manuals/x.md", "# 题\n")
        .file(&long, "# 题\n")
        .git();
    std::fs::remove_file(kb.path(&long)).unwrap();
    kb.commit("2023-10-31T10:00:00Z");
    kb.run(&["build"]).code(0);
    assert!(kb.path("site/manuals/x.html").exists());
}

/// What is made takes the place of nothing that somebody wrote.
#[test]
fn neither_a_report_nor_a_result_takes_the_place_of_what_people_write() {
    let kb = Kb::new()
        .sample_config()
        .file(
            "content/manuals/a.md",
            "---\ntitle: 甲\ndate: 2023-09-04\n---\n文\n",
        )
        .file(
            "content/cases/C-1.md",
            "---\ntitle: 一\nsystem: gwgl\nreported_at: 2023-09-04 09:00\n---\n",
        )
        .file("out/index.html", "theirs")
        .git();
    let before = kb.files(".");
    for place in ["content", "content/x", "templates", ".git", ".casebook/x"] {
        let out = kb.run(&["report", "2023-09", "--out", place]).code(2);
        assert!(
            out.stderr.contains("生成的文件不能写在那里"),
            "{place}: {}",
            out.stderr
        );
        let file = format!("{place}/x.csv");
        let out = kb.run(&["query", "SELECT 1 AS a", "--out", &file]).code(2);
        assert!(
            out.stderr.contains("生成的文件不能写在那里"),
            "{file}: {}",
            out.stderr
        );
    }
    assert!(
        kb.run(&["report", "2023-09", "--out", "."])
            .code(2)
            .stderr
            .contains("不能放生成的文件")
    );
    let out = kb.run(&["report", "2023-09", "--out", "out"]).code(2);
    assert!(
        out.stderr.contains("index.html` 不是 casebook 生成的"),
        "{}",
        out.stderr
    );
    for name in ["casebook.yaml", "./contract.yaml"] {
        let out = kb
            .run(&["query", "SELECT 1 AS a", "--format", "csv", "--out", name])
            .code(2);
        assert!(out.stderr.contains("是配置文件"), "{name}: {}", out.stderr);
    }
    let other = [
        "query",
        "SELECT 1 AS a",
        "--contract",
        "../c.yaml",
        "--format",
        "csv",
        "--out",
        "../c.yaml",
    ];
    kb.write("../c.yaml", b"");
    assert!(kb.run(&other).code(2).stderr.contains("是配置文件"));
    assert_eq!(kb.read("out/index.html"), "theirs");
    let fresh: Vec<String> = kb
        .files(".")
        .into_iter()
        .filter(|path| !path.starts_with(".casebook/"))
        .collect();
    assert_eq!(fresh, before);
    // A report takes the place of an older one.
    for _ in 0..2 {
        kb.run(&["report", "2023-09", "--out", "own"]).code(0);
        kb.write(
            "content/cases/C-1.md",
            "---\ntitle: 二\nsystem: gwgl\nreported_at: 2023-09-05 09:00\n---\n".as_bytes(),
        );
    }
}
