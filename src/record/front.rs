//! The front matter: found between its fences, and parsed.

use crate::base::confidentiality::{KEY, is_meant_by, is_unseen};
use crate::base::yaml::{self, FaultKind, Mapping, Value};
use crate::base::{Diagnostic, Message, RelPath, Span, conflict, wide};
use memchr::memchr;
use unicode_normalization::UnicodeNormalization;

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

/// Where `text`, of which no front matter was read, was meant to have one: below something else, without a fence of three hyphens, in lines that end
/// otherwise, in a comment or in a block of code. `is_field` knows the fields.
pub(super) fn misplaced(text: &str, is_field: impl Fn(&str) -> bool) -> Option<Span> {
    let mut start = 0;
    loop {
        start += text[start..].len() - text[start..].trim_start_matches(is_nothing).len();
        let rest = &text[start..];
        let first = lines(rest).next()?;
        let comment = rest
            .strip_prefix("<!--")
            .map(|inside| inside.find("-->").unwrap_or(inside.len()));
        if let Some(end) = comment {
            let inside = &rest["<!--".len()..][..end];
            if lines(inside).take(LOOKED_AT).filter_map(key).any(is_meant_by) {
                return Some(spanned(start, first));
            }
            start += ("<!--".len() + end + "-->".len()).min(rest.len());
        } else if first.starts_with('%') {
            start += first.len();
        } else {
            return looks_like(rest, first, is_field).then(|| spanned(start, first));
        }
    }
}

/// Where `body`, which stands below front matter that does not say who may see the record, begins with more of it that does.
pub(super) fn continued(body: &str) -> Option<Span> {
    let start = body.len() - body.trim_start_matches(is_nothing).len();
    let first = lines(&body[start..]).next()?;
    let is_meant = match is_like_fence(first) {
        true => block(&body[start..]).filter_map(key).any(is_meant_by),
        false => says_it(lines(&body[start..]).take(LOOKED_AT)),
    };
    is_meant.then(|| spanned(start, first))
}

/// Where `body`, which stands below front matter, begins with a second block of it: the first line between two fences is a field that `is_field` knows.
pub(super) fn second(body: &str, is_field: impl Fn(&str) -> bool) -> Option<Span> {
    let start = body.len() - body.trim_start_matches(is_nothing).len();
    let body = &body[start..];
    let first = lines(body).next().filter(|line| is_like_fence(line))?;
    let is_closed = || lines(body).skip(1).take(LOOKED_AT).any(is_like_fence);
    let begins = block(body)
        .next()
        .and_then(key)
        .is_some_and(|key| is_field(&folded(key)));
    (begins && is_closed()).then(|| spanned(start, first))
}

/// So many lines are looked at for a field.
const LOOKED_AT: usize = 40;
/// A block of code with so many fields is no example of something else.
const OF_CODE: usize = 2;

/// Whether `text`, whose first line is `first`, begins with what was meant as front matter.
fn looks_like(text: &str, first: &str, is_field: impl Fn(&str) -> bool) -> bool {
    let names = |line: &str| key(line).is_some_and(|key| is_field(&folded(key)) || is_meant_by(key));
    if begins_code(first) {
        let keys = || {
            block(text)
                .filter(|line| !line.starts_with([' ', '\t']))
                .filter_map(key)
        };
        return is_of_yaml(first)
            && (keys().any(is_meant_by) || keys().filter(|key| is_field(&folded(key))).count() >= OF_CODE);
    }
    if begins_like_fence(first) {
        return names(first.trim_start_matches(['-', '+', ';'])) || block(text).any(names);
    }
    if first.starts_with('{') {
        let parts = lines(text).take(LOOKED_AT).flat_map(|line| line.split(','));
        return { parts }.any(names);
    }
    // Keys below the first one may be those of a letter or of a form.
    let run = lines(text).take(LOOKED_AT).take_while(|line| key(line).is_some());
    names(first) || run.filter_map(key).any(is_meant_by) || below_text(text)
}

/// Whether a line like a fence stands in the first lines of `text` and directly below it who may see the record.
fn below_text(text: &str) -> bool {
    says_it(
        lines(text)
            .take(LOOKED_AT)
            .skip_while(|line| !is_like_fence(line))
            .skip(1),
    )
}

/// Whether keys stand in the first of these `lines` one below the other, and among them the one for who may see the record.
fn says_it<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    lines.map_while(key).any(|key| folded(key) == KEY)
}

/// The lines below the first one, up to what ends a block that it begins.
fn block(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |line: &&str| is_like_fence(line) || begins_code(line);
    lines(text)
        .skip(1)
        .take(LOOKED_AT)
        .take_while(move |line| !is_end(line))
}

/// The lines of `text` that hold something, whatever ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    text.split(is_end)
        .filter(|line| !line.trim_matches(is_nothing).is_empty())
}

/// The key with which `line` begins.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once([':', '：', '='])?;
    let key = key.trim_matches(|c| is_nothing(c) || matches!(c, '"' | '\'' | '{' | '“' | '”'));
    (!key.is_empty()).then_some(key)
}

/// `key` in small letters of usual width, without what nobody sees.
fn folded(key: &str) -> String {
    let seen: String = key.nfkc().filter(|c| !is_nothing(*c)).collect();
    seen.to_lowercase()
}

/// Whether `c` shows nothing: a blank, a control, a mark of width nothing.
fn is_nothing(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_unseen(c)
}

/// Whether `line` begins a block of code, or ends one.
fn begins_code(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether `line` begins a block of code that may hold front matter.
fn is_of_yaml(line: &str) -> bool {
    let language = line.trim_start_matches(['`', '~']).trim().to_lowercase();
    ["", "yaml", "yml", "toml", "json", "---"].contains(&language.as_str())
        || ["yaml ", "yml ", "{", "front"]
            .iter()
            .any(|begin| language.starts_with(begin))
}

/// Whether `line` begins as a fence does: what stands behind it is a remark, or what was to stand below.
fn begins_like_fence(line: &str) -> bool {
    is_like_fence(line) || line.starts_with("---") || line.starts_with("+++") || line.starts_with(";;;")
}

fn spanned(start: usize, line: &str) -> Span {
    Span::new(start, start + line.trim_end().len())
}

/// Whether somebody may take `line` for a fence: dashes of any kind, or the signs that other programs have there.
fn is_like_fence(line: &str) -> bool {
    let line = line.trim();
    let is_dash = |c| matches!(c, '-' | '+' | '－' | '﹣' | '−' | '─' | '\u{2010}'..='\u{2015}');
    line.chars().all(is_dash) && line.chars().count() >= 2
}

fn first_fence(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_end() == "---" && line.ends_with('\n')).then_some(line.len())
}

fn is_fence(text: &str, from: usize) -> bool {
    closes(text[from..].split('\n').next().unwrap_or(""))
}

/// Whether `line` ends front matter.
fn closes(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// Whether front matter goes on below `above`, the first lines of a text.
pub(super) fn goes_on_below(above: &str) -> bool {
    first_fence(above).is_some_and(|start| !above[start..].lines().any(closes))
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
    fn what_goes_on_below_front_matter_is_told_from_text() {
        for body in [
            "\n---\nconfidentiality: restricted\n---\n",
            "confidentiality: restricted\n---\n",
            "owner: 张伟\nConfidentiality：restricted\n",
        ] {
            assert!(continued(body).is_some(), "{body}");
        }
        for body in [
            "",
            "\n---\n\n一段文字\n",
            "密级：内部\n\n文\n",
            "## 说明\n\nconfidentiality: restricted\n",
        ] {
            assert_eq!(continued(body), None, "{body}");
        }
    }

    #[test]
    fn a_second_block_is_told_from_text_between_rules() {
        let is_field = |name: &str| ["title", "system"].contains(&name);
        for body in [
            "---\nsystem: gw\n---\n",
            "\n----\r\nSystem：gw\r\ntags:\r\n  - a\r\n----\r\n文",
        ] {
            assert!(second(body, is_field).is_some(), "{body}");
        }
        for body in [
            "",
            "---\nsystem: gw\n",
            "---\n\n注意：先备份\nsystem: gw\n\n---\n",
            "system: gw\n---\n",
            "## 说明\n\n---\nsystem: gw\n---\n",
        ] {
            assert_eq!(second(body, is_field), None, "{body}");
        }
    }

    #[test]
    fn what_was_meant_as_front_matter_is_told_from_text() {
        let place = |text: &str| {
            let is_field = |name: &str| ["title", "system", "confidentiality"].contains(&name);
            let split = split(text);
            let front = split
                .front
                .map(|span| text[span.range()].trim())
                .unwrap_or_default();
            assert_eq!(front, "", "{text}");
            let body = &text[split.body..];
            misplaced(body, is_field).map(|span| body[span.range()].to_owned())
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
            ("\u{feff}---\ntitle: 题\n---\n", "---"),
            ("<!-- x -->\n---\ntitle: 题\n---\n", "---"),
            ("<!-- x\n密级: 秘密 -->\n文\n", "<!-- x"),
            ("---\rtitle: 题\rconfidentiality: restricted\r---\r文", "---"),
            ("\u{200b}---\ntitle: 题\n---\n", "---"),
            ("---\u{85}title: 题\u{85}---\u{85}", "---"),
            ("%YAML 1.2\n---\ntitle: 题\n---\n", "---"),
            ("---\n---\ntitle: 题\n---\n", "title: 题"),
            ("\0---\ntitle: 题\n---\n", "---"),
            ("--- # 文件头\ntitle: 题\n---\n", "--- # 文件头"),
            ("---title: 题\n---\n", "---title: 题"),
            (
                "```yaml\ntitle: 题\nconfidentiality: restricted\n```\n",
                "```yaml",
            ),
            ("```\ntitle: 题\nsystem: gwgl\n```\n", "```"),
            ("{\n  \"title\": \"题\"\n}\n", "{"),
            ("---\nｃｏｎｆｉｄｅｎｔｉａｌｉｔｙ: restricted\n文\n", "---"),
            ("分类: 手册\nconfidentialty: restricted\n\n文\n", "分类: 手册"),
            ("密级：内部\n\n文\n", "密级：内部"),
            (
                "# 题\n\n---\ntitle: 题\nconfidentiality: restricted\n---\n",
                "# 题",
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
            "---\n\n一段文字\n",
            "<!-- 说明 -->\n\n一段文字\n",
            "<!-- 没有完\n---\ntitle: 题\n",
            "```yaml\nversion: 3\nservices:\n  title: 题\n```\n",
            "```sh\ntitle: a\nsystem: b\n```\n",
            "# 题\n\n---\n\n注意：先备份\n",
            "注意：先备份\n再升级\n",
            "% 题\n\n一段文字\n",
            "{% raw %}\n一段文字\n",
        ] {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
