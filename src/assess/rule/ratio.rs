//! `ratio`: the points × the percentage, at most all of them.

use super::super::Exact;

pub(super) fn score(points: &Exact, percentage: &Exact) -> Exact {
    let share = (percentage / 100).max(Exact::zero()).min(Exact::from(1_i64));
    points * &share
}
