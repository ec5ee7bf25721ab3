//! Which keys of a `kind.yaml` does nobody read, and which kinds that it refers to are not there?

use super::fault::KindFault;
use super::read::{below, key, strings};
use super::{Field, FieldType, Kind};
use crate::base::confidentiality::{KEY, is_meant_in};
use crate::base::nearest::nearest;
use crate::base::yaml::{self, Step, Value};
use crate::base::{Confidentiality, Label, Message, Severity};
use indexmap::IndexMap;

const OF_KIND: &[&str] = &[
    "id",
    "name",
    "folder",
    "allocate",
    "date",
    "fields",
    "sections",
    "sections_if",
    "section_names",
    "table",
    "form",
    "states",
    "ends",
    "waits",
    "confidentiality",
    "document",
    "pending",
];
const OF_FIELD: &[&str] = &[
    "type", "of", "items", "choices", "columns", "to", "label", "required", "wanted", "after", "min", "max",
    "pattern", "example", "unit", "unique", "personal", "default",
];
const OF_STATE: &[&str] = &["id", "name", "when", "done"];
const OF_WAIT: &[&str] = &["from", "to", "reason"];
/// The parts of `_common.yaml` that hold fields, and its vocabularies.
const OF_COMMON: &[&str] = &["every", "document", "pending", "vocabularies"];

/// A warning for each key of a `kind.yaml` that says nothing; an error where it, or the value of `confidentiality`, was to say who may see what.
pub fn unknown_keys(text: &str) -> Vec<KindFault> {
    let Ok(value) = yaml::parse(text) else {
        return Vec::new();
    };
    let mut keys = Keys::new(text);
    keys.confidentiality(&value);
    keys.map(&value, OF_KIND, &[]);
    keys.name(&value, "name", &[]);
    for part in ["fields", "table"] {
        keys.fields(value.get(part), &[key(part)]);
    }
    keys.names(&value, "section_names", &[]);
    keys.headings(&value);
    for (part, known) in [("states", OF_STATE), ("waits", OF_WAIT)] {
        let all = value.get(part).and_then(Value::as_sequence).into_iter().flatten();
        for (number, one) in all.enumerate() {
            let path = [key(part), Step::Item(number)];
            keys.map(one, known, &path);
            keys.name(one, "name", &path);
        }
    }
    keys.faults
}

/// The same of a `_common.yaml`.
pub fn unknown_common_keys(text: &str) -> Vec<KindFault> {
    let Ok(value) = yaml::parse(text) else {
        return Vec::new();
    };
    let mut keys = Keys::new(text);
    keys.map(&value, OF_COMMON, &[]);
    for part in &OF_COMMON[..3] {
        keys.fields(value.get(part), &[key(part)]);
    }
    keys.faults
}

struct Keys<'t> {
    text: &'t str,
    faults: Vec<KindFault>,
}

impl<'t> Keys<'t> {
    fn new(text: &'t str) -> Keys<'t> {
        Keys {
            text,
            faults: Vec::new(),
        }
    }

    /// A word that nobody knows opens nothing, and is told.
    fn confidentiality(&mut self, kind: &Value) {
        let written = kind.get(KEY).filter(|written| !written.is_null());
        let known = |written: &Value| written.as_str().and_then(Confidentiality::of).is_some();
        if written.is_none_or(known) {
            return;
        }
        let span = yaml::value_span(self.text, &[key(KEY)]).unwrap_or_default();
        let fault = KindFault::new(Message::new("kind-confidentiality"), span);
        self.faults
            .push(fault.help(Message::new("kind-confidentiality-help")));
    }

    fn map(&mut self, value: &Value, known: &[&str], path: &[Step]) {
        let all = value.as_mapping().into_iter().flatten();
        for (key, value) in all {
            let Some(name) = key.as_str().filter(|name| !known.contains(name)) else {
                continue;
            };
            let near = nearest(name, known.iter().copied());
            let shuts = is_meant_in(key, value);
            let help = match near {
                _ if shuts => Message::new("kind-confidentiality-key-help"),
                Some(near) => Message::new("help-nearest").with("name", near),
                None => Message::new("help-keys").with("names", known.join(", ")),
            };
            let span = yaml::key_span(self.text, &below(path, name)).unwrap_or_default();
            self.faults.push(KindFault {
                severity: match shuts || near == Some("personal") {
                    true => Severity::Error,
                    false => Severity::Warning,
                },
                help: Some(help),
                ..KindFault::new(Message::new("config-unknown-key").with("key", name), span)
            });
        }
    }

    /// The languages of the name that stands behind `part` of what stands at `path`.
    fn name(&mut self, written: &Value, part: &str, path: &[Step]) {
        if let Some(name) = written.get(part) {
            self.map(name, Label::LANGUAGES, &below(path, part));
        }
    }

    /// The same of all names there.
    fn names(&mut self, written: &Value, part: &str, path: &[Step]) {
        let values = written.get(part).and_then(Value::as_mapping).into_iter();
        for name in values.flat_map(yaml::Mapping::keys).filter_map(Value::as_str) {
            self.name(&written[part], name, &below(path, part));
        }
    }

    /// Headings that have a name, and that no record is asked for.
    fn headings(&mut self, kind: &Value) {
        let by_value = kind
            .get("sections_if")
            .and_then(Value::as_mapping)
            .into_iter()
            .flatten();
        let conditional = by_value.filter_map(|(_, values)| values.as_mapping()).flatten();
        let lists = kind
            .get("sections")
            .into_iter()
            .chain(conditional.map(|(_, list)| list));
        let known: Vec<String> = lists.flat_map(|list| strings(Some(list))).collect();
        let named = kind.get("section_names").and_then(Value::as_mapping).into_iter();
        for name in named.flat_map(yaml::Mapping::keys).filter_map(Value::as_str) {
            if known.iter().any(|known| known == name) {
                continue;
            }
            let help = match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => Message::new("help-nearest").with("name", near),
                None => Message::new("kind-unknown-section-help"),
            };
            let path = [key("section_names"), key(name)];
            let span = yaml::key_span(self.text, &path).unwrap_or_default();
            self.faults.push(KindFault {
                severity: Severity::Warning,
                help: Some(help),
                ..KindFault::new(Message::new("kind-unknown-section").with("section", name), span)
            });
        }
    }

    fn fields(&mut self, written: Option<&Value>, path: &[Step]) {
        let all = written.and_then(Value::as_mapping).into_iter().flatten();
        for (name, field) in all {
            if let Some(name) = name.as_str() {
                self.field(field, &below(path, name));
            }
        }
    }

    fn field(&mut self, written: &Value, path: &[Step]) {
        self.map(written, OF_FIELD, path);
        for part in ["label", "unit"] {
            self.name(written, part, path);
        }
        for part in ["choices", "of"] {
            if written
                .get(part)
                .is_some_and(|values| values.get("type").is_none())
            {
                self.names(written, part, path);
            }
        }
        self.fields(written.get("columns"), &below(path, "columns"));
        // Of a choice, `of` holds its values, which may have any name.
        if written.get("type").and_then(Value::as_str) != Some("list") {
            return;
        }
        for part in ["items", "of"] {
            if let Some(item) = written.get(part).filter(|item| item.get("type").is_some()) {
                self.field(item, &below(path, part));
            }
        }
    }
}

/// An error for each kind that a field of `kind`, written as `text`, refers to and that is none of `known`.
pub fn unknown_kinds(text: &str, kind: &Kind, known: &[&str]) -> Vec<KindFault> {
    let mut faults = Vec::new();
    let own = kind.fields.iter().take(kind.own);
    for (name, field) in own {
        of_field(text, field, &[key("fields"), key(name)], known, &mut faults);
    }
    of_fields(text, &kind.table, &[key("table")], known, &mut faults);
    faults
}

fn of_fields(
    text: &str,
    fields: &IndexMap<String, Field>,
    path: &[Step],
    known: &[&str],
    faults: &mut Vec<KindFault>,
) {
    for (name, field) in fields {
        of_field(text, field, &below(path, name), known, faults);
    }
}

fn of_field(text: &str, field: &Field, path: &[Step], known: &[&str], faults: &mut Vec<KindFault>) {
    let kinds = match field.kind.item() {
        FieldType::Rows(columns) => return of_fields(text, columns, &below(path, "columns"), known, faults),
        FieldType::Ref(kinds) => kinds,
        _ => return,
    };
    for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
        let help = match nearest(kind, known.iter().copied()) {
            Some(near) => Message::new("help-nearest").with("name", near),
            None => Message::new("help-choices").with("choices", known.join(", ")),
        };
        let to = below(path, "to");
        let span = yaml::value_span(text, &to).or_else(|| yaml::key_span(text, path));
        let message = Message::new("kind-unknown-kind").with("kind", kind.as_str());
        faults.push(KindFault::new(message, span.unwrap_or_default()).help(help));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::assets;
    use crate::kind::{BUILT_IN, Common, read};

    const TEXT: &str = "id: drill
name: 演练
folder: drills
sectons: [过程]
fields:
  held_on: {type: date, requird: true}
  steps: {type: rows, columns: {what: {type: text, lable: 事项}, fault: {type: ref, to: falut}}}
  others: {type: list, items: {type: ref, to: drill, wnated: true}}
  level: {type: choice, of: {type: 类型, other: 其他}}
  change: {type: ref, to: nosuch}
states:
  - {id: held, nam: 已演练, when: held_on}
";

    fn told(faults: &[KindFault]) -> Vec<(&str, &str)> {
        let told = |fault: &KindFault| (fault.message.id, fault.span.range());
        let told = faults.iter().map(told);
        told.map(|(id, range)| (id, TEXT.get(range).unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_key_that_nobody_reads_is_told() {
        let faults = unknown_keys(TEXT);
        let keys: Vec<&str> = told(&faults).into_iter().map(|(_, at)| at).collect();
        assert_eq!(keys, ["sectons", "requird", "lable", "wnated", "nam"]);
    }

    #[test]
    fn a_language_that_no_page_is_in_is_told() {
        let text = "id: drill\nname: {zh-CN: 演练, fr: Exercice}\nfolder: drills\nfields:\n  \
                    how: {type: choice, label: {en: How, de: Wie}, of: {desk: {zh-CN: 桌面, ja: 卓上}, live: {en: Live}}}\n  \
                    min: {type: number, unit: {zh: 分, fre: min}}\nstates: [{id: new, name: {zh: 新, ko: 새}}]\n";
        let faults = unknown_keys(text);
        let keys: Vec<&str> = faults
            .iter()
            .map(|fault| text.get(fault.span.range()).unwrap())
            .collect();
        assert_eq!(keys, ["fr", "de", "ja", "fre", "ko"]);
    }

    #[test]
    fn a_name_of_a_heading_that_is_none_is_told() {
        let text = "id: drill\nsections: [场景]\nsections_if: {how: {desk: [桌面]}}\n\
                    section_names: {场景: {en: Scenario}, 桌面: {en: Desk, fr: Table}, 场境: {en: Scene}}\n";
        let faults = unknown_keys(text);
        let told: Vec<_> = faults
            .iter()
            .map(|fault| (fault.message.id, text.get(fault.span.range()).unwrap()))
            .collect();
        assert_eq!(
            told,
            [("config-unknown-key", "fr"), ("kind-unknown-section", "场境")]
        );
    }

    #[test]
    fn a_kind_that_is_referred_to_is_there() {
        let kind = read(TEXT, Common::built_in()).unwrap();
        let found = unknown_kinds(TEXT, &kind, &["fault", "drill"]);
        assert_eq!(
            told(&found),
            [("kind-unknown-kind", "falut"), ("kind-unknown-kind", "nosuch")]
        );
    }

    #[test]
    fn what_is_built_in_is_all_read() {
        for id in BUILT_IN {
            let text = assets::text(&format!("kinds/{id}/kind.yaml")).unwrap();
            assert_eq!(unknown_keys(text), [], "{id}");
            let kind = read(text, Common::built_in()).unwrap();
            assert_eq!(unknown_kinds(text, &kind, &BUILT_IN), [], "{id}");
        }
        assert_eq!(
            unknown_common_keys(assets::text("kinds/_common.yaml").unwrap()),
            []
        );
    }
}
