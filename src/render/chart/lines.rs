//! Lines over what has an order: months.

use super::canvas::{Anchor, Canvas, How, Stroke, X};
use super::legend;
use super::measure::{self, EM};
use super::paint::Ink;
use super::plot::{Plot, Series};
use super::scale::Scale;

/// The height of the plot in pixels, and the room below it for the names.
const HEIGHT: f64 = 200.0;
const BELOW: f64 = 26.0;
/// Where the first and the last point have their place, in percent: the marks of the axis stand before.
const LEFT: f64 = 11.0;
const RIGHT: f64 = 99.0;
/// The width in pixels for which a name is there that the narrowest screen has no room for.
const WIDE: f64 = 640.0;

/// How lines are told apart without colour.
const DASHES: [&str; 6] = ["", "7 4", "2 3", "10 3 2 3", "5 2", "1 4"];
/// And points: circle, square, triangle, diamond, triangle down, cross.
const POINTS: [&str; 6] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "M-3.6 -3.6H3.6V3.6H-3.6Z",
    "M0 -4.6L4.4 3.4H-4.4Z",
    "M0 -5L5 0L0 5L-5 0Z",
    "M0 4.6L4.4 -3.4H-4.4Z",
    "M-1.4 -4.4H1.4V-1.4H4.4V1.4H1.4V4.4H-1.4V1.4H-4.4V-1.4H-1.4Z",
];

/// Draws `plot`.
pub(super) fn draw(canvas: &mut Canvas, plot: &Plot) {
    canvas.set_halo();
    let top = if plot.series.len() > 1 {
        let entries: Vec<((usize, Ink), &str)> = plot
            .series
            .iter()
            .enumerate()
            .map(|(number, series)| ((number, series.ink), series.name.as_str()))
            .collect();
        legend::draw(canvas, &entries, |canvas, (number, ink), left, middle| {
            segment(
                canvas,
                *number,
                *ink,
                (X::Px(left), middle),
                (X::Px(left + 18.0), middle),
            );
            point(canvas, *number, *ink, (X::Px(left + 9.0), middle), "");
        }) + 22.0
    } else {
        22.0
    };
    let (least, most) = plot.range();
    let scale = Scale::over(least, most);
    for mark in &scale.marks {
        let y = top + HEIGHT * (1.0 - scale.at(*mark));
        canvas.line(Ink::Line, 1.0, "", (X::Share(0.0), y), (X::Share(100.0), y));
        canvas.text(
            Ink::Quiet,
            Anchor::Start,
            (X::Share(0.0), y - 4.0),
            0.0,
            &scale.says(*mark),
        );
    }
    names(canvas, &plot.labels, top + HEIGHT + 18.0);
    let place = |at: usize, size: f64| {
        (
            X::Share(across(at, plot.labels.len())),
            top + HEIGHT * (1.0 - scale.at(size)),
        )
    };
    for (number, series) in plot.series.iter().enumerate() {
        line(canvas, number, series, &place);
        for (at, label) in plot.labels.iter().enumerate() {
            if let Some(amount) = series.amount(at) {
                let says = format!("{label} · {}: {}", series.name, amount.says);
                point(canvas, number, series.ink, place(at, amount.size), &says);
            }
        }
    }
    if let [series] = plot.series.as_slice() {
        amounts(canvas, series, plot.labels.len(), &place, top + HEIGHT);
    }
    canvas.reach(top + HEIGHT + BELOW);
}

/// Where the point with this number of `count` lies, in percent.
fn across(at: usize, count: usize) -> f64 {
    LEFT + (at as f64 + 0.5) * (RIGHT - LEFT) / count.max(1) as f64
}

fn line(canvas: &mut Canvas, number: usize, series: &Series, place: &impl Fn(usize, f64) -> (X, f64)) {
    for at in 1..series.amounts.len() {
        if let (Some(from), Some(to)) = (series.amount(at - 1), series.amount(at)) {
            segment(
                canvas,
                number,
                series.ink,
                place(at - 1, from.size),
                place(at, to.size),
            );
        }
    }
}

fn segment(canvas: &mut Canvas, number: usize, ink: Ink, from: (X, f64), to: (X, f64)) {
    let dash = DASHES.get(number % DASHES.len()).copied().unwrap_or("");
    canvas.line(ink, 2.0, dash, from, to);
}

fn point(canvas: &mut Canvas, number: usize, ink: Ink, at: (X, f64), says: &str) {
    let d = POINTS.get(number % POINTS.len()).copied().unwrap_or("");
    let parts = [
        Stroke {
            how: How::Fill,
            ink,
            d,
        },
        Stroke {
            how: How::Draw(1.5),
            ink: Ink::Paper,
            d,
        },
    ];
    canvas.path(at, &parts, says);
}

/// Every how manieth word fits over `room` pixels, where each of `count` needs so many.
fn every(needs: f64, count: usize, room: f64) -> usize {
    let share = room * (RIGHT - LEFT) / 100.0 / count.max(1) as f64;
    (needs / share).ceil().max(1.0) as usize
}

/// By how many pixels a word in the middle of its place would leave the picture on the left or on the right.
fn beyond(wide: f64, at: usize, count: usize, room: f64) -> f64 {
    let middle = across(at, count) / 100.0 * room;
    let (left, right) = (wide / 2.0 - middle, wide / 2.0 - (room - middle));
    left.max(0.0) - right.max(0.0)
}

/// Writes those of `words` that there is room for: some on a narrow screen, more on a wide one.
fn spread(canvas: &mut Canvas, words: &[(usize, &str, f64)], count: usize, ink: Ink) {
    let room = canvas.room();
    let shift = |at: usize, word: &str| beyond(measure::width(word), at, count, room);
    let needs = |(at, word, _): &(usize, &str, f64)| measure::width(word) + shift(*at, word).abs() + EM / 2.0;
    let needs = words.iter().map(needs).fold(0.0, f64::max);
    let wide = every(needs, count, WIDE.max(room));
    // What is always there must also be there when there is room for more.
    let narrow = every(needs, count, room).next_multiple_of(wide);
    for (at, word, y) in words {
        let place = (X::Share(across(*at, count)), *y);
        if at.is_multiple_of(narrow) {
            canvas.text(ink, Anchor::Middle, place, shift(*at, word), word);
        } else if canvas.flows() && at.is_multiple_of(wide) {
            canvas.fine(ink, Anchor::Middle, place, shift(*at, word), word);
        }
    }
}

fn names(canvas: &mut Canvas, labels: &[String], y: f64) {
    let room = canvas.room() / 3.0;
    let short: Vec<String> = labels.iter().map(|label| measure::shorten(label, room)).collect();
    let words: Vec<(usize, &str, f64)> = short
        .iter()
        .enumerate()
        .map(|(at, label)| (at, label.as_str(), y))
        .collect();
    spread(canvas, &words, labels.len(), Ink::Quiet);
}

/// Writes the amounts over their points, and under those that lie lower than what is beside them.
fn amounts(
    canvas: &mut Canvas,
    series: &Series,
    count: usize,
    place: &impl Fn(usize, f64) -> (X, f64),
    bottom: f64,
) {
    let size = |at: usize| series.amount(at).map(|amount| amount.size);
    let known = series
        .amounts
        .iter()
        .enumerate()
        .filter_map(|(at, amount)| Some((at, amount.as_ref()?)));
    let words = known.map(|(at, amount)| {
        let higher = |beside: Option<usize>| beside.and_then(size).is_none_or(|size| size > amount.size);
        let y = place(at, amount.size).1;
        let under = higher(at.checked_sub(1)) && higher(Some(at + 1)) && count > 1 && y + 22.0 < bottom;
        (at, amount.says.as_str(), if under { y + 19.0 } else { y - 9.0 })
    });
    let words: Vec<(usize, &str, f64)> = words.collect();
    spread(canvas, &words, count, Ink::Text);
}
