//! Which section does a heading name, whatever number stands before it?

/// What closes a number or a count of a heading.
const CLOSING: [char; 8] = ['.', '．', '、', ')', '）', '，', '章', '节'];

/// `heading` without the number that it begins with and the colon that it ends with: of `## 一、故障现象：` the words `故障现象`.
pub fn bare(heading: &str) -> &str {
    let heading = heading.trim();
    let words = numbered(heading).map_or(heading, str::trim_start);
    let words = words.trim_end_matches([':', '：']).trim_end();
    if words.is_empty() { heading } else { words }
}

/// What follows the number with which `heading` begins; `None` where it begins with none.
fn numbered(heading: &str) -> Option<&str> {
    let opened = heading.strip_prefix(['(', '（', '第']);
    let rest = opened.unwrap_or(heading);
    let is_digit = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇零一二三四五六七八九十百".contains(c)
    };
    let mut after = rest.trim_start_matches(is_digit);
    if after.len() == rest.len() {
        return None;
    }
    let is_written = rest.starts_with(|c: char| c.is_ascii_digit());
    // `1.2.3`, and `1.2` before a blank.
    while let Some(deeper) = after
        .strip_prefix(['.', '．'])
        .filter(|deeper| deeper.starts_with(is_digit))
    {
        after = deeper.trim_start_matches(is_digit);
    }
    let closed = after.strip_prefix(CLOSING);
    let spaced = (is_written && after.starts_with(char::is_whitespace)).then_some(after);
    closed.or(spaced)
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn a_number_and_a_colon_are_no_part_of_a_name() {
        for written in [
            "验证",
            " 验证 ",
            "验证：",
            "验证:",
            "1. 验证：",
            "1.验证",
            "1、验证",
            "1） 验证",
            "2.1 验证",
            "2.1. 验证",
            "6 验证",
            "一、验证",
            "十二、验证",
            "（六）验证",
            "(6) 验证",
            "第六章 验证",
        ] {
            assert_eq!(bare(written), "验证", "{written}");
        }
    }

    #[test]
    fn a_number_that_is_of_the_name_stays() {
        for written in ["一般情况", "2023年验证", "3号机验证", "1.", "：", "百分比"] {
            assert_eq!(bare(written), written, "{written}");
        }
    }
}
