//! Which few make up most of it? Bars from the longest to the shortest, and what they make together.

use super::Data;
use super::canvas::{Anchor, Canvas, How, Stroke, X};
use super::legend;
use super::measure::width;
use super::paint::Ink;
use super::plot::{Plot, percent};
use crate::base::Catalog;

/// The share of the width that is the whole; the numbers stand to the right of it.
const SPAN: f64 = 70.0;
/// The few that matter: so many percent.
const FEW: f64 = 80.0;
const NAME: f64 = 20.0;
const BAR: f64 = 14.0;
const AFTER: f64 = 10.0;
const ROW: f64 = NAME + BAR + AFTER;

/// A category: its name, its amount, its share and that of all up to it, in percent.
struct Step<'p> {
    label: &'p str,
    says: &'p str,
    share: f64,
    together: f64,
}

fn steps(plot: &Plot) -> Vec<Step<'_>> {
    let sorted = plot.by_size();
    let whole: f64 = sorted.iter().map(|(_, amount)| amount.size).sum();
    let mut together = 0.0;
    let mut steps = Vec::with_capacity(sorted.len());
    for (label, amount) in sorted {
        let share = amount.size / whole * 100.0;
        together += share;
        steps.push(Step {
            label,
            says: &amount.says,
            share,
            together,
        });
    }
    steps
}

/// The numbers as a table: amount, share, share together.
pub(super) fn table(plot: &Plot, catalog: &Catalog) -> Data {
    let name = plot
        .series
        .first()
        .map(|series| series.name.clone())
        .unwrap_or_default();
    let row = |step: &Step<'_>| {
        vec![
            step.label.to_owned(),
            step.says.to_owned(),
            percent(step.share, 100.0),
            percent(step.together, 100.0),
        ]
    };
    Data {
        head: vec![
            plot.of.clone(),
            name,
            catalog.word("chart-share"),
            catalog.word("chart-together"),
        ],
        rows: steps(plot).iter().map(row).collect(),
    }
}

/// Draws `plot`.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot, catalog: &Catalog) {
    canvas.set_halo();
    let name = plot.series.first().map_or("", |series| series.name.as_str());
    let together = catalog.word("chart-together");
    let entries = [(true, name), (false, together.as_str())];
    let begin = 4.0
        + legend::draw(canvas, &entries, |canvas, bar, left, middle| {
            if *bar {
                canvas.bar(
                    Ink::Series(0),
                    (X::Px(left), middle - 6.0),
                    (X::Px(18.0), 12.0),
                    "",
                );
            } else {
                canvas.line(
                    Ink::Series(1),
                    2.0,
                    "",
                    (X::Px(left), middle),
                    (X::Px(left + 18.0), middle),
                );
                dot(canvas, X::Px(left + 9.0), middle, "");
            }
        });
    let steps = steps(plot);
    let across = |percent: f64| X::Share(percent / 100.0 * SPAN);
    let top = |number: usize| begin + number as f64 * ROW + NAME;
    for (number, step) in steps.iter().enumerate() {
        let says = format!("{}: {} · {}", step.label, step.says, percent(step.share, 100.0));
        canvas.rect(
            Ink::Track,
            (X::Share(0.0), top(number)),
            (X::Share(SPAN), BAR),
            "",
        );
        canvas.bar(
            Ink::Series(0),
            (X::Share(0.0), top(number)),
            (across(step.share), BAR),
            &says,
        );
    }
    let end = begin + steps.len() as f64 * ROW;
    canvas.line(
        Ink::Quiet,
        1.0,
        "4 3",
        (across(FEW), begin + NAME),
        (across(FEW), end - AFTER),
    );
    canvas.text(
        Ink::Quiet,
        Anchor::Middle,
        (across(FEW), end + 6.0),
        0.0,
        &format!("{FEW}%"),
    );
    let middle = |number: usize| top(number) + BAR / 2.0;
    for (number, pair) in steps.windows(2).enumerate() {
        if let [from, to] = pair {
            let from = (across(from.together), middle(number));
            canvas.line(
                Ink::Series(1),
                2.0,
                "",
                from,
                (across(to.together), middle(number + 1)),
            );
        }
    }
    for (number, step) in steps.iter().enumerate() {
        let sum = percent(step.together, 100.0);
        dot(
            canvas,
            across(step.together),
            middle(number),
            &format!("{together} {sum}"),
        );
        // The line goes below the names.
        canvas.rect(
            Ink::Paper,
            (X::Share(0.0), top(number) - NAME + 1.0),
            (X::Px(width(step.label).min(canvas.room()) + 4.0), NAME - 3.0),
            "",
        );
        canvas.label(
            Ink::Text,
            (X::Share(0.0), top(number) - 6.0),
            canvas.room(),
            step.label,
        );
        let says = catalog.fill(
            "chart-step",
            [("amount", step.says.into()), ("together", sum.into())],
        );
        canvas.text(
            Ink::Quiet,
            Anchor::End,
            (X::Share(100.0), top(number) + 11.5),
            0.0,
            &says,
        );
    }
    canvas.reach(end + 12.0);
}

fn dot(canvas: &mut Canvas, x: X, y: f64, says: &str) {
    let d = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0";
    let parts = [
        Stroke {
            how: How::Fill,
            ink: Ink::Paper,
            d,
        },
        Stroke {
            how: How::Draw(2.0),
            ink: Ink::Series(1),
            d,
        },
    ];
    canvas.path((x, y), &parts, says);
}
