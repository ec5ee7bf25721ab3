//! How is an outline read?

use super::super::anchor::Anchors;
use super::super::events::Events;
use super::super::flank::Prepared;
use super::super::link::{self, LinkKind};
use super::super::plain::Plain;
use super::super::query::{self, Query};
use super::super::raw::{self, Piece};
use super::note::{self, Notes};
use super::removed::Candidates;
use super::{Cell, Foreign, Heading, Link, OPENING, Outline, Row, Sort, Table, blank, foreign};
use crate::base::Span;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

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
    let mut outline = reader.outline;
    outline.notes.extend(reader.notes.idle());
    outline.removed.extend(reader.html_seen.removed());
    outline
}

#[derive(Default)]
struct Reader<'b> {
    body: &'b str,
    outline: Outline,
    notes: Notes,
    html_seen: Candidates,
    /// What stands before what is read: whether a line begins here, and the link or picture that ends here.
    fresh: bool,
    ended: Option<(usize, Sort)>,
    /// Pictures that are open, and whether the outermost has a text.
    pictures: usize,
    says: bool,
    anchors: Anchors,
    /// Headings, by index, whose section is empty so far; levels rise.
    empty: Vec<usize>,
    /// Collects the text of the heading or cell that is open.
    plain: Option<Plain>,
    in_heading: bool,
    /// Whether the first section that says something has ended.
    opened: bool,
    in_head: bool,
    cell_link: Option<String>,
    in_code: bool,
    /// Text that stands in the source without a gap, so far.
    run: Option<Span>,
    /// The block of HTML that is open.
    raw: Option<(String, Span)>,
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
        self.open(&event);
        self.run(&event, span);
        self.foreign(&event, span);
        self.picture(&event, span);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.sql(&text, span),
            Event::Html(html) => {
                let start = self.raw.as_ref().map_or(span.start, |(_, raw)| raw.start);
                let (mut text, _) = self.raw.take().unwrap_or_default();
                text.push_str(&html);
                self.raw = Some((text, Span::new(start, span.end)));
            }
            Event::InlineHtml(html) => self.html(&html, span),
            Event::FootnoteReference(label) => self.notes.refer(&label),
            _ => {}
        }
    }

    /// Looks through each run of text for what should have been a link, or the mark of a footnote.
    fn run(&mut self, event: &Event<'_>, span: Span) {
        match (event, self.run) {
            (Event::Text(_), Some(run)) if run.end == span.start => {
                self.run = Some(Span::new(run.start, span.end));
                return;
            }
            (_, Some(run)) => {
                let blanks = blank::links(self.body, run);
                let sized = |link: &&Link| link.kind == LinkKind::Image && foreign::has_size(&link.target);
                let found = blanks.iter().filter(sized).map(|link| Foreign {
                    sort: Sort::Size,
                    span: link.span,
                });
                self.outline.foreign.extend(found);
                self.outline.blanks.extend(blanks);
                self.outline.notes.extend(note::marks(self.body, run));
            }
            (_, None) => {}
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            _ => {}
        }
        self.run = (matches!(event, Event::Text(_)) && !self.in_code).then_some(span);
    }

    /// Looks for markup that only other tools know.
    fn foreign(&mut self, event: &Event<'_>, span: Span) {
        let rest = self.body.get(span.start..).unwrap_or_default();
        let found = match event {
            Event::Start(Tag::BlockQuote(None)) => foreign::quote(rest, span.start),
            Event::Text(_) if self.in_code => None,
            Event::Text(_) => match self.ended {
                Some((end, sort)) if end == span.start => foreign::attributes(rest, span.start, sort),
                _ if self.fresh => foreign::line(rest.lines().next().unwrap_or_default(), span.start),
                _ => None,
            },
            _ => None,
        };
        self.outline.foreign.extend(found);
        self.fresh = matches!(
            event,
            Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak
        );
        self.ended = match event {
            Event::End(TagEnd::Image) => Some((span.end, Sort::Picture)),
            Event::End(TagEnd::Link) => Some((span.end, Sort::Link)),
            _ => None,
        };
    }

    /// Takes note of pictures without a text.
    fn picture(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                self.says &= self.pictures > 0;
                self.pictures += 1;
            }
            Event::End(TagEnd::Image) => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 && !self.says {
                    self.outline.silent.push(span);
                }
            }
            Event::Text(text) | Event::Code(text) => self.says |= !text.trim().is_empty(),
            _ => {}
        }
    }

    /// Takes what the first section shows.
    fn open(&mut self, event: &Event<'_>) {
        let opening = &mut self.outline.opening;
        if self.in_heading || self.opened || opening.len() >= OPENING {
            return;
        }
        match event {
            Event::Text(text) | Event::Code(text) => opening.push_str(text),
            Event::End(_) if !opening.is_empty() && !opening.ends_with(' ') => opening.push(' '),
            _ => return,
        }
        let end = opening.floor_char_boundary(OPENING);
        opening.truncate(end);
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
            Tag::FootnoteDefinition(label) => self.notes.define(&label, span),
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => self.row(span),
            Tag::TableCell => self.plain = Some(Plain::default()),
            _ => {}
        }
    }

    /// Takes note of a comment in the block of HTML at `span` that does not end there: a reader sees nothing of what follows in the block.
    fn comment(&mut self, span: Span) {
        let html = self.body.get(span.range()).unwrap_or_default();
        let begins = html.rfind("<!--").filter(|at| !html[*at..].contains("-->"));
        let place = begins.map(|at| Span::new(span.start + at, span.start + at + "<!--".len()));
        self.outline.open_comment = self.outline.open_comment.or(place);
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Heading(level) => self.heading(level as u8, span),
            TagEnd::CodeBlock => self.end_query(),
            TagEnd::HtmlBlock => {
                if let Some((html, span)) = self.raw.take() {
                    self.html(&html, span);
                    self.comment(span);
                }
            }
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
        self.opened = !self.outline.opening.trim().is_empty();
        let headings = &mut self.outline.headings;
        while let Some(last) = self.empty.last().and_then(|index| headings.get(*index))
            && last.level >= level
        {
            self.empty.pop();
        }
        self.empty.push(headings.len());
        let written = self.body.get(span.range()).unwrap_or_default();
        let lines = written.trim_end().trim_end_matches(['#', '=', '-']);
        // A list of attributes that is code, or escaped, is meant as text.
        let found =
            foreign::heading(lines, span.start).filter(|_| text.ends_with('}') && !lines.contains('`'));
        self.outline.foreign.extend(found);
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

    /// Links, images and anchors in raw HTML count like others.
    fn html(&mut self, html: &str, span: Span) {
        let mut from = 0;
        for piece in raw::pieces(html) {
            let source = match &piece {
                Piece::Tag(tag) => tag.source,
                Piece::Literal(text) => text,
                Piece::Text(_) | Piece::Hidden => continue,
            };
            let at = html[from..].find(source).map_or(from, |at| from + at);
            from = at + source.len();
            // Where the source is another one than its piece, it has its place as a whole.
            let body = self.body;
            let place = |length: usize| {
                let place = Span::new(span.start + at, span.start + at + length);
                let exact = body.get(place.range()) == source.get(..length);
                if exact { place } else { span }
            };
            let Piece::Tag(tag) = piece else {
                self.html_seen.literal(source, place);
                continue;
            };
            let place = place(source.len());
            self.html_seen.tag(&tag, place);
            let found = match tag.name {
                _ if tag.closing => None,
                "a" => tag.attribute("href").map(|target| (target, LinkKind::Link)),
                "img" => tag.attribute("src").map(|target| (target, LinkKind::Image)),
                _ => None,
            };
            if let Some((target, kind)) = found {
                let is_silent = kind == LinkKind::Image && tag.attribute("alt").is_none();
                self.outline.silent.extend(is_silent.then_some(place));
                self.link(target.into_owned(), kind, place);
            }
            self.outline
                .anchors
                .extend(tag.anchor().map(|id| id.into_owned()));
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
