//! Spans of time, split where a month ends.

use super::Cell;
use crate::base::Month;
use crate::clock::{Calendar, NotCovered};
use jiff::Timestamp;

/// A span that lies in one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) begin: Timestamp,
    pub(super) end: Timestamp,
    pub(super) month: Month,
}

/// The parts of a span, split where a month ends; none where it ends before it begins.
pub(super) fn months(calendar: &Calendar, begin: Timestamp, end: Timestamp) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = begin;
    while from < end {
        let month = calendar.month_of(from);
        let to = calendar.end_of(month).min(end);
        if to <= from {
            break;
        }
        pieces.push(Piece {
            begin: from,
            end: to,
            month,
        });
        from = to;
    }
    pieces
}

/// Minutes of service in a piece; NULL and the year where the calendar does not cover it.
pub(super) fn service_minutes(calendar: &Calendar, piece: &Piece) -> (Cell, Option<i16>) {
    match calendar.service_between(piece.begin, piece.end) {
        Ok(seconds) => (Cell::minutes(seconds), None),
        Err(NotCovered { year }) => (Cell::Null, Some(year)),
    }
}

/// Minutes of a piece by the clock on the wall.
pub(super) fn wall_minutes(piece: &Piece) -> Cell {
    Cell::minutes(piece.end.as_second() - piece.begin.as_second())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_span_over_a_year_s_end_is_three_pieces() {
        let calendar = Calendar::default_cn();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let pieces = months(&calendar, at("2023-11-30T08:00:00Z"), at("2024-01-01T01:00:00Z"));
        let shown: Vec<(String, Cell)> = pieces
            .iter()
            .map(|p| (p.month.to_string(), wall_minutes(p)))
            .collect();
        let month = |text: &str, minutes: i64| (text.to_owned(), Cell::Integer(minutes));
        assert_eq!(
            shown,
            [
                month("2023-11", 480),
                month("2023-12", 31 * 1440),
                month("2024-01", 540)
            ]
        );
        assert_eq!(
            months(&calendar, at("2024-01-01T01:00:00Z"), at("2023-11-30T08:00:00Z")),
            []
        );
    }
}
