//! What templates can call: `t` for words, `yaml` for values in front matter.

use crate::base::{Catalog, Lang};
use fluent_bundle::FluentValue;
use std::collections::HashMap;
use tera::{Kwargs, State, Tera, Value};

/// Registers what templates can call; before any template is added.
pub(super) fn register(tera: &mut Tera, lang: Lang) {
    let catalog = Catalog::of(lang);
    let words = words(catalog);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| {
        say(catalog, &words, &kwargs)
    });
    tera.register_filter("yaml", |text: &str, _: Kwargs, _: &State| yaml(text));
}

/// The entries without gaps, which are most, ready to be written.
fn words(catalog: &Catalog) -> HashMap<String, Value> {
    let words = catalog.ids().filter_map(|id| Some((id, catalog.find(id)?)));
    let whole = words.filter(|(_, word)| !word.contains('{'));
    whole
        .map(|(id, word)| (id.to_owned(), Value::normal_string(&word)))
        .collect()
}

/// `t(id="site-count", n=3)`: the entry of the message files with its gaps filled. One that is in none is a fault, as a value is that the page does not
/// have.
fn say(catalog: &Catalog, words: &HashMap<String, Value>, kwargs: &Kwargs) -> tera::TeraResult<Value> {
    let id: &str = kwargs.must_get("id")?;
    if let Some(word) = words.get(id) {
        return Ok(word.clone());
    }
    if !catalog.has(id) {
        let unknown = catalog.fill("template-message-unknown", [("id", id.into())]);
        return Err(tera::Error::message(unknown));
    }
    let gaps = kwargs
        .iter()
        .filter_map(|(key, value)| Some((key.as_str().filter(|key| *key != "id")?, gap(value))));
    Ok(Value::normal_string(&catalog.fill(id, gaps)))
}

fn gap(value: &Value) -> FluentValue<'_> {
    match (value.as_str(), value.as_i64()) {
        (Some(text), _) => FluentValue::from(text),
        (None, Some(number)) => FluentValue::from(number),
        (None, None) => FluentValue::from(value.to_string()),
    }
}

/// `text` as a YAML value on one line: plain where it cannot be misread, else between double quotation marks.
fn yaml(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether YAML reads `text` as this very text.
fn is_plain(text: &str) -> bool {
    let begins_well = text.starts_with(|c: char| c.is_alphabetic());
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .contains(&text.to_ascii_lowercase().as_str());
    let misleads = text.contains(": ") || text.contains(" #") || text.ends_with([':', ' ']);
    let harmless = |c: char| !c.is_control() && !"[]{},\"'`&*!|>%@\\\u{feff}\u{2028}\u{2029}".contains(c);
    begins_well && !is_word && !misleads && text.chars().all(harmless)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn yaml_values_are_read_as_they_were() {
        let texts = [
            "公文",
            "是：否",
            "a: b",
            "x #y",
            "true",
            "",
            "2023-09-01",
            "[a]",
            "\"q\"",
            "行\n二",
            "C:\\x",
            "- a",
            "末:",
            "~",
            "null",
            "0x1f",
            "甲, 乙",
            "'",
            "\u{7f}",
        ];
        for text in texts {
            let document = format!("title: {}\n", yaml(text));
            let value: crate::base::yaml::Value = crate::base::yaml::parse(&document).unwrap();
            assert_eq!(
                value.get("title").and_then(|v| v.as_str()),
                Some(text),
                "{document}"
            );
        }
        assert_eq!(yaml("省局 OA"), "省局 OA");
    }
}
