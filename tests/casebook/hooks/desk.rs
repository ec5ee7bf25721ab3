//! Repositories and the real `git`, in a clean environment.

use crate::kb::{Out, PROGRAM};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with a bare repository `kb.git` and a work tree `desk`, which pushes to it.
pub struct Desk {
    temp: TempDir,
    /// The bare repository.
    pub server: PathBuf,
    /// The work tree.
    pub desk: PathBuf,
}

/// A record without faults.
pub const GOOD: &str = "---\ntitle: 用户手册\nsystem: gwgl\ndocument_no: YW-1\nversion: '1'\nauthor: zhangwei\nreviewed_by: zhengjianguo\napproved_by: linguodong\n---\n\n# 用户手册\n";
/// A record whose time is none.
pub const WRONG: &str =
    "---\ntitle: 无法登录\nsystem: gwgl\nseverity: major\nreported_at: 2023-02-30 09:00\n---\n";
/// Where it says so.
pub const PLACE: &str = "content/faults/F-20230230-01.md:5:14";
/// Its file.
pub const FAULT: &str = "content/faults/F-20230230-01.md";

impl Desk {
    /// A server, and a work tree with the configuration of the sample, not committed yet.
    pub fn new() -> Desk {
        let temp = tempfile::tempdir().unwrap();
        let top = temp.path().canonicalize().unwrap();
        let desk = Desk {
            server: top.join("kb.git"),
            desk: top.join("desk"),
            temp,
        };
        fs::create_dir_all(desk.top().join("home")).unwrap();
        desk.git_in(&top, &["init", "--quiet", "--bare", "-b", "main", "kb.git"])
            .code(0);
        desk.git_in(&top, &["init", "--quiet", "-b", "main", "desk"])
            .code(0);
        desk.git(&["remote", "add", "origin", "../kb.git"]).code(0);
        let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
        for name in ["casebook.yaml", "contract.yaml"] {
            fs::copy(sample.join(name), desk.desk.join(name)).unwrap();
        }
        desk
    }

    /// The folder that holds everything.
    pub fn top(&self) -> PathBuf {
        self.temp.path().canonicalize().unwrap()
    }

    /// Writes a file of the work tree.
    pub fn write(&self, path: &str, text: &str) {
        write(&self.desk.join(path), text);
    }

    /// Commits everything, without asking hooks.
    pub fn commit(&self, words: &str) {
        self.git(&["add", "--all"]).code(0);
        self.git(&["commit", "--quiet", "--no-verify", "-m", words])
            .code(0);
    }

    /// Pushes what `what` says.
    pub fn push(&self, what: &str) -> Out {
        self.git(&["push", "origin", what])
    }

    /// Runs git in the work tree.
    pub fn git(&self, args: &[&str]) -> Out {
        self.git_in(&self.desk, args)
    }

    /// Runs git in a folder.
    pub fn git_in(&self, dir: &Path, args: &[&str]) -> Out {
        out(self.command("git", dir).args(args))
    }

    /// Runs the program in a folder.
    pub fn casebook(&self, dir: &Path, args: &[&str]) -> Out {
        out(self.command(PROGRAM, dir).args(args))
    }

    /// A program to be run in a folder, in a clean environment.
    pub fn command(&self, program: &str, dir: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(dir)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.top().join("home"))
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "张伟")
            .env("GIT_AUTHOR_EMAIL", "zhangwei@example.org")
            .env("GIT_COMMITTER_NAME", "张伟")
            .env("GIT_COMMITTER_EMAIL", "zhangwei@example.org")
            .stdin(Stdio::null());
        command
    }

    /// Whether the site of the server has this file.
    pub fn published(&self, path: &str) -> bool {
        self.server.join("site").join(path).exists()
    }

    /// The text of a file of the server's site.
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.server.join("site").join(path)).unwrap()
    }
}

/// Writes a file, with the folders that it needs.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// All files below a folder with their bytes.
pub fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let below = entry.path().strip_prefix(folder).unwrap().to_path_buf();
            (below, fs::read(entry.path()).unwrap())
        })
        .collect()
}

/// Fails unless two folders hold the same files with the same bytes.
#[track_caller]
pub fn same(one: &BTreeMap<PathBuf, Vec<u8>>, two: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(Vec::from_iter(one.keys()), Vec::from_iter(two.keys()));
    let differ: Vec<&PathBuf> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert!(differ.is_empty(), "these differ: {differ:?}");
}

fn out(command: &mut Command) -> Out {
    let output = command.output().unwrap();
    Out {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
