//! Before a push is taken.

use super::desk::{Desk, FAULT, GOOD, PLACE, WRONG};

/// A server with the hooks, and a work tree with a good record, pushed.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.casebook(
        &desk.top(),
        &["-C", "kb.git", "--lang", "en", "hook", "install", "--server"],
    )
    .code(0);
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("开始");
    desk.push("main").code(0);
    desk
}

#[test]
fn a_bad_record_is_refused_with_its_place_and_a_good_one_is_on_the_site() {
    let desk = desk();
    assert!(desk.published("manuals/a.html"));
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    let out = desk.push("main").code(1);
    assert!(
        out.stderr.contains("remote: ") && out.stderr.contains(PLACE),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("pre-receive hook declined"), "{}", out.stderr);
    assert!(!desk.published("faults/F-20230230-01.html"));
    desk.write(FAULT, &WRONG.replace("02-30", "02-28"));
    desk.commit("好");
    desk.push("main").code(0);
    assert!(desk.published("faults/F-20230230-01.html"));
}

#[test]
fn a_new_branch_is_compared_with_the_main_one_and_a_deleted_one_with_nothing() {
    let desk = desk();
    desk.git(&["checkout", "--quiet", "-b", "draft"]).code(0);
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    let out = desk.push("draft").code(1);
    assert!(out.stderr.contains(PLACE), "{}", out.stderr);
    desk.write(FAULT, &WRONG.replace("02-30", "02-28"));
    desk.commit("好");
    desk.push("draft").code(0);
    assert!(
        !desk.published("faults/F-20230230-01.html"),
        "only the main branch is built"
    );
    desk.push(":draft").code(0);
    desk.git(&["tag", "坏的", "HEAD~1"]).code(0);
    desk.push("坏的").code(0);
}

#[test]
fn old_faults_of_others_stop_nobody() {
    let desk = Desk::new();
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    desk.push("main").code(0);
    desk.casebook(&desk.server, &["--lang", "en", "hook", "install", "--server"])
        .code(0);
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("好");
    let out = desk.push("main").code(0);
    assert!(
        out.stderr.contains("the records have 1 error and"),
        "{}",
        out.stderr
    );
    assert!(desk.published("manuals/a.html"));
}

#[test]
fn what_only_the_commits_tell_is_found_at_the_push() {
    let desk = desk();
    desk.casebook(&desk.desk, &["hook", "install"]).code(0);
    let inspection = "---\ntitle: 巡检\nsystem: gwgl\ndate: 2093-05-12\n---\n";
    desk.write("content/inspections/2093/05/I-20930512-01.md", inspection);
    desk.git(&["add", "--all"]).code(0);
    desk.git(&["commit", "-m", "将来"]).code(0);
    let out = desk.push("main").code(1);
    assert!(out.stderr.contains("[inspection-future]"), "{}", out.stderr);
}

#[test]
fn several_branches_are_all_looked_at() {
    let desk = desk();
    desk.git(&["branch", "one"]).code(0);
    desk.git(&["checkout", "--quiet", "-b", "two"]).code(0);
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    let out = desk.git(&["push", "origin", "one", "two"]).code(1);
    assert!(out.stderr.contains("branch `two` was refused"), "{}", out.stderr);
}

#[test]
fn a_branch_without_a_knowledge_base_is_none_of_our_business() {
    let desk = desk();
    desk.git(&["checkout", "--quiet", "--orphan", "pages"]).code(0);
    desk.git(&["rm", "-rfq", "."]).code(0);
    desk.write("index.html", "<p>");
    desk.commit("别的");
    desk.push("pages").code(0);
}
