//! Before a commit.

use super::desk::{Desk, FAULT, GOOD, PLACE, WRONG, write};
use crate::kb::Out;
use std::fs;

/// A work tree with a good record committed and the hook installed.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("开始");
    desk.casebook(&desk.desk, &["--lang", "en", "hook", "install"])
        .code(0);
    desk
}

#[track_caller]
fn refused(out: Out) -> String {
    let out = out.code(1);
    assert!(out.stderr.contains(PLACE), "{}", out.stderr);
    assert!(out.stderr.contains("git commit --no-verify"), "{}", out.stderr);
    out.stderr
}

#[test]
fn what_is_staged_is_checked_not_what_lies_in_the_work_tree() {
    let desk = desk();
    desk.write(FAULT, WRONG);
    desk.git(&["add", FAULT]).code(0);
    desk.write(FAULT, &WRONG.replace("02-30", "02-28"));
    refused(desk.git(&["commit", "-m", "坏"]));
    desk.git(&["add", FAULT]).code(0);
    desk.write(FAULT, WRONG);
    desk.git(&["commit", "-m", "好"]).code(0);
}

#[test]
fn a_commit_of_all_or_of_some_files_is_checked_by_the_index_it_makes() {
    let desk = desk();
    desk.write(FAULT, &WRONG.replace("02-30", "02-28"));
    desk.commit("故障");
    desk.write(FAULT, WRONG);
    refused(desk.git(&["commit", "-a", "-m", "坏"]));
    refused(desk.git(&["commit", "-m", "坏", "--", FAULT]));
    desk.git(&["add", FAULT]).code(0);
    desk.write("content/manuals/a.md", &format!("{GOOD}\n又一句。\n"));
    desk.git(&["commit", "-m", "只有手册", "content/manuals/a.md"])
        .code(0);
    refused(desk.git(&["commit", "-m", "坏"]));
    desk.git(&["commit", "-m", "坏", "--no-verify"]).code(0);
}

#[test]
fn old_faults_of_others_stop_nobody() {
    let desk = desk();
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    desk.write("content/manuals/b.md", &GOOD.replace("YW-1", "YW-2"));
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "好"]).code(0);
    assert!(!out.stderr.contains(FAULT), "{}", out.stderr);
    // What decides about all records is checked with all of them.
    let configuration = fs::read_to_string(desk.desk.join("casebook.yaml")).unwrap();
    desk.write("casebook.yaml", &format!("{configuration}\n# 一句\n"));
    refused(desk.git(&["commit", "-a", "-m", "配置"]));
}

#[test]
fn a_fault_is_shown_to_whoever_changes_one_of_its_places() {
    let desk = desk();
    desk.write("content/manuals/b.md", &GOOD.replace("YW-1", "YW-2"));
    desk.commit("第二本");
    desk.write("content/manuals/a.md", &GOOD.replace("YW-1", "YW-2"));
    let out = desk.git(&["commit", "-a", "-m", "同号"]).code(1);
    assert!(
        out.stderr.contains("--> content/manuals/b.md:4:14"),
        "{}",
        out.stderr
    );
}

#[test]
fn warnings_are_shown_and_pass() {
    let desk = desk();
    desk.write("content/manuals/b.md", "---\ntitle: 手册\nsystme: gwgl\n---\n");
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "警告"]).code(0);
    assert!(out.stderr.contains("content/manuals/b.md:3:1"), "{}", out.stderr);
}

#[test]
fn chinese_names_are_shown_as_they_are_whatever_git_does_to_them() {
    for quoted in ["true", "false"] {
        let desk = desk();
        desk.git(&["config", "core.quotepath", quoted]).code(0);
        desk.write("content/faults/二月/登录“白屏” 1.md", WRONG);
        desk.git(&["add", "--all"]).code(0);
        let out = desk.git(&["commit", "-m", "坏"]).code(1);
        assert!(
            out.stderr.contains("content/faults/二月/登录“白屏” 1.md:5:14"),
            "{}",
            out.stderr
        );
    }
}

#[test]
fn the_first_commit_is_checked_whole() {
    let desk = Desk::new();
    desk.casebook(&desk.desk, &["hook", "install"]).code(0);
    desk.write(FAULT, WRONG);
    desk.git(&["add", "--all"]).code(0);
    refused(desk.git(&["commit", "-m", "一"]));
}

#[test]
fn a_knowledge_base_in_a_folder_is_checked_alone() {
    let desk = Desk::new();
    for name in ["casebook.yaml", "contract.yaml"] {
        write(
            &desk.desk.join("资料 库").join(name),
            &fs::read_to_string(desk.desk.join(name)).unwrap(),
        );
        fs::remove_file(desk.desk.join(name)).unwrap();
    }
    desk.write(FAULT, WRONG);
    desk.casebook(&desk.desk, &["-C", "资料 库", "hook", "install"])
        .code(0);
    desk.git(&["add", "--all"]).code(0);
    desk.git(&["commit", "-m", "别处"]).code(0);
    desk.write(&format!("资料 库/{FAULT}"), WRONG);
    desk.git(&["add", "--all"]).code(0);
    refused(desk.git(&["commit", "-m", "坏"]));
}

#[test]
fn a_work_tree_of_its_own_is_checked_by_its_own_index() {
    let desk = desk();
    desk.git(&["worktree", "add", "--quiet", "../second", "-b", "second"])
        .code(0);
    let second = desk.top().join("second");
    write(&second.join(FAULT), WRONG);
    desk.git_in(&second, &["add", "--all"]).code(0);
    refused(desk.git_in(&second, &["commit", "-m", "坏"]));
    desk.casebook(&second, &["hook", "remove"]).code(0);
    desk.git_in(&second, &["commit", "-m", "坏"]).code(0);
}

#[test]
fn what_a_changed_record_links_to_is_known_though_only_that_is_read() {
    let desk = desk();
    let guide = GOOD.replace("YW-1", "YW-2");
    desk.write(
        "content/manuals/guide.md",
        &format!("{guide}\n## 登录 步骤\n\n见图。\n"),
    );
    desk.commit("手册");
    let links = "\n[步骤](guide.md#登录-步骤) [[guide#登录-步骤]] [没有](guide.md#没有)\n";
    desk.write("content/manuals/a.md", &format!("{GOOD}{links}"));
    desk.git(&["add", "--all"]).code(0);
    let said = desk.git(&["commit", "-m", "链接"]).code(0).stderr;
    let broken: Vec<&str> = said.lines().filter(|line| line.contains("link-broken")).collect();
    assert_eq!(broken.len(), 1, "{said}");
}

#[test]
fn a_template_that_cannot_be_read_is_not_committed() {
    let desk = desk();
    desk.write("templates/pages/record.html", "{% if %}");
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "模板"]).code(1);
    assert!(
        out.stderr.contains("templates/pages/record.html:1:"),
        "{}",
        out.stderr
    );
    desk.git(&["commit", "-m", "模板", "--no-verify"]).code(0);
    desk.write("content/manuals/b.md", &GOOD.replace("YW-1", "YW-2"));
    desk.git(&["add", "--all"]).code(0);
    desk.git(&["commit", "-m", "手册"]).code(0);
}
