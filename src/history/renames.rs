//! Which of the files that a commit deleted is one that it added?

use super::compare::{Differing, File};
use super::id::Id;
use super::similar::Pieces;
use crate::base::{Message, OrUnable};
use anyhow::Result;
use git2::Odb;
use std::collections::HashMap;

/// With more pairs of files that may be one renamed, only equal ones, and those that alone have their name, are found.
const MOST_PAIRS: usize = 1_000_000;

/// A file that a commit deleted.
struct Gone {
    path: String,
    file: File,
    pieces: Option<Pieces>,
}

/// The files that a commit deleted, as what others were before.
pub(super) struct Renames<'o> {
    odb: &'o Odb<'o>,
    deleted: Vec<Gone>,
    by_id: HashMap<Id, Vec<usize>>,
    /// Where there are too many to compare all of them: those that alone have their name.
    by_name: Option<HashMap<String, Option<usize>>>,
}

impl<'o> Renames<'o> {
    /// The files that are deleted among those that differ.
    pub(super) fn among(odb: &'o Odb<'o>, differing: &[Differing]) -> Renames<'o> {
        let added = differing.iter().filter(|file| file.old.is_none()).count();
        let gone = |file: &Differing| {
            Some(Gone {
                path: std::str::from_utf8(&file.path).ok()?.to_owned(),
                file: file.old.filter(|_| file.new.is_none())?,
                pieces: None,
            })
        };
        let deleted: Vec<Gone> = match added {
            0 => Vec::new(),
            _ => differing.iter().filter_map(gone).collect(),
        };
        let mut by_id: HashMap<Id, Vec<usize>> = HashMap::new();
        for (at, gone) in deleted.iter().enumerate() {
            by_id.entry(gone.file.id).or_default().push(at);
        }
        let by_name = (added * deleted.len() > MOST_PAIRS).then(|| {
            let mut by_name = HashMap::new();
            for (at, gone) in deleted.iter().enumerate() {
                let alone = by_name.entry(name(&gone.path).to_owned());
                alone.and_modify(|at| *at = None).or_insert(Some(at));
            }
            by_name
        });
        Renames {
            odb,
            deleted,
            by_id,
            by_name,
        }
    }

    /// What the file `new` at `path` was before: an equal file, of several rather one of the same name; else the most similar one.
    ///
    /// # Errors
    /// A version that is to be compared cannot be read.
    pub(super) fn source(&mut self, path: &[u8], new: File) -> Result<Option<(&str, Id)>> {
        let path = String::from_utf8_lossy(path);
        let found = match self.equal(name(&path), new) {
            None if !new.is_link && !self.deleted.is_empty() => self.similar(name(&path), new.id)?,
            equal => equal,
        };
        let found = found.and_then(|at| self.deleted.get(at));
        Ok(found.map(|gone| (gone.path.as_str(), gone.file.id)))
    }

    fn equal(&self, named: &str, new: File) -> Option<usize> {
        let equal = self.by_id.get(&new.id)?.iter().copied();
        let equal = equal.filter(|at| self.deleted.get(*at).is_some_and(|gone| gone.file == new));
        let same_name = |at: &usize| {
            self.deleted
                .get(*at)
                .is_some_and(|gone| name(&gone.path) == named)
        };
        equal.clone().find(same_name).or(equal.clone().next())
    }

    fn similar(&mut self, named: &str, new: Id) -> Result<Option<usize>> {
        let candidates = match &self.by_name {
            None => 0..self.deleted.len(),
            Some(by_name) => match by_name.get(named) {
                Some(Some(at)) => *at..*at + 1,
                _ => return Ok(None),
            },
        };
        let wanted = pieces(self.odb, new)?;
        let mut best: Option<((u64, bool), usize)> = None;
        for at in candidates {
            let Some(gone) = self.deleted.get_mut(at).filter(|gone| !gone.file.is_link) else {
                continue;
            };
            let pieces = match &gone.pieces {
                Some(known) => known,
                None => gone.pieces.insert(pieces(self.odb, gone.file.id)?),
            };
            if let Some(similarity) = pieces.similarity(&wanted) {
                let measure = (similarity, name(&gone.path) == named);
                if best.is_none_or(|(most, _)| most < measure) {
                    best = Some((measure, at));
                }
            }
        }
        Ok(best.map(|(_, at)| at))
    }
}

fn pieces(odb: &Odb<'_>, id: Id) -> Result<Pieces> {
    let object = odb
        .read(id.oid())
        .or_unable(|| Message::new("unable-object").with("id", id.to_string()))?;
    Ok(Pieces::of(object.data()))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
