//! A route: which page, of what, at which path.

use crate::base::RelPath;
use anyhow::Result;
use blake3::Hash;
use std::collections::HashMap;

/// A page of the site: where it lies and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The path in the site.
    pub path: RelPath,
    /// The row of [`super::PAGES`].
    pub(super) page: usize,
    /// What the page shows.
    pub(super) key: Key,
    /// The number of the other language that it is in; `None` for the site's own.
    pub(super) other: Option<usize>,
}

impl Route {
    /// The name of the type of the page.
    pub fn page_type(&self) -> &'static str {
        super::PAGES.get(self.page).map_or("", |page| page.name)
    }
}

/// All routes, in order.
#[derive(Debug, Default)]
pub(super) struct Routes {
    pub all: Vec<Route>,
    by_path: HashMap<RelPath, usize>,
}

impl Routes {
    pub fn of(all: Vec<Route>) -> Routes {
        let places = all.iter().enumerate();
        Routes {
            by_path: places.map(|(at, route)| (route.path.clone(), at)).collect(),
            all,
        }
    }

    /// That to the page at `path`.
    pub fn at(&self, path: &RelPath) -> Option<&Route> {
        self.all.get(*self.by_path.get(path)?)
    }
}

/// What a page shows, by its place in the library or in the plan of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// There is one page of its type.
    Only,
    /// The record, system, month or file with this number.
    Item(usize),
    /// A part of a list: its number from 0.
    Part {
        /// The number of the list.
        list: usize,
        /// The number of the part, from 0.
        part: usize,
    },
}

/// What goes into a page besides [`super::Site::look`], where that can be told without making it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeOf {
    /// What of all there is.
    pub all: Told,
    /// The record whose own fields, text and history it shows, by index.
    pub text_of: Option<usize>,
}

/// How much of all records goes into a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// What the page of one record may show of others: under which name, where and when they stand, and to whom they lead; not what else their
    /// fields say.
    Names,
    /// That, and all fields.
    Records,
    /// That, and what git and the ledger tell.
    Everything,
}

impl MadeOf {
    /// Of the record with this number and the names of others.
    pub(super) const fn record(index: usize) -> MadeOf {
        MadeOf {
            all: Told::Names,
            text_of: Some(index),
        }
    }

    /// Nothing but what the records say outside of their texts.
    pub(super) const RECORDS: MadeOf = MadeOf {
        all: Told::Records,
        text_of: None,
    };
    /// That, and what git and the ledger tell.
    pub(super) const EVERYTHING: MadeOf = MadeOf {
        all: Told::Everything,
        text_of: None,
    };

    /// For a type of pages of which each is made of [`MadeOf::RECORDS`].
    pub(super) fn records(_: &super::Site, _: Key) -> Option<MadeOf> {
        Some(MadeOf::RECORDS)
    }

    /// For a type of pages of which each is made of [`MadeOf::EVERYTHING`].
    pub(super) fn everything(_: &super::Site, _: Key) -> Option<MadeOf> {
        Some(MadeOf::EVERYTHING)
    }

    /// For a type of pages of which only the bytes tell.
    pub(super) fn unknown(_: &super::Site, _: Key) -> Option<MadeOf> {
        None
    }
}

/// A page, made: its path and its bytes.
pub(super) type Sheet = (RelPath, Vec<u8>);

/// A type of page: a row of [`super::PAGES`].
pub struct PageType {
    /// The name, which is that of its file in `site/`.
    pub name: &'static str,
    /// What one of them is made of.
    pub(super) of: fn(&super::Site, Key) -> Option<MadeOf>,
    /// Which pages there are.
    pub(super) routes: fn(&super::Site) -> Vec<(RelPath, Key)>,
    /// What one of them shows.
    pub(super) bytes: fn(&super::Site, &RelPath, Key) -> Result<Vec<u8>>,
}

/// Makes a page and those that come with it, unless their look is known.
pub(super) type Sheets = fn(&super::Site, &RelPath, Key, &dyn Fn(&Hash) -> bool) -> Result<Bound>;

/// A page and those that come with it: the page's own is the first.
#[derive(Default)]
pub(super) struct Bound {
    /// As in [`Made`].
    pub look: Option<Hash>,
    /// The pages; `None` where their look is known.
    pub sheets: Option<Vec<Sheet>>,
    /// As in [`Made`].
    pub overtaken: bool,
}

/// The pages of a route, unless they are known.
#[derive(Debug)]
pub struct Made {
    /// All that goes into the pages besides [`super::Site::look`], as a hash: where it is the same, there are the same pages with the same
    /// bytes. `None` where only the bytes tell.
    pub look: Option<Hash>,
    /// The pages; `None` where their look is known.
    pub pages: Option<Vec<Page>>,
    /// Whether a file changed after the records were read, so that they show more than went into them.
    pub overtaken: bool,
}

/// A page, made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The path in the site.
    pub path: RelPath,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type.
    pub content_type: &'static str,
}

impl Page {
    /// A page of `bytes` at `path`, of the type that its name says.
    pub(super) fn of(path: RelPath, bytes: Vec<u8>) -> Page {
        Page {
            content_type: content_type(&path),
            path,
            bytes,
        }
    }
}

/// The media type of a file of this name.
pub fn content_type(path: &RelPath) -> &'static str {
    match path.extension().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "txt" | "log" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}
