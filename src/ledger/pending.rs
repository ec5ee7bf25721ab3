//! For whom was waited, and how long?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use super::span;
use crate::config::ClockSpec;
use crate::kind::{Kind, Row, Value, When};
use crate::record::Record;
use jiff::Timestamp;

/// A span in which a record waits for somebody.
#[derive(Debug, Clone)]
pub(super) struct Wait {
    pub(super) from: Timestamp,
    pub(super) to: Option<Timestamp>,
    pub(super) reason: Option<String>,
    pub(super) party: Option<String>,
    /// Whether somebody wrote it, rather than that two times of the record bound it.
    pub(super) written: bool,
}

impl Wait {
    /// Whether it stops the clock `spec`.
    pub(super) fn excused_by(&self, spec: &ClockSpec) -> bool {
        self.excused(&spec.not_excused)
    }

    /// Without a reason nobody knows whether it may count, so it stops nothing.
    fn excused(&self, not_excused: &[String]) -> bool {
        self.reason
            .as_ref()
            .is_some_and(|reason| !not_excused.contains(reason))
    }

    /// What of it lies outside of `other`.
    fn without(&self, other: &Wait) -> Vec<Wait> {
        let begins_later = self.to.is_some_and(|end| end <= other.from);
        let is_over = other.to.is_some_and(|end| end <= self.from.max(other.from));
        if begins_later || is_over {
            return vec![self.clone()];
        }
        let before = (self.from < other.from).then(|| Wait {
            to: Some(other.from),
            ..self.clone()
        });
        let rest = other.to.filter(|from| self.to.is_none_or(|end| *from < end));
        let after = rest.map(|from| Wait { from, ..self.clone() });
        before.into_iter().chain(after).collect()
    }

    fn is_open(&self, moment: Moment) -> bool {
        moment.sees(self.from) && moment.seen(self.to).is_none()
    }
}

/// The waits of a record.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    /// The index of the record.
    pub(super) record: usize,
    pub(super) waits: Vec<Wait>,
    /// The clocks of the record, as places among the facts.
    pub(super) clocks: std::ops::Range<usize>,
}

impl Waiting {
    /// Whether a span that somebody wrote is open.
    pub(super) fn is_open(&self, moment: Moment) -> bool {
        self.waits.iter().any(|wait| wait.written && wait.is_open(moment))
    }
}

/// The spans that `record` tells: those of its field `pending`, and those that are a wait by themselves. Reasons that are `not_excused` leave some
/// clock of its kind going.
pub(super) fn waits(record: &Record, not_excused: &[String], party: impl Fn(&str) -> String) -> Vec<Wait> {
    let kind = &record.kind;
    let mut waits = written(record, kind, party);
    let excused: Vec<Wait> = waits
        .iter()
        .filter(|wait| wait.excused(not_excused))
        .cloned()
        .collect();
    for wait in &kind.waits {
        let Some(from) = record.instant(&wait.from) else {
            continue;
        };
        let over = [record.instant(&wait.to), over(record)];
        let to = over.into_iter().flatten().min();
        if to.is_none_or(|to| from < to) {
            let own = Wait {
                from,
                to,
                reason: Some(wait.reason.clone()),
                party: None,
                written: false,
            };
            // What somebody wrote says more, and no time that stops a clock counts twice; what stops none takes nothing from what does.
            let rest = excused.iter().fold(vec![own], |rest, written| {
                rest.iter().flat_map(|piece| piece.without(written)).collect()
            });
            waits.extend(rest);
        }
    }
    waits
}

/// When nothing was left to do of `record`: it reached a state that is done; or it was closed otherwise, of which the last time that it tells is
/// the best that is known.
fn over(record: &Record) -> Option<Timestamp> {
    let states = record.kind.states.iter().filter(|state| state.done);
    let ends = states.flat_map(|state| &state.when).chain(&record.kind.ends);
    let fields = ends.filter_map(When::field);
    let done = fields.filter_map(|field| record.instant(field)).min();
    let times = || {
        let values = record.kind.fields.keys().filter_map(|name| record.get(name));
        let times = values.flat_map(|value| match value {
            Value::DateTime(at) => vec![*at],
            Value::Rows(rows) => rows.iter().flat_map(times_of).collect(),
            _ => Vec::new(),
        });
        times.max()
    };
    done.or_else(|| times().filter(|_| record.get("closed_as").is_some()))
}

fn times_of(row: &Row) -> impl Iterator<Item = Timestamp> {
    row.values.iter().filter_map(|value| match value {
        Some(Value::DateTime(at)) => Some(*at),
        _ => None,
    })
}

fn written(record: &Record, kind: &Kind, party: impl Fn(&str) -> String) -> Vec<Wait> {
    let value = record.get("pending");
    value.map_or_else(Vec::new, |value| spans(kind, value, party))
}

/// The spans that `value` of the field `pending` of a record of `kind` tells.
pub(super) fn spans(kind: &Kind, value: &Value, party: impl Fn(&str) -> String) -> Vec<Wait> {
    let (Some(columns), Value::Rows(rows)) = (kind.pending_columns(), value) else {
        return Vec::new();
    };
    let wait = |row: &Row| {
        let value = |name: &str| row.values.get(columns.get_index_of(name)?)?.as_ref();
        let instant = |name: &str| match value(name)? {
            Value::DateTime(at) => Some(*at),
            _ => None,
        };
        let text = |name: &str| Some(value(name)?.text()?.into_owned());
        Some(Wait {
            from: instant("from")?,
            to: instant("to"),
            reason: text("reason"),
            party: text("party").map(|written| party(&written)),
            written: true,
        })
    };
    rows.iter().filter_map(wait).collect()
}

/// The rows of `pending_spans`. A span that is open lasts until now; or until the record's last stop, once all its clocks have
/// stopped, unless it began no earlier.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let mut filled = Filled::default();
    for waiting in &facts.waiting {
        let Some(record) = facts
            .record(waiting.record)
            .filter(|_| facts.sees(waiting.record, moment))
        else {
            continue;
        };
        let clocks = facts.clocks.get(waiting.clocks.clone()).unwrap_or_default();
        let stops: Option<Vec<Timestamp>> = clocks.iter().map(|clock| clock.stopped(moment)).collect();
        let over = stops.and_then(|stops| stops.into_iter().max());
        let not_excused = facts.excusing_none(&record.kind.id);
        for wait in waiting.waits.iter().filter(|wait| moment.sees(wait.from)) {
            let end = moment
                .seen(wait.to)
                .or(over.filter(|over| *over > wait.from))
                .unwrap_or(moment.as_of);
            for piece in span::months(facts.calendar(), wait.from, end) {
                let (service, year) = span::service_minutes(facts.calendar(), &piece);
                filled.uncovered(
                    year,
                    "pending_spans",
                    Some((&record.kind.id, record.id.as_str())),
                    None,
                );
                filled.rows.push(vec![
                    record.id.as_str().into(),
                    record.kind.id.as_str().into(),
                    Cell::some(facts.system(waiting.record)),
                    facts.local(piece.begin).into(),
                    facts.local(piece.end).into(),
                    Cell::some(wait.reason.as_deref()),
                    Cell::some(wait.party.as_deref()),
                    Cell::Integer(i64::from(wait.excused(&not_excused))),
                    service,
                    span::wall_minutes(&piece),
                    piece.month.to_string().into(),
                ]);
            }
        }
    }
    filled
}
