//! `casebook.yaml`: the site and its vocabulary.

use super::reader::{Node, Reader};
use super::register::{self, CheckItem, Duty, Person, Region, Register, System, Vendor};
use super::{address, named};
use crate::base::yaml::Value;
use crate::base::{Confidentiality, Diagnostic, Label, Lang, Message, RelPath, Severity};
use crate::clock::Limit;
use crate::kind::{Choices, Common, FieldType, Kinds};
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// The name that findings in `casebook.yaml` carry.
const RULE: &str = "config";

/// `casebook.yaml`, settled.
#[derive(Debug, Clone)]
pub struct Site {
    /// The version that the knowledge base asks for (`requires`), where this program is older.
    pub newer: Option<String>,
    /// The title of the knowledge base; empty where none was given.
    pub title: String,
    /// The folder of the records: `content`, or empty (written `.`) for the knowledge base itself.
    pub content: RelPath,
    /// The language of all written files.
    pub language: Lang,
    /// The languages that the site offers; `language` first.
    pub languages: Vec<Lang>,
    /// The address of the site, ending in `/`, for feeds and the sitemap.
    pub base_url: Option<String>,
    /// The confidentiality of records that name none.
    pub confidentiality: Confidentiality,
    /// The systems.
    pub systems: Register<System>,
    /// The regions.
    pub regions: Register<Region>,
    /// The people.
    pub people: Register<Person>,
    /// The vendors.
    pub vendors: Register<Vendor>,
    /// What inspections look at.
    pub check_items: Register<CheckItem>,
    /// Who is on duty.
    pub duty: Vec<Duty>,
    /// The vocabularies that choices refer to, by name.
    pub vocabularies: BTreeMap<String, Vocabulary>,
    /// How late entries are told.
    pub provenance: Provenance,
    /// The address to edit a file, with `{path}` in it.
    pub edit_url: Option<String>,
    /// How large files may be.
    pub limits: Limits,
}

/// The values of a vocabulary: names by ID.
pub type Vocabulary = IndexMap<String, Label>;

/// How entries are judged against the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The commit up to which records were imported.
    pub baseline: Option<String>,
    /// How late an entry may be committed after its event (`2 workdays`).
    pub late_entry: Option<Limit>,
}

/// How large files may be, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A record.
    pub record: u64,
    /// The front matter of a record.
    pub front_matter: u64,
    /// An attachment.
    pub attachment: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            record: 8 << 20,
            front_matter: 64 << 10,
            attachment: 200 << 20,
        }
    }
}

impl Site {
    /// The vocabulary called `name`; `None` where it is not declared and any text will do.
    pub fn vocabulary(&self, name: &str) -> Option<&Vocabulary> {
        self.vocabularies.get(name)
    }

    /// The values of `choices`; `None` where they are not declared and any text will do.
    pub fn choices<'s>(&'s self, choices: &'s Choices) -> Option<&'s Vocabulary> {
        match choices {
            Choices::Fixed(labels) => Some(labels),
            Choices::Vocabulary(name) => self.vocabulary(name),
        }
    }

    /// The label of the choice `id` among `choices`; the ID itself where none is known.
    pub fn choice_label(&self, choices: &Choices, id: &str) -> Label {
        let found = self.choices(choices).and_then(|labels| labels.get(id));
        found.cloned().unwrap_or_else(|| Label::plain(id))
    }
}

const KEYS: [&str; 17] = [
    "content",
    "requires",
    "title",
    "language",
    "languages",
    "base_url",
    "confidentiality",
    "systems",
    "regions",
    "people",
    "vendors",
    "check_items",
    "duty",
    "provenance",
    "edit_url",
    "limits",
    "vocabularies",
];

pub(super) fn settle(
    text: Option<&str>,
    kinds: &Kinds,
    common: &Common,
    findings: &mut Vec<Diagnostic>,
) -> Site {
    let (mut reader, value) = Reader::new(text.unwrap_or_default(), super::CASEBOOK_YAML, RULE);
    let root = Node::root(&value);
    let newer = newer(&mut reader, &root);
    let used = used_vocabularies(kinds);
    let known: Vec<&str> = KEYS
        .iter()
        .copied()
        .chain(used.iter().map(String::as_str))
        .collect();
    reader.unknown_keys(&root, &known);
    if !kinds.is_whole() {
        // Any other key may be a vocabulary of a kind that could not be read.
        let is_near = |help: &Message| help.id != "help-keys";
        reader.findings.retain(|finding| {
            finding.severity == Severity::Error || finding.help.as_ref().is_some_and(is_near)
        });
    }
    let language = reader
        .parsed(&root, "language", "expected-language", Lang::exactly)
        .unwrap_or_default();
    let mut site = Site {
        newer,
        title: reader.text(&root, "title").unwrap_or_default(),
        content: content(&mut reader, &root),
        language,
        languages: languages(&mut reader, &root, language),
        base_url: reader.parsed(&root, "base_url", "expected-base-url", address::base),
        confidentiality: confidentiality(&mut reader, &root),
        systems: register::systems(&mut reader, &root),
        regions: register::regions(&mut reader, &root),
        people: register::people(&mut reader, &root),
        vendors: register::vendors(&mut reader, &root),
        check_items: register::check_items(&mut reader, &root),
        duty: register::duty(&mut reader, &root),
        vocabularies: vocabularies(&mut reader, &root, &used, common),
        provenance: provenance(&mut reader, &root),
        edit_url: reader.parsed(&root, "edit_url", "expected-edit-url", address::edit),
        limits: limits(&mut reader, &root),
    };
    site.systems.whole &= named::names_of_systems(&mut reader, &root);
    named::check(&mut reader, &root, &site, kinds);
    findings.append(&mut reader.findings);
    site
}

/// The version that the knowledge base asks for, where this program is older.
fn newer(reader: &mut Reader<'_>, root: &Node<'_>) -> Option<String> {
    let wanted = reader.parsed(root, "requires", "expected-version", |text| {
        Some((version(text)?, text.to_owned()))
    });
    let (version_wanted, wanted) = wanted?;
    if Some(version_wanted) <= version(env!("CARGO_PKG_VERSION")) {
        return None;
    }
    let message = Message::new("config-requires")
        .with("wanted", wanted.as_str())
        .with("have", env!("CARGO_PKG_VERSION"));
    reader.wrong_help(
        &root.get("requires")?,
        message,
        Message::new("config-requires-help"),
    );
    Some(wanted)
}

/// The numbers of a version, the first of which counts most.
fn version(text: &str) -> Option<Vec<u32>> {
    text.trim().split('.').map(|part| part.parse().ok()).collect()
}

fn content(reader: &mut Reader<'_>, root: &Node<'_>) -> RelPath {
    let written = reader.parsed(root, "content", "expected-folder", RelPath::new);
    written.or_else(|| RelPath::new("content")).unwrap_or_default()
}

fn languages(reader: &mut Reader<'_>, root: &Node<'_>, language: Lang) -> Vec<Lang> {
    let mut all = vec![language];
    let mut written = Vec::new();
    for node in reader.list(root, "languages") {
        match node.text().and_then(|tag| Lang::exactly(&tag)) {
            Some(lang) => {
                if written.contains(&lang) {
                    let message = Message::new("config-twice").with("id", lang.tag());
                    reader.odd_help(&node, message, Message::new("config-language-twice-help"));
                } else if written.is_empty() && lang != language {
                    let message = Message::new("config-language-first").with("language", language.tag());
                    let help = Message::new("config-language-first-help").with("language", language.tag());
                    reader.odd_help(&node, message, help);
                }
                written.push(lang);
                if !all.contains(&lang) {
                    all.push(lang);
                }
            }
            None => reader.expected(&node, "expected-language"),
        }
    }
    all
}

fn confidentiality(reader: &mut Reader<'_>, root: &Node<'_>) -> Confidentiality {
    let found = reader.parsed(
        root,
        "confidentiality",
        "expected-confidentiality",
        Confidentiality::of,
    );
    found.unwrap_or(Confidentiality::Internal)
}

fn limits(reader: &mut Reader<'_>, root: &Node<'_>) -> Limits {
    let mut limits = Limits::default();
    let Some(node) = root.get("limits") else {
        return limits;
    };
    reader.map(&node);
    reader.unknown_keys(&node, &["record", "front_matter", "attachment"]);
    for (key, limit) in [
        ("record", &mut limits.record),
        ("front_matter", &mut limits.front_matter),
        ("attachment", &mut limits.attachment),
    ] {
        if let Some(size) = reader.parsed(&node, key, "expected-size", size) {
            *limit = size;
        }
    }
    limits
}

/// Reads `64 KiB`, `8 MB`, `1048576`; units are binary.
fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u64 = text[..digits].parse().ok()?;
    let unit = match text[digits..]
        .trim()
        .to_ascii_lowercase()
        .trim_end_matches("ib")
        .trim_end_matches('b')
    {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        _ => return None,
    };
    number.checked_mul(unit)
}

fn provenance(reader: &mut Reader<'_>, root: &Node<'_>) -> Provenance {
    let Some(node) = root.get("provenance") else {
        return Provenance::default();
    };
    reader.map(&node);
    reader.unknown_keys(&node, &["baseline", "late_entry"]);
    Provenance {
        baseline: reader.text(&node, "baseline"),
        late_entry: reader.parsed(&node, "late_entry", "expected-limit", |text| text.parse().ok()),
    }
}

fn used_vocabularies(kinds: &Kinds) -> Vec<String> {
    let mut used = Vec::new();
    let mut see = |kind: &FieldType| {
        if let FieldType::Choice(Choices::Vocabulary(name)) = kind.item()
            && !used.contains(name)
        {
            used.push(name.clone());
        }
    };
    for field in kinds
        .iter()
        .flat_map(|kind| kind.fields.values().chain(kind.table.values()))
    {
        see(&field.kind);
        if let FieldType::Rows(columns) = &field.kind {
            columns.values().for_each(|column| see(&column.kind));
        }
    }
    used
}

fn vocabularies(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    used: &[String],
    common: &Common,
) -> BTreeMap<String, Vocabulary> {
    let mut all = common.vocabularies.clone();
    let more = root.get("vocabularies");
    for name in used {
        let own = root
            .get(name)
            .or_else(|| more.as_ref().and_then(|more| more.get(name)));
        if let Some(own) = own.and_then(|node| vocabulary(reader, &node)) {
            all.insert(name.clone(), own);
        }
    }
    all
}

/// The words at `node`, by their IDs or alone; what is neither is told, and is no word.
fn vocabulary(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Vocabulary> {
    let words: Vec<(Option<String>, Node<'_>)> = match node.value {
        Value::Sequence(_) => node.items().into_iter().map(|item| (item.text(), item)).collect(),
        Value::Mapping(_) => node
            .entries()
            .into_iter()
            .map(|(id, child)| (Some(id), child))
            .collect(),
        _ => {
            reader.expected(node, "expected-vocabulary");
            return None;
        }
    };
    let mut vocabulary = Vocabulary::default();
    for (id, child) in words {
        match (id, child.label()) {
            (Some(id), Some(label)) if !label.is_empty() => {
                reader.unknown_keys(&child, Label::LANGUAGES);
                vocabulary.insert(id, label);
            }
            _ => reader.expected(&child, "expected-vocabulary"),
        }
    }
    Some(vocabulary)
}
