//! In which state is a record? It is told from its times and never typed.

use crate::base::{Catalog, Lang};
use crate::kind::{FieldType, State, Value};
use crate::record::Record;
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

/// The number of the last state that `record` reached.
fn reached(record: &Record) -> Option<usize> {
    let holds = |state: &State| state.when.iter().any(|when| when.holds(|name| record.text(name)));
    record.kind.states.iter().rposition(holds)
}

/// Whether `record`, which is not closed otherwise, waits and is not done.
pub(super) fn is_waiting(record: &Record) -> bool {
    let is_done = || {
        let state = reached(record).and_then(|at| record.kind.states.get(at));
        state.is_some_and(|state| state.done)
    };
    waits(record) && !is_done()
}

/// Whether `record` is on its way to an end that its kind tells of: one with a state in which the work is done, and others after it that nobody has to
/// reach. Where only the last state is the end, as of a fault whose report nobody asks for, not having reached it says nothing.
pub(super) fn is_unfinished(record: &Record) -> bool {
    let states = &record.kind.states;
    let ends = states
        .split_last()
        .is_some_and(|(_, before)| before.iter().any(|state| state.done));
    let is_under_way = |at| states.get(at).is_some_and(|state: &State| !state.done);
    ends && reached(record).is_some_and(is_under_way)
}

/// Whether a pending span, or a span that is a wait by itself, has begun and not ended.
fn waits(record: &Record) -> bool {
    let by_itself =
        |wait: &crate::kind::Wait| record.get(&wait.from).is_some() && record.get(&wait.to).is_none();
    pending(record) || record.kind.waits.iter().any(by_itself)
}

fn pending(record: &Record) -> bool {
    let (Some(FieldType::Rows(columns)), Some(Value::Rows(rows))) = (
        record.kind.field("pending").map(|field| &field.kind),
        record.get("pending"),
    ) else {
        return false;
    };
    let filled = |row: &crate::kind::Row, name: &str| {
        let at = columns.get_index_of(name);
        at.and_then(|at| row.values.get(at)).is_some_and(Option::is_some)
    };
    rows.iter().any(|row| filled(row, "from") && !filled(row, "to"))
}
