//! One field of a kind.

use super::When;
use crate::base::{Label, yaml};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// One field of a kind: its type and what is asked of its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What kind of value it takes.
    pub kind: FieldType,
    /// The name that people read.
    pub label: Label,
    /// Missing is an error when any of these holds.
    pub required: Vec<When>,
    /// Missing is a warning when any of these holds.
    pub wanted: Vec<When>,
    /// The fields whose time this one may not precede.
    pub after: Vec<String>,
    /// The least number.
    pub min: Option<Decimal>,
    /// The greatest number.
    pub max: Option<Decimal>,
    /// A regular expression that the whole text matches.
    pub pattern: Option<String>,
    /// A text that the pattern fits, for whoever wrote one that it does not.
    pub example: Option<String>,
    /// The unit of a number.
    pub unit: Option<Label>,
    /// Whether no second record of the kind may have the value.
    pub unique: bool,
    /// Whether it names or reaches a person, so that wider builds mask it.
    pub personal: bool,
    /// The value of a record that has none.
    pub default: Option<yaml::Value>,
}

/// The type of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// Any text.
    Text,
    /// One of a set of values.
    Choice(Choices),
    /// A day.
    Date,
    /// An instant.
    DateTime,
    /// A calendar month.
    Month,
    /// A decimal number.
    Number,
    /// An amount of money, or any exact decimal.
    Money,
    /// Yes or no.
    Boolean,
    /// A person of `people`.
    Person,
    /// A system of `systems`.
    System,
    /// A region of `regions`.
    Region,
    /// Another record: of these kinds, or of any if the list is empty.
    Ref(Vec<String>),
    /// A list of small objects with these columns.
    Rows(IndexMap<String, Field>),
    /// A list of values of one type.
    List(Box<FieldType>),
}

/// The values of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// These, by ID.
    Fixed(IndexMap<String, Label>),
    /// Those of a vocabulary of `casebook.yaml`; free text where it is not declared.
    Vocabulary(String),
}

impl Field {
    /// A field of type `kind` without any constraint.
    pub fn plain(kind: FieldType, label: Label) -> Field {
        Field {
            kind,
            label,
            required: Vec::new(),
            wanted: Vec::new(),
            after: Vec::new(),
            min: None,
            max: None,
            pattern: None,
            example: None,
            unit: None,
            unique: false,
            personal: false,
            default: None,
        }
    }

    /// Whether its pattern, where it has one, fits the whole of `text`.
    pub fn fits(&self, text: &str) -> bool {
        let Some(pattern) = &self.pattern else { return true };
        let whole = regex::Regex::new(&format!("^(?:{pattern})$"));
        whole.is_ok_and(|whole| whole.is_match(text))
    }

    /// Whether it may name a record of the kind called `kind`.
    pub fn takes_kind(&self, kind: &str) -> bool {
        match self.kind.item() {
            FieldType::Ref(kinds) => kinds.is_empty() || kinds.iter().any(|taken| taken == kind),
            _ => false,
        }
    }
}

impl FieldType {
    /// The type of one item: that of the list's items, or the type itself.
    pub fn item(&self) -> &FieldType {
        match self {
            FieldType::List(item) => item,
            other => other,
        }
    }

    /// Whether values are instants or days, which can be ordered in time.
    pub fn is_time(&self) -> bool {
        matches!(self, FieldType::Date | FieldType::DateTime)
    }
}
