//! Which words of an English page are Chinese? Names, titles and what people wrote are on it as they were written, and a screen reader has to be told
//! (WCAG 3.1.2). It is done here once for all pages, when they are whole, and not in each place that writes a value.

use crate::base::Lang;
use crate::base::han::{is_han, is_wide_punctuation};

/// Elements that have no end.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];
/// Elements in which nothing is markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// Elements that hold words and no other elements.
const PLAIN: [&str; 5] = ["option", "text", "desc", "tspan", "title"];

const CHINESE: &str = " lang=\"zh-CN\"";

/// `html`, a page in English, with the Chinese words in it marked.
pub(super) fn marked(html: &str) -> String {
    let mut page = Page {
        out: String::with_capacity(html.len() + html.len() / 16),
        open: Vec::new(),
        fresh: None,
    };
    let mut rest = html;
    while !rest.is_empty() {
        let (part, after) = match rest.starts_with('<') {
            true => tag(rest),
            false => cut(rest, rest.find('<').unwrap_or(rest.len())),
        };
        match part.starts_with('<') {
            true => rest = page.tag(part, after),
            false => {
                page.text(part, after);
                rest = after;
            }
        }
    }
    page.out
}

/// `html`, a piece of a page, with each of its outermost elements said to be in `lang`: it stands in a text of another language.
pub(super) fn said(html: &str, lang: Lang) -> String {
    let (mut out, mut depth, mut rest) = (String::with_capacity(html.len() + 64), 0_usize, html);
    while let Some(at) = rest.find('<') {
        let (text, markup) = cut(rest, at);
        let (tag, after) = tag(markup);
        let name = name(tag);
        out.push_str(text);
        let opens = !tag.starts_with("</") && !name.is_empty();
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        }
        match opens && depth == 0 {
            true => {
                let (begin, end) = cut(tag, 1 + name.len());
                out.push_str(&format!("{begin} lang=\"{}\"{end}", lang.tag()));
            }
            false => out.push_str(tag),
        }
        if opens && !VOID.contains(&name) && !tag.ends_with("/>") {
            depth += 1;
        }
        rest = after;
    }
    out + rest
}

/// An element that is open.
struct Open<'h> {
    name: &'h str,
    /// Whether its words are said to be of another language than English.
    foreign: bool,
}

struct Page<'h> {
    out: String,
    open: Vec<Open<'h>>,
    /// Where the tag ends that was written last, before its `>`; only where nothing was written since.
    fresh: Option<usize>,
}

impl<'h> Page<'h> {
    /// Writes `tag` and what belongs to it; `after` follows it. What is left then.
    fn tag(&mut self, tag: &'h str, after: &'h str) -> &'h str {
        self.out.push_str(tag);
        self.fresh = None;
        let name = name(tag);
        if tag.starts_with("</") {
            if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
                self.open.truncate(at);
            }
            return after;
        }
        if name.is_empty() || VOID.contains(&name) || tag.ends_with("/>") {
            return after;
        }
        if RAW.contains(&name) && !self.in_picture() {
            let end = after.find(&format!("</{name}")).unwrap_or(after.len());
            let (raw, after) = cut(after, end);
            self.out.push_str(raw);
            return after;
        }
        let said = tag
            .split_once(" lang=\"")
            .map(|(_, lang)| !lang.starts_with("en"));
        let above = self.open.last().is_some_and(|open| open.foreign);
        self.open.push(Open {
            name,
            foreign: said.unwrap_or(above),
        });
        self.fresh = Some(self.out.len() - 1);
        after
    }

    fn in_picture(&self) -> bool {
        self.open.iter().any(|open| open.name == "svg")
    }

    /// Writes `text`, with what of it is Chinese marked: by its element where it is all of that, else by one of its own.
    fn text(&mut self, text: &str, after: &str) {
        let fresh = self.fresh.take();
        let top = self.open.last().filter(|open| !open.foreign);
        let Some((open, (begin, end))) = top.zip(stretch(text)) else {
            return self.out.push_str(text);
        };
        let outside = [text.get(..begin), text.get(end..)];
        let whole = outside.into_iter().flatten().all(|part| part.trim().is_empty());
        let plain = PLAIN.contains(&open.name);
        match fresh.filter(|_| (whole || plain) && after.starts_with("</")) {
            Some(at) => {
                self.out.insert_str(at, CHINESE);
                self.out.push_str(text);
            }
            None if plain => self.out.push_str(text),
            None => text.split_inclusive('\n').for_each(|line| self.line(line)),
        }
    }
}

impl Page<'_> {
    /// Writes a line of a text that is not all Chinese.
    fn line(&mut self, line: &str) {
        let Some((begin, end)) = stretch(line) else {
            return self.out.push_str(line);
        };
        let (before, chinese) = cut(line, begin);
        let (chinese, behind) = cut(chinese, end - begin);
        for part in [before, "<span", CHINESE, ">", chinese, "</span>", behind] {
            self.out.push_str(part);
        }
    }
}

/// `text` in two, the first `at` bytes long.
fn cut(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The tag or the comment with which `rest` begins, and what follows it.
fn tag(rest: &str) -> (&str, &str) {
    if rest.starts_with("<!--") {
        return cut(rest, rest.find("-->").map_or(rest.len(), |end| end + 3));
    }
    let mut mark = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (mark, byte) {
            (None, b'"' | b'\'') => mark = Some(byte),
            (None, b'>') => return cut(rest, at + 1),
            (Some(open), _) if open == byte => mark = None,
            _ => {}
        }
    }
    (rest, "")
}

/// The name in `tag`; empty in a comment and the like.
fn name(tag: &str) -> &str {
    let from = tag.trim_start_matches(['<', '/']);
    let end = from.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    from.get(..end.unwrap_or(from.len())).unwrap_or("")
}

/// Where the Chinese in `text` begins and ends: from its first Han character to its last, with the punctuation that is written with them.
fn stretch(text: &str) -> Option<(usize, usize)> {
    let begin = text.find(is_han)?;
    let lead = text.get(..begin)?.trim_end_matches(is_wide_punctuation).len();
    let last = text.rfind(is_han)?;
    let rest = text.get(last..)?;
    let tail = rest.get(rest.chars().next()?.len_utf8()..)?;
    let more = tail.len() - tail.trim_start_matches(is_wide_punctuation).len();
    Some((lead, text.len() - tail.len() + more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_of_another_language_is_said_to_be_one_at_its_outermost_elements() {
        let html = "<p class=\"as-of\">As of <a href=\"x\">1</a></p>\n<img src=\"a > b\"><figure><svg><path d=\"\"/></svg></figure>\n<hr>";
        let expected = "<p lang=\"en\" class=\"as-of\">As of <a href=\"x\">1</a></p>\n<img lang=\"en\" src=\"a > b\">\
                        <figure lang=\"en\"><svg><path d=\"\"/></svg></figure>\n<hr lang=\"en\">";
        assert_eq!(said(html, Lang::En), expected);
        assert_eq!(said("没有", Lang::En), "没有");
    }

    #[test]
    fn what_is_chinese_is_marked_once_and_nothing_else() {
        for (html, expected) in [
            (
                "<html lang=\"en\"><h1>公文管理系统</h1>",
                "<html lang=\"en\"><h1 lang=\"zh-CN\">公文管理系统</h1>",
            ),
            (
                "<p>Owner: 张伟。 <b>x</b></p>",
                "<p>Owner: <span lang=\"zh-CN\">张伟。</span> <b>x</b></p>",
            ),
            (
                "<p lang=\"zh-CN\">一<i>二</i></p><p>三<br>3</p>",
                "<p lang=\"zh-CN\">一<i>二</i></p><p><span lang=\"zh-CN\">三</span><br>3</p>",
            ),
            (
                "<svg><text x=\"1\">1 件</text><title>件</title></svg>",
                "<svg><text x=\"1\" lang=\"zh-CN\">1 件</text><title lang=\"zh-CN\">件</title></svg>",
            ),
            (
                "<option value=\"公\">A 公</option><script>\"公<b>\"</script><!-- 公 --><a title=\"公 > 文\">x</a>",
                "<option value=\"公\" lang=\"zh-CN\">A 公</option><script>\"公<b>\"</script><!-- 公 --><a title=\"公 > 文\">x</a>",
            ),
            (
                "<td>\n《公文》 V5 版\n</td>",
                "<td lang=\"zh-CN\">\n《公文》 V5 版\n</td>",
            ),
            (
                "<pre>a: 公\nb\nc: 文 d</pre>",
                "<pre>a: <span lang=\"zh-CN\">公</span>\nb\nc: <span lang=\"zh-CN\">文</span> d</pre>",
            ),
            ("</p>公<", "</p>公<"),
        ] {
            assert_eq!(marked(html), expected);
            assert_eq!(marked(&marked(html)), expected);
        }
    }
}
