//! The real `git`, in a clean environment.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A repository in a folder of its own, deleted when dropped.
pub struct Repo {
    temp: TempDir,
    /// Its work tree, or the whole of a bare one.
    pub dir: PathBuf,
}

impl Repo {
    /// An empty repository.
    pub fn new() -> Repo {
        let temp = tempfile::tempdir().unwrap();
        let dir = temp.path().join("repo");
        std::fs::create_dir_all(temp.path().join("home")).unwrap();
        std::fs::create_dir_all(&dir).unwrap();
        let repo = Repo { temp, dir };
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    /// A further folder beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// The program in the folder `dir`.
    pub fn command_in(&self, dir: &Path) -> Command {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT_")) {
            command.env_remove(name);
        }
        command
            .env("HOME", self.temp.path().join("home"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_LITERAL_PATHSPECS", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .envs([
                ("GIT_AUTHOR_NAME", "张伟"),
                ("GIT_AUTHOR_EMAIL", "zhangwei@example.cn"),
            ])
            .envs([
                ("GIT_COMMITTER_NAME", "李娜"),
                ("GIT_COMMITTER_EMAIL", "lina@example.cn"),
            ])
            .args(["-c", "core.quotepath=false", "-c", "diff.renames=true"])
            .args(["-c", "protocol.file.allow=always", "-c", "gc.auto=0"])
            .arg("-C")
            .arg(dir);
        command
    }

    /// What `git` with `args` says; it must end well.
    pub fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.dir, args)
    }

    /// The same in the folder `dir`.
    pub fn git_in(&self, dir: &Path, args: &[&str]) -> String {
        text(done(
            self.command_in(dir).args(args).stdin(Stdio::null()).output(),
            args,
        ))
    }

    /// The same, given `input`.
    pub fn feed(&self, args: &[&str], input: &[u8]) -> String {
        let mut child = self
            .command_in(&self.dir)
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        text(done(child.wait_with_output(), args))
    }

    /// Writes files and commits them at `second`; answers the commit's ID.
    pub fn commit(&self, second: i64, files: &[(&str, &str)]) -> String {
        for (path, content) in files {
            let path = self.dir.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        self.git(&["add", "-A"]);
        self.at(second, &["commit", "-q", "--allow-empty", "-m", "记录"]);
        self.head()
    }

    /// Runs `git` with `args` as if it were `second`.
    pub fn at(&self, second: i64, args: &[&str]) {
        let time = format!("@{second} +0800");
        let mut command = self.command_in(&self.dir);
        command
            .env("GIT_AUTHOR_DATE", &time)
            .env("GIT_COMMITTER_DATE", &time);
        done(command.args(args).stdin(Stdio::null()).output(), args);
    }

    /// The commit that is checked out.
    pub fn head(&self) -> String {
        self.git(&["rev-parse", "HEAD"]).trim().to_owned()
    }
}

fn done(output: std::io::Result<Output>, args: &[&str]) -> Output {
    let output = output.unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {args:?}: {told}");
    output
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}
