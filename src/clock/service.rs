//! How much service time lies between two instants, and when has so much of it passed?

use super::zone::at_second;
use super::{Calendar, NotCovered};
use jiff::Timestamp;
use jiff::civil::Date;

impl Calendar {
    /// Minutes of service on `date`.
    ///
    /// # Errors
    /// The year of `date` is not covered.
    pub fn service_minutes(&self, date: Date) -> Result<i64, NotCovered> {
        let spans = self.year(date.year())?.spans_of(date);
        Ok(spans.iter().map(|span| span.to - span.from).sum::<i64>() / 60)
    }

    /// The end of service on `date` or, if nothing is served then, on the next day that has service.
    ///
    /// # Errors
    /// A year up to that day is not covered.
    pub fn close_from(&self, date: Date) -> Result<Timestamp, NotCovered> {
        let mut year = date.year();
        let mut close = self.year(year)?.close_from(date);
        loop {
            if let Some(second) = close {
                return Ok(at_second(second));
            }
            year = year.checked_add(1).ok_or(NotCovered { year })?;
            close = self.year(year)?.first_close();
        }
    }

    /// Seconds of service from `from` to before `to`; 0 if `to` is not after `from`.
    ///
    /// # Errors
    /// A year between is not covered.
    pub fn service_between(&self, from: Timestamp, to: Timestamp) -> Result<i64, NotCovered> {
        let (from, to) = (from.as_second(), to.as_second());
        if to <= from {
            return Ok(0);
        }
        // The end is exclusive: the first instant of a year needs only the year before it.
        let (first, last) = (self.year_at(from)?, self.year_at(to - 1)?);
        let mut sum = self.year(last)?.served_before(to) - self.year(first)?.served_before(from);
        for year in first..last {
            sum += self.year(year)?.served();
        }
        Ok(sum)
    }

    /// The first instant before which `seconds` of service have passed since `start`: exactly at closing time, it stays there.
    /// For 0 seconds it is `start`.
    ///
    /// # Errors
    /// A year between is not covered.
    pub fn service_after(&self, start: Timestamp, seconds: i64) -> Result<Timestamp, NotCovered> {
        if seconds <= 0 {
            return Ok(start);
        }
        let mut year = self.year_at(start.as_second())?;
        let mut wanted = seconds + self.year(year)?.served_before(start.as_second());
        loop {
            let table = self.year(year)?;
            if let Some(second) = table.second_after(wanted) {
                return Ok(at_second(second));
            }
            wanted -= table.served();
            year = year.checked_add(1).ok_or(NotCovered { year })?;
        }
    }
}
