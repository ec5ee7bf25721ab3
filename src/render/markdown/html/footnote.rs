//! How are footnotes numbered, and where do they stand?

use super::{Options, escape};
use indexmap::IndexMap;

/// The footnotes of a page, numbered as they are first seen. Their anchors hold a colon, so that no heading has the same.
#[derive(Default)]
pub struct Footnotes {
    notes: IndexMap<String, Note>,
}

#[derive(Default)]
struct Note {
    uses: usize,
    html: String,
}

impl Footnotes {
    fn note(&mut self, label: &str) -> (usize, &mut Note) {
        let entry = self.notes.entry(label.to_owned());
        (entry.index() + 1, entry.or_default())
    }

    /// Appends the mark of the footnote `label`.
    pub fn refer(&mut self, out: &mut String, label: &str, scope: &str) {
        let (number, note) = self.note(label);
        note.uses += 1;
        let again = if note.uses > 1 {
            format!("-{}", note.uses)
        } else {
            String::new()
        };
        out.push_str(&format!(
            "<sup class=\"footnote-ref\" id=\"fnref:{scope}{number}{again}\"><a href=\"#fn:{scope}{number}\">{number}</a></sup>"
        ));
    }

    /// Gives the footnote `label` its number, as it is defined here.
    pub fn define(&mut self, label: &str) {
        self.note(label);
    }

    /// Sets what the footnote `label` says.
    pub fn set(&mut self, label: &str, html: &str) {
        self.note(label).1.html.push_str(html);
    }

    /// Appends all footnotes, each with a way back to its first mark.
    pub fn write(&self, out: &mut String, options: &Options<'_>) {
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        escape::pair(out, "aria-label", options.labels.footnotes());
        out.push_str(">\n<ol>\n");
        for (index, note) in self.notes.values().enumerate() {
            item(out, index + 1, note, options);
        }
        out.push_str("</ol>\n</section>\n");
    }
}

fn item(out: &mut String, number: usize, note: &Note, options: &Options<'_>) {
    let Options { labels, scope, .. } = *options;
    out.push_str(&format!("<li id=\"fn:{scope}{number}\">"));
    let (text, close) = match note.html.strip_suffix("</p>\n") {
        Some(text) => (text, "</p>"),
        None => (note.html.as_str(), ""),
    };
    out.push_str(text);
    if note.uses > 0 {
        out.push_str(&format!(
            " <a href=\"#fnref:{scope}{number}\" class=\"footnote-back\""
        ));
        escape::pair(out, "aria-label", labels.back());
        labels.mark(out);
        out.push_str(">↩</a>");
    }
    out.push_str(close);
    out.push_str("</li>\n");
}
