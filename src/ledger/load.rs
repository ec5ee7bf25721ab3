//! Puts the records into the tables.

use super::Cell;
use super::facts::Facts;
use super::insert::{Bound, Inserter};
use super::inspection_rows::Measure;
use super::layout::{KindTable, RowsTable};
use super::names::quoted;
use super::value::{Words, local, of_number};
use crate::kind::{FieldType, Value};
use crate::library::{Library, Placed, Target};
use crate::record::Record;
use anyhow::Result;
use jiff::Timestamp;
use rusqlite::Connection;
use std::collections::HashMap;

/// Fills the tables of the kinds, and those of lists, rows, systems and links.
pub(super) fn records(
    connection: &Connection,
    library: &Library,
    facts: &Facts,
    tables: &[KindTable],
) -> Result<()> {
    let words = Words::new(library);
    let mut loaders: HashMap<&str, Loader<'_>> = HashMap::new();
    for table in tables {
        loaders.insert(&table.kind.id, Loader::new(connection, table)?);
    }
    let mut lists = Inserter::new(connection, "values_", 6)?;
    let mut systems = Inserter::new(connection, "\"record_systems (all)\"", 4)?;
    let mut links = Inserter::new(connection, "\"links (all)\"", 4)?;
    let mut clocks = facts.clocks.iter().enumerate().peekable();
    for (index, (record, placed)) in library.records.iter().zip(&library.placed).enumerate() {
        let Some(loader) = loaders.get_mut(record.kind.id.as_str()).filter(|_| !record.draft) else {
            continue;
        };
        let one = One {
            index,
            seen: facts.seen.get(index).copied().unwrap_or(i64::MIN),
            record,
            placed,
            facts,
            words,
        };
        let mut own = Vec::new();
        while let Some((place, _)) = clocks.next_if(|(_, clock)| clock.record == index) {
            own.push(place);
        }
        loader.record(&one, &own)?;
        loader.lists(&one, &mut lists)?;
        loader.rows(&one)?;
        for system in &placed.systems {
            for value in [
                Bound::Integer(one.seen),
                record.id.as_str().into(),
                record.kind.id.as_str().into(),
            ] {
                systems.push(value)?;
            }
            systems.push(system.as_str())?;
            systems.done()?;
        }
        one.links(library, &mut links)?;
    }
    Ok(())
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

/// The tables of one kind, ready to be filled.
struct Loader<'c> {
    table: &'c KindTable,
    base: Inserter<'c>,
    rows: Vec<Inserter<'c>>,
}

impl<'c> Loader<'c> {
    fn new(connection: &'c Connection, table: &'c KindTable) -> Result<Loader<'c>> {
        let into =
            |rows: &RowsTable| Inserter::new(connection, &quoted(&rows.base()), rows.columns().len() + 1);
        Ok(Loader {
            table,
            base: Inserter::new(connection, &quoted(&table.base()), table.base_columns().len())?,
            rows: table.rows.iter().map(into).collect::<Result<_>>()?,
        })
    }

    fn record(&mut self, one: &One<'_>, clocks: &[usize]) -> Result<()> {
        let (record, placed, zone) = (one.record, one.placed, one.words.zone);
        let time = |at: Option<Timestamp>| at.map(|at| local(at, zone));
        let waits = one
            .facts
            .waits(one.index)
            .map_or(0, |waiting| waiting.waits.len());
        let base = &mut self.base;
        base.push(i64::try_from(one.index)?)?;
        base.push(one.seen)?;
        base.push(i64::try_from(waits)?)?;
        base.push(record.id.as_str())?;
        base.push(record.title.as_str())?;
        base.push(placed.systems.first().map(String::as_str))?;
        base.push(placed.region.as_deref())?;
        base.push(placed.month.map(|month| month.to_string()))?;
        base.push(record.path.as_str())?;
        base.push(placed.url.as_str())?;
        base.push(time(placed.stamp.created_at))?;
        base.push(placed.stamp.created_by.as_deref())?;
        base.push(time(placed.stamp.updated_at))?;
        base.push(placed.stamp.commit.as_deref())?;
        let mut values = record.fields.values().enumerate();
        for column in &self.table.fields {
            let value = values
                .by_ref()
                .find(|(index, _)| *index == column.index)
                .and_then(|(_, value)| value);
            let name = record
                .kind
                .fields
                .get_index(column.index)
                .map_or("", |(name, _)| name.as_str());
            match value {
                _ if name == "confidentiality" => base.push(placed.confidentiality.as_str())?,
                Some(value) => base.push(one.words.bound(&record.kind, name, value))?,
                None => base.push(one.by_git(name))?,
            }
        }
        self.clocks(one, clocks)?;
        self.base.done()
    }

    fn clocks(&mut self, one: &One<'_>, clocks: &[usize]) -> Result<()> {
        let (facts, base) = (one.facts, &mut self.base);
        for columns in &self.table.clocks {
            let own = clocks.iter().find_map(|place| {
                let clock = facts
                    .clocks
                    .get(*place)
                    .filter(|clock| clock.spec == columns.spec)?;
                Some((*place, clock))
            });
            let Some((place, clock)) = own else {
                for _ in 0..5 {
                    base.push(Bound::Null)?;
                }
                base.push(i64::MIN)?;
                base.push(Bound::Null)?;
                base.push(Bound::Null)?;
                continue;
            };
            let settled = clock.settled();
            let judged = (settled < i64::MAX)
                .then(|| clock.judged(facts.calendar(), Timestamp::MAX))
                .flatten();
            let judged = judged.as_ref();
            base.push(judged.and_then(|judged| judged.due).map(|due| facts.local(due)))?;
            base.push(
                judged
                    .and_then(|judged| judged.elapsed_seconds)
                    .map(Cell::minutes),
            )?;
            base.push(judged.and_then(|judged| judged.late_seconds).map(Cell::minutes))?;
            base.push(judged.map(|judged| judged.status.name()))?;
            base.push(judged.and_then(|judged| judged.month.as_deref()))?;
            base.push(settled)?;
            base.push(i64::try_from(place)?)?;
            base.push(clock.reason.as_deref())?;
        }
        Ok(())
    }

    fn lists(&self, one: &One<'_>, lists: &mut Inserter<'_>) -> Result<()> {
        for list in &self.table.lists {
            let Some((name, _)) = one.record.kind.fields.get_index(list.index) else {
                continue;
            };
            let Some(Value::List(items)) = one.record.get(name) else {
                continue;
            };
            for (row, item) in (1..).zip(items) {
                lists.push(list.number)?;
                lists.push(one.record.id.as_str())?;
                lists.push(i64::try_from(one.index)?)?;
                lists.push(Bound::Integer(row))?;
                lists.push(one.seen)?;
                lists.push(one.words.bound(&one.record.kind, name, item))?;
                lists.done()?;
            }
        }
        Ok(())
    }

    fn rows(&mut self, one: &One<'_>) -> Result<()> {
        for (table, into) in self.table.rows.iter().zip(&mut self.rows) {
            let field = table
                .index
                .and_then(|index| one.record.kind.fields.get_index(index));
            match field {
                None => {
                    for (row, values) in (1..).zip(&one.record.rows) {
                        one.row(table, into, row, &values.values)?;
                    }
                }
                Some((name, _)) => {
                    let Some(Value::Rows(rows)) = one.record.get(name) else {
                        continue;
                    };
                    for (row, values) in (1..).zip(rows) {
                        one.row(table, into, row, &values.values)?;
                    }
                }
            }
        }
        Ok(())
    }
}

impl One<'_> {
    /// The day of a document that names none, as the history tells it.
    fn by_git(&self, name: &str) -> Bound<'static> {
        let kind = &self.record.kind;
        let placing = kind.id_is_path() && kind.dates.first().is_some_and(|date| date == name);
        let is_day = kind
            .field(name)
            .is_some_and(|field| field.kind == FieldType::Date);
        match self.placed.at.filter(|_| placing && is_day) {
            Some(at) => Bound::from(at.date().to_string()),
            None => Bound::Null,
        }
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
        let mut value_of = HashMap::new();
        for ((name, _), value) in table.columns.iter().zip(values) {
            match value {
                Some(value) => into.push(self.words.bound(kind, name, value))?,
                None => into.push(Bound::Null)?,
            }
            if table.measured
                && let Some(Value::Text(text)) = value
            {
                value_of.insert(name.as_str(), text.as_str());
            }
        }
        if table.measured {
            let text = |name: &str| value_of.get(name).copied();
            let measure = Measure::of(self.words.config, text("item"), text("value"));
            into.push(self.placed.at.map(|at| at.date().to_string()))?;
            into.push(measure.number.map_or(Bound::Null, of_number))?;
            into.push(measure.unit.as_deref())?;
            into.push(measure.level)?;
        }
        into.done()
    }

    /// Each record that this one leads to, once for each way.
    fn links(&self, library: &Library, into: &mut Inserter<'_>) -> Result<()> {
        let mut seen: Vec<(usize, &str)> = Vec::new();
        for link in library.links.get(self.index).into_iter().flatten() {
            let Target::Record { index, .. } = link.target else {
                continue;
            };
            let key = (index, link.via.name());
            let Some(target) = library.records.get(index).filter(|target| !target.draft) else {
                continue;
            };
            if index == self.index || seen.contains(&key) {
                continue;
            }
            seen.push(key);
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
