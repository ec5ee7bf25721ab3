//! The page at the address of a record that is no more: it says so, or leads to what became of it.

use super::Site;
use super::frame::{Frame, view};
use super::past::Tombstone;
use super::route::{Key, MadeOf, PageType};
use super::timeline::short_id;
use crate::base::{Confidentiality, RelPath};
use crate::library::confidentiality;
use anyhow::{Context, Result};
use serde::Serialize;

/// A page for each record that is no more, where nothing else stands at its address.
pub(super) const PAGE: PageType = PageType {
    name: "tombstone",
    of: MadeOf::everything,
    routes: |site| {
        let pages = site.plan.tombstones.iter().enumerate();
        pages
            .filter_map(|(number, path)| Some((path.clone()?, Key::Item(number))))
            .collect()
    },
    bytes,
};

#[derive(Serialize)]
struct TombstoneView<'r> {
    id: &'r str,
    title: &'r str,
    kind: &'r str,
    source: &'r str,
    at: Option<String>,
    deleted_at: String,
    deleted_by: &'r str,
    summary: &'r str,
    commit: String,
    restricted: bool,
    /// Whether it is only gone from the work tree.
    uncommitted: bool,
}

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Item(number) = key else {
        return Ok(Vec::new());
    };
    let tombstone = site
        .past
        .tombstones()
        .get(number)
        .context("there is no such tombstone")?;
    let gone = site.past.end(tombstone).context("the history does not know it")?;
    if let Some(heir) = site.heir(tombstone) {
        return site.leading_to(path, heir);
    }
    let commit = site
        .past
        .history()
        .commits
        .get(gone.commit)
        .context("the history does not know its end")?;
    let record = &tombstone.record;
    let restricted = confidentiality(record, &site.library.config) == Confidentiality::Restricted;
    let shown = TombstoneView {
        id: record.id.as_str(),
        // What few might see is not told to all when it is gone.
        title: if restricted {
            record.id.as_str()
        } else {
            &record.title
        },
        kind: record.kind.name.get(site.lang),
        source: gone.path.as_str(),
        at: record
            .kind
            .dates
            .iter()
            .find_map(|name| record.date(name).map(|date| date.to_string())),
        deleted_at: site.time_of(commit),
        deleted_by: &commit.author,
        summary: &commit.summary,
        commit: short_id(commit),
        restricted,
        uncommitted: !gone.deleted,
    };
    let kind = record.kind.name.get(site.lang);
    let mut frame = Frame::below_home(site, path, "tombstone", shown.title);
    if let Some(list) = site.plan.kind(&record.kind.id) {
        frame = frame.under(kind, path.link_to(list));
    }
    site.render("pages/tombstone.html", &frame, [("gone", view(&shown)?)])
}

impl Site {
    /// The record that the file of a tombstone became, by renaming or by its ID.
    pub(super) fn heir(&self, tombstone: &Tombstone) -> Option<usize> {
        let became = || {
            let mut path = self.past.end(tombstone)?.became.clone()?;
            // Renamed more than once: the next name may be gone as well.
            for _ in 0..self.past.history().gone.len() {
                let at = RelPath::new(&path)?;
                if let Some(index) = self.library.at_path(&at) {
                    return Some(index);
                }
                let gone = &self.past.history().gone;
                let next = gone.binary_search_by(|gone| gone.path.cmp(&at)).ok()?;
                path = gone.get(next)?.became.clone()?;
            }
            None
        };
        self.library.find(tombstone.record.id.as_str()).or_else(became)
    }
}
