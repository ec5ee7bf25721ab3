//! What git itself says.

use super::git::Repo;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// A commit that touched a file, as git tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub id: String,
    pub second: i64,
    pub author: String,
}

/// The files of `revision`, submodules left out.
pub fn files(repo: &Repo, dir: &Path, revision: &str) -> Vec<String> {
    let listed = repo.git_in(dir, &["ls-tree", "-r", "-z", "--full-tree", revision]);
    let files = listed
        .split_terminator('\0')
        .filter(|line| !line.starts_with("160000"));
    files
        .map(|line| line.split_once('\t').unwrap().1.to_owned())
        .collect()
}

/// The commits that `git log --follow` shows for the file at `path` of the repository, the newest first.
pub fn followed(repo: &Repo, dir: &Path, revision: &str, path: &str) -> Vec<Told> {
    let format = "--format=%H%x09%ct%x09%aN";
    let log = repo.git_in(dir, &["log", "--follow", format, revision, "--", path]);
    let told = log.lines().map(|line| {
        let mut parts = line.splitn(3, '\t');
        Told {
            id: parts.next().unwrap().to_owned(),
            second: parts.next().unwrap().parse().unwrap(),
            author: parts.next().unwrap().to_owned(),
        }
    });
    told.collect()
}

/// What one commit did to one path: the letter of its status, and what it was before.
struct Done {
    path: String,
    letter: char,
    from: Option<String>,
}

/// What git says that each commit did.
pub struct Log {
    order: Vec<String>,
    done: HashMap<String, Vec<Done>>,
    merges: HashSet<String>,
    odd: HashSet<String>,
}

/// A step in the history of a file: commit, letter (`M` for all changes, of type and mode too), whether in a merge.
pub type Step = (String, char, bool);

impl Log {
    pub fn read(repo: &Repo, dir: &Path, revision: &str) -> Log {
        let mut log = Log {
            order: repo
                .git_in(dir, &["log", "--format=%H", revision])
                .lines()
                .map(str::to_owned)
                .collect(),
            done: HashMap::new(),
            merges: HashSet::new(),
            odd: HashSet::new(),
        };
        let one = [
            "log",
            "--no-merges",
            "--root",
            "--raw",
            "-z",
            "-M",
            "-l0",
            "--no-abbrev",
            "--format=commit %H",
            revision,
        ];
        log.take(&repo.git_in(dir, &one), false);
        let merges = [
            "log",
            "--merges",
            "-c",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--format=commit %H",
            revision,
        ];
        log.take(&repo.git_in(dir, &merges), true);
        log
    }

    fn take(&mut self, text: &str, in_merge: bool) {
        let mut id = String::new();
        let mut parts = text.split('\0').peekable();
        while let Some(part) = parts.next() {
            let part = part.trim_start_matches('\n');
            if let Some(commit) = part.strip_prefix("commit ") {
                id = commit.trim().to_owned();
                if in_merge {
                    self.merges.insert(id.clone());
                }
            } else if part.starts_with(':') {
                let words: Vec<&str> = part.split(' ').collect();
                let letters = words.last().unwrap();
                let modes = words[0].chars().filter(|c| *c == ':').count() + 1;
                let first = parts.next().unwrap().to_owned();
                let letter = letters.chars().next().unwrap();
                let (path, from) = match letter {
                    'R' => (parts.next().unwrap().to_owned(), Some(first)),
                    _ => (first, None),
                };
                // A submodule is no file.
                let module = |mode: &str| mode.trim_start_matches(':') == "160000";
                if words[..modes].iter().any(|mode| module(mode)) {
                    self.odd.insert(path.clone());
                }
                let absent = |mode: &str| mode.trim_start_matches(':') == "000000";
                let new = words[modes - 1];
                let olds = &words[..modes - 1];
                let was = !module(olds[0]) && !absent(olds[0]);
                let is = !module(new) && !absent(new);
                let letter = match (from.is_some(), was, is) {
                    (true, true, true) => 'R',
                    (_, true, true) => 'M',
                    (_, true, false) => 'D',
                    (_, false, true) => 'A',
                    (_, false, false) => continue,
                };
                for (at, _) in path.match_indices('/') {
                    self.odd.insert(path[..at].to_owned());
                }
                let from = from.filter(|_| letter == 'R');
                let done = self.done.entry(id.clone()).or_default();
                if let Some(from) = &from {
                    let path = from.clone();
                    done.push(Done {
                        path,
                        letter: 'D',
                        from: None,
                    });
                }
                done.push(Done { path, letter, from });
            }
        }
    }

    /// Whether `path` was the name of a folder or of a submodule at some time: `git log` shows also what happened to these.
    pub fn was_more_than_a_file(&self, path: &str) -> bool {
        self.odd.contains(path)
    }

    /// The names that the file at `path` had.
    pub fn names(&self, path: &str) -> Vec<String> {
        let mut names = vec![path.to_owned()];
        for id in &self.order {
            let now = names.last().unwrap();
            let done = self.done.get(id).into_iter().flatten();
            if let Some(from) = done
                .filter(|done| done.path == *now)
                .find_map(|done| done.from.clone())
            {
                names.push(from);
            }
        }
        names
    }

    /// The commits that touched the file at `path`, the newest first, merges that made something of their own among them.
    pub fn steps(&self, path: &str) -> Vec<Step> {
        let mut now = path;
        let mut steps = Vec::new();
        for id in &self.order {
            let done = self.done.get(id).into_iter().flatten();
            let Some(done) = done.into_iter().find(|done| done.path == now) else {
                continue;
            };
            steps.push((id.clone(), done.letter, self.merges.contains(id)));
            if let Some(from) = &done.from {
                now = from;
            }
        }
        steps
    }
}
