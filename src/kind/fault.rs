//! What is wrong with a `kind.yaml`?

use crate::base::{Message, Severity, Span, wide, yaml};

/// What is wrong with a `kind.yaml`, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct KindFault {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Option<Message>,
    /// Where in the file.
    pub span: Span,
    /// Whether the kind that is built in stands in as long as there is this fault.
    pub stands_in: bool,
}

impl KindFault {
    /// An error at `span`.
    pub fn new(message: Message, span: Span) -> KindFault {
        KindFault {
            severity: Severity::Error,
            message,
            help: None,
            span,
            stands_in: false,
        }
    }

    /// With an instruction what to write instead.
    #[must_use]
    pub fn help(mut self, help: Message) -> KindFault {
        self.help = Some(help);
        self
    }
}

/// What is wrong with a text that is no YAML: the marks of full width in it, where there are some.
pub(super) fn broken(text: &str, fault: yaml::Fault) -> Vec<KindFault> {
    let marks = wide::found(text).into_iter();
    let marks: Vec<KindFault> = marks
        .map(|wide| KindFault::new(wide.message, wide.span).help(wide.help))
        .collect();
    if !marks.is_empty() {
        return marks;
    }
    let message = Message::new("kind-yaml").with("detail", fault.detail);
    vec![KindFault::new(message, fault.span).help(fault.help)]
}
