//! What pages look like.

use super::*;

#[test]
fn headings_keep_the_page_title_alone() {
    let rendered = render("# 故障 A\n\n## 现象\n\n## 现象\n", Some("故障 A"));
    assert_eq!(rendered.title_id.as_deref(), Some("故障-a"));
    assert!(rendered.html.starts_with(
        "<h2 id=\"现象\">现象<a class=\"anchor\" href=\"#现象\" aria-label=\"链接到本节：现象\"></a></h2>"
    ));
    assert!(rendered.html.contains("<h2 id=\"现象-1\">"));
    let rendered = render("## 一\n\n# 二\n\n### 三 `c`\n", Some("别的"));
    assert!(rendered.html.contains("<h3 id=\"一\">"));
    assert!(rendered.html.contains("<h2 id=\"二\">"));
    assert!(rendered.html.contains("<h4 id=\"三-c\">三 <code>c</code><a "));
    let levels: Vec<_> = rendered
        .toc
        .iter()
        .map(|e| (e.level, e.id.as_str(), e.children.len()))
        .collect();
    assert_eq!(levels, [(3, "一", 0), (2, "二", 1)]);
}

#[test]
fn links_go_where_the_caller_says() {
    for (written, shown) in [
        ("[[F-1]]", "<a href=\"F-1.html\" class=\"ref\">F-1</a>"),
        ("[[F-1|正文]]", "<a href=\"F-1.html\">正文</a>"),
        (
            "[[F-1#原因|正**文**]]",
            "<a href=\"F-1#原因.html\">正<strong>文</strong></a>",
        ),
        ("[[MISSING]]", "<span class=\"missing\">MISSING</span>"),
        ("[[SECRET|甲]]", "甲"),
        (
            "[甲](<b c.md> \"题\")",
            "<a href=\"b%20c.md\" title=\"题\">甲</a>",
        ),
        (
            "[甲](https://x/?a&b)",
            "<a href=\"https://x/?a&amp;b\" class=\"external\" rel=\"noopener\">甲</a>",
        ),
        ("[甲][r]\n\n[r]: y.md", "<a href=\"y.md\">甲</a>"),
        ("<a@b.cn>", "<a href=\"mailto:a@b.cn\">a@b.cn</a>"),
        (
            "见https://x/a_b，发a@b.cn",
            "见<a href=\"https://x/a_b\" class=\"external\" rel=\"noopener\">https://x/a_b</a>，发\
             <a href=\"mailto:a@b.cn\">a@b.cn</a>",
        ),
        (
            "![图 `c`](a.png)",
            "<img src=\"a.png\" alt=\"图 c\" loading=\"lazy\" />",
        ),
        ("![甲](MISSING.png)", "<span class=\"missing\">甲</span>"),
        ("[甲](javascript:alert(1))", "甲"),
        ("[甲](&#x6a;avascript&colon;x)", "甲"),
        ("![甲](data:text/html,x)", "甲"),
        ("[甲](\"onclick=x)", "<a href=\"%22onclick=x\">甲</a>"),
        ("`[[F-1]]`", "<code>[[F-1]]</code>"),
    ] {
        assert_eq!(line(written), shown, "{written}");
    }
}

#[test]
fn large_pictures_have_room_and_lead_to_their_files() {
    let small = "<img src=\"small.png\" alt=\"图\" width=\"100\" height=\"50\" loading=\"lazy\" />";
    let large = "<img src=\"large.png\" alt=\"图\" width=\"1280\" height=\"800\" loading=\"lazy\" />";
    for (written, shown) in [
        ("![图](small.png)", small.to_owned()),
        ("![图](large.png)", format!("<a class=\"zoom\" href=\"large.png\">{large}</a>")),
        ("[![图](large.png)](x)", format!("<a href=\"x\">{large}</a>")),
        (
            "<img src=large.png width=300>",
            "<a class=\"zoom\" href=\"large.png\" aria-label=\"large.png\"><img src=\"large.png\" alt=\"\" width=\"300\" loading=\"lazy\" /></a>".to_owned(),
        ),
        (
            "<img src=small.png height=20 alt=图>",
            "<img src=\"small.png\" alt=\"图\" width=\"40\" height=\"20\" loading=\"lazy\" />".to_owned(),
        ),
        (
            "<img src=small.png width=30px height=50% alt=图>",
            "<img src=\"small.png\" alt=\"图\" width=\"30px\" height=\"50%\" loading=\"lazy\" />".to_owned(),
        ),
        ("<a href=x><img src=large.png alt=图></a>", format!("<a href=\"x\">{large}</a>").replace(" /", "")),
    ] {
        assert_eq!(line(written), shown, "{written}");
    }
    assert!(render("![图](large.png)", None).zooms && !render("![图](small.png)", None).zooms);
}

/// Vectors as collections of them show them: whatever is written, nothing runs and nothing is fetched from elsewhere by a script.
#[test]
fn no_vector_leaves_anything_that_runs() {
    for written in [
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"x\"onerror=\"alert(1)\">",
        "<img/src=x/onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<math><mi xlink:href=\"javascript:alert(1)\">",
        "<a href=\"javascript:alert(1)\">甲</a>",
        "<a href=\"  java\nscript:alert(1)\">甲</a>",
        "<a href=\"&#106;avascript:alert(1)\">甲</a>",
        "<a href=\"jav&Tab;ascript:alert(1)\">甲</a>",
        "<a href=\"\u{1}javascript:alert(1)\">甲</a>",
        "<a href=\"vbscript:x\">甲</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">甲</a>",
        "[甲](data:text/html,<script>alert(1)</script>)",
        "[甲](JaVaScRiPt:alert(1))",
        "[甲](java%0ascript:alert(1))",
        "[甲]: javascript:alert(1)\n\n[甲]",
        "<javascript:alert(1)>",
        "![甲](javascript:alert(1))",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<object data=x><embed src=x>",
        "<form action=\"javascript:alert(1)\"><button>x</button></form>",
        "<input autofocus onfocus=alert(1)>",
        "<details open ontoggle=alert(1)>x</details>",
        "<body onload=alert(1)>",
        "<base href=//evil/>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=//evil>",
        "<style>@import '//evil'</style>",
        "<div style=\"background:url(javascript:alert(1))\">x</div>",
        "<table background=\"javascript:alert(1)\"><tr><td>x</td></tr></table>",
        "<b title=\"`><script>alert(1)</script>\">x</b>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "```\"><img src=x onerror=alert(1)>\nx\n```",
        "`<img src=x onerror=alert(1)>`",
        "[[<img src=x onerror=alert(1)>]]",
        "# <img src=x onerror=alert(1)>",
        "[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: x",
        "| <img src=x onerror=alert(1)> |\n|-|\n",
    ] {
        let html = page(written);
        for tag in html
            .split('<')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('>')?.0))
        {
            // Every second piece stands in quotation marks.
            let pieces: Vec<String> = tag.to_ascii_lowercase().split('"').map(str::to_owned).collect();
            let (outside, inside): (Vec<_>, Vec<_>) =
                pieces.iter().enumerate().partition(|(at, _)| at % 2 == 0);
            let name = outside[0].1.split(' ').next().unwrap();
            let known = crate::record::markdown::raw::ELEMENTS.contains(&name.trim_start_matches('/'));
            assert!(
                known || ["section", "/section", "input"].contains(&name),
                "{written}: {html}"
            );
            let handler = |name: &str| {
                name.starts_with("on") || name.starts_with("style") || name.starts_with("background")
            };
            assert!(
                !outside
                    .iter()
                    .any(|(_, text)| text.split([' ', '/']).any(handler)),
                "{written}: {html}"
            );
            for (at, value) in inside {
                let address = pieces[at - 1].ends_with("href=") || pieces[at - 1].ends_with("src=");
                assert!(
                    !address || crate::record::markdown::link::is_safe(value),
                    "{written}: {html}"
                );
            }
        }
    }
}

#[test]
fn queries_are_replaced_and_trusted() {
    let body =
        "<b>甲</b>\n\n```query bar\nSELECT 1 < 2\n```\n\n```query none\nX\n```\n\n```querying\nY\n```\n";
    let html = page(body);
    assert!(html.contains("<figure>3: 12 &lt;</figure>"), "{html}");
    assert!(html.contains("<code class=\"language-query\">X\n"));
    assert!(html.contains("<code class=\"language-querying\">Y\n"));
}

#[test]
fn raw_html_is_cleaned_and_nothing_disappears() {
    for (written, shown) in [
        ("ssh <user>@<host>", "ssh &lt;user&gt;@&lt;host&gt;"),
        ("甲<br>乙", "甲<br />\n乙"),
        ("按 <kbd onclick=x>F5</kbd>", "按 <kbd>F5</kbd>"),
        (
            "甲<script>alert(1)</script>乙",
            "甲&lt;script&gt;alert(1)&lt;/script&gt;乙",
        ),
        ("甲<!-- 注 -->乙", "甲乙"),
        ("<b>甲", "<b>甲</b>"),
        ("甲</div>乙", "甲乙"),
        (
            "<img src=a.png width=30 onerror=x>",
            "<img src=\"a.png\" alt=\"\" width=\"30\" loading=\"lazy\" />",
        ),
        ("<a href=javascript:x>甲</a>", "<a>甲</a>"),
        (
            "<a href=\"https://x/\">甲</a>",
            "<a href=\"https://x/\" class=\"external\" rel=\"noopener\">甲</a>",
        ),
    ] {
        let html = line(written);
        assert_eq!(html.trim_end(), shown, "{written}");
    }
    assert_eq!(
        page("<H1 align=center>甲</h1>\n"),
        "<h2 align=\"center\">甲</h2>\n"
    );
    assert_eq!(
        page("<a name=x></a>\n\n<font color=red>甲\n\n乙\n")
            .matches("font")
            .count(),
        2
    );
    assert_eq!(
        page("<div>&copy; &amp; 甲&nbsp;乙</div>\n"),
        "<div>© &amp; 甲&nbsp;乙</div>\n"
    );
    assert_eq!(page("<username>\n"), "<p>&lt;username&gt;\n</p>\n");
    assert_eq!(
        page("<details>\n<summary>更多</summary>\n\n- **注：**甲\n\n</details>\n"),
        "<details>\n<summary>更多</summary>\n<ul>\n<li><strong>注：</strong>甲</li>\n</ul>\n</details>\n"
    );
}

#[test]
fn cleaning_changes_nothing_that_rendering_writes() {
    let body = "## 甲\n\n|a|b|\n|:-|-:|\n|1|2|\n\n- [x] 做\n\n文[^1]\n\n> [!WARNING]\n> 慢\n\n![图](a.png)\n\n```sql\nX\n```\n\n[^1]: 注\n";
    let same = |html: &str| html.replace(" />", ">").replace("=\"\"", "");
    let cleaned = page(&format!("{body}\n<i>斜</i>\n"));
    let plain = page(&format!("{body}\n*斜*\n")).replace("em>", "i>");
    let parts = |html: &str| {
        let html = same(html);
        let mut parts: Vec<_> = html.split([' ', '>']).map(str::to_owned).collect();
        parts.sort();
        parts
    };
    assert_eq!(parts(&cleaned), parts(&plain));
}

#[test]
fn tasks_alerts_and_footnotes_have_words() {
    let html = page("- [x] 做完\n- [ ] 没做\n");
    assert!(
        html.contains("<li><input type=\"checkbox\" disabled checked aria-label=\"已完成\" /> 做完</li>")
    );
    assert!(html.contains("disabled aria-label=\"未完成\" /> 没做"));
    let html = page("> [!NOTE]\n> 看\n");
    assert_eq!(
        html,
        "<div class=\"alert alert-note\">\n<p class=\"alert-title\">说明</p>\n<p>看</p>\n</div>\n"
    );
    for (written, shown) in [
        (
            "> [!TIP] 标**题**\n> 看\n",
            "<p class=\"alert-title\"><span>提示：</span>标<strong>题</strong></p>\n<p>看</p>\n",
        ),
        (
            "> [!tip]- 标题\n",
            "<p class=\"alert-title\"><span>提示：</span>标题</p>\n",
        ),
        (
            "> [!TIP] **注：**甲\n>\n> 看\n",
            "<p class=\"alert-title\"><span>提示：</span><strong>注：</strong>甲</p>\n<p>看</p>\n",
        ),
        (
            "> [!TIP] 甲\n> ---\n",
            "<p class=\"alert-title\">提示</p>\n<h2 id=\"甲\">甲<a class=\"anchor\" href=\"#甲\" aria-label=\"链接到本节：甲\"></a></h2>\n",
        ),
    ] {
        let html = page(written);
        assert_eq!(
            html,
            format!("<div class=\"alert alert-tip\">\n{shown}</div>\n"),
            "{written}"
        );
    }
    assert_eq!(text("> [!TIP] 标题\n> 看\n").body, "标题\n看");
    let html = page("甲[^a]乙[^a]\n\n[^a]: 注**：**文\n");
    assert!(html.contains("甲<sup class=\"footnote-ref\" id=\"fnref:1\"><a href=\"#fn:1\">1</a></sup>乙"));
    assert!(html.contains("id=\"fnref:1-2\""));
    assert!(html.contains("<li id=\"fn:1\"><p>注"));
    assert!(html.contains(
        "<a href=\"#fnref:1\" class=\"footnote-back\" aria-label=\"返回正文第 1 处\">↩</a> \
         <a href=\"#fnref:1-2\" class=\"footnote-back\" aria-label=\"返回正文第 2 处\">↩<sup>2</sup></a></p></li>"
    ));
    let html = page("甲[^a]\n\n[^a]: 注\n");
    assert!(
        html.contains("<a href=\"#fnref:1\" class=\"footnote-back\" aria-label=\"返回正文\">↩</a></p></li>")
    );
}
