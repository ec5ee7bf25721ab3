//! `assessment.xlsx`: a sheet a chapter, and one that lists the records behind every count.

use super::super::Handover;
use super::super::book::{Book, Cell, Column, Part, Sheet, Table};
use super::super::{grid, prose};
use crate::assess::chapter::{self, Chapter, ColumnKind, Figure, Grid, Value};
use crate::base::{Catalog, Message};
use anyhow::Result;

/// Writes `assessment.xlsx`.
pub(super) fn write(handover: &Handover<'_>) -> Result<Vec<u8>> {
    let catalog = Catalog::of(handover.library.config.site.language);
    let month = handover.assessment.month.to_string();
    let title = format!("{} {month}", handover.assessment.sheet.called(catalog));
    book(title, handover.chapters, catalog).bytes()
}

/// The workbook of `chapters`.
fn book(title: String, chapters: &[Chapter], catalog: &Catalog) -> Book {
    let mut sheets: Vec<Sheet> = chapters.iter().map(|chapter| sheet(chapter, catalog)).collect();
    let evidence: Vec<Vec<Cell>> = chapters.iter().flat_map(evidence).collect();
    if !evidence.is_empty() {
        sheets.push(evidence_sheet(evidence, catalog));
    }
    Book { title, sheets }
}

fn sheet(chapter: &Chapter, catalog: &Catalog) -> Sheet {
    let name = format!("{} {}", chapter.number, chapter.title);
    let mut parts = vec![Part::Heading(name.clone())];
    for part in &chapter.parts {
        match part {
            chapter::Part::Figures(figures) => parts.push(Part::Table(figures_table(figures, catalog))),
            chapter::Part::Table(grid) => {
                if !grid.title.is_empty() {
                    parts.push(Part::Heading(grid.title.clone()));
                }
                parts.push(Part::Table(grid::table(grid, catalog)));
            }
            // A workbook has the table of the picture.
            chapter::Part::Chart(_) => {}
            chapter::Part::Text(text) => {
                parts.push(Part::Heading(text.title.clone()));
                parts.extend(prose::lines(&text.markdown).into_iter().map(Part::Line));
            }
            chapter::Part::Note(note) => parts.push(Part::Line(note.clone())),
        }
    }
    Sheet { name, parts }
}

fn plain_columns(words: &[&str], catalog: &Catalog) -> Vec<Column> {
    let column = |word: &&str| Column {
        title: catalog.word(word),
        sum: false,
    };
    words.iter().map(column).collect()
}

/// The figures of a month, beside those of the month before where there are any.
fn figures_table(figures: &[Figure], catalog: &Catalog) -> Table {
    let kind = ColumnKind::Number(10);
    let mut heads = vec!["report-figure", "report-this-month"];
    let compared = figures.iter().any(|figure| figure.before.is_some());
    heads.extend(compared.then_some("report-month-before"));
    let row = |figure: &Figure| {
        let before = figure.before.as_ref();
        let before = before.map_or(Cell::Empty, |before| grid::cell(before, kind));
        let mut row = vec![Cell::Text(figure.label.clone()), grid::cell(&figure.value, kind)];
        row.extend(compared.then_some(before));
        row
    };
    Table {
        columns: plain_columns(&heads, catalog),
        rows: figures.iter().map(row).collect(),
        total: None,
    }
}

/// How many bytes of IDs stand in one cell; a spreadsheet holds 32,767 characters.
const CELL: usize = 30_000;

/// The records behind the counts of `chapter`: chapter, table, row, column, how many, records.
fn evidence(chapter: &Chapter) -> Vec<Vec<Cell>> {
    let name = format!("{} {}", chapter.number, chapter.title);
    let mut rows = Vec::new();
    for part in &chapter.parts {
        match part {
            chapter::Part::Figures(figures) => {
                for figure in figures {
                    behind(&mut rows, [&name, "", &figure.label, ""], &figure.value);
                }
            }
            chapter::Part::Table(grid) => behind_grid(&mut rows, &name, grid),
            chapter::Part::Chart(_) | chapter::Part::Text(_) | chapter::Part::Note(_) => {}
        }
    }
    rows
}

fn behind_grid(rows: &mut Vec<Vec<Cell>>, chapter: &str, table: &Grid) {
    for row in &table.rows {
        let named = row
            .iter()
            .zip(&table.columns)
            .find(|(value, _)| !matches!(value, Value::Records(_)));
        let label = named
            .map(|(value, column)| grid::plain(value, column.kind))
            .unwrap_or_default();
        for (value, column) in row.iter().zip(&table.columns) {
            behind(rows, [chapter, &table.title, &label, &column.title], value);
        }
    }
}

fn behind(rows: &mut Vec<Vec<Cell>>, place: [&str; 4], value: &Value) {
    let Value::Records(ids) = value else { return };
    for (listed, count) in in_cells(ids) {
        let mut row: Vec<Cell> = place.map(|word| Cell::Text(word.to_owned())).to_vec();
        row.push(Cell::Number(count.to_string()));
        row.push(Cell::Text(listed));
        rows.push(row);
    }
}

/// `ids` in as few cells as hold them, with how many stand in each.
fn in_cells(ids: &[String]) -> Vec<(String, usize)> {
    let mut cells: Vec<(String, usize)> = Vec::new();
    for id in ids {
        match cells.last_mut().filter(|(cell, _)| cell.len() + id.len() < CELL) {
            Some((cell, count)) => {
                cell.push_str(", ");
                cell.push_str(id);
                *count += 1;
            }
            None => cells.push((id.clone(), 1)),
        }
    }
    cells
}

fn evidence_sheet(rows: Vec<Vec<Cell>>, catalog: &Catalog) -> Sheet {
    let words = [
        "report-chapter",
        "report-table",
        "report-row",
        "report-column",
        "report-count",
        "report-record",
    ];
    let count = Message::new("report-evidence-note").with("n", rows.len());
    Sheet {
        name: catalog.word("report-evidence-sheet"),
        parts: vec![
            Part::Line(catalog.say(&count)),
            Part::Table(Table {
                columns: plain_columns(&words, catalog),
                rows,
                total: None,
            }),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Exact;
    use crate::base::Lang;

    fn chapter() -> Chapter {
        let column = |id: &'static str, title: &str, kind| chapter::Column {
            id: id.into(),
            title: title.to_owned(),
            kind,
        };
        let grid = Grid {
            id: "by-system",
            title: "按系统".to_owned(),
            columns: vec![
                column("system", "系统", ColumnKind::Text),
                column("n", "故障数", ColumnKind::Count),
                column("hours", "小时", ColumnKind::Number(1)),
            ],
            rows: vec![vec![
                Value::Text("公文管理系统".to_owned()),
                Value::Records(vec!["F-1".to_owned(), "F-2".to_owned()]),
                Value::Number(
                    Exact::from(7_i64)
                        .over(&Exact::from(3_i64))
                        .unwrap_or_else(Exact::zero),
                ),
            ]],
            totals: true,
        };
        Chapter {
            id: "faults",
            number: 4,
            title: "故障".to_owned(),
            parts: vec![
                chapter::Part::Figures(vec![Figure {
                    label: "故障".to_owned(),
                    value: Value::Records(vec!["F-1".to_owned()]),
                    before: Some(Value::Records(Vec::new())),
                }]),
                chapter::Part::Table(grid),
                chapter::Part::Note("无".to_owned()),
            ],
        }
    }

    #[test]
    fn every_count_has_its_records_on_the_sheet_of_evidence() {
        let book = book("月报".to_owned(), &[chapter()], Catalog::of(Lang::ZhCn));
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["4 故障", "证据"]);
        let Some(Part::Table(evidence)) = book.sheets.last().and_then(|sheet| sheet.parts.last()) else {
            unreachable!("the evidence is a table");
        };
        let row = |words: [&str; 4], count: usize, records: &str| {
            let mut row = words.map(|word| Cell::Text(word.to_owned())).to_vec();
            row.extend([Cell::Number(count.to_string()), Cell::Text(records.to_owned())]);
            row
        };
        assert_eq!(
            evidence.rows,
            [
                row(["4 故障", "", "故障", ""], 1, "F-1"),
                row(["4 故障", "按系统", "公文管理系统", "故障数"], 2, "F-1, F-2"),
            ]
        );
    }

    #[test]
    fn more_records_than_a_cell_holds_stand_in_several() {
        let ids: Vec<String> = (0..10_000).map(|n| format!("C-20230901-{n}")).collect();
        let cells = in_cells(&ids);
        assert!(cells.len() > 1 && cells.iter().all(|(cell, _)| cell.len() <= CELL));
        assert_eq!(cells.iter().map(|(_, count)| count).sum::<usize>(), 10_000);
        let all: Vec<&str> = cells.iter().flat_map(|(cell, _)| cell.split(", ")).collect();
        assert_eq!(all, ids);
    }

    #[test]
    fn the_first_month_has_no_column_for_the_one_before() {
        let heads = |before: Option<Value>| {
            let figure = Figure {
                label: "故障".to_owned(),
                value: Value::Records(vec!["F-1".to_owned()]),
                before,
            };
            let table = figures_table(&[figure], Catalog::of(Lang::ZhCn));
            (table.columns.len(), table.rows[0].len())
        };
        assert_eq!(heads(None), (2, 2));
        assert_eq!(heads(Some(Value::Records(Vec::new()))), (3, 3));
    }

    #[test]
    fn tables_have_numbers_and_totals() {
        let book = book("月报".to_owned(), &[chapter()], Catalog::of(Lang::ZhCn));
        let parts = &book.sheets[0].parts;
        let Part::Table(table) = &parts[3] else {
            unreachable!("{parts:?}");
        };
        assert_eq!(table.total.as_deref(), Some("合计"));
        assert_eq!(
            table.columns.iter().map(|column| column.sum).collect::<Vec<_>>(),
            [false, true, true]
        );
        assert_eq!(
            table.rows[0][1..],
            [Cell::Number("2".to_owned()), Cell::Number("2.3".to_owned())]
        );
        assert!(book.bytes().is_ok());
    }
}
