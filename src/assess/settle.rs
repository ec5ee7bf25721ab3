//! Reads `sheet:` and `payment:` of `contract.yaml`, with the way to each fault.

use super::Exact;
use crate::base::yaml::{self, Step, Value};
use crate::base::{Diagnostic, Message, RelPath, Severity};
use crate::config::{CONTRACT_YAML, Contract};

/// What is wrong with the sheet or the payment, and the way to it from the top of `contract.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetFault {
    /// What is wrong.
    pub message: Message,
    /// The way to the value.
    pub path: Vec<Step>,
    /// Whether it is only odd.
    pub warning: bool,
}

/// What is wrong with the sheet and the payment of `contract`, each at its place.
pub fn findings(contract: &Contract) -> Vec<Diagnostic> {
    let sheet = super::sheet::settle(contract).map(|(_, faults)| faults);
    let payment = super::payment::settle(contract).map(|(_, faults)| faults);
    let faults = sheet.into_iter().chain(payment).flatten();
    faults.map(|fault| finding(contract, fault)).collect()
}

/// `fault` at its place in `contract`.
pub(super) fn finding(contract: &Contract, fault: SheetFault) -> Diagnostic {
    let path = RelPath::new(CONTRACT_YAML).unwrap_or_default();
    let span = yaml::value_span(&contract.text, &fault.path).unwrap_or_default();
    let severity = if fault.warning {
        Severity::Warning
    } else {
        Severity::Error
    };
    let help = help(&fault.message);
    let finding = Diagnostic::new("contract", severity, &path, span, fault.message);
    match help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// What is to be done about a fault, by the words for it; they have the same gaps.
const HELP: [(&str, &str); 13] = [
    ("sheet-number", "sheet-number-help"),
    ("sheet-missing", "sheet-missing-help"),
    ("sheet-sum", "sheet-sum-help"),
    ("sheet-twice", "sheet-twice-help"),
    ("sheet-rule", "sheet-rule-help"),
    ("sheet-step", "sheet-step-help"),
    ("sheet-clock", "sheet-clock-help"),
    ("sheet-payment", "sheet-payment-help"),
    ("sheet-choice", "sheet-choice-help"),
    ("sheet-effect", "sheet-effect-help"),
    ("sheet-months", "sheet-months-help"),
    ("sheet-sql", "query-broken-help"),
    ("sheet-sql-month", "sheet-sql-month-help"),
];

fn help(message: &Message) -> Option<Message> {
    let (_, id) = HELP.iter().find(|(said, _)| *said == message.id)?;
    Some(Message {
        id,
        args: message.args.clone(),
    })
}

/// A value that is being read, and the way to it.
#[derive(Clone)]
pub(super) struct Node<'v> {
    pub(super) value: &'v Value,
    pub(super) path: Vec<Step>,
}

impl<'v> Node<'v> {
    pub(super) fn get(&self, key: &str) -> Option<Node<'v>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node {
            value,
            path: self.step(Step::Key(key.to_owned())),
        })
    }

    pub(super) fn items(&self, key: &str) -> Vec<Node<'v>> {
        let Some(list) = self.get(key) else {
            return Vec::new();
        };
        let all = list.value.as_sequence().map(Vec::as_slice).unwrap_or_default();
        all.iter()
            .enumerate()
            .map(|(number, value)| Node {
                value,
                path: list.step(Step::Item(number)),
            })
            .collect()
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        match self.value.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            _ => None,
        }
    }

    fn step(&self, step: Step) -> Vec<Step> {
        let mut path = self.path.clone();
        path.push(step);
        path
    }
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<SheetFault>);

impl Faults {
    pub(super) fn add(&mut self, node: &Node<'_>, message: Message) {
        self.0.push(SheetFault {
            message,
            path: node.path.clone(),
            warning: false,
        });
    }

    pub(super) fn warn(&mut self, node: &Node<'_>, message: Message) {
        self.0.push(SheetFault {
            message,
            path: node.path.clone(),
            warning: true,
        });
    }

    /// The number at `key`; a fault where it is something else.
    pub(super) fn number(&mut self, node: &Node<'_>, key: &'static str) -> Option<Exact> {
        let child = node.get(key)?;
        let number = node.text(key).and_then(|text| text.parse().ok());
        if number.is_none() {
            self.add(&child, Message::new("sheet-number").with("key", key));
        }
        number
    }

    /// What the word at `key` means, which is one of `names`; a fault where it is another one, or none at all.
    pub(super) fn choice<T: Copy>(
        &mut self,
        node: &Node<'_>,
        key: &'static str,
        names: &[(&str, T)],
    ) -> Option<T> {
        let child = node.get(key)?;
        let written = node.text(key).unwrap_or_default();
        let known = names.iter().find(|(name, _)| *name == written);
        if known.is_none() {
            let choices: Vec<String> = names.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = Message::new("sheet-choice")
                .with("key", key)
                .with("written", written)
                .with("choices", choices.join(" · "));
            self.add(&child, message);
        }
        known.map(|(_, meaning)| *meaning)
    }

    /// The number at `key`; a fault where it is missing too.
    pub(super) fn needed(&mut self, node: &Node<'_>, key: &'static str) -> Exact {
        if node.get(key).is_none() {
            self.add(node, Message::new("sheet-missing").with("key", key));
        }
        self.number(node, key).unwrap_or_else(Exact::zero)
    }

    /// The text at `key`; a fault where it is missing.
    pub(super) fn word(&mut self, node: &Node<'_>, key: &'static str) -> String {
        node.text(key).unwrap_or_else(|| {
            self.add(node, Message::new("sheet-missing").with("key", key));
            String::new()
        })
    }
}
