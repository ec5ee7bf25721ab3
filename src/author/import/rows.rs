//! From rows to records.

use super::check::Draft;
use super::input::{Format, Read, Row as Line, cell_name};
use super::known::{SOURCE_KEY, keys};
use super::map::{Map, Source};
use super::place::Places;
use super::record::Blank;
use super::value::{self, Problem, Said};
use super::{Faults, Plan, Planned, key};
use crate::author::front;
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::kind::{Allocate, Field, Kind, Value};
use crate::pipeline::World;
use jiff::civil::Date;
use std::collections::HashMap;

/// What records are made of.
pub(super) struct Rows<'r> {
    pub(super) world: &'r World,
    pub(super) kind: &'r Kind,
    pub(super) map: &'r Map,
    pub(super) read: &'r Read,
    pub(super) blank: &'r Blank,
    /// The file, as findings name it.
    pub(super) path: &'r RelPath,
}

/// A record, and the row that it came from.
pub(super) struct Row {
    pub(super) record: Planned,
    pub(super) key: String,
    pub(super) span: Span,
}

/// What a row says, settled.
struct Settled {
    title: String,
    day: Option<Date>,
    fields: Vec<(String, String)>,
}

impl Rows<'_> {
    /// The records of all rows that are taken and not known.
    ///
    /// # Errors
    /// What does not fit, of all rows.
    pub(super) fn plan(&self) -> Result<Draft, Faults> {
        let known = keys(self.world, self.kind);
        let mut places = Places::new(self.world, self.kind);
        let mut seen: HashMap<String, &Line> = HashMap::new();
        let (mut rows, mut findings, mut plan) = (Vec::new(), Vec::new(), Plan::default());
        for line in &self.read.table.rows {
            if !self.is_taken(line) {
                plan.skipped += 1;
                continue;
            }
            let Some(key) = key::key(self.map, self.read.format, &self.read.table, line) else {
                findings.push(self.fault(line.span(), Message::new("import-no-key")));
                continue;
            };
            if let Some(first) = seen.get(&key) {
                plan.twice += 1;
                findings.extend(self.differs(first, line, &key));
            } else if known.contains(&key) {
                plan.known += 1;
            } else {
                match self.row(line, &key, &mut places) {
                    Ok(row) => rows.push(row),
                    Err(wrong) => findings.extend(wrong),
                }
            }
            seen.entry(key).or_insert(line);
        }
        match findings.is_empty() {
            true => Ok(Draft { rows, plan }),
            false => {
                Diagnostic::sort(&mut findings);
                Err(Faults {
                    findings,
                    texts: Vec::new(),
                })
            }
        }
    }

    fn is_taken(&self, line: &Line) -> bool {
        let holds = |condition: &super::map::Condition| {
            condition.holds(self.read.table.text(line, &condition.column.name))
        };
        !self.map.skip.iter().any(holds) && self.map.only.iter().all(holds)
    }

    /// Two rows with one key that do not say the same: which of them would be kept is not for us to choose.
    fn differs(&self, first: &Line, line: &Line, key: &str) -> Option<Diagnostic> {
        let table = &self.read.table;
        if self.map.key.is_empty() || key::fingerprint(table, first) == key::fingerprint(table, line) {
            return None;
        }
        let message = Message::new("import-key-twice").with("key", key);
        let finding = self.fault(line.span(), message);
        Some(finding.related(self.path, first.span(), Message::new("import-key-first")))
    }

    fn row(&self, line: &Line, key: &str, places: &mut Places<'_>) -> Result<Row, Vec<Diagnostic>> {
        let settled = self.settled(line)?;
        let place = places.next(settled.day, &settled.title);
        let path = place.map_err(|message| vec![self.fault(line.span(), message)])?;
        let mut fields: Vec<(&str, String)> = settled
            .fields
            .iter()
            .map(|(name, yaml)| (name.as_str(), yaml.clone()))
            .collect();
        fields.push((SOURCE_KEY, front::quoted(key)));
        if self.map.draft.unwrap_or(self.read.format == Format::Qq) {
            fields.push(("draft", true.to_string()));
        }
        let said = |source: &Source| value::markdown(source, &self.read.table, line);
        let body: Vec<(&str, String)> = self
            .map
            .body
            .iter()
            .map(|(heading, source)| (heading.as_str(), said(source)))
            .collect();
        Ok(Row {
            record: Planned {
                text: self.blank.filled(&fields, &body),
                title: settled.title,
                path,
            },
            key: key.to_owned(),
            span: line.span(),
        })
    }

    /// The values of all fields.
    fn settled(&self, line: &Line) -> Result<Settled, Vec<Diagnostic>> {
        let (mut values, mut fields) = (HashMap::new(), Vec::new());
        let (mut wrong, mut unread) = (Vec::new(), Vec::new());
        for (name, source) in &self.map.fields {
            let Some(field) = self.kind.field(name) else {
                continue;
            };
            let said = value::said(source, &self.read.table, line);
            match self.value(name, field, source, &said) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    fields.push((name.clone(), value::yaml(&self.world.config, &value)));
                    values.insert(name.as_str(), value);
                }
                Err(problem) => {
                    wrong.push(self.in_cell(&said, line, problem));
                    unread.push(name.as_str());
                }
            }
        }
        let title = values.get("title").and_then(Value::text).unwrap_or_default();
        if title.is_empty() && !unread.contains(&"title") {
            wrong.push(self.missing(line, "title", Message::new("import-no-title")));
        }
        let dates = self.kind.dates.iter().map(String::as_str);
        let day = dates.clone().find_map(|name| self.day(values.get(name)?));
        let told = dates.clone().any(|name| unread.contains(&name));
        if day.is_none() && !told && matches!(self.kind.allocate, Allocate::Pattern(_)) {
            let names = dates.clone().collect::<Vec<_>>().join(", ");
            let message = Message::new("import-undated").with("field", names);
            wrong.push(self.missing(line, dates.clone().next().unwrap_or_default(), message));
        }
        match wrong.is_empty() {
            true => Ok(Settled {
                title: title.into_owned(),
                day,
                fields,
            }),
            false => Err(wrong),
        }
    }

    /// What `said` means as the field `name`. A title is one line.
    fn value(
        &self,
        name: &str,
        field: &Field,
        source: &Source,
        said: &Said<'_>,
    ) -> Result<Option<Value>, Problem> {
        let text = match name {
            "title" => super::input::one_line(&said.text),
            _ => said.text.clone(),
        };
        value::settle(&self.world.config, field, source, &text)
    }

    fn day(&self, value: &Value) -> Option<Date> {
        match value {
            Value::DateTime(at) => Some(self.world.config.contract.calendar.date_of(*at)),
            Value::Date(day) => Some(*day),
            Value::Month(month) => Some(month.first()),
            _ => None,
        }
    }

    /// A finding at the cell that should have given the field `name`; at the row where that has none.
    fn missing(&self, line: &Line, name: &str, message: Message) -> Diagnostic {
        let source = self.map.fields.iter().find(|(known, _)| known == name);
        let column = source.and_then(|(_, source)| source.columns().into_iter().next());
        let cell = column.and_then(|named| self.read.table.cell(line, &named.name));
        self.fault(cell.map_or(line.span(), |cell| cell.span), message)
    }

    /// A problem with the cell that `said` came from, under the name of its column.
    fn in_cell(&self, said: &Said<'_>, line: &Line, problem: Problem) -> Diagnostic {
        let table = &self.read.table;
        let (span, message) = match said.cell {
            None => (line.span(), problem.message),
            Some((column, cell)) => {
                let name = table.columns.get(column).map(String::as_str).unwrap_or_default();
                let message = match table.sheet {
                    true => Message::new("import-cell-at").with("cell", cell_name(column, line.number)),
                    false => Message::new("import-cell"),
                };
                (
                    cell.span,
                    message.with("column", name).with("fault", problem.message),
                )
            }
        };
        let mut finding = Diagnostic::error(problem.rule, self.path, span, message);
        finding.help = problem.help;
        finding
    }

    fn fault(&self, span: Span, message: Message) -> Diagnostic {
        Diagnostic::error("import", self.path, span, message)
    }
}
