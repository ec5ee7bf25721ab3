//! Who does what: the roster, the vendors, and who is on duty.

use super::Site;
use super::contact::{Way, call, ways};
use super::frame::{Frame, Link, view};
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use crate::config::Person;
use anyhow::Result;
use serde::Serialize;

/// The roster.
pub(super) const PAGE: PageType = PageType {
    name: "people",
    of: MadeOf::records,
    routes: |site| {
        let page = site.plan.fixed.people.iter();
        page.map(|page| (page.clone(), Key::Only)).collect()
    },
    bytes,
};

#[derive(Serialize)]
struct PersonView<'p> {
    anchor: String,
    name: &'p str,
    role: String,
    from: Option<String>,
    to: Option<String>,
    systems: Vec<Link>,
    /// Whether the person looks after all of them.
    all_systems: bool,
    contact: Vec<Way>,
}

#[derive(Serialize)]
struct VendorView<'p> {
    anchor: String,
    name: &'p str,
    role: Option<String>,
    contact: Vec<Way>,
    systems: Vec<Link>,
}

/// Whom to ask about a system.
#[derive(Serialize)]
struct SystemView<'p> {
    system: Link,
    owner: Option<Reached<'p>>,
    builder: Option<Reached<'p>>,
}

/// Somebody, and how to reach them.
#[derive(Serialize)]
struct Reached<'p> {
    name: &'p str,
    href: String,
    /// The last day of somebody who has left, whom nobody is to ask.
    left: Option<String>,
    contact: Vec<Way>,
}

#[derive(Serialize)]
struct DutyView<'p> {
    date: String,
    /// Whether it is the day of the site's instant.
    today: bool,
    past: bool,
    name: &'p str,
    href: String,
    phone: Option<&'p str>,
    /// The address to call, where the telephone is a number.
    call: Option<String>,
}

/// The anchor of the person or vendor with this ID.
pub(super) fn anchor(id: &str) -> String {
    super::addresses::file_name(id)
}

impl Site {
    /// The role with the ID `id`.
    pub(super) fn role(&self, id: &str) -> String {
        self.role_of("site-role", id)
    }

    /// The last day of `person`, where that is before the newest time.
    pub(super) fn left(&self, person: &Person) -> Option<String> {
        Some(person.left(self.today()?)?.to_string())
    }

    fn role_of(&self, prefix: &str, id: &str) -> String {
        let word = self.catalog.find(&format!("{prefix}-{id}"));
        word.unwrap_or_else(|| id.to_owned())
    }
}

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let registers = &site.library.config.site;
    let system = |id: &str| Link {
        text: registers.systems.name(id).to_owned(),
        href: site
            .plan
            .system(id)
            .map(|system| path.link_to(&system.path))
            .unwrap_or_default(),
    };
    let people: Vec<PersonView<'_>> = registers
        .people
        .iter()
        .map(|person| PersonView {
            anchor: anchor(&person.id),
            name: &person.name,
            role: site.role(&person.role),
            from: person.from.map(|date| date.to_string()),
            to: person.to.map(|date| date.to_string()),
            systems: person.systems.iter().map(|id| system(id)).collect(),
            all_systems: person.systems.is_empty()
                && person.is_of_contractor()
                && !registers.systems.is_empty(),
            contact: ways(person.contact.as_deref()),
        })
        .collect();
    let built = |vendor: &str| {
        let systems = registers
            .systems
            .iter()
            .filter(|entry| entry.builder.as_deref() == Some(vendor));
        systems.map(|entry| system(&entry.id)).collect()
    };
    let vendors: Vec<VendorView<'_>> = registers
        .vendors
        .iter()
        .map(|vendor| VendorView {
            anchor: anchor(&vendor.id),
            name: &vendor.name,
            role: vendor
                .role
                .as_deref()
                .map(|role| site.role_of("site-vendor-role", role)),
            contact: ways(vendor.contact.as_deref()),
            systems: built(&vendor.id),
        })
        .collect();
    let today = site.today();
    let duty: Vec<DutyView<'_>> = registers
        .duty
        .iter()
        .map(|duty| DutyView {
            date: duty.date.to_string(),
            today: today == Some(duty.date),
            past: today.is_some_and(|today| duty.date < today),
            name: registers.people.name(&duty.person),
            href: format!("#{}", anchor(&duty.person)),
            phone: duty.phone.as_deref(),
            call: duty.phone.as_deref().and_then(call),
        })
        .collect();
    let (past, duty): (Vec<_>, Vec<_>) = duty.into_iter().partition(|duty| duty.past);
    let asked: Vec<SystemView<'_>> = registers
        .systems
        .iter()
        .filter(|entry| entry.state != "retired" && (entry.owner.is_some() || entry.builder.is_some()))
        .map(|entry| SystemView {
            system: system(&entry.id),
            owner: entry
                .owner
                .as_ref()
                .and_then(|id| registers.people.get(id))
                .map(|person| {
                    let left = site.left(person);
                    Reached {
                        name: &person.name,
                        href: format!("#{}", anchor(&person.id)),
                        contact: ways(person.contact.as_deref().filter(|_| left.is_none())),
                        left,
                    }
                }),
            builder: entry
                .builder
                .as_ref()
                .and_then(|id| registers.vendors.get(id))
                .map(|vendor| Reached {
                    name: &vendor.name,
                    href: format!("#{}", anchor(&vendor.id)),
                    left: None,
                    contact: ways(vendor.contact.as_deref()),
                }),
        })
        .collect();
    let title = site.catalog.word("site-people");
    let frame = Frame::below_home(site, path, "index", &title);
    site.render(
        "pages/people.html",
        &frame,
        [
            ("people", view(&people)?),
            ("vendors", view(&vendors)?),
            ("asked", view(&asked)?),
            ("duty", view(&duty)?),
            ("past_duty", view(&past)?),
            ("as_of", view(&site.as_of_text())?),
        ],
    )
}
