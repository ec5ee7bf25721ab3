//! Bars in which the series follow each other.

use super::canvas::{Anchor, Canvas, X};
use super::legend;
use super::measure;
use super::paint::Ink;
use super::plot::Plot;

/// The heights of a name, of a bar and of the gap after it.
const NAME: f64 = 20.0;
const BAR: f64 = 14.0;
const AFTER: f64 = 12.0;

/// Draws `plot`: the longest bar is as wide as the picture. Amounts below zero are left out.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot) {
    let entries: Vec<(Ink, &str)> = plot
        .series
        .iter()
        .map(|series| (series.ink, series.name.as_str()))
        .collect();
    let mut top = legend::bars(canvas, &entries) + 4.0;
    let parts = |number: usize| {
        let series = plot.series.iter();
        series
            .filter_map(|series| Some((series, series.amount(number)?)))
            .filter(|(_, amount)| amount.size > 0.0)
            .collect::<Vec<_>>()
    };
    let whole = |number: usize| parts(number).iter().map(|(_, amount)| amount.size).sum::<f64>();
    let most = (0..plot.labels.len())
        .map(whole)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);
    for (number, label) in plot.labels.iter().enumerate() {
        let parts = parts(number);
        let says = plot
            .series
            .iter()
            .map(|series| series.amount(number).map_or("0", |amount| amount.says.as_str()))
            .collect::<Vec<_>>()
            .join(" + ");
        canvas.label(
            Ink::Text,
            (X::Share(0.0), top + 14.0),
            canvas.room() - measure::width(&says) - 12.0,
            label,
        );
        canvas.text(Ink::Quiet, Anchor::End, (X::Share(100.0), top + 14.0), 0.0, &says);
        top += NAME;
        canvas.rect(Ink::Track, (X::Share(0.0), top), (X::Share(100.0), BAR), "");
        let mut from = 0.0;
        for (series, amount) in parts {
            let width = amount.size / most * 100.0;
            let says = format!("{label} · {}: {}", series.name, amount.says);
            canvas.bar(series.ink, (X::Share(from), top), (X::Share(width), BAR), &says);
            if from > 0.0 {
                canvas.line(
                    Ink::Paper,
                    1.5,
                    "",
                    (X::Share(from), top),
                    (X::Share(from), top + BAR),
                );
            }
            from += width;
        }
        top += BAR + AFTER;
    }
    canvas.reach(top);
}
