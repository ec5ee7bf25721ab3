//! From rows to records.

use super::check::Draft;
use super::fields::Fields;
use super::input::{Format, Read, Row as Line};
use super::known::{SOURCE_KEY, keys};
use super::map::{Condition, Map};
use super::place::Places;
use super::record::Blank;
use super::{Faults, Plan, Planned, key, value};
use crate::author::front;
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::kind::Kind;
use crate::pipeline::World;
use std::collections::{HashMap, HashSet};

/// What records are made of.
pub(super) struct Rows<'r> {
    pub(super) world: &'r World,
    pub(super) kind: &'r Kind,
    pub(super) map: &'r Map,
    pub(super) read: &'r Read,
    pub(super) blank: &'r Blank,
    /// The file, as findings name it.
    pub(super) path: &'r RelPath,
}

/// A record, and the row that it came from.
pub(super) struct Row {
    pub(super) record: Planned,
    pub(super) key: String,
    pub(super) span: Span,
}

/// The rows that were looked at so far.
struct Seen<'r> {
    /// The keys of the records that there are.
    known: HashSet<String>,
    places: Places<'r>,
    /// The first row of each key.
    first: HashMap<String, &'r Line>,
    plan: Plan,
    rows: Vec<Row>,
    findings: Vec<Diagnostic>,
}

impl<'r> Rows<'r> {
    /// The records of all rows that are taken and not known.
    ///
    /// # Errors
    /// What does not fit, of all rows.
    pub(super) fn plan(&self) -> Result<Draft, Faults> {
        let mut seen = Seen {
            known: keys(self.world, self.kind),
            places: Places::new(self.world, self.kind),
            first: HashMap::new(),
            plan: Plan::default(),
            rows: Vec::new(),
            findings: Vec::new(),
        };
        for line in &self.read.table.rows {
            // In which columns its cells belong, nobody knows.
            if let Some(wide) = self.read.table.too_wide(line, self.path) {
                seen.findings.push(wide);
            } else if self.is_taken(line) {
                self.see(line, &mut seen);
            } else {
                seen.plan.skipped += 1;
            }
        }
        let Seen {
            plan,
            rows,
            mut findings,
            ..
        } = seen;
        if findings.is_empty() {
            return Ok(Draft { rows, plan });
        }
        Diagnostic::sort(&mut findings);
        let texts = Vec::new();
        Err(Faults { findings, texts })
    }

    fn is_taken(&self, line: &Line) -> bool {
        let text = |condition: &Condition| self.read.table.text(line, &condition.column.name);
        let holds = |condition: &Condition| condition.holds(text(condition));
        !self.map.skip.iter().any(holds) && self.map.only.iter().all(holds)
    }

    /// What becomes of a row that is taken.
    fn see(&self, line: &'r Line, seen: &mut Seen<'r>) {
        let Some(key) = key::key(self.map, self.read.format, &self.read.table, line) else {
            seen.findings.push(self.no_key(line));
            let wrong = Fields::read(self, line).settled().err();
            seen.findings.extend(wrong.unwrap_or_default());
            return;
        };
        if let Some(first) = seen.first.get(&key) {
            seen.plan.twice += 1;
            seen.findings.extend(self.differs(first, line, &key));
            return;
        }
        if seen.known.contains(&key) {
            seen.plan.known += 1;
        } else {
            match self.row(line, &key, &mut seen.places) {
                Ok(row) => seen.rows.push(row),
                Err(wrong) => seen.findings.extend(wrong),
            }
        }
        seen.first.insert(key, line);
    }

    /// At the first of the cells that should have told `line` from all others.
    fn no_key(&self, line: &Line) -> Diagnostic {
        let first = self.map.key.first();
        let cell = first.and_then(|column| self.read.table.cell(line, &column.name));
        let span = cell.map_or(line.span(), |cell| cell.span);
        self.fault(span, Message::new("import-no-key"))
    }

    /// Two rows with one key that do not say the same: which of them would be kept is not for us to choose.
    fn differs(&self, first: &Line, line: &Line, key: &str) -> Option<Diagnostic> {
        let table = &self.read.table;
        if self.map.key.is_empty() || key::fingerprint(table, first) == key::fingerprint(table, line) {
            return None;
        }
        let message = Message::new("import-key-twice").with("key", key);
        let finding = self.fault(line.span(), message);
        Some(finding.related(self.path, first.span(), Message::new("import-key-first")))
    }

    fn row(&self, line: &Line, key: &str, places: &mut Places<'_>) -> Result<Row, Vec<Diagnostic>> {
        let said = Fields::read(self, line).settled()?;
        let place = places.next(said.day, &said.title);
        let path = place.map_err(|message| vec![self.fault(line.span(), message)])?;
        let mut fields = said.yaml;
        fields.push((SOURCE_KEY, front::quoted(key)));
        if self.map.draft.unwrap_or(self.read.format == Format::Qq) {
            fields.push(("draft", true.to_string()));
        }
        let text = self.blank.filled(&fields, &self.body(line));
        Ok(Row {
            record: Planned {
                path,
                title: said.title,
                text,
            },
            key: key.to_owned(),
            span: line.span(),
        })
    }

    /// What stands under which heading.
    fn body(&self, line: &Line) -> Vec<(&str, String)> {
        let all = self.map.body.iter();
        all.map(|(heading, source)| {
            let said = value::markdown(source, &self.read.table, line);
            (heading.as_str(), said)
        })
        .collect()
    }

    /// An error in the file.
    pub(super) fn fault(&self, span: Span, message: Message) -> Diagnostic {
        Diagnostic::error("import", self.path, span, message)
    }
}
