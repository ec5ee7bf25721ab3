//! The record to fill in by hand, for who has no scripts.

use super::Section;
use super::fields::Asked;

/// The record with a line a field, and what it may say behind it; `later` stands under headings that are not asked for, and what the page calls
/// those that are in a comment, where it has a name of its own for them.
pub(super) fn sheet(fields: &[Asked], sections: &[Section<'_>], later: &str) -> String {
    let mut out = String::from("---\n");
    for field in fields {
        out.push_str(&field.name);
        out.push_str(":  # ");
        out.push_str(&field.label);
        let choices: Vec<String> = field
            .choices
            .iter()
            .map(|choice| match choice.id == choice.name {
                true => choice.id.clone(),
                false => format!("{} {}", choice.id, choice.name),
            })
            .collect();
        if !choices.is_empty() {
            out.push_str(": ");
            out.push_str(&choices.join(" | "));
        }
        out.push('\n');
    }
    out.push_str("---\n");
    for section in sections {
        let text = match section.asked {
            true if section.name == section.heading => String::new(),
            true => format!("<!-- {} -->", section.name),
            false => later.to_owned(),
        };
        out.push_str(&format!("\n## {}\n\n{text}\n", section.heading));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fields::Choice;
    use super::*;

    #[test]
    fn a_sheet_names_fields_answers_and_headings() {
        let choice = |id: &str, name: &str| Choice {
            id: id.to_owned(),
            name: name.to_owned(),
            owner: None,
        };
        let field = |name: &str, choices| Asked {
            name: name.to_owned(),
            label: "字段".to_owned(),
            how: "text",
            choices,
            levels: Vec::new(),
            must: true,
            when: Vec::new(),
            min: None,
            max: None,
            unit: None,
            preset: None,
        };
        let fields = [
            field("title", Vec::new()),
            field("severity", vec![choice("a", "甲"), choice("b", "b")]),
        ];
        let section = |heading, name, asked| Section { heading, name, asked };
        let sections = [
            section("现象", "现象", true),
            section("范围", "Scope", true),
            section("处理", "Done", false),
        ];
        assert_eq!(
            sheet(&fields, &sections, "待写。"),
            "---\ntitle:  # 字段\nseverity:  # 字段: a 甲 | b\n---\n\n## 现象\n\n\n\n## 范围\n\n<!-- Scope -->\n\n## 处理\n\n待写。\n"
        );
    }
}
