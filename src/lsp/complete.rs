//! What may stand at a place of a record?

use super::Host;
use super::position::range;
use super::protocol::Range;
use super::spot::{Spot, spot};
use crate::base::id::fold;
use crate::base::{Lang, RelPath, Span};
use crate::kind::{Field, FieldType, Kind};
use crate::library;
use crate::pipeline::World;
use crate::record;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// So many are offered; one who types on is offered others.
const MOST: usize = 200;

/// How an editor marks a field, a value, a record, a heading, a whole text: numbers of the protocol.
const FIELD: u8 = 5;
const VALUE: u8 = 12;
const REFERENCE: u8 = 18;
const HEADING: u8 = 1;
const WHOLE: u8 = 15;

/// Whether a text has places to fill in: numbers of the protocol.
const PLAIN: u8 = 1;
const SNIPPET: u8 = 2;

/// Something that may be written.
struct Offer<'o> {
    written: &'o str,
    /// What it means.
    about: &'o str,
    mark: u8,
}

/// Where something is being written.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) world: &'a World,
    pub(super) lang: Lang,
    /// The file.
    pub(super) path: &'a RelPath,
    pub(super) text: &'a str,
    /// How many bytes of a mark the editor has before the text.
    pub(super) before: usize,
    /// Whether the editor takes texts with places to fill in.
    pub(super) snippets: bool,
}

/// What may be written at the byte `at` of the text of `asked`, as the protocol has it.
pub(super) fn complete(asked: &Asked<'_>, host: &Host<'_>, at: usize) -> Value {
    let none = json!({ "isIncomplete": false, "items": [] });
    let library = &asked.world.library;
    let Some((kind, _, _)) = library::kind_of(&asked.world.config, &library.layout, asked.path) else {
        return none;
    };
    if is_begun(asked.text) {
        let whole = (host.blank)(asked.world, kind).map(|blank| asked.record(kind, &blank));
        return json!({ "isIncomplete": false, "items": Vec::from_iter(whole) });
    }
    let Some(spot) = spot(asked.text, at) else {
        return none;
    };
    let writer = Writer {
        world: asked.world,
        lang: asked.lang,
    };
    match spot {
        Spot::Name(typed) => asked.listed(typed, ": ", writer.names(kind, asked.text)),
        // In a field of rows, what begins an item is a column.
        Spot::Value(name, typed) => match kind.field(&name) {
            Some(field) => match field.kind.item() {
                FieldType::Rows(columns) => asked.listed(typed, ": ", writer.columns(columns)),
                _ => asked.listed(typed, "", writer.values(&name, field)),
            },
            None => none,
        },
        Spot::Column(name, typed) => match columns(kind, &name) {
            Some(columns) => asked.listed(typed, ": ", writer.columns(columns)),
            None => none,
        },
        Spot::Cell(name, column, typed) => {
            match columns(kind, &name).and_then(|columns| columns.get_key_value(&column)) {
                Some((name, column)) => asked.listed(typed, "", writer.values(name, column)),
                None => none,
            }
        }
        Spot::Link(typed) => match asked
            .text
            .get(typed.range())
            .and_then(|link| link.split_once('#'))
        {
            Some((id, _)) => {
                let typed = Span::new(typed.start + id.len() + 1, typed.end);
                asked.listed(typed, "", writer.headings(asked.path, id))
            }
            None => asked.listed(typed, "", writer.records()),
        },
        Spot::Heading(typed) => asked.listed(typed, "", writer.sections(kind, asked.text)),
        Spot::TableCell(head, typed) => asked.listed(typed, "", writer.cells(kind, &head)),
    }
}

/// Whether nothing is written in `text` but the fence of front matter.
fn is_begun(text: &str) -> bool {
    text.trim_end().trim_matches('-').is_empty()
}

/// The columns of the field `name`, if it is one of rows.
fn columns<'k>(kind: &'k Kind, name: &str) -> Option<&'k IndexMap<String, Field>> {
    match &kind.field(name)?.kind {
        FieldType::Rows(columns) => Some(columns),
        _ => None,
    }
}

impl Asked<'_> {
    /// The `offers` that hold what is `typed`, to be written in its place with `end` behind.
    fn listed<'o>(&self, typed: Span, end: &str, offers: impl IntoIterator<Item = Offer<'o>>) -> Value {
        let wanted = fold(self.text.get(typed.range()).unwrap_or_default());
        let (place, end) = self.replaced(typed, end);
        let place = self.range(place);
        let mut found = offers
            .into_iter()
            .filter(|offer| fold(offer.written).contains(&wanted) || fold(offer.about).contains(&wanted));
        let items: Vec<Value> = found
            .by_ref()
            .take(MOST)
            .enumerate()
            .map(|(number, offer)| {
                json!({
                    "label": offer.written,
                    "detail": offer.about,
                    "kind": offer.mark,
                    "filterText": format!("{} {}", offer.written, offer.about),
                    "sortText": format!("{number:04}"),
                    "textEdit": { "range": place, "newText": format!("{}{end}", offer.written) },
                })
            })
            .collect();
        json!({ "isIncomplete": found.next().is_some(), "items": items })
    }

    /// What gives way to a name of which `typed` is there, with what stands of it behind that; and what of `end` is to follow.
    fn replaced<'e>(&self, typed: Span, end: &'e str) -> (Span, &'e str) {
        if end.is_empty() {
            return (typed, end);
        }
        let after = self.text.get(typed.end..).unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let rest = after.trim_start_matches(is_part);
        let place = Span::new(typed.start, typed.end + after.len() - rest.len());
        (place, if rest.starts_with(':') { "" } else { end })
    }

    /// The offer of a whole record of `kind`, `blank`, in the place of all that stands there.
    fn record(&self, kind: &Kind, blank: &str) -> Value {
        let (format, text) = match self.snippets {
            true => (SNIPPET, snippet(blank)),
            false => (PLAIN, blank.to_owned()),
        };
        json!({
            "label": kind.id,
            "detail": kind.name.get(self.lang),
            "kind": WHOLE,
            "filterText": self.text.trim_end(),
            "insertTextFormat": format,
            "textEdit": { "range": self.range(Span::new(0, self.text.len())), "newText": text },
        })
    }

    /// The place of `span` of the text, as the editor has it.
    fn range(&self, span: Span) -> Range {
        let mark = "\u{FEFF}".repeat(usize::from(self.before > 0));
        range(&(mark + self.text), span.shifted(self.before))
    }
}

/// `blank` with places to fill in: its empty fields, then the end.
fn snippet(blank: &str) -> String {
    let (_, body) = record::split(blank);
    let front = blank.strip_suffix(body).unwrap_or_default();
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    let (mut text, mut places) = (String::new(), 0);
    for line in front.split_inclusive('\n') {
        let empty = line
            .split_once(':')
            .filter(|(_, rest)| rest.trim().is_empty() || rest.starts_with("  #"));
        match empty.filter(|(name, _)| !name.starts_with('#')) {
            Some((name, rest)) => {
                places += 1;
                text.push_str(&format!("{name}: ${{{places}}}{}", escaped(rest)));
            }
            None => text.push_str(&escaped(line)),
        }
    }
    text + &escaped(body) + "$0"
}

#[derive(Clone, Copy)]
struct Writer<'w> {
    world: &'w World,
    lang: Lang,
}

impl<'w> Writer<'w> {
    /// The fields of `kind` that `text` does not have yet.
    fn names(self, kind: &'w Kind, text: &str) -> Vec<Offer<'w>> {
        let has = |name: &str| {
            text.lines()
                .any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))
        };
        let fields = kind.fields.iter().filter(|(name, _)| !has(name));
        fields.map(|field| self.name(field)).collect()
    }

    fn columns(self, columns: &'w IndexMap<String, Field>) -> Vec<Offer<'w>> {
        columns.iter().map(|column| self.name(column)).collect()
    }

    fn name(self, (name, field): (&'w String, &'w Field)) -> Offer<'w> {
        Offer {
            written: name,
            about: field.label.get(self.lang),
            mark: FIELD,
        }
    }

    /// The values of `field`, which is called `name`.
    fn values(self, name: &str, field: &'w Field) -> Vec<Offer<'w>> {
        let mark = match field.kind.item() {
            FieldType::Ref(_) => REFERENCE,
            _ => VALUE,
        };
        let offers = self.world.library.offers(name, field, self.lang);
        offers.into_iter().map(|offer| of(offer, mark)).collect()
    }

    /// What may stand in the column below `head` of the table that `kind` reads, as people write it there.
    fn cells(self, kind: &'w Kind, head: &str) -> Vec<Offer<'w>> {
        let column = kind
            .table
            .iter()
            .find(|(id, field)| record::names_column(id, field, head));
        let Some((id, field)) = column else {
            return Vec::new();
        };
        let is_reference = matches!(field.kind.item(), FieldType::Ref(_));
        let mut offers = self.values(id, field);
        for offer in &mut offers {
            if !is_reference && !offer.about.is_empty() {
                std::mem::swap(&mut offer.written, &mut offer.about);
            }
        }
        offers
    }

    /// The headings that records of `kind` should have and `text` does not have yet.
    fn sections(self, kind: &'w Kind, text: &str) -> Vec<Offer<'w>> {
        let has = |section: &str| {
            let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
            let mut headings = headings.map(|line| line.trim_start_matches('#'));
            headings.any(|heading| kind.is_section(heading, section))
        };
        let lang = self.world.config.site.language;
        kind.headings()
            .filter(|section| !has(section))
            .map(|section| of((kind.section_name(section, lang), ""), HEADING))
            .collect()
    }

    /// The headings of the record `id`; where there is none, of the one at `path`.
    fn headings(self, path: &RelPath, id: &str) -> Vec<Offer<'w>> {
        let library = &self.world.library;
        let index = match id.trim().is_empty() {
            true => library.at_path(path),
            false => library.find(id.trim()),
        };
        let record = index.and_then(|index| library.records.get(index));
        let headings = record.into_iter().flat_map(|record| &record.outline.headings);
        headings.map(|heading| of((&heading.text, ""), HEADING)).collect()
    }

    /// All records, the latest first.
    fn records(self) -> Vec<Offer<'w>> {
        let all = self.world.library.named(&[]).into_iter();
        all.map(|offer| of(offer, REFERENCE)).collect()
    }
}

fn of((written, about): library::Offer<'_>, mark: u8) -> Offer<'_> {
    Offer { written, about, mark }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_fields_are_places_to_fill_in() {
        let blank = "---\ntitle:\nseverity:  # minor 三级\n# 另: \nat: 09:30\n---\n\n{x} $1\n";
        let wanted =
            "---\ntitle: ${1}\nseverity: ${2}  # minor 三级\n# 另: \nat: 09:30\n---\n\n{x\\} \\$1\n$0";
        assert_eq!(snippet(blank), wanted);
    }
}
