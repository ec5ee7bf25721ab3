//! What the template of the report reads, all in words.

mod chapter;
mod sheet;
mod words;

use super::super::super::Handover;
use crate::base::{Catalog, Lang, Message};
use chapter::ChapterView;
use serde::Serialize;
use sheet::SheetView;
use std::collections::BTreeMap;

/// What the template reads.
#[derive(Serialize)]
pub(super) struct Data<'h> {
    /// `zh` or `en`.
    lang: &'static str,
    title: String,
    month: String,
    /// Of the knowledge base.
    site: &'h str,
    contract: String,
    state: String,
    /// The titles of the items that a person has yet to score.
    open: Vec<&'h str>,
    commit: Option<&'h str>,
    seal: Option<&'h str>,
    remarks: &'h [String],
    program: &'static str,
    findings: String,
    chapters: Vec<ChapterView<'h>>,
    sheet: SheetView<'h>,
    words: BTreeMap<&'static str, String>,
}

/// What the template reads of `handover`.
pub(super) fn of<'h>(handover: &Handover<'h>) -> Data<'h> {
    let (assessment, library) = (handover.assessment, handover.library);
    let lang = library.config.site.language;
    let catalog = Catalog::of(lang);
    let terms = &library.config.contract.terms;
    let (errors, warnings) = handover.findings;
    let findings = Message::new("report-pdf-found")
        .with("errors", errors)
        .with("warnings", warnings);
    let open = assessment.items.iter().filter(|item| item.open);
    Data {
        lang: match lang {
            Lang::ZhCn => "zh",
            Lang::En => "en",
        },
        title: catalog.word("report-pdf-title"),
        month: library.period(assessment.month, lang),
        site: &library.config.site.title,
        contract: [&terms.title, &terms.number]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" · "),
        state: catalog.word(&format!("state-{}", assessment.state.name())),
        open: open.map(|item| item.spec.title.as_str()).collect(),
        commit: handover.commit,
        seal: handover.seal.map(|seal| seal.number),
        remarks: handover.remarks,
        program: concat!("casebook ", env!("CARGO_PKG_VERSION")),
        findings: catalog.say(&findings),
        chapters: handover
            .chapters
            .iter()
            .map(|one| ChapterView::of(one, catalog))
            .collect(),
        sheet: sheet::of(assessment, &library.config, catalog),
        words: words::of(catalog),
    }
}

/// That only the first `listed` of `all` stand here.
fn more(catalog: &Catalog, listed: usize, all: usize) -> String {
    let message = Message::new("report-pdf-more")
        .with("listed", listed)
        .with("all", all);
    catalog.say(&message)
}
