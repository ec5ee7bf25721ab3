//! How does the text of a record become runs of a document?

use crate::base::xml::clean;
use docx_rs::{BreakType, Paragraph, Run};

/// `text` as a run, with its line breaks and tabs.
pub(super) fn run(text: &str) -> Run {
    let text = clean(text);
    let mut run = Run::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (at, part) in line.split('\t').enumerate() {
            if at > 0 {
                run = run.add_tab();
            }
            if !part.is_empty() {
                run = run.add_text(part);
            }
        }
    }
    run
}

/// `text` as a paragraph.
pub(super) fn paragraph(text: &str) -> Paragraph {
    Paragraph::new().add_run(run(text))
}
