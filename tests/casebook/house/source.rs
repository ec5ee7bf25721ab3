//! Which files make the program, and to which module does each belong?

use super::tokens::{test_modules, tokens, without_tests};
use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src`.
pub struct SourceFile {
    /// The path below `src`, with slashes: `record/read.rs`.
    pub path: String,
    /// The top-level module: `record`; `lib` and `main` for the two roots.
    pub module: String,
    /// How many modules it stands below the root of the crate.
    pub depth: usize,
    /// Its words; see `tokens`.
    pub tokens: Vec<String>,
    /// Whether it is read for tests only.
    pub test_only: bool,
}

impl SourceFile {
    /// Takes a path below `src` and its text.
    pub fn new(path: &str, text: &str) -> SourceFile {
        let names: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let own = usize::from(!matches!(names.last(), Some(&("mod" | "lib" | "main"))));
        SourceFile {
            path: path.to_owned(),
            module: names[0].to_owned(),
            depth: names.len() - 1 + own,
            tokens: tokens(text),
            test_only: false,
        }
    }

    /// Its words without what only tests see.
    pub fn product_tokens(&self) -> Vec<String> {
        if self.test_only {
            return Vec::new();
        }
        without_tests(&self.tokens)
    }

    /// The modules that it declares for tests only, as paths below `src` without an ending.
    fn test_modules(&self) -> Vec<String> {
        let stem = self.path.trim_end_matches(".rs");
        let own = stem
            .strip_suffix("/mod")
            .unwrap_or(if self.is_root() { "" } else { stem });
        test_modules(&self.tokens)
            .into_iter()
            .map(|name| format!("{own}/{name}"))
            .collect()
    }

    /// True for `lib.rs` and `main.rs`.
    pub fn is_root(&self) -> bool {
        self.depth == 0
    }
}

/// All files of `src`, in the order of their paths.
pub fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let mut files: Vec<SourceFile> = paths
        .iter()
        .map(|path| {
            let below = path
                .strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            SourceFile::new(&below, &fs::read_to_string(path).unwrap())
        })
        .collect();
    mark(&mut files);
    files
}

/// Marks the files that stand in a module declared for tests only.
fn mark(files: &mut [SourceFile]) {
    let modules: Vec<String> = files.iter().flat_map(SourceFile::test_modules).collect();
    for file in files {
        let below = |module: &String| {
            file.path
                .strip_prefix(module.as_str())
                .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        file.test_only = modules.iter().any(below);
    }
}

fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_module_and_depth() {
        let place = |path| {
            let file = SourceFile::new(path, "");
            (file.module, file.depth)
        };
        assert_eq!(place("lib.rs"), ("lib".to_owned(), 0));
        assert_eq!(place("pipeline.rs"), ("pipeline".to_owned(), 1));
        assert_eq!(place("check/mod.rs"), ("check".to_owned(), 1));
        assert_eq!(place("check/rules/roster.rs"), ("check".to_owned(), 3));
    }

    #[test]
    fn modules_for_tests_are_marked() {
        let mut files = [
            SourceFile::new("check/mod.rs", "mod rule; #[cfg(test)] mod testing;"),
            SourceFile::new("check/rule.rs", "#[cfg(test)] mod tests;"),
            SourceFile::new("check/rule/tests/deep.rs", ""),
            SourceFile::new("check/testing.rs", ""),
        ];
        mark(&mut files);
        assert_eq!(files.map(|file| file.test_only), [false, false, true, true]);
    }
}
