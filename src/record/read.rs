//! Reads one file as a record.

use super::front::{self, Split};
use super::markdown::{self, Heading, Outline};
use super::place::Places;
use super::settle::{self, Problem, Settler, is_blank, named};
use super::{Fields, Record, no_address, remark, rows, secret};
use crate::base::confidentiality::{KEY, is_meant_in};
use crate::base::decode::decode;
use crate::base::path::LONGEST;
use crate::base::yaml::{self, Mapping, Step};
use crate::base::{Diagnostic, Id, Message, RelPath, Severity, Span, conflict, hash};
use crate::base::{number, unable};
use crate::config::Config;
use crate::kind::{Field, FieldType, Kind, Value};
use std::sync::{Arc, OnceLock};

/// What a file is read as.
pub struct Input<'i> {
    /// The configuration.
    pub config: &'i Config,
    /// The path, relative to the knowledge base.
    pub path: &'i RelPath,
    /// The path below the folder of the kind, without extension.
    pub below: &'i str,
    /// The kind.
    pub kind: &'i Arc<Kind>,
}

/// Reads the bytes of one file. Bytes that are no text give no record but the finding that says so.
pub fn read(input: &Input<'_>, bytes: &[u8]) -> Result<Record, Box<Diagnostic>> {
    read_part(input, bytes, true)
}

/// The same without the text: the record has no headings, links, queries and rows. That takes half of the time.
pub fn skim(input: &Input<'_>, bytes: &[u8]) -> Result<Record, Box<Diagnostic>> {
    read_part(input, bytes, false)
}

fn read_part(input: &Input<'_>, bytes: &[u8], with_text: bool) -> Result<Record, Box<Diagnostic>> {
    let written = decode(bytes).map_err(|wrong| Box::new(wrong.finding(input.path)))?;
    let mut findings = secret::findings(written, input.path);
    // As long as what is written, so that all places are the same.
    let covered = (!findings.is_empty()).then(|| secret::covered(written));
    let text = covered.as_deref().unwrap_or(written);
    let split = front::split(text);
    let merge = conflict::finding(text, input.path);
    // The versions of a merge may begin before the front matter, or end behind it.
    let begins_before = |merge: &Diagnostic| split.open || merge.span.start < split.body.max(1);
    let is_merged = merge.as_ref().is_some_and(begins_before);
    findings.extend(merge);
    if split.open && !is_merged {
        let message = Message::new("front-matter-open");
        let finding = Diagnostic::error("front-matter", input.path, Span::new(0, 3), message);
        findings.push(finding.help(Message::new("front-matter-open-help")));
    }
    let kind = input.kind;
    let is_field = |name: &str| kind.fields.contains_key(name);
    let limit = input.config.site.limits.front_matter;
    let map = match split.front {
        Some(span) => front::parse(text, input.path, span, limit, &mut findings),
        None => Some(Mapping::new()),
    };
    let body = text.get(split.body..).unwrap_or_default();
    let misplaced = match &map {
        Some(_) if split.open || is_merged => None,
        Some(map) if is_given(map, KEY) => front::second(body, is_field),
        Some(map) if map.is_empty() => front::misplaced(body, is_field),
        Some(_) => front::continued(body).or_else(|| front::second(body, is_field)),
        None => None,
    };
    findings.extend(misplaced.map(|at| {
        let message = Message::new("front-matter-place");
        Diagnostic::error("front-matter", input.path, at.shifted(split.body), message)
            .help(Message::new("front-matter-place-help"))
    }));
    findings.extend(nul(text, split.body, input.path));
    let broken = map.is_none() || split.open || is_merged || misplaced.is_some();
    let reader = Reader {
        input,
        text,
        split,
        with_text,
        findings,
    };
    Ok(reader.record(&map.unwrap_or_default(), broken, hash::short(bytes)))
}

/// Whether something stands behind the key `name`.
fn is_given(map: &Mapping, name: &str) -> bool {
    map.get(name).is_some_and(|value| !is_blank(value))
}

/// Whether `written`, what stands behind `draft`, keeps a record back. What cannot be read does: whoever wrote it wanted something else than to publish.
pub fn is_draft(written: &yaml::Value) -> bool {
    match written {
        yaml::Value::Bool(draft) => *draft,
        yaml::Value::String(text) => Value::boolean(text.trim()) != Some(false) && !is_blank(written),
        _ => !is_blank(written),
    }
}

/// The finding about the first NUL behind the front matter, whose parser tells of its own: what follows it may be lost on the way to a reader.
fn nul(text: &str, body: usize, path: &RelPath) -> Option<Diagnostic> {
    let at = body + memchr::memchr(0, text.as_bytes().get(body..)?)?;
    let message = Message::new("encoding-nul");
    let finding = Diagnostic::error("encoding", path, Span::new(at, at + 1), message);
    Some(finding.help(Message::new("encoding-nul-help")))
}

/// The finding about a record that is too large to be read.
pub fn refuse(path: &RelPath, size: u64, limit: u64) -> Diagnostic {
    oversized(path, size, limit).help(Message::new("file-size-help"))
}

/// The finding about an attachment that is too large to be published.
pub fn refuse_attachment(path: &RelPath, size: u64, limit: u64) -> Diagnostic {
    oversized(path, size, limit).help(Message::new("file-size-attachment-help"))
}

fn oversized(path: &RelPath, size: u64, limit: u64) -> Diagnostic {
    let message = Message::new("file-size")
        .with("size", number::size(size))
        .with("limit", number::size(limit));
    Diagnostic::error("file-size", path, Span::default(), message)
}

/// The finding about a file whose name is too long for that of its page; `None` where it is not.
pub fn long_name(path: &RelPath) -> Option<Diagnostic> {
    let length = path.stem().len();
    if length <= LONGEST {
        return None;
    }
    let message = Message::new("file-name-long")
        .with("length", length)
        .with("limit", LONGEST);
    let finding = Diagnostic::error("file-name", path, Span::default(), message);
    Some(finding.help(Message::new("file-name-long-help")))
}

/// The finding about a file that the machine would not read: a lack of rights, a failing disk.
pub fn unreadable(path: &RelPath, error: &anyhow::Error) -> Diagnostic {
    let message = Message::new("file-unreadable").with("detail", unable::cause(error.root_cause()));
    let help = Message::new("file-unreadable-help");
    Diagnostic::error("file-unreadable", path, Span::default(), message).help(help)
}

struct Reader<'i> {
    input: &'i Input<'i>,
    text: &'i str,
    split: Split,
    with_text: bool,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn record(mut self, map: &Mapping, broken: bool, hash: String) -> Record {
        let kind = self.input.kind;
        let id = self.id();
        let body = self.text.get(self.split.body..).unwrap_or("");
        let mut outline = match self.with_text {
            true => markdown::outline(body),
            false => Outline::default(),
        };
        let mut fields = self.fields(map);
        let rows = self.rows(&outline);
        shift(&mut outline, self.split.body);
        self.findings.extend(outline.open_comment.map(|at| {
            let message = Message::new("comment-open");
            Diagnostic::error("comment-open", self.input.path, at, message)
                .help(Message::new("comment-open-help"))
        }));
        let extra = self.extra(map, &mut fields);
        let given = fields
            .get("title")
            .and_then(|value| Some(value.text()?.into_owned()));
        // A heading that all records of the kind have names none of them. Where the title may have stood in a front matter that cannot be read, a
        // heading of a section is none.
        let names_it = |heading: &&Heading| {
            let text = heading.text.trim();
            !text.is_empty() && !kind.has_section(text) && (!broken || heading.level == 1)
        };
        let heading = || {
            let named = outline.headings.iter().find(names_it)?;
            Some(named.text.trim().to_owned())
        };
        Record {
            path: self.input.path.clone(),
            title_given: given.is_some(),
            title: given.or_else(heading).unwrap_or_else(|| id.as_str().to_owned()),
            id,
            kind: Arc::clone(kind),
            draft: map.get("draft").is_some_and(is_draft),
            fields,
            extra,
            outline,
            rows,
            front: self.split.front,
            body: self.split.body,
            broken,
            hash,
            findings: self.findings,
            facts: OnceLock::new(),
        }
    }

    fn id(&mut self) -> Id {
        let written = if self.input.kind.id_is_path() {
            self.input.below
        } else {
            self.input.path.stem()
        };
        Id::new(written).unwrap_or_else(|| {
            let clean: String = written
                .chars()
                .map(|c| match c {
                    c if c.is_control() || "[]|".contains(c) => '_',
                    c => c,
                })
                .collect();
            let message = Message::new("id-character").with("id", written);
            let finding = Diagnostic::error("id-character", self.input.path, Span::default(), message);
            let help = Message::new("id-character-help").with("name", clean.as_str());
            self.findings.push(finding.help(help));
            Id::new(&clean)
                .or_else(|| Id::new("_"))
                .unwrap_or_else(|| unreachable!("`_` is an ID"))
        })
    }

    fn fields(&mut self, map: &Mapping) -> Fields {
        let kind = self.input.kind;
        let mut fields = Fields::empty(kind);
        let places = Places::of(self.text, self.split.front);
        let written = |path: &[Step]| places.written(path).map(str::to_owned);
        let mut settler = settler(self.input.config, &written);
        for (index, (name, field)) in kind.fields.iter().enumerate() {
            let path = [Step::Key(name.clone())];
            let written = map.get(name.as_str());
            let given = written.and_then(|value| settler.field(field, value, &path));
            if given.is_none() && written.is_some_and(|value| !is_blank(value)) {
                fields.set_wrong(index);
            }
            if let Some(value) = given {
                fields.set(index, value, true);
                fields.set_places(index, std::mem::take(&mut settler.places));
            } else if let Some(value) = settler.default(field) {
                fields.set(index, value, false);
            }
        }
        for problem in std::mem::take(&mut settler.problems) {
            let span = match problem.is_of_key() {
                true => places.key_at(&problem.path),
                false => places.value(&problem.path),
            };
            self.findings.push(finding(self.input.path, problem, span));
        }
        self.remarks();
        self.addresses(&fields, &places);
        fields
    }

    /// Former IDs and paths at which no page can lie that leads on.
    fn addresses(&mut self, fields: &Fields, places: &Places<'_>) {
        let aliases = fields.get("aliases").map(Value::items).unwrap_or_default();
        for (number, alias) in aliases.iter().enumerate() {
            let number = fields.place("aliases", number);
            let Some(fault) = alias.text().and_then(|alias| no_address(&alias)) else {
                continue;
            };
            let span = places.item("aliases", number, None);
            let found = Diagnostic::error("alias-path", self.input.path, span, Message::new(fault));
            self.findings.push(found.help(Message::new("alias-path-help")));
        }
    }

    /// Remarks that were more likely meant as a part of a text.
    fn remarks(&mut self) {
        let Some(front) = self.split.front else { return };
        let text = self.text.get(front.range()).unwrap_or_default();
        for remark in remark::glued(text) {
            let field = self.input.kind.fields.get(remark.key);
            let meant = match (field.map(|field| field.kind.item()), remark.column) {
                (Some(FieldType::Rows(columns)), Some(column)) => columns.get(column),
                (Some(_), Some(_)) => None,
                _ => field,
            };
            let is_text = |field: &Field| remark.whole || *field.kind.item() == FieldType::Text;
            if meant.is_some_and(is_text) {
                let cut = text.get(remark.span.range()).unwrap_or_default();
                let said = if remark.whole {
                    "value-remark-whole"
                } else {
                    "value-remark"
                };
                let message = Message::new(said).with("text", cut);
                let span = remark.span.shifted(front.start);
                let found = Diagnostic::warning("value-remark", self.input.path, span, message);
                self.findings.push(found.help(Message::new("value-remark-help")));
            }
        }
    }

    fn rows(&mut self, outline: &Outline) -> Vec<rows::TableRow> {
        let nothing = |_: &[Step]| None;
        let mut settler = settler(self.input.config, &nothing);
        let (path, findings) = (self.input.path, &mut self.findings);
        rows::read(
            self.input.kind,
            &outline.tables,
            (self.text, self.split.body),
            &mut settler,
            |problem, span| {
                findings.push(finding(path, problem, span));
            },
        )
    }

    /// The keys that the kind does not know: kept, shown, and warned of. One that may have been meant to keep the record from others does so.
    fn extra(&mut self, map: &Mapping, fields: &mut Fields) -> Vec<(String, String)> {
        let kind = self.input.kind;
        let places = Places::of(self.text, self.split.front);
        let mut extra = Vec::new();
        for (key, value) in map {
            let is_known = |name: &str| kind.fields.contains_key(name);
            if key.as_str().is_some_and(is_known) {
                continue;
            }
            let shuts = is_meant_in(key, value);
            let named = |name| match shuts {
                true => Some(KEY).filter(|key| kind.fields.contains_key(*key)),
                false => named(name, &kind.fields),
            };
            let meant = key.as_str().and_then(named);
            if let Some(index) = kind.fields.get_index_of(KEY)
                && (shuts || meant == Some(KEY))
                && !is_given(map, KEY)
            {
                fields.set_wrong(index);
            }
            let Some(name) = key.as_str() else {
                extra.extend(self.odd_key(key, value, &places));
                continue;
            };
            let message = Message::new("field-unknown").with("field", name);
            let help = match meant {
                Some(meant) => Message::new("help-nearest").with("name", meant),
                None => Message::new("field-unknown-help").with("kind", kind.id.as_str()),
            };
            let found = Diagnostic::warning("field-unknown", self.input.path, places.key(name), message);
            let found = found.help(help);
            self.findings.push(found);
            if !is_blank(value) {
                extra.push((name.to_owned(), plain(value)));
            }
        }
        extra
    }

    /// A key that YAML reads as a number, a truth value or nothing is none that any kind knows.
    fn odd_key(
        &mut self,
        key: &yaml::Value,
        value: &yaml::Value,
        places: &Places<'_>,
    ) -> Option<(String, String)> {
        let spellings = yaml::spellings(key);
        let found = spellings
            .iter()
            .find_map(|name| Some((name.clone(), places.find_key(name)?)));
        let (name, place) = found.unwrap_or_else(|| (plain(key), places.top()));
        let message = Message::new("field-unknown").with("field", name.as_str());
        let help = Message::new("field-unknown-help").with("kind", self.input.kind.id.as_str());
        let finding = Diagnostic::warning("field-unknown", self.input.path, place, message);
        self.findings.push(finding.help(help));
        (!is_blank(value)).then(|| (name, plain(value)))
    }
}

fn settler<'c>(config: &'c Config, written: &'c dyn Fn(&[Step]) -> Option<String>) -> Settler<'c> {
    let zone = config.contract.calendar.time_zone();
    Settler {
        site: &config.site,
        zone,
        written,
        problems: Vec::new(),
        places: Vec::new(),
    }
}

fn finding(path: &RelPath, problem: Problem, span: Span) -> Diagnostic {
    let severity = match problem.rule {
        "field-unknown" | "list-separator" | settle::REPEATED | rows::UNREAD => Severity::Warning,
        _ => Severity::Error,
    };
    let found = Diagnostic::new(problem.rule, severity, path, span, problem.message);
    match problem.help {
        Some(help) => found.help(help),
        None => found,
    }
}

/// Moves the spans of the outline from the body to the file, and drops the tables, whose rows have been read.
fn shift(outline: &mut Outline, by: usize) {
    outline.tables = Vec::new();
    outline
        .headings
        .iter_mut()
        .for_each(|heading| heading.span = heading.span.shifted(by));
    let links = outline.links.iter_mut().chain(&mut outline.blanks);
    links.for_each(|link| link.span = link.span.shifted(by));
    let notes = outline.notes.iter_mut();
    notes.for_each(|note| note.span = note.span.shifted(by));
    let foreign = outline.foreign.iter_mut().map(|foreign| &mut foreign.span);
    let removed = outline.removed.iter_mut().map(|removed| &mut removed.span);
    let all = foreign.chain(removed).chain(&mut outline.silent);
    all.for_each(|span| *span = span.shifted(by));
    outline.open_comment = outline.open_comment.map(|span| span.shifted(by));
    for query in &mut outline.queries {
        query.span = query.span.shifted(by);
        query.sql_span = query.sql_span.shifted(by);
    }
}

fn plain(value: &yaml::Value) -> String {
    match value {
        yaml::Value::String(text) => text.clone(),
        yaml::Value::Bool(yes) => yes.to_string(),
        yaml::Value::Number(number) => number.to_string(),
        yaml::Value::Sequence(all) => all.iter().map(plain).collect::<Vec<_>>().join("、"),
        other => serde_yaml::to_string(other)
            .unwrap_or_default()
            .trim_end()
            .to_owned(),
    }
}
