//! A small knowledge base to show a command on.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_casebook");

/// No command on a small knowledge base takes longer; one that does hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A knowledge base in a folder of its own, deleted when dropped.
pub struct Kb {
    temp: TempDir,
    root: PathBuf,
}

/// What a command left behind.
pub struct Out {
    /// The exit code.
    pub code: i32,
    /// Results.
    pub stdout: String,
    /// Everything else.
    pub stderr: String,
}

impl Kb {
    /// An empty folder named `kb`.
    pub fn new() -> Kb {
        Kb::named("kb")
    }

    /// An empty folder of this name.
    pub fn named(name: &str) -> Kb {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join(name);
        fs::create_dir_all(temp.path().join("home")).unwrap();
        fs::create_dir_all(&root).unwrap();
        Kb { temp, root }
    }

    /// The folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a text file, with the folders that it needs.
    pub fn file(self, path: &str, text: &str) -> Kb {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a file of any bytes.
    pub fn bytes(self, path: &str, bytes: &[u8]) -> Kb {
        self.write(path, bytes);
        self
    }

    /// Writes a file into a knowledge base that is already in use.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The configuration of the sample: 15 systems, the people, the calendar, the score sheet; in one language.
    pub fn sample_config(self) -> Kb {
        self.sample_config_in("")
    }

    /// The configuration of the sample, where `languages` says which languages are offered: `languages: [zh-CN, en]`.
    pub fn sample_config_in(self, languages: &str) -> Kb {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |name| fs::read_to_string(sample.join(name)).unwrap();
        let config = read("casebook.yaml");
        let kept = config.lines().filter(|line| !line.starts_with("languages:"));
        let config: Vec<&str> = kept.chain([languages]).collect();
        self.file("casebook.yaml", &(config.join("\n") + "\n"))
            .file("contract.yaml", &read("contract.yaml"))
    }

    /// The whole sample: its configuration and its records.
    pub fn sample(self) -> Kb {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        copy(&content, &self.path("content"));
        self.sample_config()
    }

    /// Commits all files, by a fixed person at a fixed time.
    pub fn git(self) -> Kb {
        self.commit("2023-10-31T09:00:00Z");
        self
    }

    /// Commits all files at an instant; answers the commit's ID.
    pub fn commit(&self, time: &str) -> String {
        self.commit_saying(time, "记录")
    }

    /// The same with words of its own.
    pub fn commit_saying(&self, time: &str, words: &str) -> String {
        let repo = git2::Repository::init(&self.root).unwrap();
        let mut index = repo.index().unwrap();
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
        index.update_all(["*"], None).unwrap();
        index.write().unwrap();
        let tree = repo.find_tree(index.write_tree().unwrap()).unwrap();
        let seconds = time.parse::<jiff::Timestamp>().unwrap().as_second();
        let person =
            git2::Signature::new("张伟", "zhangwei@example.org", &git2::Time::new(seconds, 480)).unwrap();
        let parent = repo.head().ok().and_then(|head| head.peel_to_commit().ok());
        let parents: Vec<&git2::Commit<'_>> = parent.iter().collect();
        repo.commit(Some("HEAD"), &person, &person, words, &tree, &parents)
            .unwrap()
            .to_string()
    }

    /// A clone that knows the last commit only, in the folder `clone` of another folder.
    pub fn shallow_clone(&self) -> Kb {
        let kb = Kb::new();
        let done = Command::new("git")
            .args(["clone", "-q", "--depth", "1"])
            .arg(format!("file://{}", self.root.display()))
            .arg(kb.path("clone"))
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
        kb
    }

    /// Runs a command in the folder, in a clean environment.
    pub fn run(&self, args: &[&str]) -> Out {
        self.run_with(args, &[])
    }

    /// Runs a command with some variables of the environment set.
    pub fn run_with(&self, args: &[&str], variables: &[(&str, &str)]) -> Out {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .current_dir(&self.root)
            .env_clear()
            .envs(self.environment())
            .envs(variables.iter().copied())
            .timeout(PATIENCE);
        let output = command.output().unwrap();
        Out {
            code: output
                .status
                .code()
                .unwrap_or_else(|| panic!("`casebook {}` was ended: {output:?}", args.join(" "))),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What every command sees: a neutral locale and zone, a home of its own, and nothing of this machine's.
    pub fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let home = self.temp.path().join("home");
        vec![("LANG", "C.UTF-8".into()), ("TZ", "UTC".into()), ("HOME", home)]
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Waits until no file can change without its times telling: only of such files is anything kept.
    pub fn rest(&self) {
        std::thread::sleep(std::time::Duration::from_millis(2100));
    }

    /// All files below a folder, as paths with slashes relative to it, sorted.
    pub fn files(&self, below: &str) -> Vec<String> {
        let root = self.path(below);
        let mut out: Vec<String> = walkdir::WalkDir::new(&root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                entry
                    .path()
                    .strip_prefix(&root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/")
            })
            .collect();
        out.sort();
        out
    }
}

impl Out {
    /// Fails, showing everything, unless the command ended with this code.
    #[track_caller]
    pub fn code(self, expected: i32) -> Out {
        let Out { code, stdout, stderr } = &self;
        assert_eq!(
            *code, expected,
            "exit code\n--- stdout\n{stdout}\n--- stderr\n{stderr}"
        );
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!(
                "{error}\n--- stdout\n{}\n--- stderr\n{}",
                self.stdout, self.stderr
            )
        })
    }
}

/// What stands between `<main …>` and `</main>`, so that a change of theme breaks no test of content.
#[track_caller]
pub fn main_of(html: &str) -> &str {
    let open = html
        .find("<main")
        .unwrap_or_else(|| panic!("no <main> in {html}"));
    let start = open + html[open..].find('>').unwrap() + 1;
    let end = html
        .rfind("</main>")
        .unwrap_or_else(|| panic!("no </main> in {html}"));
    &html[start..end]
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_is_cut_out_of_a_page() {
        assert_eq!(
            main_of("<body><main id=\"m\">文<b>字</b></main><footer>"),
            "文<b>字</b>"
        );
    }

    #[test]
    fn files_are_written_listed_and_committed() {
        let kb = Kb::new()
            .file("content/faults/乙.md", "# 乙\n")
            .file("content/甲.md", "# 甲\n")
            .git();
        assert_eq!(kb.files("content"), ["faults/乙.md", "甲.md"]);
        let repo = git2::Repository::open(kb.root()).unwrap();
        let head = repo.head().unwrap().peel_to_commit().unwrap();
        assert_eq!(head.time().seconds(), 1_698_742_800);
        assert!(
            head.tree()
                .unwrap()
                .get_path(Path::new("content/faults/乙.md"))
                .is_ok()
        );
    }

    #[test]
    fn the_same_files_make_the_same_commit() {
        let make = || Kb::new().file("a.md", "a").commit("2023-10-31T09:00:00Z");
        assert_eq!(make(), make());
    }
}
