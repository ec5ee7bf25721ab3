//! What several rules look up in the same way.

use crate::base::{Diagnostic, Label, Message, Severity, Span};
use crate::check::{Rule, Subject};
use crate::config::{CheckItem, Person, Register};
use crate::kind::{Field, FieldType, Row, Value, When};
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

/// A column that a row does not fill, though its kind asks for it.
pub(super) struct Lacked<'r> {
    column: &'r str,
    field: &'r Field,
    /// The column that asks for it, where one does.
    pub(super) because: Option<&'r str>,
    /// The row.
    place: Span,
    in_table: bool,
}

impl Lacked<'_> {
    /// The finding of `rule`, which says `message`.
    pub(super) fn finding(&self, rule: &Rule, subject: &Subject<'_>, message: Message) -> Diagnostic {
        let message = message
            .with("label", &self.field.label)
            .with("field", self.column);
        let help = match self.in_table {
            true => Message::new("table-cell-empty-help"),
            false => Message::new("field-missing-help").with("field", self.column),
        };
        rule.at(subject.path(), self.place, message).help(help)
    }
}

/// The columns that rows of the front matter, such as pending spans, and of the body's table lack, where that is as bad as `severity`.
pub(super) fn lacked<'s>(subject: &'s Subject<'_>, severity: Severity) -> Vec<Lacked<'s>> {
    let record = subject.record;
    let mut found = Vec::new();
    for (name, field, value) in record.fields.filled() {
        let (FieldType::Rows(columns), Value::Rows(rows)) = (&field.kind, value) else {
            continue;
        };
        let lacking = |values| in_row(&columns.iter(), values, severity);
        for (item, row) in rows.iter().enumerate() {
            for (column, field, because) in lacking(&row.values) {
                let places = subject.places();
                // What is no value of its column is said where it is read.
                if !places.has_item(name, item, column) {
                    found.push(Lacked {
                        column,
                        field,
                        because,
                        place: places.item(name, item, None),
                        in_table: false,
                    });
                }
            }
        }
    }
    for row in &record.rows {
        for (column, field, because) in in_row(&record.kind.table.iter(), &row.values, severity) {
            let cell = subject.cell(row, column).1;
            let written = subject.text().get(cell.range()).unwrap_or("").trim();
            if cell == row.span || matches!(written, "" | "-" | "—") {
                found.push(Lacked {
                    column,
                    field,
                    because,
                    place: row.span,
                    in_table: true,
                });
            }
        }
    }
    found
}

/// The `columns` of which a row with these `values` has none, though it asks for one; each with the column because of which.
fn in_row<'r>(
    columns: &(impl Iterator<Item = (&'r String, &'r Field)> + Clone),
    values: &[Option<Value>],
    severity: Severity,
) -> Vec<(&'r str, &'r Field, Option<&'r str>)> {
    let text = |name: &str| {
        let mut cells = columns.clone().zip(values);
        let (_, value) = cells.find(|((column, _), _)| *column == name)?;
        value.as_ref()?.text()
    };
    let lacking = |((column, field), value): ((&'r String, &'r Field), &Option<Value>)| {
        let asks = |conditions: &'r [When]| conditions.iter().find(|when| when.holds(text));
        let asked = match (asks(&field.required), severity) {
            (Some(when), Severity::Error) => when,
            (None, Severity::Warning) => asks(&field.wanted)?,
            _ => return None,
        };
        value.is_none().then(|| (column.as_str(), field, asked.field()))
    };
    columns.clone().zip(values).filter_map(lacking).collect()
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
