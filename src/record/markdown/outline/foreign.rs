//! What is written in a markup that other tools know, and stands on the page as it is typed?

use super::super::alert;
use crate::base::Span;
use serde::{Deserialize, Serialize};

/// Markup that other tools know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    /// What it is.
    pub sort: Sort,
    /// Where it stands.
    pub span: Span,
}

/// The sorts of such markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A box of a kind that there is none of: `> [!DANGER]`.
    Kind,
    /// A box with signs right behind its kind: `> [!TIP]title`.
    Glued,
    /// A box of MkDocs or Docusaurus: `!!! note`, `:::tip`.
    Box,
    /// Attributes of a picture: `{width=300}`.
    Picture,
    /// Attributes of a link: `{target=_blank}`.
    Link,
    /// Attributes of a heading: `{#id}`.
    Heading,
    /// The size of a picture behind its path: `![](a.png =300x200)`.
    Size,
}

/// The kinds of boxes that are read.
const KINDS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// The words behind `!!!` and `:::` that make a box.
const BOXES: [&str; 24] = [
    "abstract",
    "admonition",
    "attention",
    "bug",
    "caution",
    "danger",
    "details",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "quote",
    "seealso",
    "success",
    "summary",
    "tip",
    "tldr",
    "todo",
    "warn",
    "warning",
];

/// A box that `quote`, a block quote of the source at `at`, was meant to be.
pub(super) fn quote(quote: &str, at: usize) -> Option<Foreign> {
    let inner = quote.strip_prefix('>')?.trim_start_matches([' ', '\t']);
    let kind = inner.strip_prefix("[!")?;
    let length = kind.find(|c: char| !c.is_ascii_alphabetic())?;
    let rest = kind.get(length..)?.strip_prefix(']')?;
    let line = rest.lines().next().unwrap_or_default();
    let known = KINDS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(&kind[..length]));
    let is_box = known && line.trim().is_empty() || alert::titled(quote).is_some();
    if length == 0 || line.starts_with(['(', '[']) || is_box {
        return None;
    }
    let start = at + quote.len() - inner.len();
    Some(Foreign {
        sort: if known { Sort::Glued } else { Sort::Kind },
        span: Span::new(start, start + "[!]".len() + length),
    })
}

/// No list of attributes is longer, in bytes.
const LONGEST: usize = 256;

/// A box that `line`, which a text of the source begins with at `at`, was meant to be.
pub(super) fn line(line: &str, at: usize) -> Option<Foreign> {
    let signs = ["!!! ", "???+ ", "??? ", ":::"];
    let (signs, rest) = signs
        .into_iter()
        .find_map(|signs| Some((signs, line.strip_prefix(signs)?)))?;
    let word = rest.trim_start_matches(':').trim_start_matches(' ');
    let length = word.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(word.len());
    let (name, after) = word.split_at(length);
    let stops = |signs: &[char]| after.is_empty() || after.starts_with(signs);
    let ends = match signs {
        ":::" => stops(&[' ', '\n', '\r', '[', '{']),
        // A log may begin so, too, and goes on with what happened.
        _ => stops(&['\n', '\r']) || after.trim_start_matches(' ').starts_with('"'),
    };
    (BOXES.contains(&name) && ends).then(|| Foreign {
        sort: Sort::Box,
        span: Span::new(at, at + line.len() - after.len()),
    })
}

/// The list of attributes that `text`, the source at `at`, begins with.
pub(super) fn attributes(text: &str, at: usize, sort: Sort) -> Option<Foreign> {
    let inner = text.strip_prefix('{')?;
    let inner = &inner[..inner.floor_char_boundary(LONGEST)];
    let end = inner.find(['}', '\n'])?;
    let inside = inner[..end].trim_start_matches(':').trim();
    let is_name = |name: &str| {
        let fits = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
        name.starts_with(char::is_alphabetic) && name.chars().all(fits)
    };
    let is_attribute = |part: &str| match (part.strip_prefix(['#', '.']), part.split_once('=')) {
        (Some(name), _) => is_name(name),
        (None, Some((name, value))) => is_name(name) && !value.is_empty() && sort != Sort::Heading,
        (None, None) => false,
    };
    let all = !inside.is_empty() && inside.split_ascii_whitespace().all(is_attribute);
    (all && inner[end..].starts_with('}')).then(|| Foreign {
        sort,
        span: Span::new(at, at + end + "{}".len()),
    })
}

/// The list of attributes that the heading `text`, the source at `at`, ends with.
pub(super) fn heading(text: &str, at: usize) -> Option<Foreign> {
    let text = text.trim_end();
    let begin = text.rfind('{').filter(|begin| text[..*begin].ends_with(' '))?;
    let found = attributes(&text[begin..], at + begin, Sort::Heading)?;
    (found.span.end == at + text.len()).then_some(found)
}

/// Whether `target`, what stands for the path of a picture with blanks in it, ends in a size.
pub(super) fn has_size(target: &str) -> bool {
    let size = target.rsplit_once("%20=").map(|(_, size)| size);
    size.is_some_and(|size| {
        let numbers = size.split_once(['x', 'X']);
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        size.len() > 1 && numbers.is_some_and(|(width, height)| is_number(width) && is_number(height))
    })
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::Sort;

    /// What is found in `body`.
    fn found(body: &str) -> Vec<(Sort, &str)> {
        let all = outline(body).foreign;
        let told = |foreign: super::Foreign| {
            let written = body.get(foreign.span.range()).unwrap_or_default();
            (foreign.sort, written)
        };
        all.into_iter().map(told).collect()
    }

    #[test]
    fn markup_of_other_tools_is_found() {
        for (body, sort, written) in [
            ("> [!DANGER]\n> 慢", Sort::Kind, "[!DANGER]"),
            ("- 一\n\n  > [!info]- 标题\n  > 慢", Sort::Kind, "[!info]"),
            ("> [!TIP]标题\n> 慢", Sort::Glued, "[!TIP]"),
            ("> [!TIP]-\n> 慢", Sort::Glued, "[!TIP]"),
            ("!!! note\n    慢", Sort::Box, "!!! note"),
            ("文\n\n???+ warning \"标题\"\n    慢", Sort::Box, "???+ warning"),
            ("文\n:::tip\n慢\n:::\n", Sort::Box, ":::tip"),
            ("::: warning 标题\n慢\n:::\n", Sort::Box, "::: warning"),
            ("::::danger[标题]\n", Sort::Box, "::::danger"),
            ("- :::note\n  慢", Sort::Box, ":::note"),
            ("![图](a.png){width=300}后", Sort::Picture, "{width=300}"),
            (
                "![图](a.png){ width=\"50%\" .center }",
                Sort::Picture,
                "{ width=\"50%\" .center }",
            ),
            (
                "[甲](b.md){:target=\"_blank\"}",
                Sort::Link,
                "{:target=\"_blank\"}",
            ),
            ("## 标题 {#id}\n", Sort::Heading, "{#id}"),
            ("标题 {: .class #id}\n---\n", Sort::Heading, "{: .class #id}"),
            ("## 标题 {#id} ##\n", Sort::Heading, "{#id}"),
            ("见![图](a.png =300x200)后", Sort::Size, "![图](a.png =300x200)"),
            ("![](a.png =300x)", Sort::Size, "![](a.png =300x)"),
        ] {
            assert_eq!(found(body), [(sort, written)], "{body}");
        }
    }

    #[test]
    fn what_means_something_or_nothing_is_not_told() {
        for body in [
            "> [!NOTE]\n> 慢",
            "> [!note]  \n> 慢",
            "> [!TIP] 标题\n> 慢",
            "> [!TIP]- 标题\n> 慢",
            "> \\[!DANGER] 慢",
            "> [!DANGER](a.md)",
            "> 见 [!DANGER]",
            "[!DANGER]",
            "`{width=300}`",
            "```\n!!! note\n:::tip\n## a {#b}\n> [!DANGER]\n```",
            "    !!! note",
            "!!! 紧急",
            "!!!note",
            "文 !!! note",
            "!!! notebook",
            ":::",
            "::: 提示",
            "![图](a.png) {width=300}",
            "[甲](b){}",
            "[甲](b){id}",
            "[甲](b){\"a\": 1}",
            "## 接口 /user/{id}",
            "## 参数 {a=b}",
            "## 标题 \\{#id}",
            "## 标题 `{#id}`",
            "## {#id} 标题",
            "![图](a b.png)",
            "[图](a.png =300x200)",
            "`![](a.png =300x200)`",
        ] {
            assert_eq!(found(body), [], "{body}");
        }
    }
}
