//! What became of the clocks of a record?

use super::moment::Moment;
use super::pending::Wait;
use crate::base::Month;
use crate::clock::{
    Calendar, Course, Deadline, NotCovered, PendingSpan, Standing, Status, Verdict, judge, stand,
};
use crate::config::{ClockLimit, ClockSpec};
use crate::kind::Value;
use crate::record::Record;
use jiff::{SignedDuration, Timestamp};

/// A clock of a record, as far as the record tells.
#[derive(Debug, Clone)]
pub(super) struct ClockFact {
    /// The index of the record.
    pub(super) record: usize,
    /// The place of the clock in the contract.
    pub(super) spec: usize,
    pub(super) start: Option<Timestamp>,
    pub(super) stop: Option<Timestamp>,
    deadline: Deadline,
    /// What exempts the record.
    exempt: Box<[Exemption]>,
    /// Why it is exempt, where it is.
    pub(super) reason: Option<String>,
    pending: Box<[PendingSpan]>,
}

/// Why a record is exempt from a clock, and since when.
#[derive(Debug, Clone)]
pub(super) struct Exemption {
    pub(super) since: Timestamp,
    /// The month that the clock must belong to: an assessment excludes from its own month. `None` for any.
    pub(super) month: Option<Month>,
    pub(super) reason: Option<String>,
}

/// A clock result, with the month that it belongs to as text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judged {
    pub(super) due: Option<Timestamp>,
    pub(super) elapsed_seconds: Option<i64>,
    pub(super) late_seconds: Option<i64>,
    pub(super) status: Status,
    pub(super) month: Option<String>,
}

impl ClockFact {
    /// The clock `spec` of a record; `None` where the record has no such clock, nor a stop of one.
    pub(super) fn of(
        record: &Record,
        index: (usize, usize),
        spec: &ClockSpec,
        waits: &[Wait],
        exempt: Box<[Exemption]>,
        calendar: &Calendar,
    ) -> Option<ClockFact> {
        let start = instant(record, &spec.from, calendar);
        let stop = instant(record, &spec.to, calendar);
        let bound = spec.when.is_empty() || spec.when.iter().any(|when| when.holds(|name| record.text(name)));
        if !bound || (start.is_none() && stop.is_none()) {
            return None;
        }
        let excused = waits.iter().filter(|wait| wait.excused_by(spec));
        let mut fact = ClockFact {
            record: index.0,
            spec: index.1,
            start,
            stop,
            deadline: deadline(record, spec, calendar)?,
            exempt,
            reason: None,
            pending: excused.map(|wait| (wait.from, wait.to)).collect(),
        };
        let month = fact.due_month(calendar);
        let mut why = fact
            .exempt
            .iter()
            .filter(|why| why.month.is_none_or(|own| Some(own) == month));
        fact.reason = why
            .next()
            .or(fact.exempt.first())
            .and_then(|why| why.reason.clone());
        Some(fact)
    }

    /// The month in which it is due, as far as is known now; of what runs still, a wait may move it. `None` where it cannot be computed, or where
    /// nobody asks, because nothing exempts the record.
    fn due_month(&self, calendar: &Calendar) -> Option<Month> {
        if self.exempt.is_empty() {
            return None;
        }
        let as_of = match self.stop {
            Some(_) => Timestamp::MAX,
            None => self.start?.checked_add(SignedDuration::from_secs(1)).ok()?,
        };
        let due = self.verdict(calendar, as_of).ok()??.due?;
        Some(calendar.month_of(due))
    }

    /// Whether the record is exempt from it, as of an instant, where it is due at `due`.
    fn is_exempt(&self, calendar: &Calendar, due: Timestamp, as_of: Timestamp) -> bool {
        self.exempt
            .iter()
            .any(|why| why.since < as_of && why.month.is_none_or(|own| own == calendar.month_of(due)))
    }

    /// The second after which nothing about it changes any more; `i64::MAX` while it runs.
    pub(super) fn settled(&self) -> i64 {
        let Some(stop) = self.stop else { return i64::MAX };
        let since = self.exempt.iter().map(|why| why.since);
        let times = self.start.into_iter().chain(since).chain([stop]);
        let spans = self.pending.iter().flat_map(|(from, to)| [Some(*from), *to]);
        times
            .chain(spans.flatten())
            .map(Timestamp::as_second)
            .max()
            .unwrap_or(i64::MAX)
    }

    /// How it stands as of an instant; `None` where it has not begun.
    ///
    /// # Errors
    /// A year that is needed is not covered.
    pub(super) fn verdict(
        &self,
        calendar: &Calendar,
        as_of: Timestamp,
    ) -> Result<Option<Verdict>, NotCovered> {
        let verdict = judge(calendar, &self.deadline, &self.course(), as_of)?;
        Ok(verdict.map(|verdict| Verdict {
            status: self.status(calendar, verdict.due, verdict.status, as_of),
            ..verdict
        }))
    }

    fn course(&self) -> Course<'_> {
        Course {
            start: self.start,
            stop: self.stop,
            exempt: false,
            pending: &self.pending,
        }
    }

    /// The status of what stands as `plain` without exemptions and is due at `due`.
    fn status(&self, calendar: &Calendar, due: Option<Timestamp>, plain: Status, as_of: Timestamp) -> Status {
        match due {
            Some(due) if self.is_exempt(calendar, due, as_of) => Status::Exempt,
            _ => plain,
        }
    }

    /// The same as the ledger shows it. Where a year is not covered up to which time is counted, it is not known how late it is; where the due time
    /// cannot be computed, it is unknown, and stands in the month in which it began.
    pub(super) fn judged(&self, calendar: &Calendar, as_of: Timestamp) -> Option<Judged> {
        let month = |at: Option<Timestamp>| Some(calendar.month_of(at?).to_string());
        match self.verdict(calendar, as_of) {
            Ok(None) => None,
            Ok(Some(verdict)) => {
                let known = verdict.due.is_some();
                Some(Judged {
                    due: verdict.due,
                    elapsed_seconds: known.then_some(verdict.elapsed_seconds),
                    late_seconds: known.then_some(verdict.late_seconds),
                    status: verdict.status,
                    month: month(verdict.due.or(self.stop)),
                })
            }
            Err(NotCovered { .. }) => {
                let standing = stand(calendar, &self.deadline, &self.course(), as_of);
                let (due, plain) = match standing {
                    Ok(Some(Standing { due, status })) => (due, status),
                    _ => (None, Status::Unknown),
                };
                Some(Judged {
                    due,
                    elapsed_seconds: None,
                    late_seconds: None,
                    status: self.status(calendar, due, plain, as_of),
                    month: month(due.or(self.start).or(self.stop)),
                })
            }
        }
    }

    /// Whether it has stopped, as far as is seen.
    pub(super) fn stopped(&self, moment: Moment) -> Option<Timestamp> {
        moment.seen(self.stop)
    }
}

/// The instant in a field; a day counts from its first moment.
pub fn instant(record: &Record, name: &str, calendar: &Calendar) -> Option<Timestamp> {
    match record.get(name)? {
        Value::DateTime(at) => Some(*at),
        Value::Date(date) => Some(calendar.begin_of(*date)),
        _ => None,
    }
}

fn deadline(record: &Record, spec: &ClockSpec, calendar: &Calendar) -> Option<Deadline> {
    let within = |limit| Deadline::Within {
        limit,
        counts: spec.counts,
        reading: spec.reading,
    };
    match &spec.limit {
        ClockLimit::Fixed(limit) => Some(within(*limit)),
        ClockLimit::By { field, of } => of.get(record.text(field)?.as_ref()).map(|limit| within(*limit)),
        ClockLimit::Due(field) => {
            let date = match record.get(field)? {
                Value::Date(date) => *date,
                Value::DateTime(at) => calendar.date_of(*at),
                _ => return None,
            };
            Some(Deadline::On {
                date,
                counts: spec.counts,
            })
        }
    }
}

/// Why the record itself says that it is exempt: the reason that it gives, else the field.
pub(super) fn own_exemption(record: &Record, spec: &ClockSpec) -> Option<Exemption> {
    let field = spec.exempt.iter().find(|name| record.says_so(name))?;
    let reason = record.text(&format!("{field}_reason"));
    Some(Exemption {
        since: Timestamp::MIN,
        month: None,
        reason: Some(reason.map_or_else(|| field.clone(), |text| text.into_owned())),
    })
}
