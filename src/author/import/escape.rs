//! Text of a cell as Markdown that says it and nothing else.

/// `text` as Markdown: its lines stay lines, and no character of it makes a heading, a list, a link, a query or HTML. Indents are not kept.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::new();
    let mut blank = true;
    for raw in text.lines() {
        let said = line(raw.trim());
        if !said.is_empty() && !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\\\n" });
        }
        blank = said.is_empty();
        out.push_str(&said);
    }
    out
}

/// What means something in Markdown wherever it stands.
const ALWAYS: &str = "`*[]<|~";
/// What means something at the beginning of a line.
const FIRST: &str = "#>+-=:";

fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let after = text[at + c.len_utf8()..].chars().next();
        let special = match c {
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()),
            '_' => !(is_word(before) && is_word(after)),
            '.' | ')' => at > 0 && at == number,
            _ => ALWAYS.contains(c) || (at == 0 && FIRST.contains(c)),
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use crate::record::markdown;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    #[test]
    fn what_means_something_to_markdown_is_escaped() {
        for (text, wanted) in [
            (
                "打不开 user_name.docx，10.12.5.11",
                "打不开 user_name.docx，10.12.5.11",
            ),
            (
                "# 标题\n<script>alert(1)</script>",
                "\\# 标题\\\n\\<script>alert(1)\\</script>",
            ),
            ("1. 甲\n2) 乙\n\n\n- 丙", "1\\. 甲\\\n2\\) 乙\n\n\\- 丙"),
            (
                "```query\nSELECT 1\n```",
                "\\`\\`\\`query\\\nSELECT 1\\\n\\`\\`\\`",
            ),
            ("[[F-1]] &lt; a & b", "\\[\\[F-1\\]\\] \\&lt; a & b"),
            ("C:\\temp\\_x\\", "C:\\temp\\\\\\_x\\\\"),
            ("甲\n---\n|a|\n|-|", "甲\\\n\\---\\\n\\|a\\|\\\n\\|-\\|"),
        ] {
            assert_eq!(super::markdown(text), wanted);
        }
    }

    /// What Markdown says, read back; `None` where it is more than paragraphs of text.
    fn said(markdown: &str) -> Option<String> {
        let mut out = String::new();
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::HardBreak => out.push('\n'),
                Event::Start(Tag::Paragraph) if !out.is_empty() => out.push_str("\n\n"),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => return None,
            }
        }
        Some(out)
    }

    proptest! {
        #[test]
        fn text_is_said_as_it_was_written(text in "[a1甲 #*_`~<>|\\[\\]()!&;:=+.\\\\-]{0,12}(\n{1,2}[a2 #*_`~<>|\\[\\]()!&;:=+.\\\\-]{0,12}){0,3}") {
            let made = super::markdown(&text);
            let outline = markdown::outline(&made);
            prop_assert!(outline.headings.is_empty() && outline.links.is_empty(), "{}", made);
            let mut wanted: Vec<String> = Vec::new();
            let mut blank = true;
            for line in text.lines().map(str::trim) {
                match (line.is_empty(), wanted.last_mut()) {
                    (true, _) => {}
                    (false, Some(last)) if !blank => { last.push('\n'); last.push_str(line); }
                    (false, _) => wanted.push(line.to_owned()),
                }
                blank = line.is_empty();
            }
            prop_assert_eq!(said(&made), Some(wanted.join("\n\n")), "{}", made);
        }
    }
}
