//! What the cells of a row mean.

use super::input::{Row as Line, cell_name, one_line};
use super::map::Source;
use super::rows::Rows;
use super::value::{self, Problem, Said};
use crate::base::{Diagnostic, Message};
use crate::kind::{Allocate, Value};
use jiff::civil::Date;

/// The field that every record needs.
const TITLE: &str = "title";

/// What a row says, settled.
pub(super) struct Settled<'r> {
    pub(super) title: String,
    /// The day that places it; a kind whose records are not numbered may have none.
    pub(super) day: Option<Date>,
    /// The fields that are filled, as YAML.
    pub(super) yaml: Vec<(&'r str, String)>,
}

/// The values of a row, and what is wrong with others of it.
pub(super) struct Fields<'r> {
    rows: &'r Rows<'r>,
    line: &'r Line,
    values: Vec<(&'r str, Value)>,
    wrong: Vec<Diagnostic>,
    /// The fields whose values are wrong, and so not missing.
    unread: Vec<&'r str>,
}

impl<'r> Fields<'r> {
    /// Reads `line`, as the map says.
    pub(super) fn read(rows: &'r Rows<'r>, line: &'r Line) -> Fields<'r> {
        let mut fields = Fields {
            rows,
            line,
            values: Vec::new(),
            wrong: Vec::new(),
            unread: Vec::new(),
        };
        for (name, source) in &rows.map.fields {
            fields.take(name, source);
        }
        fields
    }

    /// What it says; or all that is wrong or missing.
    pub(super) fn settled(mut self) -> Result<Settled<'r>, Vec<Diagnostic>> {
        let title = self.title();
        let day = self.day();
        if !self.wrong.is_empty() {
            return Err(self.wrong);
        }
        let config = &self.rows.world.config;
        let yaml = self.values.iter();
        Ok(Settled {
            title,
            day,
            yaml: yaml
                .map(|(name, value)| (*name, value::yaml(config, value)))
                .collect(),
        })
    }

    fn take(&mut self, name: &'r str, source: &Source) {
        let rows = self.rows;
        let Some(field) = rows.kind.field(name) else {
            return;
        };
        let mut said = value::said(source, &rows.read.table, self.line);
        if name == TITLE {
            said.text = one_line(&said.text);
        }
        match value::settle(&rows.world.config, field, source, &said.text) {
            Ok(value) => self.values.extend(value.map(|value| (name, value))),
            Err(problem) => {
                self.wrong.push(self.in_cell(&said, problem));
                self.unread.push(name);
            }
        }
    }

    fn value(&self, name: &str) -> Option<&Value> {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }

    fn title(&mut self) -> String {
        let title = self
            .value(TITLE)
            .and_then(Value::text)
            .unwrap_or_default()
            .into_owned();
        if title.is_empty() && !self.unread.contains(&TITLE) {
            self.missing(TITLE, Message::new("import-no-title"));
        }
        title
    }

    fn day(&mut self) -> Option<Date> {
        let kind = self.rows.kind;
        let dates: Vec<&str> = kind.dates.iter().map(String::as_str).collect();
        let day = dates.iter().find_map(|name| self.day_of(self.value(name)?));
        let told = dates.iter().any(|name| self.unread.contains(name));
        if day.is_none() && !told && matches!(kind.allocate, Allocate::Pattern(_)) {
            let message = Message::new("import-undated").with("field", dates.join(", "));
            self.missing(dates.first().copied().unwrap_or_default(), message);
        }
        day
    }

    fn day_of(&self, value: &Value) -> Option<Date> {
        match value {
            Value::DateTime(at) => Some(self.rows.world.config.contract.calendar.date_of(*at)),
            Value::Date(day) => Some(*day),
            Value::Month(month) => Some(month.first()),
            _ => None,
        }
    }

    /// A fault of the cell that should have given the field `name`; of the row where there is none.
    fn missing(&mut self, name: &str, message: Message) {
        let source = self.rows.map.fields.iter().find(|(known, _)| known == name);
        let column = source.and_then(|(_, source)| source.columns().into_iter().next());
        let cell = column.and_then(|named| self.rows.read.table.cell(self.line, &named.name));
        let span = cell.map_or(self.line.span(), |cell| cell.span);
        self.wrong.push(self.rows.fault(span, message));
    }

    /// A problem with the cell that `said` came from, under the name of its column.
    fn in_cell(&self, said: &Said<'_>, problem: Problem) -> Diagnostic {
        let table = &self.rows.read.table;
        let (span, message) = match said.cell {
            None => (self.line.span(), problem.message),
            Some((column, cell)) => {
                let name = table.columns.get(column).map(String::as_str).unwrap_or_default();
                let message = match table.sheet {
                    true => Message::new("import-cell-at").with("cell", cell_name(column, self.line.number)),
                    false => Message::new("import-cell"),
                };
                let message = message.with("column", name).with("fault", problem.message);
                (cell.span, message)
            }
        };
        let mut finding = Diagnostic::error(problem.rule, self.rows.path, span, message);
        finding.help = problem.help;
        finding
    }
}
