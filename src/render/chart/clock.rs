//! A clock as a picture: how much time passed, and where the limit lay.
//!
//! Positions are percentages, so that the words keep their size at any width; colours come from the style sheet.

use crate::render::escape_into;

/// A clock, ready to be drawn. Amounts are in one unit, whichever.
#[derive(Debug, Clone)]
pub struct Bar<'b> {
    /// What the picture says, in words.
    pub says: &'b str,
    /// How it stands, as a class: `met`, `breached`, `running`, `exempt`.
    pub status: &'b str,
    /// What was allowed.
    pub limit: i64,
    /// What passed.
    pub passed: i64,
    /// Whether it stopped.
    pub stopped: bool,
    /// The words at the limit.
    pub limit_label: &'b str,
    /// The words where it stopped, or where it stands now.
    pub stop_label: &'b str,
}

/// The share of the width that the longer of limit and time takes.
const SPAN: f64 = 92.0;

/// The SVG of `bar`.
pub fn svg(bar: &Bar<'_>) -> String {
    let whole = bar.limit.max(bar.passed).max(1);
    #[allow(clippy::cast_precision_loss)]
    let at = |amount: i64| amount.max(0) as f64 / whole as f64 * SPAN;
    let (limit, passed) = (at(bar.limit), at(bar.passed));
    let mut out = String::with_capacity(900);
    out.push_str("<svg class=\"clock clock-");
    escape_into(&mut out, bar.status);
    out.push_str("\" width=\"100%\" height=\"54\" role=\"img\"><title>");
    escape_into(&mut out, bar.says);
    out.push_str("</title>");
    rect(&mut out, "track", 0.0, 100.0);
    rect(&mut out, "passed", 0.0, passed.min(limit));
    if passed > limit {
        rect(&mut out, "over", limit, passed - limit);
    }
    line(&mut out, "start", 0.0);
    line(&mut out, "limit", limit);
    text(&mut out, "limit-label", limit, 11, bar.limit_label);
    if bar.stopped {
        out.push_str(&format!(
            "<circle class=\"stop\" cx=\"{passed:.2}%\" cy=\"26\" r=\"6\"/>"
        ));
    }
    text(&mut out, "stop-label", passed, 51, bar.stop_label);
    out.push_str("</svg>");
    out
}

fn rect(out: &mut String, class: &str, from: f64, width: f64) {
    let shape =
        format!("<rect class=\"{class}\" x=\"{from:.2}%\" y=\"20\" width=\"{width:.2}%\" height=\"12\"/>");
    out.push_str(&shape);
}

fn line(out: &mut String, class: &str, at: f64) {
    out.push_str(&format!(
        "<line class=\"{class}\" x1=\"{at:.2}%\" x2=\"{at:.2}%\" y1=\"16\" y2=\"36\"/>"
    ));
}

/// Words at a place, kept inside the picture.
fn text(out: &mut String, class: &str, at: f64, y: u32, words: &str) {
    let anchor = match at {
        at if at < 20.0 => "start",
        at if at > 70.0 => "end",
        _ => "middle",
    };
    out.push_str(&format!(
        "<text class=\"{class}\" x=\"{at:.2}%\" y=\"{y}\" text-anchor=\"{anchor}\">"
    ));
    escape_into(out, words);
    out.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(limit: i64, passed: i64) -> Bar<'static> {
        Bar {
            says: "响应 <15 分钟>",
            status: "met",
            limit,
            passed,
            stopped: true,
            limit_label: "时限",
            stop_label: "完成",
        }
    }

    #[test]
    fn what_is_over_the_limit_is_drawn_apart() {
        let late = svg(&bar(30, 60));
        assert!(
            late.contains("class=\"over\" x=\"46.00%\" y=\"20\" width=\"46.00%\""),
            "{late}"
        );
        let early = svg(&bar(60, 30));
        assert!(
            !early.contains("over")
                && early.contains("class=\"passed\" x=\"0.00%\" y=\"20\" width=\"46.00%\"")
        );
    }

    #[test]
    fn words_are_escaped_and_nothing_is_divided_by_zero() {
        let picture = svg(&bar(0, 0));
        assert!(picture.contains("<title>响应 &lt;15 分钟&gt;</title>") && !picture.contains("NaN"));
    }
}
