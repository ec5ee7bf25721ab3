//! Where do the pages of what was changed, and of what is no more, lie?

use super::{Plan, make};
use crate::base::path::{LONGEST, shortened};
use crate::base::{Month, RelPath};
use crate::library::Library;
use crate::site::addresses::{Addresses, file_name};
use crate::site::changes::PER_PAGE;
use crate::site::past::Ordered;
use crate::site::provenance;

/// The pages of what was changed.
#[derive(Debug, Clone)]
pub(in crate::site) struct Changes {
    /// The index of the months.
    pub index: RelPath,
    /// The feed of the latest.
    pub feed: RelPath,
    /// The feeds of single kinds and systems.
    pub feeds: Vec<(FeedOf, RelPath)>,
    /// The months in which something was changed, the earliest first, and the pages of each.
    pub months: Vec<(Month, Vec<RelPath>)>,
}

/// What a feed tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum FeedOf {
    /// The kind with this number.
    Kind(usize),
    /// The system with this number.
    System(usize),
}

impl Changes {
    /// The feed of `of`.
    pub(in crate::site) fn feed_of(&self, of: FeedOf) -> Option<&RelPath> {
        let found = self.feeds.iter().find(|(known, _)| *known == of);
        found.map(|(_, path)| path)
    }
}

impl Plan {
    /// Finds a place for each tombstone that nothing else stands at.
    pub(super) fn tombstones(&mut self, library: &Library, past: &Ordered, addresses: &mut Addresses) {
        let stands_for_folder = |path: &RelPath| {
            ["index", "readme"]
                .iter()
                .any(|name| path.stem().eq_ignore_ascii_case(name))
        };
        for tombstone in past.tombstones() {
            let page = past
                .end(tombstone)
                .map(|gone| &gone.path)
                .filter(|path| !stands_for_folder(path))
                .and_then(|path| {
                    let below = library.inside(path);
                    below
                        .parent()
                        .join(&format!("{}.html", shortened(below.stem(), LONGEST)))
                });
            self.tombstones.push(page.filter(|page| addresses.take(page)));
        }
    }

    /// Finds a place for what was sealed, and for the changes and their provenance, where git knows any.
    pub(super) fn changes(&mut self, past: &Ordered, addresses: &mut Addresses) {
        if !past.seals().is_empty() {
            self.sealed = Some(addresses.claim(&["sealed/index.html", "sealed/all.html"]));
        }
        if !past.is_known() {
            return;
        }
        let index = addresses.claim(&["history/index.html", "history/all.html"]);
        let mut changes = Changes {
            feed: addresses.claim(&["history/feed.xml"]),
            index,
            feeds: Vec::new(),
            months: Vec::new(),
        };
        for (number, kind) in self.kinds.iter().enumerate() {
            if self.of_kind.get(number).is_some_and(Option::is_some) {
                let path = addresses.claim(&[&format!("history/kind-{}.xml", kind.id)]);
                changes.feeds.push((FeedOf::Kind(number), path));
            }
        }
        for (number, system) in self.systems.iter().enumerate() {
            let path = addresses.claim(&[&format!("history/system-{}.xml", file_name(&system.id))]);
            changes.feeds.push((FeedOf::System(number), path));
        }
        for (month, events) in &*past.months {
            let first = addresses.claim(&[&format!("history/{month}.html")]);
            let pages = make::paged(addresses, &first, events.len(), PER_PAGE);
            changes.months.push((*month, pages));
        }
        self.changes = Some(changes);
        self.provenance = Some(addresses.claim(&["provenance/index.html", "provenance/all.html"]));
        for (name, count) in provenance::counts(&past.provenance().flags) {
            if count > provenance::SHOWN {
                let first = addresses.claim(&[&format!("provenance/{}.html", name.replace('_', "-"))]);
                let pages = make::paged(addresses, &first, count, provenance::PER_PAGE);
                self.flagged.push((name, pages));
            }
        }
    }
}
