//! The records behind a figure, as a list of links. A month may have hundreds of thousands of them, so it is written here and not by a template.

use super::Site;
use super::frame::Link;
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

    /// Links from the page at `from` to the records `ids`; one that is no record keeps its words. `None` where there are none.
    pub(super) fn evidence(&self, from: &RelPath, ids: &[String]) -> Option<Html> {
        if ids.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(ids.len() * 72 + 32);
        out.push_str("<ul class=\"evidence\">");
        for id in ids {
            let link = self.link_to_record(from, id);
            if link.href.is_empty() {
                out.push_str("<li>");
                escape_into(&mut out, id);
                out.push_str("</li>");
            } else {
                out.push_str("<li><a href=\"");
                escape_into(&mut out, &link.href);
                out.push_str("\">");
                escape_into(&mut out, id);
                out.push_str("</a></li>");
            }
        }
        out.push_str("</ul>");
        Some(Html::new(&out))
    }
}
