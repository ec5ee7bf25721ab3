//! Which commits touched a file, through its renames?

use super::facts::{Change, Facts};
use super::id::Id;
use crate::base::RelPath;
use std::collections::{HashMap, HashSet};

/// A commit that touched a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The number of the commit in [`super::History::commits`].
    pub commit: usize,
    /// What it did.
    pub touch: Touch,
    /// The path at that time, where it was another one.
    pub path: Option<String>,
    /// The version before: of a file that came back, that from before it went.
    pub old: Option<Id>,
    /// The version after; `None` where it was deleted.
    pub new: Option<Id>,
    /// Whether it is a merge, whose version is like those of no parent. `git log` does not count these.
    pub in_merge: bool,
}

/// What a commit did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// Made it.
    Added,
    /// Changed it.
    Modified,
    /// Gave it its name; before it was called so.
    Renamed(String),
    /// Deleted it; it came back later.
    Deleted,
}

/// A file that is no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Where it was.
    pub path: RelPath,
    /// The last version.
    pub last: Id,
    /// The newest commit that touched it.
    pub commit: usize,
    /// Whether that commit deleted it; else it is only gone from the work tree.
    pub deleted: bool,
    /// The path of what it was renamed to.
    pub became: Option<String>,
}

/// Which commits touched which file.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The commits that touched each file, the newest first.
    pub(super) files: HashMap<RelPath, Vec<Step>>,
    /// The files that are no more, by path.
    pub(super) gone: Vec<Gone>,
}

/// Follows `files` through `commits`, the newest first, and with them the files that are no more. As for `git log --follow`, a file has
/// one name at a time on all branches: from the commit that renamed it on it is looked for under its older name.
pub(super) fn follow<'p>(
    commits: &[&Facts],
    inside: &RelPath,
    files: impl Iterator<Item = &'p RelPath>,
) -> Followed {
    let base = Base(inside);
    let mut files: Vec<RelPath> = files.cloned().collect();
    let mut steps: Vec<Vec<Step>> = vec![Vec::new(); files.len()];
    let today: Vec<String> = files.iter().map(|path| base.in_repository(path)).collect();
    let named = today.iter().enumerate();
    let mut names: HashMap<&str, Vec<usize>> =
        named.map(|(file, name)| (name.as_str(), vec![file])).collect();
    // A path that a file of today has is not gone, whatever else had it before.
    let mut met: HashSet<&str> = names.keys().copied().collect();
    let mut gone = Vec::new();
    for (commit, facts) in commits.iter().enumerate() {
        let mut renamed: Vec<(&str, &str)> = Vec::new();
        for change in &facts.changes {
            let path = change.path.as_str();
            if !names.contains_key(path) && met.insert(path) {
                let Some(end) = farewell(base, commit, facts, change) else {
                    continue;
                };
                names.insert(path, vec![files.len()]);
                files.push(end.path.clone());
                steps.push(Vec::new());
                gone.push(end);
            }
            for file in names.get(path).into_iter().flatten() {
                if let (Some(steps), Some(now)) = (steps.get_mut(*file), files.get(*file)) {
                    steps.push(step(base, commit, facts, change, now));
                }
            }
            if let Some(from) = change.from.as_ref().filter(|_| !facts.is_merge()) {
                renamed.push((path, &from.path));
            }
        }
        for (path, from) in renamed {
            let followers = names.remove(path).unwrap_or_default();
            names.entry(from).or_default().extend(followers);
        }
    }
    steps.iter_mut().for_each(|steps| bridge(steps));
    let files = files.into_iter().zip(steps);
    gone.sort_by(|a: &Gone, b| a.path.cmp(&b.path));
    Followed {
        files: files.filter(|(_, steps)| !steps.is_empty()).collect(),
        gone,
    }
}

/// The folder of the knowledge base in its repository.
#[derive(Clone, Copy)]
struct Base<'b>(&'b RelPath);

impl Base<'_> {
    fn in_repository(self, path: &RelPath) -> String {
        match self.0.as_str() {
            "" => path.as_str().to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// The path below the knowledge base; `None` where it lies elsewhere.
    fn below(self, path: &str) -> Option<&str> {
        match self.0.as_str() {
            "" => Some(path),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        }
    }

    /// The same; what lies elsewhere is named as the repository does.
    fn shown(self, path: &str) -> String {
        self.below(path).unwrap_or(path).to_owned()
    }
}

fn step(base: Base<'_>, commit: usize, facts: &Facts, change: &Change, now: &RelPath) -> Step {
    let touch = match (&change.from, change.old, change.new) {
        (Some(from), _, _) => Touch::Renamed(base.shown(&from.path)),
        (None, _, None) => Touch::Deleted,
        (None, None, Some(_)) => Touch::Added,
        (None, Some(_), Some(_)) => Touch::Modified,
    };
    Step {
        commit,
        touch,
        path: Some(base.shown(&change.path)).filter(|path| path != now.as_str()),
        old: change.from.as_ref().map(|from| from.id).or(change.old),
        new: change.new,
        in_merge: facts.is_merge(),
    }
}

/// The end of a file that no file of today is; this is the newest commit that touched it.
fn farewell(base: Base<'_>, commit: usize, facts: &Facts, change: &Change) -> Option<Gone> {
    let last = change.new.or(change.old)?;
    let heir = facts.changes.iter().find(|other| {
        let from = other.from.as_ref().map(|from| from.path.as_str());
        from == Some(change.path.as_str())
    });
    Some(Gone {
        path: RelPath::new(base.below(&change.path)?)?,
        last,
        commit,
        deleted: change.new.is_none(),
        became: heir.map(|heir| base.shown(&heir.path)),
    })
}

/// A file that was deleted and came back is compared with what it was before it went.
fn bridge(steps: &mut [Step]) {
    let mut last = None;
    for step in steps.iter_mut().rev() {
        match step.touch {
            Touch::Deleted => last = step.old,
            Touch::Added => step.old = last,
            Touch::Modified | Touch::Renamed(_) => {}
        }
    }
}
