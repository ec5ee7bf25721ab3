//! The page of a record.

use super::assessed::Assessed;
use super::body::Body;
use super::clocks::Clock;
use super::facts::Facts;
use super::frame::{Frame, Link, view};
use super::query;
use super::review::Review;
use super::route::{Bound, Key, MadeOf, PageType, Told};
use super::similar::Like;
use super::standing::{Badge, standing};
use super::tally::Tally;
use super::timeline::Timeline;
use super::{Site, moment};
use crate::assess;
use crate::base::number::size;
use crate::base::path::{escape, percent};
use crate::base::{Confidentiality, RelPath};
use crate::library::{Placed, Via};
use crate::record::Record;
use crate::render::Html;
use crate::render::markdown::TocEntry;
use anyhow::{Context, Result};
use blake3::Hash;
use jiff::civil::Date;
use serde::Serialize;

/// A page for each record, but for one that stands for the whole knowledge base: the home page shows that.
pub(super) const PAGE: PageType = PageType {
    name: "record",
    of: |site, key| {
        let Key::Item(index) = key else { return None };
        let record = site.library.records.get(index)?;
        // The score of a month is told by the ledger, and so is what is asked of it.
        let asks = !record.outline.queries.is_empty() || record.kind.id == assess::KIND;
        let own = MadeOf::record(index);
        Some(match asks {
            true => MadeOf {
                all: Told::Everything,
                ..own
            },
            false => own,
        })
    },
    routes: |site| {
        let pages = site.library.placed.iter().enumerate();
        let pages = pages.filter(|(_, placed)| placed.url != site.plan.fixed.home);
        pages
            .map(|(index, placed)| (placed.url.clone(), Key::Item(index)))
            .collect()
    },
    bytes,
};

/// How many of the records that link to a record its page names.
const BACKLINKS: usize = 30;

#[derive(Serialize)]
struct RecordView<'r> {
    id: &'r str,
    title: &'r str,
    title_id: Option<String>,
    kind: &'r str,
    state: Option<Badge>,
    confidentiality: Badge,
    restricted: bool,
    draft: bool,
    /// Whether the text comes before the fields, as of a manual.
    text_first: bool,
    at: Option<String>,
    systems: Vec<Link>,
    region: Option<Link>,
    tags: Vec<Link>,
    deviation: Option<String>,
    superseded_by: Vec<Near<'r>>,
    review: Option<Review>,
    assessed: Option<Assessed>,
    toc: Vec<Toc>,
    tally: Option<Tally<'r>>,
    backlinks: Vec<Near<'r>>,
    more_backlinks: usize,
    similar: Vec<Like<'r>>,
    related: Vec<Near<'r>>,
    attachments: Vec<Attached>,
    stamp: StampView<'r>,
    previous: Option<Near<'r>>,
    next: Option<Near<'r>>,
}

/// Another record.
#[derive(Debug, Clone, Serialize)]
struct Near<'r> {
    href: String,
    id: &'r str,
    title: &'r str,
    kind: &'r str,
}

#[derive(Serialize)]
struct Toc {
    text: String,
    href: String,
    children: Vec<Toc>,
}

#[derive(Serialize)]
struct Attached {
    name: String,
    href: String,
    size: String,
}

#[derive(Serialize)]
struct StampView<'r> {
    source: &'r str,
    edit: Option<String>,
    created: Option<String>,
    created_by: Option<&'r str>,
    updated: Option<String>,
    updated_by: Option<&'r str>,
    commit: Option<&'r str>,
}

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    match key {
        Key::Item(index) => Ok(Shown::of(site, path, index)?.bytes()?.0),
        _ => Ok(Vec::new()),
    }
}

/// The page and those of what it asks for, unless its look is `known`.
pub(super) fn sheets(site: &Site, path: &RelPath, key: Key, known: &dyn Fn(&Hash) -> bool) -> Result<Bound> {
    let Key::Item(index) = key else {
        return Ok(Bound::default());
    };
    let shown = Shown::of(site, path, index)?;
    let look = shown.look()?;
    if look.as_ref().is_some_and(known) {
        return Ok(Bound {
            look,
            ..Bound::default()
        });
    }
    let (bytes, as_read) = shown.bytes()?;
    let mut sheets = vec![(path.clone(), bytes)];
    sheets.extend(query::sheets(site, index)?);
    Ok(Bound {
        look: look.filter(|_| as_read),
        sheets: Some(sheets),
        overtaken: !as_read,
    })
}

/// What the page of a record shows. What follows from the text of the body is made last.
#[derive(Serialize)]
struct Shown<'s> {
    #[serde(skip)]
    site: &'s Site,
    #[serde(skip)]
    path: &'s RelPath,
    #[serde(skip)]
    index: usize,
    template: String,
    frame: Frame<'s>,
    record: RecordView<'s>,
    facts: Facts<'s>,
    clocks: Vec<Clock>,
    as_of: Option<String>,
    timeline: Option<Timeline<'s>>,
}

impl<'s> Shown<'s> {
    fn of(site: &'s Site, path: &'s RelPath, index: usize) -> Result<Shown<'s>> {
        let there = "there is no such record";
        let record = site.library.records.get(index).context(there)?;
        let placed = site.library.placed.get(index).context(there)?;
        let clocks = site.figures.clocks(index);
        let kind = record.kind.name.get(site.lang);
        let mut frame = Frame::below_home(site, path, "record", &record.title);
        if let Some(list) = site.plan.kind(&record.kind.id) {
            frame = frame.under(kind, path.link_to(list));
        }
        if let Some(month) = placed.month.filter(|_| !record.kind.id_is_path()) {
            frame = frame.under(
                site.library.month(month, site.lang),
                site.kind_month(path, record, month),
            );
        }
        let own = format!("kinds/{}/page.html", record.kind.id);
        let clocks: Vec<Clock> = clocks.iter().map(|clock| site.clock(clock)).collect();
        let runs = clocks.iter().any(|clock| clock.runs);
        Ok(Shown {
            site,
            path,
            index,
            template: match site.templates.has(&own) {
                true => own,
                false => "pages/record.html".to_owned(),
            },
            frame,
            record: site.record_view(path, index, record, placed),
            facts: site.facts(path, record),
            clocks,
            as_of: site.as_of_text().filter(|_| runs),
            timeline: site.timeline(index),
        })
    }

    /// All that goes into the page, as a hash: the views, and what the body is made of. `None` where queries stand in it.
    fn look(&self) -> Result<Option<Hash>> {
        let Some(body) = self.site.body_look(self.index) else {
            return Ok(None);
        };
        Ok(Some(blake3::hash(&postcard::to_stdvec(&(self, body))?)))
    }

    /// The page, and whether it shows the file as it was when it was read first.
    fn bytes(self) -> Result<(Vec<u8>, bool)> {
        let Body {
            rendered: body,
            as_read,
        } = self.site.body(self.path, self.index)?;
        let record = RecordView {
            toc: body.toc.iter().map(toc_view).collect(),
            title_id: body.title_id,
            ..self.record
        };
        let bytes = self.site.render(
            &self.template,
            &self.frame,
            [
                ("record", view(&record)?),
                ("facts", view(&self.facts)?),
                ("clocks", view(&self.clocks)?),
                ("as_of", view(&self.as_of)?),
                ("body", view(&Html::new(&body.html))?),
                ("zooms", view(&body.zooms)?),
                ("explains", view(&body.explains)?),
                ("timeline", view(&self.timeline)?),
            ],
        )?;
        Ok((bytes, as_read))
    }
}

impl Site {
    fn record_view<'s>(
        &'s self,
        path: &RelPath,
        index: usize,
        record: &'s Record,
        placed: &'s Placed,
    ) -> RecordView<'s> {
        let backlinks = self
            .library
            .backlinks
            .get(index)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let shelf = self
            .library
            .shelves
            .kinds
            .get(&record.kind.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let place = self.place(shelf, index);
        let near = |at: Option<&usize>| at.and_then(|at| self.near_record(path, *at));
        let all = |indices: &[usize]| {
            indices
                .iter()
                .filter_map(|at| self.near_record(path, *at))
                .collect::<Vec<_>>()
        };
        let similar = self.similar(index);
        let related = self.related(index, &similar);
        RecordView {
            id: record.id.as_str(),
            title: &record.title,
            title_id: None,
            kind: record.kind.name.get(self.lang),
            state: standing(record, self.lang),
            confidentiality: self.confidentiality(placed.confidentiality.as_str()),
            restricted: placed.confidentiality == Confidentiality::Restricted,
            draft: record.draft,
            text_first: record.kind.id_is_path(),
            at: placed.at.map(|at| {
                if placed.has_time {
                    moment::local(at)
                } else {
                    at.date().to_string()
                }
            }),
            systems: self.system_links(path, &placed.systems),
            region: placed.region.as_deref().map(|id| self.region_link(path, id)),
            tags: placed.tags.iter().map(|tag| self.tag_link(path, tag)).collect(),
            deviation: record.text("deviation").map(std::borrow::Cow::into_owned),
            superseded_by: all(&self.superseded_by(index, backlinks)),
            review: self.review(path, record),
            assessed: self.assessed(path, index),
            toc: Vec::new(),
            tally: self.tally(path, record),
            more_backlinks: backlinks.len().saturating_sub(BACKLINKS),
            backlinks: all(backlinks.get(..BACKLINKS).unwrap_or(backlinks)),
            similar: similar.iter().filter_map(|at| self.like(path, *at)).collect(),
            related: all(&related),
            attachments: self.attached(path, index),
            stamp: self.stamp(record, placed),
            previous: near(shelf.get(place + 1)),
            next: near(place.checked_sub(1).and_then(|place| shelf.get(place))),
        }
    }

    fn near_record<'s>(&'s self, from: &RelPath, index: usize) -> Option<Near<'s>> {
        let (record, placed) = (self.library.records.get(index)?, self.library.placed.get(index)?);
        Some(Near {
            href: from.link_to(&placed.url),
            id: record.id.as_str(),
            title: &record.title,
            kind: record.kind.name.get(self.lang),
        })
    }

    /// The records whose field `supersedes` names this one.
    fn superseded_by(&self, index: usize, backlinks: &[usize]) -> Vec<usize> {
        let can_supersede = |from: &&usize| {
            let record = self.library.records.get(**from);
            record.is_some_and(|record| record.kind.fields.contains_key("supersedes"))
        };
        let names = |from: &&usize| {
            let mut links = self.library.links.get(**from).into_iter().flatten();
            links.any(|link| {
                matches!(&link.via, Via::Field(name) if name == "supersedes")
                    && matches!(&link.target, crate::library::Target::Record { index: to, .. } if *to == index)
            })
        };
        let likely = backlinks.iter().take(BACKLINKS).filter(can_supersede);
        likely.filter(names).copied().collect()
    }

    fn attached(&self, from: &RelPath, index: usize) -> Vec<Attached> {
        let files = self.attachments.get(&index).into_iter().flatten();
        let files = files.filter_map(|at| self.library.attachments.get(*at));
        files
            .map(|file| Attached {
                name: file.url.file_name().to_owned(),
                href: self.link_to_shared(from, &file.url),
                size: size(file.size),
            })
            .collect()
    }

    fn stamp<'s>(&self, record: &'s Record, placed: &'s Placed) -> StampView<'s> {
        let site = &self.library.config.site;
        let zone = self.library.config.contract.calendar.time_zone();
        let stamp = &placed.stamp;
        let path = || percent(record.path.as_str());
        StampView {
            source: record.path.as_str(),
            edit: site.edit_url.as_ref().map(|url| url.replace("{path}", &path())),
            created: stamp.created_at.map(|at| moment::time(at, zone)),
            created_by: stamp.created_by.as_deref(),
            updated: stamp.updated_at.map(|at| moment::time(at, zone)),
            updated_by: stamp.updated_by.as_deref(),
            commit: stamp.commit.as_deref().map(|id| id.get(..10).unwrap_or(id)),
        }
    }

    /// The day of the instant as of which what runs is judged.
    pub(super) fn today(&self) -> Option<Date> {
        let zone = self.library.config.contract.calendar.time_zone();
        self.as_of.map(|at| moment::day(at, zone))
    }

    /// The instant as of which what runs is judged, as text.
    pub(super) fn as_of_text(&self) -> Option<String> {
        let zone = self.library.config.contract.calendar.time_zone();
        self.as_of.map(|at| moment::time(at, zone))
    }
}

fn toc_view(entry: &TocEntry) -> Toc {
    Toc {
        text: entry.text.clone(),
        href: format!("#{}", escape(&entry.id)),
        children: entry.children.iter().map(toc_view).collect(),
    }
}
