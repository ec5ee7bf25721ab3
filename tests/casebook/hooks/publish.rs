//! After a push was taken.

use super::desk::{Desk, GOOD, bytes, same};
use std::fs;
use std::io::Write;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

fn desk(args: &[&str]) -> Desk {
    let desk = Desk::new();
    let install = [
        &["-C", "kb.git", "--lang", "en", "hook", "install", "--server"],
        args,
    ]
    .concat();
    desk.casebook(&desk.top(), &install).code(0);
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("开始");
    desk
}

#[test]
fn the_site_goes_where_it_was_settled_from_the_branch_that_was_settled() {
    let desk = desk(&["--out", "../www/kb", "--rev", "stable"]);
    let out = desk.push("main").code(0);
    assert!(
        out.stderr.contains("branch `stable`, which does not exist"),
        "{}",
        out.stderr
    );
    assert!(!desk.top().join("www").exists() && !desk.published("index.html"));
    desk.push("main:stable").code(0);
    assert!(desk.top().join("www/kb/manuals/a.html").exists());
}

#[test]
fn each_push_writes_only_what_differs_from_the_site_before() {
    let desk = desk(&[]);
    let mut written = Vec::new();
    for turn in 0..4 {
        desk.write("content/manuals/a.md", &format!("{GOOD}\n第 {turn} 次\n"));
        desk.commit("改");
        written.push(desk.push("main").code(0).stderr);
        assert!(desk.page("manuals/a.html").contains(&format!("第 {turn} 次")));
    }
    assert!(written[1].contains("0 removed"), "{}", written[1]);
    let count = |said: &str| -> usize {
        let before = said.split(" written").next().unwrap();
        before.rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert!(count(&written[3]) * 2 < count(&written[0]), "{written:?}");
    desk.casebook(&desk.desk, &["build", "--rev", "HEAD", "--out", "../fresh"])
        .code(0);
    same(
        &bytes(&desk.top().join("fresh")),
        &bytes(&desk.server.join("site")),
    );
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let desk = desk(&[]);
    desk.push("main").code(0);
    let before = bytes(&desk.server.join("site"));
    desk.write("templates/pages/record.html", "{{ nope }}");
    desk.commit("坏模板");
    let out = desk.push("main").code(0);
    assert!(out.stderr.contains("the site was not built"), "{}", out.stderr);
    same(&before, &bytes(&desk.server.join("site")));
    fs::remove_dir_all(desk.desk.join("templates")).unwrap();
    desk.commit("好模板");
    desk.push("main").code(0);
    assert_ne!(before, bytes(&desk.server.join("site")));
}

#[test]
fn a_branch_that_loses_its_knowledge_base_keeps_its_site() {
    let desk = desk(&[]);
    desk.push("main").code(0);
    desk.git(&["rm", "-rfq", "."]).code(0);
    desk.write("readme.txt", "空");
    desk.commit("空");
    let out = desk.push("main").code(0);
    assert!(out.stderr.contains("holds no knowledge base"), "{}", out.stderr);
    assert!(desk.published("manuals/a.html"));
}

fn run(desk: &Desk, program: &str, args: &[&str]) {
    let status = desk.command(program, &desk.server).args(args).status().unwrap();
    assert!(status.success(), "{program} {args:?}");
}

/// What git would run after a push of `main`.
fn post_receive(desk: &Desk) -> Child {
    let tip = desk.git(&["rev-parse", "main"]).code(0).stdout;
    let mut hook = desk.command("hooks/post-receive", &desk.server);
    let mut hook = hook
        .env("GIT_DIR", ".")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = format!("{} {} refs/heads/main\n", "0".repeat(40), tip.trim());
    hook.stdin.take().unwrap().write_all(told.as_bytes()).unwrap();
    hook
}

#[test]
fn a_killed_build_leaves_the_old_site_whole_and_the_next_one_recovers() {
    let desk = desk(&[]);
    for number in 0..400 {
        desk.write(
            &format!("content/manuals/m{number}.md"),
            &GOOD.replace("YW-1", &format!("YW-M{number}")),
        );
    }
    desk.commit("很多");
    desk.push("main").code(0);
    let before = bytes(&desk.server.join("site"));
    assert!(before.len() > 400);
    let configuration = fs::read_to_string(desk.desk.join("casebook.yaml")).unwrap();
    let (hook, aside) = (
        desk.server.join("hooks/post-receive"),
        desk.server.join("site.aside"),
    );
    let script = fs::read(&hook).unwrap();
    for turn in 0..3 {
        // Every page shows the title of the site, so every page is written.
        let title = format!("第{turn}次改名");
        let other = configuration.replacen("title: ", &format!("title: {title}"), 1);
        assert_ne!(configuration, other);
        desk.write("casebook.yaml", &other);
        desk.commit("改名");
        // Pushed without the hook, which is then run by hand, to be killed.
        fs::remove_file(&hook).unwrap();
        desk.push("main").code(0);
        fs::write(&hook, &script).unwrap();
        run(&desk, "chmod", &["755", "hooks/post-receive"]);
        // A pipe that nobody reads holds the build where one of its pages should be written.
        let held = format!("manuals/m{}.html.casebook-new", turn * 100);
        fs::create_dir_all(aside.join("manuals")).unwrap();
        run(&desk, "mkfifo", &[&format!("site.aside/{held}")]);
        let is_renamed = |number: u32| {
            let page = fs::read_to_string(aside.join(format!("manuals/m{number}.html")));
            page.is_ok_and(|page| page.contains(&title))
        };
        let mut killed = post_receive(&desk);
        let started = Instant::now();
        while !(0..400).any(is_renamed) {
            assert!(
                started.elapsed() < Duration::from_secs(100),
                "the build wrote nothing"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        killed.kill().unwrap();
        killed.wait().unwrap();
        fs::remove_file(aside.join(held)).unwrap();
        assert!(
            aside.join(".casebook-journal").exists(),
            "the build was not killed in the middle"
        );
        same(&before, &bytes(&desk.server.join("site")));
    }
    assert!(post_receive(&desk).wait().unwrap().success());
    let after = bytes(&desk.server.join("site"));
    desk.casebook(&desk.desk, &["build", "--rev", "main", "--out", "../fresh"])
        .code(0);
    same(&bytes(&desk.top().join("fresh")), &after);
}

#[test]
fn two_pushes_at_once_are_built_one_after_the_other() {
    let desk = desk(&[]);
    desk.push("main").code(0);
    let (mut one, mut two) = (post_receive(&desk), post_receive(&desk));
    assert!(one.wait().unwrap().success() && two.wait().unwrap().success());
    assert!(desk.published("manuals/a.html"));
    assert!(!desk.server.join("site/.casebook-journal").exists());
}
