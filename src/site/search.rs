//! The search page.

use super::Site;
use super::frame::{Frame, view};
use super::registers::faq;
use super::route::{Key, MadeOf, PageType};
use crate::base::{Month, RelPath};
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

impl Site {
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
