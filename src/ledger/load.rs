//! Puts the records into the tables behind the views, each table when a query first reads it.

use super::Cell;
use super::closed::closed;
use super::facts::Facts;
use super::insert::{Bound, Inserter};
use super::inspection_rows::Measure;
use super::layout::{KindTable, ListTable, RowsTable, base};
use super::names::quoted;
use super::value::{Words, local, of_number};
use crate::kind::{Field, FieldType, Value};
use crate::library::{Placed, Target};
use crate::record::Record;
use anyhow::Result;
use jiff::Timestamp;
use rusqlite::Connection;

/// A table behind a view.
pub(super) enum Base<'t> {
    Kind(&'t KindTable),
    List(&'t KindTable, &'t ListTable),
    Rows(&'t KindTable, &'t RowsTable),
    Systems,
    Links,
}

impl<'t> Base<'t> {
    /// The table called `name`, where that is one of a view.
    pub(super) fn find(tables: &'t [KindTable], name: &str) -> Option<Base<'t>> {
        match name.strip_suffix(base("").as_str())? {
            "record_systems" => return Some(Base::Systems),
            "links" => return Some(Base::Links),
            _ => {}
        }
        tables.iter().find_map(|table| {
            let list = || table.lists.iter().find(|list| base(&list.name) == name);
            let rows = || table.rows.iter().find(|rows| base(&rows.name) == name);
            if base(&table.name) == name {
                return Some(Base::Kind(table));
            }
            let list = list().map(|list| Base::List(table, list));
            list.or_else(|| rows().map(|rows| Base::Rows(table, rows)))
        })
    }

    /// Fills the table called `name`, which is empty.
    pub(super) fn fill(&self, connection: &Connection, facts: &Facts, name: &str) -> Result<()> {
        let name = quoted(name);
        let (kind, width) = match self {
            Base::Kind(table) => (Some(*table), table.base_columns().len()),
            Base::List(table, _) => (Some(*table), 4),
            Base::Rows(table, rows) => (Some(*table), rows.columns().len() + 1),
            Base::Systems | Base::Links => (None, 4),
        };
        let mut into = Inserter::new(connection, &name, width)?;
        let kinds = facts.config().kinds.iter().map(|kind| kind.id.as_str());
        for kind in kinds.filter(|id| kind.is_none_or(|table| table.kind.id == *id)) {
            for (index, record, placed) in facts.of_kind(kind) {
                let one = One::new(index, record, placed, facts);
                match self {
                    Base::Kind(table) => one.record(table, &mut into)?,
                    Base::List(_, list) => one.list(list, &mut into)?,
                    Base::Rows(_, rows) => one.rows(rows, &mut into)?,
                    Base::Systems => one.systems(&mut into)?,
                    Base::Links => one.links(&mut into)?,
                }
            }
        }
        for columns in self.indexed() {
            let index = quoted(&format!("{} {columns}", name.trim_matches('"')));
            connection.execute_batch(&format!("CREATE INDEX {index} ON {name} ({columns})"))?;
        }
        Ok(())
    }

    /// By what rows are found. Most of what a report asks is of one month.
    fn indexed(&self) -> Vec<String> {
        let mut indexed = Vec::new();
        if !matches!(self, Base::Links) {
            indexed.push("id".to_owned());
        }
        match self {
            Base::Kind(table) => {
                indexed.push("month".to_owned());
                for clock in &table.clocks {
                    let part = |name: &str| quoted(&format!("{}_{name}", clock.id));
                    indexed.push(part("month"));
                    indexed.push(format!("{}, seen_", part("settled_")));
                }
            }
            Base::Rows(_, rows) if rows.measured => indexed.push("month_of(date)".to_owned()),
            _ => {}
        }
        indexed
    }
}

/// A record on its way into the tables.
struct One<'l> {
    index: usize,
    seen: i64,
    record: &'l Record,
    placed: &'l Placed,
    facts: &'l Facts,
    words: Words<'l>,
}

impl<'l> One<'l> {
    fn new(index: usize, record: &'l Record, placed: &'l Placed, facts: &'l Facts) -> One<'l> {
        One {
            index,
            seen: facts.seen.get(index).copied().unwrap_or(i64::MIN),
            record,
            placed,
            facts,
            words: Words::new(&facts.library),
        }
    }

    fn record(&self, table: &KindTable, into: &mut Inserter<'_>) -> Result<()> {
        let (record, placed) = (self.record, self.placed);
        let time = |at: Option<Timestamp>| at.map(|at| local(at, self.words.zone));
        let waits = self
            .facts
            .waits(self.index)
            .map_or(0, |waiting| waiting.waits.len());
        into.push(i64::try_from(self.index)?)?;
        into.push(self.seen)?;
        into.push(i64::try_from(waits)?)?;
        into.push(closed(self.facts, record))?;
        into.push(record.id.as_str())?;
        into.push(record.title.as_str())?;
        into.push(self.facts.system(self.index))?;
        into.push(placed.region.as_deref())?;
        into.push(placed.month.map(|month| month.to_string()))?;
        into.push(record.path.as_str())?;
        into.push(placed.url.as_str())?;
        into.push(time(placed.stamp.created_at))?;
        into.push(placed.stamp.created_by.as_deref())?;
        into.push(time(placed.stamp.updated_at))?;
        into.push(placed.stamp.commit.as_deref())?;
        self.fields(table, into)?;
        self.clocks(table, into)?;
        into.done()
    }

    fn fields(&self, table: &KindTable, into: &mut Inserter<'_>) -> Result<()> {
        let kind = &self.record.kind;
        let mut fields = kind.fields.keys().zip(self.record.fields.values()).enumerate();
        for column in &table.fields {
            let field = fields.by_ref().find(|(index, _)| *index == column.index);
            let Some((_, (name, value))) = field else { continue };
            match value {
                _ if name == "confidentiality" => into.push(self.placed.confidentiality.as_str())?,
                Some(value) => into.push(self.words.bound(kind, name, value))?,
                None => into.push(self.by_git(name))?,
            }
        }
        Ok(())
    }

    /// The day of a document that names none, as the history tells it.
    fn by_git(&self, name: &str) -> Bound<'static> {
        let kind = &self.record.kind;
        let placing = kind.id_is_path() && kind.dates.first().is_some_and(|date| date == name);
        let is_day = || {
            kind.field(name)
                .is_some_and(|field| field.kind == FieldType::Date)
        };
        match self.placed.at.filter(|_| placing && is_day()) {
            Some(at) => Bound::from(at.date().to_string()),
            None => Bound::Null,
        }
    }

    fn clocks(&self, table: &KindTable, into: &mut Inserter<'_>) -> Result<()> {
        let facts = self.facts;
        for columns in &table.clocks {
            let own = facts
                .clocks_at(self.index)
                .find(|(_, clock)| clock.spec == columns.spec);
            let Some((place, clock)) = own else {
                // Settled from the first, with nothing to tell.
                for value in [0; 5].map(|_| Bound::Null) {
                    into.push(value)?;
                }
                into.push(i64::MIN)?;
                into.push(Bound::Null)?;
                into.push(Bound::Null)?;
                continue;
            };
            let settled = clock.settled();
            let judged = (settled < i64::MAX)
                .then(|| clock.judged(facts.calendar(), Timestamp::MAX))
                .flatten();
            let judged = judged.as_ref();
            into.push(judged.and_then(|judged| judged.due).map(|due| facts.local(due)))?;
            into.push(
                judged
                    .and_then(|judged| judged.elapsed_seconds)
                    .map(Cell::minutes),
            )?;
            into.push(judged.and_then(|judged| judged.late_seconds).map(Cell::minutes))?;
            into.push(judged.map(|judged| judged.status.name()))?;
            into.push(judged.and_then(|judged| judged.month.as_deref()))?;
            into.push(settled)?;
            into.push(i64::try_from(place)?)?;
            into.push(clock.reason.as_deref())?;
        }
        Ok(())
    }

    fn list(&self, list: &ListTable, into: &mut Inserter<'_>) -> Result<()> {
        let kind = &self.record.kind;
        let Some((name, _)) = kind.fields.get_index(list.index) else {
            return Ok(());
        };
        let Some(Value::List(items)) = self.record.get(name) else {
            return Ok(());
        };
        for (row, item) in (1..).zip(items) {
            into.push(self.seen)?;
            into.push(self.record.id.as_str())?;
            into.push(Bound::Integer(row))?;
            into.push(self.words.bound(kind, name, item))?;
            into.done()?;
        }
        Ok(())
    }

    fn rows(&self, table: &RowsTable, into: &mut Inserter<'_>) -> Result<()> {
        let Some(index) = table.index else {
            for (row, values) in (1..).zip(&self.record.rows) {
                self.row(table, into, row, &values.values)?;
            }
            return Ok(());
        };
        let field = self.record.kind.fields.get_index(index);
        if let Some(Value::Rows(rows)) = field.and_then(|(name, _)| self.record.get(name)) {
            for (row, values) in (1..).zip(rows) {
                self.row(table, into, row, &values.values)?;
            }
        }
        Ok(())
    }

    fn row(
        &self,
        table: &RowsTable,
        into: &mut Inserter<'_>,
        row: i64,
        values: &[Option<Value>],
    ) -> Result<()> {
        into.push(self.seen)?;
        into.push(self.record.id.as_str())?;
        into.push(row)?;
        let kind = &self.record.kind;
        for ((name, field), value) in table.columns.iter().zip(values) {
            match value {
                // What is abnormal is open until a record takes care of it; a reference to nothing does not.
                Some(Value::Ref(id)) if table.measured && !self.leads_on(field, id) => {
                    into.push(Bound::Null)?;
                }
                Some(value) => into.push(self.words.bound(kind, name, value))?,
                None => into.push(Bound::Null)?,
            }
        }
        if table.measured {
            let text = |wanted: &str| {
                let mut named = table.columns.iter().zip(values);
                match named.find(|((name, _), _)| name == wanted)?.1 {
                    Some(Value::Text(text)) => Some(text.as_str()),
                    _ => None,
                }
            };
            let (item, value) = (text("item"), text("value"));
            let measure = Measure::of(self.words.config, item, value);
            into.push(self.placed.at.map(|at| at.date().to_string()))?;
            into.push(measure.number.map_or(Bound::Null, of_number))?;
            into.push(measure.unit.as_deref())?;
            into.push(measure.level)?;
        }
        into.done()
    }

    /// Whether `id` is a record that `field` takes.
    fn leads_on(&self, field: &Field, id: &str) -> bool {
        let there = self.facts.library.referred(id);
        there.is_some_and(|there| field.takes_kind(&there.kind.id))
    }

    fn systems(&self, into: &mut Inserter<'_>) -> Result<()> {
        for system in &self.placed.systems {
            into.push(self.seen)?;
            into.push(self.record.id.as_str())?;
            into.push(self.record.kind.id.as_str())?;
            into.push(system.as_str())?;
            into.done()?;
        }
        Ok(())
    }

    /// Each record that this one leads to, once for each way.
    fn links(&self, into: &mut Inserter<'_>) -> Result<()> {
        let library = &self.facts.library;
        let mut told: Vec<(usize, &str)> = Vec::new();
        for link in library.links.get(self.index).into_iter().flatten() {
            let Target::Record { index, .. } = link.target else {
                continue;
            };
            let key = (index, link.via.name());
            let target = library
                .records
                .get(index)
                .filter(|target| !target.draft && index != self.index);
            let Some(target) = target.filter(|_| !told.contains(&key)) else {
                continue;
            };
            told.push(key);
            let since = self.facts.seen.get(index).copied().unwrap_or(i64::MIN);
            into.push(self.seen.max(since))?;
            into.push(self.record.id.as_str())?;
            into.push(target.id.as_str())?;
            into.push(key.1)?;
            into.done()?;
        }
        Ok(())
    }
}
