//! Where does a YAML text hold punctuation of full width that YAML takes for text?

use super::{Message, Span};

/// The name of findings about full-width punctuation.
pub const RULE: &str = "full-width-punctuation";

/// A mark of full width.
#[derive(Debug, Clone, PartialEq)]
pub struct Wide {
    /// Where it stands.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
}

/// The colons behind keys, and the brackets and commas round them, in a text that is no YAML or no map.
pub fn found(text: &str) -> Vec<Wide> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        for (at, mark) in marks(line) {
            let span = Span::new(offset + at, offset + at + mark.len_utf8());
            let (message, help) = words(mark, key_before(line, at));
            found.push(Wide { span, message, help });
        }
        offset += line.len();
    }
    found
}

/// What is wrong with `text`, which stands where a row or a key of one should.
pub fn in_row(text: &str) -> Option<(Message, Message)> {
    let (at, mark) = marks(text).into_iter().next()?;
    Some(words(mark, key_before(text, at)))
}

/// The form in which two spellings of one name are equal that differ in case and width alone.
pub fn folded(name: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - FULL).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    name.chars().map(half).flat_map(char::to_lowercase).collect()
}

/// By how much a sign of full width is above the one of half width.
const FULL: u32 = 0xFEE0;

/// The marks of full width on `line` that stand where YAML wants its own.
fn marks(line: &str) -> Vec<(usize, char)> {
    let text = line.trim_end();
    let from = text.len() - begun(text).len();
    let value = match key_end(&text[from..]) {
        Some(end) => from + end,
        None => from,
    };
    let value = text.len() - text[value..].trim_start().len();
    let flow = text[value..].starts_with(['{', '[', '｛', '［']);
    let mut marks: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < from) {
        let key = || key_before(text, at);
        let wrong = match c {
            '：' => key().is_some_and(|key| at - key.len() <= value || flow),
            '｛' | '［' => at == value,
            '｝' | '］' => flow && at + c.len_utf8() == text.len(),
            '，' => flow && key_end(text[at + c.len_utf8()..].trim_start()).is_some(),
            _ => false,
        };
        if wrong {
            marks.push((at, c));
        }
    }
    marks
}

/// `text` without its indentation and the dashes of lists.
fn begun(text: &str) -> &str {
    let rest = text.trim_start();
    match rest.strip_prefix("- ") {
        Some(rest) => begun(rest),
        None => rest,
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Where the value begins, behind the key and the colon with which `text` begins.
fn key_end(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(is_word);
    let value = rest.trim_start().strip_prefix([':', '：'])?;
    (rest.len() < text.len()).then(|| text.len() - value.len())
}

/// The key that ends at `at`, with nothing but brackets, commas and dashes before it.
fn key_before(text: &str, at: usize) -> Option<&str> {
    let before = text[..at].trim_end();
    let around = before.trim_end_matches(is_word);
    let key = &before[around.len()..];
    let begins = around.is_empty() || around.trim_end().is_empty() || {
        let around = around.trim_end();
        around.ends_with(['{', '｛', '[', '［', ',', '，']) || begun(&format!("{around} ")).is_empty()
    };
    (!key.is_empty() && begins).then_some(key)
}

fn words(mark: char, key: Option<&str>) -> (Message, Message) {
    match (mark, key) {
        ('：', Some(key)) => (
            Message::new("full-width-colon").with("key", key),
            Message::new("full-width-colon-help").with("key", key),
        ),
        _ => (
            Message::new("full-width-mark").with("mark", mark.to_string()),
            Message::new("full-width-mark-help").with("half", half(mark)),
        ),
    }
}

fn half(mark: char) -> &'static str {
    match mark {
        '｛' => "{",
        '｝' => "}",
        '［' => "[",
        '］' => "]",
        '，' => ",",
        _ => ":",
    }
}

#[cfg(test)]
mod tests {
    use super::marks;

    fn found(line: &str) -> String {
        marks(line).into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn marks_stand_where_yaml_wants_its_own() {
        for (line, wanted) in [
            ("title：公文\n", "："),
            ("  - action ：停机", "："),
            ("  - {action：停机, by：张三}", "：："),
            ("  - ｛action: 停机，by：张三｝", "｛，：｝"),
            ("tags: ［甲, 乙］", "［］"),
            ("action：停机", "："),
        ] {
            assert_eq!(found(line), wanted, "{line}");
        }
    }

    #[test]
    fn text_may_have_them() {
        for line in [
            "title: 公文：打不开，请看",
            "title: 【紧急】公文，oa：打不开",
            "title: oa：打不开",
            "note: 见 a：b",
            "  - {action: 停机，请等}",
        ] {
            assert_eq!(found(line), "", "{line}");
        }
    }
}
