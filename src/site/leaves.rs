//! How does a chapter fall into pages? Part by part; a table goes on where it did not fit, with its head again.

use super::chapters::{PartView, Writer};
use crate::assess::chapter::{Chapter, Grid, Part};
use crate::base::RelPath;
use anyhow::Result;

/// How many bytes of parts stand on a page, so that with its frame and its contents it stays below 100 KB.
const ROOM: usize = 80_000;
/// About how many bytes the heads of a part need.
const HEAD: usize = 1_500;
/// About how many bytes of a table should follow its picture on the same page.
const BELOW: usize = 5_000;

/// The heading of a table: its words, and where it stands.
pub(super) struct Heading {
    /// Its words.
    pub text: String,
    /// Its anchor.
    pub id: &'static str,
    /// The number of the page, from 0.
    pub part: usize,
}

/// The pages of a chapter.
#[derive(Default)]
pub(super) struct Leaves {
    /// What stands on each; at least one.
    pub pages: Vec<Vec<PartView>>,
    /// The tables.
    pub headings: Vec<Heading>,
    /// How many bytes stand on the last page.
    filled: usize,
}

impl Leaves {
    /// The pages of `chapter`.
    ///
    /// # Errors
    /// A text cannot be rendered.
    pub(super) fn of(writer: &Writer<'_>, chapter: &Chapter) -> Result<Leaves> {
        let mut leaves = Leaves {
            pages: vec![Vec::new()],
            ..Leaves::default()
        };
        for part in &chapter.parts {
            match part {
                Part::Table(grid) => leaves.table(writer, grid),
                Part::Chart(_) => leaves.put(writer.part(part)?, BELOW),
                _ => leaves.put(writer.part(part)?, 0),
            }
        }
        Ok(leaves)
    }

    /// Puts `view` on the last page, or on a new one where it, and `below` bytes that should stand below it, do not fit.
    fn put(&mut self, view: PartView, below: usize) {
        let size = view.size() + HEAD;
        if self.filled > 0 && self.filled + size + below > ROOM {
            self.turn();
        }
        self.filled += size;
        if let Some(page) = self.pages.last_mut() {
            page.push(view);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.filled = 0;
    }

    fn table(&mut self, writer: &Writer<'_>, grid: &Grid) {
        let rows = writer.rows(grid);
        let mut rest = rows.as_slice();
        let mut first = true;
        while first || !rest.is_empty() {
            let room = ROOM.saturating_sub(self.filled + HEAD);
            let mut count = fitting(rest, room);
            // A few rows at the foot of a page are no beginning.
            if self.filled > 0 && count < rest.len() && room < BELOW {
                self.turn();
                count = fitting(rest, ROOM - HEAD);
            }
            let (shown, after) = rest.split_at(count.max(1).min(rest.len()));
            self.put(
                writer.table(grid, &shown.concat()).piece(first, after.is_empty()),
                0,
            );
            if first {
                self.headings.push(Heading {
                    text: grid.title.clone(),
                    id: grid.id,
                    part: self.pages.len() - 1,
                });
            }
            (rest, first) = (after, false);
            if !rest.is_empty() {
                self.turn();
            }
        }
    }
}

/// How many of `rows` fit into `room` bytes.
pub(super) fn fitting(rows: &[String], room: usize) -> usize {
    let mut size = 0;
    rows.iter()
        .take_while(|row| {
            size += row.len();
            size <= room
        })
        .count()
}

/// The path of the page with the number `part` of the chapter `id`, from 0.
pub(super) fn path(folder: &RelPath, id: &str, part: usize) -> RelPath {
    let name = match part {
        0 => format!("{id}.html"),
        _ => format!("{id}-page-{}.html", part + 1),
    };
    folder.join(&name).unwrap_or_default()
}
