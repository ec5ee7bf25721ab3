//! How does a cell of a result read? By label and name, with the page of what it names.

use super::super::{Answer, Cell};
use super::Blocks;
use crate::base::{Lang, RelPath};
use crate::check::RULES;
use crate::config::Entry;
use crate::kind::{Field, FieldType, Kind};
use std::borrow::Cow;

impl Blocks<'_> {
    /// The names of the columns of `answer`: a word of ours, else the label of the field of this name in the kind that has most of them, else in the
    /// first kind that has it, else the name itself.
    pub(super) fn heads(&self, answer: &Answer) -> Vec<String> {
        let has = |kind: &Kind, name: &String| field(kind, name).is_some();
        let count = |kind: &Kind| answer.columns.iter().filter(|name| has(kind, name)).count();
        let kinds = || self.site.plan.kinds.iter().map(|kind| &**kind);
        let most = kinds().map(count).max().unwrap_or(0);
        let source = kinds().find(|kind| most > 0 && count(kind) == most);
        let head = |name: &String| {
            let word = format!("site-column-{}", name.replace('_', "-"));
            let label = || {
                let field = source
                    .into_iter()
                    .chain(kinds())
                    .find_map(|kind| field(kind, name))?;
                Some(field.label.get(self.site.lang).to_owned())
            };
            let own = self.site.catalog.find(&word).or_else(label);
            own.unwrap_or_else(|| name.clone())
        };
        answer.columns.iter().map(head).collect()
    }

    /// The kind of the record that `row` of `answer` names, or that it tells of.
    pub(super) fn kind_of(&self, answer: &Answer, row: &[Cell]) -> Option<&Kind> {
        match self
            .record_of(answer, row)
            .and_then(|at| self.site.library.records.get(at))
        {
            Some(record) => Some(&record.kind),
            None => self.known(text(answer, row, "kind")?),
        }
    }

    /// The index of the record that `row` of `answer` names by its ID.
    pub(super) fn record_of(&self, answer: &Answer, row: &[Cell]) -> Option<usize> {
        self.site.library.find(text(answer, row, "id")?)
    }

    fn known(&self, id: &str) -> Option<&Kind> {
        let mut kinds = self.site.plan.kinds.iter();
        kinds.find(|kind| kind.id == id).map(|kind| &**kind)
    }

    /// The words of `text` in `column` of a row that tells of `kind`, and the page of what it names.
    pub(in crate::site) fn words<'t>(
        &'t self,
        kind: Option<&'t Kind>,
        column: &str,
        text: &'t str,
    ) -> (Cow<'t, str>, Option<&'t RelPath>) {
        let site = self.site;
        let registers = &site.library.config.site;
        match column {
            "systems" if text.contains(',') => {
                let names: Vec<&str> = text.split(',').map(|id| registers.systems.name(id)).collect();
                (names.join(&site.catalog.word("site-list-comma")).into(), None)
            }
            "system" | "systems" | "other" => {
                let page = site.plan.system(text).map(|system| &system.path);
                (registers.systems.name(text).into(), page)
            }
            "region" => (registers.regions.name(text).into(), site.plan.region(text)),
            "title" | "name" => (text.into(), None),
            "kind" => (self.kind(text), site.plan.kind(text)),
            _ => {
                let record = site.library.find(text).filter(|_| !text.is_empty());
                match record.and_then(|at| site.library.placed.get(at)) {
                    Some(placed) => (text.into(), Some(&placed.url)),
                    None => (self.word(kind, column, text), None),
                }
            }
        }
    }

    fn kind<'t>(&'t self, id: &'t str) -> Cow<'t, str> {
        let known = self.known(id);
        known.map_or(id, |kind| kind.name.get(self.site.lang)).into()
    }

    /// The state with the ID `id`, of a record of `kind`.
    fn state(&self, kind: Option<&Kind>, id: &str) -> Option<String> {
        let lang = self.site.lang;
        let kinds = self.site.plan.kinds.iter().map(|kind| &**kind);
        let registers = &self.site.library.config.site;
        let in_kind = |kind: &Kind| {
            let state = kind.states.iter().find(|state| state.id == id);
            let closed = || match &kind.field("closed_as")?.kind {
                FieldType::Choice(choices) => {
                    let label = registers.choice_label(choices, id).get(lang).to_owned();
                    (label != id).then_some(label)
                }
                _ => None,
            };
            state.map(|state| state.name.get(lang).to_owned()).or_else(closed)
        };
        match id {
            "waiting" => Some(self.site.catalog.word("site-state-waiting")),
            _ => kind.into_iter().chain(kinds).find_map(in_kind),
        }
    }

    /// The field of this name, by its label.
    fn field_name(&self, kind: Option<&Kind>, name: &str) -> Option<String> {
        let kinds = self.site.plan.kinds.iter().map(|kind| &**kind);
        let field = kind.into_iter().chain(kinds).find_map(|kind| kind.field(name))?;
        Some(field.label.get(self.site.lang).to_owned())
    }

    /// A choice by its label, a person by name, a clock by that of the contract; any other text as it is.
    fn word<'t>(&'t self, kind: Option<&'t Kind>, column: &str, text: &'t str) -> Cow<'t, str> {
        let config = &self.site.library.config;
        let registers = &config.site;
        let own = match column {
            "role" => self.site.catalog.find(&format!("site-role-{text}")),
            "clock" => {
                let clock = config.contract.clocks.iter().find(|clock| clock.id == text);
                clock.map(|clock| clock.name.get(self.site.lang).to_owned())
            }
            "plan" => {
                let plan = config.contract.inspection_plan.get(text);
                plan.map(|plan| plan.name.clone())
            }
            "party" | "vendor" | "builder" => {
                let vendor = registers.vendors.get(text);
                vendor.map(|vendor| vendor.name.clone())
            }
            "person" => registers.people.get(text).map(|person| person.name.clone()),
            "item" => registers.check_items.get(text).map(|item| item.name().to_owned()),
            "state" => self.state(kind, text),
            "exempt_reason" => self.field_name(kind, text),
            "rule" => rule(text, self.site.lang),
            "scope" | "flag" => self.value(text),
            _ if is_status(column) => self.value(text),
            _ => None,
        };
        if let Some(own) = own {
            return own.into();
        }
        let kinds = self.site.plan.kinds.iter().map(|kind| &**kind);
        for kind in kind.into_iter().chain(kinds) {
            let field = kind.fields.get(column).map(|field| field.kind.item());
            match field
                .into_iter()
                .chain(in_rows(kind, column))
                .find(|of| is_named(of))
            {
                Some(FieldType::Choice(choices)) => {
                    let label = registers.choice_label(choices, text);
                    if label.get(self.site.lang) != text {
                        return label.get(self.site.lang).to_owned().into();
                    }
                }
                Some(FieldType::Person) => return registers.people.name(text).into(),
                _ => {}
            }
        }
        text.into()
    }

    /// The word for a value that the ledger makes.
    fn value(&self, text: &str) -> Option<String> {
        self.site
            .catalog
            .find(&format!("site-value-{}", text.replace('_', "-")))
    }
}

/// What `row` of `answer` says in `column`, where that is a text.
fn text<'r>(answer: &Answer, row: &'r [Cell], column: &str) -> Option<&'r str> {
    let at = answer.columns.iter().position(|name| name == column)?;
    match row.get(at)? {
        Cell::Text(text) => Some(text.as_str()),
        _ => None,
    }
}

/// The field or the column of its table that `kind` has under this name.
fn field<'k>(kind: &'k Kind, name: &str) -> Option<&'k Field> {
    kind.fields.get(name).or_else(|| kind.table.get(name))
}

/// The types of the columns of this name in the fields of `kind` that hold rows.
fn in_rows<'k>(kind: &'k Kind, column: &str) -> impl Iterator<Item = &'k FieldType> {
    let rows = kind.fields.values().filter_map(|field| match &field.kind {
        FieldType::Rows(columns) => Some(columns),
        _ => None,
    });
    rows.filter_map(move |columns| columns.get(column))
        .map(|column| &column.kind)
}

/// Whether what is written for `of` is an ID or a word that has a name.
fn is_named(of: &FieldType) -> bool {
    matches!(of, FieldType::Choice(_) | FieldType::Person)
}

/// What the rule with the ID `id` finds, in a line without its full stop.
fn rule(id: &str, lang: Lang) -> Option<String> {
    let rule = RULES.iter().find(|rule| rule.id == id)?;
    Some(rule.summary(lang).trim_end_matches(['。', '.']).to_owned())
}

/// Whether `column` says how a clock, a round of inspection or a number stands.
fn is_status(column: &str) -> bool {
    column == "status" || column.ends_with("_status")
}

/// The tone of `text` in `column`, where it says how something stands.
pub(super) fn tone(column: &str, text: &str) -> Option<&'static str> {
    let tone = match text {
        "met" | "done" | "present" => "done",
        "breached" | "missing" | "deleted" => "bad",
        "running" | "not_yet" => "going",
        "late" | "unknown" => "waiting",
        "exempt" => "closed",
        _ => return None,
    };
    is_status(column).then_some(tone)
}
