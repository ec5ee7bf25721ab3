//! Of which month is a record the assessment, and how good was that?

use super::Site;
use super::home::ScoreView;
use super::line::{Line, More};
use crate::assess;
use crate::base::{Message, Month, RelPath};
use crate::kind::Value;
use serde::Serialize;

/// The month that a record assesses.
#[derive(Serialize)]
pub(super) struct Assessed {
    /// The words of the link to it.
    title: String,
    score: ScoreView,
}

impl Site {
    /// The month that the record `index` assesses, and how good it was, as its page tells; `None` where that is not told.
    pub(super) fn assessed(&self, from: &RelPath, index: usize) -> Option<Assessed> {
        let month = self.assesses(index)?;
        let named = Message::new("site-assessed").with("month", self.library.period(month, self.lang));
        Some(Assessed {
            title: self.catalog.say(&named),
            score: self.score(from, month)?,
        })
    }

    /// The record `index` in one line of a list on the page at `from`, with the score of the month that it assesses.
    pub(super) fn assessed_line(&self, from: &RelPath, index: usize) -> Option<Line<'_>> {
        let score = self.assesses(index).and_then(|month| self.score(from, month));
        let more = score.map(|score| {
            let mut words = self
                .catalog
                .say(&Message::new("site-scored").with("score", score.score));
            if let Some(amount) = score.withheld {
                words.push_str(" · ");
                words.push_str(
                    &self
                        .catalog
                        .say(&Message::new("site-withheld").with("amount", amount)),
                );
            }
            if score.outside {
                words.push_str(" · ");
                words.push_str(&self.catalog.word("site-score-outside"));
            }
            More {
                words,
                badge: Some(score.state),
            }
        });
        Some(Line {
            more,
            ..self.line(from, index)?
        })
    }

    /// The month of which the record `index` is the assessment, where that month has a page.
    fn assesses(&self, index: usize) -> Option<Month> {
        let record = self.library.records.get(index)?;
        let Some(Value::Month(month)) = record.get("assessed_month") else {
            return None;
        };
        self.plan.month(*month)?;
        (assess::record_of(&self.library, *month) == Some(index)).then_some(*month)
    }
}
