//! What search engines are told of: `sitemap.xml`, in parts so that none grows without end. Each language has parts of its own.

use super::Site;
use super::leaves;
use super::route::{Key, MadeOf, PageType};
use crate::assess::chapter::{NAMES, SHEET};
use crate::base::RelPath;
use crate::render::escape_into;
use anyhow::Result;

/// The sitemap, for a site that knows its address.
pub(super) const PAGE: PageType = PageType {
    name: "sitemap",
    of: MadeOf::everything,
    routes: |site| {
        if site.library.config.site.base_url.is_none() {
            return Vec::new();
        }
        let parts = site.library.placed.len().div_ceil(PER_FILE);
        let months = RelPath::new(MONTHS).map(|path| (path, Key::Part { list: 0, part: 0 }));
        let index = RelPath::new("sitemap.xml").map(|path| (path, Key::Only));
        let index = index.filter(|_| site.is_first());
        index
            .into_iter()
            .chain(months)
            .chain((0..parts).filter_map(|part| Some((part_path(part)?, Key::Item(part)))))
            .collect()
    },
    bytes,
};

/// How many addresses stand in a file; the protocol allows 50,000.
const PER_FILE: usize = 5_000;

/// What is told of months and the chapters of their reports.
const MONTHS: &str = "sitemap-months.xml";

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

fn part_path(part: usize) -> Option<RelPath> {
    RelPath::new(&format!("sitemap-{}.xml", part + 1))
}

fn bytes(site: &Site, _: &RelPath, key: Key) -> Result<Vec<u8>> {
    let mut out = String::from(HEAD);
    match key {
        Key::Item(part) => records(site, part, &mut out),
        Key::Part { .. } => months(site, &mut out),
        _ => index(site, &mut out),
    }
    Ok(out.into_bytes())
}

fn index(site: &Site, out: &mut String) {
    out.push_str(&format!("<sitemapindex {SPACE}>\n"));
    let parts = site.library.placed.len().div_ceil(PER_FILE);
    let sites = std::iter::once(site).chain(&site.others);
    for address in sites.flat_map(|site| {
        let paths = RelPath::new(MONTHS)
            .into_iter()
            .chain((0..parts).filter_map(part_path));
        paths.filter_map(|path| site.address(&path))
    }) {
        out.push_str("<sitemap><loc>");
        escape_into(out, &address);
        out.push_str("</loc></sitemap>\n");
    }
    out.push_str("</sitemapindex>\n");
}

/// The pages of months, and of the chapters of those that can be assessed.
fn months(site: &Site, out: &mut String) {
    out.push_str(&format!("<urlset {SPACE}>\n"));
    let has_sheet = site.library.config.contract.sheet.is_some();
    for ((month, page), folder) in site.plan.months.iter().zip(&site.plan.month_folders) {
        let chapters = NAMES.iter().filter(|name| **name != SHEET);
        let chapters = chapters.filter(|_| has_sheet && site.library.is_assessed(*month));
        let chapters = chapters.map(|name| leaves::path(folder, name, 0));
        for path in std::iter::once(page.clone()).chain(chapters) {
            let Some(address) = site.address(&path) else {
                continue;
            };
            out.push_str("<url><loc>");
            escape_into(out, &address);
            out.push_str("</loc></url>\n");
        }
    }
    out.push_str("</urlset>\n");
}

fn records(site: &Site, part: usize, out: &mut String) {
    out.push_str(&format!("<urlset {SPACE}>\n"));
    for placed in site.library.placed.chunks(PER_FILE).nth(part).unwrap_or_default() {
        let Some(address) = site.address(&placed.url) else {
            continue;
        };
        out.push_str("<url><loc>");
        escape_into(out, &address);
        out.push_str("</loc>");
        if let Some(at) = placed.stamp.updated_at {
            out.push_str(&format!("<lastmod>{}</lastmod>", at.strftime("%Y-%m-%d")));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
}
