//! The same commit gives the same bytes, wherever and however it is built.

use crate::kb::Kb;
use casebook::output::Store;
use casebook::pipeline::{self, Load};
use std::collections::BTreeMap;

const TIME: &str = "2023-11-01T01:00:00Z";

fn bytes(kb: &Kb, folder: &str) -> BTreeMap<String, Vec<u8>> {
    kb.files(folder)
        .into_iter()
        .map(|path| (path.clone(), std::fs::read(kb.path(folder).join(path)).unwrap()))
        .collect()
}

#[track_caller]
fn equal(one: &Kb, two: &Kb, folder: &str) {
    let (one, two) = (bytes(one, folder), bytes(two, folder));
    assert!(!one.is_empty(), "{folder} is empty");
    assert_eq!(
        Vec::from_iter(one.keys()),
        Vec::from_iter(two.keys()),
        "files of {folder}"
    );
    let differ: Vec<&String> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert!(differ.is_empty(), "{folder} differs in {differ:?}");
}

#[test]
fn folder_zone_locale_and_threads_change_no_byte() {
    let one = Kb::named("one").sample();
    let two = Kb::named("第二处 with spaces").sample();
    assert_eq!(one.commit(TIME), two.commit(TIME));
    let elsewhere = [
        ("TZ", "America/New_York"),
        ("LANG", "en_US.UTF-8"),
        ("LC_ALL", "C"),
    ];
    one.run(&["build", "--jobs", "1"]).code(0);
    two.run_with(&["build", "--jobs", "2"], &elsewhere).code(0);
    equal(&one, &two, "site");
    for month in ["2023-08", "2023-09", "2023-10"] {
        one.run(&["report", month]).code(0);
        two.run_with(&["report", month], &elsewhere).code(0);
    }
    equal(&one, &two, "reports");
}

#[test]
fn line_ends_of_a_checkout_change_no_byte() {
    let one = Kb::new().sample();
    let two = Kb::new().sample();
    assert_eq!(one.commit(TIME), two.commit(TIME));
    let repo = git2::Repository::open(two.root()).unwrap();
    repo.config().unwrap().set_bool("core.autocrlf", true).unwrap();
    for path in two.files("content") {
        let place = two.path("content").join(&path);
        let text = std::fs::read_to_string(&place).unwrap_or_default();
        if path.ends_with(".md") {
            std::fs::write(place, text.replace('\n', "\r\n")).unwrap();
        }
    }
    for name in ["casebook.yaml", "contract.yaml"] {
        let text = std::fs::read_to_string(two.path(name)).unwrap();
        two.write(name, text.replace('\n', "\r\n").as_bytes());
    }
    one.run(&["build"]).code(0);
    two.run(&["build"]).code(0);
    equal(&one, &two, "site");
    one.run(&["report", "2023-09"]).code(0);
    two.run(&["report", "2023-09"]).code(0);
    equal(&one, &two, "reports");
}

#[test]
fn a_second_build_and_a_deleted_cache_change_no_byte() {
    let one = Kb::new().sample().git();
    let two = Kb::new().sample().git();
    one.run(&["build"]).code(0);
    two.run(&["build"]).code(0);
    two.run(&["build"]).code(0);
    equal(&one, &two, "site");
    std::fs::remove_dir_all(two.path(".casebook")).unwrap();
    two.run(&["build"]).code(0);
    equal(&one, &two, "site");
}

#[test]
fn what_was_asked_or_configured_before_changes_no_byte() {
    let new = || {
        Kb::new()
            .sample()
            .file(".gitignore", "/site/\n/.casebook/\n")
            .git()
    };
    let (one, two) = (new(), new());
    let build = |kb: &Kb, more: &[&str]| kb.run(&[&["build", "-q"][..], more].concat()).code(0);
    let fresh = |kb: &Kb, more: &[&str]| {
        for folder in [".casebook", "site"] {
            let _ = std::fs::remove_dir_all(kb.path(folder));
        }
        build(kb, more);
    };
    // Nothing of a large record is compared: not so once it may be large.
    let (path, configured) = (
        "content/faults/2023/09/F-20230901-01.md",
        one.read("casebook.yaml"),
    );
    for kb in [&one, &two] {
        kb.write(
            path,
            kb.read(path)
                .replacen("2023-09-01 09:02", "2023-09-01 09:03", 1)
                .as_bytes(),
        );
        kb.commit("2023-11-02T01:00:00Z");
    }
    one.write(
        "casebook.yaml",
        format!("{configured}\nlimits: {{record: 1 KiB}}\n").as_bytes(),
    );
    one.run(&["build", "-q"]);
    one.write("casebook.yaml", configured.as_bytes());
    build(&one, &[]);
    fresh(&two, &[]);
    equal(&one, &two, "site");
    // Another address, and another day: by the next one September is over.
    let base = ["--base-url", "https://example.cn/kb/"];
    build(&one, &base);
    fresh(&two, &base);
    equal(&one, &two, "site");
    build(&one, &["--as-of", "2023-09-30 18:00"]);
    build(&one, &["--as-of", "2023-10-01 08:00"]);
    fresh(&two, &["--as-of", "2023-10-01 08:00"]);
    equal(&one, &two, "site");
    // A record that becomes one of another kind, whose table nobody reads.
    let (from, to) = (
        "content/inspections/2023/09/I-20230901-01.md",
        "content/manuals/moved.md",
    );
    for kb in [&one, &two] {
        kb.write(from, kb.read(from).replacen("51 %", "52 %", 1).as_bytes());
        kb.commit("2023-11-03T01:00:00Z");
    }
    one.run(&["build", "-q"]);
    for kb in [&one, &two] {
        std::fs::rename(kb.path(from), kb.path(to)).unwrap();
        kb.commit("2023-11-04T01:00:00Z");
    }
    one.run(&["build", "-q"]);
    let _ = std::fs::remove_dir_all(two.path(".casebook"));
    std::fs::remove_dir_all(two.path("site")).unwrap();
    two.run(&["build", "-q"]);
    equal(&one, &two, "site");
}

#[test]
fn what_is_recalled_is_what_was_read() {
    let kb = Kb::new().sample().git();
    let load = |memory: Option<Store>| {
        let how = Load {
            memory,
            ..Load::default()
        };
        let world = pipeline::load(kb.root(), &how).unwrap();
        (world.library.records.clone(), world.findings)
    };
    kb.rest();
    let first = load(None);
    let before: BTreeMap<String, Vec<u8>> = bytes(&kb, ".casebook/records");
    let second = load(None);
    assert_eq!(format!("{first:?}"), format!("{second:?}"));
    assert_eq!(
        bytes(&kb, ".casebook/records"),
        before,
        "something was read again"
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let third = load(Some(Store::new(elsewhere.path())));
    assert_eq!(format!("{first:?}"), format!("{third:?}"));
}

#[test]
fn what_is_gone_from_the_records_goes_from_the_site() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("content/manuals/a.md", "# 甲\n")
        .file("content/manuals/b.md", "# 乙\n");
    kb.run(&["build"]).code(0);
    assert!(kb.path("site/manuals/b.html").is_file());
    std::fs::remove_file(kb.path("content/manuals/b.md")).unwrap();
    kb.run(&["build"]).code(0);
    assert!(kb.path("site/manuals/a.html").is_file());
    assert!(!kb.path("site/manuals/b.html").exists());
}
