//! What should have been a footnote? A mark without a note of its name is nothing but text.

use crate::base::Span;

/// The marks in `body` at `run`, which is text: had they a note, they would not be.
pub(super) fn marks(body: &str, run: Span) -> impl Iterator<Item = Span> + '_ {
    let text = body.get(run.range()).unwrap_or_default();
    text.match_indices("[^").filter_map(move |(at, opening)| {
        let start = run.start + at;
        let name = text.get(at + opening.len()..)?.split(']').next()?;
        let end = start + opening.len() + name.len() + 1;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let is_escaped = body.get(..start)?.ends_with('\\');
        (is_name && !is_escaped && end <= run.end).then_some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::super::outline;

    #[test]
    fn a_mark_without_a_note_is_text() {
        let body = "甲[^无] 乙[^有]，**丙[^2]**、\\[^x] `[^y]` [^ z] [^\n\n| 丁[^3] |\n| --- |\n\n```\n[^c]\n```\n\n[^有]: 注[^4]";
        let found = outline(body).unknown_notes;
        let told: Vec<&str> = found.iter().filter_map(|span| body.get(span.range())).collect();
        assert_eq!(told, ["[^无]", "[^2]", "[^3]", "[^4]"]);
    }
}
