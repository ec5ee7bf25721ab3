//! How far has a record come, and is anything left to do?
//!
//! What is open is said here alone: the site, its registers and the reports show the same records.

use super::Record;
use crate::config::{ClockLimit, ClockSpec};
use crate::kind::{FieldType, Row, Value, Wait, When};

/// The number of the last state that `record` reached.
pub fn reached(record: &Record) -> Option<usize> {
    Seen::all(record).reached()
}

/// Whether a pending span of `record`, or a span that is a wait by itself, has begun and not ended.
pub fn waits(record: &Record) -> bool {
    Seen::all(record).waits()
}

/// Whether something is left to do of `record`, which has its own of `clocks`.
pub fn is_open(record: &Record, clocks: &[ClockSpec]) -> bool {
    Seen::all(record).is_open(clocks)
}

/// Whether something was left to do when only those values were there that are `seen`.
pub fn is_open_where(record: &Record, clocks: &[ClockSpec], seen: &dyn Fn(&Value) -> bool) -> bool {
    Seen { record, sees: seen }.is_open(clocks)
}

/// A record of which only some values are there.
struct Seen<'r> {
    record: &'r Record,
    sees: &'r dyn Fn(&Value) -> bool,
}

impl<'r> Seen<'r> {
    fn all(record: &'r Record) -> Seen<'r> {
        Seen {
            record,
            sees: &|_| true,
        }
    }

    /// Open is what has begun and did not come to the end that its kind tells of, what waits, and what owes a clock its stop; and nothing that was ended
    /// otherwise. Of front matter that could not be read, nothing is known.
    fn is_open(&self, clocks: &[ClockSpec]) -> bool {
        let record = self.record;
        if record.broken || record.get("closed_as").is_some() || self.holds(&record.kind.ends) {
            return false;
        }
        let reached = self.reached();
        let is_done = reached
            .and_then(|at| record.kind.states.get(at))
            .is_some_and(|state| state.done);
        let has_begun = || reached.is_some() || record.kind.dates.iter().any(|name| self.has(name));
        let mut own = clocks.iter().filter(|clock| clock.of == record.kind.id);
        !is_done && (record.kind.finishes && has_begun() || self.waits()) || own.any(|clock| self.owes(clock))
    }

    fn reached(&self) -> Option<usize> {
        let states = &self.record.kind.states;
        states.iter().rposition(|state| self.holds(&state.when))
    }

    fn waits(&self) -> bool {
        let by_itself = |wait: &Wait| self.has(&wait.from) && !self.has(&wait.to);
        self.pending() || self.record.kind.waits.iter().any(by_itself)
    }

    fn pending(&self) -> bool {
        let record = self.record;
        let (Some(FieldType::Rows(columns)), Some(Value::Rows(rows))) = (
            record.kind.field("pending").map(|field| &field.kind),
            record.get("pending"),
        ) else {
            return false;
        };
        let has = |row: &Row, name: &str| {
            let value = columns
                .get_index_of(name)
                .and_then(|at| row.values.get(at)?.as_ref());
            value.is_some_and(self.sees)
        };
        rows.iter().any(|row| has(row, "from") && !has(row, "to"))
    }

    /// Whether `clock` began and did not stop.
    fn owes(&self, clock: &ClockSpec) -> bool {
        let record = self.record;
        let is_bound = match &clock.limit {
            ClockLimit::Fixed(_) => true,
            ClockLimit::By { field, of } => record
                .text(field)
                .is_some_and(|value| of.contains_key(value.as_ref())),
            // That is a day that is to come, and known before.
            ClockLimit::Due(field) => record.get(field).is_some(),
        };
        is_bound
            && self.has(&clock.from)
            && !self.has(&clock.to)
            && (clock.when.is_empty() || clock.when.iter().any(|when| when.holds(|name| record.text(name))))
            && !clock.exempt.iter().any(|field| record.says_so(field))
    }

    fn holds(&self, any: &[When]) -> bool {
        any.iter()
            .any(|when| when.holds(|name| self.get(name).and_then(Value::text)))
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value of the field `name`. One that is asked for as soon as something has happened counts from then on.
    fn get(&self, name: &str) -> Option<&'r Value> {
        let (record, sees) = (self.record, self.sees);
        let value = record.get(name).filter(|value| sees(value))?;
        let field = record.kind.field(name)?;
        let to_come = |when: &When| match when {
            When::Filled(first) => record.get(first).is_some_and(|first| !sees(first)),
            _ => false,
        };
        let mut asked = field.required.iter().chain(&field.wanted);
        (field.kind.is_time() || !asked.any(to_come)).then_some(value)
    }
}
