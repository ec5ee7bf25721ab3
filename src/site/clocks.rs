//! How do the clocks of a record look on its page?

use super::standing::Badge;
use super::{Site, moment};
use crate::base::Message;
use crate::clock::{Counts, Status, words};
use crate::ledger::ClockResult;
use crate::render::Html;
use crate::render::chart::clock::{Bar, svg};
use jiff::Timestamp;
use serde::Serialize;

/// A clock on the page of its record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Clock {
    /// Its name.
    pub name: String,
    /// How it stands.
    pub status: Badge,
    /// What it says, in a sentence.
    pub says: String,
    /// The picture; none where there is nothing to draw.
    pub picture: Option<Html>,
    /// Whether it was judged as of a certain time.
    pub runs: bool,
}

impl Site {
    /// How the clock `view` looks.
    pub(super) fn clock(&self, view: &ClockResult) -> Clock {
        let says = self.clock_says(view);
        Clock {
            name: view.name.get(self.lang).to_owned(),
            status: self.clock_status(view.status),
            picture: self.clock_picture(view, &says).map(|svg| Html::new(&svg)),
            runs: view.stop.is_none(),
            says,
        }
    }

    /// The word and tone of a clock that stands so.
    pub(super) fn clock_status(&self, status: Status) -> Badge {
        let (id, tone) = match status {
            Status::Met => ("site-clock-met", "done"),
            Status::Breached => ("site-clock-breached", "bad"),
            Status::Running => ("site-clock-running", "going"),
            Status::Exempt => ("site-clock-exempt", "closed"),
            Status::Unknown => ("site-clock-unknown", "waiting"),
        };
        Badge {
            word: self.catalog.word(id),
            tone,
        }
    }

    fn clock_says(&self, view: &ClockResult) -> String {
        let zone = self.library.config.contract.calendar.time_zone();
        let time = |at: Timestamp| moment::time(at, zone);
        let mut parts = Vec::new();
        let mut say = |message: Message| parts.push(self.catalog.say(&message));
        if let Some(start) = view.start {
            say(Message::new("site-clock-start").with("at", time(start)));
        }
        if let Some(limit) = view.limit {
            say(Message::new("site-clock-limit").with("limit", words::limit(limit, self.catalog)));
        }
        if let Some(due) = view.due {
            say(Message::new("site-clock-due").with("at", time(due)));
        }
        match view.stop {
            Some(stop) => say(Message::new("site-clock-stop").with("at", time(stop))),
            None => say(Message::new("site-clock-no-stop")),
        }
        let counts = match view.counts {
            Counts::Service => "site-clock-elapsed-service",
            Counts::Wall => "site-clock-elapsed-wall",
        };
        if let Some(elapsed) = view.elapsed_seconds {
            say(Message::new(counts).with("amount", words::duration(elapsed, self.catalog)));
        }
        if let Some(late) = view.late_seconds.filter(|late| *late > 0) {
            say(Message::new("site-clock-late").with("amount", words::duration(late, self.catalog)));
        }
        if let Some(reason) = &view.exempt_reason {
            say(Message::new("site-clock-exempt-reason").with("reason", reason));
        }
        parts.join(&self.catalog.word("site-sentence-comma"))
    }

    fn clock_picture(&self, view: &ClockResult, says: &str) -> Option<String> {
        let (due, passed, limit) = (view.due?, view.elapsed_seconds?, self.allowed(view)?);
        let zone = self.library.config.contract.calendar.time_zone();
        let stop_label = match view.stop {
            Some(stop) => self
                .catalog
                .say(&Message::new("site-clock-at-stop").with("at", short(stop, view.start, zone))),
            None => self.catalog.word("site-clock-no-stop"),
        };
        let limit_label = self
            .catalog
            .say(&Message::new("site-clock-at-due").with("at", short(due, view.start, zone)));
        Some(svg(&Bar {
            says,
            status: match view.status {
                Status::Met => "met",
                Status::Breached => "breached",
                Status::Running => "running",
                Status::Exempt => "exempt",
                Status::Unknown => return None,
            },
            limit,
            passed,
            stopped: view.stop.is_some(),
            limit_label: &limit_label,
            stop_label: &stop_label,
        }))
    }

    /// The seconds that were allowed: those that passed, less those after the due time, plus those that were left.
    fn allowed(&self, view: &ClockResult) -> Option<i64> {
        let due = view.due?;
        let end = view.stop.or(self.as_of)?;
        let left = match view.counts {
            _ if end >= due => 0,
            Counts::Service => self
                .library
                .config
                .contract
                .calendar
                .service_between(end, due)
                .ok()?,
            Counts::Wall => due.as_second() - end.as_second(),
        };
        Some(view.elapsed_seconds? - view.late_seconds? + left)
    }
}

/// The time of day where it is the day of `start`, else month and day too.
fn short(at: Timestamp, start: Option<Timestamp>, zone: &jiff::tz::TimeZone) -> String {
    let text = moment::time(at, zone);
    let same_day = start.is_some_and(|start| moment::day(start, zone) == moment::day(at, zone));
    text.get(if same_day { 11 } else { 5 }..)
        .unwrap_or(&text)
        .to_owned()
}
