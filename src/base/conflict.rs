//! Is a text the remains of a merge that nobody resolved?
//!
//! git writes its markers wherever two versions differ, so also where Markdown would have them be text.

use super::{Diagnostic, Message, RelPath, Span};
use memchr::memmem;

/// The name of findings about a merge that is not resolved.
pub const RULE: &str = "merge-conflict";

const OURS: &str = "<<<<<<<";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// The line of the first marker: of the three in their order, wherever they stand; outside of code blocks, the first one alone will do.
/// The last one alone may be a citation of citations, and the one between underlines headings.
pub fn first(text: &str) -> Option<Span> {
    memmem::find_iter(text.as_bytes(), OURS)
        .filter(|at| *at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))
        .find_map(|at| {
            let rest = text.get(at..)?;
            let line = rest.lines().next().filter(|line| is_marker(line, OURS))?;
            let told = has_others(rest) || !in_code(text.get(..at)?);
            told.then(|| Span::new(at, at + line.trim_end().len()))
        })
}

/// The finding about `text`, the file at `path`, where it is the remains of a merge.
pub fn finding(text: &str, path: &RelPath) -> Option<Diagnostic> {
    let finding = Diagnostic::error(RULE, path, first(text)?, Message::new("merge-conflict"));
    Some(finding.help(Message::new("merge-conflict-help")))
}

/// Whether `line` is the marker `begin`, alone or with the name of a version behind it.
fn is_marker(line: &str, begin: &str) -> bool {
    let rest = line.strip_prefix(begin);
    rest.is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

/// Whether the other two markers follow.
fn has_others(text: &str) -> bool {
    let mut lines = text.lines();
    lines.any(|line| line.trim_end() == BETWEEN) && lines.any(|line| is_marker(line, THEIRS))
}

/// Whether a code block is open at the end of `before`.
fn in_code(before: &str) -> bool {
    let mut open: Option<&str> = None;
    for line in before.lines() {
        let line = line.trim();
        let mark = line.trim_start_matches(['`', '~']);
        let mark = &line[..line.len() - mark.len()];
        match open {
            Some(fence) if mark == line && mark.starts_with(fence) => open = None,
            None if mark.len() >= 3 && mark.bytes().all(|byte| mark.as_bytes().first() == Some(&byte)) => {
                open = Some(mark);
            }
            _ => {}
        }
    }
    open.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<&str> {
        first(text).map(|span| &text[span.range()])
    }

    const ALL: &str = "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> b1\n";

    #[test]
    fn the_first_marker_is_told_wherever_git_wrote_it() {
        for text in [
            ALL.to_owned(),
            format!("正文\n\n{ALL}"),
            format!("```\n{ALL}```\n"),
            ALL.replace('\n', "\r\n"),
            ALL.replace("=======", "||||||| 1234567\n丙\n======="),
            "正文\n<<<<<<< HEAD\n甲\n".to_owned(),
            "```\n码\n```\n<<<<<<< HEAD\n".to_owned(),
        ] {
            assert_eq!(at(&text), Some("<<<<<<< HEAD"), "{text}");
        }
    }

    #[test]
    fn what_looks_alike_is_none() {
        for text in [
            "标题\n=======\n\n正文\n",
            ">>>>>>> 引用的引用\n",
            "见 <<<<<<< HEAD\n=======\n>>>>>>> b1\n",
            "  <<<<<<< HEAD\n  =======\n  >>>>>>> b1\n",
            "<<<<<<<<<< 箭头\n=======\n>>>>>>> b1\n",
            "~~~text\n<<<<<<< HEAD\n~~~\n",
            "````\n```\n<<<<<<< HEAD\n````\n",
            "",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
