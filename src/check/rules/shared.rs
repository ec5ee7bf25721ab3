//! What several rules look up in the same way.

use crate::base::{Label, Message, Span};
use crate::check::Subject;
use crate::config::{CheckItem, Person, Register};
use crate::kind::{FieldType, Row, Value};
use crate::record::TableRow;

/// The result of an inspection's row that found nothing.
pub(super) const NORMAL: &str = "正常";
/// The result of an inspection's row that found something.
pub(super) const ABNORMAL: &str = "异常";

/// Whether the result of an inspection's row is `wanted`.
pub(super) fn is_result(result: Option<&Value>, wanted: &str) -> bool {
    matches!(result, Some(Value::Choice(result)) if result == wanted)
}

/// The check item that a row of an inspection names by its ID or its name.
pub(super) fn check_item<'c>(subject: &Subject<'c>, row: &TableRow) -> Option<&'c CheckItem> {
    let name = subject.cell(row, "item").0?.text()?;
    subject.context.config.site.check_items.find(&name)
}

/// The place of the field `name` that is not filled, and what to do about it: of a key that stands there empty, that key; else
/// of the field `because` that asks for it; of what is always asked for, the top.
pub(super) fn lacking(subject: &Subject<'_>, name: &str, because: Option<&str>) -> (Span, Message) {
    if let Some(key) = subject.places().find_key(name) {
        return (key, Message::new("field-empty-help").with("field", name));
    }
    let place = match because.filter(|name| subject.record.fields.given(name)) {
        Some(name) => subject.field(name),
        None => subject.top(),
    };
    (place, Message::new("field-missing-help").with("field", name))
}

/// The records from `subject` on of which each names the next in the field `field`, where they come back to it; only at the first of them.
pub(super) fn ring(subject: &Subject<'_>, field: &str) -> Option<Vec<usize>> {
    let mut members = Vec::new();
    let mut next = subject.index;
    loop {
        members.push(next);
        next = subject.context.subject(next)?.leads_to(field).next()?;
        if next == subject.index {
            return Some(members);
        }
        if next < subject.index || members.contains(&next) {
            return None;
        }
    }
}

/// Who of `people` may do it instead, as `help` says with their names; where nobody is of the purchaser, how to say who is.
pub(super) fn purchasers(people: &Register<Person>, help: &'static str) -> Message {
    let names = people
        .iter()
        .filter(|person| person.is_of_purchaser())
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>();
    match names.is_empty() {
        true => Message::new("no-purchaser-help"),
        false => Message::new(help).with("names", &Label::listed(&names)),
    }
}

/// The names of fields in a sentence.
pub(super) fn listed<'n>(names: impl Iterator<Item = &'n &'n str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The small objects in the field `name`.
pub(super) fn rows<'r>(subject: &'r Subject<'_>, name: &str) -> &'r [Row] {
    match subject.record.get(name) {
        Some(Value::Rows(rows)) => rows,
        _ => &[],
    }
}

/// The place of the column `column` in the small objects of the field `name`.
pub(super) fn column(subject: &Subject<'_>, name: &str, column: &str) -> Option<usize> {
    match &subject.record.kind.field(name)?.kind {
        FieldType::Rows(columns) => columns.get_index_of(column),
        _ => None,
    }
}
