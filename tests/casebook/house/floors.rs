//! Does every module import only from floors strictly below its own?

use super::imports::imports;
use super::source::{SourceFile, source_files};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The floors of docs/ARCHITECTURE.md, from the ground up.
const FLOORS: [&[&str]; 12] = [
    &["base"],
    &["clock", "kind"],
    &["config"],
    &["source", "record", "output"],
    &["history", "library"],
    &["ledger", "render"],
    &["assess", "search"],
    &["check", "report"],
    &["site"],
    &["pipeline"],
    &["serve", "author", "lsp"],
    &["cli"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|modules| modules.contains(&module))
}

/// What a file does against the rule, a sentence each.
fn breaches(file: &SourceFile) -> Vec<String> {
    let Some(own) = floor(&file.module) else {
        return vec![format!(
            "src/{}: module `{}` has no floor",
            file.path, file.module
        )];
    };
    let found = imports(&file.tokens, file.depth);
    let mut out: Vec<String> = found
        .tricks
        .iter()
        .map(|trick| format!("src/{}: {trick}", file.path))
        .collect();
    for module in &found.modules {
        if *module == file.module {
            continue;
        }
        match floor(module) {
            None => out.push(format!("src/{}: `crate::{module}` has no floor", file.path)),
            Some(other) if other >= own => out.push(format!(
                "src/{}: `{}` (floor {own}) imports `{module}` (floor {other})",
                file.path, file.module
            )),
            Some(_) => {}
        }
    }
    out
}

#[test]
fn imports_go_strictly_downwards() {
    let files = source_files();
    assert!(files.len() > 20, "the files of `src` were not found");
    let found: BTreeSet<String> = files
        .iter()
        .filter(|file| !file.is_root())
        .flat_map(breaches)
        .collect();
    assert!(found.is_empty(), "{}", Vec::from_iter(found).join("\n"));
}

#[test]
fn the_binary_is_thin() {
    let files = source_files();
    let main = files.iter().find(|file| file.path == "main.rs").unwrap();
    let named: BTreeSet<&str> = main
        .tokens
        .windows(3)
        .filter(|three| three[0] == "casebook" && three[1] == "::")
        .map(|three| three[2].as_str())
        .collect();
    assert!(
        named.is_subset(&BTreeSet::from(["cli"])),
        "main.rs uses {named:?}, not only `cli`"
    );
}

#[test]
fn architecture_shows_these_floors() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ARCHITECTURE.md");
    let text = fs::read_to_string(path).unwrap();
    let mut shown = vec![BTreeSet::new(); FLOORS.len()];
    for row in text.lines().filter_map(|line| line.strip_prefix("| ")) {
        let mut cells = row.split(" | ");
        if let Some(floor) = cells.next().and_then(|cell| cell.parse::<usize>().ok()) {
            let modules = cells.next().unwrap().split('`').skip(1).step_by(2);
            shown[floor].extend(modules.map(str::to_owned));
        }
    }
    for (at, modules) in FLOORS.iter().enumerate() {
        let kept: BTreeSet<String> = modules.iter().map(|&module| module.to_owned()).collect();
        assert_eq!(shown[at], kept, "floor {at} of docs/ARCHITECTURE.md");
    }
}

#[test]
fn a_breach_names_file_modules_and_floors() {
    let upwards = SourceFile::new("kind/read.rs", "use crate::{base::Id, config::Config};");
    assert_eq!(
        breaches(&upwards),
        ["src/kind/read.rs: `kind` (floor 1) imports `config` (floor 2)"]
    );
    let sideways = SourceFile::new("record/mod.rs", "fn f() { crate::source::read() }");
    assert_eq!(
        breaches(&sideways),
        ["src/record/mod.rs: `record` (floor 3) imports `source` (floor 3)"]
    );
}

#[test]
fn what_goes_down_or_stays_is_no_breach() {
    let file = SourceFile::new(
        "site/page.rs",
        "use crate::{base::Id, render, site::route::Route}; use super::x;",
    );
    assert_eq!(breaches(&file), Vec::<String>::new());
}

#[test]
fn a_module_without_a_floor_is_a_breach() {
    let stranger = SourceFile::new("util/mod.rs", "");
    assert_eq!(
        breaches(&stranger),
        ["src/util/mod.rs: module `util` has no floor"]
    );
    let user = SourceFile::new("cli/mod.rs", "use crate::util::x;");
    assert_eq!(breaches(&user), ["src/cli/mod.rs: `crate::util` has no floor"]);
    let leaver = SourceFile::new("kind/read.rs", "use super::super::cli;");
    assert_eq!(
        breaches(&leaver),
        ["src/kind/read.rs: `super::super` leaves the module"]
    );
}
