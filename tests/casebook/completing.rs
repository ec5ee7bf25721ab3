//! A shell asks what may follow.

use crate::kb::{Kb, PROGRAM};
use std::process::Command;

const FAULT: &str = "---
title: 公文打不开
system: gwgl
severity: minor
reported_at: 2023-09-14 09:35
---
";

const PATH: &str = "content/faults/2023/09/F-20230914-01.md";

fn kb() -> Kb {
    Kb::new().sample_config().file(PATH, FAULT)
}

/// What the program says for `words`: what kind of answer, and the values without their meanings.
fn asked(kb: &Kb, words: &[&str]) -> (String, Vec<String>) {
    let all = [&["complete", "--"], words].concat();
    let answer = kb.run(&all).code(0).stdout;
    let mut lines = answer.lines();
    let sort = lines.next().unwrap_or_default().to_owned();
    let value = |line: &str| line.split('\t').next().unwrap_or_default().to_owned();
    (sort, lines.map(value).collect())
}

fn offered(kb: &Kb, words: &[&str]) -> Vec<String> {
    let (sort, values) = asked(kb, words);
    assert_eq!(sort, "values", "{words:?}");
    values
}

/// What bash offers at the end of a line of these words.
#[cfg(unix)]
fn offered_by_bash(kb: &Kb, words: &[&str]) -> Vec<String> {
    let script = r#"
        source <("$1" completions bash)
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _casebook "$1" "${@: -1}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let out = Command::new("bash")
        .args(["-c", script, "bash", PROGRAM])
        .args(words)
        .current_dir(kb.root())
        .env_clear()
        .envs(kb.environment())
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn commands_options_and_their_values_are_offered() {
    let kb = Kb::new();
    assert_eq!(offered(&kb, &["ch"]), ["check", "changes"]);
    assert_eq!(offered(&kb, &["check", "--fo"]), ["--format"]);
    assert_eq!(
        offered(&kb, &["check", "--format", ""]),
        ["human", "json", "sarif"]
    );
    assert_eq!(offered(&kb, &["check", "--format=s"]), ["--format=sarif"]);
    assert_eq!(offered(&kb, &["--lang", ""]), ["zh-CN", "en"]);
    assert_eq!(offered(&kb, &["explain", "link-b"]), ["link-broken"]);
    assert_eq!(offered(&kb, &["man", "hook", ""]), ["install", "remove"]);
    assert_eq!(asked(&kb, &["check", ""]).0, "files");
    assert_eq!(asked(&kb, &["build", "--out", ""]).0, "folders");
    assert_eq!(
        offered(&kb, &["new", ""]),
        Vec::<String>::new(),
        "no knowledge base"
    );
}

#[test]
fn what_the_knowledge_base_has_is_offered() {
    let kb = kb();
    assert_eq!(offered(&kb, &["new", "fa"]), ["fault"]);
    assert_eq!(offered(&kb, &["new", "故"]), ["故障处理报告"]);
    assert!(offered(&kb, &["search", "--system", "公文"]).contains(&"公文管理系统".to_owned()));
    assert_eq!(
        offered(&kb, &["new", "fault", "甲", "--field", "sev"]),
        ["severity="]
    );
    assert_eq!(
        offered(&kb, &["new", "fault", "甲", "--field", "severity=m"]),
        ["severity=major", "severity=minor"]
    );
    assert_eq!(offered(&kb, &["report", ""]), ["2023-09", "F-20230914-01"]);
    assert_eq!(offered(&kb, &["history", "F-2"]), ["F-20230914-01"]);
    let root = kb.root().to_str().unwrap().to_owned();
    let elsewhere = Kb::new();
    assert_eq!(
        offered(&elsewhere, &["-C", &root, "history", "F"]),
        ["F-20230914-01"]
    );
}

#[test]
fn branches_and_sealed_months_are_revisions() {
    let kb = kb().git();
    kb.commit("2023-09-15T09:00:00+08:00");
    let all = offered(&kb, &["changes", "--since", ""]);
    assert!(all.contains(&"2023-09".to_owned()) && all.len() == 2, "{all:?}");
}

#[test]
#[cfg(unix)]
fn bash_completes_what_it_takes_apart() {
    let kb = kb();
    assert_eq!(offered_by_bash(&kb, &["ch"]), ["check", "changes"]);
    assert_eq!(offered_by_bash(&kb, &["--lang", "=", "z"]), ["zh-CN"]);
    let field = ["new", "fault", "\"甲 乙\"", "--field", "severity", "="];
    assert_eq!(offered_by_bash(&kb, &field), ["critical", "major", "minor"]);
    assert_eq!(offered_by_bash(&kb, &["history", "F-2"]), ["F-20230914-01"]);
    kb.write("content/manuals/甲 (乙).md", b"# x\n");
    assert_eq!(offered_by_bash(&kb, &["history", "甲"]), ["甲\\ \\(乙\\)"]);
    // What a name holds is never a command, nor several words.
    kb.write("content/manuals/x$(touch pwned)=.md", b"# x\n");
    kb.write("content/manuals/y{a,b}~.md", b"# y\n");
    assert_eq!(
        offered_by_bash(&kb, &["history", "x"]),
        ["x\\$\\(touch\\ pwned\\)="]
    );
    assert_eq!(offered_by_bash(&kb, &["history", "y"]), ["y\\{a\\,b\\}~"]);
    let mut files = offered_by_bash(&kb, &["check", "con"]);
    files.sort();
    assert_eq!(files, ["content", "contract.yaml"]);
    assert_eq!(offered_by_bash(&kb, &["build", "--out", "con"]), ["content"]);
    for shell in ["bash", "zsh", "fish"] {
        let script = kb.run(&["completions", shell]).code(0).stdout;
        assert!(script.contains(" complete "), "{shell}");
    }
    let script = kb.run(&["completions", "powershell"]).code(0).stdout;
    assert!(
        script.contains("no-search") && !script.contains("'complete'"),
        "{script}"
    );
}
