//! The home page: where to begin.

use super::changes::ChangeView;
use super::frame::{Frame, view};
use super::line::Line;
use super::past::{Event, What};
use super::plan::Subject;
use super::query;
use super::route::{Bound, Key, MadeOf, PageType};
use super::sealed::SealedScore;
use super::standing::Badge;
use super::{ScoreState, Site, moment};
use crate::base::{Month, RelPath};
use crate::render::Html;
use anyhow::Result;
use blake3::Hash;
use serde::Serialize;
use std::collections::HashSet;

/// The home page.
pub(super) const PAGE: PageType = PageType {
    name: "home",
    of: |site, _| {
        Some(MadeOf {
            text_of: site.plan.home_record,
            ..MadeOf::EVERYTHING
        })
    },
    routes: |site| vec![(site.plan.fixed.home.clone(), Key::Only)],
    bytes,
};

/// How many of the latest records are shown.
const LATEST: usize = 12;
/// How many of the latest changes are shown.
const CHANGED: usize = 6;
/// How many open records are shown.
const OPEN: usize = 8;
/// How many months back a score is looked for.
const MONTHS_BACK: usize = 12;

/// Something with a page and a number of records.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counted {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// How many records it has.
    pub count: usize,
    /// What else is to be said.
    pub note: Option<String>,
}

/// A month's score, as pages show it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ScoreView {
    /// The month.
    pub month: String,
    /// The page of the month.
    pub month_href: Option<String>,
    /// The score.
    pub score: String,
    /// The score that nothing was taken from.
    pub full: String,
    /// The grade.
    pub grade: Option<String>,
    /// Whether it may still change.
    pub state: Badge,
    /// Whether the contract does not cover the month, so that score and money are a trial.
    pub outside: bool,
    /// What is withheld.
    pub withheld: Option<String>,
    /// What the records of today make of a sealed month, where that is something else.
    pub recounted: Option<String>,
    /// The report.
    pub href: Option<String>,
}

/// The page, and those of what it asks for.
pub(super) fn sheets(site: &Site, path: &RelPath, _: Key, _: &dyn Fn(&Hash) -> bool) -> Result<Bound> {
    let (own, as_read) = page(site, path)?;
    let mut sheets = vec![(path.clone(), own)];
    if let Some(index) = site.plan.home_record {
        sheets.extend(query::sheets(site, index)?);
    }
    Ok(Bound {
        look: None,
        sheets: Some(sheets),
        overtaken: !as_read,
    })
}

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    Ok(page(site, path)?.0)
}

/// The page, and whether it shows the record that stands for the knowledge base as it was when it was read first.
fn page(site: &Site, path: &RelPath) -> Result<(Vec<u8>, bool)> {
    let library = &site.library;
    let body = site
        .plan
        .home_record
        .map(|index| site.body(path, index))
        .transpose()?;
    let as_read = body.as_ref().is_none_or(|body| body.as_read);
    let intro = body.map(|body| Html::new(&body.rendered.html));
    let latest = library.shelves.all.get(..LATEST).unwrap_or(&library.shelves.all);
    let open = site
        .plan
        .lists
        .get(site.plan.open)
        .map(|list| site.plan.items(library, list))
        .unwrap_or_default();
    let shown: Vec<Line<'_>> = open
        .iter()
        .take(OPEN)
        .filter_map(|index| site.open_line(path, *index))
        .collect();
    let score = site
        .plan
        .months
        .iter()
        .rev()
        .take(MONTHS_BACK)
        .find_map(|(month, _)| site.score(path, *month));
    let title = site.title();
    let frame = Frame::new(site, path, "home", &title);
    let bytes = site.render(
        "pages/home.html",
        &frame,
        [
            ("intro", view(&intro)?),
            ("kinds", view(&site.kinds_counted(path))?),
            ("systems", view(&site.systems_counted(path))?),
            ("latest", view(&site.lines(path, latest))?),
            ("changed", view(&site.changed(path))?),
            ("open", view(&shown)?),
            ("open_count", view(&open.len())?),
            (
                "open_href",
                view(
                    &site
                        .plan
                        .first_page(site.plan.open)
                        .map(|page| path.link_to(page)),
                )?,
            ),
            ("score", view(&score)?),
            ("as_of", view(&site.as_of_text())?),
            ("total", view(&library.records.len())?),
        ],
    )?;
    Ok((bytes, as_read))
}

impl Site {
    /// What was changed last, imports aside: of what one person did to a record on one day, the last. A merge joins what others did, of which each is
    /// told.
    fn changed(&self, from: &RelPath) -> Vec<ChangeView> {
        let history = self.past.history();
        let zone = self.library.config.contract.calendar.time_zone();
        let mut told = HashSet::new();
        let is_new = |event: &&Event| {
            let What::Record(index, step) = event.what else {
                return false;
            };
            let record = self.library.records.get(index);
            let step = record.and_then(|record| history.of(&record.path).get(step));
            let Some((step, commit)) = step.zip(history.commits.get(event.commit)) else {
                return false;
            };
            let day = moment::day(commit.committed_at, zone);
            !step.in_merge && told.insert((index, day, commit.author.to_string()))
        };
        let newest_first = self.past.months.values().rev().flatten();
        newest_first
            .filter(is_new)
            .take(CHANGED)
            .filter_map(|event| self.change(from, event))
            .collect()
    }

    /// The title of the site: as configured, else a word of ours.
    pub(super) fn title(&self) -> String {
        let title = &self.library.config.site.title;
        if title.is_empty() {
            self.catalog.word("site-untitled")
        } else {
            title.clone()
        }
    }

    /// The kinds that have records.
    pub(super) fn kinds_counted(&self, from: &RelPath) -> Vec<Counted> {
        let all = self.plan.kinds.iter().zip(&self.plan.of_kind);
        let counted = |(kind, list): (&std::sync::Arc<crate::kind::Kind>, &Option<usize>)| {
            let list = self.plan.lists.get((*list)?)?;
            Some(Counted {
                name: kind.name.get(self.lang).to_owned(),
                href: from.link_to(list.pages.first()?),
                count: self.plan.items(&self.library, list).len(),
                note: None,
            })
        };
        all.filter_map(counted).collect()
    }

    /// The systems, those without records too.
    pub(super) fn systems_counted(&self, from: &RelPath) -> Vec<Counted> {
        let registers = &self.library.config.site;
        let counted = |system: &super::plan::SystemPage| Counted {
            name: registers.systems.name(&system.id).to_owned(),
            href: from.link_to(&system.path),
            count: self.library.shelves.systems.get(&system.id).map_or(0, Vec::len),
            note: registers
                .systems
                .get(&system.id)
                .and_then(|system| system.owner.as_deref())
                .map(|owner| registers.people.name(owner).to_owned()),
        };
        self.plan.systems.iter().map(counted).collect()
    }

    /// The score of `month`, where there is one: what was sealed, where it was.
    pub(super) fn score(&self, from: &RelPath, month: Month) -> Option<ScoreView> {
        let now = self.figures.month(month)?;
        let href = now.report_url.as_ref().map(|url| from.link_to(url));
        let recounted = self.recounted(month);
        let (state, now) = (now.state, SealedScore::from(now));
        let (figures, state) = match self.sealed_score(month) {
            Some(sealed) => (sealed, ScoreState::Sealed),
            None => (now, state),
        };
        let (word, tone) = match state {
            ScoreState::Running => ("site-score-running", "waiting"),
            ScoreState::Draft => ("site-score-draft", "waiting"),
            ScoreState::Scored => ("site-score-scored", "going"),
            ScoreState::Appealed => ("site-score-appealed", "waiting"),
            ScoreState::Final => ("site-score-final", "going"),
            ScoreState::Sealed => ("site-score-sealed", "done"),
        };
        Some(ScoreView {
            month: month.to_string(),
            month_href: self.plan.month(month).map(|page| from.link_to(page)),
            score: figures.score,
            full: figures.full,
            grade: figures.grade,
            state: Badge {
                word: self.catalog.word(word),
                tone,
            },
            outside: self.is_outside(month),
            withheld: figures.withheld,
            recounted,
            href,
        })
    }

    /// What the records of the list with this number have in common.
    pub(super) fn subject(&self, list: usize) -> Option<&Subject> {
        self.plan.lists.get(list).map(|list| &list.subject)
    }
}
