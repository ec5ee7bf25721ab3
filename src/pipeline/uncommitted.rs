//! What would a seal count that no commit has?

use super::{Proof, Standing, World};
use crate::base::RelPath;
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML, holiday_file};
use crate::history::{Id, is_version};
use crate::source::Source;
use anyhow::Result;
use std::collections::BTreeSet;

/// The folder of a knowledge base's own kinds and pages.
const TEMPLATES: &str = "templates";

/// The files of what `proof` counts, by its commit or by `work`, the work tree that rests on it, that are not as they were committed: records,
/// the configuration, kinds and pages of one's own.
///
/// # Errors
/// The month cannot be assessed by the work tree, or a folder cannot be listed.
pub fn uncommitted(work: &World, proof: &Proof<'_>) -> Result<BTreeSet<RelPath>> {
    let gone = |path: &RelPath| {
        let entries = &work.snapshot.entries;
        entries.binary_search_by(|entry| entry.path.cmp(path)).is_err()
    };
    let mut counted = proof.paths();
    counted.extend(Proof::of(work, proof.assessment.month, Standing::default())?.paths());
    counted.retain(|path| work.history.uncommitted.contains(path) || gone(path));

    counted.extend(changed_settings(work.snapshot.source(), proof.source())?);
    Ok(counted)
}

/// Whether `work`, a work tree, and its commit have the same in the records `counted` and in what decides how they are read, judged and shown, and
/// the work tree lacks no record that the commit has. Without git, and where the files come from git, they have.
///
/// # Errors
/// A folder cannot be listed.
pub fn is_as_committed(work: &World, counted: &BTreeSet<usize>) -> Result<bool> {
    let source = work.snapshot.source();
    let Some(git) = source
        .git()
        .filter(|git| source.is_folder() && git.commit.is_some())
    else {
        return Ok(true);
    };
    let records = &work.library.records;
    let changed = |index: &usize| {
        let record = records.get(*index);
        record.is_some_and(|record| work.history.uncommitted.contains(&record.path))
    };
    let is_gone = || {
        let mut gone = work.history.gone.iter();
        gone.any(|gone| !gone.deleted && gone.became.is_none())
    };
    if counted.iter().any(changed) || is_gone() {
        return Ok(false);
    }
    Ok(changed_settings(source, &git.at(git.commit)?)?.is_empty())
}

/// The settings of which `here` has another version than `there`, a commit.
fn changed_settings(here: &Source, there: &Source) -> Result<BTreeSet<RelPath>> {
    let (ours, theirs) = (here.list(&[])?, there.list(&[])?);
    let mut settings = settings(here)?;
    settings.extend(self::settings(there)?);
    settings.retain(|path| {
        let committed = theirs.read(path).ok().and_then(|bytes| Id::of_file(&bytes));
        match (ours.read(path).ok(), committed) {
            (Some(now), Some(id)) => !is_version(&now, id),
            (None, None) => false,
            _ => true,
        }
    });
    Ok(settings)
}

/// The files of `source` that decide how records are read, judged and shown.
fn settings(source: &Source) -> Result<BTreeSet<RelPath>> {
    let folder = RelPath::new(TEMPLATES).unwrap_or_default();
    let templates = source.list(&[folder])?;
    let mut found: BTreeSet<RelPath> = templates.entries.into_iter().map(|entry| entry.path).collect();
    found.extend(
        [CASEBOOK_YAML, CONTRACT_YAML]
            .into_iter()
            .filter_map(RelPath::new),
    );
    let contract = RelPath::new(CONTRACT_YAML).unwrap_or_default();
    let text = source.list(&[])?.text(&contract);
    found.extend(text.as_deref().and_then(holiday_file));
    Ok(found)
}
