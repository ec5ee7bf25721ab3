//! What an author did wrong: data, many at once, each at its place.

use super::{Message, RelPath, Span};
use serde::Serialize;
use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record is wrong; `check` exits 1.
    Error,
    /// Something is missing or odd; `check --strict` exits 1.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file, relative to the knowledge base.
    pub path: RelPath,
    /// Where in the file; the start of the file where no place is better.
    pub span: Span,
    /// What is wrong: a fact, in lower case, without a full stop.
    pub message: Message,
    /// What to write instead: an instruction.
    pub help: Option<Message>,
    /// Other places that belong to the finding, in this file or in others.
    pub related: Vec<Related>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// The file, relative to the knowledge base.
    pub path: RelPath,
    /// Where in the file.
    pub span: Span,
    /// What stands there.
    pub message: Message,
}

impl Diagnostic {
    /// An error of `rule` at `span` of `path`.
    pub fn error(rule: &'static str, path: &RelPath, span: Span, message: Message) -> Diagnostic {
        Diagnostic::new(rule, Severity::Error, path, span, message)
    }

    /// A warning of `rule` at `span` of `path`.
    pub fn warning(rule: &'static str, path: &RelPath, span: Span, message: Message) -> Diagnostic {
        Diagnostic::new(rule, Severity::Warning, path, span, message)
    }

    /// A finding of `rule` at `span` of `path`.
    pub fn new(
        rule: &'static str,
        severity: Severity,
        path: &RelPath,
        span: Span,
        message: Message,
    ) -> Diagnostic {
        Diagnostic {
            rule,
            severity,
            path: path.clone(),
            span,
            message,
            help: None,
            related: Vec::new(),
        }
    }

    /// With an instruction what to write instead.
    #[must_use]
    pub fn help(mut self, help: Message) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, path: &RelPath, span: Span, message: Message) -> Diagnostic {
        self.related.push(Related {
            path: path.clone(),
            span,
            message,
        });
        self
    }

    /// The order in which findings are shown: by file, place and rule; those in kinds first, for much of the others may follow from them.
    pub fn sort(findings: &mut [Diagnostic]) {
        let follows = |finding: &Diagnostic| finding.path.below("templates/kinds").is_none();
        findings.sort_by(|a, b| {
            (follows(a), &a.path, a.span, a.rule).cmp(&(follows(b), &b.path, b.span, b.rule))
        });
    }
}
