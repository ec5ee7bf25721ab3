//! The records behind a figure, as a list of links. A month may have hundreds of thousands of them, so it is written here and not by a template.

use super::Site;
use super::frame::Link;
use super::long::Long;
use crate::base::RelPath;
use crate::render::{Html, escape_into};

impl Site {
    /// A link from the page at `from` to the record `id`; without an address where that is no record.
    pub(super) fn link_to_record(&self, from: &RelPath, id: &str) -> Link {
        let placed = self.library.find(id);
        let placed = placed.and_then(|index| self.library.placed.get(index));
        Link {
            text: id.to_owned(),
            href: placed.map(|placed| from.link_to(&placed.url)).unwrap_or_default(),
        }
    }

    /// Appends that link to `out`; what is no record keeps its words.
    pub(super) fn record_into(&self, out: &mut String, from: &RelPath, id: &str) {
        let link = self.link_to_record(from, id);
        if link.href.is_empty() {
            escape_into(out, id);
            return;
        }
        link_into(out, &link.href, id);
    }

    /// Appends a list of links from the page at `from` to the records `ids`.
    pub(super) fn evidence_into(&self, out: &mut String, from: &RelPath, ids: &[String]) {
        out.push_str("<ul class=\"evidence\">");
        for id in ids {
            out.push_str("<li>");
            self.record_into(out, from, id);
            out.push_str("</li>");
        }
        out.push_str("</ul>");
    }

    /// That list, or a link to it where `long` has a page for it, which is then `about` something; `None` where there are no records.
    pub(super) fn evidence(
        &self,
        from: &RelPath,
        ids: &[String],
        long: Option<&Long<'_>>,
        about: &str,
    ) -> Option<Html> {
        let mut out = String::new();
        match long.and_then(|long| long.page(ids, || about.to_owned())) {
            Some(page) => {
                let words = self.catalog.fill("site-all", [("n", ids.len().into())]);
                link_into(&mut out, &from.link_to(&page), &words);
            }
            None => self.evidence_into(&mut out, from, ids),
        }
        (!ids.is_empty()).then(|| Html::new(&out))
    }
}

/// Appends a link in `words` to `out`.
pub(super) fn link_into(out: &mut String, href: &str, words: &str) {
    out.push_str("<a href=\"");
    escape_into(out, href);
    out.push_str("\">");
    escape_into(out, words);
    out.push_str("</a>");
}
