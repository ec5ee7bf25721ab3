//! The result of a query to take away: as CSV, and as a workbook.

use super::super::plan::Download;
use super::super::route::{Key, MadeOf, PageType};
use super::super::{Answer, Cell, Site};
use super::Blocks;
use crate::base::number::size;
use crate::base::{Message, RelPath};
use crate::record::Record;
use crate::record::markdown::{Asked, Query};
use crate::render::{escape, escape_into};
use crate::report::book::{self, Book, Column, Part, Sheet};
use crate::report::csv;
use anyhow::{Context, Result};

/// The files of the `query` blocks.
pub(in crate::site) const PAGE: PageType = PageType {
    name: "query",
    of: MadeOf::everything,
    routes: |site| {
        let files = site.plan.downloads.iter().enumerate();
        let both = files.flat_map(|(list, files)| {
            let paths = files.paths.iter().flatten().enumerate();
            paths.map(move |(part, path)| (path.clone(), Key::Part { list, part }))
        });
        both.collect()
    },
    bytes,
};

/// The formats, in the order of [`Download::paths`]: the name for people, and what writes it.
const FORMATS: [(&str, Write); 2] = [
    ("CSV", |blocks, answer| blocks.csv(answer)),
    ("XLSX", |blocks, answer| blocks.xlsx(answer)),
];

type Write = fn(&Blocks<'_>, &Answer) -> Result<Vec<u8>>;

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Part { list, part } = key else {
        return Ok(Vec::new());
    };
    let files = site.plan.downloads.get(list).context("there is no such file")?;
    let record = site
        .library
        .records
        .get(files.record)
        .context("there is no such record")?;
    let query = record
        .outline
        .queries
        .get(files.block)
        .context("there is no such block")?;
    let (_, write) = FORMATS.get(part).context("there is no such format")?;
    let blocks = Blocks {
        site,
        from: path,
        index: files.record,
    };
    // The page says what is wrong with a query; its file says so too.
    let answer = match blocks.answer(query) {
        Some(Ok(answer)) => answer,
        Some(Err(fault)) => Answer {
            columns: vec![fault],
            ..Answer::default()
        },
        None => Answer::default(),
    };
    write(&blocks, &answer)
}

/// Whether the block `query` of `record` has files: where it says so, and all blocks of a list.
pub(in crate::site) fn wants_files(record: &Record, query: &Query) -> bool {
    Asked::read(&query.options).is_ok_and(|asked| asked.download || record.kind.id == "list")
}

impl Blocks<'_> {
    /// Where the files and pages of the block `query` lie.
    pub(super) fn place(&self, query: &Query) -> Option<&Download> {
        let record = self.site.library.records.get(self.index)?;
        let same = |known: &Query| known.sql == query.sql && known.options == query.options;
        let block = record.outline.queries.iter().position(same)?;
        self.site.plan.download(self.index, block)
    }

    /// Links to the files at `paths`, which hold `answer`.
    pub(super) fn links(&self, paths: &[RelPath; 2], answer: &Answer) -> String {
        let catalog = self.site.catalog;
        let mut out = format!(
            "<p class=\"downloads\">{}",
            escape(&catalog.word("query-download"))
        );
        for ((name, write), path) in FORMATS.iter().zip(paths) {
            let Ok(bytes) = write(self, answer) else { continue };
            out.push_str(" <a download href=\"");
            escape_into(&mut out, &self.from.link_to(path));
            let words = Message::new("query-file")
                .with("name", *name)
                .with("size", size(bytes.len() as u64));
            out.push_str(&format!("\">{}</a>", escape(&catalog.say(&words))));
        }
        out.push_str("</p>\n");
        out
    }

    fn csv(&self, answer: &Answer) -> Result<Vec<u8>> {
        let cells = |row: &Vec<Cell>| {
            let kind = self.kind_of(answer, row);
            let named = answer.columns.iter().zip(row);
            named
                .map(|(column, cell)| self.plain(kind, column, cell))
                .collect()
        };
        csv::write(&self.heads(answer), answer.rows.iter().map(cells))
    }

    fn xlsx(&self, answer: &Answer) -> Result<Vec<u8>> {
        let cell = |kind, (column, cell): (&String, &Cell)| match cell {
            Cell::Null => book::Cell::Empty,
            Cell::Number(number) => book::Cell::Number(number.clone()),
            Cell::Text(text) => book::Cell::read(&self.words(kind, column, text).0),
        };
        let columns = self
            .heads(answer)
            .into_iter()
            .map(|title| Column { title, sum: false });
        let table = book::Table {
            columns: columns.collect(),
            rows: answer
                .rows
                .iter()
                .map(|row| {
                    let kind = self.kind_of(answer, row);
                    let named = answer.columns.iter().zip(row);
                    named.map(|pair| cell(kind, pair)).collect()
                })
                .collect(),
            total: None,
        };
        let record = self.site.library.records.get(self.index);
        let title = record.map(|record| record.title.clone()).unwrap_or_default();
        Book {
            sheets: vec![Sheet {
                name: title.clone(),
                parts: vec![Part::Table(table)],
            }],
            title,
        }
        .bytes()
    }
}
