//! What a cell means as a field of a record, and how a record holds it.

use super::input::{Cell, Row, Table, one_line};
use super::map::{From, Piece, Source};
use super::{escape, time};
use crate::author::front;
use crate::base::{Message, yaml};
use crate::config::Config;
use crate::kind::{Field, FieldType, Value};
use crate::record;
use jiff::Timestamp;

/// What divides the items of a list where the map does not say.
const BETWEEN: [char; 6] = ['、', '，', ',', ';', '；', '\n'];
/// A value in full-width quotation marks is meant without them.
const QUOTES: &str = "full-width-punctuation";

/// Why a text is no value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    /// The name of the rule.
    pub(super) rule: &'static str,
    /// What is wrong.
    pub(super) message: Message,
    /// What to write instead.
    pub(super) help: Option<Message>,
}

/// What a source says for a row.
pub(super) struct Said<'t> {
    /// The text, in the words of the map.
    pub(super) text: String,
    /// The cell that it came from, and its column.
    pub(super) cell: Option<(usize, &'t Cell)>,
}

/// What `source` says for `row`.
pub(super) fn said<'t>(source: &Source, table: &'t Table, row: &'t Row) -> Said<'t> {
    let column = source
        .columns()
        .first()
        .and_then(|named| table.column(&named.name));
    let cell = column.and_then(|at| Some((at, row.cells.get(at)?)));
    let read = |name: &str| table.text(row, name).to_owned();
    let text = worded(source, joined(source, table, row, read));
    Said {
        text: match source.length {
            Some(length) => shortened(&text, length),
            None => text,
        },
        cell,
    }
}

/// What `source` says for `row`, as Markdown; only what the map says is taken for Markdown itself.
pub(super) fn markdown(source: &Source, table: &Table, row: &Row) -> String {
    let plain = matches!(source.from, From::Column(_));
    let read = |name: &str| match plain {
        true => table.text(row, name).to_owned(),
        false => escape::markdown(table.text(row, name)),
    };
    let text = worded(source, joined(source, table, row, read));
    match plain {
        true => escape::markdown(&text),
        false => text.trim().to_owned(),
    }
}

fn joined(source: &Source, table: &Table, row: &Row, read: impl Fn(&str) -> String) -> String {
    match &source.from {
        From::Value(text) => text.clone(),
        From::Column(named) => read(&named.name),
        From::Text(pieces) => {
            let mut columns = source.columns().into_iter();
            if columns.all(|named| table.text(row, &named.name).is_empty()) {
                return String::new();
            }
            let texts = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Column(named) => read(&named.name),
            });
            texts.collect()
        }
    }
}

/// `text` in the words of the map.
fn worded(source: &Source, text: String) -> String {
    let text = source.values.get(text.trim()).cloned().unwrap_or(text);
    match (&source.default, text.trim().is_empty()) {
        (Some(default), true) => default.clone(),
        _ => text,
    }
}

/// The first line of `text` that says something, cut to `length` characters.
fn shortened(text: &str, length: usize) -> String {
    let line = one_line(
        text.lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default(),
    );
    match line.chars().count() > length {
        true => line.chars().take(length - 1).chain(['…']).collect(),
        false => line,
    }
}

/// What `text` means as `field`; nothing where it is blank.
pub(super) fn settle(
    config: &Config,
    field: &Field,
    source: &Source,
    text: &str,
) -> Result<Option<Value>, Problem> {
    if let (FieldType::List(item), None) = (&field.kind, &source.split)
        && !matches!(**item, FieldType::Text)
        && let Ok(whole) = one(config, field, vec![text.to_owned()])
    {
        return Ok(whole);
    }
    let parts = match (&field.kind, &source.split) {
        (FieldType::List(_), Some(split)) => text.split(split.as_str()).map(str::to_owned).collect(),
        (FieldType::List(_), None) => text.split(BETWEEN).map(str::to_owned).collect(),
        _ => vec![text.to_owned()],
    };
    let mut timed = Vec::with_capacity(parts.len());
    for part in parts {
        timed.push(in_time(field, source, part)?);
    }
    one(config, field, timed)
}

/// `text`, as records hold times where `field` holds times.
fn in_time(field: &Field, source: &Source, text: String) -> Result<String, Problem> {
    let bare = one_line(&text);
    let read = match field.kind.item() {
        _ if bare.is_empty() => return Ok(String::new()),
        FieldType::DateTime => time::instant(&bare, &source.time),
        FieldType::Date => time::date(&bare, &source.time),
        FieldType::Text => return Ok(text),
        _ => return Ok(bare),
    };
    read.ok_or_else(|| Problem {
        rule: "time-value",
        message: Message::new("import-format")
            .with("written", text)
            .with("format", source.time.format.clone().unwrap_or_default()),
        help: None,
    })
}

fn one(config: &Config, field: &Field, texts: Vec<String>) -> Result<Option<Value>, Problem> {
    let given = texts.join(" ");
    let mut texts = texts.into_iter().map(yaml::Value::String);
    let value = match &field.kind {
        FieldType::List(_) => yaml::Value::Sequence(texts.collect()),
        _ => texts.next().unwrap_or(yaml::Value::Null),
    };
    let zone = config.contract.calendar.time_zone();
    let (value, problems) = record::settled(&config.site, zone, field, &value);
    match problems.into_iter().find(|problem| problem.rule != QUOTES) {
        None => Ok(value),
        Some(problem) => Err(Problem {
            help: time_help(&problem.message, &given).or(problem.help),
            rule: problem.rule,
            message: problem.message,
        }),
    }
}

/// What to write into the map where what is wrong with a time is that `text` has no time of day, or is an American or European date.
fn time_help(wrong: &Message, text: &str) -> Option<Message> {
    match wrong.id {
        "time-missing" => Some(Message::new("import-time-help")),
        "time-not-a-date" => {
            let format = time::format_of(text)?;
            Some(Message::new("import-format-help").with("format", format))
        }
        _ => None,
    }
}

/// `value` as YAML for one line of front matter: choices by ID, entries of registers by name.
pub(super) fn yaml(config: &Config, value: &Value) -> String {
    let site = &config.site;
    match value {
        Value::Text(text) | Value::Choice(text) | Value::Ref(text) => front::quoted(text),
        Value::Person(id) => front::quoted(site.people.name(id)),
        Value::System(id) => front::quoted(site.systems.name(id)),
        Value::Region(id) => front::quoted(site.regions.name(id)),
        Value::DateTime(at) => instant(config, *at),
        Value::Date(day) => day.to_string(),
        Value::Month(month) => month.to_string(),
        Value::Number(number) | Value::Money(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::List(items) if items.len() == 1 => items.iter().map(|item| yaml(config, item)).collect(),
        Value::List(items) => {
            let items = items.iter().map(|item| front::in_list(&yaml(config, item)));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        // No cell gives rows.
        Value::Rows(_) => String::new(),
    }
}

fn instant(config: &Config, at: Timestamp) -> String {
    let local = at.to_zoned(config.contract.calendar.time_zone().clone());
    let seconds = if local.second() == 0 { "" } else { ":%S" };
    local.strftime(&format!("%Y-%m-%d %H:%M{seconds}")).to_string()
}
