//! What kind of link is it, and where may a link lead?

use pulldown_cmark::{LinkType, Tag};
use serde::{Deserialize, Serialize};

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[[target]]` or `[[target|text]]`: a record by its ID.
    Wiki,
    /// `[text](target)`, `[text][label]` or `<https://…>`.
    Link,
    /// `![alt](target)`.
    Image,
}

/// Schemes that a page may link to; anything else could run as a script or reach into the reader's computer.
pub const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "ftp", "sftp"];

/// The target and kind of a link or image that begins with `tag`; a mail address gets its scheme.
pub fn of_tag(tag: &Tag<'_>) -> Option<(String, LinkKind)> {
    let (link_type, target, image) = match tag {
        Tag::Link {
            link_type, dest_url, ..
        } => (link_type, dest_url, false),
        Tag::Image {
            link_type, dest_url, ..
        } => (link_type, dest_url, true),
        _ => return None,
    };
    let kind = match link_type {
        _ if image => LinkKind::Image,
        LinkType::WikiLink { .. } => LinkKind::Wiki,
        _ => LinkKind::Link,
    };
    let target = match (link_type, kind) {
        (LinkType::Email, _) => format!("mailto:{target}"),
        (_, LinkKind::Wiki) => target.trim().to_owned(),
        _ => target.to_string(),
    };
    Some((target, kind))
}

/// `target` before and after its first `#`.
pub fn split_fragment(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (target, None),
    }
}

/// Whether `target` names a scheme or another host (`https:`, `mailto:`, `//host/`), so that it is no path in this site.
pub fn has_scheme(target: &str) -> bool {
    target.starts_with("//") || scheme(target).is_some()
}

/// Whether `href` leads to another web site.
pub fn is_external(href: &str) -> bool {
    href.starts_with("//") || scheme(href).is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// Whether a page may link to `href`.
pub fn is_safe(href: &str) -> bool {
    scheme(href).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// The scheme of `href` as a browser reads it: controls and white space before and inside it do not count.
fn scheme(href: &str) -> Option<String> {
    let mut scheme = String::new();
    for c in href.chars().filter(|c| *c > ' ' && *c != '\u{7f}') {
        match c {
            ':' => return (!scheme.is_empty()).then_some(scheme),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_never_linked() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " \u{1}java\tscript\n:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
        ] {
            assert!(!is_safe(href), "{href:?}");
        }
        for href in [
            "../x.html#a:b",
            "https://x/",
            "mailto:a@b",
            "故障:一.html",
            "#javascript:",
            "x/y:z",
        ] {
            assert!(is_safe(href), "{href:?}");
        }
    }

    #[test]
    fn targets_are_told_apart() {
        assert!(has_scheme("HTTPS://x") && has_scheme("//x") && !has_scheme("x.md"));
        assert!(is_external("http://x") && !is_external("mailto:x"));
        assert_eq!(split_fragment("X#a#b"), ("X", Some("a#b")));
    }
}
