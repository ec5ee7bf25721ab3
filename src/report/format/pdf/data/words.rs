//! The words that the template adds.

use crate::base::{Catalog, Message};
use std::collections::BTreeMap;

/// The entries of `report.ftl` that the template asks for.
const WORDS: [&str; 38] = [
    "report-colon",
    "report-deducted",
    "report-evidence",
    "report-exclusions",
    "report-fee",
    "report-figure",
    "report-item",
    "report-item-score",
    "report-month-before",
    "report-occurrences",
    "report-open",
    "report-paid",
    "report-payment",
    "report-pdf-commit",
    "report-pdf-contents",
    "report-pdf-contract",
    "report-pdf-date",
    "report-pdf-findings",
    "report-pdf-grade",
    "report-pdf-missing",
    "report-pdf-none",
    "report-pdf-program",
    "report-pdf-purchaser",
    "report-pdf-seal",
    "report-pdf-sign",
    "report-pdf-signer",
    "report-pdf-source",
    "report-pdf-stamp",
    "report-pdf-unwritten",
    "report-pdf-vendor",
    "report-points",
    "report-score",
    "report-state",
    "report-sum",
    "report-this-month",
    "report-undecided",
    "report-vetoes",
    "report-withheld",
];

/// The words by the names of their entries; the number of a page still has its gaps, `{page}` and `{pages}`.
pub(super) fn of(catalog: &Catalog) -> BTreeMap<&'static str, String> {
    let page = Message::new("report-pdf-page")
        .with("page", "{page}")
        .with("pages", "{pages}");
    let mut words: BTreeMap<&'static str, String> =
        WORDS.into_iter().map(|id| (id, catalog.word(id))).collect();
    words.insert(page.id, catalog.say(&page));
    words
}
