//! Rebuilds the program when a template changes, for templates are compiled into it; and gives it the hash of its own sources, so that
//! what another state of the program remembered is not used.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() -> io::Result<()> {
    let mut files = BTreeMap::new();
    for part in ["src", "templates", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={part}");
        read(Path::new(part), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo::rustc-env=CASEBOOK_SOURCES={:016x}", hasher.finish());
    Ok(())
}

fn read(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    if !path.is_dir() {
        files.insert(path.to_path_buf(), fs::read(path)?);
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| read(&entry?.path(), files))
}
