//! The files of `templates/`, compiled into the program.

use include_dir::{Dir, include_dir};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The bytes of the built-in file at `path` below `templates/`, or `None`.
pub fn get(path: &str) -> Option<&'static [u8]> {
    TEMPLATES.get_file(path).map(include_dir::File::contents)
}

/// The text of the built-in file at `path` below `templates/`; `None` too if it is not UTF-8.
pub fn text(path: &str) -> Option<&'static str> {
    TEMPLATES.get_file(path)?.contents_utf8()
}

/// All built-in files below the folder `prefix` (`kinds`), as `(path below templates/, bytes)`, sorted by path.
pub fn below(prefix: &str) -> Vec<(&'static str, &'static [u8])> {
    let mut found = Vec::new();
    let root = if prefix.is_empty() {
        Some(&TEMPLATES)
    } else {
        TEMPLATES.get_dir(prefix)
    };
    let mut open: Vec<&Dir<'static>> = root.into_iter().collect();
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        for file in dir.files() {
            if let Some(path) = file.path().to_str() {
                found.push((path, file.contents()));
            }
        }
    }
    found.sort_unstable_by_key(|(path, _)| *path);
    found
}
