//! The search page.

use super::Site;
use super::frame::{Frame, view};
use super::registers::faq;
use super::route::{Key, MadeOf, PageType};
use crate::base::{Message, Month, RelPath};
use crate::library::Shelf;
use anyhow::Result;
use serde::Serialize;

/// The search page.
pub(super) const PAGE: PageType = PageType {
    name: "search",
    of: MadeOf::records,
    routes: |site| vec![(site.plan.fixed.search.clone(), Key::Only)],
    bytes,
};

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let title = site.catalog.word("site-search");
    let frame = Frame::below_home(site, path, "search", &title);
    site.render(
        "pages/search.html",
        &frame,
        [
            ("examples", view(&site.filters())?),
            ("services", view(&site.services(path))?),
            ("kinds", view(&site.kinds_counted(path))?),
            ("systems", view(&site.systems_counted(path))?),
            ("months", view(&site.months_linked(path))?),
        ],
    )
}

/// A page that is no record, and that people ask for.
#[derive(Serialize)]
struct Service {
    href: String,
    text: String,
    /// What is asked for where it is meant.
    words: String,
}

/// The key of the longest of `shelves`, the first among equals; `None` where all are empty.
fn longest<'s, K>(shelves: impl IntoIterator<Item = (K, &'s Shelf)>) -> Option<K> {
    let filled = shelves.into_iter().filter(|(_, shelf)| !shelf.is_empty());
    let longest = filled.reduce(|longest, other| {
        if other.1.len() > longest.1.len() {
            other
        } else {
            longest
        }
    });
    longest.map(|(key, _)| key)
}

impl Site {
    /// A filter of each sort that finds something here, as readers type it.
    fn filters(&self) -> Vec<String> {
        let (shelves, site) = (&self.library.shelves, &self.library.config.site);
        let kind = longest(&shelves.kinds).and_then(|id| self.library.config.kinds.get(id));
        let values = [
            (
                "system",
                longest(&shelves.systems).map(|id| site.systems.name(id)),
            ),
            ("kind", kind.map(|kind| kind.name.get(self.lang))),
            (
                "region",
                longest(&shelves.regions).map(|id| site.regions.name(id)),
            ),
            ("tag", longest(&shelves.tags).map(String::as_str)),
        ];
        let filter = |scope: &str, value: &str| {
            let is_one_word = !value.contains(char::is_whitespace);
            let value = if is_one_word {
                value.to_owned()
            } else {
                format!("\"{value}\"")
            };
            let message = Message::new("site-search-filter").with("value", value);
            self.catalog.say(&message.with("scope", scope.to_owned()))
        };
        let month = longest(&shelves.months).map(Month::to_string);
        let named = values
            .into_iter()
            .filter_map(|(scope, value)| Some((scope, value?)));
        let all = named.chain(month.as_deref().map(|month| ("month", month)));
        all.map(|(scope, value)| filter(scope, value)).collect()
    }

    /// The pages that are asked for although they are no records.
    fn services(&self, from: &RelPath) -> Vec<Service> {
        let fixed = &self.plan.fixed;
        let all = [
            ("intake-title", "intake", fixed.intake.as_ref()),
            ("site-people", "people", fixed.people.as_ref()),
            ("register-faq", "faq", faq(&self.library, &self.plan)),
            ("site-open", "open", self.plan.first_page(self.plan.open)),
            (
                "site-scores",
                "months",
                self.library.seen.is_all().then_some(&fixed.months),
            ),
            ("registers-title", "registers", Some(&fixed.registers)),
        ];
        let service = |(title, words, path): (&str, &str, Option<&RelPath>)| {
            Some(Service {
                href: from.link_to(path?),
                text: self.catalog.word(title),
                words: self.catalog.word(&format!("site-words-{words}")),
            })
        };
        all.into_iter().filter_map(service).collect()
    }

    /// The months, the latest first.
    fn months_linked(&self, from: &RelPath) -> Vec<Service> {
        let months = self.plan.months.iter().rev();
        let link = |(month, page): &(Month, RelPath)| Service {
            href: from.link_to(page),
            text: self.library.month(*month, self.lang),
            words: month.to_string(),
        };
        months.map(link).collect()
    }
}
