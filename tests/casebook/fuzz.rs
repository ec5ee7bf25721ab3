//! What the fuzz targets ask of any input holds of the sample, as it is and damaged: so they are built whenever tests are.

use crate::chance::Chance;
use std::path::Path;
use std::{fs, str};

#[path = "../../fuzz/src/history.rs"]
mod history;
#[path = "../../fuzz/src/import.rs"]
mod import;
#[path = "../../fuzz/src/kind.rs"]
mod kind;
#[path = "../../fuzz/src/markdown.rs"]
mod markdown;
#[path = "../../fuzz/src/query.rs"]
mod query;
#[path = "../../fuzz/src/record.rs"]
mod record;
#[path = "../../fuzz/src/time.rs"]
mod time;

/// The bytes of every file below `folder` of the project whose name ends in `.<extension>`.
fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let all = walkdir::WalkDir::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).sort_by_file_name();
    let found: Vec<Vec<u8>> = all
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path().extension().is_some_and(|own| own == extension))
        .map(|entry| fs::read(entry.path()).unwrap())
        .collect();
    assert!(!found.is_empty());
    found
}

/// `bytes` cut off, with a byte that is another one, or with a part of them twice.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let (one, other) = (chance.below(bytes.len()), chance.below(bytes.len()));
    let mut damaged = bytes.to_vec();
    match chance.below(3) {
        0 => damaged.truncate(one),
        1 => damaged[one] = *chance.of(b"\n\r\0:|#[]()`<>&\"'- \xff\xe4"),
        _ => damaged
            .splice(one..one, bytes[other.min(one)..one].to_vec())
            .for_each(drop),
    }
    damaged
}

#[test]
fn a_record_is_read_and_shown_or_refused() {
    let mut chance = Chance(1);
    let mut before = Vec::new();
    for (number, bytes) in files("content", "md").into_iter().enumerate() {
        for bytes in [damaged(&bytes, &mut chance), bytes] {
            let tagged: Vec<u8> = [number as u8].into_iter().chain(bytes.iter().copied()).collect();
            record::holds(&tagged);
            history::holds((&before, &bytes));
            if let Ok(text) = str::from_utf8(&bytes) {
                markdown::holds(text);
                query::holds((text.lines().nth(1).unwrap_or_default(), text));
            }
            before = bytes;
        }
    }
}

#[test]
fn a_kind_is_read_or_refused() {
    let mut chance = Chance(2);
    for bytes in files("templates/kinds", "yaml") {
        for bytes in (0..20)
            .map(|_| damaged(&bytes, &mut chance))
            .chain([bytes.clone()])
        {
            kind::holds(&String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn a_table_is_imported_or_refused() {
    let mut chance = Chance(3);
    for bytes in files("content", "md") {
        for format in 0..3 {
            let tagged = [format].into_iter().chain(damaged(&bytes, &mut chance));
            import::holds(&tagged.collect::<Vec<u8>>());
        }
    }
}

#[test]
fn a_time_is_read_or_refused() {
    for start in [
        "2023-09-14 09:30",
        "2023-09-14T17:59:59+08:00",
        "2023-02-30",
        "24:00",
        "",
    ] {
        for limit in [
            "30 minutes",
            "1 workday",
            "2.5 workdays",
            "-1 day",
            "99999999999 hours",
            "",
        ] {
            for seconds in [0, 1, 86_400, u32::MAX] {
                time::holds((start, limit, seconds));
            }
        }
    }
}
