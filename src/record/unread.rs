//! What of the kind's table is read into no row?

use super::markdown::{Row, Table};
use super::rows::names_column;
use crate::base::nearest::nearest;
use crate::base::{Label, Message, Span};
use crate::kind::{Field, Kind};

/// The columns of `table` that the kind, whose columns stand at `places`, does not read: what is wrong, what to write, and where. One that only
/// counts the rows says nothing that would be lost.
pub(super) fn unread_columns(
    kind: &Kind,
    table: &Table,
    places: &[Option<usize>],
) -> Vec<(Message, Message, Span)> {
    let missing = || {
        let columns = kind.table.iter().zip(places);
        columns
            .filter(|(_, place)| place.is_none())
            .map(|(column, _)| column)
    };
    let mut found = Vec::new();
    for (at, head) in table.head.iter().enumerate() {
        let cells = || table.rows.iter().filter_map(|row| row.cells.get(at));
        let counts = || {
            let numbers = cells().enumerate();
            !table.rows.is_empty()
                && numbers
                    .map(|(row, cell)| (row + 1, cell.text.trim()))
                    .all(|(number, text)| text.parse() == Ok(number))
        };
        if places.contains(&Some(at)) || counts() {
            continue;
        }
        let name = head.text.trim();
        let is_own = |(id, field): (&String, &Field)| names_column(id, field, name);
        let filled = || cells().find(|cell| !cell.text.trim().is_empty());
        if name.is_empty() {
            let nameless = filled().map(|cell| {
                let message = Message::new("table-unread-nameless");
                (message, others_help(missing()), cell.span)
            });
            found.extend(nameless);
        } else if kind.table.iter().any(is_own) {
            let message = Message::new("table-unread-twice").with("name", name);
            found.push((message, Message::new("table-unread-twice-help"), head.span));
        } else {
            let message = Message::new("table-unread-column").with("name", name);
            let help = match column_meant(name, missing()) {
                Some(near) => Message::new("help-nearest").with("name", near),
                None => others_help(missing()),
            };
            found.push((message, help, head.span));
        }
    }
    found
}

/// The one of `columns` that was meant by the head `written`: the one that is nearest, else whose name is a part of it.
fn column_meant<'f>(
    written: &str,
    columns: impl Iterator<Item = (&'f String, &'f Field)>,
) -> Option<&'f str> {
    let named = |(id, field): (&'f String, &'f Field)| [&field.label.zh, &field.label.en, id];
    let names: Vec<&str> = columns.flat_map(named).map(String::as_str).collect();
    let part = || {
        let parts = names.iter().filter(|name| written.contains(**name));
        parts.max_by_key(|name| name.len()).copied()
    };
    nearest(written, names.iter().copied()).or_else(part)
}

/// Which columns the table may have besides, `columns` being those that it does not have.
fn others_help<'f>(columns: impl Iterator<Item = (&'f String, &'f Field)>) -> Message {
    let labels: Vec<&Label> = columns.map(|(_, field)| &field.label).collect();
    if labels.is_empty() {
        return Message::new("table-unread-column-note");
    }
    let names = |name: fn(&Label) -> &str| labels.iter().map(|label| name(label)).collect::<Vec<_>>();
    let columns = Label {
        zh: names(|label| &label.zh).join("、"),
        en: names(|label| &label.en).join(", "),
    };
    Message::new("table-unread-column-help").with("columns", &columns)
}

/// Where in `body` something stands behind the last cell of `row` that the head has a column for.
pub(super) fn surplus(body: &str, row: &Row) -> Option<Span> {
    let from = row.cells.last()?.span.end;
    let rest = body.get(from..row.span.end)?;
    let behind = rest.split_once('|').map_or("", |(_, behind)| behind);
    let is_mark = |c: char| c.is_whitespace() || c == '|';
    let inner = behind.trim_matches(is_mark);
    let start = from + rest.len() - behind.trim_start_matches(is_mark).len();
    (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
}
