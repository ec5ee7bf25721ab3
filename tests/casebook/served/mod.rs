//! Whatever is done to the files: what is served is what a fresh build makes.

mod deeds;
mod server;

use crate::kb::Kb;
use deeds::{Chance, Deeds};
use server::Server;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How many deeds are done in a usual run; `CASEBOOK_DEEDS` asks for more.
const USUAL: u32 = 40;
/// How long the server may take to see a change.
const PATIENCE: Duration = Duration::from_secs(30);
/// What a build has and a server answers otherwise: where it is searched, and what was written.
const OWN: [&str; 3] = ["assets/shards.js", "en/assets/shards.js", "manifest.json"];

fn asked() -> u32 {
    let asked = std::env::var("CASEBOOK_DEEDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(USUAL)
}

#[test]
fn what_is_served_is_what_a_fresh_build_makes() {
    let seed = std::env::var("CASEBOOK_SEED").ok();
    let mut deeds = Deeds::new(
        Kb::new(),
        Chance::new(seed.and_then(|text| text.parse().ok()).unwrap_or(7)),
    );
    let server = Server::start(&deeds.kb);
    let (mut before, mut last) = (BTreeSet::new(), Vec::new());
    for number in 0..asked() {
        let deed = if number == 0 {
            "nothing".to_owned()
        } else {
            deeds.one()
        };
        if deeds.is_broken() {
            wait(&format!("deed {number}, {deed}"), || {
                (!server.is_at_fault()).then(|| "no fault is told".to_owned())
            });
            let other = differing(&server, &last, &BTreeSet::new());
            assert_eq!(other, None, "deed {number}, {deed}: the last site stays");
            deeds.mend();
        }
        let built = build(&deeds.kb);
        wait(&format!("deed {number}, {deed}"), || {
            differing(&server, &built, &before)
        });
        before = built.iter().map(|(path, _)| path.clone()).collect();
        last = built;
    }
}

/// Waits until `other`, which tells what is not yet as it should be, tells nothing.
fn wait(deed: &str, other: impl Fn() -> Option<String>) {
    let begun = Instant::now();
    while let Some(other) = other() {
        assert!(begun.elapsed() < PATIENCE, "{deed}: {other}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_configuration_that_cannot_be_read_leaves_what_was_served() {
    for (name, text) in [
        ("casebook.yaml", "title: 库\nsystems: [\n"),
        ("casebook.yaml", "title：库\n"),
        ("contract.yaml", "clocks: [\n"),
    ] {
        let kb = Kb::new()
            .file("casebook.yaml", "title: 港口\n")
            .file("content/manuals/a.md", "# 甲\n");
        let server = Server::start(&kb);
        let page = || String::from_utf8(server.get("manuals/a.html").1).unwrap();
        assert!(page().contains("港口"), "{}", page());
        kb.write(name, text.as_bytes());
        wait(name, || (!server.is_at_fault()).then(String::new));
        assert!(page().contains("港口"), "{}", page());
        assert!(server.fault().contains(name), "{}", server.fault());
        kb.write(name, b"title: \xe6\xa3\xa7\n");
        wait(name, || server.is_at_fault().then(String::new));
    }
}

#[test]
fn what_is_not_of_the_knowledge_base_makes_nothing_again() {
    let kb = Kb::new()
        .file("casebook.yaml", "title: 库\n")
        .file("serve.log", "")
        .file("content/manuals/a.md", "# 甲\n");
    let server = Server::start(&kb);
    let before = server.version();
    for number in 0..5 {
        kb.write("serve.log", format!("{number}\n").as_bytes());
        kb.write("logs/serve.log", format!("{number}\n").as_bytes());
        std::thread::sleep(Duration::from_millis(60));
    }
    assert_eq!(server.version(), before);
    kb.write("content/manuals/a.md", "# 乙\n".as_bytes());
    wait("a record", || (server.version() == before).then(String::new));
}

/// What a build without memory makes: paths and bytes.
fn build(kb: &Kb) -> Vec<(String, Vec<u8>)> {
    let (out, cache) = (kb.path("../built"), kb.path("../cache"));
    for folder in [&out, &cache] {
        let _ = fs::remove_dir_all(folder);
    }
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let args = [
        "build",
        "--no-search",
        "--out",
        &text(&out),
        "--cache",
        &text(&cache),
    ];
    let done = kb.run(&args);
    assert!(done.code < 2, "{}", done.stderr);
    let paths = kb.files("../built").into_iter();
    paths
        .filter(|path| !OWN.contains(&path.as_str()))
        .map(|path| {
            let bytes = fs::read(out.join(&path)).unwrap();
            (path, bytes)
        })
        .collect()
}

/// The first file that is served otherwise than it was built, or though it is no more.
fn differing(server: &Server, built: &[(String, Vec<u8>)], before: &BTreeSet<String>) -> Option<String> {
    for (path, bytes) in built {
        match server.get(path) {
            (200, served) if served == *bytes => {}
            (200, served) => return Some(format!("{path}: {}", first_difference(&served, bytes))),
            (status, _) => return Some(format!("{path} answers {status}")),
        }
    }
    let here: BTreeSet<&String> = built.iter().map(|(path, _)| path).collect();
    let mut gone = before.iter().filter(|path| !here.contains(path));
    gone.find(|path| server.get(path).0 != 404)
        .map(|path| format!("{path} is still there"))
}

fn first_difference(served: &[u8], built: &[u8]) -> String {
    let (served, built) = (String::from_utf8_lossy(served), String::from_utf8_lossy(built));
    let mut lines = served.lines().zip(built.lines());
    let found = lines.find(|(a, b)| a != b);
    found.map_or_else(
        || format!("{} and {} bytes", served.len(), built.len()),
        |(a, b)| format!("served `{a}`, built `{b}`"),
    )
}
