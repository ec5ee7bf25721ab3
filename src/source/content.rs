//! Which files of a knowledge base may be records?

use crate::base::RelPath;

/// Folders at the top of a knowledge base that programs write: the site, and what they keep there for themselves.
pub const WRITTEN: [&str; 3] = ["site", "target", "node_modules"];
/// Other folders there that hold no records.
const BESIDES: [&str; 2] = ["reports", "templates"];

/// Whether a folder of the name `top` at the top of a knowledge base may hold records.
pub(super) fn is_content(top: &str) -> bool {
    !WRITTEN.contains(&top) && !BESIDES.contains(&top)
}

/// Whether a symbolic link at `link` to the file at `target`, of the files below the folders `asked`, makes a record of it or of a record something else.
pub(super) fn is_record<'f>(
    asked: impl IntoIterator<Item = &'f RelPath>,
    link: &RelPath,
    target: &RelPath,
) -> bool {
    let is_markdown = |path: &RelPath| matches!(path.extension().as_str(), "md" | "markdown");
    let holds_records = |folder: &&RelPath| folder.names().next().is_none_or(is_content);
    let mut folders = asked.into_iter().filter(holds_records);
    (is_markdown(link) || is_markdown(target)) && folders.any(|folder| is_listed(folder, target.as_str()))
}

/// Whether a file at `path` is among those that [`Source::list`] finds below `folder`: no name on the way begins with a dot, and at
/// the top of a knowledge base some folders are no content.
pub fn is_listed(folder: &RelPath, path: &str) -> bool {
    let whole = folder.as_str().is_empty();
    let below = if whole {
        Some(path)
    } else {
        path.strip_prefix(folder.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
    };
    below.is_some_and(|below| {
        let top = below.split_once('/').filter(|_| whole);
        top.is_none_or(|(top, _)| is_content(top)) && !below.split('/').any(|name| name.starts_with('.'))
    })
}
