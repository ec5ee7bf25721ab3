//! What does a link lead to?

use super::{Library, Target};
use crate::base::RelPath;
use crate::record::Record;
use crate::record::markdown::{Heading, LinkKind, has_scheme, split_fragment};
use percent_encoding::percent_decode_str;

/// What a link leads to, and how a page writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// What it leads to.
    pub target: Target,
    /// The link relative to the record's page; `None` where there is nothing to link to.
    pub href: Option<String>,
    /// The title of the record that it leads to.
    pub title: Option<String>,
}

impl Library {
    /// What `written`, a link of `kind` in the body of the record `from`, leads to, and how its page writes it.
    pub fn resolve(&self, from: usize, written: &str, kind: LinkKind) -> Resolution {
        let target = self.target(from, written, kind);
        Resolution {
            href: self.href(from, written, &target),
            title: match target {
                Target::Record { index, .. } => self.records.get(index).map(|record| record.title.clone()),
                _ => None,
            },
            target,
        }
    }

    /// What `written`, a link of `kind` in the body of the record `from`, leads to.
    pub fn target(&self, from: usize, written: &str, kind: LinkKind) -> Target {
        match (kind, self.records.get(from)) {
            (_, None) => Target::Missing,
            (LinkKind::Wiki, _) => self.target_of_id(from, written),
            (LinkKind::Link | LinkKind::Image, Some(record)) => self.target_of_path(from, record, written),
        }
    }

    /// What an ID, with or without `#heading`, leads to.
    pub(super) fn target_of_id(&self, from: usize, written: &str) -> Target {
        // An ID may itself hold `#`, so the whole is tried first.
        if let Some(index) = self.find(written) {
            return self.record(index, None);
        }
        let (id, fragment) = split_fragment(written);
        match self.find(id) {
            Some(index) => self.record(index, fragment),
            None if id.is_empty() => self.here(from, fragment),
            None => Target::Missing,
        }
    }

    fn target_of_path(&self, from: usize, record: &Record, written: &str) -> Target {
        if has_scheme(written) {
            return Target::External;
        }
        let (path, fragment) = split_fragment(written);
        if path.is_empty() {
            return self.here(from, fragment);
        }
        let path = path.split('?').next().unwrap_or(path);
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let folder = record.path.parent();
        let content = RelPath::new(self.layout.content.as_str()).unwrap_or_default();
        let found = match decoded.strip_prefix('/') {
            Some(rest) => content.join(rest),
            None => folder.join(&decoded),
        };
        found.map_or(Target::Missing, |found| self.at(&found, fragment))
    }

    /// The record or the file at `path`.
    fn at(&self, path: &RelPath, fragment: Option<&str>) -> Target {
        let in_folder = |name: &str| self.at_path(&path.join(name)?);
        let record = self
            .at_path(path)
            .or_else(|| self.at_path(&RelPath::new(&format!("{path}.md"))?))
            .or_else(|| in_folder("index.md"))
            .or_else(|| in_folder("README.md"));
        match (record, self.files.get(path)) {
            (Some(index), _) => self.record(index, fragment),
            (None, Some(file)) => Target::File(*file),
            (None, None) => Target::Missing,
        }
    }

    fn record(&self, index: usize, fragment: Option<&str>) -> Target {
        let Some(record) = self.records.get(index) else {
            return Target::Missing;
        };
        let Some(fragment) = fragment.filter(|text| !text.is_empty()) else {
            return Target::Record {
                index,
                anchor: None,
                anchor_exists: true,
            };
        };
        let heading = record.outline.heading(fragment);
        Target::Record {
            index,
            anchor: Some(heading.map_or(fragment, |heading| &heading.id).to_owned()),
            anchor_exists: heading.is_some() || record.outline.has_anchor(fragment),
        }
    }

    fn here(&self, from: usize, fragment: Option<&str>) -> Target {
        Target::Here(self.heading(from, fragment.unwrap_or("")).is_some())
    }

    fn heading(&self, from: usize, fragment: &str) -> Option<&Heading> {
        self.records.get(from)?.outline.heading(fragment)
    }

    /// The link to `target` on the page of the record `from`, where `written` leads to it.
    fn href(&self, from: usize, written: &str, target: &Target) -> Option<String> {
        let here = self.placed.get(from)?;
        match target {
            Target::Record { index, anchor, .. } => {
                let mut href = here.url.link_to(&self.placed.get(*index)?.url);
                if let Some(anchor) = anchor {
                    href.push('#');
                    href.push_str(anchor);
                }
                Some(href)
            }
            Target::File(at) => Some(here.url.link_to(&self.attachments.get(*at)?.url)),
            Target::External => Some(written.to_owned()),
            Target::Here(_) => {
                let fragment = split_fragment(written).1.unwrap_or("");
                let found = self.heading(from, fragment);
                Some(format!("#{}", found.map_or(fragment, |heading| &heading.id)))
            }
            Target::Missing => None,
        }
    }
}
