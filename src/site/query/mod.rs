//! What does a `query` block look like on its page? A table or a chart, and files to take away.

mod chart;
mod file;
mod rows;
mod table;
mod words;

pub(super) use file::{PAGE, wants_files};
pub(super) use rows::{sheet, sheets};

use super::plan::Download;
use super::{Answer, Site};
use crate::base::{Message, RelPath};
use crate::record::markdown::{Asked, Look, Query};
use crate::render::chart::{Paint, svg};
use crate::render::escape;
use crate::render::markdown::code_block;

/// The blocks of the record `index`, shown on its page at `from`.
pub(super) struct Blocks<'s> {
    pub site: &'s Site,
    pub from: &'s RelPath,
    pub index: usize,
}

impl Blocks<'_> {
    /// The HTML in place of the block `query`; `None` where nobody can answer it.
    pub(super) fn html(&self, query: &Query) -> Option<String> {
        let answer = match self.answer(query)? {
            Ok(answer) => answer,
            Err(fault) => return Some(self.fault(&fault, &query.sql)),
        };
        let asked = match Asked::read(&query.options) {
            Ok(asked) => asked,
            Err(word) => {
                let message = Message::new("query-option").with("word", word);
                return Some(self.fault(&self.site.catalog.say(&message), &query.sql));
            }
        };
        let place = self.place(query);
        let mut out = self.of(&answer) + &self.shown(&answer, asked.look, place);
        if let Some(paths) = place.and_then(|place| place.paths.as_ref()) {
            out.push_str(&self.links(paths, &answer));
        }
        out.push_str(&self.source(&query.sql));
        Some(out)
    }

    fn answer(&self, query: &Query) -> Option<Result<Answer, String>> {
        let site = self.site;
        let record = site.library.records.get(self.index)?;
        // A page that stands in no month of its own shows the latest one.
        let month = site.library.placed.get(self.index)?.month;
        let month = month.filter(|_| !record.kind.dates.is_empty());
        site.figures.query(&query.sql, month)
    }

    fn shown(&self, answer: &Answer, look: Look, place: Option<&Download>) -> String {
        let table = || self.beginning(answer, place);
        if look == Look::Table || answer.rows.is_empty() {
            return table();
        }
        let chart = match self.chart(answer, look) {
            Ok(chart) => chart,
            Err(why) => {
                let words = escape(&self.site.catalog.say(&why));
                return format!("<p class=\"query-unfit\" role=\"note\">{words}</p>\n{}", table());
            }
        };
        let summary = Message::new("query-data").with("n", answer.rows.len());
        format!(
            "<figure class=\"chart chart-{}\">{}\n<details class=\"chart-data\"><summary>{}</summary>\n{}</details></figure>\n",
            look.name(),
            svg(&chart, Paint::Classes),
            escape(&self.site.catalog.say(&summary)),
            table()
        )
    }

    /// Of which month `answer` is, and as of when it is judged, where it depends on that.
    pub(super) fn of(&self, answer: &Answer) -> String {
        let site = self.site;
        let month = answer.month.map(|month| {
            let mut out = escape(&site.catalog.word("query-month"));
            match site.plan.month(month) {
                Some(page) => out.push_str(&format!(
                    "<a href=\"{}\">{month}</a>",
                    escape(&self.from.link_to(page))
                )),
                None => out.push_str(&month.to_string()),
            }
            out
        });
        let judged = site.as_of_text().filter(|_| answer.judged).map(|at| {
            let words = Message::new("site-as-of").with("at", at);
            escape(&site.catalog.say(&words))
        });
        let parts: Vec<String> = month.into_iter().chain(judged).collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("<p class=\"as-of\">{}</p>\n", parts.join(" · ")),
        }
    }

    /// The query itself, for who wants to see it.
    pub(in crate::site) fn source(&self, sql: &str) -> String {
        let words = escape(&self.site.catalog.word("query-source"));
        let code = code_block("sql", sql).replacen("<pre", "<pre tabindex=\"0\"", 1);
        format!("<details class=\"query-source\"><summary>{words}</summary>\n{code}</details>\n")
    }

    /// What is wrong with the query `sql`.
    pub(in crate::site) fn fault(&self, words: &str, sql: &str) -> String {
        format!(
            "<div class=\"query-fault\" role=\"note\"><p>{}</p><pre><code>{}</code></pre></div>\n",
            escape(words),
            escape(sql)
        )
    }
}
