//! What lies between two versions of a knowledge base?

use super::World;
use crate::base::RelPath;
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML};
use crate::history::{Difference, Touch, compare_settings, compare_texts};
use crate::record::Record;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A record, or a file of the configuration, that differs between two versions.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The record before; `None` where there was none.
    pub old: Option<Arc<Record>>,
    /// The record after; `None` where there is none any more.
    pub new: Option<Arc<Record>>,
    /// The file: that of the version after, else that of the one before.
    pub path: RelPath,
    /// How the two differ.
    pub difference: Difference,
}

/// What lies between `old` and `new`, by path. A record that moved is known by its name in the history, else by its ID.
///
/// # Errors
/// A file cannot be read.
pub fn compare(old: &World, new: &World) -> Result<Vec<Compared>> {
    let mut left: HashMap<&RelPath, &Arc<Record>> = old
        .library
        .records
        .iter()
        .map(|record| (&record.path, record))
        .collect();
    let mut pairs: Vec<(Option<&Arc<Record>>, &Arc<Record>)> = Vec::new();
    let mut fresh = Vec::new();
    for record in &new.library.records {
        match left.remove(&record.path) {
            Some(before) if before.hash == record.hash => {}
            Some(before) => pairs.push((Some(before), record)),
            None => fresh.push(record),
        }
    }
    for record in fresh {
        let before = former_names(new, record)
            .into_iter()
            .find_map(|path| left.remove(&path));
        let by_id = || {
            let index = old.library.find(record.id.as_str())?;
            left.remove(&old.library.records.get(index)?.path)
        };
        pairs.push((before.or_else(by_id), record));
    }
    let mut found: Vec<Compared> = pairs
        .par_iter()
        .map(|(before, after)| {
            let difference = match before {
                Some(before) => compare_texts(
                    &after.kind,
                    &old.snapshot.read(&before.path)?,
                    &new.snapshot.read(&after.path)?,
                ),
                None => Difference::default(),
            };
            Ok(Compared {
                old: before.map(Arc::clone),
                new: Some(Arc::clone(after)),
                path: after.path.clone(),
                difference,
            })
        })
        .collect::<Result<_>>()?;
    found.extend(left.into_values().map(|before| Compared {
        old: Some(Arc::clone(before)),
        new: None,
        path: before.path.clone(),
        difference: Difference::default(),
    }));
    found.extend(configuration(old, new));
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The names that the file of `record` had before, the latest first.
fn former_names(world: &World, record: &Record) -> Vec<RelPath> {
    let steps = world.history.of(&record.path).iter();
    let names = steps.filter_map(|step| match &step.touch {
        Touch::Renamed(from) => RelPath::new(from),
        _ => None,
    });
    names.collect()
}

/// The files of the configuration that differ: of settings each value by the way to it, of a list of holidays only that it does.
fn configuration(old: &World, new: &World) -> Vec<Compared> {
    let is_yaml = |path: &RelPath| [CASEBOOK_YAML, CONTRACT_YAML].contains(&path.as_str());
    let files: BTreeSet<RelPath> = old.config.files().into_iter().chain(new.config.files()).collect();
    let compared = files.into_iter().filter_map(|path| {
        let text = |world: &World| world.snapshot.text(&path).unwrap_or_default();
        let (before, after) = (text(old), text(new));
        let difference = match is_yaml(&path) {
            _ if before == after => return None,
            true => compare_settings(before.as_bytes(), after.as_bytes()),
            false => Difference::unread(),
        };
        (!difference.is_empty()).then_some(Compared {
            old: None,
            new: None,
            path,
            difference,
        })
    });
    compared.collect()
}

/// The commits that lead to `new` and not to `old`.
pub fn commits_between(old: &World, new: &World) -> HashSet<usize> {
    let before: HashSet<_> = old.history.commits.iter().map(|commit| commit.id).collect();
    let commits = new.history.commits.iter().enumerate();
    commits
        .filter(|(_, commit)| !before.contains(&commit.id))
        .map(|(number, _)| number)
        .collect()
}
