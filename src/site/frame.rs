//! What all pages have in common: title, way to the root, breadcrumbs.

use super::Site;
use super::foreign::marked;
use super::languages::Version;
use crate::base::{Lang, RelPath, Unable};
use anyhow::Result;
use serde::Serialize;
use std::string::FromUtf8Error;
use tera::{Context, Value};

/// A link in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    /// The words.
    pub text: String,
    /// Where it leads, relative to the page.
    pub href: String,
}

/// What all pages have in common.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Frame<'f> {
    /// The title of the page, without that of the site.
    pub title: &'f str,
    /// Which type of page it is, for styles.
    pub kind: &'f str,
    /// The way to the root of the site: `../../`.
    pub root: String,
    /// The path of the page.
    pub path: &'f str,
    /// The pages above this one, outermost first.
    pub crumbs: Vec<Link>,
    /// The address of the page, where the site has one.
    pub canonical: Option<String>,
    /// The page in each language that is offered; none where it is one.
    pub versions: Vec<Version>,
    /// Whether these show the same as this one, and not only the beginning of it.
    pub same: bool,
}

impl<'f> Frame<'f> {
    /// The frame of the page at `path`.
    pub(super) fn new(site: &Site, path: &'f RelPath, kind: &'f str, title: &'f str) -> Frame<'f> {
        Frame {
            title,
            kind,
            root: path.to_root(),
            path: path.as_str(),
            crumbs: Vec::new(),
            canonical: site.address(path),
            versions: site.versions(path),
            same: true,
        }
    }

    /// The frame of the page at `path`, which stands below the home page.
    pub(super) fn below_home(site: &Site, path: &'f RelPath, kind: &'f str, title: &'f str) -> Frame<'f> {
        Frame::new(site, path, kind, title).under(site.catalog.word("site-home"), site.home(path))
    }

    /// The frame with one more page above.
    pub(super) fn under(mut self, text: impl Into<String>, href: String) -> Frame<'f> {
        self.crumbs.push(Link {
            text: text.into(),
            href,
        });
        self
    }
}

impl Frame<'_> {
    /// The frame of a page that another language may not have: there, the page at `path` is shown, with which it comes.
    pub(super) fn coming_with(mut self, site: &Site, path: &RelPath) -> Self {
        self.versions = site.versions(path);
        self.same = false;
        self
    }
}

impl Site {
    /// What the template `name` makes of `frame` and `views`.
    pub(super) fn render(
        &self,
        name: &str,
        frame: &Frame<'_>,
        views: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<Vec<u8>> {
        let mut context = Context::new();
        context.insert_value("site", self.common.clone());
        context.insert_value("page", view(frame)?);
        for (name, value) in views {
            context.insert_value(name, value);
        }
        let page = self.templates.render(name, &context).map_err(Unable::from)?;
        // What else a template makes is no page.
        if self.lang != Lang::En || !name.ends_with(".html") {
            return Ok(page);
        }
        Ok(String::from_utf8(page).map_or_else(FromUtf8Error::into_bytes, |page| marked(&page).into_bytes()))
    }
}

/// A view as templates see it.
pub(super) fn view(value: &(impl Serialize + ?Sized)) -> Result<Value> {
    Ok(Value::try_from_serializable(value)?)
}
