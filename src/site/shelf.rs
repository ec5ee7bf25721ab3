//! The latest records of a kind, where a page shows those of several kinds.

use super::Site;
use super::line::Line;
use crate::base::RelPath;
use crate::kind::Kind;
use serde::Serialize;

/// What is shown of a list, and the way to the whole.
#[derive(Serialize)]
pub(super) struct Shelf<'s> {
    kind: &'s str,
    anchor: &'s str,
    href: String,
    count: usize,
    lines: Vec<Line<'s>>,
}

impl Site {
    /// At most `most` records of the list with the number `number`, which holds those of `kind`; `None` where it has no page.
    pub(super) fn shelf<'s>(
        &'s self,
        from: &RelPath,
        kind: &'s Kind,
        number: usize,
        most: usize,
    ) -> Option<Shelf<'s>> {
        let list = self.plan.lists.get(number)?;
        let items = self.plan.items(&self.library, list);
        Some(Shelf {
            kind: kind.name.get(self.lang),
            anchor: &kind.id,
            href: from.link_to(list.pages.first()?),
            count: items.len(),
            lines: self.lines(from, items.get(..most).unwrap_or(items)),
        })
    }
}
