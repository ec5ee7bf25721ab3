//! A build that takes what it can from the one before makes what a build without memory makes.

use crate::chance::Chance;
use crate::kb::Kb;
use casebook::output::Store;
use casebook::pipeline::{self, Later, Load, Making, Past, Place, Searched};
use std::path::Path;
use std::sync::Arc;

/// So many changes are made, unless the variable `CASEBOOK_EDITS` says otherwise.
const EDITS: usize = 25;

/// The records that there are at first, which refer to one another in many ways.
const FOLDERS: [&str; 8] = [
    "content/assessments",
    "content/changes/2023",
    "content/faults/2023/08",
    "content/faults/2023/09",
    "content/requests/2023",
    "content/tests/2023",
    "content/lists",
    "content/vulnerabilities/2023",
];

fn few() -> Kb {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kb = Kb::new().sample_config_in("languages: [zh-CN, en]");
    for folder in FOLDERS {
        for entry in std::fs::read_dir(sample.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                kb.write(&format!("{folder}/{name}"), &std::fs::read(&path).unwrap());
            }
        }
    }
    kb
}

/// Builds into the folder `out` with the memory in `cache`.
fn build(kb: &Kb, cache: &str, out: &str) {
    let (cache, out) = (kb.path(cache), kb.path(out));
    let how = Load {
        past: Past::Fields,
        memory: Some(Store::new(&cache)),
        ..Load::default()
    };
    let world = pipeline::load(kb.root(), &how).unwrap();
    let figures = Arc::new(Later::new(&world, None));
    let making = Making {
        world: &world,
        figures: &figures,
        cache: &cache,
        place: Place::open(&cache, &out, Arc::default()).unwrap(),
        searched: Searched::OnPages,
    };
    pipeline::make(making, &()).unwrap();
}

/// Does to a record, or to the configuration, what people do.
fn edit(kb: &Kb, chance: &mut Chance, number: usize) -> String {
    let mut files = kb.files("content");
    files.retain(|file| file.ends_with(".md"));
    let path = format!("content/{}", chance.of(&files));
    let text = kb.read(&path);
    let write = |text: &str| kb.write(&path, text.as_bytes());
    let what = match chance.below(10) {
        0 => {
            write(&format!("{text}\n又记一笔：第 {number} 次。\n"));
            "a line"
        }
        1 => {
            let files: Vec<&String> = files.iter().filter(|file| file.starts_with("faults/")).collect();
            let id = chance
                .of(&files)
                .rsplit('/')
                .next()
                .unwrap()
                .trim_end_matches(".md")
                .to_owned();
            write(&format!("{text}\n参见 [[{id}]]。\n"));
            "a link"
        }
        2 => {
            write(&text.replacen("title: ", &format!("title: 第{number}次 "), 1));
            "a title"
        }
        3 | 4 => {
            let times: Vec<usize> = text
                .match_indices("_at: 2023-")
                .map(|(at, found)| at + found.len() + "09-11 ".len())
                .collect();
            if let Some(at) = (!times.is_empty()).then(|| *chance.of(&times)) {
                let hour = format!("{:02}", 8 + chance.below(10));
                write(&format!("{}{hour}{}", &text[..at], &text[at + 2..]));
            }
            "a time"
        }
        5 => {
            let name = path.replace("-0", &format!("-{}", 1 + chance.below(9)));
            kb.write(&name, text.as_bytes());
            "a new record"
        }
        6 => {
            std::fs::remove_file(kb.path(&path)).unwrap();
            "a deletion"
        }
        7 => {
            let name = path.replace(".md", &format!("-{number}.md"));
            std::fs::rename(kb.path(&path), kb.path(&name)).unwrap();
            "a rename"
        }
        8 => {
            let picture = path.rsplit_once('/').unwrap().0.to_owned() + "/screen.png";
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
            bytes.extend((1 + number as u32).to_be_bytes());
            bytes.extend(100_u32.to_be_bytes());
            kb.write(&picture, &bytes);
            if !text.contains("screen.png") {
                write(&format!("{text}\n![截图](screen.png)\n"));
            }
            "a picture"
        }
        _ => {
            let config = kb.read("casebook.yaml");
            let config = match chance.percent(50) {
                true => config.replacen("name: ", &format!("name: {number}"), 1),
                false => format!("{config}# {number}\n"),
            };
            kb.write("casebook.yaml", config.as_bytes());
            "the configuration"
        }
    };
    if chance.percent(40) {
        kb.commit(&format!(
            "2023-11-{:02}T{:02}:00:00Z",
            1 + number % 28,
            number / 28 % 24
        ));
        return format!("{what} in {path}, committed");
    }
    format!("{what} in {path}")
}

#[test]
fn after_any_change() {
    let edits = std::env::var("CASEBOOK_EDITS").map_or(EDITS, |edits| edits.parse().unwrap());
    let kb = few();
    kb.commit("2023-10-31T09:00:00Z");
    build(&kb, "cache", "site");
    let mut chance = Chance(7);
    for number in 0..edits {
        let done = edit(&kb, &mut chance, number);
        build(&kb, "cache", "site");
        build(&kb, &format!("clean/{number}"), "whole");
        let files = kb.files("site");
        assert_eq!(files, kb.files("whole"), "{number}: {done}");
        for path in files {
            let read = |folder: &str| std::fs::read(kb.path(folder).join(&path)).unwrap();
            assert!(read("site") == read("whole"), "{number}: {done}: {path}");
        }
        std::fs::remove_dir_all(kb.path("clean")).unwrap();
    }
}

#[test]
fn a_page_is_made_again_for_what_another_record_says_of_it() {
    let kb = Kb::new()
        .file(
            "contract.yaml",
            "clocks: [{id: resolution, name: 解决时限, of: fault, from: reported_at, to: resolved_at, limit: 1 hour}]\n",
        )
        .file(
            "content/faults/F-1.md",
            "---\ntitle: 旧名\nreported_at: 2023-09-12 10:00\nresolved_at: 2023-09-12 16:00\n---\n",
        )
        .file("content/cases/C-1.md", "---\ntitle: 案例\n---\n\n见 [[F-1]]。\n")
        .file(
            "content/assessments/2023-09.md",
            "---\nassessed_month: 2023-09\n---\n",
        );
    let built = |path: &str| {
        kb.run(&["build", "-q"]);
        kb.run(&["build", "-q", "--no-cache", "--out", "whole"]);
        let page = |folder: &str| kb.read(&format!("{folder}/{path}"));
        assert_eq!(page("site"), page("whole"));
        page("site")
    };
    assert!(built("faults/F-1.html").contains("clock-breached"));
    kb.write(
        "content/assessments/2023-09.md",
        "---\nassessed_month: 2023-09\nexclusions: [{record: F-1, clock: resolution, reason: 台风}]\n---\n"
            .as_bytes(),
    );
    let page = built("faults/F-1.html");
    assert!(
        page.contains("台风") && !page.contains("clock-breached"),
        "{page}"
    );
    assert!(built("cases/C-1.html").contains("旧名"));
    let fault = kb.read("content/faults/F-1.md");
    kb.write("content/faults/F-1.md", fault.replace("旧名", "新名").as_bytes());
    assert!(built("cases/C-1.html").contains("新名"));
}

#[test]
fn a_month_is_made_again_for_evidence_that_is_later_than_its_end() {
    let record = |id: &str, on: &str, title: &str| {
        format!("---\nid: {id}\ntitle: {title}\nsystem: gwgl\nreported_at: {on} 10:00\n---\n")
    };
    let mut kb = Kb::new().sample_config();
    let mut evidence = vec!["C-20231010-01".to_owned()];
    for day in 1..=25 {
        let id = format!("C-202309{day:02}-01");
        kb = kb.file(
            &format!("content/cases/{id}.md"),
            &record(&id, &format!("2023-09-{day:02}"), "打不开"),
        );
        evidence.push(id);
    }
    let later = "content/cases/C-20231010-01.md";
    let kb = kb
        .file(later, &record("C-20231010-01", "2023-10-10", "旧名"))
        .file(
            "content/assessments/2023-09.md",
            &format!(
                "---\nassessed_month: 2023-09\nscores:\n  - {{item: E2, score: \"1\", reason: 手册没有修订, evidence: [{}]}}\n---\n",
                evidence.join(", ")
            ),
        );
    let behind = || {
        kb.run(&["build", "-q", "--no-search"]);
        let paths = kb.files("site").into_iter();
        let pages = paths.filter(|path| path.starts_with("months/2023-09/sheet-records-"));
        pages
            .map(|path| kb.read(&format!("site/{path}")))
            .collect::<String>()
    };
    assert!(behind().contains("旧名"));
    kb.write(later, record("C-20231010-01", "2023-10-10", "新名").as_bytes());
    assert!(behind().contains("新名"));
}
