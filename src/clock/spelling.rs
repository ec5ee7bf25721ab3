//! What date or time was meant by another spelling?

/// The numbers of `text`, three, five or six, or four of which the last is a full hour, put as `YYYY-MM-DD HH:MM:SS`, if nothing but the usual separators stands between them.
pub(super) fn ascii_spelling(text: &str) -> Option<String> {
    let mut numbers: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let narrow = match c {
            '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0)?,
            _ => c,
        };
        match narrow {
            '0'..='9' if open => numbers.last_mut()?.push(narrow),
            '0'..='9' => numbers.push(narrow.to_string()),
            ' ' | '\u{3000}' | 'T' | 't' | '-' | '－' | '–' | '—' | '/' | '／' | '.' | '．' | '。' => {
            }
            '年' | '月' | '日' | '号' | ':' | '：' | '时' | '点' | '分' | '秒' | '﹕' | '∶' => {}
            _ => return None,
        }
        open = narrow.is_ascii_digit();
    }
    let (year, rest) = numbers.split_first()?;
    if year.len() != 4 || rest.iter().any(|number| number.len() > 2) {
        return None;
    }
    match rest {
        [month, day] => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        [month, day, hour] if text.trim_end().ends_with(['时', '点']) => {
            Some(format!("{year}-{month:0>2}-{day:0>2} {hour:0>2}:00"))
        }
        [month, day, hour, minute, second @ ..] if second.len() < 2 => {
            let second = second
                .first()
                .map(|second| format!(":{second:0>2}"))
                .unwrap_or_default();
            Some(format!(
                "{year}-{month:0>2}-{day:0>2} {hour:0>2}:{minute:0>2}{second}"
            ))
        }
        _ => None,
    }
}
