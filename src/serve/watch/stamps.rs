//! What were the files at one moment?

use super::grounds::Grounds;
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;
use walkdir::WalkDir;

/// What tells a file from what it was: when it was written, its length, and which file it is.
type Stamp = (Option<SystemTime>, u64, u64);

/// All files at one moment, without what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamps(BTreeMap<PathBuf, Stamp>);

impl Stamps {
    /// Looks at all files of `grounds` now. What cannot be read is not there.
    pub fn take(grounds: &Grounds) -> Stamps {
        let mut stamps = BTreeMap::new();
        for (folder, deep) in grounds.folders() {
            let depth = if deep { usize::MAX } else { 1 };
            let walk = WalkDir::new(&folder).max_depth(depth).into_iter();
            let walk = walk.filter_entry(|entry| entry.depth() == 0 || grounds.has(entry.path()));
            for entry in walk.flatten().filter(|entry| !entry.file_type().is_dir()) {
                if let Ok(data) = entry.metadata() {
                    stamps.insert(entry.into_path(), stamp(&data));
                }
            }
        }
        Stamps(stamps)
    }

    /// The files that are not as they were in `before`: new, gone, or other.
    pub fn since(&self, before: &Stamps) -> Vec<PathBuf> {
        let other = self
            .0
            .iter()
            .filter(|(path, stamp)| before.0.get(*path) != Some(stamp));
        let gone = before.0.keys().filter(|path| !self.0.contains_key(*path));
        other.map(|(path, _)| path).chain(gone).cloned().collect()
    }
}

#[cfg(unix)]
fn stamp(data: &Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    (data.modified().ok(), data.len(), data.ino())
}

#[cfg(not(unix))]
fn stamp(data: &Metadata) -> Stamp {
    (data.modified().ok(), data.len(), 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    #[test]
    fn what_is_new_gone_or_other_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let grounds = Grounds::new(dir.path(), &[]).unwrap();
        let root = grounds.root().to_path_buf();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).unwrap();
        fs::create_dir_all(root.join("content/.hidden")).unwrap();
        fs::create_dir(root.join("site")).unwrap();
        for name in ["same", "other", "gone", "replaced"] {
            write(&format!("content/{name}.md"), "1");
        }
        let before = Stamps::take(&grounds);
        assert_eq!(Stamps::take(&grounds).since(&before), Vec::<PathBuf>::new());
        write("casebook.yaml", "");
        write("content/other.md", "22");
        write("content/.hidden/x.md", "1");
        write("site/x.html", "1");
        fs::rename(root.join("content/gone.md"), root.join("content/replaced.md")).unwrap();
        let found = Stamps::take(&grounds).since(&before);
        let wanted = [
            "casebook.yaml",
            "content/other.md",
            "content/replaced.md",
            "content/gone.md",
        ];
        assert_eq!(found, wanted.map(|path| root.join(path)));
    }
}
