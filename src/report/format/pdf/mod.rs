//! `report.pdf`: the report on paper, to be signed.
//!
//! Typst sets `templates/report/report.typ`, which reads its data from `data.json` as values: nothing that stands in a
//! record is ever read as markup. The PDF is tagged and conforms to PDF/A-2a and PDF/UA-1.

mod data;
mod glyphs;
mod world;

#[cfg(test)]
mod tests;

use super::super::Handover;
use crate::base::{Message, Unable, hash};
use anyhow::{Result, anyhow};
use jiff::civil::Date;
use std::collections::HashSet;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::{Coverage, Font};
use typst::{WorldExt, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use world::Desk;

/// Writes `report.pdf`.
pub(super) fn write(handover: &Handover<'_>) -> Result<Vec<u8>> {
    let fonts = world::fonts(handover.templates);
    let data = data(handover, &fonts)?;
    let calendar = &handover.library.config.contract.calendar;
    let options = options(calendar.last_of(handover.assessment.month), &data)?;
    let desk = Desk::new(handover.templates, fonts, Bytes::new(data))?;
    // What typst remembers of the report before would only grow.
    comemo::evict(0);
    set(&desk)
        .and_then(|document| typst_pdf::pdf(&document, &options))
        .map_err(|faults| fault(&desk, &faults))
}

/// `data.json`, with a stand-in for each character that none of `fonts` has.
fn data(handover: &Handover<'_>, fonts: &[Font]) -> Result<Vec<u8>> {
    let coverages = fonts.iter().map(|font| &font.info().coverage);
    let all: HashSet<u32> = coverages.flat_map(Coverage::iter).collect();
    let has = |c: char| all.contains(&u32::from(c));
    let mut data = serde_json::to_value(data::of(handover))?;
    let missing = glyphs::replace(&mut data, &has);
    if let Some(map) = data.as_object_mut() {
        map.insert("missing".to_owned(), glyphs::names(&missing).into());
    }
    Ok(serde_json::to_vec(&data)?)
}

fn set(desk: &Desk<'_>) -> SourceResult<PagedDocument> {
    typst::compile(desk).output
}

/// The document is dated with `last`, the last day of its month, and named by its content, so that equal data give equal bytes.
fn options(last: Date, data: &[u8]) -> Result<PdfOptions> {
    let day = Datetime::from_ymd(
        i32::from(last.year()),
        last.month().unsigned_abs(),
        last.day().unsigned_abs(),
    );
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|fault| anyhow!("{}", fault.message()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(hash::sha256(data)),
        creator: Smart::Custom(Some(concat!("casebook ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: day.map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    })
}

/// The first of `faults`, with its place in the template.
fn fault(desk: &Desk<'_>, faults: &[SourceDiagnostic]) -> anyhow::Error {
    let Some(fault) = faults.first() else {
        return anyhow!("typst failed without a word");
    };
    let hints: String = fault.hints.iter().map(|hint| format!(" ({})", hint.v)).collect();
    let line = desk
        .range(fault.span)
        .and_then(|range| desk.line_of(range.start))
        .map_or_else(String::new, |line| format!(":{line}"));
    let message = Message::new("unable-typst").with("place", format!("templates/{}{line}", world::MAIN));
    Unable::new(message.with("detail", format!("{}{hints}", fault.message))).into()
}
