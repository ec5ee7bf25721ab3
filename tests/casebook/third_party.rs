//! A folder of Markdown that other tools were used for, with no configuration: it builds as it is.

use crate::kb::Kb;
use std::collections::BTreeSet;

const TOPICS: [&str; 10] = [
    "备份恢复",
    "网络排障",
    "数据库巡检",
    "账号开通",
    "打印控件",
    "邮件投递",
    "证书更新",
    "磁盘扩容",
    "日志归档",
    "值班安排",
];
const ODD_NAMES: [&str; 10] = [
    "带 空格 的名字",
    "100%完成",
    "C#入门",
    "问与答?",
    "a+b=c",
    "（全角括号）",
    "它's",
    "点.点.点",
    "très-é",
    "井号#与&号",
];

/// The path and the text of the file with this number: no two alike, all shapes in turn.
fn file(n: usize) -> (String, String) {
    let topic = TOPICS[n % TOPICS.len()];
    let folder = match n % 6 {
        0 => String::new(),
        1 => format!("{topic}/"),
        2 => format!("部门{}/{topic}/第{}季度/", n % 7, n % 4 + 1),
        3 => "posts/".to_owned(),
        4 => format!("wiki/a/b/c/d{}/", n % 5),
        _ => format!("Notes {}/", n % 3),
    };
    let name = if n.is_multiple_of(5) {
        format!("{}{n}", ODD_NAMES[n / 5 % ODD_NAMES.len()])
    } else {
        format!("{topic}-{n:03}")
    };
    let marker = marker(n);
    let body = format!(
        "{topic}的说明，标记 {marker}。\n\n- 第一步：检查\n- 第二步：**注意：**请先备份。\n\n| 项目 | 值 |\n| --- | --- |\n| 甲 | {n} |\n"
    );
    let text = match n % 8 {
        0 => format!("# {topic}（{n}）\n\n{body}"),
        1 => body,
        2 => format!(
            "---\ntitle: \"{topic} {n}\"\ndate: 2020-01-01T00:00:00Z\ncategories: [运维, 手册]\ntags:\n  - hugo\ndraft: false\n---\n\n{body}"
        ),
        3 => format!("{topic}\n====\n\n{body}\n小节\n----\n\n文字\n"),
        4 => format!(
            "## 先有二级标题\n\n{body}\n![截图](images/图 {n}.png)\n\n![外部](https://example.org/{n}.png)\n"
        ),
        5 => format!("\u{feff}# {topic} {n}\r\n\r\n{}", body.replace('\n', "\r\n")),
        6 => format!(
            "---\nlayout: post\ntitle: {topic} {n}\ncategories: ops\npermalink: /p/{n}/\n---\n{{% include note.html %}}\n\n{body}"
        ),
        _ => format!(
            "# {topic} `code` <em>{n}</em>\n\n{body}\n```sh\necho {n}\n```\n\n[另一篇](../不存在.md) <script>alert({n})</script>\n"
        ),
    };
    (format!("content/{folder}{name}.md"), text)
}

/// A word that only one of the files holds.
fn marker(n: usize) -> String {
    format!("ZX{n:04}Q")
}

fn folder() -> Kb {
    let mut kb = Kb::new();
    for n in 0..497 {
        let (path, text) = file(n);
        kb = kb.file(&path, &text);
    }
    kb.file("content/README.md", "# 总目录\n\n欢迎。\n")
        .file("content/wiki/README.md", "# 维基\n\n说明。\n")
        .file(
            "content/posts/_index.md",
            "---\ntitle: 文章\ncascade: {type: docs}\n---\n",
        )
        .bytes("content/images/图 4.png", b"\x89PNG\r\n\x1a\n")
}

#[test]
fn five_hundred_files_build_and_are_searchable() {
    let kb = folder();
    assert_eq!(
        kb.files("content")
            .iter()
            .filter(|file| file.ends_with(".md"))
            .count(),
        500
    );
    kb.run(&["init", "."]).code(0);
    let out = kb.run(&["build"]).code(0);
    assert!(!out.stderr.contains("panicked"));

    let pages: BTreeSet<String> = kb.files("site").into_iter().collect();
    let html = pages.iter().filter(|page| page.ends_with(".html")).count();
    assert!(html >= 500, "only {html} pages");
    let found = kb
        .run(&["search", "标记", "--limit", "0", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(found["total"], 497);
    for hit in found["hits"].as_array().unwrap() {
        let url = hit["url"].as_str().unwrap();
        assert!(
            kb.path("site").join(url).is_file() || pages.contains(&decode(url)),
            "{url} has no page"
        );
    }
    for n in [0, 5, 123, 250, 496] {
        let found = kb.run(&["search", &marker(n), "--format", "json"]).code(0).json();
        assert_eq!(found["total"], 1, "{n}");
    }
}

#[test]
fn no_configuration_at_all_is_enough() {
    let kb = folder();
    kb.run(&["build"]).code(0);
    kb.run(&["check"]).code(0);
}

#[test]
fn a_file_in_another_encoding_is_named_and_stops_no_other() {
    let (gb18030, _, _) =
        encoding_rs::GB18030.encode("# 旧文档\n\n这是从前用记事本写的说明，编码不是 UTF-8。\n");
    let kb = folder().bytes("content/旧文档.md", &gb18030);
    let found = kb.run(&["check", "--format", "json"]).code(1).json();
    let errors: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .collect();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(errors[0]["path"], "content/旧文档.md");
    assert!(errors[0]["message"].as_str().unwrap().contains("GB18030"));
    kb.run(&["build"]).code(1);
    let found = kb
        .run(&["search", "标记", "--limit", "0", "--format", "json"])
        .code(0)
        .json();
    assert_eq!(found["total"], 497);
}

/// Takes percent signs out of a URL.
fn decode(url: &str) -> String {
    percent_encoding::percent_decode_str(url)
        .decode_utf8()
        .unwrap()
        .into_owned()
}
