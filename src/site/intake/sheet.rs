//! The record to fill in by hand, for who has no scripts.

use super::fields::Asked;

/// The record with a line a field, and what it may say behind it; `later` stands under headings that are not `asked` for.
pub(super) fn sheet(
    fields: &[Asked],
    sections: &[String],
    later: &str,
    asked: impl Fn(&str) -> bool,
) -> String {
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
        let text = if asked(section) { "" } else { later };
        out.push_str(&format!("\n## {section}\n\n{text}\n"));
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
        let sections = ["现象".to_owned(), "处理".to_owned()];
        assert_eq!(
            sheet(&fields, &sections, "待写。", |name| name == "现象"),
            "---\ntitle:  # 字段\nseverity:  # 字段: a 甲 | b\n---\n\n## 现象\n\n\n\n## 处理\n\n待写。\n"
        );
    }
}
