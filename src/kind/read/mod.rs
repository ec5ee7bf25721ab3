//! Reads `kind.yaml`, with a place for every fault.

mod field;

use super::fault::{KindFault, broken};
use super::name::is_word;
use super::{Allocate, Common, Field, Kind, SectionsIf, State, Wait, When};
use crate::base::yaml::{self, Step};
use crate::base::{Confidentiality, Label, Message};
use indexmap::IndexMap;

pub(super) struct Shared<'c> {
    pub(super) every: &'c IndexMap<String, Field>,
    pub(super) document: &'c IndexMap<String, Field>,
    pub(super) pending: &'c IndexMap<String, Field>,
}

/// Reads one `kind.yaml`; all its faults are collected.
pub fn read(text: &str, common: &Common) -> Result<Kind, Vec<KindFault>> {
    let value = yaml::parse(text).map_err(|fault| broken(text, fault))?;
    let mut reader = Reader {
        text,
        faults: Vec::new(),
        unread: Vec::new(),
    };
    let kind = reader.kind(&value, &common.shared());
    if reader.faults.is_empty() {
        Ok(kind)
    } else {
        Err(reader.faults)
    }
}

pub(super) fn read_common(text: &str) -> Result<Common, Vec<KindFault>> {
    let value = yaml::parse(text).map_err(|fault| broken(text, fault))?;
    let mut reader = Reader {
        text,
        faults: Vec::new(),
        unread: Vec::new(),
    };
    let mut part = |name: &str| reader.fields(value.get(name), &[key(name)], false);
    let (every, document, pending) = (part("every"), part("document"), part("pending"));
    let mut common = Common {
        every,
        document,
        pending,
        ..Common::default()
    };
    if let Some(yaml::Value::Mapping(vocabularies)) = value.get("vocabularies") {
        for (name, entries) in vocabularies {
            if let Some(name) = name.as_str() {
                reader.vocabulary_shape(name, entries, &[key("vocabularies"), key(name)]);
                common.vocabularies.insert(name.to_owned(), labels(entries));
            }
        }
    }
    if reader.faults.is_empty() {
        Ok(common)
    } else {
        Err(reader.faults)
    }
}

pub(super) fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

pub(super) fn below(path: &[Step], name: &str) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(key(name));
    path
}

pub(super) fn label(written: Option<&yaml::Value>) -> Option<Label> {
    serde_yaml::from_value(written?.clone()).ok()
}

fn labels(written: &yaml::Value) -> IndexMap<String, Label> {
    match written {
        yaml::Value::Mapping(map) => map
            .iter()
            .filter_map(|(id, name)| {
                let id = scalar(id)?;
                Some((id.clone(), label(Some(name)).unwrap_or_else(|| Label::plain(id))))
            })
            .collect(),
        yaml::Value::Sequence(all) => all
            .iter()
            .filter_map(scalar)
            .map(|id| (id.clone(), Label::plain(id)))
            .collect(),
        _ => IndexMap::new(),
    }
}

/// The names of headings. A language in which there is none calls a heading as records do.
fn section_names(written: Option<&yaml::Value>) -> IndexMap<String, Label> {
    let all = written.and_then(yaml::Value::as_mapping).into_iter().flatten();
    let name = |(heading, name): (&yaml::Value, &yaml::Value)| {
        let heading = heading.as_str()?;
        let of = |keys: &[&str]| {
            let given = keys.iter().find_map(|key| name.get(*key)?.as_str());
            given.or(name.as_str()).unwrap_or(heading).to_owned()
        };
        let label = Label {
            zh: of(&["zh-CN", "zh"]),
            en: of(&["en"]),
        };
        Some((heading.to_owned(), label))
    };
    all.filter_map(name).collect()
}

/// A text, a number or yes and no as a text.
pub(super) fn scalar(value: &yaml::Value) -> Option<String> {
    match value {
        yaml::Value::String(text) => Some(text.clone()),
        yaml::Value::Bool(yes) => Some(yes.to_string()),
        yaml::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub(super) fn strings(written: Option<&yaml::Value>) -> Vec<String> {
    match written {
        Some(yaml::Value::String(one)) => vec![one.clone()],
        Some(yaml::Value::Sequence(all)) => all
            .iter()
            .filter_map(|one| Some(one.as_str()?.to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

pub(super) struct Reader<'t> {
    text: &'t str,
    faults: Vec<KindFault>,
    /// The fields of the kind that could not be read: who names one names a field all the same.
    pub(super) unread: Vec<String>,
}

impl Reader<'_> {
    pub(super) fn fault(&mut self, message: Message, help: Message, path: &[Step]) {
        let span = yaml::value_span(self.text, path)
            .or_else(|| yaml::key_span(self.text, path))
            .unwrap_or_default();
        self.faults.push(KindFault::new(message, span).help(help));
    }

    fn kind(&mut self, value: &yaml::Value, shared: &Shared<'_>) -> Kind {
        let id = self.word(value, "id");
        let folder = value
            .get("folder")
            .and_then(yaml::Value::as_str)
            .map_or_else(|| format!("{id}s"), str::to_owned);
        let mut fields = self.fields(value.get("fields"), &[key("fields")], true);
        let own = fields.len();
        let document = value
            .get("document")
            .and_then(yaml::Value::as_bool)
            .unwrap_or(false);
        let pending = value
            .get("pending")
            .and_then(yaml::Value::as_bool)
            .unwrap_or(false);
        let more = [
            (document, shared.document),
            (pending, shared.pending),
            (true, shared.every),
        ];
        for (_, group) in more.into_iter().filter(|(applies, _)| *applies) {
            for (name, field) in group {
                fields.entry(name.clone()).or_insert_with(|| field.clone());
            }
        }
        let states = self.states(value.get("states"));
        let ends = self.when(value, "ends", &[]);
        let kind = Kind {
            name: label(value.get("name")).unwrap_or_else(|| Label::plain(id.clone())),
            allocate: allocate(value.get("allocate")),
            dates: strings(value.get("date")),
            sections: strings(value.get("sections")),
            sections_if: self.sections_if(value.get("sections_if")),
            section_names: section_names(value.get("section_names")),
            table: self.fields(value.get("table"), &[key("table")], false),
            form: strings(value.get("form")),
            finishes: !ends.is_empty() || states.iter().any(|(_, told)| *told),
            states: states.into_iter().map(|(state, _)| state).collect(),
            ends,
            waits: waits(value.get("waits")),
            confidentiality: value
                .get("confidentiality")
                .filter(|written| !written.is_null())
                // What nobody knows opens nothing.
                .map(|written| {
                    let known = written.as_str().and_then(Confidentiality::of);
                    known.unwrap_or(Confidentiality::Restricted)
                }),
            id,
            folder,
            fields,
            own,
            document,
            pending,
        };
        for name in ["document", "pending"] {
            self.flag(value, name, &[]);
        }
        self.shapes_of_kind(value);
        // Where the fields cannot be read at all, nothing is known of their names.
        if value
            .get("fields")
            .is_none_or(|fields| fields.is_null() || fields.is_mapping())
        {
            self.names_exist(&kind);
        }
        self.numbering(value.get("allocate"));
        self.times(&kind);
        self.conditions(&kind);
        kind
    }

    fn word(&mut self, value: &yaml::Value, name: &'static str) -> String {
        match value.get(name).and_then(yaml::Value::as_str) {
            Some(word) if is_word(word) => word.to_owned(),
            _ => {
                self.fault(
                    Message::new("kind-word").with("key", name),
                    Message::new("kind-word-help"),
                    &[key(name)],
                );
                String::new()
            }
        }
    }

    fn when(&mut self, written: &yaml::Value, name: &'static str, path: &[Step]) -> Vec<When> {
        let Some(condition) = written.get(name) else {
            return Vec::new();
        };
        When::read(condition).unwrap_or_else(|| {
            self.fault(
                Message::new("kind-condition").with("key", name),
                Message::new("kind-condition-help"),
                &below(path, name),
            );
            Vec::new()
        })
    }

    fn sections_if(&mut self, written: Option<&yaml::Value>) -> Vec<SectionsIf> {
        let mut found = Vec::new();
        let Some(yaml::Value::Mapping(fields)) = written else {
            return found;
        };
        for (field, values) in fields {
            let (Some(field), yaml::Value::Mapping(values)) = (field.as_str(), values) else {
                self.fault(
                    Message::new("kind-condition").with("key", "sections_if"),
                    Message::new("kind-condition-help"),
                    &[key("sections_if")],
                );
                continue;
            };
            for (value, sections) in values {
                if let Some(value) = scalar(value) {
                    let when = When::Is(field.to_owned(), value);
                    found.push(SectionsIf {
                        when,
                        sections: strings(Some(sections)),
                    });
                }
            }
        }
        found
    }

    /// The states, each with whether the kind itself says that nothing is left to do in it.
    fn states(&mut self, written: Option<&yaml::Value>) -> Vec<(State, bool)> {
        let mut states = Vec::new();
        let mut told = false;
        let Some(yaml::Value::Sequence(all)) = written else {
            return states;
        };
        for (number, state) in all.iter().enumerate() {
            let path = [key("states"), Step::Item(number)];
            let Some(id) = state.get("id").and_then(yaml::Value::as_str) else {
                self.fault(
                    Message::new("kind-word").with("key", "id"),
                    Message::new("kind-word-help"),
                    &path,
                );
                continue;
            };
            if states.iter().any(|(known, _): &(State, bool)| known.id == id) {
                let message = Message::new("config-twice").with("id", id);
                let path = below(&path, "id");
                self.fault(message, Message::new("config-twice-help"), &path);
            }
            self.flag(state, "done", &path);
            let name = label(state.get("name")).unwrap_or_else(|| Label::plain(id));
            told |= state.get("done").and_then(yaml::Value::as_bool) == Some(true);
            let state = State {
                id: id.to_owned(),
                name,
                when: self.when(state, "when", &path),
                done: told || number + 1 == all.len(),
            };
            states.push((state, told));
        }
        states
    }
}

fn allocate(written: Option<&yaml::Value>) -> Allocate {
    match written.and_then(yaml::Value::as_str) {
        None | Some("path") => Allocate::Path,
        Some(pattern) => Allocate::Pattern(pattern.to_owned()),
    }
}

fn waits(written: Option<&yaml::Value>) -> Vec<Wait> {
    let Some(yaml::Value::Sequence(all)) = written else {
        return Vec::new();
    };
    let read = |wait: &yaml::Value| {
        let text = |name: &str| Some(wait.get(name)?.as_str()?.to_owned());
        Some(Wait {
            from: text("from")?,
            to: text("to")?,
            reason: text("reason")?,
        })
    };
    all.iter().filter_map(read).collect()
}
