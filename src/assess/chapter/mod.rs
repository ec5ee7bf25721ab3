//! The fifteen chapters of the monthly report: what stands in each, in the words of one language.
//!
//! A table is a query over the ledger and what its columns mean ([`spec::TableSpec`]), so that a figure cannot disagree with the list behind
//! it. What the sheet, the payment and the clocks say comes from the [`Assessment`].

mod about;
mod appendix;
mod cases;
mod changes;
mod charts;
mod faults;
mod fill;
mod inspections;
mod levels;
mod open;
mod overview;
mod part;
mod requests;
mod risks;
mod satisfaction;
mod security;
mod sheet;
mod spec;
mod terms;
mod trainings;
mod written;

pub use part::{Chapter, Column, ColumnKind, Figure, Grid, Part, Source, Text, Value};

use super::Assessment;
use crate::base::{Catalog, Lang};
use crate::ledger::{Ledger, Told};
use crate::library::Library;
use fill::Asked;
use spec::TableSpec;

/// What the chapters of a month are made from.
pub struct Sources<'s> {
    /// The assessment of the month.
    pub assessment: &'s Assessment,
    /// Those of the months before that have one, the oldest first.
    pub earlier: &'s [&'s Assessment],
    /// The records.
    pub library: &'s Library,
    /// The language.
    pub lang: Lang,
    /// The Markdown of the month's `assessment` record below its front matter; empty where there is none.
    pub written: &'s str,
    /// The commit; `None` without git.
    pub commit: Option<&'s str>,
}

/// The names of the chapters, in their order.
pub const NAMES: [&str; 15] = [
    "overview",
    "levels",
    "cases",
    "faults",
    "inspections",
    "changes",
    "requests",
    "security",
    "risks",
    "trainings",
    "satisfaction",
    "analysis",
    SHEET,
    "open",
    "appendix",
];

/// The chapter with the score sheet and the payment.
pub const SHEET: &str = "sheet";

/// The chapters of the month of `sources`, seeing nothing after its end.
pub fn chapters(sources: &Sources<'_>, ledger: &mut Ledger) -> Vec<Chapter> {
    let calendar = &sources.library.config.contract.calendar;
    ledger.set_as_of(calendar.end_of(sources.assessment.month));
    let asked = Asked {
        sources,
        ledger,
        catalog: Catalog::of(sources.lang),
        told: Told::new(&sources.library.config, sources.lang),
    };
    let tables = |tables: &[TableSpec]| tables.iter().map(|table| asked.table(table)).collect();
    let contents: [Vec<Part>; NAMES.len()] = [
        overview::parts(&asked),
        levels::parts(&asked),
        tables(cases::TABLES),
        faults::parts(&asked),
        tables(inspections::TABLES),
        tables(changes::TABLES),
        tables(requests::TABLES),
        tables(security::TABLES),
        tables(risks::TABLES),
        tables(trainings::TABLES),
        tables(satisfaction::TABLES),
        written::analysis(&asked),
        sheet::parts(&asked),
        [tables(open::TABLES), written::outlook(&asked)].concat(),
        [
            sheet::exclusions(&asked),
            tables(appendix::TABLES),
            terms::parts(&asked),
        ]
        .concat(),
    ];
    NAMES
        .into_iter()
        .zip(contents)
        .zip(1..)
        .map(|((id, parts), number)| Chapter {
            id,
            number,
            title: asked.word("chapter", id),
            parts: charts::with_charts(&asked, parts),
        })
        .collect()
}
