//! The rows of the one table of the body that the kind reads.

use super::markdown::{self, Cell, Table};
use super::settle::{Problem, Settler};
use super::unread::{surplus, unread_columns};
use crate::base::number::narrowed;
use crate::base::{Label, Message, Span};
use crate::kind::{Field, FieldType, Kind, Value};
use serde::{Deserialize, Serialize};

/// A row of the body's table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// The values, in the order of the kind's columns; `None` where the cell is empty, absent or wrong.
    pub values: Vec<Option<Value>>,
    /// Where each value stands in the file; the row where there is no such column.
    pub spans: Vec<Span>,
    /// The row, in bytes of the file.
    pub span: Span,
}

/// How many columns of the head tell the table from others.
const TELLING: usize = 3;

/// Finds the kind's table in `tables` of `text`, where the body begins at `body`, and settles its rows. Problems are reported with the span of
/// their cell.
pub(super) fn read(
    kind: &Kind,
    tables: &[Table],
    (text, body): (&str, usize),
    settler: &mut Settler<'_>,
    mut report: impl FnMut(Problem, Span),
) -> Vec<TableRow> {
    let (mut rows, mut others) = (Vec::new(), Vec::new());
    for table in tables {
        for row in &table.rows {
            if let Some(at) = surplus(text.get(body..).unwrap_or_default(), row) {
                let message = Message::new("table-unread-cell").with("count", table.head.len());
                let help = Message::new("table-unread-cell-help");
                report(unread(message, help), at.shifted(body));
            }
        }
        let Some(places) = places(kind, table) else {
            others.push(table);
            continue;
        };
        for (message, help, at) in unread_columns(kind, table, &places) {
            report(unread(message, help), at.shifted(body));
        }
        for row in &table.rows {
            let span = row.span.shifted(body);
            let cell = |place: &Option<usize>| place.and_then(|at| row.cells.get(at));
            let mut values = Vec::with_capacity(places.len());
            let mut spans = Vec::with_capacity(places.len());
            for (place, field) in places.iter().zip(kind.table.values()) {
                let found = cell(place);
                let at = found.map_or(span, |cell| cell.span.shifted(body));
                values.push(found.and_then(|cell| value(settler, field, cell)));
                spans.push(at);
                for problem in settler.problems.drain(..) {
                    report(problem, at);
                }
            }
            if values.iter().any(Option::is_some) {
                for (value, field) in values.iter_mut().zip(kind.table.values()) {
                    *value = value.take().or_else(|| settler.default(field));
                }
                rows.push(TableRow { values, spans, span });
            }
        }
    }
    // Where no table is read, the rule looks closer.
    let meant = others.into_iter().filter(|table| is_meant(kind, table));
    for table in meant.filter(|_| !rows.is_empty()) {
        let problem = unread(Message::new(UNREAD), columns_help(kind));
        report(problem, head(table).shifted(body));
    }
    rows
}

/// The rule of tables that are not read.
pub(super) const UNREAD: &str = "table-unread";

fn unread(message: Message, help: Message) -> Problem {
    Problem {
        rule: UNREAD,
        message,
        help: Some(help),
        path: Vec::new(),
    }
}

/// Which columns the head of the kind's table needs.
pub fn columns_help(kind: &Kind) -> Message {
    let columns = |name: fn(&Label) -> &str| {
        let names = telling(kind).map(|(_, field)| name(&field.label));
        names.collect::<Vec<_>>()
    };
    let columns = Label {
        zh: columns(|label| &label.zh).join("、"),
        en: columns(|label| &label.en).join(", "),
    };
    Message::new("table-unread-help").with("columns", &columns)
}

/// Whether `table`, which is not read, was meant as the kind's: it names most of the columns that tell it.
fn is_meant(kind: &Kind, table: &Table) -> bool {
    let named = |(id, field): &(&String, &Field)| {
        let mut cells = table.head.iter();
        cells.any(|cell| names_column(id, field, &cell.text))
    };
    let named = telling(kind).filter(named).count();
    named > 0 && named + 1 >= telling(kind).count()
}

fn head(table: &Table) -> Span {
    let start = table
        .head
        .first()
        .map_or(table.span.start, |cell| cell.span.start);
    let end = table.head.last().map_or(start, |cell| cell.span.end);
    Span::new(start, end.max(start))
}

/// The cells of the rows of the kind's table in `body`, as they are written, in the order of the kind's columns.
pub fn written_rows(kind: &Kind, body: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for table in &markdown::outline(body).tables {
        let Some(places) = places(kind, table) else {
            continue;
        };
        for row in &table.rows {
            let cell = |place: &Option<usize>| place.and_then(|at| row.cells.get(at));
            let text = |place| cell(place).map_or("", |cell| cell.text.trim()).to_owned();
            rows.push(places.iter().map(text).collect());
        }
    }
    rows
}

/// Where the columns of the kind's table stand in `table`; `None` where that is another table.
fn places(kind: &Kind, table: &Table) -> Option<Vec<Option<usize>>> {
    let places = columns(kind, table);
    let mut telling = places.iter().take(TELLING.min(kind.table.len()));
    (!kind.table.is_empty() && telling.all(Option::is_some)).then_some(places)
}

/// The columns that tell the kind's table from others.
pub fn telling(kind: &Kind) -> impl Iterator<Item = (&String, &Field)> {
    kind.table.iter().take(TELLING)
}

/// Whether `cell`, of a head, names the column `id`; blanks that spread a word and a colon behind it are no part of the name.
pub fn names_column(id: &str, field: &Field, cell: &str) -> bool {
    let plain = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let cell = plain(cell);
    let cell = cell.trim_end_matches([':', '：']);
    cell == id || cell == plain(&field.label.zh) || cell == plain(&field.label.en)
}

/// Whether the kind's table stands in `body`, be it without rows.
pub fn has_table(kind: &Kind, body: &str) -> bool {
    let tables = markdown::outline(body).tables;
    tables.iter().any(|table| places(kind, table).is_some())
}

fn columns(kind: &Kind, table: &Table) -> Vec<Option<usize>> {
    let find = |(id, field): (&String, &Field)| {
        let named = |cell: &Cell| names_column(id, field, &cell.text);
        table.head.iter().position(named)
    };
    kind.table.iter().map(find).collect()
}

fn value(settler: &mut Settler<'_>, field: &Field, cell: &Cell) -> Option<Value> {
    let text = match (&field.kind, &cell.link) {
        (FieldType::Ref(_), Some(link)) => link_id(link),
        _ => cell.text.trim(),
    };
    if text.is_empty() || text == "-" || text == "—" || is_nothing(field, text) {
        return None;
    }
    let value = settler.text(field, &field.kind, text, &[])?;
    settler.pattern(field, &value, &[]);
    Some(value)
}

/// What people write where there is no record, or none yet.
const NOTHING: [&str; 20] = [
    "无",
    "暂无",
    "没有",
    "未有",
    "尚无",
    "不涉及",
    "不适用",
    "待登记",
    "未登记",
    "待定",
    "待补",
    "待处理",
    "/",
    "\\",
    "--",
    "——",
    "n/a",
    "na",
    "none",
    "nil",
];

/// Whether `text` says in a column of records that there is none.
fn is_nothing(field: &Field, text: &str) -> bool {
    let plain = narrowed(text).to_lowercase();
    matches!(field.kind, FieldType::Ref(_)) && NOTHING.contains(&plain.as_str())
}

/// The ID that a link in a cell means: of `../faults/F-1.md`, `F-1`.
fn link_id(link: &str) -> &str {
    let link = link.split('#').next().unwrap_or(link);
    match link.strip_suffix(".md") {
        Some(path) => path.rsplit('/').next().unwrap_or(path),
        None => link,
    }
}
