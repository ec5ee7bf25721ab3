//! What was read: columns by their names, and rows of cells that know where they stand.

use crate::base::{Diagnostic, Message, RelPath, Span};
use std::collections::{BTreeMap, HashMap};

/// More rows than these are refused: whoever has them divides the file.
pub(super) const MOST_ROWS: usize = 100_000;
/// More columns than these no export has.
pub(super) const MOST_COLUMNS: usize = 1_000;
/// So many cells are held in memory.
pub(super) const MOST_CELLS: usize = 4_000_000;

/// A cell, its text cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where it stands in the text of the table.
    pub span: Span,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number from 1: the line of a text, the row of a sheet.
    pub number: usize,
    /// Its cells in the order of the columns; there may be fewer.
    pub cells: Vec<Cell>,
    /// What tells it from others where not all of its cells do.
    pub identity: Option<String>,
}

impl Row {
    /// Where it stands in the text of the table.
    pub fn span(&self) -> Span {
        let first = self.cells.iter().find(|cell| !cell.text.is_empty());
        first
            .or(self.cells.first())
            .map_or(Span::default(), |cell| cell.span)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.width() == 0
    }

    /// How many cells it has, up to the last that is not empty.
    fn width(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.text.is_empty());
        last.map_or(0, |at| at + 1)
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows that are not blank.
    pub rows: Vec<Row>,
    /// The columns by name; of equal names, the first.
    index: HashMap<String, usize>,
    /// Whether cells have names, such as `D5`.
    pub sheet: bool,
    /// How many columns the head names, up to the last that has a name.
    width: usize,
}

impl Table {
    /// The table whose head stands in the row `header`, else in the first that is not blank. `sheet` says whether cells have names.
    ///
    /// # Errors
    /// There is no such row, or it is a title above the head; at its place in the text of the file `path`.
    pub(super) fn of(
        rows: Vec<Row>,
        header: Option<usize>,
        sheet: bool,
        path: &RelPath,
    ) -> Result<Table, Vec<Diagnostic>> {
        let wanted = |row: &Row| header.map_or(!row.is_blank(), |number| row.number == number);
        let mut rows = rows.into_iter().skip_while(|row| !wanted(row));
        let Some(head) = rows.next().filter(|head| !head.is_blank()) else {
            let message = match header {
                Some(number) => Message::new("import-no-header").with("row", number),
                None => Message::new("import-empty"),
            };
            return Err(vec![fault(path, Span::default(), message)]);
        };
        let columns: Vec<String> = head
            .cells
            .iter()
            .map(|cell| super::one_line(&cell.text))
            .collect();
        let rows: Vec<Row> = rows.filter(|row| !row.is_blank()).collect();
        match head_below(&head, &rows).filter(|_| header.is_none()) {
            Some(below) => {
                let message = Message::new("import-title-row")
                    .with("columns", head.width())
                    .with("row", below.number)
                    .with("cells", below.width());
                let help = Message::new("import-title-row-help").with("row", below.number);
                Err(vec![fault(path, head.span(), message).help(help)])
            }
            None => Ok(Table::new(columns, rows, sheet)),
        }
    }

    pub(super) fn new(columns: Vec<String>, rows: Vec<Row>, sheet: bool) -> Table {
        let named = columns.iter().rposition(|name| !name.is_empty());
        let mut index = HashMap::new();
        for (at, name) in columns.iter().enumerate() {
            index.entry(name.clone()).or_insert(at);
        }
        Table {
            columns,
            rows,
            index,
            sheet,
            width: named.map_or(0, |at| at + 1),
        }
    }

    /// The number of the column `name`, from 0.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.index.get(name).copied()
    }

    /// Whether several columns have this name.
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.columns.iter().filter(|column| *column == name).count() > 1
    }

    /// What is wrong with a row of more cells than the head has names: mostly a separator that stands in a text without quotation marks.
    pub fn too_wide(&self, row: &Row, path: &RelPath) -> Option<Diagnostic> {
        let mut beyond = row.cells.get(self.width..)?.iter();
        let extra = beyond.find(|cell| !cell.text.is_empty())?;
        let message = Message::new("import-too-wide")
            .with("cells", row.cells.len())
            .with("columns", self.width);
        Some(fault(path, extra.span, message).help(Message::new("import-too-wide-help")))
    }

    /// What the cell of `row` in the column `name` says; nothing where there is none.
    pub fn text<'t>(&self, row: &'t Row, name: &str) -> &'t str {
        self.cell(row, name).map_or("", |cell| cell.text.as_str())
    }

    /// The cell of `row` in the column `name`.
    pub fn cell<'t>(&self, row: &'t Row, name: &str) -> Option<&'t Cell> {
        row.cells.get(self.column(name)?)
    }
}

/// The name of a cell of a sheet, such as `D5`; `column` counts from 0.
pub fn cell_name(column: usize, row: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    format!("{}{row}", letters.into_iter().rev().collect::<String>())
}

/// The one of `rows` that is the head where `first` is a title above it: it has at least twice as many cells, and of the rows
/// behind it most have no more.
fn head_below<'r>(first: &Row, rows: &'r [Row]) -> Option<&'r Row> {
    let first = first.width();
    // How many of the rows behind the present one have so many cells.
    let mut behind: BTreeMap<usize, usize> = BTreeMap::new();
    for row in rows {
        *behind.entry(row.width()).or_default() += 1;
    }
    let mut left = rows.len();
    rows.iter().find(|row| {
        let width = row.width();
        behind.entry(width).and_modify(|count| *count -= 1);
        left -= 1;
        let most_are_wider =
            |than: usize| behind.range(than + 1..).map(|(_, count)| count).sum::<usize>() * 2 > left;
        width >= 2 * first && most_are_wider(first) && !most_are_wider(width)
    })
}

/// A finding in the file that is imported.
pub(super) fn fault(path: &RelPath, span: Span, message: Message) -> Diagnostic {
    Diagnostic::error(super::RULE, path, span, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: usize, width: usize) -> Row {
        let cell = Cell {
            text: "甲".to_owned(),
            span: Span::default(),
        };
        Row {
            number,
            cells: vec![cell; width],
            identity: None,
        }
    }

    #[test]
    fn a_title_is_told_from_the_head() {
        let below = |widths: &[usize]| {
            let rows: Vec<Row> = (1..)
                .zip(widths)
                .map(|(number, width)| row(number, *width))
                .collect();
            head_below(&rows[0], &rows[1..]).map(|row| row.number)
        };
        assert_eq!(below(&[1, 9, 8, 9]), Some(2));
        assert_eq!(below(&[1, 2, 9, 9, 8]), Some(3));
        assert_eq!(below(&[4, 4, 5, 4]), None);
        assert_eq!(below(&[4, 5]), None);
        assert_eq!(below(&[1, 1, 1]), None);
        assert_eq!(below(&[3, 3, 9, 3]), None);
        assert_eq!(below(&[1, 2]), None);
    }

    #[test]
    fn cells_are_named_as_in_a_sheet() {
        let names: Vec<String> = [0, 25, 26, 701, 702, 16383]
            .iter()
            .map(|column| cell_name(*column, 5))
            .collect();
        assert_eq!(names, ["A5", "Z5", "AA5", "ZZ5", "AAA5", "XFD5"]);
    }
}
