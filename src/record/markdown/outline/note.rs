//! Which marks of footnotes lead to no footnote, and which footnotes does no mark lead to?

use crate::base::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A mark of a footnote without one, or a footnote that no mark leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What stands behind `^`.
    pub label: String,
    /// Whether it is a footnote, rather than a mark.
    pub defined: bool,
    /// From bracket to bracket.
    pub span: Span,
}

/// The footnotes of a text, and the marks that lead to some.
#[derive(Default)]
pub(super) struct Notes {
    defined: Vec<Note>,
    /// In lower case, for a label is the same in either.
    referred: BTreeSet<String>,
}

impl Notes {
    /// Takes the footnote `label`, which begins where `span` does.
    pub(super) fn define(&mut self, label: &str, span: Span) {
        let end = span.start + "[^]".len() + label.len();
        self.defined.push(Note {
            label: label.to_owned(),
            defined: true,
            span: Span::new(span.start, end.min(span.end)),
        });
    }

    /// Takes a mark that leads to the footnote `label`.
    pub(super) fn refer(&mut self, label: &str) {
        self.referred.insert(label.to_lowercase());
    }

    /// The footnotes that no mark leads to.
    pub(super) fn idle(self) -> impl Iterator<Item = Note> {
        let referred = self.referred;
        let all = self.defined.into_iter();
        all.filter(move |note| !referred.contains(&note.label.to_lowercase()))
    }
}

/// What is written like a mark of a footnote in `body` at `run`, which is text: there is no such footnote.
pub(super) fn marks(body: &str, run: Span) -> Vec<Note> {
    let text = body.get(run.range()).unwrap_or_default();
    let mut notes = Vec::new();
    for (at, _) in text.match_indices("[^") {
        let begin = at + "[^".len();
        let rest = text.get(begin..).unwrap_or_default();
        let ends = |c: char| c == ']' || c == '[' || c.is_whitespace();
        let end = rest.find(ends).filter(|end| rest[*end..].starts_with(']'));
        let escaped = body[..run.start + at].ends_with('\\');
        if let Some(end) = end.filter(|end| *end > 0 && !escaped) {
            notes.push(Note {
                label: rest[..end].to_owned(),
                defined: false,
                span: Span::new(run.start + at, run.start + begin + end + 1),
            });
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::super::outline;

    #[test]
    fn marks_and_footnotes_without_each_other_are_found() {
        let body = "甲[^a]乙[^1]，**粗[^没有]**，`[^c]`，\\[^d]，[^e f]，[^][^\n\n\
                    ```\n[^g]\n```\n\n| 表 |\n| --- |\n| x[^h] |\n\n[^1]: 有\n[^A]: 大写\n[^闲]: 没人引用，自己引用[^i]\n";
        let found = outline(body).notes;
        let told: Vec<(&str, &str, bool)> = found
            .iter()
            .map(|note| {
                let written = body.get(note.span.range()).unwrap_or_default();
                (written, note.label.as_str(), note.defined)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("[^没有]", "没有", false),
                ("[^h]", "h", false),
                ("[^i]", "i", false),
                ("[^闲]", "闲", true),
            ]
        );
    }
}
