//! Bars that lie, one a category.

use super::canvas::{Anchor, Canvas, X};
use super::legend;
use super::paint::Ink;
use super::plot::Plot;

/// The share of the width that the longest bar takes; its amount stands behind it.
const SPAN: f64 = 78.0;
/// The heights of a name, of a bar and of the gaps after them.
const NAME: f64 = 20.0;
const BAR: f64 = 14.0;
const BETWEEN: f64 = 3.0;
const AFTER: f64 = 9.0;

/// Draws `plot`.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot) {
    let (least, most) = plot.range();
    let (low, high) = (least.min(0.0), most.max(0.0));
    let span = if high > low { high - low } else { 1.0 };
    let at = |size: f64| (size - low) / span * SPAN;
    let mut top = match plot.series.len() {
        0 | 1 => 0.0,
        _ => {
            let entries: Vec<(Ink, &str)> = plot
                .series
                .iter()
                .map(|series| (series.ink, series.name.as_str()))
                .collect();
            legend::bars(canvas, &entries) + 4.0
        }
    };
    let begin = top;
    for (number, label) in plot.labels.iter().enumerate() {
        canvas.label(Ink::Text, (X::Share(0.0), top + 14.0), canvas.room(), label);
        top += NAME;
        for series in &plot.series {
            if let Some(amount) = series.amount(number) {
                let (from, to) = (at(amount.size.min(0.0)), at(amount.size.max(0.0)));
                let says = format!("{label} · {}: {}", series.name, amount.says);
                canvas.bar(
                    series.ink,
                    (X::Share(from), top),
                    (X::Share(to - from), BAR),
                    &says,
                );
                canvas.text(
                    Ink::Quiet,
                    Anchor::Start,
                    (X::Share(to), top + 11.5),
                    6.0,
                    &amount.says,
                );
            }
            top += BAR + BETWEEN;
        }
        top += AFTER;
    }
    canvas.line(
        Ink::Line,
        1.0,
        "",
        (X::Share(at(0.0)), begin + NAME),
        (X::Share(at(0.0)), top - AFTER),
    );
    canvas.reach(top);
}
