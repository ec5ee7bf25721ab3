//! What was sealed, and which of what it counted was changed since?

use super::frame::{Frame, Link, view};
use super::past::{SealedChange, SealedReport};
use super::route::{Key, MadeOf, PageType};
use super::saying::{said, touched};
use super::timeline::short_id;
use super::{Figures, MonthScore, Site};
use crate::assess::Exact;
use crate::base::{Message, Month, RelPath};
use crate::history::{Commit, Difference};
use crate::report::seal::Manifest;
use anyhow::Result;
use serde::Serialize;

/// The page of what was changed after it was sealed, where something was sealed.
pub(super) const PAGE: PageType = PageType {
    name: "sealed",
    of: MadeOf::everything,
    routes: |site| {
        let page = site.plan.sealed.iter();
        page.map(|path| (path.clone(), Key::Only)).collect()
    },
    bytes,
};

/// A sealed report.
#[derive(Serialize)]
struct SealView<'s> {
    report: &'s str,
    /// The page of its month.
    href: Option<String>,
    commit: &'s str,
    number: &'s str,
    program: &'s str,
    records: usize,
    /// The report that it corrects, and why.
    corrects: Option<(&'s str, &'s str)>,
    /// Whether the contract does not cover the month.
    outside: bool,
    /// What the records of today make of the month, where this is the last report of it and they make something else: what was added since changes no
    /// record that was counted.
    recounted: Option<String>,
    rows: Vec<Row>,
}

/// A field that was changed.
#[derive(Serialize)]
struct Row {
    record: Link,
    title: String,
    field: String,
    old: Option<String>,
    new: Option<String>,
    at: Option<String>,
    author: Option<String>,
    commit: Option<String>,
}

/// A sealed report of a month, in short.
#[derive(Serialize)]
pub(super) struct SealedLine<'s> {
    report: &'s str,
    href: String,
    number: &'s str,
    /// The score and what is withheld, as they were sealed.
    figures: Option<SealedScore>,
    /// Whether the contract does not cover the month.
    outside: bool,
    /// How many of what it counted were changed since.
    changed: usize,
}

/// The score that was sealed, as it is shown: it stays, whatever becomes of the records.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct SealedScore {
    pub score: String,
    pub full: String,
    pub grade: Option<String>,
    /// What is withheld of the fee; `None` where nothing is.
    pub withheld: Option<String>,
}

impl From<MonthScore> for SealedScore {
    fn from(month: MonthScore) -> SealedScore {
        SealedScore {
            score: month.score,
            full: month.full,
            grade: month.grade,
            withheld: month.withheld,
        }
    }
}

/// What `figures`, those of the records of today, make of the month that `manifest` sealed, where that is not what was sealed.
pub fn recounted(manifest: &Manifest, figures: &dyn Figures) -> Option<Message> {
    let sealed = SealedScore::of(manifest)?;
    let now = SealedScore::from(figures.month(manifest.month)?);
    let words = || {
        Message::new("sealed-recounted")
            .with("score", now.score.as_str())
            .with("amount", now.withheld.as_deref().unwrap_or("0"))
    };
    (now != sealed).then(words)
}

impl SealedScore {
    fn of(manifest: &Manifest) -> Option<SealedScore> {
        let text = |pointer: &str| manifest.figures.pointer(pointer)?.as_str();
        let exact = |pointer: &str| text(pointer)?.parse::<Exact>().ok();
        Some(SealedScore {
            score: exact("/score")?.fair(2),
            full: text("/full")?.to_owned(),
            grade: text("/grade").map(str::to_owned),
            withheld: exact("/payment/withheld")
                .filter(|amount| !amount.is_zero())
                .map(|amount| amount.money_shown()),
        })
    }
}

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let seals: Vec<SealView<'_>> = site
        .past
        .seals()
        .iter()
        .rev()
        .map(|report| site.seal(path, report))
        .collect();
    let title = site.catalog.word("sealed-title");
    let frame = Frame::below_home(site, path, "provenance", &title).under(
        site.catalog.word("site-months"),
        path.link_to(&site.plan.fixed.months),
    );
    site.render("pages/sealed.html", &frame, [("seals", view(&seals)?)])
}

impl Site {
    fn seal<'s>(&'s self, from: &RelPath, report: &'s SealedReport) -> SealView<'s> {
        let manifest = &report.sealed.manifest;
        let corrects = manifest.corrects.as_ref();
        SealView {
            report: &report.sealed.name,
            href: self.plan.month(manifest.month).map(|page| from.link_to(page)),
            commit: manifest.commit.get(..10).unwrap_or(&manifest.commit),
            number: &manifest.seal,
            program: &manifest.program,
            records: manifest.records.len(),
            corrects: corrects.map(|one| (one.report.as_str(), one.reason.as_str())),
            outside: self.is_outside(manifest.month),
            recounted: self
                .last_seal(manifest.month)
                .filter(|last| last.sealed.name == report.sealed.name)
                .and_then(|_| self.recounted(manifest.month)),
            rows: report
                .changes
                .iter()
                .flat_map(|change| self.rows(from, change))
                .collect(),
        }
    }

    /// The sealed reports of `month`, in the order of their names.
    pub(super) fn sealed(&self, from: &RelPath, month: Month) -> Vec<SealedLine<'_>> {
        let Some(page) = &self.plan.sealed else {
            return Vec::new();
        };
        let own = self
            .past
            .seals()
            .iter()
            .filter(|report| report.sealed.manifest.month == month);
        own.map(|report| SealedLine {
            report: &report.sealed.name,
            href: format!("{}#{}", from.link_to(page), report.sealed.name),
            number: &report.sealed.manifest.seal,
            figures: SealedScore::of(&report.sealed.manifest),
            outside: self.is_outside(month),
            changed: report.changes.len(),
        })
        .collect()
    }

    /// Whether the contract does not cover `month`, so that score and money are a trial.
    pub(super) fn is_outside(&self, month: Month) -> bool {
        self.library.config.contract.covers(month) == Some(false)
    }

    /// What was sealed last of `month`.
    pub(super) fn sealed_score(&self, month: Month) -> Option<SealedScore> {
        SealedScore::of(&self.last_seal(month)?.sealed.manifest)
    }

    fn last_seal(&self, month: Month) -> Option<&SealedReport> {
        let mut seals = self.past.seals().iter().rev();
        seals.find(|report| report.sealed.manifest.month == month)
    }

    /// What the records of today make of `month`, in words, where it was sealed and that is not what was sealed last.
    pub(super) fn recounted(&self, month: Month) -> Option<String> {
        let manifest = &self.last_seal(month)?.sealed.manifest;
        Some(self.catalog.say(&recounted(manifest, &*self.figures)?))
    }

    fn rows(&self, from: &RelPath, change: &SealedChange) -> Vec<Row> {
        let mut rows = Vec::new();
        if let Some(difference) = &change.uncommitted {
            let what = self.catalog.word("history-uncommitted");
            rows.extend(self.parts(from, change, None, Some(difference), what));
        }
        let history = self.past.history();
        for (at, step) in history.of(&change.path).iter().take(change.since).enumerate() {
            let settings = change.steps.get(at).cloned();
            let difference = settings.or_else(|| history.difference(step));
            let what = touched(step, self.lang);
            rows.extend(self.parts(from, change, history.commit_of(step), difference.as_ref(), what));
        }
        rows
    }

    /// A row for each part of `change` in which `commit` made the difference; where it is unknown which, one that says `what` it did.
    fn parts(
        &self,
        from: &RelPath,
        change: &SealedChange,
        commit: Option<&Commit>,
        difference: Option<&Difference>,
        what: String,
    ) -> Vec<Row> {
        let record = change.record.and_then(|index| self.library.records.get(index));
        let row = |field: String, old: Option<String>, new: Option<String>| Row {
            record: Link {
                text: change.id.clone(),
                href: self.page_of(from, change),
            },
            title: record.map(|record| record.title.clone()).unwrap_or_default(),
            field,
            old,
            new,
            at: commit.map(|commit| self.time_of(commit)),
            author: commit.map(|commit| commit.author.to_string()),
            commit: commit.map(short_id),
        };
        let parts = match (record, difference) {
            (Some(record), Some(difference)) => {
                let said = said(&self.library, self.lang, &record.kind, difference).into_iter();
                said.map(|said| row(said.label, said.old, said.new)).collect()
            }
            (None, Some(difference)) => {
                let fields = difference.fields.iter().cloned();
                fields.map(|one| row(one.field, one.old, one.new)).collect()
            }
            (_, None) => Vec::new(),
        };
        match parts.is_empty() {
            true => vec![row(what, None, None)],
            false => parts,
        }
    }

    /// The page of what was changed, or of what it was; empty where there is none.
    fn page_of(&self, from: &RelPath, change: &SealedChange) -> String {
        if let Some(page) = change.record.and_then(|index| self.history_of(from, index)) {
            return page;
        }
        let mut tombstones = self.past.tombstones().iter();
        let number = tombstones.position(|tombstone| {
            self.past
                .end(tombstone)
                .is_some_and(|gone| gone.path == change.path)
        });
        let page = number.and_then(|number| self.plan.tombstones.get(number)?.as_ref());
        page.map(|page| from.link_to(page)).unwrap_or_default()
    }
}
