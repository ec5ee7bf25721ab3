//! A site in two languages: the same pages twice, files without words once, and every link leads somewhere.

use super::kb::Kb;
use std::collections::BTreeSet;
use std::path::Path;

/// Some records of the sample, which refer to one another, with files, an old address and queries.
fn kb(languages: &str) -> Kb {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut kb = Kb::new().sample_config_in(languages);
    for folder in [
        "content/assessments",
        "content/changes/2023/09",
        "content/tests/2023/09",
        "content/faults/2023/09",
        "content/lists",
        "content/vulnerabilities/2023",
    ] {
        for entry in std::fs::read_dir(sample.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_file() {
                kb = kb.bytes(&format!("{folder}/{name}"), &std::fs::read(&path).unwrap());
            }
        }
    }
    let manual = "---\ntitle: 签章手册\ndocument_type: rule\naliases: [old/seal.html]\n---\n\n见[图](seal-1.png)与[日志](seal.log)。\n\n\
        ![图](seal-1.png)\n\n[[F-20230901-01]]\n";
    kb.file("content/manuals/seal.md", manual)
        .file("content/manuals/seal.log", "ERROR 1\n")
        .bytes("content/manuals/seal-1.png", b"\x89PNG\r\n\x1a\n")
}

fn built(languages: &str) -> Kb {
    let kb = kb(languages).git();
    kb.run(&["build"]).code(0);
    kb
}

fn html(kb: &Kb) -> Vec<(String, String)> {
    let paths = kb.files("site").into_iter();
    let pages = paths.filter(|path| path.ends_with(".html"));
    pages
        .map(|path| (path.clone(), kb.read(&format!("site/{path}"))))
        .collect()
}

/// What stands between `before` and the next quotation mark, wherever it does.
fn between<'p>(page: &'p str, before: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The file that `link` names, seen from the page at `from`; `None` for an address and for the page itself.
fn file(from: &str, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || link.contains(':') {
        return None;
    }
    let mut names: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    names.pop();
    for name in path.trim_start_matches('/').split('/') {
        match name {
            ".." => assert!(names.pop().is_some(), "{link} on {from} leads out of the site"),
            _ => names.push(name),
        }
    }
    Some(percent_decoded(&folder(&names.join("/"))))
}

fn folder(path: &str) -> String {
    match path.is_empty() || path.ends_with('/') {
        true => format!("{path}index.html"),
        false => path.to_owned(),
    }
}

fn percent_decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .unwrap()
        .into_owned()
}

#[test]
fn every_link_of_both_leads_to_a_file() {
    links_lead_to_files(&built("languages: [zh-CN, en]"));
}

#[test]
fn every_link_of_a_site_for_fewer_records_leads_to_a_file() {
    let kb = kb("languages: [zh-CN, en]").git();
    for audience in ["internal", "public"] {
        kb.run(&["build", "--audience", audience]).code(0);
        links_lead_to_files(&kb);
    }
}

fn links_lead_to_files(kb: &Kb) {
    let files: BTreeSet<String> = kb.files("site").into_iter().collect();
    for (path, page) in html(kb) {
        for attribute in [" href=\"", " src=\"", " action=\"", " data-search=\""] {
            for link in between(&page, attribute) {
                let found = file(&path, link).is_none_or(|file| files.contains(&file));
                assert!(found, "{link} on {path}");
            }
        }
    }
}

#[test]
fn every_address_of_the_sitemap_leads_to_a_file() {
    let kb = built("languages: [zh-CN, en]");
    let files = kb.files("site");
    let addresses = |path: &str| {
        let text = kb.read(&format!("site/{path}"));
        let parts = text.split("<loc>https://kb.oa.example/").skip(1);
        let parts = parts.filter_map(|rest| Some(percent_decoded(rest.split_once('<')?.0)));
        parts.collect::<Vec<String>>()
    };
    let parts = addresses("sitemap.xml");
    assert_eq!(parts.len(), 4, "{parts:?}");
    let pages: Vec<String> = parts.iter().flat_map(|part| addresses(part)).collect();
    for page in &pages {
        assert!(files.contains(page), "{page}");
    }
    for page in ["months/2023-09/faults.html", "en/months/2023-09/faults.html"] {
        assert!(pages.iter().any(|one| one == page), "{page}");
    }
}

#[test]
fn the_same_pages_stand_in_both_and_files_without_words_once() {
    let kb = built("languages: [zh-CN, en]");
    let files = kb.files("site");
    let words = |path: &str| path.starts_with("assets/search.") || path.starts_with("assets/nav.");
    let twice = |path: &&&str| {
        let asset = path.starts_with("assets/") && !words(path) && **path != "assets/shards.js";
        !asset
            && ![
                "manifest.json",
                "sitemap.xml",
                "manuals/seal.log",
                "manuals/seal-1.png",
            ]
            .contains(path)
    };
    // A hash of the words stands in the names of two scripts.
    let name = |path: &str| match words(path) {
        true => path.split('.').next().unwrap().to_owned(),
        false => path.to_owned(),
    };
    let own: Vec<&str> = files
        .iter()
        .filter(|path| !path.starts_with("en/"))
        .map(String::as_str)
        .collect();
    let own: BTreeSet<String> = own.iter().filter(twice).map(|path| name(path)).collect();
    let english = files.iter().filter_map(|path| path.strip_prefix("en/"));
    assert_eq!(english.map(name).collect::<BTreeSet<String>>(), own);
    for (path, page) in html(&kb) {
        let lang = if path.starts_with("en/") { "en" } else { "zh-CN" };
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{path}");
    }
}

#[test]
fn a_page_leads_to_the_same_page_in_the_other_language() {
    let kb = built("languages: [zh-CN, en]");
    for (path, page) in html(&kb) {
        let redirect = page.contains("http-equiv=\"refresh\"");
        let other = match path.strip_prefix("en/") {
            Some(own) => own.to_owned(),
            None => format!("en/{path}"),
        };
        let switch = between(&page, "<a class=\"tongue\" href=\"").collect::<Vec<_>>();
        match (redirect, switch.as_slice()) {
            (true, []) => {}
            (false, [link]) => {
                // A table may fall into more pages in one language than in the other.
                let beginning =
                    path.contains("-page-") || path.contains("-records-") || path.contains("/rows");
                let leads = file(&path, link).unwrap();
                assert!(leads == other || beginning, "{link} on {path}");
            }
            _ => panic!("{switch:?} on {path}"),
        }
    }
    let page = kb.read("site/en/faults/2023/09/F-20230901-01.html");
    let alternate = |lang: &str, path: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"https://kb.oa.example/{path}\">")
    };
    assert!(page.contains(&alternate("zh-CN", "faults/2023/09/F-20230901-01.html")));
    assert!(page.contains(&alternate("en", "en/faults/2023/09/F-20230901-01.html")));
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://kb.oa.example/en/faults/2023/09/F-20230901-01.html\">"
    ));
    assert!(
        kb.read("site/sitemap.xml")
            .contains("https://kb.oa.example/en/sitemap-1.xml")
    );
    assert!(kb.read("site/en/old/seal.html").contains("../manuals/seal.html"));
    assert!(kb.read("site/en/404.html").contains("href=\"/en/index.html\""));
}

/// A feed leads to pages of its own language, and a reader of both holds them apart.
#[test]
fn each_language_has_feeds_of_its_own() {
    let kb = built("languages: [zh-CN, en]");
    let own = kb.read("site/history/feed.xml");
    let english = kb.read("site/en/history/feed.xml");
    assert!(own.contains("xml:lang=\"zh-CN\"") && english.contains("xml:lang=\"en\""));
    let ids = |feed: &str| {
        let ids = feed
            .split("<id>")
            .skip(1)
            .filter_map(|rest| rest.split('<').next());
        ids.map(str::to_owned).collect::<Vec<String>>()
    };
    let (chinese, others) = (ids(&own), ids(&english));
    assert_eq!(chinese.len(), others.len());
    assert!(
        chinese.len() > 3 && others.iter().all(|id| !chinese.contains(id)),
        "{others:?}"
    );
    assert_eq!(others.iter().collect::<BTreeSet<_>>().len(), others.len());
    let of = "<title>Added: F-20230901-01 ";
    assert!(english.contains(of), "{english}");
    assert!(
        english.contains("<title>协同办公平台运维知识库 · Updates</title>"),
        "{english}"
    );
    for link in between(&english, "<link href=\"") {
        assert!(link.starts_with("https://kb.oa.example/en/"), "{link}");
    }
    let page = kb.read("site/en/faults/index.html");
    let named: Vec<&str> = between(&page, "type=\"application/atom+xml\" href=\"").collect();
    assert_eq!(named, ["../history/feed.xml", "../history/kind-fault.xml"]);
}

/// The form of another language asks in it, and makes the same record.
#[test]
fn the_form_asks_in_the_language_of_its_page() {
    let kb = built("languages: [zh-CN, en]");
    let page = kb.read("site/en/intake/index.html");
    let fault = page.split("data-kind=\"fault\"").nth(1).unwrap();
    assert!(fault.contains(">Symptoms <span class=\"must\""), "{fault}");
    assert!(
        fault.contains("data-section=\"故障现象\" rows=\"4\" required"),
        "{fault}"
    );
    assert!(page.contains("data-later=\"待处理人填写。\""), "{page}");
    assert!(page.contains("data-kept=\"../../intake/index.html\""), "{page}");
    assert!(
        kb.read("site/intake/index.html")
            .contains(">故障现象 <span class=\"must\"")
    );
}

#[test]
fn one_language_is_as_if_nothing_was_said() {
    let built = |languages: &str| {
        let kb = kb(languages);
        kb.run(&["build"]).code(0);
        kb
    };
    // Without a commit, which would hold the configuration.
    let (one, none) = (built("languages: [zh-CN]"), built(""));
    let files = one.files("site");
    assert_eq!(files, none.files("site"));
    for path in files.iter().filter(|path| path.ends_with(".html")) {
        let page = one.read(&format!("site/{path}"));
        assert!(!page.contains("hreflang"), "{path}");
        assert!(page == none.read(&format!("site/{path}")), "{path}");
    }
}

#[test]
fn a_folder_that_is_taken_is_left_to_its_records() {
    let kb = kb("languages: [zh-CN, en]").file(
        "content/en/index.md",
        "---\ntitle: 英语角\ndocument_type: rule\nkind: manual\n---\n\n文\n",
    );
    kb.run(&["build"]).code(0);
    assert!(kb.read("site/en-2/index.html").contains("<html lang=\"en\">"));
    let own = kb.files("site/en");
    assert!(own.len() < 3, "{own:?}");
    assert!(kb.read(&format!("site/en/{}", own[0])).contains("英语角"));
}

#[test]
fn what_the_program_writes_into_a_text_is_said_to_be_of_the_language_of_the_page() {
    let body = "> [!NOTE]\n> 注意\n\n- [x] 完成\n\n说明[^1]\n\n[^1]: 脚注\n\n```query\nselect id from cases\n```\n\n\
                ```query bar\nselect '公文' as name, 2 as number\n```\n";
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\nlanguages: [zh-CN, en]\n")
        .file("content/lists/a.md", &format!("# 甲\n\n{body}"));
    kb.run(&["build", "-q"]);
    let page = kb.read("site/en/lists/a.html");
    let body = page.split_once("<div class=\"body\" lang=\"zh-CN\">").unwrap().1;
    for marked in [
        "<p class=\"alert-title\" lang=\"en\">Note</p>",
        "aria-label=\"Done\" lang=\"en\" />",
        "lang=\"en\">↩</a>",
        "<p lang=\"en\" class=\"empty\">",
        "<figure lang=\"en\" class=\"chart chart-bar\">",
        "<details lang=\"en\" class=\"query-source\">",
    ] {
        assert!(body.contains(marked), "{marked}\n{body}");
    }
    let own = kb.read("site/lists/a.html");
    let own = own.split_once("<div class=\"body\">").unwrap().1;
    assert!(!own.contains("lang=\""), "{own}");
}
