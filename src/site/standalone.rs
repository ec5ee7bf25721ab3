//! The page of a month on its own, with its assets beside it: the HTML report.

use super::Site;
use crate::assess::chapter::Chapter;
use crate::base::{Month, RelPath};
use crate::record::markdown::has_scheme;
use crate::render::escape;
use anyhow::{Context, Result};

/// Where the site lies as seen from a report, where it has no address: both are folders of the knowledge base.
const SITE_FROM_REPORT: &str = "../../site/";
/// The folder of styles, scripts and pictures in the site.
const ASSETS: &str = "assets/";
/// The attributes that lead somewhere; the last is where scripts let their links begin.
const ATTRIBUTES: [&str; 4] = ["href=\"", "src=\"", "action=\"", "data-root=\""];

impl Site {
    /// The page of `month` with `chapters` as `index.html`, which shows the number `seal` and begins with `remarks`, and the assets that it asks for: path and bytes.
    /// Its links lead into the site.
    ///
    /// # Errors
    /// The month has no page, or a page cannot be made.
    pub fn standalone_month(
        &self,
        month: Month,
        chapters: &[Chapter],
        (seal, remarks): (Option<&str>, &[String]),
    ) -> Result<Vec<(RelPath, Vec<u8>)>> {
        let mut months = self.plan.months.iter().enumerate();
        let (number, (_, path)) = months
            .find(|(_, (one, _))| *one == month)
            .context("the month has no page")?;
        let page = String::from_utf8(self.whole_month(path, number, chapters, (seal, remarks))?)?;
        let base = self.library.config.site.base_url.as_deref();
        let base = escape(base.unwrap_or(SITE_FROM_REPORT));
        let mut assets = Vec::new();
        let html = rewritten(&page, &path.parent(), &base, &mut assets);
        let mut files = vec![(RelPath::new("index.html").context("a name")?, html.into_bytes())];
        for asset in assets {
            let route = self
                .route_of(&asset)
                .with_context(|| format!("there is no `{asset}`"))?;
            files.push((asset, self.page(route)?.bytes));
        }
        Ok(files)
    }
}

/// `html`, whose relative links start from `folder`, with its assets beside it and all else below `base`, which is HTML too.
fn rewritten(html: &str, folder: &RelPath, base: &str, assets: &mut Vec<RelPath>) -> String {
    // Links become longer by the way into the site; a page of a large month has more of them than of anything else.
    let mut out = String::with_capacity(html.len() / 4 * 5 + 1024);
    let mut rest = html;
    while let Some((at, attribute)) = next_attribute(rest) {
        let start = at + attribute.len();
        let end = rest[start..].find('"').map_or(rest.len(), |end| start + end);
        out.push_str(&rest[..start]);
        out.push_str(&target(&rest[start..end], folder, base, assets));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn next_attribute(html: &str) -> Option<(usize, &'static str)> {
    html.match_indices("=\"").find_map(|(at, mark)| {
        let before = html.get(..at + mark.len())?;
        let attribute = ATTRIBUTES
            .into_iter()
            .find(|attribute| before.ends_with(attribute))?;
        Some((before.len() - attribute.len(), attribute))
    })
}

fn target(link: &str, folder: &RelPath, base: &str, assets: &mut Vec<RelPath>) -> String {
    if link.starts_with('#') || has_scheme(link) {
        return link.to_owned();
    }
    let (path, fragment) = link.split_at(link.find('#').unwrap_or(link.len()));
    let Some(path) = folder.join(path) else {
        return link.to_owned();
    };
    if path.as_str().starts_with(ASSETS) {
        if !assets.contains(&path) {
            assets.push(path.clone());
        }
        return path.as_str().to_owned();
    }
    let folder = if link.ends_with('/') && !path.as_str().is_empty() {
        "/"
    } else {
        ""
    };
    format!("{base}{path}{folder}{fragment}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn assets_stay_beside_and_links_lead_into_the_site() {
        let html = r##"<link href="../assets/a.css"><a href="../faults/F-1.html#x">1</a> <a href="2023-08.html">2</a> <a href="#y">3</a> <a href="https://x/">4</a><a href="tel:8001">5</a><i data-root="../">"##;
        let mut assets = Vec::new();
        let out = rewritten(html, &RelPath::new("months").unwrap(), "../../site/", &mut assets);
        assert_eq!(
            out,
            r##"<link href="assets/a.css"><a href="../../site/faults/F-1.html#x">1</a> <a href="../../site/months/2023-08.html">2</a> <a href="#y">3</a> <a href="https://x/">4</a><a href="tel:8001">5</a><i data-root="../../site/">"##
        );
        assert_eq!(assets, [RelPath::new("assets/a.css").unwrap()]);
    }
}
