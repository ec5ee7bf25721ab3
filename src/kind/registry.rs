//! All kinds of a knowledge base, and the fields that every kind has.

use super::fault::KindFault;
use super::read::{Shared, read_common};
use super::{Field, Kind};
use crate::base::{Label, assets};
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The built-in kinds, in the order in which they are shown.
pub const BUILT_IN: [&str; 14] = [
    "fault",
    "case",
    "inspection",
    "manual",
    "change",
    "request",
    "test",
    "training",
    "risk",
    "vulnerability",
    "incident",
    "plan",
    "assessment",
    "list",
];

/// What `templates/kinds/_common.yaml` gives to every kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Common {
    /// The fields of every record.
    pub every: IndexMap<String, Field>,
    /// The fields of controlled documents.
    pub document: IndexMap<String, Field>,
    /// The fields of what waits.
    pub pending: IndexMap<String, Field>,
    /// The vocabularies that hold unless `casebook.yaml` declares others.
    pub vocabularies: BTreeMap<String, IndexMap<String, Label>>,
}

impl Common {
    /// The built-in file.
    pub fn built_in() -> &'static Common {
        static COMMON: LazyLock<Common> = LazyLock::new(|| {
            let text = assets::text("kinds/_common.yaml").unwrap_or_default();
            read_common(text).unwrap_or_default()
        });
        &COMMON
    }

    /// Reads a knowledge base's own `templates/kinds/_common.yaml`.
    pub fn read(text: &str) -> Result<Common, Vec<KindFault>> {
        read_common(text)
    }

    pub(super) fn shared(&self) -> Shared<'_> {
        Shared {
            every: &self.every,
            document: &self.document,
            pending: &self.pending,
        }
    }
}

/// All kinds of a knowledge base, in the order in which they are shown.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    all: Vec<Arc<Kind>>,
    /// The IDs of those that the knowledge base has and that could not be read.
    unread: Vec<String>,
}

impl Kinds {
    /// The kinds of `all`; a later kind of the same ID replaces the earlier one in its place.
    pub fn new(all: impl IntoIterator<Item = Kind>) -> Kinds {
        let mut kinds = Kinds::default();
        for kind in all {
            match kinds.all.iter_mut().find(|known| known.id == kind.id) {
                Some(known) => *known = Arc::new(kind),
                None => kinds.all.push(Arc::new(kind)),
            }
        }
        kinds
    }

    /// The same, of which those called `unread` could not be read: what speaks of them may be right.
    #[must_use]
    pub fn without(mut self, unread: Vec<String>) -> Kinds {
        self.unread = unread;
        self
    }

    /// Whether the knowledge base has a kind with this ID that could not be read: one that is built in may stand in its place.
    pub fn is_unread(&self, id: &str) -> bool {
        self.unread.iter().any(|unread| unread == id)
    }

    /// Whether a kind that is built in stands in for one that could not be read.
    pub fn has_stand_in(&self) -> bool {
        self.all.iter().any(|kind| self.is_unread(&kind.id))
    }

    /// Whether all could be read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.all.iter()
    }

    /// The kind with this ID.
    pub fn get(&self, id: &str) -> Option<&Arc<Kind>> {
        self.all.iter().find(|kind| kind.id == id)
    }

    /// The kind with this folder under `content/`.
    pub fn of_folder(&self, folder: &str) -> Option<&Arc<Kind>> {
        self.all.iter().find(|kind| kind.folder == folder)
    }

    /// The kind that somebody names by its ID, its folder or its name in either language.
    pub fn named(&self, name: &str) -> Option<&Arc<Kind>> {
        self.get(name)
            .or_else(|| self.of_folder(name))
            .or_else(|| self.all.iter().find(|kind| kind.name.is(name)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    #[test]
    fn all_built_in_kinds_are_readable() {
        let common = read_common(assets::text("kinds/_common.yaml").unwrap()).unwrap();
        assert_eq!(
            common.pending.keys().collect::<Vec<_>>(),
            ["pending", "closed_as", "duplicate_of"]
        );
        for id in BUILT_IN {
            let text = assets::text(&format!("kinds/{id}/kind.yaml")).unwrap();
            let kind = super::super::read(text, &common).unwrap_or_else(|faults| panic!("{id}: {faults:?}"));
            assert_eq!(kind.id, id);
            assert!(
                !kind.name.zh.is_empty() && kind.fields.contains_key("title"),
                "{id}"
            );
            for (name, field) in &kind.fields {
                assert!(
                    !field.label.zh.is_empty() && field.label.en != field.label.zh,
                    "{id}.{name} has no label"
                );
            }
            assert!(
                assets::text(&format!("kinds/{id}/new.md")).is_some(),
                "{id} has no new.md"
            );
        }
    }
}
