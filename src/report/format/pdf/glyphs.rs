//! What becomes of a character that no font has? An empty box would hide which one it was, and PDF/A forbids it: it
//! is printed as `〓` with its code point behind it, `〓(U+30EDD)`.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The sign that Chinese print has for a missing character.
const STAND_IN: char = '〓';

/// Replaces what `has` denies in all texts of `value`; says what was replaced.
pub(super) fn replace(value: &mut Value, has: &dyn Fn(char) -> bool) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    walk(value, has, &mut missing);
    missing
}

/// Code points, as people write them.
pub(super) fn names(characters: &BTreeSet<char>) -> Vec<String> {
    characters
        .iter()
        .map(|c| format!("U+{:04X}", u32::from(*c)))
        .collect()
}

fn walk(value: &mut Value, has: &dyn Fn(char) -> bool, missing: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => {
            if let Some(printable) = printable(text, has, missing) {
                *text = printable;
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| walk(one, has, missing)),
        Value::Object(map) => map.values_mut().for_each(|one| walk(one, has, missing)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `text` as it can be printed; `None` where it can be as it is.
fn printable(text: &str, has: &dyn Fn(char) -> bool, missing: &mut BTreeSet<char>) -> Option<String> {
    if text
        .chars()
        .all(|c| c == '\n' || (has(c) && !c.is_control() && !invisible(c)))
    {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !invisible(*c)) {
        match c {
            '\n' => out.push(c),
            '\t' | '\r' => out.push(' '),
            c if has(c) && !c.is_control() => out.push(c),
            c => {
                missing.insert(c);
                let _ = write!(out, "{STAND_IN}(U+{:04X})", u32::from(c));
            }
        }
    }
    Some(out)
}

/// Characters that only steer others: variants, joiners, marks of direction.
fn invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFE00..=0xFE0F | 0xFEFF | 0xE0100..=0xE01EF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_no_font_has_is_named_in_its_place() {
        let mut value = json!({"a": ["张\u{30EDD}\u{FE0F}", "李\t四\n"], "b": 1});
        let missing = replace(&mut value, &|c| c != '\u{30EDD}');
        assert_eq!(value, json!({"a": ["张〓(U+30EDD)", "李 四\n"], "b": 1}));
        assert_eq!(names(&missing), ["U+30EDD"]);
    }

    #[test]
    fn marks_of_direction_turn_nothing_round() {
        let mut value = json!("金额\u{202E}00.1");
        assert!(replace(&mut value, &|_| true).is_empty());
        assert_eq!(value, json!("金额00.1"));
    }
}
