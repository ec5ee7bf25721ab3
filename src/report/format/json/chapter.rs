//! Chapters as JSON: decimals, days and times as strings, a count as the IDs of its records.

use crate::assess::chapter::{Chapter, Column, ColumnKind, Figure, Grid, Part, Value};
use serde::{Serialize, Serializer};

/// A chapter.
#[derive(Serialize)]
pub(super) struct WrittenChapter<'h> {
    id: &'h str,
    number: usize,
    title: &'h str,
    parts: Vec<WrittenPart<'h>>,
}

/// A part of a chapter. A picture has nothing that its table has not.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum WrittenPart<'h> {
    Figures {
        figures: Vec<WrittenFigure<'h>>,
    },
    Table {
        id: &'h str,
        title: &'h str,
        columns: Vec<WrittenColumn<'h>>,
        rows: Vec<Vec<WrittenValue<'h>>>,
    },
    Text {
        title: &'h str,
        markdown: &'h str,
        record: Option<&'h str>,
    },
    Note {
        text: &'h str,
    },
}

#[derive(Serialize)]
struct WrittenFigure<'h> {
    label: &'h str,
    kind: &'static str,
    value: WrittenValue<'h>,
    before: Option<WrittenValue<'h>>,
}

#[derive(Serialize)]
struct WrittenColumn<'h> {
    id: &'h str,
    title: &'h str,
    kind: &'static str,
}

struct WrittenValue<'h>(&'h Value);

impl<'h> WrittenChapter<'h> {
    /// `chapter`, as it is written.
    pub(super) fn of(chapter: &'h Chapter) -> WrittenChapter<'h> {
        WrittenChapter {
            id: chapter.id,
            number: chapter.number,
            title: &chapter.title,
            parts: chapter.parts.iter().filter_map(part).collect(),
        }
    }
}

fn part(part: &Part) -> Option<WrittenPart<'_>> {
    Some(match part {
        Part::Figures(figures) => WrittenPart::Figures {
            figures: figures.iter().map(figure).collect(),
        },
        Part::Table(grid) => table(grid),
        Part::Chart(_) => return None,
        Part::Text(text) => WrittenPart::Text {
            title: &text.title,
            markdown: &text.markdown,
            record: text.record.as_deref(),
        },
        Part::Note(text) => WrittenPart::Note { text },
    })
}

fn figure(figure: &Figure) -> WrittenFigure<'_> {
    WrittenFigure {
        label: &figure.label,
        kind: kind(&figure.value),
        value: WrittenValue(&figure.value),
        before: figure.before.as_ref().map(WrittenValue),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Empty | Value::Text(_) => "text",
        Value::Record(_) => "record",
        Value::Records(_) => "count",
        Value::Number(_) => "number",
        Value::Percent(_) => "percent",
        Value::Money(_) => "money",
        Value::DateTime(_) => "datetime",
        Value::Date(_) => "date",
        Value::Made(value, _) => kind(value),
    }
}

fn table(grid: &Grid) -> WrittenPart<'_> {
    let column = |column: &'_ Column| match column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Record => "record",
        ColumnKind::Count => "count",
        ColumnKind::Number(_) | ColumnKind::Measure(_) => "number",
        ColumnKind::Percent => "percent",
        ColumnKind::Money => "money",
        ColumnKind::DateTime => "datetime",
        ColumnKind::Date => "date",
    };
    WrittenPart::Table {
        id: grid.id,
        title: &grid.title,
        columns: grid
            .columns
            .iter()
            .map(|one| WrittenColumn {
                id: &one.id,
                title: &one.title,
                kind: column(one),
            })
            .collect(),
        rows: grid
            .rows
            .iter()
            .map(|row| row.iter().map(WrittenValue).collect())
            .collect(),
    }
}

impl Serialize for WrittenValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Empty => serializer.serialize_none(),
            Value::Text(text) | Value::Record(text) => serializer.serialize_str(text),
            Value::Records(ids) => ids.serialize(serializer),
            Value::Number(number) | Value::Percent(number) => serializer.serialize_str(&number.to_string()),
            Value::Money(amount) => serializer.serialize_str(&amount.money_text()),
            Value::DateTime(at) => serializer.collect_str(&at.strftime("%Y-%m-%dT%H:%M:%S")),
            Value::Date(date) => serializer.collect_str(date),
            Value::Made(value, _) => WrittenValue(value).serialize(serializer),
        }
    }
}
