//! How large are pages, and does what was parted still hang together?

use super::kb::{Kb, main_of};
use std::collections::{BTreeMap, BTreeSet};

/// The largest page of the site in bytes.
const LARGEST: usize = 100_000;

/// Every page of the site, by its path.
fn pages(kb: &Kb) -> BTreeMap<String, String> {
    let paths = kb.files("site").into_iter();
    let pages = paths.filter(|path| path.ends_with(".html"));
    pages
        .map(|path| (path.clone(), kb.read(&format!("site/{path}"))))
        .collect()
}

fn larger(pages: &BTreeMap<String, String>) -> Vec<(&String, usize)> {
    let sizes = pages.iter().map(|(path, page)| (path, page.len()));
    sizes.filter(|(_, size)| *size > LARGEST).collect()
}

/// What stands in `attribute` of the main part of `page`.
fn attributes<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let parts = main_of(page).split(attribute).skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

/// Where `link` leads from the page at `from`: a path and an anchor.
fn target(from: &str, link: &str) -> (String, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    for name in path.split('/') {
        match name {
            ".." => drop(names.pop()),
            _ => names.push(name),
        }
    }
    let path = if path.is_empty() {
        from.to_owned()
    } else {
        names.join("/")
    };
    (path, anchor.to_owned())
}

/// Every link of the pages in `folder` that leads to no page, or to no anchor of it.
fn dead<'p>(pages: &'p BTreeMap<String, String>, folder: &str) -> Vec<(&'p String, &'p str)> {
    let own = pages.iter().filter(|(path, _)| path.starts_with(folder));
    let links = own.flat_map(|(path, page)| {
        attributes(page, "href=\"")
            .into_iter()
            .map(move |link| (path, link))
    });
    let leads = |(path, link): &(&String, &str)| {
        let (to, anchor) = target(path, link);
        let found = pages.get(&to);
        found.is_some_and(|page| anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")))
    };
    let is_page = |link: &str| {
        !link.contains("://")
            && link
                .split('#')
                .next()
                .is_some_and(|path| path.is_empty() || path.ends_with(".html"))
    };
    let inside = links.filter(|(_, link)| is_page(link));
    inside.filter(|link| !leads(link)).collect()
}

/// The records that the list which begins at `first` shows, page by page.
fn listed(pages: &BTreeMap<String, String>, first: &str) -> BTreeSet<String> {
    let mut records = BTreeSet::new();
    let mut path = first.to_owned();
    loop {
        let page = &pages[&path];
        let ids = attributes(page, "href=\"")
            .into_iter()
            .map(|link| target(&path, link).0);
        records.extend(ids.filter(|id| id.contains("/C-")));
        let Some((_, rest)) = page.split_once("rel=\"next\" href=\"") else {
            return records;
        };
        path = target(&path, rest.split('"').next().unwrap()).0;
    }
}

#[test]
fn no_page_of_the_sample_is_large_and_every_chapter_is_led_to() {
    let kb = Kb::new().sample().git();
    kb.run(&["build", "--no-search"]).code(0);
    // In two languages, and long after, when registers have grown.
    let later = Kb::new()
        .sample()
        .sample_config_in("languages: [zh-CN, en]")
        .git();
    later
        .run(&["build", "--no-search", "--as-of", "2026-11-29"])
        .code(0);
    assert_eq!(larger(&pages(&later)), []);
    let pages = pages(&kb);
    assert_eq!(larger(&pages), []);
    assert_eq!(dead(&pages, "months/"), []);
    let month = &pages["months/2023-09.html"];
    // The sheet and the money stand on the month's own page, the chapters are led to, and where one lands who was sent to its old place.
    for anchor in [
        "sheet",
        "payment",
        "item-A1",
        "faults",
        "04-faults-list",
        "faults-list",
    ] {
        let known = month.contains(&format!("id=\"{anchor}\""));
        assert_eq!(known, anchor != "04-faults-list", "{anchor}");
    }
    assert!(month.contains("href=\"2023-09/faults.html#faults-list\""));
    let chapter = &pages["months/2023-09/faults.html"];
    assert!(chapter.contains("F-20230914-01"));
    assert!(chapter.contains("<a class=\"anchor\" href=\"#faults-list\""));
}

#[test]
fn a_month_of_many_records_falls_into_pages_and_none_is_lost() {
    const CASES: usize = 1_500;
    let mut kb = Kb::new().sample_config().file(
        "content/lists/all.md",
        "---\ntitle: 全部\npurpose: 试\nrequested_by: 试\ncycle: weekly\nowner: zhangwei\n---\n\n```query\nSELECT id, title, reported_at FROM cases\n```\n",
    );
    for number in 0..CASES {
        let (day, count) = (number % 28 + 1, number / 28 + 1);
        let text = format!(
            "---\ntitle: 第 {number} 个问题，公文打不开\nsystem: gwgl\nregion: fj\nnature: problem\ncategory: login\nchannel: qq\nreporter: 吴敏\n\
             handler: zhangwei\nreported_at: 2023-09-{day:02} 09:00\nresponded_at: 2023-09-{day:02} 09:10\nresolved_at: 2023-09-{day:02} 10:00\n---\n\n## 问题描述\n\n打不开。\n"
        );
        kb = kb.file(
            &format!("content/cases/2023/09/C-202309{day:02}-{count:02}.md"),
            &text,
        );
    }
    kb.run(&["build", "--no-search"]).code(0);
    let pages = pages(&kb);
    assert_eq!(larger(&pages), []);
    assert_eq!(dead(&pages, "months/"), []);
    assert_eq!(dead(&pages, "lists/"), []);

    // Every figure of so many leads in one click to all of them.
    let chapter = &pages["months/2023-09/cases.html"];
    let lists: BTreeSet<&str> = attributes(chapter, "href=\"")
        .into_iter()
        .filter(|link| link.contains("-records-"))
        .collect();
    assert!(!lists.is_empty());
    let whole = |link: &&&str| listed(&pages, &target("months/2023-09/cases.html", link).0).len() == CASES;
    assert!(lists.iter().any(|link| whole(&link)), "{lists:?}");
    assert!(
        !chapter.contains("-records-1-page-2.html")
            && pages.contains_key("months/2023-09/cases-records-1-page-2.html")
    );
    // The result of a query too.
    assert_eq!(listed(&pages, "lists/all-1/page-1.html").len(), CASES);
    assert!(pages["lists/all.html"].contains("all-1/page-1.html"));

    // The report that is handed over has everything on one page.
    kb.run(&["report", "2023-09", "--out", "out"]).code(0);
    let report = kb.read("out/index.html");
    let ids: BTreeSet<&str> = attributes(&report, "href=\"")
        .into_iter()
        .filter(|link| link.contains("/C-"))
        .collect();
    assert_eq!(ids.len(), CASES);
    assert!(!report.contains("-records-"));
}

#[test]
fn ids_of_the_contract_read_as_names() {
    let kb = Kb::new()
        .file("casebook.yaml", "check_items: [{id: cpu, name: CPU 使用率, unit: \"%\"}]\n")
        .file(
            "contract.yaml",
            "clocks: [{id: resolution, name: 解决时限, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}]\n\
             inspection_plan: [{id: daily, name: 每日巡检, type: daily, every: workday, systems: all}]\n\
             sheet: {title: 考核, full: \"100\", items: [{id: M1, title: 服务态度, points: \"100\", rule: {type: manual}}]}\n",
        )
        .file("content/faults/F-1.md", "---\ntitle: 故障\n---\n")
        .file("content/inspections/I-1.md", "---\ndate: 2023-09-12\nplan: daily\n---\n")
        .file("content/risks/RK-1.md", "---\nitem: cpu\n---\n")
        .file(
            "content/assessments/2023-09.md",
            "---\nassessed_month: 2023-09\nappeal_items: [M1]\nscores: [{item: M1, score: \"90\"}]\n\
             exclusions: [{record: F-1, clock: resolution, reason: 台风}]\n---\n",
        );
    kb.run(&["build", "-q", "--no-search"]);
    let page = |path: &str| main_of(&kb.read(&format!("site/{path}.html"))).to_owned();
    let assessment = page("assessments/2023-09");
    assert_eq!(assessment.matches("M1 服务态度").count(), 2, "{assessment}");
    assert!(
        assessment.contains("解决时限") && !assessment.contains("resolution"),
        "{assessment}"
    );
    assert!(page("inspections/I-1").contains("每日巡检"));
    assert!(page("risks/RK-1").contains("CPU 使用率"));
}

/// Where a column of a kind's table names records, their IDs lead there.
#[test]
fn ids_in_the_rows_of_a_record_are_links() {
    let plan = "---\ntitle: 指标\ndocument_type: indicators\n---\n\n\
                | 序号 | 事项 | 要求 | 证据 |\n| --- | --- | --- | --- |\n\
                | 1 | F-1 | 有 | F-1、rules/a，F-9 |\n| 2 | 乙 | 有 | [[F-1]] |\n";
    let round = "---\ntitle: 巡检\ndate: 2023-09-05\n---\n\n\
                 | 系统 | 检查项 | 结果 | 故障 |\n| --- | --- | --- | --- |\n| 甲 | CPU | 异常 | F-1 |\n";
    let fault = "---\ntitle: 断电\nseverity: minor\nreported_at: 2023-09-05 09:20\n---\n";
    let kb = Kb::new()
        .file("content/plans/p.md", plan)
        .file("content/inspections/I-1.md", round)
        .file("content/faults/F-1.md", fault)
        .file("content/manuals/rules/a.md", "# 制度\n");
    kb.run(&["build"]);
    let built = |path: &str| kb.read(path);
    let page = built("site/plans/p.html");
    let table = main_of(&page);
    let row = table.split("<tr>").nth(2).unwrap();
    assert!(row.contains("<td>F-1</td>"), "{row}");
    assert!(row.contains("href=\"../faults/F-1.html\""), "{row}");
    assert!(
        row.contains(">F-1</a>、<a") && row.contains(">rules/a</a>，F-9</td>"),
        "{row}"
    );
    assert_eq!(table.matches(">F-1</a>").count(), 2, "{table}");
    let round = built("site/inspections/I-1.html");
    assert!(main_of(&round).contains(">F-1</a></td>"), "{round}");
    // A page that is kept follows what it leads to.
    std::fs::rename(kb.path("content/faults/F-1.md"), kb.path("content/faults/F-9.md")).unwrap();
    kb.run(&["build"]);
    let page = built("site/plans/p.html");
    let row = main_of(&page).split("<tr>").nth(2).unwrap().to_owned();
    assert!(
        row.contains("<td>F-1、<a") && row.contains(">F-9</a></td>"),
        "{row}"
    );
}

#[test]
fn a_draft_takes_its_files_with_it() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", "# 甲\n\n![图](both.png)\n")
        .file(
            "content/manuals/b.md",
            "---\ntitle: 乙\ndraft: true\n---\n\n![图](only.png) ![图](both.png)\n",
        )
        .file("content/manuals/b-拓扑.txt", "10.0.0.1")
        .file("content/manuals/only.png", "x")
        .file("content/manuals/both.png", "x");
    kb.run(&["build", "-q"]).code(0);
    let files = kb.files("site/manuals");
    let with = |name: &str| files.iter().any(|path| path.ends_with(name));
    assert!(with("a.html") && with("both.png"), "{files:?}");
    assert!(
        !with("b.html") && !with("only.png") && !with("b-拓扑.txt"),
        "{files:?}"
    );
}

/// A web server shows it at any depth, so no link of it may depend on that.
#[test]
fn all_links_of_the_page_for_what_is_not_found_begin_at_the_top() {
    for (base_url, root) in [("", "/"), ("base_url: https://oa.example/kb/\n", "/kb/")] {
        let kb = Kb::new()
            .file("casebook.yaml", &format!("title: 库\n{base_url}"))
            .file("content/manuals/a.md", "# 甲\n");
        kb.run(&["build", "-q"]).code(0);
        let page = kb.read("site/404.html");
        let names = [" href=\"", " src=\"", " action=\"", " data-root=\""];
        let marked = names.iter().flat_map(|name| page.split(name).skip(1));
        let mut links: Vec<&str> = marked.filter_map(|rest| rest.split('"').next()).collect();
        links.retain(|link| !link.starts_with('#'));
        assert!(links.len() > 5);
        assert!(links.iter().all(|link| link.starts_with(root)), "{links:?}");
    }
}

/// What stands in each `id` of `page`.
fn ids(page: &str) -> Vec<&str> {
    let parts = page.split(" id=\"").skip(1);
    parts.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn no_heading_takes_what_a_page_has_of_its_own_and_links_to_it_still_arrive() {
    let records = [
        ("content/README.md", "title: 首页"),
        ("content/manuals/a.md", "title: 手册"),
        ("content/assessments/2023-09.md", "month: 2023-09"),
        (
            "content/faults/2023/09/F-1.md",
            "title: 打不开\nsystem: gwgl\nseverity: minor\nreported_at: 2023-09-14 09:35\nrelated: [F-2]",
        ),
        (
            "content/faults/2023/09/F-2.md",
            "title: 打不开\nsystem: gwgl\nseverity: minor\nreported_at: 2023-09-14 09:35",
        ),
    ];
    let built = |body: &str| {
        let mut kb = Kb::new()
            .sample_config()
            .file("content/faults/2023/09/F-1.txt", "附件");
        for (path, front) in records {
            kb = kb.file(path, &format!("---\n{front}\n---\n\n{body}\n"));
        }
        let kb = kb.git();
        kb.run(&["build", "-q"]);
        kb
    };
    let own = pages(&built(""));
    let own: BTreeSet<&str> = own.values().flat_map(|page| ids(page)).collect();
    assert!(own.contains("history") && own.contains("nav"));
    let headings: Vec<String> = own.iter().map(|id| format!("## {id}\n\n文")).collect();
    let kb = built(&(headings.join("\n\n") + "\n\n[去](#history) [看](/manuals/a.md#nav)"));
    for (path, page) in pages(&kb) {
        let all = ids(&page);
        let once: BTreeSet<&&str> = all.iter().collect();
        let twice: Vec<&&str> = once
            .into_iter()
            .filter(|id| all.iter().filter(|other| other == id).count() > 1)
            .collect();
        assert!(twice.is_empty(), "{path}: {twice:?}");
    }
    let page = kb.read("site/faults/2023/09/F-2.html");
    assert!(page.contains("<h2 id=\"history-1\">"));
    assert!(page.contains("href=\"#history-1\""));
    assert!(page.contains("href=\"../../../manuals/a.html#nav-1\""));
}

#[test]
fn nobody_is_sent_to_an_owner_who_has_left() {
    fn section<'p>(page: &'p str, title: &str) -> &'p str {
        let rest = page.split(&format!("id=\"{title}\"")).nth(1).unwrap();
        rest.split("</section>").next().unwrap()
    }
    let site = "systems:
  - {id: hy, name: 会议系统, owner: wang, builder: rx}
  - {id: gw, name: 公文系统, owner: lin}
people:
  - {id: wang, name: 王瑜, role: engineer, to: 2023-08-31, contact: 服务台 6004}
  - {id: lin, name: 林雁, role: engineer, to: 2023-09-14, contact: 服务台 6005}
vendors: [{id: rx, name: 榕信, contact: 服务台 6006}]
";
    let kb = Kb::new().file("casebook.yaml", site).file(
        "content/cases/2023/09/C-20230914-01.md",
        "---\ntitle: 打不开\nsystem: hy\nreported_at: 2023-09-14 09:35\n---\n",
    );
    kb.run(&["build", "-q", "--as-of", "2023-09-14 12:00"]).code(0);
    let asked = kb.read("site/people/index.html");
    let asked = section(&asked, "asked-title");
    let system = kb.read("site/systems/hy.html");
    let system = section(&system, "facts-title");
    for page in [asked, system] {
        assert!(
            page.contains("王瑜</a>") && page.contains("已离岗（2023-08-31 为止）"),
            "{page}"
        );
        assert!(!page.contains("6004") && page.contains("6006"), "{page}");
    }
    assert!(asked.contains("6005"), "the last day is one of them: {asked}");
}

#[test]
fn a_record_whose_front_matter_is_broken_is_named_by_its_first_heading_of_the_first_level() {
    let broken = "---\ntitle: x\ntags: [甲\n---\n";
    let kb = Kb::new()
        .file(
            "content/manuals/a.md",
            &format!("{broken}### 第三级\n\n文\n\n# 名称\n"),
        )
        .file(
            "content/manuals/b.md",
            &format!("{broken}### 第三级\n\n## 第二级\n"),
        )
        .file("content/manuals/c.md", "### 第三级\n");
    kb.run(&["build"]).code(1);
    for (page, title) in [("a", "名称"), ("b", "b"), ("c", "第三级")] {
        let html = kb.read(&format!("site/manuals/{page}.html"));
        assert!(html.contains(&format!("<title>{title}")), "{page}");
    }
}
