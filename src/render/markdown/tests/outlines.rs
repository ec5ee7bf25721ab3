//! What outlines hold.

use super::*;

#[test]
fn headings_know_whether_their_section_is_filled() {
    let body =
        "# 总\n\n## 空\n\n<!-- 请填写 -->\n\n## 有\n\n### 子\n\n文\n\n## 表\n\n|a|\n|-|\n|1|\n\n## 尾\n";
    let outline = outline(body);
    let found: Vec<_> = outline
        .headings
        .iter()
        .map(|h| (h.level, h.text.as_str(), h.filled))
        .collect();
    assert_eq!(
        found,
        [
            (1, "总", true),
            (2, "空", false),
            (2, "有", true),
            (3, "子", true),
            (2, "表", true),
            (2, "尾", false)
        ]
    );
    assert_eq!(&body[outline.headings[1].span.range()], "## 空");
    assert_eq!(outline.headings[0].id, "总");
}

#[test]
fn fragments_find_headings() {
    let outline = outline("## 一、原因 Analysis\n");
    for fragment in [
        "一原因-analysis",
        "一、原因 Analysis",
        "%E4%B8%80%E5%8E%9F%E5%9B%A0-analysis",
    ] {
        assert!(outline.heading(fragment).is_some(), "{fragment}");
    }
    assert!(outline.heading("别的").is_none());
}

#[test]
fn links_have_their_place() {
    let body = "**注：**见[[F-1]]、[[F-2#因|文]]、[甲](a.md#x)和![图](b.png)\n\n`[[N]]` \\[[N]] <a href=\"c.md\">x</a>\n\n\
                ```\n[[N]]\n```\n\n    [[N]]\n\n[r][R]\n\n[R]: d.md\n";
    let outline = outline(body);
    let found: Vec<_> = outline
        .links
        .iter()
        .map(|l| (l.target.as_str(), l.kind, &body[l.span.range()]))
        .collect();
    assert_eq!(
        found,
        [
            ("F-1", LinkKind::Wiki, "[[F-1]]"),
            ("F-2#因", LinkKind::Wiki, "[[F-2#因|文]]"),
            ("a.md#x", LinkKind::Link, "[甲](a.md#x)"),
            ("b.png", LinkKind::Image, "![图](b.png)"),
            ("c.md", LinkKind::Link, "<a href=\"c.md\">"),
            ("d.md", LinkKind::Link, "[r][R]"),
        ]
    );
}

#[test]
fn tables_are_read_as_rows() {
    let body = "文**注：**字\n\n| 系统 | 检查项 | 结果 | 故障 |\n|---|---|---|---|\n| 公文 | **CPU：**高 | 异常 | [[F-1\\|甲]] |\n| 邮件 |  | 正常 | |\n";
    let outline = outline(body);
    let [table] = outline.tables.as_slice() else {
        panic!("{outline:?}")
    };
    let head: Vec<_> = table.head.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(head, ["系统", "检查项", "结果", "故障"]);
    let first: Vec<_> = table.rows[0]
        .cells
        .iter()
        .map(|c| (c.text.as_str(), &body[c.span.range()]))
        .collect();
    assert_eq!(
        first,
        [
            ("公文", "公文"),
            ("CPU：高", "**CPU：**高"),
            ("异常", "异常"),
            ("甲", "[[F-1\\|甲]]")
        ]
    );
    assert_eq!(table.rows[0].cells[3].link.as_deref(), Some("F-1"));
    assert_eq!(table.rows[1].cells.len(), 4);
    assert_eq!(table.rows[1].cells[1].text, "");
    assert_eq!(&body[table.rows[1].span.range()], "| 邮件 |  | 正常 | |");
}

#[test]
fn queries_have_their_sql_and_place() {
    let body = "甲\n\n```query bar download\nSELECT 1\n```\n\n```sql\nSELECT 2\n```\n";
    let outline = outline(body);
    let [query] = outline.queries.as_slice() else {
        panic!("{outline:?}")
    };
    assert_eq!(
        (query.options.as_str(), query.sql.as_str()),
        ("bar download", "SELECT 1\n")
    );
    assert_eq!(&body[query.sql_span.range()], "SELECT 1\n");
    assert_eq!(&body[query.span.range()], "```query bar download\nSELECT 1\n```");
}

#[test]
fn html_by_hand_counts_too() {
    let body = "<a name=\"旧锚\"></a>\n\n<p>\n<img\n src=\"a.png\"> <A HREF='b.md'>x</A></p>\n\n> <div>\n> <img\n> src=c.png>\n";
    let outline = outline(body);
    assert!(outline.has_anchor("旧锚") && !outline.has_anchor("别的"));
    let found: Vec<_> = outline
        .links
        .iter()
        .map(|l| (l.target.as_str(), &body[l.span.range()]))
        .collect();
    assert_eq!(
        found[..2],
        [("a.png", "<img\n src=\"a.png\">"), ("b.md", "<A HREF='b.md'>")]
    );
    assert_eq!(found[2].0, "c.png");
}
