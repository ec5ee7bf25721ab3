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
    let at = first(text)?;
    let is_record = ["md", "markdown"].contains(&path.extension().as_str());
    let help = match is_record && may_be_two_records(text.get(at.start..).unwrap_or("")) {
        true => "merge-conflict-two-help",
        false => "merge-conflict-help",
    };
    let finding = Diagnostic::error(RULE, path, at, Message::new("merge-conflict"));
    Some(finding.help(Message::new(help)))
}

/// Whether the two versions with which `text` begins may be two records that got the same number: they say otherwise what it is called, or
/// more than one thing, in front matter. Who kept one version would lose a record.
fn may_be_two_records(text: &str) -> bool {
    let mut lines = text.lines().skip(1);
    let ours: Vec<&str> = lines
        .by_ref()
        .take_while(|line| line.trim_end() != BETWEEN)
        .collect();
    let theirs: Vec<&str> = lines.take_while(|line| !is_marker(line, THEIRS)).collect();
    let both: Vec<&str> = ours
        .iter()
        .filter_map(|line| key(line))
        .filter(|ours| theirs.iter().any(|line| key(line) == Some(*ours)))
        .collect();
    both.len() > 1 || both.contains(&"title")
}

/// The key of a line of front matter.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let is_of_key = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    (!key.is_empty() && key.bytes().all(is_of_key)).then_some(key)
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
    #![allow(clippy::unwrap_used)]
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

    /// Two people made C-20240130-01 on one day: whoever keeps one version loses the record of the other.
    #[test]
    fn two_records_with_one_number_are_not_told_to_keep_one() {
        let help = |path: &str, text: &str| {
            let finding = finding(text, &RelPath::new(path).unwrap()).unwrap();
            finding.help.unwrap().id
        };
        let new = "---\n<<<<<<< HEAD\ntitle: 打印\n=======\ntitle: 登录\n>>>>>>> b1\n---\n";
        let at = "---\ntitle: 咨询\n<<<<<<< HEAD\nreporter: 甲\nchannel: qq\n=======\nreporter: 乙\nchannel: mail\n>>>>>>> b1\n---\n";
        for text in [new, at] {
            assert_eq!(help("content/cases/C-1.md", text), "merge-conflict-two-help");
        }
        let one = "---\ntitle: 咨询\n<<<<<<< HEAD\nchannel: qq\n=======\nchannel: mail\n>>>>>>> b1\n---\n";
        for text in [one, ALL] {
            assert_eq!(help("content/cases/C-1.md", text), "merge-conflict-help");
        }
        assert_eq!(help("contract.yaml", new), "merge-conflict-help");
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
