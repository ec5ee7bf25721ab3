//! All pages of the sample: every link leads somewhere, nothing is inline, and nothing depends on chance.

use super::world::{self, folder};
use crate::base::{Lang, RelPath};
use crate::site::Site;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The values of the attribute `name` in `html`.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let mark = format!(" {name}=\"");
    let mut parts = html.split(mark.as_str());
    parts.next();
    parts.map(|part| part.split('"').next().unwrap()).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// All pages and what they hold.
fn pages(site: &Site) -> BTreeMap<RelPath, String> {
    let text = |route| {
        let page = site.page(route).unwrap();
        (page.path, String::from_utf8_lossy(&page.bytes).into_owned())
    };
    site.routes().iter().map(text).collect()
}

/// Links of `pages` that lead nowhere.
fn broken(site: &Site, pages: &BTreeMap<RelPath, String>) -> Vec<String> {
    let files: HashSet<&RelPath> = site.library.attachments.iter().map(|file| &file.url).collect();
    let ids: BTreeMap<&RelPath, HashSet<String>> = pages
        .iter()
        .map(|(path, html)| (path, attributes(html, "id").into_iter().map(unescaped).collect()))
        .collect();
    let mut broken = Vec::new();
    for (path, html) in pages.iter().filter(|(path, _)| path.extension() == "html") {
        let links = ["href", "src", "action"]
            .iter()
            .flat_map(|name| attributes(html, name));
        for link in links.map(unescaped) {
            if link.contains("://") || link.starts_with("mailto:") || link.starts_with("tel:") {
                continue;
            }
            let (file, anchor) = link
                .split_once('#')
                .map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            // What is asked of a page leads to no other one.
            let file = file.split_once('?').map_or(file, |(file, _)| file);
            let decoded = percent_decode_str(file).decode_utf8().unwrap();
            let target = match decoded.strip_prefix('/') {
                Some(rooted) => RelPath::new(rooted),
                None if decoded.is_empty() => Some(path.clone()),
                None => path.parent().join(&decoded),
            };
            let anchor = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8().unwrap().into_owned());
            let holds = match target.as_ref() {
                Some(target) if pages.contains_key(target) => {
                    anchor.is_none_or(|anchor| ids[target].contains(&anchor))
                }
                Some(target) => files.contains(target),
                None => false,
            };
            if !holds {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    broken
}

#[test]
fn every_link_of_the_sample_leads_somewhere() {
    for lang in Lang::ALL {
        let site = world::site(world::sample(), lang);
        let pages = pages(&site);
        assert!(pages.len() > 400, "{}", pages.len());
        assert_eq!(broken(&site, &pages), Vec::<String>::new());
    }
}

#[test]
fn nothing_is_inline_and_nothing_leaves_the_site() {
    let site = world::site(world::sample(), Lang::ZhCn);
    for (path, html) in pages(&site).iter().filter(|(path, _)| path.extension() == "html") {
        assert!(html.contains("content=\"default-src 'self'"), "{path}");
        assert!(
            !html.contains(" style=\"") && !html.contains("<style"),
            "{path} has an inline style"
        );
        assert!(!html.contains("javascript:"), "{path}");
        for part in html.split("<script").skip(1) {
            let (tag, rest) = part.split_once('>').unwrap();
            assert!(
                tag.contains("src=\"") && rest.starts_with("</script>"),
                "{path} has an inline script"
            );
        }
        for tag in html
            .split('<')
            .filter(|tag| !tag.starts_with("a ") && !tag.starts_with("link rel=\"canonical\""))
        {
            let tag = tag.split('>').next().unwrap();
            for link in attributes(tag, "href").into_iter().chain(attributes(tag, "src")) {
                assert!(
                    !link.contains("://") && !link.starts_with("//"),
                    "{path} asks for {link}"
                );
            }
            let event = attributes(tag, "onclick").len() + attributes(tag, "onload").len();
            assert_eq!(event, 0, "{path}");
        }
        let ids = attributes(html, "id");
        assert_eq!(
            ids.iter().collect::<BTreeSet<_>>().len(),
            ids.len(),
            "{path} has an id twice: {ids:?}"
        );
        assert!(
            html.contains("<html lang=\"zh-CN\">") && html.len() < 100_000,
            "{path}: {}",
            html.len()
        );
    }
}

#[test]
fn routes_are_stable_and_unique() {
    let (one, two) = (
        world::site(world::sample(), Lang::ZhCn),
        world::site(world::sample(), Lang::ZhCn),
    );
    assert_eq!(one.routes(), two.routes());
    let folded: HashSet<String> = one
        .routes()
        .iter()
        .map(|route| route.path.as_str().to_lowercase())
        .collect();
    assert_eq!(folded.len(), one.routes().len());
    for route in one.routes() {
        assert_eq!(one.route_of(&route.path), Some(route));
        assert_eq!(one.page(route).unwrap(), two.page(route).unwrap());
    }
    for index in 0..one.library.records.len() {
        assert!(one.route_of(&one.library.placed[index].url).is_some());
    }
}

fn many(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|n| {
            let text = format!("---\ntitle: 标题{n}\nsystem: 甲系统\ntags: [甲/乙, A, a]\nreported_at: 2023-0{}-01 09:00\n---\n正文\n", n % 9 + 1);
            (format!("content/cases/C-{n:04}.md"), text)
        })
        .collect()
}

#[test]
fn long_lists_come_in_pages() {
    let files = many(120);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let dir = folder(&files);
    let site = world::site(dir.path(), Lang::ZhCn);
    let pages = pages(&site);
    assert_eq!(broken(&site, &pages), Vec::<String>::new());
    let rows = |path: &str| pages[&RelPath::new(path).unwrap()].matches("<li><time>").count();
    assert_eq!(
        (
            rows("cases/index.html"),
            rows("cases/page-2.html"),
            rows("cases/page-3.html")
        ),
        (50, 50, 20)
    );
    assert_eq!(rows("systems/甲系统/cases-page-3.html"), 20);
    assert_eq!(rows("tags/甲~2f乙-page-2.html"), 50);
    assert!(
        pages.contains_key(&RelPath::new("tags/A.html").unwrap())
            && pages.contains_key(&RelPath::new("tags/a-2.html").unwrap())
    );
    let month = &pages[&RelPath::new("months/2023-01.html").unwrap()];
    assert!(month.contains("../cases/2023-01.html") && month.matches("<li><time>").count() == 12);
}

#[test]
fn records_have_their_paths_by_right() {
    let dir = folder(&[
        ("content/index.md", "# 欢迎\n\n见 [手册](manuals/a.md)。\n"),
        ("content/manuals/a.md", "# 甲\n"),
        ("content/manuals/README.md", "# 手册\n"),
        ("content/manuals/gw/README.md", "# 公文手册\n"),
        ("content/cases/README.md", "# 怎样记 Case\n"),
        ("content/cases/2023/README.md", "# 2023 年\n"),
        ("content/plans/README.md", "# 计划说明\n"),
        ("content/systems/index.md", "# 系统说明\n"),
        ("content/search/index.md", "# 搜索说明\n"),
        ("content/cases/page-2.md", "# 页\n"),
        ("content/manuals/old.md", "---\naliases: [甲旧, a]\n---\n# 乙\n"),
    ]);
    let site = world::site(dir.path(), Lang::ZhCn);
    let pages = pages(&site);
    assert_eq!(broken(&site, &pages), Vec::<String>::new());
    let text = |path: &str| pages[&RelPath::new(path).unwrap()].as_str();
    assert!(text("manuals/index.html").contains(">手册</h1>"));
    assert_eq!(site.library.findings, Vec::new());
    assert!(text("cases/index.html").contains(">怎样记 Case</h1>"));
    assert!(text("cases/2023/index.html").contains(">2023 年</h1>"));
    assert!(text("manuals/all.html").contains("class=\"rows\""));
    assert!(text("systems/index.html").contains(">系统说明</h1>"));
    assert!(text("index.html").contains("<a href=\"manuals/a.html\""));
    assert!(text("manuals/甲旧.html").contains("url=old.html"));
    assert!(!text("manuals/a.html").contains("http-equiv=\"refresh\""));
    assert!(text("manuals/a.html").contains("search/index-2.html"));
}

#[test]
fn a_broken_page_template_says_where() {
    let (snapshot, library) = world::library(world::sample());
    let own = [(
        RelPath::new("templates/kinds/fault/page.html").unwrap(),
        "\n{{ record.nothing }}".into(),
    )];
    let templates = crate::render::Templates::new(Lang::ZhCn, &own).unwrap();
    let parts = crate::site::Parts {
        library,
        snapshot,
        templates: vec![std::sync::Arc::new(templates)],
        figures: std::sync::Arc::new(crate::site::NoFigures),
        past: std::sync::Arc::default(),
        as_of: None,
        alike: None,
    };
    let site = Site::new(parts).unwrap();
    let index = site.library.find("F-20230808-01").unwrap();
    let fault = site
        .page(site.route_of(&site.library.placed[index].url).unwrap())
        .unwrap_err()
        .to_string();
    assert!(fault.starts_with("templates/kinds/fault/page.html:2:"), "{fault}");
}
