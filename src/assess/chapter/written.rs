//! What a person wrote about the month: sections of its `assessment` record (R10).

use super::fill::Asked;
use super::{Part, Text};
use crate::base::Message;
use crate::kind::Kind;
use crate::record::markdown::outline;

/// The kind of the record.
const KIND: &str = "assessment";

/// Chapter 12: the first section that the kind has.
pub(super) fn analysis(asked: &Asked<'_>) -> Vec<Part> {
    names(asked)
        .iter()
        .take(1)
        .map(|name| part(asked, name))
        .collect()
}

/// The end of chapter 14: the others.
pub(super) fn outlook(asked: &Asked<'_>) -> Vec<Part> {
    names(asked)
        .iter()
        .skip(1)
        .map(|name| part(asked, name))
        .collect()
}

fn names<'a>(asked: &'a Asked<'_>) -> &'a [String] {
    kind(asked).map_or(&[], |kind| kind.sections.as_slice())
}

fn kind<'a>(asked: &'a Asked<'_>) -> Option<&'a Kind> {
    let kind = asked.sources.library.config.kinds.get(KIND);
    kind.map(AsRef::as_ref)
}

fn part(asked: &Asked<'_>, name: &str) -> Part {
    let record = asked.sources.assessment.record;
    let record = record.and_then(|index| asked.sources.library.records.get(index));
    let title = kind(asked).map_or(name, |kind| kind.section_name(name, asked.sources.lang));
    let is_it = |heading: &str| kind(asked).is_some_and(|kind| kind.is_section(heading, name));
    match section(asked.sources.written, is_it).map(str::trim) {
        Some(markdown) if !markdown.is_empty() => Part::Text(Text {
            title: title.to_owned(),
            markdown: markdown.to_owned(),
            record: record.map(|record| record.id.as_str().to_owned()),
        }),
        _ => Part::Note(
            asked
                .catalog
                .say(&Message::new("report-unwritten").with("section", title)),
        ),
    }
}

/// What stands below the first heading that `is_it`, up to the next heading of its level or above.
fn section(markdown: &str, is_it: impl Fn(&str) -> bool) -> Option<&str> {
    let headings = outline(markdown).headings;
    let at = headings.iter().position(|heading| is_it(&heading.text))?;
    let heading = headings.get(at)?;
    let next = headings
        .iter()
        .skip(at + 1)
        .find(|next| next.level <= heading.level);
    let end = next.map_or(markdown.len(), |next| next.span.start);
    markdown.get(heading.span.end..end)
}
