//! Which paths of the site are taken? Records, their files and old addresses have theirs by right; the other pages give way.

use crate::base::{RelPath, hash};
use crate::library::Library;
use std::collections::HashSet;

/// The paths that are taken, without regard to case, for some file systems have none.
#[derive(Default)]
pub(super) struct Addresses {
    files: HashSet<String>,
    /// The folders that they lie in.
    folders: HashSet<String>,
}

impl Addresses {
    /// Those of the records and their files.
    pub(super) fn of(library: &Library) -> Addresses {
        let records = library.placed.iter().map(|placed| &placed.url);
        let files = library.published().map(|file| &file.url);
        let mut addresses = Addresses::default();
        for url in records.chain(files) {
            addresses.take(url);
        }
        addresses
    }

    /// Whether nobody has `path` yet, nor a file where it needs a folder or a folder where it is a file; then it is taken.
    pub(super) fn take(&mut self, path: &RelPath) -> bool {
        let path = path.as_str().to_lowercase();
        let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
        if self.folders.contains(&path) || above.any(|above| self.files.contains(above)) {
            return false;
        }
        let mut folder = path.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            if self.folders.contains(above) {
                break;
            }
            self.folders.insert(above.to_owned());
            folder = above;
        }
        self.files.insert(path)
    }

    /// `wanted` or that with a number, whichever is a folder in which nothing lies yet; it is then taken with all that may lie in it.
    pub(super) fn claim_folder(&mut self, wanted: &str) -> RelPath {
        let mut path = wanted.to_owned();
        let mut number = 2_u64;
        while !self.folders.insert(path.to_lowercase()) {
            path = format!("{wanted}-{number}");
            number += 1;
        }
        RelPath::new(&path).unwrap_or_default()
    }

    /// The first of `wanted`, and after them of the last with a number, that nobody has; it is then taken.
    pub(super) fn claim(&mut self, wanted: &[&str]) -> RelPath {
        for path in wanted.iter().filter_map(|path| RelPath::new(path)) {
            if self.take(&path) {
                return path;
            }
        }
        let last = wanted.last().copied().unwrap_or("page.html");
        let (stem, extension) = last.rsplit_once('.').unwrap_or((last, "html"));
        let mut number = 2_u64;
        loop {
            let path = RelPath::new(&format!("{stem}-{number}.{extension}")).unwrap_or_default();
            if self.take(&path) {
                return path;
            }
            number += 1;
        }
    }
}

/// The longest name in bytes that is kept whole; file systems allow 255 with what is added.
const LONGEST: usize = 120;

/// `name` as a file name: letters and digits of all scripts stay, the rest is `~` and its bytes in hexadecimal.
pub(super) fn file_name(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    for (at, c) in name.char_indices() {
        if c.is_alphanumeric() || c == '-' || c == '_' || (c == '.' && at > 0) {
            safe.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                safe.push_str(&format!("~{byte:02x}"));
            }
        }
    }
    if safe.len() > LONGEST {
        let cut = safe.floor_char_boundary(LONGEST - 17);
        safe = format!(
            "{}-{}",
            safe.get(..cut).unwrap_or(""),
            hash::short(name.as_bytes())
        );
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_and_keep_chinese() {
        assert_eq!(file_name("套红"), "套红");
        assert_eq!(file_name("a/b"), "a~2fb");
        assert_eq!(file_name(".."), "~2e.");
        assert_eq!(file_name("C#"), "C~23");
        assert_ne!(file_name("a b"), file_name("a~20b"));
        let long = file_name(&"长".repeat(300));
        assert!(long.len() <= LONGEST && long.starts_with("长长"));
        assert_ne!(long, file_name(&"长".repeat(301)));
    }

    #[test]
    fn nobody_gets_a_path_twice() {
        let mut addresses = Addresses::default();
        addresses.take(&RelPath::new("faults/index.html").unwrap_or_default());
        let mut claim = |wanted: &[&str]| addresses.claim(wanted).as_str().to_owned();
        assert_eq!(
            claim(&["faults/index.html", "faults/all.html"]),
            "faults/all.html"
        );
        assert_eq!(claim(&["tags/OA.html"]), "tags/OA.html");
        assert_eq!(claim(&["tags/oa.html"]), "tags/oa-2.html");
    }

    #[test]
    fn nothing_is_a_file_and_a_folder() {
        let mut addresses = Addresses::default();
        let mut take = |path: &str| addresses.take(&RelPath::new(path).unwrap_or_default());
        assert!(take("faults/F-1.html"));
        assert!(!take("faults/f-1.html/old.html") && !take("faults"));
        assert!(take("faults/old/F-1.html"));
    }

    #[test]
    fn a_folder_is_taken_with_all_that_lies_in_it() {
        let mut addresses = Addresses::default();
        addresses.take(&RelPath::new("Months/2023-08/notes/a.html").unwrap_or_default());
        addresses.take(&RelPath::new("months/2023-09.html").unwrap_or_default());
        assert_eq!(
            addresses.claim_folder("months/2023-08").as_str(),
            "months/2023-08-2"
        );
        assert_eq!(
            addresses.claim_folder("months/2023-09").as_str(),
            "months/2023-09"
        );
        assert_eq!(
            addresses.claim_folder("months/2023-09").as_str(),
            "months/2023-09-2"
        );
    }
}
