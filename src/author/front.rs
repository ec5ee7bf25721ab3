//! Sets fields in front matter without touching the rest of it.

use super::fmt;
use crate::record;

/// `text` with the field `key` of its front matter set to `value`, YAML in one line: in the place of what it says, however many lines that takes,
/// else as the last field.
pub(super) fn set(text: &str, key: &str, value: &str) -> String {
    let (front, _) = record::split(text);
    // It begins below the first fence.
    let fence = text.split_inclusive('\n').next().unwrap_or("");
    let closed = text.get(fence.len() + front.len()..).unwrap_or("");
    if !record::front_goes_on_below(fence) || closed.is_empty() {
        return text.to_owned();
    }
    let place = fmt::field(front, key).unwrap_or(front.len()..front.len());
    let (above, below) = (front.get(..place.start), front.get(place.end..));
    let end = if fence.ends_with("\r\n") { "\r\n" } else { "\n" };
    let (above, below) = (above.unwrap_or(""), below.unwrap_or(""));
    format!("{fence}{above}{key}: {value}{end}{below}{closed}")
}

/// `value` as a YAML scalar, or as it is where it already is YAML of another shape (a list, a map).
pub(super) fn scalar(value: &str) -> String {
    let trimmed = value.trim();
    if trimmed.starts_with(['[', '{']) && serde_yaml::from_str::<serde_yaml::Value>(trimmed).is_ok() {
        return trimmed.to_owned();
    }
    let plain =
        matches!(serde_yaml::from_str(trimmed), Ok(serde_yaml::Value::String(read)) if read == trimmed);
    let typed = matches!(
        serde_yaml::from_str(trimmed),
        Ok(serde_yaml::Value::Bool(_) | serde_yaml::Value::Number(_))
    );
    if plain || typed {
        trimmed.to_owned()
    } else {
        serde_json::Value::from(trimmed).to_string()
    }
}

/// `text`, whatever it says, as a YAML scalar in one line that is read as just that text.
pub(super) fn quoted(text: &str) -> String {
    let is_same =
        || matches!(serde_yaml::from_str(text), Ok(serde_yaml::Value::String(read)) if read == text);
    match !text.contains(char::is_control) && !is_like_a_number(text) && is_same() {
        true => text.to_owned(),
        false => serde_json::Value::from(text).to_string(),
    }
}

/// Whether some reader of YAML might take `text` for a number or a time: `0012`, `1_000`, `12:30`.
fn is_like_a_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "._:+-".contains(c))
}

/// `scalar`, which is YAML, as an item of a list in brackets.
pub(super) fn in_list(scalar: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let is_plain = scalar.starts_with(char::is_alphanumeric) && scalar.chars().all(plain);
    match is_plain || scalar.starts_with('"') {
        true => scalar.to_owned(),
        false => serde_json::Value::from(scalar).to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sets_fields_in_place_or_at_the_end() {
        let text = "---\ntitle: x\nseverity: # 级别\n---\n\nseverity: y\n";
        assert_eq!(
            set(text, "severity", "minor"),
            "---\ntitle: x\nseverity: minor\n---\n\nseverity: y\n"
        );
        assert_eq!(
            set(text, "region", "fz"),
            "---\ntitle: x\nseverity: # 级别\nregion: fz\n---\n\nseverity: y\n"
        );
        assert_eq!(set("没有\ntitle: x\n", "title", "y"), "没有\ntitle: x\n");
        assert_eq!(set("---\n---\n", "title", "y"), "---\ntitle: y\n---\n");
    }

    #[test]
    fn a_field_is_set_with_all_of_its_lines_and_no_others() {
        let text = "--- \r\n# 上\r\ntags:\r\n  - 甲\r\n\r\n  - 乙\r\n# 下\r\nnote : |\r\n  一\r\n\r\n# 末\r\n...\r\ntags:\r\n";
        assert_eq!(
            set(text, "tags", "[丙]"),
            "--- \r\n# 上\r\ntags: [丙]\r\n# 下\r\nnote : |\r\n  一\r\n\r\n# 末\r\n...\r\ntags:\r\n"
        );
        assert_eq!(
            set(text, "note", "二"),
            "--- \r\n# 上\r\ntags:\r\n  - 甲\r\n\r\n  - 乙\r\n# 下\r\nnote: 二\r\n\r\n# 末\r\n...\r\ntags:\r\n"
        );
        assert_eq!(
            set("---\ntags:\n- 甲\n- 乙\n---\n", "tags", "[丙]"),
            "---\ntags: [丙]\n---\n"
        );
    }

    #[test]
    fn quotes_only_what_needs_it() {
        assert_eq!(scalar("公文管理系统"), "公文管理系统");
        assert_eq!(scalar("a: b #c"), "\"a: b #c\"");
        assert_eq!(scalar("true"), "true");
        assert_eq!(scalar("[a, b]"), "[a, b]");
        assert_eq!(scalar("[oops"), "\"[oops\"");
        assert_eq!(scalar("2023-09-11 09:05"), "2023-09-11 09:05");
    }

    #[test]
    fn any_text_is_read_as_it_was_written() {
        for (text, wanted) in [
            ("公文：打不开", "公文：打不开"),
            ("[a, b]", "\"[a, b]\""),
            ("20230901001", "\"20230901001\""),
            ("=1+1", "=1+1"),
            ("0012", "\"0012\""),
            ("null", "\"null\""),
            ("a\nb: c", "\"a\\nb: c\""),
        ] {
            assert_eq!(quoted(text), wanted);
        }
        assert_eq!(in_list("a, b"), "\"a, b\"");
        assert_eq!(in_list("\"a, b\""), "\"a, b\"");
    }

    proptest::proptest! {
        #[test]
        fn no_text_leads_out_of_its_field(text in "[a1 ：:#\\[\\]{}&*!|>'\"%@`,?=+~\\n-]{0,16}") {
            let yaml = format!("a: {}\nl: [{}]\n", quoted(&text), in_list(&quoted(&text)));
            let read: serde_yaml::Value = serde_yaml::from_str(&yaml).unwrap();
            proptest::prop_assert_eq!(read["a"].as_str(), Some(text.as_str()), "{}", yaml);
            proptest::prop_assert_eq!(read["l"][0].as_str(), Some(text.as_str()), "{}", yaml);
        }
    }
}
