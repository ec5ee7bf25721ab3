//! Which colour and hatch is what?

use super::canvas::{Anchor, Canvas, X};
use super::measure;
use super::paint::Ink;

/// The height of a line of the legend.
const LINE: f64 = 22.0;
/// The width of a swatch, and the gap behind it.
const SWATCH: f64 = 18.0;
const GAP: f64 = 16.0;

/// Draws the names of `entries` with what `swatch` draws at a place (left edge and middle) before each, in as many lines
/// as they need. Gives where it ends.
pub(super) fn draw<E>(
    canvas: &mut Canvas,
    entries: &[(E, &str)],
    mut swatch: impl FnMut(&mut Canvas, &E, f64, f64),
) -> f64 {
    let room = canvas.room();
    let (mut left, mut top) = (0.0, 0.0);
    for (entry, name) in entries {
        let name = measure::shorten(name, room - SWATCH - 6.0);
        let needs = SWATCH + 6.0 + measure::width(&name);
        if left > 0.0 && left + needs > room {
            left = 0.0;
            top += LINE;
        }
        swatch(canvas, entry, left, top + 8.0);
        canvas.text(
            Ink::Text,
            Anchor::Start,
            (X::Px(left + SWATCH + 6.0), top + 13.0),
            0.0,
            &name,
        );
        left += needs + GAP;
    }
    top + LINE
}

/// The legend of bars in `entries`.
pub(super) fn bars(canvas: &mut Canvas, entries: &[(Ink, &str)]) -> f64 {
    draw(canvas, entries, |canvas, ink, left, middle| {
        canvas.bar(*ink, (X::Px(left), middle - 6.0), (X::Px(SWATCH), 12.0), "");
    })
}
