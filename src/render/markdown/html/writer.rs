//! Which tag does each part of a text become?

use super::code::{self, Code};
use super::footnote::Footnotes;
use super::heading::Headings;
use super::inline::Alt;
use super::inserts::Inserts;
use super::table::Columns;
use super::{Options, Rendered, Resolve, clean, escape};
use crate::base::Span;
use crate::record::markdown::MAX_DEPTH;
use crate::record::markdown::alert;
use crate::record::markdown::cjk::joins;
use crate::record::markdown::flank::Prepared;
use crate::record::markdown::linked::Linked;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};
use std::collections::HashSet;

/// Writes a page.
pub struct Writer<'r> {
    body: &'r str,
    pub(super) ctx: &'r dyn Resolve,
    pub(super) options: &'r Options<'r>,
    pub(super) out: String,
    pub(super) headings: Headings,
    pub(super) columns: Columns,
    footnotes: Footnotes,
    inserts: Inserts,
    /// The pages around the footnotes that are open, each with the footnote's label.
    around: Vec<(String, String)>,
    /// Block quotes, lists and emphases that are open.
    depth: usize,
    /// The end tags of the links that are open.
    pub(super) links: Vec<&'static str>,
    /// The image that is open.
    pub(super) alt: Option<Alt>,
    code: Option<Code>,
    /// The box whose title comes next.
    titled: Option<BlockQuoteKind>,
    pub(super) raw_block: String,
    /// Whether the page holds an author's HTML, and how deep that is nested.
    pub(super) raw: bool,
    pub(super) raw_depth: usize,
    /// Elements of such HTML that are open in the line; they end with it.
    pub(super) raw_line: Vec<&'static str>,
    /// Whether a picture can be seen larger.
    pub(super) zooms: bool,
    /// The terms that are explained already.
    pub(super) explained: HashSet<usize>,
    /// The last character of the line, and where it broke softly after that.
    last: Option<char>,
    broken: Option<usize>,
}

impl<'r> Writer<'r> {
    /// A writer for `body`.
    pub fn new(body: &'r str, ctx: &'r dyn Resolve, options: &'r Options<'r>) -> Writer<'r> {
        Writer {
            body,
            ctx,
            options,
            out: String::with_capacity(body.len() + body.len() / 2),
            headings: Headings::default(),
            columns: Columns::default(),
            footnotes: Footnotes::default(),
            inserts: Inserts::new(),
            around: Vec::new(),
            depth: 0,
            links: Vec::new(),
            alt: None,
            code: None,
            titled: None,
            raw_block: String::new(),
            raw: false,
            raw_depth: 0,
            raw_line: Vec::new(),
            zooms: false,
            explained: HashSet::new(),
            last: None,
            broken: None,
        }
    }

    /// Reads the text and writes the page.
    pub fn run(mut self) -> Rendered {
        let prepared = Prepared::new(self.body);
        for (event, span) in Linked::new(&prepared) {
            self.event(event, span);
        }
        let toc = self.headings.finish(&mut self.out);
        self.footnotes.write(&mut self.out, self.options);
        let page = if self.raw {
            clean::clean(&self.out)
        } else {
            self.out
        };
        Rendered {
            html: self.inserts.fill(page),
            toc,
            title_id: self.headings.title_id,
            zooms: self.zooms,
            explains: !self.explained.is_empty(),
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some(plain) = self.headings.plain() {
            plain.event(&event);
        }
        if self.alt_event(&event) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push(&text, span),
                None if self.links.is_empty() && self.ctx.names_records(span) => self.ids(&text),
                None => self.text(&text),
            },
            Event::Code(code) => {
                self.line_goes_on(code.chars().next());
                self.out.push_str("<code>");
                escape::text(&mut self.out, &code);
                self.out.push_str("</code>");
                self.last = code.chars().next_back();
            }
            Event::Html(html) => self.raw_block.push_str(&html),
            Event::InlineHtml(html) => self.raw_inline(&html),
            Event::SoftBreak => self.broken = Some(self.out.len()),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.block("<hr />\n"),
            Event::FootnoteReference(label) => {
                self.line_goes_on(None);
                self.footnotes.refer(&mut self.out, &label, self.options.scope);
            }
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    /// Writes visible text.
    pub(super) fn text(&mut self, text: &str) {
        self.line_goes_on(text.chars().next());
        self.explain(text);
        self.last = text.chars().next_back();
    }

    /// Writes visible text that is HTML already and holds no tag.
    pub(super) fn verbatim(&mut self, text: &str) {
        self.line_goes_on(text.chars().next());
        self.out.push_str(text);
        self.last = text.chars().next_back();
    }

    /// Decides about a soft break before `next`: nothing is left of it between characters written without spaces.
    pub(super) fn line_goes_on(&mut self, next: Option<char>) {
        if let Some(at) = self.broken.take() {
            let joined = matches!((self.last, next), (Some(last), Some(next)) if joins(last, next));
            if !joined {
                self.out.insert(at, '\n');
            }
        }
        self.last = None;
    }

    pub(super) fn hard_break(&mut self) {
        self.block("<br />\n");
    }

    /// Writes markup that ends a line.
    fn block(&mut self, markup: &str) {
        self.broken = None;
        self.last = None;
        self.out.push_str(markup);
    }

    /// Ends a line: what an author's HTML left open in it must not run on over the page.
    fn end_line(&mut self) {
        self.end_raw_line(0);
        self.block("");
    }

    /// Writes `markup` for something that nests, unless it is too deep.
    fn enter(&mut self, markup: &str) {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            self.out.push_str(markup);
        }
    }

    fn leave(&mut self, markup: &str) {
        if self.depth <= MAX_DEPTH {
            self.out.push_str(markup);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis => self.enter("<em>"),
            Tag::Strong => self.enter("<strong>"),
            Tag::Strikethrough => self.enter("<del>"),
            Tag::Link { .. } | Tag::Image { .. } => self.start_link(&tag),
            _ => {
                self.end_line();
                self.start_block(tag, span);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, span: Span) {
        match (self.titled.take(), &tag) {
            (Some(kind), Tag::Paragraph) => return self.begin_title(kind),
            (Some(kind), _) => self.title(kind),
            (None, _) => {}
        }
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { .. } => self.headings.begin(&self.out),
            Tag::BlockQuote(kind) => self.start_quote(kind, span),
            Tag::List(None) => self.enter("<ul>\n"),
            Tag::List(Some(1)) => self.enter("<ol>\n"),
            Tag::List(Some(start)) => self.enter(&format!("<ol start=\"{start}\">\n")),
            Tag::Item if self.depth <= MAX_DEPTH => self.out.push_str("<li>"),
            Tag::CodeBlock(kind) => self.code = Some(Code::new(&kind)),
            Tag::Table(alignments) => self.columns.begin(&mut self.out, alignments),
            Tag::TableHead => self.columns.begin_head(&mut self.out),
            Tag::TableRow => {
                let anchor = self.ctx.row_anchor(self.columns.next_row());
                self.columns.begin_row(&mut self.out, anchor.as_deref());
            }
            Tag::TableCell => self.columns.begin_cell(&mut self.out),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.define(&label);
                self.around
                    .push((std::mem::take(&mut self.out), label.into_string()));
            }
            _ => {}
        }
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, span: Span) {
        let Some(kind) = kind else {
            return self.enter("<blockquote>\n");
        };
        let (_, class) = self.options.labels.alert(kind);
        self.enter(&format!("<div class=\"alert alert-{class}\">\n"));
        let source = self.body.get(span.range()).unwrap_or_default();
        match alert::titled(source) {
            Some(_) => self.titled = Some(kind),
            None => self.title(kind),
        }
    }

    /// Writes the title that a box of this kind has by itself.
    fn title(&mut self, kind: BlockQuoteKind) {
        if self.depth > MAX_DEPTH {
            return;
        }
        self.out.push_str("<p class=\"alert-title\"");
        self.options.labels.mark(&mut self.out);
        self.out.push('>');
        escape::text(&mut self.out, self.options.labels.alert(kind).0);
        self.out.push_str("</p>\n");
    }

    /// Begins the title that an author gave to a box: its kind is told too, for its colour alone tells it to few.
    fn begin_title(&mut self, kind: BlockQuoteKind) {
        self.out.push_str("<p class=\"alert-title\"><span");
        self.options.labels.mark(&mut self.out);
        self.out.push('>');
        escape::text(&mut self.out, &self.options.labels.alert_before(kind));
        self.out.push_str("</span>");
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis => self.leave("</em>"),
            TagEnd::Strong => self.leave("</strong>"),
            TagEnd::Strikethrough => self.leave("</del>"),
            TagEnd::Link => self.end_link(),
            _ => {
                self.end_line();
                self.end_block(tag, span);
            }
        }
    }

    fn end_block(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                let Options { title, labels, .. } = *self.options;
                let aside = !self.around.is_empty();
                self.headings
                    .end(&mut self.out, level as u8, title, labels, aside);
            }
            TagEnd::BlockQuote(None) => self.leave("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.leave("</div>\n"),
            TagEnd::List(false) => self.leave("</ul>\n"),
            TagEnd::List(true) => self.leave("</ol>\n"),
            TagEnd::Item if self.depth <= MAX_DEPTH => self.out.push_str("</li>\n"),
            TagEnd::CodeBlock => self.end_code(span),
            TagEnd::HtmlBlock => self.end_raw_block(),
            TagEnd::Table => self.columns.end(&mut self.out),
            TagEnd::TableHead => self.columns.end_head(&mut self.out),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.columns.end_cell(&mut self.out),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            _ => {}
        }
    }

    fn end_code(&mut self, span: Span) {
        let Some(code) = self.code.take() else { return };
        let inserted = code.query(span).and_then(|query| self.ctx.query(&query));
        match inserted {
            Some(html) => self.inserts.push(&mut self.out, html, self.body),
            None => code::block(&mut self.out, &code.info, &code.text),
        }
    }

    fn end_footnote(&mut self) {
        if let Some((page, label)) = self.around.pop() {
            let note = std::mem::replace(&mut self.out, page);
            self.footnotes.set(&label, &note);
        }
    }

    fn task(&mut self, done: bool) {
        self.line_goes_on(None);
        self.out.push_str("<input type=\"checkbox\" disabled");
        if done {
            self.out.push_str(" checked");
        }
        escape::pair(&mut self.out, "aria-label", self.options.labels.task(done));
        self.options.labels.mark(&mut self.out);
        self.out.push_str(" /> ");
    }
}
