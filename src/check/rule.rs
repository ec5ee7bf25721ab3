//! A rule: its name, how bad what it finds is, and how it looks.

use super::{Context, Subject};
use crate::base::{Diagnostic, Lang, Message, RelPath, Severity, Span};

/// A rule.
pub struct Rule {
    /// The name, in lower case with dashes; it names the fault.
    pub id: &'static str,
    /// How bad what it finds is. What is found while reading carries a severity of its own, which may be milder.
    pub level: Level,
    /// How it looks.
    pub check: Check,
}

/// How bad what a rule finds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A fault of writing.
    Error,
    /// Something that is missing or odd.
    Warning,
    /// The record is well written and says that the contract was not kept: an error until its `deviation` says why.
    Breach,
}

/// How a rule looks.
pub enum Check {
    /// Its faults are found where the files are read.
    Reading,
    /// At one record, and what that leads to. The kinds that it concerns; all kinds where there are none.
    Record(&'static [&'static str], fn(&Subject<'_>, &mut Vec<Diagnostic>)),
    /// At all records together.
    Library(fn(&Context<'_>, &mut Vec<Diagnostic>)),
}

impl Level {
    /// `error`, `warning` or `breach`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Breach => "breach",
        }
    }

    /// The severity of a finding.
    pub fn severity(self) -> Severity {
        match self {
            Level::Error | Level::Breach => Severity::Error,
            Level::Warning => Severity::Warning,
        }
    }
}

impl Rule {
    /// A finding of this rule.
    pub fn at(&self, path: &RelPath, span: Span, message: Message) -> Diagnostic {
        Diagnostic::new(self.id, self.level.severity(), path, span, message)
    }

    /// Whether the rule looks at `subject`: it is of the kinds that the rule concerns, and no deviation says why it
    /// stands as it is.
    pub(super) fn concerns(&self, subject: &Subject<'_>, kinds: &[&str]) -> bool {
        let of_kind = kinds.is_empty() || kinds.contains(&subject.kind());
        of_kind && !(self.level == Level::Breach && subject.record.fields.given("deviation"))
    }

    /// The rule's page in `lang`, in Markdown.
    pub fn page(&self, lang: Lang) -> &'static str {
        super::page::of(self.id, lang)
    }

    /// What the rule finds, in one line.
    pub fn summary(&self, lang: Lang) -> &'static str {
        super::page::summary(self.page(lang))
    }
}
