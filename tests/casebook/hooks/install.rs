//! Installing and removing.

use super::desk::{Desk, FAULT, GOOD, PLACE, WRONG, write};
use crate::kb::PROGRAM;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const THEIRS: &str = "#!/bin/sh\necho theirs >&2\n";

fn runnable(path: &Path, text: &str) {
    write(path, text);
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn hooks_of_others_are_never_overwritten_and_nothing_else_is_written() {
    let desk = Desk::new();
    let hook = desk.server.join("hooks/post-receive");
    runnable(&hook, THEIRS);
    let out = desk
        .casebook(&desk.server, &["hook", "install", "--server"])
        .code(2);
    assert!(
        out.stdout.is_empty() && out.stderr.contains(hook.to_str().unwrap()),
        "{}",
        out.stderr
    );
    assert!(out.stderr.contains("hook run post-receive"), "{}", out.stderr);
    assert_eq!(fs::read_to_string(&hook).unwrap(), THEIRS);
    assert!(!desk.server.join("hooks/pre-receive").exists());
    desk.casebook(&desk.server, &["hook", "remove", "--server"])
        .code(0);
    assert_eq!(fs::read_to_string(&hook).unwrap(), THEIRS);
}

/// The line that the program says to add.
fn line<'o>(said: &'o str, hook: &str) -> &'o str {
    said.lines()
        .find(|line| line.contains(&format!("hook run {hook}")))
        .unwrap()
        .trim()
}

#[test]
fn the_line_that_is_told_chains_a_hook_before_a_commit() {
    let desk = Desk::new();
    let hook = desk.desk.join(".git/hooks/pre-commit");
    runnable(&hook, THEIRS);
    let said = desk.casebook(&desk.desk, &["hook", "install"]).code(2).stderr;
    runnable(
        &hook,
        &THEIRS.replace("sh\n", &format!("sh\n{}\n", line(&said, "pre-commit"))),
    );
    desk.write(FAULT, WRONG);
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "坏"]).code(1);
    assert!(
        out.stderr.contains(PLACE) && !out.stderr.contains("theirs"),
        "{}",
        out.stderr
    );
    desk.write(FAULT, &WRONG.replace("02-30", "02-28"));
    let out = desk.git(&["commit", "-am", "好"]).code(0);
    assert!(out.stderr.contains("theirs"), "{}", out.stderr);
}

#[test]
fn the_line_that_is_told_leaves_a_hook_of_a_push_what_git_tells_it() {
    let desk = Desk::new();
    for name in ["pre-receive", "post-receive"] {
        let text = format!("#!/bin/sh\nwhile read old new ref; do echo theirs {name} $ref >&2; done\n");
        runnable(&desk.server.join("hooks").join(name), &text);
    }
    let said = desk
        .casebook(&desk.server, &["hook", "install", "--server"])
        .code(2)
        .stderr;
    for name in ["pre-receive", "post-receive"] {
        let hook = desk.server.join("hooks").join(name);
        let text = fs::read_to_string(&hook).unwrap();
        runnable(
            &hook,
            &text.replace("sh\n", &format!("sh\n{}\n", line(&said, name))),
        );
    }
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("好");
    let out = desk.push("main").code(0);
    for name in ["pre-receive", "post-receive"] {
        assert!(
            out.stderr.contains(&format!("theirs {name} refs/heads/main")),
            "{}",
            out.stderr
        );
    }
    assert!(desk.published("manuals/a.html"));
    desk.write(FAULT, WRONG);
    desk.commit("坏");
    let kept = desk.top().join("kept");
    fs::create_dir(&kept).unwrap();
    let mut push = desk.command("git", &desk.desk);
    let out = push
        .args(["push", "origin", "main"])
        .env("TMPDIR", &kept)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(
        !out.status.success() && said.contains(PLACE) && !said.contains("theirs"),
        "{said}"
    );
    let left: Vec<_> = fs::read_dir(&kept).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_chained_hook_does_without_the_program_as_ours_do() {
    let desk = Desk::new();
    let own = |name: &str| match name {
        "pre-commit" => desk.desk.join(".git/hooks").join(name),
        _ => desk.server.join("hooks").join(name),
    };
    for name in ["pre-commit", "pre-receive", "post-receive"] {
        runnable(&own(name), THEIRS);
    }
    let said = [
        desk.casebook(&desk.desk, &["hook", "install"]).code(2).stderr,
        desk.casebook(&desk.server, &["hook", "install", "--server"])
            .code(2)
            .stderr,
    ];
    let gone = |name: &str| {
        let line = line(&said[usize::from(name != "pre-commit")], name).replace(PROGRAM, "/nowhere/casebook");
        runnable(
            &own(name),
            &THEIRS.replace("sh\n", &format!("sh\nset -eu\n{line}\n")),
        );
    };
    gone("pre-commit");
    desk.write("content/manuals/a.md", GOOD);
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "好"]).code(0);
    assert!(
        out.stderr.contains("找不到程序") && out.stderr.contains("theirs"),
        "{}",
        out.stderr
    );
    gone("post-receive");
    let out = desk.push("main").code(0);
    assert!(
        out.stderr.contains("网站没有生成") && out.stderr.contains("theirs"),
        "{}",
        out.stderr
    );
    gone("pre-receive");
    desk.write("content/manuals/b.md", GOOD);
    desk.commit("再");
    let out = desk.push("main").code(1);
    assert!(
        out.stderr.contains("推送被拒绝") && !out.stderr.contains("theirs"),
        "{}",
        out.stderr
    );
}

#[test]
fn ours_are_renewed_and_removed() {
    let desk = Desk::new();
    let hook = desk.desk.join(".git/hooks/pre-commit");
    desk.casebook(&desk.desk, &["hook", "install"]).code(0);
    let first = fs::read_to_string(&hook).unwrap();
    assert!(first.contains(PROGRAM) && !first.contains("--lang"), "{first}");
    desk.casebook(&desk.desk, &["hook", "install", "--lang", "en"])
        .code(0);
    let second = fs::read_to_string(&hook).unwrap();
    assert!(second.contains("--lang en"), "{second}");
    desk.casebook(&desk.desk, &["hook", "remove"]).code(0);
    assert!(!hook.exists());
    desk.casebook(&desk.desk, &["hook", "remove"]).code(0);
}

#[test]
fn the_folder_that_git_was_told_to_take_hooks_from_is_used() {
    let desk = Desk::new();
    desk.git(&["config", "core.hooksPath", "own hooks"]).code(0);
    desk.casebook(&desk.desk, &["hook", "install"]).code(0);
    assert!(desk.desk.join("own hooks/pre-commit").exists());
    assert!(!desk.desk.join(".git/hooks/pre-commit").exists());
    desk.write(FAULT, WRONG);
    desk.git(&["add", FAULT]).code(0);
    let out = desk.git(&["commit", "-m", "坏"]).code(1);
    assert!(out.stderr.contains(PLACE), "{}", out.stderr);
}

#[test]
fn where_nobody_commits_or_nothing_is_a_repository_it_says_so() {
    let desk = Desk::new();
    let out = desk
        .casebook(&desk.top(), &["--lang", "en", "-C", "kb.git", "hook", "install"])
        .code(2);
    assert!(out.stderr.contains("--server"), "{}", out.stderr);
    let out = desk
        .casebook(&desk.top(), &["hook", "install", "--server"])
        .code(2);
    assert!(!out.stderr.trim().is_empty());
    write(&desk.top().join("www/theirs.html"), "x");
    let out = desk.casebook(
        &desk.top(),
        &["-C", "kb.git", "hook", "install", "--server", "--out", "../www"],
    );
    assert!(out.code(2).stderr.contains("www"));
    assert!(!desk.server.join("hooks/pre-receive").exists());
}

#[test]
fn without_the_program_a_commit_passes_and_a_push_does_not() {
    let desk = Desk::new();
    desk.casebook(&desk.desk, &["--lang", "en", "hook", "install"])
        .code(0);
    desk.casebook(&desk.server, &["--lang", "en", "hook", "install", "--server"])
        .code(0);
    for hook in [
        ".git/hooks/pre-commit",
        "../kb.git/hooks/pre-receive",
        "../kb.git/hooks/post-receive",
    ] {
        let hook = desk.desk.join(hook);
        runnable(
            &hook,
            &fs::read_to_string(&hook)
                .unwrap()
                .replace(PROGRAM, "/nowhere/casebook"),
        );
    }
    desk.write("content/manuals/a.md", GOOD);
    desk.git(&["add", "--all"]).code(0);
    let out = desk.git(&["commit", "-m", "好"]).code(0);
    assert!(
        out.stderr.contains("the records were not checked"),
        "{}",
        out.stderr
    );
    let out = desk.push("main").code(1);
    assert!(out.stderr.contains("the push is refused"), "{}", out.stderr);
}
