//! How is Markdown read where bare addresses are links?
//!
//! Only what shows a text reads it so: such an address names nothing in the knowledge base, and adds nothing to what a text says. A backslash keeps it
//! as it is (`a\@b.cn`, `https\://…`).

use super::bare::{self, Bare, Kind};
use super::events::Events;
use super::flank::Prepared;
use super::raw::{self, Piece};
use crate::base::Span;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::VecDeque;
use std::ops::Range;

/// The events of a text in which its bare addresses are links, written like `<https://…>`.
pub struct Linked<'p> {
    inner: Events<'p>,
    /// Whether there may be any.
    may: bool,
    ready: VecDeque<(Event<'p>, Span)>,
    /// Links, images and blocks of code that are open.
    within: usize,
    /// Whether an author's `<a href>` is open in the line, or around blocks.
    in_line: bool,
    around: bool,
    block: String,
}

/// A piece of text as the parser gives it.
type Text<'p> = (CowStr<'p>, Span);

impl<'p> Linked<'p> {
    /// Reads `prepared`.
    pub fn new(prepared: &'p Prepared<'p>) -> Linked<'p> {
        Linked {
            inner: Events::new(prepared),
            may: bare::may_hold(&prepared.text),
            ready: VecDeque::new(),
            within: 0,
            in_line: false,
            around: false,
            block: String::new(),
        }
    }

    /// Takes note of where no address is to become a link.
    fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.within += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.within = self.within.saturating_sub(1),
            Event::InlineHtml(html) => self.html(html, true),
            Event::Html(html) => self.block.push_str(html),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::Start(tag) => {
                self.in_line = false;
                self.within += usize::from(matches!(tag, Tag::CodeBlock(_)));
            }
            Event::End(end) => {
                self.in_line = false;
                match end {
                    TagEnd::CodeBlock => self.within = self.within.saturating_sub(1),
                    TagEnd::HtmlBlock => {
                        let html = std::mem::take(&mut self.block);
                        self.html(&html, false);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn html(&mut self, html: &str, in_line: bool) {
        for piece in raw::pieces(html) {
            let Piece::Tag(tag) = piece else { continue };
            match tag.name {
                "a" if tag.closing && self.in_line => self.in_line = false,
                "a" if tag.closing => self.around = false,
                "a" if tag.attribute("href").is_some() => match in_line {
                    true => self.in_line = true,
                    false => self.around = true,
                },
                _ => {}
            }
        }
    }

    /// Reads on where a text begins with `first`, up to what is no text.
    fn run(&mut self, first: Text<'p>) {
        let mut pieces = vec![first];
        let mut after = None;
        for (event, span) in self.inner.by_ref() {
            match event {
                Event::Text(text) => pieces.push((text, span)),
                other => {
                    after = Some((other, span));
                    break;
                }
            }
        }
        self.link(pieces);
        if let Some((event, _)) = &after {
            self.note(event);
        }
        self.ready.extend(after);
    }

    /// Makes ready `pieces`, which stand side by side, with the addresses in them as links.
    fn link(&mut self, pieces: Vec<Text<'p>>) {
        let whole: String = match pieces.as_slice() {
            [(text, _)] => text.to_string(),
            all => all.iter().map(|(text, _)| text.as_ref()).collect(),
        };
        let mut links = bare::find(&whole);
        let escaped = escaped(&pieces);
        links.retain(|bare| {
            let next = escaped.partition_point(|at| *at < bare.sign.start);
            escaped.get(next).is_none_or(|at| *at >= bare.sign.end)
        });
        let mut links = links.into_iter().peekable();
        let mut start = 0;
        for (text, span) in pieces {
            let (end, mut at) = (start + text.len(), start);
            if text.is_empty() {
                self.ready.push_back((Event::Text(text), span));
                continue;
            }
            while at < end {
                if let Some(bare) = links.peek().filter(|bare| bare.range.start == at) {
                    self.ready.push_back((open(bare, &whole), span));
                }
                let next = match links.peek() {
                    Some(bare) if at < bare.range.start => bare.range.start,
                    Some(bare) => bare.range.end,
                    None => end,
                };
                let (part, place) = part((&text, span), at - start..next.min(end) - start);
                at = next.min(end);
                self.ready.push_back((Event::Text(part), place));
                if links.next_if(|bare| bare.range.end == at).is_some() {
                    self.ready.push_back((Event::End(TagEnd::Link), place));
                }
            }
            start = end;
        }
    }
}

/// Where a backslash stands before a byte of `pieces`.
fn escaped(pieces: &[Text<'_>]) -> Vec<usize> {
    let mut at = 0;
    let places = pieces.array_windows().filter_map(|[(before, left), (_, right)]| {
        at += before.len();
        (left.end < right.start).then_some(at)
    });
    places.collect()
}

/// The beginning of the link to the address `bare` of `text`.
fn open<'p>(bare: &Bare, text: &str) -> Event<'p> {
    let written = text.get(bare.range.clone()).unwrap_or_default();
    let (link_type, dest_url) = match bare.kind {
        Kind::Web => (LinkType::Autolink, written.to_owned()),
        Kind::Www => (LinkType::Autolink, format!("http://{written}")),
        Kind::Mail => (LinkType::Email, written.to_owned()),
    };
    Event::Start(Tag::Link {
        link_type,
        dest_url: dest_url.into(),
        title: "".into(),
        id: "".into(),
    })
}

/// The bytes `range` of a piece.
fn part<'p>((text, span): (&CowStr<'p>, Span), range: Range<usize>) -> Text<'p> {
    if range == (0..text.len()) {
        return (text.clone(), span);
    }
    // What is no copy of the source has its place as a whole.
    let is_copy = text.len() == span.end - span.start;
    let place = match is_copy {
        true => Span::new(span.start + range.start, span.start + range.end),
        false => span,
    };
    let part = match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.get(range).unwrap_or_default()),
        text => text.get(range).unwrap_or_default().to_owned().into(),
    };
    (part, place)
}

impl<'p> Iterator for Linked<'p> {
    type Item = (Event<'p>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(ready) = self.ready.pop_front() {
            return Some(ready);
        }
        let (event, span) = self.inner.next()?;
        match event {
            Event::Text(text) if self.may && self.within == 0 && !self.in_line && !self.around => {
                self.run((text, span));
                self.ready.pop_front()
            }
            event => {
                if self.may {
                    self.note(&event);
                }
                Some((event, span))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the links that `body` does not write lead to, and what they say.
    fn links(body: &str) -> Vec<(String, String)> {
        let prepared = Prepared::new(body);
        let mut found: Vec<(String, String)> = Vec::new();
        let mut open = false;
        for (event, span) in Linked::new(&prepared) {
            match event {
                Event::Start(Tag::Link { dest_url, .. }) if !body[span.start..].starts_with(['[', '<']) => {
                    found.push((dest_url.to_string(), String::new()));
                    open = true;
                }
                Event::End(TagEnd::Link) => open = false,
                Event::Text(text) if open => {
                    let (_, says) = found.last_mut().unwrap_or_else(|| unreachable!());
                    says.push_str(&text);
                }
                _ => {}
            }
        }
        found
    }

    fn says(body: &str) -> Vec<String> {
        links(body).into_iter().map(|(_, says)| says).collect()
    }

    #[test]
    fn bare_addresses_are_links() {
        for (body, wanted) in [
            ("见https://a.cn/x_y_z?a=1&b=2，再看", "https://a.cn/x_y_z?a=1&b=2"),
            ("**地址：**https://a.cn/**x**", "https://a.cn/"),
            ("*https://a.cn/b*。", "https://a.cn/b"),
            ("**https://a.cn/b**。", "https://a.cn/b"),
            ("~~www.a.cn~~后", "www.a.cn"),
            ("# 标题 https://a.cn/", "https://a.cn/"),
            ("- https://a.cn/\n", "https://a.cn/"),
            ("> https://a.cn/", "https://a.cn/"),
            ("|网址|\n|-|\n|https://a.cn/a|\n", "https://a.cn/a"),
            ("文[^1]\n\n[^1]: https://a.cn/。", "https://a.cn/"),
            ("https://a.cn/a\\_b", "https://a.cn/a_b"),
            ("https://a.cn/?a&amp;b", "https://a.cn/?a&b"),
            ("[https://a.cn/]后", "https://a.cn/"),
            ("<kbd>www.a.cn</kbd>", "www.a.cn"),
            ("<a name=\"x\"></a>https://a.cn", "https://a.cn"),
            ("[甲](b)、a_b@c.cn", "a_b@c.cn"),
            ("甲\nhttps://a.cn/\n乙", "https://a.cn/"),
        ] {
            assert_eq!(says(body), [wanted], "{body}");
        }
        assert_eq!(
            links("www.a.cn、a@b.cn"),
            [("http://www.a.cn", "www.a.cn"), ("a@b.cn", "a@b.cn")]
                .map(|(to, says)| (to.to_owned(), says.to_owned()))
        );
    }

    #[test]
    fn what_is_code_or_a_link_or_escaped_stays() {
        for body in [
            "`https://a.cn/`",
            "```\nhttps://a.cn/\n```",
            "    https://a.cn/",
            "[https://a.cn/](b.md)",
            "[见 **www.a.cn**](b.md)",
            "[[F-1|https://a.cn]]",
            "<https://a.cn/>",
            "<a@b.cn>",
            "![https://a.cn/](b.png)",
            "<a href=\"b.md\">https://a.cn/</a>",
            "<a href=\"b.md\">\n\nhttps://a.cn/\n\n</a>",
            "<div><a\n href=b.md>\n\nhttps://a.cn/",
            "<div>https://a.cn/</div>",
            "[r]: https://a.cn/",
            "https\\://a.cn/",
            "https:\\//a.cn/",
            "www\\.a.cn",
            "a\\@b.cn",
        ] {
            assert_eq!(says(body), [""; 0], "{body}");
        }
    }

    #[test]
    fn an_open_link_ends_with_its_line() {
        assert_eq!(says("<a href=\"x\">甲 www.a.cn\n\nwww.b.cn"), ["www.b.cn"]);
        assert_eq!(
            says("<a href=\"x\">\n\nwww.a.cn\n\n</a>\n\nwww.b.cn"),
            ["www.b.cn"]
        );
    }

    #[test]
    fn pieces_keep_their_places() {
        let body = "**注：**见https://a.cn/x_y，&amp;a@b.cn后\r\n";
        let prepared = Prepared::new(body);
        for (event, span) in Linked::new(&prepared) {
            if let Event::Text(text) = event
                && text.as_ref() != "&"
            {
                assert_eq!(body.get(span.range()), Some(text.as_ref()));
            }
        }
        assert_eq!(says(body), ["https://a.cn/x_y", "a@b.cn"]);
    }

    /// The events without the links among them, where texts side by side are one.
    fn without_links<'p>(events: impl Iterator<Item = (Event<'p>, Span)>) -> Vec<Event<'p>> {
        let mut kept: Vec<Event<'p>> = Vec::new();
        for (event, _) in events {
            match (event, kept.last_mut()) {
                (Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link), _) => {}
                (Event::Text(text), Some(Event::Text(last))) => *last = format!("{last}{text}").into(),
                (event, _) => kept.push(event),
            }
        }
        kept
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn links_change_nothing_but_that_they_are_links(
            body in "(https?://|www\\.|[a-c]{1,2}@|b\\.cn|a|/|_|\\*\\*|`|\\[|\\]|\\(b\\)|<a href=x>|</a>|\\\\|&|中|，|：| |\n|\n\n|\\||> |- |!\\[|\\PC){0,24}"
        ) {
            let prepared = Prepared::new(&body);
            let linked = without_links(Linked::new(&prepared));
            prop_assert_eq!(linked, without_links(Events::new(&prepared)));
            let mut open = 0;
            for (event, span) in Linked::new(&prepared) {
                open += i32::from(matches!(event, Event::Start(Tag::Link { .. })));
                open -= i32::from(matches!(event, Event::End(TagEnd::Link)));
                prop_assert!(body.get(span.range()).is_some());
            }
            prop_assert_eq!(open, 0);
        }
    }
}
