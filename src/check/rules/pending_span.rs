#![doc = include_str!("../../../templates/rules/en/pending-span.md")]

use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Value;
use jiff::Timestamp;

/// A time of waiting that cannot be: it ends before it begins, overlaps another, or lies outside of its record's life.
pub const RULE: Rule = Rule {
    id: "pending-span",
    level: Level::Error,
    check: Check::Record(&[], find),
};

/// What ends the work on a record of a kind. Of other kinds, the field of the last state does.
const ENDS: [(&str, &[&str]); 5] = [
    ("fault", &["resolved_at"]),
    ("case", &["resolved_at"]),
    ("change", &["finished_at", "rejected_at"]),
    ("request", &["delivered_at"]),
    ("vulnerability", &["fixed_at"]),
];

/// A span of the list, and its place in it.
struct Waiting {
    item: usize,
    from: Timestamp,
    to: Option<Timestamp>,
}

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !subject.record.kind.pending {
        return;
    }
    let mut spans = spans(subject);
    for span in &spans {
        found.extend(alone(subject, span));
    }
    spans.retain(|span| span.to.is_none_or(|to| span.from <= to));
    spans.sort_by_key(|span| (span.from, span.item));
    for (first, second) in spans.iter().zip(spans.iter().skip(1)) {
        if first.to.is_none_or(|to| second.from < to) {
            let message = Message::new("pending-overlap");
            let other = Message::new("pending-overlap-other");
            let there = subject.row("pending", first.item, "from");
            let at = subject.row("pending", second.item, "from");
            found.push(finding(subject, at, message).related(subject.path(), there, other));
        }
    }
}

fn spans(subject: &Subject<'_>) -> Vec<Waiting> {
    let column = |name: &str| super::column(subject, "pending", name);
    let (Some(from), Some(to)) = (column("from"), column("to")) else {
        return Vec::new();
    };
    let instant = |row: &crate::kind::Row, at: usize| match row.values.get(at)? {
        Some(Value::DateTime(instant)) => Some(*instant),
        _ => None,
    };
    let row = |(item, row): (usize, &crate::kind::Row)| {
        let written_wrong = instant(row, to).is_none() && subject.places().has_item("pending", item, "to");
        if written_wrong {
            return None;
        }
        Some(Waiting {
            item,
            from: instant(row, from)?,
            to: instant(row, to),
        })
    };
    super::rows(subject, "pending")
        .iter()
        .enumerate()
        .filter_map(row)
        .collect()
}

/// What is wrong with one span by itself: at most one thing.
fn alone(subject: &Subject<'_>, span: &Waiting) -> Option<Diagnostic> {
    let at = |column: &str| subject.row("pending", span.item, column);
    let related = |finding: Diagnostic, field: &str| {
        let message = Message::new("pending-life").with("field", &subject.label(field));
        finding.related(subject.path(), subject.field(field), message)
    };
    if span.to.is_some_and(|to| to < span.from) {
        let message = Message::new("pending-backwards");
        let other = Message::new("pending-backwards-other");
        return Some(finding(subject, at("to"), message).related(subject.path(), at("from"), other));
    }
    if let Some((begin, field)) = begin(subject)
        && span.from < begin
    {
        let message = Message::new("pending-before").with("field", &subject.label(field));
        return Some(related(finding(subject, at("from"), message), field));
    }
    if span.to.is_none() && subject.record.get("closed_as").is_some() {
        let message = Message::new("pending-open");
        return Some(related(finding(subject, at("from"), message), "closed_as"));
    }
    let (end, field) = end(subject)?;
    let (message, column) = match span.to {
        None => (Message::new("pending-open"), "from"),
        Some(_) if span.from > end => (Message::new("pending-after"), "from"),
        Some(to) if to > end => (Message::new("pending-after"), "to"),
        Some(_) => return None,
    };
    let message = message.with("field", &subject.label(field));
    Some(related(finding(subject, at(column), message), field))
}

fn finding(subject: &Subject<'_>, span: Span, message: Message) -> Diagnostic {
    let help = Message::new("pending-span-help");
    RULE.at(subject.path(), span, message).help(help)
}

/// When the record's life begins: the earliest of the fields that place it.
fn begin<'s>(subject: &'s Subject<'_>) -> Option<(Timestamp, &'s str)> {
    let dates = subject.record.kind.dates.iter();
    dates
        .filter_map(|name| Some((subject.instant(name)?, name.as_str())))
        .min()
}

/// When the work on the record ended.
fn end<'s>(subject: &'s Subject<'_>) -> Option<(Timestamp, &'s str)> {
    let known = ENDS.iter().find(|(kind, _)| *kind == subject.kind());
    let last = subject
        .record
        .kind
        .states
        .last()
        .and_then(|state| state.when.first()?.field());
    let fields: Vec<&str> = known.map_or_else(|| last.into_iter().collect(), |(_, fields)| fields.to_vec());
    fields
        .into_iter()
        .find_map(|name| Some((subject.instant(name)?, name)))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn found(more: &str) -> Vec<String> {
        let fault = format!("reported_at: 2023-05-12 09:00\n{more}");
        Kb::new().record("faults/F-1", &fault, "").found("pending-span")
    }

    #[test]
    fn a_span_lies_within_the_life_of_its_record() {
        let resolved = |from: &str, to: &str| {
            found(&format!(
                "resolved_at: 2023-05-12 16:00\npending: [{{from: 2023-05-12 {from}, to: 2023-05-12 {to}, reason: user}}]"
            ))
        };
        assert_eq!(resolved("09:00", "16:00"), Vec::<String>::new());
        assert_eq!(
            resolved("08:59", "10:00"),
            ["F-1: 2023-05-12 08:59 / 2023-05-12 09:00"]
        );
        assert_eq!(
            resolved("10:00", "16:01"),
            ["F-1: 2023-05-12 16:01 / 2023-05-12 16:00"]
        );
        assert_eq!(
            resolved("11:00", "10:00"),
            ["F-1: 2023-05-12 10:00 / 2023-05-12 11:00"]
        );
    }

    #[test]
    fn an_open_span_waits_for_something() {
        let open = "pending: [{from: 2023-05-12 10:00, reason: user}]";
        assert_eq!(found(open), Vec::<String>::new());
        assert_eq!(
            found(&format!("resolved_at: 2023-05-12 16:00\n{open}")),
            ["F-1: 2023-05-12 10:00 / 2023-05-12 16:00"]
        );
        assert_eq!(
            found(&format!("closed_as: cancelled\n{open}")),
            ["F-1: 2023-05-12 10:00 / cancelled"]
        );
    }

    #[test]
    fn spans_do_not_overlap_but_may_touch() {
        let two = |from: &str| {
            found(&format!(
                "pending:\n  - {{from: 2023-05-12 {from}, to: 2023-05-12 15:00, reason: user}}\n  - {{from: 2023-05-12 10:00, to: 2023-05-12 11:00, reason: approval}}"
            ))
        };
        assert_eq!(two("11:00"), Vec::<String>::new());
        assert_eq!(two("10:59"), ["F-1: 2023-05-12 10:59 / 2023-05-12 10:00"]);
    }
}
