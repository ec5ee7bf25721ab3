//! Which words does a rendered page add to the author's?

use crate::base::{Catalog, Lang, Message};
use pulldown_cmark::BlockQuoteKind;

/// The words that rendering adds, in the language of the page.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Their language, where that of the texts is another one.
    lang: Option<Lang>,
    spoken: Lang,
    anchor: String,
    footnotes: String,
    back: String,
    done: String,
    open: String,
    alerts: [String; 5],
}

impl Labels {
    /// The words of `catalog` for texts that are written in `written`.
    pub fn new(catalog: &Catalog, written: Lang) -> Labels {
        Labels {
            lang: Some(catalog.lang()).filter(|lang| *lang != written),
            spoken: catalog.lang(),
            anchor: catalog.word("markdown-anchor"),
            footnotes: catalog.word("markdown-footnotes"),
            back: catalog.word("markdown-footnote-back"),
            done: catalog.word("markdown-task-done"),
            open: catalog.word("markdown-task-open"),
            alerts: ["note", "tip", "important", "warning", "caution"]
                .map(|kind| catalog.word(&format!("markdown-alert-{kind}"))),
        }
    }

    /// Says in a tag that is being written that its words are of another language than the text around it, if they are (WCAG 3.1.2).
    pub(super) fn mark(&self, tag: &mut String) {
        if let Some(lang) = self.lang {
            tag.push_str(&format!(" lang=\"{}\"", lang.tag()));
        }
    }

    pub(super) fn anchor(&self) -> &str {
        &self.anchor
    }

    pub(super) fn footnotes(&self) -> &str {
        &self.footnotes
    }

    pub(super) fn back(&self) -> &str {
        &self.back
    }

    /// The way back to the mark with this number, of several that lead to one footnote.
    pub(super) fn back_to(&self, number: usize) -> String {
        let message = Message::new("markdown-footnote-back-to").with("number", number);
        Catalog::of(self.spoken).say(&message)
    }

    pub(super) fn task(&self, done: bool) -> &str {
        if done { &self.done } else { &self.open }
    }

    /// What stands before the title that an author gave to an alert.
    pub(super) fn alert_before(&self, kind: BlockQuoteKind) -> String {
        let message = Message::new("markdown-alert-before").with("kind", self.alert(kind).0);
        Catalog::of(self.spoken).say(&message)
    }

    /// The title of an alert and its class.
    pub(super) fn alert(&self, kind: BlockQuoteKind) -> (&str, &'static str) {
        let [note, tip, important, warning, caution] = &self.alerts;
        match kind {
            BlockQuoteKind::Note => (note, "note"),
            BlockQuoteKind::Tip => (tip, "tip"),
            BlockQuoteKind::Important => (important, "important"),
            BlockQuoteKind::Warning => (warning, "warning"),
            BlockQuoteKind::Caution => (caution, "caution"),
        }
    }
}
