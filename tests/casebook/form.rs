//! A record as a form to be printed, signed and stamped: what stands in the document that Word opens.

use crate::kb::{Kb, Out};
use std::io::Read;

const FAULT: &str = "---\ntitle: 待办打不开\nsystem: 公文管理系统\nseverity: major\nhandler: zhangwei\n\
    reported_at: 2023-09-12 09:00\nresponded_at: 2023-09-12 09:40\n---\n";

/// A knowledge base with the sample's configuration and one fault.
fn kb(front: &str, body: &str) -> Kb {
    let text = format!("{front}\n{body}");
    Kb::new()
        .sample_config()
        .file("content/faults/F-20230912-01.md", &text)
        .file(
            "content/cases/C-20230912-01.md",
            "---\ntitle: 咨询\nsystem: gwgl\nreported_at: 2023-09-12 09:00\n---\n",
        )
}

fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let files = names.into_iter().filter(|name| !name.ends_with('/'));
    files
        .map(|name| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        })
        .collect()
}

/// The parts of the document at `path`, all of them well-formed.
#[track_caller]
fn opened(kb: &Kb, path: &str) -> Vec<(String, String)> {
    let parts = parts(std::fs::read(kb.path(path)).unwrap());
    for (name, text) in &parts {
        if let Err(fault) = roxmltree::Document::parse(text) {
            panic!("{name}: {fault}");
        }
    }
    parts
}

/// The part `name`.
#[track_caller]
fn part<'p>(parts: &'p [(String, String)], name: &str) -> &'p str {
    let found = parts.iter().find(|(found, _)| found == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

/// What is read in the document, a line a paragraph.
fn words(document: &str) -> Vec<String> {
    let xml = roxmltree::Document::parse(document).unwrap();
    let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let paragraphs = xml.descendants().filter(|node| named(node, "p"));
    let text = |paragraph: roxmltree::Node<'_, '_>| {
        let mut text = String::new();
        for node in paragraph.descendants() {
            match node.tag_name().name() {
                "t" => text.push_str(node.text().unwrap_or_default()),
                "br" => text.push('\n'),
                _ => {}
            }
        }
        text
    };
    paragraphs.map(text).collect()
}

#[track_caller]
fn has(words: &[String], expected: &str) {
    assert!(
        words.iter().any(|line| line == expected),
        "no {expected} in {words:#?}"
    );
}

#[track_caller]
fn refused(out: Out, words: &str) {
    let out = out.code(2);
    assert!(out.stderr.contains(words), "{}", out.stderr);
}

#[test]
fn a_fault_is_written_with_fields_clocks_text_and_a_place_to_sign() {
    let kb = Kb::new().sample().git();
    let out = kb.run(&["report", "F-20230911-01"]).code(0);
    assert!(out.stdout.contains("F-20230911-01.docx"), "{}", out.stdout);
    let parts = opened(&kb, "reports/F-20230911-01.docx");
    let document = part(&parts, "word/document.xml");
    let words = words(document);
    for expected in [
        "故障处理报告",
        "原省工商一体化平台2023年运维服务 · FJSJ-2023-OA-017",
        "公文库连接数再次耗尽，周一早上公文打不开",
        "故障级别",
        "二级",
        "2 个工作日",
        "2023-09-15 09:10",
        "超时，超出 1 小时 10 分钟",
        "故障现象",
        "当天关闭批量签收，逐件签收不受影响。",
        "整改措施",
        "CH-20230823-01、I-20230918-01、RK-2023-001",
        "处理人（张伟）",
        "采购人确认",
    ] {
        has(&words, expected);
    }
    assert!(document.contains("<w:tblHeader />"), "heads of tables repeat");
    let footer = part(&parts, "word/footer1.xml");
    let commit = git2::Repository::open(kb.root()).unwrap();
    let commit = commit.head().unwrap().target().unwrap().to_string();
    assert!(
        footer.contains(&format!("F-20230911-01 · 记录版本 {} · casebook", &commit[..10])),
        "{footer}"
    );
    assert!(footer.contains("NUMPAGES"), "{footer}");
    let styles = part(&parts, "word/styles.xml");
    assert!(styles.contains(r#"w:eastAsia="宋体""#) && styles.contains(r#"w:eastAsia="黑体""#));
    assert!(part(&parts, "docProps/core.xml").contains("<dc:title>故障处理报告 F-20230911-01</dc:title>"));
}

#[test]
fn every_document_of_the_sample_has_a_form() {
    let kb = Kb::new().sample().git();
    for id in [
        "F-20230816-01",
        "F-20230905-01",
        "RK-2023-001",
        "T-20230913-01",
        "gwgl/user-manual",
    ] {
        kb.run(&["report", id, "--out", "forms"]).code(0);
    }
    let files = kb.files("forms");
    assert_eq!(files.len(), 5, "{files:?}");
    for file in files {
        opened(&kb, &format!("forms/{file}"));
    }
}

#[test]
fn lists_links_code_and_quotes_are_kept() {
    let body = "## 故障现象\n\n见[公告](https://example.org/a?b=1&c=2)[坏](<http://坏 址{x}>)。\n\n3. 甲\n4. 乙\n   - 丙\n\n又：\n\n1. 丁\n\n```\na\n  b\n```\n\n> 引文\n\n| 时间 | 事项 |\n|---|---|\n| 9点 | **停机** |\n";
    let kb = kb(FAULT, body);
    kb.run(&["report", "F-20230912-01"]).code(0);
    let parts = opened(&kb, "reports/F-20230912-01.docx");
    let document = part(&parts, "word/document.xml");
    let words = words(document);
    for expected in ["见公告坏。", "甲", "丙", "a\n  b", "引文", "9点", "停机"] {
        has(&words, expected);
    }
    let numbering = part(&parts, "word/numbering.xml");
    assert_eq!(
        numbering.matches("<w:startOverride w:val=\"3\"").count(),
        1,
        "{numbering}"
    );
    assert_eq!(
        numbering.matches("<w:startOverride w:val=\"1\"").count(),
        1,
        "{numbering}"
    );
    let links = part(&parts, "word/_rels/document.xml.rels");
    assert!(links.contains("https://example.org/a?b=1&amp;c=2"), "{links}");
    assert!(!links.contains('坏'), "Word would not open it: {links}");
    let one = links.matches("rIdLink1").count();
    assert!(one == 1 && document.contains("rIdLink1"), "{links}");
}

#[test]
fn hostile_text_stays_text() {
    let markup = "</w:t><w:p><w:r><w:t>塞入</w:t></w:r></w:p> ]]> <![CDATA[ &amp; &#0; \" '";
    let front = FAULT.replace(
        "title: 待办打不开",
        "title: '</w:t><w:p> ]]> &amp; <w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />'",
    );
    let front = front.replace(
        "handler:",
        "module: \"甲\\u0001\\u001B[31m\\uFFFE乙\"\nreporter: \"金额\\u202E00.1\\u200F\"\nhandler:",
    );
    let long = "长word".repeat(1700);
    let body = format!(
        "## 故障现象\n\n`{markup}`\n\n```\n{markup}\u{0}\u{b}\n```\n\n| {long} | {long} |\n|---|---|\n| `{markup}` | \u{1}\u{202E}x |\n\n- {long}\n\n<w:p>塞入</w:p><script>塞入</script>\n"
    );
    let kb = kb(&front, &body);
    kb.run(&["report", "F-20230912-01"]).code(0);
    let parts = opened(&kb, "reports/F-20230912-01.docx");
    let document = part(&parts, "word/document.xml");
    let words = words(document);
    has(&words, markup);
    has(&words, &long);
    has(
        &words,
        "</w:t><w:p> ]]> &amp; <w:trHeight w:val=\"1\" w:hRule=\"atLeast\" />",
    );
    has(&words, "金额\u{fffd}00.1\u{200f}");
    let forbidden = |c: char| (c.is_control() && !"\n\t\r".contains(c)) || "\u{202E}\u{FFFE}".contains(c);
    assert!(!document.contains(forbidden));
}

#[test]
fn a_form_goes_where_it_is_told() {
    let kb = kb(FAULT, "");
    let said = kb
        .run(&["report", "f-20230912-01", "--out", "deep/报告.docx"])
        .code(0)
        .stdout;
    assert!(said.contains("报告.docx"), "{said}");
    kb.run(&["report", "F-20230912-01", "--out", "folder"]).code(0);
    opened(&kb, "deep/报告.docx");
    opened(&kb, "folder/F-20230912-01.docx");
    assert!(!kb.path("reports").exists());
}

#[test]
fn findings_are_counted_and_stop_nothing() {
    let kb = kb(&FAULT.replace("severity: major", "severity: 巨大"), "");
    let out = kb.run(&["report", "F-20230912-01"]).code(0);
    assert!(out.stderr.contains("1 个错误"), "{}", out.stderr);
    opened(&kb, "reports/F-20230912-01.docx");
}

#[test]
fn what_has_no_form_is_refused_in_words() {
    let kb = kb(FAULT, "");
    refused(kb.run(&["report", "C-20230912-01"]), "document: true");
    refused(kb.run(&["report", "F-20230912-02"]), "是否指 `F-20230912-01`");
    refused(kb.run(&["report", "天气"]), "也不是任何记录的编号");
    refused(kb.run(&["report", "2023-13"]), "既不是月份");
    refused(
        kb.run(&["report", "F-20230912-01", "--seal"]),
        "--seal 只用于月度考核",
    );
    refused(
        kb.run(&["report", "F-20230912-01", "--format", "json"]),
        "--format json",
    );
    let english = kb.run(&["--lang", "en", "report", "C-20230912-01"]);
    refused(english, "has no Word form");
    kb.write(
        "content/faults/F-20230912-01.md",
        FAULT.replace("title:", "draft: true\ntitle:").as_bytes(),
    );
    refused(kb.run(&["report", "F-20230912-01"]), "是草稿");
    assert!(!kb.path("reports").exists());
}

#[test]
fn folder_and_zone_change_no_byte() {
    let time = "2023-11-01T01:00:00Z";
    let (one, two) = (
        Kb::named("one").sample(),
        Kb::named("第二处 with spaces").sample(),
    );
    assert_eq!(one.commit(time), two.commit(time));
    one.run(&["report", "F-20230905-01"]).code(0);
    let elsewhere = [
        ("TZ", "America/New_York"),
        ("LANG", "en_US.UTF-8"),
        ("SOURCE_DATE_EPOCH", ""),
    ];
    two.run_with(&["--lang", "en", "report", "F-20230905-01"], &elsewhere)
        .code(0);
    let bytes = |kb: &Kb| std::fs::read(kb.path("reports/F-20230905-01.docx")).unwrap();
    assert!(bytes(&one) == bytes(&two), "the forms differ");
}

#[test]
fn a_change_that_is_not_committed_is_said() {
    let kb = kb(FAULT, "").git();
    kb.run(&["report", "F-20230912-01"]).code(0);
    let footer = |kb: &Kb| part(&opened(kb, "reports/F-20230912-01.docx"), "word/footer1.xml").to_owned();
    assert!(!footer(&kb).contains("未提交"));
    kb.write(
        "content/faults/F-20230912-01.md",
        FAULT.replace("09:40", "09:20").as_bytes(),
    );
    kb.run(&["report", "F-20230912-01"]).code(0);
    assert!(footer(&kb).contains("（另有未提交的修改）"));
}
