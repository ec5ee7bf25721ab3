//! Is a folder as a list of hashes says?

use super::Manifest;
use crate::base::{OrUnable, hash, unable};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Differs {
    /// The path in the folder.
    pub path: String,
    /// What is wrong with it.
    pub how: How,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is not there.
    Missing,
    /// It holds something else.
    Changed,
    /// It should not be there.
    Extra,
}

/// How the folder `dir` differs from `files`, which gives the SHA-256 of each file by its path; the file `list`, which holds that list, is left
/// aside. By path.
///
/// # Errors
/// A folder or a file cannot be read.
pub fn differing(dir: &Path, files: &BTreeMap<String, String>, list: &str) -> Result<Vec<Differs>> {
    let mut found = Vec::new();
    let mut met = BTreeSet::new();
    for entry in WalkDir::new(dir) {
        let entry = entry.or_unable(|| unable::of("unable-list", dir))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = below(dir, entry.path());
        if path == list {
            continue;
        }
        let how = match files.get(&path) {
            None => Some(How::Extra),
            // What a link leads to may be another file tomorrow.
            Some(_) if entry.file_type().is_symlink() => Some(How::Changed),
            Some(sha256) => (hash_of(entry.path())? != *sha256).then_some(How::Changed),
        };
        found.extend(how.map(|how| Differs {
            path: path.clone(),
            how,
        }));
        met.insert(path);
    }
    let missing = files.keys().filter(|path| !met.contains(*path));
    found.extend(missing.map(|path| Differs {
        path: path.clone(),
        how: How::Missing,
    }));
    found.sort();
    Ok(found)
}

/// How the site in `dir` differs from what the build that made it wrote down.
///
/// # Errors
/// There is no such list, or a file cannot be read.
pub fn differing_site(dir: &Path) -> Result<(usize, Vec<Differs>)> {
    let place = dir.join(Manifest::NAME);
    let bytes = fs::read(&place).or_unable(|| unable::of("unable-read", &place))?;
    let list = Differs {
        path: Manifest::NAME.to_owned(),
        how: How::Changed,
    };
    // A list that cannot be read is not the one that was written down; of the other files it says nothing.
    let Ok(written) = Manifest::read(&bytes) else {
        return Ok((0, vec![list]));
    };
    let mut found = differing(dir, &written.files, Manifest::NAME)?;
    if written.bytes()? != bytes {
        found.push(list);
        found.sort();
    }
    Ok((written.files.len(), found))
}

fn hash_of(file: &Path) -> Result<String> {
    let bytes = fs::read(file).or_unable(|| unable::of("unable-read", file))?;
    Ok(hash::sha256(&bytes))
}

/// The path of `file` below `dir`, with `/` between names. What is no text is shown as well as it can be: nothing that should be there has such a name.
fn below(dir: &Path, file: &Path) -> String {
    let rest = file.strip_prefix(dir).unwrap_or(file);
    let names: Vec<_> = rest
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::RelPath;
    use crate::output::Folder;
    use std::sync::Arc;

    #[test]
    fn what_is_missing_changed_or_extra_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), Arc::new(())).unwrap();
        for path in ["a/甲.html", "b.html", "c.html"] {
            folder.put(&RelPath::new(path).unwrap(), b"1").unwrap();
        }
        folder.finish(None).unwrap();
        assert_eq!(differing_site(dir.path()).unwrap(), (3, vec![]));
        fs::write(dir.path().join("a/甲.html"), "2").unwrap();
        fs::write(dir.path().join("a/.x"), "2").unwrap();
        fs::remove_file(dir.path().join("b.html")).unwrap();
        let (_, found) = differing_site(dir.path()).unwrap();
        let found: Vec<(&str, How)> = found.iter().map(|one| (one.path.as_str(), one.how)).collect();
        assert_eq!(
            found,
            [
                ("a/.x", How::Extra),
                ("a/甲.html", How::Changed),
                ("b.html", How::Missing)
            ]
        );
    }

    #[test]
    fn a_byte_of_the_list_itself_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path(), Arc::new(())).unwrap();
        folder.put(&RelPath::new("a.html").unwrap(), b"1").unwrap();
        folder.finish(None).unwrap();
        let list = dir.path().join("manifest.json");
        let text = fs::read_to_string(&list).unwrap();
        fs::write(&list, format!("{text} ")).unwrap();
        assert_eq!(differing_site(dir.path()).unwrap().1.len(), 1);
        fs::write(&list, "{").unwrap();
        let found = differing_site(dir.path()).unwrap().1;
        assert_eq!((found.len(), found[0].path.as_str()), (1, "manifest.json"));
    }
}
