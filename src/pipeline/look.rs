//! What goes into the figures of a month?
//!
//! The ledger hides from a month all that came after its end. So its figures are made of the configuration, of the records that it sees, and of
//! what git knows of these; those that lead to one of them are counted too, and the numbers that were deleted.

use crate::base::RelPath;
use crate::history::History;
use crate::ledger::Ledger;
use crate::library::{Library, Target};
use blake3::{Hash, Hasher};
use jiff::Timestamp;

/// What goes into the figures of all months.
pub(super) struct Looks {
    /// The configuration, and what is gone.
    base: Hash,
    /// What is known of each record.
    records: Vec<Hash>,
}

impl Looks {
    /// Of the records of `library`, whose configuration, as it was written, `configured` tells from others.
    pub(super) fn of(library: &Library, history: &History, configured: Hash) -> Looks {
        let mut base = Hasher::new();
        base.update(configured.as_bytes());
        part(&mut base, &(&history.commit, history.shallow));
        for gone in &history.gone {
            let commit = history.commits.get(gone.commit).map(|commit| commit.id);
            part(
                &mut base,
                &(&gone.path, commit.map(|id| id.to_string()), &gone.became),
            );
        }
        Looks {
            base: base.finalize(),
            records: (0..library.records.len())
                .map(|index| record(library, history, index))
                .collect(),
        }
    }

    /// What goes into the figures of a month that ends at `end`.
    pub(super) fn until(&self, end: Timestamp, library: &Library, ledger: &Ledger) -> Hash {
        let mut hasher = Hasher::new();
        hasher.update(self.base.as_bytes());
        let sees = |index| ledger.sees(index, end);
        for (index, look) in self.records.iter().enumerate() {
            let mut links = library.links.get(index).into_iter().flatten();
            if sees(index)
                || links.any(|link| matches!(link.target, Target::Record { index, .. } if sees(index)))
            {
                hasher.update(look.as_bytes());
            }
        }
        hasher.finalize()
    }
}

/// What is known of the record `index`.
fn record(library: &Library, history: &History, index: usize) -> Hash {
    let mut hasher = Hasher::new();
    let (Some(record), Some(placed)) = (library.records.get(index), library.placed.get(index)) else {
        return hasher.finalize();
    };
    let links = library.links.get(index).into_iter().flatten();
    let links: Vec<(&str, Option<&RelPath>)> = links
        .map(|link| (link.written.as_str(), path_of(library, &link.target)))
        .collect();
    hasher.update(&record.facts());
    part(&mut hasher, &(&record.path, placed.url.as_str(), links));
    part(
        &mut hasher,
        &(
            &placed.systems,
            &placed.region,
            &placed.confidentiality,
            placed.at,
        ),
    );
    let stamp = &placed.stamp;
    part(
        &mut hasher,
        &(
            &stamp.created_at,
            &stamp.created_by,
            &stamp.updated_at,
            &stamp.updated_by,
        ),
    );
    for step in history.of(&record.path) {
        let commit = history.commit_of(step);
        part(
            &mut hasher,
            &commit.map(|commit| {
                (
                    commit.id.to_string(),
                    &commit.author,
                    commit.imported,
                    commit.committed_at,
                )
            }),
        );
    }
    hasher.finalize()
}

/// The file of the record that `target` is.
fn path_of<'l>(library: &'l Library, target: &Target) -> Option<&'l RelPath> {
    match target {
        Target::Record { index, .. } => library.records.get(*index).map(|record| &record.path),
        _ => None,
    }
}

/// Adds `what`, which is told from all else of its type.
fn part(hasher: &mut Hasher, what: &impl serde::Serialize) {
    hasher.update(&postcard::to_stdvec(what).unwrap_or_default());
    hasher.update(b"\n");
}
