//! Which files does nobody mean to keep? Those that editors write beside an open file, and that they, git and the system leave behind.

/// How the names of files end that editors and git leave behind.
const ENDS: [&str; 5] = [".orig", ".rej", ".bak", ".tmp", ".swp"];
/// What Windows writes into folders that somebody looks at.
const OF_SYSTEM: [&str; 2] = ["thumbs.db", "desktop.ini"];
/// How the names of texts end; one that goes on behind it is a copy of a text.
const TEXTS: [&str; 2] = [".md", ".markdown"];

/// Whether a file or folder of this name, in bytes, is what vim, Emacs, JetBrains, Kate or Office write beside a file while it is open.
pub fn is_of_editor(name: &[u8]) -> bool {
    let ends = [
        &b"~"[..],
        b".swp",
        b".swx",
        b".swo",
        b"___jb_tmp___",
        b"___jb_old___",
    ];
    name.starts_with(b"~$")
        || name.starts_with(b"#") && name.ends_with(b"#")
        || ends.iter().any(|mark| name.ends_with(mark))
        || name == b"4913"
}

/// Whether a file of this name was left behind. A copy of a text, as `a.md.1` is one of `a.md`, counts as that.
pub fn is_left_behind(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_of_editor(name.as_bytes())
        || ENDS.iter().any(|end| name.ends_with(end))
        || OF_SYSTEM.contains(&name.as_str())
        || TEXTS.iter().any(|text| goes_on_behind(&name, text))
}

/// Whether something follows `mark` in `name` that does not make another word of it: `.mdb` is a database.
fn goes_on_behind(name: &str, mark: &str) -> bool {
    name.match_indices(mark)
        .filter_map(|(at, _)| name.get(at + mark.len()..)?.chars().next())
        .any(|next| !next.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_means_is_known_by_its_name() {
        for name in [
            "F-1.md~",
            "F-1.md.orig",
            "F-1.md.rej",
            "F-1.md.BAK",
            "F-1.md.20231009",
            "F-1.md 的副本",
            "F-1.markdown.1",
            "F-1.swp",
            "F-1-数据.tmp",
            "#F-1.md#",
            "~$F-1-表.docx",
            "Thumbs.db",
            "desktop.ini",
        ] {
            assert!(is_left_behind(name), "{name}");
        }
        for name in [
            "F-1.md",
            "F-1.mdb",
            "F-1.md5",
            "F-1-截图 #1.png",
            "#1.png",
            "F-1-orig.txt",
            "F-1.original.txt",
        ] {
            assert!(!is_left_behind(name), "{name}");
        }
    }
}
