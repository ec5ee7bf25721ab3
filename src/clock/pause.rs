//! When does a clock not run, because somebody else has to act?

use super::{Calendar, NotCovered};
use jiff::Timestamp;

/// A `pending` span as recorded: from, and to if it has ended.
pub type PendingSpan = (Timestamp, Option<Timestamp>);

/// Spans that do not count: in order, apart from each other, each with an end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses(Vec<(Timestamp, Timestamp)>);

impl Pauses {
    /// No pause.
    pub const NONE: Pauses = Pauses(Vec::new());

    /// Pauses that have all ended. A span that ends before it begins is dropped; overlaps count once.
    pub fn new(spans: impl IntoIterator<Item = (Timestamp, Timestamp)>) -> Pauses {
        let mut spans: Vec<_> = spans.into_iter().filter(|(from, to)| from < to).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, kept| {
            let joined = next.0 <= kept.1;
            if joined {
                kept.1 = kept.1.max(next.1);
            }
            joined
        });
        Pauses(spans)
    }

    /// What `pending` means for a clock that stopped at `stop` (if it did), seen just before `as_of`.
    ///
    /// Nothing at or after `as_of` is seen, and a clock that has stopped waits no more: spans are cut there, open ones end there. So
    /// a due time before `as_of` stays what it is when more is known.
    pub fn seen(pending: &[PendingSpan], stop: Option<Timestamp>, as_of: Timestamp) -> Pauses {
        if pending.is_empty() {
            return Pauses::NONE;
        }
        let end = stop.map_or(as_of, |stop| stop.min(as_of));
        Pauses::new(
            pending
                .iter()
                .map(|(from, to)| (*from, to.map_or(end, |to| to.min(end)))),
        )
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The spans, in order and apart from each other.
    pub fn spans(&self) -> &[(Timestamp, Timestamp)] {
        &self.0
    }
}

impl Calendar {
    /// Seconds of service from `from` to before `to` outside of `pauses`.
    ///
    /// # Errors
    /// A year between is not covered.
    pub fn running_between(
        &self,
        from: Timestamp,
        to: Timestamp,
        pauses: &Pauses,
    ) -> Result<i64, NotCovered> {
        let mut sum = self.service_between(from, to)?;
        for (begin, end) in pauses.spans() {
            sum -= self.service_between(from.max(*begin), to.min(*end))?;
        }
        Ok(sum)
    }

    /// The first instant before which `seconds` of service outside of `pauses` have passed since `start`.
    ///
    /// # Errors
    /// A year between is not covered.
    pub fn running_after(
        &self,
        start: Timestamp,
        seconds: i64,
        pauses: &Pauses,
    ) -> Result<Timestamp, NotCovered> {
        let mut from = start;
        let mut left = seconds;
        for (begin, end) in pauses.spans().iter().filter(|(_, end)| *end > start) {
            let due = self.service_after(from, left)?;
            if due <= *begin {
                return Ok(due);
            }
            left -= self.service_between(from, *begin)?;
            from = *end;
        }
        self.service_after(from, left)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn spans_are_put_in_order_and_joined() {
        let pauses = Pauses::new([
            (at(50), at(60)),
            (at(10), at(20)),
            (at(15), at(30)),
            (at(30), at(31)),
            (at(9), at(8)),
        ]);
        assert_eq!(pauses.spans(), [(at(10), at(31)), (at(50), at(60))]);
    }

    #[test]
    fn nothing_is_seen_that_comes_later() {
        let pending = [(at(10), Some(at(20))), (at(30), Some(at(90))), (at(70), None)];
        let seen =
            |stop: Option<i64>, as_of| Pauses::seen(&pending, stop.map(at), at(as_of)).spans().to_vec();
        assert_eq!(seen(None, 25), [(at(10), at(20))]);
        assert_eq!(seen(None, 15), [(at(10), at(15))]);
        assert_eq!(seen(None, 40), [(at(10), at(20)), (at(30), at(40))]);
        assert_eq!(seen(Some(25), 100), [(at(10), at(20))]);
        assert_eq!(seen(Some(40), 100), [(at(10), at(20)), (at(30), at(40))]);
        assert_eq!(seen(Some(95), 100), [(at(10), at(20)), (at(30), at(95))]);
    }
}
