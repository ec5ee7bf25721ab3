//! What should have been a link? A blank ends a path, so that `![图](a b.png)` is nothing but text.

use super::Link;
use crate::base::Span;
use crate::record::markdown::LinkKind;

/// What is written like links with blanks in their paths in `body` at `run`, which is text.
pub(super) fn links(body: &str, run: Span) -> Vec<Link> {
    let text = body.get(run.range()).unwrap_or_default();
    let mut links = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("](")) {
        let (label, path) = (from + at, from + at + "](".len());
        let end = text.get(path..).and_then(end_of).map(|end| path + end);
        let begin = text.get(from..label).and_then(|before| before.rfind('['));
        if let (Some(end), Some(begin)) = (end, begin.map(|begin| from + begin)) {
            let written = text.get(path..end).unwrap_or_default().trim();
            let is_image = text.get(..begin).is_some_and(|before| before.ends_with('!'));
            let is_escaped = body
                .get(..run.start + begin)
                .is_some_and(|before| before.ends_with('\\'));
            if written.contains(' ') && !is_escaped {
                let start = begin - usize::from(is_image);
                links.push(Link {
                    target: written.replace(' ', "%20"),
                    kind: if is_image { LinkKind::Image } else { LinkKind::Link },
                    span: Span::new(run.start + start, run.start + end + 1),
                });
            }
        }
        from = end.unwrap_or(path);
    }
    links
}

/// A path longer than this (bytes) is none.
const LONGEST: usize = 1024;

/// Where the bracket closes that `text` stands behind.
fn end_of(text: &str) -> Option<usize> {
    let mut open = 0;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= LONGEST) {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::outline;

    #[test]
    fn a_blank_in_a_path_makes_no_link() {
        let body = "见 ![截图](F-1-截图 1.png)、[表](表 (1).xlsx)。\n\n[好](b.png) [a] (b c) \\[x](y z)\n\n```\n![a](b c)\n```\n\n- **粗** [链](d e.md)";
        let found = outline(body).blanks;
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|link| {
                (
                    body.get(link.span.range()).unwrap_or_default(),
                    link.target.as_str(),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("![截图](F-1-截图 1.png)", "F-1-截图%201.png"),
                ("[表](表 (1).xlsx)", "表%20(1).xlsx"),
                ("[链](d e.md)", "d%20e.md"),
            ]
        );
    }
}
