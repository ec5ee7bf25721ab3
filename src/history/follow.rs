//! Which commits touched a file, through its renames?

use super::facts::{Change, Facts};
use super::id::Id;
use super::memory::Memory;
use crate::base::RelPath;
use std::collections::HashMap;

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

/// Follows `files` through `commits` of `memory`, the newest first, and with them the files that are no more. As for `git log --follow`, a
/// file has one name at a time on all branches: from the commit that renamed it on it is looked for under its older name.
pub(super) fn follow<'p>(
    memory: &Memory,
    commits: &[&Facts],
    inside: &RelPath,
    files: impl Iterator<Item = &'p RelPath>,
) -> Followed {
    let base = Base { inside, memory };
    let mut files: Vec<RelPath> = files.cloned().collect();
    let mut steps: Vec<Vec<Step>> = vec![Vec::new(); files.len()];
    // By the number of a path: the files that are looked for there; and whether it was met. A path that a file of today has is not gone,
    // whatever else had it before.
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); memory.kept.paths.len()];
    let mut met: Vec<bool> = vec![false; memory.kept.paths.len()];
    for (file, path) in files.iter().enumerate() {
        // A path without a number was never committed.
        if let Some(number) = memory.find_path(&base.in_repository(path)) {
            followers[number as usize].push(file);
            met[number as usize] = true;
        }
    }
    // Most files are touched a few times, so that to count first saves much room.
    let mut count = vec![0_usize; memory.kept.paths.len()];
    for change in commits.iter().flat_map(|facts| &facts.changes) {
        if let Some(count) = count.get_mut(change.path as usize) {
            *count += 1;
        }
    }
    for (followers, count) in followers.iter().zip(&count) {
        for file in followers {
            steps[*file].reserve_exact(*count);
        }
    }
    let mut gone = Vec::new();
    for (commit, facts) in commits.iter().enumerate() {
        let mut renamed: Vec<(usize, usize)> = Vec::new();
        for change in &facts.changes {
            let path = change.path as usize;
            let (Some(here), Some(met)) = (followers.get_mut(path), met.get_mut(path)) else {
                continue;
            };
            if here.is_empty() && !std::mem::replace(met, true) {
                let Some(end) = farewell(base, commit, facts, change) else {
                    continue;
                };
                here.push(files.len());
                files.push(end.path.clone());
                steps.push(Vec::new());
                gone.push(end);
            }
            for file in here.iter() {
                if let (Some(steps), Some(now)) = (steps.get_mut(*file), files.get(*file)) {
                    steps.push(step(base, commit, facts, change, now));
                }
            }
            if let Some(from) = change.from.as_ref().filter(|_| !facts.is_merge()) {
                renamed.push((path, from.path as usize));
            }
        }
        for (path, from) in renamed {
            let moved = followers.get_mut(path).map(std::mem::take).unwrap_or_default();
            if let Some(there) = followers.get_mut(from) {
                there.extend(moved);
            }
        }
    }
    steps.iter_mut().for_each(|steps| bridge(steps));
    gone.sort_by(|a: &Gone, b| a.path.cmp(&b.path));
    let mut followed = HashMap::with_capacity(files.len());
    followed.extend(
        files
            .into_iter()
            .zip(steps)
            .filter(|(_, steps)| !steps.is_empty()),
    );
    Followed {
        files: followed,
        gone,
    }
}

/// The folder of the knowledge base in its repository.
#[derive(Clone, Copy)]
struct Base<'b> {
    inside: &'b RelPath,
    memory: &'b Memory,
}

impl<'b> Base<'b> {
    fn in_repository(self, path: &RelPath) -> String {
        match self.inside.as_str() {
            "" => path.as_str().to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }

    /// The path of that number below the knowledge base; `None` where it lies elsewhere.
    fn below(self, number: u32) -> Option<&'b str> {
        let path = self.memory.path(number);
        match self.inside.as_str() {
            "" => Some(path),
            folder => path.strip_prefix(folder)?.strip_prefix('/'),
        }
    }

    /// The same; what lies elsewhere is named as the repository does.
    fn shown(self, number: u32) -> String {
        let path = self.below(number);
        path.unwrap_or_else(|| self.memory.path(number)).to_owned()
    }
}

fn step(base: Base<'_>, commit: usize, facts: &Facts, change: &Change, now: &RelPath) -> Step {
    let touch = match (&change.from, change.old, change.new) {
        (Some(from), _, _) => Touch::Renamed(base.shown(from.path)),
        (None, _, None) => Touch::Deleted,
        (None, None, Some(_)) => Touch::Added,
        (None, Some(_), Some(_)) => Touch::Modified,
    };
    Step {
        commit,
        touch,
        path: base
            .below(change.path)
            .is_none_or(|path| path != now.as_str())
            .then(|| base.shown(change.path)),
        old: change.from.as_ref().map(|from| from.id).or(change.old),
        new: change.new,
        in_merge: facts.is_merge(),
    }
}

/// The end of a file that no file of today is; this is the newest commit that touched it.
fn farewell(base: Base<'_>, commit: usize, facts: &Facts, change: &Change) -> Option<Gone> {
    let last = change.new.or(change.old)?;
    let heir = facts
        .changes
        .iter()
        .find(|other| other.from.map(|from| from.path) == Some(change.path));
    Some(Gone {
        path: RelPath::new(base.below(change.path)?)?,
        last,
        commit,
        deleted: change.new.is_none(),
        became: heir.map(|heir| base.shown(heir.path)),
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
