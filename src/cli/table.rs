//! A table for a terminal: columns stand under each other, Chinese characters counted as two.

use crate::base::han::{is_han, is_wide_punctuation};

/// A table that is being filled.
pub(crate) struct Table {
    columns: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(columns: usize) -> Table {
        Table {
            columns,
            rows: Vec::new(),
        }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(
            cells
                .into_iter()
                .map(|cell| cell.replace(['\n', '\r', '\t'], " "))
                .collect(),
        );
    }

    /// The rows, each on a line; two spaces between columns.
    pub(crate) fn text(&self) -> String {
        let widths: Vec<usize> = (0..self.columns)
            .map(|column| {
                self.rows
                    .iter()
                    .filter_map(|row| row.get(column))
                    .map(|cell| width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, wide) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.push_str(&" ".repeat(wide - width(cell) + 2));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}

/// How many columns of a terminal `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if is_han(c) || is_wide_punctuation(c) { 2 } else { 1 })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let mut table = Table::new(2);
        table.row(["系统".to_owned(), "1".to_owned()]);
        table.row(["ab".to_owned(), "公文\n管理".to_owned()]);
        assert_eq!(table.text(), "系统  1\nab    公文 管理\n");
    }
}
