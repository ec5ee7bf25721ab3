//! What does a field want of its value, and how is that written?

use super::figure;
use crate::base::Message;
use crate::kind::{Field, FieldType};
use rust_decimal::Decimal;

/// The words for what a value of this type is.
pub(super) fn expected(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text | FieldType::Choice(_) => "expected-text",
        FieldType::Date => "expected-date",
        FieldType::DateTime => "expected-datetime",
        FieldType::Month => "expected-month",
        FieldType::Number => "expected-number",
        FieldType::Money => "expected-decimal",
        FieldType::Boolean => "expected-boolean",
        FieldType::Person | FieldType::System | FieldType::Region => "expected-text",
        FieldType::Ref(_) => "expected-id",
        FieldType::Rows(_) => "expected-rows",
        FieldType::List(item) => expected(item),
    }
}

/// What to write where a value is not what is `expected` of `field`.
pub(super) fn help(field: &Field, expected: &str) -> Message {
    match (expected, field.kind.item()) {
        ("expected-boolean", _) => Message::new("help-boolean"),
        ("expected-month", _) => Message::new("help-month"),
        ("expected-date", _) => Message::new("help-date"),
        ("expected-datetime", _) => Message::new("help-datetime"),
        ("expected-id", _) => Message::new("help-id"),
        ("expected-number" | "expected-decimal", _) => figure::help("", field),
        (_, FieldType::Rows(columns)) => {
            let names: Vec<&str> = columns.keys().map(String::as_str).collect();
            Message::new("help-rows").with("names", names.join(", "))
        }
        _ => Message::new("help-text"),
    }
}

/// What is wrong with `number`, which is less or more than `field` takes, and what to write.
pub(super) fn out_of_bounds(field: &Field, number: Decimal) -> Option<(Message, Message)> {
    let (said, help, bound) = match (field.min, field.max) {
        (Some(min), _) if number < min => ("field-min", "help-min", min),
        (_, Some(max)) if number > max => ("field-max", "help-max", max),
        _ => return None,
    };
    let message = Message::new(said)
        .with("field", &field.label)
        .with("bound", bound.to_string());
    let help = match (field.min, field.max) {
        (Some(min), Some(max)) => Message::new("help-range")
            .with("min", min.to_string())
            .with("max", max.to_string()),
        _ => Message::new(help).with("bound", bound.to_string()),
    };
    Some((message, help))
}

/// What is wrong with `text`, which the pattern of `field` does not fit, and what to write.
pub(super) fn misfit(field: &Field, text: &str) -> Option<(Message, Message)> {
    let pattern = field.pattern.as_deref()?;
    if field.fits(text) {
        return None;
    }
    let help = match &field.example {
        Some(example) => Message::new("help-example").with("example", example.as_str()),
        None => Message::new("help-pattern").with("pattern", pattern),
    };
    Some((Message::new("field-pattern").with("field", &field.label), help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Label;

    #[test]
    fn both_bounds_are_named_where_there_are_two() {
        let mut field = Field::plain(FieldType::Number, Label::plain("满意度"));
        field.min = Some(Decimal::ONE);
        assert_eq!(
            out_of_bounds(&field, Decimal::ZERO).map(|(said, help)| (said.id, help.id)),
            Some(("field-min", "help-min"))
        );
        field.max = Some(Decimal::from(5));
        assert_eq!(
            out_of_bounds(&field, Decimal::TEN).map(|(said, help)| (said.id, help.id)),
            Some(("field-max", "help-range"))
        );
        assert_eq!(out_of_bounds(&field, Decimal::ONE), None);
    }

    #[test]
    fn an_example_says_more_than_a_pattern() {
        let mut field = Field::plain(FieldType::Text, Label::plain("编号"));
        assert_eq!(misfit(&field, "x"), None);
        field.pattern = Some("CVE-[0-9]+".to_owned());
        let help = |field: &Field, text| misfit(field, text).map(|(_, help)| help.id);
        assert_eq!(help(&field, "CVE-1"), None);
        assert_eq!(help(&field, "CVE"), Some("help-pattern"));
        field.example = Some("CVE-1".to_owned());
        assert_eq!(help(&field, "CVE"), Some("help-example"));
    }
}
