//! The index follows the records, is made again where it is of no use, and is looked at by each build.

use super::corpus::put;
use super::{finds, kb};
use crate::kb::Kb;
use casebook::pipeline::{self, Load, Past};
use casebook::search::{Document, Index};
use std::path::PathBuf;

fn folder(kb: &Kb) -> PathBuf {
    kb.path(".casebook/index")
}

/// The files of the index whose names end like this, at least one.
#[track_caller]
fn files(kb: &Kb, end: &str) -> Vec<PathBuf> {
    let all = std::fs::read_dir(folder(kb)).unwrap();
    let found: Vec<PathBuf> = all
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(end))
        .collect();
    assert!(!found.is_empty(), "no file ends in {end}");
    found
}

#[test]
fn a_damaged_index_is_made_again_with_a_word() {
    let kb = kb();
    finds(&kb, &["连接池"], &["F-20230911-01"]);
    for (end, harm) in [
        (".idx", "cut"),
        (".store", "cut"),
        ("meta.json", "cut"),
        ("meta.json", "gone"),
        (".term", "gone"),
    ] {
        for path in files(&kb, end) {
            if harm == "cut" {
                let bytes = std::fs::read(&path).unwrap();
                std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
            } else {
                std::fs::remove_file(&path).unwrap();
            }
        }
        let out = kb.run(&["search", "连接池"]).code(0);
        assert!(
            out.stdout.contains("F-20230911-01"),
            "{end} {harm}: {}",
            out.stdout
        );
        assert!(out.stderr.contains("已重建"), "{end} {harm}: {}", out.stderr);
        let again = kb.run(&["search", "连接池"]).code(0);
        assert!(!again.stderr.contains("已重建"), "{end} {harm}: {}", again.stderr);
    }
}

#[test]
fn an_outdated_index_is_made_again() {
    let kb = kb();
    finds(&kb, &["连接池"], &["F-20230911-01"]);
    for path in files(&kb, "meta.json") {
        let text = std::fs::read_to_string(&path).unwrap();
        let old = text.replace("\"casebook ", "\"casebook 0.");
        assert!(old != text);
        std::fs::write(&path, old).unwrap();
    }
    let out = kb.run(&["search", "连接池"]).code(0);
    assert!(out.stdout.contains("F-20230911-01"), "{}", out.stdout);
    assert!(out.stderr.contains("旧版本"), "{}", out.stderr);
}

#[test]
fn only_what_changed_is_indexed_again() {
    let kb = kb();
    finds(&kb, &["连接池"], &["F-20230911-01"]);
    let load = || {
        let how = Load {
            past: Past::Nothing,
            ..Load::default()
        };
        pipeline::load(kb.root(), &how).unwrap()
    };
    let cache = kb.path(".casebook");
    pipeline::index(&load(), &cache, None).unwrap();
    kb.write(
        "content/cases/2023/09/C-20230913-01.md",
        "# 堡垒机登录\n".as_bytes(),
    );
    let (_, updated) = pipeline::index(&load(), &cache, None).unwrap();
    assert_eq!((updated.written, updated.removed, updated.kept), (1, 0, 3));
    let (_, updated) = pipeline::index(&load(), &cache, None).unwrap();
    assert_eq!((updated.written, updated.removed, updated.kept), (0, 0, 4));
}

#[test]
fn a_build_fails_where_its_index_does_not_find_what_the_records_say() {
    let kb = kb();
    kb.run(&["build"]).code(0);
    let index = Index::open_or_create(&folder(&kb)).unwrap();
    // An index that takes itself for up to date and holds nothing.
    let known = index.fingerprints().unwrap();
    let all = known.values().map(String::as_str);
    index.begin().unwrap().finish("", all, Vec::new()).unwrap();
    let hollow: Vec<Document> = known
        .into_iter()
        .map(|(key, fingerprint)| Document {
            key,
            fingerprint,
            ..Document::default()
        })
        .collect();
    put(&index, &hollow);
    drop(index);
    let out = kb.run(&["build"]).code(2);
    assert!(out.stderr.contains("--no-cache"), "{}", out.stderr);
    kb.run(&["build", "--no-cache"]).code(0);
}

/// Several programs at once, on no index and on one that is outdated: each waits for the one before and sees what it wrote.
#[test]
fn programs_that_run_at_once_index_each_record_once() {
    let kb = kb();
    let at_once = || {
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| kb.run(&["search", "连接池", "--format", "json"]).code(0).json()))
                .collect();
            all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
        })
    };
    for round in 1..4 {
        let total = kb.run(&[
            "query",
            "SELECT id FROM records WHERE title LIKE '%连接池%'",
            "--format",
            "json",
        ]);
        let total = total.json().as_array().unwrap().len();
        for found in at_once() {
            assert_eq!(found["total"], total, "{round}: {found}");
        }
        kb.write(
            &format!("content/cases/2023/09/C-20230914-0{round}.md"),
            "# 连接池又满\n".as_bytes(),
        );
    }
}
