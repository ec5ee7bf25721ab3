//! What a page that is open learns when files change.

use super::*;
use crate::base::{Catalog, Lang};
use git2::{Repository, Signature};

#[test]
fn a_change_is_told_and_only_its_page_is_another() {
    let site = Site::new(&[("a.md", "one"), ("b.md", "two")]);
    let mut versions = Versions::listen(&site);
    assert_eq!(versions.next(), 1);
    let (a, b) = (site.hash("/a.html"), site.hash("/b.html"));
    site.write("a.md", "three");
    assert!(versions.next() > 1);
    site.until_shown("/a.html", "three");
    assert_ne!(site.hash("/a.html"), a);
    assert_eq!(site.hash("/b.html"), b);
    let changed = RelPath::new("content/a.md").unwrap();
    assert!(
        site.loads()[1..]
            .iter()
            .all(|changes| changes.paths.contains(&changed))
    );
}

#[test]
fn files_saved_moved_and_deleted_in_all_ways_are_seen() {
    let site = Site::new(&[("a.md", "one")]);
    let content = site.root().join("content");
    fs::write(content.join(".a.md.new"), "two").unwrap();
    fs::rename(content.join(".a.md.new"), content.join("a.md")).unwrap();
    site.until_shown("/a.html", "two");
    fs::rename(content.join("a.md"), content.join("b.md")).unwrap();
    site.until_shown("/b.html", "two");
    assert_eq!(site.get("/a.html").status, 404);
    fs::remove_file(content.join("b.md")).unwrap();
    until("deletion", || site.get("/b.html").status == 404);
}

#[test]
fn a_burst_is_few_loads() {
    let site = Site::new(&[]);
    for n in 0..2000 {
        site.write(&format!("{n}.md"), "text");
    }
    until("the last file", || site.get("/1999.html").status == 200);
    let loads = site.loads();
    assert!(loads.len() <= 12, "{} loads", loads.len());
    let seen: usize = loads.iter().map(|changes| changes.paths.len()).sum();
    assert!(
        seen >= 2000 || loads[1..].iter().any(|changes| changes.everything),
        "{seen} seen"
    );
}

#[test]
fn what_nobody_sees_changes_nothing() {
    let site = Site::new(&[("a.md", "one")]);
    for name in [".a.md.swp", "a.md~", "#a.md#", "4913"] {
        site.write(name, "x");
    }
    fs::create_dir(site.root().join("site")).unwrap();
    fs::write(site.root().join("site/a.html"), "x").unwrap();
    site.write("a.md", "two");
    site.until_shown("/a.html", "two");
    let allowed = RelPath::new("content/a.md").unwrap();
    for changes in &site.loads()[1..] {
        assert!(
            !changes.everything && changes.paths.iter().all(|path| *path == allowed),
            "{changes:?}"
        );
    }
}

#[test]
fn a_fault_leaves_the_last_view_and_goes_away() {
    let site = Site::new(&[("a.md", "one")]);
    let mut versions = Versions::listen(&site);
    versions.next();
    site.write("b.md", "STOP");
    versions.next();
    until("the fault", || {
        !site.get("/__casebook/version").json()["fault"].is_null()
    });
    let fault = site.get("/__casebook/version").json()["fault"].clone();
    assert_eq!(fault["text"], "<b>b.html</b> says stop");
    assert_eq!(fault["title"], Catalog::of(Lang::ZhCn).word("serve-fault-load"));
    assert!(site.get("/a.html").body.contains("one"));
    site.write("b.md", "go on");
    site.until_shown("/b.html", "go on");
    assert!(site.get("/__casebook/version").json()["fault"].is_null());
    assert!(
        site.events()
            .iter()
            .any(|event| matches!(event, Event::LoadFailed { .. }))
    );
}

#[test]
fn a_first_load_that_fails_is_shown_until_it_is_mended() {
    let serving = Serving {
        lang: Lang::En,
        ..Serving::default()
    };
    let site = Site::with(&[("a.md", "STOP")], serving, |_| {});
    let page = site.get("/a.html");
    assert_eq!(page.status, 500);
    assert!(page.body.contains("&lt;b&gt;a.html&lt;"), "{}", page.body);
    assert!(
        page.body.contains("The knowledge base cannot be loaded"),
        "{}",
        page.body
    );
    assert_eq!(site.get("/api/search?q=x").status, 503);
    assert_eq!(site.get("/__casebook/overlay.css").status, 200);
    site.write("a.md", "mended");
    site.until_shown("/a.html", "mended");
}

#[test]
fn findings_are_told() {
    let site = Site::new(&[("a.md", "FINDING")]);
    let told = || site.get("/__casebook/version").json()["findings"].clone();
    until("the records are checked", || told()["count"] == 1);
    let findings = told();
    assert_eq!(findings["title"], "0 个错误、1 个警告");
    assert_eq!(findings["items"][0]["own"], false);
    assert_eq!(findings["items"][0]["source"], "FINDING");
    assert_eq!(findings["items"][0]["place"], "content/a.html:2:1");
    assert_eq!(findings["items"][0]["severity"], "warning");
    assert_eq!(findings["items"][0]["href"], serde_json::Value::Null);
}

#[test]
fn a_folder_that_comes_back_is_watched_again() {
    let site = Site::new(&[("a.md", "one")]);
    let content = site.root().join("content");
    for text in ["two", "three"] {
        let loads = site.loads().len();
        fs::remove_dir_all(&content).unwrap();
        until("the folder is missed", || site.loads().len() > loads);
        fs::create_dir(&content).unwrap();
        site.write("a.md", text);
        site.until_shown("/a.html", text);
        site.write("a.md", "later");
        site.until_shown("/a.html", "later");
    }
    let away = site.dir.path().join("away");
    fs::rename(site.root(), &away).unwrap();
    until("the root is missed", || {
        !site.get("/__casebook/version").json()["fault"].is_null()
    });
    fs::rename(&away, site.root()).unwrap();
    until("the root is back", || {
        site.get("/__casebook/version").json()["fault"].is_null()
    });
    site.write("a.md", "four");
    site.until_shown("/a.html", "four");
}

/// A repository in `root` with the branches `main` and `other`, and `main` checked out.
fn repository(root: &Path) -> Repository {
    let repository = Repository::init(root).unwrap();
    repository.set_head("refs/heads/main").unwrap();
    let who = Signature::new("t", "t@example.com", &git2::Time::new(0, 0)).unwrap();
    let tree = repository.index().unwrap().write_tree().unwrap();
    let tree = repository.find_tree(tree).unwrap();
    let first = repository
        .commit(Some("HEAD"), &who, &who, "first", &tree, &[])
        .unwrap();
    repository.reference("refs/heads/other", first, true, "").unwrap();
    drop(tree);
    repository
}

fn switches(serving: Serving) {
    let site = Site::with(&[("a.md", "one")], serving, |root| drop(repository(root)));
    let repository = Repository::open(site.root()).unwrap();
    repository.set_head("refs/heads/other").unwrap();
    until("the switch", || {
        site.loads()[1..].iter().any(|changes| changes.history)
    });
    let seen = site.loads().len();
    let head = repository.head().unwrap().peel_to_commit().unwrap();
    let who = Signature::new("t", "t@example.com", &git2::Time::new(60, 0)).unwrap();
    let tree = head.tree().unwrap();
    repository
        .commit(Some("HEAD"), &who, &who, "second", &tree, &[&head])
        .unwrap();
    until("the commit", || {
        site.loads()[seen..].iter().any(|changes| changes.history)
    });
}

#[test]
fn a_switch_of_branches_and_a_commit_are_seen() {
    switches(Serving::default());
}

#[test]
fn polling_sees_the_same() {
    let serving = Serving {
        poll: true,
        ..Serving::default()
    };
    switches(serving.clone());
    let site = Site::with(&[("a.md", "one")], serving, |_| {});
    assert!(site.events().contains(&Event::Polling { limit: false }));
    site.write("a.md", "two");
    site.until_shown("/a.html", "two");
    // In the same second, of the same length.
    site.write("a.md", "six");
    site.until_shown("/a.html", "six");
    fs::remove_dir_all(site.root().join("content")).unwrap();
    until("the fault", || {
        !site.get("/__casebook/version").json()["fault"].is_null()
    });
    fs::create_dir(site.root().join("content")).unwrap();
    site.write("b.md", "new");
    site.until_shown("/b.html", "new");
}

#[test]
fn many_pages_may_listen() {
    let site = Site::new(&[("a.md", "one")]);
    let mut open: Vec<Versions> = (0..40).map(|_| Versions::listen(&site)).collect();
    for versions in &mut open {
        assert_eq!(versions.next(), 1);
    }
    site.write("a.md", "two");
    for versions in &mut open {
        assert!(versions.next() > 1);
    }
    assert_eq!(site.get("/a.html").status, 200);
}

#[test]
fn events_are_words_in_both_languages() {
    let loaded = Event::Loaded {
        changed: Some(1),
        took: Duration::from_millis(12),
    };
    let first = Event::Loaded {
        changed: None,
        took: Duration::from_millis(1200),
    };
    let checked = Event::Checked {
        errors: 1,
        warnings: 2,
    };
    let say = |lang: Lang, event: &Event| Catalog::of(lang).say(&event.message());
    assert_eq!(say(Lang::En, &loaded), "1 file changed in 12 ms");
    assert_eq!(say(Lang::En, &first), "loaded in 1200 ms");
    assert_eq!(say(Lang::ZhCn, &loaded), "1 个文件有变化，用时 12 毫秒");
    assert_eq!(say(Lang::ZhCn, &first), "已载入，用时 1200 毫秒");
    assert_eq!(say(Lang::En, &checked), "1 error, 2 warnings");
    assert_eq!(say(Lang::ZhCn, &checked), "1 个错误、2 个警告");
    assert!(loaded.message() != first.message() && !loaded.is_warning());
}
