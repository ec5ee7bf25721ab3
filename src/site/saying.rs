//! How are changes of records said in words?

use crate::base::{Catalog, Lang, Message};
use crate::history::{Difference, Edit, Part, Step, Told, Touch};
use crate::kind::{Field, Kind};
use crate::library::Library;

/// A change of a part of a record, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The name of the part in tables.
    pub name: String,
    /// What was changed: the name of the field, the row and the column.
    pub label: String,
    /// What it said before; `None` where it was empty.
    pub old: Option<String>,
    /// What it says after.
    pub new: Option<String>,
    /// Both as they were written.
    pub sources: (Option<String>, Option<String>),
}

/// Longer values, in characters, are cut in sentences.
const LONG: usize = 80;

/// So many characters stand before the first in which two long values differ.
const BEFORE: usize = 30;

/// What `difference`, of two versions of a record of `kind`, changed, in words of `lang`.
pub fn said(library: &Library, lang: Lang, kind: &Kind, difference: &Difference) -> Vec<Said> {
    let edits = difference.edits(&library.config, kind);
    edits.iter().map(|edit| say(library, lang, edit)).collect()
}

fn say(library: &Library, lang: Lang, edit: &Edit<'_>) -> Said {
    let label = match &edit.part {
        Part::Field(name, field) => field.map_or(*name, |field| field.label.get(lang)).to_owned(),
        Part::Cell { row, column, field } => {
            format!("{row} · {}", field.map_or(*column, |field| field.label.get(lang)))
        }
        Part::Row(row) => (*row).to_owned(),
        Part::Text => Catalog::of(lang).word("change-text"),
    };
    let field = match &edit.part {
        Part::Field(_, field) => *field,
        _ => None,
    };
    let words = |told: &Option<Told<'_>>| told.as_ref().map(|told| words(library, lang, field, told));
    let source = |told: &Option<Told<'_>>| told.as_ref().map(|told| told.source.to_owned());
    Said {
        name: edit.part.name(),
        label,
        old: words(&edit.old),
        new: words(&edit.new),
        sources: (source(&edit.old), source(&edit.new)),
    }
}

fn words(library: &Library, lang: Lang, field: Option<&Field>, told: &Told<'_>) -> String {
    match (field, &told.value) {
        (Some(field), Some(value)) => library.words(&field.kind, value, lang),
        _ => told.source.trim_matches(['"', '\'']).to_owned(),
    }
}

impl Said {
    /// The change as a sentence without its full stop.
    pub fn sentence(&self, lang: Lang) -> String {
        let id = match (&self.old, &self.new) {
            (Some(_), Some(_)) => "change-changed",
            (None, Some(_)) => "change-filled",
            (Some(_), None) => "change-cleared",
            (None, None) => "change-body",
        };
        let (old, new) = (self.old.as_deref().map(line), self.new.as_deref().map(line));
        let from = match (&old, &new) {
            (Some(old), Some(new)) => differ_from(old, new),
            _ => 0,
        };
        let said = |text: Option<String>| text.map(|text| short(&text, from)).unwrap_or_default();
        let message = Message::new(id)
            .with("what", self.label.as_str())
            .with("old", said(old))
            .with("new", said(new));
        Catalog::of(lang).say(&message)
    }
}

/// What a commit did to a file, in a word or two.
pub fn touched(step: &Step, lang: Lang) -> String {
    let catalog = Catalog::of(lang);
    match &step.touch {
        Touch::Added if step.old.is_some() => catalog.word("change-back"),
        Touch::Added => catalog.word("change-added"),
        Touch::Modified if step.in_merge => catalog.word("change-in-merge"),
        Touch::Modified => catalog.word("change-modified"),
        Touch::Renamed(from) => catalog.say(&Message::new("change-renamed").with("from", from.as_str())),
        Touch::Deleted => catalog.word("change-deleted"),
    }
}

/// `text` on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The character from which two values are shown, so that it is seen in what they differ: the first one, where both are short.
fn differ_from(old: &str, new: &str) -> usize {
    let is_long = |text: &str| text.chars().nth(LONG).is_some();
    if !is_long(old) && !is_long(new) {
        return 0;
    }
    let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new);
    same.count().saturating_sub(BEFORE)
}

/// `line` from a character on, cut where it is long.
fn short(line: &str, from: usize) -> String {
    let begin = line.char_indices().nth(from).map_or(line.len(), |(at, _)| at);
    let rest = line.get(begin..).unwrap_or("");
    let before = if begin > 0 { "…" } else { "" };
    match rest.char_indices().nth(LONG) {
        Some((at, _)) => format!("{before}{}…", rest.get(..at).unwrap_or(rest)),
        None => format!("{before}{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_sentences() {
        let said = |old: Option<&str>, new: Option<&str>| {
            let said = Said {
                name: "resolved_at".to_owned(),
                sources: (None, None),
                label: "解决时间".to_owned(),
                old: old.map(str::to_owned),
                new: new.map(str::to_owned),
            };
            said.sentence(Lang::ZhCn)
        };
        assert_eq!(said(Some("甲"), Some("乙")), "解决时间由“甲”改为“乙”");
        assert_eq!(said(None, Some("乙\n丙")), "填写解决时间“乙 丙”");
        assert_eq!(said(Some("甲"), None), "删去解决时间，原为“甲”");
        assert!(said(Some(&"长".repeat(200)), None).ends_with("长…”"));
        // Of long values the part is shown in which they differ.
        let sheet = |each: &str| format!("{}扣 {each} 分{}", "甲".repeat(200), "乙".repeat(200));
        let changed = said(Some(&sheet("2")), Some(&sheet("1")));
        assert!(changed.contains("甲扣 2 分乙"), "{changed}");
        assert!(changed.contains("甲扣 1 分乙"), "{changed}");
        assert_eq!(changed.matches("“…甲").count(), 2, "{changed}");
        let shorter = said(Some(&sheet("2")), Some(&"甲".repeat(200)));
        assert!(
            shorter.contains("扣 2 分") && shorter.ends_with("甲”"),
            "{shorter}"
        );
    }
}
