//! Paths inside the knowledge base and inside the site: relative, with `/`, never leading out.

use super::hash;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A path relative to a root, with `/` between names, without `.` or `..`; empty means the root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(transparent)]
pub struct RelPath(Arc<str>);

/// The longest name of a page, in bytes, without its extension: file systems allow 255 with it.
pub const LONGEST: usize = 250;

/// `name`, cut where it is longer than `most` bytes; then its hash tells it from others that begin alike.
pub fn shortened(name: &str, most: usize) -> String {
    if name.len() <= most {
        return name.to_owned();
    }
    let hash = hash::short(name.as_bytes());
    let cut = name.floor_char_boundary(most.saturating_sub(hash.len() + 1));
    format!("{}-{hash}", name.get(..cut).unwrap_or_default())
}

/// `path` as a part of a link: what has a meaning there is escaped; other letters, Chinese ones too, may stand as they are.
pub fn escape(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    escape_into(&mut link, path);
    link
}

/// What may stand in the path of an address as it is, by RFC 3986.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// `path` as the path of an address for other programs, in ASCII alone.
pub fn percent(path: &str) -> String {
    utf8_percent_encode(path, UNRESERVED).to_string()
}

/// The bytes that have a meaning in a link: a page makes hundreds of links.
const MEANT: [bool; 256] = {
    let (mut meant, mut byte) = ([false; 256], 0);
    while byte < meant.len() {
        meant[byte] = (byte as u8).is_ascii_control() && byte < 128;
        byte += 1;
    }
    let (signs, mut at) = (b" \"#%<>?`\\':[]{}|^", 0);
    while at < signs.len() {
        meant[signs[at] as usize] = true;
        at += 1;
    }
    meant
};

fn escape_into(link: &mut String, path: &str) {
    let mut from = 0;
    for (at, byte) in path.bytes().enumerate() {
        if MEANT[usize::from(byte)] {
            link.push_str(&path[from..at]);
            link.push_str(&format!("%{byte:02X}"));
            from = at + 1;
        }
    }
    link.push_str(&path[from..]);
}

impl<'de> Deserialize<'de> for RelPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RelPath, D::Error> {
        let text = String::deserialize(deserializer)?;
        RelPath::new(&text).ok_or_else(|| D::Error::custom("the path leads out"))
    }
}

impl RelPath {
    /// Reads `text`, resolving `.` and `..`; `None` where it is absolute or leads out of the root.
    pub fn new(text: &str) -> Option<RelPath> {
        let is_resolved = text.split('/').all(|name| !matches!(name, "" | "." | ".."));
        match is_resolved {
            true => Some(RelPath(text.into())),
            false => RelPath::default().join(text),
        }
    }

    /// The path that `text`, a relative reference, names from this folder; `None` where it leads out of the root.
    pub fn join(&self, text: &str) -> Option<RelPath> {
        if text.starts_with('/') {
            return None;
        }
        let mut names: Vec<&str> = self.names().collect();
        for name in text.split('/') {
            match name {
                "" | "." => {}
                ".." => {
                    names.pop()?;
                }
                name => names.push(name),
            }
        }
        Some(RelPath(names.join("/").into()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The names on the way, outermost first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|name| !name.is_empty())
    }

    /// The last name; empty for the root.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// The last name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => &name[..at],
            _ => name,
        }
    }

    /// The extension in lower case, without its dot; empty where there is none.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => name[at + 1..].to_lowercase(),
            _ => String::new(),
        }
    }

    /// What of `path` lies below this folder; `None` where it lies elsewhere.
    pub fn above<'p>(&self, path: &'p [u8]) -> Option<&'p [u8]> {
        match self.as_str() {
            "" => Some(path),
            folder => path.strip_prefix(folder.as_bytes())?.strip_prefix(b"/"),
        }
    }

    /// The folder that this lies in; the root for a name without folder.
    pub fn parent(&self) -> RelPath {
        match self.0.rfind('/') {
            Some(at) => RelPath(self.0[..at].into()),
            None => RelPath::default(),
        }
    }

    /// What remains below the folder `folder`, or `None` where this does not lie in it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// The place of this path below `root` on a disk.
    pub fn on_disk(&self, root: &Path) -> PathBuf {
        match self.as_str() {
            "" => root.to_path_buf(),
            path => root.join(path),
        }
    }

    /// How a file at this path refers to the file `to`: `../x/y.html`, escaped for a link.
    pub fn link_to(&self, to: &RelPath) -> String {
        let pairs = self.0.bytes().zip(to.0.bytes());
        let equal = pairs.take_while(|(a, b)| a == b).enumerate();
        let shared = equal
            .filter(|(_, (byte, _))| *byte == b'/')
            .last()
            .map_or(0, |(at, _)| at + 1);
        let up = self.0[shared..].matches('/').count();
        let mut link = String::with_capacity(up * 3 + to.0.len() - shared);
        (0..up).for_each(|_| link.push_str("../"));
        escape_into(&mut link, &to.0[shared..]);
        link
    }

    /// `../` as often as leads from a file at this path to the root; empty at the root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// Escaped for a link relative to the root.
    pub fn href(&self) -> String {
        escape(&self.0)
    }
}

impl fmt::Display for RelPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn path(text: &str) -> RelPath {
        RelPath::new(text).unwrap()
    }

    #[test]
    fn never_leads_out() {
        assert_eq!(RelPath::new("a/../../b"), None);
        assert_eq!(RelPath::new("/etc/passwd"), None);
        assert_eq!(path("a/./b//c").as_str(), "a/b/c");
        assert_eq!(path("a/b").join("../c.md"), Some(path("a/c.md")));
    }

    #[test]
    fn links_between_files() {
        assert_eq!(
            path("faults/2023/x.html").link_to(&path("faults/2024/y z.html")),
            "../2024/y%20z.html"
        );
        assert_eq!(path("index.html").link_to(&path("标签/甲.html")), "标签/甲.html");
        assert_eq!(path("a/b.html").link_to(&path("a/b.html")), "b.html");
        assert_eq!(path("ab/x.html").link_to(&path("a/x.html")), "../a/x.html");
        assert_eq!(path("甲/乙.html").link_to(&path("甲/丙#1.html")), "丙%231.html");
        assert_eq!(
            path("a/b/c.html").link_to(&path("index.html")),
            "../../index.html"
        );
        assert_eq!(path("a/b/c.html").to_root(), "../../");
    }

    #[test]
    fn names_and_extensions() {
        assert_eq!(path("a/F-1.2.md").stem(), "F-1.2");
        assert_eq!(path("a/.hidden").extension(), "");
        assert_eq!(path("a/X.MD").extension(), "md");
        assert_eq!(path("faults/a.md").below("faults"), Some("a.md"));
        assert_eq!(path("faultsx/a.md").below("faults"), None);
    }
}
