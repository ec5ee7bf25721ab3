//! Reads values out of a configuration file, with a finding at its place for each that is not what it should be.

use super::register::{Entry, Register};
use crate::base::confidentiality::is_meant_in;
use crate::base::yaml::{self, Step, Value};
use crate::base::{Diagnostic, Label, Message, RelPath, Severity, Span, conflict, nearest::nearest, wide};

/// The messages of a file of which nothing could be read.
pub(super) const NOTHING_READ: [&str; 2] = ["config-map", "config-yaml"];

/// A configuration file that is being read.
pub struct Reader<'t> {
    text: &'t str,
    path: RelPath,
    rule: &'static str,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

/// A value in it, and the way to it.
#[derive(Clone)]
pub struct Node<'v> {
    /// The value.
    pub value: &'v Value,
    /// The way to it.
    pub path: Vec<Step>,
}

impl<'v> Node<'v> {
    /// The value of the whole document.
    pub fn root(value: &'v Value) -> Node<'v> {
        Node {
            value,
            path: Vec::new(),
        }
    }

    /// The value of `key`; `None` where it is absent or null.
    pub fn get(&self, key: &str) -> Option<Node<'v>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node {
            value,
            path: self.step(Step::Key(key.to_owned())),
        })
    }

    /// The items of a list.
    pub fn items(&self) -> Vec<Node<'v>> {
        let all = self.value.as_sequence().map(Vec::as_slice).unwrap_or_default();
        let node = |(number, value)| Node {
            value,
            path: self.step(Step::Item(number)),
        };
        all.iter().enumerate().map(node).collect()
    }

    /// The items of a list, or the one value.
    pub fn each(&self) -> Vec<Node<'v>> {
        match self.value.is_sequence() {
            true => self.items(),
            false => vec![self.clone()],
        }
    }

    /// The entries of a map.
    pub fn entries(&self) -> Vec<(String, Node<'v>)> {
        let Some(map) = self.value.as_mapping() else {
            return Vec::new();
        };
        map.iter()
            .filter_map(|(key, value)| {
                let key = scalar(key)?;
                Some((
                    key.clone(),
                    Node {
                        value,
                        path: self.step(Step::Key(key)),
                    },
                ))
            })
            .collect()
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<String> {
        scalar(self.value)
    }

    /// The texts of a scalar or of a list of scalars.
    pub fn texts(&self) -> Vec<String> {
        self.each().iter().filter_map(Node::text).collect()
    }

    /// The name that a scalar, or a map of languages, gives.
    pub fn label(&self) -> Option<Label> {
        serde_yaml::from_value(self.value.clone())
            .ok()
            .or_else(|| Some(Label::plain(self.text()?)))
    }

    fn step(&self, step: Step) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(step);
        path
    }
}

/// The text of a scalar.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl<'t> Reader<'t> {
    /// Parses `text`, the file at `path`; findings carry the name `rule`. A file that is no YAML is one finding.
    pub fn new(text: &'t str, path: &str, rule: &'static str) -> (Reader<'t>, Value) {
        let path = RelPath::new(path).unwrap_or_default();
        let mut reader = Reader {
            text,
            path,
            rule,
            findings: Vec::new(),
        };
        let value = yaml::parse(text);
        let is_map = matches!(&value, Ok(value) if value.is_null() || value.is_mapping());
        let merge = conflict::finding(text, &reader.path);
        let is_merged = merge.is_some();
        reader.findings.extend(merge);
        let is_map = is_map || is_merged;
        let wide = if is_map { Vec::new() } else { wide::found(text) };
        for mark in &wide {
            let finding = Diagnostic::error(wide::RULE, &reader.path, mark.span, mark.message.clone());
            reader.findings.push(finding.help(mark.help.clone()));
        }
        match &value {
            _ if is_map || !wide.is_empty() => {}
            Ok(_) => {
                let message = Message::new("config-map");
                let finding = Diagnostic::error(rule, &reader.path, Span::new(0, 0), message);
                reader
                    .findings
                    .push(finding.help(Message::new("front-matter-map-help")));
            }
            Err(fault) => {
                let message = Message::new("config-yaml").with("detail", fault.detail.clone());
                let finding = Diagnostic::error(rule, &reader.path, fault.span, message);
                reader.findings.push(finding.help(fault.help.clone()));
            }
        }
        let value = value.unwrap_or_default();
        (reader, value)
    }

    /// Where the value of `node` stands.
    pub fn place(&self, node: &Node<'_>) -> Span {
        yaml::value_span(self.text, &node.path).unwrap_or_default()
    }

    /// Where the key of `node` stands.
    pub fn key_place(&self, node: &Node<'_>) -> Span {
        yaml::key_span(self.text, &node.path).unwrap_or_default()
    }

    /// Adds a finding at the value of `node`.
    pub fn wrong(&mut self, node: &Node<'_>, severity: Severity, message: Message) {
        let span = self.place(node);
        self.findings
            .push(Diagnostic::new(self.rule, severity, &self.path, span, message));
    }

    /// Adds an error at the value of `node`, with an instruction what to write instead.
    pub fn wrong_help(&mut self, node: &Node<'_>, message: Message, help: Message) {
        let span = self.place(node);
        let finding = Diagnostic::error(self.rule, &self.path, span, message);
        self.findings.push(finding.help(help));
    }

    /// Adds a warning at the value of `node`, with an instruction what to write instead.
    pub fn odd_help(&mut self, node: &Node<'_>, message: Message, help: Message) {
        let span = self.place(node);
        let finding = Diagnostic::warning(self.rule, &self.path, span, message);
        self.findings.push(finding.help(help));
    }

    /// Adds an error at `span`.
    pub fn wrong_at(&mut self, span: Span, message: Message) {
        self.findings
            .push(Diagnostic::error(self.rule, &self.path, span, message));
    }

    /// Adds an error at the key of `node`, with an instruction what to write instead where there is one.
    pub fn wrong_key(&mut self, node: &Node<'_>, message: Message, help: Option<Message>) {
        let mut finding = Diagnostic::error(self.rule, &self.path, self.key_place(node), message);
        finding.help = help;
        self.findings.push(finding);
    }

    /// The text at `key`; an error where something else stands there.
    pub fn text(&mut self, node: &Node<'_>, key: &str) -> Option<String> {
        let child = node.get(key)?;
        let text = child.text();
        if text.is_none() {
            self.no_text(&child);
        }
        text
    }

    /// The texts at `key`, of a list or alone; an error for whatever else stands there.
    pub fn texts(&mut self, node: &Node<'_>, key: &str) -> Vec<String> {
        let all = node.get(key).map(|child| child.each()).unwrap_or_default();
        for child in all.iter().filter(|child| child.text().is_none()) {
            self.no_text(child);
        }
        all.iter().filter_map(Node::text).collect()
    }

    /// The name at `key`, which may be one for each language; an error where something else stands there.
    pub fn label(&mut self, node: &Node<'_>, key: &str) -> Option<Label> {
        let child = node.get(key)?;
        let label = child.label().filter(|label| !label.is_empty());
        match label {
            Some(_) => self.unknown_keys(&child, Label::LANGUAGES),
            None => self.expected(&child, "expected-label"),
        }
        label
    }

    /// The items of the list at `key`; an error where something else stands there.
    pub fn list<'v>(&mut self, node: &Node<'v>, key: &str) -> Vec<Node<'v>> {
        let Some(child) = node.get(key) else {
            return Vec::new();
        };
        if !child.value.is_sequence() {
            self.expected(&child, "expected-list");
        }
        child.items()
    }

    /// An error at `node`, which is no text, for where one is to stand: what is written for each language is not taken everywhere. It is told once.
    fn no_text(&mut self, node: &Node<'_>) {
        let (message, help) = match node.label().filter(|label| !label.is_empty()) {
            Some(label) => (
                Message::new("config-languages"),
                Message::new("config-languages-help")
                    .with("zh", label.zh)
                    .with("en", label.en),
            ),
            None => (
                Message::new("config-expected"),
                Message::new("config-expected-help").with("expected", Message::new("expected-text")),
            ),
        };
        let finding = Diagnostic::error(self.rule, &self.path, self.place(node), message).help(help);
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// What `parse` makes of the scalar at `key` of `node`; a finding that names what is `expected` where it fails.
    pub fn parsed<T>(
        &mut self,
        node: &Node<'_>,
        key: &str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let child = node.get(key)?;
        let parsed = child.text().and_then(|text| parse(&text));
        if parsed.is_none() {
            self.expected(&child, expected);
        }
        parsed
    }

    /// A finding that says what the value should be; `expected` is a message.
    pub fn expected(&mut self, node: &Node<'_>, expected: &'static str) {
        let message = match node.text() {
            Some(written) => Message::new("config-value").with("written", written),
            None => Message::new("config-expected"),
        };
        let help = Message::new("config-expected-help").with("expected", Message::new(expected));
        self.wrong_help(node, message, help);
    }

    /// An error where the text of `node` is none of `names`, with the one that was probably meant and all of them.
    pub fn one_of(&mut self, node: &Node<'_>, names: &[&str]) {
        let Some(written) = node.text() else {
            return self.no_text(node);
        };
        if names.contains(&written.as_str()) {
            return;
        }
        let message = Message::new("config-none-of").with("written", written.as_str());
        let all = names.join(", ");
        let help = match nearest(&written, names.iter().copied()) {
            Some(near) => Message::new("help-nearest-of").with("name", near),
            None => Message::new("help-choices"),
        };
        self.wrong_help(node, message, help.with("choices", all));
    }

    /// The same where `key` of `node` is given.
    pub fn choice(&mut self, node: &Node<'_>, key: &str, names: &[&str]) {
        if let Some(child) = node.get(key) {
            self.one_of(&child, names);
        }
    }

    /// An error where the text of `node` names nothing that is `declared` at the key `register`.
    pub fn declared<T: Entry>(&mut self, node: &Node<'_>, register: &'static str, declared: &Register<T>) {
        let Some(written) = node.text() else {
            return self.no_text(node);
        };
        if declared.find(&written).is_some() {
            return;
        }
        let message = Message::new("config-undeclared").with("name", written.as_str());
        let help = match declared.nearest(&written) {
            Some(near) => Message::new("help-nearest").with("name", near),
            None => Message::new("config-undeclared-help"),
        };
        self.wrong_help(
            node,
            message.with("register", register),
            help.with("register", register),
        );
    }

    /// The day at `key`.
    pub fn date(&mut self, node: &Node<'_>, key: &str) -> Option<jiff::civil::Date> {
        self.parsed(node, key, "expected-date", |text| text.parse().ok())
    }

    /// An error where `node` has no keys.
    pub fn map(&mut self, node: &Node<'_>) {
        if !node.value.is_mapping() {
            self.expected(node, "expected-map");
        }
    }

    /// A warning for each key of `node` that is not `known`; an error where it was to say who may see what.
    pub fn unknown_keys(&mut self, node: &Node<'_>, known: &[&str]) {
        for (key, child) in node.entries() {
            if known.contains(&key.as_str()) {
                continue;
            }
            let span = self.key_place(&child);
            let (message, help) = unknown_key(&key, known);
            let finding = match is_meant_in(&Value::String(key), child.value) {
                true => Diagnostic::error(self.rule, &self.path, span, message)
                    .help(Message::new("config-confidentiality-help")),
                false => Diagnostic::warning(self.rule, &self.path, span, message).help(help),
            };
            self.findings.push(finding);
        }
    }
}

/// What is said of `key`, which is none of those that are `known`, and what to write instead.
pub fn unknown_key(key: &str, known: &[&str]) -> (Message, Message) {
    let help = match nearest(key, known.iter().copied()) {
        Some(near) => Message::new("help-nearest").with("name", near),
        None => Message::new("help-keys").with("names", known.join(", ")),
    };
    (Message::new("config-unknown-key").with("key", key), help)
}
