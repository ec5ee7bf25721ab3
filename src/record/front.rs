//! The front matter: found between its fences, and parsed.

use crate::base::yaml::{self, FaultKind, Mapping, Value};
use crate::base::{Diagnostic, Message, RelPath, Span, conflict, wide};
use memchr::memchr;

/// The name of findings about front matter as a whole.
const RULE: &str = "front-matter";

/// Where front matter and body stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    /// What stands between the fences; `None` where there is no front matter.
    pub(super) front: Option<Span>,
    /// Where the body begins.
    pub(super) body: usize,
    /// Whether the closing fence is missing.
    pub(super) open: bool,
}

/// Finds the front matter: from a first line `---` to the next line `---` or `...`.
pub(super) fn split(text: &str) -> Split {
    let none = Split {
        front: None,
        body: 0,
        open: false,
    };
    let Some(start) = first_fence(text) else {
        return none;
    };
    let mut from = start;
    while let Some(at) = memchr(b'\n', &text.as_bytes()[from..]).map(|at| from + at) {
        if is_fence(text, from) {
            return Split {
                front: Some(Span::new(start, from)),
                body: at + 1,
                open: false,
            };
        }
        from = at + 1;
    }
    if is_fence(text, from) {
        return Split {
            front: Some(Span::new(start, from)),
            body: text.len(),
            open: false,
        };
    }
    // A rule at the top of a text without front matter is no fence; keys below it tell that it was meant as one.
    let second = text[start..].lines().next().unwrap_or("");
    if second.contains([':', '：']) {
        Split { open: true, ..none }
    } else {
        none
    }
}

/// So many lines are looked at for a field.
const LOOKED_AT: usize = 40;

/// Where `text`, which has no front matter, was meant to have one: below empty lines, or without a fence of three hyphens. `is_field` knows the
/// fields, in small letters.
pub(super) fn misplaced(text: &str, is_field: impl Fn(&str) -> bool) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let first = text[start..].lines().next()?;
    let field = |line: &str| {
        let key = line
            .split([':', '：', '='])
            .next()
            .filter(|key| key.len() < line.len());
        key.is_some_and(|key| is_field(&key.trim().to_lowercase()))
    };
    let is_meant = if is_like_fence(first) {
        let below = text[start..].lines().skip(1).take(LOOKED_AT);
        below.take_while(|line| !is_like_fence(line)).any(field)
    } else {
        field(first)
    };
    is_meant.then(|| Span::new(start, start + first.trim_end().len()))
}

/// Whether somebody may take `line` for a fence: dashes of any kind, or the signs that other programs have there.
fn is_like_fence(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |c| matches!(c, '-' | '+' | '－' | '﹣' | '−' | '─' | '\u{2010}'..='\u{2015}');
    line.chars().count() >= 2 && line.chars().all(is_dash)
}

fn first_fence(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_end() == "---" && line.ends_with('\n')).then_some(line.len())
}

fn is_fence(text: &str, from: usize) -> bool {
    let line = text[from..].split('\n').next().unwrap_or("").trim_end();
    line == "---" || line == "..."
}

/// Parses the front matter; what is wrong with it becomes findings, and `None` means that nothing of it is known. Where it is the remains of
/// a merge, that is what is wrong with it.
pub(super) fn parse(
    text: &str,
    path: &RelPath,
    span: Span,
    limit: u64,
    findings: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    let before = findings.len();
    let map = understood(text, path, span, limit, findings);
    if map.is_none() && conflict::first(&text[span.range()]).is_some() {
        findings.truncate(before);
    }
    map
}

fn understood(
    text: &str,
    path: &RelPath,
    span: Span,
    limit: u64,
    findings: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    let front = &text[span.range()];
    if front.len() as u64 > limit {
        let message = Message::new("front-matter-size")
            .with("size", front.len())
            .with("limit", limit as usize);
        let at = Span::new(span.start, span.start + front.find('\n').unwrap_or(0));
        let help = Message::new("front-matter-size-help");
        findings.push(Diagnostic::error(RULE, path, at, message).help(help));
        return None;
    }
    let wide: Vec<Diagnostic> = wide::found(front)
        .into_iter()
        .map(|wide| full_width(wide, path, span.start))
        .collect();
    match yaml::parse(front) {
        Ok(Value::Mapping(map)) => Some(map),
        Ok(Value::Null) => Some(Mapping::new()),
        // `title：公文` on its own is one plain text to YAML.
        Ok(_) if !wide.is_empty() => {
            findings.extend(wide);
            None
        }
        Ok(_) => {
            let message = Message::new("front-matter-map");
            let line = Span::new(span.start, span.start + front.find('\n').unwrap_or(front.len()));
            let help = Message::new("front-matter-map-help");
            findings.push(Diagnostic::error(RULE, path, line, message).help(help));
            None
        }
        Err(_) if !wide.is_empty() => {
            findings.extend(wide);
            None
        }
        Err(fault) => {
            findings.push(broken(fault, path, span.start));
            None
        }
    }
}

fn full_width(wide: wide::Wide, path: &RelPath, start: usize) -> Diagnostic {
    Diagnostic::error(wide::RULE, path, wide.span.shifted(start), wide.message).help(wide.help)
}

fn broken(fault: yaml::Fault, path: &RelPath, start: usize) -> Diagnostic {
    let (rule, message) = match fault.kind {
        FaultKind::DuplicateKey => ("duplicate-key", fault.detail),
        FaultKind::Tab => ("tab", fault.detail),
        FaultKind::TooDeep | FaultKind::AliasBomb => (RULE, fault.detail),
        FaultKind::Syntax => (
            RULE,
            Message::new("front-matter-syntax").with("detail", fault.detail),
        ),
    };
    Diagnostic::error(rule, path, fault.span.shifted(start), message).help(fault.help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fences() {
        let split_of = |text: &str| {
            let split = split(text);
            (
                split.front.map(|span| text[span.range()].to_owned()),
                text[split.body..].to_owned(),
            )
        };
        assert_eq!(
            split_of("---\na: 1\n---\n正文"),
            (Some("a: 1\n".into()), "正文".into())
        );
        assert_eq!(
            split_of("---\r\na: 1\r\n---\r\nx"),
            (Some("a: 1\r\n".into()), "x".into())
        );
        assert_eq!(split_of("---\n---"), (Some(String::new()), String::new()));
        assert_eq!(split_of("# 标题\n---\n"), (None, "# 标题\n---\n".into()));
        assert_eq!(split_of("---\n一段文字\n"), (None, "---\n一段文字\n".into()));
        assert!(split("---\ntitle: x\n正文\n").open);
    }

    #[test]
    fn what_was_meant_as_front_matter_is_told_from_text() {
        let place = |text: &str| {
            let is_field = |name: &str| ["title", "confidentiality"].contains(&name);
            assert_eq!(split(text).front, None, "{text}");
            misplaced(text, is_field).map(|span| text[span.range()].to_owned())
        };
        for (text, at) in [
            ("\n---\ntitle: 题\n---\n文", "---"),
            (
                " \r\n\n---\r\ntags: [a]\r\nConfidentiality: restricted\r\n---\r\n",
                "---",
            ),
            ("----\ntitle: 题\n----\n", "----"),
            ("———\ntitle：题\n———\n", "———"),
            ("+++\ntitle = \"题\"\n+++\n", "+++"),
            (
                "confidentiality: restricted\n---\n文",
                "confidentiality: restricted",
            ),
        ] {
            assert_eq!(place(text).as_deref(), Some(at), "{text}");
        }
        for text in [
            "",
            "\n\n",
            "# 题\n\ntitle: 题\n",
            "----\n注意：先备份\n",
            "----\n文\n----\ntitle: 题\n",
            "title 是标题\n",
        ] {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
