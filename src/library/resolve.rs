//! What does a link lead to?

use super::{Library, Target};
use crate::base::RelPath;
use crate::record::Record;
use crate::record::markdown::{LinkKind, has_scheme, split_fragment};
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
    /// What `written`, a link of `kind` in the body of the record `from`, leads to.
    pub fn resolve(&self, from: usize, written: &str, kind: LinkKind) -> Resolution {
        let Some(record) = self.records.get(from) else {
            return Resolution::missing();
        };
        match kind {
            LinkKind::Wiki => self.resolve_id(from, written),
            LinkKind::Link | LinkKind::Image => self.resolve_path(from, record, written),
        }
    }

    /// What an ID, with or without `#heading`, leads to.
    pub fn resolve_id(&self, from: usize, written: &str) -> Resolution {
        // An ID may itself hold `#`, so the whole is tried first.
        if let Some(index) = self.find(written) {
            return self.to_record(from, index, None);
        }
        let (id, fragment) = split_fragment(written);
        match self.find(id) {
            Some(index) => self.to_record(from, index, fragment),
            None if id.is_empty() => self.here(from, fragment),
            None => Resolution::missing(),
        }
    }

    fn resolve_path(&self, from: usize, record: &Record, written: &str) -> Resolution {
        if has_scheme(written) {
            return Resolution {
                target: Target::External,
                href: Some(written.to_owned()),
                title: None,
            };
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
        let Some(found) = found else {
            return Resolution::missing();
        };
        self.to_path(from, &found, fragment)
    }

    fn to_path(&self, from: usize, path: &RelPath, fragment: Option<&str>) -> Resolution {
        let in_folder = |name: &str| self.at_path(&path.join(name)?);
        let record = self
            .at_path(path)
            .or_else(|| self.at_path(&RelPath::new(&format!("{path}.md"))?))
            .or_else(|| in_folder("index.md"))
            .or_else(|| in_folder("README.md"));
        if let Some(index) = record {
            return self.to_record(from, index, fragment);
        }
        let found = self.files.get(path).copied();
        let attachment = found.and_then(|at| Some((at, self.attachments.get(at)?)));
        let (Some((at, file)), Some(here)) = (attachment, self.placed.get(from)) else {
            return Resolution::missing();
        };
        Resolution {
            href: Some(here.url.link_to(&file.url)),
            target: Target::File(at),
            title: None,
        }
    }

    fn to_record(&self, from: usize, index: usize, fragment: Option<&str>) -> Resolution {
        let (Some(here), Some(there), Some(record)) = (
            self.placed.get(from),
            self.placed.get(index),
            self.records.get(index),
        ) else {
            return Resolution::missing();
        };
        let heading = fragment
            .filter(|text| !text.is_empty())
            .map(|text| record.outline.heading(text));
        let anchor = match (&heading, fragment) {
            (Some(Some(heading)), _) => Some(heading.id.clone()),
            (Some(None), Some(fragment)) => Some(fragment.to_owned()),
            _ => None,
        };
        let mut href = here.url.link_to(&there.url);
        if let Some(anchor) = &anchor {
            href.push('#');
            href.push_str(anchor);
        }
        let anchor_exists =
            !matches!(heading, Some(None)) || fragment.is_some_and(|text| record.outline.has_anchor(text));
        Resolution {
            target: Target::Record {
                index,
                anchor,
                anchor_exists,
            },
            href: Some(href),
            title: Some(record.title.clone()),
        }
    }

    fn here(&self, from: usize, fragment: Option<&str>) -> Resolution {
        let fragment = fragment.unwrap_or("");
        let found = self
            .records
            .get(from)
            .and_then(|record| record.outline.heading(fragment));
        let anchor = found.map_or(fragment, |heading| heading.id.as_str());
        Resolution {
            target: Target::Here(found.is_some()),
            href: Some(format!("#{anchor}")),
            title: None,
        }
    }
}

impl Resolution {
    fn missing() -> Resolution {
        Resolution {
            target: Target::Missing,
            href: None,
            title: None,
        }
    }
}
