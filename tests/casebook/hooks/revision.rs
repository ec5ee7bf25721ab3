//! Building from a revision.

use super::desk::{Desk, GOOD, bytes, same};
use crate::kb::Kb;
use std::fs;
use std::path::PathBuf;

#[test]
fn a_revision_gives_the_bytes_of_its_work_tree() {
    let kb = Kb::new().sample().file("templates/pages/404.html", "自己的");
    kb.commit("2023-10-31T09:00:00Z");
    kb.run(&["build"]).code(0);
    kb.run(&["build", "--rev", "HEAD", "--out", "../rev"]).code(0);
    let site = bytes(&kb.path("site"));
    same(&site, &bytes(&kb.path("../rev")));
    // What lies in the work tree, committed or not, is not looked at.
    for path in ["casebook.yaml", "contract.yaml", "templates/pages/404.html"] {
        kb.write(path, b"{");
    }
    fs::remove_dir_all(kb.path("content")).unwrap();
    kb.commit("2023-11-01T09:00:00Z");
    kb.run(&["build", "--rev", "HEAD~1", "--out", "../rev", "--no-cache"])
        .code(0);
    same(&site, &bytes(&kb.path("../rev")));
    let repo = kb.path("..").canonicalize().unwrap().join("kb.git");
    git2::build::RepoBuilder::new()
        .bare(true)
        .clone(kb.root().to_str().unwrap(), &repo)
        .unwrap();
    let top = kb.path("..");
    let build = [
        "-C",
        top.to_str().unwrap(),
        "build",
        "--repo",
        "kb.git",
        "--rev",
        "HEAD~1",
    ];
    kb.run(&build).code(0);
    same(&site, &bytes(&kb.path("../site")));
    for kept in ["casebook/index", "casebook/history/commits"] {
        assert!(repo.join(kept).exists(), "{kept}");
    }
}

#[test]
fn a_folder_of_a_revision_is_a_knowledge_base() {
    let desk = Desk::new();
    let configuration = fs::read_to_string(desk.desk.join("casebook.yaml")).unwrap();
    fs::remove_file(desk.desk.join("casebook.yaml")).unwrap();
    desk.write("知识库/casebook.yaml", &configuration);
    desk.write("知识库/content/manuals/a.md", GOOD);
    desk.commit("一");
    desk.push("main").code(0);
    desk.casebook(&desk.desk, &["-C", "知识库", "build"]).code(0);
    let site = bytes(&desk.desk.join("知识库/site"));
    assert!(site.contains_key(&PathBuf::from("manuals/a.html")));
    desk.casebook(
        &desk.desk,
        &["-C", "知识库", "build", "--rev", "main", "--out", "../../one"],
    )
    .code(0);
    same(&site, &bytes(&desk.top().join("one")));
    desk.casebook(
        &desk.top(),
        &[
            "build",
            "--repo",
            "kb.git",
            "--rev",
            "main:知识库",
            "--out",
            "two",
        ],
    )
    .code(0);
    same(&site, &bytes(&desk.top().join("two")));
    let out = desk
        .casebook(&desk.top(), &["--lang", "en", "build", "--repo", "kb.git"])
        .code(2);
    assert!(out.stderr.contains("`HEAD:kb`"), "{}", out.stderr);
}

#[test]
fn what_cannot_be_built_is_said_in_both_languages() {
    let desk = Desk::new();
    desk.write("content/manuals/a.md", GOOD);
    desk.commit("一");
    let all = [
        (
            &["build", "--rev", "nosuch"][..],
            "no commit `nosuch`",
            "没有提交 `nosuch`",
        ),
        (
            &["build", "--repo", "nowhere"],
            "cannot open the repository",
            "打不开仓库",
        ),
        (
            &["build", "--repo", "../kb.git"],
            "has no commits yet",
            "还没有提交",
        ),
        (
            &["build", "--rev", "HEAD:../x"],
            "names no folder",
            "不是某个版本里的文件夹",
        ),
        (
            &["build", "--rev", "HEAD:nosuch"],
            "no knowledge base",
            "没有知识库",
        ),
    ];
    for (args, english, chinese) in all {
        for (lang, words) in [("en", english), ("zh-CN", chinese)] {
            let out = desk
                .casebook(&desk.desk, &[&["--lang", lang], args].concat())
                .code(2);
            assert!(out.stderr.contains(words), "{args:?}: {}", out.stderr);
        }
    }
    assert!(!desk.desk.join("site").exists());
}
