//! Who takes what is reported, and how are they reached?

use super::super::contact::{Way, ways};
use super::super::{Site, people};
use crate::base::RelPath;
use crate::config::Person;
use serde::Serialize;

/// How many are named where nobody manages.
const NAMED: usize = 3;

/// Somebody who takes it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Desk<'p> {
    name: &'p str,
    role: String,
    href: Option<String>,
    contact: Vec<Way>,
}

impl Desk<'_> {
    /// The first address among `desks` to write to.
    pub(super) fn mail<'d>(desks: &'d [Desk<'_>]) -> Option<&'d str> {
        let mut ways = desks.iter().flat_map(|desk| &desk.contact);
        ways.find_map(|way| way.href.as_deref()?.strip_prefix("mailto:"))
    }
}

impl Site {
    /// The contractor's managers, else the first of its engineers, who say how they are reached: those on the roster as of the build, where there are any.
    pub(super) fn desks<'s>(&'s self, from: &RelPath) -> Vec<Desk<'s>> {
        let today = self.today();
        let people = self.library.config.site.people.iter();
        let all: Vec<&Person> = people
            .filter(|person| person.is_of_contractor() && person.contact.is_some())
            .collect();
        let narrowed = |people: Vec<&'s Person>, wanted: &dyn Fn(&Person) -> bool| {
            let some: Vec<&Person> = people.iter().copied().filter(|person| wanted(person)).collect();
            if some.is_empty() { people } else { some }
        };
        let there = narrowed(all, &|person| today.is_none_or(|day| person.on_roster(day)));
        let taking = narrowed(there, &|person| person.role == "manager");
        let page = self.plan.fixed.people.as_ref();
        let desk = |person: &'s Person| Desk {
            name: &person.name,
            role: self.role(&person.role),
            href: page.map(|page| format!("{}#{}", from.link_to(page), people::anchor(&person.id))),
            contact: ways(person.contact.as_deref()),
        };
        taking.into_iter().take(NAMED).map(desk).collect()
    }
}
