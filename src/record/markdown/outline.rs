//! What does a text hold that other modules need to know: headings, links, tables, queries?

use super::anchor::Anchors;
use super::events::Events;
use super::flank::Prepared;
use super::link::{self, LinkKind};
use super::plain::Plain;
use super::query::{self, Query};
use super::raw::{self, Piece};
use crate::base::Span;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// What a text holds, in its order. All spans are bytes of the text that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
    /// The links and images, those inside of tables and headings included; none from code.
    pub links: Vec<Link>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The `query` blocks.
    pub queries: Vec<Query>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The level as written, 1 to 6.
    pub level: u8,
    /// The text without markup.
    pub text: String,
    /// The anchor, the same as in the page.
    pub id: String,
    /// The heading's line.
    pub span: Span,
    /// Whether anything but headings and comments stands before the next heading of the same or a higher level.
    pub filled: bool,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as written, without escapes, with its `#fragment`.
    pub target: String,
    /// How it is written.
    pub kind: LinkKind,
    /// From its first bracket to its last.
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The cells of the head.
    pub head: Vec<Cell>,
    /// The rows below; each has as many cells as the head.
    pub rows: Vec<Row>,
    /// The whole table.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// The row's line.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text without markup, trimmed.
    pub text: String,
    /// The target of the first link in the cell.
    pub link: Option<String>,
    /// The content; empty at its place where the cell is.
    pub span: Span,
}

impl Outline {
    /// The first heading.
    pub fn first_heading(&self) -> Option<&Heading> {
        self.headings.first()
    }

    /// The heading that `fragment` (what stands after `#` in a link) means: its anchor, percent-encoded or not, or its text.
    pub fn heading(&self, fragment: &str) -> Option<&Heading> {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let slug = super::slug(&decoded);
        let by = |wanted: &str| self.headings.iter().find(|heading| heading.id == wanted);
        by(&decoded).or_else(|| by(&slug))
    }
}

/// Reads what `body` holds, in one pass.
pub fn outline(body: &str) -> Outline {
    let prepared = Prepared::new(body);
    let mut reader = Reader {
        body,
        ..Reader::default()
    };
    for (event, span) in Events::new(&prepared) {
        reader.event(event, span);
    }
    reader.outline
}

#[derive(Default)]
struct Reader<'b> {
    body: &'b str,
    outline: Outline,
    anchors: Anchors,
    /// Headings, by index, whose section is empty so far; levels rise.
    empty: Vec<usize>,
    /// Collects the text of the heading or cell that is open.
    plain: Option<Plain>,
    in_heading: bool,
    in_head: bool,
    cell_link: Option<String>,
    query: Option<(String, Option<Span>)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        if !self.empty.is_empty() && !self.in_heading && is_content(&event) {
            self.fill();
        }
        if let Some(plain) = &mut self.plain {
            plain.event(&event);
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.sql(&text, span),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, span),
            _ => {}
        }
    }

    fn fill(&mut self) {
        for index in self.empty.drain(..) {
            if let Some(heading) = self.outline.headings.get_mut(index) {
                heading.filled = true;
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Heading { .. } => {
                self.plain = Some(Plain::default());
                self.in_heading = true;
            }
            Tag::Link { .. } | Tag::Image { .. } => {
                if let Some((target, kind)) = link::of_tag(&tag) {
                    self.link(target, kind, span);
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.query = query::options(&info).map(|_| (String::new(), None));
                if let Some(options) = query::options(&info) {
                    self.outline.queries.push(Query {
                        options: options.to_owned(),
                        sql: String::new(),
                        span,
                        sql_span: Span::new(span.end, span.end),
                    });
                }
            }
            Tag::Table(_) => self.outline.tables.push(Table {
                head: Vec::new(),
                rows: Vec::new(),
                span,
            }),
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => self.row(span),
            Tag::TableCell => self.plain = Some(Plain::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(level) => self.heading(level as u8, span),
            TagEnd::CodeBlock => self.end_query(),
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell => self.cell(span),
            _ => {}
        }
    }

    fn heading(&mut self, level: u8, span: Span) {
        let text = self
            .plain
            .take()
            .map(|mut plain| plain.take())
            .unwrap_or_default();
        self.in_heading = false;
        let headings = &mut self.outline.headings;
        while let Some(last) = self.empty.last().and_then(|index| headings.get(*index))
            && last.level >= level
        {
            self.empty.pop();
        }
        self.empty.push(headings.len());
        headings.push(Heading {
            level,
            id: self.anchors.next(&text),
            text,
            span: trimmed(self.body, span),
            filled: false,
        });
    }

    fn link(&mut self, target: String, kind: LinkKind, span: Span) {
        if self.plain.is_some() && !self.in_heading && self.cell_link.is_none() {
            self.cell_link = Some(target.clone());
        }
        self.outline.links.push(Link { target, kind, span });
    }

    /// Links and images in raw HTML count like others.
    fn html(&mut self, html: &str, span: Span) {
        for piece in raw::pieces(html) {
            let Piece::Tag(tag) = piece else { continue };
            let found = match tag.name {
                "a" => tag.attribute("href").map(|target| (target, LinkKind::Link)),
                "img" => tag.attribute("src").map(|target| (target, LinkKind::Image)),
                _ => None,
            };
            if let Some((target, kind)) = found {
                self.link(target.into_owned(), kind, span);
            }
        }
    }

    fn sql(&mut self, text: &str, span: Span) {
        if let Some((sql, place)) = &mut self.query {
            sql.push_str(text);
            let start = place.map_or(span.start, |place| place.start);
            *place = Some(Span::new(start, span.end));
        }
    }

    fn end_query(&mut self) {
        if let (Some((sql, place)), Some(query)) = (self.query.take(), self.outline.queries.last_mut()) {
            query.sql = sql;
            query.sql_span = place.unwrap_or(query.sql_span);
        }
    }

    fn row(&mut self, span: Span) {
        if let Some(table) = self.outline.tables.last_mut() {
            table.rows.push(Row {
                cells: Vec::with_capacity(table.head.len()),
                span: trimmed(self.body, span),
            });
        }
    }

    fn cell(&mut self, span: Span) {
        let text = self
            .plain
            .take()
            .map(|mut plain| plain.take())
            .unwrap_or_default();
        let cell = Cell {
            text,
            link: self.cell_link.take(),
            span: trimmed(self.body, span),
        };
        let Some(table) = self.outline.tables.last_mut() else {
            return;
        };
        if self.in_head {
            table.head.push(cell);
        } else if let Some(row) = table.rows.last_mut() {
            row.cells.push(cell);
        }
    }
}

/// Whether `event` is something that a reader sees under a heading.
fn is_content(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => !text.trim().is_empty(),
        Event::Html(html) | Event::InlineHtml(html) => raw::pieces(html).any(|piece| match piece {
            Piece::Text(text) | Piece::Literal(text) => !text.trim().is_empty(),
            Piece::Tag(tag) => tag.name == "img",
            Piece::Hidden => false,
        }),
        Event::Code(_) | Event::Start(Tag::Image { .. }) => true,
        _ => false,
    }
}

/// `span` without the white space around what it holds.
fn trimmed(body: &str, span: Span) -> Span {
    let Some(text) = body.get(span.range()) else {
        return span;
    };
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}
