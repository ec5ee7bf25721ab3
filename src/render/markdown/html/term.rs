//! How is a term explained where a text first uses it? By a link to the glossary, described by what pointing at it or reaching it with the keyboard
//! shows; without any script.

use super::escape;
use super::writer::Writer;

impl Writer<'_> {
    /// Writes `text`, and explains the terms in it that were not explained before; not in links, headings and tables: those scroll, and would
    /// cut an explanation off.
    pub(super) fn explain(&mut self, text: &str) {
        let plain = !self.links.is_empty()
            || self.headings.is_open()
            || self.columns.is_open()
            || self.raw_line.contains(&"a");
        let Some(terms) = self.ctx.terms().filter(|_| !plain) else {
            return escape::text(&mut self.out, text);
        };
        let scope = self.options.scope;
        let mut done = 0;
        for (start, end, number) in terms.find(text) {
            if !self.explained.insert(number) {
                continue;
            }
            let term = text.get(start..end).unwrap_or("");
            escape::text(&mut self.out, text.get(done..start).unwrap_or(""));
            self.out.push_str("<dfn class=\"term\"><a href=\"");
            escape::address(&mut self.out, &self.ctx.explained_at(number));
            self.out
                .push_str(&format!("\" aria-describedby=\"term-{scope}{number}\">"));
            escape::text(&mut self.out, term);
            self.out.push_str(&format!(
                "</a><span class=\"term-says\" role=\"tooltip\" id=\"term-{scope}{number}\">"
            ));
            escape::text(&mut self.out, terms.explanation(number));
            self.out.push_str("</span></dfn>");
            done = end;
        }
        escape::text(&mut self.out, text.get(done..).unwrap_or(""));
    }
}
