//! When is a record to be reviewed, and by whom?

use super::Site;
use super::frame::Link;
use super::registers::REVIEWS;
use crate::base::RelPath;
use crate::kind::Value;
use crate::record::Record;
use jiff::Span;
use serde::Serialize;

/// A banner is shown from so many days before the day on.
const DAYS_BEFORE: i64 = 30;

/// A review that is due.
#[derive(Debug, Serialize)]
pub(super) struct Review {
    /// The day.
    on: String,
    /// Whether it has passed.
    passed: bool,
    owner: Option<Link>,
    /// The page of all that is due.
    register: Option<String>,
}

impl Site {
    /// The review of `record` that is due as of the instant of the site, for its page at `from`.
    pub(super) fn review(&self, from: &RelPath, record: &Record) -> Option<Review> {
        let Some(Value::Date(on)) = record.get("review_by") else {
            return None;
        };
        let today = self.today()?;
        let soon = today.checked_add(Span::new().days(DAYS_BEFORE)).unwrap_or(today);
        if *on > soon {
            return None;
        }
        let people = &self.library.config.site.people;
        let owner = record.text("owner").map(|id| Link {
            text: people.name(&id).to_owned(),
            href: match (people.get(&id), &self.plan.fixed.people) {
                (Some(_), Some(page)) => format!("{}#{}", from.link_to(page), super::people::anchor(&id)),
                _ => String::new(),
            },
        });
        let registers = &self.plan.registers;
        let register = registers.iter().find(|(register, _)| register.id == REVIEWS);
        Some(Review {
            on: on.to_string(),
            passed: *on < today,
            owner,
            register: register.map(|(_, page)| from.link_to(page)),
        })
    }
}
