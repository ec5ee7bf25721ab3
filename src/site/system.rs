//! The page of a system: its entry in the catalogue, the documents it should have, and its records by kind.

use super::Site;
use super::contact::{Way, ways};
use super::frame::{Frame, Link, view};
use super::plan::{FeedOf, Subject, SystemPage};
use super::route::{Key, MadeOf, PageType};
use super::shelf::Shelf;
use crate::base::RelPath;
use crate::base::path::percent;
use crate::kind::{Choices, FieldType, Value};
use anyhow::{Context, Result};
use serde::Serialize;

/// A page for each system.
pub(super) const PAGE: PageType = PageType {
    name: "system",
    of: MadeOf::everything,
    routes: |site| {
        let systems = site.plan.systems.iter().enumerate();
        systems
            .map(|(number, system)| (system.path.clone(), Key::Item(number)))
            .collect()
    },
    bytes,
};

/// How many of its latest records of a kind are shown.
const LATEST: usize = 6;
/// How many manuals are looked at for the documents that a system should have.
const MANUALS: usize = 200;

#[derive(Serialize)]
struct SystemView<'s> {
    name: &'s str,
    id: &'s str,
    declared: bool,
    retired: bool,
    owner: Option<Reached>,
    builder: Option<Reached>,
    documents: Vec<Document>,
    count: usize,
    shelves: Vec<Shelf<'s>>,
}

/// Who answers for the system, and how to reach them.
#[derive(Serialize)]
struct Reached {
    text: String,
    href: String,
    /// The last day of somebody who has left, whom nobody is to ask.
    left: Option<String>,
    contact: Vec<Way>,
}

/// A document that the system should have.
#[derive(Serialize)]
struct Document {
    name: String,
    found: Vec<Link>,
}

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Item(number) = key else {
        return Ok(Vec::new());
    };
    let page = site.plan.systems.get(number).context("there is no such system")?;
    let registers = &site.library.config.site;
    let entry = registers.systems.get(&page.id);
    let people = site.plan.fixed.people.as_ref();
    let anchor = |id: &str| {
        let page = people.map(|page| path.link_to(page));
        page.map_or_else(String::new, |page| {
            format!("{page}#{}", super::people::anchor(id))
        })
    };
    // Nobody is to see whom to call where there is no page of people.
    let reached = |id: &str, name: &str, contact: Option<&str>, left: Option<String>| Reached {
        text: name.to_owned(),
        href: anchor(id),
        contact: ways(contact.filter(|_| people.is_some() && left.is_none())),
        left,
    };
    let shown = SystemView {
        name: registers.systems.name(&page.id),
        id: &page.id,
        declared: entry.is_some(),
        retired: entry.is_some_and(|entry| entry.state == "retired"),
        owner: entry
            .and_then(|entry| entry.owner.as_ref())
            .and_then(|id| registers.people.get(id))
            .map(|person| {
                let (contact, left) = (person.contact.as_deref(), site.left(person));
                reached(&person.id, &person.name, contact, left)
            }),
        builder: entry
            .and_then(|entry| entry.builder.as_ref())
            .and_then(|id| registers.vendors.get(id))
            .map(|vendor| reached(&vendor.id, &vendor.name, vendor.contact.as_deref(), None)),
        documents: site.documents(path, page),
        count: site.library.shelves.systems.get(&page.id).map_or(0, Vec::len),
        shelves: page
            .lists
            .iter()
            .filter_map(|list| site.shelf_of(path, *list))
            .collect(),
    };
    let frame = Frame::below_home(site, path, "system", shown.name).under(
        site.catalog.word("site-systems"),
        path.link_to(&site.plan.fixed.systems),
    );
    let feed = site.feed_of(path, FeedOf::System(number));
    let intake = site.plan.fixed.intake.as_ref();
    let intake = intake.filter(|_| shown.declared && !shown.retired);
    let intake = intake.map(|form| format!("{}?system={}", path.link_to(form), percent(&page.id)));
    let views = [
        ("system", view(&shown)?),
        ("feed", view(&feed)?),
        ("intake", view(&intake)?),
    ];
    site.render("pages/system.html", &frame, views)
}

impl Site {
    fn shelf_of<'s>(&'s self, from: &RelPath, number: usize) -> Option<Shelf<'s>> {
        let Subject::System(_, kind) = self.subject(number)? else {
            return None;
        };
        self.shelf(from, self.plan.kinds.get(*kind)?, number, LATEST)
    }

    /// The documents that the system should have, and the manuals that are these.
    fn documents(&self, from: &RelPath, page: &SystemPage) -> Vec<Document> {
        let registers = &self.library.config.site;
        let wanted = registers
            .systems
            .get(&page.id)
            .map(|entry| entry.documents.as_slice())
            .unwrap_or_default();
        let manuals = page.lists.iter().find_map(|number| {
            let list = self.plan.lists.get(*number)?;
            let Subject::System(_, kind) = list.subject else {
                return None;
            };
            let is_manual = self.plan.kinds.get(kind).is_some_and(|kind| kind.id == "manual");
            is_manual.then(|| self.plan.items(&self.library, list))
        });
        let manuals = manuals.unwrap_or_default();
        let of_type = |wanted: &str| {
            let mut found = Vec::new();
            for index in manuals.iter().take(MANUALS) {
                let (record, placed) = (
                    self.library.records.get(*index)?,
                    self.library.placed.get(*index)?,
                );
                if matches!(record.get("document_type"), Some(Value::Choice(id)) if id == wanted) {
                    found.push(Link {
                        text: record.title.clone(),
                        href: from.link_to(&placed.url),
                    });
                }
            }
            Some(found)
        };
        let document = |id: &String| Document {
            name: self.document_type(id),
            found: of_type(id).unwrap_or_default(),
        };
        wanted.iter().map(document).collect()
    }

    fn document_type(&self, id: &str) -> String {
        let manual = self.plan.kinds.iter().find(|kind| kind.id == "manual");
        let choices = match manual
            .and_then(|kind| kind.field("document_type"))
            .map(|field| &field.kind)
        {
            Some(FieldType::Choice(choices)) => choices.clone(),
            _ => Choices::Vocabulary("document_types".to_owned()),
        };
        self.library
            .config
            .site
            .choice_label(&choices, id)
            .get(self.lang)
            .to_owned()
    }
}
