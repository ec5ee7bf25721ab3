//! Parts of a whole, one bar a row: how the clocks of a month stand.
//!
//! Positions are percentages, so that the words keep their size at any width; colours come from the style sheet.

use crate::render::escape_into;

/// A row of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'r> {
    /// The name of the row.
    pub name: &'r str,
    /// Its parts: class and amount.
    pub parts: Vec<(&'static str, usize)>,
    /// The words at its end.
    pub says: String,
}

/// The height of a row in pixels.
const ROW: usize = 40;

/// The SVG of `rows`: `title` names it, `description` says all of it in words.
pub fn svg(title: &str, description: &str, rows: &[Row<'_>]) -> String {
    let mut out = format!(
        "<svg class=\"stack\" width=\"100%\" height=\"{}\" role=\"img\"><title>",
        rows.len() * ROW + 4
    );
    escape_into(&mut out, title);
    out.push_str("</title><desc>");
    escape_into(&mut out, description);
    out.push_str("</desc>");
    for (number, row) in rows.iter().enumerate() {
        draw(&mut out, row, number * ROW);
    }
    out.push_str("</svg>");
    out
}

fn draw(out: &mut String, row: &Row<'_>, top: usize) {
    let words = top + 14;
    out.push_str(&format!("<text class=\"name\" x=\"0\" y=\"{words}\">"));
    escape_into(out, row.name);
    out.push_str(&format!(
        "</text><text class=\"says\" x=\"100%\" y=\"{words}\" text-anchor=\"end\">"
    ));
    escape_into(out, &row.says);
    let bar = top + 20;
    out.push_str(&format!(
        "</text><rect class=\"track\" x=\"0\" y=\"{bar}\" width=\"100%\" height=\"10\"/>"
    ));
    let whole: usize = row.parts.iter().map(|(_, amount)| amount).sum();
    let mut before = 0;
    for (class, amount) in row.parts.iter().filter(|(_, amount)| *amount > 0) {
        let (from, width) = (share(before, whole), share(*amount, whole));
        out.push_str(&format!(
            "<rect class=\"part-{class}\" x=\"{from:.2}%\" y=\"{bar}\" width=\"{width:.2}%\" height=\"10\"/>"
        ));
        before += amount;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let share = part as f64 * 100.0 / whole.max(1) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_whole() {
        let row = Row {
            name: "响应 <A>",
            parts: vec![("met", 3), ("exempt", 0), ("breached", 1)],
            says: "75%".into(),
        };
        let picture = svg("时限", "响应：达标 3", &[row]);
        assert!(
            picture.contains("class=\"part-met\" x=\"0.00%\" y=\"20\" width=\"75.00%\""),
            "{picture}"
        );
        assert!(picture.contains("class=\"part-breached\" x=\"75.00%\" y=\"20\" width=\"25.00%\""));
        assert!(!picture.contains("part-exempt") && picture.contains("响应 &lt;A&gt;"));
        assert!(
            !svg(
                "",
                "",
                &[Row {
                    name: "",
                    parts: Vec::new(),
                    says: String::new()
                }]
            )
            .contains("NaN")
        );
    }
}
