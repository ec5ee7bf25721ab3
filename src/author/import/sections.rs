//! The headings of a record, and what stands under them.

/// The headings of `text`, in order.
pub(super) fn headings(text: &str) -> Vec<String> {
    let all = text.lines().filter_map(heading);
    all.map(|(_, name)| name.to_owned()).collect()
}

/// `text` with `said` under the heading `name`, in place of the hint that stands there; under a new heading at the end where there is none.
pub(super) fn fill(text: &str, name: &str, said: &str) -> String {
    let mut offset = 0;
    let mut found: Option<(usize, usize)> = None;
    for line in text.split_inclusive('\n') {
        let end = offset + line.len();
        match (found, heading(line)) {
            (None, Some((depth, other))) if other == name => found = Some((depth, end)),
            (Some((depth, start)), Some((other, _))) if other <= depth => {
                return [&text[..start], "\n", said, "\n\n", &text[offset..]].concat();
            }
            _ => {}
        }
        offset = end;
    }
    match found {
        Some((_, start)) => [text[..start].trim_end(), "\n\n", said, "\n"].concat(),
        None => [text.trim_end(), "\n\n## ", name, "\n\n", said, "\n"].concat(),
    }
}

/// The depth and the name of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let name = line.trim_start_matches('#');
    let depth = line.len() - name.len();
    let named = (1..=6).contains(&depth) && name.starts_with(' ');
    named.then(|| (depth, name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_give_way() {
        let text =
            "---\ntitle: x  # 标题\n---\n\n## 甲\n\n<!-- 提示 -->\n\n### 甲一\n\n## 乙\n\n<!-- 提示 -->\n";
        let filled = fill(text, "甲", "说明");
        assert_eq!(
            filled,
            "---\ntitle: x  # 标题\n---\n\n## 甲\n\n说明\n\n## 乙\n\n<!-- 提示 -->\n"
        );
        let filled = fill(&filled, "乙", "也说");
        assert!(filled.ends_with("## 乙\n\n也说\n"));
        assert!(fill(&filled, "丙", "新的").ends_with("也说\n\n## 丙\n\n新的\n"));
        assert_eq!(headings(text), ["甲", "甲一", "乙"]);
    }
}
