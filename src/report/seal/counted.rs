//! Which records does a report count?

use crate::assess::Assessment;
use crate::assess::chapter::{Chapter, Part, Value};
use crate::library::Library;
use std::collections::BTreeSet;

/// The indices of the records that the report of `assessment` counts: those of its month, and those behind its figures and its chapters,
/// whichever month they are of.
pub fn counted(library: &Library, assessment: &Assessment, chapters: &[Chapter]) -> BTreeSet<usize> {
    let shelf = library.shelves.months.get(&assessment.month);
    let mut found: BTreeSet<usize> = shelf.into_iter().flatten().copied().collect();
    found.extend(assessment.record);
    found.extend(named(assessment).filter_map(|id| library.find(id)));
    let parts = chapters.iter().flat_map(|chapter| &chapter.parts);
    found.extend(parts.flat_map(of_part).filter_map(|id| library.find(id)));
    found
}

/// The IDs behind the figures; those that a sheet's query names may be no records.
fn named(assessment: &Assessment) -> impl Iterator<Item = &str> {
    let items = assessment.items.iter().map(|item| &item.evidence);
    let vetoes = assessment.vetoes.iter().map(|veto| &veto.evidence);
    let bonuses = assessment.bonuses.iter().map(|bonus| &bonus.evidence);
    let clocks = assessment.clocks.iter().flat_map(|clock| {
        [
            &clock.met,
            &clock.breached,
            &clock.running,
            &clock.exempt,
            &clock.unknown,
        ]
    });
    let lists = items.chain(vetoes).chain(bonuses).chain(clocks);
    let excluded = assessment.exclusions.iter().map(|exclusion| &exclusion.record);
    lists.flatten().chain(excluded).map(String::as_str)
}

fn of_part(part: &Part) -> Vec<&str> {
    match part {
        Part::Figures(figures) => figures
            .iter()
            .flat_map(|figure| of_value(&figure.value))
            .collect(),
        Part::Table(grid) => grid.rows.iter().flatten().flat_map(of_value).collect(),
        Part::Text(text) => text.record.as_deref().into_iter().collect(),
        Part::Chart(_) | Part::Note(_) => Vec::new(),
    }
}

fn of_value(value: &Value) -> Vec<&str> {
    match value {
        Value::Record(id) => vec![id],
        value => value.records().iter().map(String::as_str).collect(),
    }
}
