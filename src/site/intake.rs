//! The page on which somebody reports something. What is asked, what must be answered and what may be answered is said by the kinds; a script
//! makes a record of it, to be handed over as a file or by mail, and looks for answers while one types. Without scripts the page shows the
//! record to fill in.

mod desk;
mod fields;
mod levels;
mod sheet;

use super::Site;
use super::frame::{Frame, view};
use super::route::{Key, MadeOf, PageType};
use crate::base::{Catalog, RelPath};
use crate::kind::{Allocate, Kind, When};
use anyhow::Result;
use desk::Desk;
use fields::Asked;
use serde::Serialize;
use std::collections::BTreeMap;

/// The page, where a kind asks for something.
pub(super) const PAGE: PageType = PageType {
    name: "intake",
    of: MadeOf::everything,
    routes: |site| {
        let page = site.plan.fixed.intake.iter();
        page.map(|page| (page.clone(), Key::Only)).collect()
    },
    bytes,
};

/// How many of the latest records say which numbers are taken.
const LATEST: usize = 60;

/// What is asked for a record of one kind.
#[derive(Serialize)]
struct KindView<'k> {
    id: &'k str,
    name: &'k str,
    /// What somebody would say who has such a thing to report.
    words: String,
    folder: &'k str,
    /// How its ID is made.
    pattern: &'k str,
    /// The greatest number that is taken, by what stands before it.
    taken: BTreeMap<String, u64>,
    /// The field that places it in time.
    date: &'k str,
    fields: Vec<Asked>,
    /// Whether somebody is wanted who handles it: the owner of the system, until somebody says otherwise.
    handled: bool,
    sections: Vec<Section<'k>>,
    /// The record to fill in by hand.
    sheet: String,
}

/// A heading of the record.
#[derive(Serialize)]
struct Section<'k> {
    /// As records have it.
    heading: &'k str,
    /// What the page calls it.
    name: &'k str,
    /// Whether whoever reports something writes it.
    asked: bool,
}

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let kinds = site.plan.kinds.iter().filter(|kind| !kind.form.is_empty());
    let kinds: Vec<KindView<'_>> = kinds.map(|kind| site.intake_kind(kind)).collect();
    let title = site.catalog.word("intake-title");
    let frame = Frame::below_home(site, path, "intake", &title);
    let desks = site.desks(path);
    let registers = &site.library.config.site;
    let is_asked = !(registers.people.is_empty() && registers.vendors.is_empty());
    let people = site.plan.fixed.people.as_ref().filter(|_| is_asked);
    let people = people.map(|page| path.link_to(page));
    let later = site.later();
    let zone = site.library.config.contract.calendar.time_zone().iana_name();
    let views = [
        ("zone", view(&zone)?),
        ("kinds", view(&kinds)?),
        ("later", view(&later)?),
        // What is filled in is kept under the same address in all languages.
        ("kept", view(&site.link_to_shared(path, path))?),
        ("desks", view(&desks)?),
        ("people", view(&people.unwrap_or_default())?),
        ("mail", view(&Desk::mail(&desks))?),
    ];
    site.render("pages/intake.html", &frame, views)
}

impl Site {
    fn intake_kind<'k>(&'k self, kind: &'k Kind) -> KindView<'k> {
        let fields = self.asked(kind);
        let later = self.later();
        let sections: Vec<Section<'k>> = kind
            .sections
            .iter()
            .map(|heading| Section {
                heading: kind.section_name(heading, self.library.config.site.language),
                name: kind.section_name(heading, self.lang),
                asked: kind.form.contains(heading),
            })
            .collect();
        KindView {
            id: &kind.id,
            name: kind.name.get(self.lang),
            words: self
                .catalog
                .find(&format!("intake-kind-{}", kind.id))
                .unwrap_or_else(|| kind.name.get(self.lang).to_owned()),
            folder: &kind.folder,
            pattern: match &kind.allocate {
                Allocate::Pattern(pattern) => pattern,
                Allocate::Path => "",
            },
            taken: self.taken(kind),
            date: kind.dates.first().map_or("", String::as_str),
            sheet: sheet::sheet(&fields, &sections, &later),
            fields,
            handled: kind
                .field("handler")
                .is_some_and(|handler| handler.wanted.contains(&When::Always)),
            sections,
        }
    }

    /// What stands in a record below headings that nobody is asked about: in the language of records, for whoever handles it reads it.
    fn later(&self) -> String {
        Catalog::of(self.library.config.site.language).word("intake-later")
    }

    /// The greatest numbers of the latest records of `kind`.
    fn taken(&self, kind: &Kind) -> BTreeMap<String, u64> {
        let shelf = self.library.shelves.kinds.get(&kind.id);
        let mut taken = BTreeMap::new();
        for index in shelf.into_iter().flatten().take(LATEST) {
            let Some(record) = self.library.records.get(*index) else {
                continue;
            };
            let id = record.id.as_str();
            let prefix = id.trim_end_matches(|c: char| c.is_ascii_digit());
            if let Some(Ok(number)) = id.get(prefix.len()..).map(str::parse::<u64>) {
                let greatest = taken.entry(prefix.to_owned()).or_insert(number);
                *greatest = number.max(*greatest);
            }
        }
        taken
    }
}
