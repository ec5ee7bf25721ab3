//! The result of a query as an HTML table.

use super::super::chapters::wants_room;
use super::super::{Answer, Cell};
use super::Blocks;
use super::words::tone;
use crate::assess::Exact;
use crate::base::RelPath;
use crate::kind::Kind;
use crate::record::BETWEEN;
use crate::render::{escape, escape_into};
use std::borrow::Cow;

/// So many digits after the point are read; the files to take along have all of them.
const DIGITS: usize = 3;

/// `number` as it is read.
fn read(number: &str) -> Cow<'_, str> {
    let exact = number.contains('.').then(|| number.parse::<Exact>().ok());
    exact
        .flatten()
        .map_or(number.into(), |exact| exact.fair(DIGITS).into())
}

impl Blocks<'_> {
    /// `rows` of `answer` as a table, or a word where it is empty.
    pub(in crate::site) fn table(&self, answer: &Answer, rows: &[String]) -> String {
        if answer.rows.is_empty() {
            let words = self.site.catalog.word("site-query-empty");
            return format!("<p class=\"empty\">{}</p>\n", escape(&words));
        }
        let mut out =
            String::from("<div class=\"table-scroll\" tabindex=\"0\"><table class=\"query\">\n<thead><tr>");
        let is_long = |at| {
            let mut cells = answer.rows.iter().filter_map(|row| row.get(at));
            cells.any(|cell| matches!(cell, Cell::Text(text) if wants_room(text) && !is_time(text)))
        };
        for (at, head) in self.heads(answer).into_iter().enumerate() {
            out.push_str(match is_long(at) {
                true => "<th scope=\"col\" class=\"long\">",
                false => "<th scope=\"col\">",
            });
            escape_into(&mut out, &head);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>\n");
        rows.iter().for_each(|row| out.push_str(row));
        out.push_str("</tbody></table></div>\n");
        out
    }

    /// The rows of `answer`.
    pub(in crate::site) fn rows(&self, answer: &Answer) -> Vec<String> {
        let written = |row: &Vec<Cell>| {
            let mut out = String::from("<tr>");
            let kind = self.kind_of(answer, row);
            let record = self.record_of(answer, row);
            let page = record
                .and_then(|at| self.site.library.placed.get(at))
                .map(|placed| &placed.url);
            for (column, cell) in answer.columns.iter().zip(row) {
                match (cell, page) {
                    (Cell::Text(text), Some(page)) if column == TITLE => {
                        out.push_str("<td class=\"title\">");
                        self.link(&mut out, page, text);
                        out.push_str("</td>");
                    }
                    _ => self.cell(&mut out, kind, column, cell),
                }
            }
            out.push_str("</tr>\n");
            out
        };
        answer.rows.iter().map(written).collect()
    }

    fn cell(&self, out: &mut String, kind: Option<&Kind>, column: &str, cell: &Cell) {
        match cell {
            Cell::Null => out.push_str("<td></td>"),
            Cell::Number(number) => {
                out.push_str("<td class=\"right\">");
                escape_into(out, &read(number));
                out.push_str("</td>");
            }
            Cell::Text(text) => {
                out.push_str("<td>");
                self.text(out, kind, column, text);
                out.push_str("</td>");
            }
        }
    }

    fn text(&self, out: &mut String, kind: Option<&Kind>, column: &str, text: &str) {
        if column == SYSTEMS && (1..FEW).contains(&text.matches(',').count()) {
            let comma = self.site.catalog.word("site-list-comma");
            for (number, id) in text.split(',').enumerate() {
                if number > 0 {
                    escape_into(out, &comma);
                }
                self.text(out, kind, column, id);
            }
            return;
        }
        let (words, page) = self.words(kind, column, text);
        let Some(page) = page else {
            return match tone(column, text) {
                _ if column != TITLE && self.several(out, &words) => {}
                Some(tone) => {
                    out.push_str(&format!("<span class=\"badge tone-{tone}\">"));
                    escape_into(out, &words);
                    out.push_str("</span>");
                }
                None if is_time(&words) => {
                    let words = words
                        .strip_suffix(":00")
                        .filter(|words| words.len() > 13)
                        .unwrap_or(&words);
                    out.push_str(&format!("<time>{words}</time>"));
                }
                None => escape_into(out, &words),
            };
        };
        self.link(out, page, &words);
    }

    fn link(&self, out: &mut String, page: &RelPath, words: &str) {
        out.push_str("<a href=\"");
        escape_into(out, &self.from.link_to(page));
        out.push_str("\">");
        escape_into(out, words);
        out.push_str("</a>");
    }

    /// Writes `words`, each ID of a record in them linked to its page; `false` where they are not several, or none is an ID.
    fn several(&self, out: &mut String, words: &str) -> bool {
        let library = &self.site.library;
        let page = |id: &str| {
            let at = library.find(id).filter(|_| !id.is_empty())?;
            library.placed.get(at).map(|placed| &placed.url)
        };
        let named = |part: &str| page(part.trim()).is_some();
        if !words.contains(BETWEEN) || !words.split(BETWEEN).any(named) {
            return false;
        }
        for part in words.split_inclusive(BETWEEN) {
            let id = part.trim_end_matches(BETWEEN).trim();
            let Some((before, after)) = part.split_once(id).filter(|_| !id.is_empty()) else {
                escape_into(out, part);
                continue;
            };
            escape_into(out, before);
            match page(id) {
                Some(page) => self.link(out, page, id),
                None => escape_into(out, id),
            }
            escape_into(out, after);
        }
        true
    }
}

/// The column of IDs of systems, with commas between them.
const SYSTEMS: &str = "systems";

/// The systems of a row lead to their pages where they are not more than these: a plan for all of them would make a long page of links.
const FEW: usize = 4;

/// The column that says how the record of a row is called.
const TITLE: &str = "title";

/// Whether `words` are a day, or a day and a time of it: `2023-09-01`, `2023-09-01 09:30`.
fn is_time(words: &str) -> bool {
    let like = |pattern: &str| {
        let fits = |(c, p): (u8, u8)| if p == b'0' { c.is_ascii_digit() } else { c == p };
        words.len() == pattern.len() && words.bytes().zip(pattern.bytes()).all(fits)
    };
    like("0000-00-00") || like("0000-00-00 00:00") || like("0000-00-00 00:00:00")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_from_other_words() {
        for time in ["2023-09-01", "2023-09-01 09:30", "2023-09-01 09:30:00"] {
            assert!(is_time(time), "{time}");
        }
        for other in ["2023-09", "F-20230901-01", "2023年9月1日", "2023-09-01 起", ""] {
            assert!(!is_time(other), "{other}");
        }
    }
}
