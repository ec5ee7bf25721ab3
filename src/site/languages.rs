//! Where does the same page stand in another language? The pages of the site's own language stand where they are, those of each other one in a
//! folder of its own, with the same paths in it; files without words stand once.

use super::Site;
use super::route::Route;
use crate::base::{Catalog, Lang, RelPath};
use crate::search::shards::MANIFEST;
use anyhow::{Context, Result};
use serde::Serialize;

/// A language that the site offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tongue {
    /// Which.
    pub lang: Lang,
    /// The folder of its pages.
    pub folder: RelPath,
}

impl Tongue {
    /// The place in the whole site of what stands at `path` in this language.
    pub(super) fn place(&self, path: &RelPath) -> RelPath {
        match self.folder.as_str() {
            "" => path.clone(),
            folder => RelPath::new(&format!("{folder}/{path}")).unwrap_or_default(),
        }
    }

    /// What stands in this language at `place` in the whole site; `None` for what is not in its folder.
    pub(super) fn own(&self, place: &RelPath) -> Option<RelPath> {
        match self.folder.as_str() {
            "" => Some(place.clone()),
            folder => RelPath::new(place.below(folder)?),
        }
    }

    /// The way from the top of this language's pages to that of the whole site.
    pub(super) fn up(&self) -> String {
        self.folder.names().map(|_| "../").collect()
    }
}

/// A page in one of the languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Version {
    lang: &'static str,
    /// The language in its own words.
    name: String,
    /// The way from the top of the pages in the language of the page that is shown.
    href: String,
    /// The address, where the site has one.
    address: Option<String>,
    /// Whether it is the page that is shown.
    shown: bool,
}

impl Site {
    /// The page at `path` in each language that is offered; none where it is one.
    pub(super) fn versions(&self, path: &RelPath) -> Vec<Version> {
        let all = self.plan.languages.as_slice();
        if all.len() < 2 {
            return Vec::new();
        }
        let base = self.library.config.site.base_url.as_deref();
        let version = |tongue: &Tongue| {
            let href = tongue.place(path).href();
            Version {
                lang: tongue.lang.tag(),
                name: Catalog::of(tongue.lang).word("site-language"),
                address: base.map(|base| format!("{base}{href}")),
                href: format!("{}{href}", self.tongue.up()),
                shown: *tongue == self.tongue,
            }
        };
        all.iter().map(version).collect()
    }

    /// Whether the pages in this language are the first, which stand where they are without others.
    pub(super) fn is_first(&self) -> bool {
        self.tongue.folder.as_str().is_empty()
    }

    /// The way from the page at `from` to the file at `to`, which stands once for all languages.
    pub(super) fn link_to_shared(&self, from: &RelPath, to: &RelPath) -> String {
        match self.is_first() {
            true => from.link_to(to),
            false => format!("{}{}{}", from.to_root(), self.tongue.up(), to.href()),
        }
    }

    /// The top of the pages in this language, where the whole site has its top at `root`.
    pub(super) fn top(&self, root: &str) -> String {
        match self.is_first() {
            true => root.to_owned(),
            false => format!("{root}{}/", self.tongue.folder.href()),
        }
    }

    /// Where the manifest of the shards stands for each language, and the way from the top of its pages to that of the whole site.
    pub fn manifests(&self) -> Vec<(RelPath, String)> {
        let path = RelPath::new(MANIFEST).unwrap_or_default();
        let tongues = self.plan.languages.iter();
        tongues.map(|tongue| (tongue.place(&path), tongue.up())).collect()
    }

    /// The site in the language of `route`, and the path of the page in it.
    pub(super) fn spoken(&self, route: &Route) -> Result<(&Site, RelPath)> {
        let Some(number) = route.other else {
            return Ok((self, route.path.clone()));
        };
        let site = self.others.get(number).context("there is no such language")?;
        let path = site.tongue.own(&route.path);
        Ok((site, path.context("the page is of another language")?))
    }

    /// The site in the language whose folder `path` lies in, and the path in it.
    pub(super) fn speaking_at(&self, path: &RelPath) -> (&Site, RelPath) {
        let mut others = self.others.iter();
        let found = others.find_map(|site| Some((site, site.tongue.own(path)?)));
        found.unwrap_or_else(|| (self, path.clone()))
    }

    /// The language of the pages in the folder that `path` lies in.
    pub fn lang_at(&self, path: &RelPath) -> Lang {
        self.speaking_at(path).0.lang
    }

    /// The file of the record that the page at `path` shows.
    pub fn file_at(&self, path: &RelPath) -> Option<&RelPath> {
        let (site, own) = self.speaking_at(path);
        let mut placed = site.library.placed.iter();
        let index = match own == site.plan.fixed.home {
            true => site.plan.home_record,
            false => placed.position(|placed| placed.url == own),
        };
        Some(&self.library.records.get(index?)?.path)
    }

    /// The address of the page at `path`, where the site has one.
    pub(super) fn address(&self, path: &RelPath) -> Option<String> {
        let base = self.library.config.site.base_url.as_deref()?;
        Some(format!("{base}{}", self.tongue.place(path).href()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_page_has_the_same_path_in_the_folder_of_each_language() {
        let path = RelPath::new("faults/F-1.html").unwrap();
        let own = Tongue {
            lang: Lang::ZhCn,
            folder: RelPath::default(),
        };
        let other = Tongue {
            lang: Lang::En,
            folder: RelPath::new("en").unwrap(),
        };
        assert_eq!(own.place(&path), path);
        assert_eq!(own.up(), "");
        let place = other.place(&path);
        assert_eq!(place.as_str(), "en/faults/F-1.html");
        assert_eq!(other.own(&place), Some(path.clone()));
        assert_eq!(other.own(&path), None);
        assert_eq!(other.up(), "../");
    }
}
