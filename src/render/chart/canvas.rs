//! What can be drawn, in whichever colours.

use super::Chart;
use super::measure::EM;
use super::paint::{Ink, Paint};
use crate::base::hash;
use crate::render::escape_into;
use std::collections::BTreeSet;

/// The width in pixels of a picture whose colours are fixed.
pub const WIDTH: f64 = 560.0;

/// The room in pixels that a picture surely has across, on the narrowest screen.
const NARROW: f64 = 300.0;

/// What keeps lines away from words, where there is no style sheet.
const HALO: &str = " stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"";

/// A place across.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum X {
    /// A share of the width, in percent.
    Share(f64),
    /// Pixels from the left.
    Px(f64),
}

/// At which end words stand at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture that is being drawn.
pub(super) struct Canvas {
    paint: Paint,
    body: String,
    hatches: BTreeSet<usize>,
    id: String,
    height: f64,
    halo: bool,
}

impl Canvas {
    /// An empty picture of `chart`.
    pub(super) fn new(chart: &Chart, paint: Paint) -> Canvas {
        Canvas {
            paint,
            body: String::with_capacity(4096),
            hatches: BTreeSet::new(),
            id: hash::short(format!("{chart:?}").as_bytes()),
            height: 0.0,
            halo: false,
        }
    }

    /// The room in pixels that there surely is across.
    pub(super) fn room(&self) -> f64 {
        match self.paint {
            Paint::Classes => NARROW,
            Paint::Fixed => WIDTH,
        }
    }

    /// Whether the width is not known, so that some words are left out where there is little of it.
    pub(super) fn flows(&self) -> bool {
        self.paint == Paint::Classes
    }

    /// Sees to it that the picture is `height` pixels high.
    pub(super) fn reach(&mut self, height: f64) {
        self.height = self.height.max(height);
    }

    /// From here on words keep what lies under them at a distance, for lines may cross them.
    pub(super) fn set_halo(&mut self) {
        self.halo = true;
    }

    fn x(&self, x: X) -> String {
        match (x, self.paint) {
            (X::Px(px), _) => number(px),
            (X::Share(share), Paint::Classes) => format!("{}%", number(share)),
            (X::Share(share), Paint::Fixed) => number(share / 100.0 * WIDTH),
        }
    }

    /// A rectangle; `says` is what a pointer shows.
    pub(super) fn rect(&mut self, ink: Ink, (x, y): (X, f64), (width, height): (X, f64), says: &str) {
        let fill = self.paint.fill(ink);
        self.solid(&fill, (x, y), (width, height), says);
    }

    /// A rectangle with the hatch of `ink`.
    pub(super) fn bar(&mut self, ink: Ink, (x, y): (X, f64), (width, height): (X, f64), says: &str) {
        self.rect(ink, (x, y), (width, height), says);
        if let Some(hatch) = self.hatch(ink) {
            self.solid(&hatch, (x, y), (width, height), says);
        }
    }

    /// A rectangle that lets through what lies under it; `strength` from 0 to 1.
    pub(super) fn veil(&mut self, ink: Ink, strength: f64, at: (X, f64), size: (X, f64), says: &str) {
        let fill = format!("{} fill-opacity=\"{}\"", self.paint.fill(ink), number(strength));
        self.solid(&fill, at, size, says);
    }

    /// The edge of a rectangle.
    pub(super) fn frame(&mut self, ink: Ink, at: (X, f64), size: (X, f64)) {
        let pen = self.paint.pen(ink);
        self.solid(&pen, at, size, "");
    }

    fn solid(&mut self, attributes: &str, (x, y): (X, f64), (width, height): (X, f64), says: &str) {
        let (x, width) = (self.x(x), self.x(width));
        let (y, height) = (number(y), number(height));
        let open = format!("<rect {attributes} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.body.push_str(&open);
        self.close("rect", says);
    }

    fn close(&mut self, name: &str, says: &str) {
        if says.is_empty() {
            self.body.push_str("/>");
            return;
        }
        self.body.push_str("><title>");
        escape_into(&mut self.body, says);
        self.body.push_str(&format!("</title></{name}>"));
    }

    /// A line; `dash` as SVG has it, empty for a whole one.
    pub(super) fn line(&mut self, ink: Ink, width: f64, dash: &str, from: (X, f64), to: (X, f64)) {
        let (x1, x2) = (self.x(from.0), self.x(to.0));
        let (y1, y2) = (number(from.1), number(to.1));
        let pen = self.paint.pen(ink);
        let dash = if dash.is_empty() {
            String::new()
        } else {
            format!(" stroke-dasharray=\"{dash}\"")
        };
        self.body.push_str(&format!(
            "<line {pen} stroke-width=\"{}\"{dash} x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>",
            number(width)
        ));
    }

    /// A path around the place `at`, filled or drawn.
    pub(super) fn path(&mut self, at: (X, f64), parts: &[Stroke<'_>], says: &str) {
        let (x, y) = (self.x(at.0), number(at.1));
        // A path has no percentages: a picture of its own, that hides nothing, stands at the place instead.
        let end = match self.paint {
            Paint::Classes => {
                self.body
                    .push_str(&format!("<svg x=\"{x}\" y=\"{y}\" overflow=\"visible\">"));
                "</svg>"
            }
            Paint::Fixed => {
                self.body
                    .push_str(&format!("<g transform=\"translate({x} {y})\">"));
                "</g>"
            }
        };
        for part in parts {
            let attributes = match part.how {
                How::Fill => self.paint.fill(part.ink),
                How::Hatch => match self.hatch(part.ink) {
                    Some(hatch) => hatch,
                    None => continue,
                },
                How::Draw(width) => {
                    format!("{} stroke-width=\"{}\"", self.paint.pen(part.ink), number(width))
                }
                How::Dash(width) => format!(
                    "{} stroke-width=\"{}\" stroke-dasharray=\"3 2.5\"",
                    self.paint.pen(part.ink),
                    number(width)
                ),
            };
            self.body
                .push_str(&format!("<path {attributes} d=\"{}\"", part.d));
            self.close("path", says);
        }
        self.body.push_str(end);
    }

    /// Words at a place, `shift` pixels to the right of it.
    pub(super) fn text(&mut self, ink: Ink, anchor: Anchor, (x, y): (X, f64), shift: f64, words: &str) {
        self.words(ink, anchor, (x, y), shift, words, "", "");
    }

    /// Words that are shortened to `room` pixels; a pointer shows the whole of them.
    pub(super) fn label(&mut self, ink: Ink, at: (X, f64), room: f64, words: &str) {
        let short = super::measure::shorten(words, room);
        let whole = if short == words { "" } else { words };
        self.words(ink, Anchor::Start, at, 0.0, &short, "", whole);
    }

    /// Words that are left out where the picture is narrow.
    pub(super) fn fine(&mut self, ink: Ink, anchor: Anchor, at: (X, f64), shift: f64, words: &str) {
        self.words(ink, anchor, at, shift, words, "fine ", "");
    }

    #[expect(clippy::too_many_arguments, reason = "one place writes all words")]
    fn words(
        &mut self,
        ink: Ink,
        anchor: Anchor,
        at: (X, f64),
        shift: f64,
        words: &str,
        class: &str,
        whole: &str,
    ) {
        let mut fill = self.paint.fill(ink);
        match self.paint {
            Paint::Classes => {
                let halo = if self.halo { "halo " } else { "" };
                fill = fill.replacen("class=\"", &format!("class=\"{class}{halo}"), 1);
            }
            Paint::Fixed if self.halo => fill.push_str(HALO),
            Paint::Fixed => {}
        }
        let (x, y) = (self.x(at.0), number(at.1));
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let shift = if shift == 0.0 {
            String::new()
        } else {
            format!(" dx=\"{}\"", number(shift))
        };
        self.body
            .push_str(&format!("<text {fill} x=\"{x}\" y=\"{y}\"{shift}{anchor}>"));
        if !whole.is_empty() {
            self.body.push_str("<title>");
            escape_into(&mut self.body, whole);
            self.body.push_str("</title>");
        }
        escape_into(&mut self.body, words);
        self.body.push_str("</text>");
    }

    fn hatch(&mut self, ink: Ink) -> Option<String> {
        let hatch = ink.hatch();
        if hatch == 0 {
            return None;
        }
        self.hatches.insert(hatch);
        Some(format!("fill=\"url(#h{}-{hatch})\"", self.id))
    }

    /// The whole picture of `chart`.
    pub(super) fn finish(self, chart: &Chart) -> String {
        let height = number(self.height);
        let mut out = String::with_capacity(self.body.len() + 1024);
        out.push_str(&match self.paint {
            Paint::Classes => format!("<svg class=\"drawing\" width=\"100%\" height=\"{height}\" role=\"img\">"),
            Paint::Fixed => format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
                 viewBox=\"0 0 {WIDTH} {height}\" font-family=\"Noto Sans SC, sans-serif\" font-size=\"{EM}\" role=\"img\">"
            ),
        });
        out.push_str("<title>");
        escape_into(&mut out, &chart.title);
        out.push_str("</title><desc>");
        escape_into(&mut out, &chart.description);
        out.push_str("</desc>");
        if !self.hatches.is_empty() {
            out.push_str("<defs>");
            for hatch in &self.hatches {
                out.push_str(&pattern(self.paint, &self.id, *hatch));
            }
            out.push_str("</defs>");
        }
        out.push_str(&self.body);
        out.push_str("</svg>");
        out
    }
}

/// A part of a path.
pub(super) struct Stroke<'s> {
    pub how: How,
    pub ink: Ink,
    /// As SVG has it.
    pub d: &'s str,
}

/// What is done with a path; widths in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum How {
    Fill,
    Hatch,
    Draw(f64),
    Dash(f64),
}

/// The hatch with this number: lines or dots in the colour of the paper over the colour of the shape.
fn pattern(paint: Paint, id: &str, hatch: usize) -> String {
    let d = match hatch {
        1 => "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
        2 => "M3 2.2V3.8M0 -0.8V0.8M6 -0.8V0.8M0 5.2V6.8M6 5.2V6.8",
        3 => "M-1 -1L7 7M5 -1L7 1M-1 5L1 7",
        4 => "M0 3H6",
        _ => "M0 3H6M3 0V6",
    };
    let width = if hatch == 2 || hatch == 4 { "1.8" } else { "1.3" };
    format!(
        "<pattern id=\"h{id}-{hatch}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <path {} stroke-width=\"{width}\" d=\"{d}\"/></pattern>",
        paint.pen(Ink::Paper)
    )
}

/// A number with at most two digits behind the point.
pub(super) fn number(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}
