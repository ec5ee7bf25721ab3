//! The latest changes as Atom feeds (RFC 4287): of all records, of each kind and of each system; in each language, whose pages they lead to.

use super::Site;
use super::changes::ChangeView;
use super::past::{Event, What};
use super::plan::FeedOf;
use super::route::{Key, MadeOf, PageType};
use crate::base::{RelPath, xml};
use crate::history::Commit;
use anyhow::{Context, Result};
use atom_syndication::{Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

/// The feeds, for a site with a history.
pub(super) const PAGE: PageType = PageType {
    name: "feed",
    of: MadeOf::everything,
    routes: |site| {
        let Some(changes) = site.plan.changes.as_ref() else {
            return Vec::new();
        };
        let parts = changes.feeds.iter().enumerate();
        let parts = parts.map(|(at, (_, path))| (path.clone(), Key::Item(at)));
        [(changes.feed.clone(), Key::Only)]
            .into_iter()
            .chain(parts)
            .collect()
    },
    bytes,
};

/// How many changes it tells.
const ENTRIES: usize = 50;

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let history = site.past.history();
    let changes = site.plan.changes.as_ref();
    let of = match key {
        Key::Item(at) => changes
            .and_then(|changes| changes.feeds.get(at))
            .map(|(of, _)| *of),
        _ => None,
    };
    let newest_first = site.past.months.values().rev().flatten();
    let told = newest_first
        .filter(|event| !matches!(event.what, What::Import(_)))
        .filter(|event| of.is_none_or(|of| site.concerns(event, of)))
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
    let index = match of {
        Some(FeedOf::Kind(number)) => site
            .plan
            .kinds
            .get(number)
            .and_then(|kind| site.plan.kind(&kind.id)),
        Some(FeedOf::System(number)) => site.plan.systems.get(number).map(|system| &system.path),
        None => changes.map(|changes| &changes.index),
    };
    let name = match of {
        Some(FeedOf::Kind(number)) => site.plan.kinds.get(number).map(|kind| kind.name.get(site.lang)),
        Some(FeedOf::System(number)) => {
            let system = site.plan.systems.get(number);
            system.map(|system| site.library.config.site.systems.name(&system.id))
        }
        None => None,
    };
    let titles = [
        Some(site.title()),
        name.map(str::to_owned),
        Some(site.catalog.word("changes-title")),
    ];
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
        title: plain(&titles.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        id: site.address(path).unwrap_or_else(|| {
            let whole = format!("urn:casebook:{first}");
            let part = of.map(|_| format!(":{}", path.stem())).unwrap_or_default();
            format!("{whole}{part}{}", site.tongue_of_id())
        }),
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

impl Site {
    /// Whether `event` happened to a record of the kind or system `of`.
    fn concerns(&self, event: &Event, of: FeedOf) -> bool {
        let What::Record(index, _) = event.what else {
            return false;
        };
        match of {
            FeedOf::Kind(number) => {
                let record = self.library.records.get(index);
                let kind = self.plan.kinds.get(number);
                record
                    .zip(kind)
                    .is_some_and(|(record, kind)| record.kind.id == kind.id)
            }
            FeedOf::System(number) => {
                let placed = self.library.placed.get(index);
                let system = self.plan.systems.get(number);
                placed
                    .zip(system)
                    .is_some_and(|(placed, system)| placed.systems.contains(&system.id))
            }
        }
    }

    /// What tells IDs of entries in this language from those of the same entries in others; empty in the first, so that these stay as they were
    /// when a language is added.
    fn tongue_of_id(&self) -> String {
        match self.is_first() {
            true => String::new(),
            false => format!(":{}", self.lang.tag()),
        }
    }

    /// The feed of `of`, for a page at `from`.
    pub(super) fn feed_of(&self, from: &RelPath, of: FeedOf) -> Option<String> {
        let feed = self.plan.changes.as_ref()?.feed_of(of)?;
        Some(from.link_to(feed))
    }
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
    let key = match event.what {
        What::Configuration(file) => file,
        _ => id.as_deref().unwrap_or(page.as_str()),
    };
    Some(Entry {
        title: plain(&site.catalog.fill(
            "changes-entry",
            [("what", touched.into()), ("title", named.into())],
        )),
        id: format!(
            "urn:casebook:{}:{}{}",
            commit.id,
            crate::base::path::escape(key),
            site.tongue_of_id()
        ),
        updated: time(commit)?,
        authors: vec![Person {
            name: xml::clean(&author),
            ..Person::default()
        }],
        links: vec![Link {
            href: site.address(&page).unwrap_or_else(|| path.link_to(&page)),
            rel: "alternate".to_owned(),
            ..Link::default()
        }],
        summary: Some(plain(&words.join("\n"))),
        ..Entry::default()
    })
}

/// `text`, of which a commit or a record may say anything.
fn plain(text: &str) -> Text {
    Text::plain(xml::clean(text))
}

fn time(commit: &Commit) -> Option<FixedDateTime> {
    commit.committed_at.to_string().parse().ok()
}
