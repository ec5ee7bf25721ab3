//! Clocks without a ledger: enough of the rules to draw them.

use crate::base::Month;
use crate::clock::{Course, Deadline, judge};
use crate::config::{ClockLimit, ClockSpec};
use crate::ledger::ClockResult;
use crate::library::Library;
use crate::record::Record;
use crate::site::{Answer, Cell, Figures, MonthScore, ScoreState};
use jiff::Timestamp;
use std::sync::Arc;

/// Judges each clock by the fields of its record.
pub(super) struct Judged {
    pub library: Arc<Library>,
    pub as_of: Timestamp,
}

impl Figures for Judged {
    fn month(&self, month: Month) -> Option<MonthScore> {
        Some(MonthScore {
            score: "91.5".to_owned(),
            full: "100".to_owned(),
            grade: Some("优秀".to_owned()),
            state: if month.number() == 10 {
                ScoreState::Draft
            } else {
                ScoreState::Sealed
            },
            withheld: Some("0.00".to_owned()),
            report_url: None,
        })
    }

    fn query(&self, sql: &str, _: Option<Month>) -> Option<Result<Answer, String>> {
        if sql.contains("changes_tests") {
            return Some(Err("no such table: changes_tests".to_owned()));
        }
        let text = |text: &str| Cell::Text(text.to_owned());
        Some(Ok(Answer {
            columns: ["id", "system", "severity", "n"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![
                    text("F-20230808-01"),
                    text("gwgl"),
                    text("minor"),
                    Cell::Number("12".to_owned()),
                ],
                vec![
                    text("F-0"),
                    Cell::Null,
                    text("major"),
                    Cell::Number("3".to_owned()),
                ],
            ],
            more: true,
            ..Answer::default()
        }))
    }

    fn clocks(&self, record: usize) -> Vec<ClockResult> {
        let record = &self.library.records[record];
        let clocks = self.library.config.contract.clocks.iter();
        clocks
            .filter(|clock| clock.of == record.kind.id)
            .filter_map(|clock| self.clock(record, clock))
            .collect()
    }
}

impl Judged {
    fn clock(&self, record: &Record, clock: &ClockSpec) -> Option<ClockResult> {
        let (deadline, limit) = match &clock.limit {
            ClockLimit::Fixed(limit) => (Deadline::within(*limit), Some(*limit)),
            ClockLimit::By { .. } => return None,
            ClockLimit::Due(field) => {
                let (date, counts) = (record.date(field)?, clock.counts);
                (Deadline::On { date, counts }, None)
            }
        };
        let exempt = clock.exempt.iter().find(|field| record.says_so(field));
        let (start, stop) = (record.instant(&clock.from), record.instant(&clock.to));
        let course = Course {
            start,
            stop,
            exempt: exempt.is_some(),
            pending: &[],
        };
        let calendar = &self.library.config.contract.calendar;
        let verdict = judge(calendar, &deadline, &course, self.as_of).ok()??;
        Some(ClockResult {
            id: clock.id.clone(),
            name: clock.name.clone(),
            start,
            due: verdict.due,
            stop,
            status: verdict.status,
            counts: deadline.measure(),
            elapsed_seconds: Some(verdict.elapsed_seconds),
            late_seconds: Some(verdict.late_seconds),
            limit,
            exempt_reason: exempt.and_then(|name| Some(record.kind.field(name)?.label.clone())),
        })
    }
}
