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
        let again = again(note.uses);
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

    /// Appends all footnotes, each with a way back to every mark of it.
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
    for mark in 1..=note.uses {
        out.push_str(&format!(
            " <a href=\"#fnref:{scope}{number}{}\" class=\"footnote-back\"",
            again(mark)
        ));
        match note.uses {
            1 => escape::pair(out, "aria-label", labels.back()),
            _ => escape::pair(out, "aria-label", &labels.back_to(mark)),
        }
        labels.mark(out);
        out.push_str(">↩");
        if mark > 1 {
            out.push_str(&format!("<sup>{mark}</sup>"));
        }
        out.push_str("</a>");
    }
    out.push_str(close);
    out.push_str("</li>\n");
}

/// What tells the anchor of the mark with this number from that of the first.
fn again(mark: usize) -> String {
    match mark {
        1 => String::new(),
        _ => format!("-{mark}"),
    }
}
