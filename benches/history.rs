//! What does the history cost, beside `git log --name-status` on the same repository, in the same run?
//!
//! ```text
//! cargo bench --bench history            # 10,000 files, 20,000 commits, made by git fast-import
//! cargo bench --bench history -- DIR     # the knowledge base in DIR
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, missing_docs)]

use casebook::output::Store;
use casebook::pipeline::{self, Load, Past};
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

/// What the two stages cost, in seconds of CPU.
#[derive(Clone, Copy)]
struct Cost {
    /// Which commits touched which file.
    history: f64,
    /// Which fields they changed, and which files are not committed.
    fields: f64,
}

impl Cost {
    const NONE: Cost = Cost {
        history: f64::INFINITY,
        fields: f64::INFINITY,
    };

    fn least(self, other: Cost) -> Cost {
        Cost {
            history: self.history.min(other.history),
            fields: self.fields.min(other.fields),
        }
    }
}

/// Both stages on the knowledge base in `dir`, as a build has them, with what is remembered in `memory`; to open the repository and to
/// list the files is no part of them.
fn stages(dir: &Path, memory: &Path) -> Cost {
    let source = Source::folder(dir).unwrap();
    let how = Load {
        past: Past::Fields,
        memory: Some(Store::new(memory)),
        ..Load::default()
    };
    let files = pipeline::files(&source, &how).unwrap();
    let start = own_seconds();
    let mut history = pipeline::history(&files, &how).unwrap();
    let between = own_seconds();
    pipeline::fields(&files, &mut history, &how).unwrap();
    let end = own_seconds();
    assert!(history.commits.len() > 1);
    Cost {
        history: between - start,
        fields: end - between,
    }
}

fn main() {
    let given = std::env::args()
        .skip(1)
        .find(|arg| !arg.starts_with("--"))
        .map(PathBuf::from);
    let temp = tempfile::tempdir().unwrap();
    let dir = given.clone().unwrap_or_else(|| {
        let dir = temp.path().join("kb");
        std::fs::create_dir(&dir).unwrap();
        make(&dir);
        dir
    });
    // What the pipeline does in other threads is done in this one, so that it is counted.
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread();
    pool.build_global().unwrap();
    let memory = temp.path().join("memory");
    // Turn by turn, for these machines are now faster, now slower; the best of many turns is what the work costs.
    let (mut git_log, mut first, mut again) = (f64::INFINITY, Cost::NONE, Cost::NONE);
    for _ in 0..ROUNDS {
        let before = child_seconds();
        git(&dir, &["log", "--name-status"]);
        git_log = git_log.min(child_seconds() - before);
        let _ = std::fs::remove_dir_all(&memory);
        first = first.least(stages(&dir, &memory));
        again = again.least(stages(&dir, &memory));
    }
    println!("git log --name-status           {git_log:.3} s of CPU");
    println!(
        "first build: history            {:.3} s of CPU, {:.2} of that",
        first.history,
        first.history / git_log
    );
    println!(
        "             fields             {:.3} s of CPU, {:.2} of that",
        first.fields,
        first.fields / git_log
    );
    show("nothing new", again);
    if given.is_none() {
        let mut after = Cost::NONE;
        for turn in 0..ROUNDS {
            std::fs::write(dir.join(format!("content/{turn}.md")), "# 新\n").unwrap();
            git(&dir, &["add", "."]);
            let who = ["-c", "user.name=x", "-c", "user.email=x@x"];
            git(&dir, &[&who[..], &["commit", "-qm", "新"]].concat());
            after = after.least(stages(&dir, &memory));
        }
        show("one new commit", after);
    }
}

fn show(after: &str, cost: Cost) {
    let (history, fields) = (cost.history * 1e3, cost.fields * 1e3);
    println!("{after:<15} history         {history:.1} ms of CPU");
    println!("{:<15} fields          {fields:.1} ms of CPU", "");
}
