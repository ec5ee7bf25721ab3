//! What a browser gets that asks for something.

use super::*;

#[test]
fn a_page_comes_with_its_type_and_the_script() {
    let site = Site::new(&[("甲.md", "正文")]);
    let page = site.get("/%E7%94%B2.html?x=1");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(
        page.header("content-length"),
        Some(page.body.len().to_string().as_str())
    );
    let hash = site.hash("/甲.html");
    let script =
        format!("正文<script src=\"/__casebook/reload.js\" data-page=\"{hash}\" defer></script>\n</body>");
    assert!(page.body.contains(&script), "{}", page.body);
    assert!(site.get("/甲.html").body.contains("正文"));
}

#[test]
fn other_files_come_as_they_are() {
    let site = Site::new(&[("a.css", "p {}"), ("表.csv", "a,b"), ("b.unknown", "x")]);
    let css = site.get("/a.css");
    assert_eq!(css.header("content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(css.body, "<html><body>p {}</body></html>");
    assert_eq!(
        site.get("/表.csv").header("content-type"),
        Some("text/csv; charset=utf-8")
    );
    let unknown = site.get("/b.unknown");
    assert_eq!(unknown.header("content-type"), Some("application/octet-stream"));
    assert_eq!(unknown.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn what_is_named_after_its_bytes_may_be_kept() {
    let print = hash::short(b"<html><body>p {}</body></html>");
    let name = format!("a.{print}.css");
    let site = Site::new(&[(&name, "p {}"), ("b.css", "p {}")]);
    let keeping = |path: &str| site.get(path).header("cache-control").map(str::to_owned);
    assert_eq!(
        keeping(&format!("/{name}")).as_deref(),
        Some("max-age=31536000, immutable")
    );
    assert_eq!(keeping("/b.css").as_deref(), Some("no-store"));
    assert_eq!(
        keeping(&format!("/{print}/none.css")).as_deref(),
        Some("no-store")
    );
    site.write(&name, "p { color: red }");
    site.until_shown(&format!("/{name}"), "red");
    assert_eq!(keeping(&format!("/{name}")).as_deref(), Some("no-store"));
}

#[test]
fn what_somebody_else_made_runs_no_script() {
    let site = Site::new(&[
        ("附件.html", "甲"),
        ("附件.svg", "乙"),
        ("附件.pdf", "丙"),
        ("a.md", "丁"),
    ]);
    for path in ["/附件.html", "/附件.svg"] {
        let file = site.get(path);
        let policy = file.header("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("sandbox"), "{path}: {policy}");
        assert!(policy.contains("default-src 'none'") && !policy.contains("allow-scripts"));
        assert!(!file.body.contains("<script"), "{}", file.body);
    }
    for path in ["/附件.pdf", "/a.html"] {
        assert_eq!(site.get(path).header("content-security-policy"), None, "{path}");
    }
}

#[test]
fn a_folder_is_its_index_and_has_a_slash() {
    let site = Site::new(&[("index.md", "首页")]);
    assert!(site.get("/").body.contains("首页"));
    let way = site.get("/文件夹");
    assert_eq!(way.status, 302);
    assert_eq!(way.header("location"), Some("/%E6%96%87%E4%BB%B6%E5%A4%B9/"));
    assert!(site.get("/文件夹/").body.contains("index"));
}

#[test]
fn head_has_no_body() {
    let site = Site::new(&[("a.md", "正文")]);
    let whole = site.get("/a.html");
    let head = site.send("HEAD /a.html HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-length"), whole.header("content-length"));
    let events = site.send("HEAD /__casebook/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert_eq!((events.status, events.body.as_str()), (200, ""));
}

#[test]
fn what_is_not_there_is_said_by_the_view() {
    let site = Site::new(&[]);
    for path in ["/none.html", "/none/", "/__casebook/none", "/content/a.md"] {
        let page = site.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.body.contains("nothing here<script "), "{path}");
    }
}

#[test]
fn search_is_handed_on() {
    let site = Site::new(&[]);
    let found = site.get("/api/search?q=%E8%AF%AF%E5%B7%AE+a&kind=fault&limit=0");
    assert_eq!(
        found.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(found.body, r#"["误差 a",[["kind","fault"],["limit","0"]]]"#);
    assert_eq!(site.get("/api/search").body, r#"["",[]]"#);
    let refused = site.get("/api/search?q=bad");
    assert_eq!(
        (refused.status, refused.json()["error"].as_str()),
        (500, Some("no such question"))
    );
    let odd = site.get("/api/search?q=odd");
    assert_eq!(
        (odd.status, odd.json()["error"].as_str()),
        (400, Some("means nothing"))
    );
}

#[test]
fn a_page_that_cannot_be_made_says_why_and_recovers() {
    let site = Site::new(&[("a.md", "BROKEN"), ("b.md", "PANIC"), ("c.md", "whole")]);
    let broken = site.get("/a.html");
    assert_eq!(broken.status, 500);
    assert!(
        broken.body.contains("&lt;script&gt;cannot make a.html"),
        "{}",
        broken.body
    );
    assert!(
        broken.body.contains("<script src=\"/__casebook/reload.js\" "),
        "{}",
        broken.body
    );
    let panicked = site.get("/b.html");
    assert_eq!(panicked.status, 500);
    assert!(panicked.body.contains("panic at b.html"), "{}", panicked.body);
    assert_eq!(site.get("/c.html").status, 200);
    let failed = |event: &Event| matches!(event, Event::PageFailed { path, .. } if path.as_str() == "a.html");
    assert!(site.events().iter().any(failed));
    let hash = site.hash("/a.html");
    site.write("a.md", "mended");
    site.until_shown("/a.html", "mended");
    assert_ne!(site.hash("/a.html"), hash);
}
