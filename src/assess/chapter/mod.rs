//! The fifteen chapters of the monthly report: what stands in each, in the words of one language.
//!
//! A table is a query over the ledger and what its columns mean ([`spec::TableSpec`]), so that a figure cannot disagree with the list behind
//! it. What the sheet, the payment and the clocks say comes from the [`Assessment`].

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

pub use part::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};

use super::Assessment;
use crate::base::{Catalog, Lang};
use crate::ledger::Ledger;
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

/// The chapters of the month of `sources`, seeing nothing after its end.
pub fn chapters(sources: &Sources<'_>, ledger: &mut Ledger) -> Vec<Chapter> {
    let calendar = &sources.library.config.contract.calendar;
    ledger.set_as_of(calendar.end_of(sources.assessment.month));
    let asked = Asked {
        sources,
        ledger,
        catalog: Catalog::of(sources.lang),
    };
    let tables = |tables: &[TableSpec]| tables.iter().map(|table| asked.table(table)).collect();
    let contents: [(&'static str, Vec<Part>); 15] = [
        ("overview", overview::parts(&asked)),
        ("levels", levels::parts(&asked)),
        ("cases", tables(cases::TABLES)),
        ("faults", tables(faults::TABLES)),
        ("inspections", tables(inspections::TABLES)),
        ("changes", tables(changes::TABLES)),
        ("requests", tables(requests::TABLES)),
        ("security", tables(security::TABLES)),
        ("risks", tables(risks::TABLES)),
        ("trainings", tables(trainings::TABLES)),
        ("satisfaction", tables(satisfaction::TABLES)),
        ("analysis", written::analysis(&asked)),
        ("sheet", sheet::parts(&asked)),
        ("open", [tables(open::TABLES), written::outlook(&asked)].concat()),
        (
            "appendix",
            [
                sheet::exclusions(&asked),
                tables(appendix::TABLES),
                terms::parts(&asked),
            ]
            .concat(),
        ),
    ];
    contents
        .into_iter()
        .zip(1..)
        .map(|((id, parts), number)| Chapter {
            id,
            number,
            title: asked.word("chapter", id),
            parts: charts::with_charts(&asked, parts),
        })
        .collect()
}
