//! What does the history cost, beside `git log --name-status` on the same repository, in the same run?
//!
//! ```text
//! cargo bench --bench history            # 10,000 files, 20,000 commits, made by git fast-import
//! cargo bench --bench history -- DIR     # the knowledge base in DIR
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use casebook::base::RelPath;
use casebook::history::{self, History, Memory};
use casebook::source::Source;
use mimalloc::MiMalloc;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

// As in the program.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

const RECORDS: usize = 10_000;
const ROUNDS: usize = 12;

/// The processor time of this thread in seconds.
fn own_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// The processor time of the children that ended, in seconds; the kernel counts it in hundredths.
fn child_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    fields[13..15]
        .iter()
        .map(|ticks| ticks.parse::<f64>().unwrap() / 100.0)
        .sum()
}

fn git(dir: &Path, args: &[&str]) {
    let done = Command::new("git")
        .arg("-C")
        .arg(dir)
        .args(args)
        .stdout(Stdio::null())
        .status();
    assert!(done.unwrap().success(), "git {args:?}");
}

fn record(number: usize, finished: bool) -> String {
    let mut text =
        format!("---\ntitle: 第 {number} 号故障\nsystem: 公文管理系统\nreported_at: 2023-05-12 09:20\n");
    if finished {
        text.push_str("responded_at: 2023-05-12 09:40\nresolved_at: 2023-05-13 10:00\n");
    }
    text.push_str("---\n\n## 故障现象\n\n");
    for line in 0..40 {
        writeln!(
            text,
            "第 {number} 号记录的第 {line} 行：{}",
            number * 7919 + line * 104_729
        )
        .unwrap();
    }
    text
}

/// A knowledge base in which every record is added by one commit and finished by another.
fn make(dir: &Path) {
    git(dir, &["init", "-q", "-b", "main"]);
    let mut child = Command::new("git")
        .arg("-C")
        .arg(dir)
        .args(["fast-import", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = std::io::BufWriter::new(child.stdin.take().unwrap());
    for number in 0..RECORDS * 2 {
        // The second commit of a record comes a hundred commits after the first.
        let (record_number, finished) = if number % 2 == 0 || number < 200 {
            (number, false)
        } else {
            (number - 199, true)
        };
        let place = record_number / 2;
        let path = format!(
            "content/faults/{}/{:02}/F-{place:05}.md",
            2023 + place / 3000,
            place / 250 % 12 + 1
        );
        let text = record(place, finished);
        let second = 1_672_617_600 + number * 60;
        write!(
            pipe,
            "commit refs/heads/main\ncommitter 张伟 <z@example.cn> {second} +0800\ndata 6\n登记\nM 100644 inline {path}\ndata {}\n{text}\n",
            text.len()
        )
        .unwrap();
    }
    pipe.flush().unwrap();
    drop(pipe);
    assert!(child.wait().unwrap().success());
    git(dir, &["reset", "-q", "--hard", "main"]);
}

fn read(source: &Source, memory: &mut Memory) -> (History, f64) {
    let folder = RelPath::new("content").unwrap();
    let snapshot = source.list(std::slice::from_ref(&folder)).unwrap();
    let before = own_seconds();
    let history = history::read(
        source,
        &folder,
        snapshot.entries.iter().map(|entry| &entry.path),
        None,
        memory,
    )
    .unwrap();
    (history, own_seconds() - before)
}

/// What it costs to open the repository, to read its history, and to write down what is remembered; the list of files is not part of it.
fn first_history(dir: &Path) -> f64 {
    let before = own_seconds();
    let source = Source::folder(dir).unwrap();
    let mut memory = Memory::read(None);
    let opened = own_seconds() - before;
    let (history, read) = read(&source, &mut memory);
    let before = own_seconds();
    let kept = memory.bytes().unwrap();
    assert!(history.commits.len() > 1 && !kept.is_empty());
    opened + read + own_seconds() - before
}

fn best(mut measure: impl FnMut() -> f64) -> f64 {
    (0..ROUNDS).map(|_| measure()).fold(f64::INFINITY, f64::min)
}

fn main() {
    let given = std::env::args()
        .skip(1)
        .find(|arg| !arg.starts_with("--"))
        .map(PathBuf::from);
    let temp = tempfile::tempdir().unwrap();
    let dir = given.clone().unwrap_or_else(|| {
        make(temp.path());
        temp.path().to_path_buf()
    });
    // Turn by turn, for these machines are now faster, now slower; the best of many turns is what the work costs.
    let (mut git_log, mut first) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let before = child_seconds();
        git(&dir, &["log", "--name-status"]);
        git_log = git_log.min(child_seconds() - before);
        first = first.min(first_history(&dir));
    }
    let source = Source::folder(&dir).unwrap();
    let mut memory = Memory::read(None);
    let (history, _) = read(&source, &mut memory);
    let kept = memory.bytes().unwrap();
    println!(
        "{} commits, {} KiB remembered",
        history.commits.len(),
        kept.len() >> 10
    );
    println!("git log --name-status   {git_log:.3} s of CPU");
    println!(
        "first history           {first:.3} s of CPU, {:.2} of that",
        first / git_log
    );
    if given.is_some() {
        return;
    }
    std::fs::write(dir.join("content/new.md"), "# 新\n").unwrap();
    git(&dir, &["add", "."]);
    git(
        &dir,
        &["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "新"],
    );
    let source = Source::folder(&dir).unwrap();
    let again = best(|| {
        let before = own_seconds();
        let mut memory = Memory::read(Some(&kept));
        let decoded = own_seconds() - before;
        let (_, read) = read(&source, &mut memory);
        let before = own_seconds();
        assert!(memory.bytes().is_some());
        decoded + read + own_seconds() - before
    });
    println!("after one new commit    {:.1} ms of CPU", again * 1e3);
}
