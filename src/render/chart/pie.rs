//! A circle in parts.

use super::canvas::{Anchor, Canvas, How, Stroke, X, number};
use super::measure;
use super::paint::{Ink, SERIES};
use super::plot::{Plot, percent};
use crate::base::Catalog;
use std::f64::consts::TAU;

/// The radius in pixels.
const RADIUS: f64 = 84.0;
const LINE: f64 = 24.0;

/// A part: its name, its size, and what it says.
struct Slice {
    label: String,
    size: f64,
    says: String,
}

/// The parts, the greatest first; what has no colour of its own any more is one part, the last.
fn slices(plot: &Plot, catalog: &Catalog) -> Vec<Slice> {
    let sorted = plot.by_size();
    let drawn = if sorted.len() > SERIES {
        SERIES - 1
    } else {
        sorted.len()
    };
    let mut slices: Vec<Slice> = sorted
        .iter()
        .take(drawn)
        .map(|(label, amount)| Slice {
            label: (*label).to_owned(),
            size: amount.size,
            says: amount.says.clone(),
        })
        .collect();
    if let Some(rest) = sorted.get(drawn..).filter(|rest| !rest.is_empty()) {
        let size = rest.iter().map(|(_, amount)| amount.size).sum();
        slices.push(Slice {
            label: catalog.word("chart-other"),
            size,
            says: number(size),
        });
    }
    slices
}

/// Draws `plot`.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot, catalog: &Catalog) {
    let slices = slices(plot, catalog);
    let whole: f64 = slices.iter().map(|slice| slice.size).sum();
    let middle = (X::Share(50.0), RADIUS + 4.0);
    let mut from = 0.0;
    for (at, slice) in slices.iter().enumerate() {
        let share = slice.size / whole;
        let says = format!("{}: {} · {}", slice.label, slice.says, percent(slice.size, whole));
        let d = sector(from, from + share);
        let ink = Ink::Series(at);
        let parts = [
            Stroke {
                how: How::Fill,
                ink,
                d: &d,
            },
            Stroke {
                how: How::Hatch,
                ink,
                d: &d,
            },
            Stroke {
                how: How::Draw(1.5),
                ink: Ink::Paper,
                d: &d,
            },
        ];
        canvas.path(middle, &parts, &says);
        from += share;
    }
    let mut top = RADIUS * 2.0 + 16.0;
    for (at, slice) in slices.iter().enumerate() {
        let says = format!("{} · {}", slice.says, percent(slice.size, whole));
        canvas.bar(Ink::Series(at), (X::Px(0.0), top + 3.0), (X::Px(18.0), 12.0), "");
        let room = canvas.room() - 24.0 - measure::width(&says) - 12.0;
        canvas.label(Ink::Text, (X::Px(24.0), top + 14.0), room, &slice.label);
        canvas.text(Ink::Quiet, Anchor::End, (X::Share(100.0), top + 14.0), 0.0, &says);
        top += LINE;
        canvas.line(
            Ink::Line,
            1.0,
            "",
            (X::Share(0.0), top - 2.0),
            (X::Share(100.0), top - 2.0),
        );
    }
    canvas.reach(top);
}

/// The part of the circle between two shares of it, clockwise from the top.
fn sector(from: f64, to: f64) -> String {
    if to - from > 0.9999 {
        return format!(
            "M0 -{RADIUS}A{RADIUS} {RADIUS} 0 1 1 0 {RADIUS}A{RADIUS} {RADIUS} 0 1 1 0 -{RADIUS}Z"
        );
    }
    let point = |share: f64| {
        let (sin, cos) = (share * TAU).sin_cos();
        format!("{} {}", number(RADIUS * sin), number(-RADIUS * cos))
    };
    let large = u8::from(to - from > 0.5);
    format!(
        "M0 0L{}A{RADIUS} {RADIUS} 0 {large} 1 {}Z",
        point(from),
        point(to)
    )
}
