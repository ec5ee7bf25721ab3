//! What does a clock of contract.yaml allow?

use super::{Counts, Limit, LimitUnit, Reading};
use jiff::civil::Date;

/// By when something must have happened, as agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deadline {
    /// Within a limit from the start.
    Within {
        /// How much time is allowed.
        limit: Limit,
        /// In which time minutes and hours count.
        counts: Counts,
        /// How workdays are read.
        reading: Reading,
    },
    /// On a day that the record names, by the end of its service.
    On {
        /// The day.
        date: Date,
        /// In which time elapsed and late amounts are given.
        counts: Counts,
    },
}

impl Deadline {
    /// A limit in its usual meaning: service time, workdays by the Civil Code.
    pub fn within(limit: Limit) -> Deadline {
        Deadline::Within {
            limit,
            counts: Counts::default(),
            reading: Reading::default(),
        }
    }

    /// In which time elapsed and late amounts are measured: as `counts` says, but workdays read as N × 24 h on the wall.
    pub fn measure(&self) -> Counts {
        match self {
            Deadline::Within {
                limit:
                    Limit {
                        unit: LimitUnit::Workdays,
                        ..
                    },
                reading: Reading::Wall,
                ..
            } => Counts::Wall,
            Deadline::Within { counts, .. } | Deadline::On { counts, .. } => *counts,
        }
    }

    /// Whether `pending` spans put off the due time: of service time, not of time on the wall, natural days, or a fixed date.
    pub fn can_pause(&self) -> bool {
        match self {
            Deadline::On { .. }
            | Deadline::Within {
                limit:
                    Limit {
                        unit: LimitUnit::Days,
                        ..
                    },
                ..
            } => false,
            Deadline::Within { .. } => self.measure() == Counts::Service,
        }
    }
}
