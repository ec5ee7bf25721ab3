//! Which messages does a template ask for by name?

use crate::base::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A text in quotation marks.
const QUOTED: &str = r#""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`"#;

/// What stands between the signs of Tera, in `tag`; comments and what is printed as it stands are passed over.
static TAGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let part = format!(r#"(?:{QUOTED}|[^"'`])*?"#);
    let raw = r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}";
    let tags = format!(r"(?s)\{{#.*?#\}}|{raw}|(?<tag>\{{\{{{part}\}}\}}|\{{%{part}%\}})");
    Regex::new(&tags).ok()
});

/// A call of `t` with its name in quotation marks, and the name; other texts in quotation marks are passed over.
static CALLS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r#""(?<double>[^"\\]*)"|'(?<single>[^'\\]*)'|`(?<back>[^`]*)`"#;
    let call = format!(r"(?:^|[^\w.|])t\s*\(\s*(?:[^()]*,\s*)?id\s*=\s*(?:{name})\s*[,)]");
    Regex::new(&format!("{call}|{QUOTED}")).ok()
});

/// The messages that the template `text` asks `t` for, each with its place. A name that is put together when a page is made is not among them.
pub fn messages_asked(text: &str) -> Vec<(Span, &str)> {
    let (Some(tags), Some(calls)) = (&*TAGS, &*CALLS) else {
        return Vec::new();
    };
    let tags = tags.captures_iter(text).filter_map(|found| found.name("tag"));
    let asked = tags.flat_map(|tag| {
        calls.captures_iter(tag.as_str()).filter_map(move |call| {
            let id = ["double", "single", "back"]
                .into_iter()
                .find_map(|name| call.name(name))?;
            let (start, end) = (tag.start() + id.start(), tag.start() + id.end());
            Some((Span::new(start, end), id.as_str()))
        })
    });
    asked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&str> {
        let asked = messages_asked(text).into_iter();
        asked
            .map(|(span, id)| {
                assert_eq!(text.get(span.start..span.end), Some(id));
                id
            })
            .collect()
    }

    #[test]
    fn names_in_quotation_marks_are_found_in_tags_alone() {
        assert_eq!(
            ids("甲{{ t(id=\"a\") }}{%- if t( n=x, id='b' , m=1) -%}{{ x ~ t(id=`c`) | upper }}"),
            ["a", "b", "c"]
        );
        assert_eq!(ids("{{ f(x=t(id=\"a\"), y=t(id=\"b\")) }}"), ["a", "b"]);
        let others = "t(id=\"a\"){# {{ t(id=\"b\") }} #}{% raw %}{{ t(id=\"c\") }}{% endraw %}\
            {{ t(id=\"d\" ~ x) }}{{ t(id=e) }}{{ at(id=\"f\") }}{{ x.t(id=\"g\") }}{{ \"}} t(id='h')\" }}";
        assert_eq!(ids(others), Vec::<&str>::new());
        assert_eq!(ids("{{ \"}}\" ~ t(id=\"a\") }}{% if"), ["a"]);
    }
}
