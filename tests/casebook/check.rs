//! What is wrong, and how it is shown. `tests/fixtures/bad/` makes every mistake that a committed file can make; what is
//! too large or too strange for that is made here.

use crate::kb::{Kb, main_of};
use casebook::base::{Diagnostic, Lang, RelPath};
use casebook::check::{self, Context, RULES};
use casebook::cli::diagnostics::{self, Show};
use casebook::pipeline::{Load, World, load};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// What `show` makes of the findings of the knowledge base at `root`.
fn checked<T>(
    root: &Path,
    show: impl FnOnce(&World, &[Diagnostic], &dyn Fn(&RelPath) -> Option<String>) -> T,
) -> T {
    let world = load(root, &Load::default()).unwrap();
    let read = |path: &RelPath| world.snapshot.shown(path);
    let context = Context::new(
        &world.library,
        &world.history,
        "2023-11-01T00:00:00Z".parse().unwrap(),
        &read,
    );
    let found = check::check(&context, &world.findings);
    show(&world, &found, &read)
}

fn bad() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad")
}

fn human(root: &Path, lang: Lang) -> String {
    checked(root, |_, found, read| {
        let mut out = Vec::new();
        diagnostics::human(found, &Show::new(lang, read), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    })
}

/// The names of the rules that find something in mistakes that only the history tells.
fn rules_of_the_past() -> Vec<String> {
    let kb = Kb::new()
        .file(
            "casebook.yaml",
            "provenance: {baseline: 0000000}\nsystems: [{id: gw, owner: wang}]\npeople: [{id: wang, to: 2023-08-31}]\n",
        )
        .file(
            "content/inspections/I-20230915-02.md",
            "---\ndate: 2023-09-15\n---\n",
        )
        .file(
            "contract.yaml",
            "clocks: [{id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}]\n",
        )
        .file(
            "content/faults/F-20230914-01.md",
            "---\nreported_at: 2023-09-14 09:00\nresolved_at: 2023-09-15 09:00\noutage: full\noutage_from: 2023-08-31 09:00\n---\n",
        );
    kb.commit("2023-09-14T09:00:00Z");
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let rule = |finding: &serde_json::Value| format!(" {}", finding["rule"].as_str().unwrap());
    found.as_array().unwrap().iter().map(rule).collect()
}

/// The names of the rules that look at templates.
fn rules_of_templates() -> Vec<String> {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("templates/pages/record.html", "甲\n{% if %}")
        .file("templates/pages/tags.html", "{{ t(id=\"no-such\") }}")
        .file("templates/pages/hmoe.html", "x");
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let rule = |finding: &serde_json::Value| format!(" {}", finding["rule"].as_str().unwrap());
    found.as_array().unwrap().iter().map(rule).collect()
}

/// Path and rule of each finding, with its severity.
fn rules(root: &Path) -> Vec<String> {
    let line = |finding: &Diagnostic| format!("{} {} {}", finding.path, finding.severity, finding.rule);
    checked(root, |_, found, _| found.iter().map(line).collect())
}

/// The names of the rules that look up in the contract what a record says, where nothing is wrong with the contract itself.
fn rules_of_the_contract() -> Vec<String> {
    let kb = Kb::new()
        .file(
            "contract.yaml",
            "clocks: [{id: resolution, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}]\n",
        )
        .file("content/changes/CH-1.md", "---\ntitle: 重启\n---\n")
        .file(
            "content/assessments/2023-09.md",
            "---\nassessed_month: 2023-09\nexclusions: [{record: CH-1, clock: resolution}]\n---\n",
        );
    rules(kb.root())
}

#[test]
fn every_mistake_is_shown_in_chinese() {
    insta::assert_snapshot!(human(&bad(), Lang::ZhCn));
}

#[test]
fn every_mistake_is_shown_in_english() {
    insta::assert_snapshot!(human(&bad(), Lang::En));
}

#[test]
fn every_mistake_is_told_to_programs() {
    let json = checked(&bad(), |_, found, read| {
        diagnostics::json(found, &Show::new(Lang::ZhCn, read))
    });
    let mut lines = String::new();
    for entry in json.as_array().unwrap() {
        writeln!(lines, "{entry}").unwrap();
    }
    insta::assert_snapshot!(lines);
}

#[test]
fn every_finding_says_what_to_do() {
    let helpless = |finding: &&Diagnostic| finding.help.is_none();
    let line = |finding: &Diagnostic| format!("{} {}", finding.path, finding.rule);
    let found: Vec<String> = checked(&bad(), |_, found, _| {
        found.iter().filter(helpless).map(line).collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn the_sample_has_nothing_to_find() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(human(root, Lang::ZhCn), "没有发现问题\n");
}

/// What hostile or careless hands bring: a good record beside them is read all the same.
fn hostile() -> Kb {
    let fault = |more: &str| {
        format!("---\ntitle: 坏\nseverity: minor\nreported_at: 2023-09-12 09:20\n{more}\n---\n\n正文\n")
    };
    let deep = fault(&format!("tags: {}", "[".repeat(10_000)));
    let mut bomb = String::from("a0: &a0 [x, x, x, x]\n");
    for n in 1..40 {
        writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}, *a{0}]", n - 1).unwrap();
    }
    let quotes = format!(
        "# 深\n\n{}底\n\n{}- 底\n",
        "> ".repeat(10_000),
        "- ".repeat(10_000)
    );
    // `---`, `title: 公文打不开`, `---` in GB18030.
    let gb18030 = b"---\ntitle: \xb9\xab\xce\xc4\xb4\xf2\xb2\xbb\xbf\xaa\n---\n\n\xb9\xca\xd5\xcf\xcf\xd6\xcf\xf3\xc8\xe7\xcf\xc2\n";
    let kb = Kb::new()
        .file("casebook.yaml", "title: 坏\nlimits: {attachment: 1 MiB}\n")
        .file(
            "content/faults/F-0.md",
            "---\ntitle: 好\nreported_at: 2023-09-12 09:20\nhandler: 张伟\n---\n\n正文\n",
        )
        .file("content/faults/F-deep.md", &deep)
        .file("content/faults/F-bomb.md", &fault(&bomb))
        .file("content/manuals/quotes.md", &quotes)
        .file(
            "content/faults/F-long.md",
            &fault(&format!("module: {}", "长".repeat(30_000))),
        )
        .bytes("content/faults/F-gbk.md", gb18030)
        .bytes("content/faults/F-50.md", &vec![b'x'; 50 << 20])
        .bytes("content/manuals/quotes-录像.mp4", &vec![0; 2 << 20]);
    outside(&kb);
    kb
}

/// A link out of the tree, and a name that is no text.
#[cfg(unix)]
fn outside(kb: &Kb) {
    use std::os::unix::ffi::OsStrExt;
    let secret = kb.root().parent().unwrap().join("secret.md");
    std::fs::write(&secret, "密").unwrap();
    std::os::unix::fs::symlink(&secret, kb.path("content/manuals/密.md")).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"F-\xb9\xca.md");
    std::fs::write(kb.path("content/faults").join(name), "故障").unwrap();
}

#[cfg(not(unix))]
fn outside(_: &Kb) {}

#[test]
fn hostile_files_neither_crash_nor_hide_the_others() {
    let kb = hostile();
    let begun = Instant::now();
    let found = rules(kb.root());
    let wanted = [
        "content/faults/F-0.md error field-required",
        "content/faults/F-50.md error file-size",
        "content/faults/F-bomb.md error front-matter",
        "content/faults/F-deep.md error front-matter",
        "content/faults/F-gbk.md error encoding",
        "content/faults/F-long.md error front-matter",
        "content/faults/F-\u{fffd}\u{fffd}.md error file-name",
        "content/manuals/quotes-录像.mp4 error file-size",
        "content/manuals/密.md error symlink",
    ];
    for wanted in wanted {
        assert!(
            found.iter().any(|line| line == wanted),
            "{wanted} is missing: {found:#?}"
        );
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    let good = checked(kb.root(), |world, _, _| world.library.find("F-0").is_some());
    assert!(good);
    let shown = human(kb.root(), Lang::ZhCn);
    assert!(shown.contains("文件大小 50.0 MiB，超过上限 8.0 MiB"), "{shown}");
    assert!(shown.contains("看起来是 GB18030"), "{shown}");
}

#[test]
fn every_rule_has_been_seen_to_find_something() {
    let seen: BTreeSet<String> = [
        rules(&bad()),
        rules(hostile().root()),
        rules_of_the_past(),
        rules_of_the_contract(),
        rules_of_templates(),
    ]
    .concat()
    .iter()
    .filter_map(|line| Some(line.rsplit(' ').next()?.to_owned()))
    .collect();
    // What the machine refuses to read cannot be made where tests run as root.
    let silent: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !seen.contains(*id) && *id != "file-unreadable")
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
    assert!(seen.iter().all(|id| check::find(id).is_some()), "{seen:?}");
}

#[test]
fn foreign_markdown_is_taken_as_it_is() {
    let mut kb = Kb::new()
        .file("casebook.yaml", "content: .\n")
        .file("logo.png", "x")
        .file("LICENSE", "x");
    for n in 0..500 {
        let text = format!(
            "# 文档 {n}\n\n见 [下一篇](doc-{}.md) ![图](logo.png)\n",
            (n + 1) % 500
        );
        let front = "---\nlayout: doc\nsidebar_position: 3\nauthor: jane\nversion: 2.0\n---\n";
        let front = if n % 2 == 0 { front } else { "" };
        let text = front.to_owned() + &text.replace("logo", "../logo");
        kb = kb.file(&format!("guide/doc-{n}.md"), &text);
    }
    assert_eq!(rules(kb.root()), Vec::<String>::new());
}

#[test]
fn a_folder_of_no_kind_is_said_once() {
    let mut kb = Kb::new().file("casebook.yaml", "title: x\n");
    for n in 0..50 {
        kb = kb.file(
            &format!("content/guide/{n}.md"),
            "---\ntitle: 甲\nauthors: 某\n---\n\n正文\n",
        );
    }
    assert_eq!(rules(kb.root()), ["content/guide/0.md warning kind-folder"]);
}

#[test]
fn the_command_ends_with_1_on_errors_and_on_warnings_where_they_count() {
    let warned = "---\ntitle: 好\nseverity: minor\nreported_at: 2023-09-12 09:20\n---\n";
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/faults/F-1.md", warned);
    assert!(kb.run(&["check"]).code(0).stdout.contains("警告[field-wanted]"));
    kb.run(&["check", "--strict"]).code(1);
    kb.write("content/faults/F-2.md", "---\ntitle：坏\n---\n".as_bytes());
    let out = kb
        .run(&["check", "--format", "json", "content/faults/F-2.md"])
        .code(1)
        .json();
    let first = &out[0];
    assert_eq!(out.as_array().unwrap().len(), 1);
    assert_eq!(
        (
            &first["rule"],
            &first["line"],
            &first["column"],
            &first["end_column"]
        ),
        (&"full-width-punctuation".into(), &2.into(), &6.into(), &7.into())
    );
    let english = kb.run(&["--lang", "en", "check"]).code(1).stdout;
    assert!(
        english.contains("error[full-width-punctuation]: a full-width colon"),
        "{english}"
    );
}

/// What was found under the name of `rule`, and what was advised.
fn said(kb: &Kb, rule: &str) -> Vec<String> {
    let found = kb.run(&["check", "--format", "json"]).json();
    let of_rule = found.as_array().unwrap().iter();
    let text = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or("").to_owned();
    of_rule
        .filter(|finding| finding["rule"] == rule)
        .map(|finding| format!("{} / {}", text(finding, "message"), text(finding, "help")))
        .collect()
}

#[test]
fn a_link_to_a_file_that_cannot_be_read_is_not_said_to_be_wrong() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/faults/F-20230912-02.md", "# 二\n")
        .bytes(
            "content/faults/F-20230912-01.md",
            b"# \xb9\xab\xce\xc4\xb4\xf2\xb2\xbb\xbf\xaa\n",
        )
        .file(
            "content/manuals/a.md",
            "[[F-20230912-01]] [一](../faults/F-20230912-01.md) [[F-20230912-03]]\n",
        );
    let help = "先改正 `content/faults/F-20230912-01.md`，链接不用改";
    assert_eq!(
        said(&kb, "link-broken"),
        [
            format!("`F-20230912-01` 的文件读不出来，链接没有着落 / {help}"),
            format!("`../faults/F-20230912-01.md` 的文件读不出来，链接没有着落 / {help}"),
            "没有记录 `F-20230912-03` / 改为 `F-20230912-02`".to_owned(),
        ]
    );
}

#[test]
fn a_key_that_is_no_word_is_told_at_its_place() {
    let keys = "title: 题\n2023: 甲\ntrue: 乙\n~: 丙\n1.5: 丁\npending: [{from: 2023-09-12 10:00, reason: user, 7: x}]\n";
    let kb = Kb::new().file("casebook.yaml", "title: x\n").file(
        "content/cases/C-1.md",
        &format!("---\nreported_at: 2023-09-12 09:20\n{keys}---\n"),
    );
    let out = kb.run(&["check", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&out.stdout).unwrap();
    let unknown = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "field-unknown");
    let places: Vec<(u64, &str)> = unknown
        .map(|finding| {
            (
                finding["line"].as_u64().unwrap(),
                finding["message"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            (4, "不认识的字段 `2023`"),
            (5, "不认识的字段 `true`"),
            (6, "不认识的字段 `~`"),
            (7, "不认识的字段 `1.5`"),
            (8, "不认识的字段 `7`"),
        ]
    );
}

#[test]
fn a_number_too_large_for_the_machine_voids_nothing() {
    let case = |number: &str| {
        format!("---\ntitle: 题\nreported_at: 2023-09-12 09:20\ncontact: {number}\nreporter: 甲\n---\n")
    };
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/cases/C-1.md", &case("18446744073709551616"))
        .file("content/cases/C-2.md", &case("-99999999999999999999"));
    let rows = kb
        .run(&[
            "query",
            "SELECT contact, reporter FROM cases ORDER BY id",
            "--format",
            "json",
        ])
        .code(0)
        .json();
    assert_eq!(
        rows,
        serde_json::json!([
            {"contact": "18446744073709551616", "reporter": "甲"},
            {"contact": "-99999999999999999999", "reporter": "甲"}
        ])
    );
    assert_eq!(said(&kb, "front-matter"), [""; 0]);
}

#[test]
fn a_number_is_written_in_digits_alone() {
    let fault = |users: &str| {
        format!("---\nseverity: minor\nreported_at: 2023-09-12 09:20\naffected_users: {users}\n---\n")
    };
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/faults/F-1.md", &fault("35人"))
        .file("content/faults/F-2.md", &fault("３５"))
        .file("content/faults/F-3.md", &fault("1.2万"))
        .file("content/faults/F-4.md", &fault("约三十"))
        .file("content/faults/F-5.md", &fault("35\nemergency: 大概"));
    assert_eq!(
        said(&kb, "field-value"),
        [
            "字段“影响人数”应为数字 / 改为 `35`",
            "字段“影响人数”应为数字 / 改为 `35`",
            "字段“影响人数”应为数字 / 改为 `12000`",
            "字段“影响人数”应为数字 / 只写数字（单位：人），如 35",
            "字段“突发应急事件”应为 true 或 false / 改为 `true` 或 `false`",
        ]
    );
}

/// Where the finding about a case with this front matter stands, and what it says, in the language `lang`.
fn at(front: &str, lang: &str) -> String {
    let kb = Kb::new()
        .file(
            "casebook.yaml",
            "title: x\nsystems: [{id: gwgl, name: 公文管理系统}]\n",
        )
        .file("content/faults/F-1.md", &format!("---\n{front}---\n"));
    let found = kb.run(&["--lang", lang, "check", "--format", "json"]).json();
    let mut all = found.as_array().unwrap().iter();
    let lacking = ["field-required", "field-wanted", "section-missing"];
    let one = all
        .find(|one| !lacking.contains(&one["rule"].as_str().unwrap()))
        .unwrap();
    format!(
        "{}:{} {}",
        one["line"],
        one["column"],
        one["message"].as_str().unwrap()
    )
}

#[test]
fn broken_front_matter_is_told_in_words_on_the_line_to_change() {
    let said = |front: &str| at(front, "zh-CN");
    assert_eq!(
        said("title: x\nowner: \"张伟\nsystem: gwgl\n"),
        "3:8 文件头不是有效的 YAML：引号没有结束"
    );
    assert_eq!(
        said("title: x\ntags: [甲, 乙\nsystem: gwgl\n"),
        "3:7 文件头不是有效的 YAML：括号没有结束"
    );
    assert_eq!(
        said("title: x\nsystem gwgl\n"),
        "3:1 文件头不是有效的 YAML：这一行没有冒号，或冒号后没有空格"
    );
    assert_eq!(
        at("title: x\nowner: @张伟\n", "en"),
        "3:8 the front matter is not valid YAML: a value cannot begin with `@`"
    );
}

#[test]
fn full_width_marks_in_rows_are_found_where_they_stand() {
    let said = |row: &str| at(&format!("title: x\npending:\n  - {row}\n"), "zh-CN");
    assert_eq!(said("{from：2023-09-01}"), "4:6 字段 `from` 后面是全角冒号");
    assert_eq!(said("from：2023-09-01"), "4:5 字段 `from` 后面是全角冒号");
    assert_eq!(
        said("{from: 2023-09-01 09:00，to: 2023-09-02}"),
        "4:28 这里的 `，` 是全角的"
    );
    assert_eq!(
        said("｛from: 2023-09-01, to: 2023-09-02｝"),
        "4:5 这里的 `｛` 是全角的"
    );
    assert_eq!(said("｛from：2023-09-01｝"), "4:5 这里的 `｛` 是全角的");
}

#[test]
fn a_column_that_there_is_not_is_marked_at_its_key() {
    let said = |rows: &str| at(&format!("title: x\npending:\n{rows}\n"), "zh-CN");
    assert_eq!(
        said("  - {from: 2023-09-01 09:00, too: 2023-09-01 10:00}"),
        "4:30 不认识的字段 `too`"
    );
    assert_eq!(
        said("  - from: 2023-09-01 09:00\n    too: 2023-09-01 10:00"),
        "5:5 不认识的字段 `too`"
    );
}

#[test]
fn a_list_is_parted_by_ascii_commas() {
    assert_eq!(
        at("title: x\ntags: [附件，临时目录]\n", "zh-CN"),
        "3:8 列表的一项里有“，”，几项成了一项"
    );
    assert_eq!(
        at("title: x\ntags: 附件，临时目录\n", "zh-CN"),
        "3:7 列表的一项里有“，”，几项成了一项"
    );
}

#[test]
fn a_path_that_is_not_there_is_no_clean_file() {
    let kb = Kb::new()
        .sample_config()
        .file("content/cases/C-1.md", "---\ntitle: 一\n---\n\n二。\n");
    for command in ["check", "fmt"] {
        let lost = kb.run(&[command, "content/cases/C-l.md"]).code(2);
        assert!(
            lost.stderr
                .contains("没有 `content/cases/C-l.md` 这个文件或文件夹"),
            "{}",
            lost.stderr
        );
        kb.run(&[command, ".."]).code(2);
    }
    kb.run(&["fmt", "--check", "content"]).code(0);
}

#[test]
fn a_site_is_not_written_among_the_records() {
    let kb = Kb::new()
        .sample_config()
        .file("content/cases/C-1.md", "---\ntitle: 一\n---\n\n二。\n");
    for out in [
        "content",
        "content/../content/new/site",
        "templates",
        "reports/2023-08",
    ] {
        let refused = kb.run(&["build", "--out", out]).code(2);
        assert!(
            refused.stderr.contains("生成的文件不能写在那里"),
            "{}",
            refused.stderr
        );
    }
    assert_eq!(kb.files("content"), ["cases/C-1.md"]);
}

#[test]
fn a_file_that_no_build_made_is_not_written_over() {
    let kb = Kb::new()
        .sample_config()
        .file("content/cases/C-1.md", "---\ntitle: 一\n---\n\n二。\n")
        .file("out/index.html", "theirs")
        .file("out/notes.txt", "theirs");
    let refused = kb.run(&["build", "--out", "out"]).code(2);
    assert!(
        refused.stderr.contains("index.html` 不是 casebook 生成的"),
        "{}",
        refused.stderr
    );
    kb.run(&["build", "--out", "out"]).code(2);
    assert_eq!(kb.read("out/index.html"), "theirs");
    std::fs::remove_file(kb.path("out/index.html")).unwrap();
    kb.run(&["build", "--out", "out"]);
    kb.run(&["build", "--out", "out"]);
    assert!(kb.read("out/index.html").contains("<main"));
    assert_eq!(kb.read("out/notes.txt"), "theirs");
}

/// The findings of the knowledge base: rule, path and the text at the place.
fn found_at(kb: &Kb) -> Vec<(String, String, String)> {
    let found = kb.run(&["check", "--format", "json"]).json();
    let at = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().unwrap().to_owned();
        let number = |key: &str| finding[key].as_u64().unwrap() as usize;
        let line = match std::fs::read_to_string(kb.path(&text("path"))) {
            Ok(all) => all.lines().nth(number("line") - 1).unwrap_or_default().to_owned(),
            Err(_) => String::new(),
        };
        let line: Vec<char> = line.chars().collect();
        let end = if number("end_line") == number("line") {
            number("end_column") - 1
        } else {
            line.len()
        };
        let place = line.get(number("column") - 1..end).unwrap_or_default();
        (text("rule"), text("path"), place.iter().collect())
    };
    found.as_array().unwrap().iter().map(at).collect()
}

#[test]
fn a_configuration_that_is_no_text_is_said() {
    for name in ["casebook.yaml", "contract.yaml"] {
        let kb = Kb::new().sample_config();
        let text = kb.read(name);
        let (bytes, _, _) = encoding_rs::GBK.encode(&text);
        kb.write(name, &bytes);
        let found = found_at(&kb);
        assert!(
            found.contains(&("encoding".to_owned(), name.to_owned(), String::new())),
            "{found:?}"
        );
        kb.run(&["check"]).code(1);
    }
}

#[test]
fn a_few_bytes_that_are_no_text_are_told_where_they_stand() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .bytes("content/manuals/a.md", "# 手册\n\n正文\u{0}正文\n".as_bytes())
        .bytes(
            "content/manuals/b.md",
            &["# 手册\n\n正文".as_bytes(), b"\xd6\xd0", "正文\n".as_bytes()].concat(),
        );
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let told: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{}:{}:{} {} / {}",
                one["path"], one["line"], one["column"], one["message"], one["help"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "\"content/manuals/a.md\":3:3 \"这里有一个 NUL 字符（值为 0 的字节），不是文字\" / \"删去它；编辑器里看不见时，删掉这一行重新输入\"",
            "\"content/manuals/b.md\":3:3 \"文件是 UTF-8，但有 2 个字节不是，第一处在这里\" / \"把这里的字重新写一遍再存盘；不要整个转码，那会毁掉其余的字\"",
        ]
    );
    let shown = kb.run(&["check"]).code(1).stdout;
    assert!(shown.contains("content/manuals/b.md:3:3"), "{shown}");
}

#[cfg(unix)]
#[test]
fn a_backslash_in_a_name_is_told_as_that() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: x\n")
        .file("content/manuals/a\\b.md", "# 手册\n");
    let shown = kb.run(&["check"]).code(1).stdout;
    assert!(
        shown.contains("含有反斜杠 `\\`，文件名不能用") && !shown.contains("有效的 UTF-8"),
        "{shown}"
    );
}

#[test]
fn what_a_contract_misspells_is_said_at_its_place() {
    for (right, wrong) in [
        ("response_status = 'breached'", "respons_status = 'breached'"),
        ("half_up", "halfup"),
        ("trigger_payment", "trigger_paymnt"),
        ("occurrences: each", "occurrences: eech"),
        ("type: weekly", "type: weakly"),
        ("systems: all", "systems: [gwx]"),
    ] {
        let kb = Kb::new().sample_config();
        let text = kb.read("contract.yaml");
        assert!(text.contains(right), "{right}");
        kb.write("contract.yaml", text.replacen(right, wrong, 1).as_bytes());
        let found = found_at(&kb);
        let word = wrong.rsplit([' ', '[']).next().unwrap().trim_end_matches(']');
        let is_said = |(rule, path, place): &(String, String, String)| {
            rule == "contract"
                && path == "contract.yaml"
                && (place.contains(word) || word.contains(place.as_str()))
        };
        assert!(found.iter().any(is_said), "{wrong}: {found:?}");
    }
}

#[test]
fn rules_have_their_pages() {
    let kb = Kb::new().file("casebook.yaml", "title: x\n");
    let page = kb.run(&["explain", "change-before-approval"]).code(0).stdout;
    assert!(
        page.starts_with("# change-before-approval\n\n重大操作没有批准"),
        "{page}"
    );
    assert_eq!(kb.run(&["rules"]).code(0).stdout.lines().count(), RULES.len());
    let unknown = kb.run(&["explain", "time-ordre"]).code(2);
    assert!(unknown.stderr.contains("time-order"), "{}", unknown.stderr);
}

/// What must not be published is told with its place, and a site that is built all the same shows crosses for it: on pages, in searches and beside them.
#[test]
fn a_secret_is_told_and_not_published() {
    let (number, key) = ("11010519491231002X", "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn");
    let body = format!(
        "## 故障现象\n\n申请人身份证 {number}。\n\n```\n-----BEGIN RSA PRIVATE KEY-----\n{key}\n-----END RSA PRIVATE KEY-----\n```\n"
    );
    let front = format!("title: 故障 {number}\nseverity: minor\nreported_at: 2023-09-12 09:00");
    let kb = Kb::new()
        .file("casebook.yaml", "systems: [{id: oa, name: 协同办公平台}]\n")
        .file(
            "content/faults/F-20230912-01.md",
            &format!("---\n{front}\n---\n{body}"),
        )
        .file(
            "content/faults/F-20230912-01-附件.txt",
            &format!("第一行\npassword=Fz#2023oa\n申请人 {number}\n"),
        )
        .git();
    let checked = kb.run(&["check"]).code(1).stdout;
    for place in [
        "F-20230912-01.md:2:11",
        "F-20230912-01.md:8:8",
        "F-20230912-01.md:11:1",
        "F-20230912-01-附件.txt:2:10",
        "F-20230912-01-附件.txt:3:5",
    ] {
        assert!(checked.contains(place), "{place}: {checked}");
    }
    kb.run(&["build"]).code(1);
    for path in kb.files("site") {
        let bytes = std::fs::read(kb.path("site").join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(number) && !text.contains(key), "{path}");
    }
    let page = kb.read("site/faults/F-20230912-01.html");
    assert!(
        main_of(&page).contains("申请人身份证 xxxxxxxxxxxxxxxxxx。"),
        "{page}"
    );
    assert!(
        kb.read("site/faults/F-20230912-01-附件.txt")
            .ends_with("申请人 xxxxxxxxxxxxxxxxxx\n")
    );
    let found = kb.run(&["search", number, "--format", "json"]).code(0).json();
    assert_eq!(found["total"], 0, "{found}");
}

/// What a knowledge base has in git and cannot be read is not as if it had never been.
#[test]
fn what_git_cannot_tell_is_said() {
    let kb = Kb::new().file("content/manuals/a.md", "# 甲\n");
    kb.commit("2023-11-06T17:00:00Z");
    kb.write("content/manuals/b.md", "# 乙\n".as_bytes());
    kb.commit("2023-11-08T01:00:00Z");
    let clone = kb.shallow_clone();
    let said = |kb: &Kb, args: &[&str]| {
        let out = kb.run(args).code(0);
        assert!(!out.stdout.contains("git"), "{}", out.stdout);
        out.stderr
    };
    for command in ["check", "build", "build"] {
        let shallow = said(&clone, &["-C", "clone", command]);
        assert!(shallow.contains("2023-11-08 以前的历史未知"), "{shallow}");
        assert_eq!(said(&kb, &[command]), "");
    }
    std::fs::remove_file(kb.path(".git/HEAD")).unwrap();
    for command in ["check", "build", "build"] {
        let unread = said(&kb, &[command]);
        assert!(unread.contains("/kb/.git` 打不开，按没有 git 处理"), "{unread}");
    }
    std::fs::remove_dir_all(kb.path(".git")).unwrap();
    assert_eq!(said(&kb, &["check"]), "");
}

/// As programs on Windows write them: GBK, and UTF-16 with its mark.
#[test]
fn a_secret_is_found_in_any_encoding() {
    let number = "11010519491231002X";
    let text = format!("登录方式如下，请妥善保管\n密码：Fz#2023oa\n申请人 {number}\n");
    let gbk = encoding_rs::GB18030.encode(&text).0;
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16();
        [0xFEFF]
            .into_iter()
            .chain(units)
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    let kb = Kb::new()
        .file("content/manuals/a.md", "# 甲\n")
        .bytes("content/manuals/a-国标.log", &gbk)
        .bytes("content/manuals/a-宽.csv", &wide(&text));
    let checked = kb.run(&["check"]).code(1).stdout;
    for place in ["a-国标.log:2:4", "a-国标.log:3:5", "a-宽.csv:2:4", "a-宽.csv:3:5"] {
        assert!(checked.contains(place), "{place}: {checked}");
    }
    kb.run(&["build"]).code(1);
    let covered = text.replace(number, "xxxxxxxxxxxxxxxxxx");
    let built = |path: &str| std::fs::read(kb.path("site/manuals").join(path)).unwrap();
    assert_eq!(built("a-国标.log"), *encoding_rs::GB18030.encode(&covered).0);
    assert_eq!(built("a-宽.csv"), wide(&covered));
}

/// A kind that could not be read: it is told first, and nothing that only follows from it is told at all.
#[test]
fn one_fault_in_a_kind_is_the_one_that_is_told() {
    let contract = "clocks: [{id: recover, of: drill, from: held_on, to: held_on, limit: 2 hours}]
sheet: {full: \"10\", items: [{id: A, points: \"10\", evidence: SELECT id FROM drills, rule: {type: delay_days, clock: recover, per_day: \"1\"}}]}
";
    let drill =
        "id: drill\ndate: held_on\nfields:\n  held_on: {type: dat}\n  how: {type: choice, of: drill_types}\n";
    let kb = Kb::new()
        .file("casebook.yaml", "drill_types: {desk: 桌面}\n")
        .file("contract.yaml", contract)
        .file("templates/kinds/drill/kind.yaml", drill)
        .file(
            "templates/kinds/visit/kind.yaml",
            "id: visit\nfields: {drill: {type: ref, to: drill}}\n",
        )
        .file(
            "content/drills/D-1.md",
            "---\ntitle: 断电\nheld_on: 2024-01-10\nhow: desk\n---\n",
        )
        .file(
            "content/lists/all.md",
            "---\ntitle: 全部\n---\n\n```query\nSELECT id FROM drills\n```\n",
        );
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let told: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| format!("{} {}", finding["path"], finding["message"]))
        .collect();
    assert_eq!(
        told,
        ["\"templates/kinds/drill/kind.yaml\" \"没有 `dat` 这种字段类型\""]
    );
    // Where the kind that is built in stands in, that is said.
    let kb = kb
        .file(
            "templates/kinds/fault/kind.yaml",
            "id: fault\nfields: {colour: {type: tex}}\n",
        )
        .file("content/faults/F-1.md", "---\ntitle: 甲\ncolour: 红\n---\n");
    let out = kb.run(&["check"]).code(1).stdout;
    let first = out.find("templates/kinds/fault/kind.yaml").unwrap();
    assert!(first < out.find("content/faults/F-1.md").unwrap(), "{out}");
    assert!(out.contains("改好之前，这类记录按内置的类型检查"), "{out}");
}

/// English help names English words, which are taken.
#[test]
fn english_help_names_english_words() {
    let kb = Kb::new()
        .file(
            "casebook.yaml",
            "language: en\nlimits: {attachment: 1 KiB}\ncheck_items: [{id: cpu, name: CPU, unit: \"%\", alarm: \">= 90\"}]\n",
        )
        .file(
            "content/inspections/I-1.md",
            "---\ntitle: t\ndate: 2023-05-12\n---\n\n| System | Check item | Result | Value | Note | Fault |\n| --- | --- | --- | --- | --- | --- |\n| gw | CPU | Normal | 99 % | | |\n| gw | cpu | Abnormal | 95 % | | |\n| gw | cpu | | | | |\n| gw | cpu | bad | | | |\n",
        )
        .file(
            "content/faults/F-1.md",
            "---\ntitle: t\nseverity: huge\nreported_at: 2023-05-12 09:00\n---\n",
        )
        .bytes("content/faults/F-1-a.bin", &[7; 2000]);
    let out = kb.run(&["--lang", "en", "check"]).code(1).stdout;
    for said in [
        "call it `Abnormal` and name its fault",
        "write its ID in the column Fault",
        "what was not checked has the result `Not checked`",
        "write one of: Normal (正常), Abnormal (异常), Not checked (未检)",
        "write one of: Critical (critical), Major (major), Minor (minor)",
        "raise `limits: {attachment: …}`",
        "Symptoms, Scope of impact, ",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
}

#[test]
fn a_template_that_cannot_be_read_is_told_at_its_place() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("templates/pages/record.html", "甲\n 乙{% if %}")
        .file("templates/pages/home.html", "{{ 1 | nothing }}")
        .file("templates/kinds/fault/new.md", "---\ntitle: {{ title\n---\n")
        .file("templates/assets/x.html", "{% if %}");
    let found = kb.run(&["check"]).code(1).stdout;
    for place in [
        "templates/kinds/fault/new.md:3:3",
        "templates/pages/home.html:1:",
        "templates/pages/record.html:2:9",
    ] {
        assert!(found.contains(place), "{place}: {found}");
    }
    assert_eq!(found.matches("template-broken").count(), 3, "{found}");
    std::fs::remove_dir_all(kb.path("templates/pages")).unwrap();
    kb.write(
        "templates/kinds/fault/new.md",
        "---\ntitle: {{ title | yaml }}\n---\n".as_bytes(),
    );
    kb.run(&["check", "--strict"]).code(0);
}

#[test]
fn a_template_that_asks_for_words_that_are_not_there_is_told_at_their_place() {
    let kb = Kb::new().file("casebook.yaml", "title: 库\n").file(
        "templates/pages/home.html",
        "{{ t(id=\"site-home\") }}\n{{ t(id=\"site-hmoe\") }}",
    );
    let found = kb.run(&["check"]).code(1).stdout;
    assert!(found.contains("templates/pages/home.html:2:10"), "{found}");
    assert!(found.contains("`site-home`"), "{found}");
    let said = kb.run(&["build"]).code(2).stderr;
    assert!(said.contains("templates/pages/home.html:2:"), "{said}");
    kb.write(
        "templates/pages/home.html",
        "\n{{ t(id=\"site-\" ~ \"hmoe\") }}".as_bytes(),
    );
    let said = kb.run(&["build"]).code(2).stderr;
    assert!(said.contains("templates/pages/home.html:2:"), "{said}");
    assert!(said.contains("`site-hmoe`"), "{said}");
}

#[test]
fn a_template_that_nobody_reads_is_told_with_the_one_that_was_meant() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("templates/pages/hmoe.html", "x")
        .file("templates/registers/risk-open.sql", "SELECT 1")
        .file("templates/registers/own.sql", "SELECT 1")
        .file("templates/kinds/fault/pgae.html", "x")
        .file("templates/kinds/falut/new.md", "x")
        .file("templates/page/home.html", "x")
        .file(
            "templates/pages/months.html",
            "{% include \"pages/month-rows.html\" %}",
        )
        .file("templates/pages/month-rows.html", "x")
        .file("templates/kinds/case/page.html", "x")
        .file("templates/assets/css/bse.css", "");
    kb.run(&["check", "--strict"]).code(1);
    let found = kb.run(&["check", "--format", "json"]).code(0).json();
    let help = |finding: &serde_json::Value| finding["help"].as_str().unwrap().to_owned();
    let helps: Vec<String> = found.as_array().unwrap().iter().map(help).collect();
    let meant = [
        "templates/kinds/fault/new.md",
        "templates/kinds/fault/page.html",
        "templates/pages/home.html",
        "templates/pages/home.html",
        "templates/registers/risks-open.sql",
    ];
    let meant: Vec<String> = meant.iter().map(|meant| format!("`{meant}`")).collect();
    let list = "casebook templates".to_owned();
    let meant = [&meant[..4], &[list], &meant[4..]].concat();
    assert_eq!(helps.len(), meant.len(), "{helps:?}");
    for (help, meant) in helps.iter().zip(meant) {
        assert!(help.contains(&meant), "{help}");
    }
}
