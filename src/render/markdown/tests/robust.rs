//! Whatever is written, pages stay balanced, harmless and quick.

use super::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The first place where the tags of `html` do not balance.
fn unbalanced(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let Some(end) = rest.find('>') else {
            return Some(format!("no end: {rest}"));
        };
        let tag = &rest[..end];
        let name = tag.split([' ', '\n']).next().unwrap_or("");
        match name.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return Some(format!("</{name}> in {html}")),
            Some(_) => {}
            None if matches!(name, "br" | "hr" | "img" | "input" | "col") => {}
            None if !name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                return Some(format!("<{tag}> in {html}"));
            }
            None => open.push(name),
        }
        rest = &rest[end + 1..];
    }
    open.pop().map(|name| format!("<{name}> stays open in {html}"))
}

fn check(body: &str) {
    let html = page(body);
    assert_eq!(unbalanced(&html), None, "{body:?}");
    let lower = html.to_ascii_lowercase();
    assert!(!lower.contains("<script") && !lower.contains("<style"), "{html}");
    let outline = outline(body);
    for link in &outline.links {
        assert!(body.get(link.span.range()).is_some());
    }
    for cell in outline.tables.iter().flat_map(|t| &t.rows).flat_map(|r| &r.cells) {
        assert!(body.get(cell.span.range()).is_some());
    }
    let ids = |headings: &[Heading]| headings.len();
    assert!(html.matches("class=\"anchor\"").count() <= ids(&outline.headings));
    text(body);
}

fn hostile(n: usize) -> Vec<(&'static str, String)> {
    vec![
        ("quotes", ">".repeat(n)),
        ("spaced quotes", "> ".repeat(n)),
        ("brackets", "[".repeat(n)),
        ("closed brackets", format!("{}{}", "[".repeat(n), "]".repeat(n))),
        ("images", "![".repeat(n)),
        ("half links", "[a](".repeat(n)),
        ("wiki", "[[a|".repeat(n)),
        ("stars", "*".repeat(n)),
        ("star words", "*a ".repeat(n)),
        ("star words 2", "a**b".repeat(n)),
        ("stars both", "**a*".repeat(n)),
        ("cjk stars", "**：**文".repeat(n)),
        ("list in line", "- ".repeat(n) + "a"),
        ("numbers in line", "1. ".repeat(n)),
        ("bold 100 KB", "**".repeat(50_000)),
        ("tildes", "~~a".repeat(n)),
        ("underscores", "_a ".repeat(n)),
        ("ticks", (1..400).map(|n| "`".repeat(n) + " ").collect()),
        ("html", "<div>".repeat(n)),
        ("html lines", "<b>\n\n".repeat(n)),
        (
            "html paragraphs",
            format!("{}{}", "<b>".repeat(n), "<p>x".repeat(n)),
        ),
        (
            "fonts",
            (0..n).map(|n| format!("<font color={n}>a\n\n")).collect(),
        ),
        ("open tags", "<a \"".repeat(n)),
        ("comments", "<!--".repeat(n)),
        ("instructions", "<?".repeat(n)),
        ("entities", "&".repeat(n)),
        ("footnotes", "[^1]".repeat(n) + "\n\n[^1]: x"),
        ("footnote labels", "[^".repeat(n)),
        ("references", "[a][b]".repeat(n) + "\n\n[b]: c"),
        ("definitions", (0..n).map(|n| format!("[{n}]: x\n")).collect()),
        ("headings", "# a\n".repeat(n)),
        ("backslashes", "\\".repeat(n) + "*"),
        ("escaped stars", "\\*".repeat(n)),
        (
            "table",
            format!("|{}\n|{}\n", "a|".repeat(2000), "-|".repeat(2000)) + &"|a\n".repeat(100),
        ),
        ("quote stars", ">**".repeat(n)),
        ("quote list", "> - ".repeat(n)),
        ("code texts", format!("```sql\n{}", "'\n".repeat(n))),
        ("code escapes", format!("```shell\n{}", "\"\\".repeat(n))),
        ("code variables", format!("```shell\n{}", "${".repeat(n))),
        ("code comments", format!("```java\n{}", "/*".repeat(n))),
        ("code tags", format!("```xml\n{}", "<a \"<!--".repeat(n))),
        ("code keys", format!("```yaml\n{}", "- a: #".repeat(n))),
        ("addresses", "https://a.cn,(".repeat(n)),
        ("half addresses", "http://a{www.a@b.-".repeat(n)),
        ("mail addresses", "a@".repeat(n)),
        ("www", "www.".repeat(n)),
        ("empty names", "www.a..".repeat(n)),
        ("addresses in a list", "http://a,".repeat(n)),
        ("mail in pieces", "a@b.cn _ ".repeat(n)),
        (
            "address in a cleaned text",
            "https://a.cn ".repeat(n) + "：**x**y",
        ),
        ("half boxes", "> [!\n\n".repeat(n)),
        ("half attributes", "[a](b){".repeat(n)),
        ("address in pieces", format!("https://a.cn/{}", "_&".repeat(n))),
        (
            "brackets of an address",
            format!("https://a.cn/{}", ")(".repeat(n)),
        ),
        ("code times", format!("```log\n{}", "2023-05-12 at a(".repeat(n))),
    ]
}

#[test]
fn deep_nesting_is_neither_slow_nor_fatal() {
    for (name, body) in hostile(10_000) {
        let start = Instant::now();
        check(&body);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(5), "{name}: {took:?}");
    }
}

#[test]
fn deep_lists_over_lines_are_neither_slow_nor_fatal() {
    let lists: String = (0..10_000)
        .map(|depth| format!("{}- a\n", " ".repeat(2 * depth.min(300))))
        .collect();
    let blank = "- ".repeat(10_000) + "a" + &"\n".repeat(10_000);
    let quotes = format!("{}a\n", "> ".repeat(200)).repeat(200);
    for body in [lists, blank, quotes] {
        let start = Instant::now();
        check(&body);
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}

#[test]
#[ignore = "a measurement"]
fn growth() {
    for ((name, small), (_, large)) in hostile(20_000).into_iter().zip(hostile(200_000)) {
        let time = |body: &str, read: &dyn Fn(&str)| {
            let start = Instant::now();
            read(body);
            start.elapsed()
        };
        let report = |reader: &str, read: &dyn Fn(&str)| {
            let (first, second) = (time(&small, read), time(&large, read));
            if second > Duration::from_millis(300) {
                println!("{name}, {reader}: {first:?}, ten times as long {second:?}");
            }
        };
        report("html", &|body| drop(page(body)));
        report("outline", &|body| drop(outline(body)));
        report("text", &|body| drop(text(body)));
    }
}

fn fragments() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "中",
        "，",
        "“",
        "”",
        "（",
        "）",
        "a",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "~~",
        "_",
        "`",
        "```",
        "```query\n",
        "\\",
        "[",
        "]",
        "(",
        ")",
        "[[",
        "]]",
        "|",
        "\n|-|-|\n",
        "!",
        "<",
        ">",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "&",
        "&lt;",
        ";",
        "\t",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<script>",
        "</script>",
        "<a href=\"",
        "\">",
        "<img src=x ",
        "<!--",
        "-->",
        "[^1]",
        "[^1]: ",
        "- [ ] ",
        "[!NOTE]",
        "> [!TIP] ",
        "javascript:",
        ":",
        "<table>",
        "<tr>",
        "<td>",
        "</p>",
        "<p>",
        "\u{fdd0}",
        "\0",
        "한",
        "é",
        "'",
        "\"",
        "=",
        "---",
        "\r\n",
        "<li>",
        "<br>",
        "</h2>",
        "<u>",
        "https://a.cn/",
        "www.a.cn",
        "a@b.cn",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_mixture_of_markup_stays_balanced(body in fragments()) {
        check(&body);
    }

    #[test]
    fn any_string_stays_balanced(body in any::<String>()) {
        check(&body);
    }

    #[test]
    fn texts_without_cjk_are_read_as_ever(body in "[ -~\n]{0,80}") {
        prop_assert!(crate::record::markdown::flank::Prepared::new(&body).marks.is_none());
    }
}
