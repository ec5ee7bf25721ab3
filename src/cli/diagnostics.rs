//! How are findings shown? To people with the source underlined, to programs as JSON.

use crate::base::diagnostic::Related;
use crate::base::{Catalog, Diagnostic, Lang, Lines, RelPath, Severity, Span};
use annotate_snippets::renderer::DEFAULT_TERM_WIDTH;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::rc::Rc;

/// How findings are shown.
pub struct Show<'s> {
    /// In which language.
    pub lang: Lang,
    /// Whether with colours.
    pub colour: bool,
    /// How many columns the terminal has; longer lines of source are trimmed around what is underlined.
    pub width: usize,
    read: &'s dyn Fn(&RelPath) -> Option<String>,
    last: RefCell<Option<(RelPath, Option<Rc<str>>)>>,
}

impl<'s> Show<'s> {
    /// In `lang`, without colours; `read` gives the texts of files, without byte order mark.
    pub fn new(lang: Lang, read: &'s dyn Fn(&RelPath) -> Option<String>) -> Show<'s> {
        Show {
            lang,
            colour: false,
            width: DEFAULT_TERM_WIDTH,
            read,
            last: RefCell::new(None),
        }
    }

    /// The text of a file. The last one is kept, for findings come sorted by file.
    fn text(&self, path: &RelPath) -> Option<Rc<str>> {
        if let Some((known, text)) = &*self.last.borrow()
            && known == path
        {
            return text.clone();
        }
        let text: Option<Rc<str>> = (self.read)(path).map(Rc::from);
        *self.last.borrow_mut() = Some((path.clone(), text.clone()));
        text
    }
}

/// Writes the findings for people, each with its place, and a line that sums them up.
pub fn human(findings: &[Diagnostic], show: &Show<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(listed(findings, show).as_bytes())?;
    writeln!(out, "{}", summary(findings, show.lang))
}

/// The findings for people, each with its place.
pub fn listed(findings: &[Diagnostic], show: &Show<'_>) -> String {
    let renderer = if show.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(show.width);
    let mut list = String::new();
    for finding in findings {
        list.push_str(&one(finding, show, &renderer));
        list.push_str("\n\n");
    }
    list
}

/// How many errors and warnings there are, in how many files.
pub fn summary(findings: &[Diagnostic], lang: Lang) -> String {
    let catalog = Catalog::of(lang);
    if findings.is_empty() {
        return catalog.word("check-clean");
    }
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let files: BTreeSet<&RelPath> = findings.iter().map(|finding| &finding.path).collect();
    catalog.fill(
        "check-summary",
        [
            ("errors", count(Severity::Error).into()),
            ("warnings", count(Severity::Warning).into()),
            ("files", files.len().into()),
        ],
    )
}

/// One finding: its message, the source with its place underlined, other places, and the help.
fn one(finding: &Diagnostic, show: &Show<'_>, renderer: &Renderer) -> String {
    let catalog = Catalog::of(show.lang);
    let (level, word) = match finding.severity {
        Severity::Error => (Level::ERROR, "check-error"),
        Severity::Warning => (Level::WARNING, "check-warning"),
    };
    let title = level
        .with_name(catalog.word(word))
        .primary_title(catalog.say(&finding.message))
        .id(finding.rule);
    let (here, elsewhere): (Vec<&Related>, Vec<&Related>) = finding
        .related
        .iter()
        .partition(|other| other.path == finding.path && has_place(other.span));
    let mut marks = vec![(finding.span, AnnotationKind::Primary, None)];
    marks.extend(here.iter().map(|other| mark(other, catalog)));
    let mut main = place(
        Group::with_title(title),
        &finding.path,
        show.text(&finding.path),
        &marks,
    );
    for other in elsewhere {
        main = place(main, &other.path, show.text(&other.path), &[mark(other, catalog)]);
    }
    let mut report = vec![main];
    if let Some(help) = &finding.help {
        let help = Level::HELP
            .with_name(catalog.word("check-help"))
            .secondary_title(visible(&catalog.say(help)));
        report.push(Group::with_title(help));
    }
    renderer.render(&report)
}

type Mark = (Span, AnnotationKind, Option<String>);

fn mark(other: &Related, catalog: &Catalog) -> Mark {
    (
        other.span,
        AnnotationKind::Context,
        Some(catalog.say(&other.message)),
    )
}

/// Findings about a file as a whole have no place to underline.
fn has_place(span: Span) -> bool {
    span != Span::default()
}

/// Adds the lines of `text` that hold `marks`, the marks underlined.
fn place<'g>(group: Group<'g>, path: &RelPath, text: Option<Rc<str>>, marks: &[Mark]) -> Group<'g> {
    let path = visible(path.as_str());
    let whole = marks.iter().all(|(span, ..)| !has_place(*span));
    let Some(text) = text.filter(|text| !whole && !text.is_empty()) else {
        let group = group.element(Origin::path(path).line(1).char_column(1));
        let labels = marks.iter().filter_map(|(_, _, label)| label.clone());
        return group.elements(labels.map(|label| Level::NOTE.no_name().message(label)));
    };
    let spans: Vec<Range<usize>> = marks.iter().map(|(span, ..)| inside(&text, *span)).collect();
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(0);
    let start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let line = 1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count();
    let annotations = spans
        .into_iter()
        .zip(marks)
        .map(|(span, (_, kind, label))| -> Annotation<'g> {
            kind.span(span.start - start..span.end - start)
                .label(label.clone())
        });
    let lines = text[start..end].trim_end_matches('\r').to_owned();
    group.element(
        Snippet::source(lines)
            .path(path)
            .line_start(line)
            .annotations(annotations),
    )
}

/// `span` kept inside `text` and on whole characters.
fn inside(text: &str, span: Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.floor_char_boundary(span.end.min(text.len()));
    start..end.max(start)
}

/// Controls, which could drive a terminal, made visible; paths and help may hold what an author wrote.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// The findings for programs: lines and columns count from 1, columns in characters; an end is one past the last.
pub fn json(findings: &[Diagnostic], show: &Show<'_>) -> Value {
    findings.iter().map(|finding| entry(finding, show)).collect()
}

fn entry(finding: &Diagnostic, show: &Show<'_>) -> Value {
    let catalog = Catalog::of(show.lang);
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|other| {
            let [line, column, end_line, end_column] = position(other.span, &other.path, show);
            json!({
                "message": catalog.say(&other.message),
                "path": other.path.as_str(),
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
            })
        })
        .collect();
    let [line, column, end_line, end_column] = position(finding.span, &finding.path, show);
    let mut entry = json!({
        "rule": finding.rule,
        "severity": finding.severity.name(),
        "message": catalog.say(&finding.message),
        "path": finding.path.as_str(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "help": finding.help.as_ref().map(|help| catalog.say(help)),
    });
    if let Some(entry) = entry.as_object_mut().filter(|_| !related.is_empty()) {
        entry.insert("related".to_owned(), related.into());
    }
    entry
}

impl Show<'_> {
    /// The line of the file at `path` that `span` begins on; nothing where the file cannot be read.
    pub(super) fn line(&self, path: &RelPath, span: Span) -> String {
        let text = self.text(path).filter(|_| has_place(span));
        let line = text.as_deref().and_then(|text| {
            let lines = Lines::new(text);
            text.get(lines.line(lines.place(span.start).line).range())
        });
        line.unwrap_or_default().to_owned()
    }
}

/// Line and column of the beginning and of the end.
pub(super) fn position(span: Span, path: &RelPath, show: &Show<'_>) -> [usize; 4] {
    let Some(text) = show.text(path).filter(|_| has_place(span)) else {
        return [1; 4];
    };
    let lines = Lines::new(&text);
    let (start, end) = (lines.place(span.start), lines.place(span.end));
    [start.line, start.column, end.line, end.column]
}
