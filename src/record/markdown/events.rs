//! How is Markdown read? The one way that all readers here share.

use super::alert::{Becomes, Boxes};
use super::flank::Prepared;
use crate::base::Span;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

/// The parser's events with places in the author's text.
pub struct Events<'p> {
    inner: OffsetIter<'p>,
    prepared: &'p Prepared<'p>,
    boxes: Boxes,
    /// Where a paragraph begins next.
    begins: Option<usize>,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

impl<'p> Events<'p> {
    /// Reads `prepared`.
    pub fn new(prepared: &'p Prepared<'p>) -> Events<'p> {
        Events {
            inner: Parser::new_ext(&prepared.text, options()).into_offset_iter(),
            prepared,
            boxes: Boxes::default(),
            begins: None,
        }
    }
}

impl<'p> Iterator for Events<'p> {
    type Item = (Event<'p>, Span);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(at) = self.begins.take() {
            return Some((Event::Start(Tag::Paragraph), Span::new(at, at)));
        }
        let (mut event, range) = loop {
            let (mut event, range) = self.inner.next()?;
            let rest = self.prepared.text.get(range.start..).unwrap_or_default();
            match self.boxes.event(&mut event, range.start, range.end, rest) {
                Becomes::Itself => break (event, range),
                Becomes::Nothing => {}
                Becomes::Paragraph => {
                    self.begins = Some(self.prepared.original(range.end));
                    break (Event::End(TagEnd::Paragraph), range);
                }
            }
        };
        if let Event::Start(tag) = &mut event {
            unescape_bar(tag);
        }
        if let Some(marks) = self.prepared.marks {
            unmark(&mut event, marks);
        }
        let span = Span::new(
            self.prepared.original(range.start),
            self.prepared.original(range.end),
        );
        Some((event, span))
    }
}

/// In a table the bar of `[[ID\|text]]` is escaped; the backslash is no part of the target.
fn unescape_bar(tag: &mut Tag<'_>) {
    if let Tag::Link {
        link_type: LinkType::WikiLink { has_pothole: true },
        dest_url,
        ..
    }
    | Tag::Image {
        link_type: LinkType::WikiLink { has_pothole: true },
        dest_url,
        ..
    } = tag
        && let Some(target) = dest_url.strip_suffix('\\')
    {
        *dest_url = target.to_owned().into();
    }
}

/// Takes `marks` out of all texts of `event`.
fn unmark(event: &mut Event<'_>, marks: [char; 2]) {
    match event {
        Event::Text(text)
        | Event::Code(text)
        | Event::Html(text)
        | Event::InlineHtml(text)
        | Event::FootnoteReference(text)
        | Event::Start(Tag::FootnoteDefinition(text) | Tag::CodeBlock(CodeBlockKind::Fenced(text))) => {
            clean(text, marks);
        }
        Event::Start(
            Tag::Link {
                dest_url, title, id, ..
            }
            | Tag::Image {
                dest_url, title, id, ..
            },
        ) => {
            clean(dest_url, marks);
            clean(title, marks);
            clean(id, marks);
        }
        _ => {}
    }
}

fn clean(text: &mut CowStr<'_>, marks: [char; 2]) {
    if text.contains(marks) {
        *text = text.replace(marks, "").into();
    }
}
