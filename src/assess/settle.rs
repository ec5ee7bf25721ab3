//! Reads `sheet:` and `payment:` of `contract.yaml`, with the way to each fault.

use super::fault::SheetFault;
use super::{Exact, Rounding};
use crate::base::Message;
use crate::base::number::{decimal, narrow};
use crate::base::yaml::{Step, Value};
use crate::config::unknown_key;

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

/// Which numbers make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// All of them.
    Any,
    /// Points: no negative ones.
    NotNegative,
    /// Money: no negative sums, and none that 分 cannot pay.
    Money,
    /// What is divided by, or what all points are a part of.
    Positive,
    /// From 0 to 100.
    Percentage,
}

impl Bound {
    /// What is to be said of `number`, where it makes no sense.
    fn broken_by(self, number: &Exact) -> Option<&'static str> {
        let negative = number.is_negative();
        match self {
            Bound::NotNegative | Bound::Money if negative => Some("sheet-negative"),
            Bound::Money if number.money(Rounding::HalfUp) != *number => Some("sheet-cents"),
            Bound::Positive if negative || number.is_zero() => Some("sheet-positive"),
            Bound::Percentage if negative || *number > Exact::from(100_i64) => Some("sheet-percent"),
            _ => None,
        }
    }
}

/// Collects what is wrong.
#[derive(Default)]
pub(super) struct Faults(pub(super) Vec<SheetFault>);

impl Faults {
    pub(super) fn add(&mut self, node: &Node<'_>, message: Message) {
        self.0.push(SheetFault::at(&node.path, message));
    }

    pub(super) fn warn(&mut self, node: &Node<'_>, message: Message) {
        self.0.push(SheetFault {
            warning: true,
            ..SheetFault::at(&node.path, message)
        });
    }

    /// A warning for each key of `node` that is none of those that are `known`: what stands there would be left aside without a word. A fault where
    /// `node` has no keys.
    pub(super) fn unknown_keys(&mut self, node: &Node<'_>, known: &[&str]) {
        let Value::Mapping(map) = node.value else {
            return self.add(node, Message::new("sheet-map").with("keys", known.join(", ")));
        };
        for key in map.keys().filter_map(Value::as_str) {
            if known.contains(&key) {
                continue;
            }
            let (message, help) = unknown_key(key, known);
            let path = node.step(Step::Key(key.to_owned()));
            self.0.push(SheetFault {
                at_key: true,
                warning: true,
                help: Some(help),
                ..SheetFault::at(&path, message)
            });
        }
    }

    /// The number at `key`; a fault where it is something else, or not what `bound` asks for.
    pub(super) fn number(&mut self, node: &Node<'_>, key: &'static str, bound: Bound) -> Option<Exact> {
        let child = node.get(key)?;
        let written = node.text(key);
        let number: Option<Exact> = written.as_deref().and_then(|text| text.parse().ok());
        let wrong = match &number {
            None => Some("sheet-number"),
            Some(number) => bound.broken_by(number),
        };
        let Some(wrong) = wrong else {
            return number;
        };
        let meant = written.and_then(|text| decimal(&text.trim().chars().map(narrow).collect::<String>()));
        let example = meant.map_or_else(|| "1.5".to_owned(), |number| number.to_string());
        let message = Message::new(wrong).with("key", key);
        self.add(&child, message.with("example", example));
        None
    }

    /// The whole number at `key`, of at least `least`; a fault where it is something else, with `example` for what to write.
    pub(super) fn whole(
        &mut self,
        node: &Node<'_>,
        key: &'static str,
        least: i64,
        example: i64,
    ) -> Option<i64> {
        let child = node.get(key)?;
        let written: Option<i64> = node.text(key).and_then(|text| text.parse().ok());
        let number = written.filter(|number| *number >= least);
        if number.is_none() {
            let message = Message::new("sheet-whole").with("key", key);
            let message = message.with("least", least).with("example", example);
            self.add(&child, message);
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
    pub(super) fn needed(&mut self, node: &Node<'_>, key: &'static str, bound: Bound) -> Exact {
        if node.get(key).is_none() {
            self.add(node, Message::new("sheet-missing").with("key", key));
        }
        self.number(node, key, bound).unwrap_or_else(Exact::zero)
    }

    /// The text at `key`; a fault where something else stands there.
    pub(super) fn text(&mut self, node: &Node<'_>, key: &'static str) -> Option<String> {
        let child = node.get(key)?;
        let text = node.text(key);
        if text.is_none() {
            self.add(&child, Message::new("sheet-text").with("key", key));
        }
        text
    }

    /// The text at `key`; a fault where it is missing too.
    pub(super) fn word(&mut self, node: &Node<'_>, key: &'static str) -> String {
        if node.get(key).is_none() {
            self.add(node, Message::new("sheet-missing").with("key", key));
        }
        self.text(node, key).unwrap_or_default()
    }

    /// The items of the list at `key`; a fault where something else stands there.
    pub(super) fn items<'v>(&mut self, node: &Node<'v>, key: &'static str) -> Vec<Node<'v>> {
        if let Some(child) = node.get(key).filter(|child| !child.value.is_sequence()) {
            self.add(&child, Message::new("sheet-list").with("key", key));
        }
        node.items(key)
    }

    /// A fault where both keys are written, of which one would be left aside.
    pub(super) fn either(&mut self, node: &Node<'_>, key: &'static str, other: &'static str) {
        if let (Some(_), Some(second)) = (node.get(key), node.get(other)) {
            let message = Message::new("sheet-either").with("key", key);
            self.add(&second, message.with("other", other));
        }
    }
}
