//! How are changes of records said in words?

use crate::base::{Catalog, Lang, Message};
use crate::history::{Edit, Part, Step, Told, Touch};
use crate::kind::Field;
use crate::library::Library;

/// A change of a part of a record, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What was changed: the name of the field, the row and the column.
    pub label: String,
    /// What it said before; `None` where it was empty.
    pub old: Option<String>,
    /// What it says after.
    pub new: Option<String>,
}

/// Longer values, in characters, are cut in sentences.
const LONG: usize = 80;

/// `edit` of a record of `library`, in words of `lang`.
pub fn said(library: &Library, lang: Lang, edit: &Edit<'_>) -> Said {
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
    Said {
        label,
        old: words(&edit.old),
        new: words(&edit.new),
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
        let message = Message::new(id)
            .with("what", self.label.as_str())
            .with("old", self.old.as_deref().map(short).unwrap_or_default())
            .with("new", self.new.as_deref().map(short).unwrap_or_default());
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

/// `text` on one line, cut where it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or(&line)),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_sentences() {
        let said = |old: Option<&str>, new: Option<&str>| {
            let said = Said {
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
    }
}
