//! How many records of each kind does each system have? Where none stands, something may be missing.

use super::super::frame::Link;
use super::super::plan::Subject;
use super::super::query::Blocks;
use super::super::{Answer, Cell, Site};
use crate::base::RelPath;
use crate::render::Html;
use serde::Serialize;
use std::collections::HashMap;

/// The systems by the kinds.
#[derive(Serialize)]
pub(super) struct Matrix {
    kinds: Vec<String>,
    rows: Vec<Row>,
    source: Html,
}

#[derive(Serialize)]
struct Row {
    system: Link,
    retired: bool,
    /// A cell a kind: the number, and the list of these records.
    cells: Vec<Option<Link>>,
    total: usize,
}

impl Site {
    /// The matrix for the page at `from`; none without systems.
    pub(super) fn coverage(&self, from: &RelPath) -> Option<Matrix> {
        let sql = self.register_query("coverage")?;
        let answer = self.figures.query(sql, None)?.ok()?;
        let counts = counts(&answer);
        // A list is of no system, and an assessment of all.
        let kinds: Vec<usize> = (0..self.plan.kinds.len())
            .filter(|kind| {
                let id = self.plan.kinds.get(*kind).map(|kind| kind.id.as_str());
                counts.keys().any(|(_, counted)| Some(*counted) == id)
            })
            .collect();
        let registers = &self.library.config.site.systems;
        let row = |system: &super::super::plan::SystemPage| {
            let cells: Vec<(usize, Option<Link>)> = kinds
                .iter()
                .map(|kind| self.coverage_cell(from, &system.id, &system.lists, *kind, &counts))
                .collect();
            Row {
                system: Link {
                    text: registers.name(&system.id).to_owned(),
                    href: from.link_to(&system.path),
                },
                retired: registers
                    .get(&system.id)
                    .is_some_and(|entry| entry.state == "retired"),
                total: cells.iter().map(|(n, _)| n).sum(),
                cells: cells.into_iter().map(|(_, link)| link).collect(),
            }
        };
        let rows: Vec<Row> = self.plan.systems.iter().map(row).collect();
        let blocks = Blocks {
            site: self,
            from,
            index: usize::MAX,
        };
        (!rows.is_empty()).then(|| Matrix {
            kinds: kinds
                .iter()
                .filter_map(|kind| Some(self.plan.kinds.get(*kind)?.name.get(self.lang).to_owned()))
                .collect(),
            source: Html::new(&blocks.source(sql)),
            rows,
        })
    }

    fn coverage_cell(
        &self,
        from: &RelPath,
        system: &str,
        lists: &[usize],
        kind: usize,
        counts: &HashMap<(&str, &str), usize>,
    ) -> (usize, Option<Link>) {
        let id = self.plan.kinds.get(kind).map_or("", |kind| kind.id.as_str());
        let n = counts.get(&(system, id)).copied().unwrap_or_default();
        let list = lists.iter().find(|list| {
            self.plan
                .lists
                .get(**list)
                .is_some_and(|list| matches!(list.subject, Subject::System(_, of) if of == kind))
        });
        let page = list.and_then(|list| self.plan.first_page(*list));
        let link = page.filter(|_| n > 0).map(|page| Link {
            text: n.to_string(),
            href: from.link_to(page),
        });
        (n, link)
    }
}

/// The counts of `answer`, by system and kind.
fn counts(answer: &Answer) -> HashMap<(&str, &str), usize> {
    let mut counts = HashMap::new();
    for row in &answer.rows {
        if let [Cell::Text(system), Cell::Text(kind), Cell::Number(n)] = row.as_slice() {
            counts.insert((system.as_str(), kind.as_str()), n.parse().unwrap_or(0));
        }
    }
    counts
}
