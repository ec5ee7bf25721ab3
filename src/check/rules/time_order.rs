#![doc = include_str!("../../../templates/rules/en/time-order.md")]

use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::{FieldType, Value};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A time lies before one that it must follow.
pub const RULE: Rule = Rule {
    id: "time-order",
    level: Level::Error,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (name, field, value) in subject.record.fields.filled() {
        for other in befores(subject, &field.after) {
            let before = subject.record.get(other);
            if before.is_some_and(|before| is_before(subject, value, before)) {
                let labels = (&subject.label(name), &subject.label(other));
                found.push(broken(subject, labels, subject.field(name), subject.field(other)));
            }
        }
        if let (FieldType::Rows(columns), Value::Rows(rows)) = (&field.kind, value)
            && columns.values().any(|column| !column.after.is_empty())
        {
            for (item, row) in rows.iter().enumerate() {
                in_row(subject, (name, item), columns, &row.values, found);
            }
        }
    }
}

/// Of the fields `after` those that are given, and in place of each other one those that it follows itself.
fn befores<'s>(subject: &'s Subject<'_>, after: &'s [String]) -> BTreeSet<&'s str> {
    let (mut given, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut next: Vec<&str> = after.iter().map(String::as_str).collect();
    while let Some(name) = next.pop() {
        if !seen.insert(name) {
            continue;
        }
        if subject.record.fields.given(name) {
            given.insert(name);
        } else if let Some(field) = subject.record.kind.field(name) {
            next.extend(field.after.iter().map(String::as_str));
        }
    }
    given
}

fn in_row(
    subject: &Subject<'_>,
    (name, item): (&str, usize),
    columns: &IndexMap<String, crate::kind::Field>,
    values: &[Option<Value>],
    found: &mut Vec<Diagnostic>,
) {
    for ((column, field), value) in columns.iter().zip(values) {
        for other in &field.after {
            let before = columns
                .get_index_of(other)
                .and_then(|at| values.get(at)?.as_ref());
            if let (Some(value), Some(before)) = (value, before)
                && is_before(subject, value, before)
            {
                let label = columns
                    .get(other)
                    .map(|column| column.label.clone())
                    .unwrap_or_default();
                let (here, there) = (subject.row(name, item, column), subject.row(name, item, other));
                found.push(broken(subject, (&field.label, &label), here, there));
            }
        }
    }
}

fn broken(
    subject: &Subject<'_>,
    (label, other): (&crate::base::Label, &crate::base::Label),
    here: Span,
    there: Span,
) -> Diagnostic {
    let message = Message::new("time-order")
        .with("field", label)
        .with("other", other);
    RULE.at(subject.path(), here, message)
        .related(
            subject.path(),
            there,
            Message::new("time-order-other").with("other", other),
        )
        .help(Message::new("time-order-help"))
}

/// Whether `value` is before `other`; where one of them is a day, days are compared.
fn is_before(subject: &Subject<'_>, value: &Value, other: &Value) -> bool {
    if let (Value::DateTime(value), Value::DateTime(other)) = (value, other) {
        return value < other;
    }
    let day = |value: &Value| -> Option<Date> {
        match value {
            Value::DateTime(at) => Some(subject.context.date_of(*at)),
            Value::Date(date) => Some(*date),
            _ => None,
        }
    };
    day(value)
        .zip(day(other))
        .is_some_and(|(value, other)| value < other)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn earlier_is_wrong_and_equal_is_not() {
        let fault =
            "reported_at: 2023-05-12 09:20\nresponded_at: 2023-05-12 09:10\nsolution_at: 2023-05-12 01:20Z";
        let kb = Kb::new().record("faults/F-1", fault, "");
        assert_eq!(
            kb.found("time-order"),
            ["F-1: 2023-05-12 09:10 / 2023-05-12 09:20"]
        );
    }

    #[test]
    fn where_one_is_missing_what_it_follows_counts() {
        let fault = |resolved: &str| format!("reported_at: 2024-02-05 09:00\nresolved_at: {resolved}");
        let kb = Kb::new()
            .record("faults/F-1", &fault("2024-02-01 09:00"), "")
            .record("faults/F-2", &fault("2024-02-05 10:00"), "")
            .record(
                "cases/C-1",
                "reported_at: 2024-02-05 09:00\nconfirmed_at: 2024-02-01 09:00",
                "",
            );
        assert_eq!(
            kb.found("time-order"),
            [
                "C-1: 2024-02-01 09:00 / 2024-02-05 09:00",
                "F-1: 2024-02-01 09:00 / 2024-02-05 09:00"
            ]
        );
    }

    #[test]
    fn days_and_times_are_compared_by_day() {
        let plan = |accepted: &str| format!("submitted_at: 2023-08-10 15:00\naccepted_on: {accepted}");
        let kb =
            Kb::new()
                .record("plans/a", &plan("2023-08-10"), "")
                .record("plans/b", &plan("2023-08-09"), "");
        assert_eq!(kb.found("time-order"), ["b: 2023-08-09 / 2023-08-10 15:00"]);
    }
}
