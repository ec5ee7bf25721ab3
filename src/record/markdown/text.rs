//! What can a reader see in a text?

use super::events::Events;
use super::flank::Prepared;
use super::plain::Plain;
use super::query;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// What a reader can see, for the search index. Where markup stood in the middle of a text, nothing stands now, so that every
/// phrase on the page is a phrase here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visible {
    /// Paragraphs, list items and footnotes, a line each; the cells of a table row are separated by tabs. Code inside of
    /// a sentence belongs to it.
    pub body: String,
    /// The headings.
    pub headings: Vec<String>,
    /// Code blocks, one after the other. `query` blocks are left out: a page shows their result.
    pub code: String,
    /// The texts of images.
    pub alts: Vec<String>,
}

/// Reads what a reader of `body` can see.
pub fn text(body: &str) -> Visible {
    let prepared = Prepared::new(body);
    let mut reader = Reader::default();
    reader.plain.text.reserve(body.len());
    for (event, _) in Events::new(&prepared) {
        reader.event(&event);
    }
    reader.visible.body = reader.plain.take();
    reader.visible
}

#[derive(Default)]
struct Reader {
    visible: Visible,
    plain: Plain,
    heading: Option<Plain>,
    alt: Option<Plain>,
    /// Images that are open: those inside the text of an image belong to it.
    images: usize,
    html: String,
    code: Option<bool>,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Html(html) => self.html.push_str(html),
            Event::Text(text) if self.code.is_some() => self.code(text),
            Event::Rule => self.plain.space('\n'),
            _ => self.inline(event),
        }
    }

    fn inline(&mut self, event: &Event<'_>) {
        let plain = self.alt.as_mut().or(self.heading.as_mut());
        plain.unwrap_or(&mut self.plain).event(event);
    }

    fn code(&mut self, text: &str) {
        if self.code == Some(true) {
            self.visible.code.push_str(text);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => {
                self.images += 1;
                self.alt.get_or_insert_default();
            }
            Tag::Heading { .. } => self.heading = Some(Plain::default()),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.code = Some(query::options(info).is_none()),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.code = Some(true),
            Tag::TableCell => self.plain.space('\t'),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => {}
            _ => self.plain.space('\n'),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.end_image(),
            TagEnd::Heading(_) => {
                let text = self.heading.take().map(|mut heading| heading.take());
                self.visible.headings.extend(text.filter(|text| !text.is_empty()));
            }
            TagEnd::CodeBlock => {
                self.code = None;
                end_line(&mut self.visible.code);
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.plain.html(&html);
                self.plain.space('\n');
            }
            TagEnd::TableCell | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {}
            _ => self.plain.space('\n'),
        }
    }

    fn end_image(&mut self) {
        self.images = self.images.saturating_sub(1);
        if self.images == 0 {
            let text = self.alt.take().map(|mut alt| alt.take());
            self.visible.alts.extend(text.filter(|text| !text.is_empty()));
        }
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}
