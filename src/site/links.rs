//! Links from a record to the pages of what it belongs to, in words.

use super::Site;
use super::frame::Link;
use super::standing::Badge;
use crate::base::{Label, Month, RelPath};
use crate::config::Entry;
use crate::kind::FieldType;
use crate::record::Record;

impl Site {
    /// The word for a confidentiality.
    pub(super) fn confidentiality(&self, level: &str) -> Badge {
        let field = self
            .plan
            .kinds
            .first()
            .and_then(|kind| kind.field("confidentiality"));
        let word = match field.map(|field| &field.kind) {
            Some(FieldType::Choice(choices)) => self.library.config.site.choice_label(choices, level),
            _ => Label::plain(level),
        };
        Badge {
            word: word.get(self.lang).to_owned(),
            tone: if level == "restricted" { "bad" } else { "plain" },
        }
    }

    /// The systems, by name.
    pub(super) fn system_links(&self, from: &RelPath, systems: &[String]) -> Vec<Link> {
        let link = |id: &String| Link {
            text: self.library.config.site.systems.name(id).to_owned(),
            href: self
                .plan
                .system(id)
                .map(|system| from.link_to(&system.path))
                .unwrap_or_default(),
        };
        systems.iter().map(link).collect()
    }

    /// The region, by name.
    pub(super) fn region_link(&self, from: &RelPath, id: &str) -> Link {
        let regions = &self.library.config.site.regions;
        Link {
            text: regions.get(id).map_or(id, Entry::name).to_owned(),
            href: self
                .plan
                .region(id)
                .map(|path| from.link_to(path))
                .unwrap_or_default(),
        }
    }

    /// The tag.
    pub(super) fn tag_link(&self, from: &RelPath, tag: &str) -> Link {
        Link {
            text: tag.to_owned(),
            href: self
                .plan
                .tag(tag)
                .map(|path| from.link_to(path))
                .unwrap_or_default(),
        }
    }

    /// The list of the kind of `record` in `month`.
    pub(super) fn kind_month(&self, from: &RelPath, record: &Record, month: Month) -> String {
        let months = self
            .plan
            .kind_number(&record.kind.id)
            .and_then(|kind| self.plan.months_of_kind.get(kind));
        let list = months.and_then(|months| months.iter().find(|(at, _)| *at == month));
        let page = list.and_then(|(_, list)| self.plan.first_page(*list));
        page.map(|page| from.link_to(page)).unwrap_or_default()
    }

    /// The way from the page at `from` to the home page.
    pub(super) fn home(&self, from: &RelPath) -> String {
        from.link_to(&self.plan.fixed.home)
    }
}
