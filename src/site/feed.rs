//! The latest changes as an Atom feed (RFC 4287).

use super::Site;
use super::changes::ChangeView;
use super::past::{Event, What};
use super::route::{Key, PageType};
use crate::base::RelPath;
use crate::history::Commit;
use anyhow::{Context, Result};
use atom_syndication::{Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

/// The feed, for a site with a history.
pub(super) const PAGE: PageType = PageType {
    name: "feed",
    routes: |site| {
        let changes = site.plan.changes.iter();
        changes.map(|changes| (changes.feed.clone(), Key::Only)).collect()
    },
    bytes,
};

/// How many changes it tells.
const ENTRIES: usize = 50;

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let history = site.past.history();
    let newest_first = site.past.months.values().rev().flatten();
    let told = newest_first
        .filter(|event| !matches!(event.what, What::Import(_)))
        .take(ENTRIES);
    let entries: Vec<Entry> = told
        .filter_map(|event| {
            let commit = history.commits.get(event.commit)?;
            entry(site, path, event, commit)
        })
        .collect();
    let updated = history
        .commits
        .first()
        .and_then(time)
        .context("there is no commit")?;
    let index = site.plan.changes.as_ref().map(|changes| &changes.index);
    let link = |to: &RelPath, relation: &str| Link {
        href: site.address(to).unwrap_or_else(|| path.link_to(to)),
        rel: relation.to_owned(),
        ..Link::default()
    };
    let first = history
        .commits
        .last()
        .map(|commit| commit.id.to_string())
        .unwrap_or_default();
    let feed = Feed {
        title: Text::plain(format!(
            "{} · {}",
            site.title(),
            site.catalog.word("changes-title")
        )),
        id: site
            .address(path)
            .unwrap_or_else(|| format!("urn:casebook:{first}")),
        updated,
        links: index
            .map(|index| link(index, "alternate"))
            .into_iter()
            .chain([link(path, "self")])
            .collect(),
        lang: Some(site.lang.tag().to_owned()),
        generator: Some(Generator {
            value: "Casebook".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        entries,
        ..Feed::default()
    };
    let mut out = feed.write_to(Vec::new()).context("cannot write the feed")?;
    out.push(b'\n');
    Ok(out)
}

fn entry(site: &Site, path: &RelPath, event: &Event, commit: &Commit) -> Option<Entry> {
    let change = site.change(path, event)?;
    let ChangeView {
        title,
        id,
        page,
        touched,
        sentences,
        summary,
        author,
        ..
    } = change;
    let named = match id.as_deref().filter(|id| *id != title) {
        Some(id) => format!("{id} {title}"),
        None => title,
    };
    let page = page.or_else(|| site.plan.changes.as_ref().map(|changes| changes.index.clone()))?;
    let words: Vec<String> = [touched.clone()]
        .into_iter()
        .chain(sentences)
        .chain([summary])
        .collect();
    let key = id.as_deref().unwrap_or(page.as_str());
    Some(Entry {
        title: Text::plain(format!("{touched}：{named}")),
        id: format!("urn:casebook:{}:{}", commit.id, crate::base::path::escape(key)),
        updated: time(commit)?,
        authors: vec![Person {
            name: author,
            ..Person::default()
        }],
        links: vec![Link {
            href: site.address(&page).unwrap_or_else(|| path.link_to(&page)),
            rel: "alternate".to_owned(),
            ..Link::default()
        }],
        summary: Some(Text::plain(words.join("\n"))),
        ..Entry::default()
    })
}

fn time(commit: &Commit) -> Option<FixedDateTime> {
    commit.committed_at.to_string().parse().ok()
}
