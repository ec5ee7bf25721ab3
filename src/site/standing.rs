//! In which state is a record? It is told from its times and never typed.

use crate::base::{Catalog, Lang};
use crate::kind::FieldType;
use crate::record::{Record, reached, waits};
use serde::Serialize;

/// A word with a tone: the tone chooses shape and colour, the word says it all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Badge {
    /// The word.
    pub word: String,
    /// `open`, `going`, `waiting`, `done`, `closed`, `bad`, `plain`.
    pub tone: &'static str,
}

/// The state of `record`: how it was closed, else that it waits, else the last state that it reached.
pub(super) fn standing(record: &Record, lang: Lang) -> Option<Badge> {
    let kind = &record.kind;
    if let (Some(id), Some(FieldType::Choice(choices))) = (
        record.text("closed_as"),
        kind.field("closed_as").map(|field| &field.kind),
    ) {
        let word = match choices {
            crate::kind::Choices::Fixed(labels) => labels.get(id.as_ref()).map(|label| label.get(lang)),
            crate::kind::Choices::Vocabulary(_) => None,
        };
        let word = word.unwrap_or(&id).to_owned();
        return Some(Badge { word, tone: "closed" });
    }
    let at = reached(record);
    let state = at.and_then(|at| kind.states.get(at));
    let is_done = state.is_some_and(|state| state.done);
    if waits(record) && !is_done {
        let word = Catalog::of(lang).word("site-state-waiting");
        return Some(Badge {
            word,
            tone: "waiting",
        });
    }
    let tone = match at? {
        _ if is_done => "done",
        0 => "open",
        _ => "going",
    };
    let state = state?;
    Some(Badge {
        word: state.name.get(lang).to_owned(),
        tone,
    })
}
