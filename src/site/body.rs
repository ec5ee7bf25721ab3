//! How does the body of a record look on its page?

use super::Site;
use super::foreign;
use super::glossary::is_glossary;
use super::query::Blocks;
use crate::base::number::size;
use crate::base::{RelPath, Span, hash};
use crate::library::Target;
use crate::record::markdown::{LinkKind, Query};
use crate::record::{BETWEEN, Naming, covered};
use crate::render::Html;
use crate::render::markdown::{self, Options, Rendered, Resolve, Resolved, Terms};
use crate::render::picture::{self, Extent};
use anyhow::{Context, Result};
use serde::Serialize;
use std::borrow::Cow;

/// What a body needs to know of the world: the links of the record `index`, shown on its page at `from`.
struct World<'s> {
    site: &'s Site,
    from: &'s RelPath,
    index: usize,
    /// Where IDs of records stand in cells of the kind's table, in order.
    ids: Vec<Span>,
}

/// A body as HTML.
pub(super) struct Body {
    pub rendered: Rendered,
    /// Whether the file is still what it was when it was read first.
    pub as_read: bool,
}

impl Site {
    /// The body of the record `index` as HTML.
    pub(super) fn body(&self, from: &RelPath, index: usize) -> Result<Body> {
        let record = self
            .library
            .records
            .get(index)
            .context("there is no such record")?;
        let bytes = self.snapshot.read(&record.path)?;
        let as_read = hash::short(&bytes) == record.hash;
        // The file may have changed since it was read first: then its text is taken as far as it goes.
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let text = covered(&text);
        let body = text.get(record.body..).unwrap_or("");
        let in_body = |Naming { span, .. }: Naming<'_>| {
            let start = span.start.checked_sub(record.body)?;
            Some(Span::new(start, span.end.checked_sub(record.body)?))
        };
        let mut ids: Vec<Span> = record.naming().filter_map(in_body).collect();
        ids.sort_by_key(|span| span.start);
        let world = World {
            site: self,
            from,
            index,
            ids,
        };
        let options = Options {
            title: Some(&record.title),
            labels: &self.labels,
            scope: "",
        };
        Ok(Body {
            rendered: markdown::html(body, &world, &options),
            as_read,
        })
    }
}

/// What the body of a record is made of: two that are equal look the same.
#[derive(Serialize)]
pub(super) struct BodyLook<'s> {
    file: &'s str,
    from: usize,
    /// Where its links lead, and under which titles.
    links: Vec<Resolved>,
    /// The same of IDs in cells.
    ids: Vec<Resolved>,
    /// How large its pictures are.
    pictures: Vec<Option<Extent>>,
    /// Which words are explained, and where.
    terms: Option<&'s str>,
}

impl Site {
    /// What the body of the record `index` is made of; `None` where queries stand in it, which ask for anything.
    pub(super) fn body_look(&self, index: usize) -> Option<BodyLook<'_>> {
        let record = self.library.records.get(index)?;
        let world = World {
            site: self,
            from: &self.library.placed.get(index)?.url,
            index,
            ids: Vec::new(),
        };
        let cells: Vec<Cow<'_, str>> = record.naming().map(|naming| naming.text).collect();
        let ids = cells.iter().flat_map(|text| text.split(BETWEEN));
        let links = record.outline.links.iter();
        let pictures = links.clone().filter(|link| link.kind == LinkKind::Image);
        let glossary = self.glossary.as_ref();
        record.outline.queries.is_empty().then(|| BodyLook {
            file: &record.hash,
            from: record.body,
            pictures: pictures.map(|link| world.picture(&link.target)).collect(),
            terms: glossary.map(|glossary| glossary.look.as_str()),
            links: links.map(|link| world.resolve(&link.target, link.kind)).collect(),
            ids: ids.map(|id| world.resolve(id.trim(), LinkKind::Wiki)).collect(),
        })
    }

    /// A piece of the body of the record `index` as HTML, for the page at `from`. Without a record its links lead nowhere.
    pub(super) fn fragment(&self, from: &RelPath, index: Option<usize>, markdown: &str) -> Result<Html> {
        let world = World {
            site: self,
            from,
            index: index.unwrap_or(usize::MAX),
            ids: Vec::new(),
        };
        let scope = format!("{}-", hash::short(markdown.as_bytes()));
        let options = Options {
            title: None,
            labels: &self.labels,
            scope: &scope,
        };
        Ok(Html::new(&markdown::html(markdown, &world, &options).html))
    }
}

impl World<'_> {
    /// `href`, which leads from the record's own page to `target`, as it leads there from the page on which the text is shown.
    fn seen_from_here(&self, target: &Target, href: String) -> String {
        let fragment = href.find('#').and_then(|at| href.get(at..)).unwrap_or_default();
        if let Target::File(at) = target
            && !self.site.is_first()
            && let Some(file) = self.site.library.attachments.get(*at)
        {
            return self.site.link_to_shared(self.from, &file.url) + fragment;
        }
        let placed = |index: usize| self.site.library.placed.get(index).map(|placed| &placed.url);
        let Some(own) = placed(self.index).filter(|own| own.parent() != self.from.parent()) else {
            return href;
        };
        let page = match target {
            Target::Record { index, .. } => placed(*index),
            Target::File(at) => self.site.library.attachments.get(*at).map(|file| &file.url),
            Target::Here(_) => Some(own),
            Target::External | Target::Missing => None,
        };
        page.map_or_else(|| href.clone(), |page| self.from.link_to(page) + fragment)
    }
}

impl Resolve for World<'_> {
    fn resolve(&self, target: &str, kind: LinkKind) -> Resolved {
        let found = self.site.library.resolve(self.index, target, kind);
        let class = match &found.target {
            Target::File(_) => Some("file".to_owned()),
            Target::Record { anchor_exists, .. } if !anchor_exists => return Resolved::Missing,
            Target::Here(false) => return Resolved::Missing,
            _ => None,
        };
        let size = match &found.target {
            Target::File(at) if kind != LinkKind::Image => {
                self.site.library.attachments.get(*at).map(|file| size(file.size))
            }
            _ => None,
        };
        match found.href {
            Some(href) => Resolved::Href {
                href: self.seen_from_here(&found.target, href),
                title: found.title.or(size),
                class,
            },
            // Nobody is told whether there is something that they may not see.
            None if !self.site.library.seen.is_all() => Resolved::Plain,
            None => Resolved::Missing,
        }
    }

    fn names_records(&self, span: Span) -> bool {
        let at = self.ids.partition_point(|cell| cell.start <= span.start);
        let cell = at.checked_sub(1).and_then(|at| self.ids.get(at));
        cell.is_some_and(|cell| span.end <= cell.end)
    }

    fn picture(&self, target: &str) -> Option<Extent> {
        let found = self.site.library.resolve(self.index, target, LinkKind::Image);
        let Target::File(at) = found.target else {
            return None;
        };
        let file = self.site.library.attachments.get(at)?;
        picture::extent(&self.site.snapshot.read(&file.path).ok()?)
    }

    fn terms(&self) -> Option<&Terms> {
        let record = self.site.library.records.get(self.index)?;
        let glossary = self.site.glossary.as_ref().filter(|_| !is_glossary(record))?;
        Some(&glossary.terms)
    }

    fn row_anchor(&self, row: usize) -> Option<String> {
        let record = self.site.library.records.get(self.index)?;
        let glossary = self.site.glossary.as_ref().filter(|_| is_glossary(record))?;
        glossary.anchor(self.index, row)
    }

    fn explained_at(&self, number: usize) -> String {
        self.site.explained_at(self.from, number)
    }

    fn query(&self, query: &Query) -> Option<String> {
        let blocks = Blocks {
            site: self.site,
            from: self.from,
            index: self.index,
        };
        let html = blocks.html(query)?;
        let own = self.site.lang != self.site.library.config.site.language;
        Some(match own {
            true => foreign::said(&html, self.site.lang),
            false => html,
        })
    }
}
